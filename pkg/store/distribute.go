package store

import (
	"context"
	_ "embed"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

var (
	// ErrNoCitus: the database has no extension citus.
	ErrNoCitus = errors.New("the database has no citus extension")
	// ErrNoWorkers: no node of Citus takes shards.
	ErrNoWorkers = errors.New("the cluster has no workers: add them first, as with select citus_add_node('HOST', 5432); to spread the tables on the coordinator alone, set its shouldhaveshards with citus_set_node_property")
	// ErrCitusWorker: the database is a worker's.
	ErrCitusWorker = errors.New("this is a worker of a Citus cluster, which has only a part of the tables: connect to its coordinator")
)

// distribution spreads what belongs to a contact over the nodes by its phone,
// and leaves the rest on the coordinator.
var distribution = []string{
	sampleLess,
	"select create_distributed_table('contacts', 'phone')",
	"select create_distributed_table('powerlist_contacts', 'phone', colocate_with => 'contacts')",
	"select create_distributed_table('import_changes', 'phone', colocate_with => 'contacts')",
	"select create_distributed_table('suppressions', 'phone', colocate_with => 'contacts')",
	createBeside, distributeBeside,
	// Small compared with contacts, and looked up for each of them.
	"select create_reference_table('lists')",
	"select create_reference_table('list_blocks')",
}

// sampleLess has ANALYZE read a tenth of its usual number of rows: it does so for each of
// the shards, 32 of a table unless somebody says otherwise. It takes 30,000 rows because
// of a single column, of an index, too, that has the usual target.
const sampleLess = `do $do$ declare command text; begin
	for command in
		with t as (select array['contacts', 'powerlist_contacts', 'import_changes', 'suppressions']::regclass[] as spread)
		select format('alter table %s alter %I set statistics 10', a.attrelid::regclass, a.attname)
		from t join pg_attribute a on a.attrelid = any (t.spread) and a.attnum > 0 and not a.attisdropped
		union all
		select format('alter index %s alter %s set statistics 10', a.attrelid::regclass, a.attnum)
		from t join pg_index i on i.indrelid = any (t.spread)
		join pg_attribute a on a.attrelid = i.indexrelid and i.indkey[a.attnum - 1] = 0
	loop execute command; end loop;
end $do$`

// beside is a table, only on Citus, of the numbers that a transaction compares with
// contacts and suppressions, each on the node that has those: a table on the
// coordinator would be sent to every node, and read by each of its shards. Numbers are
// removed from it before the transaction ends.
const (
	beside           = "numbers_beside"
	createBeside     = "create unlogged table " + beside + ` (nth bigint, phone text collate "C" not null)`
	distributeBeside = "select create_distributed_table('" + beside + "', 'phone', colocate_with => 'contacts')"
)

// refuseWorker refuses a worker of a cluster of Citus, which has the tables that are
// spread and not the others.
func refuseWorker(ctx context.Context, tx pgx.Tx) error {
	var worker bool
	var coordinator string
	err := tx.QueryRow(ctx, `select exists (select from pg_catalog.pg_dist_local_group where groupid operator(pg_catalog.<>) 0),
		coalesce((select pg_catalog.format('%s port %s', nodename, nodeport) from pg_catalog.pg_dist_node where groupid operator(pg_catalog.=) 0 limit 1), '')`).
		Scan(&worker, &coordinator)
	switch {
	case err != nil || !worker:
		return err
	case coordinator == "":
		return ErrCitusWorker
	}
	return fmt.Errorf("%w, %s", ErrCitusWorker, coordinator)
}

// nodesSQL makes the views in words that the nodes of Citus can plan.
//
//go:embed nodes.sql
var nodesSQL string

// Distribute brings the tables to this program's version, as Migrate does, and spreads
// them over the nodes of Citus, where that has not been done.
func (db *DB) Distribute(ctx context.Context) (v Version, err error) {
	if !db.citus {
		return v, fmt.Errorf("distributing the tables: %w", ErrNoCitus)
	}
	if err = db.reading(ctx, "distributing the tables", (*transaction).refuseNoWorkers); err != nil {
		return v, err
	}
	if v, err = db.Migrate(ctx); err != nil {
		return v, err
	}
	err = db.change(ctx, statements(ctx, func(q *transaction) {
		q.lockImports()
		if !db.distributed {
			q.distribute()
		}
		var there bool
		if q.query("select to_regclass($1) is not null", []any{beside}, &there); !there { // spread by an older version
			q.exec(createBeside)
			q.exec(distributeBeside)
		}
		q.exec(nodesSQL)
	}))
	if err != nil {
		return v, fmt.Errorf("distributing the tables: %w", err)
	}
	return v, db.findDistribution(ctx)
}

// refuseNoWorkers refuses a cluster without a node for the tables: Citus would put all
// shards on the coordinator, which only makes everything slower.
func (s *transaction) refuseNoWorkers() {
	var some bool
	if s.query("select exists (select from pg_dist_node where shouldhaveshards and isactive and noderole = 'primary')", nil, &some); s.err == nil && !some {
		s.err = ErrNoWorkers
	}
}

func (s *transaction) distribute() {
	for _, sql := range distribution {
		s.exec(sql)
	}
	for _, table := range []string{"contacts", "powerlist_contacts", "import_changes", "suppressions", "lists", "list_blocks"} {
		// What was in it stays behind else, on the coordinator, where nobody sees it.
		s.exec("select truncate_local_data_after_distributing_table($1::regclass)", table)
	}
}

// findDistribution finds out whether the tables are spread over nodes, and whether the
// role may write to the table beside.
func (db *DB) findDistribution(ctx context.Context) error {
	if !db.citus {
		return nil
	}
	return db.read(ctx, func(tx pgx.Tx) error {
		return tx.QueryRow(ctx, `select exists (select from pg_dist_partition
			where logicalrelid = to_regclass('contacts') and partmethod = 'h'),
			not pg_is_in_recovery() and coalesce((select bool_and(has_table_privilege(to_regclass($1), p)) from unnest(array['select', 'insert', 'delete']) p), false)`,
			beside).Scan(&db.distributed, &db.beside)
	})
}

// tellNodes has the nodes of Citus hear of what is set by set local, and be asked over one
// connection to each in a transaction, unless somebody has set over how many. A COPY
// opens as many as it may, 16, and closes all but one of them in the end: that takes
// longer than all the rest of a short command. Over one it keeps what goes to the
// other shards until that is 4 MB for one of them, all of it in fresh memory: half of
// what the coordinator has to do.
func (db *DB) tellNodes(ctx context.Context, tx pgx.Tx) error {
	if !db.distributed {
		return nil
	}
	_, err := tx.Exec(ctx, `select set_config('citus.propagate_set_commands', 'local', true),
			case current_setting(name, true) when usual then set_config(name, ours, true) end
		from (values ('citus.max_adaptive_executor_pool_size', '16', '1'), ('citus.copy_switchover_threshold', '4MB', '512kB')) s(name, usual, ours)`)
	if err == nil {
		_, err = tx.Exec(ctx, "set local jit = off") // as everywhere
	}
	return err
}

// puts reports whether numbers are put into the table beside. The import lock is held
// then, since two imports would deadlock in clearBeside.
func (db *DB) puts() bool { return db.distributed && db.beside }

// copyBeside copies the rows of a temporary table, whose columns are named, into the
// table beside, and returns the table that has them; elsewhere that is the temporary
// one.
func (s *transaction) copyBeside(db *DB, table, columns string) string {
	if !db.puts() {
		return table
	}
	s.exec("insert into " + beside + " (" + columns + ") select " + columns + " from " + table)
	return beside
}

// clearBeside takes out again what the transaction put beside the contacts.
func (s *transaction) clearBeside(db *DB) {
	if db.puts() {
		s.exec("delete from " + beside)
	}
}

// counted returns the end of an insert from a table that skips existing rows. If the rows
// come from the coordinator, Citus counts those inserted only if they are returned.
func (db *DB) counted(table string) string {
	if db.distributed && table != beside {
		return " returning phone"
	}
	return ""
}
