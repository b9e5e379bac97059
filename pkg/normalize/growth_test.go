package normalize

import (
	"runtime"
	"strings"
	"testing"
)

// A long text of few words is read in a time that grows as it does. What is
// allocated counts the work: words that are joined again for each of them take as
// much each time.
func TestLongTexts(t *testing.T) {
	for _, words := range []string{"stop ", "fax 2067391001 ", "dnc ", "dnc list ", "removed ", "opted out ", "removed from ", "do not call ", "no longer ", "tree removed ", "a.", "1. ", "n = ", "him, ", "his number, "} {
		work := func(n int) uint64 {
			text := strings.Repeat(words, n/len(words))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			RefusesPlainly(text)
			WrongNumber(text)
			AnswerOf(text)
			NoteOf(text)
			Doubtful(text)
			runtime.ReadMemStats(&after)
			return after.TotalAlloc - before.TotalAlloc
		}
		work(100) // what is made once
		if small, large := work(4_000), work(16_000); large > 8*small {
			t.Errorf("%q: %d bytes are allocated for 4 kB, %d for 16 kB", words, small, large)
		}
	}
}
