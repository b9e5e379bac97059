package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
)

// maxKept is the number of Kept contacts that an undo names.
const maxKept = 20

// Undo takes an import back in one transaction. Contacts that it created are deleted;
// those that it updated get back what they had, field by field; its powerlist, tags and
// new fields are deleted if nothing else uses them. What was changed since stays, and so
// does what later imports depend on: they end up as if this import had never been. A dry
// run does the same and rolls back. The error is ErrNoImport or ErrNotUndoable if it
// cannot be undone.
func (db *DB) Undo(ctx context.Context, id int64, by string, dryRun bool) (contact.Undone, error) {
	if err := db.ready(ctx); err != nil {
		return contact.Undone{}, err
	}
	if err := db.markInterrupted(ctx); err != nil {
		return contact.Undone{}, err
	}
	var done contact.Undone
	err := retry(ctx, func() error {
		return db.change(ctx, func(tx pgx.Tx) error {
			if err := mayUseTemporary(ctx, tx); err != nil {
				return err
			}
			needed := undoRights
			if db.distributed { // for restoreOnNodes
				needed = append(needed[:len(needed):len(needed)], [2]string{"import_changes", "insert"})
			}
			if err := haveRights(ctx, tx, needed, nil); err != nil {
				return err
			}
			u := undo{transaction: transaction{ctx: ctx, tx: tx}, db: db, by: by, Undone: contact.Undone{ImportID: id, DryRun: dryRun}}
			err := u.run()
			if done = u.Undone; err == nil && dryRun {
				err = errDryRun
			}
			return err
		})
	})
	if err != nil && err != errDryRun {
		return contact.Undone{}, fmt.Errorf("undoing import %d: %w", id, err)
	}
	done.LaterImports, done.Kept = nonNil(done.LaterImports), nonNil(done.Kept)
	done.TagsRemoved, done.FieldsRemoved = nonNil(done.TagsRemoved), nonNil(done.FieldsRemoved)
	return done, nil
}

// undo is one attempt at an undo.
type undo struct {
	transaction
	db *DB
	by string
	at time.Time
	contact.Undone

	created, updated int64
	// included: the import put known contacts on its powerlist, and did nothing else
	// with them.
	included    bool
	list        *int64
	first, last *int64
	// lowest and highest are the ids of the contacts that it created, if they are
	// known.
	lowest, highest *int64
	// later are the ids of the imports that were merged after this one, in
	// that order; chained says that some changed the same contacts.
	later   []int64
	chained bool
	// replaces: tags were replaced by this import or a later one.
	replaces bool
}

func (u *undo) run() error {
	u.exec("set local work_mem = " + mergeMemory)
	u.joinByHash()
	u.lockImports()
	u.awaitInDoubt(u.db)
	u.query("select clock_timestamp()", nil, &u.at)
	u.find()
	if u.db.distributed {
		u.exec("lock table contacts in share row exclusive mode") // not many rows
	}
	u.findLater()
	u.restore()
	u.findIncluded()
	u.relink()
	u.findCreated()
	u.byIndex(u.takeFromPowerlist)
	u.remove()
	u.exec("update imports set status = $2, undone_at = $3, undone_by = $4 where id = $1",
		u.ImportID, statusUndone, u.at, u.db.encoding.spell(u.by))
	u.byIndex(u.removePowerlist)
	u.removeTags()
	u.removeFields()
	u.notify()
	return u.err
}

// notUndoable returns an ErrNotUndoable with a reason.
type notUndoable string

func (e notUndoable) Error() string { return string(e) }

func (e notUndoable) Is(target error) bool { return target == ErrNotUndoable }

