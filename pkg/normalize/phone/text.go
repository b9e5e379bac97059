package phone

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tidy makes a cell into text that the repairs can work on: at most maxCell
// bytes, ASCII digits and punctuation, without invisible characters and
// without the marks by which spreadsheets keep a cell text.
func tidy(cell string) (string, Repair) {
	text := strings.TrimSpace(cell)
	if len(text) > maxCell {
		text = cutBetweenNumbers(text, maxCell)
	}
	var done Repair
	if !isPrintable(text) {
		if s := strings.TrimSpace(plainCharacters(text)); s != text {
			text, done = s, Characters
		}
		text = withoutTears(text)
	}
	if s := withoutQuotes(text); s != text {
		text, done = s, done|SpreadsheetText
	}
	if strings.IndexByte(text, '\'') >= 0 || strings.Contains(text, "’") {
		if s := strings.ReplaceAll(strings.ReplaceAll(text, "'", ""), "’", ""); countDigits(s) == len(s) {
			text, done = s, done|Float // thousands as Switzerland writes them
		}
	}
	return text, done
}

// withoutTears joins a number that a line break tears: the line above ends where a number can't,
// or the one below has too few digits. What is left must not look like another number.
func withoutTears(text string) string {
	for i := 0; i < len(text); i++ {
		if text[i] != '\n' {
			continue
		}
		start := strings.LastIndexByte(text[:i], '\n') + 1
		above, below, _ := strings.Cut(text[start:], "\n")
		below, _, _ = strings.Cut(below, "\n")
		above, below = strings.TrimSpace(above), strings.TrimSpace(below)
		if isTornDigits(above) && isTornDigits(below) && below[0] != '+' &&
			(countDigits(above) < minDigits && strings.IndexByte("+0(", above[0]) >= 0 || countDigits(below) < minDigits && countDigits(below) > 1) {
			text = text[:i] + " " + text[i+1:]
		}
	}
	return text
}

// isTornDigits reports whether a line has digits and marks within numbers, and nothing else.
func isTornDigits(line string) bool {
	return countDigits(line) > 0 && strings.Trim(line, "+0123456789 -./()") == "" && strings.TrimLeft(line, "+(")[0]-'0' <= 9
}

// isPrintable reports whether a text is printable ASCII.
func isPrintable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// cutBetweenNumbers cuts text to at most n bytes, but never within a number:
// what is left must not look like a shorter one.
func cutBetweenNumbers(text string, n int) string {
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	end := strings.LastIndexFunc(text[:n], func(r rune) bool {
		return unicode.IsLetter(r) || strings.ContainsRune(",;|\n&", r)
	})
	return text[:max(end, 0)]
}

// plainCharacters drops characters that cannot be seen and gives digits,
// letters, spaces, dashes and punctuation of other forms as ASCII. Line breaks
// and tabs, which keep numbers apart, become line breaks.
func plainCharacters(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\v' || r == '\f' || r == '\u2028' || r == '\u2029':
			return '\n'
		case r < utf8.RuneSelf && r >= ' ' && r != 0x7F:
			return r
		case r == utf8.RuneError || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r):
			return -1
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Pd, r) || r == '−' || r == 'ー':
			return '-'
		case r == '·' || r == '•' || r == '‧' || r == '∙' || r == '・':
			return '.'
		}
		if d, ok := digitValue(r); ok {
			return d
		}
		return r
	}, s)
}

// digitValue returns the ASCII digit for a decimal digit of any script. Each
// script's ten digits follow one another in Unicode, from zero.
func digitValue(r rune) (rune, bool) {
	if !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	for _, t := range unicode.Nd.R16 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10, true
		}
	}
	for _, t := range unicode.Nd.R32 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10, true
		}
	}
	return 0, false
}

// withoutQuotes takes off ="…", a leading ' and quotes around the whole.
func withoutQuotes(s string) string {
	if s != "" && standsOpen(s[0]) && standsOpen(s[len(s)-1]) {
		return s
	}
	s = strings.TrimPrefix(s, "=")
	s = strings.TrimLeft(s, "'`\"‘’“”")
	s = strings.TrimRight(s, "'`\"‘’“”")
	return strings.TrimSpace(s)
}

// standsOpen reports whether a byte is none of those that withoutQuotes takes off.
func standsOpen(c byte) bool {
	return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '+' || c == '(' || c == ')'
}

// isAddress reports whether a text is a web address, whose digits are no phone number.
func isAddress(s string) bool {
	return strings.Contains(s, "://") || strings.Contains(strings.ToLower(s), "www.")
}

// plusForZeros returns s with + in place of the zeros that stand for it in most
// of the world.
func plusForZeros(s string) (string, bool) {
	rest := strings.TrimLeft(s, "+ (")
	rest, ok := strings.CutPrefix(rest, "00")
	return "+" + rest, ok
}

func countDigits(s string) int {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf }
