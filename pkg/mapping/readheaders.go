package mapping

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// readHeaders reads all headers. What a list is about decides whose numbers an
// owner's or a parent's are.
func (s *suggester) readHeaders() {
	headers := make([]string, len(s.columns))
	for i := range s.columns {
		headers[i] = s.columns[i].Header
	}
	s.languages = header.Languages(headers)
	drop, others := s.parties()
	business, apart, shared, ofOthers := s.businessEnd(), s.phonesApart(others), s.shared(), false
	for i := range s.columns {
		c := &s.columns[i]
		c.reading = s.read(c)
		c.serial = s.isSerial(c)
		words := header.Words(c.Header)
		if rest := drop.Without(words); len(rest) < len(words) && s.optionNo(c) == "" && c.reading.Concept != header.Consent && c.reading.Concept != header.Refusal {
			if c.reading = header.ReadWords(rest); header.AreInitials(rest) && s.namesPeople(c) {
				c.reading = header.Meaning{Concept: header.FullName, Score: 0.9, Ordinal: 1}
			}
		} else if isNameConcept(c.reading.Concept) && slices.ContainsFunc(words, others.Has) {
			c.reading.Concept = header.Person
		}
		s.readNumbered(c)
		if c.reading.Concept == header.Phone && slices.ContainsFunc(words, apart.Has) {
			c.reading.Concept = header.OthersPhone
		}
		if r, ok := readWithout(words, shared); ok && c.reading.Concept == header.None {
			r.Group = cmp.Or(c.reading.Group, r.Group)
			c.reading = r
		}
		ofOthers = ofOthers || header.Has(c.Header, header.OfOthers)
		if ofOthers && c.reading.Concept == header.Phone && header.Has(c.Header, header.RefersBack) {
			c.reading.Concept = header.OthersPhone
		}
		switch end := header.CallEnd(c.Header); {
		case end == "" || business == "":
		case end == business || business == bothEnds:
			c.reading = header.Meaning{Concept: header.OthersPhone, Score: 1, Ordinal: 1}
			c.eitherEnd = business == bothEnds
		case c.Profile.LooksLike == profile.Phone:
			c.reading = header.Meaning{Concept: header.Phone, Score: 0.9, Kind: header.Any, Ordinal: 1}
		}
	}
	s.readSubjects()
	s.readSecondPersons()
	s.namedAsPhones()
}

// readSecondPersons marks the phones of further people of a row as somebody else's: "Phone 2"
// beside "Name 1" and "Name 2", "Secondary phone" beside "Primary contact" and "Secondary
// contact".
func (s *suggester) readSecondPersons() {
	ofOne := func(c *Suggestion, like header.Meaning) bool {
		return c.reading.Ordinal == like.Ordinal && c.reading.Group == like.Group
	}
	names := func(i int) bool { return isNameConcept(s.columns[i].reading.Concept) && s.namesPeople(&s.columns[i]) }
	first := -1
	for i := range s.columns {
		if names(i) {
			first = i
			break
		}
	}
	if first < 0 {
		return
	}
	owner := s.columns[first].reading
	for i := range s.columns {
		c := &s.columns[i]
		if c.reading.Concept != header.Phone || ofOne(c, owner) || c.reading.Ordinal == 1 && c.reading.Group != "other" {
			continue
		}
		for j := range s.columns {
			if names(j) && ofOne(&s.columns[j], c.reading) && s.columns[j].reading.Concept == owner.Concept {
				c.reading.Concept = header.OthersPhone
				break
			}
		}
	}
}

// readNumbered marks the names and phones of parents other than the first as somebody else's,
// if the file is of the first: "Family Name", "Contact 2 Phone".
func (s *suggester) readNumbered(c *Suggestion) {
	who, number, _ := header.OneOfMany(c.Header)
	switch {
	case s.ofFurther(c) && c.Profile.LooksLike == profile.Phone:
		c.reading.Concept = header.OthersPhone
	case s.parents != nil && isNameConcept(c.reading.Concept) && (number != "1" || !slices.Equal(who, s.parents)):
		c.reading.Concept = header.Person
	}
}

