package source

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// linesOf reads a file line by line: its lines with their numbers.
func linesOf(in io.Reader, name string) (string, error) {
	parts, err := OpenParts(context.Background(), name, in)
	if err != nil {
		return "", err
	}
	defer parts.Close()
	r, err := parts.Next()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for {
		c, err := r.Next()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		for rec := range c.Records() {
			fmt.Fprintf(&b, "%d:%s\n", rec.Line, strings.Join(rec.Cells, "|"))
		}
	}
}

func TestLines(t *testing.T) {
	utf16le := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune("2064441001\r\né\r\n")) {
		utf16le = append(utf16le, byte(u), byte(u>>8))
	}
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	w.Write([]byte("a\nb\n"))
	w.Close()
	tests := []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"blank lines", "\n\n\r\n", ""},
		{"one number", "2064441001", "1:2064441001\n"},
		{"all line ends", "a\nb\r\nc\rd", "1:a\n2:b\n3:c\n4:d\n"},
		{"blank lines count", "\n\na\n\nb\n", "3:a\n5:b\n"},
		{"quotes are nothing", "\"a\nb\"\n\"c\nd", "1:\"a\n2:b\"\n3:\"c\n4:d\n"},
		{"delimiters are nothing", "a,b;c\td|e\n", "1:a,b;c\td|e\n"},
		{"no header is looked for", "206,4441001\n206,4441002\n", "1:206,4441001\n2:206,4441002\n"},
		{"byte order mark", "\xef\xbb\xbfa\n", "1:a\n"},
		{"windows-1252", "Andr\xe9 Caf\xe9 2064441001\n", "1:André Café 2064441001\n"},
		{"utf-16", string(utf16le), "1:2064441001\n2:é\n"},
		{"gzip", zipped.String(), "1:a\n2:b\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := linesOf(strings.NewReader(tt.in), "-")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
	for name, in := range map[string]string{
		"PDF": "%PDF-1.7\n", "web page": "<html><body>Sign in</body></html>", "noise": strings.Repeat("\x00\x01\x02", 100),
	} {
		_, err := linesOf(strings.NewReader(in), "-")
		if _, ok := errors.AsType[*RefusedError](err); !ok {
			t.Errorf("%s: got %v, want a refusal", name, err)
		}
	}
	if _, err := linesOf(bytes.NewReader(zipped.Bytes()[:zipped.Len()-6]), "-"); err == nil {
		t.Error("compressed data that is cut off was read without an error")
	}
}

// A line is one record however the chunks fall, and chunks hold many.
func TestManyLines(t *testing.T) {
	const n = 100_000
	var in, want strings.Builder
	for i := range n {
		fmt.Fprintf(&in, "+1206%07d\n", i)
		fmt.Fprintf(&want, "%d:+1206%07d\n", i+1, i)
	}
	got, err := linesOf(strings.NewReader(in.String()), "-")
	if err != nil {
		t.Fatal(err)
	}
	if got != want.String() {
		t.Error("lines are missing or differ")
	}
	parts, err := OpenParts(context.Background(), "-", strings.NewReader(in.String()))
	if err != nil {
		t.Fatal(err)
	}
	defer parts.Close()
	r, err := parts.Next()
	if err != nil {
		t.Fatal(err)
	}
	chunks := 0
	for _, err = r.Next(); err == nil; _, err = r.Next() {
		chunks++
	}
	if want := in.Len()/standard.chunk + 2; err != io.EOF || chunks > want {
		t.Errorf("%d chunks, %v; want at most %d", chunks, err, want)
	}
}

func TestModified(t *testing.T) {
	path := filepath.Join(t.TempDir(), "dnc.txt")
	if err := os.WriteFile(path, []byte("2064441001\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
	r, err := OpenParts(context.Background(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if !r.Modified().Equal(at) {
		t.Errorf("modified %v, want %v", r.Modified(), at)
	}
	in, err := OpenParts(context.Background(), "-", strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if !in.Modified().IsZero() {
		t.Errorf("standard input was modified %v", in.Modified())
	}
}
