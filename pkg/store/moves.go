package store

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/calling"
	"rollcall/pkg/contact"
)

// The positions in columns of the evidence of a contact's place, and of what is derived
// from it.
var (
	zipColumn    = slices.Index(columns, contact.Zip.String())
	stateColumn  = slices.Index(columns, contact.State.String())
	zoneColumn   = slices.Index(columns, contact.TimeZone.String())
	zonesColumn  = slices.Index(columns, "time_zones")
	fromColumn   = slices.Index(columns, "time_zone_from")
	statesColumn = slices.Index(columns, "calling_states")

	derivedColumns = []int{zoneColumn, zonesColumn, fromColumn, statesColumn}
)

// derivedBits are the bits of the derived columns in import_changes.claimed: only the
// program writes these, so nobody claims or changes them.
var derivedBits = func() (bits int) {
	for _, i := range derivedColumns {
		bits |= 1 << i
	}
	return bits
}()

// movedTo returns the possible places of a contact whose evidence comes from several
// rows: its number, its stored ZIP code and state, and what was known of its place
// before and from the row that changes it. Other numbers are not stored, so the places
// known from them stay possible.
func movedTo(phone, zip, state string, known ...calling.Place) calling.Place {
	e := calling.Evidence{Phone: phone, Zip: zip, State: state}
	if !strings.HasPrefix(phone, "+1") {
		for _, k := range known {
			for _, country := range []string{"US", "CA"} {
				if strings.Contains(k.States, country+"-") {
					e.Country = country
				}
			}
		}
	}
	p := calling.Locate(e)
	for _, k := range known {
		if p.Zones == "" || strings.Contains(k.From, "others") {
			p = p.Or(k)
		}
	}
	return p
}

// locate makes the table located, with the places of contacts whose evidence has
// changed, and returns how many there are. The statement selects id, phone, zip and
// state, then the zones, their source and the states, as they were and as the file has
// them; null is nothing.
func (s *transaction) locate(sql string, args ...any) (n int64) {
	s.exec(`create temporary table located (id bigint not null, phone text collate "C" not null,
		time_zone text, time_zones text, time_zone_from text, calling_states text) on commit drop`)
	s.exec("declare moving no scroll cursor for "+sql, args...)
	zones := places{}
	for s.err == nil {
		var ids []int64
		var of [5][]string // phones and the derived columns
		var id int64
		var phone string
		var zip, state *string
		var had, row [3]*string
		into := []any{&id, &phone, &zip, &state, &had[0], &had[1], &had[2], &row[0], &row[1], &row[2]}
		s.each("fetch forward 10000 from moving", nil, into, func() error {
			p := movedTo(phone, textOr(zip), textOr(state), placeFrom(had), placeFrom(row))
			ids = append(ids, id)
			for i, v := range []string{phone, p.Zone(), p.Zones, p.From, p.States} {
				of[i] = append(of[i], v)
			}
			zones.add([]byte(p.Zones))
			return nil
		})
		if len(ids) == 0 {
			break
		}
		n += s.exec(`insert into pg_temp.located
			select id, phone, nullif(zone, ''), nullif(zones, ''), nullif(told, ''), nullif(states, '')
			from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) l(id, phone, zone, zones, told, states)`,
			ids, of[0], of[1], of[2], of[3], of[4])
	}
	s.exec("close moving")
	s.exec("analyze pg_temp.located (id, phone)")
	s.notePlaces(zones)
	return n
}

func placeFrom(values [3]*string) calling.Place {
	return calling.Place{Zones: textOr(values[0]), From: textOr(values[1]), States: textOr(values[2])}
}

// howLocated returns where the derived columns of the contact c come from when the
// file's f is applied to it, and its ZIP code and state become those of v: "row" if the
// row has all the evidence that there is then, "keep" if none of it changes, else
// "locate".
const howLocated = `case
	when f.time_zones is not null
		and coalesce(v.zip, '') = coalesce(f.zip, '') and coalesce(v.state, '') = coalesce(f.state, '')
		and (coalesce(c.time_zone_from, '') !~ 'others' or f.time_zone_from ~ 'others') then 'row'
	when coalesce(v.zip, '') = coalesce(c.zip, '') and coalesce(v.state, '') = coalesce(c.state, '')
		and coalesce(f.time_zone_from, '') !~ 'others'
		and (f.time_zones is null or c.time_zones is not null) then 'keep'
	else 'locate' end`

// relocate derives again the places of the contacts in the table touched whose evidence
// is neither that of the row nor what it was.
func (m *merge) relocate() {
	var any bool
	m.query("select exists (select from pg_temp.touched where located = 'locate')", nil, &any)
	if !any {
		return
	}
	m.locate(`select t.id, t.phone, ` + element("t.after", zipColumn) + `, ` + element("t.after", stateColumn) + `,
			coalesce(` + element("t.before", zonesColumn) + `, ` + element("t.before", zoneColumn) + `),
			` + element("t.before", fromColumn) + `, ` + element("t.before", statesColumn) + `, f.time_zones, f.time_zone_from, f.calling_states
		from pg_temp.touched t join pg_temp.updates f on f.phone = t.phone and f.id = t.id where t.located = 'locate'`)
	m.takeLocated("touched", "after", ", changed = t.changed or "+derivedOf(element, "t.before")+" is distinct from "+derivedOf(member, "l"))
}

