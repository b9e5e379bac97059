package source

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

// Text is searched eight bytes at a time, as numbers whose lowest byte comes
// first.
const (
	ones  = 0x0101010101010101
	lows  = 0x7f * ones
	highs = 0x80 * ones
	lfs   = '\n' * ones
	crs   = '\r' * ones
)

// match has the highest bit of each byte of x set that is LF, CR, or what a and
// b consist of, which must be ASCII; and no other bits. Within seven bits an
// addition carries into no neighbour, so the answer is exact.
func match(x, a, b uint64) uint64 {
	l := x & lows
	none := ((l ^ lfs) + lows) & ((l ^ crs) + lows) & ((l ^ a) + lows) & ((l ^ b) + lows)
	return ^(none | x) & highs
}

// allPrintable reports whether each byte of x is neither a control character of ASCII
// nor beyond it.
func allPrintable(x uint64) bool { return (x|(x+ones)|^(x+(0x7f-0x1f)*ones))&highs == 0 }

// first returns how many bytes stand below the lowest one that m marks.
func first(m uint64) int { return bits.TrailingZeros64(m) >> 3 }

// word reads the eight bytes at i.
func word(b []byte, i int) uint64 { return binary.LittleEndian.Uint64(b[i:]) }

// lastWord reads the bytes from i to end, eight at the most, with zeros behind.
func lastWord(b []byte, i, end int) (x uint64) {
	for k := end - 1; k >= i; k-- {
		x = x<<8 | uint64(b[k])
	}
	return x
}

// indexStop returns the place of the first LF, CR, a or b at or after i, or
// len(s).
func indexStop(s string, i int, a, b byte) int {
	as, bs := ones*uint64(a), ones*uint64(b)
	t := view(s)
	for ; i+8 <= len(t); i += 8 {
		if m := match(word(t, i), as, bs); m != 0 {
			return i + first(m)
		}
	}
	if m := match(lastWord(t, i, len(t)), as, bs); m != 0 {
		return i + first(m)
	}
	return len(t)
}

// indexBreak returns the place of the first LF or CR at or after i, or len(s).
func indexBreak(s string, i int) int { return indexStop(s, i, '\n', '\n') }

// indexBeyondASCII returns the place of the first byte that isn't ASCII at or
// after i, or len(b).
func indexBeyondASCII(b []byte, i int) int {
	for i+32 <= len(b) && (word(b, i)|word(b, i+8)|word(b, i+16)|word(b, i+24))&highs == 0 {
		i += 32
	}
	for i < len(b) && b[i] < 0x80 {
		i++
	}
	return i
}

func ascii(s string) bool { return indexBeyondASCII(view(s), 0) == len(s) }

// view returns the bytes of s, which must not be written to.
func view(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// text returns b as a string without copying it: b must not change any more.
func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
