package store

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/calling"
	"rollcall/pkg/contact"
)

// located is a row as cleaning leaves it: with the place that its evidence tells of.
func located(phone, others, zip, state string, more ...func(*contact.Contact)) contact.Row {
	r := row(phone, more...)
	c := &r.Contact
	c.Values[contact.Zip], c.Values[contact.State] = zip, state
	if c.Clear.Has(contact.Zip) {
		c.Values[contact.Zip] = ""
	}
	p := calling.Locate(calling.Evidence{Phone: phone, Others: others, Zip: c.Values[contact.Zip], State: state, Country: "US"})
	c.Values[contact.TimeZone], c.ZoneFrom, c.CallingStates = p.Zones, p.From, p.States
	return r
}

// TestMoves updates contacts by lists that know more or less of their places than
// what is stored, and takes that back.
func TestMoves(t *testing.T) {
	db := open(t)
	const tollFree, york, seattle, london = "+18003569377", "+12127365000", "+12064441001", "+447911123456"
	clears := func(f contact.Field) func(*contact.Contact) {
		return func(c *contact.Contact) { c.Clear = c.Clear.With(f) }
	}
	for _, test := range []struct {
		name          string
		before, after []contact.Row
		// the zones and states, and what told them, before, after, and once it is undone
		want, moved string
	}{
		{"a toll-free number that moved", []contact.Row{located(tollFree, "", "94103", "CA")}, []contact.Row{located(tollFree, "", "69101", "NE")},
			"(America/Los_Angeles,America/Los_Angeles,\"zip state\",US-CA)", "(,\"America/Chicago America/Denver\",\"zip state\",US-NE)"},
		{"the ZIP code alone", []contact.Row{located(tollFree, "", "94103", "CA")}, []contact.Row{located(tollFree, "", "10001", "")},
			"(America/Los_Angeles,America/Los_Angeles,\"zip state\",US-CA)", "(,\"America/Los_Angeles America/New_York\",\"zip state conflict\",\"US-CA US-NY\")"},
		{"the state alone", []contact.Row{located(seattle, "", "", "")}, []contact.Row{located(seattle, "", "", "FL")},
			"(America/Los_Angeles,America/Los_Angeles,number,US-WA)", "(,\"America/Chicago America/Los_Angeles America/New_York\",\"number state conflict\",\"US-FL US-WA\")"},
		{"nothing of the place", []contact.Row{located(york, "", "90210", "CA")}, []contact.Row{located(york, "", "", "", value(contact.FirstName, "Ada"))},
			"(,\"America/Los_Angeles America/New_York\",\"number zip state conflict\",\"US-CA US-NY\")", "(,\"America/Los_Angeles America/New_York\",\"number zip state conflict\",\"US-CA US-NY\")"},
		{"the ZIP code emptied", []contact.Row{located(york, "", "90210", "")}, []contact.Row{located(york, "", "", "", clears(contact.Zip))},
			"(,\"America/Los_Angeles America/New_York\",\"number zip conflict\",\"US-CA US-NY\")", "(America/New_York,America/New_York,number,US-NY)"},
		{"in two rows", []contact.Row{located(tollFree, "", "94103", "CA")}, []contact.Row{located(tollFree, "", "10001", ""), located(tollFree, "", "", "NY")},
			"(America/Los_Angeles,America/Los_Angeles,\"zip state\",US-CA)", "(America/New_York,America/New_York,\"zip state\",US-NY)"},
		{"another number is not forgotten", []contact.Row{located(york, seattle, "", "")}, []contact.Row{located(york, "", "10001", "NY")},
			"(,\"America/Los_Angeles America/New_York\",\"number others conflict\",\"US-NY US-WA\")",
			"(,\"America/Los_Angeles America/New_York\",\"number others zip state conflict\",\"US-NY US-WA\")"},
		{"a British number in California", []contact.Row{located(london, "", "94103", "")}, []contact.Row{located(london, "", "", "CA")},
			"(,\"America/Los_Angeles Europe/London\",\"number zip conflict\",\"GB US-CA\")", "(,\"America/Los_Angeles Europe/London\",\"number zip state conflict\",\"GB US-CA\")"},
	} {
		t.Run(test.name, func(t *testing.T) {
			zones := func() []string {
				return table(t, db, "select time_zone, time_zones, time_zone_from, calling_states from contacts")
			}
			run(t, db, Spec{FileName: "before", Duplicates: contact.Update}, test.before...)
			same(t, "before", zones(), []string{test.want})
			moved, _ := run(t, db, Spec{FileName: "after", Duplicates: contact.Update}, test.after...)
			same(t, "after", zones(), []string{test.moved})
			if _, err := db.Undo(t.Context(), moved.ImportID, "", false); err != nil {
				t.Fatal(err)
			}
			same(t, "undone", zones(), []string{test.want})
			u, err := db.Undo(t.Context(), moved.ImportID-1, "", false)
			if err != nil || u.Removed != 1 {
				t.Fatalf("%+v, %v", u, err)
			}
		})
	}
}

