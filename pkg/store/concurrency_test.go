package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
)

// TestConcurrentImports runs overlapping imports at once, from an empty
// database on, and looks for duplicates and lost rows.
func TestConcurrentImports(t *testing.T) {
	for _, mode := range []contact.Duplicates{contact.Skip, contact.Update, contact.Create} {
		t.Run(mode.String(), func(t *testing.T) {
			url := emptyDatabase(t)
			const imports, size = 6, 400
			outcomes := make([]Outcome, imports)
			errs := make([]error, imports)
			var wg sync.WaitGroup
			for i := range imports {
				wg.Go(func() {
					db, err := Open(t.Context(), url, nil)
					if err != nil {
						errs[i] = err
						return
					}
					defer db.Close()
					spec := Spec{
						FileName: fmt.Sprint(i), Duplicates: mode, Tags: []string{"all", fmt.Sprint(i)},
						NewFields: []NewField{{Key: "shared"}},
						Powerlist: &contact.PowerlistOptions{Name: "shared", DialMode: "ai", Append: true},
					}
					outcomes[i], _, errs[i] = tryRun(t.Context(), db, spec, manyRows(size, i*size/2)...)
				})
			}
			wg.Wait()
			var sum Outcome
			changing := 0 // an import that creates and updates nothing makes no tag
			for i, o := range outcomes {
				if errs[i] != nil {
					t.Fatal(errs[i])
				}
				if o.Created+o.Updated > 0 {
					changing++
				}
				sum.Created += o.Created
				sum.Updated += o.Updated
				sum.Skipped[contact.Duplicate] += o.Skipped[contact.Duplicate]
				sum.NewTags = append(sum.NewTags, o.NewTags...)
				sum.NewFields = append(sum.NewFields, o.NewFields...)
			}
			const distinct = size + (imports-1)*size/2
			want := Outcome{}
			switch mode {
			case contact.Skip:
				want.Created, want.Skipped[contact.Duplicate] = distinct, imports*size-distinct
			case contact.Update:
				want.Created, want.Updated = distinct, imports*size-distinct
			case contact.Create:
				want.Created = imports * size
			}
			same(t, "created", sum.Created, want.Created)
			same(t, "updated", sum.Updated, want.Updated)
			same(t, "duplicates", sum.Skipped, want.Skipped)
			same(t, "new fields", sum.NewFields, []string{"shared"})
			same(t, "new tags", len(sum.NewTags), changing+2) // those of the imports, "all", and the rows' own
			db := reopen(t, url)
			same(t, "contacts, numbers, entries and positions", table(t, db, `select (select count(*) from contacts), (select count(distinct phone) from contacts),
				(select count(*) from powerlist_contacts), (select count(distinct position) from powerlist_contacts), (select max(position) from powerlist_contacts)`),
				[]string{fmt.Sprintf("(%d,%d,%[1]d,%[1]d,%[1]d)", want.Created, distinct)})
		})
	}
}

// TestDeadlock has another program lock contacts in the other order, so that
// the server breaks the import's merge off. It is tried again.
func TestDeadlock(t *testing.T) {
	db := open(t)
	a, b := "+12065550001", "+12065550002"
	run(t, db, Spec{}, row(a), row(b))
	// The other program waits longer before it looks for deadlocks.
	other := reopen(t, with(t, db.pool.Config().ConnString(), "options", "-c deadlock_timeout=60s"))
	ctx := t.Context()
	locked, done := make(chan struct{}), make(chan error, 1)
	go func() {
		done <- other.write(ctx, func(tx pgx.Tx) error {
			_, err := tx.Exec(ctx, "update contacts set city = 'x' where phone = $1", b)
			close(locked)
			waitForLock(ctx, db)
			if err == nil {
				_, err = tx.Exec(ctx, "update contacts set city = 'x' where phone = $1", a)
			}
			return err
		})
	}()
	<-locked
	o, _ := run(t, db, Spec{FileName: "2", Duplicates: contact.Update}, row(a, value(contact.State, "WA")), row(b, value(contact.State, "WA")))
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	same(t, "updated", o.Updated, int64(2))
	same(t, "contacts", table(t, db, "select phone, city, state from contacts order by phone"), []string{"(" + a + ",x,WA)", "(" + b + ",x,WA)"})
}

