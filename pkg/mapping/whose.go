package mapping

import (
	"maps"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// ofFurther reports whether a column is of another parent than the first in a file of
// children.
func (s *suggester) ofFurther(c *Suggestion) bool {
	who, number, _ := header.OneOfMany(c.Header)
	return s.parents != nil && number != "1" && slices.Equal(who, s.parents) && slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		also, n, _ := header.OneOfMany(c.Header)
		return n == number && slices.Equal(also, who) && c.Profile.LooksLike != profile.Phone && c.Profile.LooksLike != profile.Email
	})
}

// parties returns the words for the people that a file is about, where they would be others
// elsewhere, and for the other people in it.
func (s *suggester) parties() (contacts, others header.People) {
	take := func(is bool, some, rest header.People) {
		if is {
			contacts, others = append(contacts, some...), append(others, rest...)
		}
	}
	take(s.givenAway(), header.Givers, header.Receivers)
	take(s.ownersFirst(), slices.Concat(header.Owners, header.Landlords), header.Tenants)
	take(s.havePhones(header.Referred) && s.havePhones(header.Referrers), header.Referred, header.Referrers)
	take(s.contactsOf(header.Properties, header.Owners), header.Owners, header.Properties)
	take(s.contactsOf(header.Children, header.Parents), header.Parents, header.Children)
	s.parents = s.parentsByNumber()
	take(s.parents != nil, header.NamesOfOne(s.parents), header.Children)
	return others.Without(slices.Concat(contacts, s.owners(), s.persons())), others
}

// parentsByNumber returns the words by which a file of children names and numbers their
// parents, "contact", "primary p", or nothing: the first parent has names and phones, and the
// children have only names.
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

// contactsOf reports whether a file is of people named by something of theirs: owners of
// properties, parents of students.
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

// phonesApart returns the words for people whose phones are not dialed while there are those
// of the contacts: minors, those who get a present, and contacts of the contacts.
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

// ownersFirst reports whether a file names owners with their phones, then tenants: the owners
// are the contacts.
func (s *suggester) ownersFirst() bool {
	owners := slices.Concat(header.Owners, header.Landlords)
	at := func(words header.People) int {
		return slices.IndexFunc(s.columns, func(c Suggestion) bool { return words.In(c.Header) })
	}
	owner, tenant := at(owners), at(header.Tenants)
	return 0 <= owner && owner < tenant && s.haveNames(owners) && s.havePhones(owners) && s.haveNames(header.Tenants)
}

// havePhones reports whether a phone column is named for the people with these words: whoever
// has a phone is dialed at that one, not at a parent's.
func (s *suggester) havePhones(words header.People) bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool { return c.Profile.LooksLike == profile.Phone && words.In(c.Header) })
}

// haveNames reports whether a column without phones is named for the people with these words:
// their names, or how they are related.
func (s *suggester) haveNames(words header.People) bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		if c.Profile.LooksLike == profile.Phone || c.Profile.LooksLike == profile.Email {
			return false
		}
		all := header.Words(c.Header)
		rest := words.Without(all)
		return len(rest) < len(all) && (header.AreInitials(rest) || isNameConcept(header.ReadWords(rest).Concept) || !slices.ContainsFunc(rest, func(w string) bool { return !header.IsPerson(w) }))
	})
}

// havePlainPhones reports whether a column of phones is named for nobody.
func (s *suggester) havePlainPhones() bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		return c.Profile.LooksLike == profile.Phone && header.Read(c.Header).Concept == header.Phone && !slices.ContainsFunc(header.Whose(c.Header), header.IsSomebody)
	})
}

// plainPersons reports whether a file has names and phones of people who are not those with
// these words.
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

// persons are unknown words by which a file names all its people: "Debtor First" and "Debtor
// Last", and no other names.
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
			if before := named[who]; before != "" && before != c && words == nil && !slices.ContainsFunc(all[:n], func(w string) bool { return w != "owner" && header.Has(w, header.OfOthers) || addressed[w] }) {
				words = slices.Clone(all[:n])
			}
			named[who] = c
			break
		}
	}
	return words
}

// addressed are words of questions to the person, "Who are you? - First name", which other questions have too.
var addressed = wordSet("you your me my i we us vous votre vos je sie ihr ihre ihren ich su sus usted tu te lei suo sua lo voce seu u uw jij je")

// owners are words for other people by which a file names all its people and their numbers:
// OWNERFIRSTNAME and OWNERPHONE, and no other name.
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
