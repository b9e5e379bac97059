package mapping

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

func words(text string) []string { return strings.Fields(text) }

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
		if rest := drop.Without(words); len(rest) < len(words) {
			if c.reading = header.ReadWords(rest); header.SayNothing(rest) && s.namesPeople(c) {
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
		ofOthers = ofOthers || header.NamesOthers(c.Header)
		if ofOthers && c.reading.Concept == header.Phone && header.RefersBack(c.Header) {
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
	s.namedAsPhones()
}

// readNumbered takes the names and phones of others than the first parent for those of
// somebody else, where the list is of the first: "Family Name", "Contact 2 Phone".
func (s *suggester) readNumbered(c *Suggestion) {
	who, number, _ := header.OneOfMany(c.Header)
	switch {
	case s.ofFurther(c) && c.Profile.LooksLike == profile.Phone:
		c.reading.Concept = header.OthersPhone
	case s.parents != nil && isNameConcept(c.reading.Concept) && (number != "1" || !slices.Equal(who, s.parents)):
		c.reading.Concept = header.Person
	}
}

// ofFurther reports whether a column is of a further parent than the first, whom a list of
// children names as well.
func (s *suggester) ofFurther(c *Suggestion) bool {
	who, number, _ := header.OneOfMany(c.Header)
	return s.parents != nil && number != "1" && slices.Equal(who, s.parents) && slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		also, n, _ := header.OneOfMany(c.Header)
		return n == number && slices.Equal(also, who) && c.Profile.LooksLike != profile.Phone && c.Profile.LooksLike != profile.Email
	})
}

// parties returns the words for those whom a list is about by what it is about, where
// they would be others elsewhere, and for the others beside them.
func (s *suggester) parties() (contacts, others header.People) {
	take := func(is bool, some, rest header.People) {
		if is {
			contacts, others = append(contacts, some...), append(others, rest...)
		}
	}
	take(s.givenAway(), header.Givers, header.Receivers)
	take(s.ownersFirst(), slices.Concat(header.Owners, header.Landlords), header.Tenants)
	take(s.havePhones(header.Referred) && s.havePhones(header.Referrers), header.Referred, header.Referrers)
	take(s.contactsOf(propertyWords, header.Owners), header.Owners, propertyWords)
	take(s.contactsOf(header.Children, header.Parents), header.Parents, header.Children)
	s.parents = s.parentsByNumber()
	take(s.parents != nil, header.NamesOfOne(s.parents), header.Children)
	return others.Without(slices.Concat(contacts, s.owners(), s.persons())), others
}

// parentsByNumber returns the words by which a list of children names their parents, and
// numbers them, "contact", "primary p", or nothing: the first have names and phones, and the
// children have names alone.
func (s *suggester) parentsByNumber() []string {
	if !s.haveNames(header.Children) || s.havePhones(header.Children) {
		return nil
	}
	named, phoned := map[string]bool{}, map[string]bool{}
	for i := range s.columns {
		who, number, rest := header.OneOfMany(s.columns[i].Header)
		if number != "1" {
			continue
		}
		key := strings.Join(who, " ")
		switch concept := header.ReadWords(rest).Concept; {
		case s.columns[i].Profile.LooksLike == profile.Phone:
			phoned[key] = phoned[key] || concept == header.Phone || concept == header.None
		case isNameConcept(concept), len(rest) == 0 && s.namesPeople(&s.columns[i]):
			named[key] = true
		}
		if named[key] && phoned[key] {
			return who
		}
	}
	return nil
}

// propertyWords are for what owners have.
var propertyWords = header.People(words("property parcel apn bedrooms objekt immobilie inmueble bien immobile imovel woning pand"))

// contactsOf reports whether a list is of people whom it names by something of theirs:
// owners of properties, parents of students.
func (s *suggester) contactsOf(about, contacts header.People) bool {
	return s.speaksOf(about) && s.speaksOf(contacts) && (!s.havePhones(about) || s.atSchool(contacts)) && (s.haveNames(contacts) || !s.havePlainPhones()) && !s.plainPersons(about)
}

// speaksOf reports whether some header has one of the words.
func (s *suggester) speaksOf(words header.People) bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool { return words.In(c.Header) })
}

