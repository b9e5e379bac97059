package mapping

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// refusal reports whether a cell's own words are that somebody must not be called.
func refusal(cell string) bool {
	_, refuses := normalize.Refuses(cell)
	return refuses
}

// forbids reports whether a column that decides nothing about calls has cells that
// are about them: a status "Do Not Call", a note "wrong number". What only reads like a refusal
// must be several cells of a column that is not about persons, the more the more differ: one in
// thousands of titles always does. Where a third of the rows reads so, it is what the column is about:
// "Donations should not be requested".
func (s *suggester) forbids(c *Suggestion) bool {
	const oneIn = 100
	label := header.Has(c.Header, header.OfPhoneKind) && s.tellsKinds(c.Profile)
	values := s.values(c.Profile)
	tak, least, most := saysTak(values), 1, c.Profile.Filled
	if !tellsOfPerson(c.Header, c.reading.Concept) {
		least, most = max(1, len(values)/oneIn), max(1, c.Profile.Filled/3)
	}
	doubts, rows := 0, int64(0)
	plain := slices.ContainsFunc(values, func(v profile.Value) bool {
		switch {
		case tak && strings.EqualFold(normalize.Text(v.Text), "nie"), !c.cellForbids(v.Text):
			return false
		// "Home Fax" beside a number is its kind, and says nothing of the others.
		// One that only reads like a refusal is a kind as well: "Land Line".
		case label && (normalize.KindOf(v.Text) != 0 || !normalize.DoubtfulTitle(v.Text) && !normalize.BadNumber(v.Text)) && !refusal(v.Text):
			return false
		case !normalize.SeemsToRefuse(v.Text):
			return true
		}
		doubts++
		rows += v.Count
		return false
	})
	return plain || doubts >= least && rows <= most
}

// hasStrays reports whether some cells of a column, few beside the others, say nothing but that
// somebody must not be called, or that the number is wrong, and the others nothing of the kind:
// "passed away" among titles slid there, or somebody wrote it where there was room.
func (s *suggester) hasStrays(c *Suggestion) bool {
	const oneIn = 10
	if c.reading.Concept == header.OtherConsent || c.state == header.OfThing || c.state == header.OfAnimal {
		return false
	}
	var strays, answers, others int64
	for _, v := range s.values(c.Profile) {
		a := readAnswer(v.Text)
		switch {
		case normalize.RefusesOnly(v.Text):
			strays += v.Count
		case a != unreadable && a != isDate && c.Profile.LooksLike != profile.Number && !c.names(), normalize.IsOfThing(v.Text):
			answers += v.Count
		default:
			others += v.Count
		}
	}
	return strays > 0 && 2*answers <= others && (oneIn*strays <= others || others == 0 && c.reading.Concept == header.Fax)
}

// isAddress reports whether a cell is an e-mail address and nothing more.
func isAddress(cell string) bool {
	_, ok := normalize.Email(cell)
	return ok && !strings.ContainsAny(strings.TrimSpace(cell), " \t\n")
}

// cellForbids is forbids for one cell. In a column about a person's status every word of
// refusal counts; elsewhere only words with no other meaning. Refusals of e-mail and the like
// do not count.
func (c *Suggestion) cellForbids(cell string) bool {
	tells := header.Has(c.Header, header.OfStatus) && !header.Has(c.Header, header.OfNames)
	switch {
	case c.Profile.LooksLike == profile.Email && isAddress(cell):
		return false // optout@example.com is where somebody gets mail
	case normalize.RefusesByRemark(cell), c.reading.Concept == header.Notes && normalize.ExceptedNumbers(cell) != "", header.Has(c.Header, header.OfListName) && !c.names() && normalize.RefusesInPart(cell), c.strays && !c.isNamed() && normalize.RefusesOnly(cell):
		return true
	case c.reading.Concept == header.State && strings.Contains(strings.TrimSpace(cell), " ") && normalize.RefusesPlainly(cell):
		return true // "Estado" is a state and a status; "Block" alone may be a county
	case c.ownWords(cell):
		return false
	case hasNestedGroups(c.Profile): // "Gym ::: * myContacts" is no sentence
		return slices.ContainsFunc(strings.Split(cell, " ::: "), func(group string) bool { return refusal(group) || normalize.DoubtfulTitle(group) })
	case c.reading.Concept == header.Address, c.reading.Concept == header.Address2, c.reading.Concept == header.StreetPart, c.reading.Concept == header.City:
		return RefusesIn(c.Header, c.reading.Concept)(cell) || normalize.RefusesOnly(cell) || barsBeside(cell)
	case c.reading.Concept == header.Company:
		return c.companyForbids(cell) || normalize.RefusesOnly(cell)
	case c.names() || header.Has(c.Header, header.OfDistrict) || header.Has(c.Header, header.OfNames) && !header.Has(c.Header, header.AboutThings) && 2*c.Profile.Distinct > c.Profile.Filled:
		return normalize.NameRefuses(cell) && !c.isNamed()
	case c.state == header.OfAnimal && normalize.TellsDeath(cell), (c.state == header.Unsaid || c.state == header.Applied) && normalize.EndsByItself(cell),
		c.state == header.Applied && normalize.IsOfThing(cell) && slices.ContainsFunc(header.Words(cell), normalize.DeclinesThing):
		return false
	case c.state == header.OfAnimal || c.state == header.OfThing:
		return normalize.RefusesElsewhere(cell) || c.state == header.OfThing && header.Has(c.Header, header.OfStatus) && refusesContact(cell)
	case c.Profile.LooksLike == profile.URL:
		return normalize.RefusesElsewhere(cell)
	case c.Profile.LooksLike == profile.Company && c.repeatsLittle() && !tells && !header.Has(c.Header, header.AboutThings):
		return c.companyForbids(cell)
	case c.repeatsLittle() && !tells && !header.Has(c.Header, header.AboutThings):
		return normalize.NameRefuses(cell)
	}
	return RefusesIn(c.Header, c.reading.Concept)(cell)
}

