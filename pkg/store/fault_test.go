package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"golang.org/x/sys/unix"

	"rollcall/pkg/contact"
	"rollcall/pkg/localserver"
)

// faultRows is the size of an import that faults hit: large enough to take
// some time in each of its phases.
const faultRows = 6000

// manyRows makes rows of distinct numbers; those of even and odd runs overlap.
func manyRows(n, from int) []contact.Row {
	rows := make([]contact.Row, n)
	for i := range rows {
		rows[i] = row(fmt.Sprintf("+1206%07d", from+i*7919%n), value(contact.FirstName, "Ann"), value(contact.City, strings.Repeat("x", 50)), tags("own"))
		rows[i].Line = int64(i + 2)
	}
	return rows
}

// phases are where an import can be when something happens to it.
var phases = []string{"begun", "half written", "written", "merging", "merged", "committing"}

// link is the way to the server's process that works for an import.
type link struct {
	backend uint32
	conn    net.Conn
}

// attempt imports rows and calls hit in the named phase; merging and committing
// are hit some time after they have begun.
func attempt(ctx context.Context, db *DB, spec Spec, rows []contact.Row, phase string, hit func(link)) (o Outcome, err error) {
	im, err := db.Begin(ctx, spec)
	if err != nil {
		return o, err
	}
	// Taken now: while it commits, an import may give its connection back.
	conn := im.conn.Conn().PgConn()
	to := link{conn.PID(), conn.Conn()}
	hits := make(chan struct{})
	close(hits)
	defer func() {
		<-hits
		err = errors.Join(err, im.Close(err))
	}()
	at := func(p string) {
		switch {
		case p != phase:
		case p == "merging" || p == "committing":
			hits = make(chan struct{})
			pause := time.Duration(rand.IntN(60)) * time.Millisecond
			if p == "committing" {
				pause = time.Duration(rand.IntN(1500)) * time.Microsecond
			}
			go func() {
				defer close(hits)
				time.Sleep(pause)
				hit(to)
			}()
		default:
			hit(to)
		}
	}
	at("begun")
	const batch = 500
	for i := 0; i < len(rows); i += batch {
		if i >= len(rows)/2 && i-batch < len(rows)/2 {
			at("half written")
		}
		b, err := im.Encode(rows[i:min(i+batch, len(rows))])
		if err == nil {
			err = im.Write(ctx, b)
		}
		if err != nil {
			return o, err
		}
	}
	at("written")
	at("merging")
	f := Final{SHA256: sha256.Sum256([]byte(spec.FileName))}
	f.Counts.Rows = int64(len(rows))
	if o, err = im.Merge(ctx, f); err != nil {
		return o, err
	}
	<-hits
	at("merged")
	at("committing")
	return o, im.Commit(ctx)
}

// faultSpec is an import that writes to every table.
func faultSpec(n int, mode contact.Duplicates) Spec {
	return Spec{
		FileName: fmt.Sprintf("file %d.csv", n), Duplicates: mode, Tags: []string{fmt.Sprintf("tag %d", n)},
		NewFields: []NewField{{Key: fmt.Sprintf("field_%d", n)}},
		Powerlist: &contact.PowerlistOptions{Name: fmt.Sprintf("list %d", n), DialMode: "manual"},
	}
}

