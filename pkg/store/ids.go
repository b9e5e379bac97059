package store

import "errors"

// ids hands out the ids of new contacts in ascending order.
type ids struct {
	ranges []idRange
	// first and last are the lowest and the highest that it handed out; last is
	// first-1 where there was none.
	first, last int64
}

// idRange are the ids from first on, so many.
type idRange struct{ first, n int64 }

func (i *ids) next() (int64, error) {
	for len(i.ranges) > 0 && i.ranges[0].n == 0 {
		i.ranges = i.ranges[1:]
	}
	if len(i.ranges) == 0 {
		return 0, errNoIDs
	}
	r := &i.ranges[0]
	r.first++
	r.n--
	if i.last = r.first - 1; i.first == 0 {
		i.first = i.last
	}
	return i.last, nil
}

var errNoIDs = errors.New("there are more new contacts than ids were taken for")

// reserve takes up to n ids from the sequence of contacts, before rows are
// loaded: during a COPY its connection takes none, and an import that held it
// while it waited for a second one could wait for itself behind a pooler.
func (m *merge) reserve(n int64) *ids {
	i := &ids{last: -1}
	if m.err != nil || n == 0 {
		return i
	}
	var sequence string
	m.query("select pg_get_serial_sequence('contacts', 'id')", nil, &sequence)
	next := "nextval(" + quote(sequence) + "::regclass)"
	var first, last, taken int64
	m.query("select min(v.id), max(v.id), count(*) from (select "+next+" as id from generate_series(1, $1::bigint)) v",
		[]any{n}, &first, &last, &taken)
	if m.err != nil || last-first+1 == taken {
		i.ranges = []idRange{{first, n}}
		return i
	}
	// Others took some at the same time: these are given up, and others taken as
	// ranges.
	var r idRange
	m.each(`select min(v.id), count(*) from (
			select `+next+` as id, g.n from generate_series(1, $1::bigint) g(n)
		) v group by v.id - v.n order by 1`, []any{n}, []any{&r.first, &r.n}, func() error {
		i.ranges = append(i.ranges, r)
		return nil
	})
	return i
}
