package dryrun

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rollcall/pkg/contact"
)

// A list that comes after others comes to what it would on a database that has
// taken these in.
func TestEarlier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.Custom(func(t *rapid.T) string {
			return fmt.Sprintf("+1206555%04d", rapid.IntRange(1, 8).Draw(t, "number"))
		})
		o := Options{
			Duplicates:   rapid.SampledFrom([]contact.Duplicates{contact.Skip, contact.Update, contact.Create}).Draw(t, "duplicates"),
			IncludeKnown: rapid.Bool().Draw(t, "include known"),
			Powerlist:    rapid.SampledFrom([]string{"", "calls"}).Draw(t, "powerlist"),
			Earlier:      &Earlier{},
		}
		known := view{} // of a database after the lists so far
		for range rapid.IntRange(1, 4).Draw(t, "lists") {
			var rows []contact.Row
			for line := range rapid.IntRange(1, 6).Draw(t, "rows") {
				r := row(int64(line+2), number.Draw(t, "phone"))
				if rapid.IntRange(0, 3).Draw(t, "says no") == 0 {
					r.Reason = contact.NoConsent
					r.Refusals = []contact.Refusal{{Phone: r.Contact.Phone, Record: contact.Record(rapid.IntRange(0, 2).Draw(t, "record"))}}
				}
				rows = append(rows, r)
			}
			plain := o
			plain.Earlier, plain.View = nil, known
			plain.Refusals = refusalsOf(t, o, rows)
			want := run(t, plain, rows)
			later := o
			later.Refusals = refusalsOf(t, o, rows)
			s := New(later)
			encoded, err := s.Encode(rows)
			if err == nil {
				err = s.Write(context.Background(), encoded)
			}
			if err != nil {
				t.Fatal(err)
			}
			got, err := s.Outcome(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want.Counts, got.Counts); diff != "" || want.OptOuts != got.OptOuts || want.KnownRefuse != got.KnownRefuse {
				t.Fatalf("counts (-want +got):\n%s opt-outs %d, %d, known %d, %d", diff, want.OptOuts, got.OptOuts, want.KnownRefuse, got.KnownRefuse)
			}
			if o.Powerlist != "" && want.Listed != got.Listed {
				t.Fatalf("listed %d, not %d", got.Listed, want.Listed)
			}
			s.Leave()
			known.store(rows, o, later.Refusals)
		}
	})
}

func refusalsOf(t *rapid.T, o Options, rows []contact.Row) *Refusals {
	o.Earlier = nil
	s := New(o)
	encoded, err := s.Encode(rows)
	if err == nil {
		err = s.Write(context.Background(), encoded)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s.Refusals()
}

// store changes what is known as an import of rows would.
func (d view) store(rows []contact.Row, o Options, no *Refusals) {
	before := view{}
	for p, s := range d {
		before[p] = s
	}
	for _, r := range rows {
		p := r.Contact.Phone
		s := d[p]
		if n := no.byNumber[digits(p)]; n != nil {
			if n.record == contact.RecordAll || n.record == contact.RecordKnown && before[p].Known {
				s.List = contact.InternalList
			}
		} else if before[p].List == "" {
			s.Listed = s.Listed || o.Powerlist != "" && (o.Duplicates != contact.Skip || !before[p].Known || o.IncludeKnown)
			s.Known = true
		}
		d[p] = s
	}
}
