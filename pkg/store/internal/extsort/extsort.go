// Package extsort sorts any number of records in bounded memory: what does not
// fit lies in a temporary file. It knows nothing of what records mean.
package extsort

import (
	"bufio"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"rollcall/pkg/tempfile"
)

// defaultMemory is how many bytes a Sorter keeps before it writes them to disk;
// the order of the records takes about a quarter of it more.
const defaultMemory = 4 << 20

// Sorter takes any number of records and returns them in order of their
// keys; records of one key stay in the order in which they came. What does not
// fit into its memory lies, as sorted runs, in a temporary file without a name,
// which is gone with the process.
type Sorter struct {
	// Memory is how many bytes are kept; 0 for 4 MiB.
	Memory int
	// Less orders records of equal keys, or is nil.
	Less func(a, b []byte) int

	bytes []byte
	order []position
	// sealed: order is sorted, and no more records come.
	sealed bool
	file   *tempfile.File
	runs   []extent
}

// position is where a record begins in the Sorter's bytes.
type position struct {
	key uint64
	at  uint32
}

// extent is a sorted run in the file.
type extent struct{ from, to int64 }

// recordHead is the length of the head of a record: key and length.
const recordHead = 8 + 4

// Add takes a record. Its bytes are copied.
func (s *Sorter) Add(key uint64, record []byte) error {
	if s.sealed {
		return errors.New("a record came after the last")
	}
	most := s.Memory
	if most == 0 {
		most = defaultMemory
	}
	if len(s.bytes) > 0 && len(s.bytes)+recordHead+len(record) > most {
		if err := s.spill(); err != nil {
			return err
		}
	}
	s.order = append(s.order, position{key, uint32(len(s.bytes))})
	s.bytes = binary.LittleEndian.AppendUint64(s.bytes, key)
	s.bytes = binary.LittleEndian.AppendUint32(s.bytes, uint32(len(record)))
	s.bytes = append(s.bytes, record...)
	return nil
}

// at is the record at a position.
func (s *Sorter) at(p position) []byte {
	n := binary.LittleEndian.Uint32(s.bytes[p.at+8:])
	from := p.at + recordHead
	return s.bytes[from : from+n]
}

func (s *Sorter) sort() {
	slices.SortFunc(s.order, func(a, b position) int {
		if a.key != b.key {
			return cmp.Compare(a.key, b.key)
		}
		if s.Less != nil {
			if c := s.Less(s.at(a), s.at(b)); c != 0 {
				return c
			}
		}
		return cmp.Compare(a.at, b.at)
	})
}

// spill writes what is in memory as a run.
func (s *Sorter) spill() error {
	if s.file == nil {
		f, err := tempfile.Create("rows")
		if err != nil {
			return err
		}
		s.file = f
	}
	s.sort()
	run := extent{}
	if n := len(s.runs); n > 0 {
		run.from = s.runs[n-1].to
	}
	w := bufio.NewWriterSize(io.NewOffsetWriter(s.file, run.from), 1<<16)
	for _, p := range s.order {
		w.Write(s.bytes[p.at : int(p.at)+recordHead+len(s.at(p))])
	}
	if err := w.Flush(); err != nil {
		return err
	}
	run.to = run.from + int64(len(s.bytes))
	s.runs = append(s.runs, run)
	s.bytes, s.order = s.bytes[:0], s.order[:0]
	return nil
}

// Seal ends the adding of records.
func (s *Sorter) Seal() {
	if !s.sealed {
		s.sort()
		s.sealed = true
	}
}

// Reset forgets all records.
func (s *Sorter) Reset() {
	s.bytes, s.order, s.runs, s.sealed = s.bytes[:0], s.order[:0], nil, false
}

// Close frees memory and disk space.
func (s *Sorter) Close() {
	s.Reset()
	s.bytes, s.order = nil, nil
	if s.file != nil {
		s.file.Close()
		s.file = nil
	}
}

// mergeMemoryOfRuns is how many bytes the readers of all runs have together.
const mergeMemoryOfRuns = 4 << 20

