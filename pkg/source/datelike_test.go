package source

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestIsDateLikeIsItsPattern(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.TrimSpace(rapid.StringMatching(`[0-9]{0,5}[-/. ]?[0-9]{0,3}[-/.T]?[0-9]{0,5}[T \n]?[a0-9\n]{0,3}`).Draw(t, "text"))
		if got, want := isDateLike(text), dateLike().MatchString(text); got != want {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
	})
}
