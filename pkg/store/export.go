package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

// ExportSelection selects the contacts that Export returns.
type ExportSelection struct {
	// Powerlist is the name of a powerlist, for its contacts in its order; empty
	// selects all contacts, each once, in order of phone.
	Powerlist string
	// CallableNow selects only those who may be called at this moment.
	CallableNow bool
	// Tags selects the contacts that have all of these tags.
	Tags []string
	// Import selects the contacts that an import created or changed, unless it is 0.
	Import int64
	// Limit is the greatest number of contacts; 0 selects all.
	Limit int64
}

// ExportSpec selects the contacts that Export returns, and their columns.
type ExportSpec struct {
	ExportSelection
	// Columns are names of ExportColumns, or "fields.KEY" for a custom field.
	Columns []string
	// JSON returns each value as JSON; else it is text, with null as empty.
	JSON bool

	// spread: the contacts are spread over nodes. few: they are looked up one by one.
	spread, few bool
}

const otherPhonesName = "other_phones"

// fieldPrefix begins the name of a column that is a custom field.
const fieldPrefix = "fields."

// exportColumn is an expression over the place d and the contact c.
type exportColumn struct {
	name, sql string
	kind      columnKind
}

// ofPlace reports whether the column is that of a place on a powerlist.
func (c *exportColumn) ofPlace() bool { return strings.HasPrefix(c.sql, "d.") }

type columnKind uint8

const (
	plainColumn columnKind = iota
	arrayColumn
	instantColumn
)

// exportColumns are what can be exported, but for custom fields.
var exportColumns = []exportColumn{
	{"contact_id", "c.id", plainColumn},
	{"phone", "c.phone", plainColumn},
	{"phone_ext", "c.phone_ext", plainColumn},
	{otherPhonesName, unbound("c.other_phones"), arrayColumn},
	{"first_name", "c.first_name", plainColumn},
	{"last_name", "c.last_name", plainColumn},
	{"email", "c.email", plainColumn},
	{"address", "c.address", plainColumn},
	{"city", "c.city", plainColumn},
	{"state", "c.state", plainColumn},
	{"zip", "c.zip", plainColumn},
	{"fields", "c.fields", plainColumn},
	{"tags", "c.tags", arrayColumn},
	{"time_zone", "c.time_zone", plainColumn},
	{"time_zones", "c.time_zones", plainColumn},
	{"consent_date", "c.consent_date", plainColumn},
	{"consent_source", "c.consent_source", plainColumn},
	{"import_id", "c.import_id", plainColumn},
	{"created_at", "c.created_at", instantColumn},
	{"updated_at", "c.updated_at", instantColumn},
	{"powerlist_id", "d.powerlist_id", plainColumn},
	{"powerlist", "d.powerlist", plainColumn},
	{"dial_mode", "d.dial_mode", plainColumn},
	{"position", "d.position", plainColumn},
}

// ExportColumns returns the names of what can be exported of a contact, but for
// its custom fields; those of its place where a powerlist is named.
func ExportColumns(powerlist bool) []string {
	var names []string
	for _, c := range exportColumns {
		if powerlist || !c.ofPlace() {
			names = append(names, c.name)
		}
	}
	return names
}

// CustomColumn returns the name of the column that is a custom field.
func CustomColumn(key string) string { return fieldPrefix + key }

// tagSeparator separates tags in a cell; an import reads it back.
const tagSeparator = ";"

