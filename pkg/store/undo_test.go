package store

import (
	"errors"
	"slices"
	"testing"

	"rollcall/pkg/contact"
)

// TestUndo tells one story after the other; TestModel tries many more.
func TestUndo(t *testing.T) {
	a, b := "+12065550001", "+12065550002"
	names := func(t *testing.T, db *DB) []string {
		return table(t, db, "select phone, first_name, city, fields, tags from contacts order by phone, id")
	}
	l1, l2 := "l1", "l2"
	first := Spec{FileName: "1", Tags: []string{"one"}, NewFields: []NewField{{Key: "k"}}, Powerlist: &contact.PowerlistOptions{Name: "l1", DialMode: "ai"}}
	second := Spec{FileName: "2", Tags: []string{"two"}, Duplicates: contact.Update, Fields: []string{"k"}, Powerlist: &contact.PowerlistOptions{Name: "l2", DialMode: "ai"}}
	rowsOfFirst := func() []contact.Row {
		return []contact.Row{row(a, value(contact.FirstName, "Ann"), custom("k", 0, "x")), row(b, value(contact.FirstName, "Bob"))}
	}
	rowsOfSecond := func() []contact.Row {
		return []contact.Row{row(a, value(contact.FirstName, "Anna"), value(contact.City, "Rome"), custom("k", 0, "y"))}
	}
	undo := func(t *testing.T, db *DB, id int64) contact.Undone {
		t.Helper()
		dry, err := db.Undo(t.Context(), id, "me", true)
		if err != nil {
			t.Fatal(err)
		}
		u, err := db.Undo(t.Context(), id, "me", false)
		if err != nil {
			t.Fatal(err)
		}
		dry.DryRun = false
		same(t, "the dry run", dry, u)
		return u
	}
	t.Run("what it created goes, and what nothing else uses", func(t *testing.T) {
		db := open(t)
		run(t, db, first, rowsOfFirst()...)
		same(t, "undone", undo(t, db, 1), contact.Undone{ImportID: 1, TagsRemoved: []string{"one"}, FieldsRemoved: []string{"k"},
			UndoCounts: contact.UndoCounts{Removed: 2, Powerlist: &l1, PowerlistEntries: 2, PowerlistRemoved: true}})
		for _, name := range []string{"contacts", "powerlists", "powerlist_contacts", "tags", "contact_fields"} {
			same(t, name, table(t, db, "select count(*) from "+name), []string{"(0)"})
		}
		if _, err := db.Undo(t.Context(), 1, "me", false); !errors.Is(err, ErrNotUndoable) {
			t.Errorf("undoing it again: %v", err)
		}
		if _, err := db.Undo(t.Context(), 2, "me", false); !errors.Is(err, ErrNoImport) {
			t.Errorf("undoing what is not there: %v", err)
		}
	})
	t.Run("what it updated gets back what it had", func(t *testing.T) {
		db := open(t)
		run(t, db, first, rowsOfFirst()...)
		before := names(t, db)
		run(t, db, second, rowsOfSecond()...)
		same(t, "undone", undo(t, db, 2), contact.Undone{ImportID: 2, TagsRemoved: []string{"two"},
			UndoCounts: contact.UndoCounts{Restored: 1, Powerlist: &l2, PowerlistEntries: 1, PowerlistRemoved: true}})
		same(t, "contacts", names(t, db), before)
		same(t, "what is kept for undo", table(t, db, "select count(*) from import_changes"), []string{"(0)"})
	})
	t.Run("what somebody changed since stays, field by field", func(t *testing.T) {
		db := open(t)
		run(t, db, first, rowsOfFirst()...)
		run(t, db, second, rowsOfSecond()...)
		do(t, db.pool.Config().ConnString(), "update contacts set city = 'Paris', tags = tags || '{mine}' where phone = '"+a+"'", "update contacts set first_name = 'Rob' where phone = '"+b+"'")
		u := undo(t, db, 2)
		same(t, "undone", []int64{u.Restored, u.KeptChanged, u.KeptClaimed}, []int64{1, 1, 0})
		u = undo(t, db, 1)
		same(t, "undone", []int64{u.Removed, u.KeptChanged, u.KeptClaimed}, []int64{0, 2, 0})
		same(t, "contacts", names(t, db), []string{`(+12065550001,Ann,Paris,"{""k"": ""x""}","{one,mine}")`, `(+12065550002,Rob,,{},{one})`})
		same(t, "tags", u.TagsRemoved, []string(nil))
	})
	for _, order := range [][]int64{{1, 2}, {2, 1}} {
		t.Run("any order leads back before both", func(t *testing.T) {
			db := open(t)
			run(t, db, first, rowsOfFirst()...)
			run(t, db, second, rowsOfSecond()...)
			for _, id := range order {
				undo(t, db, id)
			}
			same(t, "contacts", names(t, db), []string{})
		})
	}
	t.Run("later imports that rest on it keep what they say", func(t *testing.T) {
		for _, order := range [][]int64{{2, 3}, {3, 2}} {
			db := open(t)
			run(t, db, first, rowsOfFirst()...)
			before := names(t, db)
			run(t, db, second, rowsOfSecond()...)
			third := second
			third.FileName, third.Powerlist = "3", &contact.PowerlistOptions{Name: "l2", DialMode: "ai", Append: true}
			run(t, db, third, row(a, value(contact.FirstName, "Anne"), custom("k", 0, "z")), row(b))
			u := undo(t, db, order[0])
			if order[0] == 2 {
				same(t, "after the second", names(t, db), []string{`(+12065550001,Anne,,"{""k"": ""z""}","{one,two}")`, `(+12065550002,Bob,,{},"{one,two}")`})
				same(t, "claimed", u.KeptClaimed, int64(1))
				if u.PowerlistRemoved {
					t.Error("the powerlist of the third is gone")
				}
			}
			undo(t, db, order[1])
			same(t, "contacts", names(t, db), before)
		}
	})
	t.Run("later imports of the same powerlist keep the places that they found there", func(t *testing.T) {
		places := func(db *DB) []string {
			return table(t, db, "select position, phone from powerlist_contacts order by position")
		}
		db := open(t)
		list := &contact.PowerlistOptions{Name: "l1", DialMode: "ai", Append: true}
		earlier := Spec{FileName: "1", Duplicates: contact.Update, Powerlist: list}
		run(t, db, earlier, row(a), row(b))
		later := earlier
		later.FileName = "2"
		run(t, db, later, row(b))
		same(t, "undone", undo(t, db, 1).PowerlistEntries, int64(1))
		same(t, "places", places(db), []string{"(2," + b + ")"})
		u := undo(t, db, 2)
		same(t, "undone", []int64{u.PowerlistEntries, u.Removed}, []int64{1, 1})
		same(t, "places", places(db), []string{})
	})
	t.Run("opt-outs stay", func(t *testing.T) {
		db := open(t)
		run(t, db, first, contact.Row{Reason: contact.NoConsent, Refusals: []contact.Refusal{{Phone: a, Record: contact.RecordAll}}})
		same(t, "opt-outs", undo(t, db, 1).OptOutsKept, int64(1))
		same(t, "suppressions", table(t, db, "select phone, source from suppressions"), []string{`(+12065550001,"import 1")`})
	})
}

