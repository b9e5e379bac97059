package mapping

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/profile"
)

// names decides between columns of first, last and whole names.
func (s *suggester) names(roles []role) {
	s.wholeNames(roles)
	first, last := s.best(roles, header.FirstName), s.best(roles, header.LastName)
	for i := range roles {
		if roles[i].concept == header.FullName && s.columns[i].reading.Concept != header.FullName && (first >= 0 || last >= 0) {
			if first < 0 && s.words(i) == 1 && calledBy().MatchString(s.columns[i].Header) {
				roles[i], first = role{header.FirstName, 0.8, "the last name is in " + plainHeader(s.columns[last].Header)}, i
				continue
			}
			roles[i] = s.spare(i, 0.6, "names of people, but not of the contacts")
		}
	}
	full := s.bestFullName(roles)
	if full >= 0 && s.columns[full].reading.Concept == header.FullName && s.columns[full].reading.Group == "" && s.ofAnother(first) && s.ofAnother(last) {
		first, last = -1, -1 // "Billing Firstname" beside "Name"
	}
	for i := range roles {
		switch roles[i].concept {
		case header.FirstName, header.LastName:
			if i != first && i != last {
				roles[i] = s.spare(i, 0.8, "another column holds the name")
			}
		case header.FullName:
			if given, ok := s.pairOfNames(full, i); ok && first < 0 && last < 0 {
				roles[full], roles[i] = role{header.LastName, 0.8, "beside the first name"}, role{header.LastName, 0.8, "beside the first name"}
				roles[given] = role{header.FirstName, 0.8, "its cells are first names, and those of the other half of the name are not"}
			} else if i != full {
				roles[i] = s.spareName(i, full)
			}
		}
	}
	switch {
	case first >= 0 && last >= 0:
		s.fullBesideParts(roles, first, last, full)
	case first >= 0 && full >= 0 && s.words(full) == 1:
		roles[full] = role{header.LastName, 0.85, "the first name is in " + plainHeader(s.columns[first].Header)}
	case first >= 0 && full >= 0:
		roles[first] = ignored(0.75, "part of %s", plainHeader(s.columns[full].Header))
	case last >= 0 && full >= 0 && s.words(full) == 1:
		roles[full] = role{header.FirstName, 0.85, "the last name is in " + plainHeader(s.columns[last].Header)}
	case last >= 0 && full >= 0:
		roles[last] = ignored(0.75, "part of %s", plainHeader(s.columns[full].Header))
	case first >= 0 && s.words(first) > 1:
		roles[first] = role{header.FullName, 0.85, "its cells are whole names"}
	case last >= 0 && s.words(last) > 1:
		roles[last] = role{header.FullName, 0.8, "its cells are whole names"}
	}
}

// calledBy matches the name of a column that has, beside last names, what people are called.
var calledBy = lazyregexp.New(`(?i)^\W*((preferred|chosen|familiar|informal|short|calling) name|name (used|preferred)|known as|goes by|called|ruf ?name|roepnaam|prénom usuel|nombre preferido|tilltalsnamn|kaldenavn)\W*$`)

// wholeNames takes first names for whole ones where most of their cells are two words and
// another column has first names of one word, or none has last names: "FN", "Nome".
func (s *suggester) wholeNames(roles []role) {
	last, full := s.best(roles, header.LastName) >= 0, s.best(roles, header.FullName) >= 0
	single := false
	for i := range roles {
		single = single || roles[i].concept == header.FirstName && s.words(i) == 1
	}
	for i := range roles {
		if roles[i].concept == header.FirstName && s.words(i) > 1 && (single && last || !single && !last && full) {
			roles[i] = role{header.FullName, 0.85, "its cells are whole names"}
			s.columns[i].reading.Concept = header.FullName
		}
	}
}

// ofAnother reports whether a column, if there is one, is of an address that may be
// another person's.
func (s *suggester) ofAnother(i int) bool {
	if i < 0 {
		return true
	}
	group := s.columns[i].reading.Group
	return group == "billing" || group == "shipping"
}

