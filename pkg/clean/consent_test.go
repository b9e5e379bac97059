package clean

import (
	"testing"

	"rollcall/pkg/contact"
	"rollcall/pkg/source"
)

// TestDeniedWithin finds the words of deny within longer texts, but not within
// other words.
func TestDeniedWithin(t *testing.T) {
	c, _ := cleaner(t, `
region: US
columns:
  Phone: phone
  Status: {target: consent, means: status, deny: [bad lead]}
`)
	for cell, want := range map[string]contact.Reason{
		"Bad Lead":              contact.NoConsent,
		"closed, bad-lead (JS)": contact.NoConsent,
		"not a bad leader":      contact.Accepted,
		"open":                  contact.Accepted,
	} {
		row := cleanRow(c, "212-736-5000", cell)
		if row.Reason != want || (len(row.Refusals) > 0) != (want == contact.NoConsent) {
			t.Errorf("%q: %s, refusals %v; want %s", cell, row.Reason, row.Refusals, want)
		}
	}
}

// TestCutOff takes a blank at the end of a file that may have been cut off in it for no
// answer: a word that says not to call may have stood there.
func TestCutOff(t *testing.T) {
	c, _ := cleaner(t, "region: US\ncolumns: {Phone: phone, DNC: {target: consent, means: opt_out}}\n")
	cut := []source.Problem{{Code: source.NoLineEnd}}
	for name, test := range map[string]struct {
		cells    []string
		problems []source.Problem
		want     contact.Reason
	}{
		"whole":               {[]string{"212-736-5000", ""}, nil, contact.Accepted},
		"cut before a word":   {[]string{"212-736-5000", ""}, cut, contact.NoConsent},
		"cut after its words": {[]string{"212-736-5000", "", "x"}, cut, contact.Accepted},
		"said before the cut": {[]string{"212-736-5000", "no"}, cut, contact.Accepted},
	} {
		var row contact.Row
		c.Clean(source.Record{Cells: test.cells, Problems: test.problems}, &row)
		if row.Reason != test.want {
			t.Errorf("%s: %s (%s), want %s", name, row.Reason, row.Detail, test.want)
		}
	}
}

// TestFutureConsent takes no consent that is still to come, and an unread cell for
// neither a yes nor a refusal.
func TestFutureConsent(t *testing.T) {
	c, _ := cleaner(t, "region: US\ncolumns: {Phone: phone, Agreed: consent_date}\n")
	for cell, want := range map[string]contact.Reason{"2024-05-01": contact.Accepted, "": contact.Accepted, "2990-01-01": contact.NoConsent} {
		if row := cleanRow(c, "212-736-5000", cell); row.Reason != want {
			t.Errorf("%q: %s, want %s", cell, row.Reason, want)
		}
	}
	c, _ = cleaner(t, "region: US\ncolumns: {Phone: phone, DNC: {target: consent, means: opt_out}}\n")
	var row contact.Row
	c.Clean(source.Record{Cells: []string{"212-736-5000", "=A2"}, Problems: []source.Problem{{Column: 2, Code: source.FormulaUnread}}}, &row)
	if row.Reason != contact.NoConsent || len(row.Refusals) != 0 {
		t.Errorf("an unread cell: %s, refusals %v", row.Reason, row.Refusals)
	}
}
