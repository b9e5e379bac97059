package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
)

// What the column status of the table imports may say.
const (
	statusRunning     = "running"
	statusDone        = "done"
	statusFailed      = "failed"
	statusInterrupted = "interrupted"
	statusUndone      = "undone"
)

// markInterrupted marks imports as interrupted that say they run, but whose transaction
// no longer holds the lock on their row: their program or server was killed.
// Where nothing may be written it does nothing.
func (db *DB) markInterrupted(ctx context.Context) error {
	err := db.write(ctx, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `update imports set status = $1, finished_at = $3, error = $4
			where id in (select id from imports where status = $2 for update skip locked)`,
			statusInterrupted, statusRunning, time.Now(), "the program or the server stopped in the middle of it")
		return err
	})
	if err != nil && !errors.Is(err, ErrStandby) && !errors.Is(err, ErrRights) && !hasCode(err, codeReadOnly, codeInsufficient) {
		return fmt.Errorf("looking after interrupted imports: %w", err)
	}
	return nil
}

// refuseRepeat keeps Create from importing a file twice by mistake.
func (s *transaction) refuseRepeat(spec *Spec, hash [32]byte) {
	if spec.Duplicates != contact.Create || spec.Again {
		return
	}
	if id := s.importOf(hash, 0); id != 0 {
		s.err = fmt.Errorf("import %d: %w", id, ErrImportedBefore)
	}
}

// importOf returns the last import of a file with that hash which was not
// undone, but for one, or 0.
func (s *transaction) importOf(hash [32]byte, but int64) (id int64) {
	s.query(`select id from imports where file_sha256 = $1 and status = $2 and id <> $3
		order by id desc limit 1`, []any{*hexHash(&hash), statusDone, but}, &id)
	return id
}

// skippedJSON returns the rows skipped by reason as the table imports has them.
func skippedJSON(s contact.Skipped) string {
	text, _ := s.MarshalJSON() // never fails
	return string(text)
}
