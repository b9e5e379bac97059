package rollcall

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"testing/iotest"

	"rollcall/pkg/infile"
)

// A plan, and a list that is named like a mapping, are read within bounds.
func TestSmallFilesAreBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large.yaml")
	if err := os.WriteFile(path, []byte("version: 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := mappingAsInput(t.Context(), path); err == nil {
		t.Error("a mapping is taken for a list")
	}
	if err := os.Truncate(path, 1<<40); err != nil { // sparse, more than memory
		t.Fatal(err)
	}
	if _, err := loadPlan(t.Context(), path); !errors.Is(err, infile.ErrTooLarge) {
		t.Errorf("a plan of 1 TiB: %v", err)
	}
	if err := mappingAsInput(t.Context(), path); err != nil {
		t.Errorf("a list of 1 TiB: %v", err)
	}
}

// Where a plan or a clean file cannot be written, a review says so before it reads
// anything.
func TestReviewChecksItsFiles(t *testing.T) {
	nowhere := filepath.Join(t.TempDir(), "missing", "x.csv")
	for _, o := range []ReviewOptions{{Save: nowhere}, {Clean: nowhere}} {
		o.File, o.Env.Stdin = "-", iotest.ErrReader(errors.New("it was read"))
		if _, err := Review(t.Context(), o); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("--save %q, --clean %q: %v", o.Save, o.Clean, err)
		}
	}
}

// A line break in a message is of a name or a cell: errors that are several have
// none between them.
func TestOneLine(t *testing.T) {
	lost := fmt.Errorf("reading %s: %w", "a\nb", os.ErrNotExist)
	for _, c := range []struct {
		err  error
		want string
	}{
		{lost, "reading a\nb: file does not exist"},
		{errors.Join(lost, nil), "reading a\nb: file does not exist"},
		{fmt.Errorf("closing: %w", errors.Join(lost, errors.New("disk full"))), "closing: reading a\nb: file does not exist; disk full"},
		{fmt.Errorf("%w, %w", errors.Join(errors.New("x"), errors.New("y")), lost), "x; y, reading a\nb: file does not exist"},
	} {
		if _, e := Explain(c.err); e.Message != c.want {
			t.Errorf("%q, not %q", e.Message, c.want)
		}
	}
}
