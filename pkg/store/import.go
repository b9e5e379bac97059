package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"rollcall/pkg/store/internal/extsort"
)

// Import is one import in progress. Encode may be called by several goroutines
// at once; the rest by one, in the order Write, Merge, LateRejects, Commit,
// Close. Close is always called; without a Commit before it, it takes
// everything back.
type Import struct {
	// Progress, if set, gets the progress of Merge.
	Progress Progress

	db   *DB
	spec Spec
	id   int64
	conn *pgxpool.Conn
	txn  pgx.Tx

	// rows are the accepted rows, refusals what rows say no to, in order of phone
	// and then of line.
	rows, refusals        extsort.Sorter
	accepted, allRefusals int64
	// refused are the refused numbers, each once, in order of phone, and
	// recorded is how many of them no row's yes wins over.
	refused                  extsort.Sorter
	refusedNumbers, recorded int64
	// suppressFile: there is a table suppress_file that is not empty; suppressRanges:
	// and one of the ranges in it.
	suppressFile, suppressRanges bool
	// moved is how many attempts at the merge found contacts being changed: the
	// more, the more cautious is the next.
	moved int
	// overtaken: an attempt was overtaken by another import.
	overtaken bool
	// compared and numbers are what gather found, for merge.
	compared bool
	numbers  int64

	// blocked, known and listed are what the database knows of the list's
	// numbers: those that must not be called, those that a contact has, those
	// whose contact is on the powerlist.
	blocked, known, listed matches
	// rejects and entries are the rows that are skipped, and the contacts that
	// go on the powerlist, in order of line.
	rejects, entries extsort.Sorter
	// others are the further numbers of the contacts.
	others otherNumbers
	// evidence has the blocks of import_evidence, in order.
	evidence extsort.Sorter

	// at is the one timestamp that the merge writes.
	at        time.Time
	final     Final
	outcome   Outcome
	committed bool
}

// Progress shows how far a merge has come. Its methods are called from one
// goroutine at a time.
type Progress interface {
	// Phase begins a phase with a number of rows, or -1 if the server does it in one
	// step.
	Phase(name string, rows int64)
	// Step reports how many rows of it are done.
	Step(rows int64)
}

// sorters are all sorters of the import.
func (im *Import) sorters() []*extsort.Sorter {
	return []*extsort.Sorter{&im.rows, &im.refusals, &im.refused, &im.blocked.all, &im.known.all, &im.listed.all, &im.rejects, &im.entries, &im.evidence,
		&im.others.all, &im.others.blocked.all, &im.others.barred}
}

// goneGrace is the limit for Close after the connection was lost: the server may be
// gone, too, and then nothing can be recorded.
const goneGrace = 5 * time.Second

// Begin checks spec against the database, registers the import as running, for
// all to see, and starts to take rows. An empty database is set up first. The
// context is that of the whole import.
func (db *DB) Begin(ctx context.Context, spec Spec) (_ *Import, err error) {
	spec = spec.storable().spelled(db.encoding)
	if err := db.checkServer(ctx); err != nil {
		return nil, err
	}
	if err := db.encoding.checkSpec(&spec); err != nil {
		return nil, fmt.Errorf("preparing the import: %w", err)
	}
	if err := db.ensureSchema(ctx); err != nil {
		return nil, err
	}
	if err := db.markInterrupted(ctx); err != nil {
		return nil, err
	}
	nodes, err := db.settle(ctx)
	if err != nil {
		return nil, fmt.Errorf("preparing the import: %w", err)
	}
	im := &Import{db: db, spec: spec}
	for _, s := range im.sorters() {
		s.Memory = db.sorterMemory
	}
	im.rows.Less, im.refusals.Less, im.refused.Less = byPhone, byPhone, byPhone
	im.others.all.Less, im.others.barred.Less = byPhone, byPhone
	err = db.read(ctx, func(tx pgx.Tx) error {
		if err := mayUseTemporary(ctx, tx); err != nil {
			return err
		}
		if err := checkRights(ctx, tx, &spec); err != nil {
			return err
		}
		if err := nodes.twoPhase(); err != nil {
			return err
		}
		q := transaction{ctx: ctx, tx: tx}
		q.check(&spec)
		return q.err
	})
	if err != nil {
		return nil, fmt.Errorf("preparing the import: %w", err)
	}
	if err := im.open(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("preparing the import: %w", ofTimeout(ctx, err)), im.Close(err))
	}
	return im, nil
}

