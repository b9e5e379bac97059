package phone

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Regions returns the ISO 3166 two-letter codes of all regions that numbers are
// known of, in alphabetical order.
func Regions() []string {
	var regions []string
	for _, p := range plans {
		if p.region != nonGeographic {
			regions = append(regions, p.region)
		}
	}
	slices.Sort(regions)
	return regions
}

// CallingCode returns the country calling code of a region, 49 for "DE", or 0
// for a region that is not known.
func CallingCode(region string) int {
	if p := loadTables().plan(region); p != nil {
		return p.callingCode
	}
	return 0
}

// Region finds the region that a word in a country column means: an ISO 3166
// code of two or three letters ("DE", "deu"), a name in English, in the
// region's own or in a large European language ("Germany", "Deutschland",
// "England"), or a calling code ("49", "+49", "0049", "1-242"). Case, accents
// and punctuation do not matter. A calling code that several regions share
// means the main one. A name with its code after it in brackets is read, too:
// "Canada (CA)", "Canada (+1)", and a flag is its code.
func Region(word string) (iso2 string, ok bool) {
	word = flagCode(word)
	if p := loadTables().plan(word); p != nil {
		return p.region, true
	}
	if len(word) > maxRegionWord {
		return "", false
	}
	var buf [2 * maxRegionWord]byte
	if code, ok := appendCode(buf[:0], word); ok {
		return regionOfCode(code)
	}
	if iso2, ok = regionNames()[string(fold(buf[:0], word))]; ok {
		return iso2, true
	}
	return regionWithCode(word)
}

// flagCode returns the code that a flag is written by, "GB" of 🇬🇧, and any other word as it is.
func flagCode(word string) string {
	const first, second = "\U0001F1E6", 4 // the regional indicator of A; where the second begins
	if len(word) != 2*second || word[:3] != first[:3] || word[second:second+3] != first[:3] {
		return word
	}
	letter := func(c byte) byte { return c - first[3] + 'A' }
	return string([]byte{letter(word[3]), letter(word[7])})
}

// regionWithCode reads a name or a code with another code after it in
// brackets, which must not contradict.
func regionWithCode(word string) (iso2 string, ok bool) {
	name, code, ok := strings.Cut(strings.TrimSuffix(strings.TrimSpace(word), ")"), "(")
	if !ok || strings.TrimSpace(name) == "" || !strings.HasSuffix(strings.TrimSpace(word), ")") {
		return "", false
	}
	iso2, ok = Region(strings.TrimSpace(name))
	same, known := Region(strings.TrimSpace(code))
	if !ok || !known || CallingCode(iso2) != CallingCode(same) {
		return "", false
	}
	return iso2, true
}

// maxRegionWord is how many bytes a name may have.
const maxRegionWord = 120

//go:embed regions.txt
var regionsText string

// regionNames is the table of regions.txt, by folded names.
var regionNames = sync.OnceValue(func() map[string]string {
	names := make(map[string]string, 3000)
	for line := range strings.Lines(regionsText) {
		if line[0] == '#' {
			continue
		}
		iso2, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		iso3, rest, _ := strings.Cut(rest, " ")
		names[string(fold(nil, iso2))] = iso2
		names[string(fold(nil, iso3))] = iso2
		for name := range strings.SplitSeq(rest, ";") {
			names[string(fold(nil, name))] = iso2
		}
	}
	return names
})

// fold appends a name in the form in which names are compared: lower case,
// letters and digits without accents, words apart by one space, "st" for
// "saint", "and" for "&", and without articles.
func fold(dst []byte, name string) []byte {
	start := len(dst)
	for _, r := range name {
		if r < utf8.RuneSelf {
			dst = foldASCII(dst, byte(r))
		} else {
			dst = foldRune(dst, r)
		}
	}
	// What is written never gets ahead of what is read.
	folded := dst[start:start]
	for word := range bytes.FieldsSeq(dst[start:]) {
		switch string(word) {
		case "the":
			continue
		case "saint":
			word = word[:copy(word, "st")]
		}
		if len(folded) > 0 {
			folded = append(folded, ' ')
		}
		folded = append(folded, word...)
	}
	return folded
}

