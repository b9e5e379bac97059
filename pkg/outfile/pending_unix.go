//go:build unix

package outfile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/sys/unix"
)

// pending is a file in the making, in the folder that it is meant for. The folder stays open, so
// that nobody can put another in its place meanwhile; renameio, which takes paths, can't do that.
type pending struct {
	*os.File
	folder int    // of the place
	place  string // the name in the folder
	name   string // what the file is called now; empty where it has no name yet
}

// newPending makes a file for the place that path leads to.
func newPending(path string, mode fs.FileMode) (*pending, error) {
	folder, place, err := openPlace(path)
	if err != nil {
		return nil, err
	}
	p := &pending{folder: folder, place: place}
	if err := p.check(path); err != nil {
		return nil, errors.Join(err, unix.Close(folder))
	}
	if err := p.create(mode); err != nil {
		return nil, errors.Join(&fs.PathError{Op: "creating a file in", Path: filepath.Dir(path), Err: err}, unix.Close(folder))
	}
	if err := p.Chmod(mode); err != nil { // whatever the umask is
		return nil, errors.Join(err, p.Cleanup())
	}
	return p, nil
}

// check refuses a place that something else than a regular file has.
func (p *pending) check(path string) error {
	var st unix.Stat_t
	err := unix.Fstatat(p.folder, p.place, &st, unix.AT_SYMLINK_NOFOLLOW)
	if err == unix.ENOENT {
		return nil
	}
	if err != nil {
		return &fs.PathError{Op: "stat", Path: path, Err: err}
	}
	if format := st.Mode & unix.S_IFMT; format != unix.S_IFREG {
		return fmt.Errorf("%s is %s, and would be replaced", path, kind(uint32(format)))
	}
	return nil
}

func kind(format uint32) string {
	switch format {
	case unix.S_IFDIR:
		return "a folder"
	case unix.S_IFIFO:
		return "a pipe"
	case unix.S_IFCHR, unix.S_IFBLK:
		return "a device"
	}
	return "no regular file"
}

// create makes the file: without a name where the file system has such, so that a kill leaves
// nothing behind, else under a name that nothing has.
func (p *pending) create(mode fs.FileMode) error {
	if fd, err := openUnnamed(p.folder, uint32(mode)); err == nil {
		p.File = os.NewFile(uintptr(fd), p.place)
		return nil
	}
	return p.tryNames(func(name string) error {
		fd, err := unix.Openat(p.folder, name, unix.O_CREAT|unix.O_EXCL|unix.O_RDWR|unix.O_NOFOLLOW|unix.O_CLOEXEC, uint32(mode))
		if err == nil {
			p.File, p.name = os.NewFile(uintptr(fd), p.place), name
		}
		return err
	})
}

// tryNames calls try with random names until one is free.
func (p *pending) tryNames(try func(name string) error) (err error) {
	for range 100 {
		if err = try(".rollcall-" + strconv.FormatUint(rand.Uint64(), 36)); err != unix.EEXIST {
			break
		}
	}
	return err
}

// CloseAtomicallyReplace links the file to a name beside its place and then the
// right one, since a link cannot replace a file.
func (p *pending) CloseAtomicallyReplace() error {
	if err := p.Sync(); err != nil {
		return err
	}
	if p.name == "" {
		err := p.tryNames(func(name string) error {
			err := unix.Linkat(unix.AT_FDCWD, "/proc/self/fd/"+strconv.Itoa(int(p.Fd())), p.folder, name, unix.AT_SYMLINK_FOLLOW)
			if err == nil {
				p.name = name
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("naming the file: %w", err)
		}
	}
	if err := unix.Renameat(p.folder, p.name, p.folder, p.place); err != nil {
		return err
	}
	p.name = ""
	unix.Fsync(p.folder) // so that the name lasts; a file system that can't do this has the file all the same
	return p.Cleanup()
}

// there opens the file that is in the place.
func (p *pending) there() (*os.File, error) {
	fd, err := unix.Openat(p.folder, p.place, unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: p.place, Err: err}
	}
	return os.NewFile(uintptr(fd), p.place), nil
}

// keep renames the file that is in the place, and unkeep takes that back.
func (p *pending) keep() error {
	return unix.Renameat(p.folder, p.place, p.folder, KeptName(p.place))
}

func (p *pending) unkeep() error {
	return unix.Renameat(p.folder, KeptName(p.place), p.folder, p.place)
}

// reserve makes an empty file in the place, where nothing is yet.
func (p *pending) reserve() error {
	fd, err := unix.Openat(p.folder, p.place, unix.O_CREAT|unix.O_EXCL|unix.O_WRONLY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return &fs.PathError{Op: "creating", Path: p.place, Err: err}
	}
	return unix.Close(fd)
}

func (p *pending) release() error { return unix.Unlinkat(p.folder, p.place, 0) }

// Cleanup closes the file, with which it is gone unless it was put in its place.
func (p *pending) Cleanup() error {
	if err := p.Close(); errors.Is(err, fs.ErrClosed) {
		return nil
	} else if err != nil {
		return err
	}
	var err error
	if p.name != "" {
		err = unix.Unlinkat(p.folder, p.name, 0)
	}
	return errors.Join(err, unix.Close(p.folder))
}