func TestSuppressions(t *testing.T) {
	db := open(t)
	a, b, c := "+12065550001", "+12065550002", "+12065550003"
	s, err := db.Suppress(t.Context(), seq(c, a, c), SuppressionChange{By: "me", Reason: "registry", Source: "dnc.txt", List: true})
	same(t, "a list", []any{s, err}, []any{contact.ListUpdate{Numbers: 3, Added: 2}, nil})
	s, err = db.Suppress(t.Context(), seq(b), SuppressionChange{By: "me", Reason: "asked"})
	same(t, "a number", []any{s, err}, []any{contact.ListUpdate{Numbers: 1, Added: 1}, nil})
	broken := errors.New("the disk is gone")
	_, err = db.Suppress(t.Context(), func(yield func(string, error) bool) { _ = yield("+19", nil) && yield("", broken) }, SuppressionChange{})
	if !errors.Is(err, broken) {
		t.Errorf("a list that can't be read: %v", err)
	}
	var phones []string
	for s, err := range db.Suppressions(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		phones = append(phones, s.Phone+" "+s.Reason)
	}
	same(t, "list", phones, []string{a + " registry", b + " asked", c + " registry"})
	for _, want := range []int64{1, 0} {
		_, removed, err := db.Unsuppress(t.Context(), seq(b), SuppressionChange{By: "me", Reason: "mistake"})
		same(t, "removed", []any{removed, err}, []any{want, nil})
	}
	record := table(t, db, "select action, phone, numbers, reason, done_by from suppression_log order by id")
	if want := []string{"(add,,3,registry,me)", "(add,+12065550002,1,asked,me)", "(remove,+12065550002,1,mistake,me)"}; !slices.Equal(record, want) {
		t.Errorf("the record is %v, not %v", record, want)
	}
}

func TestErase(t *testing.T) {
	db := open(t)
	a := "+12065550001"
	run(t, db, Spec{FileName: "1", Powerlist: &contact.PowerlistOptions{Name: "l", DialMode: "ai"}}, row(a), row("+12065550002"))
	run(t, db, Spec{FileName: "2", Duplicates: contact.Update}, row(a, value(contact.City, "Rome")))
	if _, err := db.Suppress(t.Context(), seq(a), SuppressionChange{}); err != nil {
		t.Fatal(err)
	}
	want := contact.Erased{Contacts: 1, PowerlistEntries: 1, UndoRecords: 1, EvidenceRows: 2, Suppressed: true}
	for _, dryRun := range []bool{true, false} {
		e, err := db.Erase(t.Context(), a, dryRun)
		want.DryRun = dryRun
		same(t, "erased", []any{e, err}, []any{want, nil})
	}
	same(t, "suppressions", table(t, db, "select phone from suppressions"), []string{"(" + a + ")"})
	u, err := db.Undo(t.Context(), 2, "", false)
	same(t, "gone", []any{u.Gone, err}, []any{int64(1), nil})
}
