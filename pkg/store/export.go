package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

// ExportSpec says which contacts Export returns, and what of each.
type ExportSpec struct {
	// Powerlist is the name of the list whose contacts are wanted, in its order;
	// empty for those of all lists and of none, each once, in order of phone.
	Powerlist string
	// CallableNow wants those alone who may be called at this moment.
	CallableNow bool
	// Tags are tags that a contact must have, all of them.
	Tags []string
	// Import is an import that made or changed the contact, or 0.
	Import int64
	// Limit is how many contacts are wanted at most; 0 wants all.
	Limit int64
	// Columns are names of ExportColumns, or "fields.KEY" for a custom field.
	Columns []string
	// JSON wants each value as JSON; else it is text, and what is null is empty.
	JSON bool
}

// fieldPrefix begins the name of a column that is a custom field.
const fieldPrefix = "fields."

// exportColumn is an expression over the view d and the contact c.
type exportColumn struct {
	name, sql string
	kind      columnKind
}

type columnKind uint8

const (
	plainColumn columnKind = iota
	arrayColumn
	instantColumn
)

// exportColumns are what can be exported, but for custom fields. Other phones of
// a contact are not among them: they may be suppressed.
var exportColumns = []exportColumn{
	{"contact_id", "c.id", plainColumn},
	{"phone", "c.phone", plainColumn},
	{"phone_ext", "c.phone_ext", plainColumn},
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
// its custom fields.
func ExportColumns() []string {
	names := make([]string, len(exportColumns))
	for i, c := range exportColumns {
		names[i] = c.name
	}
	return names
}

// CustomColumn returns the name of the column that is a custom field.
func CustomColumn(key string) string { return fieldPrefix + key }

// tagSeparator stands between tags in a cell; an import reads it back.
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

// dialable has everyone who may be dialed, once for each place on a powerlist.
const dialable = `(select c.id as contact_id, c.phone, p.id as powerlist_id, p.name as powerlist, p.dial_mode, e.position
	from contacts c
	left join powerlist_contacts e on e.phone = c.phone and e.contact_id = c.id
	left join powerlists p on p.id = e.powerlist_id
	where not exists (select from suppressions s where s.phone = c.phone)) as v`

// query is the statement that selects the contacts. They are those of the view
// dialable or callable_now, which leave out everyone who is suppressed.
func (s *ExportSpec) query(powerlist int64) (sql string, args []any, err error) {
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
	view := dialable
	if s.CallableNow {
		view = "callable_now"
	}
	var b strings.Builder
	var where []string
	order := "c.phone, c.id"
	fmt.Fprintf(&b, "select %s from ", strings.Join(columns, ", "))
	if powerlist != 0 {
		b.WriteString("(select * from " + view + ") d join contacts c on c.phone = d.phone and c.id = d.contact_id")
		where = append(where, "d.powerlist_id = "+parameter(powerlist)+"::bigint")
		order = "d.position"
	} else {
		// One row for each place: a contact on two lists is dialed once. On no
		// list in particular, all do-not-call lists bind.
		b.WriteString("(select distinct on (phone, contact_id) phone, contact_id, powerlist_id, powerlist, dial_mode, position from " + view +
			" order by phone, contact_id, powerlist_id) d join contacts c on c.phone = d.phone and c.id = d.contact_id")
		where = append(where, "not exists (select from suppressions s where s.phone = c.phone)")
	}
	if len(s.Tags) > 0 {
		where = append(where, "c.tags @> "+parameter(storableAll(s.Tags))+"::text[]")
	}
	if s.Import != 0 {
		id := parameter(s.Import)
		where = append(where, "(c.import_id = "+id+"::bigint or exists (select from import_changes h where h.import_id = "+id+
			"::bigint and h.phone = c.phone and h.contact_id = c.id))")
	}
	if len(where) > 0 {
		b.WriteString(" where " + strings.Join(where, " and "))
	}
	b.WriteString(" order by " + order)
	if s.Limit > 0 {
		b.WriteString(" limit " + parameter(s.Limit) + "::bigint")
	}
	return b.String(), args, nil
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
	err = db.read(ctx, func(tx pgx.Tx) error {
		q := transaction{ctx: ctx, tx: tx}
		var list int64
		if spec.Powerlist != "" && !q.query("select id from powerlists where name = $1", []any{storable(spec.Powerlist)}, &list) && q.err == nil {
			return ErrNoPowerlist
		}
		if spec.Import != 0 && !q.query("select 1 from imports where id = $1", []any{spec.Import}, new(int)) && q.err == nil {
			return fmt.Errorf("import %d: %w", spec.Import, ErrNoImport)
		}
		if q.err != nil {
			return q.err
		}
		sql, args, err := spec.query(list)
		if err != nil {
			return err
		}
		within, cancel := context.WithCancel(ctx)
		defer cancel()
		rows, err := tx.Query(within, sql, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if err := each(rows.RawValues()); err != nil {
				cancel() // else Close reads all that the server still has to send
				return err
			}
			n++
		}
		return rows.Err()
	})
	if err != nil {
		return n, fmt.Errorf("exporting contacts: %w", err)
	}
	return n, nil
}
