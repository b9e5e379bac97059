package dryrun

import (
	"context"
	"slices"
	"strings"

	"rollcall/pkg/contact"
)

// batch has the accepted rows and the refusals of a batch, reduced to what is needed to
// decide about them.
type batch struct {
	// first is the line of the first row.
	first int64
	rows  []candidate
	// agreed are the moments of the rows' consent, nil where none has a date.
	agreed []contact.Moment
	// tags are those of all rows, tagEnds where those of each row end, nil if none has
	// one. tagIDs are their positions in names.
	tags    []string
	tagEnds []int
	tagIDs  []uint32
	// refusals are nil if those of the file are known.
	refusals []refusal
	// raws are the rows' cells, if Options.Raw is set.
	raws [][]byte
	// contacts are those of the rows, while the sample has room, and for
	// Options.Stored.
	contacts []*contact.Contact
}

// candidate is a row that may become a contact.
type candidate struct {
	number uint64
	line   uint32 // counted from the first of the batch
	zone   zoneID
}

// refusal is a refusal of the row at line, after so many accepted rows.
type refusal struct {
	line  int64
	after int
	contact.Refusal
}

func (b *batch) line(i int) int64 { return b.first + int64(b.rows[i].line) }

func (b *batch) agreedAt(i int) contact.Moment {
	if b.agreed == nil {
		return 0
	}
	return b.agreed[i]
}

// tagsOf returns the tags of a row by their positions in names.
func (b *batch) tagsOf(i int) []uint32 {
	switch {
	case b.tagEnds == nil:
		return nil
	case i == 0:
		return b.tagIDs[:b.tagEnds[0]]
	}
	return b.tagIDs[b.tagEnds[i-1]:b.tagEnds[i]]
}

// Encode keeps what Write needs of rows.
func (s *Sink) Encode(rows []contact.Row) (any, error) {
	b := &batch{rows: make([]candidate, 0, len(rows))}
	if len(rows) > 0 {
		b.first = rows[0].Line
	}
	keep := s.o.Stored != nil || !s.sampled.Load()
	zone, id := "", unknownZone // of the row before
	for i := range rows {
		row := &rows[i]
		if s.o.Refusals == nil {
			for _, f := range row.Refusals {
				b.refusals = append(b.refusals, refusal{row.Line, len(b.rows), f})
			}
		}
		if row.Reason != contact.Accepted {
			continue
		}
		c := &row.Contact
		if date := c.Values[contact.ConsentDate]; date != "" || b.agreed != nil {
			for len(b.agreed) < len(b.rows) {
				b.agreed = append(b.agreed, 0)
			}
			b.agreed = append(b.agreed, contact.AgreedAt(date))
		}
		if len(c.Tags) > 0 || b.tagEnds != nil {
			for len(b.tagEnds) < len(b.rows) {
				b.tagEnds = append(b.tagEnds, 0)
			}
			b.tags = append(b.tags, c.Tags...)
			b.tagEnds = append(b.tagEnds, len(b.tags))
		}
		if s.o.Raw != nil {
			b.raws = append(b.raws, s.o.Raw(row.Cells))
		}
		if keep {
			clone := *c
			clone.Custom = slices.Clone(clone.Custom)
			clone.Tags = slices.Clone(clone.Tags)
			b.contacts = append(b.contacts, &clone)
		}
		if value := c.Values[contact.TimeZone]; value != zone {
			zone, id = value, s.names.zone(value)
		}
		b.rows = append(b.rows, candidate{digits(c.Phone), uint32(row.Line - b.first), id})
	}
	return b, nil
}

// Write decides about a batch's rows.
func (s *Sink) Write(ctx context.Context, encoded any) error {
	b := encoded.(*batch)
	if len(b.tags) > 0 {
		b.tagIDs, b.tags = s.names.tags(b.tags), nil
	}
	if s.sampled.Load() && s.o.Stored == nil {
		b.contacts = nil // the sample was filled meanwhile
	}
	return s.gather(ctx, b)
}

