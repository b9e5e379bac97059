package mapping

import (
	"slices"
	"strings"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// ReadDoubtful reads a column whose header is not known to be about consent but has words of
// calls or refusals. If its cells are choices, they decide who is called. sense is what a yes
// means; with NotCalls the column stays what r says. Cells that mark some rows, such as dates,
// are choices in a column named for a refusal.
func ReadDoubtful(name string, r header.Meaning, values []profile.Value, marks bool) (read header.Meaning, sense header.Sense) {
	switch r.Concept {
	case header.Consent, header.Refusal, header.OtherConsent, header.ConsentDate, header.ConsentSource, header.OthersEmail:
		return r, header.NotCalls
	}
	name, asks := header.Name(name), header.IsQuestion(name)
	a := answersOf(lettersSaid(values))
	weight := int64(10) // of a cell that is no answer
	if header.Has(name, header.OfCalls) && (asks || header.SenseOfYes(name, true) == header.YesAllows) {
		weight = 1 // "Call?", whatever some answer
	}
	answered := a.yes+a.no > 0 && weight*(a.rest-a.led+a.dates) <= a.yes+a.no+a.led
	barsCalls := answered && a.plainYes > 0 && (r.Concept == header.Phone || r.Concept == header.Email || r.Concept == header.AboutEmail) && saysByItself(name) && forbidsByName(name) // "WhatsApp only"
	switch r.Concept {
	case header.None, header.Extra, header.AboutPhone, header.Phone, header.ID:
	case header.Email, header.AboutEmail:
		if !barsCalls {
			return r, header.NotCalls
		}
	default:
		if !answered || a.plainYes == 0 { // "Yes" is nobody's name
			return r, header.NotCalls
		}
	}
	touched := normalize.Touches(name)
	negated, words := touched&normalize.TouchesNo != 0, header.Words(name)
	if header.Has(name, header.DoneToThing, header.OfContactPerson) || slices.ContainsFunc(words, normalize.IsOtherConsent) && !header.Has(name, header.OfCalls) && touched&normalize.TouchesPhone == 0 && !barsCalls || saysStatus(words, values) {
		return r, header.NotCalls
	}
	made := header.Meaning{Concept: header.Refusal, Score: 0.8, Ordinal: 1}
	switch {
	case answered && header.Has(name, header.OfCounsel, header.LacksPhone), header.Has(name, header.BareNegation) && (answered || marks):
		return made, header.YesForbids
	case answered && a.no > 0 && a.agreed(false) && header.Logs.All(words), // of "OPT_IN" and "OPT_OUT"
		answered && header.AsksWay(words, a.switched()):
		made.Concept = header.Consent
		return made, header.YesAllows
	case barsCalls, r.Concept == header.None && (answered || marks) && saysByItself(name):
		made.Soft = !forbidsByName(name)
		return made, header.YesForbids
	case header.Has(name, header.OfCallCount, header.OfOtherWays), header.Has(name, header.AboutThings) && !header.Has(name, header.OfCalls), !answered && (negated || !marks):
		return r, header.NotCalls
	case !negated && refusesByStems(name, touched, answered && a.plainYes > 0, marks):
		made.Soft = true
		return made, header.YesForbids
	case answered && a.agreed(touched&(normalize.TouchesCalls|normalize.TouchesPhone) != 0), answered && r.Concept == header.None && touched&normalize.TouchesConsent != 0:
		made.Concept = header.Consent
		return made, header.YesAllows
	case !answered, a.plainYes == 0:
		return r, header.NotCalls // "OK to call" says by itself what it means
	}
	sense = senseOfYes(name, asks, touched, a)
	switch sense {
	case header.NotCalls:
		return r, sense
	case header.YesAllows, header.YesIsUnclear:
		made.Concept = header.Consent
	}
	return made, sense
}

// senseOfYes returns what a yes means for calls under a header that may ask for them.
func senseOfYes(name string, asks bool, touched normalize.Doubt, a answers) header.Sense {
	switch sense := header.SenseOfYes(name, touched.OfCalls()); {
	case sense == header.NotCalls && asks && header.Has(name, header.AsksOfCalls):
		return header.YesIsUnclear // in a language of which few words are known
	case sense == header.YesIsUnclear && !slices.ContainsFunc(a.words, func(w string) bool { return !isAssent(w) }):
		return header.YesAllows // "OK" is no answer to "Have we had enough of calls?"
	default:
		return sense
	}
}

// refusesByStems reports whether the stems of a header's words are of a refusal, or of an end or a
// hold that some cells answer with yes, or mark.
func refusesByStems(name string, touched normalize.Doubt, yes, marks bool) bool {
	ends, holds, calls := touched&normalize.TouchesEnds != 0, touched&normalize.TouchesHold != 0, touched&normalize.TouchesCalls != 0
	return touched&normalize.TouchesRefusal != 0 || yes && holds ||
		yes && ends && (calls || touched&(normalize.TouchesAsk|normalize.TouchesWish) != 0) ||
		marks && (holds || ends) && calls && header.SenseOfYes(name, touched.OfCalls()) != header.NotCalls
}

// saysByItself reports whether a header is what a cell could say: in several words, or in words
// of a language of which headers are hardly known, that somebody refuses or has another
// number.
func saysByItself(name string) bool {
	if !strings.Contains(name, " ") && !strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return false
	}
	if header.Has(name, header.WithRefusalWord) {
		return false // which headers are known for
	}
	return forbidsByName(name) || normalize.WrongNumber(name)
}

// forbidsByName reports whether a header is what a cell could say to refuse calls, in whatever
// case: "WhatsApp only".
func forbidsByName(name string) bool { return refusal(name) || refusal(strings.ToLower(name)) }

// saysStatus reports whether a column says how it stands with somebody, in words that say
// by themselves what they mean: "Contact Status" with Active and Do Not Call. What was
// denied is not refused by them.
func saysStatus(words []string, values []profile.Value) bool {
	plain := func(v profile.Value) bool {
		word := lower(v.Text)
		return len(word) <= 1 || word == "yes" || word == "no" || word == "true" || word == "false" || readAnswer(v.Text) == saysYes && len(words) > 3
	}
	return len(words) <= 3 && slices.Contains(words, "status") && !slices.ContainsFunc(values, plain) ||
		slices.Contains(words, "reason") && slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, "deni") || strings.HasPrefix(w, "reject") })
}

// marksSome reports whether a column's cells mark some of the rows: a text that repeats,
// a date, a number, and the others are blank, or say no.
func (c *Suggestion) marksSome() bool {
	col := c.Profile
	return col.LooksLike != profile.LongText && col.LooksLike != profile.Name && (col.FillRate < 1 || col.Distinct < col.Filled)
}

// readUnnamed reads a column that has no name: yes and no may be answers to anything.
func (s *suggester) readUnnamed(c *Suggestion) bool {
	values := s.values(c.Profile)
	a := answersOf(values)
	counted := len(values) > 1 && int64(len(values)) == c.Profile.Filled && c.Profile.LooksLike == profile.Number
	if a.plainYes == 0 || a.rest+a.dates > 0 || counted {
		return false
	}
	c.unclear = true
	c.reading = header.Meaning{Concept: header.Consent, Score: 0.8, Ordinal: 1}
	return true
}
