package store

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// restore gives the contacts that the import updated back what they had: every value,
// custom field and tag that the import set, that is still as it set it, and that no later
// import names.
func (u *undo) restore() {
	if u.updated == 0 {
		return
	}
	const same = "c.phone = m.phone and c.id = m.contact_id"
	changes, place, lock := "import_changes", "c.ctid", " order by c.phone, c.id for no key update of c"
	if u.isLarge(u.db, "contacts", u.updated) { // each is locked when it is looked up
		changes = fmt.Sprintf("(select * from import_changes where import_id = %d order by phone, contact_id offset 0)", u.ImportID)
		place, lock = "c.place", ""
	}
	if u.db.distributed { // where the table is locked
		place = "null::tid"
	}
	pair := "select m.claimed as m1, " + valuesBefore("m") + ` as m2, m.after as m3, m.fields_before as m4, m.fields_after as m5, m.tags as m6, m.tags_added as m7, m.tags_removed as m8,
			c.id, c.phone, ` + place + " as place, c.fields, c.tags, " + list("c.%[1]s")
	const later = ", l.claimed as l1, l.keys as l2, l.tags as l3, coalesce(l.replaced, false) as l4"
	pairs := pair + later + " from " + u.joining(u.db, changes+" m", u.updated, "contacts c", same, " for no key update") + `
		left join pg_temp.claims l on l.phone = m.phone and l.contact_id = m.contact_id
		where m.import_id = ` + strconv.FormatInt(u.ImportID, 10) + lock
	if u.db.distributed { // which cannot plan all of it
		u.exec("create temporary table held on commit drop as "+pair+" from import_changes m join contacts c on "+same+" where m.import_id = $1", u.ImportID)
		pairs = "select c.*" + later + " from pg_temp.held c left join pg_temp.claims l on l.phone = c.phone and l.contact_id = c.id"
	}
	found := u.exec(`create temporary table restored on commit drop as
		with pairs as materialized (` + pairs + `)
		select c.id, c.phone, c.place, array[` + list("c.%s") + `] as was, array[` + restoredColumns() + `] as now, m.before,
			` + keptColumns() + ` as kept, coalesce(l.claimed, 0) & m.claimed & ~` + strconv.Itoa(derivedBits) + ` <> 0
				or coalesce(l.keys, '{}') <> '{}' and ` + overlap("l.keys", "array(select jsonb_object_keys(m.fields_after))") + `
				or coalesce(l.tags, '{}') <> '{}' and (m.tags_removed is not null or ` + overlap("l.tags", "m.tags") + `)
				or l.replaced and (m.tags_removed is not null or m.tags <> '{}') as claimed,
			f.patch, coalesce(f.kept, 0) as kept_keys,
			(m.tags_added <> '{}' or coalesce(m.tags_removed, '{}') <> '{}') and t.tags <> c.tags as untagged, t.tags
		from pairs c
		cross join lateral (select m1 as claimed, m2 as before, m3 as after, m4 as fields_before, m5 as fields_after, m6 as tags, m7 as tags_added, m8 as tags_removed) m
		cross join lateral (select l1 as claimed, l2 as keys, l3 as tags, l4 as replaced) l
		cross join lateral (` + restoredFields + `) f
		cross join lateral (select case when l.replaced then '{}' else ` + minus("m.tags_added", "coalesce(l.tags, '{}')") + ` end as tags,
			case when l.replaced or coalesce(m.tags_removed, '{}') = '{}' then '{}'
				else array(select e.v from unnest(` + minus("m.tags_removed", "(coalesce(l.tags, '{}') || c.tags)") + `) e(v) order by e.v collate "C") end as back offset 0) d
		cross join lateral (select case when d.tags = '{}' then c.tags else ` + minus("c.tags", "d.tags") + ` end || d.back as tags offset 0) t`)
	u.Gone += u.updated - found
	u.relocate()
	if u.db.distributed {
		u.Restored = u.restoreOnNodes()
	} else {
		u.Restored = u.exec(`update contacts c set `+indexed("r.now", "%[1]s = %[2]s")+`,
				fields = `+patched("c.fields", "r.patch")+`, tags = r.tags, updated_at = $1::timestamptz
			from pg_temp.restored r
			where `+u.places("pg_temp.restored r", restores, u.updated)+`c.phone = r.phone and c.id = r.id and (`+restores+`)`, u.at)
	}
	var changed, claimed int64
	u.query("select count(*) filter (where kept + kept_keys > 0), count(*) filter (where claimed) from pg_temp.restored",
		nil, &changed, &claimed)
	u.KeptChanged += changed
	u.KeptClaimed += claimed
	u.addKept(`select id, phone, kept + kept_keys > 0, claimed from pg_temp.restored
		where kept + kept_keys > 0 or claimed order by phone, id limit $1`)
}

