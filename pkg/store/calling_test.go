package store

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/calling"
)

// moment is when and by what powerlist contacts are called.
type moment struct {
	at     time.Time
	window string
	call   calling.Call
}

// randomMoment is often near a change of the clock, at the edge of hours, or on a
// holiday.
func randomMoment(r *rand.Rand) moment {
	var m moment
	if r.IntN(3) == 0 {
		w := calling.Window{Opens: r.IntN(24*60 + 1), Closes: r.IntN(24*60 + 1)}
		m.window, m.call.Window = w.String(), &w
	}
	m.call.Automated, m.call.FederalOnly = r.IntN(3) == 0, r.IntN(4) == 0
	year := 2026 + r.IntN(4)
	m.at = time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.Int64N(365*24*3600)) * time.Second)
	switch r.IntN(4) {
	case 0: // the edge of hours
		zones := []string{"America/New_York", "America/Chicago", "America/Los_Angeles", "America/Phoenix", "America/St_Johns", "Pacific/Honolulu", "Europe/London"}
		loc, _ := calling.Location(zones[r.IntN(len(zones))])
		l := m.at.In(loc)
		hour := []int{8, 9, 10, 12, 13, 17, 18, 20, 21}[r.IntN(9)]
		m.at = time.Date(l.Year(), l.Month(), l.Day(), hour, 0, r.IntN(3)-1, 0, loc)
	case 1: // changes of the clock
		month, day := time.March, 8+r.IntN(7)
		if r.IntN(2) == 0 {
			month, day = time.November, 1+r.IntN(7)
		}
		m.at = time.Date(year, month, day, r.IntN(24), r.IntN(60), r.IntN(60), 0, time.UTC)
	case 2: // holidays
		all := calling.HolidayDates(year)
		m.at = all[r.IntN(len(all))].Day.Add(time.Duration(r.IntN(36*3600)) * time.Second)
	}
	return m
}

var testStates = strings.Fields("AL AK AZ AR CA CO CT DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY ON QC BC AB MB NB NS NL SK")

// randomPlace is where evidence has a contact, its number among it, with further states
// at times.
func randomPlace(r *rand.Rand) (p calling.Place, number string) {
	state := func() string { return testStates[r.IntN(len(testStates))] }
	e := calling.Evidence{Phone: fmt.Sprintf("+1%d%d%04d", 201+r.IntN(789), 200+r.IntN(800), r.IntN(10000))}
	switch r.IntN(12) {
	case 0:
		e.Phone = fmt.Sprintf("+44773946%04d", r.IntN(10000))
	case 1:
		e.Phone = fmt.Sprintf("+6129320%04d", r.IntN(10000))
	case 2:
		e.Phone = fmt.Sprintf("+1800356%04d", r.IntN(10000))
	}
	if r.IntN(2) == 0 {
		e.Zip = fmt.Sprintf("%05d", r.IntN(100000))
	}
	if r.IntN(2) == 0 {
		e.State = state()
	}
	p = calling.Locate(e)
	for range r.IntN(8) / 6 {
		p.States = strings.TrimSpace(p.States + " US-" + state())
	}
	return p, e.Phone
}

// TestCallingHours compares the functions of callable_now with package calling over
// many places and instants. Where the server's clocks are others than the
// program's, SQL may only be stricter.
func TestCallingHours(t *testing.T) {
	db := open(t)
	if _, err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	err := db.write(t.Context(), func(tx pgx.Tx) error {
		q := transaction{ctx: t.Context(), tx: tx}
		q.notePlaces(places{"Europe/London Australia/Sydney": true})
		return q.err
	})
	if err != nil {
		t.Fatal(err)
	}
	differs := serverDiffers(t, db)
	r := rand.New(rand.NewPCG(1, 2))
	const moments, perMoment = 500, 80
	open, strict := 0, 0
	for range moments {
		m := randomMoment(r)
		all := make([]calling.Place, perMoment)
		for i := range all {
			all[i], _ = randomPlace(r)
		}
		for i, left := range askHours(t, db, m, all) {
			v, unsure := all[i].At(m.at, m.call), false
			for zone := range strings.FieldsSeq(all[i].Zones) {
				unsure = unsure || differs[zone]
			}
			var until time.Time
			if left != nil {
				until = m.at.Truncate(time.Minute).Add(time.Duration(*left) * time.Minute)
			}
			if v.Open {
				open++
			}
			switch {
			case left == nil && !v.Open:
			case left != nil && v.Open && until.Equal(v.Until):
			case unsure && v.Open && until.Before(v.Until):
				strict++
			default:
				t.Fatalf("%+v, window %q, automated %t, federal %t at %s: SQL says until %s, Go until %s (%s)", all[i], m.window,
					m.call.Automated, m.call.FederalOnly, m.at.UTC().Format(time.RFC3339), until.UTC(), v.Until.UTC(), v.Why)
			}
		}
	}
	t.Logf("%d pairs, %d open, %d stricter by the server's clock", moments*perMoment, open, strict)
	if open < moments*perMoment/20 || strict > open/10 {
		t.Error("the pairs are too rarely open")
	}
}

// askHours asks SQL how many minutes places stay open at a moment.
func askHours(t testing.TB, db *DB, m moment, all []calling.Place) (left []*int) {
	t.Helper()
	zones, states := make([]string, len(all)), make([]string, len(all))
	for i := range all {
		zones[i], states[i] = all[i].Zones, all[i].States
	}
	err := db.read(t.Context(), func(tx pgx.Tx) error {
		rows, err := tx.Query(t.Context(), `select calling_left(h.hours -> 'zones', h.hours -> 'rules', string_to_array(nullif(p.zones, ''), ' '), string_to_array(p.states, ' '))
			from calling_hours($1, nullif($2, ''), $3, $4) h(hours)
			cross join unnest($5::text[], $6::text[]) with ordinality p(zones, states, nth) order by p.nth`,
			m.at, m.window, m.call.Automated, m.call.FederalOnly, zones, states)
		if err != nil {
			return err
		}
		left, err = pgx.CollectRows(rows, pgx.RowTo[*int])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return left
}

// serverDiffers finds the zones whose clock the server has otherwise at some hour of
// the years that are asked for.
func serverDiffers(t testing.TB, db *DB) map[string]bool {
	t.Helper()
	differs := map[string]bool{}
	err := db.read(t.Context(), func(tx pgx.Tx) error {
		rows, err := tx.Query(t.Context(), `select distinct z.zone from calling_zones z
			cross join generate_series('2026-01-01'::timestamptz, '2030-01-01', '11 days') at
			where z.on_server and z.zone ~ '^(America|Pacific|Europe/London|Australia|Atlantic)'
				and at at time zone z.zone <> (at at time zone 'UTC') + make_interval(secs => z.seconds[width_bucket(at, z.since)])`)
		if err != nil {
			return err
		}
		zones, err := pgx.CollectRows(rows, pgx.RowTo[string])
		for _, z := range zones {
			differs[z] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return differs
}
