package mapping

import (
	"strings"
	"unicode"

	"rollcall/pkg/header"

	"golang.org/x/text/unicode/norm"
)

// squash is s in lower case without anything but letters and digits: what two
// spellings of one word have in common.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFC.String(s))
}

// Nearest returns the word that s most likely stands for: the same except for case and
// punctuation, a few typing errors away, or one that contains s.
func Nearest(s string, words []string) (string, bool) {
	want := []rune(squash(s))
	if len(want) == 0 || len(want) > 200 {
		return "", false
	}
	best, bestCost := "", len(want)/3+1
	for _, w := range words {
		have := []rune(squash(w))
		cost := header.Typos(want, have, bestCost)
		if len(want) >= 4 && len(have) >= 4 &&
			(strings.HasPrefix(string(want), string(have)) || strings.HasPrefix(string(have), string(want))) {
			cost = min(cost, 1)
		}
		if cost < bestCost {
			best, bestCost = w, cost
		}
	}
	return best, best != ""
}

// maxCompared is how many words the problems of one mapping are compared with to
// find the nearest: a hundred problems of a list of a thousand columns.
const maxCompared = 100_000

// nearest is Nearest for a problem that is reported. It finds nothing after many comparisons,
// or for a problem that is only counted.
func (r *reader) nearest(s string, words []string) (string, bool) {
	if len(r.errs.Problems) >= r.most || r.compared+len(words) > maxCompared {
		return "", false
	}
	r.compared += len(words)
	return Nearest(s, words)
}

// meantBy returns the word that s most likely stands for: the one of which it is a synonym, or
// the nearest.
func meantBy(s string, words []string, synonyms map[string]string) (string, bool) {
	if w, ok := synonyms[squash(s)]; ok {
		return w, true
	}
	return Nearest(s, words)
}
