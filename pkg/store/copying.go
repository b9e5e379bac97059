package store

import (
	"context"
	"errors"
	"io"
	"iter"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"
)

// errGivenUp is what the server hears when the rows of a COPY can't be read.
var errGivenUp = errors.New("the rows could not be read")

// copyRows copies rows into a table, by the rest of a COPY command: fill is
// called again and again, appends some rows to t, and says whether there are
// more. It gives the number of rows that the server took.
func copyRows(ctx context.Context, conn *pgconn.PgConn, into string, fill func(t *tuple) (more bool, err error)) (int64, error) {
	r := &rowReader{fill: fill, rest: []byte(copyHeader)}
	tag, err := conn.CopyFrom(ctx, r, "copy "+into+" from stdin (format binary)")
	r.leave()
	if r.err != nil {
		err = r.err // rather than what the server makes of it
	}
	return tag.RowsAffected(), err
}

// rowReader reads rows as they are made. When a connection breaks, CopyFrom
// returns before the goroutine that reads has ended: once left, it reads no
// more, and nothing that fill works on is touched.
type rowReader struct {
	mu   sync.Mutex
	left bool

	fill  func(t *tuple) (more bool, err error)
	t     tuple
	rest  []byte
	ended bool
	err   error
}

// leave waits for a Read that is under way and lets none begin.
func (r *rowReader) leave() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.left = true
}

func (r *rowReader) Read(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.left {
		return 0, errGivenUp
	}
	for len(r.rest) == 0 {
		if r.ended {
			return 0, io.EOF
		}
		r.t.bytes = r.t.bytes[:0]
		for len(r.t.bytes) < len(p) && !r.ended {
			more, err := r.fill(&r.t)
			if err != nil {
				r.err = err
				return 0, errGivenUp
			}
			if !more {
				r.t.bytes = append(r.t.bytes, copyTrailer...)
				r.ended = true
			}
		}
		r.rest = r.t.bytes
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// copyPhones copies numbers into a table with the single column phone.
func copyPhones(ctx context.Context, conn *pgconn.PgConn, table string, phones iter.Seq2[string, error]) (int64, error) {
	next, stop := iter.Pull2(phones)
	defer stop()
	return copyRows(ctx, conn, table+" (phone)", func(t *tuple) (bool, error) {
		phone, err, ok := next()
		if err != nil || !ok {
			return false, err
		}
		t.begin(1)
		t.text([]byte(storable(phone)))
		return true, nil
	})
}
