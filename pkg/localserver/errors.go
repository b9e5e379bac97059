package localserver

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
)

// ErrInUse is returned by Stop while somebody uses the server; it stops with the last of them.
var ErrInUse = errors.New("the server is in use; it stops with the last of its users")

// NotInstalledError says that the PostgreSQL programs the data needs are not on this machine.
type NotInstalledError struct {
	Version string   // the major version that existing data needs, "" where any from 13 on does
	Found   []string // the versions that are here
	Command string   // what installs them on this system, "" where its package manager is unknown
}

func (e *NotInstalledError) Error() string {
	var b strings.Builder
	if e.Version == "" {
		b.WriteString("PostgreSQL's server programs (postgres and initdb, version 13 or newer) aren't installed")
	} else {
		fmt.Fprintf(&b, "the data is PostgreSQL %s's, whose server programs aren't installed", e.Version)
	}
	if len(e.Found) > 0 {
		fmt.Fprintf(&b, " (found: %s)", strings.Join(e.Found, ", "))
	}
	if e.Command != "" {
		fmt.Fprintf(&b, "; this installs them: %s", e.Command)
	}
	return b.String()
}

// UnreachableError says that the account the server runs as cannot get to a folder or program.
type UnreachableError struct {
	Path    string // what it must reach
	Blocked string // the folder on the way that doesn't let it through
	Account string
}

func (e *UnreachableError) Error() string {
	return fmt.Sprintf("PostgreSQL doesn't run as root, and user %s, who runs it instead, can't get to %s: %s doesn't let others through; "+
		"choose a data folder elsewhere, such as /var/lib/rollcall", e.Account, e.Path, e.Blocked)
}

// explain adds what to do to the errors of disks and permissions.
func explain(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("%w: free some space, or choose a data folder on another disk", err)
	case errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w: choose a data folder that can be written", err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: choose a data folder of your own", err)
	}
	return err
}
