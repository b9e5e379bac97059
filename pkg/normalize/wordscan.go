package normalize

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Here is what tokens does, for the printable ASCII that most cells are, without
// an allocation for each word; and the look that spares most cells even this.

// The kinds of bytes in a text of printable ASCII.
const (
	betweenWords = iota
	smallLetter
	capitalLetter
	digitByte
	apostropheByte
	stopByte // at which nextWord gives up
)

// wordBytes stops at what is beyond ASCII, bracketBytes also at brackets and stars, which may
// stand around a word beside a name, nameBytes also at the marks of besideName.
var (
	wordBytes    = newWordBytes("")
	bracketBytes = newWordBytes("([{*")
	nameBytes    = newWordBytes("([{*-/|:;")
)

func newWordBytes(stops string) *[256]uint8 {
	var kinds [256]uint8
	for c := 'a'; c <= 'z'; c++ {
		kinds[c], kinds[c-'a'+'A'] = smallLetter, capitalLetter
	}
	for c := '0'; c <= '9'; c++ {
		kinds[c] = digitByte
	}
	kinds['\''], kinds['`'] = apostropheByte, apostropheByte
	for i := range stops {
		kinds[stops[i]] = stopByte
	}
	for c := utf8.RuneSelf; c < len(kinds); c++ {
		kinds[c] = stopByte
	}
	return &kinds
}

// nextWord returns where the next word of a text begins and ends, from at on, as
// tokens cuts it; start is len(text) where there is none. It is not ok at an
// apostrophe within a word, as in don't, and at a byte that stops.
func nextWord(text string, at int, kinds *[256]uint8) (start, end int, ok bool) {
between:
	for ; at < len(text); at++ {
		switch kinds[text[at]] {
		case betweenWords:
		case stopByte:
			return at, at, false
		case apostropheByte:
			if isContraction(text[at+1:]) {
				return at, at, false
			}
		default:
			break between
		}
	}
	start = at
	if at < len(text) && kinds[text[at]] == digitByte {
		for at < len(text) && kinds[text[at]] == digitByte {
			at++
		}
	} else if at < len(text) {
		last := kinds[text[at]]
		for at++; at < len(text); at++ {
			kind := kinds[text[at]]
			if kind != smallLetter && kind != capitalLetter {
				break
			}
			if kind == capitalLetter && (last == smallLetter && at-start > 1 ||
				last == capitalLetter && at+1 < len(text) && kinds[text[at+1]] == smallLetter) {
				if n := refusalInAnyCase(text[start:]); n > 0 {
					at = start + n
				}
				break
			}
			last = kind
		}
	}
	if at < len(text) {
		kind := kinds[text[at]]
		return start, at, kind != stopByte && !(kind == apostropheByte && isContraction(text[at+1:]))
	}
	return start, at, true
}

// refusalInAnyCase returns the size of a word that a text begins with if it refuses by
// itself but has its capitals elsewhere than words have, "DnC", "UnSub"; else 0.
func refusalInAnyCase(text string) (size int) {
	for size < len(text) && isASCIILetter(text[size]) {
		size++
	}
	if size == 0 || size > maxFold || refusalPhrases.load().at([]token{{strings.ToLower(text[:size]), true}}) == 0 {
		return 0
	}
	return size
}

// plainTokens is tokens for printable ASCII. It is not ok where there is an
// apostrophe within a word.
func plainTokens(s string) (list []token, ok bool) {
	lower := strings.ToLower(s)
	list = make([]token, 0, 8)
	first := true
	for at := 0; ; {
		start, end, ok := nextWord(s, at, wordBytes)
		if !ok {
			return nil, false
		}
		if start == len(s) {
			return list, true
		}
		for i := at; i < start && !first; i++ {
			first = endsPart(s, i)
		}
		list = append(list, token{lower[start:end], first})
		at, first = end, false
	}
}

// endsPart reports whether the mark at i ends a part of a sentence.
func endsPart(s string, i int) bool {
	switch s[i] {
	case ',', ';', ':', '!', '?', '(', ')', '[', ']', '{', '}', '|', '"', '=':
		return true
	case '.', '/', '-':
		return i+1 == len(s) || s[i+1] == ' ' || i > 0 && s[i-1] == ' '
	}
	return false
}

// latin are the characters of ASCII and the blocks of the Latin script after it,
// as anyUnaccented writes them.
var latin = sync.OnceValue(func() *[latinEnd]string {
	var all strings.Builder
	for r := rune(0); r < latinEnd; r++ {
		all.WriteRune(r)
	}
	table, each := [latinEnd]string{}, all.String()
	for r, i := rune(0), 0; r < latinEnd; r++ {
		char := each[i : i+utf8.RuneLen(r)]
		i += len(char)
		parts := norm.NFKD.PropertiesString(char).Decomposition()
		switch {
		case len(parts) > 2 && isASCIILetter(parts[0]) && unicode.Is(unicode.Mn, firstRune(parts[1:])) && utf8.RuneCount(parts) == 2:
			char = string(parts[:1]) // most: a letter and its accent
		case parts != nil, !unicode.IsLetter(r) && r >= utf8.RuneSelf, r < ' ':
			char = anyUnaccented(char)
		}
		table[r] = char
	}
	return &table
})

