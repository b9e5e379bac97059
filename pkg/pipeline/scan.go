package pipeline

import (
	"context"
	"io"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"rollcall/pkg/source"
)

// Visitor looks at records. It is used by one goroutine, which gives it
// records in the order of their lines.
type Visitor interface {
	Add(rec source.Record)
}

// ScanOptions are the choices of a scan.
type ScanOptions struct {
	Options
	// Head is how many rows at least the first visitor sees before the rest is
	// shared out.
	Head int64
	// Rows ends the scan after that many rows; 0 reads the whole list.
	Rows int64
}

// Scan shows every record of a list to one visitor: those at the head of the
// list to first, the others to visitors that fork makes then, one for each
// worker. It returns the forked ones, to be merged into the first.
func Scan[V Visitor](ctx context.Context, src Source, o ScanOptions, first V, fork func() V) ([]V, error) {
	var at Progress
	show := func(chunk *source.Chunk, v V) error {
		for rec := range chunk.Records() {
			if o.Rows > 0 && at.Rows >= o.Rows {
				return nil
			}
			at.Rows++
			v.Add(rec)
		}
		at.Offset = chunk.Offset()
		if o.Progress != nil {
			o.Progress(at)
		}
		chunk.Release()
		return chunk.Err()
	}
	// A short scan has a single reader, so that it ends at the right row.
	for at.Rows < o.Head || o.Rows > 0 {
		if o.Rows > 0 && at.Rows >= o.Rows {
			return nil, nil
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		chunk, err := src.Next()
		if err == io.EOF {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if err := show(chunk, first); err != nil {
			return nil, err
		}
	}
	return share(ctx, src, o.Options, at, fork)
}

// share shows the rest of a list to visitors on several goroutines.
func share[V Visitor](ctx context.Context, src Source, o Options, at Progress, fork func() V) ([]V, error) {
	g, ctx := errgroup.WithContext(ctx)
	todo := make(chan *source.Chunk)
	visitors := make([]V, o.workers())
	var rows atomic.Int64
	rows.Store(at.Rows)
	for i := range visitors {
		visitors[i] = fork()
		g.Go(func() error {
			for chunk := range todo {
				var n int64
				for rec := range chunk.Records() {
					visitors[i].Add(rec)
					n++
				}
				chunk.Release()
				rows.Add(n)
				if err := chunk.Err(); err != nil {
					return err
				}
			}
			return nil
		})
	}
	g.Go(func() error {
		defer close(todo)
		for {
			chunk, err := src.Next()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			if o.Progress != nil {
				o.Progress(Progress{Offset: chunk.Offset(), Rows: rows.Load()})
			}
			select {
			case todo <- chunk:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	})
	return visitors, g.Wait()
}
