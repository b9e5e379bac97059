package syntax

import "rollcall/pkg/source/internal/bytesearch"

// Arena holds the cells that had to be copied, many to a block.
type Arena struct{ free []byte }

// Room returns an empty slice with space for n bytes.
func (a *Arena) Room(n int) []byte {
	if cap(a.free) < n {
		a.free = make([]byte, 0, max(n, 4096))
	}
	return a.free[:0:n]
}

// Keep makes a string of the slice that room returned last, to which no more was
// appended than there was room for.
func (a *Arena) Keep(b []byte) string {
	a.free = a.free[len(b):len(b):cap(a.free)]
	return bytesearch.String(b)
}
