package header

import (
	"slices"
	"strings"
)

// Kind is whose phone a column holds, in the order in which to dial.
type Kind uint8

// The kinds of phones.
const (
	Mobile Kind = iota
	Any
	Home
	Work
	Other
	Main
)

// Meaning is what a header says.
type Meaning struct {
	Concept Concept
	// Score is how plainly it says so, 0 to 1.
	Score float64
	// Kind is the kind of phone, where the concept is one.
	Kind Kind
	// Group is the set that the column belongs to, "home", "work", "mailing",
	// of columns that come several times.
	Group string
	// Ordinal is the number in the header, or 1.
	Ordinal int
	// Guessed means that a typing error was assumed; the cells must agree.
	Guessed bool
	// Soft means, of a refusal, that there is a reason not to call which is none
	// of the person's: a wrong number, a consent that is pending.
	Soft bool
	// Until means, of a consent, that the column says when it ends.
	Until bool
}

// groupWords are the words that tell sets of columns apart.
var groupWords = map[string]string{
	"home": "home", "private": "home", "privat": "home", "personal": "home", "residential": "home", "casa": "home",
	"work": "work", "business": "work", "office": "work", "company": "work", "geschaftlich": "work", "trabajo": "work",
	"domicile": "home", "thuis": "home", "prive": "home", "residence": "home", "bureau": "work", "lavoro": "work", "organization": "work", "organisation": "work", "employer": "work",
	"mailing": "mailing", "billing": "billing", "bill": "billing", "shipping": "shipping", "ship": "shipping", "delivery": "shipping", "invoice": "billing",
	"other": "other", "alternate": "other", "secondary": "other", "default": "default", "primary": "primary",
	"residenza": "home", "property": "property", "permanent": "home", "current": "home", "present": "home", "service": "service", "lieferadresse": "shipping", "rechnungsadresse": "billing",
}

// Read returns what a header speaks of.
func Read(header string) Meaning { return read(header, true) }

// ReadBesideConsent returns what a header speaks of beside consent: "Which number can we
// call you on?" asks for a phone.
func ReadBesideConsent(header string) Meaning { return read(header, false) }

func read(header string, consent bool) Meaning {
	header, _ = CutLegend(header)
	header = withoutAnswers(header)
	if open, end := strings.IndexByte(header, '('), strings.LastIndexByte(header, ')'); consent && open > 0 && end > open && len(Words(header[open:end])) > 2 {
		// "Is it OK if we call you? (we'll never share your number)"
		if r := read(header[:open]+header[end+1:], true); r.Concept == Consent {
			return r
		}
	}
	words := Words(header)
	r := readSpelled(words, true, consent)
	if consent && (r.Concept == None || r.Concept == Extra) {
		if corrected, ok := correctConsent(words); ok {
			if found, ok := r.consent(corrected); ok && (found.Concept == Consent || found.Concept == Refusal) {
				found.Guessed, found.Score = true, 0.8*found.Score
				return found
			}
		}
	}
	if r.Concept != None {
		return r
	}
	// What stands in brackets says least: "Vorname (Adressattyp natürl. Person)".
	if open, end := strings.IndexAny(header, "(["), strings.LastIndexAny(header, ")]"); open > 0 && end > open {
		if bare := readSpelled(Words(header[:open]+" "+header[end+1:]), true, consent); bare.Concept != None {
			bare.Score *= 0.9
			return bare
		}
	}
	if open, end := strings.IndexAny(header, "(["), strings.LastIndexAny(header, ")]"); open > 0 && end > open {
		// "What should we call you? (first name)"
		if c, ok := phrases()[strings.Join(Words(header[open:end]), "")]; ok && (IsPlace(c) || c == FirstName || c == LastName || c == FullName) {
			if r.Concept, r.Score = c, 0.85; slices.ContainsFunc(Words(header[:open]), isOthers) {
				r.Concept = Person // "Who should we contact in an emergency? (name)"
			}
			return r
		}
	}
	// "Q3 - Phone number", "Contact: City": what stands last says most.
	for _, mark := range []string{" - ", ": ", " | ", "::", "/"} {
		if at := strings.LastIndex(header, mark); at > 0 {
			if last := readSpelled(Words(header[at+len(mark):]), true, consent); last.Concept != None && last.Concept != Extra {
				last.Score *= 0.9
				return last
			}
		}
	}
	return r
}

