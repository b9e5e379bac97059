package mapping

import (
	"slices"
	"strings"
)

// phoneKind is whose phone a column holds, in the order in which to dial.
type phoneKind uint8

const (
	mobilePhone phoneKind = iota
	anyPhone
	homePhone
	workPhone
	otherPhone
	companyPhone
)

// reading is what a header says.
type reading struct {
	concept concept
	// score is how plainly it says so, 0 to 1.
	score float64
	// phone is the kind of phone, where the concept is one.
	phone phoneKind
	// group is the set that the column belongs to, "home", "work", "mailing",
	// of columns that come several times.
	group string
	// ordinal is the number in the header, or 1.
	ordinal int
	// guessed means that a typing error was assumed; the cells must agree.
	guessed bool
}

// groupWords are the words that tell sets of columns apart.
var groupWords = map[string]string{
	"home": "home", "private": "home", "privat": "home", "personal": "home", "residential": "home", "casa": "home",
	"work": "work", "business": "work", "office": "work", "company": "work", "geschaftlich": "work", "trabajo": "work",
	"domicile": "home", "thuis": "home", "prive": "home", "residence": "home", "bureau": "work", "lavoro": "work", "organization": "work", "organisation": "work", "employer": "work",
	"mailing": "mailing", "billing": "billing", "shipping": "shipping", "delivery": "shipping", "invoice": "billing",
	"other": "other", "alternate": "other", "secondary": "other", "default": "default", "primary": "primary",
	"residenza": "home", "property": "property", "permanent": "home", "current": "home", "lieferadresse": "shipping", "rechnungsadresse": "billing",
}

// read tells what a header speaks of.
func read(header string) reading {
	r := readWords(split(header))
	if r.concept != cNone {
		return r
	}
	// "Q3 - Phone number", "Contact: City": what stands last says most.
	for _, mark := range []string{" - ", ": ", " | ", "::", "/"} {
		if at := strings.LastIndex(header, mark); at > 0 {
			if last := readWords(split(header[at+len(mark):])); last.concept != cNone && last.concept != cExtra {
				last.score *= 0.9
				return last
			}
		}
	}
	return r
}

// readWords tells what the words of a header speak of.
func readWords(words []string) reading { return readSpelled(words, true) }

// readSpelled reads words, and takes them for mistyped ones where nothing else
// makes sense of them, if it may: once, since of two words each may be the
// other with a typing error.
func readSpelled(words []string, mayCorrect bool) reading {
	r := reading{ordinal: 1}
	for _, w := range words {
		if g := groupWords[w]; g != "" && r.group == "" {
			r.group = g
		}
		if len(w) <= 2 && w[0] >= '2' && w[0] <= '9' {
			r.ordinal = int(w[len(w)-1] - '0')
		}
	}
	if found, ok := r.consent(words); ok {
		return found
	}
	// A whole phrase that is known goes before single words of it.
	if c, ok := phrases[strings.Join(words, "")]; ok {
		r.concept, r.score = c, 1
		return r
	}
	if found, ok := r.phones(words); ok {
		return found
	}
	if found, ok := r.mail(words); ok {
		return found
	}
	if c, score := phrase(words); c != cNone {
		r.concept, r.score = c, score
		return r
	}
	if found, ok := r.ending(words); ok {
		return found
	}
	if corrected, ok := correct(words); ok && mayCorrect {
		if found := readSpelled(corrected, false); found.concept != cNone {
			found.guessed = true
			found.score *= 0.8
			return found
		}
	}
	if c, ok := cutOff(words); ok {
		r.concept, r.score, r.guessed = c, 0.7, true
		return r
	}
	if n := len(words); n > 0 && idWords[words[n-1]] {
		r.concept, r.score = cID, 0.9
	}
	return r
}

// idWords end the headers of identifiers.
var idWords = wordSet("id ids uuid guid key ref reference referenz referencia riferimento")

// ending reads a header that ends as a known one does, after words that say
// nothing or one that is not known: "And your last name?", "Venue City". The
// unknown word is what keeps such columns together.
func (r reading) ending(words []string) (reading, bool) {
	for n := min(3, len(words)-1); n > 0; n-- {
		before, after := words[:len(words)-n], words[len(words)-n:]
		c, ok := phrases[strings.Join(after, "")]
		if !ok || !isPlaceConcept(c) && c != cFirst && c != cLast || n == 1 && (c == cFirst || c == cLast) {
			continue
		}
		unknown := slices.DeleteFunc(slices.Clone(before), func(w string) bool { return noiseWords[w] || isNumber(w) || w == "first" || w == "last" })
		if len(unknown) > 1 || len(unknown) == 1 && (!isPlaceConcept(c) || aboutWords[unknown[0]] || othersWords[unknown[0]]) {
			continue
		}
		if r.concept, r.score = c, 0.75; len(unknown) == 1 {
			r.group, r.guessed = unknown[0], true
		}
		return r, true
	}
	return r, false
}

