package normalize

import "strings"

// stemList are the beginnings of words, without accents, with what they say: "=" in front
// asks for the whole word, "~" counts within a longer word too.
type stemList[C ~uint8 | ~uint16] struct {
	is   C
	text string
}

type stem[C ~uint8 | ~uint16] struct {
	text  string
	whole bool
	is    C
}

// stemTable has stems by their first two letters, and those that count within a word by
// their first four.
type stemTable[C ~uint8 | ~uint16] struct {
	byStart map[string][]stem[C]
	within  map[uint32][]stem[C]
	// shortest is how many letters those within have at least.
	shortest int
}

// stemsOf reads lists of stems. Those of so many letters count within a word too, as
// compounds have them, whether they are marked for it or not.
func stemsOf[C ~uint8 | ~uint16](lists []stemList[C], letters int) *stemTable[C] {
	t := &stemTable[C]{byStart: map[string][]stem[C]{}, within: map[uint32][]stem[C]{}, shortest: letters}
	for _, list := range lists {
		for w := range strings.FieldsSeq(list.text) {
			w, whole := strings.CutPrefix(w, "=")
			w, within := strings.CutPrefix(w, "~")
			one := stem[C]{w, whole, list.is}
			t.byStart[w[:2]] = append(t.byStart[w[:2]], one)
			if within || len(w) >= letters && !whole {
				t.within[firstFour(w)] = append(t.within[firstFour(w)], one)
				t.shortest = min(t.shortest, len(w))
			}
		}
	}
	return t
}

// of returns what a word says.
func (t *stemTable[C]) of(word string) (is C) {
	if len(word) < 2 {
		return 0
	}
	for _, one := range t.byStart[word[:2]] {
		if word == one.text || !one.whole && strings.HasPrefix(word, one.text) {
			is |= one.is
		}
	}
	for i := 1; i+t.shortest <= len(word); i++ {
		for _, one := range t.within[firstFour(word[i:])] {
			if strings.HasPrefix(word[i:], one.text) {
				is |= one.is
			}
		}
	}
	return is
}

// firstFour returns a number for the first four letters of a word of ASCII, or all of
// it where they are fewer. Capitals are as small letters.
func firstFour(text string) (n uint32) {
	for i := 0; i < 4 && i < len(text) && isASCIILetter(text[i]); i++ {
		n |= uint32(text[i]&31) << (15 - 5*i)
	}
	return n
}
