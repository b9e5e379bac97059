package clean

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// cleaner binds a mapping's columns, and what else it says, to its own headers.
func cleaner(t testing.TB, text string) (*Cleaner, []string) {
	t.Helper()
	m, err := mapping.Parse("m.yaml", []byte("version: 1\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	var header []string
	for _, c := range m.Columns {
		header = append(header, c.Header)
	}
	match, err := m.Match(header)
	if err != nil {
		t.Fatal(err)
	}
	return New(m, match, header, phone.NewParser(phone.Options{Refuse: m.Refused()}), Facts{}), header
}

func cleanRow(c *Cleaner, cells ...string) contact.Row {
	var row contact.Row
	row.Reset()
	c.Clean(source.Record{Line: 2, Cells: cells}, &row)
	return row
}

func TestReasons(t *testing.T) {
	c, _ := cleaner(t, `
region: US
columns:
  Phone: phone
  Mobile: phone
  Country: country
  OK: consent
  Really: {target: consent, allow: [certainly]}
`)
	tests := []struct {
		name   string
		cells  []string
		reason contact.Reason
		detail string
		phone  string
	}{
		{"good", []string{"206-444-1001", "", "", "yes", "y"}, contact.Accepted, "", "+12064441001"},
		{"first valid column", []string{"12", "206-444-1002", "", "yes", "Certainly"}, contact.Accepted, "", "+12064441002"},
		{"mapping's order", []string{"206-444-1001", "206-444-1002", "", "yes", "1"}, contact.Accepted, "", "+12064441001"},
		{"blank", []string{" ", "\u200b", "", "yes", "y"}, contact.NoPhone, "all phone columns are empty", ""},
		{"the first wrong number is told of", []string{"", "12", "", "yes", "y"}, contact.InvalidPhone, "Mobile: ", ""},
		{"consent is asked after the phone", []string{"12", "", "", "no", "no"}, contact.InvalidPhone, "Phone: ", ""},
		{"every consent column counts", []string{"206-444-1001", "", "", "yes", "no"}, contact.NoConsent, `Really says "no"`, "+12064441001"},
		{"empty consent", []string{"206-444-1001", "", "", "", "yes"}, contact.NoConsent, "OK is empty", "+12064441001"},
		{"the row's country", []string{"020 7946 0018", "", "England", "yes", "y"}, contact.Accepted, "", "+442079460018"},
		{"an unknown country is no country", []string{"206-444-1001", "", "Atlantis", "yes", "y"}, contact.InvalidPhone, `no region is called "Atlantis"`, ""},
		{"but a number may do without", []string{"+12064441001", "", "Atlantis", "yes", "y"}, contact.Accepted, "", "+12064441001"},
		{"fiction", []string{"206-555-0142", "", "", "yes", "y"}, contact.InvalidPhone, "reserved for fiction", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			row := cleanRow(c, tt.cells...)
			if row.Reason != tt.reason || row.Contact.Phone != tt.phone || !strings.Contains(row.Detail, tt.detail) || (tt.detail == "") != (row.Detail == "") {
				t.Errorf("got %s %q, phone %q; want %s %q, phone %q", row.Reason, row.Detail, row.Contact.Phone, tt.reason, tt.detail, tt.phone)
			}
		})
	}
	var row contact.Row
	c.Clean(source.Record{Malformed: true, Cells: []string{"x"}, Problems: []source.Problem{{Message: "too many cells"}}}, &row)
	if row.Reason != contact.Malformed || row.Detail != "too many cells" {
		t.Errorf("got %s %q", row.Reason, row.Detail)
	}
}

func TestOptOut(t *testing.T) {
	c, _ := cleaner(t, `
region: US
columns:
  Phone: phone
  DNC: {target: consent, means: opt_out, allow: [never asked], record_opt_outs: true}
  OK: {target: consent, record_opt_outs: true}
`)
	tests := []struct {
		dnc, ok        string
		reason         contact.Reason
		optOutRecorded bool
	}{
		{"", "yes", contact.Accepted, false},
		{"No", "yes", contact.Accepted, false},
		{"0", "yes", contact.Accepted, false},
		{"Never Asked", "yes", contact.Accepted, false},
		{"yes", "yes", contact.NoConsent, true},
		{"1", "yes", contact.NoConsent, true},
		{"unsubscribed", "yes", contact.NoConsent, true},
		{"2024-05-01", "yes", contact.NoConsent, true},
		{"Not on DNC", "yes", contact.Accepted, false},
		{"customer asked", "yes", contact.NoConsent, true},
		{"", "no", contact.NoConsent, true},
		{"", "opted out", contact.NoConsent, true},
		{"", "", contact.NoConsent, false},
		{"", "ask again", contact.NoConsent, false},
		{"perhaps", "no", contact.NoConsent, true},
	}
	for _, tt := range tests {
		row := cleanRow(c, "206-444-1001", tt.dnc, tt.ok)
		if row.Reason != tt.reason || (len(row.Refusals) > 0) != tt.optOutRecorded {
			t.Errorf("DNC %q, OK %q: got %s, opt-out %v", tt.dnc, tt.ok, row.Reason, row.Refusals)
		}
	}
}

// All numbers of a person who says no are recorded: those of every phone
// column, all those of a cell, and those that this mapping would not dial.
func TestOptOutNumbers(t *testing.T) {
	c, _ := cleaner(t, `
region: US
phones: {refuse: [toll_free]}
columns:
  Phone: phone
  Mobile: phone
  Country: country
  OK: {target: consent, record_opt_outs: true}
`)
	tests := []struct {
		cells  []string
		reason contact.Reason
		want   []string
	}{
		{[]string{"206-444-1001", "206-444-1002", "", "no"}, contact.NoConsent, []string{"+12064441001", "+12064441002"}},
		{[]string{"206-444-1001", "+1 206 444 1001", "", "no"}, contact.NoConsent, []string{"+12064441001"}},
		{[]string{"12", "206-444-1002 / 206-444-1003", "", "no"}, contact.NoConsent, []string{"+12064441002", "+12064441003"}},
		{[]string{"800-444-1001", "206-444-1002", "", "no"}, contact.NoConsent, []string{"+18004441001", "+12064441002"}},
		{[]string{"800-444-1001", "", "", "no"}, contact.InvalidPhone, []string{"+18004441001"}},
		{[]string{"206-555-0142", "12", "", "no"}, contact.InvalidPhone, nil},
		{[]string{"020 7946 0018", "206-444-1002", "GB", "no"}, contact.NoConsent, []string{"+442079460018"}},
		{[]string{"", "", "", "no"}, contact.NoPhone, nil},
		{[]string{"206-444-1001", "206-444-1002", "", ""}, contact.NoConsent, nil},
		{[]string{"206-444-1001", "206-444-1002", "", "yes"}, contact.Accepted, nil},
	}
	for _, tt := range tests {
		row := cleanRow(c, tt.cells...)
		var got []string
		for _, f := range row.Refusals {
			got = append(got, f.Phone)
		}
		if diff := cmp.Diff(tt.want, got, cmpopts.EquateEmpty()); diff != "" || row.Reason != tt.reason {
			t.Errorf("%q: %s, want %s; -want +got:\n%s", tt.cells, row.Reason, tt.reason, diff)
		}
	}
}

// A full name gives the name that its own column leaves out, where it agrees
// with the one that is there.
func TestNames(t *testing.T) {
	c, _ := cleaner(t, `
region: US
clear: "--"
columns: {Phone: phone, First: first_name, Last: last_name, Name: full_name}
`)
	tests := []struct{ first, last, full, wantFirst, wantLast string }{
		{"", "", "Ann Lee", "Ann", "Lee"},
		{"Ann", "", "Ann Lee", "Ann", "Lee"},
		{"ANN", "", "Ann Lee", "ANN", "Lee"},
		{"", "Lee", "Ann Lee", "Ann", "Lee"},
		{"Annie", "", "Ann Lee", "Annie", ""},
		{"Ann", "", "Ann", "Ann", ""},
		{"Lee", "", "Ann Lee", "Lee", ""},
		{"", "Ann", "Ann Lee", "", "Ann"},
		{"Ann", "Li", "Ann Lee", "Ann", "Li"},
		{"Ann", "--", "Ann Lee", "Ann", ""},
	}
	for _, tt := range tests {
		v := cleanRow(c, "206-444-1001", tt.first, tt.last, tt.full).Contact.Values
		if v[contact.FirstName] != tt.wantFirst || v[contact.LastName] != tt.wantLast {
			t.Errorf("%q, %q, %q: got %q, %q", tt.first, tt.last, tt.full, v[contact.FirstName], v[contact.LastName])
		}
	}
}

// TestLongTags: what no index of a database takes must not end an import.
func TestLongTags(t *testing.T) {
	c, _ := cleaner(t, "region: US\ncolumns: {Phone: phone, Tags: tags, More: tags}\n")
	most, long := strings.Repeat("x", normalize.MaxTag), strings.Repeat("y", normalize.MaxTag+1)
	row := cleanRow(c, "206-444-1001", "a,"+most+","+long+",b", long)
	if diff := cmp.Diff([]string{"a", most, "b"}, row.Contact.Tags); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if w := row.Warnings; len(w) != 2 || w[0].Code != TagDropped || w[0].Column != "Tags" || w[1].Column != "More" {
		t.Errorf("warnings %v", w)
	}
}

func TestValues(t *testing.T) {
	c, _ := cleaner(t, `
region: US
clear: "--"
date_order: dmy
columns:
  Phone: phone
  Name: full_name
  First: first_name
  Email: email
  State: state
  Zip: zip
  Consent on: consent_date
  Tags: tags
  Age: {new_field: age, type: number}
  Born: {new_field: born, type: date}
  Member: {new_field: member, type: boolean}
  Notes: {new_field: notes, type: text}
`)
	row := cleanRow(c, "(206) 444-1001 x12", "  Lovelace,   Ada ", "", "ADA@Example.COM", "washington", "2108",
		"3/4/2025", "vip; new, vip", "1,234.50", "31/12/1990", "yes", "two\nlines\x07")
	want := contact.Contact{
		Phone: "+12064441001",
		Tags:  []string{"vip", "new"},
		Custom: []contact.Custom{
			{Key: "age", Type: contact.Number, Text: "1234.50"},
			{Key: "born", Type: contact.Date, Text: "1990-12-31"},
			{Key: "member", Type: contact.Boolean, Text: "true"},
			{Key: "notes", Type: contact.Text, Text: "two\nlines"},
		},
	}
	want.Values[contact.PhoneExt] = "12"
	want.Values[contact.FirstName], want.Values[contact.LastName] = "Ada", "Lovelace"
	want.Values[contact.Email] = "ADA@example.com"
	want.Values[contact.State], want.Values[contact.Zip] = "WA", "02108"
	want.Values[contact.ConsentDate] = "2025-04-03"
	want.Values[contact.TimeZone], want.ZoneFrom = "America/Los_Angeles America/New_York", "number zip state conflict"
	want.CallingStates = "US-MA US-WA"
	if diff := cmp.Diff(want, row.Contact, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if w := row.Warnings; len(w) != 1 || w[0].Code != PlaceConflict {
		t.Errorf("warnings %v", row.Warnings)
	}
	row = cleanRow(c, "206-444-1001", "", "", "bad@", "", "", "", "", "", "", "", "")
	wantWarnings := []contact.Warning{{Code: EmailDropped, Column: "Email"}}
	if diff := cmp.Diff(wantWarnings, row.Warnings); diff != "" || row.Contact.Values[contact.Email] != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}

	// A cell that says to empty the field does; one that is no value is kept as
	// text, with a warning.
	row = cleanRow(c, "206-444-1001", "--", "Ada", "--", "", "", "soon", "", "old", "32/1/2020", "perhaps", "--")
	got := row.Contact
	wantClear := contact.FieldSet(0).With(contact.LastName).With(contact.Email)
	if got.Clear != wantClear || got.Values[contact.FirstName] != "Ada" {
		t.Errorf("cleared %b, first name %q", got.Clear, got.Values[contact.FirstName])
	}
	wantCustom := []contact.Custom{
		{Key: "age", Text: "old"}, {Key: "born", Text: "32/1/2020"}, {Key: "member", Text: "perhaps"}, {Key: "notes", Clear: true},
	}
	if diff := cmp.Diff(wantCustom, got.Custom); diff != "" {
		t.Errorf("custom (-want +got):\n%s", diff)
	}
	var codes []string
	for _, w := range row.Warnings {
		codes = append(codes, w.Code)
	}
	if diff := cmp.Diff([]string{DateDropped, NotANumber, NotADate, NotABoolean}, codes); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
}

// All evidence of a contact's place counts: what agrees narrows, what contradicts
// widens.
func TestZones(t *testing.T) {
	c, _ := cleaner(t, "region: US\ncolumns: {Phone: phone, Zip: zip, State: state}\n")
	for _, tt := range []struct{ phone, zip, state, want, from string }{
		{"206-444-1001", "98101", "WA", "America/Los_Angeles", "number zip state"},
		{"206-444-1001", "10001", "NY", "America/Los_Angeles America/New_York", "number zip state conflict"},
		{"800-444-1001", "10001", "CA", "America/Los_Angeles America/New_York", "zip state conflict"},
		{"800-444-1001", "10001", "", "America/New_York", "zip"},
		{"800-444-1001", "", "NY", "America/New_York", "state"},
		{"219-999-2345", "", "", "America/Chicago America/New_York", "number"},
	} {
		got := cleanRow(c, tt.phone, tt.zip, tt.state).Contact
		if zone := got.Values[contact.TimeZone]; zone != tt.want || got.ZoneFrom != tt.from {
			t.Errorf("%s in %s %s: %q from %s, want %q from %s", tt.phone, tt.zip, tt.state, zone, got.ZoneFrom, tt.want, tt.from)
		}
	}
	got := cleanRow(c, "800-444-1001", "", "").Contact
	if zones := strings.Fields(got.Values[contact.TimeZone]); len(zones) < 4 || got.ZoneFrom != "number" {
		t.Errorf("a toll-free number may be in %q, from %s", zones, got.ZoneFrom)
	}
}

// The row's further numbers are evidence, too, but not those of which a label says
// that they are nobody's.
func TestZonesOfOthers(t *testing.T) {
	c, _ := cleaner(t, "region: US\ncolumns: {Phone: phone, Phone 2: {target: phone, label: Type 2}, Type 2: ignore}\n")
	for _, tt := range []struct{ phone, other, label, want, from, states string }{
		{"206-444-1001", "", "", "America/Los_Angeles", "number", "US-WA"},
		{"206-444-1001", "503-444-1001", "", "America/Los_Angeles", "number others", "US-OR US-WA"},
		{"206-444-1001", "212-736-5000", "", "America/Los_Angeles America/New_York", "number others conflict", "US-NY US-WA"},
		{"206-444-1001", "212-736-5000", "fax", "America/Los_Angeles", "number", "US-WA"},
		{"800-444-1001", "212-736-5000", "", "America/New_York", "others", "US-NY"},
		{"", "212-736-5000", "", "America/New_York", "number", "US-NY"},
	} {
		got := cleanRow(c, tt.phone, tt.other, tt.label).Contact
		if zone := got.Values[contact.TimeZone]; zone != tt.want || got.ZoneFrom != tt.from || got.CallingStates != tt.states {
			t.Errorf("%s, %s %s: %q from %s under %s, want %q from %s under %s", tt.phone, tt.label, tt.other,
				zone, got.ZoneFrom, got.CallingStates, tt.want, tt.from, tt.states)
		}
	}
}

// The cells of a rejects file come back as they were before they were made
// harmless.
func TestRejectsFile(t *testing.T) {
	m, err := mapping.Parse("m.yaml", []byte("version: 1\nunmapped: error\ncolumns: {Phone: phone, Notes: {new_field: notes}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	header := append([]string{"Phone", "Notes"}, source.RejectsColumns...)
	match, err := m.Match(header)
	if err != nil {
		t.Fatal(err)
	}
	c := New(m, match, header, phone.NewParser(phone.Options{}), Facts{})
	row := cleanRow(c, "'+12064441001", "'=SUM(A1)", "2", "no_consent", "'-")
	if row.Contact.Phone != "+12064441001" || row.Contact.Custom[0].Text != "=SUM(A1)" {
		t.Errorf("got %+v", row.Contact)
	}
}

// What no single row tells, the whole list does.
func TestSurvey(t *testing.T) {
	m, err := mapping.Parse("m.yaml", []byte(`version: 1
names: proper
columns:
  Phone: phone
  Name: full_name
  A: {new_field: a, type: date}
  B: {new_field: b, type: date}
  C: {new_field: c, type: date}
  D: {new_field: d, type: text}
`))
	if err != nil {
		t.Fatal(err)
	}
	header := []string{"Phone", "Name", "A", "B", "C", "D"}
	match, err := m.Match(header)
	if err != nil {
		t.Fatal(err)
	}
	rows := [][]string{
		{"+12064441001", "ADA LOVELACE", "03/04/2026", "03/04/2026", "03/04/2026", "31/12/2026"},
		{"+12064441002", "J O'BRIEN", "25/12/2026", "", "12/25/2026", ""},
		{"+12064441003", "J", "soon", "2026-01-31", "25/12/2026", ""},
	}
	prescan := NewPrescan(m, match)
	other := prescan.Fork()
	for i, cells := range rows {
		s := prescan
		if i == 1 {
			s = other
		}
		s.Add(source.Record{Cells: cells})
	}
	prescan.Merge(other)
	found := prescan.Facts()
	want := Facts{DateOrders: map[int]normalize.DateOrder{2: normalize.DMY}, OneCase: true, Serial: map[int]bool{}, Plus: map[int]phone.Plus{0: phone.Never}}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Fatalf("-want +got:\n%s", diff)
	}
	c := New(m, match, header, phone.NewParser(phone.Options{}), found)
	row := cleanRow(c, rows[0]...)
	wantCustom := []contact.Custom{
		{Key: "a", Type: contact.Date, Text: "2026-04-03"}, {Key: "b", Text: "03/04/2026"},
		{Key: "c", Text: "03/04/2026"}, {Key: "d", Text: "31/12/2026"},
	}
	if diff := cmp.Diff(wantCustom, row.Contact.Custom); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if name := row.Contact.Values[contact.LastName]; name != "Lovelace" {
		t.Errorf("last name %q", name)
	}
	other.Add(source.Record{Cells: []string{"", "Ada", "", "", "", ""}})
	prescan.Merge(other)
	if prescan.Facts().OneCase {
		t.Error("a list with a name in mixed case is not in one case")
	}
	decided, err := mapping.Parse("m.yaml", []byte("version: 1\nregion: US\nphones: {plus: never}\ncolumns: {Phone: phone}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if NewPrescan(decided, mapping.Match{At: []int{0}}) != nil {
		t.Error("a prescan where nothing is left open")
	}
}

// TestUnreadCells takes no formula without a result and no error for an answer,
// nor for any other value.
func TestUnreadCells(t *testing.T) {
	for _, consent := range []string{"{target: consent, means: opt_out}", "{target: consent, allow: any}", "consent"} {
		c, _ := cleaner(t, "region: US\ncolumns:\n  Phone: phone\n  OK: "+consent+"\n  Name: first_name\n")
		for _, code := range []string{source.FormulaUnread, source.ErrorValue} {
			var row contact.Row
			c.Clean(source.Record{Cells: []string{"206-444-1001", "=A2", "Ann"}, Problems: []source.Problem{{Column: 2, Code: code}}}, &row)
			if row.Reason != contact.NoConsent {
				t.Errorf("%s under %s: got %s", code, consent, row.Reason)
			}
		}
	}
	c, _ := cleaner(t, "region: US\ncolumns:\n  Phone: phone\n  Name: first_name\n")
	cells := []string{"206-444-1001", "=A2"}
	var row contact.Row
	c.Clean(source.Record{Cells: cells, Problems: []source.Problem{{Column: 2, Code: source.FormulaUnread}}}, &row)
	if row.Reason != contact.Accepted || row.Contact.Values[contact.FirstName] != "" || cells[1] != "=A2" {
		t.Errorf("got %s, first name %q, cell %q", row.Reason, row.Contact.Values[contact.FirstName], cells[1])
	}
}

// A row that is none refuses the numbers in it where it says so, wherever they stand.
func TestMalformedRowRefuses(t *testing.T) {
	c, _ := cleaner(t, "region: US\ncolumns: {Name: full_name, Phone: phone, City: city}\n")
	for cells, want := range map[string][]string{"DNC||206-736-5001": {"+12067365001"}, "Ann||206-736-5001": nil} {
		var row contact.Row
		c.Clean(source.Record{Malformed: true, Cells: strings.Split(cells, "|")}, &row)
		var got []string
		for _, r := range row.Refusals {
			got = append(got, r.Phone)
		}
		if row.Reason != contact.Malformed || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v, want %v", cells, row.Reason, got, want)
		}
	}
}

func TestDamaged(t *testing.T) {
	c, _ := cleaner(t, `
region: US
columns:
  Name: full_name
  Email: email
  Zip: zip
  Phone: phone
  DNC: {target: consent, means: opt_out}
  Notes: {new_field: notes}
`)
	tests := []struct {
		cells   []string
		reason  contact.Reason
		detail  string
		refused int
	}{
		{[]string{`\"Ann Lee\"`, "ann@example.com", `\"98101\"`, "206-444-1001", "", "\uFFFD"}, contact.Accepted, "", 0},
		{[]string{"+1 206 444 1001", "", "Seattle", "206-444-1001", "", ""}, contact.Accepted, "", 0},
		{[]string{"206-444-1009", "", "98101", "206-444-1001", "", ""}, contact.Malformed, "Name has a number", 0},
		{[]string{"ann@example.com", "", "98101", "206-444-1001", "", ""}, contact.Accepted, "", 0},
		{[]string{"ann@example.com", "ann@example.com", "98101", "206-444-1001", "", ""}, contact.Accepted, "", 0},
		{[]string{"ann@example.com", "206-444-1002", "98101", "206-444-1001", "", ""}, contact.Malformed, "Name has an e-mail address", 0},
		{[]string{"Ann L\"ee", "ann@example.com", "98101", "206-444-1001", "", ""}, contact.Malformed, "Name has a quote", 0},
		{[]string{"Ann Lee", "", "ann@example.com", "206-444-1001", "", ""}, contact.Malformed, "Zip has \"ann@example.com\"", 0},
		{[]string{"Ann Lee", "", "do not call", "206-444-1001", "", ""}, contact.Malformed, "Zip has", 1},
		{[]string{"Ann L\"ee", "ann@example.com", "98101", "206-444-1001", "yes", ""}, contact.NoConsent, "DNC says", 1},
	}
	for _, tt := range tests {
		row := cleanRow(c, tt.cells...)
		if row.Reason != tt.reason || !strings.HasPrefix(row.Detail, tt.detail) || len(row.Refusals) != tt.refused || row.Reason == contact.Malformed && row.Contact.Phone != "" {
			t.Errorf("%q is %s %q with %d refusals", tt.cells, row.Reason, row.Detail, len(row.Refusals))
		}
		if name := row.Contact.Values[contact.FirstName]; strings.Contains(name, "@") {
			t.Errorf("%q has the name %q", tt.cells, name)
		}
	}
	for column, reason := range map[int]contact.Reason{1: contact.Malformed, 2: contact.Malformed, 4: contact.Malformed, 6: contact.Accepted} {
		var row contact.Row
		c.Clean(source.Record{Cells: []string{"Ann Lee", "ann@example.com", "98101", "206-444-1001", "", ""}, Problems: []source.Problem{{Code: source.InvalidBytes, Column: column}}}, &row)
		if row.Reason != reason {
			t.Errorf("lost letters in column %d: %s", column, row.Reason)
		}
	}
}
