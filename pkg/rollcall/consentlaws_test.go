package rollcall_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// consentList is a list with one column about consent, three rows a cell.
func consentList(c consentColumn) [][]string {
	rows := [][]string{{"Name", "Phone", c.headers[0]}}
	for range 3 {
		for _, cell := range slices.Concat(c.yes, c.no) {
			n := len(rows)
			rows = append(rows, []string{people[n%len(people)], fmt.Sprintf("+1212736%04d", n), cell[0]})
		}
	}
	return rows
}

// Who is dialed does not hang on the order of rows and columns, on case and
// spaces; and neither another refusal column nor another row that refuses adds
// anybody.
func TestConsentColumnLaws(t *testing.T) {
	spelled := func(header, cell func(string) string) func([][]string) [][]string {
		return func(rows [][]string) [][]string {
			rows[0][2] = header(rows[0][2])
			for _, row := range rows[1:] {
				row[2] = cell(row[2])
			}
			return rows
		}
	}
	same := map[string]func([][]string) [][]string{
		"rows and columns reversed, more spaces": func(rows [][]string) [][]string {
			slices.Reverse(rows[1:])
			for _, row := range rows {
				row[2] = strings.ReplaceAll(row[2], " ", "  ")
				slices.Reverse(row)
			}
			return rows
		},
		"header in capitals, cells in small letters": spelled(strings.ToUpper, strings.ToLower),
		"header in small letters, cells in capitals": spelled(strings.ToLower, strings.ToUpper),
	}
	fewer := map[string]func([][]string) [][]string{
		"another column": func(rows [][]string) [][]string {
			for i := range rows {
				rows[i] = append(rows[i], []string{"Y", ""}[i%2])
			}
			rows[0][3] = "Do Not Call"
			return rows
		},
		"another row": func(rows [][]string) [][]string {
			return append(rows, []string{"Zed (do not call)", rows[1][1], rows[1][2]})
		},
	}
	dir := t.TempDir()
	for _, c := range slices.Concat(readConsentColumns(t, "columns.txt"), readConsentColumns(t, "harmless.txt")) {
		if len(c.headers) != 1 {
			continue
		}
		base, _ := dialed(t, dir, consentList(c))
		slices.Sort(base)
		for law, change := range same {
			got, _ := dialed(t, dir, change(consentList(c)))
			slices.Sort(got)
			if !slices.Equal(base, got) {
				t.Errorf("%q, %s: %d are dialed, and were %d", c.headers[0], law, len(got), len(base))
			}
		}
		for law, change := range fewer {
			got, _ := dialed(t, dir, change(consentList(c)))
			for _, number := range got {
				if !slices.Contains(base, number) {
					t.Errorf("%q, %s: %s is dialed, too", c.headers[0], law, number)
				}
			}
		}
	}
}
