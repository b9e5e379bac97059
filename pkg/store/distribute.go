package store

import (
	"context"
	_ "embed"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// ErrNoCitus: the database has no extension citus.
var ErrNoCitus = errors.New("the database has no citus extension")

// distribution spreads what belongs to a contact over the nodes by its phone,
// and leaves the rest on the coordinator.
var distribution = []string{
	"select create_distributed_table('contacts', 'phone')",
	"select create_distributed_table('powerlist_contacts', 'phone', colocate_with => 'contacts')",
	"select create_distributed_table('import_changes', 'phone', colocate_with => 'contacts')",
	"select create_distributed_table('suppressions', 'phone', colocate_with => 'contacts')",
	// Small beside contacts, and asked for each of them.
	"select create_reference_table('lists')",
	"select create_reference_table('list_blocks')",
}

// nodesSQL makes the view callable_now in words that the nodes of Citus can plan.
//
//go:embed nodes.sql
var nodesSQL string

// Distribute brings the tables to this program's version and spreads them over
// the nodes of Citus, where that has not been done.
func (db *DB) Distribute(ctx context.Context) error {
	if !db.citus {
		return fmt.Errorf("distributing the tables: %w", ErrNoCitus)
	}
	if _, err := db.Migrate(ctx); err != nil {
		return err
	}
	err := db.change(ctx, func(tx pgx.Tx) error {
		q := transaction{ctx: ctx, tx: tx}
		q.lockImports()
		if !db.distributed {
			q.distribute()
		}
		q.exec(nodesSQL)
		return q.err
	})
	if err != nil {
		return fmt.Errorf("distributing the tables: %w", err)
	}
	return db.findDistribution(ctx)
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

// findDistribution finds out whether the tables are spread over nodes.
func (db *DB) findDistribution(ctx context.Context) error {
	if !db.citus {
		return nil
	}
	return db.read(ctx, func(tx pgx.Tx) error {
		return tx.QueryRow(ctx, `select exists (select from pg_dist_partition
			where logicalrelid = to_regclass('contacts') and partmethod = 'h')`).Scan(&db.distributed)
	})
}

// counted ends an insert that leaves out what is there: only of what it returns
// does Citus count what it inserted, else all that was to be.
func (db *DB) counted() string {
	if db.distributed {
		return " returning phone"
	}
	return ""
}
