package rollcall

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"rollcall/pkg/localserver"
	"rollcall/pkg/store"
)

// Database is where the contacts are: on a server that was named, else on the
// private one.
type Database struct {
	// Named: URL names the server; if it is empty, the PG* variables of the
	// environment do.
	Named bool
	URL   string
	// Dir is the private server's folder. Path lists the folders to search for
	// PostgreSQL's programs, in the form of PATH.
	Dir  string
	Path string
	// NoDir is the reason why there is no Dir.
	NoDir error
	// OnlyRunning ignores a private server that is not running, instead of starting
	// it to read from it.
	OnlyRunning bool
}

// PrivateDatabase returns the private database for an environment, which getenv
// looks up as os.Getenv does.
func PrivateDatabase(getenv func(name string) string) Database {
	dir, err := localserver.DefaultDir(getenv)
	return Database{Dir: dir, NoDir: err, Path: getenv("PATH")}
}

// exists reports whether there is a database: one that was named, or a private one
// that was set up before. A private one that cannot be read counts, so that opening
// it returns the reason.
func (d *Database) exists() bool {
	if d.Named {
		return true
	}
	if d.Dir == "" {
		return false
	}
	_, err := os.Stat(filepath.Join(d.Dir, "data"))
	return !errors.Is(err, fs.ErrNotExist)
}

// startServer joins the private server, and sets it up and starts it if needed;
// with keep it stays running after the last user has closed it.
func (d *Database) startServer(ctx context.Context, keep bool) (*localserver.Server, error) {
	if err := d.checkDir(); err != nil {
		return nil, err
	}
	return localserver.Start(ctx, localserver.Options{Dir: d.Dir, Binaries: localserver.SystemBinaries(d.Path), Keep: keep})
}

// checkDir returns an error if there is no folder for the private server.
func (d *Database) checkDir() error {
	if d.Dir != "" {
		return nil
	}
	return &Error{Failed, "failed", "Name a database with --database or ROLLCALL_DATABASE_URL, or a folder with ROLLCALL_DATA_DIR.",
		cmp.Or(d.NoDir, errors.New("no place for the data"))}
}

// conn is an open database, and the private server behind it if there is one.
type conn struct {
	*store.DB
	server *localserver.Server
}

// open opens the database; the private one is set up and started if needed.
func (e *Env) open(ctx context.Context) (*conn, error) {
	d, url := &e.Database, e.Database.URL
	c := &conn{}
	if err := checkURL(url); err != nil {
		return nil, err
	}
	if !d.Named {
		var err error
		if c.server, err = d.startServer(ctx, false); err != nil {
			return nil, err
		}
		url = c.server.URL("")
	}
	var check func(net.Conn) error
	if !d.Named {
		check = c.server.CheckPeer
	} else if warning := tlsWarning(url); warning != "" {
		e.logger().Warn(warning)
	}
	var err error
	if c.DB, err = store.Open(ctx, url, check); err != nil {
		if d.Named {
			err = &unreachable{err}
		}
		return nil, errors.Join(err, c.Close())
	}
	e.logger().Debug("opened the database", "url", WithoutPassword(url), "private", !d.Named)
	return c, nil
}

// openExisting opens the database as open does, but returns nil if none exists: a
// private one is not set up just to read from it.
func (e *Env) openExisting(ctx context.Context) (*conn, error) {
	if d := &e.Database; !d.exists() {
		return nil, nil
	} else if d.OnlyRunning && !d.Named {
		if st, err := localserver.Status(ctx, d.Dir); err != nil || !st.Running {
			return nil, err
		}
	}
	return e.open(ctx)
}

// Close closes the store and leaves the private server. On nil it does nothing.
func (c *conn) Close() error {
	if c == nil {
		return nil
	}
	if c.DB != nil {
		c.DB.Close()
	}
	if c.server != nil {
		return c.server.Close()
	}
	return nil
}

// unreachable is the error of a database that was named and cannot be used.
type unreachable struct{ err error }

// Error returns, on one line, each attempt's error once: a server has several
// addresses, and each is tried with and without TLS.
func (u *unreachable) Error() string {
	var lines []string
	for line := range strings.Lines(clipped(u.err.Error())) {
		if line = strings.TrimSpace(line); !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	first, rest := lines[0], lines[1:]
	if len(rest) == 0 {
		return first
	}
	return first + " " + strings.Join(rest, "; ")
}

func (u *unreachable) Unwrap() error { return u.err }

// Hint returns what to do about it.
func (u *unreachable) Hint() string {
	var known interface{ Hint() string }
	if errors.As(u.err, &known) {
		return known.Hint()
	}
	if errors.Is(u.err, store.ErrTimeout) {
		return "" // it answers
	}
	return "Its address comes from --database, ROLLCALL_DATABASE_URL or the PG* variables; psql with the same settings shows whether it can be reached."
}
