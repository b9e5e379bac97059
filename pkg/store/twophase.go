package store

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// checkTwoPhase refuses a cluster of Citus some of whose nodes do not answer, or cannot prepare a
// transaction. Where a commit is not prepared on all of them first, one that
// stops in the middle loses its part while the others keep theirs.
func (db *DB) checkTwoPhase(ctx context.Context, tx pgx.Tx) error {
	if !db.distributed {
		return nil
	}
	var silent, without bool
	err := tx.QueryRow(ctx, `select coalesce(bool_or(not r.success), false), coalesce(bool_or(r.success and r.result = '0'), false)
		from run_command_on_workers('show max_prepared_transactions') r`).Scan(&silent, &without)
	switch {
	case err == nil && silent:
		err = ErrNodeSilent
	case err == nil && without:
		err = ErrNoTwoPhase
	}
	return err
}

// writeFirst makes every node of Citus take part in the transaction with a write,
// so that all of its commits are prepared. A COPY alone does not: over a
// connection that has only read before, its commit is plain.
func (s *transaction) writeFirst(db *DB) {
	if db.distributed {
		s.exec("delete from contacts where id is null")
	}
}

// doubtGrace is how long a transaction in doubt is waited for: Citus looks after
// them every minute.
const doubtGrace = 75 * time.Second

// settle has the nodes of Citus finish what was committed before and is in doubt, as far as
// the role may. It is called outside of any other transaction: over a connection that
// is in one, a node takes no COMMIT PREPARED.
func (db *DB) settle(ctx context.Context) error {
	if !db.distributed {
		return nil
	}
	var doubt bool
	err := db.read(ctx, func(tx pgx.Tx) error {
		s := transaction{ctx: ctx, tx: tx}
		known, silent := s.inDoubt()
		doubt = known || silent
		return s.err
	})
	if err == nil && doubt {
		// Only its owner may call it; else the cluster does, by and by.
		db.write(ctx, func(tx pgx.Tx) error {
			_, err := tx.Exec(ctx, "select recover_prepared_transactions()")
			return err
		})
	}
	return err
}

// awaitInDoubt waits until nodes of Citus have finished what was committed before. After
// a crash they may hold a transaction that is prepared and decided: what it wrote
// is there, and nobody sees it yet. It is called once the import lock is held, so
// that no import is in the middle of its commit.
func (s *transaction) awaitInDoubt(db *DB) {
	if !db.distributed {
		return
	}
	s.awaitNodes(func() bool {
		doubt, silent := s.inDoubt()
		return doubt || silent
	})
}

// awaitSettled finds out whether the tables are spread over nodes, and lets no reader miss what
// was committed before: numbers that may no longer be called, say. A node that does not
// answer can't be read either.
func (db *DB) awaitSettled(ctx context.Context) error {
	if err := db.findDistribution(ctx); err != nil || !db.distributed {
		return err
	}
	if err := db.settle(ctx); err != nil {
		return err
	}
	return db.read(ctx, func(tx pgx.Tx) error {
		s := transaction{ctx: ctx, tx: tx}
		s.awaitNodes(func() bool {
			doubt, _ := s.inDoubt()
			return doubt
		})
		return s.err
	})
}

// awaitNodes waits for as long as there is doubt, within bounds.
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

// inDoubt reports whether a node holds a prepared transaction that the coordinator
// has on record as committed, and whether one, which may, does not answer.
func (s *transaction) inDoubt() (doubt, silent bool) {
	var held []string
	s.query(`select coalesce(bool_or(not success), false), coalesce(array_agg(result) filter (where result <> ''), '{}')
		from run_command_on_workers($$select coalesce(string_agg(gid, ' '), '') from pg_prepared_xacts
			where database = current_database() and gid like 'citus\_%'$$)`, nil, &silent, &held)
	gids := strings.Fields(strings.Join(held, " "))
	if len(gids) > 0 {
		s.query("select exists (select from pg_dist_transaction where gid = any($1::text[]))", []any{gids}, &doubt)
	}
	return doubt && s.err == nil, silent && s.err == nil
}
