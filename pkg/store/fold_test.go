package store

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// A number may stand in a list as often as the list has rows: what its rows say
// together is the same however they are kept, and what folding them takes grows
// as they do, not as the square of their number.
func TestFold(t *testing.T) {
	fold := func(rows int, value string) (taken uint64) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		encode := func(i int) []byte {
			it := item{phone: []byte("+12067391001"), line: uint64(i + 1), columns: make([][]byte, len(columns)), answers: []byte("yes")}
			it.columns[i%3] = fmt.Append(nil, value, i)
			it.customs = []customValue{{fmt.Appendf(nil, "field%d", i%100), fmt.Append(nil, i)}}
			it.tags = [][]byte{fmt.Appendf(nil, "tag%d", i), []byte("same"), fmt.Appendf(nil, "tag%d", i/2)}[:min(2+i, 3)]
			return appendItem(nil, &it)
		}
		var it, later item
		var f rowFolder
		if err := it.decode(encode(0)); err != nil {
			t.Fatal(err)
		}
		f.begin()
		var row []byte
		for i := 1; i < rows; i++ {
			row = append(row[:0], encode(i)...) // memory that each row overwrites
			if err := later.decode(row); err != nil {
				t.Fatal(err)
			}
			if err := f.fold(&it, &later, len(row)); err != nil {
				t.Fatal(err)
			}
		}
		clear(row)
		runtime.ReadMemStats(&after)
		if it.line != 1 || string(it.answers) != "yes" {
			t.Errorf("line %d, answers %q", it.line, it.answers)
		}
		for c := range 3 {
			last := rows - 1 - (rows-1-c)%3
			if want := fmt.Sprint(value, last); string(it.columns[c]) != want {
				t.Errorf("column %d ends in %q", c, it.columns[c][max(0, len(it.columns[c])-9):])
			}
		}
		for i, c := range it.customs {
			if want := fmt.Sprint(rows - 1 - (rows-1-i)%100); string(c.key) != fmt.Sprintf("field%d", i) || string(c.json) != want {
				t.Errorf("%s is %s, not %s", c.key, c.json, want)
			}
		}
		if n := len(it.tags); n != rows+1 || string(it.tags[n-1]) != fmt.Sprintf("tag%d", rows-1) ||
			!slices.ContainsFunc(it.tags, func(t []byte) bool { return bytes.Equal(t, []byte("same")) }) {
			t.Errorf("%d tags of %d rows", n, rows)
		}
		return after.TotalAlloc - before.TotalAlloc
	}
	fold(300, strings.Repeat("x", 5000)) // more than is kept of rows
	if few, many := fold(2000, ""), fold(16000, ""); many > 16*few {
		t.Errorf("8 times the rows take %d bytes, not %d", many, few)
	}
}
