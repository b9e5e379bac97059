package remark

import (
	"strings"
	"testing"
)

// TestNestedConditions reads conditions whose values are conditions: where each was read twice,
// they took longer than any test may.
func TestNestedConditions(t *testing.T) {
	for _, s := range []string{"x" + strings.Repeat(" = a", 70), "Do Not Call" + strings.Repeat(" is a", 55), strings.Repeat("filter: ", 36) + "x", "a" + strings.Repeat(" and b", 48)} {
		if len(s) > LongestTitle {
			t.Fatalf("%q is no title", s)
		}
		SaysDoNotCall(s)
	}
}
