package phone

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestParse is the truth table of cells: what stands in a list, the region of
// its row, and what becomes of it.
func TestParse(t *testing.T) {
	tests := []struct {
		cell, region string
		want         string // the number and extension, or the problem
		repair       string
	}{
		// As the library takes them.
		{"(206) 444-1234", "US", "+12064441234", ""},
		{"206.444.1234", "US", "+12064441234", ""},
		{"310/246-1501", "US", "+13102461501", ""},
		{"212/ 319-1660", "US", "+12123191660", ""},
		{"213/651-2030.", "US", "+12136512030", ""},
		{"770/441--0291", "US", "+17704410291", ""},
		{"1 206 444 1234", "US", "+12064441234", ""},
		{"+1-873-521-9519x828", "US", "+18735219519 x828", ""},
		{"+1-873-521-9519x828", "DE", "+18735219519 x828", ""},
		{"206-444-1234 ext. 5", "US", "+12064441234 x5", ""},
		{"tel:+1-206-444-1234;ext=17", "", "+12064441234 x17", ""},
		{"206-444-1234 #55", "US", "+12064441234 x55", ""},
		{"1-800-FLOWERS", "US", "+18003569377", ""},
		{"+44 (0)20 7946 0018", "US", "+442079460018", ""},
		{"07739 468 050", "GB", "+447739468050", ""},
		{"0471 66 75 53", "BE", "+32471667553", ""},
		{"(027) 1926-224", "NZ", "+64271926224", ""},
		{"06 698 12345", "IT", "+390669812345", ""},
		{"２０６−４４４−１２３４", "US", "+12064441234", ""},
		{"٢٠٦٤٤٤١٢٣٤", "US", "+12064441234", ""},
		{"0049 30 123456", "FR", "+4930123456", ""},
		{"tel:+12064441234", "", "+12064441234", ""},
		{"01234 567890 (ext. 1)", "GB", "counting", ""},
		{"01633 567891 (ext. 1)", "GB", "+441633567891 x1", ""},
		// Spreadsheets.
		{"2064441234.0", "US", "+12064441234", "float"},
		{"２０６４４４１２３４．０", "US", "+12064441234", "characters+float"},
		{"2064441234.0 / 2064441235.0", "US", "+12064441234", "float+several"},
		{"2064441234.05", "US", "too_long", ""},
		{"12064441234.0", "US", "+12064441234", "float"},
		{"+12064441234.0", "US", "+12064441234", "float"},
		{" 2064441234.0 ", "US", "+12064441234", "float"},
		{"30123456.0", "DE", "+4930123456", "float"},
		{"2064441234.00", "US", "+12064441234", "float"},
		{"1.5554441234567E+10", "US", "not_a_number", ""},
		{"1.2064441234E+10", "US", "+12064441234", "float"},
		{"1.2064441234e10", "US", "+12064441234", "float"},
		{"1,2064441234E+10", "US", "+12064441234", "float"},
		{"2.064441234E+9", "US", "+12064441234", "float"},
		{"1.5551E+10", "US", "lost_digits", ""},
		{"3.34E+13", "US", "lost_digits", ""},
		{"3.34E13", "DE", "lost_digits", ""},
		{"########", "US", "lost_digits", ""},
		{"2,064,441,234", "US", "+12064441234", "float"},
		{`="2064441234"`, "US", "+12064441234", ""},
		{`="2064441234.0"`, "US", "+12064441234", "spreadsheet_text+float"},
		{"'2064441234", "US", "+12064441234", ""},
		{`="1.2064441234E+10"`, "US", "+12064441234", "spreadsheet_text+float"},
		// Notes, prefixes, labels.
		{"2064441234 (cell)", "US", "+12064441234", "note"},
		{"2062248201 (cell) / 2062248202 (work)", "US", "+12062248201", "several"},
		{"2062248217 (cell) 2062248218 (work)", "US", "+12062248217", "several"},
		{"12 (cell) / 206-224-2106 (work)", "US", "+12062242106", "several"},
		{"2064441234 cell", "US", "+12064441234", "note"},
		{"2064441234 - ask for Bob", "US", "+12064441234", "note"},
		{"2064441234 x12 (cell)", "US", "+12064441234 x12", "note"},
		{"Tel.: 206-444-1234", "US", "+12064441234", ""},
		{"Phone 1: 206-444-1234", "US", "+12064441234", "several"},
		{"30123456.0 Zentrale", "DE", "+4930123456", "float+note"},
		{"030 123456 abc", "DE", "+4930123456222", ""},
		{"001-417-367-8686 home", "US", "+14173678686", "international_prefix+note"},
		{"1-800-FLOWERS (main)", "US", "+18003569377", "note"},
		{"001-417-367-8686x33666", "US", "+14173678686 x33666", "international_prefix"},
		{"+001 417 367 8686", "US", "+14173678686", "international_prefix"},
		{"0049 30 123456", "US", "+4930123456", "international_prefix"},
		{"0049 30 123456", "", "+4930123456", "international_prefix"},
		{"0055 33 98314-0237", "BR", "+5533983140237", "international_prefix"}, // not France, by carrier 55
		{"00573021745866", "CO", "+573021745866", "international_prefix"},
		{"0015 33 1 42 68 53 00", "BR", "+33142685300", ""},
		{"030 123456 Durchwahl 12", "DE", "+4930123456 x12", "extension_label"},
		{"2064441234 poste 12", "US", "+12064441234 x12", "extension_label"},
		{"\u200b206\u200b4441234\ufeff", "US", "+12064441234", ""},
		{"206\x004441234", "US", "+12064441234", "characters"},
		// Several numbers.
		{"206-444-1234 / 206-444-1235", "US", "+12064441234", "several"},
		{"206-444-1234/5678", "US", "+12064441234", "several"},
		{"206-444-1234; 206-444-1235", "US", "+12064441234", "several"},
		{"206-444-1234, 206-444-1235", "US", "+12064441234", "several"},
		{"206-444-1234 or 206-444-1235", "US", "+12064441234", "several"},
		{"+49 176\n60414075", "DE", "+4917660414075", ""},
		{"030\n12345678", "DE", "+493012345678", ""},
		{"+49 30 123\n4567", "DE", "+49301234567", ""},
		{"+49 171 60414075\n030 1234567", "DE", "+4917160414075", "several"},
		{"206-444-1234\n206-444-1235", "US", "+12064441234", "several"},
		{"2064441234 2064441235", "US", "+12064441234", "several"},
		{"206 444 1234 206 444 1235", "US", "+12064441234", "several"},
		{"+49 30 123456 +49 30 654321", "US", "+4930123456", "several"},
		{"206-555-0123; 206-444-1235", "US", "+12064441235", "several"},
		{"12345 / 206-444-1235", "US", "+12064441235", "several"},
		{"1234567 / 206-444-1235", "US", "+12064441235", "several"},
		{"P: 206-444-1234 F: 206-444-1235", "US", "+12064441234", "several"},
		// Nothing to dial.
		{"", "US", "empty", ""},
		{" \u200b ", "US", "empty", ""},
		{`=""`, "US", "empty", ""},
		{"n/a", "US", "not_a_number", ""},
		{"+27 63 Hey-Joe", "ZA", "too_short", ""},
		{"310/788-", "US", "too_short", ""},
		{"44636", "US", "too_short", ""},
		{"555-1212", "US", "too_short", ""},
		{"2064441234", "", "no_region", ""},
		{"+999 123456", "US", "unknown_code", ""},
		{"206 444 12345", "US", "too_long", ""},
		{"206 044 1234", "US", "unassigned", ""},
		{"http://example.com/2064441234/12345", "US", "not_a_number", ""},
		{"2024-03-05 14:30:00", "US", "not_a_number", ""},
		{strings.Repeat("2", 5000), "US", "too_long", ""},
		{"2064441234 " + strings.Repeat("note ", 100), "US", "+12064441234", "note"},
		// Fakes.
		{"206-555-0100", "US", "fictional", ""},
		{"206-555-0199", "US", "fictional", ""},
		{"206-555-0200", "US", "service", ""},
		{"212-976-1234", "US", "service", ""},
		{"212-911-1234", "US", "service", ""},
		{"212-555-5555", "US", "service", ""},
		{"800-555-5555", "US", "+18005555555", ""},
		{"212·736·5010", "US", "+12127365010", "characters"},
		{"+1 (0) 212 736 5010", "US", "+12127365010", "former_prefix"},
		{"+1 206 555 1212", "DE", "directory_assistance", ""},
		{"888-888-8888", "US", "repeated", ""},
		{"2345678901", "US", "counting", ""},
		{"9876543210", "IN", "counting", ""},
		{"1234567890", "US", "unassigned", ""},
	}
	p := NewParser(Options{})
	for _, test := range tests {
		r := p.Parse(test.cell, test.region)
		got := r.E164
		if r.Ext != "" {
			got += " x" + r.Ext
		}
		if !r.OK() {
			got = r.Problem.String()
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("Parse(%.60q, %q) -want +got:\n%s", test.cell, test.region, d)
		}
		if d := cmp.Diff(test.repair, r.Repair.String()); d != "" {
			t.Errorf("Parse(%.60q, %q): repair -want +got:\n%s", test.cell, test.region, d)
		}
		if r.OK() != (r.Detail == "") {
			t.Errorf("Parse(%.60q, %q): problem %v with detail %q", test.cell, test.region, r.Problem, r.Detail)
		}
	}
}