// namedAsPhones takes a column of names as the contacts' if there is no other and the phones
// are named after it: "Applicant" and "Applicant Phone".
func (s *suggester) namedAsPhones() {
	if slices.ContainsFunc(s.columns, func(c Suggestion) bool { return isNameConcept(c.reading.Concept) }) {
		return
	}
	children := s.haveNames(header.Children)
	for i := range s.columns {
		c, words := &s.columns[i], header.Words(s.columns[i].Header)
		if children && !header.Children.In(c.Header) {
			continue // their doctor
		}
		if (c.reading.Concept == header.None || c.reading.Concept == header.Extra) && len(words) > 0 && !header.Has(c.Header, header.OfOthers) && s.namesPeople(c) &&
			slices.ContainsFunc(s.columns, func(p Suggestion) bool {
				return p.Profile.LooksLike == profile.Phone && p.reading.Concept == header.Phone && slices.Equal(header.Whose(p.Header), words)
			}) {
			c.reading = header.Meaning{Concept: header.FullName, Score: 0.85, Ordinal: 1}
			return
		}
	}
	s.namedByCells()
}

// namedByCells takes the only column before the phones for the contacts' names whose header
// says nothing, and whose cells are written as names are, no two alike; some of them are
// names that are known, or their e-mail addresses have them: "Guest", "Donor". Of those who
// are always people, "Patient", the form will do.
func (s *suggester) namedByCells() {
	const fewest, oneIn = 4, 6
	found := -1
	for i := range s.columns {
		c := &s.columns[i]
		if c.reading.Concept == header.Phone && c.Profile.LooksLike == profile.Phone {
			break
		}
		if c.reading.Concept != header.None || c.Profile.LooksLike != profile.Text || header.Has(c.Header, header.OfOthers) || len(header.Words(c.Header)) == 0 || !s.namesPeople(c) {
			continue
		}
		known, values := 0, s.values(c.Profile)
		for _, v := range values {
			if profile.IsName(v.Text) {
				known++
			}
		}
		few := len(values) < fewest || oneIn*known < len(values) && !s.writesAs(i)
		if few && !header.IsHuman(c.Header) || 10*c.Profile.Distinct < 9*c.Profile.Answered() {
			continue
		}
		if found >= 0 {
			return
		}
		found = i
	}
	if found >= 0 {
		s.columns[found].reading = header.Meaning{Concept: header.FullName, Score: 0.7, Ordinal: 1}
	}
}

// writesAs reports whether most e-mail addresses begin with a word of another column:
// "curtis.mcbride@example.com" and "Curtis McBride".
func (s *suggester) writesAs(names int) bool {
	const shortest = 3
	same, all := 0, 0
	for _, row := range s.profile.Sample {
		for i, cell := range row {
			local, _, ok := strings.Cut(strings.ToLower(cell), "@")
			if !ok || names >= len(row) || row[names] == "" || s.columns[i].Profile.LooksLike != profile.Email {
				continue
			}
			all++
			if slices.ContainsFunc(strings.Fields(strings.ToLower(row[names])), func(w string) bool { return len(w) >= shortest && strings.Contains(local, w) }) {
				same++
			}
			break
		}
	}
	return all > 0 && 2*same > all
}

// readWithout reads a header without the words that many headers of the file share, as part of
// an address, "CnAdrPrf_City", or as part of a name after a single letter, "N.Given".
func readWithout(words, shared []string) (header.Meaning, bool) {
	rest := header.People(shared).Without(words)
	if len(rest) == 0 || len(rest) == len(words) {
		return header.Meaning{}, false
	}
	r := header.ReadWords(rest)
	r.Group, r.Guessed, r.Score = strings.Join(words[:len(words)-len(rest)], " "), true, 0.8*r.Score
	letter := len(words) == 2 && len(words[0]) == 1
	return r, header.IsPlace(r.Concept) || r.Concept == header.Tags || letter && (r.Concept == header.FirstName || r.Concept == header.LastName)
}

