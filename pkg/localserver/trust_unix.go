//go:build unix

package localserver

import (
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// trustFolder reports why the data folder may not be trusted, nil if it may. The folder must belong
// to us and nobody else may write to it, and so for each folder on the way to it: whoever could put
// data, a lock or a socket of their own in our place would get the contacts. It is what PostgreSQL
// asks of its own data (miscinit.c, checkDataDir), for the whole way. Others may see the folder: what
// is in it is closed to them.
func trustFolder(path string) error {
	for parent := filepath.Dir(path); ; parent = filepath.Dir(parent) {
		if err := trustParent(parent); err != nil {
			return err
		}
		if parent == filepath.Dir(parent) {
			break
		}
	}
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	stat := info.Sys().(*syscall.Stat_t)
	if int(stat.Uid) != os.Geteuid() {
		return fmt.Errorf("%s belongs to %s: run rollcall as that user, or choose a data folder of your own", path, userName(int(stat.Uid)))
	}
	if mode := info.Mode().Perm(); mode&0o022 != 0 {
		return fmt.Errorf("%s can be written by others (mode %04o), and what is in it may be theirs: choose a folder of your own", path, mode)
	}
	return nil
}

// maxLinks is how many symbolic links a path may lead over, as on Linux.
const maxLinks = 40

// trustLinks reports why a symbolic link on a path may not be trusted, nil if all may: whoever it
// belongs to could lead it elsewhere tomorrow. What the path leads to, trustFolder looks at.
func trustLinks(path string) error {
	for range maxLinks {
		link, rest := firstLink(path)
		if link == "" {
			return nil
		}
		info, err := os.Lstat(link)
		if err != nil {
			return err
		}
		if uid := int(info.Sys().(*syscall.Stat_t).Uid); uid != 0 && uid != os.Geteuid() {
			return fmt.Errorf("%s, on the way to the data, is a symbolic link of %s: name the folder that it points to", link, userName(uid))
		}
		to, err := os.Readlink(link)
		if err != nil {
			return err
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(link), to)
		}
		path = filepath.Join(to, rest)
	}
	return syscall.ELOOP
}

// firstLink cuts an absolute path after its first symbolic link; link is empty where there is none.
func firstLink(path string) (link, rest string) {
	for i := 1; i <= len(path); i++ {
		if i < len(path) && path[i] != filepath.Separator {
			continue
		}
		if info, err := os.Lstat(path[:i]); err != nil || info.Mode()&fs.ModeSymlink != 0 {
			if err != nil {
				return "", "" // the error comes when it is opened
			}
			return path[:i], path[i:]
		}
	}
	return "", ""
}

// trustParent reports why a folder on the way to the data may not be trusted: it belongs to somebody
// else than us or root, or others may rename what is in it.
func trustParent(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	stat := info.Sys().(*syscall.Stat_t)
	uid := int(stat.Uid)
	switch mode := info.Mode(); {
	case uid != 0 && uid != os.Geteuid():
		return fmt.Errorf("%s, on the way to the data, belongs to %s: choose a data folder elsewhere", path, userName(uid))
	case mode&fs.ModeSticky != 0:
		return nil // only owners rename, as in /tmp
	case mode.Perm()&0o002 != 0, mode.Perm()&0o020 != 0 && !ownGroup(int(stat.Gid)):
		return fmt.Errorf("%s, on the way to the data, can be written by others (mode %04o): choose a data folder elsewhere", path, mode.Perm())
	}
	return nil
}

// ownGroup reports whether we are the only member of a group, as Debian and Red Hat make one for each user.
func ownGroup(gid int) bool { return gid == os.Getegid() && gid == os.Geteuid() }

// trusts returns nil if a path that the server made belongs only to the account or root, or why it doesn't.
func (a account) trusts(path string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	stat := info.Sys().(*syscall.Stat_t)
	switch {
	case stat.Uid != 0 && int(stat.Uid) != a.uid:
		return fmt.Errorf("%s belongs to %s, not to the server's user: move it out of the way", path, userName(int(stat.Uid)))
	case info.Mode()&fs.ModeSymlink != 0:
		return fmt.Errorf("%s is a symbolic link: move it out of the way", path)
	case info.Mode().Perm()&0o027 != 0 && info.IsDir():
		return fmt.Errorf("%s is open to others (mode %04o): PostgreSQL asks for 0700 or 0750", path, info.Mode().Perm())
	case info.Mode().Perm()&0o022 != 0:
		return fmt.Errorf("%s can be written by others (mode %04o)", path, info.Mode().Perm())
	}
	return nil
}

// userName returns the name of a user, for messages; its number where it has none.
func userName(uid int) string {
	if u, err := user.LookupId(strconv.Itoa(uid)); err == nil {
		return u.Username
	}
	return strconv.Itoa(uid)
}
