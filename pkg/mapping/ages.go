package mapping

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// today is the day by which ages are told.
func today() string { return time.Now().UTC().Format(time.DateOnly) }

// ages gives the columns that say how old the contacts are a second use, where some are
// under 18: a child's own number is not dialed. It leaves lists alone in which parents
// are the contacts.
func (s *suggester) ages() {
	var whose []string
	for i := range s.columns {
		c := &s.columns[i]
		switch {
		case c.isNamed():
			whose = append(whose, header.Whose(c.Header)...)
		case c.Target == Phone && slices.ContainsFunc(header.Words(c.Header), isParent):
			return
		}
	}
	if s.namesParents() {
		return
	}
	for i := range s.columns {
		c := &s.columns[i]
		if c.Also != nil || c.Target == Consent || c.Target == Phone || c.isNamed() || s.ofPet(i) {
			continue
		}
		if deny, ok := s.minors(c, header.AgeOf(c.Header, whose)); ok {
			age := Column{Header: c.Header, Target: Consent, Means: Age, Deny: deny, Record: contact.RecordNone}
			c.Why += "; some of its people are under 18 and not called"
			if c.Target == Ignore {
				c.Column = age
			} else {
				c.Also = &age
			}
		}
	}
}

// ofPet reports whether a column of ages is that of the pets of a list: it stands behind
// what else is said of them, none is older than they get, and no children are spoken of.
func (s *suggester) ofPet(i int) bool {
	const oldest = 30
	speaksOf := func(c *Suggestion, set []string) bool {
		return slices.ContainsFunc(header.Words(c.Header), func(w string) bool { return contains(set, w) })
	}
	if i == 0 || !speaksOf(&s.columns[i-1], petWords) || s.columns[i].Profile.LooksLike != profile.Number || s.columns[i].Profile.Max > oldest {
		return false
	}
	kinds, children := false, false
	for j := range s.columns {
		kinds = kinds || speaksOf(&s.columns[j], petKinds)
		children = children || speaksOf(&s.columns[j], childWords)
	}
	return kinds && !children
}

var (
	petKinds = words("species breed tierart espece especie specie diersoort")
	petWords = append(words("pet animal patient haustier tier mascota animale huisdier sex gender color colour weight"), petKinds...)
)

func isParent(w string) bool { return contains(contactWords[1].contacts, w) }

// namesParents reports whether the names of a list are those of parents.
func (s *suggester) namesParents() bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		return c.isNamed() && slices.ContainsFunc(header.Words(c.Header), isParent)
	})
}

// minors reports whether a column has cells of minors, and returns those that only its
// header explains: the yes of "Minor", the no of "Over 18".
func (s *suggester) minors(c *Suggestion, kind header.AgeKind) (deny []string, ok bool) {
	values := s.values(c.Profile)
	if agesInWords(values, kind) && !slices.ContainsFunc(header.Words(c.Header), func(w string) bool { return sizeWords[w] }) {
		return rangesOfMinors(values), true
	}
	switch kind {
	case header.Years, header.Born:
		if kind == header.Years && c.Profile.LooksLike == profile.Date {
			return nil, false
		}
		return nil, s.plausibleAges(c.Profile) && slices.ContainsFunc(values, func(v profile.Value) bool { return normalize.IsMinor(v.Text, today()) })
	case header.FlagsMinor, header.FlagsAdult:
		a := answersOf(values)
		if a.rest+a.dates > 0 || a.yes+a.no == 0 {
			return nil, false
		}
		want := saysYes
		if kind == header.FlagsAdult {
			want = saysNo
		}
		for _, v := range values {
			if readAnswer(v.Text) == want {
				deny = append(deny, strings.ToLower(normalize.Text(v.Text)))
			}
		}
		return deny, len(deny) > 0
	}
	return nil, false
}

// plausibleAges reports whether a column's numbers can be people's ages or years of
// birth.
func (s *suggester) plausibleAges(col *profile.Column) bool {
	if col.LooksLike != profile.Number {
		return true
	}
	return col.Min >= 0 && (col.Max < 120 || col.Min > 1900 && col.Max < 2100 || col.Min > 9000)
}

// agesInWords reports whether the cells of a column name minors: beside adults and no
// others, or in a column that is named for ages.
func agesInWords(values []profile.Value, kind header.AgeKind) bool {
	var minors, adults, rest int
	for _, v := range values {
		switch minor, adult := normalize.AgeWord(v.Text); {
		case minor:
			minors++
		case adult:
			adults++
		case kind == header.AgeGroup && (normalize.IsMinor(v.Text, today()) || len(rangesOfMinors([]profile.Value{v})) > 0):
			minors++
		case readAnswer(v.Text) != saysNothing:
			rest++
		}
	}
	return minors > 0 && (kind != header.NoAge || adults > 0 && rest == 0)
}

// rangesOfMinors returns the cells that are ranges of ages which begin below 18: "13-17".
func rangesOfMinors(values []profile.Value) (deny []string) {
	for _, v := range values {
		text := strings.ToLower(normalize.Text(v.Text))
		from, _, _ := strings.Cut(strings.NewReplacer("–", "-", " ", "-").Replace(text), "-")
		if n, err := strconv.Atoi(from); err == nil && n < 18 && ageRange.MatchString(text) {
			deny = append(deny, text)
		}
	}
	return deny
}

var (
	ageRange  = patternOf(`^([0-9]|1[0-9]) ?(?:-|–|to|bis|a|à|tot) ?[0-9]{1,2}\b`)
	sizeWords = wordSet("size sizes shirt tshirt grosse taille talla tamanho taglia maat rozmiar")
)
