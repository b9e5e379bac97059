package dryrun

import (
	"context"

	"rollcall/pkg/contact"
)

// Earlier is what the imports of files before a file would leave in a database. The zero
// value is that of no imports.
type Earlier struct {
	// contacts are the numbers of contacts that they would create or update,
	// suppressed those that they would put on the do-not-call list.
	contacts, suppressed PhoneSet
	// listed are the numbers that they would put on each powerlist, by its name.
	listed map[string]*PhoneSet
}

// on returns the numbers on a powerlist, or nil if there is none.
func (e *Earlier) on(powerlist string) *PhoneSet {
	if powerlist == "" {
		return nil
	}
	set := e.listed[powerlist]
	if set == nil {
		if e.listed == nil {
			e.listed = map[string]*PhoneSet{}
		}
		set = NewPhoneSet()
		e.listed[powerlist] = set
	}
	return set
}

// laterView is a View of a database after the earlier imports.
type laterView struct {
	View   // nil if no database is consulted
	before *Earlier
	listed *PhoneSet // nil if there is no powerlist
}

// Lookup returns the status of each of phones, in their order.
func (v laterView) Lookup(ctx context.Context, phones []string) ([]contact.PhoneStatus, error) {
	out := make([]contact.PhoneStatus, len(phones))
	if v.View != nil {
		var err error
		if out, err = v.View.Lookup(ctx, phones); err != nil {
			return nil, err
		}
	}
	for i, p := range phones {
		number := digits(p)
		s := &out[i]
		s.Known = s.Known || v.before.contacts.has(number)
		if v.before.suppressed.has(number) {
			s.List = contact.InternalList
		}
		s.Listed = s.Listed || v.listed != nil && v.listed.has(number)
	}
	return out, nil
}

// left collects what the import of one file would leave, for Earlier.
type left struct {
	contacts, suppressed, listed *PhoneSet
}

func newLeft() *left { return &left{NewPhoneSet(), NewPhoneSet(), NewPhoneSet()} }

// Leave adds to Options.Earlier what an import of the rows would leave in the
// database. It is called after Outcome, if at all.
func (s *Sink) Leave() {
	e := s.o.Earlier
	for number := range s.left.contacts.all() {
		e.contacts.add(number)
	}
	for number := range s.left.suppressed.all() {
		e.suppressed.add(number)
	}
	if on := e.on(s.o.Powerlist); on != nil {
		for number := range s.left.listed.all() {
			on.add(number)
		}
	}
}
