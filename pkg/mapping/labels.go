package mapping

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// labelPhones finds for each phone column the one that says what kind of number it holds,
// "Phone 1 - Type" for "Phone 1 - Value": by the words that both headers share, or because
// there is one of each.
func (s *suggester) labelPhones() {
	var phones, labels []int
	for i := range s.columns {
		switch c := &s.columns[i]; {
		case c.Target == Phone:
			phones = append(phones, i)
		case c.Profile.LooksLike == profile.List:
			// "Friends; Work" are groups, and no kinds of numbers
		case header.Has(c.Header, header.OfPhoneKind) && s.tellsKinds(c.Profile), s.labelsByCells(c), s.tellsWhose(i), header.Has(c.Header, header.OfPhone) && s.tellsBad(c.Profile):
			labels = append(labels, i)
		}
	}
	step := s.labelsBeside(phones)
	for _, p := range phones {
		c := &s.columns[p]
		if step != 0 {
			labels = []int{p + step}
		}
		for _, l := range labels {
			name := s.columns[l].Header
			same := step != 0 || slices.Equal(phoneWords(name), phoneWords(c.Header))
			if same || len(phones) == 1 && len(labels) == 1 || s.tellsWhose(l) && (p == l-1 || p == l+1) {
				c.PhoneLabel = name
				c.Why += fmt.Sprintf("; %s says what kind of number it is", plainHeader(name))
				break
			}
		}
	}
}

// labelsBeside returns on which side of each of several phones a column says what kind its
// number is, the headers differing by no more than a number: 1 for "Phone 1", "Type 1", "Phone 2",
// "Type 2", -1 for the other side, or 0.
func (s *suggester) labelsBeside(phones []int) int {
	bare := func(name string) string { return strings.TrimRight(strings.Trim(name, "0123456789#. "), "0123456789") }
	for _, step := range []int{1, -1} {
		if len(phones) > 1 && !slices.ContainsFunc(phones, func(p int) bool {
			i := p + step
			if i < 0 || i >= len(s.columns) || s.columns[i].Target == Phone || s.columns[i].Profile.LooksLike == profile.List {
				return true
			}
			return bare(s.columns[i].Header) != bare(s.columns[phones[0]+step].Header) || !s.tellsKinds(s.columns[i].Profile)
		}) {
			return step
		}
	}
	return 0
}

// labelsAlone removes the use as a status from the labels of phones, which an import reads
// itself: a wrong number says nothing about the others. A column whose words can only be
// refusals keeps it.
func (s *suggester) labelsAlone() {
	labels := map[string]bool{}
	for _, p := range s.columns {
		if p.Target == Phone && p.PhoneLabel != "" {
			labels[p.PhoneLabel] = true
		}
	}
	for i := range s.columns {
		c := &s.columns[i]
		if !labels[c.Header] || slices.ContainsFunc(s.values(c.Profile), func(v profile.Value) bool {
			return normalize.Doubtful(v.Text) && !refusal(v.Text) && !normalize.BadNumber(v.Text)
		}) {
			continue
		}
		switch {
		case c.Also != nil && c.Also.Means == Status:
			c.Also = nil
		case c.Target == Consent && c.Means == Status:
			c.Column = Column{Header: c.Header, Target: Ignore}
		}
	}
}

// labelsByCells reports whether a column's cells by themselves say what kind the numbers of
// another column are: all are kinds of numbers, and one of them is a kind that is not dialed.
func (s *suggester) labelsByCells(c *Suggestion) bool {
	if !header.Has(c.Header, header.OfCode) {
		return false
	}
	bad := false
	for _, v := range s.values(c.Profile) {
		kind := normalize.KindOf(v.Text)
		if kind == 0 && !normalize.BadNumber(v.Text) || normalize.Blank(v.Text) {
			return false
		}
		bad = bad || normalize.BadNumber(v.Text)
	}
	return bad && c.Target != Consent
}

