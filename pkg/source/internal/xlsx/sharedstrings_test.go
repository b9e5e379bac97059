package xlsx

import (
	"fmt"
	"strings"
	"testing"
)

// TestTextsThatSpill keeps more texts than are held in memory.
func TestTextsThatSpill(t *testing.T) {
	long := strings.Repeat("x", 64<<10)
	var ts sharedStrings
	defer func() {
		if err := ts.close(); err != nil {
			t.Error(err)
		}
	}()
	const n = 1500
	text := func(i int) string { return fmt.Sprint(i) + long[:i*17%len(long)] }
	for i := range n {
		if err := ts.add(text(i) + long); err != nil {
			t.Fatal(err)
		}
	}
	if err := ts.add(""); err != nil {
		t.Fatal(err)
	}
	if err := ts.complete(); err != nil {
		t.Fatal(err)
	}
	if ts.file == nil || ts.held != nil {
		t.Fatal("they are all held in memory")
	}
	for i := range n {
		if got, err := ts.get(i); err != nil || got != text(i)+long {
			t.Fatalf("text %d: got %d bytes, %v", i, len(got), err)
		}
	}
	if got, err := ts.get(n); got != "" || err != nil {
		t.Errorf("the last: got %q, %v", got, err)
	}
	for _, i := range []int{-1, n + 1} {
		if _, err := ts.get(i); err == nil {
			t.Errorf("there is a text %d", i)
		}
	}
}
