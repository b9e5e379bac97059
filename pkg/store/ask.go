package store

import (
	"context"
	"encoding/binary"

	"rollcall/pkg/store/internal/pgcopy"
)

// question is a set of numbers that a transaction looks up. They go to the server as
// bytes that do not look like numbers, since its log shows the parameters of slow
// statements; on Citus, whose nodes need a table to join, by COPY into a temporary
// table.
type question struct {
	from string
	// args are the parameters of every statement with the numbers.
	args []any
	// table is one that holds the numbers, or empty. spread: the contacts are spread over
	// nodes of Citus, which plan no lateral join.
	table  string
	spread bool
}

// in joins the numbers with columns of a table, given with its alias c. Each number is
// looked up by the index, whatever statistics the server has, and only by the index
// if that has the columns and vacuum was run.
func (q question) in(table, columns string) string {
	switch {
	case q.table == beside:
		// Each node begins with the numbers, whatever it takes them for.
		return q.table + " f left join " + table + " on c.phone = f.phone where coalesce(c.phone, '') <> ''"
	case q.spread:
		return table + " join " + q.from + " on f.phone = c.phone"
	}
	return q.from + " cross join lateral (select " + columns + " from " + table + " where c.phone = f.phone offset 0) c"
}

// mayStage reports whether numbers go to the server in temporary tables, each of
// which leaves its rows in the catalog: on Citus, but not on a standby, nor where the
// role lacks the right.
func (db *DB) mayStage(q *transaction) (may bool) {
	if db.distributed {
		q.query("select not pg_is_in_recovery() and has_database_privilege(current_database(), 'TEMPORARY')", nil, &may)
	}
	return may
}

// byIndexOnNodes makes the nodes of Citus look up each number by the index, too; only
// settings made with set local reach them.
func (s *transaction) byIndexOnNodes() {
	for _, setting := range []string{"enable_seqscan", "enable_hashjoin", "enable_mergejoin"} {
		s.exec("set local " + setting + " = off")
	}
}

// ask runs do in a transaction with the numbers, which are in E.164 form; stages is
// the answer of mayStage.
func (db *DB) ask(ctx context.Context, stages bool, phones []string, do func(q *transaction, asked question)) error {
	if !stages {
		return db.read(ctx, statements(ctx, func(q *transaction) {
			q.exec("select set_config('enable_seqscan', 'off', true)")
			asked := packed(phones)
			asked.spread = db.distributed
			do(q, asked)
		}))
	}
	err := db.write(ctx, statements(ctx, func(q *transaction) {
		if db.beside {
			q.byIndexOnNodes()
		}
		do(q, db.stage(q, phones))
		if q.err == nil {
			q.err = errDryRun // removes the numbers again
		}
	}))
	if err == errDryRun {
		err = nil
	}
	return err
}

// stage puts the numbers into the table beside, or into a temporary one.
func (db *DB) stage(q *transaction, phones []string) question {
	// There is nothing to lose, so nobody waits for the disk.
	q.exec("select set_config('synchronous_commit', 'off', true)")
	table := beside
	if !db.beside {
		table = "pg_temp.asked"
		q.exec(`create temporary table asked (phone text collate "C" not null) on commit drop`)
	}
	n := 0
	q.copy(table+" (phone)", func(t *pgcopy.Row) (bool, error) {
		for ; n < len(phones); n++ {
			if _, ok := digitsOf(phones[n]); ok {
				t.Begin(1)
				t.Text([]byte(phones[n]))
				n++
				return true, nil
			}
		}
		return false, nil
	})
	// Of lists, which every node has, the coordinator looks numbers up.
	return question{from: "(select phone from " + table + " offset 0) f", table: table, spread: true}
}

// packed is the question as a parameter.
func packed(phones []string) question {
	numbers := make([]byte, 0, 8*len(phones))
	for _, p := range phones {
		numbers = append(numbers, hidden(p)...)
	}
	return question{
		from: `(select '+' || ` + hiddenNumber("substr($1::bytea, 1 + 8 * g.i, 8)") + ` as phone
			from generate_series(0, length($1::bytea) / 8 - 1) g(i) offset 0) f`,
		args: []any{numbers},
	}
}

// hidden returns a number in E.164 form as a parameter that does not look like one in
// a server's log, or nil if it is not a number.
func hidden(phone string) []byte {
	n, ok := digitsOf(phone)
	if !ok {
		return nil
	}
	return hiddenDigits(n)
}

// hiddenDigits does the same with the digits of a number.
func hiddenDigits(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// hiddenNumber returns the SQL for the bigint that a parameter hides.
func hiddenNumber(parameter string) string {
	return "('x' || encode(" + parameter + ", 'hex'))::bit(64)::bigint"
}

// hiddenPhone returns the SQL for the number in E.164 form that a parameter hides.
func hiddenPhone(parameter string) string {
	return "('+' || (" + hiddenNumber(parameter+"::bytea") + ")::text)"
}
