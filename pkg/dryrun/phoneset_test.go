package dryrun

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// A PhoneSet is a set, whatever the numbers.
func TestPhoneSetIsASet(t *testing.T) {
	number := rapid.OneOf(
		rapid.Uint64Range(12_000_000_000, 12_000_200_000), // neighbours, and more than one block of them
		rapid.Uint64Range(0, 999_999_999_999_999),
		rapid.SampledFrom([]uint64{0, 1 << 16, 2 << 16, 65535, 999_999_999_999_999}),
	)
	rapid.Check(t, func(t *rapid.T) {
		s, want := NewPhoneSet(), map[uint64]bool{}
		for _, n := range rapid.SliceOfN(number, 0, 300).Draw(t, "numbers") {
			e164 := fmt.Sprintf("+%d", n)
			if s.has(digits(e164)) != want[n] || s.Add(e164) == want[n] || !s.has(digits(e164)) {
				t.Fatalf("wrong about %s", e164)
			}
			want[n] = true
		}
		if s.Len() != len(want) {
			t.Fatalf("%d numbers, want %d", s.Len(), len(want))
		}
	})
}

// Ranges bar all their numbers and no other, however they overlap, and repeating
// them costs no memory.
func TestPhoneSetRanges(t *testing.T) {
	end := rapid.Uint64Range(12_000_000_000, 12_000_000_200)
	rapid.Check(t, func(t *rapid.T) {
		s, want := NewPhoneSet(), map[uint64]bool{}
		for range rapid.IntRange(0, 20).Draw(t, "ranges") {
			a, b := end.Draw(t, "a"), end.Draw(t, "b")
			s.AddRange(min(a, b), max(a, b))
			for n := min(a, b); n <= max(a, b); n++ {
				want[n] = true
			}
		}
		for n := uint64(11_999_999_999); n <= 12_000_000_201; n++ {
			if s.has(n) != want[n] {
				t.Fatalf("wrong about %d", n)
			}
		}
	})
	s := NewPhoneSet()
	for range 1 << 16 {
		s.AddRange(12_060_000_000, 12_069_999_999)
	}
	if n := len(s.ranges.all); n > fewRanges || !s.has(digits("+12069999999")) || s.has(digits("+12070000000")) {
		t.Errorf("%d ranges are kept of one", n)
	}
}

// A whole block of neighbours fills its table to the last place.
func TestPhoneSetFullBlock(t *testing.T) {
	s := NewPhoneSet()
	for n := range uint64(1 << 17) {
		if s.has(n) || !s.add(n) {
			t.Fatalf("%d was there", n)
		}
	}
	for n := range uint64(1 << 17) {
		if !s.has(n) || s.add(n) {
			t.Fatalf("%d was not there", n)
		}
	}
	if s.has(1<<17) || s.Len() != 1<<17 {
		t.Errorf("%d numbers", s.Len())
	}
}

func BenchmarkPhoneSetAdd(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	numbers := make([]uint64, 1<<20)
	for i := range numbers {
		numbers[i] = 10_000_000_000 + r.Uint64N(9_000_000_000)
	}
	s := NewPhoneSet()
	for i := 0; b.Loop(); i++ {
		if i&(1<<20-1) == 0 {
			s = NewPhoneSet()
		}
		s.add(numbers[i&(1<<20-1)])
	}
}

func TestDigitsIsTheInverseOfE164(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Uint64Range(1, 9_999_999_999_999_999_999).Draw(t, "n") / rapid.SampledFrom([]uint64{1, 1e4, 1e8, 1e11, 1e12, 1e15}).Draw(t, "size")
		if got := digits(e164(n)); got != n {
			t.Fatalf("digits(%q) = %d", e164(n), got)
		}
	})
}
