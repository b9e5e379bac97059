package clean

import (
	"fmt"
	"testing"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// TestColumnDecides has lists whose columns as a whole say how their cells are
// read: numbers without a plus, dates as serial numbers.
func TestColumnDecides(t *testing.T) {
	list := func(n int, row func(i int) []string) (rows [][]string) {
		for i := range n {
			rows = append(rows, row(i))
		}
		return rows
	}
	german := func(i int) []string { return []string{fmt.Sprintf("4916228%05d", 97306+i), "DE", "45321"} }
	tests := []struct {
		name, mapping string
		rows          [][]string
		phone         string // of the first row, or the start of its detail
		date          string
	}{
		{"German mobiles with their country", "", list(10, german), "+491622897306", "2024-01-30"},
		{"the mapping says never", "phones: {plus: never}\n", list(10, german), "+49491622897306", "2024-01-30"},
		{"the mapping says implied", "phones: {plus: implied}\n", list(1, german), "+491622897306", "2024-01-30"},
		{"one of them alone", "", list(1, german), "this is a different number with a plus", "2024-01-30"},
		{"US", "", list(10, func(i int) []string { return []string{fmt.Sprintf("212736%04d", 5010+i), "US", "2024-03-05"} }), "+12127365010", "2024-03-05"},
		{"one date is none", "", append(list(3, func(i int) []string { return []string{fmt.Sprintf("212736%04d", 5010+i), "US", "45321"} }), []string{"2127366010", "US", "2024-03-05"}), "+12127365010", ""},
	}
	for _, test := range tests {
		m, err := mapping.Parse("m.yaml", []byte("version: 1\nregion: US\n"+test.mapping+"columns: {Phone: phone, Country: country, Agreed on: consent_date}\n"))
		if err != nil {
			t.Fatal(err)
		}
		header := []string{"Phone", "Country", "Agreed on"}
		match, err := m.Match(header)
		if err != nil {
			t.Fatal(err)
		}
		var found Facts
		if s := NewPrescan(m, match); s != nil {
			fork := s.Fork()
			for i, cells := range test.rows {
				if i%2 == 0 {
					s.Add(source.Record{Cells: cells})
				} else {
					fork.Add(source.Record{Cells: cells})
				}
			}
			s.Merge(fork)
			found = s.Facts()
		}
		c := New(m, match, header, phone.NewParser(phone.Options{}), found)
		var row contact.Row
		c.Clean(source.Record{Cells: test.rows[0]}, &row)
		if row.Reason != contact.Accepted {
			if row.Reason != contact.InvalidPhone || row.Detail[:len("Phone: ")+len(test.phone)] != "Phone: "+test.phone {
				t.Errorf("%s: %v %q, want %q", test.name, row.Reason, row.Detail, test.phone)
			}
			continue
		}
		if row.Contact.Phone != test.phone || row.Contact.Values[contact.ConsentDate] != test.date {
			t.Errorf("%s: %q on %q, want %q on %q", test.name, row.Contact.Phone, row.Contact.Values[contact.ConsentDate], test.phone, test.date)
		}
	}
}
