//go:build unix

package localserver

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestKilledServerComesBack(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	first := mustStart(t, options(dir))
	remember(t, first.URL(""))
	kill(t, dir)
	// The pid file is there still, and the killed process is a zombie: its parent is this one.
	if !exists(filepath.Join(dir, "data", "postmaster.pid")) {
		t.Fatal("a killed server took its pid file with it")
	}
	second := mustStart(t, options(dir))
	checkRemembers(t, second.URL(""))
	checkRemembers(t, first.URL(""))
	mustClose(t, second)
	mustClose(t, first)
	if s := state(t, dir); s.Running {
		t.Errorf("after its last user, its status is %+v", s)
	}
}

// A backend that computes doesn't notice that its postmaster is gone. Nobody may start on the data
// before it does.
func TestKilledServerWithBackendAtWork(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	s := mustStart(t, options(dir))
	remember(t, s.URL(""))
	busy := connect(t, s.URL(""))
	if _, err := busy.Exec(t.Context(), "begin; insert into memory values ('lost')").ReadAll(); err != nil {
		t.Fatal(err)
	}
	busy.Exec(t.Context(), "select sum(i) from generate_series(1, 3000000) i")
	kill(t, dir)
	again := mustStart(t, options(dir))
	if got := query(t, again.URL(""), "select count(*)::text from memory"); got != "1" {
		t.Errorf("there are %s rows, want what was committed", got)
	}
}

func TestKilledUserLeavesAServerToTheNext(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	h := startHolder(t, dir, "")
	remember(t, h.says())
	h.kill()
	process := serverProcess(t, dir)
	if s := state(t, dir); !s.Running || s.InUse {
		t.Errorf("after its user was killed, its status is %+v", s)
	}
	next := mustStart(t, options(dir))
	if got := serverProcess(t, dir); got != process {
		t.Errorf("the next user got server %d, want the one left, %d", got, process)
	}
	checkRemembers(t, next.URL(""))
	mustClose(t, next)
	if s := state(t, dir); s.Running {
		t.Errorf("after the next user, its status is %+v", s)
	}
}

func TestKilledStarterCostsNothing(t *testing.T) {
	t.Parallel()
	for name, reached := range map[string]func(dir string) bool{
		"while initdb": unfinishedIn,
		"before ready": func(dir string) bool { return exists(filepath.Join(dir, "data", "postmaster.pid")) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := dataDir(t)
			h := startHolder(t, dir, "")
			waitFor(t, "the moment to kill", func() bool { return reached(dir) })
			h.kill()
			s := mustStart(t, options(dir))
			remember(t, s.URL(""))
			mustClose(t, s)
			checkRemembers(t, mustStart(t, options(dir)).URL(""))
		})
	}
}

func TestLeftoversOfInitdbGo(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	left := filepath.Join(dir, "data.new-123", "base", "1")
	if err := os.MkdirAll(left, 0o700); err != nil {
		t.Fatal(err)
	}
	// Made by hand, the folder isn't as createFolder makes it for the server of a root user.
	for _, path := range []string{dir, filepath.Dir(dir)} {
		if err := os.Chmod(path, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	mustStart(t, options(dir))
	if unfinishedIn(dir) {
		t.Error("what an interrupted initdb left is still there")
	}
}

// A pid file outlives its server, and then its number goes to another process.
func TestStalePidFile(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]func(t *testing.T, old string, as account) string{
		"another program": func(t *testing.T, old string, as account) string { return withPID(old, sleeper(t, as)) },
		"ourselves":       func(t *testing.T, old string, as account) string { return withPID(old, os.Getpid()) },
		"init":            func(t *testing.T, old string, as account) string { return withPID(old, 1) },
		"nobody":          func(t *testing.T, old string, as account) string { return withPID(old, 1<<22+1) },
		"empty":           func(*testing.T, string, account) string { return "" },
		"cut":             func(t *testing.T, old string, as account) string { return old[:3] },
		"another server": func(t *testing.T, old string, as account) string {
			dir := dataDir(t)
			mustStart(t, options(dir))
			return withPID(old, serverProcess(t, dir))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := dataDir(t)
			s := mustStart(t, options(dir))
			remember(t, s.URL(""))
			file := filepath.Join(dir, "data", "postmaster.pid")
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			mustClose(t, s)
			f, err := openFolder(dir)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(content(t, string(text), f.account)), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := f.account.own(file); err != nil {
				t.Fatal(err)
			}
			// One that is still empty isn't stale at once: a server may be about to write it.
			old := time.Now().Add(-time.Hour)
			if err := os.Chtimes(file, old, old); err != nil {
				t.Fatal(err)
			}
			if s := state(t, dir); s.Running {
				t.Errorf("its status is %+v", s)
			}
			checkRemembers(t, mustStart(t, options(dir)).URL(""))
		})
	}
}

func TestEmptyPidFileIsWaitedFor(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	s := mustStart(t, options(dir))
	remember(t, s.URL(""))
	mustClose(t, s)
	if err := os.WriteFile(filepath.Join(dir, "data", "postmaster.pid"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	checkRemembers(t, mustStart(t, options(dir)).URL(""))
	f, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.silent(postmaster{young: true}); got != starting {
		t.Errorf("a file that is new and empty is taken for condition %d", got)
	}
	if got := f.silent(postmaster{}); got != absent {
		t.Errorf("a file that is old and empty is taken for condition %d", got)
	}
}

// A cleaner of old files may take the socket of a server that was kept.
func TestDeletedSocket(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	o := options(dir)
	o.Keep = true
	s := mustStart(t, o)
	remember(t, s.URL(""))
	if err := os.RemoveAll(filepath.Join(dir, "socket")); err != nil {
		t.Fatal(err)
	}
	if _, err := Start(t.Context(), o); err == nil || !strings.Contains(err.Error(), "socket") {
		t.Errorf("while another uses the server: %v, want an error that says why", err)
	}
	mustClose(t, s)
	checkRemembers(t, mustStart(t, o).URL(""))
}

// Whatever stops PostgreSQL, its own words reach the user.
func TestServerThatDoesNotStart(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	mustClose(t, mustStart(t, options(dir)))
	if err := os.WriteFile(filepath.Join(dir, "data", "postgresql.conf"), []byte("no_such_setting = 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Start(t.Context(), options(dir))
	if err == nil || !strings.Contains(err.Error(), "no_such_setting") || !strings.Contains(err.Error(), "server.log") {
		t.Errorf("starting: %v", err)
	}
}

func TestErrorsOfDisksAreExplained(t *testing.T) {
	for err, want := range map[error]string{
		syscall.ENOSPC: "free some space",
		syscall.EDQUOT: "free some space",
		syscall.EROFS:  "can be written",
		syscall.EACCES: "of your own",
	} {
		got := explain(fmt.Errorf("writing: %w", err))
		if !errors.Is(got, err) || !strings.Contains(got.Error(), want) {
			t.Errorf("%v is explained as %q", err, got)
		}
	}
}

func withPID(content string, pid int) string {
	_, rest, _ := strings.Cut(content, "\n")
	return strconv.Itoa(pid) + "\n" + rest
}

// sleeper runs a program that isn't PostgreSQL as the server's account.
func sleeper(t *testing.T, as account) int {
	t.Helper()
	cmd := exec.Command("/bin/cat")
	cmd.SysProcAttr = as.process()
	input, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		input.Close()
		cmd.Wait()
	})
	return cmd.Process.Pid
}