// restores is the condition that the row r of restored changes its contact.
const restores = "r.was <> r.now or r.patch <> '{}' or r.untagged"

// restoredColumns returns the value of each column of the contact c when the change m is
// taken back and the later claims l stay.
func restoredColumns() string {
	parts := make([]string, len(columns))
	for i, column := range columns {
		parts[i] = fmt.Sprintf(`case when m.claimed & ~coalesce(l.claimed, 0) & %[2]d <> 0
				and c.%[1]s is not distinct from m.after[%[3]d]
			then m.before[%[3]d] else c.%[1]s end`, column, 1<<i, i+1)
	}
	return strings.Join(parts, ", ")
}

// keptColumns returns the bits of the columns that the change m changed and that were
// changed since; derived columns are not.
func keptColumns() string {
	var parts []string
	for i, column := range columns {
		if slices.Contains(derivedColumns, i) {
			continue
		}
		parts = append(parts, fmt.Sprintf(`((m.claimed & ~coalesce(l.claimed, 0) & %[2]d <> 0
				and m.after[%[3]d] is distinct from m.before[%[3]d]
				and c.%[1]s is distinct from m.after[%[3]d]
				and c.%[1]s is distinct from m.before[%[3]d])::int << %[4]d)`, column, 1<<i, i+1, i))
	}
	return strings.Join(parts, " | ")
}

// restoredFields returns the patch that takes the change m of the custom fields
// of the contact c back, where null stands for no value, and how many keys
// somebody changed since.
const restoredFields = `
	select coalesce(jsonb_object_agg(e.key, coalesce(m.fields_before -> e.key, 'null'))
			filter (where e.now is not distinct from e.then
				and e.then is distinct from m.fields_before -> e.key), '{}') as patch,
		count(*) filter (where e.now is distinct from e.then
			and e.now is distinct from m.fields_before -> e.key
			and e.then is distinct from m.fields_before -> e.key) as kept
	from (
		select a.key, nullif(a.value, 'null') as then, c.fields -> a.key as now
		from jsonb_each(m.fields_after) a
		where not a.key = any(coalesce(l.keys, '{}'))
	) e`

// indexed writes columns through format, in which %[1]s is the column and
// %[2]s its element of array.
func indexed(array, format string) string {
	parts := make([]string, len(columns))
	for i, column := range columns {
		parts[i] = fmt.Sprintf(format, column, fmt.Sprintf("%s[%d]", array, i+1))
	}
	return strings.Join(parts, ", ")
}

// relink removes the import's changes from the chain of changes of a contact: the value
// that a later import found, set by this one, is replaced by what this one had found, so
// that undoing the later one, too, leads back before both. So are the tags that this one
// added and the later one names.
func (u *undo) relink() {
	if !u.chained {
		return
	}
	u.exec(`create temporary table own_tags on commit drop as
		select phone, contact_id, unnest(tags_added) as tag, true as added from import_changes where import_id = $1 and tags_added <> '{}'`, u.ImportID)
	u.relinkReplaced()
	inherited := "pg_temp.own_tags"
	if u.replaces {
		inherited = "(select * from pg_temp.own_tags limit 0)" // done
	}
	// What each later import is the first to name.
	u.exec(`create temporary table links on commit drop as
		select l.*, coalesce(k.keys, '{}') as fields_after, coalesce(t.tags, '{}') as tags
		from (
			select l.import_id, l.contact_id, l.phone, l.claimed & ~coalesce(bit_or(l.claimed) over (
				partition by l.phone, l.contact_id order by i.merge_number rows between unbounded preceding and 1 preceding), 0) as claimed
			from pg_temp.later l join imports i on i.id = l.import_id
		) l left join (
			select phone, contact_id, import_id, jsonb_object_agg(key, null::text) as keys from pg_temp.later_keys group by phone, contact_id, import_id
		) k on k.phone = l.phone and k.contact_id = l.contact_id and k.import_id = l.import_id
		left join (
			select t.phone, t.contact_id, t.import_id, array_agg(t.tag) as tags
			from pg_temp.later_tags t join ` + inherited + ` o on o.phone = t.phone and o.contact_id = t.contact_id and o.tag = t.tag
			group by t.phone, t.contact_id, t.import_id
		) t on t.phone = l.phone and t.contact_id = l.contact_id and t.import_id = l.import_id
		where l.claimed <> 0 or k.keys is not null or t.tags is not null`)
	links, of := "pg_temp.links", "x.import_id"
	if u.db.distributed {
		links, of = "import_changes", "-x.import_id"
		u.exec(`insert into import_changes (import_id, contact_id, phone, claimed, before, after, fields_after, tags)
			select -import_id, contact_id, phone, claimed, '{}', '{}', fields_after, tags from pg_temp.links`)
	} else {
		u.exec("analyze pg_temp.links (phone, contact_id)")
	}
	u.exec(`update import_changes x set `+relinked()+`
		from `+links+` l, import_changes m
		where m.import_id = $1 and m.phone = x.phone and m.contact_id = x.contact_id
			and l.phone = x.phone and l.contact_id = x.contact_id and l.import_id = `+of+` and x.import_id = any($2::bigint[])`, u.ImportID, u.later)
}

