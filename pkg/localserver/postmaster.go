package localserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

const (
	// poll is how often we look whether the server is ready, or gone.
	poll = 10 * time.Millisecond
	// orphanLimit is how long we wait for the backends of a killed server to notice.
	orphanLimit = time.Minute
	// logLimit is the size from which on the server's log is started anew; the one before is kept.
	logLimit = 1 << 20
	// socketLimit is the longest path of a socket, in bytes: 107 on Linux, 103 on macOS and the BSDs.
	socketLimit = 103
)

// postmaster is what a server's postmaster.pid says of it.
type postmaster struct {
	pid    int
	socket string // the folder; "" while it starts
	ready  bool
}

// postmaster reads postmaster.pid; where there is none, the error is fs.ErrNotExist.
//
// The file's lines, as PostgreSQL's miscadmin.h has them: process, data folder, start time, port,
// socket folder, address, shared memory, status.
func (f *folder) postmaster() (postmaster, error) {
	text, err := os.ReadFile(filepath.Join(f.data(), "postmaster.pid"))
	if err != nil {
		return postmaster{}, err
	}
	lines := strings.Split(string(text), "\n")
	var p postmaster
	p.pid, _ = strconv.Atoi(strings.TrimSpace(lines[0])) // 0, which is no server's, while it is being written
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

// run makes sure that the server is ready, and returns its socket folder. The caller holds the start
// lock; alone says that nobody else used the server before.
func (f *folder) run(ctx context.Context, o Options, alone bool) (socket string, err error) {
	var started *attempt
	defer func() {
		if started != nil {
			err = errors.Join(err, started.leave(err != nil))
		}
	}()
	orphans := time.Now().Add(orphanLimit)
	for {
		p, now, err := f.look(ctx)
		switch {
		case err != nil:
			return "", err
		case now == ready:
			return p.socket, nil
		case now == cut && !alone:
			return "", fmt.Errorf("the server runs, but its socket in %s was deleted: try again when its other users are done", p.socket)
		case now == cut:
			if err := f.stop(ctx); err != nil {
				return "", err
			}
			continue
		case now == absent && started == nil:
			if started, err = f.spawn(ctx, o); err != nil {
				return "", err
			}
		}
		if started != nil && started.ended() {
			failure := started.failure()
			if !errors.Is(failure, errOrphans) || time.Now().After(orphans) {
				return "", failure
			}
			if err := started.leave(false); err != nil {
				return "", err
			}
			started = nil
		}
		if err := sleep(ctx, poll); err != nil {
			return "", fmt.Errorf("waiting for the server: %w", err)
		}
	}
}

// look finds out what runs on the data.
func (f *folder) look(ctx context.Context) (postmaster, condition, error) {
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
	err = ping(ctx, socketURL(p.socket, Database))
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
		return p, ready, createDatabase(ctx, p.socket)
	}
	return p, absent, err
}

// silent tells apart why a server doesn't answer.
func (f *folder) silent(p postmaster) condition {
	if !running(p.pid, f.data()) {
		return absent
	}
	if _, err := os.Lstat(socketFile(p.socket)); p.ready && errors.Is(err, fs.ErrNotExist) {
		return cut
	}
	return starting
}

