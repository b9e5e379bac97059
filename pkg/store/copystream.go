package store

import (
	"context"
	"errors"
	"io"
	"iter"

	"github.com/jackc/pgx/v5/pgconn"
)

// errEnded ends a COPY that is not to be finished.
var errEnded = errors.New("the import ended before its list did")

// copyStream is a COPY that runs while its data come in pieces. send and
// finish are called from one goroutine; finish waits for the one that runs the
// COPY, which start began.
type copyStream struct {
	pieces chan *buffer
	done   chan struct{}
	result int64
	err    error
}

// startCopy begins a binary COPY into a table. The connection must not be used
// otherwise until finish has returned.
func startCopy(ctx context.Context, conn *pgconn.PgConn, sql string) *copyStream {
	s := &copyStream{pieces: make(chan *buffer, 2), done: make(chan struct{})}
	go func() {
		defer close(s.done)
		tag, err := conn.CopyFrom(ctx, &pieceReader{pieces: s.pieces, rest: []byte(copyHeader)}, sql)
		s.result, s.err = tag.RowsAffected(), err
	}()
	return s
}

// send hands over a piece, which is the stream's from then on.
func (s *copyStream) send(ctx context.Context, b *buffer) error {
	select {
	case s.pieces <- b:
		return nil
	case <-s.done:
		return s.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// finish ends the COPY, or gives it up where ok is false, and tells how many
// rows were taken.
func (s *copyStream) finish(ok bool) (int64, error) {
	if !ok {
		select {
		case s.pieces <- nil:
		case <-s.done:
		}
	}
	close(s.pieces)
	<-s.done
	return s.result, s.err
}

// pieceReader reads the pieces one after the other.
type pieceReader struct {
	pieces <-chan *buffer
	now    *buffer
	rest   []byte
	ended  bool
}

func (r *pieceReader) Read(p []byte) (int, error) {
	for len(r.rest) == 0 {
		if r.now != nil {
			buffers.Put(r.now)
			r.now = nil
		}
		if r.ended {
			return 0, io.EOF
		}
		next, ok := <-r.pieces
		switch {
		case !ok:
			r.ended, r.rest = true, []byte(copyTrailer)
		case next == nil:
			return 0, errEnded
		default:
			r.now, r.rest = next, next.bytes
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// copyPhones copies numbers into a table with the single column phone.
func copyPhones(ctx context.Context, conn *pgconn.PgConn, table string, phones iter.Seq2[string, error]) (int64, error) {
	next, stop := iter.Pull2(phones)
	defer stop()
	r := &phoneReader{next: next, rest: []byte(copyHeader)}
	tag, err := conn.CopyFrom(ctx, r, "copy "+table+" (phone) from stdin (format binary)")
	if r.err != nil {
		err = r.err // rather than what the server makes of it
	}
	return tag.RowsAffected(), err
}

// phoneReader encodes numbers as they are read.
type phoneReader struct {
	next  func() (string, error, bool)
	piece buffer
	rest  []byte
	ended bool
	err   error
}

func (r *phoneReader) Read(p []byte) (int, error) {
	for len(r.rest) == 0 {
		if r.ended {
			return 0, io.EOF
		}
		b := &r.piece
		b.bytes = b.bytes[:0]
		for len(b.bytes) < len(p) && !r.ended {
			phone, err, ok := r.next()
			switch {
			case err != nil:
				r.err = err
				return 0, errEnded
			case !ok:
				b.bytes = append(b.bytes, copyTrailer...)
				r.ended = true
			default:
				b.bytes = append(b.bytes, 0, 1) // one column
				b.text(phone)
			}
		}
		r.rest = b.bytes
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}
