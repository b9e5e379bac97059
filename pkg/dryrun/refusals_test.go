package dryrun

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

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
		if err := s.Finish(context.Background()); err != nil {
			t.Fatal(err)
		}
		return s, late
	}
	for mode := contact.Skip; mode <= contact.Create; mode++ {
		o := Options{Duplicates: mode, View: known, Together: 2 * int(mode)}
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

// A sink that does it again comes to the same as one that takes the rows again.
func TestAgainEqualsAnotherRun(t *testing.T) {
	phones := []string{"+12064441001", "+12064441002", "+12064441003", "+4930123456"}
	dates := []string{"", "2024-05-01", "2024-05-02T10:00:00Z", "2024-05-03"}
	rapid.Check(t, func(t *rapid.T) {
		sampled := func(from []string, what string) string { return rapid.SampledFrom(from).Draw(t, what) }
		var batches [][]contact.Row
		line := int64(2)
		for range rapid.IntRange(1, 5).Draw(t, "batches") {
			var rows []contact.Row
			for range rapid.IntRange(0, 5).Draw(t, "rows") {
				if rapid.Bool().Draw(t, "refuses") {
					rows = append(rows, refusing(line, contact.Refusal{Phone: sampled(phones, "phone"), Date: sampled(dates, "date"), Record: contact.RecordAll}))
				} else {
					r := row(line, sampled(phones, "phone"), strings.Fields(sampled([]string{"", "a", "b c"}, "tags"))...)
					r.Contact.Values[contact.ConsentDate] = sampled(dates, "date")
					r.Contact.Values[contact.TimeZone] = sampled([]string{"", "America/New_York", "America/Chicago America/Denver"}, "zone")
					rows = append(rows, r)
				}
				line += int64(rapid.IntRange(1, 9).Draw(t, "lines"))
			}
			batches = append(batches, rows)
		}
		o := Options{
			Duplicates: contact.Duplicates(rapid.IntRange(int(contact.Skip), int(contact.Create)).Draw(t, "mode")),
			View:       view{phones[0]: {Known: true}}, IncludeKnown: rapid.Bool().Draw(t, "include"), Tags: []string{"c"}, Sample: rapid.IntRange(0, 4).Draw(t, "sample"),
			Together: rapid.IntRange(0, 12).Draw(t, "together"),
		}
		write := func(o Options) *Sink {
			s := New(o)
			for _, rows := range batches {
				b, err := s.Encode(rows)
				if err == nil {
					err = s.Write(t.Context(), b)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			if err := s.Finish(t.Context()); err != nil {
				t.Fatal(err)
			}
			return s
		}
		outcome := func(s *Sink) Outcome {
			out, err := s.Outcome(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		first := write(o)
		again, err := first.Again(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if again == nil {
			return // the sample lacks a contact
		}
		got := outcome(again)
		o.Refusals = first.Refusals()
		if diff := cmp.Diff(outcome(write(o)), got); diff != "" || again.Stale() {
			t.Fatalf("(-another run +again):\n%s", diff)
		}
	})
}
