//go:build unix

package localserver

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgconn"
)

func TestDefaultDir(t *testing.T) {
	for _, test := range []struct {
		env  map[string]string
		root bool
		want string
	}{
		{map[string]string{"HOME": "/home/ann"}, false, "/home/ann/.local/share/rollcall"},
		{map[string]string{"HOME": "/home/ann", "XDG_DATA_HOME": "/data"}, false, "/data/rollcall"},
		{map[string]string{"HOME": "/home/ann", "XDG_DATA_HOME": "data"}, false, "/home/ann/.local/share/rollcall"},
		{map[string]string{"HOME": "/home/ann", "ROLLCALL_DATA_DIR": "/srv/r"}, false, "/srv/r"},
		{map[string]string{"HOME": "/root", "XDG_DATA_HOME": "/data"}, true, "/var/lib/rollcall"},
		{map[string]string{"HOME": "/root", "ROLLCALL_DATA_DIR": "/srv/r"}, true, "/srv/r"},
		{map[string]string{}, false, ""},
	} {
		got, err := defaultDir(func(key string) string { return test.env[key] }, test.root)
		if got != test.want || (err == nil) != (test.want != "") {
			t.Errorf("%v, root %v: %q, %v, want %q", test.env, test.root, got, err, test.want)
		}
	}
}

func TestNotInstalled(t *testing.T) {
	t.Parallel()
	o := options(dataDir(t))
	o.Binaries = []string{t.TempDir()}
	_, err := Start(t.Context(), o)
	var missing *NotInstalledError
	if !errors.As(err, &missing) || missing.Version != "" || len(missing.Found) > 0 {
		t.Fatalf("without programs: %#v", err)
	}
	if missing.Command != "" && !strings.Contains(missing.Hint(), missing.Command) {
		t.Errorf("%q doesn't name %q", missing.Hint(), missing.Command)
	}
	mustStart(t, options(o.Dir))
}

func TestInstallCommand(t *testing.T) {
	for _, test := range []struct {
		manager, version string
		root             bool
		want             string
	}{
		{"/usr/bin/apt-get", "", true, "apt-get install -y postgresql"},
		{"/usr/bin/apt-get", "15", false, "sudo apt-get install -y postgresql-15"},
		{"/usr/bin/dnf", "", false, "sudo dnf install -y postgresql-server"},
		{"/usr/bin/dnf", "15", false, ""},
		{"/sbin/apk", "16", true, "apk add postgresql16"},
		{"/usr/bin/zypper", "16", true, "zypper install -y postgresql16-server"},
		{"/usr/bin/pacman", "", false, "sudo pacman -S --noconfirm postgresql"},
		{"/opt/homebrew/bin/brew", "16", false, "brew install postgresql@16"},
		{"/usr/bin/unknown", "", false, ""},
	} {
		got := installCommand(test.version, test.root, func(path string) bool { return path == test.manager })
		if got != test.want {
			t.Errorf("%s, version %q, root %v: %q, want %q", test.manager, test.version, test.root, got, test.want)
		}
	}
}

