package mapping

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// Here are the columns that only their cells, or others beside them, explain: answers to
// questions, what a consent is for, results of calls with a column each, permissions that no
// header is known for.

// asked reads a column of answers whose question is in the cells before it: "Question" with
// "May we call you?", then "Answer". Where each row may have another question, and one is about
// calls, it is not clear what a yes allows.
func (s *suggester) asked(c *Suggestion) (r header.Meaning, ok bool) {
	const few = 12 // questions, or answers
	at := c.Profile.Position - 2
	if at < 0 || c.Profile.Distinct > few || header.NamesPhone(c.Header) {
		return r, false
	}
	q, name := s.columns[at].Profile, s.columns[at].Header
	if tellsOfPerson(name, header.Read(name).Concept) {
		return r, false // remarks, no questions
	}
	if q.LooksLike != profile.Text && q.LooksLike != profile.LongText || q.Filled == 0 || q.Distinct > few {
		return r, false
	}
	for _, v := range q.Values {
		if !strings.Contains(strings.TrimSpace(v.Text), " ") || !header.Has(v.Text, header.OfCalls) {
			continue
		}
		if found := header.Read(v.Text); found.Concept == header.Consent || found.Concept == header.Refusal {
			r, ok = found, true
		}
	}
	if !ok {
		return r, false
	}
	switch header.Read(c.Header).Concept {
	case header.None, header.Extra:
	default:
		return r, false
	}
	if a := answersOf(s.values(c.Profile)); a.yes+a.no == 0 || a.rest+a.dates > 0 {
		return r, false
	}
	c.unclear = q.Distinct > 1
	return r, true
}

// scopesConsent reports whether a column says what the consent in the column beside it is for, or
// its own, calls in some rows and perhaps other ways in others: "Purpose", "Channel".
func (s *suggester) scopesConsent(c *Suggestion) bool {
	calls, others, rest := s.waysIn(c)
	if !calls || header.Has(c.Header, header.OfPreference) {
		return false
	}
	concept, scope, beside := header.Read(c.Header).Concept, header.Has(c.Header, header.OfScope), s.beside(c)
	own := concept == header.Consent
	if scope || own || concept == header.None || concept == header.Extra {
		if slices.ContainsFunc(beside, s.tellsAgreed) {
			return !rest
		}
	}
	return scope && (others || !rest && own) && (own || slices.ContainsFunc(beside, func(d Suggestion) bool { return header.Read(d.Header).Concept == header.Consent }))
}

// beside are the columns next to a column.
func (s *suggester) beside(c *Suggestion) []Suggestion {
	at := c.Profile.Position - 1
	return slices.Concat(s.columns[max(0, at-1):at], s.columns[at+1:min(len(s.columns), at+2)])
}

// waysIn reports whether some cells of a column name calls, other ways to reach somebody, or
// anything else.
func (s *suggester) waysIn(c *Suggestion) (calls, others, rest bool) {
	for _, v := range s.values(c.Profile) {
		switch {
		case namesCalls(v.Text):
			calls = true
		case header.NamesOtherWay(v.Text):
			others = true
		default:
			rest = true
		}
	}
	return calls, others, rest
}

// tellsAgreed reports whether a column says in a few words, not in a yes, who agreed, and is about
// nothing else by its header: "Status" with "Opt-in" and "Opt-out", with "ONAY" and "RET".
func (s *suggester) tellsAgreed(d Suggestion) bool {
	const most = 4 // answers
	a := answersOf(s.values(d.Profile))
	return d.Profile.Distinct <= most && a.dates == 0 && a.plainYes > 0 && header.Read(d.Header).Concept != header.Refusal && !slices.ContainsFunc(a.words, func(w string) bool {
		return normalize.Touches(w)&normalize.TouchesPermit == 0 && !strings.HasPrefix(lower(w), "onay")
	})
}

// agreedBeside reports whether a column says who agreed to the ways that the column beside it
// names.
func (s *suggester) agreedBeside(c *Suggestion) bool {
	return s.tellsAgreed(*c) && slices.ContainsFunc(s.beside(c), func(d Suggestion) bool { return s.scopesConsent(&d) })
}

// namesCalls reports whether a cell names calls among what is wanted.
func namesCalls(cell string) bool {
	words := header.Words(cell)
	return slices.ContainsFunc(words, func(w string) bool { return header.WayOf(w) == header.ByCall }) && !exceptsWays(words) && !refusal(cell)
}

// ticksResult reports whether a column is one of several for the results of calls, of which one
// is ticked in each row, and its own result refuses or has no right number: "DEC" and "WN" beside
// "LM" and "NH". The no beside a yes, whatever was asked, is one.
func (s *suggester) ticksResult(c *Suggestion) bool {
	no := normalize.AnswerOf(c.Header) == normalize.No
	if !no && !header.BarringResult(c.Header) || !s.ticked(c) {
		return false
	}
	known := 0
	for i := range s.columns {
		switch d := &s.columns[i]; {
		case !s.ticked(d):
		case no && normalize.AnswerOf(d.Header) == normalize.Yes:
			return true
		case header.ResultOfCall(d.Header):
			known++
		}
	}
	return known > 1
}

