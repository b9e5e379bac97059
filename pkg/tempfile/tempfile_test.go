package tempfile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFile(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	f, err := Create("rows")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte("def"), 3); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("abc")); err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 7)
	if n, err := f.ReadAt(b, 0); n != 6 || err != io.EOF || string(b[:n]) != "abcdef" {
		t.Errorf("read %q, %v", b[:n], err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	var none *File
	if err := none.Close(); err != nil {
		t.Error(err)
	}
}

func TestErrors(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	f, err := Create("rows")
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	_, write := f.Write([]byte("a"))
	_, writeAt := f.WriteAt([]byte("a"), 0)
	_, readAt := f.ReadAt(make([]byte, 1), 0)
	for name, err := range map[string]error{"Write": write, "WriteAt": writeAt, "ReadAt": readAt} {
		if !errors.Is(err, os.ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	missing := filepath.Join(dir, "missing")
	t.Setenv("TMPDIR", missing)
	_, err = Create("rows")
	var no *Error
	if !errors.As(err, &no) || !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("Create in a folder that is not there: %v", err)
	}
	if want := "keeping rows in a temporary file in " + missing + ": no such file or directory"; err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	if !strings.Contains(no.Hint(), "TMPDIR") {
		t.Error(no.Hint())
	}
}
