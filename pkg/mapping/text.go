package mapping

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// withoutBOM returns a file's text without a byte order mark.
func withoutBOM(text []byte) string { return strings.TrimPrefix(string(text), "\ufeff") }

// lineBreaks makes one of the three line breaks that YAML has.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// lines returns a file's lines without their line breaks.
func lines(text []byte) []string {
	return strings.Split(lineBreaks.Replace(withoutBOM(text)), "\n")
}

// invalidAt returns the offset of the first byte that is not UTF-8.
func invalidAt(text []byte) int {
	for i, r := range string(text) {
		if r == unicode.ReplacementChar && !strings.HasPrefix(string(text[i:min(i+3, len(text))]), "\ufffd") {
			return i
		}
	}
	return len(text)
}

// controlCharacter finds the first character that YAML does not allow in s,
// whose line breaks are "\n".
func controlCharacter(s string) (line, column int, found bool) {
	line, column = 1, 1
	for _, r := range s {
		switch {
		case r == '\n':
			line, column = line+1, 1
			continue
		case r == '\t' || r == 0x85:
		case r < 0x20 || r == 0x7f || r >= 0x80 && r < 0xa0 || r == 0xfffe || r == 0xffff || r == 0xfeff:
			return line, column, true
		}
		column++
	}
	return 0, 0, false
}

// longRun finds the first place in s, whose line breaks are "\n", where c stands
// more than most times in a row.
func longRun(s string, c rune, most int) (line, column int, found bool) {
	at := strings.Index(s, strings.Repeat(string(c), most+1))
	if at < 0 {
		return 0, 0, false
	}
	before := s[:at]
	start := strings.LastIndexByte(before, '\n') + 1
	return 1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[start:]), true
}

// keyFor makes the key of a custom field of a header: "Lead Source (2)" is
// lead_source_2. It is empty where the header has no letter of ASCII and no
// letter that is one with an accent.
func keyFor(header string) string {
	var b strings.Builder
	gap, lower := false, false
	for _, r := range norm.NFD.String(header) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9', r >= 'A' && r <= 'Z':
			upper := r >= 'A' && r <= 'Z'
			if b.Len() > 0 && (gap || upper && lower) {
				b.WriteByte('_')
			}
			b.WriteRune(unicode.ToLower(r))
			gap, lower = false, !upper
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		case letters[r] != "":
			b.WriteString(letters[r])
			gap, lower = false, true
		default:
			gap = true
		}
	}
	key := strings.TrimLeft(b.String(), "0123456789_")
	key = strings.TrimRight(key[:min(len(key), 63)], "_")
	return key
}

// letters are those that have no accent to take off.
var letters = map[rune]string{'ß': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d"}

// wordSet makes a set of words.
func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// pattern is a regular expression that is compiled when it is first asked for: most
// commands read no mapping, and most mappings need few of them.
type pattern struct {
	text string
	// is reports whether a text matches, if that can be seen without the expression.
	is   func(text string) bool
	once sync.Once
	re   *regexp.Regexp
}

func patternOf(text string) *pattern { return &pattern{text: text} }

func (p *pattern) compiled() *regexp.Regexp {
	p.once.Do(func() { p.re = regexp.MustCompile(p.text) })
	return p.re
}

// MatchString reports whether a text matches.
func (p *pattern) MatchString(text string) bool {
	if p.is != nil {
		return p.is(text)
	}
	return p.compiled().MatchString(text)
}

// String returns the text of the expression.
func (p *pattern) String() string { return p.text }