// TestNoAllocation checks that a number without words costs no memory of its own, neither a
// good one nor a bad one.
func TestNoAllocation(t *testing.T) {
	p := NewParser(Options{Refuse: []string{"premium_rate"}})
	cells := map[string]string{
		"+12064441234": "US", "(206) 444-1234": "US", "206-444-1234 x12": "US", "+44 20 7946 0018": "",
		"030 123456": "DE", "011 15-2345-6789": "AR", "074104 10123": "IN", "+33\u00a01\u00a042\u00a068\u00a053\u00a000": "FR",
		"206-044-1234": "US", "206 44": "US", "2064441234": "", "206-555-0123": "US", "900-234-5678": "US",
	}
	for cell, region := range cells {
		if n := testing.AllocsPerRun(200, func() { p.Parse(cell, region) }); n != 0 {
			t.Errorf("Parse(%q, %q): %v allocations", cell, region, n)
		}
	}
}

func TestRefuse(t *testing.T) {
	p := NewParser(Options{Refuse: []string{"premium_rate", "toll_free", "no such type"}})
	tests := map[string]Problem{
		"900-234-5678":                Refused,
		"1-800-356-9377":              Refused,
		"206-444-1234":                None,
		"900-234-5678 / 206-444-1234": None,
	}
	for cell, want := range tests {
		r := p.Parse(cell, "US")
		if r.Problem != want {
			t.Errorf("Parse(%q): problem %v, want %v", cell, r.Problem, want)
		}
		if want == Refused && !strings.Contains(r.Detail, r.Type.String()) {
			t.Errorf("Parse(%q): detail %q does not name the type %v", cell, r.Detail, r.Type)
		}
	}
	if r := NewParser(Options{}).Parse("900-234-5678", "US"); r.Type != PremiumRate || !r.OK() {
		t.Errorf("a premium-rate number where none is refused: %+v", r)
	}
}

