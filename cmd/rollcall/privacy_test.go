//go:build linux

package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/localserver/pgtest"
)

// canary is in every cell of the lists of TestNothingLeaks, but for those that
// must be a number, and there the digits are as telling.
var canary = regexp.MustCompile(`(?i)canary|206\D{0,3}739`)

// canaryList is a list in which every cell sings, of rows that are imported
// and of rows that are skipped or warned of for every reason.
func canaryList(rows int) string {
	var b strings.Builder
	b.WriteString("Name,Phone,Other Phone,E-Mail,Street,City,State,ZIP,OK,Asked,Source,Tags,Note,Age,Born,Member\n")
	for i := range rows {
		cell := func(column string) string { return fmt.Sprintf("Canary%s%d", column, i) }
		phone, email, ok, state, zip := fmt.Sprintf("(206) 739-%04d", 1000+i), cell("mail")+"@canary.example", "yes", "WA", "98101"
		switch i % 10 {
		case 3:
			phone = cell("phone")
		case 4:
			phone, ok = "", "yes"
		case 5:
			ok = cell("ok")
		case 6:
			email = cell("mail")
		case 7:
			state, zip = cell("state"), cell("zip")
		case 8:
			phone = "206-739-1000" // a duplicate
		case 9:
			b.WriteString(`"` + cell("unclosed") + "\n")
		}
		fmt.Fprintln(&b, strings.Join([]string{
			cell("name"), phone, cell("other"), email, cell("street"), cell("city"), state, zip, ok, cell("asked"),
			cell("source"), cell("tag"), `"` + cell("note") + `, more"`, cell("age"), cell("born"), cell("member"),
		}, ","))
	}
	return b.String()
}

const canaryMapping = `version: 1
region: US
columns:
  Name: full_name
  Phone: phone
  Other Phone: phone
  E-Mail: email
  Street: address
  City: city
  State: state
  ZIP: zip
  OK: consent
  Asked: consent_date
  Source: consent_source
  Tags: tags
  Note: {new_field: note}
  Age: {new_field: age, type: number}
  Born: {new_field: born, type: date}
  Member: {new_field: member, type: boolean}
powerlist: {name: "{file} list"}
`

// leakTest is a folder with a list, a database, and the program's runs there.
type leakTest struct {
	*testing.T
	dir, tmp string
	url      string
	conn     *pgx.Conn
}

// TestNothingLeaks imports a list of canaries and looks for one where personal
// data must not get to: what the program says on stderr, its log at the level
// that says most, its errors, the reason that is kept of a failed import, the
// process list, the server's list of statements, and files that stay behind,
// after success and after every kind of failure.
func TestNothingLeaks(t *testing.T) {
	t.Parallel()
	for _, logs := range []string{"text", "json"} {
		l := newLeakTest(t)
		say := []string{"--log-level", "debug", "--log-format", logs, "--progress", "plain"}
		run := func(name string, exit int, args ...string) {
			t.Run(logs+"/"+name, func(t *testing.T) { l.with(t).run(exit, "", append(args, say...)...) })
		}
		run("inspect", 0, "inspect", "list.csv")
		run("map", 0, "map", "list.csv", "--out", "proposed.yaml", "--force")
		run("review", 0, "review", "list.csv", "-m", "m.yaml", "--rejects", "rejects.csv", "--sample", "0")
		run("no consent", 3, "import", "list.csv", "-m", "m.yaml")
		run("missing column", 2, "import", "list.csv", "-m", "missing.yaml", "--consent")
		run("no header", 4, "import", "noheader.csv", "-m", "m.yaml", "--consent")
		run("no phone", 4, "import", "nophone.csv", "-m", "nophone.yaml", "--consent", "--rejects", "rejects.csv")
		run("over the limit", 4, "import", "list.csv", "-m", "m.yaml", "--consent", "--max-skipped", "1", "--rejects", "rejects.csv")
		run("no numbers", 4, "import", "list.csv", "-m", "m.yaml", "--consent", "--suppress", "garbage.txt")
		run("no numbers to add", 4, "suppress", "add", "garbage.txt")
		run("import", 0, "import", "list.csv", "-m", "m.yaml", "--consent", "--rejects", "rejects.csv")
		run("powerlist exists", 2, "import", "list.csv", "-m", "m.yaml", "--consent", "--duplicates", "update")
		run("history", 0, "history")
		run("undo", 0, "undo", l.lastImport(), "--dry-run")
		// The server's message about a row that a table refuses quotes it whole.
		l.exec("alter table contacts add constraint short check (length(address) < 3) not valid")
		run("refused by the table", 1, "import", "list.csv", "-m", "m.yaml", "--consent", "--duplicates", "create", "--again", "--no-powerlist", "--rejects", "rejects.csv")
		l.exec("alter table contacts drop constraint short, add constraint short unique (address) deferrable initially deferred")
		run("refused at the end", 1, "import", "list.csv", "-m", "m.yaml", "--consent", "--duplicates", "create", "--again", "--no-powerlist", "--rejects", "rejects.csv")
		l.exec("alter table contacts drop constraint short")
	}
}