// reading reads within the import's transaction. doing says what for.
func (im *Import) reading(ctx context.Context, doing string, do func(q *transaction)) error {
	if err := statements(ctx, do)(im.txn); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}

// ID is the import's number in the table imports.
func (im *Import) ID() int64 { return im.id }

// open registers the import and begins its transaction.
func (im *Import) open(ctx context.Context) (err error) {
	if err := im.register(ctx); err != nil {
		return err
	}
	if im.conn, err = im.db.pool.Acquire(ctx); err != nil {
		return err
	}
	if err := im.begin(ctx); err != nil {
		return err
	}
	return im.stageSuppressions(ctx)
}

// begin begins the transaction and locks the import's own row: as long as that
// lock is held, the import is alive.
func (im *Import) begin(ctx context.Context) error {
	for range attempts {
		tx, err := im.conn.BeginTx(ctx, txOptions(pgx.ReadWrite))
		if err != nil {
			return err
		}
		im.txn = tx
		if err := im.db.setSearchPath(ctx, tx); err != nil {
			return err
		}
		if err := im.configure(ctx); err != nil {
			return err
		}
		var status string
		err = tx.QueryRow(ctx, "select status from imports where id = $1 for update", im.id).Scan(&status)
		if err != nil || status == statusRunning {
			return err
		}
		// Meanwhile another command took this import for dead.
		if err := tx.Rollback(ctx); err != nil {
			return err
		}
		if err := im.revive(ctx); err != nil {
			return err
		}
	}
	return errors.New("other programs keep marking this import as interrupted")
}

// configure sets how the server treats the transaction.
func (im *Import) configure(ctx context.Context) error {
	if err := liftTimeouts(ctx, im.txn); err != nil {
		return err
	}
	// While the file is read the transaction is idle.
	settings := map[string]string{"idle_in_transaction_session_timeout": "0"}
	if im.db.serverVersion >= 140000 {
		// The server notices a killed program even while it merges.
		settings["client_connection_check_interval"] = "2s"
	}
	for name, value := range settings {
		if _, err := im.txn.Exec(ctx, "select set_config($1, $2, true)", name, value); err != nil {
			return err
		}
	}
	return nil
}

func (im *Import) revive(ctx context.Context) error {
	return pgx.BeginTxFunc(ctx, im.conn, txOptions(pgx.ReadWrite), func(tx pgx.Tx) error {
		if err := im.db.setSearchPath(ctx, tx); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `update imports set status = $2, finished_at = null, error = null
			where id = $1`, im.id, statusRunning)
		return err
	})
}

func (im *Import) register(ctx context.Context) error {
	s, c := &im.spec, &im.spec.Consent
	return im.db.write(ctx, func(tx pgx.Tx) error {
		now := time.Now()
		if c.At.IsZero() {
			c.At = now
		}
		var size *int64
		if s.FileSize >= 0 {
			size = &s.FileSize
		}
		return tx.QueryRow(ctx, `insert into imports (file_name, file_size, file_sha256, mapping,
				consent_by, consent_note, consent_statement, consent_version, consent_host, consent_at,
				duplicates, tags, fields, status, started_at, version, consent_columns)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) returning id`,
			s.FileName, size, hexHash(s.SHA256), s.Mapping,
			c.By, c.Note, c.Statement, c.Version, c.Host, c.At,
			s.Duplicates.String(), s.Tags, s.keys(), statusRunning, now, s.Version, headers(s.ConsentColumns)).Scan(&im.id)
	})
}

// RecordRefusal puts an import on record that was refused before Begin could
// register it. A database without tables records nothing.
func (db *DB) RecordRefusal(ctx context.Context, spec Spec, cause error) error {
	v, err := db.Version(ctx)
	if err != nil || v.Check() != nil {
		return err
	}
	im := &Import{db: db, spec: spec.storable().spelled(db.encoding)}
	for i, tag := range im.spec.Tags {
		im.spec.Tags[i] = db.encoding.spell(tag)
	}
	if err := im.register(ctx); err != nil {
		return fmt.Errorf("recording that the import was refused: %w", err)
	}
	return im.Close(cause)
}

