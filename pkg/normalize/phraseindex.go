package normalize

import (
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// phraseIndex finds phrases by the words that they begin with. A phrase is cut into
// its words when a text has the one that it begins with: most texts have few.
type phraseIndex struct {
	list []listedPhrase
	// words are those that phrases begin with, stems the first letters of stems.
	words, stems openingTable
	mask         wordMask // of words in small letters and in capitals
	// stemsBy has, by the first byte of a stem, that there is one.
	stemsBy [256]bool
}

type listedPhrase struct {
	text   string
	parsed atomic.Pointer[phrase]
}

// indexPhrases reads phrases of a list, and returns those apart that begin with a
// letter of another script than Latin: few texts ask for them.
func indexPhrases(text string) (x *phraseIndex, others []string) {
	x = &phraseIndex{list: make([]listedPhrase, 0, strings.Count(text, ",")+strings.Count(text, "\n")+1)}
	start, odd := 0, false
	for i := 0; i <= len(text); i++ {
		if i < len(text) && text[i] != ',' && text[i] != '\n' {
			c := text[i]
			odd = odd || c >= utf8.RuneSelf || c >= 'A' && c <= 'Z'
			continue
		}
		line := strings.TrimSpace(text[start:i])
		switch {
		case !odd:
			x.add(line)
		case beginsElsewhere(line):
			others = append(others, line)
		default:
			x.add(plainWords(line))
		}
		start, odd = i+1, false
	}
	return x, others
}

// indexOthers reads phrases that indexPhrases returned apart.
func indexOthers(lines []string) *phraseIndex {
	x := &phraseIndex{list: make([]listedPhrase, 0, len(lines))}
	for _, line := range lines {
		x.add(plainWords(line))
	}
	return x
}

// The letters of scripts beyond Latin, but for those that stand for Latin ones.
const (
	firstElsewhere = 0x0370
	lastElsewhere  = 0x1CFF
	// leadElsewhere is the first byte of the first of them in UTF-8.
	leadElsewhere = 0xCD
)

// beginsElsewhere reports whether each of the words with which a line can begin
// begins with a letter of another script than Latin, as it stands and without
// accents.
func beginsElsewhere(line string) bool {
	first, _, _ := strings.Cut(strings.TrimPrefix(line, "^"), " ")
	for word := range strings.SplitSeq(first, "|") {
		if r, _ := utf8.DecodeRuneInString(word); r < firstElsewhere || r > lastElsewhere || !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// add adds a phrase in plain words.
func (x *phraseIndex) add(line string) {
	first := strings.TrimSpace(strings.TrimPrefix(line, "^"))
	if first == "" {
		return
	}
	if i := strings.IndexAny(first, " \t"); i >= 0 {
		first = first[:i]
	}
	at := len(x.list)
	x.list = append(x.list, listedPhrase{text: line})
	for {
		word, rest, more := strings.Cut(first, "|")
		if stem, ok := strings.CutSuffix(word, "*"); ok {
			x.stems.add(stem[:stemLetters], at)
			x.stemsBy[stem[0]], x.stemsBy[upperByte(stem[0])] = true, true
		} else if x.words.add(word, at) {
			x.mask.addFolded(word)
		}
		if !more {
			return
		}
		first = rest
	}
}

// phrase returns the phrase at a place of the list.
func (x *phraseIndex) phrase(at int) *phrase {
	one := &x.list[at]
	if ph := one.parsed.Load(); ph != nil {
		return ph
	}
	line, alone := strings.CutPrefix(one.text, "^")
	ph := &phrase{alone: alone}
	for w := range strings.FieldsSeq(line) {
		ph.words = append(ph.words, strings.Split(w, "|"))
	}
	one.parsed.Store(ph)
	return ph
}

// mayBe reports whether a phrase may begin with a word, by its first and its last
// byte and its length.
func (x *phraseIndex) mayBe(first, last byte, size int) bool {
	return x.mask.may(first, last, size) || x.stemsBy[first] && size >= stemLetters
}

// begins reports whether a phrase begins with a word in small letters.
func (x *phraseIndex) begins(word string) bool {
	return x.words.first(word) >= 0 || len(word) >= stemLetters && x.stems.first(word[:stemLetters]) >= 0
}

// at returns how many words the longest phrase has that begins with a text's first
// word, or 0.
func (x *phraseIndex) at(text []token) (longest int) {
	word := text[0].text
	if !x.mayBe(word[0], word[len(word)-1], len(word)) {
		return 0
	}
	look := func(t *openingTable, word string) {
		for e := t.first(word); e >= 0; e = t.entries[e].next {
			ph := x.phrase(t.entries[e].phrase)
			if ph.alone && !text[0].first {
				continue
			}
			longest = max(longest, ph.match(text, 0))
		}
	}
	look(&x.words, word)
	if len(word) >= stemLetters {
		look(&x.stems, word[:stemLetters])
	}
	return longest
}

// openingTable is a hash table of words with the places of the phrases that begin
// with them. The zero value is empty.
type openingTable struct {
	slots   []int32 // the places of entries, plus 1; 0 is a free one
	entries []openingEntry
	words   int
}

type openingEntry struct {
	word         string
	phrase, next int // next is the place of another entry of the word, or -1
}

// add adds a phrase that begins with a word, and reports whether it is the first.
func (t *openingTable) add(word string, phrase int) bool {
	if 2*t.words >= len(t.slots) {
		t.grow()
	}
	slot := t.slot(word)
	next := int(*slot) - 1
	t.entries = append(t.entries, openingEntry{word, phrase, next})
	*slot = int32(len(t.entries))
	if next < 0 {
		t.words++
	}
	return next < 0
}

// first returns the place of an entry of a word, or -1.
func (t *openingTable) first(word string) int {
	if t.words == 0 {
		return -1
	}
	return int(*t.slot(word)) - 1
}

// slot returns the slot of a word, or the free one for it. Hash: FNV-1a.
func (t *openingTable) slot(word string) *int32 {
	hash := uint32(2166136261)
	for i := range len(word) {
		hash = (hash ^ uint32(word[i])) * 16777619
	}
	mask := uint32(len(t.slots) - 1)
	for i := hash; ; i++ {
		slot := &t.slots[i&mask]
		if *slot == 0 || t.entries[*slot-1].word == word {
			return slot
		}
	}
}

func (t *openingTable) grow() {
	old := t.slots
	t.slots = make([]int32, max(64, 4*len(old)))
	for _, at := range old {
		if at != 0 {
			*t.slot(t.entries[at-1].word) = at
		}
	}
}