// TestNothingLeaksWhenHit does the same for imports that something happens to
// while they wait: for their turn to merge, and at their end, when the rejects
// are ready.
func TestNothingLeaksWhenHit(t *testing.T) {
	l := newLeakTest(t)
	l.run(0, "", "import", "first.csv", "-m", "first.yaml", "--consent")
	// A commit that waits: the constraint is looked at then, and needs a lock.
	l.exec(`create function wait() returns trigger language plpgsql as
		'begin perform pg_advisory_xact_lock(4711); return null; end'`)
	l.exec(`create constraint trigger wait after update on imports deferrable initially deferred
		for each row when (new.status = 'done') execute function wait()`)
	waits := map[string]string{
		"before the merge": "lock table import_lock in exclusive mode",
		"at the commit":    "select pg_advisory_xact_lock(4711)",
	}
	hits := map[string]struct {
		exit int
		do   func(l *leakTest, cmd *exec.Cmd)
	}{
		"killed":      {-1, func(l *leakTest, cmd *exec.Cmd) { cmd.Process.Kill() }},
		"interrupted": {130, func(l *leakTest, cmd *exec.Cmd) { cmd.Process.Signal(os.Interrupt) }},
		"terminated":  {130, func(l *leakTest, cmd *exec.Cmd) { cmd.Process.Signal(syscall.SIGTERM) }},
		"cut off": {1, func(l *leakTest, cmd *exec.Cmd) {
			l.exec("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rollcall' and pid <> pg_backend_pid()")
		}},
	}
	for when, lock := range waits {
		for what, hit := range hits {
			for _, list := range []string{"list.csv", "-"} {
				t.Run(what+" "+when+" "+list, func(t *testing.T) {
					l := l.with(t)
					stdin := ""
					if list == "-" {
						stdin = "list.zip"
					}
					tx, err := l.conn.Begin(t.Context())
					if err == nil {
						_, err = tx.Exec(t.Context(), lock)
					}
					if err != nil {
						t.Fatal(err)
					}
					defer tx.Rollback(context.Background())
					cmd, wait := l.start(stdin, "import", list, "-m", "m.yaml", "--consent", "--rejects", "rejects.csv",
						"--no-powerlist", "--log-level", "debug", "--progress", "plain")
					l.conn = l.second() // a transaction sees the server's processes as they were
					l.awaitLock()
					l.lookAtProcesses()
					hit.do(l, cmd)
					if what == "cut off" {
						tx.Rollback(context.Background())
					}
					stdout, stderr, exit := wait()
					if exit != hit.exit {
						t.Errorf("it ended with %d, not %d: %s", exit, hit.exit, stderr)
					}
					tx.Rollback(context.Background())
					l.lookAt("stdout", stdout)
					l.lookAt("stderr", stderr)
					l.lookAtFiles()
					l.lookAtImports()
				})
			}
		}
	}
	// None of it was in the way of the next.
	l.run(0, "", "import", "list.csv", "-m", "m.yaml", "--consent", "--rejects", "rejects.csv")
}

