// Package outfile writes the files that the program leaves behind: each
// appears whole or not at all, readable by its owner alone unless it is meant
// for others. It knows nothing of what is in them.
package outfile

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
)

// The modes that files are written with.
const (
	// Private is for what holds, or may hold, personal data.
	Private fs.FileMode = 0o600
	// Public is for what other programs of the machine are to read.
	Public fs.FileMode = 0o644
)

// File is a file in the making. Its bytes are kept beside its place until
// Commit puts them there.
type File struct {
	path    string
	pending *pending
}

// Create begins a file. It fails where Commit could not succeed: the folder is
// missing or can't be written to, or path is no regular file, as a device or a
// pipe, which a rename would destroy. Where path is a symbolic link, what it
// leads to is replaced; but a link that another user has put into a shared
// folder is refused.
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
