package report

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/source"
)

func exampleResult() *Result {
	r := &Result{
		Command: "import", File: "/in/leads.csv", ImportID: 7, Destination: "Manual powerlist",
		NewFields: []string{"company"}, Tags: []string{"expo", "vip"}, NewTags: []string{"vip"},
		Powerlist: &contact.Powerlist{Name: "Leads", DialMode: "manual", Contacts: 6},
		TimeZones: TimeZones{Zones: []ZoneCount{{"America/New_York", 4}}, Ambiguous: 1, Unknown: 1},
		Warnings:  []Warning{{Code: "x", Message: "the phone numbers are mostly empty", Count: 1}},
	}
	c := contact.Counts{Rows: 10, Created: 5, Updated: 1, Merged: 1}
	c.Skipped[contact.InvalidPhone], c.Skipped[contact.Duplicate] = 2, 1
	r.SetCounts(c)
	return r
}

func exampleRun() *Run {
	return &Run{
		At: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), Program: "1.0", Source: Source{Size: 1234, SHA256: "ab12", Form: "utf-8, comma"},
		Mapping: MappingFile{Name: "leads.yaml", SHA256: "cd34", Region: "US"},
		Consent: &contact.Consent{By: "Ada", Note: "booth 7", Host: "vm", Statement: "I confirm.", At: time.Date(2026, 11, 23, 8, 59, 0, 0, time.UTC)},
		Columns: []ColumnUse{{"Name", "first_name"}, {"Secret", ""}},
		Sample:  []Sample{{Phone: "+12065513471", Values: map[string]string{"first_name": "Maria"}}},
	}
}

func markdownOf(t *testing.T, r *Result, run *Run) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Page(run).WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPageOfAnImport(t *testing.T) {
	run := exampleRun()
	run.Breakdown = collect(t, BreakdownOptions{Columns: 2}, []contact.Row{
		{Line: 2, Cells: []string{"Ann", "x"}}, {Line: 9, Cells: []string{"", "y"}, Reason: contact.InvalidPhone, Detail: "Phone: too short"},
	})
	got := markdownOf(t, exampleResult(), run)
	for _, want := range []string{
		"## Import 7: `leads.csv`", "✅ **Import 7 imported 7 of 10 rows (70.0 %).**",
		"| Rows in the file | New contacts | Contacts updated | Merged into another row | Left out | On the powerlist |",
		"| invalid phone number | 2 · 20.0 % |", "Phone: too short (first in line 9)", "| duplicate | 1 · 10.0 % |",
		"| America/New_York | 4 · 66.7 % |", "| more than one possible time zone | 1 · 16.7 % |", "expo, vip (new)", "| New fields | company |", "the phone numbers are mostly empty",
		"| Name <sub>→ first_name</sub> | 50.0 % |", "| Not imported | Secret |",
		"| `+1206*****71` | `M***` |", "| Attested by | Ada |", "| Note | booth 7 |", "2026-11-23 08:59:00 UTC", "| For the file | `ab12` |", "> I confirm.",
		"| Size | 1,234 bytes |", "| Mapping SHA-256 | `cd34` |",
	} {
		if !strings.Contains(strings.ReplaceAll(got, "&#45;", "-"), want) {
			t.Errorf("%q is missing in:\n%s", want, got)
		}
	}
	if strings.Contains(got, "Maria") || strings.Contains(got, "5513471") {
		t.Errorf("personal data in the page:\n%s", got)
	}
	run.Unmasked = true
	if got := markdownOf(t, exampleResult(), run); !strings.Contains(got, "`+12065513471` | `Maria`") || !strings.Contains(got, "holds personal data") {
		t.Errorf("unmasked:\n%s", got)
	}
}

func TestPageOfARefusal(t *testing.T) {
	r := exampleResult()
	r.Error = &Error{Problem: source.Problem{Code: "max_skipped", Message: "too many rows would be skipped", Hint: "mend the list"}}
	got := markdownOf(t, r, exampleRun())
	for _, want := range []string{"## Import: ", "❌ **Refused, nothing was imported: too many rows", "mend the list", "Would be new contacts", "Consent, as attested"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in:\n%s", want, got)
		}
	}

	// A file that is no list has an outcome too, and no figures.
	got = markdownOf(t, &Result{Command: "review", File: "x.pdf", Error: &Error{Problem: source.Problem{Message: "this is a PDF"}}}, &Run{Source: Source{Size: -1}})
	if !strings.Contains(got, "this is a PDF") || strings.Contains(got, "Rows in the file") || strings.Contains(got, "Size") {
		t.Errorf("%s", got)
	}
}

func TestPageOfAnInspection(t *testing.T) {
	in := &Inspection{
		File: "/in/leads.csv", SizeBytes: 99, Encoding: "utf-8", Delimiter: ";", Rows: 1200, ProblemsTotal: 30,
		Columns: []InspectedColumn{
			{Name: "Tel", Filled: 600, FillRate: 0.5, LooksLike: "phone", ValidPhones: 300, Examples: []string{"2***"}, Short: "phone", Why: "named so"},
			{Name: "N|ame", Filled: 1200, FillRate: 1, LooksLike: "name", Short: "full_name"},
		},
		Problems: []source.Problem{{Line: 1234, Message: "a quote is not closed"}},
		Drift:    &[]mapping.Drift{{Problem: source.Problem{Message: "the file has no column X", Hint: "remove it"}, Refused: true}},
	}
	var b bytes.Buffer
	if err := in.Page(&Run{Source: in.Source()}).WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, want := range []string{
		"## Inspection: `leads.csv`", "❌ **1,200 rows in 2 columns. The file and the mapping no longer match.**", "An import would refuse",
		"**25.0 %** in Tel", "| Tel <sub>→ phone</sub> | 50.0 % |", "| Tel | 300 · 50.0 % |", "the file has no column X: remove it",
		"line 1,234: a quote is not closed", "and 29 more", "| `Tel` | `phone` | `0` | `2***` | `phone` | `named so` |", "utf-8, semicolon",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in:\n%s", want, got)
		}
	}

	in.Drift = &[]mapping.Drift{}
	if v := in.Page(&Run{}).Verdict; !strings.Contains(v.Text, "The mapping fits") {
		t.Errorf("%v", v)
	}
}
