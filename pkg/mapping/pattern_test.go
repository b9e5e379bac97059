package mapping

import (
	"testing"

	"pgregory.net/rapid"
)

// What is told without an expression is what the expression says.
func TestFieldKeyIsItsPattern(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z_]?[a-zA0-9_]{0,70}\n?`)).Draw(t, "text")
		if got, want := fieldKey.MatchString(text), fieldKey.compiled().MatchString(text); got != want {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
	})
}
