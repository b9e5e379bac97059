package normalize

import (
	"strings"
	"sync"
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
	bracketByte // that may stand around a word of refusal beside a name
)

var wordBytes = func() (kinds [256]uint8) {
	for c := 'a'; c <= 'z'; c++ {
		kinds[c], kinds[c-'a'+'A'] = smallLetter, capitalLetter
	}
	for c := '0'; c <= '9'; c++ {
		kinds[c] = digitByte
	}
	kinds['\''], kinds['`'] = apostropheByte, apostropheByte
	kinds['('], kinds['['], kinds['{'], kinds['*'] = bracketByte, bracketByte, bracketByte, bracketByte
	return kinds
}()

// nextWord returns where the next word of a text of printable ASCII begins and
// ends, from at on, as tokens cuts it; start is len(text) where there is none. It
// is not ok at an apostrophe within a word, as in don't.
func nextWord(text string, at int) (start, end int, ok bool) {
between:
	for ; at < len(text); at++ {
		switch wordBytes[text[at]] {
		case betweenWords, bracketByte:
		case apostropheByte:
			if isContraction(text[at+1:]) {
				return at, at, false
			}
		default:
			break between
		}
	}
	start = at
	if at < len(text) && wordBytes[text[at]] == digitByte {
		for at < len(text) && wordBytes[text[at]] == digitByte {
			at++
		}
	} else if at < len(text) {
		last := wordBytes[text[at]]
		for at++; at < len(text); at++ {
			kind := wordBytes[text[at]]
			if kind != smallLetter && kind != capitalLetter {
				break
			}
			if kind == capitalLetter && (last == smallLetter && at-start > 1 ||
				last == capitalLetter && at+1 < len(text) && wordBytes[text[at+1]] == smallLetter) {
				break
			}
			last = kind
		}
	}
	if at < len(text) && wordBytes[text[at]] == apostropheByte && isContraction(text[at+1:]) {
		return start, at, false
	}
	return start, at, true
}

// plainTokens is tokens for printable ASCII. It is not ok where there is an
// apostrophe within a word.
func plainTokens(s string) (list []token, ok bool) {
	lower := strings.ToLower(s)
	list = make([]token, 0, 8)
	first := true
	for at := 0; ; {
		start, end, ok := nextWord(s, at)
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

// hasBracket reports whether a text has a bracket or a star.
func hasBracket(text string) bool {
	for i := range len(text) {
		if wordBytes[text[i]] == bracketByte {
			return true
		}
	}
	return false
}

// latin are the characters of ASCII and the blocks of the Latin script behind it,
// as anyUnaccented writes them.
var latin = sync.OnceValue(func() *[latinEnd]string {
	var table [latinEnd]string
	for r := range table {
		table[r] = anyUnaccented(string(rune(r)))
	}
	return &table
})

// latinEnd is where the marks begin that go with the letter before them.
const latinEnd = 0x0300

// unaccentedLatin is unaccented for a text in which each character stands for
// itself; ok is false for another.
func unaccentedLatin(s string) (plain string, ok bool) {
	table := latin()
	var buf [64]byte
	text := buf[:0]
	for _, r := range s {
		if r >= latinEnd {
			return "", false
		}
		text = append(text, table[r]...)
	}
	return string(text), true
}

// openings are the words that phrases and whole cells begin with.
type openings struct {
	words map[string]bool
	stems map[string]bool // by their first stemLetters bytes
	// lengths has, by the first byte of a word, a bit for each length in bytes:
	// most words are none by this alone.
	lengths [256]uint64
}

// openingsOf collects the first words of phrases and of whole cells.
func openingsOf(p *phrases, cells map[string]bool) *openings {
	o := &openings{words: map[string]bool{}, stems: map[string]bool{}}
	add := func(word string) {
		o.words[word] = true
		o.lengths[word[0]] |= 1 << min(len(word), longWord)
	}
	for word := range p.byWord {
		add(word)
	}
	for cell := range cells {
		word, _, _ := strings.Cut(cell, " ")
		add(word)
	}
	for stem := range p.byStem {
		o.stems[stem] = true
		o.lengths[stem[0]] |= ^uint64(1<<stemLetters - 1)
	}
	return o
}

// longWord is from how many bytes on the lengths of words are not told apart.
const longWord = 63

// may reports whether something may begin with a word in small letters, by its
// first byte and its length.
func (o *openings) may(word string) bool { return o.lengths[word[0]]>>min(len(word), longWord)&1 != 0 }

// within reports whether something may begin in a text of printable ASCII.
func (o *openings) within(text string) bool {
	var buf [longWord]byte
	for at := 0; ; {
		start, end, ok := nextWord(text, at)
		if !ok {
			return true
		}
		if start == len(text) {
			return false
		}
		first := text[start]
		if first >= 'A' && first <= 'Z' {
			first |= 0x20
		}
		if o.lengths[first]>>min(end-start, longWord)&1 != 0 {
			if end-start > len(buf) {
				return true
			}
			word := buf[:end-start]
			for i := range word {
				word[i] = text[start+i]
				if wordBytes[word[i]] == capitalLetter {
					word[i] |= 0x20
				}
			}
			if o.words[string(word)] || len(word) >= stemLetters && o.stems[string(word[:stemLetters])] {
				return true
			}
		}
		at = end
	}
}
