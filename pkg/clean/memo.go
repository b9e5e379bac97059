package clean

import (
	"maps"
	"strings"
	"sync/atomic"
)

// memo keeps what was found out about the first different cells of a column, so
// that the yes and no of a long list are read once. Any number of goroutines may
// use one.
type memo[T any] struct {
	// known is replaced, never changed: reading it takes no lock.
	known atomic.Pointer[map[string]T]
	// first are the cells that were read first, likely the most frequent ones.
	first [8]atomic.Pointer[memoized[T]]
}

type memoized[T any] struct {
	cell string
	is   T
}

// A memo keeps so many cells, and none that has more bytes.
const (
	maxMemo     = 64
	maxMemoCell = 64
)

// of returns what read makes of a cell, which must depend on the cell alone.
func (m *memo[T]) of(cell string, read func(cell string) T) T {
	if len(cell) > maxMemoCell {
		return read(cell)
	}
	for i := range m.first {
		r := m.first[i].Load()
		if r == nil {
			break
		}
		if r.cell == cell {
			return r.is
		}
	}
	known := m.known.Load()
	if known != nil {
		if was, ok := (*known)[cell]; ok {
			return was
		}
	}
	found := read(cell)
	if known != nil && len(*known) >= maxMemo {
		return found
	}
	// Where two goroutines come here at once, one of them finds out again.
	cell = strings.Clone(cell)
	for i := range m.first {
		if m.first[i].CompareAndSwap(nil, &memoized[T]{cell, found}) {
			return found
		}
	}
	more := map[string]T{cell: found}
	if known != nil {
		maps.Copy(more, *known)
	}
	m.known.Store(&more)
	return found
}
