package localserver

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
)

// State is what is known of a private server without starting it.
type State struct {
	Running bool
	Kept    bool   // stays until Stop
	InUse   bool   // somebody holds it
	PID     int    // of the server, 0 where none runs
	Version string // PostgreSQL's major version of the data, "" where there is none yet
	URL     string // of Database, "" where no server runs, or not yet
}

// Status returns the state of the private server of a data folder, and starts nothing: where there is
// no such folder, nothing runs.
func Status(ctx context.Context, dir string) (State, error) {
	s, err := status(ctx, dir)
	if err != nil {
		return s, fmt.Errorf("private PostgreSQL server in %s: %w", dir, err)
	}
	return s, nil
}

func status(ctx context.Context, dir string) (State, error) {
	f, err := openFolder(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return State{}, nil
	}
	if err != nil {
		return State{}, err
	}
	starting, err := f.lockStart(ctx)
	if err != nil {
		return State{}, err
	}
	defer starting.Unlock()
	var s State
	if s.Version, err = f.version(); err != nil || s.Version == "" {
		return s, err
	}
	unused, err := f.unused()
	if err != nil {
		return s, err
	}
	p, now, err := f.state(ctx)
	if err != nil || now == absent {
		return s, err
	}
	s.Running, s.PID, s.InUse, s.Kept = true, p.pid, !unused, f.kept()
	if p.socket != "" {
		s.URL = socketURL(p.socket, Database)
	}
	return s, nil
}

// Programs returns the folder of PostgreSQL's programs that a server in o.Dir
// runs, or would be set up with, and their major version. It starts and makes
// nothing. A *NotInstalledError says that there are none.
func Programs(ctx context.Context, o Options) (dir, version string, err error) {
	f, err := openFolder(o.Dir)
	if err == nil {
		version, err = f.version()
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", "", fmt.Errorf("private PostgreSQL server in %s: %w", o.Dir, err)
	}
	p, err := findPrograms(ctx, o.Binaries, version)
	return p.dir, p.version, err
}

// Stop stops a server that was started to be kept, or that a killed user left, and returns when it is
// gone. While somebody uses it, it is only no longer kept, and the error is ErrInUse. Stopping what
// doesn't run is no error.
func Stop(ctx context.Context, dir string) error {
	if err := stop(ctx, dir); err != nil {
		return fmt.Errorf("stopping the private PostgreSQL server in %s: %w", dir, err)
	}
	return nil
}

func stop(ctx context.Context, dir string) error {
	f, err := openFolder(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	starting, err := f.lockStart(ctx)
	if err != nil {
		return err
	}
	defer starting.Unlock()
	if err := f.unsetKeep(); err != nil {
		return err
	}
	unused, err := f.unused()
	if err != nil {
		return err
	}
	if !unused {
		return ErrInUse
	}
	return f.stop(ctx)
}
