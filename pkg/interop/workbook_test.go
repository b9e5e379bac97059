package interop

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"rollcall/pkg/workbook"
)

// TestRoundTrip reads with another program's eyes what Writer wrote.
func TestRoundTrip(t *testing.T) {
	header := []string{"phone", "name", "note"}
	rows := [][]string{
		{"+12065551234", "Ann <&> \"B\"", " two  spaces "},
		{"0012345678901234567", "", "=HYPERLINK(\"http://example.com\")"},
		{"", "a\nb\tc", "\x07 _x0041_ _x12 é 😀"},
	}
	var b bytes.Buffer
	w := workbook.NewWriter(&b, "Contacts", header)
	for _, r := range rows {
		if err := w.Row(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := f.GetRows("Contacts")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(append([][]string{header}, rows...), got); diff != "" {
		t.Error(diff)
	}
	kind, err := f.GetCellType("Contacts", "A3")
	if err != nil || kind != excelize.CellTypeInlineString {
		t.Errorf("a number of many digits is of type %v, %v", kind, err)
	}
	if formula, err := f.GetCellFormula("Contacts", "C3"); err != nil || formula != "" {
		t.Errorf("formula %q, %v", formula, err)
	}
}

func TestNoRows(t *testing.T) {
	var b bytes.Buffer
	if err := workbook.NewWriter(&b, "Contacts", []string{"phone"}).Close(); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Contacts")
	if diff := cmp.Diff([][]string{{"phone"}}, rows); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

// TestSecondSheet writes one row more than a sheet holds. Of the first sheet excelize
// would have to read all million rows.
func TestSecondSheet(t *testing.T) {
	const limit = 1 << 20
	var b bytes.Buffer
	w := workbook.NewWriter(&b, "Contacts", []string{"phone"})
	for range limit - 1 {
		if err := w.Row([]string{"1"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Row([]string{"last"}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if diff := cmp.Diff([]string{"Contacts", "Contacts 2"}, f.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	rows, err := f.GetRows("Contacts 2")
	if diff := cmp.Diff([][]string{{"phone"}, {"last"}}, rows); err != nil || diff != "" {
		t.Error(err, diff)
	}
}
