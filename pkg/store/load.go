package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"rollcall/pkg/contact"
	"rollcall/pkg/store/internal/pgcopy"
)

// mostContacts returns the greatest number of contacts that the import can create.
func (m *merge) mostContacts() int64 {
	if m.im.spec.Duplicates == contact.Create || !m.compared {
		return m.im.accepted
	}
	return m.numbers - m.knownNumbers
}

// copyGroups copies what fill makes of the groups into a table; refused takes
// refused rows that lie between folded ones, or is nil.
func (m *merge) copyGroups(into string, refused func(*group) error, fill func(t *pgcopy.Row, g *group) error) int64 {
	if m.err != nil {
		return 0
	}
	all, err := m.walk(refused)
	if err != nil {
		m.err = err
		return 0
	}
	return m.copy(into, func(t *pgcopy.Row) (bool, error) {
		g, err := all.next()
		if g == nil || err != nil {
			return false, err
		}
		return true, fill(t, g)
	})
}

// loader makes contacts of groups.
type loader struct {
	m      *merge
	ids    *ids
	common [][]byte // the import's own tags
	tags   [][]byte
	fields []byte
	digest digester
	used   map[string]bool // the rows' own tags
	kept   evidence
	zones  zoneCounts
	places places
	entry  []byte
}

// load makes the new contacts, and counts and notes on the way what becomes of
// the rows: which are skipped, which contacts go on the powerlist, which tags
// are used.
func (m *merge) load() {
	if m.err != nil {
		return
	}
	if m.err = m.im.listed.rewind(); m.err != nil {
		return
	}
	l := &loader{m: m, ids: m.reserve(m.mostContacts()), common: m.commonTags(), used: map[string]bool{}, zones: zoneCounts{}, places: places{}, kept: evidence{im: m.im}}
	m.phase("adding contacts", m.im.accepted)
	n := m.copyGroups("contacts ("+contactColumns+")", l.reject, l.take)
	if m.err == nil && n != m.im.outcome.Created {
		m.err = fmt.Errorf("%d contacts were to be created, but %d were", m.im.outcome.Created, n)
	}
	m.keepEvidence(&l.kept)
	for _, t := range m.im.spec.Tags {
		l.used[t] = true
	}
	m.im.outcome.Zones = l.zones.zones()
	m.places, m.ids = l.places, l.ids
	m.im.outcome.Tags = nonNil(slices.Sorted(maps.Keys(l.used)))
}

// take decides about a group and makes a contact of it, if that is decided.
func (l *loader) take(t *pgcopy.Row, g *group) error {
	o := &l.m.im.outcome
	decision := l.m.im.spec.Duplicates.Decide(g.facts)
	if decision == contact.Known && !g.facts.Repeated && l.m.im.spec.includesKnown() {
		if err := l.include(g); err != nil {
			return err
		}
	}
	if decision.Reason() != contact.Accepted {
		return l.reject(g)
	}
	l.m.advance(g.rows)
	o.Add(decision, 1)
	o.Add(contact.Merged, g.rows-1)
	l.zones.add(g)
	l.places.add(g.item.columns[zonesColumn])
	for _, tag := range g.item.tags {
		if !l.used[string(tag)] {
			l.used[string(tag)] = true
		}
	}
	if err := l.kept.add(g.item.phone, g.seen); err != nil {
		return err
	}
	id := g.id
	if decision == contact.Updated {
		if _, listed, err := l.m.im.listed.at(g.nth); listed || err != nil {
			return err // it is on the powerlist already
		}
	} else {
		var err error
		if id, err = l.ids.next(); err != nil {
			return err
		}
		l.contact(t, g.item, id)
	}
	return l.list(g, id)
}

// list puts a contact on the powerlist, if there is one.
func (l *loader) list(g *group, id int64) error {
	if l.m.im.spec.Powerlist == nil {
		return nil
	}
	l.entry = binary.LittleEndian.AppendUint64(l.entry[:0], uint64(id))
	l.entry = append(l.entry, g.item.phone...)
	return l.m.im.entries.Add(g.item.line, l.entry)
}

