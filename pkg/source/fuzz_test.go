package source

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// pieces gives what it reads in pieces of ever different sizes, some empty.
type pieces struct {
	from io.Reader
	size uint8
}

func (p *pieces) Read(b []byte) (int, error) {
	p.size = p.size*5 + 3
	return p.from.Read(b[:min(len(b), int(p.size%11))])
}

func addCorpus(f *testing.F, add func(content []byte)) {
	files, err := filepath.Glob(corpusDir + "/*")
	if err != nil || len(files) == 0 {
		f.Fatalf("the corpus is missing: %v", err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, ".want") {
			continue
		}
		content, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		add(content)
	}
}

// FuzzRead reads anything, with limits so small that they are met. What is
// read is the same in whatever pieces the file comes and whatever chunks it is
// cut into, and each line that isn't blank belongs to one row.
func FuzzRead(f *testing.F) {
	addCorpus(f, func(content []byte) { f.Add(content, uint8(3), uint8(0)) })
	f.Fuzz(func(t *testing.T, content []byte, seed, row uint8) {
		limits := sizes{chunk: 1 << 20, cell: 1 << 20, row: 1 << 20}
		if row > 0 {
			limits.row, limits.cell = 2*int(row), int(row)
		}
		ctx := context.Background()
		r, err := openSized(ctx, "-", bytes.NewReader(content), Options{}, limits)
		whole := tell(r, err)
		limits.chunk = 1 + int(seed)%40
		r, err = openSized(ctx, "-", &pieces{bytes.NewReader(content), seed}, Options{}, limits)
		if diff := cmp.Diff(whole, tell(r, err)); diff != "" {
			t.Errorf("in pieces and chunks of %d bytes: %s", limits.chunk, diff)
		}
		if row == 0 {
			checkLines(t, content)
		}
	})
}

// checkLines reads a list of text that isn't decoded nor decompressed, and
// checks that its rows and its lines are the same.
func checkLines(t *testing.T, content []byte) {
	r, records, err := readAll(bytes.NewReader(content), Options{})
	if err != nil || r.sheet != nil || r.format.Compression != "none" || strings.HasPrefix(r.format.Encoding, "utf-16") {
		return
	}
	if _, framed := r.text.(*reframer); framed {
		return // the borders of tables are in no row, and record separators end no line
	}
	if slices.ContainsFunc(r.notices, func(n Notice) bool { return n.Code == "quoted_printable" }) {
		return // its lines are others
	}
	if r.list.found.repeated > 0 {
		return // a header that is repeated is in no row
	}
	if bytes.ContainsAny(content, "\x0b\x1d") {
		return // they are read as breaks of lines
	}
	lines := splitLines(string(content))
	meaningless := "\"' \t\x00\x1a\r\n" + r.format.Delimiter
	next := int64(0) // the line below the row before
	for _, rec := range append(records, Record{Line: int64(len(lines)) + 1}) {
		if next > 0 && rec.Line < next {
			t.Errorf("the row in line %d begins within the one above", rec.Line)
			return
		}
		for ; next > 0 && next < rec.Line; next++ {
			if strings.Trim(lines[next-1], meaningless) != "" {
				t.Errorf("line %d, %q, is in no row", next, lines[next-1])
				return
			}
		}
		next = rec.Line + 1
		for _, c := range rec.Cells {
			next += int64(strings.Count(c, "\n") + strings.Count(c, "\r"))
		}
	}
}

// splitLines splits text at LF, CRLF and CR.
func splitLines(s string) []string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Split(strings.ReplaceAll(s, "\r", "\n"), "\n")
}

// FuzzRFC4180 compares what is read of well-formed lists, by RFC 4180, with
// what encoding/csv reads.
func FuzzRFC4180(f *testing.F) {
	addCorpus(f, func(content []byte) { f.Add(content, uint8(3)) })
	f.Add([]byte("\"a\n\"\"\",b\r\n\"\"\"\",\"\r\n\"\n"), uint8(1))
	f.Fuzz(func(t *testing.T, content []byte, seed uint8) {
		want, ok := wellFormed(content)
		if !ok {
			return
		}
		o := Options{Encoding: "utf-8", Delimiter: ",", Quote: `"`, SkipLines: ptr(0)}
		for i := range want[0] {
			o.Header = append(o.Header, "column "+strconv.Itoa(i+1))
		}
		r, err := openSized(context.Background(), "-", bytes.NewReader(content), o, sizes{1 + int(seed)%40, 1 << 20, 1 << 20})
		var refused *RefusedError
		if errors.As(err, &refused) && strings.HasPrefix(refused.Message, "this is ") {
			return // it looks like JSON, or so
		}
		var got [][]string
		for err == nil {
			var c *Chunk
			if c, err = r.Next(); err != nil {
				break
			}
			for rec := range c.Records() {
				for _, p := range rec.Problems {
					if !ofShape[p.Code] {
						t.Errorf("%d: %v", rec.Line, p)
					}
				}
				if len(want[0]) == 1 || !saysNothing(rec.Cells) { // as wellFormed leaves out such rows
					got = append(got, append([]string(nil), rec.Cells...))
				}
			}
			if c.Err() != nil {
				return // it is refused for what a row says
			}
		}
		if err != io.EOF {
			t.Fatal(err)
		}
		if len(r.list.found.undone) > 0 {
			return // escapes of other kinds were undone in cells
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

// wellFormed reads a list with encoding/csv, if it is one by RFC 4180 and has
// no other control characters than the RFC allows.
func wellFormed(content []byte) ([][]string, bool) {
	plain := strings.ReplaceAll(string(content), "\r\n", "\n")
	if !utf8.Valid(content) || strings.HasPrefix(plain, "\ufeff") || strings.Contains(plain, "\n\ufeff") ||
		strings.ContainsFunc(plain, func(c rune) bool { return c < ' ' && c != '\n' || c == 0x7f }) {
		return nil, false
	}
	if strings.ContainsAny(plain, "\u2028\u2029\u0085") && !strings.Contains(plain, "\n") {
		return nil, false // these end its lines
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil || len(rows) == 0 || len(rows[0]) == 1 {
		return rows, err == nil && len(rows) > 0
	}
	rows = slices.DeleteFunc(rows, saysNothing)
	return rows, len(rows) > 0
}

// ofShape are the codes of problems that have nothing to do with how rows are
// written.
var ofShape = map[string]bool{"footer": true, "example_row": true, "shifted_row": true, "torn_row": true, "no_line_end": true, "rounded_number": true}

func TestSplitLines(t *testing.T) {
	if got := fmt.Sprintf("%q", splitLines("a\r\nb\rc\nd")); got != `["a" "b" "c" "d"]` {
		t.Error(got)
	}
}
