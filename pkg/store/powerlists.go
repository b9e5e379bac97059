package store

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
)

const (
	// mostPlaces is the number of places of all powerlists that are read, unless all
	// are: for a million it takes half a minute to find out who may be called.
	mostPlaces = 20_000
	// samplePlaces is the number of places read of a longer powerlist, for an estimate
	// within three percent 19 times out of 20.
	samplePlaces = 1000
)

// Powerlists returns all powerlists in order of name. Unless exact, the counts of
// long ones are estimated from evenly spread places.
func (db *DB) Powerlists(ctx context.Context, exact bool) (lists []contact.ListedPowerlist, err error) {
	if err := db.ready(ctx); err != nil {
		return nil, err
	}
	err = db.reading(ctx, "reading the powerlists", func(q *transaction) {
		c := placeCounter{transaction: q, db: db, exact: exact}
		lists = c.count()
	})
	return lists, err
}

// ListedHours say when the contacts of a powerlist may be called.
type ListedHours struct {
	DialMode, CallWindow, CallingRules string
	// Zones and States are those of its first contacts, each pair once.
	Zones, States []string
}

// hoursPlaces is the number of places of a powerlist that are read for ListedHours.
const hoursPlaces = 500

// HoursOn returns the hours of a powerlist.
func (db *DB) HoursOn(ctx context.Context, id int64) (h ListedHours, err error) {
	err = db.reading(ctx, "reading the hours of a powerlist", func(q *transaction) {
		if !q.query("select dial_mode, coalesce(call_window, ''), coalesce(calling_rules, '') from powerlists where id = $1", []any{id},
			&h.DialMode, &h.CallWindow, &h.CallingRules) && q.err == nil {
			q.err = pgx.ErrNoRows
		}
		first := "(select phone, contact_id from powerlist_contacts where powerlist_id = $1 order by position limit $2) e"
		var zones, states string
		q.each("select distinct coalesce(c.time_zones, c.time_zone, ''), coalesce(c.calling_states, '') from "+
			q.joining(db, first, hoursPlaces, "contacts c", "c.phone = e.phone and c.id = e.contact_id", ""), []any{id, hoursPlaces},
			[]any{&zones, &states}, func() error {
				h.Zones, h.States = append(h.Zones, zones), append(h.States, states)
				return nil
			})
	})
	return h, err
}

// placesOn is a powerlist and the first and last of its places.
type placesOn struct {
	*contact.ListedPowerlist
	first, last int64
}

// placeCounter counts who on the powerlists may be called.
type placeCounter struct {
	*transaction
	db    *DB
	exact bool
	// internal: only the internal list has numbers.
	internal bool
}

func (c *placeCounter) count() []contact.ListedPowerlist {
	var shortest []placesOn
	lists := collect(c.transaction, func(row pgx.CollectableRow) (l contact.ListedPowerlist, err error) {
		var p placesOn
		err = row.Scan(&l.ID, &l.Name, &l.DialMode, &l.ImportID, &l.CreatedAt, &l.Contacts, &p.first, &p.last)
		shortest = append(shortest, p)
		return l, err
	}, `with e as materialized (
			select powerlist_id, count(*) as n, min(position) as first, max(position) as last from powerlist_contacts group by 1
		)
		select p.id, p.name, p.dial_mode, p.import_id, p.created_at,
			coalesce(e.n, 0), coalesce(e.first, 0), coalesce(e.last, -1)
		from powerlists p left join e on e.powerlist_id = p.id
		order by p.name, p.id`)
	if c.err != nil {
		return nil
	}
	c.query("select not exists (select from list_blocks)", nil, &c.internal)
	// The planner must know the number of places: a generic plan would look up the
	// calling rules for each of them.
	c.exec("set local plan_cache_mode = force_custom_plan")
	for i := range lists {
		shortest[i].ListedPowerlist = &lists[i]
	}
	slices.SortFunc(shortest, func(a, b placesOn) int { return cmp.Compare(a.last-a.first, b.last-b.first) })
	left := int64(mostPlaces)
	for i, l := range shortest {
		left -= c.countDialable(l, left/int64(len(shortest)-i))
	}
	return lists
}

// countDialable counts who may be dialed on one powerlist, by at most the given number of
// places, and returns how many it took.
func (c *placeCounter) countDialable(l placesOn, most int64) int64 {
	span := l.last - l.first + 1
	if span <= 0 {
		return 0
	}
	which, args := "= $1", []any{l.ID}
	n := min(max(most, 20), samplePlaces)
	if l.Estimated = !c.exact && span > most; l.Estimated {
		// A random place of each stretch, the same ones every time: every tenth place
		// may have something in common.
		places, chance := make([]int64, n), rand.New(rand.NewPCG(uint64(l.ID), uint64(span)))
		for i := range places {
			places[i] = l.first + int64((float64(i)+chance.Float64())*float64(span)/float64(n))
		}
		which, args = "= $1 and position = any ($2)", append(args, places)
		span = n
	}
	c.joinPlaces(c.db, span)
	var found, dialable, now int64
	for from, n := range map[string]*int64{
		"powerlist_contacts e join contacts c on c.phone = e.phone and c.id = e.contact_id": &found, "dialable": &dialable, "callable_now": &now,
	} {
		c.query("select count(*) from "+from+" where powerlist_id "+which, args, n)
	}
	if !l.Estimated {
		l.Contacts, l.Dialable, l.CallableNow = found, dialable, now
		return span
	}
	share := func(of int64) int64 { return int64(float64(l.Contacts)*float64(of)/float64(max(found, 1)) + 0.5) }
	l.Dialable = share(dialable)
	if c.internal { // counting who is on it is fast
		c.query(`select count(*) from powerlist_contacts e join suppressions s on s.phone = e.phone where e.powerlist_id = $1`, []any{l.ID}, &l.Dialable)
		l.Dialable = l.Contacts - l.Dialable
	}
	l.CallableNow = min(share(now), l.Dialable)
	return n
}

// PowerlistNames returns the names of all powerlists.
func (db *DB) PowerlistNames(ctx context.Context) (names []string, err error) {
	if err := db.ready(ctx); err != nil {
		return nil, err
	}
	err = db.reading(ctx, "reading the powerlists", func(q *transaction) {
		names = q.texts("select name from powerlists order by name")
	})
	return names, err
}

// FieldKeys returns the keys of the custom fields, in the order in which they
// were made.
func (v *View) FieldKeys(ctx context.Context) ([]string, error) {
	return v.texts(ctx, "reading the custom fields", "select key from contact_fields order by created_at, key")
}
