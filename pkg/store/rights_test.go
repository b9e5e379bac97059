package store

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"rollcall/pkg/contact"
	"rollcall/pkg/localserver/pgtest"
)

// TestRights takes rights away from a role: the import tells before it reads.
func TestRights(t *testing.T) {
	base := pgtest.Database(t, migrated)
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	role := "clerk_" + strings.Trim(u.Path, "/")
	do(t, base, "create role "+role+" login", "grant usage on schema public to "+role,
		"grant select on all tables in schema public to "+role,
		"grant insert, update on contact_fields, tags, powerlists, powerlist_contacts, suppressions, suppression_log, imports, import_changes, import_evidence, import_lock, calling_places, calling_zones to "+role,
		"grant insert on contacts to "+role)
	t.Cleanup(func() { doAfter(t, base, "drop owned by "+role, "drop role "+role) })
	db := reopen(t, with(t, base, "options", "-c role="+role))
	_, err = db.Begin(t.Context(), Spec{Duplicates: contact.Update})
	if !errors.Is(err, ErrRights) || !strings.Contains(err.Error(), "update on contacts, usage on sequence public.contacts_id_seq") {
		t.Errorf("the error is %v", err)
	}
	do(t, base, "grant usage on sequence contacts_id_seq to "+role, "update calling_data set version = '2020-01-01.abc', as_of = '2020-01-01'")
	v, err := db.View(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if old, err := v.OldCallingRules(t.Context()); old != "2020-01-01.abc" || err != nil {
		t.Errorf("the rules of a role that may not replace them are %q, %v", old, err)
	}
	o, _ := run(t, db, Spec{Powerlist: &contact.PowerlistOptions{Name: "l"}}, located("+12064441001", "", "98101", "WA"),
		contact.Row{Reason: contact.NoConsent, Refusals: []contact.Refusal{{Phone: "+12065550002", Record: contact.RecordAll}}})
	same(t, "with the others", []int64{o.Created, o.OptOuts}, []int64{1, 1})
	v, err = reopen(t, base).View(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if old, err := v.OldCallingRules(t.Context()); old != "" || err != nil {
		t.Errorf("the owner's import replaces the rules, and yet they are %q, %v", old, err)
	}
	// What review and import look at first is named, too.
	do(t, base, "revoke select on contacts, lists from "+role)
	_, err = db.View(t.Context(), "")
	if !errors.Is(err, ErrRights) || !strings.Contains(err.Error(), "select on contacts, select on lists") {
		t.Errorf("a review without the right to read contacts: %v", err)
	}
	// So is what the other commands lack.
	number := func(yield func(string, error) bool) { yield("+12065550003", nil) }
	everything := []string{"grant all on all tables in schema public to " + role, "grant all on all sequences in schema public to " + role}
	for _, c := range []struct {
		revoke, want string
		do           func() error
	}{
		{"update on import_lock", "update on import_lock", func() error { _, err := db.Suppress(t.Context(), number, SuppressionChange{}); return err }},
		{"insert on suppression_log", "insert on suppression_log", func() error {
			_, err := db.Suppress(t.Context(), number, SuppressionChange{})
			return err
		}},
		{"delete on import_changes", "delete on import_changes", func() error { _, err := db.Erase(t.Context(), "+12064441001", false); return err }},
		{"select on suppression_log", "select on suppression_log", func() error { _, err := db.OnRecord(t.Context(), "+12064441001"); return err }},
		{"select on callable_now", "select on callable_now", func() error { _, err := db.OnRecord(t.Context(), "+12064441001"); return err }},
		{"delete on tags, contact_fields", "delete on contact_fields, delete on tags", func() error { _, err := db.Undo(t.Context(), o.ImportID, "", true); return err }},
	} {
		do(t, base, append(everything, "revoke "+c.revoke+" from "+role)...)
		err := c.do()
		var lacks *RightsError
		if !errors.As(err, &lacks) || strings.Join(lacks.Missing, ", ") != c.want || !strings.HasPrefix(lacks.Hint(), "Let the owner run: grant ") {
			t.Errorf("without %s: %v", c.revoke, err)
		}
	}
	// A dialer's role, as the help has it.
	dialer := "dialer_" + strings.Trim(u.Path, "/")
	do(t, base, "create role "+dialer+" login", "grant usage on schema public to "+dialer, "grant select on dialable, callable_now to "+dialer)
	if db.distributed {
		do(t, base, "grant select on contacts, powerlist_contacts, suppressions, lists, list_blocks, import_lock to "+dialer)
	}
	t.Cleanup(func() { doAfter(t, base, "drop owned by "+dialer, "drop role "+dialer) })
	do(t, with(t, base, "options", "-c role="+dialer), "select * from dialable", "select * from callable_now")
}

func TestOfStandby(t *testing.T) {
	answer := &pgconn.PgError{Code: "0A000", Routine: "call_bool_check_hook"} // that of setting transaction_read_only
	if err := ofStandby(answer); err != ErrStandby {
		t.Errorf("a standby's answer: %v", err)
	}
	other := &pgconn.PgError{Code: "0A000", Routine: "transformSelect"}
	if err := ofStandby(other); err != error(other) {
		t.Errorf("another answer: %v", err)
	}
}

// TestOfTimeout: of a statement's, a transaction's and a lock's limit alike it is told what
// to set, and of a command that the user ended none.
func TestOfTimeout(t *testing.T) {
	for code, setting := range map[string]string{codeQueryCanceled: "statement_timeout", codeTransactionTime: "transaction_timeout", codeLock: "lock_timeout"} {
		answer := &pgconn.PgError{Code: code}
		if err := ofTimeout(t.Context(), answer); !errors.Is(err, ErrTimeout) || !errors.Is(err, answer) || !strings.Contains(err.Error(), "?options=-c"+setting+"%3D0 ") {
			t.Errorf("%s: %v", code, err)
		}
		ended, end := context.WithCancel(t.Context())
		end()
		if err := ofTimeout(ended, answer); errors.Is(err, ErrTimeout) {
			t.Errorf("%s, after Ctrl-C: %v", code, err)
		}
	}
}

func TestConsentDateNeverGoesBack(t *testing.T) {
	db := open(t)
	consent := func(date, source string) contact.Row {
		return row("+12065550001", value(contact.ConsentDate, date), value(contact.ConsentSource, source))
	}
	spec := Spec{Duplicates: contact.Update}
	for _, c := range []struct {
		rows []contact.Row
		want string
	}{
		{[]contact.Row{consent("2024-05-02", "a")}, "(2024-05-02,a)"},
		{[]contact.Row{consent("2023-12-31", "b")}, "(2024-05-02,a)"},
		{[]contact.Row{consent("2024-05-03T10:00:00Z", "c")}, "(2024-05-03T10:00:00Z,c)"},
		{[]contact.Row{consent("2024-05-03T09:00:00Z", "d")}, "(2024-05-03T10:00:00Z,c)"},
		{[]contact.Row{consent("", "e")}, "(2024-05-03T10:00:00Z,e)"},
		{[]contact.Row{consent("2025-01-02", "f"), consent("2025-01-01", "g")}, "(2025-01-02,f)"},
	} {
		run(t, db, spec, c.rows...)
		same(t, "consent", table(t, db, "select consent_date, consent_source from contacts"), []string{c.want})
	}
	if _, err := db.Undo(t.Context(), 6, "", false); err != nil {
		t.Fatal(err)
	}
	same(t, "after an undo", table(t, db, "select consent_date, consent_source from contacts"), []string{"(2024-05-03T10:00:00Z,e)"})
}

// TestEraseTags: what only the erased person had goes, what others have stays.
func TestEraseTags(t *testing.T) {
	db := open(t)
	do(t, db.pool.Config().ConnString(), "insert into tags (name) values ('by hand')")
	run(t, db, Spec{Tags: []string{"expo"}}, row("+12065550001", tags("ann's own", "vip", "by hand")), row("+12065550002", tags("vip")))
	if _, err := db.Erase(t.Context(), "+12065550001", false); err != nil {
		t.Fatal(err)
	}
	same(t, "tags", table(t, db, "select name from tags order by name"), []string{`("by hand")`, "(expo)", "(vip)"})
	same(t, "those of the import", table(t, db, "select tags, new_tags from imports"), []string{`("{""by hand"",expo,vip}","{expo,vip}")`})
}
