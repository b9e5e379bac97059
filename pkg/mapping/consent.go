package mapping

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// consentRole is for columns whose header speaks of consent to be called, or of
// its refusal. They always decide about calls: what cannot be read is not a yes.
func (s *suggester) consentRole(c *Suggestion) (role, bool) {
	col, r := c.Profile, c.reading
	a := answersOf(s.values(col))
	all := a.yes + a.no + a.dates + a.rest
	plain := 10*a.rest <= all
	switch {
	case col.LooksLike == profile.URL && r.Concept == header.Refusal && a.yes+a.no == 0 && col.FillRate == 1 && !normalize.RefusesCalls(c.Header):
		return role{header.Extra, 0.8, "a web address in each row: where to opt out"}, true
	case r.Concept == header.Refusal && r.Soft && col.LooksLike == profile.Phone && a.yes == 0 && (header.NamesNumber(c.Header) || normalize.WrongNumber(c.Header)):
		return ignored(0.9, "numbers that are wrong, by the header"), true
	case r.Concept == header.Refusal && col.LooksLike == profile.Phone && a.yes == 0 && header.Has(c.Header, header.OfOthers):
		return ignored(0.9, "somebody else's numbers, not to be called by the header"), true
	case r.Concept == header.Refusal && col.LooksLike == profile.Phone && a.yes == 0 && header.BarsItself(c.Header) && !s.alsoBeside(col):
		return ignored(0.9, "numbers that are not to be called, by the header"), true
	case r.Until:
		return role{header.Consent, 0.8 * r.Score, "says when the consent ends"}, true
	case r.Concept == header.Refusal && plain:
		return role{header.Refusal, 0.95 * r.Score, "says who must not be called"}, true
	case r.Concept == header.Refusal:
		return role{header.Refusal, 0.8 * r.Score, "says who must not be called; anything but a clearance keeps a row out"}, true
	}
	answered := a.yes + a.no
	switch r.Concept {
	case header.ConsentSource:
		if answered == 0 || !plain {
			if col.LooksLike != profile.Number && col.LooksLike != profile.Date {
				return role{header.ConsentSource, 0.9 * r.Score, "says where the person agreed"}, true
			}
			return role{header.Extra, 0.7, "about consent, but its cells are not answers"}, true
		}
	case header.ConsentDate:
		if c.serial || 2*a.dates >= all && all > 0 || float64(col.DateCells) >= 0.5*float64(col.Answered()) {
			return role{header.ConsentDate, 0.95 * r.Score, "says when the person agreed"}, true
		}
		if answered == 0 {
			return role{header.Extra, 0.7, "about consent, but its cells are not dates"}, true
		}
	}
	switch {
	case plain && a.yes > 0:
		return role{header.Consent, 0.98 * r.Score, "says who may be called"}, true
	case a.dates > 0 && 2*a.dates >= all:
		return role{header.Consent, 0.8 * r.Score, "named for consent; its cells are dates"}, true
	case plain:
		return role{header.Consent, 0.7, "named for consent, though no row says yes"}, true
	}
	share := "some"
	if 2*a.rest > all {
		share = "most"
	}
	return role{header.Consent, 0.5, "named for consent, though " + share + " of its cells are not a plain yes or no; anything but a yes keeps a row out"}, true
}

// alsoBeside reports whether some row has a column's number in another column too.
func (s *suggester) alsoBeside(col *profile.Column) bool {
	const digits = 7 // without the codes
	at := col.Position - 1
	return slices.ContainsFunc(s.profile.Sample, func(row []string) bool {
		number := partDigits(cellAt(row, at))
		for i, cell := range row {
			if i != at && len(number) >= digits && strings.HasSuffix(partDigits(cell), number[len(number)-digits:]) {
				return true
			}
		}
		return false
	})
}

// consents weighs the columns of consent against one another. A column that may be about
// something other than calls gives way to one that is not. If no column says who agreed, the
// date of an agreement does.
func (s *suggester) consents(roles []role) {
	var plain, doubtful []int
	for i := range roles {
		if roles[i].concept != header.Consent || s.columns[i].reading.Until {
			continue
		}
		if c := &s.columns[i]; c.reading.Score > 0.6 {
			plain = append(plain, i)
		} else if a := answersOf(s.values(c.Profile)); !header.Has(c.Header, header.OfCalls) || a.yes+a.no == 0 || a.rest+a.dates > a.yes+a.no {
			doubtful = append(doubtful, i)
		} // else it is about calls, whatever they are for: both must say yes
	}
	if len(plain) > 0 {
		for _, i := range doubtful {
			roles[i] = role{header.Extra, 0.7, "perhaps consent to something else; " + plainHeader(s.columns[plain[0]].Header) + " says who may be called"}
		}
	}
	s.statedTexts(roles)
	s.checkedLists(roles)
	for i := range roles {
		s.agreed = s.agreed || roles[i].concept == header.Consent && !s.columns[i].reading.Until
	}
}