func firstRune(text []byte) rune {
	r, _ := utf8.DecodeRune(text)
	return r
}

// latinEnd is where the marks begin that go with the letter before them.
const latinEnd = 0x0300

// unaccentedLatin is unaccented for a text in which each character stands for
// itself; ok is false for another.
func unaccentedLatin(s string) (plain string, ok bool) {
	table := latin()
	var buf [64]byte
	text := buf[:0]
	for _, r := range s {
		if r >= latinEnd || r == 'ß' { // which has two letters, as large as the one before
			return "", false
		}
		text = append(text, table[r]...)
	}
	return string(text), true
}

// openings are the words that phrases and whole cells begin with. They are collected
// when a text is first looked at.
type openings struct {
	phrases *phrases
	cells   *cellSet // or nil
	once    sync.Once
	index   *phraseIndex
	ofCells map[string]bool // the words that cells begin with
	mask    wordMask        // of the words in small letters and in capitals
}

func openingsOf(p *phrases, cells *cellSet) *openings { return &openings{phrases: p, cells: cells} }

func (o *openings) read() {
	o.index = o.phrases.load()
	o.mask = o.index.mask
	if o.cells == nil {
		return
	}
	o.ofCells = map[string]bool{}
	for cell := range o.cells.cells() {
		word, _, _ := strings.Cut(cell, " ")
		if o.ofCells[word] = true; word != "" {
			o.mask.addFolded(word)
		}
	}
}

// mayBe reports whether something may begin with a word, by its first and its last
// byte and its length.
func (o *openings) mayBe(first, last byte, size int) bool {
	return o.mask.may(first, last, size) || o.index.stemsBy[first] && size >= stemLetters
}

// within reports whether a word of the set can begin in a text; ok is false for a text
// that nextWord cannot read to its end.
func (o *openings) within(text string, kinds *[256]uint8) (found, ok bool) {
	o.once.Do(o.read)
	for at := 0; at < len(text); {
		kind := kinds[text[at]]
		if kind == betweenWords {
			at++
			continue
		}
		start := at
		switch kind {
		case smallLetter, capitalLetter:
			// Most words are small letters after the first.
			for at++; at < len(text) && kinds[text[at]] == smallLetter; at++ {
			}
		case digitByte:
			for at++; at < len(text) && kinds[text[at]] == digitByte; at++ {
			}
		}
		end := at
		if end == start || end < len(text) && kinds[text[end]] != betweenWords && kinds[text[end]] != digitByte && kind != digitByte {
			var ok bool
			if start, end, ok = nextWord(text, start, kinds); !ok {
				return false, false
			}
			if start == end {
				break
			}
		}
		if o.mayBe(text[start], text[end-1], end-start) && o.begins(text[start:end]) {
			return true, true
		}
		at = end
	}
	return false, true
}

// mayBegin reports whether something may begin in a text.
func (o *openings) mayBegin(text string) bool {
	found, ok := o.within(text, wordBytes)
	if !ok && !isPlain(text) {
		found, ok = o.within(unaccented(text), wordBytes)
	}
	return found || !ok
}

// begins reports whether something begins with a word.
func (o *openings) begins(word string) bool {
	var buf [maxFold]byte
	if len(word) > len(buf) {
		word = strings.ToLower(word)
		return o.ofCells[word] || o.index.begins(word)
	}
	lower := buf[:len(word)]
	for i := range len(word) { // of ASCII, as nextWord returns it
		lower[i] = word[i]
		if c := word[i]; c >= 'A' && c <= 'Z' {
			lower[i] |= 0x20
		}
	}
	return o.ofCells[string(lower)] || o.index.begins(string(lower))
}

// maxFold is how many bytes of a word are put into small letters without an
// allocation.
const maxFold = 32

// wordMask rules out most words that are not of a set.
type wordMask struct {
	// firsts has, by the first byte of a word, a bit for each length in bytes, and
	// lasts by the last one.
	firsts, lasts [256]uint64
}

func (m *wordMask) add(word string) { m.set(word[0], word[len(word)-1], len(word)) }

func (m *wordMask) set(first, last byte, size int) {
	m.firsts[first] |= 1 << (size % 64)
	m.lasts[last] |= 1 << (size % 64)
}

// addFolded adds a word in small letters as it may be written, with capitals.
func (m *wordMask) addFolded(word string) {
	first, last := word[0], word[len(word)-1]
	for _, first := range []byte{first, upperByte(first)} {
		for _, last := range []byte{last, upperByte(last)} {
			m.set(first, last, len(word))
		}
	}
}

func foldingMaskOf(words []string) *wordMask {
	m := &wordMask{}
	for _, w := range words {
		m.addFolded(w)
	}
	return m
}

func (m *wordMask) mayFold(word string) bool { return m.may(word[0], word[len(word)-1], len(word)) }

// may reports whether a word of so many bytes may be of the set.
func (m *wordMask) may(first, last byte, size int) bool {
	return (m.firsts[first]&m.lasts[last])>>(size%64)&1 != 0
}

// upperByte returns a byte of ASCII, a small letter as the capital.
func upperByte(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}
