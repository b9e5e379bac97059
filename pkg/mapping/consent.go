package mapping

import (
	"fmt"
	"maps"
	"slices"
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
	case col.LooksLike == profile.URL && r.Concept != header.ConsentSource:
		return role{header.Extra, 0.8, "web addresses, which say neither yes nor no"}, true
	case r.Concept == header.Refusal && r.Soft && col.LooksLike == profile.Phone:
		return ignored(0.9, "numbers that are wrong, by the header"), true
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

// consents weighs the columns of consent against one another. One whose header
// may speak of something else than calls gives way to one that does not. Where no column
// says who agreed, the date of an agreement does.
func (s *suggester) consents(roles []role) {
	var plain, doubtful []int
	for i := range roles {
		if roles[i].concept != header.Consent {
			continue
		}
		if s.columns[i].reading.Until {
			continue
		}
		if c := &s.columns[i]; c.reading.Score > 0.6 {
			plain = append(plain, i)
		} else if a := answersOf(s.values(c.Profile)); !header.NamesCall(header.Words(c.Header)) || a.yes+a.no == 0 || a.rest+a.dates > a.yes+a.no {
			doubtful = append(doubtful, i)
		} // else it is about calls, whatever they are for: both must say yes
	}
	if len(plain) > 0 {
		for _, i := range doubtful {
			roles[i] = role{header.Extra, 0.7, "perhaps consent to something else; " + plainHeader(s.columns[plain[0]].Header) + " says who may be called"}
		}
	}
	s.statedTexts(roles)
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

// assignConsent makes a column one that decides who is called.
func (s *suggester) assignConsent(c *Suggestion, r role) {
	c.Column = s.consentColumn(c, r.concept == header.Refusal)
	if c.unclear {
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

// consentColumn is a column as a mapping has it to decide who is called.
func (s *suggester) consentColumn(c *Suggestion, refusal bool) Column {
	made := Column{Header: c.Header, Target: Consent}
	if c.reading.Until && !refusal {
		return s.endColumn(made)
	}
	a := answersOf(s.values(c.Profile))
	if refusal {
		made.Means = OptOut
		made.For = s.phoneOf(c)
		made.Allow = s.otherChannels(c)
		if cells := s.cells(c, func(string) bool { return true }); slices.Equal(cells, []string{"active", "inactive"}) {
			made.Allow = append(made.Allow, "inactive")
		}
		made.Deny = CodeLetters(s.values(c.Profile), s.someBlank(c.Profile) || header.NamesCode(c.Header))
	} else if a.dates > 0 {
		made.AllowDate = true
	}
	made.Record = made.Means.DefaultRecord()
	if refusal && c.reading.Soft {
		made.Record, made.RecordGiven = contact.RecordNone, true
	}
	if !refusal {
		made.Allow = s.impliedYes(c)
	}
	for _, v := range s.values(c.Profile) {
		// "Nie" is never in German, and no where the column says "tak".
		if word := strings.ToLower(normalize.Text(v.Text)); refusal && word == "nie" && (header.NieMeansNo(c.Header) || saysTak(s.values(c.Profile))) {
			made.Allow = append(made.Allow, word)
			break
		}
	}
	for _, w := range a.words {
		if refusal && !clearances[folded(w)] && readAnswer(w) != clears {
			continue
		}
		if !refusal && readAnswer(w) == clears && normalize.Negates(w) {
			continue // consent that is "not on file" is none
		}
		if words, _, ok := normalize.CutDate(w); ok {
			w = words // of any date
		}
		word := strings.ToLower(w)
		if !slices.Contains(made.Allow, word) && (refusal && !normalize.Says(w, made.Allow) || !refusal && !normalize.Consent(w, made.Allow)) {
			made.Allow = append(made.Allow, word)
		}
	}
	made.Allow = literal(made.Allow)
	return made
}

// saysTak reports whether a column says yes in Polish or Slovak, where "nie" is no.
func saysTak(values []profile.Value) bool {
	return slices.ContainsFunc(values, func(v profile.Value) bool {
		word := strings.ToLower(normalize.Text(v.Text))
		return word == "tak" || word == "áno"
	})
}

// someBlank reports whether a row of the list has nothing in a column. Rows that are
// none, such as a total, have nothing in any.
func (s *suggester) someBlank(col *profile.Column) bool {
	return s.profile.Rows-s.profile.Malformed > col.Filled
}

// CodeLetters returns the letters F and N of a column of refusals where they are no
// answers but codes, of the federal and the national list: there is no T or Y beside
// them, but other letters, or some cells are blank where an F would be a no.
func CodeLetters(values []profile.Value, coded bool) (deny []string) {
	has := map[string]bool{}
	others := false
	for _, v := range values {
		if letter := strings.ToLower(normalize.Text(v.Text)); len(letter) == 1 {
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

// impliedYes are the cells of a column of consent that say yes by what its header
// says: the letter of a language's yes, "in" of an opt-in.
func (s *suggester) impliedYes(c *Suggestion) (words []string) {
	means := map[string]bool{}
	if letter := header.YesLetter(c.Header, s.languages); letter != "" && letter != "y" {
		means[letter] = true
	}
	if header.OptsIn(c.Header) {
		means["in"] = true
	}
	if header.AsksInOrOut(c.Header) {
		means["i"] = true
	}
	for _, v := range s.values(c.Profile) {
		word := strings.ToLower(normalize.Text(normalize.Unmarked(v.Text)))
		if (means[word] || hasCalls(word)) && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return words
}

// otherChannels returns the cells of a column of what somebody must not be reached by which
// do not bar calls: "E-Mail". All cells name ways, and calls are among them.
func (s *suggester) otherChannels(c *Suggestion) (allow []string) {
	if !header.BarsChannels(c.Header) {
		return nil
	}
	calls := false
	for _, v := range s.values(c.Profile) {
		word := strings.ToLower(normalize.Text(v.Text))
		ways := header.Words(word)
		switch {
		case noWays[word] || normalize.Blank(word):
		case slices.ContainsFunc(ways, func(w string) bool { return !isWay(w) }):
			return nil
		case hasCalls(word):
			calls = true
		case !slices.Contains(ways, "only"):
			allow = append(allow, word)
		}
	}
	if !calls {
		return nil
	}
	return allow
}

// hasCalls reports whether a cell lists nothing but ways to reach somebody, calls
// among them: "phone, email".
func hasCalls(cell string) bool {
	calls, all, others := false, false, false
	for _, way := range header.Words(cell) {
		switch {
		case callWays[way]:
			calls = true
		case everyWay[way]:
			all = true
		case otherWays[way]:
			others = true
		case !wayFill[way]:
			return false
		}
	}
	return calls || all && !others // "SMS (mobile)" is none
}

func isWay(w string) bool { return callWays[w] || everyWay[w] || otherWays[w] || wayFill[w] }

// literal returns words of cells without those that mean more in allow: "any" of the ways
// to reach somebody would let in whatever a cell says.
func literal(words []string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return w == "any" || w == "date" || w == "until" || w == "none" })
}

// asksChannels reports whether a column has the ways by which somebody may be reached,
// several in some cells: where calls are not among them they are not allowed.
func (s *suggester) asksChannels(c *Suggestion) bool {
	explained := slices.ContainsFunc(slices.Collect(maps.Values(c.legend)), hasCalls) && header.SenseOfYes(c.Header, true) != header.NotCalls
	if header.AsksPreference(c.Header) || !explained && !header.AsksChannel(c.Header) && !header.AllowsWays(c.Header) && !header.NamesCall(header.Words(c.Header)) {
		return false
	}
	several := explained
	if header.AllowsWays(c.Header) {
		return slices.ContainsFunc(s.values(c.Profile), func(v profile.Value) bool { return slices.ContainsFunc(header.Words(v.Text), isWay) })
	}
	for _, v := range s.values(c.Profile) {
		word := strings.ToLower(normalize.Text(v.Text))
		ways := header.Words(word)
		if slices.ContainsFunc(ways, func(w string) bool { return !isWay(w) }) && !noWays[word] {
			return false
		}
		several = several || len(ways) > 1 && hasCalls(word)
	}
	return several
}

var (
	callWays  = wordSet(`phone phones call calls voice telephone telefon telefonisch anruf anrufe telefono llamada llamadas appel appels telefone ligacao ligacoes chiamata chiamate telefoon telefonisch bellen`)
	everyWay  = wordSet(`mobile all any`)
	wayFill   = wordSet(`only solo so somente apenas seulement uniquement nur alleen slechts soltanto solamente por per par via and und y et e en`)
	otherWays = wordSet(`email emails mail sms text texts message messages post letter whatsapp push fax brief correo carta courrier courriel posta newsletter mms mailing`)
)

// phoneOf finds the phone column that a refusal is about, by the words that
// both headers have: "Mobile DNC" beside Mobile. One that any phone's header
// would have is about all of them.
func (s *suggester) phoneOf(c *Suggestion) string {
	about := phoneWords(c.Header)
	if len(about) == 0 || len(about) == 1 && header.NamesPhone(about[0]) && !header.NamesKind(about[0]) {
		return ""
	}
	for i := range s.columns {
		p := &s.columns[i]
		if p.reading.Concept == header.Phone && p.Profile.LooksLike == profile.Phone && slices.Equal(phoneWords(p.Header), about) {
			return p.Header
		}
	}
	return ""
}

// phoneWords are the words of a header that say which phone it is about.
func phoneWords(name string) []string {
	return slices.DeleteFunc(header.Words(name), func(w string) bool { return !header.IsPhoneWord(w) })
}

// assignStatus adds a second use to a column that goes somewhere else, where some
// of its cells say not to call.
func (s *suggester) assignStatus(c *Suggestion) {
	if c.Target == Phone || c.Target == Consent || c.Also != nil {
		return
	}
	if header.AgeOf(c.Header, nil) != header.NoAge && !slices.ContainsFunc(s.values(c.Profile), func(v profile.Value) bool { return refusal(v.Text) }) {
		return // what only seems to refuse is an age
	}
	none := slices.Concat(s.noWay(c), s.notObtained(c), s.noPhone(c))
	if none == nil && !s.forbids(c) {
		if c.Also = s.notContacts(c); c.Also != nil {
			return
		}
	}
	if forbids := s.forbids(c); forbids {
		none = append(none, s.noBeside(c)...)
	} else if none == nil {
		return
	}
	if header.Restricts(c.Header) {
		none = append(none, s.restricting(c)...)
	}
	status := Column{Header: c.Header, Target: Consent, Means: Status, Deny: none, Record: Status.DefaultRecord()}
	status.Allow = literal(s.ofThings(c))
	c.Why += "; some of its cells say not to call"
	if c.Target == Ignore {
		c.Column = status
		return
	}
	c.Also = &status
}

// ofThings returns the cells of a column of refusals that are of the things that the
// column is about, "Rejected" of an offer, though words alone would not tell.
func (s *suggester) ofThings(c *Suggestion) (allow []string) {
	const longest, most = 6, 50 // words, and cells
	company := c.reading.Concept == header.Company || c.reading.Concept == header.Address || c.reading.Concept == header.StreetPart
	things := company || c.state != header.OfPerson || header.AboutThings(c.Header) || !header.TellsOfPerson(c.Header)
	for _, v := range s.values(c.Profile) {
		if things && len(allow) < most && len(strings.Fields(v.Text)) <= longest && (refusal(v.Text) || normalize.Doubtful(v.Text) || normalize.WrongNumber(v.Text)) &&
			(company || c.state != header.OfPerson || header.AboutThings(c.Header) || normalize.IsOfThing(v.Text)) && !c.cellForbids(v.Text) {
			allow = append(allow, strings.ToLower(normalize.Text(v.Text)))
		}
	}
	return allow
}

// restricting returns the cells of a column of restrictions that may be one on calls:
// what names a phone, and codes as DNP.
func (s *suggester) restricting(c *Suggestion) (deny []string) {
	for _, v := range s.values(c.Profile) {
		word := strings.ToLower(normalize.Text(v.Text))
		is := normalize.Touches(word)
		if readAnswer(v.Text) == unreadable && (strings.HasPrefix(word, "dn") || is&(normalize.TouchesPhone|normalize.TouchesCalls) != 0) && !refusal(v.Text) {
			deny = append(deny, word)
		}
	}
	return deny
}

// noWay returns the cells of a column that asks by which way somebody may be reached
// which say by none.
func (s *suggester) noWay(c *Suggestion) (none []string) {
	if !header.AsksChannel(c.Header) {
		return nil
	}
	for _, v := range s.values(c.Profile) {
		if word := strings.ToLower(normalize.Text(v.Text)); noWays[word] && !slices.Contains(none, word) {
			none = append(none, word)
		}
	}
	return none
}

// noPhone returns the cells of a column of codes by which somebody is not to be reached
// which say so of a phone: "No Phone" beside "No Mail", or under "Solicit Codes". By itself
// it may say that there is none.
func (s *suggester) noPhone(c *Suggestion) []string {
	bars := func(cell string, ways map[string]bool) bool {
		words := header.Words(cell)
		return len(words) == 2 && words[0] == "no" && ways[words[1]]
	}
	if !header.NamesCall(header.Words(c.Header)) && s.cells(c, func(cell string) bool { return bars(cell, otherWays) }) == nil {
		return nil
	}
	return s.cells(c, func(cell string) bool { return bars(cell, callWays) && !refusal(cell) })
}

// notObtained returns the cells of a column that tells how or where a consent was given
// which say that there is none.
func (s *suggester) notObtained(c *Suggestion) (none []string) {
	if r := header.Read(c.Header); s.agreed || r.Concept != header.Consent && r.Concept != header.ConsentSource || answersOf(s.values(c.Profile)).plainYes > 0 {
		return nil
	}
	return s.cells(c, normalize.Negates)
}

// noBeside returns the plain noes of a column about phones that has plain answers beside
// cells that refuse: "no" and "please take me off" under "Phone tree?".
func (s *suggester) noBeside(c *Suggestion) (none []string) {
	a := answersOf(s.values(c.Profile))
	if a.plainYes == 0 || 2*a.rest > a.yes || normalize.Touches(c.Header)&(normalize.TouchesPhone|normalize.TouchesCalls) == 0 {
		return nil
	}
	return s.cells(c, func(cell string) bool { return normalize.AnswerOf(cell) == normalize.No })
}

// notContacts returns the second use of a column of which some cells say that the row's
// person is none to call, or nil.
func (s *suggester) notContacts(c *Suggestion) *Column {
	deny := s.pupils(c)
	if deny != nil {
		c.Why += "; pupils of a school are not called"
	} else if deny = s.onFile(c); deny != nil {
		c.Why += "; whom others have named is not called"
	} else {
		return nil
	}
	return &Column{Header: c.Header, Target: Consent, Means: Age, Deny: deny}
}

// onFile returns the cells of a column of few different cells which say that the row's
// person is on file for somebody else, "Emergency contact" beside "Client".
func (s *suggester) onFile(c *Suggestion) (named []string) {
	role := header.NamesRole(c.Header)
	if c.names() || c.repeatsLittle() && !role {
		return nil
	}
	named = s.cells(c, func(cell string) bool { return header.IsOnFile(cell, role) })
	if len(named) == len(s.values(c.Profile)) {
		return nil
	}
	return named
}

// pupils returns the cells of a column of roles that say of the row's person that it is a
// pupil in a year of school: "Pupil (Year 8)" beside "Teacher".
func (s *suggester) pupils(c *Suggestion) (none []string) {
	if !header.NamesRole(c.Header) {
		return nil
	}
	return s.cells(c, func(cell string) bool {
		words := header.Words(cell)
		if len(words) == 0 || !header.Children.Has(words[0]) {
			return false
		}
		rest := strings.TrimSpace(strings.Trim(strings.TrimLeftFunc(cell, func(r rune) bool { return r != ' ' && r != '(' && r != '-' }), " ()-,"))
		return rest != "" && normalize.IsMinor(rest, today())
	})
}

// cells returns a column's different cells for which a condition holds, as deny has them.
func (s *suggester) cells(c *Suggestion, holds func(cell string) bool) (list []string) {
	for _, v := range s.values(c.Profile) {
		if holds(v.Text) {
			list = append(list, strings.ToLower(normalize.Text(v.Text)))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

var noWays = wordSet(`none no never nothing neither nobody ninguno ninguna nada aucun aucune rien keine keiner nichts nenhum nenhuma nessuno nessuna niente geen brak ingen inga`)
