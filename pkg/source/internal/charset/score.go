package charset

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// words scores text of single bytes by its words: how far their letters follow
// one another as they do in one of the languages.
func (c *Candidate) words(b []byte) (float64, string) {
	total, chars := 0.0, 0
	var beyond strings.Builder
	var word []rune
	flush := func() {
		n := 0
		for _, r := range word {
			if r >= utf8.RuneSelf {
				n++
			}
		}
		if n > 0 {
			total += c.word(word, n)
		}
		word = word[:0]
	}
	for _, x := range b {
		if x == 0 {
			continue // between the letters of a torn UTF-16
		}
		r := c.Bytes.Runes[x]
		if x >= utf8.RuneSelf {
			chars++
			beyond.WriteRune(r)
		}
		if unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) {
			word = append(word, r)
			continue
		}
		if x >= utf8.RuneSelf {
			total += sign(r, len(word) > 0)
		}
		flush()
	}
	flush()
	return total / float64(max(1, chars)), beyond.String()
}

// sign scores a character that is no letter.
func sign(r rune, inWord bool) float64 {
	switch {
	case r == utf8.RuneError, unicode.IsControl(r):
		return -3
	case strings.ContainsRune("’", r):
		return 0.4
	case strings.ContainsRune("\u00a0€‘“”„–—…№«»°", r) && !inWord:
		return 0.4
	case r == '€', r == '“', r == '”', r == '…':
		return 0.2
	}
	return -0.7
}

// word scores a word with n letters beyond ASCII in the language that it suits
// best.
func (c *Candidate) word(word []rune, n int) float64 {
	best := -1e9
	cases := 0.0
	for i, r := range word {
		if i > 0 && unicode.IsUpper(r) {
			if cases -= 0.05; unicode.IsLower(word[i-1]) {
				cases--
			}
		}
	}
	for _, l := range c.languages {
		l.once.Do(l.read)
		score := cases
		before := rune(0)
		for i := 0; i <= len(word); i++ {
			r := rune(0)
			if i < len(word) {
				r = unicode.ToLower(word[i])
			}
			if beyond := r >= utf8.RuneSelf; beyond || before >= utf8.RuneSelf {
				if l.pairs[[2]rune{before, r}] {
					score += 0.35
				}
				switch {
				case !beyond:
				case l.letters[r]:
					score += 0.3
				case unicode.IsLetter(r):
					score -= 0.7
				}
				// Words are of one script.
				if !l.latin && (r > 0 && r < utf8.RuneSelf && r != '\'' || beyond && before > 0 && before < utf8.RuneSelf) {
					score--
				}
			}
			before = r
		}
		if l.latin && !l.marked && n > 2 && 2*n > len(word) {
			score -= 0.6 * float64(n)
		}
		best = max(best, score)
	}
	return best
}

// characters scores text of several bytes a character.
func (c *Candidate) characters(b []byte) (float64, string) {
	if len(b) > 16<<10 {
		b = b[:16<<10]
	}
	decoded, err := c.Codec.NewDecoder().Bytes(b)
	if err != nil {
		return -3, ""
	}
	total, chars := 0.0, 0
	encoder := c.Codec.NewEncoder()
	var beyond strings.Builder
	before := rune(0)
	for i, r := range string(decoded) {
		// Words are of one script: Gu뜺n is no name.
		if r >= utf8.RuneSelf && before >= 'a' && before <= 'z' || before >= utf8.RuneSelf && r >= 'a' && r <= 'z' {
			total -= 0.5
		}
		before = r
		if r < utf8.RuneSelf {
			continue
		}
		chars++
		beyond.WriteRune(r)
		switch {
		case r == utf8.RuneError:
			if i < len(decoded)-8 { // else it may be cut off
				total -= 3
			}
		case c.common[r]:
			total++
		case unicode.Is(unicode.Hangul, r), unicode.Is(unicode.Hiragana, r), unicode.Is(unicode.Katakana, r) && r < 0xff00:
			total += 0.6
		case unicode.Is(unicode.Han, r):
			if e, err := encoder.String(string(r)); err == nil && len(e) == 2 && e[0] >= c.from && e[0] <= c.to {
				total += 0.5
			} else {
				total -= 0.3
			}
		case strings.ContainsRune("、。「」（）・ー　〒：；，！？－／々", r), r >= 0xff01 && r <= 0xff5e:
			total += 0.4
		case r >= 0xff61 && r <= 0xff9f: // half width katakana
			total += 0.1
		default:
			total -= 0.7
		}
	}
	return total / float64(max(1, chars)), beyond.String()
}

// latin reports whether an encoding is of Latin letters.
func (c *Candidate) latin() bool {
	return slices.ContainsFunc(c.languages, func(l *language) bool { l.once.Do(l.read); return l.latin })
}
