package store

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
	"rollcall/pkg/store/internal/pgcopy"
)

// SourceSingle is the source of numbers that were given one by one.
const SourceSingle = "command line"

// SuppressionChange is who changes the do-not-call list, and why, for the record.
type SuppressionChange struct {
	By     string
	Reason string
	// Source is where the numbers come from: a file's name, or SourceSingle.
	Source string
	// List means that the numbers are a whole list, whose age counts, not single ones.
	List bool
	// AsOf is when the list was obtained. The zero time is now.
	AsOf time.Time
	// SHA256 is the hash of the file, in hexadecimal digits, or empty.
	SHA256 string
	// Facts, if set, is called once all numbers were read: it completes AsOf and SHA256,
	// which are known at the end of a file.
	Facts func(*SuppressionChange) error
}

// spell makes the texts such that the database can store them.
func (c *SuppressionChange) spell(e *Encoding) {
	c.By, c.Reason, c.Source = e.spell(c.By), e.spell(c.Reason), e.spell(c.Source)
}

// single reports whether the numbers are given one by one.
func (c *SuppressionChange) single() bool { return !c.List && c.Source == SourceSingle }

// Suppress puts any number of numbers, in E.164 form, on the do-not-call list, all or
// none. An empty database is set up first. An error of phones ends it.
func (db *DB) Suppress(ctx context.Context, phones iter.Seq2[string, error], change SuppressionChange) (s contact.ListUpdate, err error) {
	if err := db.ensureSchema(ctx); err != nil {
		return s, err
	}
	err = db.changeSuppressions(ctx, phones, &change, func(q *transaction, given string, numbers []recordedNumber, read int64) {
		now := time.Now()
		whole := change.List && q.covers(given)
		s.Numbers = read
		s.Added = q.exec(`insert into suppressions (phone, reason, source, created_at)
			select distinct phone, $1, $2, $3::timestamptz from `+given+` order by phone
			on conflict (phone) do nothing`+db.counted(given), change.Reason, change.Source, now)
		if change.Reason != "" {
			s.Reasoned = q.exec(`update suppressions s set reason = $1 from (select distinct phone from `+given+`) a
				where a.phone = s.phone and s.reason = ''`, change.Reason)
		}
		s.Powerlists = q.placesOf(given)
		q.clearBeside(db)
		q.log("add", numbers, s, change, now)
		if change.List && !whole {
			q.exec("update suppression_log set whole = false where id = (select max(id) from suppression_log)")
		}
	})
	if err != nil {
		return s, fmt.Errorf("adding to the do-not-call list: %w", err)
	}
	db.tellServer(ctx)
	return s, nil
}

// changeSuppressions copies numbers into a temporary table, from which do changes the
// do-not-call list, in one transaction with the import lock. given is the table, numbers
// are those that go on record one by one, read is how many there were.
func (db *DB) changeSuppressions(ctx context.Context, phones iter.Seq2[string, error], change *SuppressionChange,
	do func(q *transaction, given string, numbers []recordedNumber, read int64)) error {
	change.spell(db.encoding)
	return db.change(ctx, statements(ctx, func(q *transaction) {
		q.err = mayUseTemporary(ctx, q.tx)
		q.exec(`create temporary table given (phone text collate "C" not null) on commit drop`)
		read := q.copyPhones("pg_temp.given", phones)
		if change.Facts != nil && q.err == nil {
			q.err = change.Facts(change)
		}
		q.exec("set local work_mem = " + mergeMemory)
		q.joinByHash()
		q.lockImports()
		q.awaitInDoubt(db)
		given := q.copyBeside(db, "pg_temp.given", "phone")
		do(q, given, q.recorded(given, *change, read), read)
	}))
}

// covers reports whether the numbers of a table, which are added, include nine in ten of
// those that files had put on the list before.
func (s *transaction) covers(table string) (covers bool) {
	s.query(`select coalesce(count(a.phone) * 10 >= count(*) * 9, true)
		from suppressions s left join (select distinct phone from `+table+`) a on a.phone = s.phone
		where s.source in (select l.source from suppression_log l where l.action = 'add' and l.is_file and l.list = $1)`,
		[]any{contact.InternalList}, &covers)
	return covers
}

// Unsuppress takes numbers off the do-not-call list, and returns how many
// there were and how many of them were on it. An error that phones returns ends
// it.
func (db *DB) Unsuppress(ctx context.Context, phones iter.Seq2[string, error], change SuppressionChange) (read, removed int64, err error) {
	if err := db.ready(ctx); err != nil {
		return 0, 0, err
	}
	err = db.changeSuppressions(ctx, phones, &change, func(q *transaction, given string, numbers []recordedNumber, n int64) {
		read, removed = n, q.exec("delete from suppressions s using "+given+" r where r.phone = s.phone")
		q.clearBeside(db)
		if removed > 0 {
			q.log("remove", numbers, contact.ListUpdate{Numbers: read, Removed: removed}, change, time.Now())
		}
	})
	if err != nil {
		return 0, 0, fmt.Errorf("removing from the do-not-call list: %w", err)
	}
	return read, removed, nil
}

// recordedNumber is a number that is recorded by itself.
type recordedNumber struct {
	Phone string
	Was   bool // on the list before
}

// recorded returns the numbers of a table that were given one by one, each of which is
// recorded by itself; those of a file are not.
func (s *transaction) recorded(table string, c SuppressionChange, read int64) []recordedNumber {
	if c.List || read != 1 && !c.single() {
		return nil
	}
	return collect(s, pgx.RowToStructByPos[recordedNumber], `select a.phone, s.phone is not null
		from (select distinct phone from `+table+`) a left join suppressions s on s.phone = a.phone order by 1`)
}

