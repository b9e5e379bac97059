package clean

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// TestNotedRefusal has rows whose phone cells say more than a number.
func TestNotedRefusal(t *testing.T) {
	m, err := mapping.Parse("m.yaml", []byte("version: 1\nregion: US\ncolumns: {Mobile: phone, Phone: phone, Last: last_name}\n"))
	if err != nil {
		t.Fatal(err)
	}
	header := []string{"Mobile", "Phone", "Last"}
	match, err := m.Match(header)
	if err != nil {
		t.Fatal(err)
	}
	c := New(m, match, header, phone.NewParser(phone.Options{}), Facts{})
	tests := []struct {
		cells  []string
		reason contact.Reason
		phone  string
		refuse []string
	}{
		{[]string{"212-736-5010", "", "Smith"}, contact.Accepted, "+12127365010", nil},
		{[]string{"212-736-5010", "212-736-5011 do not call", "Smith"}, contact.NoConsent, "", []string{"+12127365010", "+12127365011"}},
		{[]string{"212-736-5010 - verstorben", "", "Smith"}, contact.NoConsent, "", []string{"+12127365010"}},
		{[]string{"DNC", "", "Smith"}, contact.InvalidPhone, "", nil},
		{[]string{"Fax: 212-736-5010 (do not call)", "", "Smith"}, contact.InvalidPhone, "", []string{"+12127365010"}},
		{[]string{"212-736-5010 (wrong number)", "212-736-5011", "Smith"}, contact.Accepted, "+12127365011", nil},
		{[]string{"212-736-5010", "", "Smith (deceased)"}, contact.NoConsent, "", []string{"+12127365010"}},
		{[]string{"212-736-5010", "", "DO NOT CALL Smith"}, contact.NoConsent, "", []string{"+12127365010"}},
		{[]string{"212-736-5010", "", "Block"}, contact.Accepted, "+12127365010", nil},
		{[]string{"212-736-5010 old", "212-736-5011", "Smith"}, contact.Accepted, "+12127365011", nil},
		{[]string{"212-736-5010 (wrong #)", "", "Smith"}, contact.InvalidPhone, "", nil},
		{[]string{"bad: 212-736-5010", "", "Smith"}, contact.InvalidPhone, "", nil},
		{[]string{"212-736-5010 (wife)", "", "Smith"}, contact.InvalidPhone, "", nil},
		{[]string{"212-736-5010 wife's cell", "", "Smith"}, contact.InvalidPhone, "", nil},
		{[]string{"202-736-5010 DC", "", "Smith"}, contact.Accepted, "+12027365010", nil},
		{[]string{"212-736-5010 after 5pm", "", "Smith"}, contact.Accepted, "+12127365010", nil},
		{[]string{"212-736-5010 fax", "", "Smith"}, contact.InvalidPhone, "", nil},
	}
	for _, test := range tests {
		var row contact.Row
		c.Clean(source.Record{Cells: test.cells}, &row)
		var refused []string
		for _, r := range row.Refusals {
			refused = append(refused, r.Phone)
		}
		got := row.Contact.Phone
		if row.Reason != contact.Accepted {
			got = ""
		}
		if row.Reason != test.reason || got != test.phone || cmp.Diff(test.refuse, refused) != "" {
			t.Errorf("%q: %v %q refused %q, want %v %q refused %q", test.cells, row.Reason, got, refused, test.reason, test.phone, test.refuse)
		}
	}
}

// TestZipByState has ZIPs of four digits, which have lost a zero only in the
// United States.
// A number in a note that refuses is refused, whosever row has it.
func TestNumbersInNotes(t *testing.T) {
	m, err := mapping.Parse("m.yaml", []byte("version: 1\nregion: US\ncolumns: {Phone: phone, Notes: {target: consent, means: status}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	header := []string{"Phone", "Notes"}
	match, err := m.Match(header)
	if err != nil {
		t.Fatal(err)
	}
	c := New(m, match, header, phone.NewParser(phone.Options{}), Facts{})
	var row contact.Row
	c.Clean(source.Record{Cells: []string{"212-736-5010", "do not call 212-736-5011"}}, &row)
	var refused []string
	for _, r := range row.Refusals {
		refused = append(refused, r.Phone)
	}
	if diff := cmp.Diff([]string{"+12127365010", "+12127365011"}, refused); diff != "" {
		t.Error(diff)
	}
}

func TestZipByState(t *testing.T) {
	m, err := mapping.Parse("m.yaml", []byte("version: 1\nregion: US\ncolumns: {Phone: phone, Zip: zip, State: state}\n"))
	if err != nil {
		t.Fatal(err)
	}
	header := []string{"Phone", "Zip", "State"}
	match, err := m.Match(header)
	if err != nil {
		t.Fatal(err)
	}
	c := New(m, match, header, phone.NewParser(phone.Options{}), Facts{})
	for _, test := range [][2]string{{"NSW", "2000"}, {"MA", "02000"}, {"Massachusetts", "02000"}, {"", "02000"}, {"ontario", "2000"}} {
		var row contact.Row
		c.Clean(source.Record{Cells: []string{"212-736-5010", "2000", test[0]}}, &row)
		if got := row.Contact.Values[contact.Zip]; got != test[1] {
			t.Errorf("2000 in %q: %q, want %q", test[0], got, test[1])
		}
	}
	// Nor is it one of somebody whose number is of another country.
	for _, test := range [][2]string{{"", "8000"}, {"MA", "08000"}} {
		var row contact.Row
		c.Clean(source.Record{Cells: []string{"+4520123456", "8000", test[0]}}, &row)
		if got := row.Contact.Values[contact.Zip]; got != test[1] {
			t.Errorf("8000 in %q with a Danish number: %q, want %q", test[0], got, test[1])
		}
	}
}
