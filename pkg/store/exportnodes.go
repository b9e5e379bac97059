package store

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// exportedAtOnce is the number of contacts read from the nodes of Citus at once.
const exportedAtOnce = 5000

// exportFromNodes calls each for the rows of a statement whose column others has
// further numbers, and removes from these the ones on a do-not-call list. A node does
// not know the lists for numbers of other nodes, so they are looked up as the rows
// come.
func exportFromNodes(q *transaction, sql string, args []any, others int, asJSON bool, each func(values [][]byte) error) error {
	for q.exec("declare exported no scroll cursor for "+sql, args...); q.err == nil; {
		var all [][][]byte
		rows, err := q.tx.Query(q.ctx, "fetch forward "+strconv.Itoa(exportedAtOnce)+" from exported")
		if err != nil {
			return err
		}
		var numbers []string
		for rows.Next() {
			values := make([][]byte, len(rows.RawValues()))
			for i, v := range rows.RawValues() {
				values[i] = slices.Clone(v) // nil stays nil
			}
			all = append(all, values)
			numbers = append(numbers, strings.Fields(string(values[others]))...)
		}
		if err := rows.Err(); err != nil || len(all) == 0 {
			return err
		}
		barred := q.barred(numbers)
		if q.err != nil {
			return q.err
		}
		for _, values := range all {
			values[others] = withoutBarred(values[others], barred, asJSON)
			if err := each(values); err != nil {
				return err
			}
		}
	}
	return q.err
}

// barred returns those of some numbers that are on a do-not-call list.
func (s *transaction) barred(numbers []string) map[string]bool {
	barred := map[string]bool{}
	if len(numbers) == 0 {
		return barred
	}
	asked := packed(numbers)
	for _, phone := range s.texts(`with f as materialized (select phone from `+asked.from+`)
		select f.phone from f join suppressions s on s.phone = f.phone
		union select f.phone from f where `+onBlock("f.phone", listBinds), asked.args...) {
		barred[phone] = true
	}
	return barred
}

// withoutBarred returns the numbers of a text that are not barred, as unbound does
// for a column of text or JSON.
func withoutBarred(phones []byte, barred map[string]bool, asJSON bool) []byte {
	left := []string{}
	for phone := range strings.FieldsSeq(string(phones)) {
		if !barred[phone] {
			left = append(left, phone)
		}
	}
	if asJSON {
		text, _ := json.Marshal(left) // always has a JSON form
		return text
	}
	return []byte(strings.Join(left, tagSeparator))
}
