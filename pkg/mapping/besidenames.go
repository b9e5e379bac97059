package mapping

import (
	"slices"

	"rollcall/pkg/header"
	"rollcall/pkg/profile"
)

// besideNames removes the phones and addresses that stand beside another person's name, where
// the contact's stand beside theirs: the second phone of "Name", "Phone", "Attorney", "Phone".
func (s *suggester) besideNames(roles []role) {
	for _, concept := range []header.Concept{header.Phone, header.Email} {
		all := slices.DeleteFunc(with(roles, concept), func(i int) bool { return s.columns[i].Join != nil })
		if len(all) < 2 {
			continue
		}
		step := -1
		if s.nameBeside(roles, all[0], -1) < 0 && s.nameBeside(roles, all[len(all)-1], 1) >= 0 {
			step = 1
		}
		own, others := -1, map[int]int{}
		for _, i := range all {
			switch name := s.nameBeside(roles, i, step); {
			case name < 0, isNameConcept(roles[name].concept):
				own = i
			case roles[name].concept == header.Company || s.business(s.columns[name].Profile): // which the contact is of
			case !s.severalOf(i, name) && !s.namedBetween(all, name, i):
				others[i] = name
			}
		}
		for i, name := range others {
			if own < 0 {
				continue
			}
			roles[i] = ignored(0.85, "it stands beside %s, whose it is: %s is the contact's", plainHeader(s.columns[name].Header), plainHeader(s.columns[own].Header))
		}
	}
}

// namedBetween reports whether a name's own phone, by its header, stands between the name and
// another phone: "Parent 2", "Parent 2 Cell", "Home phone".
func (s *suggester) namedBetween(phones []int, name, phone int) bool {
	for i := name + 1; i < phone; i++ {
		if s.columns[i].Profile.LooksLike == profile.Phone && !slices.Contains(phones, i) {
			return true
		}
	}
	return false
}

// nameBeside returns the next column of names on one side of another column, or -1.
func (s *suggester) nameBeside(roles []role, at, step int) int {
	for i := at + step; i >= 0 && i < len(roles); i += step {
		h := s.columns[i].Header
		others := header.Has(h, header.OfOthers) || slices.ContainsFunc(header.Words(h), header.IsPerson)
		if isNameConcept(roles[i].concept) || s.namesAnother(roles, i) || others && s.namesPeople(&s.columns[i]) {
			return i
		}
	}
	return -1
}

// namesAnother reports whether a column names people or businesses other than the contacts.
func (s *suggester) namesAnother(roles []role, i int) bool {
	c := &s.columns[i]
	person := c.reading.Concept == header.Person || c.Profile.LooksLike == profile.Name || isNameConcept(c.reading.Concept) && c.Profile.LooksLike != profile.Phone
	return person && !isNameConcept(roles[i].concept)
}

// severalOf reports whether the numbers of a column are not those of the people whom another
// names: several belong to one name, or many to none.
func (s *suggester) severalOf(phones, names int) bool {
	p, n := s.columns[phones].Profile, s.columns[names].Profile
	unnamed, all := 0, 0
	for _, row := range s.profile.Sample {
		if cellAt(row, phones) != "" {
			all++
			if cellAt(row, names) == "" {
				unnamed++
			}
		}
	}
	return 2*p.Distinct > 3*n.Distinct || 5*unnamed > all
}
