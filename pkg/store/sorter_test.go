package store

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestSorter compares a sorter with a stable sort, for records that fit into
// memory and for those that do not.
func TestSorter(t *testing.T) {
	type record struct {
		key  uint64
		data []byte
	}
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		s := &sorter{dir: dir, memory: rapid.IntRange(1, 2000).Draw(t, "memory")}
		if rapid.Bool().Draw(t, "orders equal keys") {
			s.less = bytes.Compare
		}
		defer s.close()
		for range rapid.IntRange(1, 3).Draw(t, "rounds") {
			var want []record
			for range rapid.IntRange(0, 100).Draw(t, "records") {
				r := record{rapid.Uint64Range(0, 9).Draw(t, "key"), rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(t, "data")}
				if err := s.add(r.key, r.data); err != nil {
					t.Fatal(err)
				}
				want = append(want, r)
			}
			slices.SortStableFunc(want, func(a, b record) int {
				if c := cmp.Compare(a.key, b.key); c != 0 || s.less == nil {
					return c
				}
				return bytes.Compare(a.data, b.data)
			})
			s.seal()
			for range 2 { // a sorter may be read again
				c, err := s.read()
				if err != nil {
					t.Fatal(err)
				}
				for i := 0; ; i++ {
					key, data, ok := c.peek()
					if ok != (i < len(want)) {
						t.Fatalf("it ends after %d records, not %d", i, len(want))
					}
					if !ok {
						break
					}
					if key != want[i].key || !bytes.Equal(data, want[i].data) {
						t.Fatalf("record %d is %d %x, not %d %x", i, key, data, want[i].key, want[i].data)
					}
					if err := c.next(); err != nil {
						t.Fatal(err)
					}
				}
			}
			if s.add(0, nil) == nil {
				t.Fatal("a sealed sorter takes a record")
			}
			s.reset()
		}
	})
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("files are left behind: %v, %v", left, err)
	}
}

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
		m := matches{all: sorter{dir: t.TempDir(), memory: memory}}
		defer m.all.close()
		for i, n := range []uint64{2, 3, 7, 90} {
			if err := m.all.add(n, make([]byte, i)); err != nil {
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
