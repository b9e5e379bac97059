package header

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A word that nobody writes is not taken apart, however long it is.
func TestLongWords(t *testing.T) {
	long := strings.Repeat("5", 1<<20)
	if got := Words("Phone " + long); len(got) != 2 || got[1] != long {
		t.Errorf("got %d words", len(got))
	}
	many := Words(strings.Repeat("opt in ", 100_000))
	if len(many) != 100_000 || many[0] != "optin" || many[99_999] != "optin" {
		t.Errorf("got %d words", len(many))
	}
	if diff := cmp.Diff([]string{"home", "phone", "not", "optin"}, Words("homephone do not opt in")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestPhrasesAreShort(t *testing.T) {
	for p := range phrases() {
		if len(p) > longestPhrase {
			t.Errorf("%s is longer than %d bytes", p, longestPhrase)
		}
	}
}
