package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// ListedPowerlist is a powerlist with its counts.
type ListedPowerlist struct {
	ID       int64
	Name     string
	DialMode string
	// Contacts is how many contacts are on it, Dialable how many of them may be
	// dialed, CallableNow how many of these at this moment.
	Contacts, Dialable, CallableNow int64
	// Import made it; nil where another program did.
	Import    *int64
	CreatedAt time.Time
}

// Powerlists returns all powerlists in order of name.
func (db *DB) Powerlists(ctx context.Context) (lists []ListedPowerlist, err error) {
	if err := db.ready(ctx); err != nil {
		return nil, err
	}
	err = db.read(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `select p.id, p.name, p.dial_mode,
				coalesce(e.n, 0), coalesce(e.dialable, 0), coalesce(n.n, 0), p.import_id, p.created_at
			from powerlists p
			left join (select e.powerlist_id, count(*) as n,
					count(*) filter (where not `+bound("e.phone", listsBinding("l.suppress_except"))+`) as dialable
				from powerlist_contacts e
				join powerlists l on l.id = e.powerlist_id
				join contacts c on c.phone = e.phone and c.id = e.contact_id group by 1) e on e.powerlist_id = p.id
			left join (select powerlist_id, count(*) as n from callable_now group by 1) n on n.powerlist_id = p.id
			order by p.name, p.id`)
		if err != nil {
			return err
		}
		lists, err = pgx.CollectRows(rows, pgx.RowToStructByPos[ListedPowerlist])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the powerlists: %w", err)
	}
	return lists, nil
}

// PowerlistNames returns the names of all powerlists.
func (db *DB) PowerlistNames(ctx context.Context) (names []string, err error) {
	err = db.read(ctx, func(tx pgx.Tx) error {
		q := transaction{ctx: ctx, tx: tx}
		names = q.texts("select name from powerlists order by name")
		return q.err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the powerlists: %w", err)
	}
	return names, nil
}

// FieldKeys returns the keys of the custom fields, in the order in which they
// were made.
func (v *View) FieldKeys(ctx context.Context) (keys []string, err error) {
	if v.empty {
		return nil, nil
	}
	err = v.db.read(ctx, func(tx pgx.Tx) error {
		q := transaction{ctx: ctx, tx: tx}
		keys = q.texts("select key from contact_fields order by created_at, key")
		return q.err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the custom fields: %w", err)
	}
	return keys, nil
}
