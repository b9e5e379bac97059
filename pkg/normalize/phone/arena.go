package phone

import (
	"sync"
	"unsafe"
)

// arenas cut the strings of results from larger blocks, so that a number costs
// no allocation of its own. A block lives as long as one of its strings does,
// and is small, so that keeping one string in many does not keep much.
type arenas struct{ pool sync.Pool }

// arenaSize is the size of a block: 1 KiB holds 64 to 85 numbers.
const arenaSize = 1 << 10

// arena is the part of a block that is still free.
type arena struct{ free []byte }

// put returns b as a string.
func (a *arenas) put(b []byte) string {
	block, _ := a.pool.Get().(*arena)
	if block == nil {
		block = &arena{}
	}
	if len(block.free) < len(b) {
		block.free = make([]byte, arenaSize)
	}
	n := copy(block.free, b)
	// Nobody writes to these bytes again: they are no longer free.
	s := unsafe.String(&block.free[0], n)
	block.free = block.free[n:]
	a.pool.Put(block)
	return s
}