// fullBesideParts keeps the column of whole names only where the parts are
// mostly empty.
func (s *suggester) fullBesideParts(roles []role, first, last, full int) {
	if full < 0 {
		return
	}
	f, l, w := s.columns[first].Profile, s.columns[last].Profile, s.columns[full].Profile
	if 2*max(f.Filled, l.Filled) >= w.Filled {
		roles[full] = ignored(0.9, "%s and %s say the same", plainHeader(f.Name), plainHeader(l.Name))
		return
	}
	roles[first] = ignored(0.75, "part of %s, which is filled more often", plainHeader(w.Name))
	roles[last] = roles[first]
}

// pairOfNames returns which of two neighboring columns with one name has the first names, if
// their cells tell: those of both are single words.
func (s *suggester) pairOfNames(a, b int) (given int, ok bool) {
	if b != a+1 || s.words(a) != 1 || s.words(b) != 1 || s.columns[b].Header != s.columns[a].Header+"#2" {
		return 0, false
	}
	is := func(i int) bool { return s.columns[i].Profile.LooksLike == profile.Name }
	if is(b) {
		given = b
	} else {
		given = a
	}
	return given, is(a) != is(b)
}

// spareName is for a second column of whole names.
func (s *suggester) spareName(i, best int) role {
	same, both := 0, 0
	for _, row := range s.profile.Sample {
		if a, b := cellAt(row, i), cellAt(row, best); a != "" && b != "" {
			both++
			if a == b {
				same++
			}
		}
	}
	if both > 0 && 10*same >= 9*both {
		return ignored(0.85, "says the same as %s", plainHeader(s.columns[best].Header))
	}
	return s.spare(i, 0.7, "another column holds the name")
}

// bestFullName returns the best column of whole names, or -1: of Customer and Contact Name, where
// they differ, that of the contact, since the customer may be a company.
func (s *suggester) bestFullName(roles []role) int {
	all := with(roles, header.FullName)
	if len(all) < 2 {
		return s.best(roles, header.FullName)
	}
	persons := slices.DeleteFunc(slices.Clone(all), func(i int) bool {
		return header.MayBeCompany(s.columns[i].Header) || !s.namesPeople(&s.columns[i])
	})
	if len(persons) == 0 || !slices.ContainsFunc(all, func(i int) bool { return header.MayBeCompany(s.columns[i].Header) }) {
		return s.fullest(roles, all)
	}
	return s.fullest(roles, persons)
}

// best returns the best column of a concept, or -1.
func (s *suggester) best(roles []role, c header.Concept) int {
	if all := with(roles, c); len(all) > 0 {
		return s.fullest(roles, all)
	}
	return -1
}

// with returns the columns of a concept.
func with(roles []role, c header.Concept) (all []int) {
	for i := range roles {
		if roles[i].concept == c {
			all = append(all, i)
		}
	}
	return all
}

// fullest returns the best of some columns.
func (s *suggester) fullest(roles []role, some []int) int {
	return slices.MaxFunc(some, func(a, b int) int { return cmp.Compare(s.weight(roles, a), s.weight(roles, b)) })
}

// namesPeople reports whether the cells of a column are names of people, or look as if
// they were: two to four words with capitals, and no figures.
func (s *suggester) namesPeople(c *Suggestion) bool {
	if c.Profile.LooksLike != profile.Text {
		return c.Profile.LooksLike == profile.Name
	}
	var names, all int64
	for _, v := range s.values(c.Profile) {
		all += v.Count
		words := strings.Fields(v.Text)
		if len(words) >= 2 && len(words) <= 4 && !profile.IsCompany(v.Text) && !slices.ContainsFunc(words, func(w string) bool {
			first, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, `"'(`))
			return !unicode.IsUpper(first) || strings.ContainsAny(w, "0123456789&/")
		}) {
			names += v.Count
		}
	}
	return all > 0 && 10*names >= 8*all
}

// surnamesFirst reports whether most names of a column have a first name behind another word, and
// next to none before one: "Lee Ann".
func (s *suggester) surnamesFirst(c *Suggestion) bool {
	const fewest = 3
	var before, behind, all int64
	for _, v := range s.values(c.Profile) {
		words := strings.Fields(v.Text)
		if all += v.Count; len(words) < 2 || len(words) > 3 || strings.ContainsAny(v.Text, ",.") {
			continue
		}
		switch first, second := profile.IsFirstName(words[0]), profile.IsFirstName(words[1]); {
		case first && !second:
			before += v.Count
		case second && !first:
			behind += v.Count
		}
	}
	return behind >= fewest && 2*behind > all && behind >= 8*before
}