// verify checks that the last import is there as a whole or not at all, that
// the table imports says the truth, and that contacts are as many as wanted
// before it plus those it created. It returns the import's status.
func verify(t testing.TB, db *DB, n int, wantContacts int64, o Outcome) string {
	t.Helper()
	if _, err := db.History(t.Context(), HistoryFilter{Limit: 1}); err != nil {
		t.Fatal(err)
	}
	s := &transaction{ctx: t.Context()}
	var status string
	var id, contacts, listed, lists, tagged, fields, changes, running int64
	err := db.read(t.Context(), func(tx pgx.Tx) error {
		s.tx = tx
		s.query("select id, status from imports where file_name = $1 order by id desc limit 1", []any{fmt.Sprintf("file %d.csv", n)}, &id, &status)
		s.query(`select (select count(*) from contacts), (select count(*) from powerlist_contacts e join powerlists p on p.id = e.powerlist_id where p.name = $2),
			(select count(*) from powerlists where name = $2), (select count(*) from tags where name = $3),
			(select count(*) from contact_fields where key = $4), (select count(*) from import_changes where import_id = $1),
			(select count(*) from imports where status = 'running')`,
			[]any{id, fmt.Sprintf("list %d", n), fmt.Sprintf("tag %d", n), fmt.Sprintf("field_%d", n)},
			&contacts, &listed, &lists, &tagged, &fields, &changes, &running)
		return s.err
	})
	if err != nil {
		t.Fatal(err)
	}
	got := []int64{contacts, listed, lists, tagged, fields, changes, running}
	want := []int64{wantContacts, 0, 0, 0, 0, 0, 0}
	if status == statusDone {
		want = []int64{wantContacts + o.Created, o.Created + o.Updated, 1, 1, 1, o.Updated, 0}
	}
	if !slices.Equal(got, want) {
		t.Fatalf("after an import that is %s there are %v (contacts, listed, lists, tags, fields, changes, running), not %v", status, got, want)
	}
	return status
}

// TestFaults breaks imports in each phase in several ways.
func TestFaults(t *testing.T) {
	faults := []struct {
		name string
		// break_ does it to an import; cancel cancels its context.
		break_ func(t testing.TB, db *DB, to link, cancel func())
		status string
	}{
		{"backend terminated", func(t testing.TB, db *DB, to link, _ func()) { terminate(t, db, to.backend) }, statusFailed},
		{"cancelled", func(_ testing.TB, _ *DB, _ link, cancel func()) { cancel() }, statusInterrupted},
		{"connection cut", func(_ testing.TB, _ *DB, to link, _ func()) { to.conn.Close() }, statusFailed},
	}
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			db := open(t)
			n, contacts := 0, int64(0)
			statuses := map[string]int{}
			for _, phase := range phases {
				tries := 2 // one a mode, and more where chance has a part
				if phase == "merging" || phase == "committing" {
					tries = 4
				}
				for try := range tries {
					n++
					mode := []contact.Duplicates{contact.Skip, contact.Update}[try%2]
					rows := manyRows(faultRows, try*100)
					ctx, cancel := context.WithCancel(t.Context())
					o, err := attempt(ctx, db, faultSpec(n, mode), rows, phase, func(to link) { f.break_(t, db, to, cancel) })
					cancel()
					db.pool.Reset() // what the fault hit may have been given back already
					if phase != "committing" && phase != "merging" && err == nil {
						t.Fatalf("%s: the import went on", phase)
					}
					status := verify(t, db, n, contacts, o)
					if (status == statusDone) != (err == nil) {
						t.Fatalf("%s: the import is %s, but gave the error %v", phase, status, err)
					}
					// Where the server had no time to take the reason down, the next to look did.
					late := err != nil && status == statusInterrupted && strings.Contains(err.Error(), "recording that the import failed")
					if err != nil && status != f.status && !late {
						t.Errorf("%s: the import is %s, not %s, after %v", phase, status, f.status, err)
					}
					if status == statusDone {
						contacts += o.Created
					}
					statuses[status]++
				}
			}
			n++
			if _, err := attempt(t.Context(), db, faultSpec(n, contact.Update), manyRows(faultRows, 0), "", nil); err != nil {
				t.Fatalf("the next import: %v", err)
			}
			t.Logf("%d imports: %v", n-1, statuses)
		})
	}
}