// ReadWords returns what the words of a header speak of.
func ReadWords(words []string) Meaning { return readSpelled(words, true, true) }

// readSpelled reads words, and takes them for mistyped ones where nothing else
// makes sense of them, if it may: once, since of two words each may be the
// other with a typing error.
func readSpelled(words []string, mayCorrect, consent bool) Meaning {
	r := Meaning{Ordinal: 1}
	words = mailedTo(words)
	for _, w := range words {
		if g := groupWords[w]; g != "" && r.Group == "" {
			r.Group = g
		}
		if len(w) <= 2 && w[0] >= '2' && w[0] <= '9' {
			r.Ordinal = int(w[len(w)-1] - '0')
		}
	}
	if len(words) == 0 {
		return r
	}
	if found, ok := r.furtherConsent(words); ok && consent {
		return found
	}
	if found, ok := r.consent(words); ok && consent {
		return found
	}
	// A whole phrase that is known goes before single words of it.
	if c, ok := phrases()[strings.Join(words, "")]; ok {
		r.Concept, r.Score = c, 1
		return r
	}
	if found, ok := r.phones(words); ok {
		return found
	}
	if found, ok := r.mail(words); ok {
		return found
	}
	if c, score := phrase(words); c != None {
		r.Concept, r.Score = c, score
		return r
	}
	if found, ok := r.ending(words); ok {
		return found
	}
	if found, ok := r.further(words); ok {
		return found
	}
	if corrected, ok := correct(words); ok && mayCorrect {
		if found := readSpelled(corrected, false, consent); found.Concept != None {
			found.Guessed = true
			found.Score *= 0.8
			return found
		}
	}
	if c, ok := cutOff(words); ok {
		r.Concept, r.Score, r.Guessed = c, 0.7, true
		return r
	}
	if n := len(words); n > 0 && idWords.has(words[n-1]) {
		r.Concept, r.Score = ID, 0.9
	}
	return r
}

// mailedTo returns words that begin with the mail that goes to a place as those of a
// mailing address: MAILCITY, MailAddressPostalCode.
func mailedTo(words []string) []string {
	if len(words) < 2 || words[0] != "mail" {
		return words
	}
	rest := slices.DeleteFunc(slices.Clone(words[1:]), isNumber)
	c := phrases()[strings.Join(rest, "")]
	if c == None {
		c, _ = cutOff(rest) // MailCountr
	}
	if len(rest) > 1 && rest[0] == "address" && c != Address2 {
		c = phrases()[strings.Join(rest[1:], "")]
	}
	if !IsPlace(c) || c == Address && len(words) == 2 { // a mail address is of e-mail, or not
		return words
	}
	return append([]string{"mailing"}, words[1:]...)
}

// idWords end the headers of identifiers.
var idWords = newWordSet("id ids uuid guid key ref reference referenz referencia riferimento")

// ending reads a header that ends as a known one does, after words that say
// nothing or one that is not known: "And your last name?", "Venue City". The
// unknown word is what keeps such columns together.
func (r Meaning) ending(words []string) (Meaning, bool) {
	for n := min(3, len(words)-1); n > 0; n-- {
		before, after := words[:len(words)-n], words[len(words)-n:]
		c, ok := phrases()[strings.Join(after, "")]
		official := !slices.ContainsFunc(before, func(w string) bool { return !nameForms.has(w) })
		if !ok || !IsPlace(c) && c != FirstName && c != LastName && c != Tags || c == Tags && slices.ContainsFunc(before, asideWords.has) || n == 1 && (c == FirstName || c == LastName) && !official {
			continue
		}
		unknown := slices.DeleteFunc(slices.Clone(before), func(w string) bool {
			return noiseWords.has(w) || nameForms.has(w) || isNumber(w) || w == "first" || w == "last"
		})
		if len(unknown) > 1 || len(unknown) == 1 && (!IsPlace(c) && c != Tags || aboutWords.has(unknown[0]) || othersWords.has(unknown[0])) {
			continue
		}
		if r.Concept, r.Score = c, 0.75; len(unknown) == 1 {
			r.Group, r.Guessed = unknown[0], true
		}
		return r, true
	}
	return r, false
}

// nameForms say which of a person's names is meant, before it.
var nameForms = newWordSet("named legal official passport registered preferred chosen current real known")

