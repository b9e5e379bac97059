package mapping

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/profile"
)

// role returns what a column seems to be, by its header and its cells. Where the
// two say different things, the cells are right.
func (s *suggester) role(c *Suggestion) role {
	col, r := c.Profile, c.reading
	if contains(rejectColumns, col.Name) {
		return ignored(1, "rollcall's own column of a rejects file")
	}
	if col.Answered() <= 0 {
		return s.emptyRole(c)
	}
	if c.serial && r.Concept != header.Consent && r.Concept != header.Refusal && r.Concept != header.ConsentDate {
		return role{header.Extra, 0.85, "named for a date; its cells are serial numbers of a spreadsheet"}
	}
	if r.Guessed && !agrees(r.Concept, col) {
		r = header.Meaning{Ordinal: 1}
		c.reading = r
	}
	if made, ok := s.phoneRole(c); ok {
		return made
	}
	if col.LooksLike == profile.Email {
		return s.emailRole(c)
	}
	made, ok := s.namedRole(c)
	if !ok {
		made = s.contentRole(c)
	}
	return s.ignoreWorthless(c, made)
}

// emptyRole is for a column without a cell that says anything. One that can
// keep people from being called is mapped all the same, for the day it does.
func (s *suggester) emptyRole(c *Suggestion) role {
	if c.reading.Concept == header.Refusal && c.reading.Score > 0.85 {
		return role{header.Refusal, 0.9, "empty here, but a yes in it must keep people from being called"}
	}
	if c.Profile.Filled > 0 {
		return ignored(0.95, "has nothing but N/A and the like")
	}
	switch c.reading.Concept {
	case header.Phone, header.Email, header.FirstName, header.LastName, header.FullName, header.Address, header.City, header.State, header.Zip, header.Country, header.Tags, header.Consent:
		return ignored(0.95, "empty here; named for %s", c.reading.Concept)
	}
	return ignored(0.99, "empty")
}

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
	case r.Concept == header.None && !s.opts.Headerless && hasWord(c.Header) && col.PhoneMarks() < 0.3 && !s.headsPeople() && (header.NamesNumber(c.Header) || !s.tellsPeople()):
		return ignored(0.6, "numbers that could be telephones, but neither the header nor any other column says so"), true
	case header.NamesOthers(c.Header):
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

// hasWord reports whether a header says something, unlike "#2" and "Column2".
func hasWord(name string) bool {
	letters := strings.ToLower(strings.Trim(name, "#0123456789 _-.()"))
	return letters != "" && letters != "column" && letters != "col" && letters != "field" && letters != "f" && letters != "x" && letters != "v"
}

// headsPeople reports whether some column is about people, or their phones, by its header.
func (s *suggester) headsPeople() bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool { return c.reading.Concept == header.Phone || aboutPeople(&c) })
}

// aboutPeople reports whether a column is about people by its header, if not of their phones.
func aboutPeople(c *Suggestion) bool {
	switch c.reading.Concept {
	case header.FirstName, header.LastName, header.FullName, header.Email, header.Address, header.City, header.State, header.Zip, header.Country, header.Company, header.Consent, header.Refusal:
		return true
	}
	return false
}

// tellsPeople reports whether some column is about people by its cells.
func (s *suggester) tellsPeople() bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		return c.Profile.LooksLike == profile.Name || c.Profile.LooksLike == profile.Email || c.Profile.LooksLike == profile.Address
	})
}

// noContacts returns what a list is that has numbers, and names nobody: a log of calls, with
// the moment and the length of each, or the lines of a phone system, with what answers
// them. It is empty for any other.
func (s *suggester) noContacts() string {
	moment, length, line := false, false, false
	for i := range s.columns {
		c, words := &s.columns[i], header.Words(s.columns[i].Header)
		values := s.values(c.Profile)
		switch has := func(any []string) bool {
			return slices.ContainsFunc(words, func(w string) bool { return contains(any, w) })
		}; {
		case aboutPeople(c):
			return ""
		case has(lengthWords):
			length = length || c.Profile.LooksLike != profile.Phone
		case has(lineWords) && c.Profile.LooksLike == profile.URL:
			line = true
		case 10*int64(c.Profile.Distinct) >= 9*c.Profile.Filled && len(values) > 0:
			moment = moment || !slices.ContainsFunc(values, func(v profile.Value) bool { return !clockLike.MatchString(v.Text) })
		}
	}
	switch {
	case moment && length:
		return "a number in a log of calls, which names nobody"
	case line:
		return "a number of a phone system's own, with what answers calls to it"
	}
	return ""
}

