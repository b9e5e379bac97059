// Package dryrun is the sink of a review: it works out what an import of the
// same rows would do, and writes nothing. It knows nothing of SQL and files; a
// View answers for the database.
package dryrun

import (
	"context"
	"maps"
	"slices"
	"sync/atomic"

	"rollcall/pkg/contact"
)

// View answers what a database knows. It is called from one goroutine.
type View interface {
	// Lookup returns the status of each of phones, in their order. The numbers
	// are in E.164 form and may repeat.
	Lookup(ctx context.Context, phones []string) ([]contact.PhoneStatus, error)
}

// Options of a dry run.
type Options struct {
	Duplicates contact.Duplicates
	// View is nil if no database is consulted.
	View View
	// Together is the least number of rows to look up at once; 0 looks up those of each
	// Write.
	Together int
	// Earlier are the imports of files before this one, or nil: see Sink.Leave.
	// Powerlist is the name of the powerlist for the contacts, or empty.
	Earlier   *Earlier
	Powerlist string
	// Suppressed has further numbers that must not be called, or is nil.
	Suppressed *PhoneSet
	// Refusals are those found by an earlier dry run of the same file that was Stale in
	// the end; with nil, refusals count as they come.
	Refusals *Refusals
	// IncludeKnown puts known contacts on the powerlist, too, under Skip.
	IncludeKnown bool
	// Tags are the tags of the import as a whole.
	Tags []string
	// Sample is the number of contacts that are kept to be shown.
	Sample int
	// Stored, if set, gets the contact of each row that would be stored, in file order;
	// merged: a row above has its number, and both are one contact.
	Stored func(c *contact.Contact, merged bool) error
	// Late and Raw are set together if skipped rows are wanted: Late gets the rows that
	// the cleaning accepted but that are skipped, in file order, with what Raw made of
	// their cells.
	Late func(contact.Reject) error
	Raw  func(cells []string) []byte
	// Origin returns the line to report for a row, or is nil if it is the row's own.
	Origin func(line int64) int64
}

// Outcome is what the result of an import would be.
type Outcome struct {
	// Counts has what the sink decided: Created, Updated, Merged, and the rows
	// skipped as NoConsent, Suppressed or Duplicate. Rows is their sum.
	contact.Counts
	// OptOuts counts the numbers of people who say no that would be put on the
	// do-not-call list, KnownRefuse those of contacts that would not.
	OptOuts, KnownRefuse int64
	// Listed counts the contacts that would be put on the powerlist.
	Listed int64
	// Included counts the known contacts that belong on the powerlist though their rows
	// are skipped.
	Included int64
	// Tags are those of the import and of the rows that would be imported, in
	// alphabetical order; none if no contact would be created or updated.
	Tags   []string
	Sample []contact.Contact
	// SuppressedBy counts the rows skipped as Suppressed by the list that has the
	// number.
	SuppressedBy map[string]int64
	// Zones counts the contacts that would be created or updated by their time zone,
	// as far as the file has evidence of it.
	Zones contact.Zones
}

// Sink is a pipeline.Sink.
type Sink struct {
	o        Options
	refusals *Refusals
	stale    bool
	// accepted are the numbers of rows that were not refused.
	accepted *PhoneSet
	left     *left // nil without Options.Earlier
	view     View
	// tagged are the tags that contacts got, by their positions in names.
	tagged []bool
	// suppressedBy is Outcome.SuppressedBy.
	suppressedBy map[string]int64
	sampled      atomic.Bool // enough rows have been kept
	outcome      Outcome
	// others are the further numbers of contacts that were kept to be shown.
	others *PhoneSet
	names  *names
	zones  zones
	// waiting are the batches whose rows are looked up next, as soon as there are enough
	// of them.
	waiting               []*batch
	waitingRows, together int
	// unknown are as many statuses of unknown numbers as were needed so far.
	unknown []contact.PhoneStatus
	// kept are the batches so far, for Again; nil once they are too many.
	kept     []*batch
	keptRows int
	keeps    bool
	// unsampled: the sample lacks a contact, which was not kept.
	unsampled bool
}

// New starts a dry run.
func New(o Options) *Sink { return newSink(o, newNames()) }

func newSink(o Options, n *names) *Sink {
	s := &Sink{o: o, refusals: o.Refusals, accepted: NewPhoneSet(), others: NewPhoneSet(), suppressedBy: map[string]int64{}, names: n, view: o.View}
	s.keeps = o.Refusals == nil && o.Late == nil && o.Stored == nil
	s.zones.folds = o.Duplicates == contact.Update
	if s.refusals == nil {
		s.refusals = newRefusals()
	}
	if e := o.Earlier; e != nil {
		s.view = laterView{o.View, e, e.on(o.Powerlist)}
		s.left = newLeft()
	}
	for _, f := range s.refusals.byNumber {
		f.overruled, f.told = false, false
	}
	s.tag(n.tags(o.Tags))
	s.sampled.Store(o.Sample <= 0)
	s.accepted.lines = o.Late != nil && o.Duplicates == contact.Skip
	return s
}

