package mapping

import (
	"slices"
	"strings"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// today is the day for which ages are computed.
func today() string { return time.Now().UTC().Format(time.DateOnly) }

// ReadsMinors returns what reports whether a cell of a column of ages says that somebody
// is under 18, or nil for another column: in one of graduations the year in which they
// leave school, elsewhere an age, a birth date or a grade. today is an ISO date.
func (c *Column) ReadsMinors() func(cell, today string) bool {
	if c.Means != Age {
		return nil
	}
	switch header.AgeOf(c.Header, nil) {
	case header.Graduates:
		return normalize.LeavesSchool
	case header.Born:
		return normalize.BornLately
	}
	if role := header.Has(c.Header, header.OfRole); len(c.Deny) > 0 {
		return func(cell, today string) bool { return normalize.IsMinor(cell, today) || header.IsOnFile(cell, role) }
	}
	return normalize.IsMinor
}

// ages adds a second use to the columns that say how old the contacts are: a child's own
// number is not dialed, in this file or in the next one for the mapping. It ignores files in
// which parents are the contacts.
func (s *suggester) ages() {
	var whose []string
	for i := range s.columns {
		c := &s.columns[i]
		switch {
		case c.isNamed():
			whose = append(whose, header.Whose(c.Header)...)
		case c.Target == Phone && header.Parents.In(c.Header):
			return
		}
	}
	if s.parents != nil || s.named(header.Parents) {
		return
	}
	shared := append(s.shared(), whose...)
	for _, c := range s.columns { // "vb_voterbase_dob" says whose "vb_voterbase_age" is
		if header.AgeOf(c.Header, shared) == header.Born {
			whose = append(whose, slices.DeleteFunc(header.Words(c.Header), func(w string) bool { return !slices.Contains(shared, w) })...)
		}
	}
	for i := range s.columns {
		c := &s.columns[i]
		if kind := header.AgeOf(c.Header, whose); c.Also != nil && c.Also.Means == Status && kind != header.NoAge {
			age := Column{Header: c.Header, Target: Consent, Means: Age, Record: contact.RecordNone}
			if s.minors(c, kind, &age) {
				age.Deny = append(age.Deny, s.cells(c, func(cell string) bool { return refusal(cell) || normalize.RefusesOnly(cell) })...)
				c.Also = &age
			}
		} else if c.Also != nil && c.Also.Means == Status {
			under, _ := s.juniors(c, s.values(c.Profile))
			c.Also.Deny = append(c.Also.Deny, under...)
		}
		if c.Also != nil || c.Target == Consent || c.Target == Phone || c.isNamed() || s.ofPet(i) || s.ofChild(c) {
			continue
		}
		age := Column{Header: c.Header, Target: Consent, Means: Age, Record: contact.RecordNone}
		if s.minors(c, header.AgeOf(c.Header, whose), &age) {
			c.Why += "; anyone under 18 is not called"
			if c.Target == Ignore {
				c.Column = age
			} else {
				c.Also = &age
			}
		}
	}
}

// shared returns the first words that several headers have in common, except those for other
// people: "vb_voterbase_" is the mark of a program.
func (s *suggester) shared() (words []string) {
	const least = 4
	times := map[string]int{}
	for i := range s.columns {
		all := header.Words(s.columns[i].Header)
		for _, w := range all[:max(0, len(all)-1)] {
			if times[w]++; times[w] == least && !header.Has(w, header.OfOthers) && !header.IsParty(w) && !header.Children.Has(w) && !header.Pets.Has(w) {
				words = append(words, w)
			}
		}
	}
	return words
}

// ofChild reports whether a column is about the children of people who have names of their
// own: "Child Age" next to "First Name".
func (s *suggester) ofChild(c *Suggestion) bool {
	speaks := func(c *Suggestion) bool { return header.Children.In(c.Header) }
	kind := header.AgeOf(c.Header, header.Children)
	return (kind == header.Years || kind == header.Born) && speaks(c) && !slices.ContainsFunc(s.columns, func(c Suggestion) bool { return speaks(&c) && (c.isNamed() || s.namesPeople(&c)) }) &&
		slices.ContainsFunc(s.columns, func(c Suggestion) bool { return c.isNamed() })
}

// ofPet reports whether a column has the ages of pets: it follows the other columns about
// them, no age is higher than pets reach, and no header is about children.
func (s *suggester) ofPet(i int) bool {
	const oldest = 30
	if i == 0 || !header.Pets.In(s.columns[i-1].Header) || s.columns[i].Profile.LooksLike != profile.Number || s.columns[i].Profile.Max > oldest {
		return false
	}
	kinds, children := false, false
	for j := range s.columns {
		kinds = kinds || header.Breeds.In(s.columns[j].Header)
		children = children || header.Children.In(s.columns[j].Header)
	}
	return kinds && !children
}

// named reports whether the names of a list are those of some people, as parents.
func (s *suggester) named(who header.People) bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool { return c.isNamed() && who.In(c.Header) })
}

