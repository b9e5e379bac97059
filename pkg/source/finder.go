package source

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

const (
	lows  = 0x7f7f7f7f7f7f7f7f
	highs = 0x8080808080808080
	ones  = 0x0101010101010101
)

// finder looks for any of four ASCII characters, eight bytes at a time.
type finder struct {
	a, b, c, d uint64
}

func (f *finder) set(a, b, c, d byte) {
	f.a, f.b, f.c, f.d = ones*uint64(a), ones*uint64(b), ones*uint64(c), ones*uint64(d)
}

// match has the highest bit of each byte of x set that is one of the four, and
// no other bits. Within seven bits an addition carries into no neighbour, so
// the answer is exact.
func (f *finder) match(x uint64) uint64 {
	l := x & lows
	none := ((l ^ f.a) + lows) & ((l ^ f.b) + lows) & ((l ^ f.c) + lows) & ((l ^ f.d) + lows)
	return ^(none | x) & highs
}

// index gives the place of the first of the four at or after i, or len(s).
func (f *finder) index(s string, i int) int {
	b := view(s)
	for ; i+8 <= len(b); i += 8 {
		if m := f.match(le(b[i:])); m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for ; i < len(b); i++ {
		x := uint64(b[i])
		if f.match(x)&0x80 != 0 {
			return i
		}
	}
	return len(s)
}

func le(b []byte) uint64 { return binary.LittleEndian.Uint64(b) }

var lineBreaks = func() *finder {
	var f finder
	f.set('\n', '\r', '\n', '\r')
	return &f
}()

// indexBreak gives the place of the first LF or CR at or after i, or len(s).
func indexBreak(s string, i int) int { return lineBreaks.index(s, i) }

// view gives the bytes of s, which must not be written to.
func view(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// text gives b as a string without copying it: b must not change any more.
func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// arena holds the cells that had to be copied, many to a block.
type arena struct{ free []byte }

// room gives an empty slice with space for n bytes.
func (a *arena) room(n int) []byte {
	if cap(a.free) < n {
		a.free = make([]byte, 0, max(n, 4096))
	}
	return a.free[:0:n]
}

// keep makes a string of what was appended to a slice of room, which was the
// last one given.
func (a *arena) keep(b []byte) string {
	if cap(b) == 0 || cap(a.free) < len(b) || unsafe.SliceData(b) != unsafe.SliceData(a.free[:cap(a.free)]) {
		return text(b) // it outgrew its room
	}
	a.free = a.free[len(b):len(b):cap(a.free)]
	return text(b)
}
