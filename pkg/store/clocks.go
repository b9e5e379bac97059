package store

import (
	"context"
	"time"
)

// ClockDifference is a time zone in which the server's data and the program's differ.
type ClockDifference struct {
	Zone string
	// From is an instant at which they differ, the first within a week.
	From time.Time
	// Program is the offset from UTC then. Server is nil where the server does not
	// know the zone.
	Program time.Duration
	Server  *time.Duration
}

// ClockDifferences compares the server's time zone data with the program's over the
// year that follows an instant, week by week, for the zones in which contacts may be
// and those of zones. callable_now goes by both.
func (db *DB) ClockDifferences(ctx context.Context, at time.Time, zones []string) (all []ClockDifference, err error) {
	err = db.reading(ctx, comparingClocks, func(q *transaction) { all = q.clockDifferences(at, zones) })
	return all, err
}

const comparingClocks = "comparing time zone data"

// ClockDifferences does what the DB's method does; without tables it returns nothing.
func (v *View) ClockDifferences(ctx context.Context, at time.Time, zones []string) (all []ClockDifference, err error) {
	err = v.reading(ctx, comparingClocks, func(q *transaction) { all = q.clockDifferences(at, zones) })
	return all, err
}

// ClockDifferences does what the DB's method does. It can be called between Merge and
// Commit.
func (im *Import) ClockDifferences(ctx context.Context, at time.Time, zones []string) (all []ClockDifference, err error) {
	err = im.reading(ctx, comparingClocks, func(q *transaction) { all = q.clockDifferences(at, zones) })
	return all, err
}

func (s *transaction) clockDifferences(at time.Time, zones []string) (all []ClockDifference) {
	var d ClockDifference
	var program int64
	var server *int64
	s.each(`select distinct on (d.zone) d.zone, d.at, d.program, d.server
		from (
			select z.zone, i.at, z.seconds[width_bucket(i.at, z.since)] as program,
				case when z.on_server or not z.used and z.zone in (select name from pg_timezone_names) then extract(epoch from (i.at at time zone z.zone) - (i.at at time zone 'UTC'))::integer end as server
			from calling_zones z
			cross join generate_series($1::timestamptz, $1::timestamptz + interval '1 year', interval '1 day') i(at)
			where z.zone = any($2::text[]) or z.zone in (select unnest(string_to_array(p.zones, ' ')) from calling_places p)
			offset 0
		) d
		where d.program is not null and d.server is distinct from d.program
		order by d.zone, d.at`, []any{at, nonNil(zones)}, []any{&d.Zone, &d.From, &program, &server}, func() error {
		d.Program, d.Server = time.Duration(program)*time.Second, nil
		if server != nil {
			offset := time.Duration(*server) * time.Second
			d.Server = &offset
		}
		all = append(all, d)
		return nil
	})
	return all
}
