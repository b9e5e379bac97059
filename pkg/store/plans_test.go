package store

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

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
		// Its size is the one thing that the server always knows of a table: pages are
		// made as dear as if there were many.
		_, err := conn.Exec(ctx, `load 'auto_explain'; set seq_page_cost = 100; set random_page_cost = 100; set auto_explain.log_min_duration = 0;
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
		var again []string // what is read once for each row
		switch {
		case strings.Contains(line, "Nested Loop"):
			// The second of its children is the one that is read again and again.
			if inner := children(lines, i); len(inner) > 1 {
				again = below(lines, inner[1])
			}
		case perRow.MatchString(line):
			// One that is hashed is so only as long as it fits into memory, but for an EXISTS,
			// for which the server then has another plan.
			again = below(lines, i)
			if strings.Contains(plan, "(hashed "+strings.TrimSpace(line)+")") && strings.Contains(again[1], "import_changes h ") {
				again = nil
			}
		}
		for n, read := range again {
			_, table, all := strings.Cut(read, "Seq Scan on ")
			if !all {
				if at := byIndexScan.FindStringSubmatch(read); at != nil && !hasCondition(again[n:]) {
					table, all = at[1], true
				}
			}
			if !all {
				_, table, all = strings.Cut(read, "CTE Scan on ")
			}
			if all && !small.MatchString(table) && !onePage.MatchString(table) {
				return line + "\n" + read
			}
		}
	}
	return ""
}

// perRow is the head of a subquery that runs once for each row.
var perRow = regexp.MustCompile(`^ +SubPlan \d+`)

// byIndexScan is the reading of a table in the order of an index, wide a condition under
// which it reads a whole powerlist or import.
var (
	byIndexScan = regexp.MustCompile(`(?:Index (?:Only )?Scan (?:Backward )?using \S+|Bitmap Index Scan) on (.*)`)
	wide        = regexp.MustCompile(`Index Cond: \((powerlist_id|import_id) = ('?\d+'?(::bigint)?|\$\d+)\)$`)
)

// hasCondition reports whether the first of the lines of a plan goes to a place of its
// index, and does not read all of it.
func hasCondition(lines []string) bool {
	for _, line := range lines[1:] {
		if strings.Contains(line, "->") {
			break
		}
		if strings.Contains(line, "Index Cond:") {
			return !wide.MatchString(line)
		}
	}
	return false
}

// children returns the lines at which the children of a plan's node begin.
func children(lines []string, of int) (all []int) {
	first := 0
	for j := of + 1; j < len(lines) && indent(lines[j]) > indent(lines[of]); j++ {
		if !strings.Contains(lines[j], "->") {
			continue
		}
		if first == 0 {
			first = indent(lines[j])
		}
		if indent(lines[j]) == first {
			all = append(all, j)
		}
	}
	return all
}

// below returns a line of a plan with all that belongs to it.
func below(lines []string, of int) []string {
	end := of + 1
	for end < len(lines) && indent(lines[end]) > indent(lines[of]) {
		end++
	}
	return lines[of:end]
}

// small are the tables that have few rows, however many contacts there are, and what
// statements make of them.
var small = regexp.MustCompile(`^(pg_|imports|import_lock|lists|list_parts|powerlists|rollcall_version|contact_fields|calling_\w+|trusted|own|family|n|e)\b|^pg_`)

// onePage is the cost of a table that has one page, or none.
var onePage = regexp.MustCompile(`cost=0\.00\.\.(0\.|10\d\.|[0-9]\.)`)

// wholeTable is the reading of all contacts.
var wholeTable = regexp.MustCompile(`Seq Scan on contacts\b`)

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// lies are what a server may believe of its tables, each told after a change.
var lies = map[string]string{
	"without statistics":   "",
	"analyzed while empty": believed("0", "1000"),
	"analyzed before":      "analyze",
	"analyzed with 5 rows": believed("5", pages),
	"analyzed with 1 row":  believed("1", "1"),
	"believed huge":        believed("1e9", "1e4"),
}

// pages is the number of pages of a table, in pg_class.
const pages = "greatest(pg_relation_size(oid) / 8192, 1)"

// believed makes the server believe that each of the tables has so many rows and pages.
func believed(rows, pages string) string {
	return "update pg_class set reltuples = " + rows + ", relpages = " + pages + `
		where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname <> 'imports'`
}

// TestPlans runs all commands where the server has been told wrong things of its
// tables: whatever it guesses, it may read none of the large ones once for every row
// of another.
func TestPlans(t *testing.T) {
	for name, lie := range lies {
		for _, byIndex := range []bool{false, true} {
			if byIndex && name == "believed huge" {
				continue // of which nothing is expected
			}
			t.Run(fmt.Sprint(name, ", by index ", byIndex), func(t *testing.T) {
				plain := open(t)
				url := plain.pool.Config().ConnString()
				do(t, url, `do $$ declare r record; begin
				for r in select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' loop
					execute format('alter table %I set (autovacuum_enabled = false)', r.relname);
				end loop; end $$`)
				var p plans
				db := p.watch(t, plain)
				db.byIndex = byIndex
				told := 0
				c := lifeCycle{T: t, db: db, changed: func() {
					if told++; lie != "" && (lie != "analyze" || told == 1) {
						do(t, url, lie)
					}
				}}
				c.imports()
				if !byIndex { // which changes none of them
					c.questions()
				}
				p.Lock()
				undos := len(p.all)
				p.Unlock()
				c.undos()
				p.Lock()
				undone := len(p.all)
				p.Unlock()
				c.ends()
				p.Lock()
				defer p.Unlock()
				if len(p.all) < 100 {
					t.Fatalf("only %d plans were told", len(p.all))
				}
				for _, plan := range p.all {
					// Of a list that has numbers the first block is found, and lists are few.
					if part := repeated(plan); part != "" && !strings.Contains(plan, "array_agg(dnc.id)") {
						t.Errorf("%s\nof\n%s", part, plan)
					}
				}
				for _, plan := range p.all[undos:undone] {
					if byIndex && wholeTable.MatchString(plan) && !strings.Contains(plan, "ProjectSet") { // which looks for tags and fields
						t.Errorf("an undo reads all contacts in\n%s", plan)
					}
				}
			})
		}
	}
}

// lifeCycle does all that is done with a database; changed is called after changes.
type lifeCycle struct {
	*testing.T
	db      *DB
	changed func()
}

func (c *lifeCycle) must(_ any, err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

// numbers are so many numbers, one in each of so many.
func numbers(n, each int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("+1206%07d", i*each)
	}
	return all
}

func (c *lifeCycle) imports() {
	c.must(c.db.Suppress(c.Context(), func(yield func(string, error) bool) {
		for i := range 20_000 {
			if !yield(fmt.Sprintf("+1206%07d", 1_000_000+i), nil) {
				return
			}
		}
	}, SuppressionChange{List: true, Source: "dnc"}))
	for _, action := range []ListAction{AddToList, ReplaceList, ChangeList, TakeFromList} {
		of := numbers(3000, 1777) // in many blocks
		if action == TakeFromList {
			of = of[:10]
		}
		c.must(c.db.ChangeList(c.Context(), ListChange{Name: "registry", Action: action}, ranges(of...)))
		c.changed()
	}
	list := &contact.PowerlistOptions{Name: "all", DialMode: "ai", Append: true}
	for n := range 4 {
		spec := faultSpec(n, contact.Update)
		spec.Powerlist = list
		rows := manyRows(1000, n*300)
		for i := range rows {
			rows[i].Contact.Tags = []string{fmt.Sprintf("own %d", i%200+n*200)}
			rows[i].Contact.Custom = []contact.Custom{{Key: fmt.Sprintf("field_%d", n), Text: "x"}}
			rows[i].Contact.OtherPhones = fmt.Sprintf("+1206%07d", 5_000_000+i)
		}
		if n > 0 {
			rows = append(rows, contact.Row{Line: 9e5, Reason: contact.NoConsent, Refusals: []contact.Refusal{{Phone: "+12067999999", Record: contact.RecordKnown}}})
		}
		run(c.T, c.db, spec, rows...)
		c.changed()
	}
	spec := faultSpec(9, contact.Skip)
	spec.Suppress = ranges(numbers(1000, 1)...)
	run(c.T, c.db, spec, manyRows(1000, 900)...)
	spec = faultSpec(10, contact.Skip)
	spec.Powerlist.IncludeKnown = true
	spec.Suppress = ranges(numbers(1000, 1)...)
	run(c.T, c.db, spec, append(manyRows(1000, 800), contact.Row{Line: 9e5, Reason: contact.NoConsent, Refusals: []contact.Refusal{{Phone: "+12067999998", Record: contact.RecordAll}}})...)
	run(c.T, c.db, faultSpec(11, contact.Create), manyRows(500, 0)...)
	c.changed()
}

func (c *lifeCycle) questions() {
	ctx, phone := c.Context(), "+12060000400"
	v, err := c.db.View(ctx, "all")
	c.must(v, err)
	c.must(v.Lookup(ctx, numbers(1000, 1)))
	c.must(v.SuppressionsRefreshed(ctx))
	c.must(v.ListAges(ctx, nil))
	c.must(v.KnownTags(ctx, []string{"own 1", "none"}))
	spec := faultSpec(3, contact.Update)
	spec.Powerlist = nil
	c.must(v.Check(ctx, &spec))
	c.must(v.ClockDifferences(ctx, time.Now(), nil))
	c.must(c.db.History(ctx, HistoryFilter{Limit: 20}))
	c.must(c.db.OnRecord(ctx, phone))
	c.must(c.db.ListsOf(ctx, numbers(3, 1)))
	c.must(c.db.Lists(ctx))
	c.must(c.db.PlacesOnList(ctx, "registry"))
	c.must(c.db.Examine(ctx))
	for _, exact := range []bool{false, true} {
		all, err := c.db.Powerlists(ctx, exact)
		c.must(all, err)
		c.must(c.db.HoursOn(ctx, all[0].ID))
	}
	for _, of := range []ExportSelection{{}, {Powerlist: "all"}, {CallableNow: true}, {Powerlist: "all", CallableNow: true}, {Tags: []string{"tag 1"}}, {Import: 2}, {Powerlist: "all", Limit: 10}} {
		spec := ExportSpec{ExportSelection: of, Columns: ExportColumns(of.Powerlist != "")}
		c.must(c.db.Export(ctx, spec, func([][]byte) error { return nil }))
	}
	for phone, err := range c.db.Suppressions(ctx) {
		c.must(phone, err)
	}
}

func (c *lifeCycle) undos() {
	for _, id := range []int64{2, 1, 4, 3} {
		c.must(c.db.Undo(c.Context(), id, "me", false))
	}
}

func (c *lifeCycle) ends() {
	phone := "+12060000400"
	c.must(c.db.Erase(c.Context(), phone, false))
	c.must(c.db.Prune(c.Context(), time.Now().Add(time.Hour), false))
	_, _, err := c.db.Unsuppress(c.Context(), func(yield func(string, error) bool) { yield("+12061000001", nil) }, SuppressionChange{Source: "dnc"})
	c.must(nil, err)
}

// TestViewsAfterAnalyze asks the views as a dialer does after an import into tables that
// were analyzed when they were empty, or nearly: the import has the server count them again.
func TestViewsAfterAnalyze(t *testing.T) {
	for name, lie := range map[string]string{"empty": believed("0", pages), "with 5 rows": believed("5", pages), "when they were small": believed("1", "1")} {
		t.Run(name, func(t *testing.T) {
			db := open(t)
			if err := db.ready(t.Context()); err != nil {
				t.Fatal(err)
			}
			if db.distributed {
				return // whose nodes each have their own
			}
			url := db.pool.Config().ConnString()
			for _, table := range []string{"contacts", "powerlist_contacts", "suppressions", "list_blocks"} {
				do(t, url, "alter table "+table+" set (autovacuum_enabled = false)")
			}
			spec := faultSpec(0, contact.Skip)
			spec.Powerlist = &contact.PowerlistOptions{Name: "all", DialMode: "manual", Append: true}
			run(t, db, spec, manyRows(4000, 0)...)
			c := lifeCycle{T: t, db: db}
			for _, change := range []func(){
				func() { spec.FileName = "more"; run(t, db, spec, manyRows(4000, 10_000)...) },
				func() {
					c.must(db.Suppress(t.Context(), seq(numbers(4000, 3)...), SuppressionChange{Source: "x"}))
				},
				func() {
					c.must(db.ChangeList(t.Context(), ListChange{Name: "registry", Action: AddToList}, ranges(numbers(3000, 1777)...)))
				},
			} {
				do(t, url, lie+" and relname ~ '^(contacts|powerlist_contacts|suppressions|list_blocks)$'")
				change()
				for _, view := range []string{"dialable", "callable_now"} {
					for _, sql := range []string{"select * from %s where powerlist_id = 1 order by position limit 20", "select count(*) from %s where powerlist_id = 1", "select count(*) from %s"} {
						c.asksSafely(fmt.Sprintf(sql, view))
					}
				}
			}
		})
	}
}

// asksSafely looks at the plan of a statement of others.
func (c *lifeCycle) asksSafely(sql string) {
	c.Helper()
	c.must(nil, c.db.read(c.Context(), func(tx pgx.Tx) error {
		q := transaction{ctx: c.Context(), tx: tx}
		plan := strings.Join(q.texts("explain "+sql), "\n")
		if part := repeated(plan); part != "" {
			c.Errorf("%s: %s\nof\n%s", sql, part, plan)
		}
		return q.err
	}))
}
