package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
)

// listing is where an import's contacts stand on its powerlist.
type listing struct {
	// exists: the powerlist was there before.
	exists bool
	// first and last are the positions that the import filled; last is
	// first-1 where it filled none.
	first, last int64
}

// findPowerlist looks a powerlist up by its name, and refuses it where p
// does not let it be used. It gives 0 where there is none.
func findPowerlist(ctx context.Context, tx pgx.Tx, p *Powerlist) (id int64, err error) {
	var mode string
	var window *string
	err = tx.QueryRow(ctx, "select id, dial_mode, call_window from powerlists where name = $1", p.Name).
		Scan(&id, &mode, &window)
	switch {
	case err == pgx.ErrNoRows:
		return 0, nil
	case err != nil:
		return 0, err
	case !p.Append:
		return 0, fmt.Errorf("powerlist %q: %w", p.Name, ErrPowerlistExists)
	case mode != p.DialMode:
		return 0, fmt.Errorf("powerlist %q is for dial mode %s, not %s: %w", p.Name, mode, p.DialMode, ErrPowerlistDiffers)
	case p.CallWindow != "" && (window == nil || *window != p.CallWindow):
		return 0, fmt.Errorf("powerlist %q has another call window than %s: %w", p.Name, p.CallWindow, ErrPowerlistDiffers)
	}
	return id, nil
}

// makePowerlist finds or makes the import's powerlist.
func (m *merge) makePowerlist() {
	p := m.spec.Powerlist
	if p == nil || m.err != nil {
		return
	}
	o := &ListOutcome{Name: p.Name, DialMode: p.DialMode}
	m.outcome.Powerlist = o
	if o.ID, m.err = findPowerlist(m.ctx, m.tx, p); m.err != nil {
		return
	}
	m.list = listing{exists: o.ID != 0}
	o.Created = !m.list.exists
	if o.Created {
		m.query(`insert into powerlists (name, dial_mode, call_window, import_id, created_at)
			values ($1, $2, nullif($3, ''), $4, $5) returning id`,
			[]any{p.Name, p.DialMode, p.CallWindow, m.id, m.at}, &o.ID)
	}
}

// fillPowerlist puts the contacts on the powerlist, in the order of the file.
func (m *merge) fillPowerlist() {
	o := m.outcome.Powerlist
	if o == nil {
		return
	}
	l := &m.list
	if l.exists {
		m.query("select coalesce(max(position), 0) from powerlist_contacts where powerlist_id = $1", []any{o.ID}, &l.first)
	}
	l.first++
	entries := "select f.line, f.id, f.phone from pg_temp.candidates f where true" + m.imported()
	if m.spec.Duplicates == contact.Update && m.known > 0 {
		entries = `select f.line, coalesce(k.id, f.id) as id, f.phone
			from pg_temp.candidates f left join pg_temp.known k on k.phone = f.phone where true` + m.imported()
		if l.exists && m.exec(`create temporary table listed on commit drop as
				select distinct e.contact_id as id from powerlist_contacts e
				join pg_temp.known k on k.phone = e.phone and k.id = e.contact_id
				where e.powerlist_id = $1`, o.ID) > 0 {
			entries = "select * from (" + entries + `) e
				where not exists (select from pg_temp.listed l where l.id = e.id)`
		}
	}
	o.Contacts = m.exec(`insert into powerlist_contacts (powerlist_id, position, contact_id, phone)
		select $1, $2 + row_number() over (order by e.line), e.id, e.phone from (`+entries+`) e
		order by e.line`, o.ID, l.first-1)
	l.last = l.first + o.Contacts - 1
}
