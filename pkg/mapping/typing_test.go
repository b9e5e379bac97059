package mapping

import "testing"

// A word that is corrected to a word that would be corrected again must not
// send the reading round in circles: it once overflowed the stack.
func TestCorrectionsEnd(t *testing.T) {
	for _, w := range typoWords {
		for i := range w {
			header := w[:i] + w[i+1:]
			read(header)
			read(header + " " + w)
			read("some " + header)
		}
	}
}