// givenAway reports whether a list names those who have something sent to others.
func (s *suggester) givenAway() bool {
	return s.haveNames(header.Givers) && s.havePhones(header.Givers) && (s.haveNames(header.Receivers) || s.havePhones(header.Receivers))
}

// phonesApart returns the words for people whose phones are not dialed beside the contacts':
// minors, those who get a present, and contacts of the contacts.
func (s *suggester) phonesApart(others header.People) (apart header.People) {
	if len(others) > 0 && s.atSchool(header.Parents) {
		apart = append(apart, header.Children...)
	}
	if s.givenAway() {
		apart = append(apart, header.Receivers...)
	}
	if s.contactsApart() {
		apart = append(apart, header.Contacts...)
	}
	return apart
}

// atSchool reports whether a list names parents with their phones, and pupils with grades
// of those who are under 18: these may have phones, and are not called.
func (s *suggester) atSchool(parents header.People) bool {
	if !s.haveNames(parents) || !s.havePhones(parents) || !s.havePhones(header.Children) {
		return false
	}
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		values := s.values(c.Profile)
		return header.AgeOf(c.Header, header.Children) != header.NoAge && len(values) > 0 && !slices.ContainsFunc(values, func(v profile.Value) bool { return !normalize.IsMinor(v.Text, today()) })
	})
}

// namedAsPhones takes a column of names for the contacts' where no other is, and the
// contacts' phones are named after it: "Applicant" beside "Applicant Phone".
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
		if (c.reading.Concept == header.None || c.reading.Concept == header.Extra) && len(words) > 0 && !header.NamesOthers(c.Header) && s.namesPeople(c) &&
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
// names that are known, or their e-mail addresses have them: "Guest", "Donor".
func (s *suggester) namedByCells() {
	const fewest, oneIn = 4, 6
	found := -1
	for i := range s.columns {
		c := &s.columns[i]
		if c.reading.Concept == header.Phone && c.Profile.LooksLike == profile.Phone {
			break
		}
		if c.reading.Concept != header.None || c.Profile.LooksLike != profile.Text || header.NamesOthers(c.Header) || len(header.Words(c.Header)) == 0 || !s.namesPeople(c) {
			continue
		}
		known, values := 0, s.values(c.Profile)
		for _, v := range values {
			if profile.IsName(v.Text) {
				known++
			}
		}
		if len(values) < fewest || oneIn*known < len(values) && !s.writesAs(i) || 10*c.Profile.Distinct < 9*c.Profile.Answered() {
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

// writesAs reports whether most e-mail addresses of a list begin with a word of what a
// column has beside them: "curtis.mcbride@example.com" beside "Curtis McBride".
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

// readWithout reads a header without the words that its list has in many, as a part of an
// address, "CnAdrPrf_City", or of a name behind a single letter, "N.Given".
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

// ownersFirst reports whether a list names owners with their phones, and tenants behind
// them: the first are its people.
func (s *suggester) ownersFirst() bool {
	owners := slices.Concat(header.Owners, header.Landlords)
	at := func(words header.People) int {
		return slices.IndexFunc(s.columns, func(c Suggestion) bool { return words.In(c.Header) })
	}
	owner, tenant := at(owners), at(header.Tenants)
	return 0 <= owner && owner < tenant && s.haveNames(owners) && s.havePhones(owners) && s.haveNames(header.Tenants)
}

// havePhones reports whether a phone column is named for those whom the words name: who
// has a phone is dialed at that, and not at a parent's.
func (s *suggester) havePhones(words header.People) bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool { return c.Profile.LooksLike == profile.Phone && words.In(c.Header) })
}

// haveNames reports whether a column is named for those whom the words name and has no
// phones: their names, or how they are related.
func (s *suggester) haveNames(words header.People) bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		if c.Profile.LooksLike == profile.Phone || c.Profile.LooksLike == profile.Email {
			return false
		}
		all := header.Words(c.Header)
		rest := words.Without(all)
		return len(rest) < len(all) && (header.SayNothing(rest) || isNameConcept(header.ReadWords(rest).Concept) || !slices.ContainsFunc(rest, func(w string) bool { return !header.IsPerson(w) }))
	})
}

// havePlainPhones reports whether a column of phones is named for nobody.
func (s *suggester) havePlainPhones() bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		return c.Profile.LooksLike == profile.Phone && header.Read(c.Header).Concept == header.Phone && !slices.ContainsFunc(header.Whose(c.Header), header.IsSomebody)
	})
}

