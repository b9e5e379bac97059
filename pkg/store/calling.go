package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"rollcall/pkg/calling"
)

// The tables of days and clocks reach from the year before this one so many
// years ahead.
const callingYears = 12

// callingVersion names what the tables calling_* hold: what the program knows, for
// the years from one on.
func callingVersion(year int) string {
	return fmt.Sprintf("%s from %d", calling.RulesVersion(), year-1)
}

// callingTables are the tables that have what the program knows.
var callingTables = []string{"calling_data", "calling_rules", "calling_days", "calling_zones", "calling_areas"}

// fillCalling fills the tables of rules, holidays and clocks with what this program
// knows, unless they are of a later version.
func (s *transaction) fillCalling() {
	if s.callingCurrent() || s.err != nil {
		return
	}
	year := time.Now().UTC().Year()
	for _, table := range callingTables {
		s.exec("delete from " + table)
	}
	fillRules(s, year-1, year+callingYears)
	fillZones(s, year-1, year+callingYears)
	for _, a := range calling.Areas() {
		s.exec("insert into calling_areas (prefix, in_zones, in_states) select prefix, $2, $3 from unnest($1::text[]) prefix", a.Prefixes, a.Zones, a.States)
	}
	s.exec("insert into calling_data (version, as_of) values ($1, $2::text::date)", callingVersion(year), calling.RulesAsOf)
}

// callingCurrent reports whether these tables hold what this program knows, or what
// a later one does.
func (s *transaction) callingCurrent() (current bool) {
	s.query("select version = $1 or as_of > $2::text::date from calling_data",
		[]any{callingVersion(time.Now().UTC().Year()), calling.RulesAsOf}, &current)
	return current
}

// fillRules fills in the hours that rules leave open, for the days of the years from
// first to before end. Most days have those of their weekday.
func fillRules(q *transaction, first, end int) {
	var texts []string
	byText := map[string]int{}
	var days []int
	var of [4][]int
	var hours calling.StricterHours
	for at := time.Date(first, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < end; at = at.AddDate(0, 0, 1) {
		days = append(days, int(at.Unix()/(24*60*60)))
		for i := range of {
			text := hours.On(at, calling.Call{Automated: i&1 != 0, FederalOnly: i&2 != 0})
			id, ok := byText[text]
			if !ok {
				id = len(texts)
				byText[text], texts = id, append(texts, text)
			}
			of[i] = append(of[i], id)
		}
	}
	q.exec(`insert into calling_rules (id, hours, states, opens, closes)
		select r.nth - 1, r.hours::jsonb, array_agg(s.key), array_agg((s.value ->> 0)::integer), array_agg((s.value ->> 1)::integer)
		from unnest($1::text[]) with ordinality r(hours, nth) left join jsonb_each(r.hours::jsonb) s on true group by 1, 2`, texts)
	q.exec(`insert into calling_days (day, by_hand, automated, federal, federal_automated)
		select * from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::int[])`, days, of[0], of[1], of[2], of[3])
}

// fillZones fills in the offsets of all zones for the same years.
func fillZones(q *transaction, first, end int) {
	from, to := time.Date(first, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(end, 1, 1, 0, 0, 0, 0, time.UTC)
	var zones []string
	var since []time.Time
	var seconds []int
	for _, zone := range calling.ZoneNames() {
		for _, o := range calling.Offsets(zone, from, to) {
			zones, since, seconds = append(zones, zone), append(since, o.From), append(seconds, o.Seconds)
		}
	}
	q.exec(`insert into calling_zones (zone, since, seconds, on_server, used)
		select z.zone, array_agg(z.since order by z.since), array_agg(z.seconds order by z.since),
			false,
			z.zone = any($4::text[]) or z.zone in (select unnest(string_to_array(zones, ' ')) from calling_places)
		from unnest($1::text[], $2::timestamptz[], $3::int[]) z(zone, since, seconds) group by z.zone`,
		zones, since, seconds, calling.AmericanZones())
	findOnServer(q)
}

// findOnServer records which of the zones in use the server's data has. The view
// pg_timezone_names reads the files of all zones, so it is read only if one is
// missing.
func findOnServer(q *transaction) {
	if q.err != nil {
		return
	}
	savepoint, err := q.tx.Begin(q.ctx)
	if err != nil {
		q.err = err
		return
	}
	_, err = savepoint.Exec(q.ctx, "select count(now() at time zone zone) from calling_zones where used")
	if err != nil && !hasCode(err, codeInvalidValue) {
		q.err = err
		return
	}
	if err == nil {
		q.err = savepoint.Commit(q.ctx)
		q.exec("update calling_zones set on_server = true where used and not on_server")
		return
	}
	q.err = savepoint.Rollback(q.ctx)
	q.exec(`update calling_zones set on_server = true
		where used and not on_server and zone in (select name from pg_timezone_names)`)
}

// refreshCalling does the same in a database that is set up. If the role may not
// write these tables, it leaves them as they are.
func (db *DB) refreshCalling(ctx context.Context) error {
	var have string
	err := db.read(ctx, statements(ctx, func(q *transaction) {
		q.query("select coalesce(max(version), '') from calling_data", nil, &have)
	}))
	if err == nil && have != callingVersion(time.Now().UTC().Year()) {
		err = db.write(ctx, statements(ctx, func(q *transaction) {
			q.exec("select pg_advisory_xact_lock($1)", int64(setupLock))
			q.fillCalling()
		}))
	}
	if err != nil && !errors.Is(err, ErrRights) && !hasCode(err, codeInsufficient) {
		return fmt.Errorf("bringing the calling rules up to date: %w", err)
	}
	return nil
}

// OldCallingRules returns the version of the calling rules that callable_now uses, if
// it is older than the program's and the role may not update it, as an import does;
// else it returns "".
func (v *View) OldCallingRules(ctx context.Context) (version string, err error) {
	err = v.reading(ctx, lookingUpRules, func(q *transaction) { version = q.oldCallingRules() })
	return version, err
}

// OldCallingRules does what the View's method does. It can be called between Merge
// and Commit.
func (im *Import) OldCallingRules(ctx context.Context) (version string, err error) {
	err = im.reading(ctx, lookingUpRules, func(q *transaction) { version = q.oldCallingRules() })
	return version, err
}

const lookingUpRules = "looking up the calling rules"

func (s *transaction) oldCallingRules() (version string) {
	if !s.callingCurrent() {
		s.query(`select case when bool_and(has_table_privilege(t.name, 'insert') and has_table_privilege(t.name, 'delete'))
				then '' else (select coalesce(max(version), 'none') from calling_data) end
			from unnest($1::text[]) t(name)`, []any{callingTables}, &version)
	}
	return version
}

// places are values of contacts.time_zones.
type places map[string]bool

// add adds a value without making a string of each.
func (p places) add(zones []byte) {
	if len(zones) > 0 && !p[string(zones)] {
		p[string(zones)] = true
	}
}

// notePlaces writes down values of contacts.time_zones that a transaction stores.
func (s *transaction) notePlaces(p places) {
	if len(p) > 0 {
		all := slices.Sorted(maps.Keys(p))
		s.exec(`insert into calling_places (zones) select zones from unnest($1::text[]) p(zones) order by zones
			on conflict (zones) do nothing`, all)
		n := s.exec(`update calling_zones set used = true where not used and zone in (
			select unnest(string_to_array(zones, ' ')) from unnest($1::text[]) p(zones))`, all)
		if n > 0 {
			findOnServer(s)
		}
	}
}
