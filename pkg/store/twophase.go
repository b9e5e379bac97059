package store

import (
	"context"
	"slices"
	"strings"
	"time"
)

// nodes is what the nodes of Citus report about their transactions.
type nodes struct {
	// silent: one does not answer. without: one cannot prepare a transaction. doubt: one
	// holds a prepared transaction that the coordinator has on record as committed.
	silent, without, doubt bool
}

// twoPhase refuses a cluster with nodes that do not answer, or cannot prepare a
// transaction. Unless a commit is prepared on all of them first, a node that stops in the
// middle loses its part while the others keep theirs.
func (n nodes) twoPhase() error {
	switch {
	case n.silent:
		return ErrNodeSilent
	case n.without:
		return ErrNoTwoPhase
	}
	return nil
}

// askNodes asks them, over a new connection to each.
func (s *transaction) askNodes() (n nodes) {
	var held []string
	s.query(`select coalesce(bool_or(not success), false), coalesce(bool_or(success and result like '0 %'), false),
			coalesce(array_agg(result) filter (where success), '{}')
		from run_command_on_workers($$select current_setting('max_prepared_transactions') || ' ' || coalesce(string_agg(gid, ' '), '')
			from pg_prepared_xacts where database = current_database() and gid like 'citus\_%'$$)`, nil, &n.silent, &n.without, &held)
	gids := slices.DeleteFunc(strings.Fields(strings.Join(held, " ")), func(gid string) bool { return !strings.HasPrefix(gid, "citus_") })
	if len(gids) > 0 {
		s.query("select exists (select from pg_dist_transaction where gid = any($1::text[]))", []any{gids}, &n.doubt)
	}
	if s.err != nil {
		return nodes{}
	}
	return n
}

// writeFirst makes every node of Citus take part in the transaction with a write,
// so that all of its commits are prepared. A COPY does not suffice: over a
// connection that has only read before, its commit is plain.
func (s *transaction) writeFirst(db *DB) {
	if db.distributed {
		s.exec("insert into contacts (id, phone) select id, phone from contacts where id is null") // for which an import has the rights
	}
}

// doubtGrace is the limit for waiting for a transaction in doubt: Citus resolves them
// every minute.
const doubtGrace = 75 * time.Second

// settle makes the nodes of Citus finish committed transactions that are in doubt, as far
// as the role may, and returns their state. It is called outside of any other
// transaction: within one, a node accepts no COMMIT PREPARED.
func (db *DB) settle(ctx context.Context) (n nodes, err error) {
	if !db.distributed {
		return n, nil
	}
	err = db.read(ctx, statements(ctx, func(q *transaction) { n = q.askNodes() }))
	if err == nil && (n.doubt || n.silent) {
		// Only its owner may call it; else the cluster does so later.
		db.write(ctx, statements(ctx, func(q *transaction) { q.exec("select recover_prepared_transactions()") }))
	}
	return n, err
}

// awaitInDoubt waits until the nodes of Citus have finished what was committed before.
// After a crash they may have a transaction that is prepared and decided, whose changes
// are not visible yet. It is called with the import lock, so that no import is in the
// middle of its commit.
func (s *transaction) awaitInDoubt(db *DB) {
	if !db.distributed {
		return
	}
	s.awaitNodes(func() bool {
		n := s.askNodes()
		return n.doubt || n.silent
	})
}

// awaitSettled finds out whether the tables are spread over nodes, and waits so that no
// reader misses what was committed before, such as numbers that may no longer be called.
// A node that does not answer can't be read either.
func (db *DB) awaitSettled(ctx context.Context) error {
	if err := db.findDistribution(ctx); err != nil || !db.distributed {
		return err
	}
	if n, err := db.settle(ctx); err != nil || !n.doubt {
		return err
	}
	return db.read(ctx, statements(ctx, func(q *transaction) {
		q.awaitNodes(func() bool { return q.askNodes().doubt })
	}))
}

// awaitNodes waits while there is doubt, at most doubtGrace.
func (s *transaction) awaitNodes(doubt func() bool) {
	for begun := time.Now(); doubt(); sleep(s.ctx, time.Second) {
		if s.ctx.Err() != nil {
			s.err = s.ctx.Err()
			return
		}
		if time.Since(begun) > doubtGrace {
			s.err = ErrInDoubt
			return
		}
	}
}