// phones reads a header that speaks of phones, word by word.
func (r Meaning) phones(words []string) (Meaning, bool) {
	r.Concept, r.Score, r.Kind = Phone, 0.98, Any
	named, about, others, company := false, false, false, false
	for i, w := range words {
		switch {
		case faxWords.has(w):
			r.Concept, r.Score = Fax, 1
			return r, true
		case w == "did": // a number that is dialed in to
			named, others = true, true
		case phoneNouns.has(w), w == "line" && i > 0 && lineOwners[words[i-1]]:
			named = true
		case mobileWords.has(w):
			named = true
			r.Kind = Mobile
		case landlineWords.has(w):
			named = true
			r.Kind = Home
		case isOthers(w), w == "principal" && slices.ContainsFunc(words, func(w string) bool { return w == "phone" || w == "cell" || w == "school" }):
			others = true
		case (w == "main" || w == "direct") && !company: // the main number of a company, a direct line
			r.Kind = min(r.Kind, Any)
		case homeWords.has(w) && r.Kind == Any:
			r.Kind = Home
		case workWords.has(w) && r.Kind == Any:
			r.Kind = Work
		case otherWords.has(w):
			r.Kind = Other
		case aboutWords.has(w) && !noiseWords.has(w):
			about = true
		case isNumber(w):
			if w[0] >= '2' && w[0] <= '9' && len(w) == 1 && i > 0 && r.Kind == Any {
				r.Kind = Other
			}
		case noiseWords.has(w), groupWords[w] != "", ownWords.has(w), personWords.has(w):
		default:
			r.Score = min(r.Score, 0.85)
		}
		company = company || companyWords.has(w) && w != "main"
	}
	switch {
	case !named && numberToCall(words):
		return r, true
	case !named:
		return r, false
	case about:
		r.Concept = AboutPhone
	case others, r.Score < 0.9 && furtherOthers(words):
		r.Concept = OthersPhone
	case company && r.Kind != Mobile:
		r.Kind = Main
	}
	return r, true
}

// lineOwners before "line" make it one of a phone: "Company Main Line".
var lineOwners = map[string]bool{"main": true, "direct": true, "office": true, "company": true, "switchboard": true}

// numberToCall reports whether a header without a word for phones means one:
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

func isNumber(w string) bool {
	return strings.Trim(w, "0123456789") == ""
}

// mail reads a header that speaks of e-mail.
func (r Meaning) mail(words []string) (Meaning, bool) {
	r.Concept, r.Score = Email, 0.98
	named, about, others := false, false, false
	for _, w := range words {
		switch {
		case emailWords.has(w):
			named = true
		case isOthers(w):
			others = true
		case w == "address", w == "adresse", w == "indirizzo", w == "direccion", w == "endereco", w == "adres", w == "account",
			noiseWords.has(w), groupWords[w] != "", homeWords.has(w), workWords.has(w), otherWords.has(w), isNumber(w), w == "id":
		case aboutWords.has(w), w == "sent", w == "opened", w == "clicked", w == "marketing", w == "domain", w == "newsletter",
			w == "bounce", w == "opens", w == "clicks", w == "md5", w == "text", w == "subject", w == "template":
			about = true
		default:
			r.Score = 0.85
		}
	}
	switch {
	case about:
		r.Concept = AboutEmail
	case others:
		r.Concept = OthersEmail
	}
	return r, named
}

