package store

import (
	"context"
	"fmt"
	"time"

	"rollcall/pkg/contact"
)

// prunable are the imports that are older than $1 and were merged before all younger
// ones, whose undo therefore does not depend on their changes.
const prunable = `status = '` + statusDone + `' and pruned_at is null and coalesce(merge_number, 0) < (
	select coalesce(min(k.merge_number), 9223372036854775807) from imports k
	where k.status = '` + statusDone + `' and k.pruned_at is null and k.finished_at >= $1::timestamptz)`

// Prune deletes what is kept to undo the imports that ended before an instant: they can
// no longer be undone. Contacts, records and evidence stay. Each import is a transaction
// of its own, the oldest first, so that nobody waits long. A dry run only counts.
func (db *DB) Prune(ctx context.Context, before time.Time, dryRun bool) (contact.Pruned, error) {
	if err := db.ready(ctx); err != nil {
		return contact.Pruned{}, err
	}
	p, ids, err := db.toPrune(ctx, before, dryRun)
	for _, id := range ids {
		if err != nil || dryRun {
			break
		}
		err = retry(ctx, func() error {
			return db.change(ctx, statements(ctx, func(q *transaction) { q.prune(db, id) }))
		})
	}
	if err != nil {
		return contact.Pruned{}, fmt.Errorf("pruning the history: %w", err)
	}
	return p, nil
}

// toPrune returns what is to be pruned.
func (db *DB) toPrune(ctx context.Context, before time.Time, dryRun bool) (p contact.Pruned, ids []int64, err error) {
	err = db.read(ctx, statements(ctx, func(s *transaction) {
		ids = column[int64](s, "select id from imports where "+prunable+" order by merge_number", before)
		s.query(`select count(*), coalesce(sum(pg_column_size(x.before) + pg_column_size(x.after)
				+ pg_column_size(x.fields_before) + pg_column_size(x.fields_after) + pg_column_size(x.tags) + pg_column_size(x.tags_added) + coalesce(pg_column_size(x.tags_removed), 0) + 80), 0)
			from import_changes x where x.import_id = any($1::bigint[])`,
			[]any{ids}, &p.UndoRecords, &p.UndoBytes)
		s.query("select count(*) from imports where status = $1 and pruned_at is null", []any{statusDone}, &p.UndoableImports)
	}))
	p.DryRun, p.Before = dryRun, before.UTC()
	p.Imports = int64(len(ids))
	p.UndoableImports -= p.Imports
	return p, ids, err
}

// prune deletes what is kept to undo an import, unless it was undone meanwhile.
func (s *transaction) prune(db *DB, id int64) {
	s.joinByHash()
	s.lockImports()
	s.awaitInDoubt(db)
	if s.exec("update imports set pruned_at = clock_timestamp() where id = $1 and status = $2", id, statusDone) == 0 {
		return
	}
	s.adopt(db, id)
	s.exec("delete from import_changes where import_id = $1", id)
}

// adopt makes those contacts the import's own that it names, and that are of imports which
// were undone: they were kept because it does, else the undo of a later one would delete
// them.
func (s *transaction) adopt(db *DB, id int64) {
	undone := column[int64](s, "select id from imports where status = $1", statusUndone)
	if len(undone) == 0 {
		return
	}
	const changes, same = "(select phone, contact_id from import_changes where import_id = $1 order by phone, contact_id offset 0) x", "c.phone = x.phone and c.id = x.contact_id"
	var n int64
	s.query("select count(*) from import_changes where import_id = $1", []any{id}, &n)
	if !s.isLarge(db, "contacts", n) {
		s.exec(`update contacts c set import_id = $1 from import_changes x
			where x.import_id = $1 and `+same+` and c.import_id = any($2::bigint[])`, id, undone)
		return
	}
	s.exec(`create temporary table adopted on commit drop as select c.phone, c.id, c.place
		from `+s.joining(db, changes, n, "contacts c", same, " for update")+` where c.import_id = any($2::bigint[])`, id, undone)
	s.exec(`update contacts c set import_id = $1 from pg_temp.adopted a
		where c.ctid = any(array(select place from pg_temp.adopted)) and c.phone = a.phone and c.id = a.id`, id)
}