// phones reads a header that speaks of phones, word by word.
func (r reading) phones(words []string) (reading, bool) {
	r.concept, r.score, r.phone = cPhone, 0.98, anyPhone
	named, about, others, company := false, false, false, false
	for i, w := range words {
		switch {
		case faxWords[w]:
			r.concept, r.score = cFax, 1
			return r, true
		case phoneNouns[w]:
			named = true
		case mobileWords[w]:
			named = true
			r.phone = mobilePhone
		case landlineWords[w]:
			named = true
			r.phone = homePhone
		case othersWords[w], isEmergency(w):
			others = true
		case (w == "main" || w == "direct") && !company: // the main number of a company, a direct line
			r.phone = min(r.phone, anyPhone)
		case homeWords[w] && r.phone == anyPhone:
			r.phone = homePhone
		case workWords[w] && r.phone == anyPhone:
			r.phone = workPhone
		case otherWords[w]:
			r.phone = otherPhone
		case aboutWords[w] && !noiseWords[w]:
			about = true
		case isNumber(w):
			if w[0] >= '2' && w[0] <= '9' && len(w) == 1 && i > 0 && r.phone == anyPhone {
				r.phone = otherPhone
			}
		case noiseWords[w], groupWords[w] != "":
		default:
			r.score = min(r.score, 0.85)
		}
		company = company || companyWords[w] && w != "main"
	}
	switch {
	case !named && numberToCall(words):
		return r, true
	case !named:
		return r, false
	case about:
		r.concept = cAbout
	case others:
		r.concept = cOthers
	case company && r.phone != mobilePhone:
		r.phone = companyPhone
	}
	return r, true
}

// numberToCall says whether a header without a word for phones means one:
// "Contact Number", "Best number".
func numberToCall(words []string) bool {
	number, whose := false, false
	for _, w := range words {
		switch w {
		case "number", "numbers", "no", "nr", "num", "nummer", "numero":
			number = true
		case "contact", "best", "call", "daytime", "day", "evening", "night", "callback", "dial", "home", "work", "contacto", "kontakt", "contatto", "contato":
			whose = true
		case "to", "main", "primary", "alternate", "alt", "other", "1", "2", "3", "your", "my", "de", "di", "secondary":
		default:
			return false
		}
	}
	return number && whose
}

// isEmergency says whether a word is, or begins with, one for emergencies.
func isEmergency(w string) bool {
	for _, stem := range []string{"notfall", "emergenc", "urgenc", "emergenz"} {
		if strings.HasPrefix(w, stem) {
			return true
		}
	}
	return false
}

func isNumber(w string) bool {
	return strings.Trim(w, "0123456789") == ""
}

// mail reads a header that speaks of e-mail.
func (r reading) mail(words []string) (reading, bool) {
	r.concept, r.score = cEmail, 0.98
	named, about, others := false, false, false
	for _, w := range words {
		switch {
		case emailWords[w]:
			named = true
		case othersWords[w]:
			others = true
		case w == "address", w == "adresse", w == "indirizzo", w == "direccion", w == "endereco", w == "adres", w == "account",
			noiseWords[w], groupWords[w] != "", homeWords[w], workWords[w], otherWords[w], isNumber(w), w == "id":
		case aboutWords[w], w == "sent", w == "opened", w == "clicked", w == "marketing", w == "domain", w == "newsletter",
			w == "bounce", w == "opens", w == "clicks", w == "md5", w == "text", w == "subject", w == "template":
			about = true
		default:
			r.score = 0.85
		}
	}
	switch {
	case about:
		r.concept = cAboutMail
	case others:
		r.concept = cOtherMail
	}
	return r, named
}

// phrase finds a concept by all words, then without those that mean nothing,
// then without those that name a set.
func phrase(words []string) (concept, float64) {
	without := func(drop func(w string) bool) string {
		kept := slices.DeleteFunc(slices.Clone(words), drop)
		return strings.Join(kept, "")
	}
	if last := words[max(0, len(words)-1):]; len(words) > 1 && (last[0] == "company" || last[0] == "organization" || last[0] == "organisation") {
		return cCompany, 0.9
	}
	group := func(w string) bool { return groupWords[w] != "" }
	for i, drop := range []func(w string) bool{
		func(w string) bool { return w == "1" },
		func(w string) bool { return noiseWords[w] },
		func(w string) bool { return group(w) || w == "1" },
		func(w string) bool { return group(w) || noiseWords[w] },
		func(w string) bool { return group(w) || noiseWords[w] || isNumber(w) },
		func(w string) bool {
			return group(w) || noiseWords[w] || isNumber(w) || w == "address" || w == "location"
		},
	} {
		key := without(drop)
		c, ok := phrases[key]
		if !ok || key == "" {
			continue
		}
		if slices.ContainsFunc(words, func(w string) bool { return numberWords[w] }) && !isPlaceConcept(c) {
			return cID, 0.9 // an account number is no account
		}
		return c, []float64{1, 0.95, 0.95, 0.9, 0.85, 0.85}[i]
	}
	return cNone, 0
}

var numberWords = wordSet("number numbers no nr num nummer numero")

// isPlaceConcept says whether a concept is part of an address.
func isPlaceConcept(c concept) bool {
	return c == cAddress || c == cAddress2 || c == cCity || c == cState || c == cZip || c == cCountry
}
