package store

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/store/internal/pgcopy"
)

// transaction runs the statements of a transaction. After one has failed, err is set and
// the rest do nothing.
type transaction struct {
	ctx context.Context
	tx  pgx.Tx
	err error
}

// statements returns a function that runs the statements of do in a transaction.
func statements(ctx context.Context, do func(q *transaction)) func(tx pgx.Tx) error {
	return func(tx pgx.Tx) error {
		q := transaction{ctx: ctx, tx: tx}
		do(&q)
		return q.err
	}
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

// query reads one row into the variables of into, and reports whether there was one.
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

// lockImports waits for everything that changes many contacts or suppressions, and keeps
// others from doing so until the transaction ends. It returns the number of times that
// it was called.
//
// The table is locked, not its row: on Citus a row lock ends when the coordinator has
// committed, while workers have not.
func (s *transaction) lockImports() (n int64) {
	s.exec("lock table import_lock in exclusive mode")
	s.query("update import_lock set merges = merges + 1 returning merges", nil, &n)
	return n
}

// joinByHash keeps the server from joining by nested loops: those are fast if one side is
// as small as the server guesses, and never end if it guesses wrong, as it may between
// two ANALYZE. Statements under it have set-returning functions in their select lists or
// in a materialized CTE, never in a join; lateral subqueries that offset 0 separates are
// still loops, in the order in which they are written.
func (s *transaction) joinByHash() { s.exec("set local enable_nestloop = off") }

// joinPlaces does so unless few of the contacts are read, each with its place on a
// powerlist: then they are looked up, if the server is not mistaken about a table and would
// read all of it for each place. It reports whether they are few.
func (s *transaction) joinPlaces(db *DB, places int64) (few bool) {
	if db.distributed { // where each node joins what it has
		return false
	}
	few = s.isLarge(db, "contacts", 10*places)
	setting := "off"
	if few && len(s.mistaken()) == 0 {
		setting = "on"
	}
	s.exec("set local enable_nestloop = " + setting)
	return few
}

// mistaken returns those large tables of which the server believes that a page holds fewer
// rows than it does, as after an ANALYZE between an undo and the next import: the number
// of pages it always knows. Four rows fill one, since longer ones are stored apart, and
// ten of those that are short.
func (s *transaction) mistaken() []string {
	return s.texts(`select t.name from (values ('contacts', 4), ('list_blocks', 4), ('powerlists', 4), ('powerlist_contacts', 10), ('suppressions', 10)) t(name, least)
		join pg_class on oid = to_regclass(t.name)
		where reltuples >= 0 and reltuples < t.least * relpages and pg_relation_size(oid) > 65536 order by 1`)
}

// tellServer lets the server count again the tables about which it is mistaken, after a
// command that added to them: those who ask the views next have only its guesses. It is
// left to autovacuum where the tables are not the role's or somebody else works at them.
func (db *DB) tellServer(ctx context.Context) {
	if db.distributed {
		return // whose nodes each have their own
	}
	ctx, cancel := context.WithTimeout(ctx, tellTime)
	defer cancel()
	var tables []string
	db.read(ctx, statements(ctx, func(q *transaction) { tables = q.mistaken() }))
	for _, table := range tables {
		db.write(ctx, func(tx pgx.Tx) error {
			_, err := tx.Exec(ctx, "set local lock_timeout = 200; analyze "+table)
			return err
		})
	}
}

// tellTime is the time that tellServer takes at most.
const tellTime = 30 * time.Second

// byIndex runs do with statements that read tables by an index if there is one, whatever
// the server's statistics say. Starting parallel workers would take longer than they do.
func (s *transaction) byIndex(do func()) {
	s.exec("set local enable_seqscan = off; set local max_parallel_workers_per_gather = 0")
	do()
	s.exec("set local enable_seqscan = on; set local max_parallel_workers_per_gather to default")
}

// each reads rows into the variables of into, and calls take after each of them.
func (s *transaction) each(sql string, args []any, into []any, take func() error) {
	if s.err != nil {
		return
	}
	rows, err := s.tx.Query(s.ctx, sql, args...)
	if err == nil {
		_, err = pgx.ForEachRow(rows, into, take)
	}
	s.err = err
}

// texts reads one column of texts.
func (s *transaction) texts(sql string, args ...any) []string { return column[string](s, sql, args...) }

// column reads one column.
func column[T any](s *transaction, sql string, args ...any) []T {
	return collect(s, pgx.RowTo[T], sql, args...)
}

// collect reads rows, each as read returns it.
func collect[T any](s *transaction, read pgx.RowToFunc[T], sql string, args ...any) []T {
	if s.err != nil {
		return nil
	}
	rows, err := s.tx.Query(s.ctx, sql, args...)
	if err == nil {
		var all []T
		if all, err = pgx.CollectRows(rows, read); err == nil {
			return all
		}
	}
	s.err = err
	return nil
}

// copy copies rows into a table, as pgcopy.Rows does, and returns how many.
func (s *transaction) copy(into string, fill func(t *pgcopy.Row) (more bool, err error)) (n int64) {
	if s.err == nil {
		n, s.err = pgcopy.Rows(s.ctx, s.tx.Conn().PgConn(), into, fill)
	}
	return n
}

// liftTimeouts removes time limits of the server's configuration, the database or the
// role, which are meant for statements that people type, as pg_dump does. One that the
// URL sets is kept.
func liftTimeouts(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `select set_config(name, '0', true) from pg_settings
		where name in ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout') and setting <> '0' and source <> 'client'`)
	return err
}

// attempts is the number of tries for something that the server aborts because of
// another transaction.
const attempts = 5

// retry runs try again while the server asks for it, at most attempts times.
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

// joining joins n numbers with a table, each given with its alias. If the table is much
// larger, its rows are looked up by the index, in the order of the numbers, and locked as
// lock says. The planner would read the whole table, since it expects every look-up to
// read the disk.
func (s *transaction) joining(db *DB, list string, n int64, table, on, lock string) string {
	name, alias, _ := strings.Cut(table, " ")
	if !s.isLarge(db, name, n) {
		return table + " join " + list + " on " + on
	}
	return list + " cross join lateral (select " + alias + ".ctid as place, " + alias + ".* from " + table + " where " + on + " offset 0" + lock + ") " + alias
}

// isLarge reports whether a table is so much larger than n that n numbers are looked up
// in it one by one; on Citus they never are.
func (s *transaction) isLarge(db *DB, table string, n int64) (large bool) {
	if db.distributed {
		return false
	}
	s.query("select pg_relation_size(to_regclass($1)) > $2::bigint * 400", []any{table, n}, &large)
	return large || db.byIndex
}

// nonNil returns an empty slice in the place of none, as arrays and JSON want it.
func nonNil[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

// quote makes a literal of a name that the server gave.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func textOr(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// textOrNull returns nil for an empty text.
func textOrNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
