package normalize

import (
	_ "embed"
	"math"
	"math/bits"
	"strings"
)

// Here is a second opinion on what people write about people: no list of phrases
// foresees "wants nothing further to do with us". It is a logistic regression over the
// words of texts, their beginnings, parts and pairs of them, learned from those of
// testdata/notes by `go test ./pkg/normalize -run TestNoteModel -update`. It never lets
// anybody in whom known words keep out, unless the words around them are clearly about
// something else. A refusal that only the model finds is a doubt, and reported as one.

// noteWeights has a weight for each bucket into which words are hashed, in units of
// 1/noteUnit; the last one is that of every text.
//
//go:embed notemodel.bin
var noteWeights string

const (
	noteBuckets = 1 << 18
	noteUnit    = 16
	// stemLength is the number of letters at the beginning of a word that represent all of
	// its forms.
	stemLength = 5
)

// What is held of a text by its score. Where known words refuse, or may, what stands
// beside them must say clearly that they mean something else.
const (
	seemsToRefuse  = 0.5
	plainlyRefuses = 1.5
	seemsHarmless  = -0.5
	clearlyElse    = -1.5
	// plainlyElse is clearlyElse where the words that refuse are about calls.
	plainlyElse = -2
)

// meansElse reports whether the words of a text in which n refuse are clearly about
// something else: "removed from the old policy, needs own cover".
func meansElse(list []token, n int) bool {
	const beside = 2
	if len(withoutDates(list)) < n+beside {
		return false
	}
	most := clearlyElse
	if callsOnly.in(list) {
		most = plainlyElse
	}
	return noteScore(list) < most
}

// ReadsElse reports whether a text of several words reads as if it were about something
// else than the person's being called, whatever words in it refuse, but for a refusal that
// is a sentence by itself: "do not ring the bell".
func ReadsElse(text string) bool {
	list := withoutDates(tokens(text))
	return len(list) > 1 && noteScore(list) < seemsHarmless && !isSentence(list, strings.Fields(refusalIn(list)))
}

// noteScore returns by how much words seem to say that the person they are about must
// not be called: the logarithm of the odds.
func noteScore(list []token) float64 {
	sum, n := 0, 0
	noteFeatures(list, func(bucket uint32) {
		sum += int(int8(noteWeights[bucket]))
		n++
	})
	if n == 0 {
		return math.Inf(-1)
	}
	return (float64(sum)/math.Sqrt(float64(n)) + float64(int8(noteWeights[noteBuckets]))) / noteUnit
}

// noteFeatures yields the buckets of a text's words: each word, its beginning, each two
// that follow one another and those with one between, what they touch, the first of each
// part of a sentence and the last of all, and those that a negation before them may be about.
func noteFeatures(list []token, yield func(bucket uint32)) {
	const start, number, negated = 0x9e3779b9, 0x85ebca6b, 4 // words
	before, further := uint32(start), uint32(start)
	var all, last Doubt
	toNegate := 0
	for i := range list {
		word, short := hashWord(list[i].text)
		if list[i].isNumber() {
			word, short = number, number
		}
		yield(noteBucket(word, 1))
		if short != word {
			yield(noteBucket(short, 2))
		}
		yield(noteBucket(before*31+short, 3))
		if i > 0 {
			yield(noteBucket(further*37+short, 4))
		}
		if list[i].first {
			yield(noteBucket(short, 11))
			toNegate = 0
		}
		if i+1 == len(list) {
			yield(noteBucket(short, 12))
		}
		if toNegate > 0 {
			toNegate--
			yield(noteBucket(short*59+7, 10))
		}
		further, before = before, short
		partsOf(list[i].text, yield)
		is := doubts().of(list[i].text)
		if is&TouchesNo != 0 {
			toNegate = negated
		}
		for a := last; a != 0; a &= a - 1 {
			for b := is; b != 0; b &= b - 1 {
				yield(noteBucket(uint32(bits.TrailingZeros16(uint16(a)))<<8+uint32(bits.TrailingZeros16(uint16(b))), 6))
			}
		}
		if is != 0 {
			all, last = all|is, is
		}
	}
	yield(noteBucket(before*31+start, 3))
	for a := all; a != 0; a &= a - 1 {
		yield(noteBucket(uint32(bits.TrailingZeros16(uint16(a))), 5))
	}
}

// partsOf yields the buckets of the parts of a word, of four letters each, which forms,
// compounds and words mistyped have in common. They begin before the word and end after
// it.
func partsOf(word string, yield func(bucket uint32)) {
	const bound, prime = '|', 131
	n, a, b, c := 1, uint32(0), uint32(0), uint32(bound)
	next := func(r rune) {
		if n++; n >= 4 {
			yield(noteBucket(((a*prime+b)*prime+c)*prime+uint32(r), 7))
		}
		a, b, c = b, c, uint32(r)
	}
	for _, r := range word {
		next(r)
	}
	next(bound)
}

// hashWord returns numbers for a word and for its beginning.
func hashWord(text string) (word, stem uint32) {
	word = 2166136261
	for i := 0; i < len(text); i++ {
		if i == stemLength {
			stem = word
		}
		word = (word ^ uint32(text[i])) * 16777619
	}
	if stem == 0 {
		stem = word
	}
	return word, stem
}

func noteBucket(hash, kind uint32) uint32 {
	hash = (hash ^ kind*0x9e3779b1) * 0x85ebca6b
	return (hash ^ hash>>15) % noteBuckets
}
