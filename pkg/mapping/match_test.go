package mapping

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func parse(t *testing.T, text string) *Mapping {
	t.Helper()
	m, err := Parse("m.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMatch(t *testing.T) {
	m := parse(t, "columns:\n  Phone: phone\n  First Name: first_name\n  Phone#2: phone\n  \"#4\": ignore\n  email: email\n  Ville É: city\n")
	for _, c := range []struct {
		header, columns string
		want, unmapped  []int
	}{
		{"in another order, with more columns", "email|Phone|X|#4|First Name|Phone#2|Ville É", []int{4, 0, -1, 3, 1, 2, 5}, []int{2}},
		{"but for case and spaces", "PHONE |firstname|phone #2|#4|E mail|VILLE\u00a0e\u0301", []int{0, 1, 2, 3, 4, 5}, nil},
		{"the same name goes first", "phone|Phone|First Name|Phone#2|#4|email|Ville É", []int{-1, 0, 1, 2, 3, 4, 5}, []int{0}},
		{"a rejects file", "Phone|First Name|Phone#2|#4|email|Ville É|_line|_reason|_detail", []int{0, 1, 2, 3, 4, 5, -1, -1, -1}, nil},
	} {
		got, err := m.Match(strings.Split(c.columns, "|"))
		if err != nil {
			t.Errorf("%s: %v", c.header, err)
		}
		first := make([]int, len(got.Uses))
		for i, uses := range got.Uses {
			if first[i] = -1; len(uses) > 0 {
				first[i] = uses[0]
			}
		}
		if diff := cmp.Diff(c.want, first); diff != "" {
			t.Errorf("%s: %s", c.header, diff)
		}
		if diff := cmp.Diff(c.unmapped, got.Unmapped); diff != "" {
			t.Errorf("%s: unmapped %s", c.header, diff)
		}
	}
}

func TestMatchErrors(t *testing.T) {
	for _, c := range []struct{ name, mapping, header, want string }{
		{"all missing ones are named, with the nearest", "columns:\n  Phone: phone\n  Email Address: email\n  City: city\n", "Phone|Email Adress|Town", `m.yaml:3:3: the file has no column "Email Address"; it has "Email Adress"; did you mean that?
    3 |   Email Address: email
      |   ^^^^^^^^^^^^^
m.yaml:4:3: the file has no column "City"; remove the line, or correct the header
    4 |   City: city
      |   ^^^^`},
		{"unmapped: error", "columns:\n  Phone: phone\nunmapped: error\n", "Phone|Notes|_line", `m.yaml: the file has a column "Notes", number 2, that the mapping does not name; add it to columns, as ignore if need be, or write unmapped: ignore`},
		{"another list", "columns:\n  Phone: phone\n  Email Address: email\n  City: city\n  Zip: zip\n", "Name|Telefon|City", `m.yaml: of the 4 columns that the mapping names, the file has only "City"; is it the mapping of another file? rollcall map FILE proposes one for this
m.yaml:2:3: the file has no column "Phone"; remove the line, or correct the header
    2 |   Phone: phone
      |   ^^^^^
m.yaml:3:3: the file has no column "Email Address"; remove the line, or correct the header
    3 |   Email Address: email
      |   ^^^^^^^^^^^^^
m.yaml:5:3: the file has no column "Zip"; remove the line, or correct the header
    5 |   Zip: zip
      |   ^^^`},
		{"a column with two uses is missing once, and one that is named beside the columns", "columns:\n  Phone: {target: phone, label: Type}\n  S: [{target: consent, means: status}, {field: s}]\nonly: {C: x}\n", "Phone", `m.yaml:2:3: the file has no column "Type"; remove the line, or correct the header
    2 |   Phone: {target: phone, label: Type}
      |   ^^^^
m.yaml:3:3: the file has no column "S"; remove the line, or correct the header
    3 |   S: [{target: consent, means: status}, {fi…
      |   ^
m.yaml:4:8: the file has no column "C"; remove the line, or correct the header
    4 | only: {C: x}
      |        ^`},
		{"no phone column", "columns:\n  Phone: {target: phone, optional: true}\n  Mobile: {target: phone, optional: true}\n", "Tel", `m.yaml: the file has none of the phone columns: "Phone", "Mobile"; give one of them the file's header as an alias`},
		{"two aliases", "columns:\n  Phone: {target: phone, aliases: [Tel, Fon]}\n", "Fon|Tel", `m.yaml: the file's column "Fon", number 1, is one of several that the mapping could mean; write the header in the mapping exactly as it is in the file`},
		{"two that could be meant", "columns:\n  Phone: phone\n", "phone|PHONE", `m.yaml: the file's column "PHONE", number 2, is one of several that the mapping could mean; write the header in the mapping exactly as it is in the file`},
	} {
		_, err := parse(t, c.mapping).Match(strings.Split(c.header, "|"))
		if err == nil {
			t.Errorf("%s: no error", c.name)
			continue
		}
		if diff := cmp.Diff(c.want, err.Error()); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// TestMatchWords has what a mapping may say of columns beside their header.
func TestMatchWords(t *testing.T) {
	m := parse(t, `columns:
  Phone: {target: phone, label: Phone Type, aliases: [Telephone, Tel]}
  Mobile: {target: phone, optional: true}
  Status: [{target: consent, means: status}, {new_field: status}]
  City: {target: city, optional: true, aliases: [Town]}
only: {Country: [US], Status: {not: [closed]}}
`)
	for _, c := range []struct {
		name, header string
		want         Match
	}{
		{"as it stands", "Phone|Phone Type|Mobile|Status|City|Country|Age",
			Match{At: []int{0, 2, 3, 3, 4}, Uses: [][]int{{0}, nil, {1}, {2, 3}, {4}, nil, nil}, Labels: []int{1, -1, -1, -1, -1}, Only: []int{5, 3}, Unmapped: []int{6}}},
		{"another vendor's", "status|TEL|country|phone type|town",
			Match{At: []int{1, -1, 0, 0, 4}, Uses: [][]int{{2, 3}, {0}, nil, nil, {4}}, Labels: []int{3, -1, -1, -1, -1}, Only: []int{2, 0}}},
		{"a header goes before an alias", "Tel|Phone|Phone Type|Status|Country",
			Match{At: []int{1, -1, 3, 3, -1}, Uses: [][]int{nil, {0}, nil, {2, 3}, nil}, Labels: []int{2, -1, -1, -1, -1}, Only: []int{4, 3}, Unmapped: []int{0}}},
	} {
		got, err := m.Match(strings.Split(c.header, "|"))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(Match{})); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestKeyFor(t *testing.T) {
	for header, want := range map[string]string{
		"Lead Source": "lead_source", "leadSource": "lead_source", "Lead Source (2)": "lead_source_2", "  É-mail?": "e_mail",
		"Straße": "strasse", "2nd choice": "nd_choice", "日本": "", "_": "", "What's Up": "whats_up", "HTTPCode": "httpcode",
		"Größe/cm": "grosse_cm", strings.Repeat("long ", 30): "long_long_long_long_long_long_long_long_long_long_long_long_lon",
	} {
		if got := keyFor(header); got != want {
			t.Errorf("keyFor(%q) = %q, want %q", header, got, want)
		}
	}
}