// lengthWords are for how long a call was, lineWords for what is called at an address on
// the web when somebody calls or writes.
var (
	lengthWords = words(`duration billsec seconds talk talktime dauer gesprachsdauer duree duracion durata duracao duur`)
	lineWords   = words(`voice sms call calls message messaging webhook callback fallback trunk`)
)

// clockLike matches a day with a time.
var clockLike = regexp.MustCompile(`\d[-/.]\d+[-/.]\d+[T ,]+\d{1,2}:\d\d`)

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

// emailRole is for columns of e-mail addresses.
func (s *suggester) emailRole(c *Suggestion) role {
	col, r := c.Profile, c.reading
	if col.Filled >= 10 && float64(col.Distinct) <= max(1, 0.05*float64(col.Filled)) {
		if col.Distinct == 1 {
			return ignored(0.85, "the same address in every row: not the contacts' own")
		}
		return role{header.Extra, 0.75, "a few addresses over and over: not the contacts' own"}
	}
	switch r.Concept {
	case header.Email:
		return role{header.Email, 0.99 * r.Score, "named for it, and its cells are"}
	case header.OthersEmail, header.Person, header.OthersPhone:
		return role{header.Extra, 0.85, "somebody else's address, by its header"}
	case header.AboutEmail, header.OtherConsent:
		return role{header.Email, 0.6, "its cells are e-mail addresses"}
	case header.None:
		return role{header.Email, 0.8, "its cells are e-mail addresses"}
	}
	return role{header.Email, 0.7, "the header is misleading: its cells are e-mail addresses"}
}

// namedRole is for columns whose header says what they are, where the cells
// agree.
func (s *suggester) namedRole(c *Suggestion) (role, bool) {
	col, r := c.Profile, c.reading
	named := role{r.Concept, 0.95 * r.Score, "named for it"}
	switch r.Concept {
	case header.None, header.Phone, header.Email:
		return role{}, false
	case header.AboutEmail, header.OthersEmail, header.Extra, header.ID, header.Notes, header.Company, header.Person, header.Address2:
		return role{header.Extra, 0.85, "worth keeping"}, true
	case header.StreetPart:
		return role{header.StreetPart, 0.9, "named for it"}, true
	case header.OtherConsent:
		return role{header.Extra, 0.85, "consent to something else than calls"}, true
	case header.Consent, header.Refusal, header.ConsentDate, header.ConsentSource:
		return s.consentRole(c)
	case header.Tags:
		if isSystemGroup(col) {
			return ignored(0.85, "a group that the address book makes itself"), true
		}
		if col.LooksLike == profile.Number || col.LooksLike == profile.Date || col.LooksLike == profile.LongText || col.LooksLike == profile.Boolean || hasNestedGroups(col) {
			return role{header.Extra, 0.75, "named for tags, but its cells are not tags"}, true
		}
		if header.NamesClass(c.Header) && !slices.ContainsFunc(s.values(col), func(v profile.Value) bool { return strings.ContainsAny(v.Text, ",;|") }) {
			return role{header.Extra, 0.8, "a class, which each row has"}, true
		}
		named.confidence = 0.9 * r.Score
	case header.FullName, header.FirstName, header.LastName:
		if business(col, s.profile.Sample) && r.Concept != header.FirstName && r.Concept != header.LastName {
			return role{header.Company, 0.8, "names of businesses, not of people"}, true
		}
	}
	if !agrees(r.Concept, col) {
		return role{}, false
	}
	if col.LooksLike == kindOfConcept[r.Concept] {
		named.confidence, named.why = 0.99*r.Score, "named for it, and its cells are"
	}
	return named, true
}

// kindOfConcept is what the cells of a concept look like at best.
var kindOfConcept = map[header.Concept]profile.Kind{
	header.FirstName: profile.Name, header.FullName: profile.Name, header.Address: profile.Address, header.State: profile.State, header.Zip: profile.Zip, header.Country: profile.Country,
	header.Email: profile.Email, header.Phone: profile.Phone,
}

// agrees reports whether a column's cells can be what its header says.
func agrees(c header.Concept, col *profile.Column) bool {
	switch col.LooksLike {
	case profile.Phone, profile.Email, profile.Date, profile.URL:
		return c == header.Extra || c == header.ID || c == header.Notes || c == header.ConsentDate && col.LooksLike == profile.Date || c == header.ConsentSource && col.LooksLike == profile.URL
	case profile.Boolean:
		return c == header.Extra || c == header.Consent || c == header.Refusal || c == header.OtherConsent
	case profile.Number:
		return c == header.Zip && col.Max < 1e9 && col.Min >= 0 || c == header.Extra || c == header.ID || c == header.Country && regions(col) >= 0.9 || c == header.Consent || c == header.Refusal
	case profile.State:
		return c == header.State || c == header.City || c == header.Country && regions(col) >= 0.9 || c == header.Extra || c == header.LastName
	case profile.Zip:
		return c == header.Zip || c == header.Extra || c == header.ID
	case profile.Country:
		return c == header.Country || c == header.City || c == header.State || c == header.Extra || c == header.Notes
	case profile.Text, profile.Name, profile.Company:
		if c == header.Zip {
			return false
		}
	case profile.LongText:
		return c == header.Address || c == header.Notes || c == header.Extra || c == header.Company || c == header.Tags || c == header.ConsentSource
	case profile.ID:
		return c == header.Zip || c == header.ID || c == header.Extra || c == header.Address || c == header.Address2 || c == header.Tags || c == header.Notes
	}
	if c == header.Country {
		return regions(col) >= 0.6
	}
	return true
}