func foldASCII(dst []byte, c byte) []byte {
	switch {
	case c >= 'A' && c <= 'Z':
		return append(dst, c+'a'-'A')
	case c >= 'a' && c <= 'z' || isDigit(c):
		return append(dst, c)
	case c == '.':
		return dst
	case c == '&':
		return append(foldASCII(dst, ' '), "and "...)
	case len(dst) > 0 && dst[len(dst)-1] != ' ':
		return append(dst, ' ')
	}
	return dst
}

// undecomposed are letters that Unicode does not take apart into a letter and
// an accent.
var undecomposed = map[rune]string{
	'ß': "ss", 'ø': "o", 'æ': "ae", 'œ': "oe", 'ł': "l", 'đ': "d", 'ð': "d",
	'þ': "th", 'ı': "i", 'ʻ': "", 'ʼ': "",
}

func foldRune(dst []byte, r rune) []byte {
	r = unicode.ToLower(r)
	if s, ok := undecomposed[r]; ok {
		return append(dst, s...)
	}
	for _, d := range norm.NFKD.String(string(r)) {
		switch {
		case d < utf8.RuneSelf:
			dst = foldASCII(dst, byte(d))
		case unicode.Is(unicode.Mn, d) || unicode.Is(unicode.Cf, d):
		case unicode.IsLetter(d) || unicode.IsMark(d):
			dst = utf8.AppendRune(dst, unicode.ToLower(d))
		default:
			dst = foldASCII(dst, ' ')
		}
	}
	return dst
}

// appendCode appends the digits of a word that is a calling code, without the
// zeros or the plus in front, and reports whether it is one.
func appendCode(dst []byte, word string) (digits []byte, ok bool) {
	for _, r := range strings.TrimSuffix(word, ".0") { // a spreadsheet's float
		switch {
		case r >= '0' && r <= '9':
			dst = append(dst, byte(r))
		case !strings.ContainsRune("+ -.()", r):
			return nil, false
		}
	}
	dst = bytes.TrimPrefix(dst, []byte("00"))
	return dst, len(dst) > 0
}

// regionOfCode finds the region of a calling code, with the first digits of
// its numbers where several regions share it: "1", "1242", "441481".
func regionOfCode(digits []byte) (string, bool) {
	t := loadTables()
	number, length := t.codeOf(digits)
	if number == 0 || t.byCode[number].regions[0] == nonGeographic {
		return "", false
	}
	if length == len(digits) {
		return t.byCode[number].regions[0], true
	}
	region, ok := areaRegions[number][string(digits[length:])]
	return region, ok
}

// nonGeographic is the library's region code for numbers of no region.
const nonGeographic = "001"

// areaRegions are the area codes by which country columns tell regions that
// share a calling code. Numbers themselves are told by the library's metadata.
var areaRegions = map[int]map[string]string{
	1: {
		"242": "BS", "246": "BB", "264": "AI", "268": "AG", "284": "VG", "340": "VI", "345": "KY", "441": "BM",
		"473": "GD", "649": "TC", "658": "JM", "664": "MS", "670": "MP", "671": "GU", "684": "AS", "721": "SX",
		"758": "LC", "767": "DM", "784": "VC", "787": "PR", "809": "DO", "829": "DO", "849": "DO", "868": "TT",
		"869": "KN", "876": "JM", "939": "PR",
	},
	7:   {"7": "KZ"},
	44:  {"1481": "GG", "1534": "JE", "1624": "IM"},
	47:  {"79": "SJ"},
	61:  {"89162": "CC", "89164": "CX"},
	262: {"269": "YT", "639": "YT"},
	290: {"8": "TA"},
	358: {"18": "AX"},
	599: {"3": "BQ", "4": "BQ", "7": "BQ", "9": "CW"},
}
