package outfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"

	"github.com/google/renameio/v2"
	"golang.org/x/sys/unix"
)

// pending is a file without a name, or one of renameio.
type pending interface {
	io.Writer
	Sync() error
	CloseAtomicallyReplace() error
	Cleanup() error
}

// newPending makes a file without a name where the file system has such
// (open(2), O_TMPFILE): however long the program waits with it, a kill leaves
// nothing behind.
func newPending(path string, mode fs.FileMode) (pending, error) {
	fd, err := unix.Open(filepath.Dir(path), unix.O_TMPFILE|unix.O_RDWR|unix.O_CLOEXEC, uint32(mode))
	if err != nil {
		// It has the better error, if one is due.
		return renameio.NewPendingFile(path, renameio.WithPermissions(mode), renameio.IgnoreUmask())
	}
	f := unnamed{os.NewFile(uintptr(fd), path), path}
	if err := f.Chmod(mode); err != nil { // whatever the umask is
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// unnamed is a file without a name, and the place that it is meant for.
type unnamed struct {
	*os.File
	path string
}

// CloseAtomicallyReplace gives the file a name beside its place and then the
// right one, since a link cannot replace a file.
func (f unnamed) CloseAtomicallyReplace() error {
	if err := f.Sync(); err != nil {
		return err
	}
	name, err := f.link()
	if err != nil {
		return err
	}
	if err := os.Rename(name, f.path); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return f.Close()
}

// link gives the file a name that nothing has.
func (f unnamed) link() (name string, err error) {
	for range 100 {
		name = filepath.Join(filepath.Dir(f.path), ".rollcall-"+strconv.FormatUint(rand.Uint64(), 36))
		err = unix.Linkat(unix.AT_FDCWD, "/proc/self/fd/"+strconv.Itoa(int(f.Fd())), unix.AT_FDCWD, name, unix.AT_SYMLINK_FOLLOW)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return "", fmt.Errorf("naming the file: %w", err)
	}
	return name, nil
}

// Cleanup closes the file, with which it is gone unless it has got a name.
func (f unnamed) Cleanup() error {
	if err := f.Close(); !errors.Is(err, fs.ErrClosed) {
		return err
	}
	return nil
}
