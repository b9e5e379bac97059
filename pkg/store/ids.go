package store

import (
	"cmp"
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// ids hands out the ids of new contacts in ascending order.
type ids struct {
	ranges []idRange
	// more gives further ranges, as another connection takes them while rows are
	// loaded; nil where there are none.
	more <-chan []idRange
	stop func() error
}

// idRange are the ids from first on, so many.
type idRange struct{ first, n int64 }

func (i *ids) next() (int64, error) {
	for len(i.ranges) == 0 || i.ranges[0].n == 0 {
		if len(i.ranges) > 0 {
			i.ranges = i.ranges[1:]
			continue
		}
		var ok bool
		if i.ranges, ok = <-i.more; !ok {
			return 0, cmp.Or(i.close(), errNoIDs)
		}
	}
	r := &i.ranges[0]
	r.first++
	r.n--
	return r.first - 1, nil
}

// close ends the taking of further ids, and tells why it failed if it did.
func (i *ids) close() error {
	if i.stop == nil {
		return nil
	}
	stop := i.stop
	i.stop = nil
	return stop()
}

var errNoIDs = errors.New("there are more new contacts than ids were taken for")

// idSlice is how many ids are taken at once.
const idSlice = 1 << 16

// reserve takes up to n ids from the sequence of contacts. Many are taken by
// another connection while rows are loaded, which costs a twentieth of an import
// else; where the server has no second connection to spare, all are taken
// before.
func (m *merge) reserve(n int64) *ids {
	i := &ids{}
	var sequence string
	m.query("select pg_get_serial_sequence('contacts', 'id')", nil, &sequence)
	if m.err != nil || n == 0 {
		return i
	}
	now := n
	var conn *pgxpool.Conn
	if n > idSlice && m.im.db.pool.Config().MaxConns > 1 {
		var err error
		if conn, err = m.im.db.pool.Acquire(m.ctx); err == nil {
			now = idSlice
		}
	}
	i.ranges, m.err = takeIDs(m.ctx, m.tx, sequence, now)
	if conn != nil {
		i.takeMore(m.ctx, conn, sequence, n-now) // not sooner, so that ids ascend
	}
	return i
}

// takeMore takes n ids in slices, one ahead of what is used, and has the
// connection.
func (i *ids) takeMore(ctx context.Context, conn *pgxpool.Conn, sequence string, n int64) {
	more, enough := make(chan []idRange, 1), make(chan struct{})
	var failed error // settled when more is closed
	i.more = more
	i.stop = func() error {
		close(enough)
		for range more {
		}
		return failed
	}
	go func() {
		defer close(more)
		defer conn.Release()
		for ; n > 0; n -= idSlice {
			var ranges []idRange
			if ranges, failed = takeIDs(ctx, conn, sequence, min(n, idSlice)); failed != nil {
				return
			}
			select {
			case more <- ranges:
			case <-enough:
				return
			}
		}
	}()
}

// takeIDs takes n ids. Others may take some at the same time, so they need not
// follow one another.
func takeIDs(ctx context.Context, db interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}, sequence string, n int64) ([]idRange, error) {
	rows, err := db.Query(ctx, `select min(v.id), count(*) from (
			select nextval(`+quote(sequence)+`::regclass) as id, g.n from generate_series(1, $1::bigint) g(n)
		) v group by v.id - v.n order by 1`, n)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (r idRange, err error) {
		return r, row.Scan(&r.first, &r.n)
	})
}
