package store

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"rollcall/pkg/tempfile"
)

// runNumbers is how many numbers are sorted at a time: 64 MB of them. Of those that come
// in order fewer are kept: they only make the run before them longer.
const (
	runNumbers    = 8 << 20
	sortedNumbers = 256 << 10
)

// numberRuns takes any number of numbers and returns them in ascending order.
// What does not fit into its memory lies, as sorted runs of differences, in a
// temporary file without a name. Numbers that come in order are never sorted.
type numberRuns struct {
	// most is how many numbers are kept, runNumbers where it is 0.
	most int

	buffer   []uint64
	unsorted bool
	file     *tempfile.File
	runs     []fileRun
	coded    []byte
}

// fileRun is where a run lies in the file, and its last number.
type fileRun struct {
	from, to int64
	last     uint64
}

// add takes a number.
func (r *numberRuns) add(n uint64) error {
	k := len(r.buffer)
	if k > 0 && n < r.buffer[k-1] {
		r.unsorted = true
	}
	if k == cap(r.buffer) {
		r.buffer = slices.Grow(r.buffer, max(k, 1024)) // twice as many: append would copy them more often
	}
	r.buffer = append(r.buffer, n)
	most := r.most
	if most == 0 {
		most = runNumbers
	}
	if k+1 < most && ((k+1)%sortedNumbers != 0 || !r.goesOn()) {
		return nil
	}
	return r.spill()
}

// goesOn reports whether what is in memory is in order and goes on where the last run
// ends, so that it needs no run of its own.
func (r *numberRuns) goesOn() bool {
	return !r.unsorted && (len(r.runs) == 0 || r.runs[len(r.runs)-1].last <= r.buffer[0])
}

func (r *numberRuns) sort() {
	if r.unsorted {
		slices.Sort(r.buffer)
	}
	r.unsorted = false
}

// spill writes what is in memory as a run.
func (r *numberRuns) spill() error {
	if r.file == nil {
		f, err := tempfile.Create("numbers")
		if err != nil {
			return err
		}
		r.file = f
	}
	run, goesOn := fileRun{}, len(r.runs) > 0 && r.goesOn()
	r.sort()
	if n := len(r.runs); goesOn {
		run = r.runs[n-1]
	} else if n > 0 {
		run.from, run.to = r.runs[n-1].to, r.runs[n-1].to
	}
	w := io.NewOffsetWriter(r.file, run.to)
	r.coded = r.coded[:0]
	for i, n := range r.buffer {
		r.coded = binary.AppendUvarint(r.coded, n-run.last)
		run.last = n
		if len(r.coded) > 1<<16 || i == len(r.buffer)-1 {
			if _, err := w.Write(r.coded); err != nil {
				return err
			}
			run.to += int64(len(r.coded))
			r.coded = r.coded[:0]
		}
	}
	if goesOn {
		r.runs[len(r.runs)-1] = run
	} else {
		r.runs = append(r.runs, run)
	}
	r.buffer = r.buffer[:0]
	return nil
}

// close frees memory and disk.
func (r *numberRuns) close() {
	r.buffer = nil
	if r.file != nil {
		r.file.Close()
		r.file = nil
	}
}

// read returns the numbers in ascending order, each once. It can be called once.
func (r *numberRuns) read() *numberMerge {
	r.sort()
	m := &numberMerge{memory: r.buffer}
	for _, run := range r.runs {
		m.files = append(m.files, bufio.NewReaderSize(io.NewSectionReader(r.file, run.from, run.to-run.from), 64<<10))
		m.last = append(m.last, 0)
	}
	return m
}

// numberMerge merges the runs. Its heap has the run with the least number on
// top.
type numberMerge struct {
	memory []uint64
	files  []*bufio.Reader
	last   []uint64 // what each file gave last
	heap   []runHead
	begun  bool
	any    bool
	before uint64
}

// runHead is the next number of a run; that in memory has the place -1.
type runHead struct {
	n   uint64
	run int
}

// advance reads the next number of a run; ok is false at its end.
func (m *numberMerge) advance(run int) (n uint64, ok bool, err error) {
	if run < 0 {
		if len(m.memory) == 0 {
			return 0, false, nil
		}
		n, m.memory = m.memory[0], m.memory[1:]
		return n, true, nil
	}
	step, err := binary.ReadUvarint(m.files[run])
	if errors.Is(err, io.EOF) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("reading numbers back: %w", err)
	}
	m.last[run] += step
	return m.last[run], true, nil
}

func (m *numberMerge) begin() error {
	m.begun = true
	for run := -1; run < len(m.files); run++ {
		n, ok, err := m.advance(run)
		if err != nil {
			return err
		}
		if ok {
			m.heap = append(m.heap, runHead{n, run})
		}
	}
	for i := len(m.heap)/2 - 1; i >= 0; i-- {
		m.sink(i)
	}
	return nil
}

// sink moves a head down to its place.
func (m *numberMerge) sink(i int) {
	for {
		least, l := i, 2*i+1
		for k := l; k < min(l+2, len(m.heap)); k++ {
			if m.heap[k].n < m.heap[least].n {
				least = k
			}
		}
		if least == i {
			return
		}
		m.heap[i], m.heap[least] = m.heap[least], m.heap[i]
		i = least
	}
}

// next returns the next number; ok is false after the last.
func (m *numberMerge) next() (n uint64, ok bool, err error) {
	if !m.begun {
		if err := m.begin(); err != nil {
			return 0, false, err
		}
	}
	for len(m.heap) > 0 {
		top := m.heap[0]
		n, ok, err := m.advance(top.run)
		if err != nil {
			return 0, false, err
		}
		if ok {
			m.heap[0].n = n
		} else {
			m.heap[0] = m.heap[len(m.heap)-1]
			m.heap = m.heap[:len(m.heap)-1]
		}
		m.sink(0)
		if !m.any || top.n != m.before {
			m.any, m.before = true, top.n
			return top.n, true, nil
		}
	}
	return 0, false, nil
}
