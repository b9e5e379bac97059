// Package rehearsal is the sink of a review: it works out what an import of
// the same rows would come to, and writes nothing. It knows nothing of SQL and
// files; a Directory tells it what a database knows.
package rehearsal

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"rollcall/pkg/contact"
)

// Directory tells what a database knows. It is called from one goroutine.
type Directory interface {
	// Lookup gives the standing of each of phones, in their order. The numbers
	// are in E.164 form and may repeat.
	Lookup(ctx context.Context, phones []string) ([]contact.Standing, error)
}

// Late takes a row that was accepted by the cleaning and is skipped all the
// same, in file order. Raw is what Options.Raw gave.
type Late func(line int64, reason contact.Reason, detail string, raw []byte) error

// Options of a rehearsal.
type Options struct {
	Duplicates contact.Duplicates
	// Directory is nil where no database is consulted.
	Directory Directory
	// Suppressed holds further numbers that must not be called, or is nil.
	Suppressed *PhoneSet
	// OptedOut holds the numbers that a row of the list puts on the do-not-call
	// list, or is nil. The whole list was read for them before: an import
	// skips the rows above such a row, too.
	OptedOut *PhoneSet
	// Tags are the tags of the import as a whole.
	Tags []string
	// Sample is how many of the contacts are kept to be shown.
	Sample int
	// Late and Raw are set together where skipped rows are wanted: Raw turns a
	// record's cells into the bytes that Late gets.
	Late Late
	Raw  func(cells []string) []byte
}

// Outcome is what an import would come to.
type Outcome struct {
	// Counts has what the sink decided: Created, Updated, Merged, and the rows
	// skipped as Suppressed or Duplicate. Rows is their sum.
	contact.Counts
	// Listed is how many contacts would be put on the powerlist.
	Listed int64
	// Tags are those of the import and of the rows that would be imported, in
	// alphabetical order.
	Tags   []string
	Sample []contact.Contact
	// Zones counts the contacts that would be created or updated by the time
	// zone that the list tells of them.
	Zones contact.Zones
}

// Rehearsal is a pipeline.Sink.
type Rehearsal struct {
	o       Options
	seen    *PhoneSet
	tags    map[string]struct{}
	sampled atomic.Bool // enough rows have been kept
	outcome Outcome
	zones   zones
}

// New starts a rehearsal.
func New(o Options) *Rehearsal {
	r := &Rehearsal{o: o, seen: NewPhoneSet(), tags: map[string]struct{}{}}
	for _, t := range o.Tags {
		r.tags[t] = struct{}{}
	}
	r.sampled.Store(o.Sample <= 0)
	return r
}

// batch is the accepted rows of a batch, reduced to what decides their fate.
type batch struct {
	phones []string
	rows   []candidate
	// numbers are the phones as a PhoneSet takes them, tags those of all rows.
	numbers []uint64
	tags    []string
}

type candidate struct {
	line int64
	// tagsEnd is where the row's tags end in those of the batch.
	tagsEnd int
	raw     []byte
	contact *contact.Contact // while the sample has room
	// zone is the contact's, open as zoneOf has it.
	zone string
	open bool
}

// batches are used again and again.
var batches = sync.Pool{New: func() any { return &batch{} }}

func (b *batch) reset() {
	clear(b.rows) // lets go of what they hold
	b.phones, b.rows, b.numbers, b.tags = b.phones[:0], b.rows[:0], b.numbers[:0], b.tags[:0]
}

// Encode keeps what Write needs of the accepted rows.
func (r *Rehearsal) Encode(rows []contact.Row) (any, error) {
	b := batches.Get().(*batch)
	keep := !r.sampled.Load()
	for i := range rows {
		row := &rows[i]
		if row.Reason != contact.Accepted {
			continue
		}
		b.tags = append(b.tags, row.Contact.Tags...)
		c := candidate{line: row.Line, tagsEnd: len(b.tags)}
		c.zone, c.open = zoneOf(&row.Contact, r.o.Duplicates == contact.Update)
		if r.o.Raw != nil {
			c.raw = r.o.Raw(row.Cells)
		}
		if keep {
			clone := row.Contact
			clone.Custom = slices.Clone(clone.Custom)
			clone.Tags = slices.Clone(clone.Tags)
			c.contact = &clone
		}
		b.phones = append(b.phones, row.Contact.Phone)
		b.numbers = append(b.numbers, digits(row.Contact.Phone))
		b.rows = append(b.rows, c)
	}
	return b, nil
}

// Write decides the fate of a batch's rows.
func (r *Rehearsal) Write(ctx context.Context, encoded any) error {
	b := encoded.(*batch)
	defer func() {
		b.reset()
		batches.Put(b)
	}()
	var standings []contact.Standing
	if r.o.Directory != nil && len(b.phones) > 0 {
		var err error
		if standings, err = r.o.Directory.Lookup(ctx, b.phones); err != nil {
			return err
		}
	}
	for _, set := range []*PhoneSet{r.o.OptedOut, r.o.Suppressed, r.seen} {
		if set != nil {
			set.warm(b.numbers)
		}
	}
	tags := 0
	for i := range b.rows {
		var s contact.Standing
		if standings != nil {
			s = standings[i]
		}
		c := &b.rows[i]
		if err := r.decide(c, b.numbers[i], s, b.tags[tags:c.tagsEnd]); err != nil {
			return err
		}
		tags = c.tagsEnd
	}
	return nil
}

func (r *Rehearsal) decide(c *candidate, number uint64, s contact.Standing, tags []string) error {
	o := &r.outcome
	o.Rows++
	if s.Suppressed || r.o.OptedOut != nil && r.o.OptedOut.has(number) {
		return r.skip(c, contact.Suppressed, "the number is on the do-not-call list")
	}
	if r.o.Suppressed != nil && r.o.Suppressed.has(number) {
		return r.skip(c, contact.Suppressed, "the number is in a suppression file")
	}
	repeated := false
	if r.o.Duplicates != contact.Create {
		repeated = !r.seen.add(number)
	}
	switch {
	case r.o.Duplicates == contact.Create:
		o.Created++
		o.Listed++
	case r.o.Duplicates == contact.Skip && s.Known:
		return r.skip(c, contact.Duplicate, "a contact with this number exists already")
	case r.o.Duplicates == contact.Skip && repeated:
		return r.skip(c, contact.Duplicate, "the number stands in an earlier row of this file")
	case repeated:
		o.Merged++
		r.zones.fold(c, number)
	case s.Known:
		o.Updated++
		if !s.Listed {
			o.Listed++
		}
	default:
		o.Created++
		o.Listed++
	}
	if !repeated {
		r.zones.add(c, number)
	}
	for _, t := range tags {
		if _, ok := r.tags[t]; !ok {
			r.tags[t] = struct{}{}
		}
	}
	if c.contact != nil && len(o.Sample) < r.o.Sample {
		o.Sample = append(o.Sample, *c.contact)
		r.sampled.Store(len(o.Sample) >= r.o.Sample)
	}
	return nil
}

func (r *Rehearsal) skip(c *candidate, reason contact.Reason, detail string) error {
	r.outcome.Skipped[reason]++
	if r.o.Late == nil {
		return nil
	}
	return r.o.Late(c.line, reason, detail, c.raw)
}

// Outcome tells what the rows so far would come to.
func (r *Rehearsal) Outcome() Outcome {
	o := r.outcome
	o.Zones = r.zones.Zones
	o.Tags = make([]string, 0, len(r.tags))
	for t := range r.tags {
		o.Tags = append(o.Tags, t)
	}
	slices.Sort(o.Tags)
	return o
}
