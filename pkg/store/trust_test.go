package store

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"rollcall/pkg/localserver/pgtest"
)

// TestHostileRole lets another role, which may create in the schema and has all
// rights on our tables, prepare it for whoever opens the database.
func TestHostileRole(t *testing.T) {
	role := fmt.Sprintf("hostile_%d", time.Now().UnixNano())
	as := "set role " + role + "; set citus.enable_ddl_propagation = off" // the role may not log in at nodes
	const always = "create trigger steal before insert on suppressions for each row when (%s) execute function suppress_redundant_updates_trigger()"
	for name, sql := range map[string][]string{
		"a function":   {as, "create function unnest(text[]) returns setof text language sql as 'select null::text'"},
		"an aggregate": {as, "create aggregate count(text) (sfunc = textcat, stype = text)"},
		"a table":      {"alter table contacts owner to " + role},
		"a trigger": {as, "create function steal() returns trigger language plpgsql as 'begin return null; end'",
			"create trigger steal before insert on suppressions for each row execute function steal()"},
		"a trigger's condition": {as, "create function theirs.evil(text) returns bool language sql as 'select true'", fmt.Sprintf(always, "theirs.evil(new.phone)")},
		"an operator in a condition": {as, "create operator theirs.@@@ (leftarg = text, rightarg = text, function = texteq)",
			fmt.Sprintf(always, "new.phone operator(theirs.@@@) ''")},
		"a domain in a condition": {as, "create function theirs.evil(text) returns bool language sql as 'select true'",
			"create domain theirs.phone as text check (theirs.evil(value))", fmt.Sprintf(always, "new.phone::theirs.phone is not null")},
		"a foreign key": {as, "create table theirs.heir (phone text, id bigint, foreign key (phone, id) references public.contacts (phone, id) on delete cascade)"},
		"a default":     {"create function theirs.now() returns timestamptz language sql as 'select now()'", "alter function theirs.now() owner to " + role, "alter table imports alter started_at set default theirs.now()"},
		"an index": {"create function theirs.f(text) returns text immutable language sql as 'select $1'", "alter function theirs.f(text) owner to " + role,
			"create index on contacts (theirs.f(phone))"},
		"statistics": {"create function theirs.f(text) returns text immutable language sql as 'select $1'", "alter function theirs.f(text) owner to " + role,
			"create statistics theirs.s on (theirs.f(city)), phone from contacts"},
		"a generated column": {"create function theirs.f(text) returns text immutable language sql as 'select $1'", "alter function theirs.f(text) owner to " + role,
			"alter table contacts add twin text generated always as (theirs.f(phone)) stored"},
		"a policy": {"create function theirs.f(text) returns bool language sql as 'select true'", "alter function theirs.f(text) owner to " + role,
			"create policy part on contacts using (theirs.f(phone))"},
		"a child":            {"create table theirs.heir () inherits (suppressions)", "alter table theirs.heir owner to " + role},
		"a child of a child": {"create table son () inherits (contacts)", "create table heir () inherits (son)", "alter table heir owner to " + role},
		"a rule on a child":  {"create table heir () inherits (contacts)", "create rule swallow as on delete to heir do instead nothing"},
		"a trigger on a child": {as, "create function steal() returns trigger language plpgsql as 'begin return null; end'", "reset role",
			"create table heir () inherits (contacts)", "create trigger steal before update on heir for each row execute function steal()"},
		"a view":                      {"alter view callable_now owner to " + role},
		"a rule":                      {"create rule swallow as on insert to suppressions do instead nothing"},
		"an operator":                 {as, "create operator @@@ (leftarg = text, rightarg = text, function = texteq)"},
		"a schema of the user's name": {"do $$ begin execute format('create schema %I authorization " + role + "', current_user); end $$"},
	} {
		t.Run(name, func(t *testing.T) {
			if os.Getenv("ROLLCALL_TEST_DISTRIBUTE") != "" && regexp.MustCompile("trigger|inherits").MatchString(strings.Join(sql, "")) {
				t.Skip("Citus refuses triggers and heirs of its tables")
			}
			url := pgtest.Database(t, migrated)
			do(t, url, append([]string{"do $$ begin create role " + role + "; exception when duplicate_object then null; end $$", "create schema theirs authorization " + role,
				"grant create on schema public to " + role, "grant all on all tables in schema public to " + role}, sql...)...)
			t.Cleanup(func() { doAfter(t, url, "drop owned by "+role+" cascade") })
			everyWay(t, reopen(t, url))
		})
	}
	// Who can connect, and may create, need not have done so yet.
	for name, grant := range map[string]string{"by name": role, "as a member": role + "_group", "all": "public"} {
		t.Run("the right to create, "+name, func(t *testing.T) {
			url := pgtest.Database(t, migrated)
			do(t, url, "do $$ begin create role "+role+"; exception when duplicate_object then null; end $$", "alter role "+role+" login",
				"create role "+role+"_group", "grant "+role+"_group to "+role, "grant create on schema public to "+grant)
			t.Cleanup(func() {
				doAfter(t, url, "alter role "+role+" nologin", "drop owned by "+role+"_group cascade", "drop role "+role+"_group", "drop owned by "+role+" cascade")
			})
			everyWay(t, reopen(t, url))
			do(t, url, "do $$ begin execute format('grant %I to "+role+"', current_user); end $$") // who can be us
			_, err := reopen(t, url).Version(t.Context())
			do(t, url, "do $$ begin execute format('revoke %I from "+role+"', current_user); end $$")
			if err != nil && grant != "public" { // other roles of the server may create then
				t.Error(err)
			}
		})
	}
	// Whoever only reads has no right that would tell tables of his own from others.
	url := emptyDatabase(t)
	reader := "reader_" + role
	do(t, url, "create role "+reader, "grant usage, create on schema public to "+role, "grant usage on schema public to "+reader, as,
		"create view rollcall_version as select 14 as version", "grant select on rollcall_version to "+reader)
	t.Cleanup(func() {
		doAfter(t, url, "drop owned by "+role+" cascade", "drop owned by "+reader, "drop role "+role+", "+reader)
	})
	everyWay(t, reopen(t, with(t, url, "options", "-c role="+reader)))
}