// regions is the share of a column's cells that mean a region.
func regions(col *profile.Column) float64 {
	known, total := int64(0), int64(0)
	for _, v := range col.Values {
		total += v.Count
		if _, ok := phone.Region(v.Text); ok {
			known += v.Count
		}
	}
	return float64(known) / float64(max(total, 1))
}

// contentRole is for columns of whose header nothing is known, or that say
// something else than their header.
func (s *suggester) contentRole(c *Suggestion) role {
	known := c.reading.Concept != header.None
	why := func(what string) string {
		if known {
			return "the header is misleading: its cells are " + what
		}
		return "its cells are " + what
	}
	switch c.Profile.LooksLike {
	case profile.Zip:
		return role{header.Zip, 0.65, why("postal codes")}
	case profile.State:
		return role{header.State, 0.65, why("states")}
	case profile.Country:
		return role{header.Country, 0.7, why("countries")}
	case profile.Name:
		if !known || c.reading.Concept == header.City || c.reading.Concept == header.State {
			return s.unnamedNames(c, why("names of people"))
		}
	case profile.Address:
		if (!known || c.reading.Concept == header.Email) && s.namesStreets(c) && s.distinctStreets(c) { // "Mail Address" is either
			return role{header.Address, 0.6, why("addresses")}
		}
	}
	return role{header.Extra, 0.7, "not known, kept as it is"}
}

// namesStreets reports whether some of a column's cells have a word that streets are named
// by: "Pixel 8" has a number and a word, too.
func (s *suggester) namesStreets(c *Suggestion) bool {
	const least = 0.3
	streets, all := int64(0), int64(0)
	for _, v := range s.values(c.Profile) {
		all += v.Count
		if profile.NamesStreet(v.Text) {
			streets += v.Count
		}
	}
	return float64(streets) >= least*float64(all)
}

// distinctStreets reports whether the words of a column's cells differ as those of streets
// do, and not their figures alone, as in "10 years" and "30 days".
func (s *suggester) distinctStreets(c *Suggestion) bool {
	words, cells := map[string]bool{}, int64(0)
	for _, v := range s.values(c.Profile) {
		words[strings.Trim(strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return -1
			}
			return unicode.ToLower(r)
		}, v.Text), " -+.,")] = true
		cells += v.Count
	}
	return s.opts.Headerless || 10*int64(len(words)) >= 6*cells
}

// unnamedNames is for names under a header that is none for names. Those of Homeowner go
// before those of Canvasser, of whom nobody knows who that is; a few that come over and
// over are the staff's.
func (s *suggester) unnamedNames(c *Suggestion, why string) role {
	switch answered := c.Profile.Answered(); {
	case header.NamesOthers(c.Header):
		return role{header.Extra, 0.7, "names of somebody else, by the header"}
	case !slices.ContainsFunc(header.Words(c.Header), header.IsSomebody):
		return role{header.FullName, 0.58, why}
	case s.opts.Headerless || c.Profile.Distinct*staffRows > answered:
		return role{header.FullName, 0.55, why}
	}
	return role{header.Extra, 0.6, "names of people, but the same few over and over"}
}

// staffRows is in how many rows a name of the staff comes at least on average.
const staffRows = 4

// hasNestedGroups reports whether cells hold groups as Google writes them, which
// no split takes apart.
func hasNestedGroups(col *profile.Column) bool {
	return slices.ContainsFunc(col.Examples, func(e string) bool { return strings.Contains(e, " ::: ") })
}

// isSystemGroup reports whether all cells say one of Google's own groups.
func isSystemGroup(col *profile.Column) bool {
	return col.Distinct == 1 && len(col.Values) == 1 && strings.HasPrefix(col.Values[0].Text, "* ")
}

func percent(share float64) string {
	if share > 0 && share < 0.005 {
		return "under 1%"
	}
	return fmt.Sprintf("%.0f%%", 100*share)
}

func countNumbers(n int64) string {
	if n == 1 {
		return "one number"
	}
	return fmt.Sprintf("%d numbers", n)
}
