package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"rollcall/pkg/localserver"
	"rollcall/pkg/store"
)

// databaseURL is the URL that was named, and whether one was: by --database or
// its variable, else by the PG* variables that name a server or a database,
// for which the URL is empty.
func databaseURL(s Streams, globals *globalOptions) (url string, named bool) {
	if globals.Database != "" {
		return globals.Database, true
	}
	for _, name := range []string{"PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE"} {
		if v, _ := s.Env(name); v != "" {
			return "", true
		}
	}
	return "", false
}

// database is an open store, and the private server behind it if there is one.
type database struct {
	*store.DB
	server *localserver.Server
}

// openDatabase opens the database that was named, else the private one, which
// is started, and made, where needed.
func openDatabase(ctx context.Context, s Streams, globals *globalOptions) (*database, error) {
	url, named := databaseURL(s, globals)
	d := &database{}
	if !named {
		var err error
		if d.server, err = startServer(ctx, s, false); err != nil {
			return nil, err
		}
		url = d.server.URL("")
	}
	var err error
	if d.DB, err = store.Open(ctx, url); err != nil {
		if named {
			err = &unreachable{err}
		}
		return nil, errors.Join(err, d.Close())
	}
	globals.logger(s).Debug("opened the database", "url", withoutPassword(url), "private", !named)
	return d, nil
}

// unreachable is the error of a database that was named and cannot be used.
type unreachable struct{ err error }

// Error has each thing that was tried once, on one line: a server has several
// addresses, and is tried with and without TLS.
func (u *unreachable) Error() string {
	var lines []string
	for line := range strings.Lines(u.err.Error()) {
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

// Hint says what to do about it.
func (u *unreachable) Hint() string {
	return "Its address comes from --database, ROLLCALL_DATABASE_URL or the PG* variables; psql with the same tells whether it can be reached."
}

// Close closes the store and leaves the private server.
func (d *database) Close() error {
	if d.DB != nil {
		d.DB.Close()
	}
	if d.server != nil {
		return d.server.Close()
	}
	return nil
}

// startServer joins the private server.
func startServer(ctx context.Context, s Streams, keep bool) (*localserver.Server, error) {
	dir, err := dataDir(s)
	if err != nil {
		return nil, err
	}
	path, _ := s.Env("PATH")
	return localserver.Start(ctx, localserver.Options{Dir: dir, Binaries: localserver.SystemBinaries(path), Keep: keep})
}

func dataDir(s Streams) (string, error) {
	dir, err := localserver.DefaultDir(func(name string) string {
		v, _ := s.Env(name)
		return v
	})
	if err != nil {
		return "", &problem{exitFailed, "failed", err, "Name a database with --database or ROLLCALL_DATABASE_URL, or a folder with ROLLCALL_DATA_DIR."}
	}
	return dir, nil
}

// privateDataExists says whether the private server was ever set up. What
// cannot be looked at counts as there, so that opening it says why.
func privateDataExists(s Streams) bool {
	dir, err := dataDir(s)
	if err != nil {
		return false
	}
	_, err = os.Stat(filepath.Join(dir, "data"))
	return !errors.Is(err, fs.ErrNotExist)
}