// find reads the import, and refuses one that cannot be undone.
func (u *undo) find() {
	var status string
	var number *int64
	var pruned, undone *time.Time
	if !u.query(`select status, created, updated, opt_outs, powerlist_id, powerlist,
			powerlist_first, powerlist_last, merge_number, pruned_at, undone_at, contacts_first, contacts_last
		from imports where id = $1`, []any{u.ImportID},
		&status, &u.created, &u.updated, &u.OptOutsKept, &u.list, &u.Powerlist, &u.first, &u.last, &number, &pruned, &undone, &u.lowest, &u.highest) {
		if u.err == nil {
			u.err = ErrNoImport
		}
		return
	}
	if pruned != nil {
		u.err = notUndoable("what undo needs was pruned on " + pruned.Local().Format("2 Jan 2006"))
		return
	}
	switch status {
	case statusDone:
	case statusUndone:
		u.err = notUndoable("it was already undone on " + undone.Local().Format("2 Jan 2006"))
		return
	default:
		u.err = notUndoable(map[string]string{
			statusFailed: "it failed and left nothing behind", statusInterrupted: "it was interrupted and left nothing behind", statusRunning: "it is still running",
		}[status])
		return
	}
	u.later = column[int64](&u.transaction, `select id from imports where status = $1 and merge_number > $2
		order by merge_number`, statusDone, *number)
	if u.later == nil {
		u.later = []int64{}
	}
}

// findLater makes three tables of what later imports changed of the contacts that this
// one changed: later, one row for each of their changes, and later_keys
// and later_tags, the first of them that names a custom field or a tag; and a
// fourth, claims, of what they name together.
func (u *undo) findLater() {
	u.chained = u.exec(`create temporary table later on commit drop as
		select x.import_id, x.contact_id, x.phone, x.claimed, x.fields_after, x.tags, x.tags_removed is not null as replaced
		from `+u.changesOf("(select phone, contact_id as id from import_changes where import_id = $1)", u.updated, len(u.later), "$2"), u.ImportID, u.later) > 0
	u.exec(`create temporary table later_keys on commit drop as
		select distinct on (l.phone, l.contact_id, l.key) l.phone, l.contact_id, l.key, l.import_id
		from (select phone, contact_id, import_id, jsonb_object_keys(fields_after) as key from pg_temp.later) l
		join imports i on i.id = l.import_id
		order by l.phone, l.contact_id, l.key, i.merge_number`)
	u.exec(`create temporary table later_tags on commit drop as
		select distinct on (l.phone, l.contact_id, l.tag) l.phone, l.contact_id, l.tag, l.import_id
		from (select phone, contact_id, import_id, unnest(tags) as tag from pg_temp.later) l
		join imports i on i.id = l.import_id
		order by l.phone, l.contact_id, l.tag, i.merge_number`)
	u.exec(`create temporary table claims on commit drop as
		select l.phone, l.contact_id, l.claimed, l.replaced, coalesce(k.keys, '{}') as keys, coalesce(t.tags, '{}') as tags
		from (select phone, contact_id, bit_or(claimed) as claimed, bool_or(replaced) as replaced from pg_temp.later group by phone, contact_id) l
		left join (select phone, contact_id, array_agg(key) as keys from pg_temp.later_keys group by phone, contact_id) k
			on k.phone = l.phone and k.contact_id = l.contact_id
		left join (select phone, contact_id, array_agg(tag) as tags from pg_temp.later_tags group by phone, contact_id) t
			on t.phone = l.phone and t.contact_id = l.contact_id`)
	u.exec("analyze pg_temp.claims")
}

// findIncluded makes the table restored of the contacts that the import put on its
// powerlist and did not change.
func (u *undo) findIncluded() {
	if u.updated > 0 || u.list == nil {
		return
	}
	u.included = u.exec(`create temporary table restored on commit drop as
		select contact_id as id, phone from import_changes where import_id = $1`, u.ImportID) > 0
}

// ownContacts returns the condition that the import created the contact c, by the index
// on ids if possible.
func (u *undo) ownContacts() string {
	own := "c.import_id = $1"
	if u.lowest != nil && u.highest != nil {
		own += fmt.Sprintf(" and c.id between %d and %d", *u.lowest, *u.highest)
	}
	return own
}

// created is the table of contacts that the import made, and that an undo may remove:
// own are its own, the others those of imports that were undone before. Once it is
// made, nobody changes them.
const created = "pg_temp.created"

