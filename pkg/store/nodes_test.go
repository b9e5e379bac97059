package store

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"testing"
	"time"

	"rollcall/pkg/contact"
)

// nodeless lets the statements that Citus gets run on a plain server, as a cluster
// without workers.
const nodeless = `create function run_command_on_workers(command text) returns table (success boolean, result text)
	language sql as 'select true, null where false'`

// TestStatementsForCitus looks at what a server is sent where the contacts are spread
// over nodes: which lock comes first, that every node writes before the first COPY,
// and that contacts are changed where they are.
func TestStatementsForCitus(t *testing.T) {
	plain := open(t)
	run(t, plain, Spec{Duplicates: contact.Skip}, row("+12065550001", tags("old"), value(contact.City, "Rome")))
	if plain.distributed {
		return // the other tests are run there
	}
	execSQL(t, plain, nodeless)
	execSQL(t, plain, createBeside)
	const lock, write = "lock table import_lock in exclusive mode", "insert into contacts (id, phone) select id"
	const toContacts, toChanges = "copy contacts (", "insert into import_changes"
	const onNodes, toBeside, copyBeside, outOfBeside = "from import_changes x", "insert into " + beside, "copy " + beside, "delete from " + beside
	for _, c := range []struct {
		name string
		do   func(db *DB)
		want []string
	}{
		{"import", func(db *DB) {
			run(t, db, Spec{Duplicates: contact.Skip, FileName: "a"}, row("+12065550001"), row("+12065550002"))
		}, []string{lock, write, copyBeside, toContacts, outOfBeside}},
		{"update", func(db *DB) {
			run(t, db, Spec{Duplicates: contact.Update, FileName: "b"}, row("+12065550001", tags("new"), value(contact.City, "Paris")), row("+12065550003"))
		}, []string{lock, write, copyBeside, toChanges, onNodes, toContacts, outOfBeside}},
		{"suppress add", func(db *DB) {
			s, err := db.Suppress(t.Context(), seq("+12065550009", "+12065550009"), SuppressionChange{List: true, Source: "x"})
			if err != nil || s.Added != 1 {
				t.Errorf("added is %+v, error %v", s, err)
			}
		}, []string{lock, toBeside, "insert into suppressions", outOfBeside}},
		{"look-up", func(db *DB) {
			if on, err := db.OnRecord(t.Context(), "+12065550001"); err != nil || len(on.Contacts) != 1 {
				t.Errorf("on record is %+v, error %v", on, err)
			}
		}, []string{"run_command_on_workers", "from contacts where phone"}},
		{"review", func(db *DB) { reviewForCitus(t, db, true) }, []string{"set local enable_hashjoin = off", "copy numbers_beside (", "from numbers_beside f left join contacts c"}},
		{"review by who only reads", func(db *DB) { reviewForCitus(t, db, false) }, []string{"from contacts c join (select"}},
		{"undo", func(db *DB) {
			if u, err := db.Undo(t.Context(), 3, "me", false); err != nil || u.Restored != 1 || u.Removed != 1 {
				t.Errorf("undone is %+v, error %v", u, err)
			}
		}, []string{lock, "lock table contacts in share row exclusive mode", "update contacts c", "delete from contacts c"}},
	} {
		p := &proxy{open: true}
		db := p.through(t, plain)
		db.distributed, db.beside = true, true
		c.do(db)
		p.mu.Lock()
		sent := p.sent.Bytes()
		var at []int
		for _, statement := range c.want {
			at = append(at, bytes.Index(sent, []byte(statement)))
		}
		if slices.Contains(at, -1) || !slices.IsSorted(at) {
			t.Errorf("%s: the statements %q are sent at %v", c.name, c.want, at)
		}
		if bytes.Contains(sent, []byte("begin read")) {
			t.Errorf("%s: a transaction begins with the server's isolation, which a standby may not allow", c.name)
		}
		if s := refusedByCitus.Find(sent); s != nil {
			t.Errorf("%s: Citus takes no %q", c.name, s)
		}
		p.mu.Unlock()
	}
	same(t, "contacts", table(t, plain, "select phone, city, tags from contacts order by phone"),
		[]string{"(+12065550001,Rome,{old})", "(+12065550002,,{})"})
}