// gather decides about the rows of a batch as soon as there are enough to look up
// together: few at first, to fill the sample.
func (s *Sink) gather(ctx context.Context, b *batch) error {
	s.waiting = append(s.waiting, b)
	if s.waitingRows += len(b.rows); s.waitingRows < s.together {
		return nil
	}
	s.together = min(max(1, 2*s.waitingRows), s.o.Together)
	return s.Finish(ctx)
}

// Finish decides about rows that still wait for others to be looked up with. It is
// called after the last Write.
func (s *Sink) Finish(ctx context.Context) error {
	statuses, err := s.lookUp(ctx)
	if err != nil {
		return err
	}
	for _, b := range s.waiting {
		n := len(b.rows)
		others := s.leaveOut(b.contacts, statuses[n:])
		if err := s.take(b, statuses[:n]); err != nil {
			return err
		}
		statuses = statuses[n+others:]
		s.keep(b)
	}
	clear(s.waiting)
	s.waiting, s.waitingRows = s.waiting[:0], 0
	return nil
}

// lookUp returns what the database knows of the waiting rows' numbers; without a database
// nothing.
func (s *Sink) lookUp(ctx context.Context) ([]contact.PhoneStatus, error) {
	if s.view == nil {
		n := 0
		for _, b := range s.waiting {
			n += len(b.rows)
			for _, c := range b.contacts {
				n += len(strings.Fields(c.OtherPhones))
			}
		}
		if n > len(s.unknown) {
			s.unknown = make([]contact.PhoneStatus, 2*n)
		}
		return s.unknown[:n], nil
	}
	var phones []string
	for _, b := range s.waiting {
		phones = b.appendPhones(phones)
	}
	if len(phones) == 0 {
		return nil, nil
	}
	return s.view.Lookup(ctx, phones)
}

// appendPhones appends the numbers of the rows, and then the further numbers of the
// contacts that are kept.
func (b *batch) appendPhones(phones []string) []string {
	phones = slices.Grow(phones, len(b.rows))
	for i := range b.rows {
		phones = append(phones, e164(b.rows[i].number))
	}
	for _, c := range b.contacts {
		if c.OtherPhones != "" {
			phones = append(phones, strings.Fields(c.OtherPhones)...)
		}
	}
	return phones
}

// take decides about the rows of a batch.
func (s *Sink) take(b *batch, statuses []contact.PhoneStatus) error {
	for _, set := range []*PhoneSet{s.o.Suppressed, s.accepted} {
		if set != nil {
			set.warm(b.rows)
		}
	}
	refusals := b.refusals
	if s.o.Refusals != nil {
		refusals = nil
	}
	for i := range b.rows {
		for len(refusals) > 0 && refusals[0].after <= i {
			s.refuse(&refusals[0])
			refusals = refusals[1:]
		}
		if err := s.decide(b, i, statuses[i]); err != nil {
			return err
		}
	}
	for i := range refusals {
		s.refuse(&refusals[i])
	}
	return nil
}

// maxKept is the number of rows that are kept for Again: 48 MB, and more for files that
// tag their rows.
const maxKept = 3 << 20

// keep keeps a batch for Again, while there are not too many.
func (s *Sink) keep(b *batch) {
	if !s.keeps {
		return
	}
	if s.keptRows += len(b.rows) + len(b.tagIDs); s.keptRows > maxKept {
		s.keeps, s.kept = false, nil
		return
	}
	b.refusals = nil // they are among those of the sink
	s.kept = append(s.kept, b)
}

// Again returns a dry run of the same rows with all refusals known from the start, for a
// sink that is Stale. It is nil if the rows were not kept: if there are very many, or if
// Options needs more of them than is kept.
func (s *Sink) Again(ctx context.Context) (*Sink, error) {
	if !s.keeps {
		return nil, nil
	}
	o := s.o
	o.Refusals = s.refusals
	again := newSink(o, s.names)
	for _, b := range s.kept {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := again.gather(ctx, b); err != nil {
			return nil, err
		}
	}
	if err := again.Finish(ctx); err != nil {
		return nil, err
	}
	if again.unsampled {
		return nil, nil
	}
	return again, nil
}
