package main

import (
	"context"
	"fmt"
	"time"

	"github.com/nyaruka/phonenumbers/v2"

	"rollcall/pkg/normalize/phone"
)

// measurePhone reads the phone cells of a list with the library and with ours.
// Both give the E.164 form of valid numbers.
func measurePhone(_ context.Context, b *bench) table {
	g := generator{areas: areaCodes()}
	cells := make([]string, min(b.rows, 100_000))
	for i := range cells {
		g.dice = roll(uint64(i), 3)
		if cells[i] = g.phone(g.number(i)); g.share(invalidShare) {
			cells[i] = g.invalid(i)
		}
	}
	parser := phone.NewParser(phone.Options{})
	var ours, theirs []cost
	for range b.turns {
		start, ourValid := time.Now(), 0
		for _, c := range cells {
			if parser.Parse(c, "US").OK() {
				ourValid++
			}
		}
		ours = append(ours, cost{elapsed: time.Since(start), cpu: time.Since(start)})
		start, theirValid := time.Now(), 0
		for _, c := range cells {
			n, err := phonenumbers.Parse(c, "US")
			if err == nil && phonenumbers.IsValidNumber(n) && phonenumbers.Format(n, phonenumbers.E164) != "" {
				theirValid++
			}
		}
		theirs = append(theirs, cost{elapsed: time.Since(start), cpu: time.Since(start)})
		if ourValid == 0 || theirValid == 0 {
			b.err = fmt.Errorf("of %d numbers %d and %d are valid", len(cells), ourValid, theirValid)
		}
	}
	return table{versus(ours, theirs).as(0, "phone.Parse of %s cells, beside nyaruka/phonenumbers (parse, validate, format)", count(len(cells)))}
}
