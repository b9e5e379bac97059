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

// noFollow refuses a symbolic link at a path's end.
const noFollow = syscall.O_NOFOLLOW

// supported returns why this system can't have a private server, or nil if it can.
func supported() error { return nil }

// account is who the server runs as.
type account struct {
	name     string
	uid, gid int
	other    bool // not ourselves: we are root, as whom PostgreSQL refuses to run
}

func isRoot() bool { return os.Geteuid() == 0 }

// serverAccount returns ourselves; for root the owner of the data that is already there, else
// rollcall, if there is a user of that name, else postgres, else nobody.
func serverAccount(path string) (account, error) {
	if !isRoot() {
		return account{uid: os.Geteuid(), gid: os.Getegid()}, nil
	}
	if info, err := os.Lstat(filepath.Join(path, "data")); err == nil {
		if a, ok := ownerOf(info); ok {
			return a, nil
		}
		return account{}, fmt.Errorf("%s belongs to root, and PostgreSQL doesn't run as root: give it to the user who made it",
			filepath.Join(path, "data"))
	}
	for _, name := range []string{"rollcall", "postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		if a, err := accountOf(u); err == nil && a.uid != 0 {
			return a, nil
		}
	}
	return account{}, fmt.Errorf("PostgreSQL doesn't run as root, and this system has no user rollcall, postgres or nobody")
}

// ownerOf returns the account that a file belongs to, and false for root.
func ownerOf(info fs.FileInfo) (account, bool) {
	stat := info.Sys().(*syscall.Stat_t)
	if stat.Uid == 0 {
		return account{}, false
	}
	id := strconv.Itoa(int(stat.Uid))
	if u, err := user.LookupId(id); err == nil {
		if a, err := accountOf(u); err == nil {
			return a, true
		}
	}
	return account{name: id, uid: int(stat.Uid), gid: int(stat.Gid), other: true}, true
}

func accountOf(u *user.User) (account, error) {
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return account{}, err
	}
	gid, err := strconv.Atoi(u.Gid)
	return account{name: u.Username, uid: uid, gid: gid, other: true}, err
}

// letThrough lets the account enter a folder that stays ours, without seeing what is in it.
func (a account) letThrough(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if _, others := ownerOf(info); others {
		return nil
	}
	if err := os.Chown(path, -1, a.gid); err != nil {
		return err
	}
	return os.Chmod(path, 0o710)
}

// own makes the account the owner of a path.
func (a account) own(path string) error {
	if !a.other {
		return nil
	}
	return os.Lchown(path, a.uid, a.gid)
}

// process returns how to run a program as the account, in a session of its own, so that a Ctrl-C
// meant for us doesn't reach it.
func (a account) process() *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setsid: true}
	if a.other {
		attr.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
	return attr
}

// blocked returns the first folder on the way to path that the account can't enter, "" if there is none.
func (a account) blocked(path string) string {
	var way []string
	for p := path; ; p = filepath.Dir(p) {
		way = append(way, p)
		if p == filepath.Dir(p) {
			break
		}
	}
	for i := len(way) - 1; i >= 0; i-- {
		info, err := os.Stat(way[i])
		if err != nil {
			return way[i]
		}
		stat, enter := info.Sys().(*syscall.Stat_t), fs.FileMode(0o001)
		switch {
		case int(stat.Uid) == a.uid:
			enter = 0o100
		case int(stat.Gid) == a.gid:
			enter = 0o010
		}
		if info.Mode().Perm()&enter == 0 {
			return way[i]
		}
	}
	return ""
}

// privateTo returns nil if only the account can use a folder, or why others can.
func (a account) privateTo(path string) error {
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%s isn't a folder", path)
	case int(info.Sys().(*syscall.Stat_t).Uid) != a.uid:
		return fmt.Errorf("%s belongs to somebody else", path)
	case info.Mode().Perm() != 0o700:
		return os.Chmod(path, 0o700)
	}
	return nil
}
