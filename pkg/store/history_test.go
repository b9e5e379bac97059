package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"rollcall/pkg/contact"
)

func TestHistory(t *testing.T) {
	db := open(t)
	hash := [32]byte{1, 2, 3}
	spec := Spec{
		FileName: "leads.csv", FileSize: 123, SHA256: &hash, Mapping: "version: 1\n", Version: "1.2.3",
		Duplicates: contact.Update, Tags: []string{"b", "a", "b"},
		NewFields: []NewField{{Key: "k", Label: "K"}},
		Powerlist: &contact.PowerlistOptions{Name: "list", DialMode: "ai"},
		Consent:   contact.Consent{By: "ann", Host: "desk", Note: "form 7", Statement: "they said yes", Version: "1"},
	}
	run(t, db, spec, row("+12065550001"), contact.Row{Reason: contact.NoConsent})
	spec.Powerlist = nil
	im, err := db.Begin(t.Context(), spec)
	if err != nil {
		t.Fatal(err)
	}
	if err := im.Close(errors.New("no room left")); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Undo(t.Context(), 1, "bob", false); err != nil {
		t.Fatal(err)
	}
	all, err := db.History(t.Context(), HistoryFilter{})
	if err != nil || len(all) != 2 {
		t.Fatalf("%v, %v", all, err)
	}
	same(t, "the second", []string{all[0].Status, textOr(all[0].Error), textOr(all[0].FileSHA256)}, []string{"failed", "no room left", "0102030000000000000000000000000000000000000000000000000000000000"})
	same(t, "mapping in a list", all[1].Mapping, (*string)(nil))
	r, err := db.Record(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	list, by := "list", "bob"
	want := contact.ImportRecord{
		ID: 1, FileName: "leads.csv", Mapping: &spec.Mapping, Consent: spec.Consent, Duplicates: "update", SkippedTotal: 1,
		Tags: []string{"a", "b"}, NewTags: []string{"a", "b"}, NewFields: []string{"k"}, Status: "undone",
		Powerlist: &list, PowerlistContacts: 1, UndoneBy: &by, Version: "1.2.3",
		Counts: contact.Counts{Rows: 2, Created: 1},
	}
	want.Skipped[contact.NoConsent] = 1
	ignore := cmpopts.IgnoreFields(contact.ImportRecord{}, "StartedAt", "FinishedAt", "UndoneAt", "FileSHA256", "FileSize")
	if d := cmp.Diff(want, r, ignore, cmpopts.IgnoreFields(contact.Consent{}, "At")); d != "" {
		t.Errorf("record (-want +got):\n%s", d)
	}
	for name, at := range map[string]time.Time{"started": *r.StartedAt, "finished": *r.FinishedAt, "undone": *r.UndoneAt, "attested": r.Consent.At} {
		if since := time.Since(at); since < 0 || since > time.Minute {
			t.Errorf("it says that it was %s %v ago", name, since)
		}
	}
	if all, err := db.History(t.Context(), HistoryFilter{Limit: 1}); err != nil || len(all) != 1 || all[0].ID != 2 {
		t.Errorf("the last one: %v, %v", all, err)
	}
	if _, err := db.Record(t.Context(), 77); !errors.Is(err, ErrNoImport) {
		t.Errorf("an import that is not there: %v", err)
	}
}

func TestImportedBefore(t *testing.T) {
	db := open(t)
	spec := Spec{FileName: "a.csv", Duplicates: contact.Create}
	run(t, db, spec, row("+12065550001"))
	_, _, err := tryRun(t.Context(), db, spec, row("+12065550001"))
	if !errors.Is(err, ErrImportedBefore) {
		t.Errorf("importing a file twice: %v", err)
	}
	skip := spec
	skip.Duplicates = contact.Skip
	run(t, db, skip, row("+12065550001"))
	spec.Again = true
	run(t, db, spec, row("+12065550001"))
	spec.Again = false
	for _, r := range []int64{1, 3, 4} {
		if _, err := db.Undo(t.Context(), r, "", false); err != nil {
			t.Fatal(err)
		}
	}
	o, _ := run(t, db, spec, row("+12065550001"))
	same(t, "created after undo", o.Created, int64(1))

	hash := [32]byte{9}
	spec.SHA256 = &hash
	d, err := db.View(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Check(t.Context(), &spec); err != nil {
		t.Errorf("checking an unknown file: %v", err)
	}
}

// TestCheck has a review refuse what an import refuses.
func TestCheck(t *testing.T) {
	db := open(t)
	run(t, db, Spec{NewFields: []NewField{{Key: "n", Type: contact.Number}}, Powerlist: &contact.PowerlistOptions{Name: "l", DialMode: "ai", CallWindow: "08:00-20:00"}}, row("+12065550001", tags("x")))
	for _, c := range []struct {
		spec Spec
		want error
		made []string
	}{
		{Spec{NewFields: []NewField{{Key: "n", Type: contact.Number}, {Key: "m"}}, Fields: []string{"n", "m"}}, nil, []string{"m"}},
		{Spec{NewFields: []NewField{{Key: "n"}}}, ErrFieldType, nil},
		{Spec{Fields: []string{"nn"}}, ErrUnknownField, nil},
		{Spec{Powerlist: &contact.PowerlistOptions{Name: "l", DialMode: "ai"}}, ErrPowerlistExists, nil},
		{Spec{Powerlist: &contact.PowerlistOptions{Name: "l", DialMode: "manual", Append: true}}, ErrPowerlistDiffers, nil},
		{Spec{Powerlist: &contact.PowerlistOptions{Name: "l", DialMode: "ai", Append: true, CallWindow: "09:00-20:00"}}, ErrPowerlistDiffers, nil},
		{Spec{Powerlist: &contact.PowerlistOptions{Name: "l", DialMode: "ai", Append: true}}, nil, nil},
	} {
		d, err := db.View(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		made, err := d.Check(t.Context(), &c.spec)
		if !errors.Is(err, c.want) {
			t.Errorf("%+v: review gives %v, not %v", c.spec, err, c.want)
		}
		same(t, "new fields", made, c.made)
		im, err := db.Begin(t.Context(), c.spec)
		if !errors.Is(err, c.want) {
			t.Errorf("%+v: import gives %v, not %v", c.spec, err, c.want)
		}
		if err == nil {
			im.Close(nil)
		}
	}
	d, err := db.View(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	fields, err := d.Fields(t.Context())
	same(t, "fields", []any{fields, err}, []any{map[string]contact.Type{"n": contact.Number}, nil})
	known, err := d.KnownTags(t.Context(), []string{"y", "x"})
	same(t, "tags", []any{known, err}, []any{[]string{"x"}, nil})
}

func TestNotice(t *testing.T) {
	db := open(t)
	ctx := t.Context()
	conn := listen(t, db)
	failed := Spec{FileName: "failed"}
	im, err := db.Begin(ctx, failed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := im.Merge(ctx, Final{}); err != nil {
		t.Fatal(err)
	}
	im.Close(nil)
	var many []string
	for i := range 3000 {
		many = append(many, fmt.Sprintf("t%04d é\\\"", i))
	}
	run(t, db, Spec{FileName: strings.Repeat("ü", 4000), Tags: many, Powerlist: &contact.PowerlistOptions{Name: "l", DialMode: "ai"}}, row("+12065550001"))
	run(t, db, Spec{FileName: "small.csv", Tags: []string{"x"}}, row("+12065550002"), row("+12065550001"))
	var got []ImportEvent
	for range 2 {
		n, err := conn.WaitForNotification(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var payload ImportEvent
		if err := json.Unmarshal([]byte(n.Payload), &payload); err != nil {
			t.Fatalf("%v in %s", err, n.Payload)
		}
		got = append(got, payload)
	}
	if n := got[0]; !n.Cut || len(n.Tags) == 0 || n.ImportID != 2 || n.Powerlist.Name != "l" || n.Powerlist.Contacts != 1 {
		t.Errorf("the large one: %+v", n)
	}
	same(t, "the small one", got[1], ImportEvent{Event: "import", ID: 3, ImportID: 3, File: "small.csv", Tags: []string{"x"}, NewTags: []string{"x"},
		Counts: contact.Counts{Rows: 2, Created: 1, DuplicateRows: contact.DuplicateRows{Known: 1}, Skipped: contact.Skipped{contact.Duplicate: 1}}})
	short, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
	defer cancel()
	if n, err := conn.WaitForNotification(short); err == nil {
		t.Errorf("one more: %s", n.Payload)
	}
}

// TestStrangeValues stores what cleaning should have caught: it must not fail a
// whole list.
func TestStrangeValues(t *testing.T) {
	db := open(t)
	odd := "a\x00b\xffc\"\\\n\r\t\x01\u2028é"
	run(t, db, Spec{FileName: odd, Mapping: odd, Tags: []string{odd}, NewFields: []NewField{{Key: odd}}, Raw: func([]string) []byte { return []byte(odd) },
		Powerlist: &contact.PowerlistOptions{Name: odd, DialMode: "ai"}, Consent: contact.Consent{By: odd}},
		row("+12065550001", value(contact.City, odd), custom(odd, contact.Text, odd), tags(odd+"2")))
	seen := strings.ToValidUTF8(strings.ReplaceAll(odd, "\x00", ""), "\uFFFD")
	same(t, "contacts", table(t, db, "select city = $1, fields = jsonb_build_object($1::text, $1::text), tags = array[$1, $1 || '2'] from contacts", seen), []string{"(t,t,t)"})
}

// TestRefusedFigures keeps what an import that was refused would have come to.
func TestRefusedFigures(t *testing.T) {
	db := open(t)
	run(t, db, Spec{}, row("+12065550001"))
	im, err := db.Begin(t.Context(), Spec{FileName: "refused"})
	if err != nil {
		t.Fatal(err)
	}
	b, err := im.Encode([]contact.Row{row("+12065550001"), row("+12065550002"), row("+12065550002")})
	if err == nil {
		err = im.Write(t.Context(), b)
	}
	if err == nil {
		_, err = im.Merge(t.Context(), Final{Counts: contact.Counts{Rows: 3}})
	}
	if err == nil {
		err = im.Close(errors.New("too many duplicates"))
	}
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the refused import", table(t, db, "select status, error, rows, created, skipped ->> 'duplicate', duplicates_known, duplicates_repeated from imports where file_name = 'refused'"),
		[]string{`(failed,"too many duplicates",3,1,2,1,1)`})
}