// statedTexts leaves out the columns that say in every row what the others ask for the
// answer to, in a sentence: "I agree that Acme may call me".
func (s *suggester) statedTexts(roles []role) {
	const sentence = 4 // words
	stated := func(i int) bool {
		col := s.columns[i].Profile
		return roles[i].concept == header.Consent && col.Distinct == 1 && len(col.Values) == 1 && col.FillRate == 1 && len(strings.Fields(col.Values[0].Text)) > sentence && !s.forbids(&s.columns[i])
	}
	answered := slices.IndexFunc(s.columns, func(c Suggestion) bool {
		if i := c.Profile.Position - 1; roles[i].concept != header.Consent || stated(i) {
			return false
		}
		a := answersOf(s.values(c.Profile))
		return a.yes > 0 && a.rest+a.dates == 0
	})
	for i := range roles {
		if answered >= 0 && stated(i) {
			roles[i] = ignored(0.8, "what was asked, the same in every row; %s has the answers", plainHeader(s.columns[answered].Header))
		}
	}
}

// checkedLists leaves out the columns that say in every row only that a list of refusals was
// looked at, and in which batch, where another says with what result: "TPS screened" beside "TPS match".
func (s *suggester) checkedLists(roles []role) {
	tells := func(c *Suggestion) bool { // with what result
		a := answersOf(s.values(c.Profile))
		return a.no > 0 || a.plainYes < a.yes || s.hasResults(c)
	}
	result := slices.IndexFunc(s.columns, func(c Suggestion) bool {
		return roles[c.Profile.Position-1].concept == header.Refusal && header.Has(c.Header, header.OfRefusalList) && tells(&c)
	})
	for i := range roles {
		if c := &s.columns[i]; result >= 0 && roles[i].concept == header.Refusal && c.Profile.FillRate == 1 && c.Profile.Distinct == 1 && header.Has(c.Header, header.OfListCheck) && !tells(c) {
			roles[i] = ignored(0.8, "says only that a list was looked at: %s has the result", plainHeader(s.columns[result].Header))
		}
	}
}

// assignConsent makes a column one that decides who is called.
func (s *suggester) assignConsent(c *Suggestion, r role) {
	c.Column = s.consentColumn(c, r.concept == header.Refusal)
	if c.unclear || c.Means != OptOut && c.legend == nil && s.isScale(c) {
		c.Column = Column{Header: c.Header, Target: Consent, AllowNone: true, Record: contact.RecordNone, RecordGiven: true}
		c.Confidence = 0.3
		c.Why = "it is not clear which of its cells mean that the person may be called, so nobody is let in; write consent, {target: consent, means: opt_out} or ignore"
		return
	}
	if len(c.Allow) > 0 {
		means := "mean yes"
		if c.Means == OptOut {
			means = "let a row in"
		}
		c.Why = fmt.Sprintf("%s; the words in allow %s", c.Why, means)
	}
	if c.AllowDate && !s.datedConsent {
		s.datedConsent = true
		also := c.Column
		c.Column = Column{Header: c.Header, Target: Standard, Field: contact.ConsentDate, DateOrder: columnOrder(c.Profile)}
		c.Also = &also
	}
}

// isScale reports whether a column has the grades of a scale, of which 1 may be the best or the
// worst.
func (s *suggester) isScale(c *Suggestion) bool {
	const fewest, most = 3, 11
	values := s.values(c.Profile)
	return len(values) >= fewest && len(values) <= most && !slices.ContainsFunc(values, func(v profile.Value) bool {
		n, err := strconv.Atoi(v.Text)
		return err != nil || n < 0 || n > most
	})
}