// ticked reports whether a column has one mark, and not in every row.
func (s *suggester) ticked(c *Suggestion) bool {
	values := s.values(c.Profile)
	return c.Profile.FillRate < 1 && len(values) == 1 && readAnswer(values[0].Text) == saysYes
}

// sellsByPhone reports whether a word is for what calls are made for that need a consent.
func sellsByPhone(w string) bool {
	return header.IsMarketing(w) || slices.Contains([]string{"telemarketing", "telesales", "cold", "sales", "mkt", "mktg"}, w)
}

// decides reports whether a column has answers about calls though its header is not known to ask
// for them: header and cells together are about calls and about a permission, and some cells
// grant it, or deny it.
func (s *suggester) decides(c *Suggestion, r header.Meaning) bool {
	const flags, few, most = 4, 8, 40 // different cells
	switch r.Concept {
	case header.None, header.Extra, header.Phone, header.AboutPhone, header.OthersPhone, header.ConsentSource, header.ID:
	default:
		return false
	}
	name := header.Name(c.Header)
	touched := normalize.Touches(name)
	permits, calls := header.Has(name, header.OfPermission), header.Has(name, header.OfWayByPhone)
	switch c.Profile.LooksLike {
	case profile.Number:
		if !permits || !calls || c.Profile.Distinct > flags {
			return false
		}
	case profile.Date, profile.Email, profile.URL, profile.LongText:
		return false
	case profile.Phone:
		if r.Concept == header.Phone { // "Which number can we call you on?"
			return false
		}
	}
	if !permits && !calls || touched&(normalize.TouchesNo|normalize.TouchesRefusal) != 0 || slices.ContainsFunc(header.Words(name), func(w string) bool {
		return normalize.Touches(w)&normalize.TouchesHold != 0 && !strings.HasPrefix(w, "privac")
	}) || c.Profile.Distinct > most || header.Has(name, header.OfCallCount, header.DoneToThing) || header.NamesOtherWay(name) || !calls && header.Has(name, header.OfOtherWays) || touched&normalize.TouchesPermit == 0 && header.Has(name, header.OfPreference) {
		return false
	}
	var yes, no, named, consents, assents int
	values := lettersSaid(s.values(c.Profile))
	lights := lightsOf(values)
	for _, v := range values {
		is, a := normalize.Touches(v.Text), readAnswer(v.Text)
		if is&(normalize.TouchesConsent|normalize.TouchesPermit) != 0 {
			consents++
		}
		if header.Has(v.Text, header.OfWayByPhone) || hasCalls(v.Text) {
			named++
		}
		switch {
		case a == saysNo, normalize.Negates(v.Text), namesNone(lower(v.Text)), lower(v.Text) == lights[0], is&(normalize.TouchesNo|normalize.TouchesRefusal) != 0, slices.ContainsFunc(header.Words(v.Text), leftOut):
			no++
		case a == saysYes, a == clears, is&(normalize.TouchesConsent|normalize.TouchesPermit) != 0, affirms(v.Text, values):
			yes++
			if a == saysYes && isAssent(v.Text) || affirms(v.Text, values) {
				assents++
			}
		}
	}
	switch {
	case permits && calls:
		return yes > 0 || no > 0 && c.Profile.Distinct <= few
	case yes > 0 && no > 0 && header.Has(name, header.OfConsentProof), no > 0 && r.Concept == header.ConsentSource && header.Has(name, header.OfConsentSource):
		return true
	case permits:
		return named > 0 && (no > 0 || s.someBlank(c.Profile)) && !header.Has(name, header.AboutThings) && !slices.ContainsFunc(header.Words(name), normalize.IsOtherConsent)
	}
	return yes > 0 && no > 0 && (2*consents >= len(values) || assents > 0 && !saysStatus(header.Words(name), values) || slices.ContainsFunc(header.Words(name), sellsByPhone) || header.Has(name, header.AsksToCall))
}

// isAssent reports whether a yes says that somebody likes something, or may do it, and not only
// that something is so.
func isAssent(yes string) bool {
	first, _, _ := strings.Cut(lower(yes), " ")
	first = strings.Trim(first, ",;:-–.!")
	return len(first) > 1 && !factWords[first]
}

// factWords are answers to any question, not only to whether somebody likes something.
var factWords = wordSet("yes true si sí sì ja oui sim tak ano áno evet da да так ναι نعم כן はい 是 예 네 kyllä igen jah jā ya iya có ใช่ हाँ checked on active valid current present positive positiv enabled")
