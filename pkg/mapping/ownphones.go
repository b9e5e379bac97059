package mapping

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/profile"
)

// ownPhones separates the phones of other people. The contacts' own phones are named for the
// person whose name the file has, as "Buyer Phone" and "Buyer Name", or for nobody, as "Home
// Phone". If there is one of these, a phone named for anybody else or for a company is not
// dialed: "Pharmacy Phone". If there is none, a phone is left out if its owner has a column of
// the same name, "Dealer" and "Dealer Phone", and of the unknown ones the best is taken.
func (s *suggester) ownPhones(roles []role) {
	who := s.whoseNames(roles)
	own := make([]bool, len(roles))
	for i := range roles {
		c := &s.columns[i]
		words := header.Whose(c.Header)
		named := len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(who, w) }) && !s.ofFurther(c)
		own[i] = named && c.Profile.LooksLike == profile.Phone
		switch {
		case own[i] && c.reading.Concept == header.OthersPhone:
			c.reading.Concept = header.Phone
			roles[i] = role{header.Phone, 0.85, "named for the person whose name the file has"}
		case named && c.reading.Concept == header.OthersEmail && c.Profile.LooksLike == profile.Email:
			roles[i] = role{header.Email, 0.85, "named for the person whose name the file has"}
		}
	}
	s.besideNames(roles)
	s.repeatedPhones(roles)
	harmless := append(who, s.everywhere()...)
	var plain, odd, companies []int
	strange := make([][]string, len(roles))
	for i := range roles {
		c := &s.columns[i]
		if roles[i].concept != header.Phone || c.Join != nil {
			continue
		}
		if name := s.namedApart(roles, i); name != "" {
			roles[i] = ignored(0.85, "the number of another person, whose name is in %s", name)
			continue
		}
		if !s.opts.Headerless && !header.Has(c.Header, header.Unnamed) {
			strange[i] = slices.DeleteFunc(header.UnknownWords(c.Header), func(w string) bool { return slices.Contains(harmless, w) })
		}
		switch {
		case len(strange[i]) > 0:
			odd = append(odd, i)
		case !own[i] && s.ofCompany(roles, i):
			companies = append(companies, i)
		case c.Profile.LooksLike == profile.Phone:
			plain = append(plain, i)
		}
	}
	plain = s.ofOneParty(roles, plain, own, harmless)
	if len(plain) > 0 {
		best := plainHeader(s.columns[s.fullest(roles, plain)].Header)
		for _, i := range companies {
			roles[i] = ignored(0.85, "a company's number, by its header: %s is the person's", best)
		}
		for _, i := range odd {
			roles[i] = ignored(0.85, "somebody else's number, by its header: %s is the person's", best)
		}
		return
	}
	if len(odd) > 0 {
		s.bestOfStrangers(roles, odd, strange, len(companies) > 0)
	}
}

// bestOfStrangers keeps, of phones named by unknown words, the best one and those named alike,
// if there is no other phone to dial.
func (s *suggester) bestOfStrangers(roles []role, odd []int, strange [][]string, companies bool) {
	best := s.fullest(roles, odd)
	for _, i := range odd {
		switch j := s.namesake(roles, i); {
		case j >= 0:
			roles[i] = ignored(0.85, "the number of %s, not the person's", plainHeader(s.columns[j].Header))
		case s.ofPlace(roles, strange[i]):
			roles[i] = ignored(0.85, "the number of a %s, not the person's, by its header", strings.Join(strange[i], " "))
		case companies, slices.ContainsFunc(strange[i], func(w string) bool { return !slices.Contains(strange[best], w) }):
			roles[i] = ignored(0.8, "nobody knows whose number %s is", quotedWords(strange[i]))
		default:
			roles[i].confidence = min(roles[i].confidence, 0.6)
			roles[i].why += fmt.Sprintf("; it is not known whose number %s is, and no other column is a phone", quotedWords(strange[i]))
		}
	}
}

// ofOneParty removes the phones of another party from those that look like the contacts': the
// host's, if the name and a phone are the guest's; those of a guest whom the file names in
// addition to its people.
func (s *suggester) ofOneParty(roles []role, phones []int, own []bool, harmless []string) []int {
	named := slices.ContainsFunc(phones, func(i int) bool { return own[i] })
	isOthers := func(i int) bool {
		party := named && slices.ContainsFunc(header.Whose(s.columns[i].Header), func(w string) bool { return header.Parties.Has(w) && !slices.Contains(harmless, w) })
		return !own[i] && (party || s.namesOther(roles, i))
	}
	at := slices.IndexFunc(phones, func(i int) bool { return !isOthers(i) })
	if at < 0 {
		return phones
	}
	best := plainHeader(s.columns[phones[at]].Header)
	return slices.DeleteFunc(phones, func(i int) bool {
		if isOthers(i) {
			roles[i] = ignored(0.85, "somebody else's number, by its header: %s is the person's", best)
		}
		return roles[i].concept != header.Phone
	})
}

// namesOther reports whether a phone is named for somebody whose name the file has in addition
// to the contact's.
func (s *suggester) namesOther(roles []role, phone int) bool {
	whose := header.Whose(s.columns[phone].Header)
	if !slices.ContainsFunc(whose, header.IsPerson) {
		return false
	}
	other := false
	for i := range roles {
		if isNameConcept(header.Read(s.columns[i].Header).Concept) && slices.Equal(header.Whose(s.columns[i].Header), whose) {
			if isNameConcept(roles[i].concept) {
				return false
			}
			other = s.columns[i].Profile.LooksLike != profile.Phone
		}
	}
	return other
}

