package source

import (
	"strconv"
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

// TestStrangeCells has cells that are not of their column's kind, and some that are all the same:
// a value that the column has itself, an address of a district, what is said of the number.
func TestStrangeCells(t *testing.T) {
	const columns = 30
	names, data := make([]string, columns), []sampleRow{}
	for c := range names {
		names[c] = "Question " + strconv.Itoa(c*c)
	}
	names[1], names[4], names[5] = "Phone", "Lowest grade", "district_email"
	for i := range 60 {
		cells := make([]string, columns)
		for c := range cells {
			cells[c] = "note " + string(rune('a'+i%26)) + string(rune('a'+i/26)) + string(rune('a'+c%26))
		}
		cells[1], cells[5] = "206736"+strconv.Itoa(5000+i), "office"+strconv.Itoa(i)+"@example.com"
		cells[4] = [...]string{"K", "K", "K", "K", "6"}[i%5]
		data = append(data, sampleRow{cells: cells})
	}
	sh := shape{columns: columns, phones: []int{1}, header: names, found: &fileNotices{}}
	sh.learnKinds(data)
	sh.learnPlaces(names, data)
	for _, c := range []struct {
		column int
		cell   string
		want   bool
	}{
		{4, "6", false}, {4, "7", true}, {5, "hall@example.com", false}, {1, "no number", false}, {1, "Ann Lee", true},
	} {
		if sh.strange(c.column, c.cell) != c.want {
			t.Errorf("column %d, %q: not %v", c.column, c.cell, c.want)
		}
	}
}