// phrase finds a concept by all words, then without those that mean nothing,
// then without those that name a set.
func phrase(words []string) (Concept, float64) {
	if len(words) == 0 {
		return None, 0
	}
	without := func(drop func(w string) bool) string {
		kept := slices.DeleteFunc(slices.Clone(words), drop)
		return strings.Join(kept, "")
	}
	if c, ok := coded(words); ok {
		return c, 0.9
	}
	if last := words[max(0, len(words)-1):]; len(words) > 1 && (last[0] == "company" || last[0] == "organization" || last[0] == "organisation") {
		return Company, 0.9
	}
	if c := phrases()[words[0]]; len(words) == 2 && words[1] == "names" && c == Tags {
		return c, 0.9
	}
	for i, length := 1, len(words[0]); i < len(words) && length <= longestPhrase; i++ {
		if phrases()[strings.Join(words[:i], "")] == Address && phrases()[strings.Join(words[i:], "")] == StreetPart {
			return Address, 0.9 // "Strasse/Hausnr."
		}
		length += len(words[i])
	}
	group := func(w string) bool { return groupWords[w] != "" }
	for i, drop := range []func(w string) bool{
		func(w string) bool { return w == "1" },
		func(w string) bool { return noiseWords.has(w) },
		func(w string) bool { return group(w) || w == "1" },
		func(w string) bool { return group(w) || noiseWords.has(w) },
		func(w string) bool { return group(w) || noiseWords.has(w) || isNumber(w) },
		func(w string) bool { return noiseWords.has(w) || personWords.has(w) || isNumber(w) },
		func(w string) bool {
			return group(w) || noiseWords.has(w) || isNumber(w) || w == "address" || w == "location"
		},
	} {
		key := without(drop)
		c, ok := phrases()[key]
		if !ok {
			c, ok = phrases()[strings.TrimSuffix(key, "s")] // "First Names"
		}
		if !ok || key == "" {
			continue
		}
		if c == Address2 && words[len(words)-1] == "address" && !strings.HasSuffix(key, "address") {
			return Address, 0.8 // "Unit Address"
		}
		if slices.ContainsFunc(words, func(w string) bool { return numberWords.has(w) }) && !IsPlace(c) && c != StreetPart {
			return ID, 0.9 // an account number is no account
		}
		return c, []float64{1, 0.95, 0.95, 0.9, 0.85, 0.85, 0.85}[i]
	}
	if slices.ContainsFunc(words, personWords.has) && !slices.ContainsFunc(words, func(w string) bool { return !personWords.has(w) && !noiseWords.has(w) }) {
		return FullName, 0.85 // "Comprador(a)"
	}
	return None, 0
}

// coded reads a header of places by their codes, or by their names in full: "Land-ISO",
// "Country ISO2", "State Abbr.".
func coded(words []string) (Concept, bool) {
	rest := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return placeForms.has(w) || isNumber(w) || groupWords[w] != "" })
	if len(rest) == 0 || !slices.ContainsFunc(words, placeForms.has) {
		return None, false
	}
	c, ok := phrases()[strings.Join(rest, "")]
	return c, ok && (c == Country || c == State)
}

// placeForms say in which form a place is named.
var placeForms = newWordSet("iso iso2 iso3 alpha code codes kurzel kennzeichen abbr abbrev abbreviation abbreviated abbreviazione sigla short long description desc name digit letter two three")

// personWords are for the people of a list, beside those that say nothing else.
var personWords = newWordSet(`adherent adherente adherents abonne abonnee assure assuree souscripteur souscriptrice titulaire acheteur acheteuse donateur donatrice tomador tomadora asegurado asegurada titular comprador compradora donante suscriptor suscriptora
	contraente intestatario intestataria assicurato assicurata acquirente abbonato abbonata donatore segurado segurada assinante doador doadora versicherungsnehmer versicherter versicherte interessent interessentin besteller auftraggeber mandant mandantin spender spenderin
	verzekerde verzekeringnemer geinteresseerde deelnemer abonnee donateur policyowner homeowner renter claimant debtor borrower insuree cust`)

var numberWords = newWordSet("number numbers no nr num nummer numero numer cislo")

// IsPlace reports whether a concept is part of an address.
func IsPlace(c Concept) bool {
	return c == Address || c == Address2 || c == City || c == State || c == Zip || c == Country
}

// withoutAnswers leaves out brackets that hold nothing but the answers that a column
// may have: the "no" of "OK to call (yes, no, unknown)" is none of what it asks.
func withoutAnswers(header string) string {
	open := strings.LastIndexAny(header, "([")
	if open <= 0 {
		return header
	}
	end := open + strings.IndexAny(header[open:]+")", ")]")
	inside := plainWords(header[open:end])
	if len(inside) < 2 || slices.ContainsFunc(inside, func(w string) bool { return !answerCells.has(w) }) {
		return header
	}
	return header[:open] + header[min(end+1, len(header)):]
}

// answerCells are what the cells of a column about consent may be.
var answerCells = newWordSet(`yes no y n true false t f 1 0 unknown unsure maybe or and blank na none x si sim oui non ja nein nee nej tak nie ano ne si да нет`)
