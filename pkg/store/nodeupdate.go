package store

import (
	"fmt"
	"slices"
	"strings"
)

// updateOnNodes updates the contacts on their nodes of Citus, each from its row of
// import_changes on the same node, and returns how many. A table on the coordinator
// would be sent to every node, and read by each of its shards. A contact is left as it
// is if the values that the import started from have changed.
func (m *merge) updateOnNodes() int64 {
	tags := "c.tags"
	if m.im.spec.ReplaceTags { // in words that the nodes can plan
		tags = `case when x.tags_removed <> '{}' then array(
				select e.v from unnest(c.tags) with ordinality e(v, nth) left join unnest(x.tags_removed) r(v) on r.v = e.v
				where r.v is null order by e.nth) else c.tags end`
	}
	return m.exec(`update contacts c set `+assignments("c", "x")+`,
			fields = `+patched("c.fields", "x.fields_after")+`, tags = `+tags+` || x.tags_added, updated_at = $1::timestamptz
		from import_changes x
		where x.import_id = $2 and c.phone = x.phone and c.id = x.contact_id and (`+changedBy("x", "c")+`) and `+asFound("x", "c"), m.im.at, m.im.id)
}

// restoreOnNodes gives the contacts back what the table restored says, on their nodes of
// Citus, and returns how many: from changes beside them, of no import.
func (u *undo) restoreOnNodes() int64 {
	var after, differs []string
	for i := range columns {
		n := i + 1
		differ := fmt.Sprintf("r.was[%[1]d] is distinct from r.now[%[1]d]", n)
		differs = append(differs, fmt.Sprintf("(%s)::int << %d", differ, i))
		after = append(after, fmt.Sprintf("case when %s then r.now[%d] end", differ, n))
	}
	u.exec(`insert into import_changes (import_id, contact_id, phone, claimed, before, after, fields_after, tags)
		select -$1::bigint, r.id, r.phone, (`+strings.Join(differs, ") | (")+`), '{}', array[`+strings.Join(after, ", ")+`], r.patch, r.tags
		from pg_temp.restored r where `+restores, u.ImportID)
	return u.exec(`update contacts c set `+assignments("c", "x")+`,
			fields = `+patched("c.fields", "x.fields_after")+`, tags = x.tags, updated_at = $1::timestamptz
		from import_changes x
		where x.import_id = -$2::bigint and c.phone = x.phone and c.id = x.contact_id`, u.at, u.ImportID)
}

// changedBy returns the condition that the change x changes the contact c.
func changedBy(x, c string) string {
	return fmt.Sprintf(`%[1]s.unchanged <> %[2]d or %[1]s.tags_added <> '{}' or coalesce(%[1]s.tags_removed, '{}') <> '{}'
		or %[1]s.fields_after <> '{}' and %[3]s <> %[4]s.fields`, x, 1<<len(columns)-1, patched(c+".fields", x+".fields_after"), c)
}

// asFound returns the condition that the contact c is still as the change x found it,
// in everything that x names or was computed from.
func asFound(x, c string) string {
	var parts []string
	for i, column := range columns {
		named := fmt.Sprintf("%s.claimed & %d = 0 or ", x, 1<<i)
		if i == zipColumn || i == stateColumn || slices.Contains(derivedColumns, i) {
			named = ""
		}
		parts = append(parts, fmt.Sprintf("(%s%s.%s is not distinct from %s)", named, c, column, valueBefore(x, i)))
	}
	tags, added := c+".tags", x+".tags_added"
	return strings.Join(parts, " and ") + fmt.Sprintf(`
		and (%[1]s.fields_after = '{}' or coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(%[2]s.fields) e
			where %[1]s.fields_after ? e.key), '{}') = %[1]s.fields_before)`, x, c) +
		" and not " + overlap(tags, added) + " and " + within(x+".tags", "("+tags+" || "+added+")") + " and " + within("coalesce("+x+".tags_removed, '{}')", tags)
}