func ping(ctx context.Context, url string) error {
	conn, err := pgconn.Connect(ctx, url)
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

func createDatabase(ctx context.Context, socket string) error {
	conn, err := pgconn.Connect(ctx, socketURL(socket, "postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	return conn.Exec(ctx, "create database "+Database).Close()
}

// attempt is a server that we started and that isn't ready yet.
type attempt struct {
	pid  int
	log  *os.File
	from int64 // where in the log its part begins
}

// spawn starts a server on the data, which is created first where there is none. It returns at once.
func (f *folder) spawn(ctx context.Context, o Options) (_ *attempt, err error) {
	p, err := f.prepare(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := f.unsetKeep(); err != nil { // it was meant for a server that is gone
		return nil, err
	}
	socket, err := f.makeSocketFolder()
	if err != nil {
		return nil, err
	}
	a, err := f.openLog()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(p.postgres(), arguments(f.data(), socket, o)...)
	cmd.Dir, cmd.Env, cmd.SysProcAttr = f.path, environment, f.account.process()
	cmd.Stdout, cmd.Stderr = a.log, a.log
	if err := cmd.Start(); err != nil {
		return nil, errors.Join(f.explainExec(p, err), a.log.Close())
	}
	a.pid = cmd.Process.Pid
	return a, cmd.Process.Release()
}

// prepare leaves data that a server can start on, and returns the programs for it.
func (f *folder) prepare(ctx context.Context, o Options) (programs, error) {
	version, err := f.version()
	if err != nil {
		return programs{}, err
	}
	dirs := o.Binaries
	if dirs == nil {
		dirs = SystemBinaries("")
	}
	p, err := findPrograms(ctx, dirs, version)
	if err != nil {
		return p, err
	}
	if version == "" {
		return p, f.initialise(ctx, p, o.NoSync)
	}
	return p, f.clearStale()
}

// clearStale removes what a killed server left. PostgreSQL does so itself, but for a process number
// that another process has got since, or that nobody has collected.
func (f *folder) clearStale() error {
	p, err := f.postmaster()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return explain(err)
	}
	if running(p.pid, f.data()) {
		return fmt.Errorf("process %d runs on %s", p.pid, f.data())
	}
	f.removeShortFolder(p.socket)
	return explain(os.Remove(filepath.Join(f.data(), "postmaster.pid")))
}

func arguments(data, socket string, o Options) []string {
	settings := []string{
		"listen_addresses=",
		"port=" + port,
		`unix_socket_directories="` + strings.ReplaceAll(socket, `"`, `""`) + `"`,
		"unix_socket_permissions=0700",
		"timezone=UTC",
		"log_timezone=UTC",
		"log_destination=stderr",
		"logging_collector=off",
	}
	if o.NoSync {
		settings = append(settings, "fsync=off", "full_page_writes=off")
	}
	args := []string{"-D", data}
	for _, s := range settings {
		args = append(args, "-c", s)
	}
	return args
}

// openLog opens the server's log at its end.
func (f *folder) openLog() (*attempt, error) {
	const name = "server.log"
	path := filepath.Join(f.path, name)
	if info, err := os.Lstat(path); err == nil && info.Size() > logLimit {
		if err := os.Rename(path, path+".1"); err != nil {
			return nil, explain(err)
		}
	}
	log, err := f.create(name, os.O_RDWR|os.O_APPEND)
	if err != nil {
		return nil, err
	}
	end, err := log.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, errors.Join(err, log.Close())
	}
	return &attempt{log: log, from: end}, nil
}

// ended says whether the server is no longer there.
func (a *attempt) ended() bool { return collect(a.pid) }

// errOrphans is the failure of a server whose killed predecessor's backends are still at work.
var errOrphans = errors.New("a killed server's processes are still at work on the data")

// failure says why the server ended.
func (a *attempt) failure() error {
	text, err := io.ReadAll(io.NewSectionReader(a.log, a.from, 64<<10))
	if err != nil {
		return err
	}
	reason := fmt.Errorf("the server didn't start; in %s it says:%s", a.log.Name(), tail(string(text)))
	if strings.Contains(string(text), "pre-existing shared memory block") {
		return errors.Join(errOrphans, reason)
	}
	return reason
}

// leave lets go of the attempt. A server that nobody came to use is stopped first.
func (a *attempt) leave(unwanted bool) error {
	if unwanted && !a.ended() {
		if err := interrupt(a.pid); err != nil {
			return err
		}
		for !a.ended() {
			time.Sleep(poll)
		}
	}
	return a.log.Close()
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

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