// programsFolder makes a folder with programs that call themselves that version.
func programsFolder(t *testing.T, line string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"postgres", "initdb"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\necho '"+line+"'\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Not parallel: a script that a fork of another test holds open can't be run.
func TestFindPrograms(t *testing.T) {
	ancient := programsFolder(t, "postgres (PostgreSQL) 9.6.24")
	debian := programsFolder(t, "postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)")
	beta := programsFolder(t, "postgres (PostgreSQL) 19beta1")
	other := programsFolder(t, "something else")
	dirs := []string{"/nowhere", t.TempDir(), other, ancient, debian, beta, beta}
	for version, want := range map[string]string{"": debian, "15": debian, "19": beta} {
		p, err := findPrograms(t.Context(), dirs, version)
		if err != nil || p.dir != want {
			t.Errorf("for version %q: %q, %v, want %q", version, p.dir, err, want)
		}
	}
	_, err := findPrograms(t.Context(), dirs, "14")
	var missing *NotInstalledError
	if !errors.As(err, &missing) {
		t.Fatalf("for a version that isn't there: %v", err)
	}
	if diff := cmp.Diff([]string{"9", "15", "19"}, missing.Found); diff != "" {
		t.Errorf("versions found (-want +got):\n%s", diff)
	}
}

func TestSystemBinariesPrefersPath(t *testing.T) {
	got := SystemBinaries("/first:relative::/second")
	if len(got) < 2 || got[0] != "/first" || got[1] != "/second" || slices.Contains(got, "relative") {
		t.Errorf("the folders are %q", got)
	}
	for _, dir := range got[2:] {
		if !filepath.IsAbs(dir) {
			t.Errorf("%q isn't absolute", dir)
		}
	}
}

// What is there is never initialised again, whatever it is.
func TestDataIsNeverInitialisedAgain(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		version string
		wanted  string
	}{
		"of another version":      {"9999\n", "9999"},
		"of something else":       {"", "not PostgreSQL data"},
		"of an ancient version":   {"9.6\n", "9.6"},
		"of a damaged PG_VERSION": {"\x00", "\\x00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := dataDir(t)
			file := filepath.Join(dir, "data", "precious")
			if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			if test.version != "" {
				if err := os.WriteFile(filepath.Join(dir, "data", "PG_VERSION"), []byte(test.version), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			giveAway(t, dir)
			_, err := Start(t.Context(), options(dir))
			if err == nil || !strings.Contains(err.Error(), test.wanted) {
				t.Errorf("starting on it: %v", err)
			}
			if !exists(file) {
				t.Error("the data is gone")
			}
		})
	}
}

// giveAway lets data that a test made by hand belong to who runs the server.
func giveAway(t *testing.T, dir string) {
	t.Helper()
	a, err := serverAccount(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	if err := filepath.WalkDir(filepath.Join(dir, "data"), func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return a.own(path)
	}); err != nil {
		t.Fatal(err)
	}
}

// Root follows no link out of a folder that another user may write to.
func TestLinksAreNotFollowed(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"start.lock", "users.lock", "server.log", "keep"} {
		dir := openTempDir(t)
		target := filepath.Join(t.TempDir(), "target")
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		f, err := openFolder(dir)
		if err != nil {
			t.Fatal(err)
		}
		if file, err := f.create(name, os.O_RDWR); err == nil {
			file.Close()
			t.Errorf("%s was opened through a link", name)
		}
		if exists(target) {
			t.Errorf("%s was made through a link", name)
		}
	}
}

func TestSocketFolderOfAnother(t *testing.T) {
	t.Parallel()
	dir := openTempDir(t)
	if err := os.Symlink(t.TempDir(), filepath.Join(dir, "socket")); err != nil {
		t.Fatal(err)
	}
	f, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := f.makeSocketFolder(); err == nil {
		t.Errorf("a link was taken for the socket folder %s", got)
	}
}

func TestSaid(t *testing.T) {
	full := said("server.log", "creating files ... ok\nFATAL:  could not write lock file: No space left on device\n")
	if !errors.Is(full, syscall.ENOSPC) || !strings.Contains(full.Error(), "free some space") ||
		!strings.Contains(full.Error(), "lock file") || strings.Contains(full.Error(), "ok") {
		t.Errorf("of a full disk it becomes %q", full)
	}
	if other := said("initdb", "something new\n"); !strings.Contains(other.Error(), "something new") || errors.Is(other, syscall.ENOSPC) {
		t.Errorf("of what we don't know it becomes %q", other)
	}
}

func TestServesData(t *testing.T) {
	for _, test := range []struct {
		line string
		want bool
	}{
		{"/usr/lib/postgresql/15/bin/postgres|-D|/data", true},
		{"postgres|-D|/data/", true},
		{"postmaster|-c|port=1|-D|/data|", true},
		{"postgres|-D|/data2", false},
		{"postgres: checkpointer ", false},
		{"cat|-D|/data", false},
		{"", false},
		{"postgres|-D|data", true}, // can't be told
		{"postgres", true},         // can't be told
	} {
		if got := servesData(strings.Split(test.line, "|"), "/data"); got != test.want {
			t.Errorf("%s: %v, want %v", test.line, got, test.want)
		}
	}
}

func TestLogStartsAnew(t *testing.T) {
	t.Parallel()
	f, err := openFolder(openTempDir(t))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(f.path, "server.log")
	if err := os.WriteFile(path, make([]byte, logLimit+1), 0o600); err != nil {
		t.Fatal(err)
	}
	log, end, err := f.openLog()
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	old, err := os.Stat(path + ".1")
	if err != nil || old.Size() != logLimit+1 || end != 0 {
		t.Errorf("the new log begins at %d, the old one is %v, %v", end, old, err)
	}
}

func connect(t *testing.T, url string) *pgconn.PgConn {
	t.Helper()
	conn, err := pgconn.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(t.Context()) })
	return conn
}
