package clean_test

import (
	"fmt"
	"strings"
	"testing"

	"rollcall/pkg/clean"
	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// BenchmarkClean cleans rows of the shapes that lists have.
func BenchmarkClean(b *testing.B) {
	for _, list := range []struct{ name, columns, rows string }{
		{"plain", "{First Name: first_name, Last Name: last_name, Phone: phone, Email: email, City: city, State: state, Zip: zip, Opt In: consent, Notes: {new_field: notes}}",
			"First Name,Last Name,Phone,Email,City,State,Zip,Opt In,Notes\nAnn,Lee,(212) 736-2201,ann@example.com,Boston,MA,02115,yes,called once\nBob,Smith,206-444-1001,bob@example.com,New York,NY,10001,yes,likes solar"},
		{"accents", "{First Name: first_name, Last Name: last_name, Phone: phone, Country: country, Opt In: consent}",
			"First Name,Last Name,Phone,Country,Opt In\nJosé,Müller,+44 20 7946 0123,GB,yes\nZoë,García,030 1234567,DE,yes"},
		{"words", "{Name: full_name, Phone: phone, Mobile: phone, DNC: {target: consent, means: opt_out}, Status: {target: consent, means: status}}",
			"Name,Phone,Mobile,DNC,Status\nAnn Lee,212-736-2201 (home),cell: 206-444-1001,,contacted\nBob Smith,206-444-1001 x12,,no,left a message"},
	} {
		b.Run(list.name, func(b *testing.B) {
			lines := strings.Split(list.rows, "\n")
			header := strings.Split(lines[0], ",")
			m, err := mapping.Parse("m.yaml", []byte("version: 1\nregion: US\nphones: {plus: never}\ncolumns: "+list.columns+"\n"))
			if err != nil {
				b.Fatal(err)
			}
			match, err := m.Match(header)
			if err != nil {
				b.Fatal(err)
			}
			c := clean.New(m, match, header, phone.NewParser(phone.Options{}), clean.Facts{})
			var rows [][]string
			for i := range 1000 {
				cells := strings.Split(lines[1+i%(len(lines)-1)], ",")
				for j, cell := range cells {
					cells[j] = strings.Replace(cell, "1001", fmt.Sprintf("%04d", i), 1)
				}
				rows = append(rows, cells)
			}
			var row contact.Row
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				row.Reset()
				c.Clean(source.Record{Line: int64(i), Cells: rows[i%len(rows)]}, &row)
			}
		})
	}
}
