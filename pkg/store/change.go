package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// change runs do in a transaction that may write, as write does, and finds out
// whether it was committed where the connection is lost in the middle of that:
// then it returns nil, the error of the lost connection, or ErrCommitUnknown.
func (db *DB) change(ctx context.Context, do func(tx pgx.Tx) error) (err error) {
	defer func() { err = db.ofRights(ctx, err) }() // once the connection is given back
	if _, err := db.settle(ctx); err != nil {
		return err
	}
	conn, err := db.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	release := func() {
		if conn != nil {
			conn.Release()
			conn = nil
		}
	}
	defer release()
	tx, err := conn.BeginTx(ctx, txOptions(pgx.ReadWrite))
	if err != nil {
		return ofStandby(err)
	}
	defer tx.Rollback(context.WithoutCancel(ctx)) // after a commit it does nothing
	if err := db.setSearchPath(ctx, tx); err != nil {
		return err
	}
	if err := liftTimeouts(ctx, tx); err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return ofTimeout(ctx, err)
	}
	mark, err := markOf(ctx, tx)
	if err != nil {
		return err
	}
	if err = tx.Commit(ctx); err == nil || !conn.Conn().IsClosed() {
		return err
	}
	release() // its place in the pool is needed
	return db.askWhether(ctx, err, func(ctx context.Context, tx pgx.Tx) (bool, error) { return mark.committed(ctx, tx) })
}

// askAgain is how long a question about a lost commit waits for its next try.
const askAgain = 200 * time.Millisecond

// askWhether returns nil if asked reports that the transaction was committed, though
// its connection was lost during COMMIT; else cause, the error of that. It asks until
// it gets an answer, for db.grace at most.
func (db *DB) askWhether(ctx context.Context, cause error, asked func(ctx context.Context, tx pgx.Tx) (bool, error)) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), db.grace)
	defer cancel()
	for ctx.Err() == nil {
		var committed bool
		err := db.write(ctx, func(tx pgx.Tx) (err error) {
			committed, err = asked(ctx, tx)
			return err
		})
		switch {
		case err == nil && committed:
			return nil
		case err == nil:
			return cause
		case errors.Is(err, errOtherServer):
			return fmt.Errorf("%w (%w)", ErrCommitUnknown, cause)
		}
		sleep(ctx, askAgain)
	}
	return fmt.Errorf("%w (%w)", ErrCommitUnknown, cause)
}

// commitMark identifies a transaction after its connection was lost.
type commitMark struct {
	// id is the transaction's, or nil where it wrote nothing; server names the
	// server and its timeline, for another may have used the id for something else.
	// It is empty if the server does not say.
	id     *string
	server string
}

// serverName is the server's identity and timeline. The latter changes when a
// standby takes over, which need not have the last transactions.
const serverName = `(select system_identifier from pg_catalog.pg_control_system()) || ' '
	|| substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)`

func markOf(ctx context.Context, tx pgx.Tx) (m commitMark, err error) {
	err = pgx.BeginFunc(ctx, tx, func(tx pgx.Tx) error {
		return tx.QueryRow(ctx, "select pg_current_xact_id_if_assigned()::text, "+serverName).Scan(&m.id, &m.server)
	})
	if hasCode(err, codeInsufficient, "42883") {
		return commitMark{}, nil // a server that does not say
	}
	return m, err
}

var (
	errOtherServer = errors.New("another server has taken over")
	errInProgress  = errors.New("the transaction is still in progress")
)

// committed reports whether the transaction was committed. The error is
// errInProgress if that is not decided yet, and errOtherServer if it cannot be known.
func (m commitMark) committed(ctx context.Context, tx pgx.Tx) (bool, error) {
	switch {
	case m.server == "":
		return false, errOtherServer
	case m.id == nil:
		return true, nil // there was nothing to commit
	}
	var status *string
	var server string
	err := tx.QueryRow(ctx, "select case when "+serverName+" = $2 then pg_xact_status($1::text::xid8) end, "+serverName, *m.id, m.server).
		Scan(&status, &server)
	switch {
	case err != nil:
		return false, err
	case server != m.server || status == nil:
		return false, errOtherServer
	case *status == "in progress":
		return false, errInProgress
	}
	return *status == "committed", nil
}