// consentColumn is a column as a mapping has it to decide who is called.
func (s *suggester) consentColumn(c *Suggestion, refusal bool) Column {
	made := Column{Header: c.Header, Target: Consent}
	if c.reading.Until && !refusal {
		made.Allow = s.cells(c, hasNoEnd)
		return s.endColumn(made)
	}
	a := answersOf(s.values(c.Profile))
	if refusal {
		s.refusalCells(c, &made)
	} else if a.dates > 0 {
		made.AllowDate = true
	}
	made.Record = made.Means.DefaultRecord()
	if no := s.optionNo(c); refusal && no != "" {
		made.Deny = append(made.Deny, no)
	}
	if refusal && c.reading.Soft {
		made.Record, made.RecordGiven = contact.RecordNone, true
	}
	if !refusal {
		made.Allow = s.impliedYes(c)
	}
	for _, v := range s.values(c.Profile) {
		// "Nie" is never in German, and no where the column says "tak".
		if word := lower(v.Text); refusal && word == "nie" && (header.Has(c.Header, header.InWestSlavic) || saysTak(s.values(c.Profile))) {
			made.Allow = append(made.Allow, word)
			break
		}
	}
	for _, w := range a.words {
		if refusal && !clearances[folded(w)] && readAnswer(w) != clears {
			continue
		}
		if !refusal && readAnswer(w) == clears && lacks(w) {
			continue // consent that is "not on file" does not exist
		}
		if words, date, ok := normalize.CutDate(w); ok {
			if _, ok := normalize.Date(date, normalize.OrderAuto); ok {
				w = words // of any date; "granted 2023" has none
			}
		}
		word := strings.ToLower(w)
		if !slices.Contains(made.Allow, word) && (refusal && !normalize.Says(w, made.Allow) || !refusal && !normalize.Consent(w, made.Allow)) {
			made.Allow = append(made.Allow, word)
		}
	}
	made.Allow = literal(made.Allow)
	return made
}

// refusalCells fills in which cells of a column of refusals let a row in, and which do not.
func (s *suggester) refusalCells(c *Suggestion, made *Column) {
	made.Means = OptOut
	made.Allow = slices.Concat(s.otherChannels(c), s.refusedElsewhere(c), s.cells(c, s.lacksRefusal(c)))
	if cells := s.cells(c, func(string) bool { return true }); slices.Equal(cells, []string{"active", "inactive"}) {
		made.Allow = append(made.Allow, "inactive")
	}
	made.Deny = CodeLetters(s.values(c.Profile), s.someBlank(c.Profile) || header.Has(c.Header, header.OfCode))
	if header.Has(c.Header, header.OfInitials) { // "N.N." signed, and did not pass over it
		made.Deny = append(made.Deny, s.cells(c, func(cell string) bool {
			return strings.Contains(cell, ".") && initialsOf().MatchString(strings.ToUpper(cell))
		})...)
	}
	if header.Has(c.Header, header.OfRequest) { // they asked for it
		made.Deny = append(made.Deny, s.cells(c, func(cell string) bool { return underWay[folded(cell)] })...)
	}
}

// underWay are states of what somebody asked for that is not done yet, and no answer elsewhere.
var underWay = wordSet("pending in-progress open awaiting waiting offen ausstehend en-attente pendiente pendente in-attesa in-sospeso in-afwachting")

// lacks reports whether a clearance says that something is not there.
func lacks(cell string) bool {
	word := lower(cell)
	return normalize.Negates(cell) || slices.ContainsFunc([]string{"absen", "negati", "nothing", "unflag"}, func(start string) bool { return strings.HasPrefix(word, start) })
}

// saysTak reports whether a column says yes in Polish or Slovak, where "nie" is no.
func saysTak(values []profile.Value) bool {
	return slices.ContainsFunc(values, func(v profile.Value) bool {
		word := lower(v.Text)
		return word == "tak" || word == "áno"
	})
}

// someBlank reports whether a row has nothing in a column. Totals and the like are not rows:
// they have nothing in any.
func (s *suggester) someBlank(col *profile.Column) bool {
	return s.profile.Rows-s.profile.Malformed > col.Filled
}

// CodeLetters returns F and N if a column of refusals uses them as codes for the federal and
// the national list, not as answers: it has no T or Y but other letters, or blank cells where
// an F would mean no.
func CodeLetters(values []profile.Value, coded bool) (deny []string) {
	has := map[string]bool{}
	others := false
	for _, v := range values {
		if letter := lower(v.Text); len(letter) == 1 {
			has[letter] = true
			others = others || letter[0] >= 'a' && !strings.Contains("fnxytsjo", letter)
		} else if readAnswer(v.Text) == unreadable {
			coded = true
		}
	}
	if has["f"] && !has["t"] && (coded || others || has["s"]) {
		deny = append(deny, "f")
	}
	if has["n"] && others && !has["f"] && !has["y"] && !has["t"] {
		deny = append(deny, "n")
	}
	return deny
}

// endColumn is a column that says when the consent ends. Beside one that says who
// agreed, a blank cell sets no end.
func (s *suggester) endColumn(made Column) Column {
	made.AllowUntil = true
	if s.agreed {
		made.Means = OptOut
	}
	made.Record, made.RecordGiven = contact.RecordNone, true
	return made
}

// literal returns words of cells without those that mean more in allow: "any" of the ways
// to reach somebody would let in whatever a cell says.
func literal(words []string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return w == "any" || w == "date" || w == "until" || w == "none" })
}
