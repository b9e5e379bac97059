package profile

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/normalize/phone"

	"github.com/nyaruka/phonenumbers/v2"
)

// Region is the region that a list's national numbers are most likely of.
type Region struct {
	// Code is its ISO 3166 two-letter code, or empty where nothing tells.
	Code string
	// Given means that it was told by Options.
	Given bool
	// Numbers are how many numbers without a country code there are, of rows
	// that don't say their country, and Valid is the share of valid ones in the
	// column that speaks most for the region; both from a sample.
	Numbers int
	Valid   float64
	// Sure means that the evidence is enough to rely on it.
	Sure bool
	// Clues say in words what else spoke for it.
	Clues []string
	// Runner is the region that came second, or empty.
	Runner string
}

const (
	// maxBare is how many numbers of a column are tried with every region, and
	// maxClose how many with those that are left.
	maxBare, maxClose = 40, 200
	// finalists is how many regions are left.
	finalists = 12
)

// candidate is a region with what speaks for it.
type candidate struct {
	code  string
	valid float64 // share of the best column's numbers
	score float64
	clues []string
}

// bareColumn is the numbers of a column that have no country code.
type bareColumn struct {
	named bool
	cells []string
}

// guessRegion finds the region of the numbers without a country code: the one
// in which the numbers of some column are valid, more of them than if their
// digits were others, are written as the region writes them, and for which
// the rest of the list speaks.
func (p *Profiler) guessRegion(rows [][]string, l *learned) Region {
	columns := p.bareNumbers(rows, l)
	context := p.context(rows, l)
	var all []candidate
	for _, code := range mainRegions() {
		c := p.weigh(code, columns, maxBare, context)
		if len(c.clues) > 0 || c.valid > 0 {
			all = append(all, c)
		}
	}
	byScore := func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(rank(a.code), rank(b.code)), strings.Compare(a.code, b.code))
	}
	slices.SortFunc(all, byScore)
	all = all[:min(len(all), finalists)]
	for i, c := range all {
		all[i] = p.weigh(c.code, columns, maxClose, context)
	}
	slices.SortFunc(all, byScore)
	return p.verdict(all, columns)
}

// weigh says what speaks for a region, by its best column.
func (p *Profiler) weigh(code string, columns []bareColumn, most int, context clues) candidate {
	c := candidate{code: code, clues: context[code].words}
	for _, column := range columns {
		cells := column.cells[:min(len(column.cells), most)]
		valid := p.validShare(cells, code, nil)
		if valid == 0 {
			continue
		}
		score := 0.5*valid + 0.5*(valid-p.validShare(cells, code, scramble)) + 0.3*groupedAs(cells[:min(len(cells), maxBare)], code)
		if !column.named {
			score *= 0.7
		}
		if score > c.score || c.valid == 0 {
			c.score, c.valid = score, valid
		}
	}
	c.score += context[code].weight + 0.05/float64(1+rank(code))
	return c
}

// verdict says how sure the best candidate is.
func (p *Profiler) verdict(all []candidate, columns []bareColumn) Region {
	n := 0
	var cells []string
	for _, column := range columns {
		n += len(column.cells)
		cells = append(cells, column.cells[:min(len(column.cells), maxClose)]...)
	}
	if len(all) == 0 {
		return Region{Numbers: n}
	}
	best := all[0]
	r := Region{Code: p.withinCode(best.code, cells), Numbers: n, Valid: best.valid, Clues: best.clues}
	lead := best.score
	if len(all) > 1 {
		r.Runner = all[1].code
		lead -= all[1].score
	}
	switch {
	case n == 0: // no number needs the region; what else is known must be plain
		r.Sure = best.score >= 0.5 && lead >= 0.3
	case n < 5 && len(best.clues) == 0:
		r.Sure = best.valid >= 0.5 && lead >= 0.25
	default:
		r.Sure = best.valid >= 0.25 && lead >= 0.12
	}
	return r
}

