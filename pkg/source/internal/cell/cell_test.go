package cell

import (
	"testing"

	"rollcall/pkg/lazyregexp"

	"pgregory.net/rapid"
)

func TestIsExtensionEqualsPattern(t *testing.T) {
	extension := lazyregexp.New(`(?i)^(x|ext)\.?\s*\d+\s*$`)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[xXeEyé][xX]?[tT]?[. é]{0,2}[0-9a]{0,4} {0,2}`).Draw(t, "text")
		if got, want := isExtension(text), len(text) <= maxExtension && extension().MatchString(text); got != want {
			t.Fatalf("isExtension(%q) = %v, the pattern says %v", text, got, want)
		}
	})
}

func TestIsDateLikeIsItsPattern(t *testing.T) {
	dates := lazyregexp.New(`^\s*\d{1,4}([-/.])\d{1,2}([-/.])\d{1,4}([T ].*)?$`)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[\t ]?[0-9]{0,5}[-/. ]?[0-9]{0,3}[-/.T]?[0-9]{0,5}[T \n]?[a0-9\n]{0,3}`).Draw(t, "text")
		if got, want := IsDate(text), dates().MatchString(text); got != want {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
	})
}
func TestColumnNameEqualsAny(t *testing.T) {
	cells := rapid.StringOf(rapid.RuneFrom([]rune("aZ1 ~!\t\n\u00a0\u200bé\u0301\x7f")))
	rapid.Check(t, func(t *rapid.T) {
		cell := cells.Draw(t, "cell")
		if got, want := ColumnName(cell), anyColumnName(cell); got != want {
			t.Fatalf("%q: %q, want %q", cell, got, want)
		}
	})
}
