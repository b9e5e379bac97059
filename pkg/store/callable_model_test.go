package store

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/calling"
)

// clockless makes the view called, which is callable_now at the instant of a setting.
const clockless = `
	create function test_now() returns timestamptz language sql stable as $$ select current_setting('test.now')::timestamptz $$;
	do $$ begin
		execute replace(replace(pg_get_functiondef('calling_somewhere'::regproc), 'now()', 'test_now()'), 'calling_somewhere', 'called_somewhere');
		execute 'create view called as ' || replace(replace(pg_get_viewdef('callable_now'::regclass), 'now()', 'test_now()'),
			'calling_somewhere', 'called_somewhere');
	end $$`

// calledList is a powerlist of the comparison.
type calledList struct {
	id       int64
	window   string
	call     calling.Call
	excepted []string
}

// A place on a powerlist is in callable_now at an instant, for as long, where package
// calling says so and no list that binds has the number. Where the server's clocks are
// others than the program's, it may only be stricter.
func TestCallableNowIsTheLaw(t *testing.T) {
	db := open(t)
	ctx := t.Context()
	if _, err := db.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	if db.distributed {
		return // whose nodes have no other clock; the functions are the same
	}
	r := rand.New(rand.NewPCG(3, 4))
	expires := time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC)
	dnc := map[string]map[string]bool{"internal": {}, "national": {}, "state": {}, "ended": {}}
	names := []string{"national", "state", "ended"}

	var lists []calledList
	for range 12 {
		m := randomMoment(r)
		l := calledList{id: int64(len(lists) + 1), window: m.window, call: m.call}
		for _, name := range names {
			if r.IntN(3) == 0 {
				l.excepted = append(l.excepted, name)
			}
		}
		lists = append(lists, l)
	}
	lists = append(lists, calledList{}) // of those who are on none
	type contacted struct {
		phone string
		place calling.Place
		lists []int
	}
	var people []contacted
	seen := map[string]bool{}
	const many = 300
	for len(people) < many {
		place, phone := randomPlace(r)
		if seen[phone] {
			continue
		}
		seen[phone] = true
		c := contacted{phone: phone, place: place}
		for name, on := range dnc {
			if r.IntN(8) == 0 || name == "national" && r.IntN(2) == 0 {
				on[c.phone] = true
			}
		}
		for len(c.lists) < 4 {
			if i := r.IntN(len(lists) - 1); !slices.Contains(c.lists, i) {
				c.lists = append(c.lists, i)
			}
		}
		if len(people)%20 == 0 {
			c.lists = []int{len(lists) - 1}
		}
		people = append(people, c)
	}
	for _, name := range names {
		var digits []string
		for phone := range dnc[name] {
			digits = append(digits, phone[1:])
		}
		slices.Sort(digits)
		c := ListChange{Name: name, Action: AddToList}
		if name == "ended" {
			c.Expires = expires
		}
		if name == "national" { // enough for a block of bits
			digits = append(digits, "12063000000..12063009999")
		}
		if _, err := db.ChangeList(ctx, c, ranges(digits...)); err != nil {
			t.Fatal(err)
		}
	}
	for phone := range dnc["internal"] {
		if _, err := db.Suppress(ctx, seq(phone), SuppressionChange{}); err != nil {
			t.Fatal(err)
		}
	}
	err := db.write(ctx, func(tx pgx.Tx) error {
		q := transaction{ctx: ctx, tx: tx}
		all := places{}
		for _, l := range lists[:len(lists)-1] {
			mode, rules := "manual", "state"
			if l.call.Automated {
				mode = "ai"
			}
			if l.call.FederalOnly {
				rules = "federal"
			}
			q.exec(`insert into powerlists (id, name, dial_mode, call_window, calling_rules, suppress_except)
				values ($1, 'list ' || $1::bigint, $2, nullif($3, ''), $4, $5)`, l.id, mode, l.window, rules, nonNil(l.excepted))
		}
		for i, c := range people {
			all[c.place.Zones] = true
			q.exec(`insert into contacts (id, phone, time_zone, time_zones, calling_states, import_id)
				values ($1, $2, nullif($3, ''), nullif($4, ''), nullif($5, ''), 1)`, i, c.phone, c.place.Zone(), c.place.Zones, c.place.States)
			for _, n := range c.lists {
				if lists[n].id != 0 {
					q.exec("insert into powerlist_contacts (powerlist_id, position, contact_id, phone) values ($1, $2, $3, $4)", lists[n].id, 900+i, i, c.phone) // after 1000 areas are asked
				}
			}
		}
		delete(all, "")
		q.notePlaces(all)
		q.exec(clockless)
		q.exec("analyze")
		return q.err
	})
	if err != nil {
		t.Fatal(err)
	}
	differs := serverDiffers(t, db)
	pairs, open, barred, strict := 0, 0, 0, 0
	for range 90 {
		at := randomMoment(r).at
		got := calledAt(t, db, at)
		for i, c := range people {
			unsure := slices.ContainsFunc(strings.Fields(c.place.Zones), func(zone string) bool { return differs[zone] })
			for _, n := range c.lists {
				l := lists[n]
				v := c.place.At(at, l.call)
				for name, on := range dnc {
					if on[c.phone] && !slices.Contains(l.excepted, name) && (name != "ended" || at.Before(expires)) {
						v.Open = false
						barred++
						break
					}
				}
				key := strconv.FormatInt(l.id, 10) + " " + strconv.Itoa(i)
				until, has := got[key]
				delete(got, key)
				pairs++
				if has {
					open++
				}
				switch {
				case has == v.Open && (!has || until.Equal(v.Until)):
				case unsure && v.Open && until.Before(v.Until):
					strict++
				default:
					t.Fatalf("%+v on list %+v at %s: SQL says %t until %s, Go %t until %s (%s)", c, l, at.UTC().Format(time.RFC3339), has, until.UTC(), v.Open, v.Until.UTC(), v.Why)
				}
			}
		}
		if len(got) > 0 {
			t.Fatalf("callable_now has more than there is: %v", got)
		}
	}
	t.Logf("%d pairs, %d open, %d on a list that binds, %d stricter by the server's clock", pairs, open, barred, strict)
	if pairs < 100_000 || open < pairs/20 || barred < pairs/10 || strict > open/10 {
		t.Error("the pairs are not those that were meant")
	}
}

// calledAt returns until when the places on powerlists may be called that the view
// called has at an instant.
func calledAt(t testing.TB, db *DB, at time.Time) map[string]time.Time {
	t.Helper()
	got := map[string]time.Time{}
	err := db.read(t.Context(), func(tx pgx.Tx) error {
		if _, err := tx.Exec(t.Context(), "select set_config('test.now', $1, true)", at.Format(time.RFC3339)); err != nil {
			return err
		}
		rows, err := tx.Query(t.Context(), "select concat(coalesce(powerlist_id, 0), ' ', contact_id), open_until from called")
		if err != nil {
			return err
		}
		var key string
		var until time.Time
		_, err = pgx.ForEachRow(rows, []any{&key, &until}, func() error {
			got[key] = until
			return nil
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}
