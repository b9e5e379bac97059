package store

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"rollcall/pkg/contact"
)

// plans gathers the plans of all statements of a database's connections.
type plans struct {
	sync.Mutex
	all []string
}

// watch makes a database tell the plan of each statement that it runs.
func (p *plans) watch(t testing.TB, db *DB) *DB {
	t.Helper()
	config := db.pool.Config()
	config.ConnConfig.OnNotice = func(_ *pgconn.PgConn, n *pgconn.Notice) {
		if _, plan, ok := strings.Cut(n.Message, "plan:\n"); ok {
			p.Lock()
			p.all = append(p.all, plan)
			p.Unlock()
		}
	}
	config.AfterConnect = func(ctx context.Context, conn *pgx.Conn) error {
		_, err := conn.Exec(ctx, `load 'auto_explain'; set auto_explain.log_min_duration = 0;
			set auto_explain.log_level = notice; set auto_explain.log_analyze = off`)
		return err
	}
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return &DB{pool: pool, searchPath: db.searchPath, schema: db.schema, serverVersion: db.serverVersion, grace: db.grace}
}

// repeated returns the part of a plan that reads a table anew for each row of
// another, or "".
func repeated(plan string) string {
	lines := strings.Split(plan, "\n")
	for i, line := range lines {
		if !strings.Contains(line, "Nested Loop") {
			continue
		}
		depth := indent(line)
		// The second of its children is the one that is read again and again.
		var children []int
		child := 0
		for j := i + 1; j < len(lines) && indent(lines[j]) > depth; j++ {
			if !strings.Contains(lines[j], "->") {
				continue
			}
			if child == 0 {
				child = indent(lines[j])
			}
			if indent(lines[j]) == child {
				children = append(children, j)
			}
		}
		if len(children) < 2 {
			continue
		}
		for j := children[1]; j < len(lines) && indent(lines[j]) > depth; j++ {
			if _, table, ok := strings.Cut(lines[j], "Seq Scan on "); ok && !small.MatchString(table) && !strings.Contains(table, "cost=0.00..0.00") {
				return lines[i] + "\n" + lines[j]
			}
		}
	}
	return ""
}

// small are the tables that have few rows, however many contacts there are.
var small = regexp.MustCompile(`^(pg_|imports|import_lock|lists|powerlists|rollcall_version)\b|^pg_`)

// wholeTable is the reading of all contacts.
var wholeTable = regexp.MustCompile(`Seq Scan on contacts\b`)

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// TestPlans runs imports, undos and reviews where the server has been told
// wrong things of its tables: whatever it guesses, it may read none of the large
// ones once for every row of another.
func TestPlans(t *testing.T) {
	wrong := map[string]string{
		"without statistics": "",
		"analyzed while empty": `update pg_class set reltuples = 0, relpages = 1000
			where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname <> 'imports'`,
		"analyzed before": "analyze",
	}
	for name, lie := range wrong {
		for _, byIndex := range []bool{false, true} {
			t.Run(fmt.Sprint(name, ", by index ", byIndex), func(t *testing.T) {
				plain := open(t)
				do(t, plain.pool.Config().ConnString(), `do $$ declare r record; begin
				for r in select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' loop
					execute format('alter table %I set (autovacuum_enabled = false)', r.relname);
				end loop; end $$`)
				var p plans
				db := p.watch(t, plain)
				db.byIndex = byIndex
				if _, err := db.Suppress(t.Context(), func(yield func(string, error) bool) {
					for i := range 20_000 {
						if !yield(fmt.Sprintf("+1206%07d", 1_000_000+i), nil) {
							return
						}
					}
				}, SuppressionChange{List: true, Source: "dnc"}); err != nil {
					t.Fatal(err)
				}
				list := &Powerlist{Name: "all", DialMode: "ai", Append: true}
				for n := range 4 {
					spec := faultSpec(n, contact.Update)
					spec.Powerlist = list
					rows := manyRows(1000, n*300)
					for i := range rows {
						rows[i].Contact.Tags = []string{fmt.Sprintf("own %d", i%200+n*200)}
						rows[i].Contact.Custom = []contact.Custom{{Key: fmt.Sprintf("field_%d", n), Text: "x"}}
					}
					if n > 0 {
						rows = append(rows, contact.Row{Line: 9e5, Reason: contact.NoConsent, Refusals: []contact.Refusal{{Phone: "+12067999999", Record: contact.RecordKnown}}})
					}
					run(t, db, spec, rows...)
					if lie != "" && (lie != "analyze" || n == 0) {
						do(t, plain.pool.Config().ConnString(), lie)
					}
				}
				v, err := db.View(t.Context(), "all")
				if err != nil {
					t.Fatal(err)
				}
				phones := make([]string, 1000)
				for i := range phones {
					phones[i] = fmt.Sprintf("+1206%07d", i)
				}
				if _, err := v.Lookup(t.Context(), phones); err != nil {
					t.Fatal(err)
				}
				spec := faultSpec(9, contact.Skip)
				spec.Suppress = ranges(phones...)
				run(t, db, spec, manyRows(1000, 900)...)
				p.Lock()
				undos := len(p.all)
				p.Unlock()
				for _, id := range []int64{2, 1, 4, 3} {
					if _, err := db.Undo(t.Context(), id, "me", false); err != nil {
						t.Fatal(err)
					}
				}
				p.Lock()
				defer p.Unlock()
				if len(p.all) < 50 {
					t.Fatalf("only %d plans were told", len(p.all))
				}
				for _, plan := range p.all {
					if part := repeated(plan); part != "" {
						t.Errorf("%s\nof\n%s", part, plan)
					}
				}
				for _, plan := range p.all[undos:] {
					if byIndex && wholeTable.MatchString(plan) && !strings.Contains(plan, "ProjectSet") { // which looks for tags and fields
						t.Errorf("an undo reads all contacts in\n%s", plan)
					}
				}
			})
		}
	}
}
