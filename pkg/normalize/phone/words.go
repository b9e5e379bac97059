package phone

import (
	"strings"
	"unicode/utf8"
)

// keypad returns the digit on whose key a letter stands (ITU-T E.161).
const keypad = "22233344455566677778889999"

// scanWords reads a cell of ASCII characters from where its number starts,
// with letters among the digits: to the library they are digits too if there
// are three of them, and nothing if there are less. It reports whether the
// automata can take the cell: not where the library might find an extension
// or a parameter, and not a float.
func (s *scanned) scanWords(cell string, start int) bool {
	for i := start; i < len(cell); i++ {
		if c := cell[i]; c >= utf8.RuneSelf || c == ';' || c == '#' || c == '~' {
			return false
		}
	}
	text := cell[start:]
	for text != "" && isEnd(text[len(text)-1:]) {
		text = text[:len(text)-1]
	}
	if secondExtension(text) || endsInExtension(text) || looksLikeFloat(cell) {
		return false
	}
	digits := countDigits(text)
	if digits == 2 {
		return false
	}
	s.ext, s.words = "", true
	s.text = digits < 3 || !viable(strings.TrimLeft(text, "+"))
	if s.text {
		return true
	}
	letters := 0
	for i := range len(text) {
		if isLetter(text[i]) {
			letters++
		}
	}
	s.n = 0
	for i := range len(text) {
		c := text[i]
		if letters >= 3 && isLetter(c) {
			c = keypad[c|0x20-'a']
		}
		if isDigit(c) {
			if s.n == maxScanned {
				return false
			}
			s.digits[s.n] = c
			s.n++
		}
	}
	return true
}

// viable is the library's isViablePhoneNumber, for text without an extension
// that has three digits: only punctuation, or the x that stands for a
// carrier's code, comes before the third digit, and letters too after it.
func viable(text string) bool {
	digits := 0
	for i := range len(text) {
		switch c := text[i]; {
		case isDigit(c):
			digits++
		case c == 'x' || c == 'X' || c == '*' || kinds[c] == within || kinds[c] == mark:
		case isLetter(c) && digits >= 3:
		default:
			return false
		}
	}
	return true
}

// secondExtension reports whether text has what the library takes for the start
// of a second extension, from which on it drops the text.
func secondExtension(text string) bool {
	for i := range len(text) {
		if text[i] == '/' || text[i] == '\\' {
			if strings.HasPrefix(strings.TrimLeft(text[i+1:], " "), "x") {
				return true
			}
		}
	}
	return false
}

// endsInExtension reports whether the digits at the end of text may be an
// extension to the library: whether a label or a comma stands before them.
func endsInExtension(text string) bool {
	bare := strings.TrimRight(text, "0123456789")
	if bare == text {
		return false
	}
	before := strings.TrimRight(bare, " \t.:,-")
	if strings.Contains(bare[len(before):], ",") {
		return true
	}
	for _, label := range [...]string{"x", "xt", "xtn", "extn", "extension", "extensio", "int", "anexo"} {
		if n := len(before) - len(label); n >= 0 && strings.EqualFold(before[n:], label) {
			return true
		}
	}
	return false
}
