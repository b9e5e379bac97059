package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// readAll reads a list to its end. Cells and problems are those of the caller.
func readAll(in io.Reader, o Options) (*Reader, []Record, error) {
	r, err := Open(context.Background(), "-", in, o)
	if err != nil {
		return nil, nil, err
	}
	defer r.Close()
	var records []Record
	for {
		c, err := r.Next()
		if err == io.EOF {
			return r, records, nil
		}
		if err != nil {
			return r, records, err
		}
		for rec := range c.Records() {
			rec.Cells = append([]string(nil), rec.Cells...)
			records = append(records, rec)
		}
		if err := c.Err(); err != nil {
			return r, records, err
		}
	}
}

// allOf iterates over what next returns up to io.EOF; another error ends the test.
func allOf[T any](tb testing.TB, next func() (T, error)) iter.Seq[T] {
	return func(yield func(T) bool) {
		for {
			v, err := next()
			if err == io.EOF {
				return
			}
			if err != nil {
				tb.Fatal(err)
			}
			if !yield(v) {
				return
			}
		}
	}
}

// rowsOf writes records as "line: cell|cell", with what is wrong behind.
func rowsOf(records []Record) string {
	var b strings.Builder
	for _, r := range records {
		fmt.Fprintf(&b, "%d: %s", r.Line, strings.Join(r.Cells, "|"))
		for _, p := range r.Problems {
			b.WriteString(" <" + p.Code)
			if p.Column > 0 {
				fmt.Fprintf(&b, " %d", p.Column)
			}
			b.WriteString(">")
		}
		if r.Malformed {
			b.WriteString(" malformed")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestQuotes(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"plain":                   {"a,b\n1,2\n3,4\n", "2: 1|2\n3: 3|4\n"},
		"no end of the last line": {"a,b\n1,2\n3,4", "2: 1|2\n3: 3|4 <no_line_end>\n"},
		"quoted":                  {"a,b\n\"1\",\"x, y\"\n", "2: 1|x, y\n"},
		"doubled":                 {"a,b\n\"1\",\"x \"\"y\"\"\"\n", "2: 1|x \"y\"\n"},
		"two lines":               {"a,b\n1,\"x\ny\"\n2,z\n", "2: 1|x\ny\n4: 2|z\n"},
		"inches":                  {"a,b\n5'10\",x\n", "2: 5'10\"|x\n"},
		"nickname":                {"a,b\n\"Bob\" Smith,x\n", "2: \"Bob\" Smith|x\n"},
		"quotes in quotes":        {"a,b\n\"say \"hi\" now\",x\n", "2: say \"hi\" now|x\n"},
		"space before a quote":    {"a,b\n1, \"x, y\"\n", "2: 1|x, y\n"},
		"space behind a quote":    {"a,b\n\"1, 2\" ,x\n", "2: 1, 2|x\n"},
		"never closed":            {"a,b\n\"1,2\n3,4\n5,6\n", "2: \"1|2 <unclosed_quote> malformed\n3: 3|4\n4: 5|6\n"},
		"never closed, quotes below": {
			"a,b\n\"1,2\n\"3\",4\n5,\"6\n7\"\n", "2: \"1|2 <unclosed_quote> malformed\n3: 3|4\n4: 5|6\n7\n",
		},
		"never closed, inches below": {
			"a,b,c\n\"1,2,3\n3,4,5\n6,6'1\",6\n7,8,9\n", "2: \"1|2|3 <unclosed_quote> malformed\n3: 3|4|5\n4: 6|6'1\"|6\n5: 7|8|9\n",
		},
		"never closed in the last line": {"a,b\n1,2\n\"3,4", "2: 1|2\n3: \"3|4 <unclosed_quote> malformed\n"},
		"end of another quoted cell":    {"a,b,c\n1,x, \"\"green\"\"\"\n2,y,z\n", "2: 1|x|\"green\" <unclosed_quote> malformed\n3: 2|y|z\n"},
		"short row":                     {"a,b\n1\n2,\n", "2: 1| <short_row>\n3: 2|\n"},
		"long row":                      {"a,b\n1,2,3\n2,3,\n", "2: 1|2|3 <too_many_cells 3> malformed\n3: 2|3\n"},
		"blank lines":                   {"a,b\n\n1,2\n  \n\r\n3,4\n\n", "3: 1|2\n6: 3|4\n"},
		"rows of lines":                 {"a,b\n1,2\n---,-----\n===, \n3,4\n**,1\n", "2: 1|2\n5: 3|4\n6: **|1\n"},
		"rows of blanks":                {"a,b\n1,2\n ,\n\u00a0,\t \n,\n3,4\n", "2: 1|2\n6: 3|4\n"},
		"line ends":                     {"a,b\r1,2\r\n3,4\n5,6\r7,8\r", "2: 1|2\n3: 3|4\n4: 5|6\n5: 7|8\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, records, err := readAll(strings.NewReader(tt.in), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, rowsOf(records)); diff != "" {
				t.Error(diff)
			}
			_, again, err := readAll(iotest.OneByteReader(strings.NewReader(tt.in)), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(records, again); diff != "" {
				t.Error("read byte by byte:", diff)
			}
		})
	}
}

func TestNoRows(t *testing.T) {
	for _, in := range []string{"", "\n", "name,phone\n", "name,phone\r\n\r\n", "Ann,2065550100\nBob,2065550101\n"} {
		_, _, err := readAll(bytes.NewReader([]byte(in)), Options{})
		if refused, ok := errors.AsType[*RefusedError](err); !ok || refused.Hint == "" {
			t.Errorf("%q: got %v, want a refusal with a hint", in, err)
		}
	}
}

// What a mapping says of how to read a list does not hold for the rejects
// file of it, which is always UTF-8 with commas and a header.
func TestRejectsFileOverrulesOptions(t *testing.T) {
	skip := 3
	o := Options{Encoding: "windows-1252", Delimiter: "tab", Quote: "none", SkipLines: &skip, Header: []string{"A", "B"}}
	for _, text := range []string{
		"Name,Phone,_line,_reason,_detail\nJosé,\"1,2\",7,no_phone,x\n",
		"Name;Phone;_line;_reason;_detail\r\nJosé;1,2;7;no_phone;x\r\n",
	} {
		r, err := Open(t.Context(), "-", strings.NewReader(text), o)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if diff := cmp.Diff([]string{"Name", "Phone", "_line", "_reason", "_detail"}, r.Header()); diff != "" {
			t.Fatalf("-want +got:\n%s", diff)
		}
		chunk, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		for rec := range chunk.Records() {
			if diff := cmp.Diff([]string{"José", "1,2", "7", "no_phone", "x"}, rec.Cells); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		}
	}
}

func TestNoHeader(t *testing.T) {
	r, err := Open(t.Context(), "-", strings.NewReader("Ann;206-444-1001\nBob;206-444-1002\n"), Options{NoHeader: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if diff := cmp.Diff([]string{"#1", "#2"}, r.Header()); diff != "" {
		t.Fatalf("-want +got:\n%s", diff)
	}
	chunk, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for rec := range chunk.Records() {
		names = append(names, rec.Cells[0])
	}
	if diff := cmp.Diff([]string{"Ann", "Bob"}, names); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
