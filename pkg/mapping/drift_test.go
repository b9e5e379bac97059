package mapping

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDrift has one vendor's export as it was, and as it came later.
func TestDrift(t *testing.T) {
	const mapping = `columns:
  Phone: phone
  First Name: first_name
  Email: email
  Do Not Call: {target: consent, means: opt_out}
  Source: {new_field: lead_source}
expect: {Phone: 95%}
`
	row := func(i int, header string) []string {
		var row []string
		for h := range strings.SplitSeq(header, "|") {
			switch h {
			case "First Name", "first name":
				row = append(row, []string{"Mary", "James", "Anna"}[i%3])
			case "Email", "E-Mail Address":
				row = append(row, fmt.Sprintf("p%d@example.com", i))
			case "Do Not Call", "DNC flag":
				row = append(row, []string{"yes", "no"}[i%2])
			case "Source":
				row = append(row, []string{"web", "fair"}[i%2])
			default:
				row = append(row, fmt.Sprintf("+1206987%04d", i))
			}
		}
		return row
	}
	for _, c := range []struct {
		name, header string
		strict       bool
		bad          int // every bad-th phone is no phone, 0 for none
		want         []string
	}{
		{"as it was", "Phone|First Name|Email|Do Not Call|Source", false, 0, nil},
		{"strict, as it was", "Phone|First Name|Email|Do Not Call|Source", true, 0, nil},
		{"a rejects file", "Phone|First Name|Email|Do Not Call|Source|_line|_reason|_detail", true, 0, nil},
		{"missing", "Phone|First Name|Email|Do Not Call", false, 0, []string{"missing_column Source true"}},
		{"renamed, nearly the same", "Phone|First Name|Email|Do Not Call|Sources", false, 0, []string{"renamed_column Source true", "new_column Sources false"}},
		{"renamed, by what it holds", "Phone|First Name|E-Mail Address|DNC flag|Source", false, 0, []string{
			"renamed_column Email true", "renamed_column Do Not Call true", "new_column DNC flag true", "new_column E-Mail Address false"}},
		{"new", "Phone|First Name|Email|Mobile|Do Not Call|Source", false, 0, []string{"new_column Mobile false"}},
		{"new under unmapped: error", "Phone|First Name|Email|Mobile|Do Not Call|Source", true, 0, []string{"new_column Mobile true"}},
		{"in another order", "Phone|Email|First Name|Do Not Call|Source", false, 0, []string{"reordered_columns  false"}},
		{"respelled", "Phone|first name|Email|Do Not Call|Source", false, 0, []string{"respelled_column first name false"}},
		{"phones a little worse", "Phone|First Name|Email|Do Not Call|Source", false, 12, nil},
		{"phones worse", "Phone|First Name|Email|Do Not Call|Source", false, 5, []string{"phones_fell Phone false"}},
	} {
		text := mapping
		if c.strict {
			text += "unmapped: error\n"
		}
		m := parse(t, text)
		header := strings.Split(c.header, "|")
		var rows [][]string
		for i := range 60 {
			r := row(i, c.header)
			if c.bad > 0 && i%c.bad == 0 {
				r[0] = "n/a today"
			}
			rows = append(rows, r)
		}
		p := profileOf(header, rows)
		var got []string
		refused := false
		for _, d := range m.Drift(p) {
			got = append(got, fmt.Sprintf("%s %s %v", d.Code, d.Header, d.Refused))
			refused = refused || d.Refused
			if d.Message == "" {
				t.Errorf("%s: %s has no message", c.name, d.Code)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if _, err := m.Match(header); (err != nil) != refused {
			t.Errorf("%s: drift says refused %v, matching says %v", c.name, refused, err)
		}
	}
}

func TestDriftOfPoorPhones(t *testing.T) {
	m := parse(t, "columns:\n  Phone: phone\n  Mobile: phone\n")
	var rows [][]string
	for i := range 30 {
		rows = append(rows, []string{[]string{"+12069871234", "none yet", "call me"}[i%3], ""})
	}
	var got []string
	for _, d := range m.Drift(profileOf([]string{"Phone", "Mobile"}, rows)) {
		got = append(got, d.Code+" "+d.Header)
	}
	if diff := cmp.Diff([]string{"phones_poor Phone", "phones_empty Mobile"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestDriftOfRefusals has a column that says who must not be called in the next list, and
// said nothing of it when the mapping was written.
func TestDriftOfRefusals(t *testing.T) {
	for _, c := range []struct{ target, cell, want string }{
		{"{new_field: status}", "Do Not Call", "refusal_unused Status"},
		{"ignore", "Do Not Call", "refusal_unused Status"},
		{"{target: consent, means: status}", "Do Not Call", ""},
		{"{new_field: status}", "Closed", ""},
	} {
		m := parse(t, "columns:\n  Phone: phone\n  Status: "+c.target+"\n")
		var rows [][]string
		for i := range 30 {
			rows = append(rows, []string{fmt.Sprintf("+1206987%04d", i), []string{"Open", "Open", c.cell}[i%3]})
		}
		got := ""
		for _, d := range m.Drift(profileOf([]string{"Phone", "Status"}, rows)) {
			got += d.Code + " " + d.Header
		}
		if got != c.want {
			t.Errorf("%s, %s: got %q, want %q", c.target, c.cell, got, c.want)
		}
	}
}
