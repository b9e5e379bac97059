package phone

import (
	_ "embed"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers/v2"
	"golang.org/x/text/unicode/norm"
)

// Regions gives the ISO 3166 two-letter codes of all regions that numbers are
// known of, in alphabetical order.
func Regions() []string {
	return slices.Sorted(maps.Keys(phonenumbers.GetSupportedRegions()))
}

// CallingCode gives the country calling code of a region, 49 for "DE", or 0
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
// means the main one.
func Region(word string) (iso2 string, ok bool) {
	if code, ok := shortRegion(word); ok {
		return code, true
	}
	var buf [64]byte
	name := fold(buf[:0], word)
	if len(name) == 0 {
		return "", false
	}
	if digits, ok := callingCodeDigits(word); ok {
		return regionOfDigits(digits)
	}
	iso2, ok = regionNames()[string(name)]
	return iso2, ok
}

// shortRegion answers for the commonest words without a look at the names.
func shortRegion(word string) (string, bool) {
	if len(word) != 2 || CallingCode(word) == 0 {
		return "", false
	}
	return word, true
}

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
// letters and digits without accents, words apart by one space, "St" for
// "Saint", "and" for "&", and no article in front.
func fold(dst []byte, name string) []byte {
	start := len(dst)
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRuneInString(name[i:])
		if r >= utf8.RuneSelf {
			dst = foldRune(dst, r)
		} else {
			dst = foldASCII(dst, name[i])
		}
		i += size
	}
	s := strings.TrimSpace(string(dst[start:]))
	s = strings.TrimPrefix(s, "the ")
	s = strings.TrimSuffix(s, " the")
	if strings.Contains(s, "saint") {
		s = strings.ReplaceAll(" "+s, " saint ", " st ")[1:]
	}
	return append(dst[:start], s...)
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

// callingCodeDigits gives the digits of a word that is a calling code, without
// the zeros or the plus in front.
func callingCodeDigits(word string) (string, bool) {
	var digits []byte
	for _, r := range word {
		switch {
		case r >= '0' && r <= '9':
			digits = append(digits, byte(r))
		case !strings.ContainsRune("+ -.()", r) && unicode.IsPrint(r):
			return "", false
		}
	}
	code := strings.TrimPrefix(string(digits), "00")
	return code, code != "" && code[0] != '0' && len(code) <= 7
}

// regionOfDigits finds the region of a calling code, with the first digits
// behind it where several regions share the code: "1", "1242", "441481".
func regionOfDigits(digits string) (string, bool) {
	for n := min(3, len(digits)); n > 0; n-- {
		code, _ := strconv.Atoi(digits[:n])
		regions := phonenumbers.GetRegionCodesForCountryCode(code)
		if len(regions) == 0 || regions[0] == nonGeographic {
			continue
		}
		if n == len(digits) {
			return regions[0], true
		}
		return regionOfAreaCode(code, digits[n:])
	}
	return "", false
}

// nonGeographic is the library's region code for numbers of no region.
const nonGeographic = "001"