// everyWay refuses to use a database in whatever way.
func everyWay(t *testing.T, db *DB) {
	ctx := t.Context()
	for name, do := range map[string]func() error{
		"import": func() error {
			im, err := db.Begin(ctx, Spec{})
			if err == nil {
				im.Close(nil)
			}
			return err
		},
		"review":          func() error { _, err := db.View(ctx, ""); return err },
		"refused import":  func() error { return db.RecordRefusal(ctx, Spec{}, errors.New("refused")) },
		"suppress add":    func() error { _, err := db.Suppress(ctx, seq("+12065550001"), SuppressionChange{}); return err },
		"suppress remove": func() error { _, _, err := db.Unsuppress(ctx, seq("+12065550001"), SuppressionChange{}); return err },
		"suppress list": func() (err error) {
			for _, err = range db.Suppressions(ctx) {
			}
			return err
		},
		"suppress lists":    func() error { _, err := db.Lists(ctx); return err },
		"suppress check":    func() error { _, err := db.ListsOf(ctx, []string{"+12065550001"}); return err },
		"list":              func() error { _, err := db.ChangeList(ctx, ListChange{}, nil); return err },
		"undo":              func() error { _, err := db.Undo(ctx, 1, "", false); return err },
		"erase":             func() error { _, err := db.Erase(ctx, "+12065550001", false); return err },
		"prune":             func() error { _, err := db.Prune(ctx, time.Now(), false); return err },
		"export":            func() error { _, err := db.Export(ctx, ExportSpec{}, nil); return err },
		"powerlists":        func() error { _, err := db.Powerlists(ctx, false); return err },
		"names of them":     func() error { _, err := db.PowerlistNames(ctx); return err },
		"lookup":            func() error { _, err := db.OnRecord(ctx, "+12065550001"); return err },
		"history":           func() error { _, err := db.History(ctx, HistoryFilter{}); return err },
		"an import of them": func() error { _, err := db.Record(ctx, 1); return err },
		"migrate":           func() error { _, err := db.Migrate(ctx); return err },
	} {
		if err := do(); !errors.Is(err, ErrNotTrusted) {
			t.Errorf("%s gives the error %v", name, err)
		}
	}
}

// Whoever owns one of our tables could have code of theirs run, or say who may be
// called.
func TestOwnTablesAreAll(t *testing.T) {
	db := open(t)
	const ours = "relnamespace = current_schema()::regnamespace and relname not like 'citus\\_%' and relname <> '" + beside + "'"
	tables := table(t, db, "select relname from pg_class where relkind in ('r', 'p') and "+ours+" order by 1")
	own := slices.Sorted(slices.Values(ownTables))
	for i, name := range own {
		own[i] = "(" + name + ")"
	}
	same(t, "tables", tables, own)
	views := table(t, db, "select relname from pg_class where relkind = 'v' and "+ours+" order by 1 desc")
	own = slices.Clone(ownViews)
	for i, name := range own {
		own[i] = "(" + name + ")"
	}
	same(t, "views", views, own)
}
