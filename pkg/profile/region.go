package profile

import (
	"cmp"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize/phone"

	"github.com/nyaruka/phonenumbers/v2"
)

// Region is the region that a list's national numbers are most likely of.
type Region struct {
	// Code is its ISO 3166 two-letter code, or empty if it is not known.
	Code string
	// Given means that it comes from Options.
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
	whole float64 // share of these that are grouped as the region groups them
	luck  float64 // share of valid ones if their digits were others
	fit   float64 // the evidence of the numbers
	score float64
	clue  clue
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
		all = append(all, candidate{code: code})
	}
	// Ever fewer regions are looked at ever closer.
	for _, round := range []struct{ cells, left int }{{8, 40}, {maxBare, finalists}, {maxClose, finalists}} {
		for i, c := range all {
			all[i] = p.weigh(c.code, columns, round.cells, round.cells == maxClose, context)
		}
		all = slices.DeleteFunc(all, func(c candidate) bool { return c.valid == 0 && len(c.clue.words) == 0 })
		slices.SortFunc(all, func(a, b candidate) int {
			return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(rank(a.code), rank(b.code)), strings.Compare(a.code, b.code))
		})
		all = all[:min(len(all), round.left)]
	}
	return p.verdict(all, columns)
}

// weigh returns what speaks for a region, by its best column.
// Only the last look asks how much chance there is in it.
func (p *Profiler) weigh(code string, columns []bareColumn, most int, last bool, context clues) candidate {
	c := candidate{code: code, clue: context[code]}
	tried := 0
	for _, column := range columns {
		cells := column.cells[:min(len(column.cells), most)]
		tried = max(tried, len(cells))
		valid, mobile := p.validShare(cells, code, 0)
		chance, first, whole := 0.5, 0.0, 0.0
		if last {
			chance = p.chance(cells, code)
			first, whole = groupedAs(cells[:min(len(cells), maxBare/2)], code)
		}
		score := 0.5*valid + 0.5*max(0, valid-chance) + 0.15*(first+whole) + 0.1*mobile
		if !column.named {
			score *= 0.7
		}
		if score > c.score {
			c.score, c.valid, c.whole, c.luck = score, valid, whole, chance
		}
	}
	c.fit = c.score
	// How common a region is counts for little, and for more the less there is
	// to go by.
	prior := 0.3 + 0.3/(1+float64(tried)/5)
	c.score += context[code].weight + prior/(1+float64(rank(code))/4)
	return c
}

// plain is the weight of clues that need no numbers to support them.
const plain = 0.7

// verdict returns the best candidate and how sure it is.
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
	r := Region{Code: p.withinCode(best.code, cells), Numbers: n, Valid: best.valid, Clues: best.clue.words}
	lead, only := best.score, onlyOneFits(all, len(cells))
	// If the language is known, regions of other languages do not count, even if the
	// numbers are valid there.
	told := (best.clue.weight >= aLanguage && best.valid >= 0.9) || len(best.clue.words) > 1 && best.valid >= 0.8
	if i := slices.IndexFunc(all[1:], func(c candidate) bool { return !told || c.clue.weight > 0 }); i >= 0 {
		lead -= all[i+1].score
	}
	switch {
	case n == 0: // no number needs the region; what else is known must be plain
		r.Sure = best.score >= 0.5 && lead >= 0.3
	case best.clue.weight >= plain:
		r.Sure = lead > 0
	case n < 5 && len(best.clue.words) == 0:
		r.Sure = best.valid >= 0.5 && lead >= 0.15
	default:
		r.Sure = best.valid >= 0.25 && lead >= 0.12 || only
	}
	if phone.CallingCode(best.code) == phone.CallingCode("US") {
		const most = 0.6
		r.Sure = (r.Sure && !fitsElsewhere(all) || best.valid >= 0.9 && p.inEnglish() && leadsEnglish(all)) && !(contradicted(all, true) && !asFormatted(cells, best.code)) && (len(best.clue.words) > 0 || best.valid >= most && !p.haveCodes(cells, best))
		return r
	}
	if len(best.clue.words) > 0 {
		r.Sure = r.Sure && (best.clue.weight > aLanguage || !p.lacksTrunk(cells, best.code)) && !contradicted(all, hasPairs(cells))
		return r
	}
	whole, long := p.american(cells)
	switch n := len(cells); {
	case whole > long && 10*(whole+long) >= 9*n && !p.haveCodes(cells, candidate{code: "US", valid: float64(whole) / float64(n)}):
		r.Code, r.Valid, r.Sure = p.withinCode("US", cells), float64(whole)/float64(n), true
	case best.valid < nearlyAll && best.valid-best.luck < 0.5: // numbers of several countries, most of which a plan takes as well
		r.Sure = false
	case rank(best.code) == len(common), p.othersLanguage(all), areLocal(cells), 4*(whole+long) >= 3*n && long > 0, p.haveCodes(cells, best), !only && (p.lacksTrunk(cells, best.code) || best.luck >= 0.5 && p.mixesTrunk(cells, best.code)):
		r.Sure = false
	}
	return r
}

