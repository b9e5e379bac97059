// Package infile opens and reads the files that the program is given, so that a
// cancelled context ends it: a named pipe may have nobody who writes to it, and
// a pipe or a terminal nothing more to say. It knows nothing of what is in them.
package infile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// Open opens a file to read. Where it is a named pipe, that takes until somebody
// writes to it, or until the context is cancelled.
func Open(ctx context.Context, name string) (*os.File, error) {
	return Await(ctx, func() (*os.File, error) { return os.Open(name) })
}

// Await returns what do returns, or the context's error once that is cancelled: do,
// which looks at no context, is given up then. It must change nothing that its
// caller goes on to use.
func Await[T any](ctx context.Context, do func() (T, error)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	done := make(chan answer, 1)
	go func() {
		value, err := do()
		done <- answer{value, err}
	}()
	select {
	case a := <-done:
		return a.value, a.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// ErrTooLarge is the error of a file that is larger than what it is read for
// can be.
var ErrTooLarge = errors.New("the file is too large")

// ReadAll reads a small file whole. For more than most bytes, or a device that never
// ends, it returns an error that wraps ErrTooLarge, with the bytes up to there and one
// more.
func ReadAll(ctx context.Context, name string, most int64) ([]byte, error) {
	f, err := Open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return ReadFile(ctx, f, most)
}

// ReadFile is ReadAll of an open file.
func ReadFile(ctx context.Context, f *os.File, most int64) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(NewReader(ctx, f), most+1))
	if err == nil && int64(len(text)) > most {
		err = fmt.Errorf("%w: more than %d bytes", ErrTooLarge, most)
	}
	return text, err
}

// NewReader returns a reader of r whose Read a cancelled context ends. That of a
// pipe or a terminal may else wait for ever. What is no file is left as it is.
func NewReader(ctx context.Context, r io.Reader) io.Reader {
	f, ok := r.(*os.File)
	if !ok {
		return r
	}
	if st, err := f.Stat(); err != nil || st.Mode().IsRegular() {
		return r
	}
	return &ctxReader{ctx: ctx, from: f, done: make(chan answer, 1)}
}

// ctxReader reads in the background. Nothing can end a read from a pipe that has
// begun: its goroutine lives on when the context is cancelled, but what it
// reads into is not the caller's, and there is no further Read.
type ctxReader struct {
	ctx  context.Context
	from io.Reader
	buf  []byte
	done chan answer
}

type answer struct {
	n   int
	err error
}

// pipeBuffer is how many bytes are read at once: what a pipe holds.
const pipeBuffer = 64 << 10

func (p *ctxReader) Read(b []byte) (int, error) {
	if p.buf == nil {
		p.buf = make([]byte, pipeBuffer)
	}
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	buf := p.buf[:min(len(b), len(p.buf))]
	go func() {
		n, err := p.from.Read(buf)
		p.done <- answer{n, err}
	}()
	select {
	case a := <-p.done:
		return copy(b, buf[:a.n]), a.err
	case <-p.ctx.Done():
		return 0, p.ctx.Err()
	}
}
