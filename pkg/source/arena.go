package source

import "rollcall/pkg/source/internal/bytesearch"

// arena holds the cells that had to be copied, many to a block.
type arena struct{ free []byte }

// room returns an empty slice with space for n bytes.
func (a *arena) room(n int) []byte {
	if cap(a.free) < n {
		a.free = make([]byte, 0, max(n, 4096))
	}
	return a.free[:0:n]
}

// keep makes a string of the slice that room returned last, to which no more was
// appended than there was room for.
func (a *arena) keep(b []byte) string {
	a.free = a.free[len(b):len(b):cap(a.free)]
	return bytesearch.String(b)
}
