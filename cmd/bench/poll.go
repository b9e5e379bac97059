package main

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// polls are how often the next 20 are asked for.
const polls = 51

// bareNext is what the next 20 of a powerlist cost without the law; the phone is
// compared, and the id, as contacts are found by both.
const bareNext = `select c.phone, c.first_name, e.position from powerlist_contacts e
	join contacts c on c.phone = e.phone and c.id between e.contact_id and e.contact_id
	join powerlists p on p.id = e.powerlist_id where e.powerlist_id = %d order by e.position limit 20`

// placed puts the contacts into 16 time zones in turn, of which so many are open at
// this moment, and takes them out of the states, whose rules differ by the day.
const placed = `with zones as (
		select zone, row_number() over (order by zone) as nth, open
		from (select zone, extract(hour from now() at time zone zone) between 10 and 17 as open
			from calling_zones where on_server and extract(hour from now() at time zone zone) not in (7, 8, 9, 18, 19, 20, 21)) z
	), chosen as (
		select zone, (row_number() over (order by zone)) - 1 as nth from (
			(select zone from zones where open order by nth limit %[1]d)
			union all (select zone from zones where not open order by nth limit 16 - %[1]d)) c
	), used as (
		update calling_zones set used = true where zone in (select zone from chosen)
	), places as (
		insert into calling_places select zone from chosen on conflict do nothing
	)
	update contacts c set time_zone = z.zone, time_zones = z.zone, calling_states = null, state = null
	from chosen z where z.nth = c.id %% 16`

// measurePoll asks callable_now for the next 20 of a powerlist, as a dialer does.
func measurePoll(ctx context.Context, b *bench) table {
	l := list{rows: b.rows}
	path := b.list(l)
	const polled = "polled"
	fill := b.imports(path, template, "--powerlist", "polled")
	fill.args = append(fill.args, "--database", b.server.SetupURL(polled))
	fill.before = b.fresh(polled, template)
	b.run(ctx, fill)
	defer b.drop(ctx, polled)
	var id int64
	b.ask(ctx, polled, "select id from powerlists where name = 'polled'", &id)
	ways := []struct{ name, sql string }{
		{"by id", fmt.Sprintf("select phone, first_name, position from callable_now where powerlist_id = %d order by position limit 20", id)},
		{"by name", `select phone, first_name, position from callable_now
			where powerlist_id = (select id from powerlists where name = 'polled') order by position limit 20`},
	}
	var t table
	for _, open := range []int{16, 1} {
		for _, s := range []string{fmt.Sprintf(placed, open), "vacuum contacts", "vacuum calling_zones"} {
			b.ask(ctx, polled, s, nil)
		}
		for _, statistics := range []string{"", ", after analyze"} {
			if statistics != "" {
				b.ask(ctx, polled, "analyze", nil)
			}
			for _, w := range ways {
				t = append(t, b.pollBeside(ctx, polled, w.sql, fmt.Sprintf(bareNext, id)).as(10, "next 20 of %s %s, %d of 16 zones open%s, beside the bare join", count(l.rows), w.name, open, statistics))
			}
		}
	}
	return t
}

// pollBeside compares two statements that give 20 rows each, planned each time.
func (b *bench) pollBeside(ctx context.Context, database, of, to string) result {
	var took [2][]float64
	var ratios []float64
	b.connected(ctx, database, func(conn *pgx.Conn) error {
		for range polls {
			for i, sql := range []string{of, to} {
				start := time.Now()
				rows, err := conn.Query(ctx, sql, pgx.QueryExecModeExec)
				if err != nil {
					return err
				}
				n := 0
				for rows.Next() {
					n++
				}
				if err := rows.Err(); err != nil {
					return err
				}
				if n != 20 {
					return fmt.Errorf("%d rows came of %s: while it is night in North America, nobody there may be called", n, sql)
				}
				took[i] = append(took[i], time.Since(start).Seconds())
			}
			ratios = append(ratios, took[0][len(took[0])-1]/took[1][len(took[1])-1])
		}
		return nil
	})
	if b.err != nil {
		return result{}
	}
	return result{of: median(took[0]), to: median(took[1]), ratio: median(ratios)}
}
