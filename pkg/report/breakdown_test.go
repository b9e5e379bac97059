package report

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rollcall/pkg/contact"
)

func collect(t rapid.TB, o BreakdownOptions, batches ...[]contact.Row) *Breakdown {
	b := NewBreakdown(o)
	for _, rows := range batches {
		encoded, err := b.Encode(rows)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Write(context.Background(), encoded); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func TestBreakdown(t *testing.T) {
	b := collect(t, BreakdownOptions{Columns: 2, Sample: 1},
		[]contact.Row{
			{Line: 2, Cells: []string{"Ann", " "}, Contact: contact.Contact{Phone: "+1"}},
			{Line: 3, Cells: []string{"Bob"}, Reason: contact.Malformed, Detail: "too few cells"},
			{Line: 4, Cells: []string{"", "12"}, Reason: contact.InvalidPhone, Detail: "too short"},
		},
		[]contact.Row{
			{Line: 5, Cells: []string{"Cy", "1"}, Reason: contact.InvalidPhone, Detail: "no number"},
			{Line: 6, Cells: []string{"Di", "13"}, Reason: contact.InvalidPhone, Detail: "too short"},
			{Line: 7, Cells: []string{"Ed", "99"}, Contact: contact.Contact{Phone: "+2"}},
		})
	if got := []float64{b.fillRate(0), b.fillRate(1)}; !cmp.Equal(got, []float64{0.8, 0.8}) {
		t.Errorf("fill rates %v", got)
	}
	want := []SkipDetail{{"too short", 2, 4}, {"no number", 1, 5}}
	if diff := cmp.Diff(want, b.details(contact.InvalidPhone)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := b.Contacts(); len(got) != 1 || got[0].Phone != "+1" {
		t.Errorf("sample %v", got)
	}
}

func TestBreakdownMasksWhatIsQuoted(t *testing.T) {
	for detail, want := range map[string]string{
		`Phone: too short`:            `Phone: too short`,
		`OK? says "Bob \"B\" Miller"`: `OK? says "…"`,
		`5" pipe: says "Bob"`:         `5"…"`,
		`5" pipe: too short`:          `5"…"`,
	} {
		b := collect(t, BreakdownOptions{Mask: true}, []contact.Row{{Reason: contact.NoConsent, Detail: detail}})
		if got := b.details(contact.NoConsent)[0].Text; got != want {
			t.Errorf("%s is masked as %s, want %s", detail, got, want)
		}
	}
}

// A list in which every row has a detail of its own takes no more memory than
// any other.
func TestBreakdownIsBounded(t *testing.T) {
	rows := make([]contact.Row, 3*maxDetails)
	for i := range rows {
		rows[i] = contact.Row{Line: int64(i), Reason: contact.NoConsent, Detail: fmt.Sprint(i)}
	}
	details := collect(t, BreakdownOptions{}, rows[:maxDetails/2], rows[maxDetails/2:]).details(contact.NoConsent)
	var sum int64
	for _, d := range details {
		sum += d.Rows
	}
	if len(details) > maxDetails+1 || sum != int64(len(rows)) {
		t.Errorf("%d details of %d rows, want at most %d of %d", len(details), sum, maxDetails+1, len(rows))
	}
}

// However the rows are cut into batches, the breakdown is the same.
func TestBreakdownOfAnyBatches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) contact.Row {
			return contact.Row{
				Line:   rapid.Int64Range(1, 99).Draw(t, "line"),
				Reason: rapid.SampledFrom([]contact.Reason{contact.Accepted, contact.Malformed, contact.NoConsent}).Draw(t, "reason"),
				Detail: rapid.SampledFrom([]string{"a", "b", `c "d"`}).Draw(t, "detail"),
				Cells:  rapid.SliceOfN(rapid.SampledFrom([]string{"", " ", "x"}), 0, 3).Draw(t, "cells"),
			}
		}), 0, 20).Draw(t, "rows")
		cut := rapid.IntRange(0, len(rows)).Draw(t, "cut")
		o := BreakdownOptions{Columns: 2, Sample: 3, Mask: true}
		one, two := collect(t, o, rows), collect(t, o, rows[:cut], rows[cut:])
		if diff := cmp.Diff(one.total, two.total, cmp.AllowUnexported(breakdown{})); diff != "" {
			t.Fatalf("-at once +in two:\n%s", diff)
		}
	})
}
