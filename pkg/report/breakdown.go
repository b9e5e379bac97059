package report

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"rollcall/pkg/contact"
)

// Breakdown collects for a page what the counts of a Result do not have: how full each
// column is, why rows were skipped in detail, and the first contacts. It is a
// pipeline.Sink, whose memory does not depend on the size of the file.
type Breakdown struct {
	o     BreakdownOptions
	total breakdown
}

// BreakdownOptions select what is collected.
type BreakdownOptions struct {
	// Columns is the number of columns in the file.
	Columns int
	// Sample is the number of accepted contacts, the first ones, that are kept.
	Sample int
	// Mask removes what the details quote from cells.
	Mask bool
}

// maxDetails is the number of different details of one reason that are kept.
const maxDetails = 200

// breakdown is that of a batch of rows, or of all of them.
type breakdown struct {
	readable int64 // the rows that are not malformed
	filled   []int64
	details  [contact.NumReasons]map[string]SkipDetail
	contacts []contact.Contact
}

// SkipDetail is a detail of the reason why rows were skipped.
type SkipDetail struct {
	Text string
	Rows int64
	// FirstLine is the first line of the file with such a row.
	FirstLine int64
}

// NewBreakdown starts a collection.
func NewBreakdown(o BreakdownOptions) *Breakdown {
	return &Breakdown{o: o, total: breakdown{filled: make([]int64, o.Columns)}}
}

// Encode collects from a batch of rows.
func (f *Breakdown) Encode(rows []contact.Row) (any, error) {
	b := &breakdown{filled: make([]int64, f.o.Columns)}
	for i := range rows {
		row := &rows[i]
		if row.Reason == contact.Accepted {
			if len(b.contacts) < f.o.Sample {
				b.contacts = append(b.contacts, cloneContact(row.Contact))
			}
		} else {
			b.skip(row.Reason, SkipDetail{f.mask(row.Detail), 1, row.Line})
		}
		if row.Reason == contact.Malformed {
			continue
		}
		b.readable++
		for c, cell := range row.Cells[:min(len(row.Cells), len(b.filled))] {
			if cell != "" && strings.TrimSpace(cell) != "" {
				b.filled[c]++
			}
		}
	}
	return b, nil
}

func cloneContact(c contact.Contact) contact.Contact {
	c.Custom, c.Tags = slices.Clone(c.Custom), slices.Clone(c.Tags)
	return c
}

// mask removes what a detail quotes. A column's name may have a quote in it, so everything
// between the first and the last is removed.
func (f *Breakdown) mask(detail string) string {
	if !f.o.Mask {
		return detail
	}
	first, last := strings.IndexByte(detail, '"'), strings.LastIndexByte(detail, '"')
	switch {
	case first < 0:
		return detail
	case first == last:
		return detail[:first] + `"…"`
	}
	return detail[:first] + `"…"` + detail[last+1:]
}

func (b *breakdown) skip(reason contact.Reason, d SkipDetail) {
	if b.details[reason] == nil {
		b.details[reason] = map[string]SkipDetail{}
	}
	m := b.details[reason]
	have, ok := m[d.Text]
	if !ok && len(m) >= maxDetails {
		d.Text = "" // the many others
		have, ok = m[d.Text]
	}
	if ok {
		d.Rows += have.Rows
		d.FirstLine = min(d.FirstLine, have.FirstLine)
	} else {
		d.Text = strings.Clone(d.Text)
	}
	m[d.Text] = d
}

// Write adds up what Encode collected.
func (f *Breakdown) Write(_ context.Context, encoded any) error {
	b := encoded.(*breakdown)
	t := &f.total
	t.readable += b.readable
	for i, n := range b.filled {
		t.filled[i] += n
	}
	for reason, m := range b.details {
		for _, text := range slices.Sorted(maps.Keys(m)) {
			t.skip(contact.Reason(reason), m[text])
		}
	}
	room := f.o.Sample - len(t.contacts)
	t.contacts = append(t.contacts, b.contacts[:min(room, len(b.contacts))]...)
	return nil
}

// fillRate is the share of the readable rows that have something in a column.
func (f *Breakdown) fillRate(column int) float64 {
	return float64(f.total.filled[column]) / float64(max(1, f.total.readable))
}

// details returns why rows were skipped for a reason, the most frequent first. Beyond
// maxDetails they are counted together, without a text.
func (f *Breakdown) details(reason contact.Reason) []SkipDetail {
	return slices.SortedFunc(maps.Values(f.total.details[reason]), func(a, b SkipDetail) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.FirstLine, b.FirstLine), cmp.Compare(a.Text, b.Text))
	})
}

// Contacts returns the first contacts that the cleaning accepted: an import may have
// skipped them later, as duplicates.
func (f *Breakdown) Contacts() []contact.Contact { return f.total.contacts }