// TestDetails checks that each problem has a text of its own.
func TestDetails(t *testing.T) {
	seen := map[string]Problem{}
	for p := Empty; int(p) < numProblems; p++ {
		v := verdict{problem: p, typ: PremiumRate}
		detail := v.detail("US")
		if other, ok := seen[detail]; ok || detail == "" || strings.Contains(detail, "%") {
			t.Errorf("%v and %v share the detail %q", other, p, detail)
		}
		seen[detail] = p
	}
}

func TestMayBeFloat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`[-+ (#]{0,2}[0-9]{0,4}[ ,.eE．]?[-+]?[0-9,]{0,6}[eE]?[-+]?[0-9]{0,2}[ )a]?`).Draw(t, "cell")
		if isFloat(strings.TrimFunc(cell, func(r rune) bool { return !(r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' || r == '+') })) && !strings.Contains(cell, ".") && !mayBeFloat(cell) {
			t.Fatalf("%q is a float", cell)
		}
	})
}

// TestMaskedNumbers holds that letters which hide digits are no keys.
func TestMaskedNumbers(t *testing.T) {
	p := NewParser(Options{})
	for cell, valid := range map[string]bool{
		"973-647-XXXX": false, "(404) XXX-XXXX": false, "404 529 xxxx": false, "312-555-NNNN": false, "1-800-FLOWERS": true, "212-736-5000 x 12": true, "212-736-5000 (cell)": true,
	} {
		if r := p.Parse(cell, "US"); r.OK() != valid {
			t.Errorf("%q: %+v", cell, r)
		}
	}
}
