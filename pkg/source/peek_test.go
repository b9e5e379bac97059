package source

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What was peeked at is read as if nobody had, and noticed once.
func TestPeekLeavesNothing(t *testing.T) {
	files, err := filepath.Glob("../../testdata/source/*")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	type told struct {
		Records []Record
		Notices []Notice
		Err     string
	}
	read := func(r *Reader) (all told) {
		for {
			c, err := r.Next()
			if err != nil {
				if err != io.EOF {
					all.Err = err.Error()
				}
				break
			}
			for rec := range c.Records() {
				rec.Cells = append([]string{}, rec.Cells...)
				all.Records = append(all.Records, rec)
			}
			if c.Err() != nil {
				all.Err = c.Err().Error()
			}
		}
		all.Notices = r.Notices()
		return all
	}
	for i, file := range files {
		if info, err := os.Stat(file); i%5 != 0 || err != nil || info.IsDir() {
			continue
		}
		plain, err := Open(t.Context(), file, nil, Options{})
		if err != nil {
			continue
		}
		want := read(plain)
		plain.Close()
		for _, rows := range []int64{1, 1000} {
			r, err := Open(t.Context(), file, nil, Options{})
			if err != nil {
				t.Fatal(err)
			}
			var seen []Record
			_, err = r.Peek(rows, func(rec Record) {
				rec.Cells = append([]string{}, rec.Cells...)
				seen = append(seen, rec)
			})
			if err != nil && want.Err == "" {
				t.Errorf("%s: %v", file, err)
			}
			if n := min(int(rows), len(want.Records)); err == nil {
				if d := cmp.Diff(want.Records[:n], seen, cmp.AllowUnexported(Record{})); d != "" {
					t.Errorf("%s: peeked: -want +got:\n%s", file, d)
				}
				if d := cmp.Diff(want, read(r), cmp.AllowUnexported(Record{})); d != "" {
					t.Errorf("%s: -want +got:\n%s", file, d)
				}
			}
			r.Close()
		}
	}
}