// read reads what a column's header is about. A question that may ask for
// consent does so only where the cells are answers to it.
func (s *suggester) read(c *Suggestion) header.Meaning {
	if s.answersForWays(c) {
		return header.Meaning{Concept: header.Consent, Score: 0.6, Ordinal: 1}
	}
	if r, ok := s.readByCells(c); ok {
		return r
	}
	r := header.Read(c.Header)
	if r.Concept == header.Consent && c.Profile.LooksLike == profile.Name {
		if a := answersOf(s.values(c.Profile)); a.yes+a.no+a.dates == 0 {
			return header.ReadBesideConsent(c.Header) // "Name of someone we can call"
		}
	}
	answers := answersOf(s.values(c.Profile))
	looksPhone := c.Profile.LooksLike == profile.Phone && 2*(answers.yes+answers.no+answers.led) <= c.Profile.Filled // "Yes (15/06/2024)"
	doubtful := r.Concept == header.Consent && (r.Score == header.Doubt || looksPhone) ||
		r.Guessed && (r.Concept == header.Consent || r.Concept == header.Refusal)
	if doubtful {
		if a := answersOf(lettersSaid(s.values(c.Profile))); looksPhone || a.yes+a.no == 0 || a.rest+a.dates > a.yes+a.no {
			if r = header.ReadBesideConsent(c.Header); s.decides(c, r) {
				r = header.Meaning{Concept: header.Consent, Score: 0.6, Ordinal: 1}
			}
			return r
		}
	}
	if r.Concept == header.Email && c.Profile.LooksLike != profile.Email {
		if a := answersOf(s.values(c.Profile)); a.yes+a.no > 0 && a.rest+a.dates == 0 && !refusal(header.Name(c.Header)) {
			return header.Meaning{Concept: header.OtherConsent, Score: 0.8, Ordinal: 1} // "Opted out", beside those of other channels
		}
	}
	name := header.Name(c.Header)
	if touched := normalize.Touches(name); r.Concept == header.Consent && touched&normalize.TouchesRefusal != 0 && touched&normalize.TouchesNo == 0 && !header.Has(c.Header, header.OptsInOrOut, header.WithConcession) {
		r.Concept = header.Refusal // "TCPA complainer"
	}
	if r.Concept != header.Notes && r.Concept != header.Consent && r.Concept != header.Refusal && s.statesConsent(c) {
		return header.Meaning{Concept: header.Consent, Score: 0.6, Ordinal: 1}
	}
	if explained := slices.Collect(maps.Values(c.legend)); r.Concept == header.OtherConsent && slices.ContainsFunc(explained, refusal) {
		return header.Meaning{Concept: header.Refusal, Score: 0.8, Ordinal: 1}
	}
	if r.Concept == header.Refusal && header.Has(c.Header, header.ForbidsIfNot) {
		c.unclear = true
	}
	if s.decides(c, r) {
		return header.Meaning{Concept: header.Consent, Score: 0.6, Ordinal: 1}
	}
	switch r.Concept {
	case header.Consent, header.Refusal, header.OtherConsent, header.ConsentDate, header.ConsentSource:
		return r
	}
	if c.legend != nil && !slices.ContainsFunc(slices.Collect(maps.Values(c.legend)), refusal) && r.Concept == header.None && header.SenseOfYes(name, false) == header.YesAllows {
		return header.Meaning{Concept: header.Consent, Score: 0.8, Ordinal: 1} // "Calls (1 = fine, 2 = leave in peace)"
	}
	made, sense := ReadDoubtful(c.Header, r, s.values(c.Profile), c.marksSome())
	c.unclear = sense == header.YesIsUnclear
	return made
}

