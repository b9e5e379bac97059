package source

import (
	"testing"

	"pgregory.net/rapid"
)

func TestColumnNameEqualsAny(t *testing.T) {
	cells := rapid.StringOf(rapid.RuneFrom([]rune("aZ1 ~!\t\n\u00a0\u200bé\u0301\x7f")))
	rapid.Check(t, func(t *rapid.T) {
		cell := cells.Draw(t, "cell")
		if got, want := columnName(cell), anyColumnName(cell); got != want {
			t.Fatalf("%q: %q, want %q", cell, got, want)
		}
	})
}
