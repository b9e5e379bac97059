package store

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/store/internal/pgcopy"
)

// touch applies the file to existing contacts, under Update: it computes the changes
// in the table touched, records them for undo, and then updates only the contacts
// that change. The others are not even locked: a file with nothing new costs little.
func (m *merge) touch() {
	if m.im.spec.Duplicates != contact.Update || m.knownNumbers == 0 {
		return
	}
	m.phase("updating contacts", -1)
	patch, args := m.patch()
	if m.im.db.distributed {
		updated := "pg_temp.updates f on c.phone = f.phone and c.id = f.id"
		if m.candidates == beside { // with a few more of the same numbers
			updated = beside + " f on c.phone = f.phone and f.nth >= 0"
		}
		m.exec(`create temporary table held on commit drop as
			select c.id, c.phone, ` + list("c.%s") + `, c.fields, c.tags from contacts c join ` + updated)
	}
	if m.exec(m.touchSQL(patch), args...) != m.updates && m.err == nil {
		m.err = errMoved
	}
	if !m.im.db.distributed { // where contacts are changed by import_changes
		m.exec("analyze pg_temp.touched (id, phone)")
	}
	m.relocate()
	m.exec(`insert into import_changes (import_id, contact_id, phone, claimed, before, after, unchanged,
			fields_before, fields_after, tags, tags_added, tags_removed)
		select $1, id, phone, claimed, `+keptValues()+`, fields_before, fields_after, tags, tags_added, tags_removed
		from pg_temp.touched`, m.im.id)
	var changes int64
	m.query("select count(*) from pg_temp.touched where changed", nil, &changes)
	if m.im.db.distributed {
		if m.updateOnNodes() != changes && m.err == nil {
			m.err = errMoved
		}
		return
	}
	still := "c.ctid = t.place and "
	if m.isLarge(m.im.db, "contacts", m.numbers) { // the places themselves, instead of all of the table
		still += "c.ctid = any(array(select p.place from pg_temp.touched p where p.changed)) and "
	}
	if m.exec(`update contacts c set `+assignments("c", "t")+`,
			fields = `+patched("c.fields", "t.fields_after")+`,
			tags = case when t.tags_removed <> '{}' then `+minus("c.tags", "t.tags_removed")+` else c.tags end || t.tags_added,
			updated_at = $1::timestamptz
		from pg_temp.touched t
		where `+still+`c.phone = t.phone and c.id = t.id and t.changed`, m.im.at) != changes && m.err == nil {
		m.err = errMoved
	}
}

// touchSQL makes the table touched, given patch's statement.
func (m *merge) touchSQL(patch string) string {
	const same = "f.phone = c.phone and f.id = c.id"
	place, lock := "c.ctid", ""
	var pairs string
	switch {
	case m.im.db.distributed: // which plans neither this nor locks of many rows
		pairs, place = "pg_temp.held c join pg_temp.updates f on "+same, "null"
	case m.im.moved > 0:
		pairs = "contacts c join pg_temp.updates f on " + same
		lock = " order by f.phone for no key update of c"
	case m.isLarge(m.im.db, "contacts", m.updates):
		pairs = m.matching("pg_temp.updates f", m.updates, "contacts c", same)
		place = "c.place"
	default:
		pairs = "contacts c join pg_temp.updates f on " + same
	}
	return `create temporary table touched on commit drop as
		select x.id, x.phone, x.place, x.claimed, x.before, x.after, x.fields_before, x.fields_after, x.tags, x.tags_added, x.tags_removed, x.located,
			x.before <> x.after or x.tags_added <> '{}' or coalesce(x.tags_removed, '{}') <> '{}'
				or x.fields_after <> '{}' and ` + patched("x.fields", "x.fields_after") + ` <> x.fields as changed
		from (
			select c.id, c.phone, ` + place + ` as place, ` + m.claims() + ` as claimed,
				array[` + list("c.%s") + `] as before, array[` + m.results() + `] as after, z.how as located, c.fields,
				case when p.patch = '{}' then p.patch else coalesce((select jsonb_object_agg(e.key, e.value)
					from jsonb_each(c.fields) e where p.patch ? e.key), '{}') end as fields_before,
				p.patch as fields_after, f.tags,
				case when ` + comparedSizes("f.tags", "c.tags") + ` and f.tags <@ c.tags then '{}'
					else ` + minus("f.tags", "c.tags") + ` end as tags_added,
				case when f.replaces = 1 then ` + minus("c.tags", "f.tags") + ` end as tags_removed
			from ` + pairs + `
			cross join lateral (select ` + m.result(zipColumn) + ` as zip, ` + m.result(stateColumn) + ` as state offset 0) v
			cross join lateral (select ` + howLocated + ` as how offset 0) z
			cross join lateral (select ` + patch + ` as patch) p` + lock + `
		) x`
}

