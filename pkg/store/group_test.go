package store

import (
	"cmp"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rollcall/pkg/store/internal/extsort"
)

// TestPhoneKeys checks that keys are ordered as the numbers are.
func TestPhoneKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		phone := rapid.StringMatching(`\+[0-9]{1,16}`)
		a, b := phone.Draw(t, "a"), phone.Draw(t, "b")
		if got, want := cmp.Compare(phoneKey(a), phoneKey(b)), strings.Compare(a, b); got != want {
			t.Fatalf("the keys of %s and %s compare %d, not %d", a, b, got, want)
		}
	})
}

// TestMatches walks matches along with places, empty ones among them, in memory and
// from disk.
func TestMatches(t *testing.T) {
	for _, memory := range []int{1, 0} {
		m := matches{all: extsort.Sorter{Memory: memory}}
		defer m.all.Close()
		for i, n := range []uint64{2, 3, 7, 90} {
			if err := m.all.Add(n, make([]byte, i)); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			if err := m.rewind(); err != nil {
				t.Fatal(err)
			}
			var got []string
			for n := range int64(100) {
				mark, ok, err := m.at(n)
				if err != nil {
					t.Fatal(err)
				}
				if ok {
					got = append(got, fmt.Sprint(n, " ", len(mark)))
				}
			}
			same(t, "matches", got, []string{"2 0", "3 1", "7 2", "90 3"})
		}
	}
}
