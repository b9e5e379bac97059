package store

import (
	"context"
	"encoding/binary"
	"iter"

	"rollcall/pkg/store/internal/extsort"
)

// listRuns are the numbers of a file in order.
type listRuns struct {
	change *ListChange
	// plain has the numbers where all do the same, ranges those of several: the key
	// is the first of them, the record the last. So a range costs what its groups
	// cost, however many numbers it has.
	plain  numberRuns
	ranges extsort.Sorter
	// last has, for changes, what each line does to a group, which is the key, in
	// the order of the lines.
	last extsort.Sorter
	read int64
	// first is the first of them.
	first uint64
}

func (r *listRuns) close() {
	r.plain.close()
	r.ranges.Close()
	r.last.Close()
}

// take reads all numbers.
func (r *listRuns) take(ctx context.Context, numbers iter.Seq2[NumberRange, error]) error {
	n := 0
	for e, err := range numbers {
		if err != nil {
			return err
		}
		if n++; n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if r.read == 0 {
			r.first = e.First
		}
		r.read += int64(e.Last - e.First + 1)
		switch {
		case r.change.Action == ChangeList:
			err = r.takeChange(e)
		case e.First == e.Last:
			err = r.plain.add(e.First)
		default:
			err = r.ranges.Add(e.First, binary.LittleEndian.AppendUint64(nil, e.Last))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// takeChange reads a line of changes.
func (r *listRuns) takeChange(e NumberRange) error {
	for p := range piecesOf(e.First, e.Last) {
		var record [5]byte
		binary.LittleEndian.PutUint16(record[:], uint16(p.from))
		binary.LittleEndian.PutUint16(record[2:], uint16(p.to))
		if e.Deleted {
			record[4] = 1
		}
		if err := r.last.Add(p.group, record[:]); err != nil {
			return err
		}
	}
	return nil
}

// piece is those numbers of a range that are of one group: from one place in it up
// to another.
type piece struct {
	group    uint64
	from, to int
}

// piecesOf cuts a range at the borders of groups.
func piecesOf(first, last uint64) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		for group := first / groupSize; group <= last/groupSize; group++ {
			from := max(first, group*groupSize) - group*groupSize
			to := min(last-group*groupSize, groupSize-1)
			if !yield(piece{group, int(from), int(to)}) {
				return
			}
		}
	}
}

// groups returns the numbers by group: those that are put on the list, and those
// that are taken off. They are valid until the next ones.
func (r *listRuns) groups() iter.Seq2[*changedGroup, error] {
	if r.change.Action == ChangeList {
		return r.changedGroups()
	}
	return func(yield func(*changedGroup, error) bool) {
		var g changedGroup
		into := &g.on
		if r.change.Action == TakeFromList {
			into = &g.off
		}
		numbers := r.plain.read()
		n, more, err := numbers.next()
		ranges := mergedRanges{all: &r.ranges}
		var p piece
		var inRange bool
		if err == nil {
			p, inRange, err = ranges.next()
		}
		for err == nil && (more || inRange) {
			first := p.group
			if more && (!inRange || n/groupSize < first) {
				first = n / groupSize
			}
			g.on.reset(first)
			g.off.reset(first)
			for err == nil && more && n/groupSize == first {
				into.set(int(n % groupSize))
				n, more, err = numbers.next()
			}
			for err == nil && inRange && p.group == first {
				into.setAll(p.from, p.to)
				p, inRange, err = ranges.next()
			}
			if err == nil && !yield(&g, nil) {
				return
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

// mergedRanges returns the pieces of ranges in order. What ranges have in common
// comes once.
type mergedRanges struct {
	all    *extsort.Sorter
	cursor *extsort.Cursor
	// first and last are what is left of a range, with left.
	first, last uint64
	left        bool
}

func (m *mergedRanges) next() (p piece, ok bool, err error) {
	if m.cursor == nil {
		m.all.Seal()
		if m.cursor, err = m.all.Read(); err != nil {
			return p, false, err
		}
	}
	for !m.left {
		first, record, ok := m.cursor.Peek()
		if !ok {
			return p, false, nil
		}
		// m.last is how far all ranges before go.
		last := binary.LittleEndian.Uint64(record)
		if first = max(first, m.last+1); first <= last {
			m.first, m.last, m.left = first, last, true
		}
		if err := m.cursor.Next(); err != nil {
			return p, false, err
		}
	}
	for p = range piecesOf(m.first, m.last) {
		break
	}
	m.first = (p.group + 1) * groupSize
	m.left = m.first <= m.last
	return p, true, nil
}

// changedGroups are the groups of changes: of several lines about a number the
// last counts.
func (r *listRuns) changedGroups() iter.Seq2[*changedGroup, error] {
	return func(yield func(*changedGroup, error) bool) {
		r.last.Seal()
		c, err := r.last.Read()
		if err != nil {
			yield(nil, err)
			return
		}
		var g changedGroup
		for {
			first, record, ok := c.Peek()
			if !ok {
				return
			}
			g.on.reset(first)
			g.off.reset(first)
			for ; ok && g.on.first == first; first, record, ok = c.Peek() {
				from, to := int(binary.LittleEndian.Uint16(record)), int(binary.LittleEndian.Uint16(record[2:]))
				put, take := &g.on, &g.off
				if record[4] == 1 {
					put, take = take, put
				}
				put.setAll(from, to)
				take.clearAll(from, to)
				if err := c.Next(); err != nil {
					yield(nil, err)
					return
				}
			}
			if !yield(&g, nil) {
				return
			}
		}
	}
}

// changedGroup is what a file says of the numbers of a group.
type changedGroup struct{ on, off numberGroup }
