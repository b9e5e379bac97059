package header

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// Kind is the kind of phone in a column, in dialing order.
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
	// Soft means, of a refusal, that the reason is not the person's: a wrong number, a pending
	// consent.
	Soft bool
	// Until means, of a consent, that the column has its end.
	Until bool
}

// groupWords are the words that distinguish sets of columns.
var groupWords = map[string]string{
	"home": "home", "private": "home", "privat": "home", "personal": "home", "residential": "home", "casa": "home",
	"work": "work", "business": "work", "office": "work", "company": "work", "geschaftlich": "work", "trabajo": "work",
	"domicile": "home", "thuis": "home", "prive": "home", "residence": "home", "bureau": "work", "lavoro": "work", "organization": "work", "organisation": "work", "employer": "work",
	"mailing": "mailing", "billing": "billing", "bill": "billing", "shipping": "shipping", "ship": "shipping", "delivery": "shipping", "invoice": "billing",
	"other": "other", "alternate": "other", "secondary": "other", "default": "default", "primary": "primary",
	"residenza": "home", "property": "property", "permanent": "home", "current": "home", "present": "home", "service": "service", "lieferadresse": "shipping", "rechnungsadresse": "billing",
}

// Read returns what a header means.
func Read(header string) Meaning {
	if m, ok := recentMeanings.Load(header); ok {
		return m.(Meaning)
	}
	m := read(header, true)
	if len(header) <= longestRecent && meaningsKept.Add(1) <= mostRecent {
		recentMeanings.Store(strings.Clone(header), m)
	}
	return m
}

// recentMeanings are those of headers that were asked for: the checks of one list ask for
// each of its names several times.
var (
	recentMeanings sync.Map
	meaningsKept   atomic.Int64
)

// ReadBesideConsent returns what a header means apart from consent: "Which number can we call
// you on?" asks for a phone.
func ReadBesideConsent(header string) Meaning { return read(header, false) }

func read(header string, consent bool) Meaning {
	header = withoutAnswers(Name(header))
	if open, end := strings.IndexByte(header, '('), strings.LastIndexByte(header, ')'); consent && open > 0 && end > open && len(Words(header[open:end])) > 2 {
		// "Is it OK if we call you? (we'll never share your number)"
		if r := read(header[:open]+header[end+1:], true); r.Concept == Consent {
			return r
		}
	}
	words := Words(header)
	r := readSpelled(words, true, consent)
	if r.Concept == Company || r.Concept == FullName || r.Concept == Person {
		if at := strings.IndexByte(header, '('); at > 0 && strings.HasSuffix(header, ")") && tellsStatus(Words(header[:at])) {
			return read(header[:at], consent) // "Lead stage (moving company)"
		}
	}
	if r.Concept == Address && len(words) > 1 && words[len(words)-1] == "via" && hasAny(words, contactWords, callWords, passives) {
		r = Meaning{Ordinal: r.Ordinal} // "Contact me via" asks how, not for an Italian street
	}
	if consent && r.Concept == Email && refusesMail(words) {
		r.Concept = OtherConsent
	}
	if consent && (r.Concept == None || r.Concept == Extra || r.Concept == Phone || r.Concept == AboutPhone) {
		if corrected, ok := correctConsent(words); ok {
			if found, ok := r.consent(corrected); ok && (found.Concept == Consent || found.Concept == Refusal) {
				found.Guessed, found.Score = true, 0.8*found.Score
				return found
			}
		}
		if found, ok := cutAtTen(header, words); ok {
			found.Guessed, found.Score = true, 0.7
			return found
		}
	}
	if (r.Concept == LastName || r.Concept == None) && len(words) > 1 && len(words) <= 4 && SurnamesFirst(header) > 0 {
		r.Concept, r.Score = FullName, 0.9
	}
	if r.Concept != None {
		return r.partIn(header)
	}
	if at := strings.LastIndex(header, ", "); at > 0 && strings.HasSuffix(header, "?") {
		return read(header[at+2:], consent) // "First up, what's your name?"
	}
	if found, ok := twice(words, consent); ok {
		return found
	}
	return r.ofParts(header, consent)
}

// partIn returns the meaning of a name of which brackets say what part it is: "Name (Vorname)",
// "Nome (cognome)".
func (r Meaning) partIn(header string) Meaning {
	if r.Concept != FullName && r.Concept != FirstName {
		return r
	}
	before, in, ok := strings.Cut(strings.ReplaceAll(header, "（", "("), "(")
	if ok && (r.Concept == FullName || len(Words(before)) == 1) {
		if part := readSpelled(Words(strings.TrimRight(in, ")）")), false, false).Concept; part == FirstName || part == LastName {
			r.Concept = part
		}
	}
	return r
}

// ofParts reads a header by what stands before its brackets, in them, or last: it is not known
// as a whole.
func (r Meaning) ofParts(header string, consent bool) Meaning {
	// What stands in brackets says least: "Vorname (Adressattyp natürl. Person)".
	if open, end := strings.IndexAny(header, "(["), strings.LastIndexAny(header, ")]"); open > 0 && end > open {
		if bare := readSpelled(Words(header[:open]+" "+header[end+1:]), true, consent); bare.Concept != None {
			bare.Score *= 0.9
			return bare.partIn(header)
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

// twice reads a header that says the same in two languages: "Nachname Last name".
func twice(words []string, consent bool) (Meaning, bool) {
	const most = 8 // words
	for i := 1; i < len(words) && len(words) <= most; i++ {
		a, b := readSpelled(words[:i], false, consent), readSpelled(words[i:], false, consent)
		if a.Concept != None && a.Concept != Extra && a.Concept == b.Concept && !a.Guessed && !b.Guessed {
			a.Score *= 0.9
			return a, true
		}
	}
	return Meaning{}, false
}

// ReadWords returns what the words of a header mean.
func ReadWords(words []string) Meaning { return readSpelled(words, true, true) }

// readSpelled reads words. If they make no sense and mayCorrect is set, it assumes a typing
// error: once, since each of two words may be the other with a typing error.
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

// mailedTo returns words that begin with the mail to a place as those of a mailing address:
// MAILCITY, MailAddressPostalCode.
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

// ending reads a header that ends as a known one does, after filler words or one unknown word:
// "And your last name?", "Venue City". The unknown word becomes the group of such columns.
func (r Meaning) ending(words []string) (Meaning, bool) {
	for n := min(3, len(words)-1); n > 0; n-- {
		before, after := words[:len(words)-n], words[len(words)-n:]
		c, ok := phrases()[strings.Join(after, "")]
		official := allIn(before, nameForms)
		if !ok || !IsPlace(c) && c != FirstName && c != LastName && c != Tags || c == Tags && hasAny(before, asideWords) || n == 1 && (c == FirstName || c == LastName) && !official {
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

// nameForms precede a name and say which one is meant.
var nameForms = newWordSet("named legal official passport registered pref preferred chosen current real known")

func isNumber(w string) bool { return strings.Trim(w, "0123456789") == "" }

// IsPlace reports whether a concept is part of an address.
func IsPlace(c Concept) bool {
	return c == Address || c == Address2 || c == City || c == State || c == Zip || c == Country
}

// withoutAnswers removes brackets with the possible answers: the "no" of "OK to call (yes, no,
// unknown)" is not part of the question.
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

// answerCells are the possible cells of a column about consent.
var answerCells = newWordSet(`yes no y n true false t f 1 0 unknown unsure maybe or and blank na none x si sim oui non ja nein nee nej tak nie ano ne si да нет`)
