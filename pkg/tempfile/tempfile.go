// Package tempfile keeps what does not fit into memory in a file that has no name,
// with errors that say what to do when there is no space. It knows nothing of what is kept.
package tempfile

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// File is a temporary file that only the user can read. Where the system lets go of a
// name before the file it has none, so that not even a killed program leaves it behind.
type File struct {
	file *os.File
	what string
}

// Create returns an empty file to keep what it says in, "rows" for example. It lies in
// the system's folder for such files: TMPDIR, else /tmp. The error is an *Error.
func Create(what string) (*File, error) {
	f, err := os.CreateTemp("", ".rollcall-*")
	if err != nil {
		return nil, &Error{what, err}
	}
	os.Remove(f.Name()) // fails on Windows, where Close does it
	return &File{f, what}, nil
}

// Write implements io.Writer.
func (f *File) Write(b []byte) (int, error) {
	n, err := f.file.Write(b)
	return n, f.explain(err)
}

// WriteAt implements io.WriterAt.
func (f *File) WriteAt(b []byte, at int64) (int, error) {
	n, err := f.file.WriteAt(b, at)
	return n, f.explain(err)
}

// ReadAt implements io.ReaderAt.
func (f *File) ReadAt(b []byte, at int64) (int, error) {
	n, err := f.file.ReadAt(b, at)
	return n, f.explain(err)
}

// Close releases memory and disk. A nil File has none.
func (f *File) Close() error {
	if f == nil {
		return nil
	}
	err := f.file.Close()
	os.Remove(f.file.Name())
	return err
}

func (f *File) explain(err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	return &Error{f.what, err}
}

// Error is a temporary file that could not be made, written or read.
type Error struct {
	// What is kept in it.
	What string
	// Err is the system's error.
	Err error
}

// Error names the folder, but not the file, which has no name.
func (e *Error) Error() string {
	err := e.Err
	if in := (*os.PathError)(nil); errors.As(err, &in) {
		err = in.Err
	}
	return fmt.Sprintf("keeping %s in a temporary file in %s: %v", e.What, os.TempDir(), err)
}

// Unwrap returns what the system said.
func (e *Error) Unwrap() error { return e.Err }

// Hint returns what to do.
func (e *Error) Hint() string {
	return "Name a folder that can be written and has room, about as much as the file unpacked, with TMPDIR."
}
