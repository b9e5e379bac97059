package mapping

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize/phone"
)

// joinPhoneParts joins columns that each hold part of a number: area code, prefix, line. It
// does so only if no column has whole numbers, the first is named for its part, or the two are
// phone 1 and 2, and in nearly every row the parts have the lengths of one number, or are one
// in the country whose calling code precedes them.
func (s *suggester) joinPhoneParts(roles []role) {
	whole := false
	for i, r := range roles {
		whole = whole || r.concept == header.Phone && s.hasWholeNumbers(i, i-1)
	}
	for i := range s.columns {
		named := header.AreaCodes.In(s.columns[i].Header)
		if !named && !s.arePhones(i) {
			continue
		}
		for _, parts := range []int{3, 2} {
			american, ok := s.arePhoneParts(i, parts)
			coded := named && s.followCode(i, parts)
			if !coded && (whole || !ok || american && !named) {
				continue
			}
			if coded {
				roles[i-1] = role{header.Country, 0.8, "calling codes of the numbers beside it"}
			}
			none := ""
			for j := i; j < i+parts; j++ {
				s.columns[j].Join = &none
				s.columns[j].reading = header.Meaning{Concept: header.Phone, Kind: header.Any, Ordinal: 1}
				roles[j] = role{header.Phone, 0.8, "has a part of the number, with those beside it"}
			}
			s.american = american && !coded
			return
		}
	}
}

// arePhones reports whether two columns from i on are named as phone 1 and 2.
func (s *suggester) arePhones(i int) bool {
	if i+1 == len(s.columns) {
		return false
	}
	first, second := header.Read(s.columns[i].Header), header.Read(s.columns[i+1].Header)
	return first.Concept == header.Phone && second.Concept == header.Phone && first.Ordinal == 1 && second.Ordinal == 2
}

// hasWholeNumbers reports whether a column has a cell with as many digits as a number with its
// area code, while another column has part of one.
func (s *suggester) hasWholeNumbers(i, part int) bool {
	return slices.ContainsFunc(s.profile.Sample, func(row []string) bool {
		return len(partDigits(cellAt(row, i))) >= 9 && (part < 0 || !header.AreaCodes.In(s.columns[part].Header) || cellAt(row, part) != "")
	})
}

// arePhoneParts reports whether some columns from i on have the parts of numbers: of
// North America, 3 and 7 digits or 3, 3 and 4; or an area code that begins with the
// 0 of long-distance calls, and a number.
func (s *suggester) arePhoneParts(i, parts int) (american, ok bool) {
	if i+parts > len(s.columns) {
		return false, false
	}
	all, long, short := 0, 0, 0
	for _, row := range s.profile.Sample {
		var lengths []int
		first := ""
		for j := i; j < i+parts && j < len(row); j++ {
			d := partDigits(row[j])
			if j == i {
				first = d
			}
			lengths = append(lengths, len(d))
		}
		if len(lengths) < parts || slices.Max(lengths) == 0 {
			continue
		}
		if parts == 2 && lengths[0] == 0 && lengths[1] == 10 {
			continue // the number has its area code
		}
		all++
		switch {
		case lengths[0] == 3 && first[0] > '1' && (parts == 2 && lengths[1] == 7 || parts == 3 && lengths[1] == 3 && lengths[2] == 4):
			short++
		case parts == 2 && lengths[0] > 1 && lengths[0] < 7 && first[0] == '0' && lengths[1] > 3 && lengths[1] < 10,
			parts == 3 && lengths[0] > 1 && lengths[0] < 6 && first[0] == '0' && lengths[1] > 0 && lengths[1] < 5 && lengths[2] == 4:
			long++
		}
	}
	return short > long, all > 0 && 10*max(short, long) >= 9*all
}

// followCode reports whether the column before some columns from i on has calling codes, and
// these have the rest of numbers of those countries: 55, 11 and 98738-7933.
func (s *suggester) followCode(i, parts int) bool {
	if i == 0 || i+parts > len(s.columns) || regions(s.columns[i-1].Profile) < 1 {
		return false
	}
	parser := phone.NewParser(phone.Options{})
	all, valid := 0, 0
	for _, row := range s.profile.Sample {
		if len(row) < i+parts || partDigits(row[i]) == "" {
			continue
		}
		number := ""
		for _, part := range row[i : i+parts] {
			number += partDigits(part)
		}
		region, ok := phone.Region(row[i-1])
		all++
		if ok && partDigits(row[i-1]) != "" && parser.Parse(number, region).OK() {
			valid++
		}
	}
	return all > 0 && 10*valid >= 9*all
}

// partDigits returns the digits of a cell that has nothing but digits and what people write
// between them, or "".
func partDigits(cell string) string {
	other := false
	d := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		other = other || !strings.ContainsRune("()-. /+", r)
		return -1
	}, cell)
	if other {
		return ""
	}
	return d
}

// regionOfParts returns the region of numbers in parts, if nothing else says it.
func (s *suggester) regionOfParts(p *Proposal) {
	if s.american && !p.RegionSure {
		p.Region, p.RegionSure = "US", true
		p.RegionWhy = "area codes of three digits, as in North America"
	}
}
