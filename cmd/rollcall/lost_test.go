//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/localserver/pgtest"
)

// TestLostDatabase cuts the program off from its database over a Unix socket
// and over TCP, while it waits for more of its standard input or for a lock.
// Nothing is done then, and the program must say so.
func TestLostDatabase(t *testing.T) {
	t.Parallel()
	for _, over := range []string{"unix", "tcp"} {
		t.Run(over, func(t *testing.T) {
			direct := pgtest.Database(t, nil)
			l := lostTest{T: t, dir: t.TempDir(), direct: direct, url: direct}
			if over == "tcp" {
				l.url = overTCP(t, direct)
			}
			l.write("m.yaml", "version: 1\nregion: US\ncolumns: {Phone: phone}\n")
			l.write("first.csv", "Phone\n206-739-1001\n")
			l.run(0, "import", "first.csv", "-m", "m.yaml", "--consent")
			for _, args := range [][]string{
				{"import", "-", "-m", "m.yaml", "--consent", "--duplicates", "create"},
				{"import", "-", "-m", "m.yaml", "--consent", "-o", "json", "--quiet"},
				{"suppress", "add", "-", "--region", "US"},
			} {
				t.Run(strings.Join(args, " "), func(t *testing.T) { l.with(t).cutWhileReading(args...) })
			}
			for _, c := range []struct {
				lock string
				args []string
			}{
				{"lock table contacts", []string{"undo", "1"}},
				{"lock table contacts", []string{"erase", "--number", "+12067391001"}},
				{"lock table suppressions", []string{"suppress", "remove", "--number", "+12067391001"}},
				{"lock table suppressions", []string{"suppress", "add", "--number", "+12067391001"}},
			} {
				t.Run(strings.Join(c.args, " "), func(t *testing.T) { l.with(t).cutWhileLocked(c.lock, c.args...) })
			}
			l.unchanged()
		})
	}
}

// TestClosedOutput: whoever closes the pipe has had enough of the results, and
// that is no error.
func TestClosedOutput(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--help"}, {"version", "-o", "json"}, {"suppress", "list"}} {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		cmd := exec.Command("rollcall", args...)
		cmd.Env = append(os.Environ(), "ROLLCALL_DATABASE_URL="+pgtest.Database(t, nil))
		cmd.Stdout = w
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		if err := cmd.Run(); err != nil || stderr.Len() > 0 {
			t.Errorf("%v with nobody who reads: %v, and said %q", args, err, stderr.String())
		}
		w.Close()
	}
}

// TestFullOutput: a change is done though the disk has no room for what is said of
// it; what only shows something has failed.
func TestFullOutput(t *testing.T) {
	t.Parallel()
	url := pgtest.Database(t, nil)
	full, why := fullFile(t)
	l := lostTest{T: t, dir: t.TempDir(), url: url}
	l.write("m.yaml", "version: 1\nregion: US\ncolumns: {Phone: phone}\n")
	l.write("a.csv", "Phone\n206-739-1001\n")
	l.write("b.csv", "Phone\n206-739-1002\n")
	for _, c := range []struct {
		exit int
		args string
		said string
	}{
		{0, "db migrate", "done, but: "},
		{0, "import a.csv b.csv -m m.yaml --consent", "import 1 is done, but: "},
		{1, "review a.csv b.csv -m m.yaml", why},
		{0, "suppress add --number +12067391009", "done, but: "},
		{0, "suppress remove --number +12067391009 -o json", "done, but: "},
		{0, "export --out x.csv", "done, but: "},
		{1, "export", why},
		{1, "undo 2 --dry-run", why},
		{0, "undo 2", "done, but: "},
		{1, "erase --number +12067391001 --dry-run", why},
		{0, "erase --number +12067391001 -o json", "done, but: "},
		{0, "history --prune --older 1d", "done, but: "},
		{1, "history", why},
		{1, "lookup +12067391001", why},
	} {
		cmd, stderr := l.command(strings.Fields(c.args)...)
		cmd.Stdout = full
		l.ended(cmd.Run(), c.exit, stderr)
		if !strings.Contains(stderr.String(), c.said) {
			t.Errorf("%s: said %q, not %q", c.args, stderr, c.said)
		}
	}
}

// fullFile returns a file that takes nothing, and the error that says so. Where a
// sandbox has no /dev/full, it is one that was opened to be read.
func fullFile(t *testing.T) (*os.File, string) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		full, err = os.Open("/dev/zero")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { full.Close() })
	var cause *os.PathError
	if _, err := full.Write([]byte{0}); !errors.As(err, &cause) {
		t.Fatalf("%s takes what is written: %v", full.Name(), err)
	}
	return full, cause.Err.Error()
}

type lostTest struct {
	*testing.T
	dir string
	// url is the database as the program reaches it, direct as the test does.
	url, direct string
}

func (l lostTest) with(t *testing.T) lostTest {
	l.T = t
	return l
}

func (l lostTest) write(name, text string) {
	l.Helper()
	if err := os.WriteFile(filepath.Join(l.dir, name), []byte(text), 0o600); err != nil {
		l.Fatal(err)
	}
}

func (l lostTest) command(args ...string) (*exec.Cmd, *bytes.Buffer) {
	cmd := exec.Command("rollcall", args...)
	cmd.Dir = l.dir
	cmd.Env = append(os.Environ(), "ROLLCALL_DATABASE_URL="+l.url, "HOME="+l.dir)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	return cmd, &stderr
}

