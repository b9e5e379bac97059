package normalize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// consentWords are the words that let a row in.
var consentWords = [...]string{"yes", "true", "1", "y", "consent", "opted-in"}

// Consent says whether a cell says that the person agreed to be called: yes,
// true, 1, y, consent or opted-in, or one of the further words, in any case,
// with spaces or hyphens alike. Whatever else it says is no consent.
func Consent(s string, allow []string) bool {
	if !isPlain(s) {
		s = foldWords(s)
	}
	s = strings.Trim(s, " -")
	if s == "" {
		return false
	}
	for _, word := range consentWords {
		if sameWords(s, word) {
			return true
		}
	}
	for _, word := range allow {
		if sameWords(s, strings.Trim(foldWords(word), " -")) {
			return true
		}
	}
	return false
}

// sameWords compares two texts without regard to the case of their letters
// and to how many spaces or hyphens keep words apart.
func sameWords(a, b string) bool {
	for a != "" && b != "" {
		restA, restB := strings.TrimLeft(a, " -"), strings.TrimLeft(b, " -")
		if (restA == a) != (restB == b) {
			return false
		}
		_, size := utf8.DecodeRuneInString(restA)
		if size > len(restB) || !strings.EqualFold(restA[:size], restB[:size]) {
			return false
		}
		a, b = restA[size:], restB[size:]
	}
	return a == b
}

// foldWords gives a text in small letters, with one hyphen for what keeps its
// words apart.
func foldWords(s string) string {
	words := strings.FieldsFunc(Text(s), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r)
	})
	return strings.ToLower(strings.Join(words, "-"))
}
