//go:build unix

package localserver

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgconn"
)

func TestLastUserStopsTheServer(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	first := mustStart(t, options(dir))
	remember(t, first.URL(""))
	second := mustStart(t, options(dir))
	process := serverProcess(t, dir)
	if s := state(t, dir); !s.Running || !s.InUse || s.Kept || s.PID != process || s.URL != first.URL("") || s.Version == "" {
		t.Errorf("in use, its status is %+v", s)
	}
	mustClose(t, first)
	mustClose(t, first)
	checkRemembers(t, second.URL(""))
	mustClose(t, second)
	if s := state(t, dir); s.Running || running(process, filepath.Join(dir, "data")) {
		t.Errorf("after its last user, its status is %+v", s)
	}
	checkRemembers(t, mustStart(t, options(dir)).URL(""))
}

func TestServerIsAsPromised(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	s := mustStart(t, options(dir))
	got := map[string]string{}
	for _, setting := range []string{"listen_addresses", "server_encoding", "lc_collate", "timezone", "data_checksums", "fsync"} {
		got[setting] = query(t, s.URL(""), "select coalesce(current_setting('"+setting+"', true), 'C')")
	}
	delete(got, "data_checksums")
	want := map[string]string{"listen_addresses": "", "server_encoding": "UTF8", "lc_collate": "C", "timezone": "UTC", "fsync": "off"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
	if got := query(t, s.URL("postgres"), "select current_database()"); got != "postgres" {
		t.Errorf("URL(postgres) leads to %s", got)
	}
	for name, want := range map[string]os.FileMode{"data": 0o700, "socket": 0o700, "start.lock": 0o600, "users.lock": 0o600, "server.log": 0o600} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %o, want %o", name, info.Mode().Perm(), want)
		}
	}
	info, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm()&0o067 != 0 {
		t.Errorf("the data folder has mode %o", info.Mode().Perm())
	}
}

func TestFsyncIsOnByDefault(t *testing.T) {
	t.Parallel()
	o := options(dataDir(t))
	o.NoSync = false
	if got := query(t, mustStart(t, o).URL(""), "show fsync"); got != "on" {
		t.Errorf("fsync is %s", got)
	}
}

func TestKeptServerRunsUntilStop(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	o := options(dir)
	o.Keep = true
	mustClose(t, mustStart(t, o))
	if s := state(t, dir); !s.Running || !s.Kept || s.InUse {
		t.Fatalf("kept, its status is %+v", s)
	}
	process := serverProcess(t, dir)
	user := mustStart(t, options(dir))
	if got := serverProcess(t, dir); got != process {
		t.Errorf("a user got server %d, want the kept one, %d", got, process)
	}
	if err := Stop(t.Context(), dir); !errors.Is(err, ErrInUse) {
		t.Errorf("stopping it while it is used: %v, want ErrInUse", err)
	}
	query(t, user.URL(""), "select 'still there'")
	mustClose(t, user)
	if s := state(t, dir); s.Running {
		t.Errorf("no longer kept, and without its last user, its status is %+v", s)
	}
	mustClose(t, mustStart(t, o))
	if err := Stop(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	if s := state(t, dir); s.Running || s.Kept {
		t.Errorf("stopped, its status is %+v", s)
	}
}

// Keep was promised for a server that is gone: the next one isn't kept.
func TestKeepEndsWithTheServer(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	o := options(dir)
	o.Keep = true
	mustClose(t, mustStart(t, o))
	kill(t, dir)
	mustClose(t, mustStart(t, options(dir)))
	if s := state(t, dir); s.Running {
		t.Errorf("its status is %+v", s)
	}
}

func TestStopAndStatusOfNothing(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "none")
	if err := Stop(t.Context(), dir); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(State{}, state(t, dir)); diff != "" {
		t.Errorf("status (-want +got):\n%s", diff)
	}
	if exists(dir) {
		t.Error("asking for its status made the folder")
	}
}