// Commit makes the import permanent and notifies the listeners to "rollcall". It is
// the last step that can fail. If the connection is lost during it, the database is
// asked whether it happened.
func (im *Import) Commit(ctx context.Context) error {
	_, err := im.txn.Exec(ctx, "select pg_notify('rollcall', $1)", im.notice())
	if err == nil {
		if err = im.txn.Commit(ctx); err != nil {
			err = im.askWhetherCommitted(ctx, err)
		}
	}
	if err != nil && !errors.Is(err, ErrCommitUnknown) {
		err = cancelled(ctx, ofTimeout(ctx, err))
	}
	if err != nil {
		return fmt.Errorf("committing the import: %w", err)
	}
	im.committed = true
	if im.conn != nil {
		im.conn.Release() // tellServer needs its place in the pool
		im.conn, im.txn = nil, nil
	}
	im.db.tellServer(ctx)
	return nil
}

// askWhetherCommitted returns nil if the import is there nevertheless; else cause,
// the error of its COMMIT.
func (im *Import) askWhetherCommitted(ctx context.Context, cause error) error {
	if !im.conn.Conn().IsClosed() {
		return cause // the server itself refused
	}
	im.conn.Release() // it is closed, and its place in the pool is needed
	im.conn, im.txn = nil, nil
	return im.db.askWhether(ctx, cause, func(ctx context.Context, tx pgx.Tx) (bool, error) {
		var status string
		// Waits for the transaction if it still runs.
		err := tx.QueryRow(ctx, "select status from imports where id = $1 for update", im.id).Scan(&status)
		if errors.Is(err, pgx.ErrNoRows) {
			err = errOtherServer // one that never heard of the import
		}
		return status == statusDone, err
	})
}

// Close ends the import. After Commit it returns nil. Without, it rolls
// everything back and records that the import was interrupted, where cause is
// that of a cancelled context, or failed, with the text of cause and the figures
// that the import would have had, as far as they are known. An error
// means that this could not be recorded; the next command that looks does it.
func (im *Import) Close(cause error) error {
	for _, s := range im.sorters() {
		s.Close()
	}
	grace := im.db.grace
	if im.conn != nil && im.conn.Conn().IsClosed() {
		grace = min(grace, goneGrace)
	}
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if im.txn != nil {
		im.txn.Rollback(ctx) // after a commit it does nothing; a broken connection has no transaction
		im.txn = nil
	}
	if im.conn != nil {
		im.conn.Release()
		im.conn = nil
	}
	if im.committed || im.id == 0 {
		return nil
	}
	status, text := statusFailed, "the import was abandoned"
	if errors.Is(cause, context.Canceled) {
		status, text = statusInterrupted, "interrupted"
	} else if cause != nil {
		text = cause.Error()
	}
	var hash *string
	var size *int64
	if im.final.FileSize > 0 { // it was read to its end
		hash, size = hexHash(&im.final.SHA256), &im.final.FileSize
	}
	err := im.db.write(ctx, func(tx pgx.Tx) error {
		c := &im.outcome.Counts
		if c.Rows == 0 {
			c = &im.final.Counts
		}
		_, err := tx.Exec(ctx, `update imports set status = $2, error = $3, finished_at = $4,
				rows = $6, created = $7, updated = $8, merged = $9, skipped = $10::jsonb,
				duplicates_known = $11, duplicates_repeated = $12,
				file_sha256 = coalesce($13, file_sha256), file_size = coalesce($14::bigint, file_size)
			where id = $1 and status = $5`, im.id, status, im.db.encoding.spell(text), time.Now(), statusRunning,
			c.Rows, c.Created, c.Updated, c.Merged, skippedJSON(c.Skipped), c.DuplicateRows.Known, c.DuplicateRows.Repeated, hash, size)
		return err
	})
	im.id = 0
	if err != nil {
		return fmt.Errorf("recording that the import failed: %w", err)
	}
	return nil
}

// check refuses what is plainly wrong before the first row, and returns the fields that
// the import would make.
func (s *transaction) check(spec *Spec) []NewField {
	missing := s.missingFields(spec)
	if spec.Powerlist != nil {
		s.findPowerlist(spec.Powerlist)
	}
	if spec.SHA256 != nil {
		s.refuseRepeat(spec, *spec.SHA256)
	}
	return missing
}