// log records a change of the do-not-call list; if it is of single numbers, for each of
// them.
func (s *transaction) log(action string, numbers []recordedNumber, n contact.ListUpdate, c SuppressionChange, at time.Time) {
	event := SuppressEvent{List: contact.InternalList, Action: action, Powerlists: n.Powerlists, Added: n.Added, Removed: n.Removed}
	if len(numbers) == 1 && n.Numbers == 1 {
		event.Phone = &numbers[0].Phone
	}
	if len(numbers) == 0 {
		s.logOne(action, nil, n.Numbers, n.Added-n.Removed, c, at)
	}
	for i := range numbers {
		changed := int64(0)
		switch was := numbers[i].Was; {
		case action == "add" && !was:
			changed = 1
		case action == "remove" && was:
			changed = -1
		case action == "remove":
			continue
		}
		s.logOne(action, hidden(numbers[i].Phone), 1, changed, c, at)
	}
	s.notifyList(event)
}

func (s *transaction) logOne(action string, number []byte, read, added int64, c SuppressionChange, at time.Time) {
	asOf := c.AsOf
	if asOf.IsZero() {
		asOf = at
	}
	s.exec(`insert into suppression_log (action, phone, numbers, added, removed, source, reason, done_by, is_file, as_of, created_at, sha256)
		values ($1, `+hiddenPhone("$2")+`, $3, greatest($4::bigint, 0), greatest(-$4::bigint, 0), $5, $6, $7, $8, $9, $10, $11)`,
		action, number, read, added, c.Source, c.Reason, c.By, c.List, asOf, at, c.SHA256)
}

// Suppressions returns the do-not-call list in order of phone. An error ends it.
func (db *DB) Suppressions(ctx context.Context) iter.Seq2[contact.Suppression, error] {
	return func(yield func(contact.Suppression, error) bool) {
		ready, err := db.readyOrEmpty(ctx)
		if err != nil {
			yield(contact.Suppression{}, err)
		}
		if !ready {
			return
		}
		stopped := false
		err = db.read(ctx, func(tx pgx.Tx) error {
			rows, err := tx.Query(ctx, "select phone, reason, source, created_at from suppressions order by phone")
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() && !stopped {
				var s contact.Suppression
				if err := rows.Scan(&s.Phone, &s.Reason, &s.Source, &s.CreatedAt); err != nil {
					return err
				}
				stopped = !yield(s, nil)
			}
			return rows.Err()
		})
		if err != nil && !stopped {
			yield(contact.Suppression{}, fmt.Errorf("reading the do-not-call list: %w", err))
		}
	}
}

// ready refuses missing tables and those of another version, finds out whether they are
// spread over nodes, and waits until these have finished what was committed.
func (db *DB) ready(ctx context.Context) error {
	ready, err := db.readyOrEmpty(ctx)
	if err == nil && !ready {
		err = ErrSchemaMissing
	}
	return err
}

// readyOrEmpty does the same, but returns false where there are no tables.
func (db *DB) readyOrEmpty(ctx context.Context) (ready bool, err error) {
	v, err := db.Version(ctx)
	if err != nil || v.Have == 0 {
		return false, err
	}
	if err := v.Check(); err != nil {
		return false, err
	}
	err = db.awaitSettled(ctx)
	return err == nil, err
}

// copyPhones copies numbers into a table with the single column phone.
func (s *transaction) copyPhones(table string, phones iter.Seq2[string, error]) int64 {
	next, stop := iter.Pull2(phones)
	defer stop()
	return s.copy(table+" (phone)", func(t *pgcopy.Row) (bool, error) {
		phone, err, ok := next()
		if err != nil || !ok {
			return false, err
		}
		t.Begin(1)
		t.Text([]byte(storable(phone)))
		return true, nil
	})
}

// addedList is a whole list that was put on the do-not-call list.
type addedList struct {
	AsOf, At time.Time
	Added    int64
}

// maxLists limits how many lists are read, newest first.
const maxLists = 20

// SuppressionsRefreshed returns the date of the internal do-not-call list: when the newest
// whole list that was added to it was obtained, while its numbers are still there. A
// file is a whole list if it has at least half as many numbers as the largest, and nine
// in ten of those that files had put there before: other numbers, however many, do not
// make a registry younger. If no list was added this way, for example because another
// program fills the table, it is when the last number was added that is neither an
// opt-out of an import nor a single one. The zero time means that there is no list.
func (v *View) SuppressionsRefreshed(ctx context.Context) (at time.Time, err error) {
	if v.empty || v.noSuppressions {
		return at, nil
	}
	err = v.db.reading(ctx, "looking up the age of the do-not-call list", func(q *transaction) {
		lists := collect(q, pgx.RowToStructByPos[addedList], `select as_of, created_at, added from suppression_log
			where action = 'add' and is_file and list = $2 and whole is not false and numbers * 2 >= (
				select max(numbers) from suppression_log where action = 'add' and is_file and list = $2 and whole is not false
			) order by as_of desc limit $1`, maxLists, contact.InternalList)
		for _, l := range lists {
			there := l.Added == 0
			if !there {
				q.query("select exists (select 1 from suppressions where created_at >= $1 limit 1)", []any{l.At}, &there)
			}
			if there {
				at = l.AsOf
				return
			}
		}
		var last *time.Time
		q.query(`select max(created_at) from suppressions
			where source <> $1 and source !~ '^import [0-9]+$'`, []any{SourceSingle}, &last)
		if last != nil {
			at = *last
		}
	})
	return at, err
}