func terminate(t testing.TB, db *DB, pid uint32) {
	err := db.read(context.Background(), func(tx pgx.Tx) error {
		// Under load the import may be done, and its connection be the one that this got from the pool.
		_, err := tx.Exec(context.Background(), "select pg_terminate_backend($1::integer) where $1::integer <> pg_backend_pid()", int32(pid))
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestTimeouts lets the server's own limits end imports.
func TestTimeouts(t *testing.T) {
	for _, c := range []struct{ setting, code string }{
		{"lock_timeout=1500", "55P03"},
		{"statement_timeout=1500", "57014"},
	} {
		t.Run(c.setting, func(t *testing.T) {
			db := open(t)
			limited := reopen(t, db.pool.Config().ConnString()+"&options=-c%20"+strings.Replace(c.setting, "=", "%3D", 1))
			hold := make(chan struct{})
			let := sync.OnceFunc(func() { close(hold) })
			defer let()
			held := make(chan struct{})
			released := make(chan error, 1)
			go func() {
				released <- db.write(context.Background(), func(tx pgx.Tx) error {
					_, err := tx.Exec(context.Background(), "lock table import_lock in exclusive mode")
					close(held)
					<-hold
					return err
				})
			}()
			<-held
			_, err := attempt(t.Context(), limited, faultSpec(1, contact.Skip), manyRows(20, 0), "", nil)
			if !hasCode(err, c.code) || !errors.Is(err, ErrTimeout) {
				t.Fatalf("the import gave the error %v, not %s", err, c.code)
			}
			if status := verify(t, db, 1, 0, Outcome{}); status != statusFailed {
				t.Fatalf("the import is %s", status)
			}
			let()
			if err := <-released; err != nil {
				t.Fatal(err)
			}
			o, err := attempt(t.Context(), db, faultSpec(2, contact.Skip), manyRows(20, 0), "", nil)
			if err != nil {
				t.Fatal(err)
			}
			verify(t, db, 2, 0, o)
		})
	}
}

// TestTimeoutsOfTheDatabase lets limits that are not the user's own pass.
func TestTimeoutsOfTheDatabase(t *testing.T) {
	db := open(t)
	url := db.pool.Config().ConnString()
	execSQL(t, db, "do $$ begin execute format('alter database %I set statement_timeout = ''3s''', current_database()); end $$")
	limited := reopen(t, url)
	var timeout string
	if err := limited.pool.QueryRow(t.Context(), "show statement_timeout").Scan(&timeout); err != nil || timeout != "3s" {
		t.Fatalf("the limit is %s: %v", timeout, err)
	}
	im, err := limited.Begin(t.Context(), faultSpec(1, contact.Skip))
	if err != nil {
		t.Fatal(err)
	}
	defer im.Close(nil)
	if err := im.txn.QueryRow(t.Context(), "show statement_timeout").Scan(&timeout); err != nil || timeout != "0" {
		t.Errorf("in an import the limit is %s: %v", timeout, err)
	}
	err = limited.change(t.Context(), func(tx pgx.Tx) error {
		return tx.QueryRow(t.Context(), "show statement_timeout").Scan(&timeout)
	})
	if err != nil || timeout != "0" {
		t.Errorf("in a change the limit is %s: %v", timeout, err)
	}
	// A limit of the user's own is told as one, whatever it ends.
	err = db.read(t.Context(), func(tx pgx.Tx) error {
		if _, err := tx.Exec(t.Context(), "set local statement_timeout = 20"); err != nil {
			return err
		}
		_, err := tx.Exec(t.Context(), "select pg_sleep(10)")
		return err
	})
	if !errors.Is(err, ErrTimeout) {
		t.Errorf("reading gave %v", err)
	}
	// What the database limits, the URL lifts, as the message says.
	execSQL(t, db, "do $$ begin execute format('alter database %I set statement_timeout = ''300ms''', current_database()); end $$")
	slow := func(tx pgx.Tx) error {
		_, err := tx.Exec(t.Context(), "select pg_sleep(1)")
		return err
	}
	if err := reopen(t, url).read(t.Context(), slow); !errors.Is(err, ErrTimeout) {
		t.Errorf("reading under the database's limit gave %v", err)
	}
	if err := reopen(t, with(t, url, "options", "-cstatement_timeout=0")).read(t.Context(), slow); err != nil {
		t.Errorf("reading with the limit lifted gave %v", err)
	}
	ended := &pgconn.PgError{Code: codeQueryCanceled}
	if err := connectError(t.Context(), nil, ended); !errors.Is(err, ErrTimeout) {
		t.Errorf("connecting gave %v", err)
	}
}

// ownServer starts a server for this test alone.
func ownServer(t testing.TB) (*localserver.Server, localserver.Options) {
	t.Helper()
	dir, err := os.MkdirTemp("", "rollcall-fault-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil { // the server may run as another user
		t.Fatal(err)
	}
	o := localserver.Options{Dir: filepath.Join(dir, "server"), Binaries: localserver.SystemBinaries(os.Getenv("PATH"))}
	s, err := localserver.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.Close()
		os.RemoveAll(dir)
	})
	return s, o
}

// postmaster is the process of a server.
func postmaster(t testing.TB, o localserver.Options) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(o.Dir, "data", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	line, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(line)
	if err != nil {
		t.Fatal(err)
	}
	return pid
}

// TestServerStops stops the server at once, as pg_ctl stop -m immediate does,
// in each phase of an import.
func TestServerStops(t *testing.T) {
	s, options := ownServer(t)
	contacts := int64(0)
	for n, phase := range phases {
		db := reopen(t, s.URL(""))
		o, err := attempt(t.Context(), db, faultSpec(n, contact.Skip), manyRows(faultRows, n*100), phase, func(to link) {
			if err := syscall.Kill(postmaster(t, options), syscall.SIGQUIT); err != nil {
				t.Error(err)
			}
			awaitEnd(int(to.backend))
		})
		db.Close()
		if err == nil && phase != "committing" && phase != "merging" {
			t.Fatalf("%s: the import went on", phase)
		}
		if s, err = localserver.Start(t.Context(), options); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		db = reopen(t, s.URL(""))
		if n == 0 && phase != "begun" {
			t.Fatal("the first phase has changed")
		}
		if status := verify(t, db, n, contacts, o); status == statusDone {
			contacts += o.Created
		} else if status != statusInterrupted {
			t.Errorf("%s: the import is %s", phase, status)
		}
		db.Close()
	}
	db := reopen(t, s.URL(""))
	if _, err := attempt(t.Context(), db, faultSpec(99, contact.Update), manyRows(faultRows, 0), "", nil); err != nil {
		t.Fatalf("the next import: %v", err)
	}
}

// awaitEnd waits until a process has ended, for which there is no other sign
// where it is not a child: a signal only asks for it, and an import that is
// about to commit may be faster.
func awaitEnd(pid int) {
	for range 500 {
		if syscall.Kill(pid, 0) == syscall.ESRCH {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// TestDiskFull limits the size of the server's files, so that sooner or later
// there is no room for more contacts or for their indexes.
func TestDiskFull(t *testing.T) {
	const room = 17 << 20 // more than a segment of the write-ahead log
	s, options := limitedServer(t, room)
	db := reopen(t, s.URL(""))
	contacts, full := int64(0), 0
	for n := 1; full < 3; n++ {
		o, err := attempt(t.Context(), db, faultSpec(n, contact.Skip), manyRows(30_000, n*30_000), "", nil)
		status := verify(t, db, n, contacts, o)
		switch {
		case err == nil && status == statusDone && n < 10:
			contacts += o.Created
		case err != nil && status == statusFailed && strings.Contains(err.Error(), "File too large"):
			full++
		default:
			t.Fatalf("import %d is %s: %v", n, status, err)
		}
	}
	db.Close()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := localserver.Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	db = reopen(t, s.URL(""))
	o, err := attempt(t.Context(), db, faultSpec(99, contact.Skip), manyRows(30_000, 900_000), "", nil)
	if err != nil {
		t.Fatalf("the import after room was made: %v", err)
	}
	verify(t, db, 99, contacts, o)
}

// TestNoRoomForRows lets the rows that don't fit into memory find no place.
func TestNoRoomForRows(t *testing.T) {
	db := open(t)
	spec := faultSpec(1, contact.Skip)
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "not there"))
	db.sorterMemory = 100_000
	_, err := attempt(t.Context(), db, spec, manyRows(faultRows, 0), "", nil)
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the error is %v", err)
	}
	if status := verify(t, db, 1, 0, Outcome{}); status != statusFailed {
		t.Errorf("the import is %s", status)
	}
}

// limitedServer starts a server whose processes can't make a file larger than
// limit bytes.
func limitedServer(t testing.TB, limit uint64) (*localserver.Server, localserver.Options) {
	t.Helper()
	var before unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	// The server inherits the limit, this process takes it off again.
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: limit, Max: before.Max}); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &before); err != nil {
			t.Fatal(err)
		}
	}()
	return ownServer(t)
}

