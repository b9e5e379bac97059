package mapping

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// phoneRole is for columns that hold phone numbers, or are named for them.
func (s *suggester) phoneRole(c *Suggestion) (role, bool) {
	col, r := c.Profile, c.reading
	is := col.LooksLike == profile.Phone
	switch r.Concept {
	case header.Fax:
		if is && header.NamesPhone(c.Header) && slices.ContainsFunc(s.values(col), func(v profile.Value) bool { return normalize.BadNumber(v.Text) }) {
			c.reading.Concept, c.reading.Kind = header.Phone, header.Work // its cells say which is the fax
			return s.namedPhone(c)
		}
		return ignored(0.97, "a fax or the like, not to be dialed"), true
	case header.OthersPhone:
		switch {
		case is && c.eitherEnd:
			return ignored(0.9, "it is not clear which numbers were called and which are the business's own"), true
		case is:
			return ignored(0.95, "somebody else's number, by its header"), true
		}
		return role{header.Extra, 0.8, "about somebody else, by its header"}, true
	case header.AboutPhone:
		if !is {
			return s.aboutPhone(c), true
		}
	case header.Phone:
		return s.namedPhone(c)
	case header.Consent, header.Refusal, header.OtherConsent, header.ConsentDate:
		return role{}, false
	case header.ID: // numbers that say their country are no ids
		is = is && col.ValidRate() >= 0.9 && col.PhoneMarks() >= 0.9 && !s.namesPhones()
	case header.Person, header.Zip:
		is = is && col.ValidRate() >= 0.9
	}
	if !is {
		return role{}, false
	}
	return s.numbersRole(c)
}

// lastPhone takes, where no column is one to dial, the best that is named for
// it: we can't dial without one, and its owner sees why it is doubtful.
func (s *suggester) lastPhone(roles []role) {
	best := -1
	for i := range roles {
		if roles[i].concept == header.Phone {
			return
		}
		c := &s.columns[i]
		if r := header.Read(c.Header); s.opts.Headerless || r.Concept != header.Phone || c.Profile.Answered() <= 0 {
			continue
		}
		switch c.Profile.LooksLike {
		case profile.Phone, profile.Number, profile.ID, profile.Text, profile.LongText, profile.List, profile.Zip:
			if best < 0 || s.weight(roles, i) > s.weight(roles, best) {
				best = i
			}
		}
	}
	if best < 0 {
		return
	}
	c := &s.columns[best]
	c.reading = header.Read(c.Header)
	doubt := "hardly any cell is a number to dial"
	if c.Profile.LooksLike == profile.Phone {
		doubt = "it is the same " + countNumbers(c.Profile.Distinct) + " over and over"
	}
	roles[best] = role{header.Phone, 0.4, "named for it, and no other column is a phone, though " + doubt}
}

// namedPhone is for columns whose header says phone.
func (s *suggester) namedPhone(c *Suggestion) (role, bool) {
	col, r := c.Profile, c.reading
	valid := col.ValidRate()
	if c.copyOf >= 0 {
		return ignored(0.95, "the same as %s", plainHeader(s.columns[c.copyOf].Header)), true
	}
	if s.fewNumbers(col) {
		return ignored(0.8, "%s in %d rows: not the contacts' own", countNumbers(col.Distinct), col.Filled), true
	}
	switch col.LooksLike {
	case profile.Phone:
		why := fmt.Sprintf("named for it; %s valid", percent(valid))
		if col.Phones.Refused > 0 {
			why += fmt.Sprintf(", %s service numbers, which are not dialed", percent(float64(col.Phones.Refused)/float64(col.Answered())))
		}
		return role{header.Phone, r.Score * (0.8 + 0.2*min(1, 1.5*valid)), why}, true
	case profile.Email, profile.Date, profile.Boolean, profile.URL, profile.Name, profile.Company, profile.Address, profile.State, profile.Country:
		c.reading = header.Meaning{Ordinal: 1} // the header misleads
		return role{}, false
	}
	if valid >= 0.02 || col.Phones.LostDigits > 0 {
		return role{header.Phone, r.Score * 0.7, fmt.Sprintf("named for it, though only %s valid", percent(valid))}, true
	}
	c.reading = header.Meaning{Ordinal: 1}
	return role{}, false
}

