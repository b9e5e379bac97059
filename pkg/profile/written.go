package profile

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"rollcall/pkg/normalize/phone"

	"github.com/nyaruka/phonenumbers/v2"
)

// How numbers are written, and how many of them are valid, shows their region.

// asFormatted reports whether nearly all numbers have the marks, too, that a region sets
// between their digits: (713) 220-9705.
func asFormatted(cells []string, code string) bool {
	n := 0
	for _, cell := range cells {
		if number, err := phonenumbers.Parse(cell, code); err == nil && phonenumbers.Format(number, phonenumbers.NATIONAL) == cell {
			n++
		}
	}
	return 5*n >= 4*len(cells)
}

// hasPairs reports whether a number is written only in groups of two digits, or in one.
func hasPairs(cells []string) bool {
	return slices.ContainsFunc(cells, func(c string) bool {
		groups := groupsOf(c)
		return len(groups) < 2 || !slices.ContainsFunc(groups, func(g string) bool { return len(g) != 2 })
	})
}

// maxLocal is how many digits a number has at most that may lack its area code.
const maxLocal = 7

// areLocal reports whether no number is longer than those that are dialed without an
// area code in North America and elsewhere. In some small country any of them is valid.
func areLocal(cells []string) bool {
	for _, cell := range cells {
		n := 0
		for _, digits := range groupsOf(cell) {
			n += len(digits)
		}
		if n > maxLocal {
			return false
		}
	}
	return true
}

// lacksTrunk reports whether a region's people write a 0 before their numbers and none
// of these has one, nor stands in groups as theirs: then digits may be missing.
func (p *Profiler) lacksTrunk(cells []string, code string) bool {
	if phonenumbers.GetNddPrefixForRegion(code, false) != "0" || trunks(cells) > 0 {
		return false
	}
	first, whole := groupedAs(cells[:min(len(cells), maxBare/2)], code)
	return first+whole == 0
}

// trunks counts the numbers that begin with a 0.
func trunks(cells []string) (n int) {
	for _, cell := range cells {
		if strings.HasPrefix(strings.TrimLeft(cell, "( "), "0") {
			n++
		}
	}
	return n
}

// mixesTrunk reports whether a region's people write a 0 before their numbers, and one in
// ten of these and more has none: they may be of several countries.
func (p *Profiler) mixesTrunk(cells []string, code string) bool {
	return phonenumbers.GetNddPrefixForRegion(code, false) == "0" && 10*(len(cells)-trunks(cells)) >= len(cells)
}

// american counts the numbers of North America, and those that begin as one and go on:
// digits too many make no other country's numbers of them where nothing else speaks
// for it.
func (p *Profiler) american(cells []string) (whole, long int) {
	const size = 10
	for _, cell := range cells {
		digits := strings.Join(groupsOf(cell), "")
		if len(digits) < size || len(digits) > size+2 || digits[0] < '2' {
			continue
		}
		r := p.opts.Parser.Parse(digits[:size], "US")
		switch ok := r.OK() || r.Problem.Fake(); {
		case ok && len(digits) > size:
			long++
		case ok:
			whole++
		}
	}
	return whole, long
}

// haveCodes reports whether the numbers begin with the calling codes of several
// countries, or of another than the best region, and lack only the plus: more of them are
// valid so than in that. Then they speak for no region.
func (p *Profiler) haveCodes(cells []string, best candidate) bool {
	codes := map[int]bool{}
	n := 0
	for _, cell := range cells {
		if len(cell) == 0 || cell[0] == '0' {
			continue
		}
		if r := p.opts.Parser.Parse("+"+cell, ""); r.OK() {
			codes[phone.CallingCode(r.Region)] = true
			n++
		}
	}
	all := best.valid * float64(len(cells))
	return len(codes) > 1 && float64(n) > all || len(codes) == 1 && !codes[phone.CallingCode(best.code)] && float64(n) >= all
}

// validShare is the share of cells that are valid numbers of a region's
// calling code, those that nobody has among them, and the share of those that
// are known to be mobile phones. With change the digits are others.
func (p *Profiler) validShare(cells []string, code string, change int) (valid, mobile float64) {
	for _, cell := range cells {
		if change > 0 {
			cell = scramble(cell, change)
		}
		r := p.opts.Parser.Parse(cell, code)
		if (r.OK() || r.Problem.Fake()) && phone.CallingCode(r.Region) == phone.CallingCode(code) {
			valid++
			if r.Type == phone.Mobile {
				mobile++
			}
		}
	}
	n := float64(max(len(cells), 1))
	return valid / n, mobile / n
}

// chance is how often other numbers that look the same are valid too. Of few
// numbers it is taken to be one in two.
func (p *Profiler) chance(cells []string, code string) float64 {
	const changes, doubt = 3, 8
	n, valid := float64(len(cells)), doubt/2.0
	for change := 1; change <= changes; change++ {
		share, _ := p.validShare(cells, code, change)
		valid += share * n
	}
	return valid / (changes*n + doubt)
}

// scramble returns the cell with other digits in the same places, but for zeros
// at its start. A region in which such numbers are as often valid takes nearly
// any digits, and that they are valid says nothing for it.
func scramble(cell string, change int) string {
	out := []byte(cell)
	n := 0
	for i, c := range out {
		if c < '0' || c > '9' || n == 0 && c == '0' {
			continue
		}
		n++
		out[i] = '0' + (c-'0'+byte(n*(2*change+1)+change))%10
	}
	return string(out)
}

// groupedAs returns how numbers are written: the share of those whose first
// group of digits is as the region writes it, and the share whose groups all
// are. 01638 428022 is British, (206) 555-1234 American.
func groupedAs(cells []string, code string) (first, whole float64) {
	grouped := 0.0
	for _, cell := range cells {
		written := groupsOf(cell)
		if len(written) < 2 {
			continue
		}
		grouped++
		number, err := phonenumbers.Parse(cell, code)
		if err != nil {
			continue
		}
		if written[0] == strconv.Itoa(phone.CallingCode(code)) && len(written) > 2 {
			written = written[1:]
		}
		usual := groupsOf(phonenumbers.Format(number, phonenumbers.NATIONAL))
		also := slices.Contains(alsoGrouped[code], sizesOf(written))
		if also || written[0] == usual[0] {
			first++
		}
		if also || slices.Equal(written, usual) {
			whole++
		}
	}
	if grouped == 0 {
		return 0, 0
	}
	return first / grouped, whole / grouped
}

// alsoGrouped are the sizes of the groups in which a region writes numbers that the
// library's metadata writes in others: mobile phones of Norway, landlines of Spain.
var alsoGrouped = map[string][]string{"NO": {"323"}, "ES": {"2322"}}

// sizesOf returns how many digits each of a number's groups has.
func sizesOf(groups []string) string {
	sizes := ""
	for _, g := range groups {
		sizes += strconv.Itoa(len(g))
	}
	return sizes
}

// groupsOf returns the runs of digits of a number, without its extension.
func groupsOf(s string) []string {
	if letters := strings.IndexFunc(s, unicode.IsLetter); letters >= 0 {
		s = s[:letters]
	}
	return strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}