// TestOvertaken has others change the database after an import has made its
// contacts and before it has the lock. Where that makes no difference they stay
// as they are, which the ids tell.
func TestOvertaken(t *testing.T) {
	a, b := "+12065550001", "+12065550002"
	list := &contact.PowerlistOptions{Name: "l", DialMode: "ai", Append: true}
	for _, c := range []struct {
		name, meanwhile string
		existing        bool
		spec            Spec
		created         int64
		updated         int64
		skipped         contact.Reason
		ids, locked     int64 // in two tries, and in one under the lock alone, as on Citus
	}{
		{name: "other numbers", meanwhile: "insert into contacts (id, phone) values (-1, '+12065550003')", created: 2, ids: 2, locked: 2},
		{name: "nothing, among contacts", existing: true, meanwhile: "select", created: 2, ids: 2, locked: 2},
		{name: "a number that is known now", meanwhile: "insert into contacts (id, phone) values (-1, '" + a + "')",
			created: 1, skipped: contact.Duplicate, ids: 3, locked: 1},
		{name: "a number that is known now, under update", existing: true, spec: Spec{Duplicates: contact.Update, Powerlist: list},
			meanwhile: "insert into contacts (id, phone) values (-1, '" + a + "')", created: 1, updated: 1, ids: 3, locked: 1},
		{name: "a number that is known now, under create", spec: Spec{Duplicates: contact.Create},
			meanwhile: "insert into contacts (id, phone) values (-1, '" + a + "')", created: 2, ids: 2, locked: 2},
		{name: "a number that is suppressed now", spec: Spec{Duplicates: contact.Create},
			meanwhile: "insert into suppressions (phone) values ('" + b + "')", created: 1, skipped: contact.Suppressed, ids: 4, locked: 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			db := open(t)
			ctx := t.Context()
			if c.existing {
				do(t, db.pool.Config().ConnString(), "insert into contacts (id, phone) values (-2, '+12065550009')")
			}
			type end struct {
				o   Outcome
				err error
			}
			ended := make(chan end, 1)
			err := db.write(ctx, func(tx pgx.Tx) error {
				q := transaction{ctx: ctx, tx: tx}
				q.lockImports()
				go func() {
					o, _, err := tryRun(ctx, db, c.spec, row(a), row(b))
					ended <- end{o, err}
				}()
				waitForLock(ctx, db)
				q.exec(c.meanwhile)
				return q.err
			})
			got := <-ended
			if err = errors.Join(err, got.err); err != nil {
				t.Fatal(err)
			}
			same(t, "created and updated", []int64{got.o.Created, got.o.Updated}, []int64{c.created, c.updated})
			if c.skipped != 0 {
				same(t, "skipped", got.o.Skipped[c.skipped], int64(1))
			}
			same(t, "contacts", table(t, db, "select count(*) from contacts where import_id is not null"), []string{fmt.Sprintf("(%d)", c.created)})
			if db.distributed {
				c.ids = c.locked
			}
			same(t, "ids that were taken", table(t, db, "select last_value from contacts_id_seq"), []string{fmt.Sprintf("(%d)", c.ids)})
		})
	}
}

// changeMeanwhile changes contacts in a transaction that ends when some other
// statement of the database waits for it, and returns what becomes of that.
func changeMeanwhile(t *testing.T, db *DB, change, phone string) <-chan error {
	locked, done := make(chan struct{}), make(chan error, 1)
	go func() {
		done <- db.write(t.Context(), func(tx pgx.Tx) error {
			_, err := tx.Exec(t.Context(), change, phone)
			close(locked)
			waitForLock(t.Context(), db)
			return err
		})
	}()
	<-locked
	return done
}

