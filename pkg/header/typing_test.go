package header

import "testing"

// A word that is corrected to a word that would be corrected again must not
// send the Meaning round in circles: it once overflowed the stack.
func TestCorrectionsEnd(t *testing.T) {
	for _, w := range typoWords {
		for i := range w {
			header := w[:i] + w[i+1:]
			Read(header)
			Read(header + " " + w)
			Read("some " + header)
		}
	}
}
