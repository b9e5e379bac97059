package phone

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tidy makes a cell into text that the repairs can work on: at most MaxCell
// bytes, ASCII digits and punctuation, without invisible characters and
// without the marks by which spreadsheets keep a cell text.
func tidy(cell string) (string, Repair) {
	text := strings.TrimSpace(cell)
	if len(text) > MaxCell {
		text = cutBetweenNumbers(text, MaxCell)
	}
	var done Repair
	if s := strings.TrimSpace(plainCharacters(text)); s != text {
		text, done = s, Characters
	}
	if s := withoutQuotes(text); s != text {
		text, done = s, done|SpreadsheetText
	}
	return text, done
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
		}
		if d, ok := digitValue(r); ok {
			return d
		}
		return r
	}, s)
}

// digitValue gives the ASCII digit for a decimal digit of any script. Each
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
	s = strings.TrimPrefix(s, "=")
	s = strings.TrimLeft(s, "'`\"‘’“”")
	s = strings.TrimRight(s, "'`\"‘’“”")
	return strings.TrimSpace(s)
}

// isAddress tells web addresses, whose digits are no phone number.
func isAddress(s string) bool {
	return strings.Contains(s, "://") || strings.Contains(strings.ToLower(s), "www.")
}

// splitNumbers cuts a text at marks that never stand within a number.
func splitNumbers(s string) []string {
	var parts []string
	start := 0
	cut := func(end, next int) {
		if part := strings.TrimSpace(s[start:end]); part != "" {
			parts = append(parts, part)
		}
		start = next
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ',' || c == ';' || c == '|' || c == '\n' || c == '&':
			cut(i, i+1)
		case c == '+' && countDigits(s[start:i]) > 0:
			cut(i, i)
		case c == ':' && isLabel(s[start:i]):
			cut(i, i+1)
		case c == ' ':
			if n := conjunction(s[i:]); n > 0 {
				cut(i, i+n)
				i += n - 1
			}
		}
	}
	cut(len(s), len(s))
	return parts
}

// isLabel says whether s, before a colon, says what follows: "Tel", "Phone 2".
func isLabel(s string) bool {
	s = strings.TrimLeft(s, " (")
	return s != "" && isLetter(s[0]) && countDigits(s) < 3
}

var conjunctions = [...]string{"or", "and", "oder", "und", "ou", "et", "o", "y", "e", "of", "en"}

// conjunction gives the length of a conjunction between spaces at the start of
// s, or 0.
func conjunction(s string) int {
	rest := strings.TrimLeft(s, " ")
	word, _, found := strings.Cut(rest, " ")
	if !found {
		return 0
	}
	for _, c := range conjunctions {
		if strings.EqualFold(word, c) {
			return len(s) - len(rest) + len(word)
		}
	}
	return 0
}

// withoutBrackets leaves out brackets that hold words, with what is in them.
func withoutBrackets(s string) string {
	var b strings.Builder
	for {
		open := strings.IndexAny(s, "([")
		if open < 0 {
			break
		}
		inside := len(s)
		next := len(s)
		if i := strings.IndexAny(s[open:], ")]"); i >= 0 {
			inside, next = open+i, open+i+1
		}
		b.WriteString(s[:open])
		if strings.ContainsFunc(s[open:inside], unicode.IsLetter) && countDigits(s[open:inside]) < minDigits {
			b.WriteByte(' ')
		} else {
			b.WriteString(s[open:next])
		}
		s = s[next:]
	}
	b.WriteString(s)
	return strings.TrimSpace(b.String())
}

// maxNotes is how many words are tried as the start of a note.
const maxNotes = 6

// noteStarts gives where words begin behind the first digit of s, but for
// labels of extensions, in order.
func noteStarts(s string) []int {
	first := strings.IndexAny(s, "0123456789")
	if first < 0 {
		return nil
	}
	var starts []int
	within := false
	for i, r := range s {
		letter := unicode.IsLetter(r)
		if letter && !within && i > first && len(starts) < maxNotes && !isExtension(s[i:]) {
			starts = append(starts, i)
		}
		within = letter
	}
	return starts
}

// isExtension says whether s begins with a label and the digits of an
// extension, as the library takes them.
func isExtension(s string) bool {
	word := s[:len(s)-len(strings.TrimLeftFunc(s, unicode.IsLetter))]
	switch strings.ToLower(word) {
	case "x", "ext", "xt", "extn", "xtn", "extension", "int", "anexo":
		rest := strings.TrimLeft(s[len(word):], " .:,-")
		return rest != "" && isDigit(rest[0])
	}
	return false
}

// extensionLabels are words before an extension that the library does not
// know, in the languages of its users' lists.
var extensionLabels = [...]string{
	"durchwahl", "dw", "nebenstelle", "nst", "apparat", "app", "klappe", "kl", // German
	"extensión", "interno", "interior", // Spanish
	"ramal", "extensão", // Portuguese
	"poste", "toestel", "tst", "wew", "extn", "ext",
}

// labelledExtension finds such a word with digits behind it at the end of s,
// and gives s with the label that the library knows.
func labelledExtension(s string) (string, bool) {
	s = strings.TrimRight(s, " .)]")
	number := strings.TrimRight(s, "0123456789")
	digits := s[len(number):]
	if digits == "" || len(digits) > 9 {
		return "", false
	}
	number = strings.TrimRight(number, " .:-")
	start := strings.LastIndexFunc(number, func(r rune) bool { return !unicode.IsLetter(r) }) + 1
	if start > 0 {
		_, size := utf8.DecodeRuneInString(number[start-1:])
		start += size - 1
	}
	for _, label := range extensionLabels {
		if strings.EqualFold(number[start:], label) {
			return strings.TrimRight(number[:start], " .,:-/([") + ";ext=" + digits, true
		}
	}
	return "", false
}

// plusForZeros gives s with + in place of the zeros that stand for it in most
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
