package mapping

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// Here are the cells that say yes in a column of consent though they are no plain answers.

// hasNoEnd reports whether a cell of a column of ends of a consent says that it holds: "valid",
// "does not expire".
func hasNoEnd(cell string) bool {
	const longest = 4 // words
	words := strings.Fields(lower(cell))
	if endless[folded(cell)] {
		return true
	}
	ends := slices.IndexFunc(words, func(w string) bool {
		return normalize.Touches(w)&normalize.TouchesEnds != 0 || header.Has(w, header.OfEnd)
	})
	return ends > 0 && len(words) <= longest && !strings.ContainsAny(cell, ",;-0123456789") && slices.ContainsFunc(words[:ends], normalize.Negates)
}

var endless = wordSet(`valid still-valid active in-force current open-ended indefinite indefinitely unlimited permanent perpetual lifetime evergreen ongoing until-revoked until-withdrawn until-further-notice never never-expires
	unbefristet bis-auf-widerruf gültig illimité illimitée indéfini sans-limite valide jusqu'à-révocation indefinido ilimitado vigente vitalicio válido indeterminato illimitato valido indeterminado onbeperkt onbepaald geldig bezterminowo bezterminowa tillsvidare tills-vidare`)

// impliedYes are the cells of a column of consent that say yes by what its header
// says: the letter of a language's yes, "in" of an opt-in.
func (s *suggester) impliedYes(c *Suggestion) (words []string) {
	means := map[string]bool{}
	if letter := header.YesLetter(c.Header, s.languages); letter != "" && letter != "y" {
		means[letter] = true
	}
	if letter := besideN(s.values(c.Profile)); letter != "" && !header.Has(c.Header, header.OptsInOrOut) {
		means[letter] = true
	}
	if header.Has(c.Header, header.OptsIn) {
		means["in"] = true
	}
	if header.Has(c.Header, header.OptsInOrOut) {
		means["i"] = true
	}
	values := s.values(c.Profile)
	said := func(of map[string]bool) bool {
		return slices.ContainsFunc(values, func(v profile.Value) bool { return of[lower(v.Text)] })
	}
	if said(crosses) {
		maps.Copy(means, circles)
	}
	if lights := lightsOf(values); lights[1] != "" {
		means[lights[1]] = true
	}
	for yes := range plainYeses {
		if said(map[string]bool{yes: true}) {
			_, size := utf8.DecodeRuneInString(yes)
			means[yes[:size]] = true // "K" beside "Kyllä"
		}
	}
	initials := header.Has(c.Header, header.OfInitials)
	scopes, sources, repeats := s.scopesConsent(c), header.Has(c.Header, header.OfConsentSource), s.repeatsHeader(c)
	for _, v := range values {
		word := strings.ToLower(normalize.Text(normalize.Unmarked(v.Text)))
		if (means[word] || initials && initialsOf().MatchString(v.Text) && readAnswer(v.Text) == unreadable && !refusal(v.Text) || hasCalls(word) || scopes && namesCalls(word) || isStatement(v.Text) || permits(v.Text) || sources && tellsSource(v.Text) || repeats(v.Text) || normalize.AgreesInDetail(v.Text)) && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return words
}

var (
	// circles and crosses are the marks of yes and no in East Asia.
	circles = wordSet("○ ◯ 〇 ◎")
	crosses = wordSet("× ✕ ✖ ☓")
	// plainYeses are words of which the first letter stands for yes beside them.
	plainYeses = wordSet("oui ja sí si sì sim kyllä tak ano evet igen да так ναι")
	initialsOf = lazyregexp.New(`^\s*\p{Lu}\.?\s*(?:\p{Lu}\.?\s*)?\p{Lu}\.?\s*$`)
)

// lightsOf returns the red and the green of a traffic light that cells have.
func lightsOf(values []profile.Value) (lights [2]string) {
	const most = 3 // and the amber
	if len(values) > most {
		return lights
	}
	for _, v := range values {
		switch word := lower(v.Text); {
		case redWords[word]:
			lights[0] = word
		case greenWords[word]:
			lights[1] = word
		}
	}
	if lights[0] == "" || lights[1] == "" {
		return [2]string{}
	}
	return lights
}

var (
	redWords   = wordSet("red rot rojo rouge rosso vermelho rood czerwony röd rød 🔴 🟥")
	greenWords = wordSet("green grün verde vert groen zielony grön grøn 🟢 🟩")
)

// permits reports whether a cell is one word for a permission that was given, in any form.
func permits(cell string) bool {
	const but = normalize.TouchesNo | normalize.TouchesRefusal | normalize.TouchesHold | normalize.TouchesEnds
	word, touched := lower(cell), normalize.Touches(cell)
	return readAnswer(cell) == unreadable && touched&normalize.TouchesPermit != 0 && touched&but == 0 && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) &&
		!slices.ContainsFunc(lackPrefixes, func(start string) bool { return strings.HasPrefix(word, start) })
}

// tellsSource reports whether a cell of a column of where people agreed says where, and not that
// they did not, or somewhere else.
func tellsSource(cell string) bool {
	const but = normalize.TouchesNo | normalize.TouchesRefusal | normalize.TouchesHold | normalize.TouchesEnds
	return readAnswer(cell) == unreadable && normalize.Touches(cell)&but == 0 && !normalize.Negates(cell) && !strings.Contains(cell, "?") && !header.NamesOtherWay(cell) &&
		!slices.ContainsFunc(header.Words(cell), func(w string) bool { return noSource[w] || strings.HasPrefix(w, "un") || leftOut(w) })
}

// leftOut reports whether a word is of a box that was not ticked, or no longer is.
func leftOut(w string) bool {
	return slices.ContainsFunc(notTicked, func(start string) bool { return strings.HasPrefix(w, start) })
}

var notTicked = strings.Fields("desel unsel untick uncheck unmark skipp cleared removed left")

var noSource = wordSet("pending purchased bought list lists partner third party tbd tbc missing attempted incomplete lapsed sent viewed requested required blank empty other various imported import legacy")

// lackPrefixes make a word mean its contrary.
var lackPrefixes = []string{"un", "non", "no", "des", "dés", "dis", "in", "im", "nicht", "nie", "ikke", "icke", "ohne", "sin", "sans", "re", "pre"}

// besideN returns the letter of a yes, if it and N are all that a column's cells say: O and N.
func besideN(values []profile.Value) string {
	yes := ""
	for _, v := range values {
		switch word := lower(v.Text); {
		case word == "n", normalize.Blank(v.Text), yes == "j" && readAnswer(v.Text) != unreadable:
		case len(word) != 1 || !strings.Contains("osjta", word) || yes != "" && yes != word:
			return ""
		default:
			yes = word
		}
	}
	if !slices.ContainsFunc(values, func(v profile.Value) bool { return lower(v.Text) == "n" }) {
		return ""
	}
	return yes
}

// lettersSaid returns values with a yes for the letter of one beside N.
func lettersSaid(values []profile.Value) []profile.Value {
	yes := besideN(values)
	if yes == "" {
		return values
	}
	said := slices.Clone(values)
	for i, v := range said {
		if lower(v.Text) == yes {
			said[i].Text = "yes"
		}
	}
	return said
}
