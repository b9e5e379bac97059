package source

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// manyRows is a list that takes several chunks.
var manyRows = "Name,Phone\n" + strings.Repeat("Ann,+1 206 555 0100\n", 100_000)

func writeList(t *testing.T, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "list.csv")
	writeFile(t, name, []byte(content))
	return name
}

func openFile(t *testing.T, name string) *Reader {
	t.Helper()
	r, err := Open(context.Background(), name, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func toTheEnd(r *Reader) error {
	for {
		if _, err := r.Next(); err != nil {
			return err
		}
	}
}

func TestFileThatChanges(t *testing.T) {
	tests := map[string]func(t *testing.T, name string){
		"rows are appended": func(t *testing.T, name string) {
			f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if _, err := f.WriteString("Bob,1\n"); err != nil {
				t.Fatal(err)
			}
		},
		"it is cut off": func(t *testing.T, name string) {
			if err := os.Truncate(name, int64(len(manyRows)/2)); err != nil {
				t.Fatal(err)
			}
		},
		"it is written anew": func(t *testing.T, name string) {
			writeFile(t, name, []byte(strings.ReplaceAll(manyRows, "0100", "0199")))
			later := time.Now().Add(time.Minute)
			if err := os.Chtimes(name, later, later); err != nil {
				t.Fatal(err)
			}
		},
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			file := writeList(t, manyRows)
			r := openFile(t, file)
			if _, err := r.Next(); err != nil {
				t.Fatal(err)
			}
			change(t, file)
			err := toTheEnd(r)
			if !errors.Is(err, errChanged) || !strings.Contains(err.Error(), file) {
				t.Errorf("got %v, want an error that says that %s was changed", err, file)
			}
			if again := toTheEnd(r); again != err {
				t.Errorf("then got %v", again)
			}
		})
	}
}

func TestSizeOffsetAndHash(t *testing.T) {
	workbook, err := os.ReadFile(corpusDir + "/workbook-written-by-excelize.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"text": manyRows, "gzip": string(gzipped(manyRows)), "zip": string(zipped("a.csv", manyRows)), "workbook": string(workbook),
	} {
		for _, from := range []string{"file", "standard input"} {
			t.Run(name+" from "+from, func(t *testing.T) {
				file, stdin, size := "-", io.Reader(strings.NewReader(content)), int64(-1)
				if from == "file" {
					file, stdin, size = writeList(t, content), nil, int64(len(content))
				}
				r, err := Open(context.Background(), file, stdin, Options{})
				if err != nil {
					t.Fatal(err)
				}
				defer r.Close()
				last := int64(0)
				for c := range allOf(t, r.Next) {
					if c.Offset() < last || c.Offset() > int64(len(content)) {
						t.Errorf("offset %d after %d, of %d bytes", c.Offset(), last, len(content))
					}
					last = c.Offset()
				}
				if r.Size() != size {
					t.Errorf("got size %d, want %d", r.Size(), size)
				}
				if (&Reader{input: &input{}}).SHA256() != [32]byte{} {
					t.Error("there is a hash where none is wanted")
				}
				if r.SHA256() != sha256.Sum256([]byte(content)) {
					t.Error("the hash is another")
				}
			})
		}
	}
}

func TestOpenRefusesADirectory(t *testing.T) {
	_, err := Open(context.Background(), t.TempDir(), nil, Options{})
	var refused *RefusedError
	if !errors.As(err, &refused) || refused.Hint == "" {
		t.Errorf("got %v, want a refusal with a hint", err)
	}
}

func TestOpenFailsWithoutAFile(t *testing.T) {
	_, err := Open(context.Background(), filepath.Join(t.TempDir(), "none.csv"), nil, Options{})
	if _, refused := errors.AsType[*RefusedError](err); refused || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v, want that there is no such file", err)
	}
}

// broken fails after a while, as a disk or a connection does.
type broken struct{ io.Reader }

var errBroken = errors.New("the disk is gone")

func (b broken) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err == io.EOF {
		err = errBroken
	}
	return n, err
}

func TestReadErrorsAreNoEnd(t *testing.T) {
	for name, content := range map[string][]byte{
		"text": []byte(manyRows), "utf-16": utf16Bytes("\ufeff"+manyRows, binary.LittleEndian), "gzip": gzipped(manyRows)[:4000],
		"zip": zipped("a.csv", manyRows), "short": []byte("Name,Phone\nAnn,1\n"), "nothing": nil,
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := readAll(broken{bytes.NewReader(content)}, Options{})
			if !errors.Is(err, errBroken) || !strings.HasPrefix(err.Error(), "reading standard input: ") {
				t.Errorf("got %v, want %v", err, errBroken)
			}
		})
	}
}

func TestCanceledReadingEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	r, err := Open(ctx, "-", strings.NewReader(manyRows), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cancel()
	if err := toTheEnd(r); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was canceled", err)
	}
}