// refuse takes a refusal. It is too late for rows above with the same number.
func (s *Sink) refuse(f *refusal) {
	number := digits(f.Phone)
	told := s.refusals.add(number, f.line, &f.Refusal)
	s.stale = s.stale || s.accepted.has(number) || s.others.has(number) || told && s.o.Late != nil
}

// decide decides about a row that the cleaning accepted.
func (s *Sink) decide(b *batch, i int, status contact.PhoneStatus) error {
	number, line := b.rows[i].number, b.line(i)
	s.outcome.Rows++
	f := s.refusals.byNumber[number]
	if f != nil && b.agreedAt(i) > f.at {
		f.overruled = true
	} else if f != nil {
		f.told = true
		return s.skip(b, i, contact.Refused, f.line, f.words)
	}
	first, added := s.accepted.addAt(number, line)
	decision := s.o.Duplicates.Decide(contact.NumberFacts{
		OnList: status.List != "", InFile: s.o.Suppressed != nil && s.o.Suppressed.has(number),
		Known: status.Known, Repeated: !added,
	})
	if decision == contact.Known && added && s.o.IncludeKnown {
		s.outcome.Included++
		if s.left != nil {
			s.left.listed.add(number)
		}
		if !status.Listed {
			s.outcome.Listed++
		}
	}
	if decision.Reason() == contact.Accepted {
		return s.accept(b, i, decision, status)
	}
	list := ""
	switch decision {
	case contact.OnList:
		list = status.List
	case contact.InFile:
		list = contact.SuppressionFile
	}
	if list != "" {
		s.suppressedBy[list]++
	}
	return s.skip(b, i, decision, first, list)
}

// accept counts a row that would be imported, and hands it on.
func (s *Sink) accept(b *batch, i int, decision contact.Decision, status contact.PhoneStatus) error {
	c := &b.rows[i]
	number := c.number
	s.outcome.Add(decision, 1)
	if s.left != nil {
		s.left.contacts.add(number)
		s.left.listed.add(number)
	}
	if decision == contact.Merged {
		s.zones.fold(c.zone, number)
	} else {
		s.zones.add(c.zone, number)
		if decision == contact.Created || !status.Listed {
			s.outcome.Listed++
		}
	}
	if s.o.Stored != nil {
		if err := s.o.Stored(b.contacts[i], decision == contact.Merged); err != nil {
			return err
		}
	}
	s.tag(b.tagsOf(i))
	if o := &s.outcome; len(o.Sample) < s.o.Sample {
		if b.contacts == nil {
			s.unsampled = true
			return nil
		}
		o.Sample = append(o.Sample, *b.contacts[i])
		s.sampled.Store(len(o.Sample) >= s.o.Sample)
	}
	return nil
}

func (s *Sink) skip(b *batch, i int, d contact.Decision, line int64, words string) error {
	s.outcome.Add(d, 1)
	if s.o.Late == nil {
		return nil
	}
	if s.o.Origin != nil {
		line = s.o.Origin(line)
	}
	return s.o.Late(contact.Reject{Line: b.line(i), Reason: d.Reason(), Detail: d.Detail(line, words), Raw: b.raws[i]})
}

// tag records the tags of a contact.
func (s *Sink) tag(ids []uint32) {
	for _, id := range ids {
		for int(id) >= len(s.tagged) {
			s.tagged = append(s.tagged, false)
		}
		s.tagged[id] = true
	}
}

// Stale reports whether a row refused a number that was accepted in an earlier row: then
// the decisions are wrong, and another dry run of the same file with these Refusals
// shows what an import would do.
func (s *Sink) Stale() bool { return s.stale }

// Refusals returns the refusals of the rows so far.
func (s *Sink) Refusals() *Refusals { return s.refusals }

// recorded records that a number goes on the do-not-call list.
func (s *Sink) recorded(e164 string) {
	if s.left != nil {
		s.left.suppressed.Add(e164)
	}
}

// Outcome returns what an import of the rows so far would do.
func (s *Sink) Outcome(ctx context.Context) (Outcome, error) {
	if err := s.Finish(ctx); err != nil {
		return Outcome{}, err
	}
	o := s.outcome
	o.SuppressedBy = maps.Clone(s.suppressedBy)
	var err error
	if o.OptOuts, o.KnownRefuse, err = s.refusals.count(ctx, s.view, max(lookupSize, s.o.Together), s.recorded); err != nil {
		return Outcome{}, err
	}
	o.Zones = s.zones.by(s.names)
	o.Tags = []string{}
	for id, got := range s.tagged {
		if got && o.Created+o.Updated > 0 {
			o.Tags = append(o.Tags, s.names.tagged[id])
		}
	}
	slices.Sort(o.Tags)
	return o, nil
}
