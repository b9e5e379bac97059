package mapping

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/profile"
)

// role returns what a column seems to be, by its header and its cells. Where the
// two say different things, the cells are right.
func (s *suggester) role(c *Suggestion) role {
	col, r := c.Profile, c.reading
	if slices.Contains(rejectColumns, col.Name) {
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
	if col.LooksLike == profile.Email && r.Concept != header.Refusal && !(r.Concept == header.Consent && r.Score > header.Doubt) {
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
	if c.reading.Concept == header.Consent && c.reading.Score > 0.85 {
		return role{header.Consent, 0.9, "empty here, so nobody is let in: only a yes in it lets call"}
	}
	if c.Profile.Filled > 0 {
		return ignored(0.95, "has nothing but N/A and the like")
	}
	switch c.reading.Concept {
	case header.Phone, header.Email, header.FirstName, header.LastName, header.FullName, header.Address, header.City, header.State, header.Zip, header.Country, header.Tags:
		return ignored(0.95, "empty here; named for %s", c.reading.Concept)
	}
	return ignored(0.99, "empty")
}

// aboutPeople reports whether a column is about people by its header, if not of their phones.
func aboutPeople(c *Suggestion) bool {
	switch c.reading.Concept {
	case header.FirstName, header.LastName, header.FullName, header.Email, header.Address, header.City, header.State, header.Zip, header.Country, header.Company, header.Consent, header.Refusal:
		return true
	}
	return false
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
		return role{header.Email, 0.99 * r.Score, "header and cells agree"}
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
		if header.Has(c.Header, header.OfGroup) && !slices.ContainsFunc(s.values(col), func(v profile.Value) bool { return strings.ContainsAny(v.Text, ",;|") }) {
			return role{header.Extra, 0.8, "a class, which each row has"}, true
		}
		named.confidence = 0.9 * r.Score
	case header.FullName, header.FirstName, header.LastName:
		if s.business(col) && r.Concept != header.FirstName && r.Concept != header.LastName {
			return role{header.Company, 0.8, "names of businesses, not of people"}, true
		}
	}
	if !agrees(r.Concept, col) {
		return role{}, false
	}
	if col.LooksLike == kindOfConcept[r.Concept] {
		named.confidence, named.why = 0.99*r.Score, "header and cells agree"
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
		ontario := c == header.State && col.Distinct == 1 && len(col.Values) == 1 && col.Values[0].Text == "ON"
		return ontario || c == header.Extra || c == header.Consent || c == header.Refusal || c == header.OtherConsent
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

// contentRole is the role of a column by its content, if its header is unknown or says
// something else.
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

// distinctStreets reports whether the cells differ in their words as streets do, not only in
// their numbers as in "10 years" and "30 days".
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

// unnamedNames is the role of names under a header that is not for names. Homeowner is
// preferred to Canvasser, of whom nobody knows who it is; a few names that recur are the
// staff's.
func (s *suggester) unnamedNames(c *Suggestion, why string) role {
	switch answered := c.Profile.Answered(); {
	case s.words(c.Profile.Position-1) == 1 && !slices.ContainsFunc(s.values(c.Profile), func(v profile.Value) bool {
		return strings.ToLower(v.Text) != v.Text || strings.ToUpper(v.Text) == v.Text
	}): // "amber"
		return role{header.Extra, 0.7, "words as names are, all in small letters"}
	case header.Has(c.Header, header.OfOthers):
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
