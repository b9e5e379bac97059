package report

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rollcall/pkg/contact"
	"rollcall/pkg/source"
)

func TestRejectsAreMergedByLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rejects.csv")
	r, err := NewRejects(path, "", []string{"Name", "Phone"})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	encoded, err := r.Encode([]contact.Row{
		{Line: 2, Reason: contact.NoPhone, Cells: []string{"=1+1", ""}, Detail: "nothing"},
		{Line: 3, Cells: []string{"kept", "1"}},
		{Line: 5, Reason: contact.Malformed, Cells: []string{"a", "b", "c"}, Detail: "too many"},
		{Line: 9, Reason: contact.Malformed, Cells: []string{"a"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Write(context.Background(), encoded); err != nil {
		t.Fatal(err)
	}
	for _, line := range []int64{4, 10} {
		if err := r.Late(contact.Reject{Line: line, Reason: contact.Duplicate, Detail: "known", Raw: r.Raw([]string{"a \"b\"", "two\nlines"})}); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Finish(nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the file is there before Commit: %v", err)
	}
	if _, err := r.Commit(); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := byteOrderMark + `Name,Phone,_line,_reason,_detail
'=1+1,,2,no_phone,nothing
"a ""b""","two
lines",4,duplicate,known
a,"b,c",5,malformed,too many
a,,9,malformed,
"a ""b""","two
lines",10,duplicate,known
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if st, err := os.Stat(path); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v; want 0600", st.Mode(), err)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("left beside the file: %v, %v", left, err)
	}
}

// The rejects of a rejects file have the columns of the list once.
func TestRejectsOfRejects(t *testing.T) {
	path := filepath.Join(t.TempDir(), "again.csv")
	r, err := NewRejects(path, "", append([]string{"Phone"}, source.RejectsColumns...))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	encoded, err := r.Encode([]contact.Row{
		{Line: 2, Reason: contact.NoPhone, Cells: []string{"=1", "7", "no_phone", "old"}, Detail: "new"},
		{Line: 3, Reason: contact.Malformed, Cells: []string{"1", "2"}},
		{Line: 4, Cells: []string{"6", "8", "duplicate", "old"}},
	})
	if err == nil {
		err = r.Write(context.Background(), encoded)
	}
	if err == nil {
		if at := r.Origin(4); at != 8 {
			t.Errorf("line 4 was line %d of the first file", at)
		}
		err = r.Late(contact.Reject{Line: 5, Reason: contact.Duplicate, Detail: "known", Raw: r.Raw([]string{"5", "9", "duplicate", "old"})})
	}
	if err == nil {
		err = r.Finish(nil)
	}
	if err == nil {
		_, err = r.Commit()
	}
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := byteOrderMark + "Phone,_line,_reason,_detail\n'=1,7,no_phone,new\n\"1,2\",,malformed,\n5,9,duplicate,known\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestRejectsWithoutCommitLeaveNothing(t *testing.T) {
	dir := t.TempDir()
	r, err := NewRejects(filepath.Join(dir, "rejects.csv"), "", []string{"Phone"})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Finish(nil); err != nil {
		t.Fatal(err)
	}
	r.Close()
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

// Whatever is in the cells, a CSV reader finds what was written, and
// UnescapeFormula what was there before; no cell begins as a formula does.
func TestCellsComeBack(t *testing.T) {
	cell := rapid.StringOf(rapid.SampledFrom([]rune("a =+-@'\",\t\n\r\x00é;|")))
	rapid.Check(t, func(t *rapid.T) {
		cells := rapid.SliceOfN(cell, 1, 5).Draw(t, "cells")
		// encoding/csv reads CRLF in a quoted cell as LF.
		for i := range cells {
			for strings.Contains(cells[i], "\r\n") {
				cells[i] = strings.ReplaceAll(cells[i], "\r\n", "\r")
			}
		}
		line := append(appendCellLine(nil, cells), ",1\n"...)
		read, err := csv.NewReader(bytes.NewReader(line)).Read()
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		back := make([]string, len(cells))
		for i, c := range read[:len(cells)] {
			if c != "" && slices.Contains([]byte("=+-@\t"), c[0]) {
				t.Fatalf("%q begins as a formula does", c)
			}
			back[i] = source.UnescapeFormula(c)
		}
		if diff := cmp.Diff(cells, back); diff != "" {
			t.Fatalf("-want +got:\n%s", diff)
		}
	})
}
