package normalize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// optedIn is the one of the words that let a row in that is two.
const optedIn = "opted-in"

// Consent reports whether a cell says that the person agreed to be called: yes,
// true, 1, y, consent or opted-in, or one of the further words, in any case,
// with spaces or hyphens alike between words. Whatever else it says, -1 too, is no
// consent.
func Consent(s string, allow []string) bool {
	s = unmarkedWords(s)
	return isConsent(s) || isOneOf(s, allow)
}

// Says reports whether a cell is one of words, in any case, with spaces or hyphens
// alike between them.
func Says(cell string, words []string) bool {
	return len(words) > 0 && (isOneOf(unmarkedWords(cell), words) || isOneOf(strings.TrimSpace(cell), words))
}

// unmarkedWords returns a cell as its words are compared.
func unmarkedWords(s string) string {
	s = Unmarked(s)
	if !isPlain(s) {
		s = foldWords(s)
	}
	return strings.Trim(s, " ")
}

// isOneOf reports whether s, trimmed, is one of words.
func isOneOf(s string, words []string) bool {
	for _, word := range words {
		if !isPlain(word) {
			word = foldWords(word)
		}
		if s != "" && sameWords(s, strings.Trim(word, " ")) {
			return true
		}
	}
	return false
}

// DatedConsent reports whether a cell says that the person agreed, and beside it
// when: "Yes 2024-05-01", "opted in on 1 May 2024". The date is returned as it is
// written.
func DatedConsent(s string, allow []string) (date string, ok bool) {
	words, date, ok := CutDate(s)
	return date, ok && Consent(words, allow)
}

// CutDate takes the date, and what leads to it, out of a cell that has words
// beside it. What it takes for a date may be none.
func CutDate(s string) (words, date string, ok bool) {
	if !isDated(s) {
		return "", "", false
	}
	fields := strings.FieldsFunc(Text(Unmarked(s)), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("()[],;", r) })
	isDate := func(field string) bool {
		_, month := monthNamed(strings.ToLower(strings.TrimRight(field, ".")))
		return month || strings.ContainsAny(field, "0123456789")
	}
	first, last := slices.IndexFunc(fields, isDate), len(fields)-1
	for last > first && !isDate(fields[last]) && !dateWords.has(strings.ToLower(fields[last])) {
		last--
	}
	if first < 0 || slices.ContainsFunc(fields[first:last+1], func(w string) bool {
		return !isDate(w) && hasWord(w) && !dateWords.has(strings.ToLower(w)) && !dateLeads.has(strings.ToLower(w))
	}) {
		return "", "", false // "Y 2/2/25 web, then N 8/8/25"
	}
	left := slices.Concat(fields[:first], fields[last+1:])
	isLead := func(w string) bool {
		w = strings.Trim(w, ":-–—")
		return w == "" || dateLeads.has(strings.ToLower(w))
	}
	for n := len(left); n > 0 && isLead(left[n-1]); n-- {
		left = left[:n-1]
	}
	words = strings.TrimRight(strings.Join(left, " "), ":-–— ")
	return words, strings.Join(fields[first:last+1], " "), words != ""
}

// isDated reports whether a cell may have both words and a date.
func isDated(s string) bool {
	digits, letters := 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case isASCIILetter(c) || c >= 0x80:
			letters++
		}
	}
	return digits >= 3 && letters > 0
}

// isConsent compares a trimmed text with the words that let a row in.
func isConsent(s string) bool {
	switch len(s) {
	case 0, 2, 5, 6:
		return false
	case 1:
		return s[0] == '1' || s[0]|0x20 == 'y'
	case 3:
		return strings.EqualFold(s, "yes")
	case 4:
		return strings.EqualFold(s, "true")
	case 7:
		return strings.EqualFold(s, "consent")
	}
	return sameWords(s, optedIn)
}

// sameWords compares two texts without regard to the case of their letters
// and to how many spaces or hyphens keep words apart.
func sameWords(a, b string) bool {
	for a != "" && b != "" {
		switch gap := isGap(a[0]); {
		case gap != isGap(b[0]):
			return false
		case gap:
			a, b = strings.TrimLeft(a, " -"), strings.TrimLeft(b, " -")
			continue
		}
		_, size := utf8.DecodeRuneInString(a)
		if size > len(b) || !strings.EqualFold(a[:size], b[:size]) {
			return false
		}
		a, b = a[size:], b[size:]
	}
	return a == b
}

// isGap reports whether a byte keeps words apart.
func isGap(c byte) bool { return c == ' ' || c == '-' }

// foldWords returns a text in small letters, trimmed, with every hyphen and space as the
// one of ASCII.
func foldWords(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Pd, r) || r == '−':
			return '-'
		}
		return r
	}, Text(s)))
}
