package mapping

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/profile"
)

// forPhones says of the columns that decide about calls to one of a row's phones which phone
// that is: "Mobile DNC" of Mobile, "Permitted 2" of "Phone 2", each DNC of the phone before it.
// A consent to one phone is none to another: that holds only if each phone has one.
func (s *suggester) forPhones() {
	var dialed, apart []int
	for i := range s.columns {
		c := &s.columns[i]
		switch {
		case c.Target == Phone && c.Join == nil:
			dialed = append(dialed, i)
		case c.Target == Ignore && c.copyOf < 0 && (c.Profile.LooksLike == profile.Phone && c.reading.Concept != header.Fax || c.reading.Concept == header.Phone):
			apart = append(apart, i)
		}
	}
	about := s.aboutPhones(slices.Sorted(slices.Values(slices.Concat(dialed, apart))))
	agreed := map[int]bool{} // the phones whose own column says who agreed
	for i, phone := range about {
		if c := &s.columns[i]; phone >= 0 && c.Means == OptIn {
			agreed[phone] = true
		}
	}
	whole := slices.ContainsFunc(s.columns, func(c Suggestion) bool { // who may be called at all
		return c.Target == Consent && c.Means == OptIn && about[c.Profile.Position-1] < 0
	})
	each := whole || !slices.ContainsFunc(dialed, func(phone int) bool { return !agreed[phone] })
	for i, phone := range about {
		c := &s.columns[i]
		if phone < 0 || c.Means == OptIn && !each {
			continue
		}
		c.For = s.columns[phone].Header
		if slices.Contains(apart, phone) {
			c.Why += "; of the number in " + plainHeader(c.For) + ", which is not dialed"
		}
	}
}

// aboutPhones returns which of the phones each column that decides about calls is about, or -1.
// Other columns are not in it.
func (s *suggester) aboutPhones(phones []int) map[int]int {
	about := map[int]int{}
	for i := range s.columns {
		c := &s.columns[i]
		if c.Target == Consent && (c.Means == OptIn || c.Means == OptOut) && !c.AllowNone && !c.AllowUntil {
			about[i] = -1
		}
	}
	if len(phones) < 2 {
		return about
	}
	for i := range about {
		if !header.Represented.In(s.columns[i].Header) { // "Rep by attorney" is not of the attorney's
			about[i] = s.namedFor(about, i, phones)
		}
	}
	for i, phone := range about {
		if phone < 0 {
			s.inTurn(about, i, phones)
		}
	}
	return about
}

// namedFor returns the phone that the header of a column about calls names, or -1: the one
// whose words it has, apart from those that every phone's header may have.
func (s *suggester) namedFor(about map[int]int, at int, phones []int) int {
	var columns []int
	for i := range about {
		columns = append(columns, i)
	}
	said := s.phoneMarks(at, columns)
	best, most := -1, 0
	for _, phone := range phones {
		marks := s.phoneMarks(phone, phones)
		lacks := slices.DeleteFunc(slices.Clone(marks), func(w string) bool { return slices.Contains(said, w) })
		has := len(marks) - len(lacks)
		// "Spouse DNC" is of "Spouse Cell", but "Spouse Home DNC" is not.
		kinds := slices.ContainsFunc(said, header.IsPhoneMark) || slices.ContainsFunc(lacks, func(w string) bool { return !header.IsPhoneMark(w) })
		if has == 0 || has < most || len(lacks) > 0 && kinds {
			continue
		}
		if best = phone; has == most {
			best = -1 // two have the same words
		}
		most = has
	}
	return best
}

// phoneMarks returns what a header says of which phone it is about, where others are named
// alike: of "Phone" beside "Phone 2" the number 1.
func (s *suggester) phoneMarks(at int, others []int) []string {
	marks := header.PhoneMarks(s.columns[at].Header)
	if slices.ContainsFunc(marks, header.IsOrdinal) {
		return marks
	}
	like := func(i int) bool {
		other := header.PhoneMarks(s.columns[i].Header)
		return i != at && slices.ContainsFunc(other, header.IsOrdinal) && slices.Equal(slices.DeleteFunc(other, header.IsOrdinal), marks)
	}
	if slices.ContainsFunc(others, like) {
		marks = append(marks, "1")
	}
	return marks
}

// inTurn finds the phones of columns with one name that stand with a phone each: "Home", "OK?",
// "Cell", "OK?".
func (s *suggester) inTurn(about map[int]int, at int, phones []int) {
	name := func(i int) string {
		return strings.Join(slices.DeleteFunc(header.Words(s.columns[i].Header), header.IsOrdinal), " ")
	}
	var alike []int
	for i := range about {
		if name(i) == name(at) {
			alike = append(alike, i)
		}
	}
	if len(alike) != len(phones) {
		return
	}
	slices.Sort(alike)
	before, behind := true, true // the phones stand before them, or behind
	for n, i := range alike {
		next := len(s.columns)
		if n+1 < len(alike) {
			next = alike[n+1]
		}
		before = before && phones[n] < i && (n == 0 || phones[n] > alike[n-1])
		behind = behind && phones[n] > i && phones[n] < next
	}
	if !before && !behind {
		return
	}
	for n, i := range alike {
		about[i] = phones[n]
	}
}
