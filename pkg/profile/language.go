package profile

import (
	"strings"
	"sync"
	"unicode"
)

// ownLetters are letters that one language has and hardly any other: those of scripts, and
// those that names of people abroad keep least. Languages that emigrants all over the
// world write their names in have none here.
var ownLetters = []struct {
	language string
	script   *unicode.RangeTable // or nil
	letters  string
	regions  string
}{
	{"Polish", nil, "ąęłśźż", "PL"}, {"Czech", nil, "ěřů", "CZ SK"}, {"Slovak", nil, "ĺľŕ", "SK CZ"}, {"Hungarian", nil, "őű", "HU"},
	{"Romanian", nil, "șțţ", "RO MD"}, {"Turkish", nil, "ğıİ", "TR"}, {"Icelandic", nil, "ðþ", "IS"}, {"Latvian", nil, "āēģīķļņ", "LV"}, {"Lithuanian", nil, "ėįų", "LT"},
	{"Swedish, Norwegian or Danish", nil, "å", "SE NO DK FI"}, {"Norwegian or Danish", nil, "øæ", "DK NO"}, {"German", nil, "ß", "DE AT"}, {"Portuguese", nil, "ãõ", "PT BR AO MZ"},
	{"Ukrainian", nil, "іїєґ", "UA"}, {"Persian", nil, "پچژگ", "IR AF"},
	{"Russian", unicode.Cyrillic, "", "RU UA BG KZ BY RS"}, {"Greek", unicode.Greek, "", "GR CY"}, {"Hebrew", unicode.Hebrew, "", "IL"},
	{"Arabic", unicode.Arabic, "", "EG SA AE MA DZ IQ JO LB KW QA TN SY YE SD LY OM BH"}, {"Korean", unicode.Hangul, "", "KR"},
	{"Japanese", unicode.Hiragana, "", "JP"}, {"Japanese", unicode.Katakana, "", "JP"}, {"Chinese", unicode.Han, "", "CN TW HK JP"}, {"Thai", unicode.Thai, "", "TH"},
	{"Georgian", unicode.Georgian, "", "GE"}, {"Armenian", unicode.Armenian, "", "AM"}, {"Hindi", unicode.Devanagari, "", "IN NP"}, {"Bengali", unicode.Bengali, "", "BD IN"},
}

// letterOwners returns, by letter, the index of its language in ownLetters.
var letterOwners = sync.OnceValue(func() map[rune]int {
	owners := map[rune]int{}
	for i, l := range ownLetters {
		for _, r := range l.letters {
			owners[r], owners[unicode.ToUpper(r)] = i, i
		}
	}
	return owners
})

// letterOwner returns the index of the only language with a letter, or -1.
func letterOwner(r rune) int {
	if i, ok := letterOwners()[r]; ok {
		return i
	}
	for i, l := range ownLetters {
		if l.script != nil && unicode.Is(l.script, r) {
			return i
		}
	}
	return -1
}

// letterClues adds the evidence of letters that only one language has: the numbers
// decide which of its regions it is, if they are valid there.
func (p *Profiler) letterClues(rows [][]string, l *learned, c clues) {
	const all, less = 0.3, 0.02
	counts := make([]int, len(ownLetters))
	for _, row := range rows {
		var seen uint64
		for i, cell := range row {
			if i < len(l.phones) && l.phones[i] || isASCII(cell) {
				continue
			}
			for _, r := range cell {
				if r < 0x80 {
					continue
				}
				if owner := letterOwner(r); owner >= 0 && seen&(1<<owner) == 0 {
					seen |= 1 << owner
					counts[owner]++
				}
			}
		}
	}
	for i, l := range ownLetters {
		if counts[i] < 2 || 10*counts[i] < 3*len(rows) {
			continue
		}
		for k, region := range strings.Fields(l.regions) {
			c.add(region, max(0.1, all-less*float64(k)), "letters of "+l.language)
		}
	}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
