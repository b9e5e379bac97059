package source

import (
	"testing"

	"pgregory.net/rapid"
)

func TestPlainRowsAreNotDoubted(t *testing.T) {
	cell := rapid.SampledFrom([]string{"", " ", "Ann", "Ann Lee", "yes", "206-444-1234", "(206) 444-1234 (cell)", "2064441234 ext. 34", "home 206 444 1234", "5551234", "+44 20 7946 0000", "1234567890123456",
		"2064441234 Boston", "12", "02115", "2025-01-10", "Call us toll free:", "Contacts 2064441234", "error: timeout", "é", "José", "2064441234,", "206.444.1234x5", "Smith 2064441235"})
	rapid.Check(t, func(t *rapid.T) {
		sh := shape{columns: 4, phones: []int{1}, strangers: []int{0, 2, 3}, always: rapid.SampledFrom([]int{-1, 2}).Draw(t, "always"), filled: []int{0}, oneWord: true, found: &fileNotices{}}
		if rapid.Bool().Draw(t, "second") {
			sh.phones, sh.strangers = []int{1, 2}, []int{0, 3}
		}
		rec := Record{Line: 7, Cells: rapid.SliceOfN(cell, 4, 4).Draw(t, "cells")}
		if !sh.plainly(rec.Cells, rec.Line) {
			return
		}
		if v := sh.doubt(&rec); v != isRow || rec.Malformed {
			t.Fatalf("%q is a plain row, but doubt says %v, %v", rec.Cells, v, rec.Problems)
		}
	})
}