// plainPersons reports whether a list has names and phones of plain people, who are none
// of those whom the words name.
func (s *suggester) plainPersons(words header.People) bool {
	plain := func(is func(c *Suggestion) bool) bool {
		return slices.ContainsFunc(s.columns, func(c Suggestion) bool {
			return is(&c) && !slices.ContainsFunc(header.Words(c.Header), func(w string) bool { return words.Has(w) || header.IsParty(w) })
		})
	}
	return plain(func(c *Suggestion) bool { return isNameConcept(header.Read(c.Header).Concept) }) && plain(func(c *Suggestion) bool {
		return c.Profile.LooksLike == profile.Phone && header.Read(c.Header).Concept == header.Phone && header.UnknownWords(c.Header) == nil
	})
}

// contactsApart reports whether a list says what a contact is to the person, who are two
// people then: contact_relationship.
func (s *suggester) contactsApart() bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		words := header.Words(c.Header)
		return len(words) == 2 && header.Contacts.Has(words[0]) != header.Contacts.Has(words[1]) && slices.ContainsFunc(words, header.IsRelation)
	})
}

// bothEnds: either end may be the business's own, so neither is dialed.
const bothEnds = "both"

// businessEnd returns which end of the calls of a log is the business's own, "from" or
// "to": where calls went out the first, where they came in the second, and bothEnds
// where they did one and the other. Where no column says which way they went, it is the
// end that has a name for the other, else the one that has few numbers over and over,
// else bothEnds. It is empty where a list is no log of calls.
func (s *suggester) businessEnd() string {
	ends := map[string]*profile.Column{}
	out, in := false, false
	callers, called := false, false
	for i := range s.columns {
		c := &s.columns[i]
		if end := header.CallEnd(c.Header); end != "" && c.Profile.LooksLike == profile.Phone {
			ends[end] = c.Profile
		}
		if words := header.Words(c.Header); c.Profile.LooksLike != profile.Phone && contains(words, "name") {
			callers = callers || contains(words, "caller") || contains(words, "from")
			called = called || contains(words, "called") || contains(words, "callee") || contains(words, "to")
		}
		if c.Profile.Distinct > 6 {
			continue
		}
		for _, v := range s.values(c.Profile) {
			word := strings.ToLower(normalize.Text(v.Text))
			out = out || strings.HasPrefix(word, "outbound") || strings.HasPrefix(word, "outgoing")
			in = in || strings.HasPrefix(word, "inbound") || strings.HasPrefix(word, "incoming")
		}
	}
	switch {
	case ends["from"] == nil || ends["to"] == nil:
		return ""
	case out && in:
		return bothEnds
	case in, !out && callers && !called, !out && 2*ends["to"].Distinct <= ends["from"].Distinct:
		return "to"
	case out, called && !callers, 2*ends["from"].Distinct <= ends["to"].Distinct:
		return "from"
	}
	return bothEnds
}

// persons are words that nobody knows by which a list names all its people: "Debtor
// First", "Debtor Last" beside no other name.
func (s *suggester) persons() (words []string) {
	named := map[string]header.Concept{}
	for i := range s.columns {
		all := header.Words(s.columns[i].Header)
		if isNameConcept(header.ReadWords(all).Concept) {
			return nil
		}
		for n := max(1, len(all)-2); n < len(all); n++ {
			c := header.ReadWords(all[n:]).Concept
			if c != header.FirstName && c != header.LastName {
				continue
			}
			who := strings.Join(all[:n], " ")
			if before := named[who]; before != "" && before != c && words == nil && !slices.ContainsFunc(all[:n], func(w string) bool { return w != "owner" && header.NamesOthers(w) }) {
				words = slices.Clone(all[:n])
			}
			named[who] = c
			break
		}
	}
	return words
}