// relinked returns what becomes of the later change x of the same contact as the change m
// that is taken back, given what the link l says that it is the first to name.
func relinked() string {
	parts := make([]string, len(columns))
	for i := range columns {
		parts[i] = fmt.Sprintf(`case when m.claimed & l.claimed & %[1]d <> 0
				and (%[3]s) is not distinct from m.after[%[2]d]
			then %[4]s else %[3]s end`, 1<<i, i+1, valueBefore("x", i), valueBefore("m", i))
	}
	const found = "m.fields_after ? e.key and x.fields_before -> e.key is not distinct from nullif(m.fields_after -> e.key, 'null')"
	return "before = array[" + strings.Join(parts, ", ") + `], unchanged = 0,
		fields_before = case when l.fields_after = '{}' then x.fields_before
			else x.fields_before - array(select e.key from jsonb_each(l.fields_after) e where ` + found + `)
				|| coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(m.fields_before) e
					where l.fields_after ? e.key and e.value <> 'null' and ` + found + `), '{}') end,
		tags_added = case when l.tags = '{}' then x.tags_added
			else x.tags_added || array(select e.v from unnest(l.tags) e(v) left join unnest(x.tags_added) a(v) on a.v = e.v where a.v is null) end`
}

// relinkReplaced removes the import's tags from the chain if tags were replaced, by it or
// later: what it added or removed, the first later import that names the tag or replaces
// tags has added or removed instead.
func (u *undo) relinkReplaced() {
	u.query(`select exists (select 1 from import_changes where import_id = $1 and tags_removed is not null limit 1)
		or exists (select 1 from pg_temp.later where replaced limit 1)`, []any{u.ImportID}, &u.replaces)
	if !u.replaces || u.err != nil {
		return
	}
	u.exec("insert into pg_temp.own_tags select phone, contact_id, unnest(tags_removed), false from import_changes where import_id = $1", u.ImportID)
	u.exec(`create temporary table spoken on commit drop as
		select s.phone, s.contact_id, s.import_id,
			coalesce(array_agg(s.tag) filter (where s.added and s.says), '{}') as adds,
			coalesce(array_agg(s.tag) filter (where not s.added and s.says), '{}') as had,
			coalesce(array_agg(s.tag) filter (where not s.added and not s.says), '{}') as removes,
			coalesce(array_agg(s.tag) filter (where s.added and not s.says), '{}') as lacked
		from (
			select distinct on (o.phone, o.contact_id, o.tag) o.*, l.import_id, o.tag = any(l.tags) as says
			from pg_temp.own_tags o join pg_temp.later l on l.phone = o.phone and l.contact_id = o.contact_id
			join imports i on i.id = l.import_id
			where l.replaced or o.tag = any(l.tags)
			order by o.phone, o.contact_id, o.tag, i.merge_number
		) s group by s.phone, s.contact_id, s.import_id`)
	// Computed before the update, since Citus accepts no nested subqueries in it.
	u.exec(`with h as materialized (
			select x.phone, x.contact_id, x.import_id, x.tags_added, x.tags_removed, r.adds, r.had, r.removes, r.lacked
			from import_changes x
			join pg_temp.spoken r on r.phone = x.phone and r.contact_id = x.contact_id and r.import_id = x.import_id
		), n as materialized (
			select h.phone, h.contact_id, h.import_id,
				` + minus("(h.tags_added || "+minus("h.adds", "h.tags_added")+")", "h.had") + ` as added,
				case when h.tags_removed is not null then ` +
		minus("(h.tags_removed || "+minus("h.removes", "h.tags_removed")+")", "h.lacked") + ` end as removed
			from h
		)
		update import_changes x set tags_added = n.added, tags_removed = n.removed
		from n where n.phone = x.phone and n.contact_id = x.contact_id and n.import_id = x.import_id`)
}
