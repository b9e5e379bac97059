// Package pipeline takes a list from its source through cleaning to sinks:
//
//	               ┌─► worker: parse, clean, encode ─┐
//	source.Next ───┼─► worker: parse, clean, encode ─┼──► writer, in file order
//	               └─► worker: parse, clean, encode ─┘
//
// Every goroutine has ended when Run returns. Elsewhere only pkg/infile starts any,
// for opening and reading what nothing else could end. It knows nothing of what a
// sink does.
package pipeline

import (
	"context"
	"io"
	"runtime"

	"golang.org/x/sync/errgroup"

	"rollcall/pkg/contact"
	"rollcall/pkg/source"
)

// Source returns a list in chunks of whole records, in order, and io.EOF after
// the last. It is called from one goroutine. *source.Reader is one.
type Source interface {
	Next() (*source.Chunk, error)
}

// Cleaner turns a record into a row, which has been reset before. It is called
// from several goroutines at once, each with a row of its own.
type Cleaner interface {
	Clean(rec source.Record, row *contact.Row)
}

// Sink takes the rows of one run.
type Sink interface {
	// Encode makes of rows what Write takes. Workers call it at the same time;
	// it keeps neither rows nor their slices, though it may keep their strings.
	Encode(rows []contact.Row) (any, error)
	// Write takes what Encode returned, one call after another, in file order.
	Write(ctx context.Context, encoded any) error
}

// Progress is how far a run has come.
type Progress struct {
	// Offset is how many bytes of the file were taken in, as it is stored.
	Offset int64
	Rows   int64
}

// Options of a run. The zero value is a plain run.
type Options struct {
	// Workers is how many goroutines clean; 0 takes as many as there are CPUs.
	Workers int
	// Progress is called after each batch, from the goroutine that writes.
	Progress func(Progress)
	// Peek sees the records of the first chunk before they are cleaned.
	Peek func(source.Record)
	// NoCells: no sink looks at Row.Cells, and rows come without.
	NoCells bool
}

func (o Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// job is one chunk on its way: what a worker made of it is there once done is
// closed.
type job struct {
	chunk *source.Chunk
	first bool
	done  chan struct{}
	// encoded has, for each batch of rows, what each sink made of it.
	encoded [][]any
	tally   Tally
	offset  int64
}

// Run takes every row of src through c to the sinks and returns the counts of the
// cleaning. The first error ends it; the sinks stay as they are then, and nothing is
// written after ctx is done.
func Run(ctx context.Context, src Source, c Cleaner, o Options, sinks ...Sink) (Tally, error) {
	g, ctx := errgroup.WithContext(ctx)
	todo := make(chan *job)
	// ordered bounds the memory: no more chunks are read than it holds.
	ordered := make(chan *job, o.workers()+1)

	g.Go(func() error { return read(ctx, src, todo, ordered) })
	for range o.workers() {
		w := worker{cleaner: c, peek: o.Peek, noCells: o.NoCells, sinks: sinks}
		g.Go(func() error { return w.run(ctx, todo) })
	}
	var total Tally
	g.Go(func() error {
		for j := range ordered {
			select {
			case <-j.done:
			case <-ctx.Done():
				return ctx.Err()
			}
			for _, batch := range j.encoded {
				for i, s := range sinks {
					if err := s.Write(ctx, batch[i]); err != nil {
						return err
					}
				}
			}
			total.add(&j.tally)
			if o.Progress != nil {
				o.Progress(Progress{Offset: j.offset, Rows: total.Rows})
			}
		}
		return ctx.Err()
	})
	err := g.Wait()
	return total, err
}

func read(ctx context.Context, src Source, todo, ordered chan<- *job) error {
	defer close(todo)
	defer close(ordered)
	for first := true; ; first = false {
		chunk, err := src.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		j := &job{chunk: chunk, first: first, done: make(chan struct{}), offset: chunk.Offset()}
		for _, to := range []chan<- *job{ordered, todo} {
			select {
			case to <- j:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
}