// stageUpdates makes the table updates of what the list says of contacts that
// exist already; NULL, and in fields a missing key, says nothing, and ” and
// null empty the field.
func (m *merge) stageUpdates() {
	if m.im.spec.Duplicates != contact.Update || m.knownNumbers == 0 {
		return
	}
	m.exec(`create temporary table updates (id bigint not null, phone text collate "C" not null, ` + list("%s text") + `,
		fields jsonb not null, tags text[] not null, replaces smallint not null) on commit drop`)
	common := m.commonTags()
	var tags [][]byte
	var fields []byte
	m.phase("sending updates", m.im.accepted)
	m.updates = m.copyGroups("pg_temp.updates", nil, func(t *pgcopy.Row, g *group) error {
		m.advance(g.rows)
		if m.im.spec.Duplicates.Decide(g.facts) != contact.Updated {
			return nil
		}
		tags = joinTags(append(tags[:0], common...), g.item.tags)
		fields = appendObject(fields[:0], g.item.customs, true)
		t.Begin(len(columns) + 5)
		t.Bigint(g.id)
		t.Text(g.item.phone)
		for _, v := range g.item.columns {
			t.Said(v)
		}
		t.JSONB(fields)
		t.Texts(tags)
		replaces := int16(0)
		if m.im.spec.ReplaceTags && len(g.item.tags) > 0 {
			replaces = 1
		}
		t.Smallint(replaces)
		return nil
	})
	m.exec("analyze pg_temp.updates (id, phone)")
}

// results returns the value that each column of c has after f was applied.
func (m *merge) results() string { return m.perColumn(m.result, ", ") }

func (m *merge) result(i int) string {
	column := columns[i]
	if slices.Contains(derivedColumns, i) {
		return fmt.Sprintf("case when z.how = 'row' then nullif(f.%[1]s, '') else c.%[1]s end", column)
	}
	switch m.im.spec.policy(i) {
	case contact.Fill:
		return fmt.Sprintf("case when f.%[1]s <> '' and coalesce(c.%[1]s, '') = '' then f.%[1]s else c.%[1]s end", column)
	case contact.Never:
		return "c." + column
	}
	return fmt.Sprintf("case when f.%[1]s is null%[2]s then c.%[1]s else nullif(f.%[1]s, '') end", column, unless(column, " or "))
}

// unless returns, after a word, the condition under which a column says nothing
// though f has something for it: contact.IsOlder.
func unless(column, word string) string {
	if i := slices.Index(columns, column); !isConsent(i) {
		return ""
	}
	const day = `^[0-9]{4}-[0-9]{2}-[0-9]{2}`
	return word + `coalesce(f.consent_date ~ '` + day + `' and c.consent_date ~ '` + day + `' and (
		left(f.consent_date, 10) collate "C" < left(c.consent_date, 10)
		or length(f.consent_date) = length(c.consent_date) and f.consent_date collate "C" < c.consent_date), false)`
}

// claims returns a bit for each column that f says something about.
func (m *merge) claims() string {
	return m.perColumn(func(i int) string {
		column := columns[i]
		if slices.Contains(derivedColumns, i) {
			return fmt.Sprintf("(z.how <> 'keep')::int << %d", i)
		}
		switch m.im.spec.policy(i) {
		case contact.Fill:
			return fmt.Sprintf("coalesce(f.%[1]s <> '' and coalesce(c.%[1]s, '') = '', false)::int << %[2]d", column, i)
		case contact.Never:
			return "0"
		}
		said := fmt.Sprintf("f.%s is not null", column)
		if older := unless(column, ""); older != "" {
			said += " and not " + older
		}
		return fmt.Sprintf("(%s)::int << %d", said, i)
	}, " | ")
}

func (m *merge) perColumn(of func(i int) string, separator string) string {
	parts := make([]string, len(columns))
	for i := range columns {
		parts[i] = "(" + of(i) + ")"
	}
	return strings.Join(parts, separator)
}

// patch returns what the candidate f does to the custom fields of the contact c,
// and the parameters of that: the keys that are always taken over, null ones
// emptied, and those that are taken where the contact has nothing.
func (m *merge) patch() (sql string, args []any) {
	overwritten, filled := m.customKeys()
	if len(overwritten) == len(m.im.spec.keys()) {
		return "f.fields", nil
	}
	return `case when f.fields = '{}' then f.fields else coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(f.fields) e
		where e.key = any($1::text[])
			or e.key = any($2::text[]) and e.value <> 'null' and coalesce(c.fields ->> e.key, '') = ''), '{}') end`,
		[]any{overwritten, filled}
}

// customKeys are the keys of the import's custom fields by what is done to
// those of a contact that exists.
func (m *merge) customKeys() (overwritten, filled []string) {
	overwritten, filled = []string{}, []string{}
	for _, k := range m.im.spec.keys() {
		switch m.im.spec.CustomPolicies[k] {
		case contact.Overwrite:
			overwritten = append(overwritten, k)
		case contact.Fill:
			filled = append(filled, k)
		}
	}
	return overwritten, filled
}

// assignments sets the claimed columns of the contact c to what the change t
// made of them.
func assignments(c, t string) string {
	parts := make([]string, len(columns))
	for i, column := range columns {
		parts[i] = fmt.Sprintf("%[1]s = case when %[3]s.claimed & %[4]d <> 0 then %[3]s.after[%[5]d] else %[2]s.%[1]s end",
			column, c, t, 1<<i, i+1)
	}
	return strings.Join(parts, ", ")
}
