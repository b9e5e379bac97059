package mapping

import (
	"fmt"
	"reflect"
	"slices"

	"rollcall/pkg/contact"
)

// Merge adds the proposal for another file, so that one mapping serves both: a column with the
// same meaning under another name becomes an alias, and a column that only some files have is
// optional. Where the files disagree about a column, consent wins, else the first file.
func (p *Proposal) Merge(o *Proposal) {
	m := merger{proposal: p, byFold: map[string]int{}, has: map[string]bool{}}
	for i := range p.Columns {
		c := &p.Columns[i]
		for _, name := range append([]string{c.Header}, c.Aliases...) {
			m.byFold[fold(name)] = i
		}
	}
	for i := range o.Columns {
		m.has[fold(o.Columns[i].Header)] = true
	}
	m.here = make([]bool, len(p.Columns))
	for i := range o.Columns {
		m.add(&o.Columns[i])
	}
	kept := p.Columns[:0:0]
	for i, here := range m.here {
		c := &p.Columns[i]
		if !here {
			c.mayLack()
		}
		if c.Target != Ignore || !c.Optional { // what is not named is ignored, too
			kept = append(kept, *c)
		}
	}
	p.Columns = kept
	p.joinAll()
	p.mergeRest(o)
}

// joinAll joins all columns of a field if one of the files joins some of them.
func (p *Proposal) joinAll() {
	joins := map[contact.Field]*string{}
	for i := range p.Columns {
		if c := &p.Columns[i]; c.Target == Standard && c.Join != nil {
			joins[c.Field] = c.Join
		}
	}
	for i := range p.Columns {
		if c := &p.Columns[i]; c.Target == Standard && joins[c.Field] != nil {
			c.Join = joins[c.Field]
		}
	}
}

// mayLack makes a column optional, in all of its uses.
func (s *Suggestion) mayLack() {
	s.Optional = true
	if s.Also != nil {
		also := *s.Also
		also.Optional = true
		s.Also = &also
	}
}

// merger is at work on one more list.
type merger struct {
	proposal *Proposal
	// byFold has the place of each header and alias of the proposal, folded.
	byFold map[string]int
	// has are the list's headers, folded, and here the columns of the proposal that
	// it has.
	has  map[string]bool
	here []bool
}

// add adds a column of the list.
func (m *merger) add(c *Suggestion) {
	p := m.proposal
	if i, ok := m.byFold[fold(c.Header)]; ok {
		m.here[i] = true
		p.Columns[i].agree(c)
		m.keepLabel(&p.Columns[i])
		return
	}
	if i := m.same(c); i >= 0 {
		base := &p.Columns[i]
		base.Aliases = append(slices.Clone(base.Aliases), c.Header)
		base.agree(c)
		m.byFold[fold(c.Header)], m.here[i] = i, true
		m.keepLabel(base)
		return
	}
	added := *c
	added.mayLack()
	if added.Target == Phone {
		added.Dial = p.Phones() + 1
	}
	added.Why = "not in all of the files; " + added.Why
	m.byFold[fold(c.Header)] = len(p.Columns)
	p.Columns = append(p.Columns, added)
	m.here = append(m.here, true)
}

// same returns the column of the proposal with the same meaning as c that the file does not
// have under its own name, or -1.
func (m *merger) same(c *Suggestion) int {
	if c.Also != nil || c.Target == Ignore {
		return -1
	}
	for i := range m.proposal.Columns {
		base := &m.proposal.Columns[i]
		if i < len(m.here) && m.here[i] || m.has[fold(base.Header)] || base.Also != nil || base.Target != c.Target {
			continue
		}
		switch c.Target {
		case Standard:
			if base.Field != c.Field || (base.Join != nil || c.Join != nil) && base.reading.Concept != c.reading.Concept {
				continue
			}
		case Custom:
			if base.Key != c.Key {
				continue
			}
		case NewCustom:
			if base.Key != c.Key {
				continue
			}
		case Consent:
			// What the cells say is read alike.
			if base.Means != c.Means || !slices.Equal(base.Allow, c.Allow) || !slices.Equal(base.Deny, c.Deny) ||
				base.AllowDate != c.AllowDate || base.AllowAny != c.AllowAny || base.AllowUntil != c.AllowUntil || base.AllowNone != c.AllowNone || base.For != c.For {
				continue
			}
		}
		return i
	}
	return -1
}

// agree settles the use of a column for which another file says c.
func (s *Suggestion) agree(c *Suggestion) {
	s.Confidence = min(s.Confidence, c.Confidence)
	said := func(x *Suggestion) bool { return x.Target == Consent || x.Also != nil }
	switch {
	case said(c) && !said(s): // a column that speaks of consent is never passed over
		also := c.Column
		if c.Also != nil {
			also = *c.Also
		}
		also.Header, also.Aliases, also.Optional = s.Header, s.Aliases, s.Optional
		if s.Target == Ignore {
			s.Column = also
		} else {
			s.Also = &also
		}
		s.Why += "; in another file it is about consent"
	case s.Target == NewCustom && c.Target == NewCustom && s.Type != c.Type:
		s.Type = contact.Text
	case s.Target == Ignore && c.Target != Ignore && s.Profile.Filled == 0: // it says nothing here
		header, aliases, optional, profile := s.Header, s.Aliases, s.Optional, c.Profile
		*s = *c
		s.Header, s.Aliases, s.Optional, s.Profile = header, aliases, optional, profile
	case s.Target != c.Target || s.Field != c.Field:
		s.Why += fmt.Sprintf("; in another file it looks like %s", c.Suggested())
	}
	if s.DateOrder != c.DateOrder {
		s.DateOrder = DateOrderAuto
	}
}

// keepLabel makes a phone column optional whose column of labels the list lacks.
func (m *merger) keepLabel(s *Suggestion) {
	if s.PhoneLabel != "" && !m.has[fold(s.PhoneLabel)] {
		s.mayLack()
	}
}

// mergeRest adds what is proposed besides the columns. What the lists do not
// agree about is left to each of them.
func (p *Proposal) mergeRest(o *Proposal) {
	p.more++
	switch {
	case p.regionsDiffer: // whatever further files look like
	case p.Region == o.Region:
		p.RegionSure = p.RegionSure || o.RegionSure
	case !p.RegionSure && o.RegionSure:
		p.Region, p.RegionSure, p.RegionWhy = o.Region, true, o.RegionWhy
	case o.RegionSure:
		p.RegionSure, p.regionsDiffer = false, true
		p.RegionWhy = fmt.Sprintf("the files differ: one looks like %s, one like %s; say which with --region", p.Region, o.Region)
	}
	if p.DateOrder != o.DateOrder {
		p.DateOrder, p.DateWhy = DateOrderAuto, "the files differ, so each tells its own"
	}
	if p.Plus != o.Plus {
		p.Plus, p.PlusWhy = PlusAuto, "the files differ, so each column decides"
	} else if p.PlusWhy == "" {
		p.PlusWhy = o.PlusWhy
	}
	if !slices.Equal(p.widths, o.widths) {
		p.widths = nil
	}
	if !reflect.DeepEqual(p.source, o.source) {
		p.source = Source{}
	}
}