// waitForLock returns when some statement of the database waits for a lock, or
// after half a minute.
func waitForLock(ctx context.Context, db *DB) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for ctx.Err() == nil {
		var waits bool
		err := db.read(ctx, func(tx pgx.Tx) error {
			return tx.QueryRow(ctx, `select exists (select from pg_stat_activity
				where datname = current_database() and wait_event_type = 'Lock')`).Scan(&waits)
		})
		if err != nil || waits {
			return
		}
	}
}

// TestNoLockWhileReading lets one import take its rows while another runs from
// beginning to end, and a reader reads.
func TestNoLockWhileReading(t *testing.T) {
	db := open(t)
	slow, err := db.Begin(t.Context(), Spec{FileName: "slow"})
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close(nil)
	b, _ := slow.Encode([]contact.Row{row("+12065550001")})
	if err := slow.Write(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	o, _ := run(t, db, Spec{FileName: "fast"}, row("+12065550001"))
	same(t, "created by the fast one", o.Created, int64(1))
	same(t, "imports", table(t, db, "select file_name, status from imports order by id"), []string{"(slow,running)", "(fast,done)"})
	f := Final{}
	f.Counts.Rows = 1
	if o, err = slow.Merge(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	same(t, "duplicates of the slow one", o.Skipped[contact.Duplicate], int64(1))
	same(t, "what readers see meanwhile", table(t, db, "select count(*) from contacts"), []string{"(1)"})
	if err := slow.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// TestSweepLeavesTheLivingAlone looks at the history while an import runs, and
// between the moment it was registered and the moment its lock is held.
func TestSweepLeavesTheLivingAlone(t *testing.T) {
	db := open(t)
	im := &Import{db: db, spec: Spec{FileName: "early", Tags: []string{}, Fields: []string{}}}
	if err := im.register(t.Context()); err != nil {
		t.Fatal(err)
	}
	status := func() string { return strings.Join(table(t, db, "select status from imports"), "") }
	if _, err := db.History(t.Context(), HistoryFilter{}); err != nil {
		t.Fatal(err)
	}
	same(t, "status of an import that has no transaction", status(), "(interrupted)")
	var err error
	if im.conn, err = db.pool.Acquire(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := im.begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := db.History(t.Context(), HistoryFilter{}); err != nil {
		t.Fatal(err)
	}
	same(t, "status of an import that runs", status(), "(running)")
	if err := im.Close(context.Canceled); err != nil {
		t.Fatal(err)
	}
	same(t, "status of one that was interrupted", status(), "(interrupted)")
}

// TestContactDeletedMeanwhile deletes a contact after the import has found it
// and before it has changed it: its row makes a new contact.
func TestContactDeletedMeanwhile(t *testing.T) {
	db := open(t)
	a, b := "+12065550001", "+12065550002"
	run(t, db, Spec{}, row(a), row(b))
	done := changeMeanwhile(t, db, "delete from contacts where phone = $1", b)
	o, _ := run(t, db, Spec{FileName: "2", Duplicates: contact.Update, Powerlist: &contact.PowerlistOptions{Name: "l", DialMode: "ai"}},
		row(b, value(contact.City, "x")), row(a), row(b))
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	same(t, "counts", o.Counts, contact.Counts{Rows: 3, Created: 1, Updated: 1, Merged: 1})
	same(t, "powerlist", table(t, db, `select e.position, e.phone, c.id is not null from powerlist_contacts e
		left join contacts c on c.phone = e.phone and c.id = e.contact_id order by 1`), []string{"(1," + b + ",t)", "(2," + a + ",t)"})
}

// TestContactsAlwaysChanging: an import gets done among programs that never
// stop changing contacts.
func TestContactsAlwaysChanging(t *testing.T) {
	db := open(t)
	const contacts = 3000
	run(t, db, Spec{}, manyRows(contacts, 0)...)
	ctx, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			conn, err := pgx.Connect(ctx, db.pool.Config().ConnString())
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close(context.WithoutCancel(ctx))
			for ctx.Err() == nil {
				phone := fmt.Sprintf("+1206%07d", rand.IntN(contacts))
				err := pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
					gone, err := tx.Exec(ctx, "delete from contacts where phone = $1", phone)
					if err == nil && gone.RowsAffected() > 0 {
						_, err = tx.Exec(ctx, "insert into contacts (phone) values ($1)", phone)
					}
					return err
				})
				if err != nil && ctx.Err() == nil {
					t.Error(err)
				}
			}
		})
	}
	for range 3 {
		o, _, err := tryRun(t.Context(), db, Spec{Duplicates: contact.Update, Tags: []string{"new"}}, manyRows(contacts, 0)...)
		if err != nil {
			t.Error(err)
		}
		if o.Updated != contacts {
			t.Errorf("%d contacts were updated", o.Updated)
		}
	}
	stop()
	wg.Wait()
}

