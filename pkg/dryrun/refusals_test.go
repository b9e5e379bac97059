package dryrun

import (
	"context"
	"fmt"
	"testing"

	"rollcall/pkg/contact"
)

func refusing(line int64, f ...contact.Refusal) contact.Row {
	return contact.Row{Line: line, Reason: contact.NoConsent, Refusals: f}
}

func agreed(line int64, phone, date string) contact.Row {
	r := row(line, phone)
	r.Contact.Values[contact.ConsentDate] = date
	return r
}

// Who says no anywhere in the list is not called for any of its rows.
func TestRefusals(t *testing.T) {
	const a, b, c, d = "+12064441001", "+12064441002", "+12064441003", "+12064441004"
	rows := []contact.Row{
		row(2, a),
		refusing(3, contact.Refusal{Phone: a, Reason: "Opt In: no", Record: contact.RecordAll},
			contact.Refusal{Phone: d, Record: contact.RecordKnown}),
		row(4, a),
		agreed(5, b, "2024-05-01"), agreed(6, b, "2024-05-03"),
		refusing(7, contact.Refusal{Phone: b, Date: "2024-05-02", Record: contact.RecordAll}),
		agreed(8, c, "2024-05-01"),
		{Line: 9, Reason: contact.Filtered, Refusals: []contact.Refusal{{Phone: c, Date: "2024-05-01T10:00:00Z"}}},
		row(10, d),
	}
	known := view{c: {Known: true}, d: {Known: true}}
	run := func(o Options) (*Sink, string) {
		late := ""
		o.Late = func(r contact.Reject) error {
			late += fmt.Sprintf("%d %s: %s\n", r.Line, r.Reason, r.Detail)
			return nil
		}
		o.Raw = func([]string) []byte { return nil }
		s := New(o)
		for i := range rows {
			b, err := s.Encode(rows[i : i+1])
			if err == nil {
				err = s.Write(context.Background(), b)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		return s, late
	}
	for mode := contact.Skip; mode <= contact.Create; mode++ {
		o := Options{Duplicates: mode, View: known}
		s, _ := run(o)
		if !s.Stale() {
			t.Fatal("the first run is not stale")
		}
		o.Refusals = s.Refusals()
		s, late := run(o)
		if s.Stale() {
			t.Fatal("the second run is stale")
		}
		out, err := s.Outcome(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if out.Created != 1 || out.Skipped[contact.NoConsent] != 5 || out.OptOuts != 2 || out.KnownRefuse != 1 {
			t.Errorf("%s: %+v", mode, out)
		}
		want := "2 no_consent: line 3 says no (Opt In: no)\n4 no_consent: line 3 says no (Opt In: no)\n" +
			"5 no_consent: line 7 says no\n8 no_consent: line 9 says no\n10 no_consent: line 3 says no\n"
		if late != want {
			t.Errorf("%s: rejects\n%s\nwant\n%s", mode, late, want)
		}
	}
}