// reviewForCitus looks numbers up that are put beside the contacts, or not.
func reviewForCitus(t *testing.T, db *DB, stages bool) {
	v, err := db.View(t.Context(), "")
	if err != nil {
		t.Error(err)
		return
	}
	v.stages = stages
	of, err := v.Lookup(t.Context(), []string{"+12065550001", "+12065550009", "+12065550008"})
	if want := []contact.PhoneStatus{{Known: true}, {List: contact.InternalList}, {}}; err != nil || !slices.Equal(of, want) {
		t.Errorf("looked up are %+v, error %v", of, err)
	}
}

// TestNoWorkers refuses a cluster that has no node but the coordinator.
func TestNoWorkers(t *testing.T) {
	db := open(t)
	if db.citus {
		return // which has this table of its own
	}
	db.citus = true
	execSQL(t, db, "create table pg_dist_node (shouldhaveshards boolean, isactive boolean, noderole text)")
	execSQL(t, db, "insert into pg_dist_node values (false, true, 'primary')") // a coordinator
	if _, err := db.Distribute(t.Context()); !errors.Is(err, ErrNoWorkers) {
		t.Errorf("distributing without workers: %v", err)
	}
}

// refusedByCitus is what it does not take: locks of many rows, the places of rows, and
// lateral joins with contacts.
var refusedByCitus = regexp.MustCompile(`for (no key )?update of c|c\.ctid|lateral \(select c\.`)

// TestInDoubt changes contacts while a transaction is in doubt on a node of Citus, as a
// crash between the coordinator's commit and its own leaves it: an import, an erasure and
// whoever reads settle it first. One server has none, and there they do the same.
func TestInDoubt(t *testing.T) {
	db := open(t)
	run(t, db, Spec{Duplicates: contact.Skip}, row("+12065550001"))
	for n, c := range []func() error{
		func() error {
			_, _, err := tryRun(t.Context(), db, Spec{Duplicates: contact.Skip, FileName: "b"}, row("+12065550001"), row("+12065550002"))
			return err
		},
		func() error { _, err := db.Erase(t.Context(), "+12065550001", false); return err },
		func() error { _, err := db.View(t.Context(), ""); return err },
		func() error { _, err := db.OnRecord(t.Context(), "+12065550001"); return err },
		func() error { _, err := db.ListsOf(t.Context(), []string{"+12065550001"}); return err },
		func() (err error) {
			for _, err = range db.Suppressions(t.Context()) {
			}
			return err
		},
		func() error {
			_, err := db.Export(t.Context(), ExportSpec{Columns: []string{"phone"}}, func([][]byte) error { return nil })
			return err
		},
	} {
		if db.distributed {
			leaveInDoubt(t, db, n)
		}
		begun := time.Now()
		if err := c(); err != nil || time.Since(begun) > time.Minute {
			t.Errorf("after %v: %v", time.Since(begun), err)
		}
		if db.distributed {
			same(t, "in doubt", table(t, db, "select gid from pg_dist_transaction where gid = '"+inDoubt(n)+"'"), []string(nil))
		}
	}
	same(t, "contacts", table(t, db, "select phone from contacts"), []string{"(+12065550002)"})
}

// inDoubt is the name of the nth transaction that leaveInDoubt leaves, as Citus names them.
func inDoubt(n int) string { return fmt.Sprint("citus_0_1_", n, "_0") }

// leaveInDoubt prepares a transaction on a node that the coordinator has noted as committed.
func leaveInDoubt(t *testing.T, db *DB, n int) {
	u, err := url.Parse(db.pool.Config().ConnString())
	if err != nil {
		t.Fatal(err)
	}
	var name string
	var port, group int
	if err := db.pool.QueryRow(t.Context(), "select nodename, nodeport, groupid from pg_dist_node where groupid > 0 order by 3 limit 1").Scan(&name, &port, &group); err != nil {
		t.Fatal(err)
	}
	u.Host = fmt.Sprint(name, ":", port)
	do(t, u.String(), "begin", "select txid_current()", "prepare transaction '"+inDoubt(n)+"'")
	execSQL(t, db, fmt.Sprintf("insert into pg_dist_transaction values (%d, '%s')", group, inDoubt(n)))
}