// onlyOneFits reports whether many numbers are all valid in the best region, and in no other
// nearly as many: a plan takes all numbers of its own lists.
func onlyOneFits(all []candidate, n int) bool {
	const many, fits, other = 50, 0.98, 0.85
	return n >= many && all[0].valid >= fits && !slices.ContainsFunc(all[1:], func(c candidate) bool { return c.valid >= other })
}

// nearlyAll is the share of numbers that are valid in a region whose numbers may have
// nearly any digits, where nothing else speaks for it.
const nearlyAll = 0.95

// aLanguage is the weight of clues that show only the language of a file.
const aLanguage = 0.2

// othersLanguage reports whether the letters or the headers of the list speak for other
// regions than the best, in which its numbers are valid as well.
func (p *Profiler) othersLanguage(all []candidate) bool {
	english := p.inEnglish()
	return slices.ContainsFunc(all[1:], func(c candidate) bool {
		return c.clue.weight > 0 && c.valid >= 0.5 ||
			english && !speaksEnglish(all[0].code) && speaksEnglish(c.code) && c.valid >= all[0].valid-0.2
	})
}

// inEnglish reports whether two headers or more are English.
func (p *Profiler) inEnglish() bool {
	n := 0
	for _, h := range p.header {
		if header.English.In(h) {
			n++
		}
	}
	return n > 1
}

// leadsEnglish reports whether the best region is well before all whose lists have English
// headers, and the list speaks for no other: Mexico writes its numbers as the US does, but
// not below English headers.
func leadsEnglish(all []candidate) bool {
	const lead = 0.15
	return !slices.ContainsFunc(all[1:], func(c candidate) bool {
		return c.clue.weight > 0 || (speaksEnglish(c.code) || headsInEnglish()[c.code]) && all[0].score-c.score < lead
	})
}

// fitsElsewhere reports whether nothing but numbers speaks for the best region, and they are
// valid in another, hardly in this: a list of India grouped as the US groups its numbers.
func fitsElsewhere(all []candidate) bool {
	const fits, less = 0.9, 0.15
	return len(all[0].clue.words) == 0 && slices.ContainsFunc(all[1:], func(c candidate) bool {
		return c.valid >= fits && c.valid-all[0].valid >= less
	})
}

var (
	englishRegions = wordSet("US GB CA AU NZ IE ZA")
	// headsInEnglish are further regions whose lists have English headers.
	headsInEnglish = wordSet("IN PK BD LK NG KE GH PH SG HK MY")
)

func speaksEnglish(region string) bool { return englishRegions()[region] }

// contradicted reports whether the numbers are as valid in another region for which the
// language of the file says more; or as much, and no 0 before them distinguishes the
// two: Denmark and Norway. If they are not grouped in pairs, as everywhere, their groups
// decide. It says less of Morocco than of France, but the same language is no evidence for either
// if the numbers are evidence for it as well.
func contradicted(all []candidate, pairs bool) bool {
	const much, alike, grouped, language, close, few, less = 0.3, 0.1, 0.8, 0.3, 0.05, 0.1, 0.5
	best := all[0]
	return slices.ContainsFunc(all[1:], func(c candidate) bool {
		twin := c.clue.weight >= best.clue.weight-alike && best.score-c.score < much &&
			phonenumbers.GetNddPrefixForRegion(best.code, false) == "" && phonenumbers.GetNddPrefixForRegion(c.code, false) == ""
		switch {
		case c.clue.weight == 0 || phone.CallingCode(c.code) == phone.CallingCode(best.code), !pairs && best.whole-c.whole >= grouped,
			best.valid-best.luck >= c.valid-c.luck+less: // nearly any number is valid there
			return false
		case (c.clue.weight > best.clue.weight || twin) && c.valid >= best.valid:
			return true
		}
		return best.clue.weight < c.clue.weight+language && c.valid >= best.valid-close && (c.fit >= best.fit-close || best.clue.weight <= few)
	})
}

// withinCode returns, of the regions that share a calling code, the one that
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

// mainRegions returns for each calling code the region that it is known for.
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