// minors reports whether a column says who is under 18, and adds the cells that only its
// header explains to its second use: the yes of "Minor", the no of "Over 18", the "Junior" of
// a grade.
func (s *suggester) minors(c *Suggestion, kind header.AgeKind, age *Column) bool {
	values := s.values(c.Profile)
	switch kind {
	case header.Grade, header.Class:
		deny, ok := s.grades(kind, values)
		age.Deny = deny
		return ok
	case header.Graduates:
		return !s.ofCollege() && slices.ContainsFunc(values, func(v profile.Value) bool { return normalize.LeavesSchool(v.Text, today()) })
	}
	flags := kind == header.FlagsMinor || kind == header.FlagsAdult
	answered := flags && slices.ContainsFunc(values, func(v profile.Value) bool { a := firstAnswer(v.Text); return a == saysYes || a == saysNo })
	if !answered && agesInWords(values, kind) && !header.Sizes.In(c.Header) {
		return true
	}
	switch kind {
	case header.Years, header.AgeGroup:
		return s.years(c.Profile, values, age)
	case header.Born:
		return births(values)
	case header.FlagsMinor, header.FlagsAdult:
		want := saysYes
		if kind == header.FlagsAdult {
			want = saysNo
		}
		if !answered {
			return false
		}
		age.Deny = cellsThat(values, func(cell string) bool { return firstAnswer(cell) == want })
		if len(age.Deny) == 0 { // they may come tomorrow
			age.Deny = answersToMinor[want]
		}
		return !slices.ContainsFunc(values, func(v profile.Value) bool {
			a := firstAnswer(v.Text)
			minor, adult := normalize.AgeWord(v.Text)
			return a != saysYes && a != saysNo && a != saysNothing && !minor && !adult && !normalize.UnderAge(v.Text) && !strings.HasPrefix(v.Text, "18")
		})
	case header.NoAge:
		age.Deny, age.Allow = s.juniors(c, values)
		return age.Deny != nil
	}
	return false
}

// juniors returns the cells of a column that sorts people which say that those of one
// sort are under age, "Junior (under 16)", and others that an import would take for ages.
func (s *suggester) juniors(c *Suggestion, values []profile.Value) (deny, allow []string) {
	if c.reading.Concept == header.Notes || header.Has(c.Header, header.AboutThings) || header.Children.In(c.Header) || header.Sizes.In(c.Header) {
		return nil, nil
	}
	under := normalize.UnderAge
	if header.Has(c.Header, header.OfAge) { // "Roof Age" has ages too, which are nobody's
		under = func(cell string) bool {
			minor, _ := normalize.AgeWord(cell)
			return minor
		}
	}
	adults := slices.ContainsFunc(values, func(v profile.Value) bool {
		_, adult := normalize.AgeWord(v.Text)
		return adult && !strings.HasPrefix(lower(v.Text), "senior") // of a company
	})
	if adults || header.Has(c.Header, header.OfMembership) {
		under = func(cell string) bool {
			minor, _ := normalize.AgeWord(cell)
			return minor || normalize.UnderAge(cell) || adults && juniorCells[lower(cell)]
		}
	}
	if deny = cellsThat(values, under); deny == nil {
		return nil, nil
	}
	deny = append(deny, cellsThat(values, func(cell string) bool {
		return bareSportAge().MatchString(lower(cell)) || juniorOf().MatchString(lower(cell)) || refusal(cell)
	})...)
	return deny, cellsThat(values, func(cell string) bool { return !slices.Contains(deny, lower(cell)) && normalize.IsMinor(cell, today()) })
}

// bareSportAge and juniorOf are minors next to those whose age is told: "U12" next to "U13 Boys".
var (
	bareSportAge = lazyregexp.New(`^(?i:u)[- ]?1?[0-9]$`)
	juniorOf     = lazyregexp.New(`^(?i:junior|cadet|minime|poussin|benjamin)s?(?: +[mfwMFW])?$`)
)

// juniorCells are minors next to adults; elsewhere they may be young employees.
var juniorCells = wordSet("junior juniors jr cadet cadets juniore juniores joven jóvenes jovem jovens jeune jeunes giovane giovani")

// answersToMinor are the answers that mean a minor where none of a list does.
var answersToMinor = map[answer][]string{saysYes: {"yes", "y", "true", "1"}, saysNo: {"no", "n", "false", "0"}}

// firstAnswer reads the answer before a comma or the like: "No, I will bring a waiver".
func firstAnswer(cell string) answer {
	if end := strings.IndexAny(cell, ",;.(–—:"); end > 0 {
		if a := readAnswer(cell[:end]); a == saysYes || a == saysNo {
			return a
		}
	}
	if before, _, ok := strings.Cut(cell, " - "); ok {
		cell = before
	}
	return readAnswer(cell)
}

