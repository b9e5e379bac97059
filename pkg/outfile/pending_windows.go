package outfile

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// pending stands in for renameio, which leaves Windows out. There os.Rename is
// MoveFileEx, which replaces what is there in one step on NTFS, though the
// system doesn't promise it. Who may read the file, the folder says.
type pending struct {
	*os.File
	path string
	done bool
}

func newPending(path string, _ fs.FileMode) (*pending, error) {
	if st, err := os.Stat(path); err == nil && !st.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is a folder or a device, and would be replaced", path)
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"*")
	return &pending{f, path, false}, err
}

func (p *pending) CloseAtomicallyReplace() error {
	if err := p.Sync(); err != nil {
		return err
	}
	if err := p.Close(); err != nil {
		return err
	}
	err := os.Rename(p.Name(), p.path)
	p.done = err == nil
	return err
}

func (p *pending) there() (*os.File, error) { return os.Open(p.path) }

func (p *pending) keep() error { return os.Rename(p.path, KeptName(p.path)) }

func (p *pending) unkeep() error { return os.Rename(KeptName(p.path), p.path) }

func (p *pending) reserve() error {
	f, err := os.OpenFile(p.path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func (p *pending) release() error { return os.Remove(p.path) }

func (p *pending) Cleanup() error {
	if p.done {
		return nil
	}
	p.Close()
	return os.Remove(p.Name())
}

func makeFolder(path string) error {
	err := os.Mkdir(path, 0o755)
	if st, statErr := os.Stat(path); statErr == nil && st.IsDir() {
		return nil
	}
	return err
}
