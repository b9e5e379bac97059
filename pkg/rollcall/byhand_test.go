package rollcall_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rollcall/pkg/rollcall"
)

// reviewed reviews a list with a mapping that was written by hand, and returns who would
// be let in, by the last four digits.
func reviewed(t *testing.T, list, columns string) (in []string, err error) {
	t.Helper()
	dir := t.TempDir()
	file, mapping := filepath.Join(dir, "list.csv"), filepath.Join(dir, "m.yaml")
	for name, text := range map[string]string{file: list, mapping: "version: 1\nregion: US\ncolumns:\n  Phone: phone\n" + columns} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := rollcall.Review(t.Context(), rollcall.ReviewOptions{
		FileOptions: rollcall.FileOptions{File: file, Mapping: mapping, NoPowerlist: true}, Sample: 10_000, Offline: true,
	})
	if r != nil && r.Sample != nil {
		for _, s := range *r.Sample {
			in = append(in, s.Phone[len(s.Phone)-4:])
		}
		slices.Sort(in)
	}
	return in, err
}

// listOf makes a list of a column's cells, whose numbers count from 1000.
func listOf(header string, cells ...string) string {
	text := "Phone," + header + "\n"
	for i, cell := range cells {
		text += fmt.Sprintf("212-736-%04d,%s\n", 1000+i, cell)
	}
	return text
}

// Code letters of a column of refusals are read in a mapping that was written by hand
// as they are in one that map wrote.
func TestCodeLettersByHand(t *testing.T) {
	const out = "{target: consent, means: opt_out}"
	for _, tt := range []struct {
		name, header, column string
		cells                []string
		in                   string
	}{
		{"federal and state", "DNC", out, []string{"F", "", "S", "", "F"}, "1001 1003"},
		{"federal or nothing", "DNC", out, []string{"", "F", "", ""}, "1000 1002 1003"},
		{"among other codes", "DNC", out, []string{"F", "W", "N", "C"}, "1002"},
		{"true and false", "DNC", out, []string{"F", "T", "F", ""}, "1000 1002 1003"},
		{"false alone", "DNC", out, []string{"F", "F"}, "1000 1001"},
		{"yes and no", "DNC", out, []string{"N", "Y", "N"}, "1000 1002"},
		{"national and others", "DNC", out, []string{"N", "D", "W", ""}, "1003"},
		{"as the mapping has it", "DNC", "{target: consent, means: opt_out, allow: [f]}", []string{"F", "S", ""}, "1000 1002"},
		{"told to deny", "DNC", "{target: consent, means: opt_out, deny: [n]}", []string{"N", "", "Y"}, "1001"},
		{"a code of consent is no yes", "Consent code", "consent", []string{"F", "Y", "A", ""}, "1001"},
		{"a code that the mapping allows", "Consent code", "{target: consent, allow: [a, e]}", []string{"A", "E", "W", ""}, "1000 1001"},
		{"what the header explains", "Consent (1=no; 2=yes)", "consent", []string{"1", "2", ""}, "1001"},
		{"what it explains of a refusal", "DNC (F=free; L=listed)", out, []string{"F", "L", ""}, "1000 1002"},
		{"what the mapping explains", "DNC", "{target: consent, means: opt_out, values: {A: clear, B: do not call}}", []string{"A", "B", ""}, "1000 1002"},
	} {
		in, err := reviewed(t, listOf(tt.header, tt.cells...), fmt.Sprintf("  %q: %s\n", tt.header, tt.column))
		var refused *rollcall.Error
		if err != nil && !errors.As(err, &refused) {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Fields(tt.in), append([]string{}, in...)); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

// A refusal in a column that the mapping does not name is seen in any row.
func TestRefusalFarBelow(t *testing.T) {
	const rows, at = 5000, 4321
	for _, tt := range []struct {
		header, plain, cell string
		refused             bool
	}{
		{"Sales feedback", "liked it", "please do not call again", true},
		{"Ticket", "", "wants no calls", true},
		{"Call objections", "", "Yes", true},
		{"State of things (1=open; 9=do not call)", "1", "9", true},
		{"Sales feedback", "liked it", "loan declined by the bank", false},
		{"Company", "Acme", "Stop & Shop", false},
	} {
		cells := slices.Repeat([]string{tt.plain}, rows)
		cells[at] = tt.cell
		_, err := reviewed(t, listOf(tt.header, cells...), "")
		var refused *rollcall.Error
		if errors.As(err, &refused) != tt.refused || refused != nil && refused.Code != "refusal_unmapped" {
			t.Errorf("%s, %q: %v", tt.header, tt.cell, err)
		}
	}
}