// untouched is the condition that a contact is as its import made it.
var untouched = "coalesce(" + digestSQL("c") + " = c.import_digest, false)"

// findCreated makes the table created.
func (u *undo) findCreated() {
	if u.db.distributed {
		return
	}
	u.byIndex(func() {
		u.Gone += u.created - u.exec(`create temporary table created on commit drop as
			select c.phone, c.id, c.ctid as place, true as own, `+untouched+` as untouched
			from contacts c where `+u.ownContacts()+` order by c.id for update of c`, u.ImportID)
	})
	if u.inherits() {
		list := "(select phone, id from pg_temp.restored order by phone, id offset 0) r"
		large := u.isLarge(u.db, "contacts", u.updated)
		place := "c.ctid"
		lock := " for update of c"
		if large {
			place, lock = "c.place", ""
		}
		u.exec(`insert into pg_temp.created
			select c.phone, c.id, ` + place + `, false, ` + untouched + `
			from ` + u.joining(u.db, list, u.updated, "contacts c", "c.phone = r.phone and c.id = r.id", " for update") + `
			where c.import_id in (select id from imports where status = '` + statusUndone + `')` + lock)
	}
	u.exec("analyze pg_temp.created")
}

// inherits reports whether the import claimed contacts, and some may be of imports that
// were undone before.
func (u *undo) inherits() (undone bool) {
	if u.updated > 0 || u.included {
		u.query("select exists (select 1 from imports where status = $1 limit 1)", []any{statusUndone}, &undone)
	}
	return undone
}

// remove deletes the contacts that nobody changed and that no remaining import made:
// those that this import created, and those of an import undone before that this one was
// the last to claim.
func (u *undo) remove() {
	u.exec("delete from import_changes where import_id = $1", u.ImportID)
	if u.db.distributed {
		u.removeOnNodes()
		return
	}
	// There is no index from a contact to its places and changes, but places are nearly
	// in order of id. With a join each table is read once, whatever its statistics say;
	// with a subquery the server may read it once for every contact.
	var low, high int64
	u.query("select coalesce(min(id), 0), coalesce(max(id), 0) from "+created, nil, &low, &high)
	u.byIndex(func() {
		u.exec(fmt.Sprintf(`create temporary table still_listed on commit drop as
			select distinct e.phone, e.contact_id from powerlist_contacts e
			join %s c on c.phone = e.phone and c.id = e.contact_id where e.contact_id between %d and %d`, created, low, high))
	})
	imports := column[int64](&u.transaction, "select id from imports where status = $1 and pruned_at is null", statusDone)
	u.exec(`create temporary table still_changed on commit drop as select distinct x.phone, x.contact_id from `+
		u.changesOf("(select phone, id from "+created+")", u.created+u.updated, len(imports), "$1"), imports)
	u.exec("analyze pg_temp.still_listed")
	u.exec("analyze pg_temp.still_changed")
	u.exec(`create temporary table creations on commit drop as
		select c.id, c.phone, c.place, c.own, c.untouched and e.phone is null as intact, x.phone is not null as claimed
		from ` + created + ` c
		left join pg_temp.still_listed e on e.phone = c.phone and e.contact_id = c.id
		left join pg_temp.still_changed x on x.phone = c.phone and x.contact_id = c.id`)
	u.exec("analyze pg_temp.creations")
	u.countCreations("own")
	const doomed = "d.intact and not d.claimed"
	u.Removed = u.exec(`delete from contacts c using pg_temp.creations d
		where ` + u.places("pg_temp.creations d", doomed, u.created) + `c.phone = d.phone and c.id = d.id and ` + doomed)
}

// changesOf joins n contacts with what so many imports, a parameter, changed of them, as x.
// The index of changes begins with the import: unless it is better to read all changes,
// they are looked up in each.
func (u *undo) changesOf(contacts string, n int64, imports int, parameter string) string {
	const same = "x.phone = c.phone and x.contact_id = c.id"
	among := "x.import_id = any(" + parameter + "::bigint[])"
	if !u.isLarge(u.db, "import_changes", n*int64(imports)) {
		return contacts + " c join import_changes x on " + same + " and " + among
	}
	return contacts + " c cross join lateral (select * from import_changes x where " + among + " and " + same + " offset 0) x"
}

