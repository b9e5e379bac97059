package mapping

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
)

// joinPhoneParts joins columns that each hold part of a number: area code, prefix, line. It
// does so only if no column has whole numbers, the first is named for its part, and in nearly
// every row the parts have the lengths of one number.
func (s *suggester) joinPhoneParts(roles []role) {
	for i, r := range roles {
		if r.concept == header.Phone && s.hasWholeNumbers(i, i-1) {
			return
		}
	}
	for i := range s.columns {
		if !header.AreaCodes.In(s.columns[i].Header) {
			continue
		}
		for _, parts := range []int{3, 2} {
			american, ok := s.arePhoneParts(i, parts)
			if !ok {
				continue
			}
			none := ""
			for j := i; j < i+parts; j++ {
				s.columns[j].Join = &none
				s.columns[j].reading = header.Meaning{Concept: header.Phone, Kind: header.Any, Ordinal: 1}
				roles[j] = role{header.Phone, 0.8, "has a part of the number, with those beside it"}
			}
			s.american = american
			return
		}
	}
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
		case parts == 2 && lengths[0] > 1 && lengths[0] < 7 && first[0] == '0' && lengths[1] > 3 && lengths[1] < 10:
			long++
		}
	}
	return short > long, all > 0 && 10*max(short, long) >= 9*all
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
