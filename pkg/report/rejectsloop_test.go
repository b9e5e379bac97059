package report

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rollcall/pkg/contact"
	"rollcall/pkg/source"
)

// However often rows are rejected, as CSV and as workbooks, each is in the file
// once, with its cells and with the line of the first file.
func TestRejectsKeepTheirRows(t *testing.T) {
	dir := t.TempDir()
	n := 0
	cell := rapid.SampledFrom([]string{"", "Ann", "=1+1", "'=x", "-5", "+1 206", "a,b", "a;b", `say "hi"`, "two\nlines", "Zoë", "007", "1e5", "_x0041_", "7,no_phone,x"})
	rapid.Check(t, func(t *rapid.T) {
		header := []string{"Name", "Phone", "Note"}
		type row struct {
			cells []string
			line  int64
		}
		var want []row
		for i := range rapid.IntRange(1, 6).Draw(t, "rows") {
			want = append(want, row{[]string{fmt.Sprintf("P%d", i), cell.Draw(t, "phone"), cell.Draw(t, "note")}, int64(10*i + 2)})
		}
		given, list := header, make([]contact.Row, 0, len(want))
		for _, w := range want {
			list = append(list, contact.Row{Line: w.line, Cells: w.cells})
		}
		for range 3 {
			n++
			path := filepath.Join(dir, strconv.Itoa(n)+rapid.SampledFrom([]string{".csv", ".xlsx"}).Draw(t, "ending"))
			var left []row
			for i := range list {
				if rapid.IntRange(0, 4).Draw(t, "imported") > 0 {
					list[i].Reason, list[i].Detail = contact.NoPhone, "none"
					left = append(left, want[i])
				}
			}
			want = left
			writeRejects(t, path, given, list)
			given, list = readList(t, path)
			if diff := cmp.Diff(append(header[:3:3], source.RejectsColumns...), given); diff != "" {
				t.Fatalf("header (-want +got):\n%s", diff)
			}
			if len(list) != len(want) {
				t.Fatalf("%d rows, not %d", len(list), len(want))
			}
			for i, w := range want {
				if diff := cmp.Diff(append(w.cells[:3:3], strconv.FormatInt(w.line, 10)), list[i].Cells[:4]); diff != "" {
					t.Fatalf("row %d (-want +got):\n%s", i, diff)
				}
			}
			if len(want) == 0 {
				return
			}
		}
	})
}

// writeRejects rejects the rows that have a reason, some of them late.
func writeRejects(t *rapid.T, path string, header []string, rows []contact.Row) {
	r, err := NewRejects(path, "", header)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	late := rapid.Bool().Draw(t, "late")
	var early []contact.Row
	for _, row := range rows {
		if late && row.Reason != contact.Accepted {
			if err := r.Late(contact.Reject{Line: row.Line, Reason: contact.Duplicate, Detail: "known", Raw: r.Raw(row.Cells)}); err != nil {
				t.Fatal(err)
			}
			continue
		}
		early = append(early, row)
	}
	encoded, err := r.Encode(early)
	if err == nil {
		err = r.Write(context.Background(), encoded)
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
}

// readList reads a list as an import does. One without rows is refused.
func readList(t *rapid.T, path string) (header []string, rows []contact.Row) {
	r, err := source.Open(context.Background(), path, nil, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for {
		chunk, err := r.Next()
		if err != nil {
			if err != io.EOF && len(rows) > 0 {
				t.Fatal(err)
			}
			return r.Header(), rows
		}
		for rec := range chunk.Records() {
			if rec.Malformed {
				t.Fatalf("line %d: %v", rec.Line, rec.Problems)
			}
			row := contact.Row{Line: rec.Line}
			for _, c := range rec.Cells {
				row.Cells = append(row.Cells, source.UnescapeFormula(c))
			}
			rows = append(rows, row)
		}
		chunk.Release()
	}
}
