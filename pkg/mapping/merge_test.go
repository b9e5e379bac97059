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

// Files of several regions leave it to each, however many of them are of one; the
// parts of a street are joined in all files, and what they disagree about is left
// to each.
func TestMergeRest(t *testing.T) {
	us := proposed("Phone|House Number|Street Name|St Type", "206-444-1001|12|Main|St", "206-444-1002|7|Elm|Rd", "206-444-1003|9|Oak|Ave")
	de := proposed("Telefon|Straße|Hausnr.|Ort", "030 901820|Hauptstr.|12|Berlin", "030 901821|Lange Gasse|7a|Berlin", "040 301821|Am Markt|3|Hamburg")
	whole := proposed("Phone|Address", "206-444-1004|12 Main St", "206-444-1005|14 Main St", "206-444-1006|16 Main St")
	us.Merge(de)
	us.Merge(whole)
	if us.RegionSure {
		t.Errorf("region %s of all, %s", us.Region, us.RegionWhy)
	}
	text := written(t, us)
	for _, want := range []string{
		`House Number: {target: address, aliases: [Hausnr.], optional: true, join: " "}`,
		`Street Name: {target: address, aliases: [Straße, Address], join: " "}`,
		`St Type: {target: address, optional: true, join: " "}`, "# region: US",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	codes := []string{"Phone", "15124422345", "447911123456", "4930901820", "33142685300"}
	plus := proposed(codes...)
	if plus.Plus != PlusImplied {
		t.Fatalf("plus is %q: %s", plus.Plus, plus.PlusWhy)
	}
	plus.Merge(proposed("Phone", "206-444-1001", "206-444-1002", "206-444-1003"))
	if plus.Plus != PlusAuto {
		t.Error("one file's plus is every file's")
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
