package clean

import (
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

func TestMemoSaysWhatReadingSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var m memo[int]
		cells := rapid.SliceOfN(rapid.StringN(0, 3, 100), 1, 3*maxMemo).Draw(t, "cells")
		for _, cell := range append(cells, cells...) {
			if got := m.of(cell, func(s string) int { return len(s) }); got != len(cell) {
				t.Fatalf("%q: %d, want %d", cell, got, len(cell))
			}
		}
		if known := m.known.Load(); known != nil && len(*known) > maxMemo {
			t.Fatalf("keeps %d cells", len(*known))
		}
	})
}

func TestMemoReadsOnce(t *testing.T) {
	var m memo[int]
	reads := 0
	for range 3 {
		m.of("yes", func(string) int { reads++; return 1 })
	}
	if reads != 1 {
		t.Errorf("read %d times", reads)
	}
	long := strings.Repeat("no ", maxMemoCell)
	for range 2 {
		m.of(long, func(string) int { reads++; return 1 })
	}
	if reads != 3 {
		t.Errorf("a long cell is kept")
	}
}

func TestMemoAtOnce(t *testing.T) {
	var m memo[string]
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 1000 {
				cell := string(rune('a' + i%90))
				if got := m.of(cell, strings.ToUpper); got != strings.ToUpper(cell) {
					t.Errorf("%q: %q", cell, got)
				}
			}
		})
	}
	all.Wait()
}
