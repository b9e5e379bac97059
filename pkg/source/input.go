package source

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"rollcall/pkg/infile"
	"rollcall/pkg/source/internal/filetype"
)

// input is the file as it is stored: it counts and hashes what is read, and notices if the
// file changes meanwhile.
type input struct {
	ctx   context.Context
	name  string
	from  io.Reader
	file  *os.File // nil for standard input
	size  int64    // -1 where not known
	mtime time.Time
	read  int64
	err   error     // of reading, other than io.EOF
	hash  hash.Hash // nil where none is wanted
}

// errChanged is the error of a file that changes while it is read.
var errChanged = errors.New("the file was changed while it was read")

func openInput(ctx context.Context, name string, stdin io.Reader) (*input, error) {
	in := &input{ctx: ctx, name: name, from: stdin, size: -1, hash: sha256.New()}
	if name == "-" {
		in.name = "standard input"
		if stdin == nil {
			return nil, errors.New("no standard input to read")
		}
		in.from = infile.NewReader(ctx, stdin)
		return in, nil
	}
	if err := refuseLock(name); err != nil {
		return nil, err
	}
	f, err := infile.Open(ctx, name)
	if err != nil {
		return nil, openFailed(name, err)
	}
	st, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("opening the file: %w", err)
	}
	if st.IsDir() {
		f.Close()
		return nil, refuseFile(0, "name the files in it, as in "+filepath.Join(name, "*.csv"),
			"%s is a directory", name)
	}
	in.from, in.file = infile.NewReader(ctx, f), f
	if st.Mode().IsRegular() {
		in.size, in.mtime = st.Size(), st.ModTime()
	}
	return in, nil
}

// openFailed returns the error of a file that cannot be opened. A broken link is not a
// misspelled name.
func openFailed(name string, err error) error {
	if st, _ := os.Lstat(name); st != nil && st.Mode()&fs.ModeSymlink != 0 && errors.Is(err, fs.ErrNotExist) {
		to, _ := os.Readlink(name)
		return fmt.Errorf("it is a symbolic link to %s, which does not exist", to)
	}
	if path := (*fs.PathError)(nil); errors.As(err, &path) && !errors.Is(err, fs.ErrNotExist) {
		err = path.Err // the caller names the file
	}
	return fmt.Errorf("opening the file: %w", err)
}

// Read reads on. Its errors name the file.
func (in *input) Read(b []byte) (int, error) {
	if in.err = in.ctx.Err(); in.err != nil {
		return 0, in.err
	}
	n, err := in.from.Read(b)
	if in.hash != nil {
		in.hash.Write(b[:n])
	}
	in.read += int64(n)
	if err != nil && err != io.EOF {
		in.err = fmt.Errorf("reading %s: %w", in.name, err)
		err = in.err
	}
	return n, err
}

// finish reads the rest, which nobody needed, and checks that the file is still the one that
// was opened.
func (in *input) finish() error {
	if _, err := io.Copy(io.Discard, struct{ io.Reader }{in}); err != nil {
		return err
	}
	if in.file == nil || in.size < 0 {
		return nil
	}
	st, err := in.file.Stat()
	switch {
	case err != nil:
		return fmt.Errorf("reading %s: %w", in.name, err)
	case in.read < in.size:
		return fmt.Errorf("reading %s: %w: it was cut off at %d of %d bytes", in.name, errChanged, in.read, in.size)
	case in.read != in.size || st.Size() != in.size || !st.ModTime().Equal(in.mtime):
		return fmt.Errorf("reading %s: %w", in.name, errChanged)
	}
	return nil
}

func (in *input) close() error {
	if in.file == nil {
		return nil
	}
	return in.file.Close()
}

// refuseLock refuses the small files that office programs keep next to an open file.
func refuseLock(name string) error {
	base := filepath.Base(name)
	if strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".~lock.") {
		return refuseFile(0, "name the list itself: "+strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(base, "~$"), ".~lock."), "#"),
			"this is the lock file of a file that is open in an office program, not the file itself")
	}
	return nil
}

// refuseKind refuses a file that was recognized as another kind than a list.
func refuseKind(k filetype.Kind, ok bool) error {
	if !ok {
		return nil
	}
	return &RefusedError{Message: "this is " + k.Is + ", not a list", Hint: k.Hint}
}
