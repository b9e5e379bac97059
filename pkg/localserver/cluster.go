package localserver

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// environment is all that PostgreSQL's programs get to see of ours.
var environment = []string{"PATH=/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"}

// version returns the major version of the data that is there, "" where there is none yet.
func (f *folder) version() (string, error) {
	if _, err := os.Lstat(f.data()); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	text, err := os.ReadFile(filepath.Join(f.data(), "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%s exists, but is not PostgreSQL data: move it out of the way", f.data())
	}
	if err != nil {
		return "", explain(err)
	}
	version := strings.TrimSpace(string(text))
	if !versionText.MatchString(version) {
		return "", fmt.Errorf("%s is damaged: its PG_VERSION says %q", f.data(), version)
	}
	return version, nil
}

var versionText = regexp.MustCompile(`^[0-9.]+$`)

// initialise creates the data under another name and renames it when it is whole, so that what lies
// in data is never half a cluster.
func (f *folder) initialise(ctx context.Context, p programs, noSync bool) error {
	f.removeUnfinished()
	fresh, err := os.MkdirTemp(f.path, unfinished)
	if err != nil {
		return explain(err)
	}
	if err := f.account.own(fresh); err != nil {
		return explain(err)
	}
	args := []string{"--pgdata=" + fresh, "--username=" + setupRole, "--encoding=UTF8", "--locale=C", "--auth-local=peer", "--auth-host=reject"}
	if noSync {
		args = append(args, "--no-sync")
	}
	cmd := exec.CommandContext(ctx, p.initdb(), args...)
	cmd.Dir, cmd.Env, cmd.SysProcAttr = f.path, environment, f.account.process()
	cmd.Cancel = func() error { return killGroup(cmd.Process.Pid) }
	if out, err := cmd.CombinedOutput(); err != nil {
		f.removeUnfinished()
		if ctx.Err() != nil {
			return fmt.Errorf("creating the data: %w", ctx.Err())
		}
		if len(out) == 0 {
			return fmt.Errorf("creating the data: %w", f.explainExec(p, err))
		}
		return fmt.Errorf("creating the data: %w", said("initdb", string(out)))
	}
	if err := os.Rename(fresh, f.data()); err != nil {
		return explain(err)
	}
	return f.sync()
}

// unfinished is the pattern of a cluster's name before it is whole. Each has a name of its own: an
// initdb that outlived its killed starter may still be writing to an earlier one.
const unfinished = "data.new-*"

// removeUnfinished clears what killed starters left. What can't be removed now harms nobody.
func (f *folder) removeUnfinished() {
	left, _ := filepath.Glob(filepath.Join(escapeGlob(f.path), unfinished))
	for _, path := range left {
		os.RemoveAll(path)
	}
}

var escapeGlob = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace

// sync makes the rename last through a power cut.
func (f *folder) sync() error {
	dir, err := os.Open(f.path)
	if err != nil {
		return explain(err)
	}
	return errors.Join(explain(dir.Sync()), dir.Close())
}

// explainExec explains why the account can't run a program in the folder.
func (f *folder) explainExec(p programs, err error) error {
	if !f.account.other {
		return explain(err)
	}
	if !errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("running PostgreSQL as user %s: %w", f.account.name, err)
	}
	for _, path := range []string{f.path, p.dir} {
		if blocked := f.account.blocked(path); blocked != "" {
			return &UnreachableError{Path: path, Blocked: blocked, Account: f.account.name}
		}
	}
	return fmt.Errorf("running PostgreSQL as user %s: %w", f.account.name, err)
}
