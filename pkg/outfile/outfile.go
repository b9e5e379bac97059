// Package outfile writes the files that the program leaves behind: each
// appears whole or not at all, readable only by its owner unless it is meant
// for others. It knows nothing of what is in them.
package outfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path/filepath"
)

// The modes that files are written with.
const (
	// Private is for what holds, or may hold, personal data.
	Private fs.FileMode = 0o600
	// Public is for what other programs of the machine are to read.
	Public fs.FileMode = 0o644
)

// File is a file that is being written. Its bytes are in a temporary file until Commit
// puts it in its place.
type File struct {
	path    string
	pending *pending
}

// Create begins a file. It fails where Commit could not succeed: the folder is
// missing or can't be written to, or path is no regular file, as a device or a
// pipe, which a rename would destroy. Where path is a symbolic link, what it
// leads to is replaced; but a link of another user's, in a folder that is not ours
// alone, is refused.
func Create(path string, mode fs.FileMode) (*File, error) {
	p, err := newPending(path, mode)
	if err != nil {
		var in *fs.PathError
		if errors.As(err, &in) { // it may name a file that nobody knows of
			err = fmt.Errorf("the folder %s: %w", filepath.Dir(path), in.Err)
		}
		return nil, err
	}
	return &File{path: path, pending: p}, nil
}

// MakeFolder makes a folder that others may read, and those on the way to it. It follows
// the links that Create follows.
func MakeFolder(path string) error {
	path = filepath.Clean(path)
	err := makeFolder(path)
	if errors.Is(err, fs.ErrNotExist) && path != filepath.Dir(path) {
		if err = MakeFolder(filepath.Dir(path)); err == nil {
			err = makeFolder(path)
		}
	}
	return err
}

// Check reports, as an error, why a file could not be written there now, and
// leaves nothing.
func Check(path string) error {
	f, err := Create(path, Private)
	if err == nil {
		f.Close()
	}
	return err
}

// Write appends to the file in the making.
func (f *File) Write(b []byte) (int, error) { return f.pending.Write(b) }

// Sync makes sure that all that was written is on the disk, so that Commit has
// little left that can fail.
func (f *File) Sync() error { return f.pending.Sync() }

// Commit puts the file in its place, over one that is there.
func (f *File) Commit() error { return f.pending.CloseAtomicallyReplace() }

// former is appended to the name of a file that was kept.
const former = "~"

// CommitKeeping puts the file in its place, as Commit does, but keeps a file that
// is there and has other content: under its name with a ~ after it, over an
// older one of that name. It reports whether it did.
func (f *File) CommitKeeping() (kept bool, err error) {
	same, err := f.isThere()
	if err == nil && !same {
		err = f.pending.keep()
		kept = err == nil
	}
	if errors.Is(err, fs.ErrNotExist) { // there is none
		err = nil
	}
	if err != nil {
		return false, fmt.Errorf("keeping the former %s: %w", f.path, err)
	}
	if err := f.Commit(); err != nil {
		if kept {
			err = errors.Join(err, f.pending.unkeep())
		}
		return false, err
	}
	return kept, nil
}

// KeptName is where CommitKeeping keeps what was at path.
func KeptName(path string) string { return path + former }

// isThere reports whether the file's place has the same content already.
func (f *File) isThere() (bool, error) {
	there, err := f.pending.there()
	if err != nil {
		return false, err
	}
	defer there.Close()
	return sameContent(io.NewSectionReader(f.pending, 0, math.MaxInt64), there)
}

// sameContent reports whether two readers have the same bytes.
func sameContent(a, b io.Reader) (bool, error) {
	bufA, bufB := make([]byte, 1<<16), make([]byte, 1<<16)
	for {
		n, errA := io.ReadFull(a, bufA)
		m, errB := io.ReadFull(b, bufB)
		if n != m || !bytes.Equal(bufA[:n], bufB[:m]) {
			return false, nil
		}
		ended := errA == io.EOF || errA == io.ErrUnexpectedEOF
		switch {
		case ended && (errB == io.EOF || errB == io.ErrUnexpectedEOF):
			return true, nil
		case errA != nil && !ended:
			return false, errA
		case errB != nil:
			return false, errB
		}
	}
}

// Close removes the file in the making. After Commit it does nothing.
func (f *File) Close() { f.pending.Cleanup() }

// Write writes a whole file.
func Write(path string, content []byte, mode fs.FileMode) error {
	return write(path, content, mode, (*File).Commit)
}

// WriteNew writes a whole file, but never over one that is there, or appears
// meanwhile: the error is fs.ErrExist then.
func WriteNew(path string, content []byte, mode fs.FileMode) error {
	return write(path, content, mode, (*File).commitNew)
}

func (f *File) commitNew() error {
	if err := f.pending.reserve(); err != nil {
		return err
	}
	err := f.Commit()
	if err != nil {
		err = errors.Join(err, f.pending.release())
	}
	return err
}

func write(path string, content []byte, mode fs.FileMode, commit func(*File) error) error {
	f, err := Create(path, mode)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Write(content); err != nil {
		return err
	}
	return commit(f)
}