// Sockets have short paths, and addresses separate hosts by commas.
func TestAwkwardPaths(t *testing.T) {
	t.Parallel()
	for name, part := range map[string]string{
		"long":   strings.Repeat("long/", 40) + "rollcall",
		"signs":  `a "quoted" 100% 'C:\' +1 & #é?`,
		"commas": "one,two",
		"glob":   "[a]*",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(openTempDir(t), part)
			t.Cleanup(func() { stopAtEnd(t, dir) })
			first := mustStart(t, options(dir))
			remember(t, first.URL(""))
			second := mustStart(t, options(dir))
			if first.URL("") != second.URL("") {
				t.Errorf("two users have two addresses: %s and %s", first.URL(""), second.URL(""))
			}
			config, err := pgconn.ParseConfig(first.URL(""))
			if err != nil {
				t.Fatal(err)
			}
			mustClose(t, first)
			mustClose(t, second)
			if outside := !strings.HasPrefix(config.Host, dir); outside && exists(config.Host) {
				t.Errorf("%s is left behind", config.Host)
			}
			checkRemembers(t, mustStart(t, options(dir)).URL(""))
		})
	}
}

func TestServersOfTwoFoldersAreTwo(t *testing.T) {
	t.Parallel()
	a, b := mustStart(t, options(dataDir(t))), mustStart(t, options(dataDir(t)))
	remember(t, a.URL(""))
	mustClose(t, a)
	if got := query(t, b.URL(""), "select count(*)::text from pg_class where relname = 'memory'"); got != "0" {
		t.Error("one server's data is in the other")
	}
}

func TestManyStartersAtOnce(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	var all []*holder
	for range 4 {
		all = append(all, startHolder(t, dir, ""))
	}
	addresses := make([]string, 4)
	var group sync.WaitGroup
	for i := range addresses {
		group.Go(func() {
			s, err := Start(context.Background(), options(dir))
			if err != nil {
				t.Error(err)
				return
			}
			addresses[i] = s.URL("")
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for _, h := range all {
		addresses = append(addresses, h.says())
	}
	for _, got := range addresses {
		if got != addresses[0] {
			t.Errorf("a starter got %q, another %q", got, addresses[0])
		}
	}
	remember(t, addresses[0])
	for i, h := range all {
		if !state(t, dir).Running {
			t.Errorf("the server is gone while %d use it", len(all)-i)
		}
		h.close()
	}
	if s := state(t, dir); s.Running {
		t.Errorf("after its last user, its status is %+v", s)
	}
	checkRemembers(t, mustStart(t, options(dir)).URL(""))
}

func TestCancelledStartLeavesNothingRunning(t *testing.T) {
	t.Parallel()
	for name, reached := range map[string]func(dir string) bool{
		"before":        func(string) bool { return true },
		"while initdb":  func(dir string) bool { return exists(filepath.Join(dir, "server.log")) || unfinishedIn(dir) },
		"while it runs": func(dir string) bool { return exists(filepath.Join(dir, "server.log")) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := dataDir(t)
			ctx, cancel := context.WithCancel(t.Context())
			var group sync.WaitGroup
			group.Go(func() {
				s, err := Start(ctx, options(dir))
				if err == nil { // it was ready before we could cancel
					err = s.Close()
				}
				if err != nil && !errors.Is(err, context.Canceled) {
					t.Errorf("cancelled: %v", err)
				}
			})
			waitFor(t, "the moment to cancel", func() bool { return reached(dir) })
			cancel()
			group.Wait()
			if exists(filepath.Join(dir, "data", "postmaster.pid")) || unfinishedIn(dir) {
				t.Error("something is left behind")
			}
			query(t, mustStart(t, options(dir)).URL(""), "select 'works'")
		})
	}
}

func TestSocketURL(t *testing.T) {
	for socket, database := range map[string]string{
		"/var/lib/rollcall/socket": "",
		`/a b+c%20d&e=f?g#h'i"é`:   `x y/z`,
	} {
		text := socketURL(socket, database)
		config, err := pgconn.ParseConfig(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if database == "" {
			database = Database
		}
		if config.Host != socket || config.Database != database || config.User != User {
			t.Errorf("%s leads to %q in %q as %q", text, config.Database, config.Host, config.User)
		}
		// libpq takes "+" for itself.
		if u, err := url.Parse(text); err != nil || strings.Contains(u.RawQuery, "+") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func unfinishedIn(dir string) bool {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if ok, _ := filepath.Match(unfinished, e.Name()); ok {
			return true
		}
	}
	return false
}

// kill ends the server of dir without giving it any time.
func kill(t *testing.T, dir string) {
	t.Helper()
	process := serverProcess(t, dir)
	if err := syscall.Kill(process, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the killed server's end", func() bool { return !running(process, filepath.Join(dir, "data")) })
}
