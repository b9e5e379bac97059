package page

import (
	"bytes"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMarkdown compares a small page with testdata/page.md. UPDATE=1 rewrites
// it.
func TestMarkdown(t *testing.T) {
	p := &Page{
		Kind: "Review", Title: "leads.csv", Footer: "2026-11-23 · rollcall 1.0",
		Verdict: Verdict{Tone: Attention, Text: "3 of 4 rows (75.0 %).", Hint: "Look @ the list.", Command: "rollcall import leads.csv"},
		Tiles:   []Tile{{Label: "Rows", Value: "4"}, {Label: "New", Value: "3", Note: "75.0 %"}},
		Split:   &Split{Title: "Rows", Whole: 4, Parts: []Part{{Label: "new", Count: 3}}},
		Sections: []Section{
			{Title: "Why", Note: "Of all rows.", Bars: []Bar{
				{Label: "no consent", Value: "1", Share: 0.25, Details: []Detail{{Text: "Opt-in: is empty", Value: "1"}}},
				{Label: "duplicate", Gloss: "known", Value: "0"},
			}},
			{Title: "Where", Facts: []Fact{{Name: "Tags", Values: []Value{{Text: "expo-2026", Mark: "new"}, {Text: "a|b"}}}, {Name: "SHA-256", Code: true, Values: []Value{{Text: "ab12"}}}}},
			{Title: "Look", Notices: []string{"one", "two"}, Quote: "I confirm."},
			{Title: "Sample", Table: &Table{Columns: []string{"phone", "note"}, Rows: [][]string{{"+1206*****67", "`|"}}}},
		},
	}
	var got bytes.Buffer
	if err := p.WriteMarkdown(&got); err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/page.md"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestShares(t *testing.T) {
	for share, want := range map[float64]float64{-1: 0, 0: 0, 1e-9: 0.6, 0.123: 12.3, 1: 100, 7: 100} {
		if got := (Bar{Share: share}).Percent(); got != want {
			t.Errorf("a share of %v is %v %% long, want %v", share, got, want)
		}
	}
	s := Split{Whole: 4, Parts: []Part{{Label: "a", Count: 1}, {Label: "b"}, {Label: "c", Count: 3}}}
	want := []Slice{{Part{Label: "a", Count: 1}, 0, 25}, {Part{Label: "c", Count: 3}, 25, 75}}
	if diff := cmp.Diff(want, s.Slices()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestGroups(t *testing.T) {
	p := Page{Sections: []Section{{Title: "a"}, {Title: "b"}, {Title: "c", Wide: true}, {Title: "d", Wide: true}, {Title: "e"}}}
	var got []string
	for _, group := range p.Groups() {
		titles := ""
		for _, s := range group {
			titles += s.Title
		}
		got = append(got, titles)
	}
	if diff := cmp.Diff([]string{"ab", "c", "d", "e"}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
