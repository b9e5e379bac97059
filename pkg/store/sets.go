package store

import "fmt"

// Arrays are sets here: tags, keys. The server compares two of them element by
// element with element, which is quick for the few that people have, and takes
// minutes for the tens of thousands that a cell can hold; then they are grouped.

// comparedSizes is the condition that arrays are small enough to be compared
// element by element.
func comparedSizes(a, b string) string {
	return fmt.Sprintf("cardinality(%s)::bigint * cardinality(%s) <= 4096", a, b)
}

// minus is the array a without the elements of b, in its order.
func minus(a, b string) string {
	return fmt.Sprintf(`(case when %[3]s then array(
			select e.v from unnest(%[1]s) with ordinality e(v, nth) where (e.v = any(%[2]s)) is not true order by e.nth)
		else array(
			select u.v from (
				select e.v, e.nth from unnest(%[1]s) with ordinality e(v, nth)
				union all select unnest(%[2]s), null
			) u group by u.v having count(*) = count(u.nth) order by min(u.nth)) end)`, a, b, comparedSizes(a, b))
}

// overlap reports whether two arrays have an element in common.
func overlap(a, b string) string {
	return fmt.Sprintf(`(case when %[3]s then %[1]s && %[2]s
		else exists (select from unnest(%[1]s) l(v) join unnest(%[2]s) r(v) on r.v = l.v) end)`, a, b, comparedSizes(a, b))
}

// within reports whether all elements of a are in b.
func within(a, b string) string {
	return fmt.Sprintf(`(case when %[3]s then %[1]s <@ %[2]s
		else not exists (select from unnest(%[1]s) l(v) left join unnest(%[2]s) r(v) on r.v = l.v where r.v is null) end)`, a, b, comparedSizes(a, b))
}

// patched is an object with a patch applied: the keys that are null in the
// patch go.
func patched(object, patch string) string {
	return fmt.Sprintf(`(case when jsonb_strip_nulls(%[2]s) = %[2]s then %[1]s || %[2]s
		else coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(%[1]s || %[2]s) e
			where e.value <> 'null' or not %[2]s ? e.key), '{}') end)`, object, patch)
}
