package store

import (
	"context"
	"sync"

	"rollcall/pkg/contact"
)

// batches hold encoded rows on their way from Encode to Write.
var batches = sync.Pool{New: func() any { return &batch{} }}

// batch is the accepted rows and the refusals of a run of rows.
type batch struct {
	bytes    []byte
	accepted []encodedRow
	refusals []encodedRow
	// others: a row has further numbers.
	others bool
}

// encodedRow is an item of a batch: its key, and where it begins and ends.
type encodedRow struct {
	key      uint64
	from, to int
}

func (b *batch) reset() {
	*b = batch{bytes: b.bytes[:0], accepted: b.accepted[:0], refusals: b.refusals[:0]}
}

// Encode encodes the accepted rows and the refusals for Write. Several goroutines can
// call it at once, and it keeps nothing of rows.
func (im *Import) Encode(rows []contact.Row) (any, error) {
	b := batches.Get().(*batch)
	b.reset()
	mayClear := im.spec.Duplicates == contact.Update
	for i := range rows {
		row := &rows[i]
		if row.Reason == contact.Accepted {
			from := len(b.bytes)
			b.others = b.others || row.Contact.OtherPhones != ""
			b.bytes = appendRow(b.bytes, row, mayClear)
			b.bytes = appendAnswers(b.bytes, im.spec.ConsentColumns, row.Cells)
			if im.spec.Raw != nil {
				b.bytes = append(b.bytes, im.spec.Raw(row.Cells)...)
			}
			b.accepted = append(b.accepted, encodedRow{phoneKey(row.Contact.Phone), from, len(b.bytes)})
		}
		for _, f := range row.Refusals {
			from := len(b.bytes)
			b.bytes = appendRefusal(b.bytes, storable(f.Phone), uint64(row.Line), contact.RefusedAt(f.Date), f.Record, im.db.encoding.spell(f.Reason))
			b.refusals = append(b.refusals, encodedRow{phoneKey(f.Phone), from, len(b.bytes)})
		}
	}
	return b, nil
}

// Write takes what Encode returned.
func (im *Import) Write(ctx context.Context, encoded any) error {
	b := encoded.(*batch)
	defer batches.Put(b)
	for _, e := range b.accepted {
		if err := im.rows.Add(e.key, b.bytes[e.from:e.to]); err != nil {
			return err
		}
	}
	for _, e := range b.refusals {
		if err := im.refusals.Add(e.key, b.bytes[e.from:e.to]); err != nil {
			return err
		}
	}
	im.others.some = im.others.some || b.others
	im.accepted += int64(len(b.accepted))
	im.allRefusals += int64(len(b.refusals))
	return ctx.Err()
}
