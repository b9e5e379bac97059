package source

import (
	"bytes"
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSheetsOfNumbers reads all sheets of a do-not-call list, but of those beside
// sheets that are called as such lists these alone.
func TestSheetsOfNumbers(t *testing.T) {
	sheet := func(rows ...string) string { return sheetXML("", textRows(rows...), "") }
	tests := map[string]struct {
		sheets        []string
		want, skipped []string
	}{
		"all of them": {
			[]string{"East", "", sheet("Phone", "2064441234"), "West", "", sheet("Phone|Reason", "2064441235|asked"), "Empty", "", sheet()},
			[]string{"1 Phone", "2 2064441234", "1 Phone | Reason", "2 2064441235 | asked"}, nil,
		},
		"one that is called so": {
			[]string{"Leads", "", sheet("Phone", "2064441234"), "Do Not Call", "", sheet("Phone", "2064441235")},
			[]string{"1 Phone", "2 2064441235"}, []string{`sheet "Leads" (2 rows)`},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			parts, err := OpenParts(context.Background(), "-", bytes.NewReader(handmade{sheets: tt.sheets}.bytes()))
			if err != nil {
				t.Fatal(err)
			}
			defer parts.Close()
			var got []string
			for part := range allOf(t, parts.Next) {
				for c := range allOf(t, part.Next) {
					for rec := range c.Records() {
						got = append(got, string(rune('0'+rec.Line))+" "+cellsText(rec.Cells))
					}
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.skipped, parts.Skipped()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
