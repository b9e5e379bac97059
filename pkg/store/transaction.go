package store

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// transaction runs statements of one transaction, one after the other. Once one has
// failed, err says so and the rest does nothing.
type transaction struct {
	ctx context.Context
	tx  pgx.Tx
	err error
}

// exec runs a statement and returns the number of rows it concerned.
func (s *transaction) exec(sql string, args ...any) int64 {
	if s.err != nil {
		return 0
	}
	tag, err := s.tx.Exec(s.ctx, sql, args...)
	s.err = err
	return tag.RowsAffected()
}

// query reads one row into into, and reports whether there was one.
func (s *transaction) query(sql string, args []any, into ...any) bool {
	if s.err != nil {
		return false
	}
	err := s.tx.QueryRow(s.ctx, sql, args...).Scan(into...)
	if !errors.Is(err, pgx.ErrNoRows) {
		s.err = err
	}
	return err == nil
}

// lockImports waits for all that change contacts or suppressions as a whole,
// and keeps others from it until the transaction ends. It returns the number of
// times that it was called.
//
// The table is locked, not its row: on Citus a row is free again when the
// coordinator has committed, while workers are not done with it.
func (s *transaction) lockImports() (n int64) {
	s.exec("lock table import_lock in exclusive mode")
	s.query("update import_lock set merges = merges + 1 returning merges", nil, &n)
	return n
}

// joinByHash keeps the server from joining by nested loops: those are quick
// where one side is as small as it guesses, and never end where it guesses wrong,
// as it may between two ANALYZE. Statements under it have functions that return
// rows in their select lists or behind a materialized CTE, never beside a join;
// lateral subqueries that offset 0 keeps apart are loops all the same, in the
// order in which they are written.
func (s *transaction) joinByHash() {
	s.exec("set local enable_nestloop = off")
}

// joinSafely does so where the server believes that there is nothing in a table that has
// pages, as after an ANALYZE between an undo and the next import: it would go
// through all of that table once for each row of another. Elsewhere it knows better,
// since a few contacts are looked up.
func (s *transaction) joinSafely() {
	var mistaken bool
	s.query(`select exists (select from pg_class where reltuples = 0 and relpages > 0 and pg_relation_size(oid) > 0
		and oid in (select to_regclass(t) from unnest(array['contacts', 'powerlist_contacts', 'suppressions', 'powerlists']) t))`, nil, &mistaken)
	if mistaken {
		s.joinByHash()
	}
}

// byIndex runs do, whose statements read tables by an index wherever there is one for
// it, whatever the server believes of them.
func (s *transaction) byIndex(do func()) {
	s.exec("set local enable_seqscan = off")
	do()
	s.exec("set local enable_seqscan = on")
}

// texts reads one column of texts.
func (s *transaction) texts(sql string, args ...any) []string { return column[string](s, sql, args...) }

// column reads one column.
func column[T any](s *transaction, sql string, args ...any) []T {
	if s.err != nil {
		return nil
	}
	rows, err := s.tx.Query(s.ctx, sql, args...)
	if err == nil {
		var all []T
		if all, err = pgx.CollectRows(rows, pgx.RowTo[T]); err == nil {
			return all
		}
	}
	s.err = err
	return nil
}

// liftTimeouts takes time limits off that the server's configuration, the database
// or the role has for statements that people type, as pg_dump does. One that the URL
// sets holds.
func liftTimeouts(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `select set_config(name, '0', true) from pg_settings
		where name in ('statement_timeout', 'transaction_timeout') and setting <> '0' and source <> 'client'`)
	return err
}

// attempts is how often something is tried that the server breaks off for the
// sake of another transaction.
const attempts = 5

// retry runs try again for as long as the server asks for it, within bounds.
func retry(ctx context.Context, try func() error) error {
	for n := 1; ; n++ {
		err := try()
		if err == nil || n == attempts || !hasCode(err, codeSerialization, codeDeadlock) && !errors.Is(err, errMoved) && !errors.Is(err, errOvertaken) {
			return err
		}
		sleep(ctx, time.Duration(n)*100*time.Millisecond)
	}
}

func sleep(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// joining joins a list of n numbers with a table, each given with its alias. A
// table that is much larger than the list is not read whole: its rows are looked up
// by the index, in the list's order, and locked as lock says. The planner would
// rather read the table, since it takes every look-up for a visit to the disk.
func (s *transaction) joining(db *DB, list string, n int64, table, on, lock string) string {
	name, alias, _ := strings.Cut(table, " ")
	if !s.isLarge(db, name, n) {
		return table + " join " + list + " on " + on
	}
	return list + " cross join lateral (select " + alias + ".ctid as place, " + alias + ".* from " + table + " where " + on + " offset 0" + lock + ") " + alias
}

// isLarge reports whether a table is much larger than a list of n numbers, so that
// these are looked up in it one by one; on Citus they never are.
func (s *transaction) isLarge(db *DB, table string, n int64) (large bool) {
	if db.distributed {
		return false
	}
	s.query("select pg_relation_size(to_regclass($1)) > $2::bigint * 400", []any{table, n}, &large)
	return large || db.byIndex
}