// takeLocated puts what locate found into an array of a temporary table of contacts.
func (s *transaction) takeLocated(table, array, more string) {
	var set []string
	for _, i := range derivedColumns {
		set = append(set, element(array, i)+" = "+member("l", i))
	}
	s.exec("update pg_temp." + table + " t set " + strings.Join(set, ", ") + more + " from pg_temp.located l where l.phone = t.phone and l.id = t.id")
}

// element and member are the value of the i-th column in an array of all, and in a row.
func element(array string, i int) string { return array + "[" + strconv.Itoa(i+1) + "]" }

func member(row string, i int) string { return row + "." + columns[i] }

// derivedOf is the array of the derived columns of an array or a row.
func derivedOf(value func(of string, i int) string, of string) string {
	var parts []string
	for _, i := range derivedColumns {
		parts = append(parts, value(of, i))
	}
	return "array[" + strings.Join(parts, ", ") + "]"
}

// relocate derives again the places of restored contacts whose ZIP code, state or place
// the undo changed, except those that are as they were before the import: remaining
// evidence may come from a later import.
func (u *undo) relocate() {
	if u.updated == 0 {
		return
	}
	evidence := func(array string) string {
		return "array[" + element(array, zipColumn) + ", " + element(array, stateColumn) + "]"
	}
	derived := func(array string) string { return derivedOf(element, array) }
	var any bool
	from := ` from pg_temp.restored r where (` + evidence("r.was") + ` is distinct from ` + evidence("r.now") + ` or ` + derived("r.was") + ` is distinct from ` + derived("r.now") + `)
		and (` + evidence("r.now") + ` is distinct from ` + evidence("r.before") + ` or ` + derived("r.now") + ` is distinct from ` + derived("r.before") + `)`
	if u.query("select exists (select"+from+")", nil, &any); !any {
		return
	}
	u.locate(`select r.id, r.phone, ` + element("r.now", zipColumn) + `, ` + element("r.now", stateColumn) + `, ` + element("r.was", zonesColumn) + `,
		` + element("r.was", fromColumn) + `, ` + element("r.was", statesColumn) + `, null, null, null` + from)
	u.takeLocated("restored", "now", "")
}

// locateItem derives again the place of an item that was folded from rows whose
// evidence differs.
func locateItem(it *item, known []calling.Place) {
	p := movedTo(string(it.phone), string(it.columns[zipColumn]), string(it.columns[stateColumn]), known...)
	for i, v := range map[int]string{zoneColumn: p.Zone(), zonesColumn: p.Zones, fromColumn: p.From, statesColumn: p.States} {
		it.columns[i] = []byte(v)
	}
}

// place is the evidence of place in an item's own row.
func (it *item) place() calling.Place {
	return calling.Place{Zones: string(it.columns[zonesColumn]), From: string(it.columns[fromColumn]), States: string(it.columns[statesColumn])}
}

// differ reports whether folded rows together have other evidence than the last of
// them that has any: its ZIP code or state is not the last, or one of several rows has
// further numbers.
func differ(places []calling.Place, zip, lastZip, state, lastState []byte) bool {
	return !bytes.Equal(zip, lastZip) || !bytes.Equal(state, lastState) ||
		len(places) > 1 && slices.ContainsFunc(places, func(p calling.Place) bool { return strings.Contains(p.From, "others") })
}

// locateAll derives again the places of contacts that an older version stored, in such
// a way that undo still takes them for unchanged since their import.
func (s *transaction) locateAll() {
	var any bool
	if s.query("select exists (select from contacts where calling_states is null)", nil, &any); !any {
		return
	}
	s.exec(`create temporary table intact on commit drop as select c.phone, c.id from contacts c
		where c.calling_states is null and ` + digestSQL("c") + ` = c.import_digest`)
	s.locate(`select id, phone, zip, state, coalesce(time_zones, time_zone), time_zone_from, calling_states, null::text, null::text, null::text
		from contacts where calling_states is null`)
	s.exec(`update contacts c set time_zone = l.time_zone, time_zones = l.time_zones,
			time_zone_from = l.time_zone_from, calling_states = l.calling_states
		from pg_temp.located l where l.phone = c.phone and l.id = c.id`)
	s.exec(`update contacts c set import_digest = ` + digestSQL("c") + ` from pg_temp.intact i where i.phone = c.phone and i.id = c.id`)
	s.exec("drop table pg_temp.intact, pg_temp.located")
}
