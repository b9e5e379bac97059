package interop

import (
	"bytes"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"rollcall/pkg/source"
)

// contactsWorkbook has a title in merged cells on its first sheet.
func contactsWorkbook(t *testing.T) []byte {
	f := excelize.NewFile()
	defer f.Close()
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	must(t, err)
	zipFormat := "00000"
	zip, err := f.NewStyle(&excelize.Style{CustomNumFmt: &zipFormat})
	must(t, err)
	set := func(sheet, cell string, v any) { must(t, f.SetCellValue(sheet, cell, v)) }
	set("Sheet1", "A1", "Leads of spring")
	must(t, f.MergeCell("Sheet1", "A1", "E1"))
	for i, h := range []string{"Name", "Phone", "Zip", "Born", "Consent"} {
		cell, err := excelize.CoordinatesToCellName(i+1, 3)
		must(t, err)
		set("Sheet1", cell, h)
	}
	set("Sheet1", "A4", "Ann\nLee")
	set("Sheet1", "B4", 12065550100)
	set("Sheet1", "C4", 2134)
	must(t, f.SetCellStyle("Sheet1", "C4", "C5", zip))
	set("Sheet1", "D4", time.Date(1978, 4, 15, 0, 0, 0, 0, time.UTC))
	must(t, f.SetCellStyle("Sheet1", "D4", "D4", day))
	set("Sheet1", "E4", true)
	set("Sheet1", "A6", "Bob & <Co>")
	set("Sheet1", "B6", "(206) 555-0101")
	_, err = f.NewSheet("Second")
	must(t, err)
	set("Second", "A1", "Name")
	set("Second", "B1", "Number")
	set("Second", "A2", "Cy")
	set("Second", "B2", "007")
	b, err := f.WriteToBuffer()
	must(t, err)
	return b.Bytes()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestWorkbookOfExcelize reads what excelize writes. The corpus has one such workbook,
// with this content (testdata/source/workbook-written-by-excelize.xlsx).
func TestWorkbookOfExcelize(t *testing.T) {
	book := contactsWorkbook(t)
	for sheet, want := range map[string][][]string{
		"":       {{"Name", "Phone", "Zip", "Born", "Consent"}, {"Ann\nLee", "12065550100", "02134", "1978-04-15", "true"}, {"Bob & <Co>", "(206) 555-0101", "", "", ""}},
		"Second": {{"Name", "Number"}, {"Cy", "007"}},
	} {
		r, err := source.Open(t.Context(), "-", bytes.NewReader(book), source.Options{Sheet: sheet})
		must(t, err)
		defer r.Close()
		got := [][]string{r.Header()}
		for {
			chunk, err := r.Next()
			if err == io.EOF {
				break
			}
			must(t, err)
			for rec := range chunk.Records() {
				got = append(got, slices.Clone(rec.Cells))
			}
			chunk.Release()
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("sheet %q -want +got:\n%s", sheet, diff)
		}
	}
}
