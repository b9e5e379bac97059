package syntax

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

// TestMarks compares the two ways to look at a block with a plain one.
func TestMarks(t *testing.T) {
	char := rapid.SampledFrom([]byte("aa,,;\"\"'\n\r\x00\x80\xac\xff"))
	rapid.Check(t, func(t *rapid.T) {
		var b [64]byte
		for i := range b {
			b[i] = char.Draw(t, "byte")
		}
		quote := rapid.SampledFrom([]byte("\"'\x00")).Draw(t, "quote")
		delim := rapid.SampledFrom([]byte(",;\t\x1f")).Draw(t, "delimiter")
		var quotes, delims, breaks uint64
		for i, c := range b {
			switch c {
			case quote:
				quotes |= 1 << i
			case delim:
				delims |= 1 << i
			case '\n', '\r':
				breaks |= 1 << i
			}
		}
		want := marks{quotes, delims, breaks}
		for name, mark := range map[string]func(*[marked]marks, *byte, int, byte, byte){"markBlocks": markBlocks, "markWords": markWords} {
			// Between other blocks, which must not matter.
			text := append(append(bytes.Repeat([]byte("x"), 128), b[:]...), bytes.Repeat([]byte(","), 64)...)
			var got [marked]marks
			if mark(&got, &text[0], 4, quote, delim); got[2] != want {
				t.Errorf("%s of %q, %q, %q: got %b, want %b", name, b, quote, delim, got[2], want)
			}
		}
	})
}
