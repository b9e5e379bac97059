//go:build unix

package localserver

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
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
		remember(t, address)
		h.close()
		if exists(filepath.Join(dir, "data", "postmaster.pid")) {
			t.Error("the last user didn't stop the server")
		}
		h = startHolder(t, dir, "nobody")
		checkRemembers(t, h.says())
		h.close()
	})
	asRoot(t, "root and the owner share the owner's server", func(t *testing.T) {
		t.Parallel()
		dir := userDir(t, "nobody")
		root := mustStart(t, options(dir))
		remember(t, root.URL(""))
		h := startHolder(t, dir, "nobody")
		if got := h.says(); got != root.URL("") {
			t.Errorf("the owner got %q, root %q", got, root.URL(""))
		}
		mustClose(t, root)
		h.close()
		if exists(filepath.Join(dir, "data", "postmaster.pid")) {
			t.Error("the last user didn't stop the server")
		}
		checkRemembers(t, mustStart(t, options(dir)).URL(""))
	})
	asRoot(t, "a folder that a user can't write to", func(t *testing.T) {
		t.Parallel()
		for _, dir := range []string{openTempDir(t), filepath.Join(openTempDir(t), "new")} {
			got := startHolder(t, dir, "nobody").says()
			if !strings.HasPrefix(got, "error:") || !strings.Contains(got, "permission denied") || !strings.Contains(got, "choose a data folder") {
				t.Errorf("starting in %s: %s", dir, got)
			}
		}
	})
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
	t.Cleanup(func() { stopAtEnd(t, dir) })
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
