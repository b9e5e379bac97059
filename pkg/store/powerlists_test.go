package store

import (
	"math"
	"testing"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
)

// The counts of a long powerlist are estimated from a sample, and near what they
// are; who is on the internal list alone is counted.
func TestPowerlistsEstimated(t *testing.T) {
	db := open(t)
	ctx := t.Context()
	err := db.write(ctx, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `update calling_zones set used = true; -- as imports do
			insert into powerlists (name) values ('long'), ('short'), ('empty');
			insert into contacts (phone, time_zone, time_zones)
				select '+1206555' || lpad(n::text, 4, '0'), z, z from generate_series(0, 2999) n,
				lateral (select (array['Pacific/Auckland', 'Asia/Tokyo', 'Asia/Kolkata', 'Europe/London', 'America/New_York', 'Pacific/Honolulu'])[1 + n * 7919 % 6] z) z;
			insert into powerlist_contacts (powerlist_id, position, contact_id, phone)
				select p.id, row_number() over (partition by p.id order by c.id), c.id, c.phone from powerlists p, contacts c
				where p.name = 'long' or p.name = 'short' and c.id % 50 = 0;
			insert into suppressions (phone, reason) select phone, 'asked' from contacts where phone < '+12065550010'`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	estimates := func() (exact, about contact.ListedPowerlist) {
		t.Helper()
		lists, err := db.Powerlists(ctx, true)
		if err != nil {
			t.Fatal(err)
		}
		if lists[0].Name != "empty" || lists[0].Contacts != 0 || lists[2].Contacts != 60 || lists[1].Estimated || lists[2].Estimated {
			t.Errorf("%+v", lists)
		}
		exact = lists[1]
		err = db.read(ctx, func(tx pgx.Tx) error {
			c := placeCounter{db: db, transaction: &transaction{ctx: ctx, tx: tx}}
			c.query("select not exists (select from list_blocks)", nil, &c.internal)
			about = exact
			p := placesOn{ListedPowerlist: &about}
			c.query("select min(position), max(position) from powerlist_contacts where powerlist_id = $1", []any{about.ID}, &p.first, &p.last)
			if n := c.countDialable(p, 500); n != 500 || !about.Estimated {
				t.Errorf("looked at %d places: %+v", n, about)
			}
			return c.err
		})
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(float64(about.CallableNow-exact.CallableNow)) > 300 || exact.CallableNow == 0 {
			t.Errorf("callable now %d, estimated as %d", exact.CallableNow, about.CallableNow)
		}
		return exact, about
	}
	if exact, about := estimates(); exact.Dialable != 2990 || about.Dialable != exact.Dialable {
		t.Errorf("dialable %d, estimated as %d, want 2990", exact.Dialable, about.Dialable)
	}
	if _, err := db.ChangeList(ctx, ListChange{Name: "dnc", Action: AddToList}, ranges("12065551000..12065551999")); err != nil {
		t.Fatal(err)
	}
	if exact, about := estimates(); exact.Dialable != 1990 || math.Abs(float64(about.Dialable-exact.Dialable)) > 300 {
		t.Errorf("dialable %d, estimated as %d, want 1990", exact.Dialable, about.Dialable)
	}
}