// barsBeside reports whether a cell has beside what it names that the person must not be called
// or the number is wrong: "Seattle (minor)", not "Washington (DC)".
func barsBeside(cell string) bool {
	const code = 2 // letters at most
	if at := strings.IndexAny(cell, "([*"); at < 0 && !strings.Contains(cell, " - ") || at >= 0 && len(strings.Trim(cell[at:], "()[] ")) <= code {
		return false
	}
	_, mark := normalize.ReadBeside(cell)
	return mark != normalize.NoMark
}

// companyForbids reports whether a cell with a company's name also has a refusal. A word that
// starts several names is a refusal, not part of a name: "DNC Acme", "DNC Bolt".
func (c *Suggestion) companyForbids(cell string) bool {
	words, beside := normalize.RefusesBeside(cell)
	if words == "" || beside {
		return beside
	}
	return c.Profile.Values == nil || slices.ContainsFunc(c.Profile.Values, func(v profile.Value) bool {
		other, beside := normalize.RefusesBeside(v.Text)
		return other == words && !beside && v.Text != cell
	})
}

// ownWords reports whether all that refuses in a longer cell are words of the column's
// header, which name what the cell is about: "Stop 44 - Hospital" under Stop.
func (c *Suggestion) ownWords(cell string) bool {
	said, ok := normalize.Refuses(cell)
	words := strings.Fields(said)
	if !ok || len(words) >= len(strings.Fields(cell)) || c.reading.Concept == header.Refusal {
		return false
	}
	named := header.Words(c.Header)
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(named, w) })
}

// RefusesIn returns what reports whether a cell says that the person must not be
// called, or that the number is wrong, in a column with a header that speaks of
// something else than a consent or a name.
func RefusesIn(name string, concept header.Concept) func(cell string) bool {
	switch {
	case header.Has(name, header.OfReply):
		return refusal // STOP, whatever it answers
	case concept != header.OtherConsent && header.Has(name, header.OfPrivacy) && !header.NamesOtherWay(name):
		return normalize.RefusesPlainly // "Privacy level: do not contact"
	case concept == header.OtherConsent, concept == header.StreetPart, concept == header.Email, concept == header.AboutEmail, header.Has(name, header.OfOtherWays) && (!header.Has(name, header.OfStatus) || header.NamesOtherWay(name)):
		return normalize.RefusesCalls
	case header.Has(name, header.OfTitle):
		return normalize.RefusesWhole
	case header.Has(name, header.AboutThings, header.OfOtherWays) && header.Has(name, header.OfStatus):
		return func(cell string) bool { return normalize.RefusesElsewhere(cell) || refusesContact(cell) }
	case header.Has(name, header.AboutThings), concept == header.Address, concept == header.Address2, concept == header.City: // "Sperrgasse 1"
		return normalize.RefusesElsewhere
	}
	doubtful := DoubtsIn(name, concept)
	switch {
	case header.Has(name, header.OfOrder) && concept != header.Notes:
		return func(cell string) bool { // one word, "отказ", is what became of the order
			return (len(header.Words(cell)) > 1 || normalize.RefusesCalls(cell)) && (refusal(cell) || doubtful(cell))
		}
	case header.Has(name, header.OfStatus) && !header.Has(name, header.OfPersonStatus):
		return func(cell string) bool {
			return !normalize.IsOfThing(cell) && (refusal(cell) || normalize.WrongNumber(cell) || doubtful(cell))
		}
	case header.Has(name, header.OfStatus):
		return func(cell string) bool { return refusal(cell) || normalize.WrongNumber(cell) || doubtful(cell) }
	}
	return func(cell string) bool {
		return (normalize.RefusesPlainly(cell) || doubtful(cell)) && !normalize.IsOfThing(cell)
	}
}

// refusesContact reports whether a cell of what became of a thing, or of notes about it, is about
// the person all the same: "Shipped; asked not to be contacted".
func refusesContact(cell string) bool {
	return normalize.RefusesPlainly(cell) && !normalize.IsOfThing(cell) && (len(header.Words(cell)) > 1 || normalize.RefusesOnly(cell))
}

// DoubtsIn returns what reports whether a cell may say that the person must not be called,
// though it is no refusal that is known. In a column that need not be about the person, what only
// reads like a refusal must speak of calls as well: one in a hundred dishes, dealers or codes
// reads so.
func DoubtsIn(name string, concept header.Concept) func(cell string) bool {
	if tellsOfPerson(name, concept) {
		return normalize.Doubtful
	}
	return func(cell string) bool { return normalize.PlainlyDoubtful(cell) && !isPath(cell) }
}

// tellsOfPerson reports whether a column is about the person, by its header, or may be, as it
// has none: notes, a status, what somebody answered.
func tellsOfPerson(name string, concept header.Concept) bool {
	return concept == header.Notes || concept == header.Tags ||
		(header.Has(name, header.OfStatus) && header.Has(name, header.OfPersonStatus) || header.Has(name, header.OfReply, header.Unnamed) || normalize.Touches(name).OfCalls()) && !header.Has(name, header.OfNames)
}

// isPath reports whether a cell is part of a link, whose words are no sentence.
func isPath(cell string) bool {
	return strings.Contains(cell, "/") && strings.Contains(cell, ".") && !strings.ContainsAny(cell, " \t\n")
}
