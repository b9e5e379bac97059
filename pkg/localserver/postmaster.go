package localserver

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// writeLimit is how long a server may take to write its number into the file that it just made.
const writeLimit = 2 * time.Second

// postmaster is what a server's postmaster.pid says of it.
type postmaster struct {
	pid    int    // 0 where the file doesn't say
	socket string // the folder; "" while it starts
	ready  bool
	young  bool // the file was written just now
}

// postmaster reads postmaster.pid; where there is none, the error is fs.ErrNotExist.
//
// The file's lines, as PostgreSQL's miscadmin.h has them: process, data folder, start time, port,
// socket folder, address, shared memory, status.
func (f *folder) postmaster() (postmaster, error) {
	path := filepath.Join(f.data(), "postmaster.pid")
	info, err := os.Lstat(path)
	if err != nil {
		return postmaster{}, err
	}
	if err := f.account.trusts(path); err != nil {
		return postmaster{}, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return postmaster{}, err
	}
	lines := strings.Split(string(text), "\n")
	p := postmaster{young: time.Since(info.ModTime()).Abs() < writeLimit}
	p.pid, _ = strconv.Atoi(strings.TrimSpace(lines[0]))
	if len(lines) > 5 {
		p.socket = lines[4]
	}
	p.ready = len(lines) > 7 && strings.TrimSpace(lines[7]) == "ready"
	return p, nil
}

// condition is what can be seen of a server from outside.
type condition int

const (
	absent   condition = iota // nothing runs on the data
	starting                  // starting, recovering or stopping: look again
	ready                     // takes connections
	cut                       // runs, but its socket was deleted
)

// state finds out what runs on the data.
func (f *folder) state(ctx context.Context) (postmaster, condition, error) {
	p, err := f.postmaster()
	if errors.Is(err, fs.ErrNotExist) {
		return p, absent, nil
	}
	if err != nil {
		return p, absent, explain(err)
	}
	if p.socket == "" {
		return p, f.silent(p), nil
	}
	if err := f.trustSocket(p.socket); err != nil {
		return p, absent, err
	}
	err = f.ping(ctx, p.socket)
	var refused *pgconn.PgError
	switch {
	case err == nil:
		return p, ready, nil
	case ctx.Err() != nil:
		return p, absent, ctx.Err()
	case !errors.As(err, &refused):
		return p, f.silent(p), nil
	}
	switch refused.Code {
	case "57P03": // cannot_connect_now
		return p, starting, nil
	case "53300": // too_many_connections
		return p, ready, nil
	case "3D000": // invalid_catalog_name: the data is new
		return p, ready, f.createDatabase(ctx, p.socket)
	}
	return p, absent, err
}

// silent returns why a server doesn't answer.
func (f *folder) silent(p postmaster) condition {
	switch {
	case p.pid == 0 && p.young:
		return starting // it is being written
	case !running(p.pid, f.data()):
		return absent
	}
	if _, err := os.Lstat(socketFile(p.socket)); p.ready && errors.Is(err, fs.ErrNotExist) {
		return cut
	}
	return starting
}

// stop ends the server as PostgreSQL's "fast" mode does: it breaks off what is being done, writes a
// checkpoint and goes. The caller holds the start lock.
func (f *folder) stop(ctx context.Context) error {
	p, err := f.postmaster()
	if errors.Is(err, fs.ErrNotExist) {
		return f.unsetKeep()
	}
	if err != nil {
		return explain(err)
	}
	if running(p.pid, f.data()) {
		if err := interrupt(p.pid); err != nil {
			return fmt.Errorf("stopping process %d: %w", p.pid, err)
		}
	}
	for running(p.pid, f.data()) {
		collect(p.pid)
		if err := sleep(ctx, poll); err != nil {
			return fmt.Errorf("waiting for process %d to stop: %w", p.pid, err)
		}
	}
	collect(p.pid)
	f.removeShortFolder(p.socket)
	return f.unsetKeep()
}
