package mapping

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/profile"
)

// ownPhones keeps the phones of others apart. The contacts' own are named for the person
// whose name the list has, as "Buyer Phone" beside "Buyer Name", or for nobody, as "Home
// Phone". Beside one of these a phone that is named for somebody else is not dialed,
// whoever that is: "Pharmacy Phone". Without any, those are not whose owner has a column
// of the same name: "Dealer" beside "Dealer Phone".
func (s *suggester) ownPhones(roles []role) {
	own := s.phonesByName(roles)
	for i := range roles {
		if own[i] && s.columns[i].reading.Concept == header.OthersPhone {
			s.columns[i].reading.Concept = header.Phone
			roles[i] = role{header.Phone, 0.85, "named for the person whose name the list has"}
		}
	}
	s.repeatedPhones(roles)
	theirs, rank := -1, 0
	for i := range roles {
		if r := s.ownRank(i, own[i]); roles[i].concept == header.Phone && r > rank {
			theirs, rank = i, r
		}
	}
	for i := range roles {
		switch {
		case roles[i].concept != header.Phone || i == theirs || own[i]:
		case theirs >= 0 && s.isStrange(i):
			roles[i] = ignored(0.85, "somebody else's number, by its header: %s is the person's", plainHeader(s.columns[theirs].Header))
		case theirs >= 0 && s.namesake(roles, i) >= 0:
			roles[i] = ignored(0.85, "the number of %s, not the person's", plainHeader(s.columns[s.namesake(roles, i)].Header))
		}
	}
}

// phonesByName reports of each column whether it has phones and is named for the person
// whose name the list has.
func (s *suggester) phonesByName(roles []role) []bool {
	var who []string
	for i := range roles {
		if isNameConcept(roles[i].concept) {
			who = append(who, header.Whose(s.columns[i].Header)...)
		}
	}
	own := make([]bool, len(s.columns))
	for i := range s.columns {
		words := header.Whose(s.columns[i].Header)
		own[i] = s.columns[i].Profile.LooksLike == profile.Phone && len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !contains(who, w) })
	}
	return own
}

// leastFilled is how full a column of phones is at least beside which those of others
// need not be dialed.
const leastFilled = 0.3

// ownRank says how plainly a column of phones is the contacts' own: 3 named for them, 2
// for nobody, 1 by its cells alone, 0 not at all.
func (s *suggester) ownRank(i int, own bool) int {
	c := &s.columns[i]
	switch {
	case c.Join != nil, c.Profile.LooksLike != profile.Phone, c.Profile.FillRate < leastFilled:
		return 0
	case own:
		return 3
	case s.isStrange(i):
		return 0
	case c.reading.Concept == header.Phone:
		return 2
	case c.reading.Concept == header.None:
		return 1 // "Home #"
	}
	return 0
}

// isStrange reports whether a column of phones is named for somebody who may be another
// than the contact.
func (s *suggester) isStrange(i int) bool {
	c := &s.columns[i]
	switch c.reading.Concept {
	case header.Phone, header.AboutPhone, header.None:
		return slices.ContainsFunc(header.Whose(c.Header), header.IsSomebody)
	}
	return false
}

// namesake returns the column of another person or a business after which a column of
// phones is named, or -1: "Comercial" of "Tel. comercial".
func (s *suggester) namesake(roles []role, i int) int {
	words := header.OfPhone(s.columns[i].Header)
	if len(words) == 0 {
		return -1
	}
	return slices.IndexFunc(s.columns, func(c Suggestion) bool {
		j := c.Profile.Position - 1
		return j != i && c.reading.Concept == header.Person && !isNameConcept(roles[j].concept) && slices.Equal(header.Words(c.Header), words)
	})
}

// repeatedPhones keeps a column of phones apart in which people of different names have
// the same few numbers: they are of a branch, an office, a school. One that is named as
// the contacts' own is kept where nothing else is there to dial and its numbers are many.
func (s *suggester) repeatedPhones(roles []role) {
	best := 0.0
	shares := make([]float64, len(roles))
	for i := range roles {
		if roles[i].concept == header.Phone && s.columns[i].Join == nil {
			shares[i] = s.sharedByStrangers(roles, i)
			best = max(best, 1-shares[i])
		}
	}
	for i := range roles {
		if roles[i].concept != header.Phone || shares[i] < 0.5 || best < 0.8 && shares[i] < 0.9 {
			continue
		}
		roles[i] = ignored(0.85, "people of different names have the same %s: not their own", count(s.columns[i].Profile.Distinct, "number", "numbers"))
	}
}

// leastSharing is how many people of different names have a number at least that is
// none of theirs: two may be a couple.
const leastSharing = 3

// sharedByStrangers is the share of the rows whose number leastSharing people and more
// of different names have.
func (s *suggester) sharedByStrangers(roles []role, phone int) float64 {
	var named []int
	for i := range roles {
		if c := roles[i].concept; c == header.LastName || c == header.FullName {
			named = append(named, i)
		}
	}
	if len(named) == 0 {
		return 0
	}
	people, rows, filled := map[string]map[string]bool{}, map[string]int{}, 0
	for _, row := range s.profile.Sample {
		if phone >= len(row) || row[phone] == "" {
			continue
		}
		name := ""
		for _, n := range named {
			if n < len(row) {
				name += surname(row[n], roles[n].concept)
			}
		}
		filled++
		number := partDigits(row[phone])
		if rows[number]++; people[number] == nil {
			people[number] = map[string]bool{}
		}
		people[number][name] = true
	}
	shared := 0
	for number, names := range people {
		if len(names) >= leastSharing && number != "" {
			shared += rows[number]
		}
	}
	return float64(shared) / float64(max(1, filled))
}

// surname returns by what a name tells families apart: the last name, which may stand
// first, before a comma.
func surname(name string, c header.Concept) string {
	if c == header.LastName {
		return strings.ToLower(name)
	}
	if before, _, ok := strings.Cut(name, ","); ok {
		return strings.ToLower(before)
	}
	words := strings.Fields(strings.ToLower(name))
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}