// TestUndoUnderLaterEvidence: what undo leaves of the evidence, because a later
// import says it too or somebody wrote it, decides the place.
func TestUndoUnderLaterEvidence(t *testing.T) {
	const york = "+12127365000"
	const both = `(,"America/Los_Angeles America/New_York","US-CA US-NY")`
	places := "select time_zone, time_zones, calling_states from contacts"
	for name, meanwhile := range map[string]func(t *testing.T, db *DB){
		"a later import": func(t *testing.T, db *DB) {
			run(t, db, Spec{FileName: "later", Duplicates: contact.Update}, located(york, "", "90210", ""))
		},
		"by hand": func(t *testing.T, db *DB) {
			err := db.write(t.Context(), func(tx pgx.Tx) error {
				_, err := tx.Exec(t.Context(), "update contacts set zip = '94103'")
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			db := open(t)
			run(t, db, Spec{FileName: "before", Duplicates: contact.Update}, located(york, "", "10001", "NY"))
			moved, _ := run(t, db, Spec{FileName: "after", Duplicates: contact.Update}, located(york, "", "90210", ""))
			same(t, "after", table(t, db, places), []string{both})
			meanwhile(t, db)
			if _, err := db.Undo(t.Context(), moved.ImportID, "", false); err != nil {
				t.Fatal(err)
			}
			same(t, "undone", table(t, db, places), []string{both})
		})
	}
}

// TestLocateOld brings contacts to this version that an older one stored.
func TestLocateOld(t *testing.T) {
	url := emptyDatabase(t)
	all, err := steps()
	if err != nil {
		t.Fatal(err)
	}
	do(t, url, createVersion)
	for i, step := range all[:callingSchema-1] {
		do(t, url, step, fmt.Sprintf("insert into rollcall_version (version) values (%d)", i+1))
	}
	do(t, url, `insert into contacts (phone, zip, state, time_zone, import_id) values
		('+13054441001', '10001', 'NY', 'America/New_York', 1), ('+12199992345', null, null, 'America/New_York', 1), ('+4930123456', null, null, 'Europe/Berlin', 1)`,
		// Of a contact without further numbers it was the same before there were any.
		"update contacts c set import_digest = "+strings.Replace(digestSQL("c"), ", c.other_phones", "", 1)+" where phone <> '+12199992345'")
	db := reopen(t, url)
	if _, err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	same(t, "contacts", table(t, db, "select phone, time_zone, time_zones, time_zone_from, calling_states, "+digestSQL("c")+" = import_digest as intact from contacts c order by phone"), []string{
		`(+12199992345,,"America/Chicago America/New_York",number,US-IN,)`,
		`(+13054441001,America/New_York,America/New_York,"number zip state","US-FL US-NY",t)`,
		`(+4930123456,Europe/Berlin,Europe/Berlin,number,,t)`,
	})
}
