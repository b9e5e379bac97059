package pipeline_test

import (
	"context"
	"fmt"
	"strings"

	"rollcall/pkg/clean"
	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/source"
)

const exampleMapping = `
version: 1
region: US
columns:
  Name: full_name
  Mobile: phone
  OK to call?: consent
  Company: {new_field: company, label: Company, type: text}
`

const exampleList = `Name,Mobile,OK to call?,Company
Maria Garcia,(206) 551-3471,yes,"Acme, Inc."
John Lee,="6178861791",Opted in,Northwind
Aiko Kim,512-968-6072,no,Harbor
Lars Petrov,2.06555E+09,yes,Sunrise
`

// printer is a sink: it prints what becomes of each row.
type printer struct{}

// Encode runs on several goroutines: it turns rows into what Write takes.
func (printer) Encode(rows []contact.Row) (any, error) {
	var b strings.Builder
	for _, row := range rows {
		if row.Reason != contact.Accepted {
			fmt.Fprintf(&b, "line %d: %s\n", row.Line, row.Reason)
			continue
		}
		c := &row.Contact
		fmt.Fprintf(&b, "line %d: %s %s %s, %s\n", row.Line, c.Phone, c.Values[contact.FirstName], c.Values[contact.LastName], c.Custom[0].Text)
	}
	return b.String(), nil
}

// Write runs on one goroutine, in the list's order.
func (printer) Write(_ context.Context, encoded any) error {
	fmt.Print(encoded)
	return nil
}

// A list is cleaned without a database.
func Example() {
	if err := cleanList(context.Background()); err != nil {
		fmt.Println(err)
	}
	// Output:
	// line 2: +12065513471 Maria Garcia, Acme, Inc.
	// line 3: +16178861791 John Lee, Northwind
	// line 4: no_consent
	// line 5: invalid_phone
	// 2 of 4 rows accepted
}

func cleanList(ctx context.Context) error {
	m, err := mapping.Parse("example.yaml", []byte(exampleMapping))
	if err != nil {
		return err
	}
	list, err := source.Open(ctx, "-", strings.NewReader(exampleList), source.Options{})
	if err != nil {
		return err
	}
	defer list.Close()
	match, err := m.Match(list.Header())
	if err != nil {
		return err
	}
	cleaner := clean.New(m, match, list.Header(), phone.NewParser(phone.Options{}), clean.Facts{})
	tally, err := pipeline.Run(ctx, list, cleaner, pipeline.Options{}, printer{})
	if err != nil {
		return err
	}
	fmt.Printf("%d of %d rows accepted\n", tally.Reasons[contact.Accepted], tally.Rows)
	return nil
}
