package charset

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Candidate is an encoding that may be guessed.
type Candidate struct {
	Name string
	// Codec is nil where Bytes has a table that x/text does not.
	Codec encoding.Encoding
	// Bytes is set where a character is one byte.
	Bytes *Charset
	// rare ones are taken only where they read plainly better than all others.
	rare      bool
	languages []*language
	// common are the characters of names and headers, of scripts without
	// words; plain, the lead bytes of the usual ones.
	common   map[rune]bool
	from, to byte
}

// candidates are the encodings that are distinguished, in the order of how often files come in
// them; the first of equals is taken.
var candidates = sync.OnceValue(func() []*Candidate {
	all := []*Candidate{
		single("windows-1252", charmap.Windows1252, western), single("iso-8859-15", charmap.ISO8859_15, western),
		single("macintosh", charmap.Macintosh, western),
		single("windows-1250", charmap.Windows1250, central), single("iso-8859-2", charmap.ISO8859_2, central), single("iso-8859-16", charmap.ISO8859_16, central),
		single("windows-1251", charmap.Windows1251, russian), single("koi8-u", charmap.KOI8U, russian), single("koi8-r", charmap.KOI8R, russian), single("ibm866", charmap.CodePage866, russian),
		single("iso-8859-5", charmap.ISO8859_5, russian), single("x-mac-cyrillic", charmap.MacintoshCyrillic, russian),
		single("windows-1253", charmap.Windows1253, greek), single("iso-8859-7", charmap.ISO8859_7, greek),
		single("windows-1254", charmap.Windows1254, turkish), single("windows-1255", charmap.Windows1255, hebrew),
		single("windows-1256", charmap.Windows1256, arabic), single("iso-8859-6", charmap.ISO8859_6, arabic), single("windows-1257", charmap.Windows1257, baltic), single("windows-1258", charmap.Windows1258, vietnamese),
		single("windows-874", charmap.Windows874, thai),
		single("ibm850", charmap.CodePage850, western), single("ibm437", charmap.CodePage437, western), single("ibm852", charmap.CodePage852, central),
		double("shift_jis", japanese.ShiftJIS, runeSet(japaneseRunes), 0x88, 0x97), double("euc-jp", japanese.EUCJP, runeSet(japaneseRunes), 0xb0, 0xcf),
		double("gb18030", simplifiedchinese.GB18030, runeSet(simplifiedRunes), 0xb0, 0xd7), double("big5", traditionalchinese.Big5, runeSet(traditionalRunes), 0xa4, 0xc6),
		double("euc-kr", korean.EUCKR, runeSet(koreanRunes), 0xb0, 0xc8),
	}
	rare := []*Candidate{
		single("ibm860", charmap.CodePage860, western), single("ibm865", charmap.CodePage865, western), single("ibm862", charmap.CodePage862, hebrew), single("ibm855", charmap.CodePage855, russian),
		single("iso-8859-13", charmap.ISO8859_13, baltic), single("iso-8859-4", charmap.ISO8859_4, baltic), single("iso-8859-10", charmap.ISO8859_10, western),
	}
	for _, t := range tables {
		rare = append(rare, &Candidate{Name: t.name, Bytes: tableCharset(t.name, t.upper), languages: t.languages})
	}
	for _, c := range rare {
		c.rare = true
	}
	return append(all, rare...)
})

func runeSet(s string) map[rune]bool {
	set := map[rune]bool{}
	for _, r := range s {
		set[r] = true
	}
	return set
}

func single(name string, m *charmap.Charmap, languages []*language) *Candidate {
	return &Candidate{Name: name, Codec: m, Bytes: fromCharmap(name, m), languages: languages}
}

func double(name string, e encoding.Encoding, common map[rune]bool, from, to byte) *Candidate {
	return &Candidate{Name: name, Codec: e, common: common, from: from, to: to}
}

// guess is how well text reads in an encoding.
type guess struct {
	*Candidate
	score float64 // for each character beyond ASCII, 1 at the most
	text  string  // the characters beyond ASCII
}