// countCreations counts the rows of the table creations that stay, if the condition
// holds.
func (u *undo) countCreations(which string) {
	var changed, claimed int64
	u.query("select count(*) filter (where not intact and not claimed), count(*) filter (where claimed) from pg_temp.creations where "+which,
		nil, &changed, &claimed)
	u.KeptChanged += changed
	u.KeptClaimed += claimed
	if u.KeptClaimed > 0 {
		claimants := "pg_temp.creations d on d.phone = x.phone and d.id = x.contact_id where d.claimed and " + which
		if u.db.distributed {
			claimants = "import_changes d on d.phone = x.phone and d.contact_id = x.contact_id where d.import_id = 0 and d.claimed = 1"
		}
		u.LaterImports = append(column[int64](&u.transaction, "select distinct import_id from pg_temp.later"),
			column[int64](&u.transaction, "select distinct x.import_id from import_changes x join "+claimants+" and x.import_id = any($1::bigint[])", u.later)...)
		slices.SortFunc(u.LaterImports, func(a, b int64) int { return slices.Index(u.later, b) - slices.Index(u.later, a) })
		u.LaterImports = slices.Compact(u.LaterImports)
	}
	u.addKept("select id, phone, not intact and not claimed, claimed from pg_temp.creations where (not intact or claimed) and " + which + " order by phone, id limit $1")
}

// removeOnNodes does the same on Citus, where the coordinator has only those that stay,
// and nobody changes any meanwhile.
func (u *undo) removeOnNodes() {
	const of = `(select distinct phone, contact_id from `
	standing := untouched + ` and e.phone is null as intact, x.phone is not null as claimed`
	beside := ` left join ` + of + `powerlist_contacts) e on e.phone = c.phone and e.contact_id = c.id
		left join ` + of + `import_changes where import_id > 0) x on x.phone = c.phone and x.contact_id = c.id`
	creations := `select c.id, c.phone, ` + standing + ` from contacts c` + beside + ` where ` + u.ownContacts()
	var made int64
	u.query("select count(*) from contacts c where "+u.ownContacts(), []any{u.ImportID}, &made)
	u.exec("create temporary table creations on commit drop as select s.* from ("+creations+") s where not s.intact or s.claimed", u.ImportID)
	u.exec("insert into import_changes (import_id, contact_id, phone, claimed, before, after) select 0, id, phone, claimed::int, '{}', '{}' from pg_temp.creations")
	u.Removed = u.exec("delete from contacts c where "+u.ownContacts()+` and not exists (
		select 1 from import_changes d where d.import_id = 0 and d.phone = c.phone and d.contact_id = c.id)`, u.ImportID)
	u.Gone += u.created - made
	u.countCreations("true")
	if u.inherits() {
		u.exec(`insert into pg_temp.creations
			select c.id, c.phone, ` + standing + `
			from pg_temp.restored r join contacts c on c.phone = r.phone and c.id = r.id` + beside + `
			where c.import_id in (select id from imports where status = '` + statusUndone + `')`)
	}
	u.exec("analyze pg_temp.creations")
	u.Removed += u.exec(`delete from contacts c using pg_temp.creations d
		where c.phone = d.phone and c.id = d.id and d.intact and not d.claimed`)
	u.exec("delete from import_changes where import_id <= 0")
}

func (u *undo) addKept(sql string) {
	if len(u.Kept) >= maxKept {
		return
	}
	u.Kept = append(u.Kept, collect(&u.transaction, func(row pgx.CollectableRow) (k contact.KeptContact, err error) {
		var changed, claimed bool
		err = row.Scan(&k.ID, &k.Phone, &changed, &claimed)
		if changed {
			k.Why = append(k.Why, contact.ChangedSince)
		}
		if claimed {
			k.Why = append(k.Why, contact.LaterImport)
		}
		return k, err
	}, sql, maxKept-len(u.Kept))...)
}
