package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

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
		return nil, errors.Join(err, d.Close())
	}
	globals.logger(s).Debug("opened the database", "url", withoutPassword(url), "private", !named)
	return d, nil
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
	return localserver.DefaultDir(func(name string) string {
		v, _ := s.Env(name)
		return v
	})
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
