// Package bytesearch searches text eight bytes at a time, as numbers whose lowest byte comes
// first. It knows nothing of what it finds.
package bytesearch

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

// Numbers with the same byte eight times.
const (
	Ones  = 0x0101010101010101
	Lows  = 0x7f * Ones
	Highs = 0x80 * Ones
	LFs   = '\n' * Ones
	CRs   = '\r' * Ones
)

// match has the highest bit of each byte of x set that is LF, CR, or what a and
// b consist of, which must be ASCII; and no other bits. Within seven bits an
// addition carries into no neighbour, so the answer is exact.
func match(x, a, b uint64) uint64 {
	l := x & Lows
	none := ((l ^ LFs) + Lows) & ((l ^ CRs) + Lows) & ((l ^ a) + Lows) & ((l ^ b) + Lows)
	return ^(none | x) & Highs
}

// AllPrintable reports whether each byte of x is neither a control character of ASCII
// nor beyond it.
func AllPrintable(x uint64) bool { return (x|(x+Ones)|^(x+(0x7f-0x1f)*Ones))&Highs == 0 }

// first returns how many bytes stand below the lowest one that m marks.
func first(m uint64) int { return bits.TrailingZeros64(m) >> 3 }

// Word reads the eight bytes at i.
func Word(b []byte, i int) uint64 { return binary.LittleEndian.Uint64(b[i:]) }

// lastWord reads the bytes from i to end, eight at the most, with zeros after.
func lastWord(b []byte, i, end int) (x uint64) {
	for k := end - 1; k >= i; k-- {
		x = x<<8 | uint64(b[k])
	}
	return x
}

// IndexStop returns the place of the first LF, CR, a or b at or after i, or
// len(s).
func IndexStop(s string, i int, a, b byte) int {
	as, bs := Ones*uint64(a), Ones*uint64(b)
	t := Bytes(s)
	for ; i+8 <= len(t); i += 8 {
		if m := match(Word(t, i), as, bs); m != 0 {
			return i + first(m)
		}
	}
	if m := match(lastWord(t, i, len(t)), as, bs); m != 0 {
		return i + first(m)
	}
	return len(t)
}

// IndexBreak returns the place of the first LF or CR at or after i, or len(s).
func IndexBreak(s string, i int) int { return IndexStop(s, i, '\n', '\n') }

// IndexBeyondASCII returns the place of the first byte that isn't ASCII at or
// after i, or len(b).
func IndexBeyondASCII(b []byte, i int) int {
	for ; i+64 <= len(b); i += 64 {
		// Of an array, no place is checked.
		if t := (*[64]byte)(b[i:]); (word(t, 0)|word(t, 8)|word(t, 16)|word(t, 24)|
			word(t, 32)|word(t, 40)|word(t, 48)|word(t, 56))&Highs != 0 {
			break
		}
	}
	for i < len(b) && b[i] < 0x80 {
		i++
	}
	return i
}

// word reads the eight bytes at i.
func word(t *[64]byte, i int) uint64 { return binary.LittleEndian.Uint64(t[i : i+8]) }

// IsASCII reports whether a text is all ASCII.
func IsASCII(s string) bool { return IndexBeyondASCII(Bytes(s), 0) == len(s) }

// Bytes returns the bytes of s, which must not be written to.
func Bytes(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// String returns b as a string without copying it: b must not change any more.
func String(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
