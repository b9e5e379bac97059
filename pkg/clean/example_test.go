package clean_test

import (
	"fmt"

	"rollcall/pkg/clean"
	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// A Cleaner judges one record at a time; for whole lists, in parallel, see
// package pipeline.
func Example() {
	m, err := mapping.Parse("example.yaml", []byte("version: 1\nregion: US\ncolumns: {Phone: phone, State: state}\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	header := []string{"Phone", "State"}
	match, err := m.Match(header)
	if err != nil {
		fmt.Println(err)
		return
	}
	cleaner := clean.New(m, match, header, phone.NewParser(phone.Options{}), clean.Facts{})
	var row contact.Row
	for _, cells := range [][]string{{"206.444.1001", "washington"}, {"206-555-0142", "WA"}, {"", "WA"}} {
		row.Reset()
		cleaner.Clean(source.Record{Line: 2, Cells: cells}, &row)
		fmt.Printf("%s: %q %q, %q\n", row.Reason, row.Contact.Phone, row.Contact.Values[contact.State], row.Detail)
	}
	// Output:
	// accepted: "+12064441001" "WA", ""
	// invalid_phone: "" "", "Phone: 555-0100 to 555-0199 are reserved for fiction"
	// no_phone: "" "", "all phone columns are empty"
}
