package mapping

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
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
func readWords(words []string) reading {
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
	if corrected, ok := correct(words); ok {
		if found := readWords(corrected); found.concept != cNone {
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

// cutOff finds what a header says that an old database has cut off after some
// letters: "respondent_first_nam".
func cutOff(words []string) (concept, bool) {
	kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return noiseWords[w] })
	key := strings.Join(kept, "")
	if len(key) < 6 {
		return cNone, false
	}
	const most = 3 // letters that may be missing
	found := cNone
	for phrase, c := range phrases {
		if len(phrase) <= len(key)+most && strings.HasPrefix(phrase, key) {
			if found != cNone && found != c {
				return cNone, false
			}
			found = c
		}
	}
	return found, found != cNone && found != cExtra && found != cPerson && found != cNotes && found != cID
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

// split takes a header apart into words: small letters without accents, where
// signs, blanks, digits and camelCase divide them. Words that people write
// apart or together become one form.
func split(header string) []string {
	var words []string
	var word []rune
	end := func() {
		if len(word) > 0 {
			words = append(words, strings.ToLower(string(word)))
			word = nil
		}
	}
	runes := []rune(norm.NFKD.String(strings.ReplaceAll(header, "1&2", "1")))
	for i, c := range runes {
		switch {
		case unicode.Is(unicode.Mn, c), c == '\'', c == '’':
			continue
		case c == 'ß':
			word = append(word, 's', 's')
			continue
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			end()
			continue
		}
		if n := len(word); n > 0 {
			before := word[n-1]
			nextLower := i+1 < len(runes) && unicode.IsLower(runes[i+1])
			if unicode.IsDigit(c) != unicode.IsDigit(before) ||
				unicode.IsUpper(c) && (unicode.IsLower(before) || unicode.IsUpper(before) && nextLower && n > 1) {
				end()
			}
		}
		word = append(word, c)
	}
	end()
	return joined(compounds(words))
}

// joins are words that are written apart, with what they are together.
var joins = []struct {
	apart    []string
	together string
}{
	{[]string{"e", "mail"}, "email"}, {[]string{"e", "mails"}, "email"}, {[]string{"opt", "in"}, "optin"}, {[]string{"opted", "in"}, "optin"},
	{[]string{"opt", "ins"}, "optin"}, {[]string{"opt", "out"}, "optout"}, {[]string{"opted", "out"}, "optout"},
	{[]string{"do", "not", "call"}, "dnc"}, {[]string{"dont", "call"}, "dnc"}, {[]string{"do", "not", "contact"}, "dnc"}, {[]string{"no", "call"}, "dnc"}, {[]string{"no", "calls"}, "dnc"},
	{[]string{"do", "not", "disturb"}, "dnd"}, {[]string{"cell", "phone"}, "cellphone"}, {[]string{"web", "site"}, "website"}, {[]string{"un", "subscribed"}, "unsubscribed"},
	{[]string{"e", "164"}, "e164"}, {[]string{"donot", "call"}, "dnc"}, {[]string{"i", "phone"}, "iphone"}, {[]string{"whats", "app"}, "whatsapp"}, {[]string{"do", "not"}, "not"},
}

func joined(words []string) []string {
	for _, j := range joins {
		for i := 0; i+len(j.apart) <= len(words); i++ {
			if slices.Equal(words[i:i+len(j.apart)], j.apart) {
				words = slices.Concat(words[:i], []string{j.together}, words[i+len(j.apart):])
			}
		}
	}
	return words
}

// compounds takes words apart that are two known words without a space:
// phonenumber, handynr, homephone.
func compounds(words []string) []string {
	var all []string
	for _, w := range words {
		switch {
		case shorthand[w] != nil:
			all = append(all, shorthand[w]...)
		case known[w] || len(w) < 5:
			all = append(all, w)
		default:
			all = append(all, parts(w)...)
		}
	}
	return all
}

// shorthand are words for two.
var shorthand = map[string][]string{
	"hphone": {"home", "phone"}, "wphone": {"work", "phone"}, "bphone": {"work", "phone"}, "cphone": {"cell", "phone"}, "mphone": {"mobile", "phone"},
	"htel": {"home", "tel"}, "wtel": {"work", "tel"}, "bizphone": {"work", "phone"}, "busphone": {"work", "phone"}, "homeph": {"home", "phone"}, "workph": {"work", "phone"},
}

// parts gives the two known words that a word is made of, else the word.
func parts(w string) []string {
	for i := len(w) - 2; i >= 2; i-- {
		a, b := w[:i], w[i:]
		if known[a] && known[b] && (phoneWord(a) || phoneWord(b) || emailWords[a] || emailWords[b]) {
			return []string{a, b}
		}
	}
	return []string{w}
}

// known are all words of the vocabulary.
var known = func() map[string]bool {
	all := map[string]bool{}
	for _, set := range []map[string]bool{phoneNouns, mobileWords, landlineWords, workWords, homeWords, otherWords, faxWords, othersWords, aboutWords, noiseWords, emailWords, consentWords, refusalWords} {
		for w := range set {
			all[w] = true
		}
	}
	return all
}()

func phoneWord(w string) bool {
	return phoneNouns[w] || mobileWords[w] || landlineWords[w] || faxWords[w]
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

// realWords are words that are a letter away from one of the vocabulary and
// are no typing errors.
var realWords = wordSet(`stage stages stats status phase place price plate style country county counts party type street state city notes votes
	house horse title little order orders offer rating date rate page image shape email name game made male female`)

// correct mends typing errors in words of four letters and more.
func correct(words []string) ([]string, bool) {
	corrected := slices.Clone(words)
	changed := false
	for i, w := range words {
		if len(w) < 4 || known[w] || inPhrases[w] || realWords[w] {
			continue
		}
		best, cost := "", 2
		if len(w) >= 9 {
			cost = 3
		}
		for _, have := range typoWords {
			if len(w) == 4 && !swapped(w, have) {
				continue // too short for anything but two letters in the wrong order
			}
			if n := typos([]rune(w), []rune(have), cost); n < cost {
				best, cost = have, n
			}
		}
		if best != "" {
			corrected[i], changed = best, true
		}
	}
	return corrected, changed
}

// swapped says whether two words have the same letters.
func swapped(a, b string) bool {
	x, y := []rune(a), []rune(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// typoWords are what typing errors are mended to.
var typoWords = strings.Fields(`phone telephone telefon mobile cellphone number name email address street city state zipcode postal postcode country
	first last surname given family company organization contact customer consent telefono celular apellido nombre vorname nachname strasse
	prenom cognome indirizzo achternaam voornaam telefoon sobrenome endereco website comments province mailing`)

// inPhrases are the words of the phrases.
var inPhrases = func() map[string]bool {
	all := map[string]bool{}
	for key := range phrases {
		all[key] = true
	}
	return all
}()
