package dryrun

import (
	"cmp"
	"slices"
)

// rangeSet is a set of numbers by their ranges.
type rangeSet struct {
	all []numberRange
	// merged are how many of all, from the first on, are in order and apart.
	merged int
}

// numberRange is the numbers from first to last.
type numberRange struct{ first, last uint64 }

// fewRanges is how many come before they are merged.
const fewRanges = 1 << 12

// add puts in the numbers from first to last. Ranges that repeat take no memory
// for long.
func (s *rangeSet) add(first, last uint64) {
	if s.all = append(s.all, numberRange{first, last}); len(s.all) >= max(fewRanges, 2*s.merged) {
		s.merge()
	}
}

// has reports whether a number is in the set.
func (s *rangeSet) has(n uint64) bool {
	if s.merged < len(s.all) {
		s.merge()
	}
	at, found := slices.BinarySearchFunc(s.all, n, func(r numberRange, n uint64) int { return cmp.Compare(r.first, n) })
	return found || at > 0 && n <= s.all[at-1].last
}

// merge puts the ranges in order and joins those that overlap.
func (s *rangeSet) merge() {
	slices.SortFunc(s.all, func(a, b numberRange) int { return cmp.Compare(a.first, b.first) })
	kept := s.all[:0]
	for _, r := range s.all {
		if n := len(kept); n > 0 && r.first <= kept[n-1].last+1 {
			kept[n-1].last = max(kept[n-1].last, r.last)
			continue
		}
		kept = append(kept, r)
	}
	s.all, s.merged = kept, len(kept)
}
