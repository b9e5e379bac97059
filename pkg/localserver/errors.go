package localserver

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"syscall"
)

// ErrInUse is returned by Stop while somebody uses the server; it stops with the last of them.
var ErrInUse = errors.New("the server is in use; it stops with the last of its users")

// NotInstalledError reports that the PostgreSQL programs the data needs are not on this machine.
type NotInstalledError struct {
	Version string   // the major version that existing data needs, "" where any from 13 on does
	Found   []string // the versions that are here
	Command string   // what installs them on this system, "" where its package manager is unknown
}

// Error names the programs that are missing.
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
	return b.String()
}

// Hint returns what to do.
func (e *NotInstalledError) Hint() string {
	hint := "install PostgreSQL's server programs"
	if e.Command != "" {
		hint = fmt.Sprintf("install them with %q", e.Command)
	} else if e.Version != "" {
		hint = fmt.Sprintf("install PostgreSQL %s's server programs beside the others", e.Version)
	}
	hint += ", or name a database with --database"
	if e.Version != "" {
		hint += `. The data is kept as it is: "rollcall help database" says how to move it to another version`
	}
	return hint
}

// UnreachableError reports that the account the server runs as cannot get to a folder or program.
type UnreachableError struct {
	Path    string // what it must reach
	Blocked string // the folder on the way that doesn't let it through
	Account string
}

// Error names the folder that keeps the server from its data.
func (e *UnreachableError) Error() string {
	return fmt.Sprintf("PostgreSQL doesn't run as root, and user %s, who runs it instead, can't reach %s: %s is closed to others", e.Account, e.Path, e.Blocked)
}

// Hint returns what to do.
func (e *UnreachableError) Hint() string {
	return "choose a data folder elsewhere with ROLLCALL_DATA_DIR; for root that is /var/lib/rollcall if it isn't set"
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

// said makes an error of the last lines that one of PostgreSQL's programs said before it gave up.
func said(program, text string) error {
	lines := slices.DeleteFunc(strings.Split(strings.TrimSpace(text), "\n"), func(line string) bool {
		return strings.HasSuffix(line, " ... ok") // initdb's steps
	})
	lines = lines[max(0, len(lines)-10):]
	err := fmt.Errorf("%s says: %s", program, strings.Join(lines, "; "))
	if strings.Contains(text, "No space left on device") || strings.Contains(text, "Check free disk space") {
		return fmt.Errorf("%w: %w", explain(syscall.ENOSPC), err)
	}
	return err
}
