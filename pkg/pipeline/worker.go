package pipeline

import (
	"context"

	"rollcall/pkg/contact"
	"rollcall/pkg/source"
)

// batchRows bounds the rows that a worker holds before they are encoded.
const batchRows = 1024

// worker cleans one chunk after another; its buffers are used again and again.
type worker struct {
	cleaner Cleaner
	peek    func(source.Record)
	noCells bool
	sinks   []Sink
	rows    []contact.Row
	cells   []string // the cells of rows, which a record only lends
}

func (w *worker) run(ctx context.Context, todo <-chan *job) error {
	w.rows = make([]contact.Row, batchRows)
	for {
		select {
		case j, ok := <-todo:
			if !ok {
				return nil
			}
			if err := w.do(j); err != nil {
				return err
			}
			close(j.done)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (w *worker) do(j *job) error {
	n := 0
	for rec := range j.chunk.Records() {
		if j.first && w.peek != nil {
			w.peek(rec)
		}
		row := &w.rows[n]
		row.Reset()
		w.cleaner.Clean(rec, row)
		row.Line = rec.Line
		if !w.noCells {
			row.Cells = w.keep(rec.Cells)
		}
		j.tally.count(row, rec)
		if n++; n == batchRows {
			if err := w.encode(j, n); err != nil {
				return err
			}
			n = 0
		}
	}
	if err := j.chunk.Err(); err != nil {
		return err
	}
	if n > 0 {
		if err := w.encode(j, n); err != nil {
			return err
		}
	}
	j.chunk.Release()
	j.chunk = nil
	return nil
}

// keep copies the slice of cells; append may move the buffer, which leaves the
// rows that hold the old one with what they had.
func (w *worker) keep(cells []string) []string {
	start := len(w.cells)
	w.cells = append(w.cells, cells...)
	return w.cells[start:len(w.cells):len(w.cells)]
}

func (w *worker) encode(j *job, n int) error {
	encoded := make([]any, len(w.sinks))
	for i, s := range w.sinks {
		var err error
		if encoded[i], err = s.Encode(w.rows[:n]); err != nil {
			return err
		}
	}
	j.encoded = append(j.encoded, encoded)
	w.cells = w.cells[:0]
	return nil
}
