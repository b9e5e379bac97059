//go:build unix

package localserver

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// holdVariable makes the test binary a user of the server of the data folder it names: see hold.
const holdVariable = "LOCALSERVER_TEST_HOLD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(holdVariable); dir != "" {
		os.Exit(hold(dir))
	}
	os.Exit(run(m))
}

// program is the test binary, where every account can run it. It is there before the first test: a
// program that is still being written, or that a fork of a parallel test holds open, can't be run.
var program string

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "localserver-*")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	text, err := os.ReadFile(self)
	if err != nil {
		panic(err)
	}
	program = filepath.Join(dir, "localserver.test")
	if err := errors.Join(os.Chmod(dir, 0o755), os.WriteFile(program, text, 0o755)); err != nil {
		panic(err)
	}
	return m.Run()
}

// hold starts a server, says its URL, or "error: " and why not, and closes it at its input's end.
func hold(dir string) int {
	s, err := Start(context.Background(), options(dir))
	if err != nil {
		fmt.Println("error:", strings.ReplaceAll(err.Error(), "\n", " "))
		return 1
	}
	fmt.Println(s.URL(""))
	io.Copy(io.Discard, os.Stdin)
	if err := s.Close(); err != nil {
		fmt.Println("error:", err)
		return 1
	}
	return 0
}

func options(dir string) Options {
	return Options{Dir: dir, Binaries: SystemBinaries("/usr/local/bin:/usr/bin"), NoSync: true}
}

// holder is another process that uses a server.
type holder struct {
	t     *testing.T
	cmd   *exec.Cmd
	input io.WriteCloser
	lines *bufio.Reader
}

// startHolder runs the test binary as a user of the server in dir, as the account of that name, or as
// who runs the tests if it is "".
func startHolder(t *testing.T, dir, account string) *holder {
	t.Helper()
	var err error
	h := &holder{t: t, cmd: exec.Command(program)}
	h.cmd.Env = []string{holdVariable + "=" + dir}
	h.cmd.Dir = "/"
	h.cmd.Stderr = os.Stderr
	if account != "" {
		h.cmd.SysProcAttr = &syscall.SysProcAttr{Credential: credential(t, account)}
	}
	if h.input, err = h.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := h.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	h.lines = bufio.NewReader(out)
	if err := h.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		h.cmd.Process.Kill()
		h.cmd.Wait()
	})
	return h
}

// says returns the next line that the process prints.
func (h *holder) says() string {
	h.t.Helper()
	line, err := h.lines.ReadString('\n')
	if err != nil {
		h.t.Fatalf("the other process said nothing: %v", err)
	}
	return strings.TrimSpace(line)
}

// close has the process give the server up, and waits for its end.
func (h *holder) close() {
	h.t.Helper()
	h.input.Close()
	if rest, _ := io.ReadAll(h.lines); len(rest) > 0 {
		h.t.Errorf("the other process said %q", rest)
	}
	if err := h.cmd.Wait(); err != nil {
		h.t.Errorf("the other process: %v", err)
	}
}

func (h *holder) kill() {
	h.t.Helper()
	if err := h.cmd.Process.Kill(); err != nil {
		h.t.Fatal(err)
	}
	h.cmd.Wait()
}

func credential(t *testing.T, name string) *syscall.Credential {
	t.Helper()
	u, err := user.Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	a, err := accountOf(u)
	if err != nil {
		t.Fatal(err)
	}
	return &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
}

// openTempDir returns a new folder that every account can enter, unlike t.TempDir's.
func openTempDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "localserver-*")
	if err != nil {
		t.Fatal(err)
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// dataDir returns the path of a data folder that isn't there yet. A server left on it is stopped at
// the test's end.
func dataDir(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(openTempDir(t), "data folder")
	t.Cleanup(func() { stopAtEnd(t, dir) })
	return dir
}

func stopAtEnd(t *testing.T, dir string) {
	t.Helper()
	if err := Stop(context.Background(), dir); err != nil {
		t.Error(err)
	}
}

func mustStart(t *testing.T, o Options) *Server {
	t.Helper()
	s, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func mustClose(t *testing.T, s *Server) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func state(t *testing.T, dir string) State {
	t.Helper()
	s, err := Status(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// query returns the one value of an SQL command as text.
func query(t *testing.T, url, sql string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	var value string
	if err := conn.QueryRow(t.Context(), sql).Scan(&value); err != nil && !errors.Is(err, pgx.ErrNoRows) {
		t.Fatalf("%s: %v", sql, err)
	}
	return value
}

// remember puts something into the database that a re-initialised one wouldn't hold.
func remember(t *testing.T, url string) {
	t.Helper()
	query(t, url, "create table memory (what text)")
	query(t, url, "insert into memory values ('kept')")
}

func checkRemembers(t *testing.T, url string) {
	t.Helper()
	if got := query(t, url, "select what from memory"); got != "kept" {
		t.Errorf("the data holds %q, want what was put there before", got)
	}
}

// waitFor returns once the condition holds, and fails the test if that takes beyond all reason.
func waitFor(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// serverProcess returns the process of the server in dir.
func serverProcess(t *testing.T, dir string) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "data", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.Split(string(text), "\n")[0])
	if err != nil {
		t.Fatal(err)
	}
	return pid
}
