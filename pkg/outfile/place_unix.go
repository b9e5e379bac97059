//go:build unix

package outfile

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// maxLinks is how many symbolic links a path may lead over, as on Linux.
const maxLinks = 40

// openPlace opens the folder that path leads into, and returns it with the file's name there. It
// follows symbolic links, but none that somebody else has put, or could have put, there. Each folder is
// opened from the one before, so that none can be exchanged on the way.
func openPlace(path string) (folder int, name string, err error) {
	whole, err := filepath.Abs(path)
	if err != nil {
		return -1, "", err
	}
	w := walk{-1}
	if name, err = w.along(strings.Split(strings.TrimPrefix(whole, "/"), "/")); err != nil {
		unix.Close(w.folder)
		return -1, "", &fs.PathError{Op: "open", Path: path, Err: err}
	}
	return w.folder, name, nil
}

// walk has a folder open, on the way to another.
type walk struct{ folder int }

// enter opens a folder in another in place of the one that is open.
func (w *walk) enter(in int, name string) error {
	next, err := unix.Openat(in, name, folderFlag|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err == nil {
		unix.Close(w.folder)
		w.folder = next
	}
	return err
}

// along enters the folders of a path from the root, and returns what is the last part of it.
func (w *walk) along(parts []string) (name string, err error) {
	if err := w.enter(unix.AT_FDCWD, "/"); err != nil {
		return "", err
	}
	for links := 0; len(parts) > 0; {
		part, rest := parts[0], parts[1:]
		if parts = rest; part == "" || part == "." {
			continue
		}
		var st unix.Stat_t
		err := unix.Fstatat(w.folder, part, &st, unix.AT_SYMLINK_NOFOLLOW)
		switch {
		case err == nil && st.Mode&unix.S_IFMT == unix.S_IFLNK:
			if links++; links > maxLinks {
				return "", unix.ELOOP
			}
			target, err := w.follow(part, &st)
			if err != nil {
				return "", err
			}
			parts = append(strings.Split(strings.Trim(target, "/"), "/"), rest...)
			continue
		case len(rest) == 0 && part != "..":
			return part, nil
		case err != nil:
			return "", err
		}
		if err := w.enter(w.folder, part); err != nil {
			return "", err
		}
	}
	return ".", nil
}

// follow returns where a link leads, from the root if it says so.
func (w *walk) follow(name string, link *unix.Stat_t) (target string, err error) {
	if err := trustLink(w.folder, name, link); err != nil {
		return "", err
	}
	if target, err = readLink(w.folder, name); err == nil && strings.HasPrefix(target, "/") {
		err = w.enter(unix.AT_FDCWD, "/")
	}
	return target, err
}

// trustLink refuses a link of somebody else's in a folder that is not ours alone. Linux's
// protected_symlinks (proc(5)) lets a link of the folder's owner pass: but a vendor whose folder a list
// is imported from may choose what is written to r.csv there, and not what file that is.
func trustLink(folder int, name string, link *unix.Stat_t) error {
	var in unix.Stat_t
	if err := unix.Fstat(folder, &in); err != nil {
		return err
	}
	if trusted(link.Uid) || in.Mode&0o022 == 0 && trusted(in.Uid) {
		return nil
	}
	return fmt.Errorf("%q is a symbolic link that another user put into a shared folder: name the file that it points to", name)
}

func trusted(uid uint32) bool { return uid == 0 || int(uid) == os.Geteuid() }

func readLink(folder int, name string) (string, error) {
	text := make([]byte, unix.PathMax)
	n, err := unix.Readlinkat(folder, name, text)
	return string(text[:max(n, 0)]), err
}

// makeFolder makes a folder, unless it is there.
func makeFolder(path string) error {
	at, name, err := openPlace(path)
	if err != nil {
		return err
	}
	defer unix.Close(at)
	if name == "." {
		return nil
	}
	var st unix.Stat_t
	err = unix.Mkdirat(at, name, 0o755)
	if err == unix.EEXIST && unix.Fstatat(at, name, &st, unix.AT_SYMLINK_NOFOLLOW) == nil && st.Mode&unix.S_IFMT == unix.S_IFDIR {
		return nil
	}
	if err != nil {
		return &fs.PathError{Op: "mkdir", Path: path, Err: err}
	}
	return nil
}
