package workbook

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
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
	w := NewWriter(&b, "Contacts", header)
	w.limit = 3
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
	if diff := cmp.Diff([]string{"Contacts", "Contacts 2"}, f.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	var got [][]string
	for _, sheet := range f.GetSheetList() {
		all, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, all...)
	}
	want := [][]string{header, rows[0], rows[1], header, {"", "a\nb\tc", "\x07 _x0041_ _x12 é 😀"}}
	if diff := cmp.Diff(want, got); diff != "" {
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
	if err := NewWriter(&b, "Contacts", []string{"phone"}).Close(); err != nil {
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

func TestCellTooLong(t *testing.T) {
	w := NewWriter(&bytes.Buffer{}, "Contacts", []string{"note"})
	if err := w.Row([]string{strings.Repeat("é", maxCell)}); err != nil {
		t.Error(err)
	}
	if err := w.Row([]string{strings.Repeat("x", maxCell+1)}); !errors.Is(err, ErrCellTooLong) {
		t.Error(err)
	}
}
