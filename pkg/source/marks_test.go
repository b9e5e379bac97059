package source

import (
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
		for name, mark := range map[string]func(*[64]byte, byte, byte) (uint64, uint64, uint64){"markBlock": markBlock, "markWords": markWords} {
			if q, d, n := mark(&b, quote, delim); q != quotes || d != delims || n != breaks {
				t.Errorf("%s(%q, %q, %q) = %b, %b, %b, want %b, %b, %b", name, b, quote, delim, q, d, n, quotes, delims, breaks)
			}
		}
	})
}