// include puts the known contact of a skipped row on the powerlist, unless it is
// there.
func (l *loader) include(g *group) error {
	_, listed, err := l.m.im.listed.at(g.nth)
	if listed || err != nil {
		return err
	}
	if err := l.kept.add(g.item.phone, g.seen); err != nil {
		return err
	}
	return l.list(g, g.id)
}

// commonTags are the import's own tags.
func (m *merge) commonTags() [][]byte {
	tags := make([][]byte, len(m.im.spec.Tags))
	for i, t := range m.im.spec.Tags {
		tags[i] = []byte(t)
	}
	return tags
}

// contact writes a new contact.
func (l *loader) contact(t *pgcopy.Row, it *item, id int64) {
	l.tags = joinTags(append(l.tags[:0], l.common...), it.tags)
	l.fields = appendObject(l.fields[:0], it.customs, false)
	t.Begin(numberOfColumns)
	t.Bigint(id)
	t.Text(it.phone)
	for _, v := range it.columns {
		t.Filled(v)
	}
	t.JSONB(l.fields)
	t.Texts(l.tags)
	t.Bigint(l.m.im.id)
	t.Bigint(l.digest.sum(it.columns, l.fields, l.tags))
	t.Timestamp(l.m.im.at)
	t.Timestamp(l.m.im.at)
}

// reject counts a row that is skipped, and keeps it if skipped rows are wanted.
func (l *loader) reject(g *group) error {
	decision := l.m.im.spec.Duplicates.Decide(g.facts)
	l.m.im.outcome.Add(decision, 1)
	l.m.advance(1)
	line, words := g.first, []byte(nil)
	if decision.Reason() == contact.Suppressed {
		l.m.im.outcome.SuppressedBy[g.list]++
		words = []byte(g.list)
	}
	if l.m.im.spec.Raw == nil {
		return nil
	}
	if g.refusal != nil && decision == contact.Refused {
		line, words = int64(g.refusal.line), g.refusal.words
	}
	l.entry = append(l.entry[:0], byte(decision))
	l.entry = binary.AppendUvarint(l.entry, uint64(line))
	l.entry = append(appendBytes(l.entry, words), g.item.raw...)
	return l.m.im.rejects.Add(g.item.line, l.entry)
}

// severalZones is the key of contacts with more than one possible time zone.
var severalZones = []byte(" ")

// zoneCounts counts items by zone without making a string of each.
type zoneCounts map[string]*int64

// add counts the time zone of a number's last row: one zone counts more than several.
func (z zoneCounts) add(g *group) {
	zone := g.zone
	if len(zone) == 0 && len(g.zones) > 0 {
		zone = severalZones
	}
	n := z[string(zone)]
	if n == nil {
		n = new(int64)
		z[string(zone)] = n
	}
	*n++
}

// zones returns the counts.
func (z zoneCounts) zones() (all contact.Zones) {
	for zone, n := range z {
		all.Add(zone, *n)
	}
	return all
}

// LateRejects returns the rows that Merge skipped, in order of line, if
// Spec.Raw asks for them; an error ends it. It is called between Merge and
// Close.
func (im *Import) LateRejects(ctx context.Context) iter.Seq2[contact.Reject, error] {
	return func(yield func(contact.Reject, error) bool) {
		im.rejects.Seal()
		err := im.rejects.Each(func(line uint64, entry []byte) error {
			decision := contact.Decision(entry[0])
			r := itemReader{entry[1:]}
			at := int64(r.number())
			words := string(r.take(r.number()))
			if im.spec.Origin != nil {
				at = im.spec.Origin(at)
			}
			late := contact.Reject{Line: int64(line), Reason: decision.Reason(), Detail: decision.Detail(at, words), Raw: r.bytes}
			if !yield(late, nil) {
				return errStopped
			}
			return ctx.Err()
		})
		if err != nil && err != errStopped {
			yield(contact.Reject{}, err)
		}
	}
}

var errStopped = errors.New("the caller wants no more rows")
