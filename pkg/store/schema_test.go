package store

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
	"rollcall/pkg/localserver/pgtest"
)

func emptyDatabase(t testing.TB) string { return pgtest.Database(t, nil) }

// with adds a parameter to a database's URL.
func with(t testing.TB, base, name, value string) string {
	t.Helper()
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set(name, value)
	u.RawQuery = strings.ReplaceAll(q.Encode(), "+", "%20")
	return u.String()
}

// do runs statements in a database as they are.
func do(t testing.TB, url string, statements ...string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	for _, s := range statements {
		if _, err := conn.Exec(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// doAfter runs statements when a test has ended.
func doAfter(t testing.TB, url string, statements ...string) {
	conn, err := pgx.Connect(context.Background(), url)
	if err != nil {
		t.Error(err)
		return
	}
	defer conn.Close(context.Background())
	for _, s := range statements {
		if _, err := conn.Exec(context.Background(), s); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
}

func TestFirstImportSetsUp(t *testing.T) {
	db := reopen(t, emptyDatabase(t))
	if v, err := db.Version(t.Context()); err != nil || !errors.Is(v.Check(), ErrSchemaMissing) {
		t.Fatalf("an empty database is at %v, error %v", v, err)
	}
	d, err := db.View(t.Context(), "list")
	if err != nil {
		t.Fatal(err)
	}
	if s, err := d.Lookup(t.Context(), []string{"+12065550001"}); err != nil || s[0].Known {
		t.Fatalf("an empty database knows %v, error %v", s, err)
	}
	if all, err := db.History(t.Context(), HistoryFilter{}); err != nil || len(all) > 0 {
		t.Fatalf("an empty database has the history %v, error %v", all, err)
	}
	if _, err := db.Record(t.Context(), 1); !errors.Is(err, ErrNoImport) {
		t.Errorf("an import of an empty database: %v", err)
	}
	if _, err := db.Undo(t.Context(), 1, "", false); !errors.Is(err, ErrSchemaMissing) {
		t.Errorf("undoing in an empty database: %v", err)
	}
	same(t, "tables after looking", table(t, db, "select relname from pg_class where relnamespace = current_schema()::regnamespace and relname not like 'citus\\_%'"), []string{})
	run(t, db, Spec{}, row("+12065550001"))
	v, err := db.Version(t.Context())
	if err != nil || v.Check() != nil {
		t.Errorf("after an import: %v, error %v", v, err)
	}
	if v, err = db.Migrate(t.Context()); err != nil || v.Have != v.Want {
		t.Errorf("migrating what is there: %v, error %v", v, err)
	}
}

func TestOtherVersions(t *testing.T) {
	if err := (Version{Have: 1, Want: 2}).Check(); !errors.Is(err, ErrSchemaOld) {
		t.Errorf("an older schema: %v", err)
	}
	url := emptyDatabase(t)
	db := reopen(t, url)
	run(t, db, Spec{}, row("+12065550001"))
	do(t, url, "insert into rollcall_version values (1000)")
	ctx := t.Context()
	for what, err := range map[string]error{
		"Begin":        second(db.Begin(ctx, Spec{})),
		"Migrate":      second(db.Migrate(ctx)),
		"View":         second(db.View(ctx, "")),
		"History":      second(db.History(ctx, HistoryFilter{})),
		"Undo":         second(db.Undo(ctx, 1, "", false)),
		"Suppress":     second(db.Suppress(ctx, seq(), SuppressionChange{})),
		"Erase":        second(db.Erase(ctx, "", false)),
		"Suppressions": second(first(db.Suppressions(ctx))),
	} {
		if !errors.Is(err, ErrSchemaNew) {
			t.Errorf("%s with a newer schema: %v", what, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// first takes the first of a sequence.
func first[T any](all func(yield func(T, error) bool)) (v T, err error) {
	for v, err = range all {
		break
	}
	return v, err
}

func TestForeignTables(t *testing.T) {
	url := emptyDatabase(t)
	do(t, url, "create table tags (what text)")
	db := reopen(t, url)
	if _, err := db.Begin(t.Context(), Spec{}); !errors.Is(err, ErrForeignTables) {
		t.Errorf("the error is %v", err)
	}
	same(t, "tables", table(t, db, "select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'"), []string{"(tags)"})
}

// TestOddSettings: databases and roles may have settings of their own, which are
// for people and change how values are written.
func TestOddSettings(t *testing.T) {
	base := emptyDatabase(t)
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	for _, setting := range []string{"datestyle = 'German'", "timezone = 'Asia/Kolkata'", "client_encoding = 'LATIN1'",
		"standard_conforming_strings = off", "bytea_output = 'escape'", "array_nulls = off", "intervalstyle = 'sql_standard'",
		"extra_float_digits = 0", "default_transaction_isolation = 'serializable'", "default_transaction_read_only = on"} {
		do(t, base, "begin read write; alter database "+strings.Trim(u.Path, "/")+" set "+setting+"; commit")
	}
	db := reopen(t, base)
	spec := Spec{Duplicates: contact.Update, Tags: []string{`it's \ 😀`}, Consent: contact.Consent{By: "me"}}
	run(t, db, spec, row("+12065550001", value(contact.FirstName, `Zoë \ 😀`)))
	o, _ := run(t, db, spec, row("+12065550001", value(contact.FirstName, "Ann")))
	if _, err := db.Suppress(t.Context(), seq("+12065550009"), SuppressionChange{}); err != nil {
		t.Fatal(err)
	}
	for s, err := range db.Suppressions(t.Context()) {
		if err != nil || time.Since(s.CreatedAt) > time.Hour {
			t.Errorf("the suppression %v, error %v", s, err)
		}
	}
	all, err := db.History(t.Context(), HistoryFilter{})
	if err != nil || len(all) != 2 || time.Since(all[0].Consent.At).Abs() > time.Hour {
		t.Errorf("the history is %v, error %v", all, err)
	}
	if _, err := db.Undo(t.Context(), o.ImportID, "me", false); err != nil {
		t.Fatal(err)
	}
	same(t, "contacts", table(t, db, "select first_name, tags[1] from contacts"), []string{`("Zoë \\ 😀","it's \\ 😀")`})
}

// TestSchemas keeps two businesses apart that share a database, by each of the
// ways to name a schema.
func TestSchemas(t *testing.T) {
	base := emptyDatabase(t)
	do(t, base, `create schema a`, `create schema "B c"`)
	a := reopen(t, with(t, base, "search_path", "a,public"))
	b := reopen(t, with(t, base, "options", `-c search_path="B\ c" -c work_mem=1MB`))
	same(t, "schemas", []string{a.schema, b.schema}, []string{"a", "B c"})
	o, _ := run(t, a, Spec{}, row("+12065550001"))
	same(t, "first in a", o.Created, int64(1))
	o, _ = run(t, b, Spec{}, row("+12065550001"), row("+12065550002"))
	same(t, "first in B c", []int64{o.Created, o.ImportID}, []int64{2, 1})
	if _, err := Open(t.Context(), with(t, base, "search_path", "nowhere"), nil); !errors.Is(err, ErrNoSchema) {
		t.Errorf("a schema that is not there: %v", err)
	}
	same(t, "tables elsewhere", table(t, a, "select relname from pg_class where relnamespace = 'public'::regnamespace and relname not like 'citus\\_%'"), []string{})
}

// TestPoorRole imports as a role that owns nothing but its schema, and reviews
// as one that may only read.
func TestPoorRole(t *testing.T) {
	base := emptyDatabase(t)
	// Roles belong to the whole server, the name of the database does not repeat.
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	role := "poor_" + strings.Trim(u.Path, "/")
	do(t, base, "create role "+role+" login", "create role reader_"+role+" login",
		"create schema business authorization "+role, "revoke create on schema public from public",
		"grant usage on schema business to reader_"+role)
	t.Cleanup(func() {
		conn, err := pgx.Connect(context.Background(), base)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(context.Background())
		for _, r := range []string{role, "reader_" + role} {
			if _, err := conn.Exec(context.Background(), "drop owned by "+r+" cascade; drop role "+r); err != nil {
				t.Error(err)
			}
		}
	})
	as := func(who string) *DB {
		return reopen(t, with(t, base, "options", "-c search_path=business -c role="+who))
	}
	db := as(role)
	o, _ := run(t, db, Spec{Powerlist: &contact.PowerlistOptions{Name: "l", DialMode: "ai"}}, row("+12065550001"))
	if _, err := db.Suppress(t.Context(), seq("+12065550009"), SuppressionChange{}); err != nil {
		t.Fatal(err)
	}
	do(t, base, "grant select on all tables in schema business to reader_"+role)
	reader := as("reader_" + role)
	d, err := reader.View(t.Context(), "l")
	if err != nil {
		t.Fatal(err)
	}
	if s, err := d.Lookup(t.Context(), []string{"+12065550001", "+12065550009"}); err != nil || !s[0].Listed || s[1].List == "" {
		t.Errorf("the reader learns %v, error %v", s, err)
	}
	if all, err := reader.History(t.Context(), HistoryFilter{}); err != nil || len(all) != 1 {
		t.Errorf("the reader's history is %v, error %v", all, err)
	}
	if u, err := db.Undo(t.Context(), o.ImportID, "me", false); err != nil || u.Removed != 1 {
		t.Errorf("undo gives %v, error %v", u, err)
	}

	do(t, base, "revoke temporary on database "+strings.Trim(u.Path, "/")+" from public")
	if _, err := db.Begin(t.Context(), Spec{}); !errors.Is(err, ErrNoTemporary) {
		t.Errorf("without the right to temporary tables an import gives the error %v", err)
	}
	if _, err := db.Suppress(t.Context(), seq("+12065550009"), SuppressionChange{}); !errors.Is(err, ErrNoTemporary) {
		t.Errorf("without the right to temporary tables adding numbers gives the error %v", err)
	}
	if _, err := db.Undo(t.Context(), o.ImportID, "me", true); !errors.Is(err, ErrNoTemporary) {
		t.Errorf("without the right to temporary tables undo gives the error %v", err)
	}
	if all, err := db.History(t.Context(), HistoryFilter{}); err != nil || len(all) != 1 {
		t.Errorf("the history is %v, error %v", all, err)
	}
}

func TestSearchPathOfURL(t *testing.T) {
	for _, c := range []struct {
		params        map[string]string
		path, options string
	}{
		{map[string]string{}, "", ""},
		{map[string]string{"search_path": "a, b"}, "a, b", ""},
		{map[string]string{"options": "-c search_path=a"}, "a", ""},
		{map[string]string{"options": "-csearch_path=a -c work_mem=1MB"}, "a", "-c work_mem=1MB"},
		{map[string]string{"options": `--search-path=a\ b --lock-timeout=1s -e`}, "a b", "-c lock_timeout=1s -e"},
		{map[string]string{"options": `-c  geqo=off`}, "", "-c geqo=off"},
		{map[string]string{"options": `-c`}, "", "-c"},
		{map[string]string{"options": `-c application_name=a\ b\\c`}, "", `-c application_name=a\ b\\c`},
	} {
		before := fmt.Sprint(c.params)
		same(t, before, takeSearchPath(c.params), c.path)
		same(t, before, c.params["options"], c.options)
		same(t, before, c.params["search_path"], "")
	}
}

func TestNoPasswordInErrors(t *testing.T) {
	for _, url := range []string{
		"postgres://me:hunter2@localhost:99999/x",
		"postgres://me:hunter2@[::1/x",
		"postgres://me:hunter2%zz@localhost/x",
		"postgres://me:hunter2@localhost/x?sslmode=hunter2",
		"postgres://localhost/x?password=hunter2&connect_timeout=x",
		"host=localhost password=hunter2 sslmode=wrong",
		"host=localhost password='hunter2",
		"host = localhost password = hunter2 port = no",
		"hunter2",
		"postgres://me:hunter2@127.0.0.1:1/x",
		"postgres://me:hunter2@127.0.0.1:1/x?sslmode=disable",
		"postgres://me:hunter2@no-such-host.invalid/x",
	} {
		db, err := Open(t.Context(), url, nil)
		if err == nil {
			db.Close()
			t.Errorf("%s was opened", url)
			continue
		}
		if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: the error holds the password: %v", url, err)
		}
		for e := err; e != nil; e = errors.Unwrap(e) {
			if strings.Contains(fmt.Sprintf("%v %+v", e, e), "hunter2") {
				t.Errorf("%s: what the error wraps holds the password: %v", url, e)
			}
		}
	}
}

// TestPhonesAreE164 has the tables themselves refuse what is no phone.
func TestPhonesAreE164(t *testing.T) {
	url := pgtest.Database(t, migrated)
	db := reopen(t, url)
	for phone, want := range map[string]bool{
		"+14045213000": true, "+4930123456": true, "+999999999999999": true, "+68340": true,
		"4045213000": false, "": false, "+": false, "+0123456": false, "+1 4045213000": false, "+14045213000x": false,
		"++14045213000": false, "+1404521300 ": false, "+1234567890123456": false, "tel:+14045213000": false, "+١٢٣٤٥٦٧": false,
	} {
		for _, sql := range []string{
			"insert into contacts (phone) values ($1)",
			"insert into suppressions (phone) values ($1)",
			"insert into powerlist_contacts (powerlist_id, position, contact_id, phone) values (1, 1, 1, $1)",
		} {
			err := db.write(t.Context(), func(tx pgx.Tx) error {
				if _, err := tx.Exec(t.Context(), sql, phone); err != nil {
					return err
				}
				return errDryRun
			})
			if got := err == errDryRun; got != want {
				t.Errorf("%s with %q: %v", sql, phone, err)
			}
		}
	}
}

// TestNoLastingSchema refuses schemas that are not there or do not last.
func TestNoLastingSchema(t *testing.T) {
	base := pgtest.Database(t, migrated)
	for _, path := range []string{"pg_temp", "pg_temp,public", "nowhere,public", "pg_catalog", "pg_catalog,public", "information_schema"} {
		if _, err := Open(t.Context(), with(t, base, "search_path", path), nil); !errors.Is(err, ErrNoSchema) {
			t.Errorf("search_path %s gives the error %v", path, err)
		}
	}
	for _, path := range []string{"public", "PUBLIC", `"public"`, `"$user",public`, "public,pg_temp"} {
		reopen(t, with(t, base, "search_path", path))
	}
}
