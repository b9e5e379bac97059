package store

import (
	"context"
	"crypto/sha256"
	"fmt"
	"iter"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
	"rollcall/pkg/localserver/pgtest"
)

// migrated fills a test's database, and spreads its tables over the nodes of
// Citus where ROLLCALL_TEST_DISTRIBUTE is set.
func migrated(ctx context.Context, url string) error {
	db, err := Open(ctx, url, nil)
	if err != nil {
		return err
	}
	defer db.Close()
	if os.Getenv("ROLLCALL_TEST_DISTRIBUTE") != "" {
		_, err = db.Distribute(ctx)
		return err
	}
	_, err = db.Migrate(ctx)
	return err
}

// open returns a database with the tables in it.
func open(t testing.TB) *DB {
	t.Helper()
	return reopen(t, pgtest.Database(t, migrated))
}

func reopen(t testing.TB, url string) *DB {
	t.Helper()
	db, err := Open(t.Context(), url, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	return db
}

// run imports rows, with lines from 2 on.
func run(t testing.TB, db *DB, spec Spec, rows ...contact.Row) (Outcome, []contact.Reject) {
	t.Helper()
	o, late, err := tryRun(t.Context(), db, spec, rows...)
	if err != nil {
		t.Fatal(err)
	}
	return o, late
}

func tryRun(ctx context.Context, db *DB, spec Spec, rows ...contact.Row) (o Outcome, late []contact.Reject, err error) {
	im, err := db.Begin(ctx, spec)
	if err != nil {
		return Outcome{}, nil, err
	}
	defer func() {
		if e := im.Close(err); err == nil {
			err = e
		}
	}()
	f := Final{SHA256: sha256.Sum256([]byte(fmt.Sprint(spec.FileName, rows)))}
	for i := range rows {
		rows[i].Line = int64(i + 2)
		f.Counts.Rows++
		if r := rows[i].Reason; r != contact.Accepted {
			f.Counts.Skipped[r]++
		}
	}
	for len(rows) > 0 {
		n := min(len(rows), 3)
		b, err := im.Encode(rows[:n])
		if err != nil {
			return o, nil, err
		}
		if err := im.Write(ctx, b); err != nil {
			return o, nil, err
		}
		rows = rows[n:]
	}
	if o, err = im.Merge(ctx, f); err != nil {
		return o, nil, err
	}
	for r, err := range im.LateRejects(ctx) {
		if err != nil {
			return o, nil, err
		}
		late = append(late, r)
	}
	return o, late, im.Commit(ctx)
}

// row is an accepted row.
func row(phone string, set ...func(*contact.Contact)) contact.Row {
	r := contact.Row{Contact: contact.Contact{Phone: phone}}
	for _, s := range set {
		s(&r.Contact)
	}
	return r
}

func value(f contact.Field, v string) func(*contact.Contact) {
	return func(c *contact.Contact) { c.Values[f] = v }
}

func tags(names ...string) func(*contact.Contact) {
	return func(c *contact.Contact) { c.Tags = names }
}

func custom(key string, t contact.Type, text string) func(*contact.Contact) {
	return func(c *contact.Contact) { c.Custom = append(c.Custom, contact.Custom{Key: key, Type: t, Text: text}) }
}

// table reads a query's rows as text.
func table(t testing.TB, db *DB, query string, args ...any) []string {
	t.Helper()
	var out []string
	err := db.read(t.Context(), func(tx pgx.Tx) error {
		rows, err := tx.Query(t.Context(), "select q::text from ("+query+" offset 0) q", args...)
		if err != nil {
			return err
		}
		out, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func seq(phones ...string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, p := range phones {
			if !yield(p, nil) {
				return
			}
		}
	}
}

// TestSuppressRanges: files bar the numbers of ranges, however they overlap, as a
// contact's number and as a further one.
func TestSuppressRanges(t *testing.T) {
	db := open(t)
	raw := func([]string) []byte { return nil }
	spec := Spec{FileName: "leads.csv", Raw: raw, Suppress: ranges("12065550020..12065550029", "12065550010..12065559999", "12065550010..12065550019", "12065560001",
		"12065570005..12065570006", "12065570001..12065570004")}
	_, late := run(t, db, spec, row("+12065550009"), row("+12065550010"), row("+12065559999"), row("+12065560000"), row("+12065560001"),
		row("+12065570000", func(c *contact.Contact) { c.OtherPhones = "+12065570006 +12065570007" }), row("+441632960001"))
	var barred []string
	for _, r := range late {
		barred = append(barred, fmt.Sprint(r.Line, " ", r.Reason))
	}
	same(t, "barred", barred, []string{"3 suppressed", "4 suppressed", "6 suppressed"})
	same(t, "contacts", table(t, db, "select phone, other_phones from contacts order by phone"), []string{
		"(+12065550009,)", "(+12065560000,)", "(+12065570000,+12065570007)", "(+441632960001,)"})
}

func TestSkip(t *testing.T) {
	db := open(t)
	spec := Spec{
		FileName: "leads.csv", FileSize: 100, Mapping: "version: 1", Tags: []string{"expo"},
		NewFields: []NewField{{Key: "n", Label: "N", Type: contact.Number}},
		Powerlist: &contact.PowerlistOptions{Name: "list", DialMode: "ai"},
		Suppress:  ranges("12065550009", "12065550009", "19"),
		Raw:       func(cells []string) []byte { return []byte(fmt.Sprint(cells)) },
	}
	o, late := run(t, db, spec,
		row("+12065550003", value(contact.FirstName, "Ann"), custom("n", contact.Number, "1.5"), tags("vip", "expo")),
		row("+12065550001", value(contact.TimeZone, "America/New_York America/Chicago")),
		contact.Row{Reason: contact.NoConsent, Refusals: []contact.Refusal{{Phone: "+12065550008", Record: contact.RecordAll}}},
		row("+12065550003", tags("late")),
		row("+12065550008"),
		row("+12065550009"),
		contact.Row{Reason: contact.Malformed},
	)
	want := Outcome{
		ImportID:  1,
		Counts:    contact.Counts{Rows: 7, Created: 2},
		NewFields: []string{"n"}, Tags: []string{"expo", "vip"}, NewTags: []string{"expo", "vip"},
		OptOuts:   1,
		Powerlist: &ListOutcome{ID: 1, Powerlist: contact.Powerlist{Name: "list", DialMode: "ai", Contacts: 2}, Created: true},
		Zones:     contact.Zones{Ambiguous: 1, Unknown: 1},

		SuppressedBy: map[string]int64{"--suppress": 1},
	}
	want.Skipped[contact.Suppressed] = 1
	want.Skipped[contact.Duplicate] = 1
	want.DuplicateRows.Repeated = 1
	want.Skipped[contact.NoConsent] = 2
	want.Skipped[contact.Malformed] = 1
	same(t, "outcome", o, want)
	same(t, "late", late, []contact.Reject{
		{Line: 5, Reason: contact.Duplicate, Detail: "same number as line 2", Raw: []byte("[]")},
		{Line: 6, Reason: contact.NoConsent, Detail: "line 4 says no", Raw: []byte("[]")},
		{Line: 7, Reason: contact.Suppressed, Detail: contact.InFile.Detail(0, ""), Raw: []byte("[]")},
	})
	same(t, "contacts", table(t, db, "select phone, first_name, fields, tags, time_zones, import_id from contacts order by phone"), []string{
		`(+12065550001,,{},{expo},"America/New_York America/Chicago",1)`,
		`(+12065550003,Ann,"{""n"": 1.5}","{expo,vip}",,1)`,
	})
	same(t, "powerlist", table(t, db, "select powerlist_id, position, phone, c.id is not null from powerlist_contacts e left join contacts c using (phone) where c.id = e.contact_id order by position"), []string{
		"(1,1,+12065550003,t)", "(1,2,+12065550001,t)",
	})
	same(t, "import", table(t, db, "select status, rows, created, skipped, opt_outs, powerlist_first, powerlist_last from imports"), []string{
		`(done,7,2,"{""filtered"": 0, ""no_phone"": 0, ""duplicate"": 1, ""malformed"": 1, ""no_consent"": 2, ""suppressed"": 1, ""invalid_phone"": 0}",1,1,2)`,
	})

	d, err := db.View(t.Context(), "list")
	if err != nil {
		t.Fatal(err)
	}
	st, err := d.Lookup(t.Context(), []string{"+12065550008", "+12065550003", "+1", "+12065550003"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "standings", st, []contact.PhoneStatus{{List: contact.InternalList}, {Known: true, Listed: true}, {}, {Known: true, Listed: true}})
}

func TestUpdate(t *testing.T) {
	db := open(t)
	a, b := "+12065550001", "+12065550002"
	run(t, db, Spec{Tags: []string{"one"}, NewFields: []NewField{{Key: "k"}, {Key: "fill"}}},
		row(a, value(contact.FirstName, "Ann"), value(contact.City, "Rome"), value(contact.Email, "a@b.c"), custom("k", 0, "x"), custom("fill", 0, "old")))
	spec := Spec{
		Duplicates: contact.Update, Tags: []string{"two"},
		Fields:         []string{"k", "fill"},
		CustomPolicies: map[string]contact.Policy{"fill": contact.Fill},
		Powerlist:      &contact.PowerlistOptions{Name: "list", DialMode: "manual"},
	}
	spec.Policies[contact.LastName] = contact.Fill
	spec.Policies[contact.Email] = contact.Never
	clearCity := func(c *contact.Contact) { c.Clear = c.Clear.With(contact.City) }
	clearK := func(c *contact.Contact) { c.Custom = append(c.Custom, contact.Custom{Key: "k", Clear: true}) }
	o, _ := run(t, db, spec,
		row(b, value(contact.FirstName, "Bob"), clearCity, clearK),
		row(a, value(contact.FirstName, "Anna"), value(contact.LastName, "Lee"), value(contact.Email, "new@b.c"), clearCity, custom("fill", 0, "new"), tags("x", "one")),
		row(a, clearK, tags("y", "x")),
		row(b, value(contact.LastName, "Boss")),
	)
	same(t, "counts", o.Counts, contact.Counts{Rows: 4, Created: 1, Updated: 1, Merged: 2})
	same(t, "tags", o.Tags, []string{"one", "two", "x", "y"})
	same(t, "new tags", o.NewTags, []string{"two", "x", "y"})
	same(t, "contacts", table(t, db, "select phone, first_name, last_name, email, city, fields, tags from contacts order by phone"), []string{
		`(+12065550001,Anna,Lee,a@b.c,,"{""fill"": ""old""}","{one,two,x,y}")`,
		`(+12065550002,Bob,Boss,,,{},{two})`,
	})
	same(t, "powerlist", table(t, db, "select position, phone from powerlist_contacts order by 1"), []string{"(1,+12065550002)", "(2,+12065550001)"})
}

// TestListedByForeignIDs: a review knows who is on a powerlist though other
// programs gave two contacts the same id.
func TestListedByForeignIDs(t *testing.T) {
	db := open(t)
	a, b := "+12065550001", "+12065550002"
	run(t, db, Spec{Powerlist: &contact.PowerlistOptions{Name: "list", DialMode: "ai"}}, row(a))
	do(t, db.pool.Config().ConnString(), "insert into contacts (phone, id) select '"+b+"', id from contacts")
	d, err := db.View(t.Context(), "list")
	if err != nil {
		t.Fatal(err)
	}
	st, err := d.Lookup(t.Context(), []string{a, b})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "standings", st, []contact.PhoneStatus{{Known: true, Listed: true}, {Known: true}})
}

// TestUpdateOfForeignTags: other programs may have put anything into an array.
func TestUpdateOfForeignTags(t *testing.T) {
	db := open(t)
	phone := "+12065550001"
	do(t, db.pool.Config().ConnString(), "insert into contacts (phone, tags) values ('"+phone+"', '{null,a,a}')")
	tags := func() []string { return table(t, db, "select tags from contacts") }
	before := tags()
	o, _ := run(t, db, Spec{Duplicates: contact.Update, Tags: []string{"a", "b"}}, row(phone))
	same(t, "tags", tags(), []string{`("{NULL,a,a,b}")`})
	if _, err := db.Undo(t.Context(), o.ImportID, "me", false); err != nil {
		t.Fatal(err)
	}
	same(t, "tags after the undo", tags(), before)
}

func TestCreate(t *testing.T) {
	db := open(t)
	o, _ := run(t, db, Spec{Duplicates: contact.Create, Powerlist: &contact.PowerlistOptions{Name: "l", DialMode: "ai"}}, row("+12065550001"), row("+12065550000"), row("+12065550001"))
	same(t, "counts", o.Counts, contact.Counts{Rows: 3, Created: 3})
	same(t, "powerlist", table(t, db, "select position, phone from powerlist_contacts order by 1"), []string{
		"(1,+12065550001)", "(2,+12065550000)", "(3,+12065550001)"})
}