// readByCells reads a column that its cells, or the columns beside it, explain better than its
// header does.
func (s *suggester) readByCells(c *Suggestion) (r header.Meaning, ok bool) {
	if header.Has(c.Header, header.Unnamed) && s.readUnnamed(c) {
		return c.reading, true
	}
	if r, ok := s.asked(c); ok {
		return r, true
	}
	if s.listsBeside(c) || (header.Insolvent.In(c.Header) || header.Has(c.Header, header.OfCounsel) && s.someBlank(c.Profile) && c.Profile.LooksLike != profile.Phone) && s.owes() {
		return header.Meaning{Concept: header.Refusal, Score: 0.8, Ordinal: 1}, true
	}
	if s.ticksResult(c) {
		return header.Meaning{Concept: header.Refusal, Score: 0.8, Ordinal: 1, Soft: true}, true
	}
	if s.scopesConsent(c) || s.agreedBeside(c) || s.asksChannels(c) || c.onlyLetsIn() || s.waysBeside(c) {
		return header.Meaning{Concept: header.Consent, Score: 0.8, Ordinal: 1}, true
	}
	if s.barsWays(c) || header.Has(c.Header, header.OfListCheck) && s.hasResults(c) {
		return header.Meaning{Concept: header.Refusal, Score: 0.8, Ordinal: 1}, true
	}
	if header.Has(c.Header, header.OfLegalBasis) && s.givesConsent(c) {
		return header.Meaning{Concept: header.Consent, Score: 0.8, Ordinal: 1}, true
	}
	if header.Has(c.Header, header.OfCallLimit) && c.Profile.LooksLike == profile.Number {
		return header.Meaning{Concept: header.Extra, Score: 0.8, Ordinal: 1}, true
	}
	if header.Has(c.Header, header.OfCallTime) && !slices.ContainsFunc(s.values(c.Profile), func(v profile.Value) bool { return !timeOfDay().MatchString(lower(v.Text)) }) {
		return header.Meaning{Concept: header.Extra, Score: 0.8, Ordinal: 1}, true
	}
	if s.optionNo(c) != "" {
		return header.Meaning{Concept: header.Refusal, Score: 0.8, Ordinal: 1}, true
	}
	if s.namesStops(c) {
		return header.Meaning{Concept: header.StreetPart, Score: 0.8, Ordinal: 1}, true
	}
	if c.Profile.LooksLike == profile.Phone && header.Has(c.Header, header.SkipTraced) {
		return header.ReadBesideConsent(c.Header), true
	}
	return r, false
}

// owes reports whether a list is of people who owe somebody.
func (s *suggester) owes() bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool { return header.Debts.In(c.Header) })
}

// listsBeside reports whether a column says with yes and no who is on a list of which only the
// column beside it says that they must not be called: "FL state list" beside "Natl DNC".
func (s *suggester) listsBeside(c *Suggestion) bool {
	if !header.Has(c.Header, header.OfSomeRegistry) || header.Read(c.Header).Concept == header.State || c.Profile.LooksLike == profile.State {
		return false // "CO" is a yes in Vietnamese
	}
	a := answersOf(s.values(c.Profile))
	return a.plainYes+a.no > 0 && a.rest+a.dates == 0 && slices.ContainsFunc(s.columns, func(d Suggestion) bool { return header.Has(d.Header, header.OfRefusalList) })
}

// timeOfDay matches a time of the day in small letters.
var timeOfDay = lazyregexp.New(`^\d{1,2}([:.h]\d{2}){0,2}\s*(a\.?m\.?|p\.?m\.?|uhr|h|hrs)?$`)

// namesStops reports whether a column named Stop has places, or their numbers: all its
// rows have one, most another one, and none is an answer; or one named for the blocks of an
// estate their codes, in every row.
func (s *suggester) namesStops(c *Suggestion) bool {
	col, words := c.Profile, header.Words(c.Header)
	if len(words) == 1 && buildings[words[0]] && col.FillRate == 1 && col.Distinct > 1 && col.Filled > 2 && !slices.ContainsFunc(s.values(col), func(v profile.Value) bool { return !buildingCode().MatchString(v.Text) }) {
		return true
	}
	if !slices.Contains(words, "stop") || len(words) > 2 || col.FillRate < 1 || col.Filled < 3 || 10*int64(col.Distinct) < 8*col.Filled || slices.ContainsFunc(words, func(w string) bool { return w != "stop" && !header.IsSomebody(w) }) {
		return false
	}
	values := s.values(col)
	if int64(len(values)) == col.Filled && !slices.ContainsFunc(values, func(v profile.Value) bool {
		n, err := strconv.Atoi(v.Text)
		return err != nil || n < 1 || n > len(values)
	}) {
		return true // 1, 2, 3: the stops of a route
	}
	return !slices.ContainsFunc(values, func(v profile.Value) bool {
		return len(v.Text) == 1 && (v.Text < "0" || v.Text > "9") || readAnswer(v.Text) == saysYes || readAnswer(v.Text) == isDate || normalize.RefusesCalls(v.Text)
	})
}

// buildings are blocks, in a word that also refuses; buildingCode matches their codes.
var (
	buildings    = wordSet("block bloque bloco blocco bloc blok")
	buildingCode = lazyregexp.New(`^(?:[A-Za-z]{1,2}-?\d{1,3}|\d{1,3}-?[A-Za-z]|[1-9]\d{1,2})$`)
)

func isNameConcept(c header.Concept) bool {
	return c == header.FirstName || c == header.LastName || c == header.FullName
}
