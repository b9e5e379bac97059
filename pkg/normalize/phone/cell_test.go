package phone

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWordsBeside is the truth table of what labels and notes do to the numbers
// of a cell: the number that is dialed or the problem, and whether the person
// refuses.
func TestWordsBeside(t *testing.T) {
	tests := []struct {
		cell, want string
		refuses    bool
	}{
		{"212-736-5010 do not call", "+12127365010", true},
		{"212-736-5010 DNC", "+12127365010", true},
		{"212-736-5010 (DNC 2024-01-02)", "+12127365010", true},
		{"DNC: 212-736-5010", "+12127365010", true},
		{"212-736-5010 - deceased", "+12127365010", true},
		{"212-736-5010 no llamar", "+12127365010", true},
		{"212-736-5010 (ne pas appeler)", "+12127365010", true},
		{"212-736-5010 nicht anrufen", "+12127365010", true},
		{"212-736-5010 não ligar", "+12127365010", true},
		{"212-736-5010 non chiamare", "+12127365010", true},
		{"212-736-5010 niet bellen", "+12127365010", true},
		{"212-736-5010, verstorben", "+12127365010", true},
		{"do not call", "not_a_number", true},
		{"DNC", "not_a_number", true},
		{"212-736-5010 (wrong number)", "bad_number", false},
		{"212-736-5010 - disconnected", "bad_number", false},
		{"wrong number 212-736-5010", "bad_number", false},
		{"212-736-5010 número equivocado", "bad_number", false},
		{"212-736-5010 falsche Nummer", "bad_number", false},
		{"Fax: 212-736-5010", "not_voice", false},
		{"212-736-5010 fax", "not_voice", false},
		{"212-736-5010 (Telefax)", "not_voice", false},
		{"Pager 212-736-5010", "not_voice", false},
		{"Fax: 212-736-5010; Tel: 212-736-5011", "+12127365011", false},
		{"Tel: 212-736-5011 Fax: 212-736-5010", "+12127365011", false},
		{"Fax 212-736-5010 Tel 212-736-5011", "+12127365011", false},
		{"212-736-5010 fax / 212-736-5011", "+12127365011", false},
		{"212-736-5010 fax 212-736-5011 cell", "+12127365011", false},
		{"212-736-5010 (fax) 212-736-5011 (home)", "+12127365011", false},
		{"F: 212-736-5010 P: 212-736-5011", "+12127365011", false},
		{"Phone: 212-736-5010\nMobile: 212-736-5011", "+12127365011", false},
		{"(212)\n736-5010", "+12127365010", false},
		{"212-736-\n5010", "+12127365010", false},
		{"2'127'365'010", "+12127365010", false},
		{"Phone: 212-736-5010\r\nMobile: 212-736-5011", "+12127365011", false},
		{"Home: 212-736-5010, Work: 212-736-5011", "+12127365011", false},
		{"Home: 212-736-5010, Work: 212-736-5011, Cell: 212-736-5012", "+12127365012", false},
		{"212-736-5010 (work) / 212-736-5011 (cell)", "+12127365011", false},
		{"212-736-5010 (disconnected), 212-736-5011", "+12127365011", false},
		{"(212) 736-5010 old; new (212) 736-5011", "+12127365011", false},
		{"Tel: 555-0123; Tel: 212-736-5011", "+12127365011", false},
		{"Fax: 212-736-5010; Pager: 212-736-5011", "not_voice", false},
		{"212-736-5010 x12", "+12127365010", false},
		{"212-736-5010 (ask for Bob)", "+12127365010", false},
		{"212-736-5010 not on DNC", "+12127365010", false},
		{"１-800-ＦＬＯＷＥＲＳ", "+18003569377", false},
	}
	p := NewParser(Options{})
	for _, test := range tests {
		r := p.Parse(test.cell, "US")
		got := r.E164
		if !r.OK() {
			got = r.Problem.String()
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("Parse(%q) -want +got:\n%s", test.cell, d)
		}
		if (r.Refusal != "") != test.refuses {
			t.Errorf("Parse(%q): refusal %q, want one: %v", test.cell, r.Refusal, test.refuses)
		}
	}
}

func TestNumbers(t *testing.T) {
	tests := map[string][]string{
		"":                                nil,
		"212-736-5010":                    {"+12127365010"},
		"212-736-5010 do not call":        {"+12127365010"},
		"Fax: 212-736-5010 212-736-5010":  {"+12127365010"},
		"212-736-5010 212-736-5011":       {"+12127365010", "+12127365011"},
		"Tel 2127365010/2127365011 (DNC)": {"+12127365010", "+12127365011"},
		"+1 212 736 5010, +49 30 1234567": {"+12127365010", "+49301234567"},
	}
	p := NewParser(Options{})
	for cell, want := range tests {
		if d := cmp.Diff(want, p.Numbers(cell, "US")); d != "" {
			t.Errorf("Numbers(%q) -want +got:\n%s", cell, d)
		}
	}
}

// TestUndialable has numbers that the library calls valid and whose E.164 form
// reaches nobody.
func TestUndialable(t *testing.T) {
	tests := []struct {
		cell, region string
		want         Problem
	}{
		{"310-1234", "US", LocalOnly},
		{"310-1234", "CA", LocalOnly},
		{"+13101234", "", LocalOnly},
		{"310-246-1501", "CA", None},
		{"14020", "NL", LocalOnly},
		{"9601", "IR", LocalOnly},
		{"+611300123456", "AU", None},
		{"+611300123456", "US", NoInternational},
		{"+390669812345", "US", None},
	}
	p := NewParser(Options{})
	for _, test := range tests {
		if r := p.Parse(test.cell, test.region); r.Problem != test.want {
			t.Errorf("Parse(%q, %q): %v, want %v", test.cell, test.region, r.Problem, test.want)
		}
	}
}

// TestFormerPrefixes has the ways in which Mexico's numbers were dialed until
// 3 August 2019, and numbers that only look like them.
func TestFormerPrefixes(t *testing.T) {
	tests := []struct{ cell, region, want string }{
		{"+5215512345670", "US", "+525512345670"},
		{"+52 1 55 1234 5670", "MX", "+525512345670"},
		{"5215512345670", "MX", "+525512345670"},
		{"011 52 1 55 1234 5670", "US", "+525512345670"},
		{"044 55 1234 5670", "MX", "+525512345670"},
		{"0455512345670", "MX", "+525512345670"},
		{"01 (55) 1234 5670", "MX", "+525512345670"},
		{"5512345670", "MX", "+525512345670"},
		{"15512345670", "MX", "too_long"}, // a number of New Jersey as well
		{"0445512345670", "US", "too_long"},
		{"+521551234567", "US", "unassigned"},
		{"2127365000,00", "US", "+12127365000"},
		{"2.127.365.000,00", "US", "+12127365000"},
		{"2127365000,12", "US", "+12127365000"},
	}
	p := NewParser(Options{})
	for _, test := range tests {
		r := p.Parse(test.cell, test.region)
		got := r.E164
		if !r.OK() {
			got = r.Problem.String()
		}
		if got != test.want {
			t.Errorf("Parse(%q, %q) = %s, want %s", test.cell, test.region, got, test.want)
		}
	}
}