func newLeakTest(t *testing.T) *leakTest {
	t.Helper()
	l := &leakTest{T: t, dir: t.TempDir(), tmp: t.TempDir(), url: pgtest.Database(t, nil)}
	l.conn = l.second()
	list := canaryList(600)
	header, rows, _ := strings.Cut(list, "\n")
	var zipped bytes.Buffer
	z := zip.NewWriter(&zipped)
	w, err := z.Create("list.csv")
	if err == nil {
		_, err = io.WriteString(w, list)
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"list.csv": list, "list.zip": zipped.String(), "m.yaml": canaryMapping,
		"missing.yaml": strings.Replace(canaryMapping, "Street", "Road", 1),
		"noheader.csv": strings.Repeat(rows, 2),
		"nophone.csv":  header + "\n" + rows, "nophone.yaml": "version: 1\nregion: US\ncolumns: {City: phone}\n",
		"garbage.txt": "canary\nCanaryCanary\n",
		"first.csv":   "Phone\n206-444-1001\n", "first.yaml": "version: 1\nregion: US\ncolumns: {Phone: phone}\n",
	} {
		if err := os.WriteFile(filepath.Join(l.dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// with is the same for another test.
func (l *leakTest) with(t *testing.T) *leakTest {
	other := *l
	other.T = t
	return &other
}

// second is a further connection to the database.
func (l *leakTest) second() *pgx.Conn {
	l.Helper()
	conn, err := pgx.Connect(context.Background(), l.url)
	if err != nil {
		l.Fatal(err)
	}
	l.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

func (l *leakTest) exec(sql string) {
	l.Helper()
	if _, err := l.conn.Exec(context.Background(), sql); err != nil {
		l.Fatal(err)
	}
}

// lastImport is the number of the last import that is done.
func (l *leakTest) lastImport() (id string) {
	l.Helper()
	err := l.conn.QueryRow(context.Background(), "select max(id)::text from imports where status = 'done'").Scan(&id)
	if err != nil {
		l.Fatal(err)
	}
	return id
}

// run runs the program to its end and looks at all that is left.
func (l *leakTest) run(exit int, stdin string, args ...string) {
	l.Helper()
	_, wait := l.start(stdin, args...)
	stdout, stderr, got := wait()
	if got != exit {
		l.Errorf("%v ended with %d, not %d: %s", args, got, exit, stderr)
	}
	if exit != 0 { // else the user has asked to see what is in the list
		l.lookAt("stdout", stdout)
	}
	l.lookAt("stderr", stderr)
	l.lookAtFiles()
	l.lookAtImports()
}

// start starts the program; wait gives what it said and its exit code.
func (l *leakTest) start(stdin string, args ...string) (cmd *exec.Cmd, wait func() (stdout, stderr string, exit int)) {
	l.Helper()
	cmd = exec.Command("rollcall", args...)
	cmd.Dir = l.dir
	cmd.Env = append(os.Environ(), "ROLLCALL_DATABASE_URL="+l.url, "TMPDIR="+l.tmp, "HOME="+l.dir)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if stdin != "" {
		f, err := os.Open(filepath.Join(l.dir, stdin))
		if err != nil {
			l.Fatal(err)
		}
		defer f.Close()
		cmd.Stdin = f
	}
	if err := cmd.Start(); err != nil {
		l.Fatal(err)
	}
	l.Cleanup(func() { cmd.Process.Kill() })
	return cmd, func() (string, string, int) {
		var failed *exec.ExitError
		if err := cmd.Wait(); err != nil && !errors.As(err, &failed) {
			l.Fatal(err)
		}
		return stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()
	}
}

// awaitLock waits until the program waits for a lock.
func (l *leakTest) awaitLock() {
	l.Helper()
	for range 600 {
		var waiting bool
		err := l.conn.QueryRow(context.Background(), `select exists (select from pg_stat_activity
			where application_name = 'rollcall' and datname = current_database() and wait_event_type = 'Lock')`).Scan(&waiting)
		if err != nil {
			l.Fatal(err)
		}
		if waiting {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	l.Fatal("the import did not come to the lock")
}

// lookAtProcesses looks at what anybody may see of a running program: the
// arguments of all processes, and the statements of the server.
func (l *leakTest) lookAtProcesses() {
	l.Helper()
	all, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil || len(all) == 0 {
		l.Fatalf("no processes: %v", err)
	}
	seen := 0
	for _, path := range all {
		args, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		if bytes.Contains(args, []byte("--rejects")) {
			seen++
		}
		l.lookAt(path, string(args))
	}
	if seen == 0 {
		l.Error("the program is not among the processes")
	}
	var statements string
	if err := l.conn.QueryRow(context.Background(), "select string_agg(query, ';') from pg_stat_activity where application_name = 'rollcall' and datname = current_database()").Scan(&statements); err != nil {
		l.Fatal(err)
	}
	l.lookAt("the server's statements", statements)
}

// userFiles are the files that the user has asked for, beside those that were
// there.
var userFiles = []string{"rejects.csv", "proposed.yaml"}

// lookAtFiles refuses all files but those that the user has made or asked for.
// A killed program may leave none behind either.
func (l *leakTest) lookAtFiles() {
	l.Helper()
	for _, dir := range []string{l.dir, l.tmp} {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			name := d.Name()
			mine := dir == l.dir && (slices.Contains(userFiles, name) || slices.Contains([]string{".csv", ".yaml", ".zip", ".txt"}, filepath.Ext(name)) && !strings.HasPrefix(name, "."))
			if err != nil || d.IsDir() || mine {
				return err
			}
			l.Errorf("%s was left behind", path)
			return nil
		})
		if err != nil {
			l.Fatal(err)
		}
	}
	if st, err := os.Stat(filepath.Join(l.dir, "rejects.csv")); err == nil && st.Mode().Perm() != 0o600 {
		l.Errorf("the rejects have the mode %v", st.Mode())
	}
	os.Remove(filepath.Join(l.dir, "rejects.csv"))
}

// lookAtImports looks at why imports failed, as it is on record.
func (l *leakTest) lookAtImports() {
	l.Helper()
	var errs string
	conn := l.second()
	if _, err := conn.Exec(context.Background(), "select from imports"); err != nil {
		return // nothing has been imported yet
	}
	if err := conn.QueryRow(context.Background(), "select coalesce(string_agg(error, ';'), '') from imports").Scan(&errs); err != nil {
		l.Fatal(err)
	}
	l.lookAt("imports.error", errs)
}

func (l *leakTest) lookAt(where, text string) {
	l.Helper()
	if at := canary.FindStringIndex(text); at != nil {
		l.Errorf("%s has a canary in it: %q", where, text[max(0, at[0]-200):min(len(text), at[1]+100)])
	}
}
