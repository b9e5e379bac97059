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
	"strings"
	"time"
)

const (
	// poll is how often we look whether the server is ready, or gone.
	poll = 10 * time.Millisecond
	// orphanLimit is how long we wait for the processes of a killed server, or starter, to be done.
	orphanLimit = time.Minute
	// orphanPoll is how often we try.
	orphanPoll = 200 * time.Millisecond
	// logLimit is the size from which on the server's log is started anew; the one before is kept.
	logLimit = 1 << 20
)

// run makes sure that the server is ready, and returns its socket folder. The caller holds the start
// lock; alone says that nobody else used the server before.
func (f *folder) run(ctx context.Context, o Options, alone bool) (socket string, err error) {
	var started *attempt
	defer func() {
		switch {
		case started == nil:
		case err != nil:
			err = errors.Join(err, f.abandon(started))
		default:
			err = started.log.Close()
		}
	}()
	orphans := time.Now().Add(orphanLimit)
	for {
		pause := poll
		p, now, err := f.state(ctx)
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
			if err := f.abandon(started); err != nil {
				return "", err
			}
			started, pause = nil, orphanPoll
		}
		if err := sleep(ctx, pause); err != nil {
			return "", fmt.Errorf("waiting for the server: %w", err)
		}
	}
}

// attempt is a server that we started and that isn't ready yet.
type attempt struct {
	pid    int
	socket string // the folder
	log    *os.File
	from   int64 // where in the log its part begins
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
	log, end, err := f.openLog()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(p.postgres(), arguments(f.data(), socket, o)...)
	cmd.Dir, cmd.Env, cmd.SysProcAttr = f.path, environment, f.account.process()
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return nil, errors.Join(f.explainExec(p, err), log.Close())
	}
	a := &attempt{pid: cmd.Process.Pid, socket: socket, log: log, from: end}
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
		err = f.initialise(ctx, p, o.NoSync)
	} else {
		err = f.clearStale()
	}
	if err == nil {
		err = f.writeAccess()
	}
	return p, err
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
	if f.silent(p) != absent {
		return nil // a killed starter's server came up meanwhile: ours will make way for it
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
		// An error and its details may quote a row, a statement the values in it: whoever gave the
		// statement gets them, and the log, which stays, does not.
		"log_min_messages=log",
		"log_min_error_statement=panic",
		"log_error_verbosity=terse",
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

// openLog opens the server's log, and says where it ends.
func (f *folder) openLog() (log *os.File, end int64, err error) {
	const name = "server.log"
	path := filepath.Join(f.path, name)
	if info, err := os.Lstat(path); err == nil && info.Size() > logLimit {
		if err := os.Rename(path, path+".1"); err != nil {
			return nil, 0, explain(err)
		}
	}
	if log, err = f.create(name, os.O_RDWR|os.O_APPEND); err != nil {
		return nil, 0, err
	}
	if end, err = log.Seek(0, io.SeekEnd); err != nil {
		return nil, 0, errors.Join(err, log.Close())
	}
	return log, end, nil
}

// ended reports whether the server is no longer there.
func (a *attempt) ended() bool { return collect(a.pid) }

// errOrphans is the failure of a server that finds another one's processes at work: the backends of
// one that was killed, or a server whose starter was.
var errOrphans = errors.New("processes of an earlier server are still using the data")

// failure returns why the server ended.
func (a *attempt) failure() error {
	text, err := io.ReadAll(io.NewSectionReader(a.log, a.from, 64<<10))
	if err != nil {
		return err
	}
	reason := fmt.Errorf("the server didn't start: %w", said(a.log.Name(), string(text)))
	for _, sign := range []string{"pre-existing shared memory block", `lock file "postmaster.pid" already exists`, `lock file "postmaster.pid" is empty`} {
		if strings.Contains(string(text), sign) {
			return errors.Join(errOrphans, reason)
		}
	}
	return reason
}

// abandon ends an attempt that came to nothing, the server too if it still runs.
func (f *folder) abandon(a *attempt) error {
	if !a.ended() {
		if err := interrupt(a.pid); err != nil {
			return errors.Join(err, a.log.Close())
		}
		for !a.ended() {
			time.Sleep(poll)
		}
	}
	f.removeShortFolder(a.socket)
	return a.log.Close()
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
