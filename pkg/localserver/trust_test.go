//go:build unix

package localserver

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What others can write to, or have put there, is not trusted.
func TestTrust(t *testing.T) {
	t.Parallel()
	made := func(t *testing.T, path string, mode os.FileMode) {
		t.Helper()
		if err := os.MkdirAll(path, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	for name, test := range map[string]struct {
		set  func(t *testing.T, dir string)
		want string
	}{
		"everybody may write to the folder": {func(t *testing.T, dir string) { made(t, dir, 0o777) }, "can be written by others"},
		"a group may write to the folder":   {func(t *testing.T, dir string) { made(t, dir, 0o770) }, "can be written by others"},
		"everybody may write to its parent": {func(t *testing.T, dir string) {
			made(t, dir, 0o700)
			made(t, filepath.Dir(dir), 0o777)
		}, "on the way to the data"},
		"a link of another's leads there": {func(t *testing.T, dir string) {
			made(t, dir+"-real", 0o700)
			if err := os.Symlink(dir+"-real", dir); err != nil {
				t.Fatal(err)
			}
			if !isRoot() {
				made(t, dir+"-real", 0o777) // only root makes files of others
			} else if err := os.Lchown(dir, 65534, 65534); err != nil {
				t.Fatal(err)
			}
		}, "by others|is a symbolic link of"},
		"the data is open": {func(t *testing.T, dir string) {
			made(t, dir, 0o700)
			made(t, filepath.Join(dir, "data"), 0o755)
			if isRoot() {
				if err := os.Chown(filepath.Join(dir, "data"), 65534, 65534); err != nil {
					t.Fatal(err)
				}
			}
		}, "PostgreSQL asks for 0700"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(openTempDir(t), "a", "b")
			test.set(t, dir)
			_, err := Start(t.Context(), options(dir))
			if err == nil || !regexp.MustCompile(test.want).MatchString(err.Error()) {
				t.Errorf("starting in %s: %v, want %q", dir, err, test.want)
			}
		})
	}
}

// A postmaster.pid that leads to a server elsewhere is refused.
func TestForgedPostmaster(t *testing.T) {
	t.Parallel()
	other := mustStart(t, options(dataDir(t)))
	dir := dataDir(t)
	mustClose(t, mustStart(t, options(dir)))
	f, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	pid := filepath.Join(f.data(), "postmaster.pid")
	text := fmt.Sprintf("%d\n%s\n0\n5432\n%s\n\n0\nready\n", os.Getpid(), f.data(), other.socket)
	if err := os.WriteFile(pid, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.account.own(pid); err != nil {
		t.Fatal(err)
	}
	if s, err := Start(t.Context(), options(dir)); err == nil || !strings.Contains(err.Error(), "not ours") {
		if err == nil {
			mustClose(t, s)
		}
		t.Errorf("starting beside a forged postmaster.pid: %v", err)
	}
	if err := os.Remove(pid); err != nil {
		t.Fatal(err)
	}
}

// The role that rollcall works as is no superuser, and owns its database.
func TestRoleIsNoSuperuser(t *testing.T) {
	t.Parallel()
	s := mustStart(t, options(dataDir(t)))
	const rights = "select concat(rolsuper, rolcreaterole, rolcreatedb) from pg_roles where rolname = current_user"
	if got := query(t, s.URL(""), rights); got != "fff" {
		t.Errorf("superuser, createrole, createdb: %s", got)
	}
	query(t, s.URL(""), "create table t (a int)")
}

// The user of the process that listens tells a server of ours from another.
func TestCheckPeer(t *testing.T) {
	t.Parallel()
	s := mustStart(t, options(dataDir(t)))
	other := filepath.Join(t.TempDir(), "socket")
	l, err := net.Listen("unix", other)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for path, ours := range map[string]bool{socketFile(s.socket): true, other: !isRoot()} {
		conn, err := net.Dial("unix", path)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if err := s.CheckPeer(conn); (err == nil) != ours {
			t.Errorf("the server on %s: %v", path, err)
		}
	}
}
