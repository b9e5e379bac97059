package store

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"

	"rollcall/pkg/contact"
	"rollcall/pkg/store/internal/pgcopy"
)

// listing has the positions of an import's contacts on its powerlist.
type listing struct {
	// exists: the powerlist was there before.
	exists bool
	// first and last are the positions that the import filled; last is
	// first-1 where it filled none.
	first, last int64
}

// findPowerlist looks a powerlist up by its name, and refuses it if p does not allow
// its use. If there is none, it returns 0 and the mode of a new one.
func (s *transaction) findPowerlist(p *contact.PowerlistOptions) (id int64, mode string) {
	var window *string
	var rules string
	found := s.query("select id, dial_mode, call_window, calling_rules from powerlists where name = $1", []any{p.Name}, &id, &mode, &window, &rules)
	switch {
	case s.err != nil:
	case !found:
		mode = cmp.Or(p.DialMode, "manual")
	case !p.Append:
		s.err = fmt.Errorf("powerlist %q: %w", p.Name, ErrPowerlistExists)
	case p.DialMode != "" && mode != p.DialMode:
		s.err = fmt.Errorf("powerlist %q is for dial mode %s, not %s: %w", p.Name, mode, p.DialMode, ErrPowerlistDiffers)
	case p.CallWindow != "" && (window == nil || *window != p.CallWindow):
		s.err = fmt.Errorf("powerlist %q has another call window than %s: %w", p.Name, p.CallWindow, ErrPowerlistDiffers)
	case p.CallingRules != "" && rules != p.CallingRules:
		s.err = fmt.Errorf("powerlist %q has the calling rules %s, not %s: %w", p.Name, rules, p.CallingRules, ErrPowerlistDiffers)
	}
	return id, mode
}

// DialMode returns the dial mode that a powerlist will have.
func (v *View) DialMode(ctx context.Context, p *contact.PowerlistOptions) (mode string, err error) {
	if v.empty {
		return cmp.Or(p.DialMode, "manual"), nil
	}
	err = v.db.read(ctx, statements(ctx, func(q *transaction) { _, mode = q.findPowerlist(p) }))
	return mode, err
}

// makePowerlist finds or makes the import's powerlist.
func (m *merge) makePowerlist() {
	p := m.im.spec.Powerlist
	if p == nil || m.err != nil {
		return
	}
	o := &ListOutcome{Powerlist: contact.Powerlist{Name: p.Name}}
	m.im.outcome.Powerlist = o
	if o.ID, o.DialMode = m.findPowerlist(p); m.err != nil {
		return
	}
	m.list = listing{exists: o.ID != 0}
	o.Created = !m.list.exists
	if o.Created {
		m.query(`insert into powerlists (name, dial_mode, call_window, calling_rules, suppress_except, import_id, created_at)
			values ($1, $2, nullif($3, ''), $7, $6, $4, $5) returning id`,
			[]any{p.Name, o.DialMode, p.CallWindow, m.im.id, m.im.at, nonNil(m.im.spec.Except), cmp.Or(p.CallingRules, "state")}, &o.ID)
	} else {
		// More lists may apply to appended contacts than to those before: a list that
		// applies to one of them applies to all.
		m.exec(`update powerlists set suppress_except = array(
				select e from unnest(suppress_except) e where e = any($2::text[]) order by e)
			where id = $1 and not suppress_except <@ $2::text[]`, o.ID, nonNil(m.im.spec.Except))
	}
}

// findListed finds which of the contacts that exist already are on the
// powerlist.
func (m *merge) findListed() {
	if m.im.spec.Powerlist == nil || m.knownNumbers == 0 ||
		m.im.spec.Duplicates != contact.Update && !m.im.spec.includesKnown() {
		return
	}
	id, _ := m.findPowerlist(m.im.spec.Powerlist)
	if id == 0 {
		return
	}
	places := "powerlist_contacts"
	if m.candidates == beside {
		places = "(select e.* from powerlist_contacts e join " + beside + " f on f.phone = e.phone offset 0)"
	}
	m.match(&m.im.listed, fmt.Sprintf(`select distinct k.nth, '' from %s e
		join pg_temp.known k on k.phone = e.phone and k.id = e.contact_id
		where e.powerlist_id = %d order by k.nth`, places, id))
}

// noteIncluded records, for undo, which known contacts the import put on its powerlist
// though it skipped their rows, and returns how many.
func (m *merge) noteIncluded() int64 {
	if !m.im.spec.includesKnown() || m.knownNumbers == 0 {
		return 0
	}
	but := ""
	if m.blockedNumbers > 0 {
		but += " and not exists (select from pg_temp.blocked b where b.nth = k.nth)"
	}
	if m.im.recorded > 0 {
		but += " and not exists (select from pg_temp.refused r where r.phone = k.phone)"
	}
	return m.exec(`insert into import_changes (import_id, contact_id, phone, claimed, before, after)
		select $1, k.id, k.phone, 0, '{}', '{}' from pg_temp.known k where true`+but, m.im.id)
}

// fillPowerlist puts the contacts on the powerlist, in the order of the file.
func (m *merge) fillPowerlist() {
	o := m.im.outcome.Powerlist
	if o == nil {
		return
	}
	l := &m.list
	if l.exists {
		m.query("select coalesce(max(position), 0) from powerlist_contacts where powerlist_id = $1", []any{o.ID}, &l.first)
	}
	l.first++
	position := l.first
	m.phase("filling the powerlist", m.im.outcome.Created+m.im.outcome.Updated)
	o.Contacts = m.copySorted(&m.im.entries, "powerlist_contacts (powerlist_id, position, contact_id, phone)",
		func(t *pgcopy.Row, _ uint64, entry []byte) {
			t.Begin(4)
			t.Bigint(o.ID)
			t.Bigint(position)
			t.Bigint(int64(binary.LittleEndian.Uint64(entry)))
			t.Text(entry[8:])
			position++
		})
	l.last = l.first + o.Contacts - 1
}
