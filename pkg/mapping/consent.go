package mapping

import (
	"fmt"
	"rollcall/pkg/header"
	"slices"
	"strings"

	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// Words that answer whether a person may be called, beside those that
// normalize.Boolean knows, in small letters.
var (
	grants = wordSet(`consent consented opted-in optedin opt-in optin subscribed agreed agree accepted accept granted given allowed allow ok okay checked yes. confirmed active authorized
		einverstanden erteilt zugestimmt erlaubt aceptado acepto aceito accepté accepte accepté consenti akkoord concedido otorgado sì sí x ✓ ✔ ☑`)
	denials = wordSet(`opted-out optedout opt-out optout unsubscribed declined decline refused denied revoked withdrawn dnc stop none unchecked pending unknown not-given inactive blocked
		widerrufen abgelehnt rechazado recusado refusé geweigerd cleaned bounced - `)
)

// clearances are words that let a row in even in a column of refusals.
var clearances = wordSet("allow allowed ok okay ok-to-call okay-to-call ok-to-contact may-call can-call callable")

// answers sorts a column's values into those that say yes, those that say no
// and the rest, by how many cells they are.
type answers struct {
	yes, no, rest int64
	// words are the different ones that say yes.
	words []string
}

// folded writes an answer as the sets of words have it.
func folded(text string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '-' || r == '_' }), "-"))
}

// refuses says whether some of a column's values are themselves words of
// refusal, as "Do Not Call", or of the contrary. All that is not known to let a
// row in then keeps it out.
func refuses(col *profile.Column) bool {
	return slices.ContainsFunc(col.Values, func(v profile.Value) bool {
		return clearances[folded(v.Text)] || denials[folded(v.Text)] || refusal(v.Text)
	})
}

// refusal says whether a cell's own words are that somebody must not be called.
func refusal(cell string) bool {
	const most = 8 // words; notes are longer
	words := header.Words(cell)
	return len(words) <= most && header.Refuses(words)
}

// forbids says whether a column that decides nothing about calls has cells that
// are about them: a status "Do Not Call". Those about e-mail and the like aren't.
func forbids(c *Suggestion) bool {
	words := header.Words(c.Header)
	elsewhere := func(w string) bool { return header.Elsewhere(w) }
	return !slices.ContainsFunc(words, elsewhere) &&
		slices.ContainsFunc(c.Profile.Values, func(v profile.Value) bool { return refusal(v.Text) })
}

func answersOf(col *profile.Column) (a answers) {
	for _, v := range col.Values {
		word := folded(v.Text)
		yes, known := normalize.Boolean(v.Text)
		switch {
		case known && yes, grants[word], clearances[word]:
			a.yes += v.Count
			a.words = append(a.words, v.Text)
		case known, denials[word], word == "":
			a.no += v.Count
		default:
			a.rest += v.Count
		}
	}
	return a
}

// consentRole is for columns whose header speaks of consent to be called.
func (s *suggester) consentRole(c *Suggestion) (role, bool) {
	col, r := c.Profile, c.reading
	dates := col.LooksLike == profile.Date
	a := answersOf(col)
	plain := col.Values != nil && 10*a.rest <= a.yes+a.no+a.rest
	switch r.Concept {
	case header.Refusal:
		switch {
		case plain, dates:
			return role{header.Refusal, 0.95 * r.Score, "says who must not be called"}, true
		case refuses(col):
			return role{header.Refusal, 0.85 * r.Score, "says who must not be called"}, true
		}
	case header.Consent:
		switch {
		case plain && a.yes == 0:
			return role{header.Consent, 0.7, "named for consent, though no row says yes"}, true
		case plain:
			return role{header.Consent, 0.98 * r.Score, "says who may be called"}, true
		case dates:
			return role{header.ConsentDate, 0.75, "named for consent; its cells are dates"}, true
		}
	case header.ConsentDate:
		if dates || float64(col.DateCells) >= 0.5*float64(col.Answered()) {
			return role{header.ConsentDate, 0.95 * r.Score, "says when the person agreed"}, true
		}
		if plain && col.LooksLike == profile.Boolean {
			return role{header.Consent, 0.7, "named for consent; its cells say yes or no"}, true
		}
	case header.ConsentSource:
		if agrees(header.ConsentSource, col) && col.LooksLike != profile.Number && col.LooksLike != profile.Boolean {
			return role{header.ConsentSource, 0.9 * r.Score, "says where the person agreed"}, true
		}
	}
	return role{header.Extra, 0.75, "sounds like consent, but its cells are no answers"}, true
}

// assignConsent makes a column one that decides who is called.
func (s *suggester) assignConsent(c *Suggestion, r role) {
	c.Target = Consent
	if r.concept == header.Refusal {
		c.Means = OptOut
	}
	c.Record = c.Means.DefaultRecord()
	for _, w := range answersOf(c.Profile).words {
		if c.Means == OptOut && !clearances[folded(w)] {
			continue
		}
		word := strings.ToLower(w)
		if !normalize.Consent(w, c.Allow) && !slices.Contains(c.Allow, word) {
			c.Allow = append(c.Allow, word)
		}
	}
	if len(c.Allow) > 0 {
		means := "mean yes"
		if c.Means == OptOut {
			means = "let a row in"
		}
		c.Why = fmt.Sprintf("%s; the words in allow %s", c.Why, means)
	}
}
