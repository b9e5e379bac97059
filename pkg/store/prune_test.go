package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"rollcall/pkg/contact"
)

// execSQL runs a statement.
func execSQL(t *testing.T, db *DB, sql string) {
	t.Helper()
	if _, err := db.pool.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}

// What is pruned cannot be undone; what is younger still can, and leads back to what
// the pruned imports made.
func TestPrune(t *testing.T) {
	a, b := "+12065550001", "+12065550002"
	db := open(t)
	update := func(name string, phone, first string) {
		t.Helper()
		run(t, db, Spec{FileName: name, Duplicates: contact.Update}, row(phone, value(contact.FirstName, first), value(contact.City, "Rome")))
	}
	run(t, db, Spec{FileName: "1"}, row(a, value(contact.FirstName, "Ann")), row(b, value(contact.FirstName, "Bob")))
	update("2", a, "Anna")
	update("3", a, "Anne")
	update("4", b, "Bobby")
	hour := time.Now().Add(-time.Hour)
	execSQL(t, db, "update imports set finished_at = now() - interval '2 hours' where id < 3")

	dry, err := db.Prune(t.Context(), hour, true)
	if err != nil {
		t.Fatal(err)
	}
	dry.DryRun = false
	p, err := db.Prune(t.Context(), hour, false)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the dry run", dry, p)
	if p.UndoBytes <= 0 {
		t.Error("no room was taken")
	}
	p.UndoBytes = 0
	same(t, "pruned", p, contact.Pruned{Before: hour.UTC(), Imports: 2, UndoableImports: 2, UndoRecords: 1})
	same(t, "changes", table(t, db, "select import_id, phone from import_changes order by 1"), []string{"(3,+12065550001)", "(4,+12065550002)"})
	for _, id := range []int64{1, 2} {
		if _, err := db.Undo(t.Context(), id, "me", false); !errors.Is(err, ErrNotUndoable) || !strings.Contains(err.Error(), "pruned on") {
			t.Errorf("undoing import %d: %v", id, err)
		}
	}
	if _, err := db.Undo(t.Context(), 3, "me", false); err != nil {
		t.Fatal(err)
	}
	same(t, "contacts", table(t, db, "select phone, first_name from contacts order by 1"), []string{"(+12065550001,Anna)", "(+12065550002,Bobby)"})
	if again, err := db.Prune(t.Context(), hour, false); err != nil || again.Imports != 0 {
		t.Errorf("pruned again: %+v, %v", again, err)
	}
}

// A contact that stands because a pruned import names it stays when a later one is
// undone.
func TestPruneKeepsClaims(t *testing.T) {
	a := "+12065550001"
	for _, byIndex := range []bool{false, true} {
		db := open(t)
		db.byIndex = byIndex
		run(t, db, Spec{FileName: "1"}, row(a, value(contact.FirstName, "Ann")))
		run(t, db, Spec{FileName: "2", Duplicates: contact.Update}, row(a, value(contact.FirstName, "Ann")))
		run(t, db, Spec{FileName: "3", Duplicates: contact.Update}, row(a, value(contact.FirstName, "Ann")))
		if _, err := db.Undo(t.Context(), 1, "me", false); err != nil {
			t.Fatal(err)
		}
		execSQL(t, db, "update imports set finished_at = now() - interval '2 hours' where id = 2")
		if _, err := db.Prune(t.Context(), time.Now().Add(-time.Hour), false); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Undo(t.Context(), 3, "me", false); err != nil {
			t.Fatal(err)
		}
		same(t, "contacts", table(t, db, "select phone, first_name, import_id from contacts"), []string{"(+12065550001,Ann,2)"})
	}
}

// An old import stays undoable while one that was merged before it is younger, by a
// clock that went back.
func TestPruneByOrderOfMerges(t *testing.T) {
	db := open(t)
	run(t, db, Spec{FileName: "1"}, row("+12065550001"))
	run(t, db, Spec{FileName: "2"}, row("+12065550002"))
	execSQL(t, db, "update imports set finished_at = now() - interval '2 hours' where id = 2")
	if p, err := db.Prune(t.Context(), time.Now().Add(-time.Hour), false); err != nil || p.Imports != 0 || p.UndoableImports != 2 {
		t.Errorf("pruned: %+v, %v", p, err)
	}
}

// What an import left as it was is kept once, and what it does not name not at all.
func TestChangesAreSmall(t *testing.T) {
	a := "+12065550001"
	db := open(t)
	run(t, db, Spec{FileName: "1"}, row(a, value(contact.FirstName, "Ann"), value(contact.LastName, "Lee"), value(contact.Address, "1 Main St")))
	run(t, db, Spec{FileName: "2", Duplicates: contact.Update}, row(a, value(contact.FirstName, "Anna"), value(contact.LastName, "Lee")))
	first, last, address := int(contact.FirstName)+1, int(contact.LastName)+1, int(contact.Address)+1
	same(t, "changes", table(t, db, `select before[$1::int], after[$1::int], before[$2::int], after[$2::int], before[$3::int], after[$3::int]
		from import_changes`, first, last, address), []string{"(Ann,Anna,,Lee,,)"})
}
