package localserver

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// lockPoll is how often a waiting starter looks whether it's its turn.
const lockPoll = 10 * time.Millisecond

// folder is a data folder, and the account that its server runs as.
type folder struct {
	path    string // absolute, without symbolic links
	account account
}

func (f *folder) data() string { return filepath.Join(f.path, "data") }

// DefaultDir returns the data folder: ROLLCALL_DATA_DIR, else for root /var/lib/rollcall, else
// rollcall under XDG_DATA_HOME, which is ~/.local/share where it isn't set. getenv answers for the
// environment, as os.Getenv does.
func DefaultDir(getenv func(string) string) (string, error) {
	if err := supported(); err != nil {
		return "", err
	}
	return defaultDir(getenv, isRoot())
}

func defaultDir(getenv func(string) string, root bool) (string, error) {
	if dir := getenv("ROLLCALL_DATA_DIR"); dir != "" {
		return filepath.Abs(dir)
	}
	if root {
		return "/var/lib/rollcall", nil
	}
	// The XDG specification has relative paths ignored.
	if base := getenv("XDG_DATA_HOME"); filepath.IsAbs(base) {
		return filepath.Join(base, "rollcall"), nil
	}
	if home := getenv("HOME"); filepath.IsAbs(home) {
		return filepath.Join(home, ".local", "share", "rollcall"), nil
	}
	return "", errors.New("no place for the data: neither ROLLCALL_DATA_DIR nor XDG_DATA_HOME nor HOME is set")
}

// openFolder returns the folder as it is; where there is none, the error is fs.ErrNotExist.
func openFolder(dir string) (*folder, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if err := trustLinks(path); err != nil {
		return nil, err
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, fmt.Errorf("%s isn't a folder", path)
	}
	if err := trustFolder(path); err != nil {
		return nil, err
	}
	a, err := serverAccount(path)
	if err != nil {
		return nil, err
	}
	f := &folder{path: path, account: a}
	if err := a.trusts(f.data()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return f, nil
}

// createFolder returns the folder, and creates it for only its owner if it isn't there. The server of
// root runs as another user, who can pass through it but sees only what belongs to the server.
func createFolder(dir string) (*folder, error) {
	if dir == "" {
		return nil, errors.New("no data folder was given")
	}
	path, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	parents := fs.FileMode(0o700)
	if isRoot() {
		parents = 0o755
	}
	if err := trustLinks(path); err != nil { // before anything is made behind one
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), parents); err != nil {
		return nil, explain(err)
	}
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, explain(err)
	}
	f, err := openFolder(path)
	if err != nil {
		return nil, explain(err)
	}
	if !f.account.other {
		return f, nil
	}
	if entries, err := os.ReadDir(f.path); err != nil || len(entries) > 0 {
		return f, explain(err)
	}
	if err := f.account.letThrough(f.path); err != nil {
		return nil, explain(err)
	}
	return f, nil
}

// lockStart waits until nobody else changes the server's state.
func (f *folder) lockStart(ctx context.Context) (*flock.Flock, error) {
	l, err := f.lock("start.lock")
	if err != nil {
		return nil, err
	}
	if _, err := l.TryLockContext(ctx, lockPoll); err != nil {
		return nil, fmt.Errorf("waiting for another rollcall to start or stop the server: %w", explain(err))
	}
	return l, nil
}

// joinUsers counts the caller in, until the lock is released or its process ends in whatever way.
func (f *folder) joinUsers(ctx context.Context) (*flock.Flock, error) {
	l, err := f.lock("users.lock")
	if err != nil {
		return nil, err
	}
	if _, err := l.TryRLockContext(ctx, lockPoll); err != nil {
		return nil, fmt.Errorf("joining the server's users: %w", explain(err))
	}
	return l, nil
}

// unused reports whether the server has no user. The caller holds the start lock.
func (f *folder) unused() (bool, error) {
	l, err := f.lock("users.lock")
	if err != nil {
		return false, err
	}
	unused, err := l.TryLock()
	if err != nil || !unused {
		return false, explain(err)
	}
	return true, l.Unlock()
}

// lock returns the lock of that name, not yet taken, with its file there.
func (f *folder) lock(name string) (*flock.Flock, error) {
	file, err := f.create(name, os.O_RDWR)
	if err != nil {
		return nil, err
	}
	path := file.Name()
	return flock.New(path, flock.SetFlag(os.O_RDWR|noFollow)), file.Close()
}

// create opens a file of the folder that only its owner can read, never through a symbolic link.
func (f *folder) create(name string, flag int) (*os.File, error) {
	file, err := os.OpenFile(filepath.Join(f.path, name), flag|os.O_CREATE|noFollow, 0o600)
	return file, explain(err)
}

func (f *folder) keepFile() string { return filepath.Join(f.path, "keep") }

func (f *folder) kept() bool {
	_, err := os.Lstat(f.keepFile())
	return err == nil
}

func (f *folder) setKeep() error {
	file, err := f.create("keep", os.O_RDWR)
	if err != nil {
		return err
	}
	return file.Close()
}

func (f *folder) unsetKeep() error {
	if err := os.Remove(f.keepFile()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return explain(err)
	}
	return nil
}