// guesses returns how text reads in each of the encodings, the best first.
func guesses(b []byte) []guess {
	var all []guess
	b, framed := withoutFrames(b)
	for _, c := range candidates() {
		g := guess{Candidate: c}
		if framed && !strings.HasPrefix(c.Name, "ibm") {
			continue
		}
		if c.Bytes != nil {
			g.score, g.text = c.words(b)
			if c.rare {
				if g.score -= rarity; !strings.ContainsFunc(g.text, unicode.IsLetter) {
					g.score = -1
				}
			}
		} else {
			g.score, g.text = c.characters(b)
		}
		all = append(all, g)
	}
	slices.SortStableFunc(all, func(a, b guess) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	return all
}

// withoutFrames returns text without the lines that programs of DOS draw tables with, and reports
// whether there are any: only its encodings have them.
func withoutFrames(b []byte) (text []byte, framed bool) {
	if !bytes.Contains(b, []byte("\xc4\xc4\xc4\xc4")) && !bytes.Contains(b, []byte("\xcd\xcd\xcd\xcd")) {
		return b, false
	}
	for _, c := range b {
		if strings.IndexByte("\xb3\xb4\xb9\xba\xbb\xbc\xbf\xc0\xc1\xc2\xc3\xc4\xc5\xc8\xc9\xca\xcb\xcc\xcd\xce\xd9\xda", c) < 0 {
			text = append(text, c)
		}
	}
	return text, true
}

const (
	// readable is what a guess must have to be taken, plainly what one of another
	// script must have, whose right guesses are far above that, sure by how much it
	// must be better than one that gives other text, and rarity by how much one of a
	// rare encoding must be.
	readable = 0.25
	plainly  = 0.45
	sure     = 0.06
	rarity   = 0.1
)

// ReadsPlainly reports whether all of a text, with what would be characters of UTF-8 in
// it, are words in an encoding of single bytes.
func (c *Candidate) ReadsPlainly(b []byte) bool {
	score, _ := c.words(b)
	return score >= plainly
}

// Verdict is how sure a guess is.
type Verdict int

// The verdicts.
const (
	// Sure: there is no doubt worth telling of.
	Sure Verdict = iota
	// Likely: others are possible.
	Likely
	// Ambiguous: others read as well.
	Ambiguous
	// Unreadable: the text reads as words in none.
	Unreadable
	// Damaged: the text looks like UTF-8 that was damaged.
	Damaged
)

// Guess finds the encoding of text that is not UTF-8, and the names of others in which
// it reads. The encoding is nil where the text is Unreadable or Damaged.
func Guess(b []byte) (best *Candidate, others []string, v Verdict) {
	if b = withoutSeparator(b); !bytes.ContainsFunc(b, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return candidateOf(windows1252), nil, Sure
	}
	if onlySpaces(b) {
		return candidateOf(windows1252), nil, Sure
	}
	all := guesses(b)
	first := all[0]
	rival := false
	for _, g := range all[1:] {
		if g.text == first.text || g.score < readable {
			continue
		}
		if g.score > first.score-sure {
			rival = true
		}
		if len(others) < 4 {
			others = append(others, g.Name)
		}
	}
	switch {
	case first.score < readable || first.score < plainly && !first.latin():
		western := Western(b)
		if western == nil {
			return nil, nil, Damaged
		}
		if longRuns(b) {
			return nil, nil, Unreadable
		}
		return candidateOf(western), others, Likely
	case rival && first.languages != nil && len([]rune(first.text)) < 4 && !first.latin():
		return first.Candidate, others, Ambiguous
	case first.Name != "windows-1252" && first.Name != "macintosh" && first.Name != "iso-8859-15" || rival:
		return first.Candidate, others, Likely
	}
	return first.Candidate, others, Sure
}

// onlySpaces reports whether all bytes beyond ASCII are the spaces and hyphens that break no
// line, between digits or signs: in other encodings they are letters.
func onlySpaces(b []byte) bool {
	letter := func(i int) bool { return i >= 0 && i < len(b) && (b[i]|0x20 >= 'a' && b[i]|0x20 <= 'z') }
	for i, c := range b {
		if c >= utf8.RuneSelf && (c != 0xa0 && c != 0xad || letter(i-1) || letter(i+1)) {
			return false
		}
	}
	return true
}

// candidateOf returns the candidate of a charset.
func candidateOf(set *Charset) *Candidate {
	return candidates()[slices.IndexFunc(candidates(), func(c *Candidate) bool { return c.Name == set.Name })]
}

// withoutSeparator returns text with a comma for a byte beyond ASCII that each of the first
// lines has equally often: a separator, such as a broken bar, which is part of no word. It
// stands next to no other such byte, or rarely where each of several lines has some: a byte of
// two that are one character mostly does. The first line may have begun before.
func withoutSeparator(b []byte) []byte {
	const fewest, several, most, rare = 3, 6, 50, 4
	var often [256]int
	var all, beside [256]int
	lines := 0
	for line := range bytes.Lines(b) {
		if lines++; lines == 1 || len(bytes.Trim(line, "\r\n\t \x1a")) == 0 {
			continue
		}
		var here [256]int
		before := byte(' ')
		for i, c := range line {
			if c >= utf8.RuneSelf {
				here[c]++
				all[c]++
				if before >= utf8.RuneSelf && before != c || i+1 < len(line) && line[i+1] >= utf8.RuneSelf && line[i+1] != c {
					beside[c]++
				}
			}
			before = c
		}
		for c := range here {
			if lines > 2 && here[c] != often[c] {
				here[c] = 0
			}
		}
		if often = here; lines > most {
			break
		}
	}
	for c, n := range often {
		if n > 0 && lines > fewest && (beside[c] == 0 || n > 1 && lines > several && rare*beside[c] < all[c]) {
			b = bytes.ReplaceAll(b, []byte{byte(c)}, []byte{','})
		}
	}
	return b
}

// longRuns reports whether much of the text beyond ASCII stands in runs longer
// than words of Latin letters have them.
func longRuns(b []byte) bool {
	n, long, run := 0, 0, 0
	for i := 0; i <= len(b); i++ {
		if i < len(b) && b[i] >= utf8.RuneSelf {
			run++
			continue
		}
		n += run
		if run > 2 {
			long += run
		}
		run = 0
	}
	return 4*long > n
}
