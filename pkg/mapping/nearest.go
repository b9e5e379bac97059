package mapping

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// printable says whether a character may be shown as it is: no control, no
// format character that could reorder or hide text.
func printable(r rune) bool {
	return unicode.IsGraphic(r)
}

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

// nearest finds the word that s most likely stands for: the same but for case
// and punctuation, or a few typing errors away, or one that contains it.
func nearest(s string, words []string) (string, bool) {
	want := []rune(squash(s))
	if len(want) == 0 || len(want) > 200 {
		return "", false
	}
	best, bestCost := "", len(want)/3+1
	for _, w := range words {
		have := []rune(squash(w))
		cost := typos(want, have, bestCost)
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

// meantBy finds the word that s most likely stands for: that of which it is a
// synonym, squashed, or else the nearest.
func meantBy(s string, words []string, synonyms map[string]string) (string, bool) {
	if w, ok := synonyms[squash(s)]; ok {
		return w, true
	}
	return nearest(s, words)
}

// typos is the number of letters to insert, remove, replace or swap with
// their neighbour to make b of a, or limit where it is not below limit.
func typos(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	var older, old []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		older, old, row = old, row, make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			same := 1
			if a[i-1] == b[j-1] {
				same = 0
			}
			row[j] = min(old[j]+1, row[j-1]+1, old[j-1]+same)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
	}
	return min(row[len(b)], limit)
}

// Nearest finds the word that a mistyped one most likely stands for, for
// "did you mean".
func Nearest(s string, words []string) (string, bool) { return nearest(s, words) }
