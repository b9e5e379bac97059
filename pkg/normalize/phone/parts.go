package phone

import (
	"strings"
	"unicode"
)

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

// isLabel reports whether s, before a colon, says what follows: "Tel", "Phone 2".
func isLabel(s string) bool {
	s = strings.TrimLeft(s, " (")
	return s != "" && isLetter(s[0]) && countDigits(s) < 3
}

var conjunctions = [...]string{"or", "and", "oder", "und", "ou", "et", "o", "y", "e", "of", "en"}

// conjunction returns the length of a conjunction between spaces at the start of
// s, or 0.
func conjunction(s string) int {
	rest := strings.TrimLeft(s, " ")
	if rest == "" || strings.IndexByte("oaueyOAUEY", rest[0]) < 0 {
		return 0
	}
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
	if strings.IndexByte(s, '(') < 0 && strings.IndexByte(s, '[') < 0 {
		return strings.TrimSpace(s)
	}
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

// noteStarts returns where words begin after the first digit of s, but for
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

// isExtension reports whether s begins with a label and the digits of an
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

// labelledExtension finds such a word with digits after it at the end of s,
// and returns s with the label that the library knows.
func labelledExtension(s string) (string, bool) {
	s = strings.TrimRight(s, " .)]")
	number := strings.TrimRight(s, "0123456789")
	digits := s[len(number):]
	if digits == "" || len(digits) > 9 {
		return "", false
	}
	number = strings.TrimRight(number, " .:-")
	before := strings.TrimRightFunc(number, unicode.IsLetter)
	for _, label := range extensionLabels {
		if strings.EqualFold(number[len(before):], label) {
			return strings.TrimRight(before, " .,:-/([") + ";ext=" + digits, true
		}
	}
	return "", false
}
