package extsort

import (
	"bytes"
	"cmp"
	"os"
	"slices"
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
	t.Setenv("TMPDIR", dir)
	rapid.Check(t, func(t *rapid.T) {
		s := &Sorter{Memory: rapid.IntRange(1, 2000).Draw(t, "memory")}
		if rapid.Bool().Draw(t, "orders equal keys") {
			s.Less = bytes.Compare
		}
		defer s.Close()
		for range rapid.IntRange(1, 3).Draw(t, "rounds") {
			var want []record
			for range rapid.IntRange(0, 100).Draw(t, "records") {
				r := record{rapid.Uint64Range(0, 9).Draw(t, "key"), rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(t, "data")}
				if err := s.Add(r.key, r.data); err != nil {
					t.Fatal(err)
				}
				want = append(want, r)
			}
			slices.SortStableFunc(want, func(a, b record) int {
				if c := cmp.Compare(a.key, b.key); c != 0 || s.Less == nil {
					return c
				}
				return bytes.Compare(a.data, b.data)
			})
			s.Seal()
			for range 2 { // a sorter may be read again
				c, err := s.Read()
				if err != nil {
					t.Fatal(err)
				}
				for i := 0; ; i++ {
					key, data, ok := c.Peek()
					if ok != (i < len(want)) {
						t.Fatalf("it ends after %d records, not %d", i, len(want))
					}
					if !ok {
						break
					}
					if key != want[i].key || !bytes.Equal(data, want[i].data) {
						t.Fatalf("record %d is %d %x, not %d %x", i, key, data, want[i].key, want[i].data)
					}
					if err := c.Next(); err != nil {
						t.Fatal(err)
					}
				}
			}
			if s.Add(0, nil) == nil {
				t.Fatal("a sealed sorter takes a record")
			}
			s.Reset()
		}
	})
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("files are left behind: %v, %v", left, err)
	}
}
