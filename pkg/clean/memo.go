package clean

import (
	"maps"
	"strings"
	"sync/atomic"

	"rollcall/pkg/normalize"
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

// of returns the result of read for a cell, which must depend only on the cell.
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

// seen keeps plain names of which nothing came, so that those that a list has again and
// again are looked at once. Any number of goroutines may use one.
type seen struct {
	slots [1 << 10]atomic.Pointer[string]
}

// slot returns the place of a cell that is not empty, by four of its bytes and its
// length.
func (s *seen) slot(cell string) *atomic.Pointer[string] {
	n := len(cell)
	h := uint32(cell[0])*31 + uint32(cell[n/2])
	h = (h*31+uint32(cell[n-1]))*31 + uint32(cell[n/4])
	return &s.slots[(h*31+uint32(n))*2654435761>>22]
}

func (s *seen) has(cell string) bool {
	was := s.slot(cell).Load()
	return was != nil && *was == cell
}

// add keeps a cell if its place is free, it is not too long and cannot be damaged.
func (s *seen) add(cell string) {
	if slot := s.slot(cell); len(cell) <= maxMemoCell && slot.Load() == nil && !normalize.MayBeDamaged(cell) {
		own := strings.Clone(cell)
		slot.CompareAndSwap(nil, &own)
	}
}
