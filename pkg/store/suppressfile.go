package store

import (
	"context"
	"iter"

	"rollcall/pkg/store/internal/pgcopy"
)

// stageSuppressions makes the table suppress_file of the numbers in the import's
// suppression files, and another of their ranges, joined where they overlap: looking a
// number up there takes one step of the index, however many numbers a range has.
func (im *Import) stageSuppressions(ctx context.Context) error {
	if im.spec.Suppress == nil {
		return nil
	}
	q := transaction{ctx: ctx, tx: im.txn}
	q.exec("create temporary table suppress_file (low bigint not null, high bigint not null) on commit drop")
	next, stop := iter.Pull2(im.spec.Suppress)
	defer stop()
	im.suppressFile = q.copy("pg_temp.suppress_file (low, high)", func(t *pgcopy.Row) (bool, error) {
		r, err, ok := next()
		if err != nil || !ok {
			return false, err
		}
		im.suppressRanges = im.suppressRanges || r.First < r.Last
		t.Begin(2)
		t.Bigint(int64(r.First))
		t.Bigint(int64(r.Last))
		return true, nil
	}) > 0
	if im.suppressRanges {
		q.exec(`create temporary table suppress_ranges on commit drop as
				select min(low) as low, max(high) as high from (
					select low, high, count(*) filter (where low > before) over (order by low, high) as nth from (
						select low, high, coalesce(max(high) over (order by low, high rows between unbounded preceding and 1 preceding), 0) as before
						from pg_temp.suppress_file where low < high
					) r
				) r group by nth;
			create index on pg_temp.suppress_ranges (low); analyze pg_temp.suppress_ranges`)
	}
	q.exec("analyze pg_temp.suppress_file")
	return q.err
}

// inSuppressFile returns queries for the positions n of the numbers of a table that are
// in the import's suppression files.
func (im *Import) inSuppressFile(table string) (queries []string) {
	numbers := "(select nth, substr(phone, 2)::bigint as n from " + table + ") c"
	if im.suppressFile {
		queries = append(queries, "select distinct c.nth from pg_temp.suppress_file d join "+numbers+" on c.n = d.low")
	}
	if im.suppressRanges {
		queries = append(queries, "select c.nth from "+numbers+` where (
			select r.high from pg_temp.suppress_ranges r where r.low <= c.n order by r.low desc limit 1) >= c.n`)
	}
	return queries
}