// years reports whether a column has ages or groups of them, and lets a nought pass that
// stands for an unknown one: it does where nobody is one to 17.
func (s *suggester) years(col *profile.Column, values []profile.Value, age *Column) bool {
	if col.LooksLike == profile.Number && !s.plausibleAges(col) {
		return false
	}
	nought := func(cell string) bool { return cell != "" && strings.Trim(cell, "0.") == "" }
	ages, rest, minors := int64(0), int64(0), false
	for _, v := range values {
		switch {
		case nought(v.Text):
		case tellsDeath(v.Text):
			age.Deny = append(age.Deny, lower(v.Text))
		case refusal(v.Text):
		case normalize.IsAge(v.Text):
			ages += v.Count
			minors = minors || normalize.IsMinor(v.Text, today())
		case readAnswer(v.Text) != saysNothing:
			rest += v.Count
		}
	}
	if !minors {
		age.Allow = literal(cellsThat(values, nought))
	}
	return ages > 4*rest
}

// tellsDeath reports whether a cell says in place of an age that somebody died.
func tellsDeath(cell string) bool {
	return normalize.TellsDeath(cell) || deathMarks[strings.Trim(lower(cell), " .()")]
}

var deathMarks = wordSet("dec decd d †")

// births reports whether a column has dates or years of birth, or birthdays without a year,
// which count only if there is nothing better.
func births(values []profile.Value) bool {
	dates, rest := int64(0), int64(0)
	for _, v := range values {
		switch {
		case isBirthday(v.Text):
			dates += v.Count
		case refusal(v.Text):
		case readAnswer(v.Text) != saysNothing:
			rest += v.Count
		}
	}
	return dates >= 4*rest
}

// isBirthday reports whether a cell is a date, or the day and the month of one.
func isBirthday(cell string) bool {
	_, serial := normalize.SerialDate(cell)
	return serial || len(normalize.DateOrders(cell)) > 0 || birthday.MatchString(cell) || normalize.MonthOfYear.MatchString(cell)
}

// birthday is a year, a day of the year, or noughts for one that is not known.
var birthday = patternOf(`^(1[6-9]|20)\d\d(\.0)?$|^\d{1,4}([-/. ]+\d{1,4}){1,2}\.?$|^\pL{3,9}\.? \d{1,2}$|^\d{1,2}\.? \pL{3,9}$|^[0.]+$`)

// grades reports whether a column has school grades of children: most of its cells are grades,
// and the cells themselves, the header or the rest of the file say that they are of a school.
// The grades of teachers, leads and jobs do not count.
func (s *suggester) grades(kind header.AgeKind, values []profile.Value) (deny []string, ok bool) {
	var plain, named, years, rest int64
	for _, v := range values {
		switch bare, is := normalize.SchoolGrade(v.Text); {
		case is && bare:
			plain += v.Count
		case is:
			named += v.Count
		case normalize.IsUnderclassman(v.Text):
			years += v.Count
		case readAnswer(v.Text) != saysNothing:
			rest += v.Count
		}
	}
	all := plain + named + years + rest
	school := kind == header.Grade || s.speaksOf(header.Children) || s.speaksOf(header.Schools)
	switch {
	case all == 0, 5*(plain+named+years) < 4*all, !school && named < plain+years, s.speaksOf(header.Jobs), s.named(header.Teachers), s.haveNames(header.Grown), s.pupilsApart():
		return nil, false
	case 2*years > all && (kind != header.Grade || s.ofCollege()):
		return nil, false // juniors of a college are of age
	}
	return cellsThat(values, normalize.IsUnderclassman), true
}

// pupilsApart reports whether a file names pupils separately from its contacts.
func (s *suggester) pupilsApart() bool {
	return slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		return !c.isNamed() && c.Profile.LooksLike == profile.Name && header.Children.In(c.Header)
	}) && !slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		return (c.isNamed() || c.Target == Phone) && header.Children.In(c.Header)
	})
}

// ofCollege reports whether a list is of a college or its alumni: a header says so, or
// the cells of one do.
func (s *suggester) ofCollege() bool {
	if s.speaksOf(header.Colleges) {
		return true
	}
	for i := range s.columns {
		if header.AgeOf(s.columns[i].Header, nil) != header.NoAge || s.columns[i].Profile.Distinct == 0 {
			continue
		}
		named, all := int64(0), int64(0)
		for _, v := range s.values(s.columns[i].Profile) {
			all += v.Count
			if header.Degrees.In(v.Text) {
				named += v.Count
			}
		}
		if 2*named > all {
			return true
		}
	}
	return false
}

// plausibleAges reports whether a column's numbers can be people's ages or years of
// birth.
func (s *suggester) plausibleAges(col *profile.Column) bool {
	return col.LooksLike != profile.Number || col.Min >= 0 && (col.Max < 120 || col.Min > 1900 && col.Max < 2100 || col.Min > 9000)
}

// agesInWords reports whether the cells of a column name minors: next to adults and nothing
// else, or in a column named for ages.
func agesInWords(values []profile.Value, kind header.AgeKind) bool {
	var minors, adults, rest int
	for _, v := range values {
		switch minor, adult := normalize.AgeWord(v.Text); {
		case minor, kind == header.AgeGroup && normalize.IsMinor(v.Text, today()):
			minors++
		case adult:
			adults++
		case readAnswer(v.Text) != saysNothing:
			rest++
		}
	}
	return minors > 0 && (kind != header.NoAge || adults > 0 && rest == 0)
}
