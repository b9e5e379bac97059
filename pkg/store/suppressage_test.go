package store

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
)

// The do-not-call list is as old as the newest whole list in it, and not as
// the last single number.
func TestSuppressionsRefreshed(t *testing.T) {
	db := open(t)
	ctx := t.Context()
	obtained := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	want := func(step string, want time.Time) {
		t.Helper()
		dir, err := db.View(ctx, "")
		if err != nil {
			t.Fatal(err)
		}
		if got, err := dir.SuppressionsRefreshed(ctx); err != nil || !got.Equal(want) {
			t.Errorf("%s: got %v, %v, want %v", step, got, err, want)
		}
	}
	add := func(change SuppressionChange, phones ...string) {
		t.Helper()
		if _, err := db.Suppress(ctx, seq(phones...), change); err != nil {
			t.Fatal(err)
		}
	}
	do := func(sql string) {
		t.Helper()
		if err := db.write(ctx, func(tx pgx.Tx) error { _, err := tx.Exec(ctx, sql); return err }); err != nil {
			t.Fatal(err)
		}
	}

	want("nothing", time.Time{})
	add(SuppressionChange{By: "me", Source: SourceSingle}, "+12064441001")
	run(t, db, Spec{}, contact.Row{Reason: contact.NoConsent, Refusals: []contact.Refusal{{Phone: "+12064441002", Record: contact.RecordAll}}})
	want("single numbers and opt-outs alone", time.Time{})
	do("insert into suppressions (phone, source, created_at) values ('+12064441003', 'registry', '2026-04-01T12:00:00Z')")
	want("filled by others", time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC))
	add(SuppressionChange{By: "me", Source: "dnc.txt", List: true, AsOf: obtained}, "+12064441004", "+12064441005")
	want("a list", obtained)
	add(SuppressionChange{By: "me", Source: SourceSingle}, "+12064441006")
	want("a list, then a single number", obtained)
	add(SuppressionChange{By: "me", Source: "old.txt", List: true, AsOf: obtained.AddDate(-1, 0, 0)}, "+12064441007")
	want("an older list", obtained)
	add(SuppressionChange{By: "me", Source: "dnc.txt", List: true, AsOf: obtained.AddDate(0, 1, 0)}, "+12064441008", "+12064441009")
	want("as many other numbers", obtained)
	add(SuppressionChange{By: "me", Source: "dnc.txt", List: true, AsOf: obtained.AddDate(0, 1, 0)},
		"+12064441004", "+12064441005", "+12064441007", "+12064441008", "+12064441009")
	want("the same list, a month later", obtained.AddDate(0, 1, 0))
	do("delete from suppressions")
	want("all are gone", time.Time{})
	do("insert into suppressions (phone, source, created_at) values ('+12064441004', 'dnc.txt', '2026-03-01T12:00:00Z')")
	want("what is there came before", obtained.AddDate(0, 1, 0))
}

func TestEraseDryRun(t *testing.T) {
	db := open(t)
	ctx := context.Background()
	run(t, db, Spec{Powerlist: &contact.PowerlistOptions{Name: "list", DialMode: "manual"}},
		contact.Row{Contact: contact.Contact{Phone: "+12064441001"}}, contact.Row{Contact: contact.Contact{Phone: "+12064441002"}})
	wanted := contact.Erased{Contacts: 1, PowerlistEntries: 1, EvidenceRows: 1}
	for _, dryRun := range []bool{true, false} {
		wanted.DryRun = dryRun
		if e, err := db.Erase(ctx, "+12064441001", dryRun); err != nil || e != wanted {
			t.Errorf("dry run %v: got %+v, %v, want %+v", dryRun, e, err, wanted)
		}
	}
	if e, err := db.Erase(ctx, "+12064441001", false); err != nil || e != (contact.Erased{}) {
		t.Errorf("erased twice: got %+v, %v", e, err)
	}
}

// Every change of a do-not-call list is told with its commit, and is on record.
func TestSuppressionIsTold(t *testing.T) {
	db := open(t)
	ctx := t.Context()
	conn := listen(t, db)
	me := SuppressionChange{By: "me", Source: SourceSingle}
	list := SuppressionChange{By: "me", Source: "dnc.txt", List: true}
	for _, do := range []func() error{
		func() error { _, err := db.Suppress(ctx, seq("+12064441001"), me); return err },
		func() error { _, err := db.Suppress(ctx, seq("+12064441001", "+12064441002"), list); return err },
		func() error { _, _, err := db.Unsuppress(ctx, seq("+12064441001"), me); return err },
		func() error { _, _, err := db.Unsuppress(ctx, seq("+12064441001"), me); return err }, // changes nothing
		func() error {
			_, err := db.ChangeList(ctx, ListChange{SuppressionChange: list, Name: "dnc", Action: AddToList}, ranges("12064441003"))
			return err
		},
	} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{
		`{"event":"suppress","list":"internal","action":"add","phone":"+12064441001","added":1,"removed":0}`,
		`{"event":"suppress","list":"internal","action":"add","added":1,"removed":0}`,
		`{"event":"suppress","list":"internal","action":"remove","phone":"+12064441001","added":0,"removed":1}`,
		`{"event":"suppress","list":"dnc","action":"add","numbers":1,"added":1,"removed":0}`,
	} {
		n, err := conn.WaitForNotification(ctx)
		if err != nil || n.Payload != want {
			t.Errorf("got %v, %v, want %s", n, err, want)
		}
	}
	run(t, db, Spec{Consent: contact.Consent{By: "ann"}},
		contact.Row{Reason: contact.NoConsent, Refusals: []contact.Refusal{{Phone: "+12064441009", Record: contact.RecordAll}}})
	same(t, "the record", table(t, db, "select action, numbers, added, source, done_by from suppression_log where action = 'opt_out'"),
		[]string{`(opt_out,1,1,"import 1",ann)`})
}