// withinCode gives, of the regions that share a calling code, the one that
// most of the numbers belong to.
func (p *Profiler) withinCode(code string, bare []string) string {
	counts := map[string]int{}
	for _, cell := range bare {
		if r := p.opts.Parser.Parse(cell, code); r.OK() {
			counts[r.Region]++
		}
	}
	best := code
	for region, n := range counts {
		if phone.CallingCode(region) == phone.CallingCode(code) && n > counts[best] {
			best = region
		}
	}
	return best
}

// bareNumbers gives, by column, the phone numbers that have no country code,
// of rows that don't say their country.
func (p *Profiler) bareNumbers(rows [][]string, l *learned) []bareColumn {
	var columns []bareColumn
	for i, is := range l.phones {
		if !is {
			continue
		}
		column := bareColumn{named: namesPhone(p.header[i])}
		seen := map[string]bool{}
		for _, row := range rows {
			cell := cellAt(row, i)
			if cell == "" || seen[cell] || !mayBePhone(look(cell)) || look(cell)&international != 0 || cellAt(row, l.country) != "" {
				continue
			}
			seen[cell] = true
			column.cells = append(column.cells, cell)
		}
		if len(column.cells) > 0 {
			columns = append(columns, column)
		}
	}
	return columns
}

// validShare is the share of cells that are valid numbers of a region's
// calling code, those that nobody has among them. Where change is given, the
// cells are changed by it before.
func (p *Profiler) validShare(cells []string, code string, change func(string) string) float64 {
	valid := 0
	for _, cell := range cells {
		if change != nil {
			cell = change(cell)
		}
		r := p.opts.Parser.Parse(cell, code)
		if (r.OK() || r.Problem.Fake()) && phone.CallingCode(r.Region) == phone.CallingCode(code) {
			valid++
		}
	}
	return float64(valid) / float64(max(len(cells), 1))
}

// scramble gives the cell with other digits in the same places. A region in
// which such numbers are as often valid takes nearly any digits.
func scramble(cell string) string {
	out := []byte(cell)
	n := byte(0)
	for i, c := range out {
		if c >= '0' && c <= '9' {
			n++
			out[i] = '0' + (c-'0'+3*n+4)%10
		}
	}
	return string(out)
}

// groupedAs is the share of numbers whose first group of digits is as the
// region writes it: 01638 428022 is British, (206) 555-1234 American.
func groupedAs(bare []string, code string) float64 {
	grouped, alike := 0, 0
	for _, cell := range bare {
		group := firstGroup(cell)
		if group == "" {
			continue
		}
		grouped++
		number, err := phonenumbers.Parse(cell, code)
		if err != nil {
			continue
		}
		if group == strconv.Itoa(phone.CallingCode(code)) {
			group = firstGroup(strings.TrimLeft(cell, "( '")[len(group):])
		}
		if firstGroup(phonenumbers.Format(number, phonenumbers.NATIONAL)) == group {
			alike++
		}
	}
	if grouped == 0 {
		return 0
	}
	return float64(alike) / float64(grouped)
}

// firstGroup gives the digits before the first separator, or "" where all
// digits stand together.
func firstGroup(s string) string {
	s = strings.TrimLeft(s, "(-./ '")
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == 0 || strings.IndexAny(s[n:], "0123456789") < 0 {
		return ""
	}
	return s[:n]
}

// mainRegions gives for each calling code the region that it is known for.
func mainRegions() []string {
	var main []string
	for code := range phonenumbers.GetSupportedCallingCodes() {
		if region := phonenumbers.GetRegionCodeForCountryCode(code); len(region) == 2 && region != "ZZ" {
			main = append(main, region)
		}
	}
	slices.Sort(main)
	return main
}

// common are regions from which lists come more often than from others; they
// decide where nothing else does.
var common = []string{"US", "GB", "DE", "FR", "ES", "IT", "NL", "BR", "MX", "AU", "IN", "PT", "BE", "CH", "AT", "PL", "SE", "DK", "NO", "FI", "IE", "NZ", "ZA", "AR", "CO", "CL", "PE"}

func rank(code string) int {
	if i := slices.Index(common, code); i >= 0 {
		return i
	}
	return len(common)
}
