package normalize

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

// However many tags a cell has, each is there once, in the order of the cell,
// and splitting takes time in proportion.
func TestManyTags(t *testing.T) {
	const n = 100_000
	var cell strings.Builder
	for range 2 {
		for i := range n {
			cell.WriteString("tag " + strconv.Itoa(i) + ";")
		}
	}
	start := time.Now()
	tags := AppendTags([]string{"tag 7"}, cell.String())
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("%d tags took %v", n, took)
	}
	if len(tags) != n || tags[0] != "tag 7" || tags[1] != "tag 0" || tags[8] != "tag 8" || tags[n-1] != "tag "+strconv.Itoa(n-1) {
		t.Errorf("got %d tags, %q first", len(tags), tags[:min(9, len(tags))])
	}
}
