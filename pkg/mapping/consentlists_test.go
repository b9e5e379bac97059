package mapping

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"
)

// TestConsentLists holds that what is proposed for the lists of
// testdata/consent keeps out who may not be called, and nobody else.
func TestConsentLists(t *testing.T) {
	files, err := filepath.Glob("../../testdata/consent/*.csv")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d lists: %v", len(files), err)
	}
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		const at, may = 2, 3 // the column that is tried, and who may be called
		var cells [][]string
		for _, row := range rows[1:] {
			cells = append(cells, row[:may])
		}
		s := Suggest(profileOf(rows[0][:may], cells), SuggestOptions{}).Columns[at]
		for _, row := range rows[1:] {
			in := "yes"
			for _, use := range s.uses() {
				if use.Target != Consent {
					continue
				}
				switch use.verdict(row[at]) {
				case "refuses", "no", "not a yes":
					in = "no"
				}
			}
			if in != row[may] {
				t.Errorf("%s: %s %q: %s, want %s by %s", filepath.Base(file), rows[0][at], row[at], in, row[may], s.Suggested())
				break
			}
		}
	}
}
