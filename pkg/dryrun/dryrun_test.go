package dryrun

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rollcall/pkg/contact"
)

// view knows the numbers that are its keys.
type view map[string]contact.PhoneStatus

func (d view) Lookup(_ context.Context, phones []string) ([]contact.PhoneStatus, error) {
	out := make([]contact.PhoneStatus, len(phones))
	for i, p := range phones {
		out[i] = d[p]
	}
	return out, nil
}

// counted counts what it is asked.
type counted struct {
	view
	asked []int
}

func (c *counted) Lookup(ctx context.Context, phones []string) ([]contact.PhoneStatus, error) {
	c.asked = append(c.asked, len(phones))
	return c.view.Lookup(ctx, phones)
}

// A view that answers many as quickly as few is asked a few times.
func TestTogether(t *testing.T) {
	var batches [][]contact.Row
	for i := range int64(1000) {
		batches = append(batches, []contact.Row{row(i+2, fmt.Sprintf("+1206%07d", 5550000+i))})
	}
	known := view{"+12065550007": {Known: true}, "+12065550999": {Known: true}}
	for together, most := range map[int]int{0: 1000, 300: 12} {
		v := &counted{view: known}
		if o := run(t, Options{View: v, Together: together}, batches...); o.Created != 998 || len(v.asked) > most {
			t.Errorf("%d together: created %d, asked %v", together, o.Created, v.asked)
		}
	}
}

func row(line int64, phone string, tags ...string) contact.Row {
	return contact.Row{Line: line, Cells: []string{phone}, Contact: contact.Contact{Phone: phone, Tags: tags}}
}

// fataler is a testing.T or a rapid.T.
type fataler interface{ Fatal(...any) }

func run(t fataler, o Options, batches ...[]contact.Row) Outcome {
	r := New(o)
	for _, rows := range batches {
		encoded, err := r.Encode(rows)
		if err == nil {
			err = r.Write(context.Background(), encoded)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	out, err := r.Outcome(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDecisions(t *testing.T) {
	known := view{
		"+12065550001": {Known: true},
		"+12065550002": {Known: true, List: contact.InternalList},
		"+12065550003": {Known: true, Listed: true},
	}
	suppressed := NewPhoneSet()
	suppressed.Add("+12065550009")
	rows := []contact.Row{
		row(2, "+12065550001", "vip"),
		row(3, "+12065550002"),
		row(4, "+12065550003"),
		row(5, "+12065550004", "new"),
		row(6, "+12065550004", "late"),
		row(7, "+12065550009"),
		{Line: 8, Reason: contact.NoPhone},
	}
	tests := []struct {
		mode contact.Duplicates
		want string
		late string
		tags []string
	}{
		{contact.Skip, "created 1 updated 0 merged 0 suppressed 2 duplicate 3 listed 1",
			"2 duplicate 3 suppressed 4 duplicate 6 duplicate 7 suppressed ", []string{"all", "new"}},
		{contact.Update, "created 1 updated 2 merged 1 suppressed 2 duplicate 0 listed 2",
			"3 suppressed 7 suppressed ", []string{"all", "late", "new", "vip"}},
		{contact.Create, "created 4 updated 0 merged 0 suppressed 2 duplicate 0 listed 4",
			"3 suppressed 7 suppressed ", []string{"all", "late", "new", "vip"}},
	}
	for _, tt := range tests {
		t.Run(tt.mode.String(), func(t *testing.T) {
			late := ""
			o := run(t, Options{
				Duplicates: tt.mode, View: known, Suppressed: suppressed, Tags: []string{"all"}, Sample: 1,
				Late: func(r contact.Reject) error {
					late += fmt.Sprintf("%d %s ", r.Line, r.Reason)
					if len(r.Raw) == 0 {
						t.Errorf("line %d came without its cells", r.Line)
					}
					return nil
				},
				Raw: func(cells []string) []byte { return []byte(cells[0]) },
			}, rows[:3], rows[3:])
			got := fmt.Sprintf("created %d updated %d merged %d suppressed %d duplicate %d listed %d",
				o.Created, o.Updated, o.Merged, o.Skipped[contact.Suppressed], o.Skipped[contact.Duplicate], o.Listed)
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if late != tt.late {
				t.Errorf("late %q, want %q", late, tt.late)
			}
			if diff := cmp.Diff(tt.tags, o.Tags); diff != "" {
				t.Errorf("tags (-want +got):\n%s", diff)
			}
			if len(o.Sample) != 1 {
				t.Errorf("%d contacts in the sample, want 1", len(o.Sample))
			}
		})
	}
}

// However the rows are cut into batches, and whatever they are, each of them
// is decided about once.
func TestEveryRowIsDecidedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		phones := rapid.SliceOf(rapid.SampledFrom([]string{"+12065550001", "+12065550002", "+4930123456", "+999999999999999"})).Draw(t, "phones")
		rows := make([]contact.Row, len(phones))
		for i, p := range phones {
			rows[i] = row(int64(i+2), p)
		}
		o := Options{Duplicates: contact.Duplicates(rapid.IntRange(0, 2).Draw(t, "mode")), Sample: 2}
		cut := rapid.IntRange(0, len(rows)).Draw(t, "cut")
		whole := run(t, o, rows)
		o.Together = rapid.IntRange(0, 4).Draw(t, "together")
		parts := run(t, o, rows[:cut], rows[cut:])
		if diff := cmp.Diff(whole, parts); diff != "" {
			t.Fatalf("cut at %d (-whole +parts):\n%s", cut, diff)
		}
		if sum := whole.Created + whole.Updated + whole.Merged + whole.Skipped.Total(); sum != int64(len(rows)) || whole.Rows != sum {
			t.Fatalf("%d rows, %d decisions, %d counted", len(rows), sum, whole.Rows)
		}
		distinct := slices.Compact(slices.Sorted(slices.Values(phones)))
		if o.Duplicates == contact.Skip && whole.Created != int64(len(distinct)) {
			t.Fatalf("%d created of %d numbers", whole.Created, len(distinct))
		}
	})
}
