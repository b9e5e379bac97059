//go:build unix

package localserver

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// asRoot runs a test that only root can make: of what is different for root.
func asRoot(t *testing.T, name string, test func(t *testing.T)) {
	if isRoot() {
		t.Run(name, test)
	}
}

func TestRoot(t *testing.T) {
	t.Parallel()
	asRoot(t, "the server runs as another user", func(t *testing.T) {
		t.Parallel()
		dir := dataDir(t)
		mustStart(t, options(dir))
		info, err := os.Stat(filepath.Join(dir, "data"))
		if err != nil {
			t.Fatal(err)
		}
		if _, other := ownerOf(info); !other {
			t.Error("the data belongs to root")
		}
	})
	asRoot(t, "an empty folder of ours is opened for the server", func(t *testing.T) {
		t.Parallel()
		dir := dataDir(t)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		query(t, mustStart(t, options(dir)).URL(""), "select 'works'")
	})
	asRoot(t, "a folder that the server's user can't get to", func(t *testing.T) {
		t.Parallel()
		parent := filepath.Join(openTempDir(t), "private")
		if err := os.Mkdir(parent, 0o700); err != nil {
			t.Fatal(err)
		}
		_, err := Start(t.Context(), options(filepath.Join(parent, "rollcall")))
		var unreachable *UnreachableError
		if !errors.As(err, &unreachable) || unreachable.Blocked != parent || !strings.Contains(err.Error(), parent) {
			t.Errorf("starting there: %v", err)
		}
	})
	asRoot(t, "an ordinary user has a server of their own", func(t *testing.T) {
		t.Parallel()
		dir := userDir(t, "nobody")
		h := startHolder(t, dir, "nobody")
		address := h.says()
		sql(t, "nobody", address, "create table memory as select 'kept' what")
		h.close()
		if exists(filepath.Join(dir, "data", "postmaster.pid")) {
			t.Error("the last user didn't stop the server")
		}
		h = startHolder(t, dir, "nobody")
		if got := sql(t, "nobody", h.says(), "select what from memory"); got != "kept" {
			t.Errorf("the data holds %q", got)
		}
		h.close()
	})
	asRoot(t, "a folder of another user's is not trusted", func(t *testing.T) {
		t.Parallel()
		dir := filepath.Join(openTempDir(t), "data folder")
		c := credential(t, "nobody")
		if err := errors.Join(os.Mkdir(dir, 0o700), os.Chown(dir, int(c.Uid), int(c.Gid))); err != nil {
			t.Fatal(err)
		}
		if _, err := Start(t.Context(), options(dir)); err == nil || !strings.Contains(err.Error(), "belongs to nobody: run rollcall as that user") {
			t.Errorf("starting in a folder of nobody's: %v", err)
		}
	})
	asRoot(t, "nobody but the starter can connect, the server's own account neither", func(t *testing.T) {
		t.Parallel()
		s := mustStart(t, options(dataDir(t)))
		if out, err := psql(t, "postgres", s.URL(""), "select 1"); err == nil {
			t.Errorf("user postgres is let in: %s", out)
		}
	})
	asRoot(t, "a folder that a user can't write to", func(t *testing.T) {
		t.Parallel()
		for dir, want := range map[string]string{openTempDir(t): "belongs to root", filepath.Join(openTempDir(t), "new"): "permission denied"} {
			got := startHolder(t, dir, "nobody").says()
			if !strings.HasPrefix(got, "error:") || !strings.Contains(got, want) || !strings.Contains(got, "choose a data folder") {
				t.Errorf("starting in %s: %s", dir, got)
			}
		}
	})
}

// psql runs a statement as another user of the system.
func psql(t *testing.T, name, url, sql string) (string, error) {
	t.Helper()
	cmd := exec.Command("psql", "-XqAtc", sql, url)
	cmd.Dir, cmd.SysProcAttr = "/", &syscall.SysProcAttr{Credential: credential(t, name)}
	out, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

// sql is psql for a statement that works.
func sql(t *testing.T, name, url, statement string) string {
	t.Helper()
	out, err := psql(t, name, url, statement)
	if err != nil {
		t.Fatalf("%s as %s: %v: %s", statement, name, err, out)
	}
	return out
}

// userDir returns the path of a data folder to be, in a folder of that user's.
func userDir(t *testing.T, name string) string {
	t.Helper()
	c := credential(t, name)
	parent := openTempDir(t)
	dir := filepath.Join(parent, "share", "rollcall")
	for _, path := range []string{filepath.Dir(dir), dir} {
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(path, int(c.Uid), int(c.Gid)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestBlocked(t *testing.T) {
	dir := openTempDir(t)
	inner := filepath.Join(dir, "a", "b")
	if err := os.MkdirAll(inner, 0o755); err != nil {
		t.Fatal(err)
	}
	stranger := account{uid: 1 << 20, gid: 1 << 20}
	if got := stranger.blocked(inner); got != "" {
		t.Errorf("with all folders open, %q blocks the way", got)
	}
	closed := filepath.Join(dir, "a")
	if err := os.Chmod(closed, 0o750); err != nil {
		t.Fatal(err)
	}
	if got := stranger.blocked(inner); got != closed {
		t.Errorf("%q blocks the way, want %q", got, closed)
	}
	member := account{uid: 1 << 20, gid: os.Getegid()}
	if got := member.blocked(inner); got != "" {
		t.Errorf("for a member of the group, %q blocks the way", got)
	}
	owner := account{uid: os.Geteuid(), gid: 1 << 20}
	if got := owner.blocked(inner); got != "" {
		t.Errorf("for the owner, %q blocks the way", got)
	}
}