// expression is a column as SQL, as text or as JSON. A custom field is a
// parameter.
func (s *ExportSpec) expression(name string, args *[]any) (string, error) {
	if key, ok := strings.CutPrefix(name, fieldPrefix); ok {
		*args = append(*args, key)
		n := strconv.Itoa(len(*args))
		if s.JSON {
			return "(c.fields -> $" + n + "::text)::text", nil
		}
		return "c.fields ->> $" + n + "::text", nil
	}
	i := slices.IndexFunc(exportColumns, func(c exportColumn) bool { return c.name == name })
	if i < 0 {
		return "", fmt.Errorf("there is no column %q", name)
	}
	sql := exportColumns[i].sql
	if name == otherPhonesName && s.spread {
		return "c.other_phones", nil // exportFromNodes leaves the barred ones out
	}
	if exportColumns[i].kind == instantColumn {
		sql = "to_char(" + sql + ` at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
	}
	switch {
	case s.JSON:
		return "to_json(" + sql + ")::text", nil
	case exportColumns[i].kind == arrayColumn:
		return "array_to_string(" + sql + ", '" + tagSeparator + "')", nil
	}
	return sql + "::text", nil
}

// bound returns the condition that a number is on the internal do-not-call list, or on a
// list that meets lists, a condition on b.list_id. The offsets keep the planner from
// turning it into joins, whose size it would have to guess: it looks up number by number.
// on_list would be slower: a function with its own search_path is called for each row.
func bound(phone, lists string) string {
	return "(exists (select from suppressions s where s.phone = " + phone + " offset 0) or " + onBlock(phone, lists) + ")"
}

// onBlock is the part of bound for lists other than the internal one.
func onBlock(phone, lists string) string {
	digits := "(case when " + phone + ` ~ '^\+[1-9][0-9]{2,14}$' then substr(` + phone + ", 2)::bigint end)"
	return "exists (select from list_blocks b where b.block = any (array[" + digits + " / 10000, -1 - " + digits + " / 50000]) and " +
		has(digits) + " and " + lists + " offset 0)"
}

// unbound is the array of those numbers of a text, with a space between, that are on
// no do-not-call list: an exception is for the number that is dialed.
func unbound(phones string) string {
	return "array(select o.phone from unnest(string_to_array(" + phones + ", ' ')) with ordinality o(phone, n) where not " +
		bound("o.phone", listBinds) + " order by o.n)"
}

// listBinds is the argument lists of bound if no list is excepted, as without a
// powerlist.
const listBinds = "exists (select from lists dnc where dnc.id = b.list_id and (dnc.expires is null or dnc.expires > now()))"

// bindingNow returns the condition bound for numbers that all have the same
// exceptions, of the lists as the transaction sees them: where none has a number,
// nobody is bound, and nothing is looked up.
func (s *transaction) bindingNow(phone string, excepted []string) string {
	var internal bool
	var ids []int64
	s.query(`select exists (select 1 from suppressions limit 1), coalesce((select array_agg(dnc.id) from lists dnc
			where (dnc.expires is null or dnc.expires > now()) and dnc.name <> all ($1::text[])
				and exists (select from list_blocks b where b.list_id = dnc.id)), '{}')`,
		[]any{nonNil(excepted)}, &internal, &ids)
	if !internal && len(ids) == 0 {
		return "false"
	}
	of := "false"
	if len(ids) > 0 {
		of = "b.list_id = any ('{" + strings.Trim(strings.ReplaceAll(fmt.Sprint(ids), " ", ","), "[]") + "}'::bigint[])"
	}
	return bound(phone, of)
}

// exportPlace is the powerlist of an export; its id is 0 if there is none.
type exportPlace struct {
	id             int64
	name, dialMode string
	excepted       []string
}

// query is the statement that selects the contacts. Places come from the
// powerlist, or from the view callable_now, without the numbers that meet the condition
// bound: those on a do-not-call list that applies.
func (s *ExportSpec) query(list exportPlace, bound string) (sql string, args []any, err error) {
	columns := make([]string, len(s.Columns))
	for i, name := range s.Columns {
		if columns[i], err = s.expression(name, &args); err != nil {
			return "", nil, err
		}
	}
	parameter := func(v any) string {
		args = append(args, v)
		return "$" + strconv.Itoa(len(args))
	}
	var from string
	var where []string
	order := "c.phone, c.id"
	switch {
	case list.id != 0 && s.CallableNow:
		from = "callable_now d " + s.contacts()
	case list.id != 0:
		// Name and mode are no join: the planner would ask for them place by place.
		from = "(select e.phone, e.contact_id, e.powerlist_id, e.position, " + parameter(list.name) + "::text as powerlist, " +
			parameter(list.dialMode) + "::text as dial_mode from powerlist_contacts e) d " + s.contacts()
	case s.CallableNow:
		// One row for each place: a contact on two lists is dialed once.
		from = "(select distinct phone, contact_id from callable_now) d " + s.contacts()
	default:
		from = "contacts c"
	}
	where = append(where, "not "+bound)
	if list.id != 0 {
		where = append(where, "d.powerlist_id = "+parameter(list.id)+"::bigint")
		order = "d.position"
	}
	if len(s.Tags) > 0 {
		where = append(where, "c.tags @> "+parameter(storableAll(s.Tags))+"::text[]")
	}
	if s.Import != 0 {
		id := parameter(s.Import)
		where = append(where, "(c.import_id = "+id+"::bigint or exists (select from import_changes h where h.import_id = "+id+
			"::bigint and h.phone = c.phone and h.contact_id = c.id))")
	}
	sql = "select " + strings.Join(columns, ", ") + " from " + from + " where " + strings.Join(where, " and ") + " order by " + order
	if s.Limit > 0 {
		sql += " limit " + parameter(s.Limit) + "::bigint"
	}
	return sql, args, nil
}

// contacts joins the contacts with their places d. A few are looked up one by one. Of all
// of them the planner takes phone and id for independent: of equality it would expect one
// row, and work out the hours of callable_now anew for each.
func (s *ExportSpec) contacts() string {
	const same = "c.phone = d.phone and c.id >= d.contact_id and c.id <= d.contact_id"
	if s.few {
		return "join lateral (select * from contacts c where " + same + " offset 0) c on true"
	}
	return "join contacts c on " + same
}

// placesRead returns the number of places of a powerlist that are read for the first so
// many contacts, or for all.
func (s *transaction) placesRead(id, limit int64) (n int64) {
	s.query("select coalesce(max(position) - min(position) + 1, 0) from powerlist_contacts where powerlist_id = $1", []any{id}, &n)
	if limit > 0 {
		n = min(n, limit)
	}
	return n
}

// Export calls each for the contacts that may be dialed, one after the other as
// the server sends them, with the values of the columns; they are valid until
// each returns, and nil where there is none. It returns how many there were. It
// only reads, so that a replica will do. A powerlist that does not exist is
// ErrNoPowerlist, an import ErrNoImport, a custom field ErrUnknownField.
func (db *DB) Export(ctx context.Context, spec ExportSpec, each func(values [][]byte) error) (n int64, err error) {
	if err := db.ready(ctx); err != nil {
		return 0, err
	}
	counted := func(values [][]byte) error {
		err := each(values)
		if err == nil {
			n++
		}
		return err
	}
	// All statements see one snapshot: the lists that bind are those of the numbers.
	snapshot := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err = pgx.BeginTxFunc(ctx, db.pool, snapshot, func(tx pgx.Tx) error {
		if err := db.setSearchPath(ctx, tx); err != nil {
			return err
		}
		q := transaction{ctx: ctx, tx: tx}
		sql, args, err := q.exported(db, &spec)
		if err != nil {
			return err
		}
		if others := slices.Index(spec.Columns, otherPhonesName); others >= 0 && db.distributed {
			return exportFromNodes(&q, sql, args, others, spec.JSON, counted)
		}
		return q.sent(sql, args, counted)
	})
	if err = db.ofRights(ctx, ofTimeout(ctx, err)); err != nil {
		return n, fmt.Errorf("exporting contacts: %w", err)
	}
	return n, nil
}

// exported returns the statement of an export.
func (s *transaction) exported(db *DB, spec *ExportSpec) (sql string, args []any, err error) {
	list := exportPlace{name: storable(spec.Powerlist)}
	if spec.Powerlist != "" && !s.query("select id, dial_mode, suppress_except from powerlists where name = $1", []any{list.name},
		&list.id, &list.dialMode, &list.excepted) && s.err == nil {
		return "", nil, ErrNoPowerlist
	}
	if spec.Import != 0 && !s.query("select 1 from imports where id = $1", []any{spec.Import}, new(int)) && s.err == nil {
		return "", nil, fmt.Errorf("import %d: %w", spec.Import, ErrNoImport)
	}
	bound := s.bindingNow("c.phone", list.excepted)
	spec.spread = db.distributed
	if list.id != 0 {
		spec.few = s.joinPlaces(db, s.placesRead(list.id, spec.Limit)) || spec.Limit > 0
	} else if spec.CallableNow && !db.distributed {
		s.joinByHash()
	}
	if s.err != nil {
		return "", nil, s.err
	}
	return spec.query(list, bound)
}

// sent calls each for the rows of a statement as the server sends them.
func (s *transaction) sent(sql string, args []any, each func(values [][]byte) error) error {
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	rows, err := s.tx.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows.RawValues()); err != nil {
			cancel() // else Close reads all that the server still has to send
			return err
		}
	}
	return rows.Err()
}