func (l lostTest) run(exit int, args ...string) {
	l.Helper()
	cmd, stderr := l.command(args...)
	l.ended(cmd.Run(), exit, stderr)
}

// ended refuses another exit code, and silence.
func (l lostTest) ended(err error, exit int, stderr *bytes.Buffer) {
	l.Helper()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		l.Fatal(err)
	}
	got := 0
	if failed != nil {
		got = failed.ExitCode()
	}
	if got != exit || exit != 0 && !strings.Contains(stderr.String(), "rollcall: ") {
		l.Errorf("it ended with %d, not %d, and said %q", got, exit, stderr)
	}
}

// ours are the program's sessions in this database: other tests run at the same time.
const ours = "application_name = 'rollcall' and datname = current_database() and pid <> pg_backend_pid()"

// cutWhileReading cuts the program off while half of the list has come.
func (l lostTest) cutWhileReading(args ...string) {
	cmd, stderr := l.command(args...)
	in, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		l.Fatal(err)
	}
	defer cmd.Process.Kill()
	if _, err := io.WriteString(in, "Phone\n206-739-1002\n"); err != nil {
		l.Fatal(err)
	}
	conn := l.connect()
	defer conn.Close(context.Background())
	l.await(conn, "select exists (select from pg_stat_activity where "+ours+
		" and (state like 'idle in transaction%' or query like 'copy%' and state = 'active'))", in)
	l.cut(conn)
	time.Sleep(100 * time.Millisecond)   // the server closes its end
	io.WriteString(in, "206-739-1003\n") // the program may have ended
	in.Close()
	l.ended(cmd.Wait(), 1, stderr)
}

// cutWhileLocked cuts the program off while it waits for a lock.
func (l lostTest) cutWhileLocked(lock string, args ...string) {
	holder, other := l.connect(), l.connect()
	defer holder.Close(context.Background())
	defer other.Close(context.Background())
	if _, err := holder.Exec(context.Background(), "begin; "+lock); err != nil {
		l.Fatal(err)
	}
	cmd, stderr := l.command(args...)
	if err := cmd.Start(); err != nil {
		l.Fatal(err)
	}
	defer cmd.Process.Kill()
	l.await(other, "select exists (select from pg_stat_activity where "+ours+" and wait_event_type = 'Lock')", nil)
	l.cut(other)
	l.ended(cmd.Wait(), 1, stderr)
}

func (l lostTest) connect() *pgx.Conn {
	l.Helper()
	conn, err := pgx.Connect(context.Background(), l.direct)
	if err != nil {
		l.Fatal(err)
	}
	return conn
}

// await waits until a query says true, and keeps feeding numbers into in, if
// there is one, since what the program has read so far may fit its buffers.
func (l lostTest) await(conn *pgx.Conn, query string, in io.Writer) {
	l.Helper()
	for range 600 {
		var ok bool
		if err := conn.QueryRow(context.Background(), query).Scan(&ok); err != nil {
			l.Fatal(err)
		}
		if ok {
			return
		}
		if in != nil {
			io.WriteString(in, strings.Repeat("206-739-1002\n", 1000))
		}
		time.Sleep(20 * time.Millisecond)
	}
	l.Fatal("the program did not come there")
}

// cut ends all the program's sessions.
func (l lostTest) cut(conn *pgx.Conn) {
	l.Helper()
	_, err := conn.Exec(context.Background(), "select pg_terminate_backend(pid) from pg_stat_activity where "+ours)
	if err != nil {
		l.Fatal(err)
	}
}

// unchanged refuses a database that is not as the first import left it.
func (l lostTest) unchanged() {
	l.Helper()
	conn := l.connect()
	defer conn.Close(context.Background())
	var contacts, suppressions, done int
	err := conn.QueryRow(context.Background(), `select (select count(*) from contacts), (select count(*) from suppressions),
		(select count(*) from imports where status = 'done')`).Scan(&contacts, &suppressions, &done)
	if err != nil {
		l.Fatal(err)
	}
	if contacts != 1 || suppressions != 0 || done != 1 {
		l.Errorf("there are %d contacts, %d suppressions and %d imports done", contacts, suppressions, done)
	}
}

// overTCP is a database's URL by way of a TCP port that leads to its socket.
func overTCP(t *testing.T, direct string) string {
	t.Helper()
	config, err := pgx.ParseConfig(direct)
	if err != nil {
		t.Fatal(err)
	}
	if !filepath.IsAbs(config.Host) {
		return direct // it is TCP already
	}
	port, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { port.Close() })
	socket := filepath.Join(config.Host, ".s.PGSQL."+fmt.Sprint(config.Port))
	go func() {
		for {
			client, err := port.Accept()
			if err != nil {
				return // the test is done
			}
			go forward(client, socket)
		}
	}()
	u := url.URL{Scheme: "postgres", User: url.User(config.User), Host: port.Addr().String(), Path: "/" + config.Database, RawQuery: "sslmode=disable"}
	return u.String()
}

// forward passes bytes both ways until one end closes.
func forward(client net.Conn, socket string) {
	defer client.Close()
	server, err := net.Dial("unix", socket)
	if err != nil {
		return
	}
	defer server.Close()
	go func() {
		defer server.Close()
		io.Copy(server, client)
	}()
	io.Copy(client, server)
}