// numbersRole is for columns whose cells are phone numbers though the header
// does not say so.
func (s *suggester) numbersRole(c *Suggestion) (role, bool) {
	col, r := c.Profile, c.reading
	valid := col.ValidRate()
	switch {
	case valid < 0.5, valid < 0.9 && col.PhoneMarks() < 0.3 && s.namesPhones():
		return role{}, false
	case c.copyOf >= 0:
		return ignored(0.95, "the same as %s", plainHeader(s.columns[c.copyOf].Header)), true
	case s.fewNumbers(col):
		return ignored(0.8, "%s in %d rows: not the contacts' own", countNumbers(col.Distinct), col.Filled), true
	case (r.Concept == header.None || r.Concept == header.Extra) && !s.opts.Headerless && hasWord(c.Header) && col.PhoneMarks() < 0.3 && (!s.regionKnown() && !header.NamesNumber(c.Header) || !s.headsPeople() && (header.NamesNumber(c.Header) || !s.tellsPeople())):
		return ignored(0.6, "numbers that could be telephones, but neither the header nor any other column says so"), true
	case !s.opts.Headerless && col.PhoneMarks() < 0.3 && header.NumbersThing(c.Header):
		return ignored(0.8, "numbers that could be telephones, but the header is of something else"), true
	case header.Has(c.Header, header.OfOthers):
		return ignored(0.8, "numbers, but of somebody else by the header"), true
	case r.Concept == header.Person || strings.Contains(strings.ToLower(c.Header), "fax"):
		return ignored(0.8, "numbers, but of somebody else by the header"), true
	}
	confidence := 0.5 + 0.35*valid
	if r.Concept != header.None && r.Concept != header.AboutPhone {
		return role{header.Phone, confidence, fmt.Sprintf("the header is misleading: %s of the cells are phone numbers", percent(valid))}, true
	}
	return role{header.Phone, confidence, fmt.Sprintf("%s of the cells are phone numbers", percent(valid))}, true
}

// regionKnown reports whether it is known of which region the numbers without a country code
// are: nearly any digits are valid in some.
func (s *suggester) regionKnown() bool { return s.profile.Region.Sure || s.profile.Region.Given }

// hasWord reports whether a header says something, unlike "#2" and "Column2".
func hasWord(name string) bool {
	letters := strings.ToLower(strings.Trim(name, "#0123456789 _-.()"))
	return letters != "" && letters != "column" && letters != "col" && letters != "field" && letters != "f" && letters != "x" && letters != "v"
}

// headsPeople reports whether some column is about people, or their phones, by its header.
func (s *suggester) headsPeople() bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool { return c.reading.Concept == header.Phone || aboutPeople(&c) })
}

// tellsPeople reports whether some column is about people by its cells.
func (s *suggester) tellsPeople() bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		return c.Profile.LooksLike == profile.Name || c.Profile.LooksLike == profile.Email || c.Profile.LooksLike == profile.Address
	})
}

// namesPhones reports whether some column is named for phones and holds some.
func (s *suggester) namesPhones() bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		return c.reading.Concept == header.Phone && c.Profile.LooksLike == profile.Phone
	})
}

// fewNumbers reports whether a list has the same few numbers over and over: an
// agent's, a tracking number.
func (s *suggester) fewNumbers(col *profile.Column) bool {
	return col.Filled >= 10 && float64(col.Distinct) <= max(1, 0.05*float64(col.Filled))
}

// aboutPhone is for columns that say something about a number.
func (s *suggester) aboutPhone(c *Suggestion) role {
	words := header.Words(c.Header)
	switch {
	case slices.Contains(words, "country") || slices.Contains(words, "prefix") || slices.Contains(words, "code"):
		if regions(c.Profile) >= 0.9 {
			return role{header.Country, 0.8, "the country code that the numbers lack"}
		}
	case slices.Contains(words, "type") || slices.Contains(words, "label") || slices.Contains(words, "typ") || slices.Contains(words, "tipo"):
		return ignored(0.85, "says what kind the number beside it is")
	}
	return s.ignoreWorthless(c, role{header.Extra, 0.75, "about a number, and none itself"})
}

func countNumbers(n int64) string {
	if n == 1 {
		return "one number"
	}
	return fmt.Sprintf("%d numbers", n)
}
