package charset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// The charsets that are told apart; of equals the first is taken.
var (
	windows1252 = fromCharmap("windows-1252", charmap.Windows1252)
	iso885915   = fromCharmap("iso-8859-15", charmap.ISO8859_15)
	macintosh   = fromCharmap("macintosh", charmap.Macintosh)
)

// Western finds the charset of Latin letters that makes the best words of b; nil where
// none makes any sense.
func Western(b []byte) *Charset {
	var best *Charset
	bestScore := -1 << 62
	for _, c := range []*Charset{windows1252, iso885915, macintosh} {
		if score := c.score(b); score > bestScore {
			best, bestScore = c, score
		}
	}
	// If there is nothing but þ and ÿ, and what has no meaning, it is rather
	// UTF-8 that was damaged.
	for _, x := range b {
		if x >= utf8.RuneSelf && x < 0xfe && best.Runes[x] != utf8.RuneError {
			return best
		}
	}
	return nil
}

// score returns how well b reads in a charset: letters belong beside letters of
// the same case, other characters between words.
func (c *Charset) score(b []byte) (score int) {
	at := func(i int) rune {
		if i < 0 || i >= len(b) {
			return ' '
		}
		return c.Runes[b[i]]
	}
	for i, x := range b {
		if x < utf8.RuneSelf {
			continue
		}
		before, r, after := at(i-1), c.Runes[x], at(i+1)
		inWord := unicode.IsLetter(before) && unicode.IsLetter(after)
		switch {
		case r == utf8.RuneError, unicode.IsControl(r):
			score -= 4
		case unicode.IsUpper(r) && unicode.IsLower(before):
			score -= 2
		case unicode.IsLetter(r) && strings.ContainsRune("ªºµƒˆıþÞÿŸ", r):
		case unicode.IsLower(r) && unicode.IsUpper(before) && unicode.IsUpper(after):
			score -= 2
		case unicode.IsLetter(r) && (unicode.IsLetter(before) || unicode.IsLetter(after)):
			score += 2
		case unicode.IsLetter(r):
			score--
		case inWord && r != '’' && r != '´' && r != '·':
			score -= 2
		case strings.ContainsRune("€’‘“”–…", r):
			score++
		}
	}
	return score
}