// victim is the variable that turns the test binary into a program that
// imports one list after another until it is killed.
const victim = "ROLLCALL_TEST_VICTIM"

func TestMain(m *testing.M) {
	if url := os.Getenv(victim); url != "" {
		if err := importUntilKilled(url); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

func importUntilKilled(url string) error {
	ctx := context.Background()
	db, err := Open(ctx, url, nil)
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		spec := faultSpec(n, contact.Skip)
		spec.FileName = fmt.Sprintf("%d %d.csv", os.Getpid(), n)
		spec.Powerlist.Name, spec.Tags[0] = spec.FileName, spec.FileName
		rows := manyRows(faultRows, n*faultRows/2)
		if _, err := attempt(ctx, db, spec, rows, "", nil); err != nil {
			return err
		}
	}
}

// TestKilled kills a program with signal 9 at random moments. Whatever it had
// begun is all there or not, and the next to look sees it as interrupted.
func TestKilled(t *testing.T) {
	db := open(t)
	url := db.pool.Config().ConnString()
	interrupted, seen := 0, 0
	for range 12 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), victim+"="+url)
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// However slow the machine is, it has begun.
		for begun := time.Now(); time.Since(begun) < time.Minute; time.Sleep(5 * time.Millisecond) {
			all, err := db.History(t.Context(), HistoryFilter{})
			if err != nil {
				t.Fatal(err)
			}
			if len(all) > seen {
				break
			}
		}
		time.Sleep(time.Duration(rand.IntN(400)) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
		// The server may still be at its last statement.
		deadline := time.Now().Add(20 * time.Second)
		for {
			all, err := db.History(t.Context(), HistoryFilter{})
			if err != nil {
				t.Fatal(err)
			}
			seen = len(all)
			if !slices.ContainsFunc(all, func(r contact.ImportRecord) bool { return r.Status == statusRunning }) {
				break
			}
			if time.Now().After(deadline) {
				t.Fatal("an import of a killed program still says that it runs")
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	all, err := db.History(t.Context(), HistoryFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		var contacts, listed, tagged int64
		q := &transaction{ctx: t.Context()}
		err := db.read(t.Context(), func(tx pgx.Tx) error {
			q.tx = tx
			q.query(`select (select count(*) from contacts where import_id = $1), (select count(*) from contacts where $2 = any(tags)),
				(select count(*) from powerlists p join powerlist_contacts e on e.powerlist_id = p.id where p.name = $2)`,
				[]any{r.ID, r.FileName}, &contacts, &tagged, &listed)
			return q.err
		})
		if err != nil {
			t.Fatal(err)
		}
		want := int64(0)
		switch r.Status {
		case statusDone:
			want = r.Created
		case statusInterrupted:
			interrupted++
		default:
			t.Errorf("import %d is %s", r.ID, r.Status)
		}
		if contacts != want || tagged != want || listed != want {
			t.Errorf("import %d is %s: %d contacts, %d tagged, %d listed, not %d", r.ID, r.Status, contacts, tagged, listed, want)
		}
	}
	t.Logf("%d imports, of which %d were interrupted", len(all), interrupted)
	if interrupted == 0 {
		t.Error("no import was killed in the middle")
	}
}