// Read returns a Cursor before the first record. The Sorter must be sealed, and
// not be reset while the Cursor is used. Any number of Cursors may be open.
func (s *Sorter) Read() (*Cursor, error) {
	c := &Cursor{less: s.Less}
	size := min(max(mergeMemoryOfRuns/(len(s.runs)+1), 4<<10), 256<<10)
	for i, run := range s.runs {
		c.runs = append(c.runs, &runReader{
			nth: i,
			r:   bufio.NewReaderSize(io.NewSectionReader(s.file, run.from, run.to-run.from), size),
		})
	}
	c.runs = append(c.runs, &runReader{nth: len(s.runs), from: s})
	for _, r := range slices.Clone(c.runs) {
		if err := r.next(); err != nil {
			return nil, err
		}
	}
	c.runs = slices.DeleteFunc(c.runs, func(r *runReader) bool { return r.ended })
	heap.Init(c)
	return c, nil
}

// runReader reads one run: of the file, or that in memory.
type runReader struct {
	nth    int
	r      *bufio.Reader
	from   *Sorter
	index  int
	key    uint64
	record []byte
	ended  bool
}

func (r *runReader) next() error {
	if r.from != nil {
		if r.ended = r.index == len(r.from.order); !r.ended {
			p := r.from.order[r.index]
			r.key, r.record = p.key, r.from.at(p)
			r.index++
		}
		return nil
	}
	var head [recordHead]byte
	if _, err := io.ReadFull(r.r, head[:]); err != nil {
		if err == io.EOF {
			r.ended = true
			return nil
		}
		return fmt.Errorf("reading rows back: %w", err)
	}
	r.key = binary.LittleEndian.Uint64(head[:])
	n := int(binary.LittleEndian.Uint32(head[8:]))
	r.record = slices.Grow(r.record[:0], n)[:n]
	if _, err := io.ReadFull(r.r, r.record); err != nil {
		return fmt.Errorf("reading rows back: %w", err)
	}
	return nil
}

// Each calls do for all records, in their order; each is valid until do returns. An error
// of do ends it.
func (s *Sorter) Each(do func(key uint64, record []byte) error) error {
	c, err := s.Read()
	for err == nil {
		key, record, ok := c.Peek()
		if !ok {
			return nil
		}
		if err = do(key, record); err == nil {
			err = c.Next()
		}
	}
	return err
}

// Cursor merges the runs of a Sorter. Its heap has the run with the first
// record on top.
type Cursor struct {
	runs []*runReader
	less func(a, b []byte) int
}

// Peek returns the next record without passing it; ok is false after the last.
// The record is valid until Next.
func (c *Cursor) Peek() (key uint64, record []byte, ok bool) {
	if len(c.runs) == 0 {
		return 0, nil, false
	}
	return c.runs[0].key, c.runs[0].record, true
}

// Next passes the record that Peek returns.
func (c *Cursor) Next() error {
	top := c.runs[0]
	if err := top.next(); err != nil {
		return err
	}
	if top.ended {
		heap.Pop(c)
	} else if len(c.runs) > 1 {
		heap.Fix(c, 0)
	}
	return nil
}

// Len, Less, Swap, Push and Pop are for container/heap.
func (c *Cursor) Len() int { return len(c.runs) }

func (c *Cursor) Less(i, j int) bool {
	a, b := c.runs[i], c.runs[j]
	if a.key != b.key {
		return a.key < b.key
	}
	if c.less != nil {
		if order := c.less(a.record, b.record); order != 0 {
			return order < 0
		}
	}
	return a.nth < b.nth
}

func (c *Cursor) Swap(i, j int) { c.runs[i], c.runs[j] = c.runs[j], c.runs[i] }

func (c *Cursor) Push(r any) { c.runs = append(c.runs, r.(*runReader)) }

func (c *Cursor) Pop() any {
	last := c.runs[len(c.runs)-1]
	c.runs = c.runs[:len(c.runs)-1]
	return last
}
