package normalize

import (
	"strings"
	"unicode"
)

// consentWords are the words that let a row in, folded as foldWord does.
var consentWords = [...]string{"yes", "true", "1", "y", "consent", "opted-in"}

// Consent says whether a cell says that the person agreed to be called: yes,
// true, 1, y, consent or opted-in, or one of the further words, in any case,
// with spaces or hyphens alike. Whatever else it says is no consent.
func Consent(s string, allow []string) bool {
	for _, word := range consentWords {
		if sameWords(s, word) {
			return true
		}
	}
	for _, word := range allow {
		if sameWords(s, word) && Text(word) != "" {
			return true
		}
	}
	return false
}

// sameWords compares two texts without regard to case, to invisible
// characters, and to how their words are kept apart.
func sameWords(a, b string) bool {
	if strings.EqualFold(a, b) {
		return true
	}
	if isPlain(a) && len(a) > 4*len(b)+16 {
		return false
	}
	return foldWords(a) == foldWords(b)
}

func foldWords(s string) string {
	words := strings.FieldsFunc(Text(s), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r)
	})
	return strings.ToLower(strings.Join(words, "-"))
}
