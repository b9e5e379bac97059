package clean

import (
	"strings"
	"testing"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// Who refuses in one row is not called by the number of another one. Each row is a line of cells,
// the last what should become of it.
func TestPersons(t *testing.T) {
	const columns = "{Phone: {target: phone, label: Kind}, Kind: ignore, Name: full_name, Mail: email, No: ignore, On: consent_date, DNC: {target: consent, means: opt_out}, Note: {target: consent, means: status}}"
	for name, test := range map[string]struct{ columns, rows string }{
		"the same mail and name": {columns, `
			5001||Ann Lee|a@x.com||||ok|no
			5002||ann  LEE|A@x.com||||opted out|no
			5003||Bob Lee|a@x.com|||||yes
			5004||Ann Lee|b@x.com|||||yes`},
		"the same ID and name": {columns, `
			5001||Ann Lee||C-100|||deceased|no
			5002||Ann Lee||C-100||||no
			5003||Bob Lee||C-100||||yes
			5004||Ann Lee||C-101||||yes`},
		"what is of a number": {columns, `
			5001||Ann Lee||C-100|||wrong number|no
			5002||Ann Lee||C-100||||yes
			5003||Bob Lee||C-101|||on the national registry, do not call|no
			5004||Bob Lee||C-101||||yes
			5005|home|Cy Doe||C-102||Y||no
			5006|cell|Cy Doe||C-102||||yes`},
		"a flag of the person": {strings.ReplaceAll(columns, "{target: phone, label: Kind}", "phone"), `
			5001||Cy Doe||C-102||Y||no
			5002||Cy Doe||C-102||||no`},
		"a flag that is a registry's": {strings.NewReplacer("{target: phone, label: Kind}", "phone", "DNC", "State DNC").Replace(columns), `
			5001||Cy Doe||C-102||Y||no
			5002||Cy Doe||C-102||||yes`},
		"a later yes": {columns, `
			5001||Ann Lee||C-100|2025-01-02|Y|do not call|no
			5002||Ann Lee||C-100|2025-01-03|||yes
			5003||Ann Lee||C-100|2025-01-01|||no`},
		"rows below": {columns, `
			5001||Ann Lee||C-100|||moved|no
			5002||||||||no
			5003|||||||do not call|no
			5004||Bob Ray||C-101||||yes
			5005||||||||yes
			5006||Cy Doe||C-102|||stop calling|no
			5007||||||||no`},
		"the same number, written otherwise": {columns, `
			5001||Ann Lee|a@x.com||||ok|yes
			+1 (212) 736 5001||Ann Lee|a@x.com|||||yes
			n/a||Bob Ray|b@x.com||||opted out|no
			5003||Bob Ray|b@x.com|||||no`},
		"a batch is no ID": {columns, `
			5001||Ann Lee||B-118|||do not call|no
			5002||Ann Lee||B-118||||yes
			5003||Bob Ray||B-118||||yes
			5004||Cy Doe||B-118||||yes`},
	} {
		t.Run(name, func(t *testing.T) { testPersons(t, test.columns, test.rows) })
	}
}

func testPersons(t *testing.T, columns, rows string) {
	m, err := mapping.Parse("m.yaml", []byte("version: 1\nregion: US\ncolumns: "+columns+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	header := []string{"Phone", "Kind", "Name", "Mail", "No", "On", m.Columns[6].Header, "Note"}
	match, err := m.Match(header)
	if err != nil {
		t.Fatal(err)
	}
	c := New(m, match, header, phone.NewParser(phone.Options{}), Facts{})
	persons := NewPersons(m, match, c)
	var records []source.Record
	var want []string
	for i, line := range strings.Split(strings.TrimSpace(rows), "\n") {
		cells := strings.Split(strings.TrimSpace(line), "|")
		want = append(want, cells[8])
		if len(cells[0]) == 4 {
			cells[0] = "212-736-" + cells[0]
		}
		records = append(records, source.Record{Cells: cells[:8], Line: int64(i + 2)})
		persons.Look(records[i])
	}
	if persons.Repeat() {
		fork := persons.Fork()
		for _, rec := range records {
			fork.Add(rec)
		}
		persons.Merge(fork)
	}
	c.Refuse(persons)
	for i, rec := range records {
		var row contact.Row
		c.Clean(rec, &row)
		if got := row.Reason == contact.Accepted; got != (want[i] == "yes") {
			t.Errorf("%q: %v (%s), want %s", rec.Cells, row.Reason, row.Detail, want[i])
		}
	}
}