// ofCompany reports whether a column of phones is named for a company, or is one after
// which another column of people or businesses is named.
func (s *suggester) ofCompany(roles []role, i int) bool {
	r := s.columns[i].reading
	return r.Concept == header.Phone && r.Kind == header.Main || s.namesake(roles, i) >= 0
}

// ofPlace reports whether words that name whose a phone is are of a place where people
// work or go, and the list's people are no such places themselves, one in each row.
func (s *suggester) ofPlace(roles []role, whose []string) bool {
	if len(whose) == 0 || slices.ContainsFunc(whose, func(w string) bool { return !header.IsPlaceNoun(w) }) {
		return false
	}
	named := slices.ContainsFunc(roles, func(r role) bool { return isNameConcept(r.concept) })
	return named && !slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		about := c.reading.Concept == header.Company || slices.ContainsFunc(header.Words(c.Header), func(w string) bool { return slices.Contains(whose, w) })
		return about && c.Target != Phone && c.Profile.LooksLike != profile.Phone && 10*int64(c.Profile.Distinct) >= 9*c.Profile.Filled
	})
}

func quotedWords(words []string) string { return quoted(strings.Join(words, " ")) }

// whoseNames returns the words by which the columns of names say whose they are:
// "buyer" of "Buyer Name".
func (s *suggester) whoseNames(roles []role) (who []string) {
	for i := range roles {
		if isNameConcept(roles[i].concept) {
			who = append(who, header.Whose(s.columns[i].Header)...)
		}
	}
	return who
}

// everywhere returns the words that half of the headers have: a program's own.
func (s *suggester) everywhere() (words []string) {
	const least = 4 // headers, below which a half is none
	n := map[string]int{}
	for i := range s.columns {
		all := header.Words(s.columns[i].Header)
		for j, w := range all {
			if !slices.Contains(all[:j], w) {
				n[w]++
			}
		}
	}
	for w, times := range n {
		if times >= least && 2*times >= len(s.columns) {
			words = append(words, w)
		}
	}
	return words
}

// namedApart returns the header of the name of another person than the list's, which a
// phone's header names in the same words: "Contact 2 Name" of "Contact 2 Phone", "Player B" of
// "Phone B", "Alt contact" of "Alt phone".
func (s *suggester) namedApart(roles []role, phone int) string {
	who, marks := header.PersonOf(s.columns[phone].Header), header.PhoneMarks(s.columns[phone].Header)
	further := header.OfFurther(marks)
	if who == "" && !further {
		return ""
	}
	other := ""
	for i := range roles {
		h := s.columns[i].Header
		if i == phone || !(who != "" && header.PersonOfName(h) == who || further && s.isPerson(i) && slices.Equal(header.PersonMarks(h), marks)) {
			continue
		}
		if isNameConcept(roles[i].concept) {
			return ""
		}
		other = plainHeader(s.columns[i].Header)
	}
	return other
}

// isPerson reports whether a column has names of people, by its cells or by its header.
func (s *suggester) isPerson(i int) bool {
	c := &s.columns[i]
	switch c.Profile.LooksLike {
	case profile.Text, profile.Name:
		return c.reading.Concept != header.Company && (s.namesPeople(c) || slices.ContainsFunc(header.Words(c.Header), header.IsPerson)) && !s.tellsKinds(c.Profile)
	}
	return false
}

// namesake returns the column of another person or a business after which a column of
// phones is named, or -1: "Comercial" of "Tel. comercial".
func (s *suggester) namesake(roles []role, i int) int {
	words := header.PhoneQualifiers(s.columns[i].Header)
	if len(words) == 0 {
		return -1
	}
	return slices.IndexFunc(s.columns, func(c Suggestion) bool {
		j := c.Profile.Position - 1
		return j != i && s.namesAnother(roles, j) && slices.Equal(header.Words(c.Header), words)
	})
}

// repeatedPhones separates a column of phones in which people with different names share a few
// numbers: they belong to a branch, an office or a school. A column named as the contacts' own
// is kept if there is nothing else to dial and it has many numbers.
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
		roles[i] = ignored(0.85, "people of different names have the same %s: not their own", countNumbers(s.columns[i].Profile.Distinct))
	}
}

// leastSharing is how many people with different names share a number that belongs to none of
// them: two may be a couple.
const leastSharing = 3

// fewestDigits is how many digits a number has at least that somebody could have.
const fewestDigits = 5

// sharedByStrangers is the share of the rows whose number leastSharing people and more
// of different names have.
func (s *suggester) sharedByStrangers(roles []role, phone int) float64 {
	named := slices.Concat(with(roles, header.LastName), with(roles, header.FullName))
	if len(named) == 0 {
		return 0
	}
	people, rows, filled := map[string]map[string]bool{}, map[string]int{}, 0
	for _, row := range s.profile.Sample {
		name, number := "", partDigits(cellAt(row, phone))
		for _, n := range named {
			name += surname(cellAt(row, n), roles[n].concept)
		}
		if len(number) < fewestDigits || strings.Trim(number, number[:1]) == "" {
			continue // noughts stand for no number
		}
		filled++
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

// surname returns the part of a name that identifies a family: the last name, or the part
// before a comma.
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
