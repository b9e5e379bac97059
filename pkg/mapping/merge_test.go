package mapping

import (
	"bytes"
	"strings"
	"testing"

	"rollcall/pkg/profile"
	"rollcall/pkg/source"
)

// proposed proposes a mapping for a list of rows, the first of which is its header.
func proposed(rows ...string) *Proposal {
	p := profile.New(strings.Split(rows[0], "|"), profile.Options{})
	for _, row := range rows[1:] {
		p.Add(source.Record{Cells: strings.Split(row, "|")})
	}
	return Suggest(p.Profile(), SuggestOptions{})
}

// One mapping serves all the lists that it was proposed for, and no column that
// speaks of consent in one of them is passed over.
func TestMerge(t *testing.T) {
	lists := [][]string{
		{"Phone|Name|Note", "206-444-1001|Ann Ash|x", "206-444-1002|Ben Birch|"},
		{"Telephone|Full Name|Do Not Call", "206-444-1003|Cy Cedar|yes", "206-444-1004|Di Dogwood|no"},
		{"phone|Cell|Note|Opt In", "206-444-1005|206-444-1006|do not call|yes", "206-444-1007|206-444-1008||no"},
		{"Mobile|Do Not Call|Opt Out", "206-444-1009|1|", "206-444-1010|0|x"},
	}
	merged := proposed(lists[0]...)
	for _, list := range lists[1:] {
		merged.Merge(proposed(list...))
	}
	var text bytes.Buffer
	if err := merged.WriteYAML(&text); err != nil {
		t.Fatal(err)
	}
	m, err := Parse("m.yaml", text.Bytes())
	if err != nil {
		t.Fatalf("%v\n%s", err, &text)
	}
	for _, list := range lists {
		header := strings.Split(list[0], "|")
		match, err := m.Match(header)
		if err != nil {
			t.Errorf("%s: %v\n%s", list[0], err, &text)
			continue
		}
		alone := proposed(list...)
		for i := range alone.Columns {
			for _, use := range alone.Columns[i].uses() {
				if use.Target == Consent && !consents(m, match.Uses[i]) {
					t.Errorf("%s: column %s is no consent column any more\n%s", list[0], header[i], &text)
				}
			}
		}
	}
}

// consents reports whether one of the uses is a consent column.
func consents(m *Mapping, uses []int) bool {
	for _, i := range uses {
		if m.Columns[i].Target == Consent {
			return true
		}
	}
	return false
}