// TestContactEditedMeanwhile changes a contact in the same way: undo gives back
// what was there last.
func TestContactEditedMeanwhile(t *testing.T) {
	db := open(t)
	a := "+12065550001"
	run(t, db, Spec{}, row(a, value(contact.City, "Rome")))
	done := changeMeanwhile(t, db, "update contacts set city = 'Paris', state = 'X' where phone = $1", a)
	o, _ := run(t, db, Spec{FileName: "2", Duplicates: contact.Update}, row(a, value(contact.City, "Oslo")))
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	same(t, "updated", o.Updated, int64(1))
	same(t, "contact", table(t, db, "select city, state from contacts"), []string{"(Oslo,X)"})
	if _, err := db.Undo(t.Context(), o.ImportID, "", false); err != nil {
		t.Fatal(err)
	}
	same(t, "contact after undo", table(t, db, "select city, state from contacts"), []string{"(Paris,X)"})
}

// TestUndoWaitsForEdits undoes imports while somebody edits a contact that one of them
// made and the other updated: what was edited stays.
func TestUndoWaitsForEdits(t *testing.T) {
	for _, byIndex := range []bool{false, true} {
		for _, id := range []int64{1, 2} {
			t.Run(fmt.Sprint("import ", id, ", by index ", byIndex), func(t *testing.T) {
				db := open(t)
				db.byIndex = byIndex
				a, b := "+12065550001", "+12065550002"
				run(t, db, Spec{}, row(a, value(contact.City, "Rome")), row(b))
				run(t, db, Spec{FileName: "2", Duplicates: contact.Update}, row(a, value(contact.FirstName, "Ann")), row(b, value(contact.FirstName, "Bob")))
				done := changeMeanwhile(t, db, "update contacts set first_name = 'Zoe', city = 'Oslo' where phone = $1", a)
				u, err := db.Undo(t.Context(), id, "", false)
				if err != nil {
					t.Fatal(err)
				}
				if err := <-done; err != nil {
					t.Fatal(err)
				}
				if id == 2 {
					same(t, "changed, restored", []int64{u.KeptChanged, u.Restored}, []int64{1, 1})
					same(t, "contacts", table(t, db, "select first_name, city from contacts order by phone"), []string{"(Zoe,Oslo)", "(,)"})
					return
				}
				same(t, "claimed, removed", []int64{u.KeptClaimed, u.Removed}, []int64{2, 0})
				same(t, "contacts", table(t, db, "select first_name, city from contacts order by phone"), []string{"(Zoe,Oslo)", "(Bob,)"})
			})
		}
	}
}

// TestNothingNew imports twice what is known: no contact is written or locked.
func TestNothingNew(t *testing.T) {
	db := open(t)
	rows := func() []contact.Row {
		return []contact.Row{row("+12065550001", value(contact.City, "Rome"), custom("k", contact.Number, "1.0"), tags("x"))}
	}
	spec := Spec{Duplicates: contact.Update, NewFields: []NewField{{Key: "k", Type: contact.Number}}, Tags: []string{"y"}}
	run(t, db, spec, rows()...)
	before := table(t, db, "select ctid, xmin, xmax, updated_at from contacts")
	spec.FileName = "2"
	o, _ := run(t, db, spec, rows()...)
	same(t, "updated", o.Updated, int64(1))
	same(t, "contact", table(t, db, "select ctid, xmin, xmax, updated_at from contacts"), before)
}
