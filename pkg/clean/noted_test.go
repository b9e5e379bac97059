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
	m, err := mapping.Parse("m.yaml", []byte("version: 1\nregion: US\ncolumns: {Mobile: phone, Phone: phone}\n"))
	if err != nil {
		t.Fatal(err)
	}
	header := []string{"Mobile", "Phone"}
	match, err := m.Match(header)
	if err != nil {
		t.Fatal(err)
	}
	c := New(m, match, header, phone.NewParser(phone.Options{}), Findings{})
	tests := []struct {
		cells  []string
		reason contact.Reason
		phone  string
		refuse []string
	}{
		{[]string{"212-736-5010", ""}, contact.Accepted, "+12127365010", nil},
		{[]string{"212-736-5010", "212-736-5011 do not call"}, contact.NoConsent, "", []string{"+12127365010", "+12127365011"}},
		{[]string{"212-736-5010 - verstorben", ""}, contact.NoConsent, "", []string{"+12127365010"}},
		{[]string{"DNC", ""}, contact.InvalidPhone, "", nil},
		{[]string{"Fax: 212-736-5010 (do not call)", ""}, contact.InvalidPhone, "", []string{"+12127365010"}},
		{[]string{"212-736-5010 (wrong number)", "212-736-5011"}, contact.Accepted, "+12127365011", nil},
		{[]string{"212-736-5010 fax", ""}, contact.InvalidPhone, "", nil},
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