// words is the number of words that most of a column's cells have: 1, or 2 for
// more.
func (s *suggester) words(i int) int {
	several, filled := 0, 0
	for cell := range s.sampled(i) {
		filled++
		if len(strings.Fields(cell)) > 1 {
			several++
		}
	}
	if 2*several > filled {
		return 2
	}
	return 1
}

// business reports whether a column of names holds those of businesses.
func (s *suggester) business(col *profile.Column) bool {
	if col.LooksLike == profile.Company {
		return true
	}
	if col.LooksLike == profile.Name {
		return false
	}
	named, companies, filled := 0, 0, 0
	for cell := range s.sampled(col.Position - 1) {
		filled++
		switch {
		case profile.IsName(cell):
			named++
		case strings.Contains(cell, "'s ") || strings.HasSuffix(cell, "'s") || strings.ContainsAny(cell, "&0123456789") || profile.IsCompany(cell):
			companies++
		}
	}
	return filled >= 5 && companies > named && 20*companies >= 3*filled
}

// places decides between the sets of address columns that a list has, as home
// and work: one set is taken, so that no street goes with another's city.
func (s *suggester) places(roles []role) {
	filled := map[string]int64{}
	for i := range roles {
		if header.IsPlace(roles[i].concept) && roles[i].concept != header.Country {
			filled[s.columns[i].reading.Group] += s.columns[i].Profile.Filled
		}
	}
	set, most := "", filled[""]
	if s.ownPlaces(roles) {
		delete(filled, "work") // of a company beside the person's own
	}
	for _, group := range slices.Concat([]string{"home", "mailing", "primary", "default", "work", "billing", "other", "property", "shipping"}, slices.Sorted(maps.Keys(filled))) {
		if filled[group] > most {
			set, most = group, filled[group]
		}
	}
	for _, c := range []header.Concept{header.Address, header.City, header.State, header.Zip, header.Country} {
		all := with(roles, c)
		if all == nil {
			continue
		}
		best := slices.MaxFunc(all, func(a, b int) int { return cmp.Compare(s.placeWeight(roles, a, set), s.placeWeight(roles, b, set)) })
		for _, i := range all {
			if i == best && (s.inSet(i, set, c) || s.alone(roles, i)) {
				continue
			}
			switch {
			case i == best || !s.inSet(i, set, c):
				roles[i] = s.spare(i, 0.75, fmt.Sprintf("of another address than the %s one", orMain(set)))
			case s.columns[i].reading.Concept == c && (c == header.Country || c == header.Address && s.columns[i].reading.Ordinal == 1):
				roles[i] = ignored(0.8, "%s says it", plainHeader(s.columns[best].Header))
			default:
				roles[i] = s.spare(i, 0.75, plainHeader(s.columns[best].Header)+" is better filled")
			}
		}
	}
}

// ownPlaces reports whether a list has a city and a state of no set: a person's.
func (s *suggester) ownPlaces(roles []role) bool {
	has := func(c header.Concept) bool {
		return slices.ContainsFunc(with(roles, c), func(i int) bool { return s.columns[i].reading.Group == "" })
	}
	return has(header.City) && (has(header.State) || has(header.Zip) || has(header.Country))
}

// alone reports whether a column is the only one of its set, so that it belongs to no other
// address.
func (s *suggester) alone(roles []role, i int) bool {
	for j := range roles {
		if j != i && header.IsPlace(roles[j].concept) && s.columns[j].reading.Group == s.columns[i].reading.Group {
			return false
		}
	}
	return true
}

func orMain(set string) string {
	if set == "" {
		return "main"
	}
	return set
}

// inSet reports whether a column belongs to the set of address columns that was
// chosen, or to none.
func (s *suggester) inSet(i int, set string, c header.Concept) bool {
	group := s.columns[i].reading.Group
	return group == set || group == "" || c == header.Country
}

func (s *suggester) placeWeight(roles []role, i int, set string) float64 {
	w := s.weight(roles, i)
	if s.columns[i].reading.Group == set {
		w += 0.3
	}
	if roles[i].concept == header.Country && i == s.profile.Country {
		w += 2
	}
	if header.Counties.In(s.columns[i].Header) {
		w -= 0.5
	}
	if header.WholeAddresses.In(s.columns[i].Header) {
		w -= 0.2
	}
	return w
}