// owners are words for other people by which a list names all its people and their
// numbers: OWNERFIRSTNAME and OWNERPHONE beside no other name.
func (s *suggester) owners() []string {
	named, numbered, leads, plainNames := map[string]bool{}, map[string]bool{}, false, false
	for i := range s.columns {
		words := header.Words(s.columns[i].Header)
		who := ""
		rest := slices.DeleteFunc(slices.Clone(words), func(w string) bool {
			if header.IsParty(w) {
				if who = w; w == guardian {
					who = parent
				}
			}
			return header.IsParty(w)
		})
		if len(words) > 0 && who == "owner" && words[0] != who {
			leads = true // "Lead Owner"
		}
		switch concept := header.ReadWords(rest).Concept; {
		case isNameConcept(concept), len(rest) == 0 && who != "" && s.namesPeople(&s.columns[i]):
			named[who] = true
		case concept == header.Phone:
			numbered[who] = true
		case who == "" && (concept == header.None || concept == header.Extra) && s.columns[i].Profile.LooksLike == profile.Name && len(words) == 1:
			plainNames = true // "Performer"
		}
	}
	plain := numbered[""]
	delete(numbered, "")
	if len(named) != 1 || named[""] {
		return nil
	}
	who := slices.Collect(maps.Keys(named))
	switch {
	case plain && plainNames && !header.IsPrincipal(who[0]): // "Agent" and "Agent Phone" beside "Performer" and "Phone"
		return nil
	case maps.Equal(named, numbered):
	case header.IsPrincipal(who[0]) && !leads && (numbered[who[0]] || len(numbered) == 0): // "Agent Phone" is not theirs
	default:
		return nil
	}
	if who[0] == parent {
		who = append(who, guardian)
	}
	return who
}

// parent and guardian are one: "Parent Phone" beside "Parent/Guardian".
const parent, guardian = "parent", "guardian"

// read reads what a column's header is about. A question that may ask for
// consent does so only where the cells are answers to it.
func (s *suggester) read(c *Suggestion) header.Meaning {
	if header.Unnamed(c.Header) && s.readUnnamed(c) {
		return c.reading
	}
	if s.asksChannels(c) {
		return header.Meaning{Concept: header.Consent, Score: 0.8, Ordinal: 1}
	}
	if s.namesStops(c) {
		return header.Meaning{Concept: header.StreetPart, Score: 0.8, Ordinal: 1}
	}
	if c.Profile.LooksLike == profile.Phone && header.SkipTraced(c.Header) {
		return header.ReadBesideConsent(c.Header)
	}
	r := header.Read(c.Header)
	if r.Concept == header.Consent && c.Profile.LooksLike == profile.Name {
		if a := answersOf(s.values(c.Profile)); a.yes+a.no+a.dates == 0 {
			return header.ReadBesideConsent(c.Header) // "Name of someone we can call"
		}
	}
	doubtful := r.Concept == header.Consent && (r.Score == header.Doubt || c.Profile.LooksLike == profile.Phone) ||
		r.Guessed && (r.Concept == header.Consent || r.Concept == header.Refusal)
	if doubtful {
		if a := answersOf(s.values(c.Profile)); c.Profile.LooksLike == profile.Phone || a.yes+a.no == 0 || a.rest+a.dates > a.yes+a.no {
			return header.ReadBesideConsent(c.Header)
		}
	}
	name, _ := header.CutLegend(c.Header)
	if touched := normalize.Touches(name); r.Concept == header.Consent && touched&normalize.TouchesRefusal != 0 && touched&normalize.TouchesNo == 0 && !header.AsksInOrOut(c.Header) {
		r.Concept = header.Refusal // "TCPA complainer"
	}
	switch r.Concept {
	case header.Consent, header.Refusal, header.OtherConsent, header.ConsentDate, header.ConsentSource:
		return r
	}
	if c.legend != nil && !c.forbidsByLegend() && r.Concept == header.None && header.SenseOfYes(name, false) == header.YesAllows {
		return header.Meaning{Concept: header.Consent, Score: 0.8, Ordinal: 1} // "Calls (1 = fine, 2 = leave in peace)"
	}
	made, sense := ReadDoubtful(c.Header, r, s.values(c.Profile), c.marksSome())
	c.unclear = sense == header.YesIsUnclear
	return made
}

// namesStops reports whether a column named Stop has places, or their numbers: all its
// rows have one, most another one, and none is an answer.
func (s *suggester) namesStops(c *Suggestion) bool {
	col, words := c.Profile, header.Words(c.Header)
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

func isNameConcept(c header.Concept) bool {
	return c == header.FirstName || c == header.LastName || c == header.FullName
}
