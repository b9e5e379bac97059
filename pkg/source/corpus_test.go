package source

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the corpus and what is read of it anew; read the difference")

// corpusDir has the lists of the corpus, and beside each NAME a NAME.want that
// says what is read of it.
const corpusDir = "../../testdata/source"

// specimen is a list of the corpus, made here, so that bytes which no editor
// shows can be read in Go.
type specimen struct {
	name    string
	content []byte
	options Options
}

func TestCorpus(t *testing.T) {
	known := map[string]bool{}
	for _, s := range corpus() {
		t.Run(s.name, func(t *testing.T) {
			file := filepath.Join(corpusDir, s.name)
			if known[s.name] {
				t.Fatal("there are two of this name")
			}
			known[s.name] = true
			r, err := Open(context.Background(), "-", bytes.NewReader(s.content), s.options)
			got := s.about() + tell(r, err)
			if *update {
				writeFile(t, file, s.content)
				writeFile(t, file+".want", []byte(got))
			}
			want, err := os.ReadFile(file + ".want")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("read from memory: %s", diff)
			}
			r, err = Open(context.Background(), file, nil, s.options)
			got = strings.ReplaceAll(s.about()+tell(r, err), "reading "+file, "reading standard input")
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("read from the file: %s", diff)
			}
			bit := iotest.OneByteReader(bytes.NewReader(s.content))
			r, err = openSized(context.Background(), "-", bit, s.options, sizes{16, standard.cell, standard.row})
			if diff := cmp.Diff(string(want), s.about()+tell(r, err)); diff != "" {
				t.Errorf("read byte by byte, in small chunks: %s", diff)
			}
		})
	}
	files, err := os.ReadDir(corpusDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if name := strings.TrimSuffix(f.Name(), ".want"); !known[name] {
			t.Errorf("%s is no specimen of the corpus", f.Name())
		}
	}
}

func writeFile(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(name, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// about says how a specimen is read.
func (s *specimen) about() string {
	var b strings.Builder
	o := s.options
	for _, f := range []struct{ name, value string }{
		{"encoding", o.Encoding}, {"delimiter", o.Delimiter}, {"quote", o.Quote},
		{"sheet", o.Sheet}, {"header", strings.Join(o.Header, ", ")},
	} {
		if f.value != "" {
			fmt.Fprintf(&b, "given %s %s\n", f.name, f.value)
		}
	}
	if o.SkipLines != nil {
		fmt.Fprintf(&b, "given skip_lines %d\n", *o.SkipLines)
	}
	return b.String()
}

// tell says all that is read of a list, and closes it.
func tell(r *Reader, err error) string {
	var b strings.Builder
	if err != nil {
		return tellError(err)
	}
	defer r.Close()
	fmt.Fprintf(&b, "header %s\n", cellsText(r.Header()))
	for {
		c, err := r.Next()
		if err != nil {
			f := r.Format()
			about := fmt.Sprintf("compression %s, encoding %s, delimiter %q, quote %q, %d lines above the header\n",
				f.Compression, f.Encoding, f.Delimiter, f.Quote, f.SkippedLines)
			if f.Sheet != "" {
				about = fmt.Sprintf("sheet %q, %d rows above the header\n", f.Sheet, f.SkippedLines)
			}
			if err != io.EOF {
				b.WriteString(tellError(err))
			}
			return about + b.String()
		}
		for rec := range c.Records() {
			fmt.Fprintf(&b, "%d", rec.Line)
			if rec.Malformed {
				b.WriteString(" malformed")
			}
			fmt.Fprintf(&b, " %s\n", cellsText(rec.Cells))
			for _, p := range rec.Problems {
				fmt.Fprintf(&b, "\t%d, %d: %s: %s\n", p.Line, p.Column, p.Code, p.Message)
			}
			if rec.Missing > 0 {
				fmt.Fprintf(&b, "\tmissing %d, trimmed %v\n", rec.Missing, rec.Trimmed)
			}
		}
		if err := c.Err(); err != nil {
			return b.String() + tellError(err)
		}
	}
}

func cellsText(cells []string) string {
	var b strings.Builder
	for i, c := range cells {
		if i > 0 {
			b.WriteString(" | ")
		}
		q := fmt.Sprintf("%q", c)
		if len(q) > 200 {
			q = fmt.Sprintf("%s... (%d bytes)", q[:50], len(c))
		} else if plain := q[1 : len(q)-1]; plain == c && c != "" && strings.TrimSpace(c) == c && !strings.Contains(c, "|") {
			q = plain
		}
		b.WriteString(q)
	}
	return b.String()
}

func tellError(err error) string {
	var refused *RefusedError
	if errors.As(err, &refused) {
		return fmt.Sprintf("refused, line %d: %s\n\thint: %s\n", refused.Line, refused.Message, refused.Hint)
	}
	return fmt.Sprintf("error: %v\n", err)
}
