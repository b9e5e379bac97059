package syntax

import (
	"unsafe"

	"rollcall/pkg/source/internal/bytesearch"
)

// marks has a bit for each of 64 bytes, the lowest for the first, that is a
// quote, a delimiter, or LF or CR.
type marks struct{ quotes, delims, breaks uint64 }

// marked is how many blocks of 64 bytes are looked at at once.
const marked = 8

// markWords is markBlocks for all processors, eight bytes at a time.
func markWords(to *[marked]marks, b *byte, n int, quote, delim byte) {
	text := unsafe.Slice(b, n*64)
	q, d := bytesearch.Ones*uint64(quote), bytesearch.Ones*uint64(delim)
	for k := range n {
		var m marks
		for i := 0; i < 64; i += 8 {
			x := bytesearch.Word(text, k*64+i)
			l := x & bytesearch.Lows
			m.quotes |= pack(^(((l^q)+bytesearch.Lows)|x)&bytesearch.Highs) << i
			m.delims |= pack(^(((l^d)+bytesearch.Lows)|x)&bytesearch.Highs) << i
			m.breaks |= pack(^(((l^bytesearch.LFs)+bytesearch.Lows)&((l^bytesearch.CRs)+bytesearch.Lows)|x)&bytesearch.Highs) << i
		}
		to[k] = m
	}
}

// pack moves the highest bit of each byte to the lowest eight.
func pack(m uint64) uint64 { return m >> 7 * 0x0102040810204080 >> 56 }
