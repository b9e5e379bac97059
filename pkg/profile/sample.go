package profile

import (
	"container/heap"
	"slices"
)

// sample keeps rows drawn evenly from the whole list: those whose lines have
// the smallest hashes. The same rows come out however the list is cut into
// chunks.
type sample struct {
	most int
	rows rowHeap
}

// sampledRow is one of them.
type sampledRow struct {
	hash  uint64
	line  int64
	cells []string
}

const (
	maxSample      = 1000
	minSample      = 50
	maxSampleCells = 200_000
)

func newSample(columns int) sample {
	return sample{most: min(maxSample, max(minSample, maxSampleCells/max(columns, 1)))}
}

// wants reports whether the row of a line belongs to the sample as it is now.
func (s *sample) wants(hash uint64) bool { return len(s.rows) < s.most || hash < s.rows[0].hash }

// add offers a row; its cells are copied if it is taken.
func (s *sample) add(line int64, cells []string) {
	hash := hashOf(line)
	if !s.wants(hash) {
		return
	}
	kept := make([]string, len(cells))
	for i, c := range cells {
		kept[i] = shorten(trim(c))
	}
	s.push(sampledRow{hash, line, kept})
}

func (s *sample) push(row sampledRow) {
	if len(s.rows) < s.most {
		heap.Push(&s.rows, row)
		return
	}
	s.rows[0] = row
	heap.Fix(&s.rows, 0)
}

func (s *sample) merge(o *sample) {
	for _, row := range o.rows {
		if s.wants(row.hash) {
			s.push(row)
		}
	}
}

// inOrder returns the sampled rows in the list's order.
func (s *sample) inOrder() [][]string {
	sorted := slices.Clone(s.rows)
	slices.SortFunc(sorted, func(a, b sampledRow) int { return int(a.line - b.line) })
	rows := make([][]string, len(sorted))
	for i, row := range sorted {
		rows[i] = row.cells
	}
	return rows
}

// hashOf mixes a line number (the finalizer of MurmurHash3).
func hashOf(line int64) uint64 {
	h := uint64(line)
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// rowHeap has the row with the largest hash on top.
type rowHeap []sampledRow

func (h rowHeap) Len() int           { return len(h) }
func (h rowHeap) Less(i, j int) bool { return h[i].hash > h[j].hash }
func (h rowHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *rowHeap) Push(x any)        { *h = append(*h, x.(sampledRow)) }
func (h *rowHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}