// tellsWhose reports whether a column says whose the numbers of another column are: its header
// asks that of numbers, whatever the cells answer; it asks that of something and the cells
// answer; or it is next to phones, its header is of relations or kinds of contacts, and some
// cells are the person's own and some somebody else's.
func (s *suggester) tellsWhose(at int) bool {
	c := &s.columns[at]
	asks := header.Has(c.Header, header.AsksWhose)
	if c.Target == Phone || c.Target == Consent || c.Profile.LooksLike == profile.Phone || !asks && !header.Has(c.Header, header.OfWhose) && !header.Has(c.Header, header.OfContactKind) {
		return false
	}
	if words := []profile.Kind{profile.Text, profile.Name, profile.Company, profile.Boolean, profile.LongText}; header.Has(c.Header, header.AsksWhoseNumber) && slices.Contains(words, c.Profile.LooksLike) {
		return true
	}
	own, others := false, false
	for _, v := range s.values(c.Profile) {
		own = own || normalize.OwnNumber(v.Text) || normalize.KindOf(v.Text) != 0
		others = others || normalize.BadNumber(v.Text)
	}
	beside := func(i int) bool { return i >= 0 && i < len(s.columns) && s.columns[i].Target == Phone }
	return (asks && (own || others) || own && others && (beside(at-1) || beside(at+1))) && s.tellsKinds(c.Profile)
}

// tellsBad reports whether some of a column's cells say that a number must not be dialed.
func (s *suggester) tellsBad(col *profile.Column) bool {
	return col.LooksLike != profile.Phone && slices.ContainsFunc(s.values(col), func(v profile.Value) bool { return normalize.BadNumber(v.Text) })
}

// tellsKinds reports whether most of a column's cells name kinds of numbers, or
// persons whose they are: "Self", "Daughter".
func (s *suggester) tellsKinds(col *profile.Column) bool {
	known, all := int64(0), int64(0)
	for _, v := range s.values(col) {
		all += v.Count
		if normalize.KindOf(v.Text) != 0 || normalize.BadNumber(v.Text) || normalize.OwnNumber(v.Text) || strings.TrimSpace(v.Text) == "*" {
			known += v.Count
		}
	}
	return all > 0 && 2*known >= all
}

// mostReadings is how many different words of a consent column are shown.
const mostReadings = 20

// readings returns how an import reads the different words of a consent column,
// the most frequent first: "Y (12): lets in".
func (c *Column) readings(col *profile.Column) string {
	if col.Values == nil && c.Means != Age {
		return fmt.Sprintf("%d different cells", col.Distinct)
	}
	var shown []string
	more := 0
	for _, v := range col.Values {
		word := shownWord(v.Text, col.LooksLike)
		if c.Means == Status {
			switch said, refuses := normalize.Refuses(v.Text); {
			case refuses:
				word = fmt.Sprintf("%q", plain(said))
			case !normalize.Doubtful(v.Text):
				continue // of notes only what refuses, or may, is anybody's business
			}
		}
		if c.Means == Age && !c.keepsOut(v.Text) {
			continue
		}
		if len(shown) == mostReadings {
			more++
			continue
		}
		shown = append(shown, fmt.Sprintf("%s (%d): %s", word, v.Count, c.verdict(v.Text)))
	}
	if shown == nil {
		return ""
	}
	text := "read as " + strings.Join(shown, ", ")
	if more > 0 {
		text += fmt.Sprintf(" and %d more (rollcall inspect has all)", more)
	}
	return text
}

// shownWord returns a word of a consent column as comments show it: a short answer as it is,
// anything that may identify a person masked.
func shownWord(cell string, kind profile.Kind) string {
	const most = 24
	if len(cell) <= most && !strings.ContainsAny(cell, "0123456789@") || len(cell) <= 2 {
		return fmt.Sprintf("%q", plain(cell))
	}
	return Mask(cell, kind)
}

// phoneWords are the words of a header that say which phone it is about.
func phoneWords(name string) []string {
	return slices.DeleteFunc(header.Words(name), func(w string) bool { return !header.IsPhoneWord(w) })
}
