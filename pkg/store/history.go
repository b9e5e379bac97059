package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
)

// Record is one import as the table imports has it.
type Record struct {
	ID       int64
	FileName string
	// FileSize is in bytes and FileSHA256 in hexadecimal digits; they are 0 and
	// empty where the list was not read to its end.
	FileSize   int64
	FileSHA256 string
	// Mapping is the text of the mapping file. A list of records leaves it out.
	Mapping    string
	Consent    contact.Consent
	Duplicates string
	Tags       []string
	NewTags    []string
	NewFields  []string
	// Status is "running", "done", "failed", "interrupted" or "undone".
	Status string
	contact.Counts
	// OptOuts is how many numbers the import put on the do-not-call list.
	OptOuts int64
	// Powerlist is empty where there is none.
	Powerlist string
	// Listed is how many contacts the import put on it.
	Listed    int64
	StartedAt time.Time
	// FinishedAt and UndoneAt are zero where that has not happened.
	FinishedAt time.Time
	UndoneAt   time.Time
	UndoneBy   string
	// PrunedAt is when what undo needs was forgotten, or zero.
	PrunedAt time.Time
	// Error says why an import failed.
	Error string
	// Version is that of the program.
	Version string
}

// HistoryFilter says which imports History returns. The zero value wants all.
type HistoryFilter struct {
	// Limit is how many of the last are wanted; 0 wants all.
	Limit int
	// File is a pattern for the file's name, in which * stands for any characters
	// and ? for one; case does not count.
	File string
	// Status are those that are wanted; none wants all.
	Status []string
	// Since is the instant from which imports were started.
	Since time.Time
}

// Statuses are what Record.Status may be.
var Statuses = []string{statusRunning, statusDone, statusFailed, statusInterrupted, statusUndone}

// History returns imports, newest first. Imports that were killed are marked as
// interrupted first, where the role may do so. A database without tables has
// none.
func (db *DB) History(ctx context.Context, f HistoryFilter) ([]Record, error) {
	v, err := db.Version(ctx)
	if err != nil || v.Have == 0 {
		return nil, err
	}
	var most *int
	if f.Limit > 0 {
		most = &f.Limit
	}
	var since *time.Time
	if !f.Since.IsZero() {
		since = &f.Since
	}
	return db.records(ctx, v, "'' as mapping", `where ($2 = '' or file_name ilike $2) and (cardinality($3::text[]) = 0 or status = any($3::text[]))
			and ($4::timestamptz is null or started_at >= $4::timestamptz) order by id desc limit $1::int`,
		most, likePattern(f.File), nonNil(f.Status), since)
}

// likePattern returns a pattern with * and ? as LIKE has it.
func likePattern(pattern string) string {
	return strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`, "*", "%", "?", "_").Replace(storable(pattern))
}

// Record returns one import whole, or ErrNoImport.
func (db *DB) Record(ctx context.Context, id int64) (Record, error) {
	v, err := db.Version(ctx)
	if err != nil {
		return Record{}, err
	}
	if v.Have == 0 {
		return Record{}, fmt.Errorf("import %d: %w", id, ErrNoImport)
	}
	all, err := db.records(ctx, v, "mapping", "where id = $1::bigint", id)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("import %d: %w", id, ErrNoImport)
	}
	if err != nil {
		return Record{}, err
	}
	return all[0], nil
}

func (db *DB) records(ctx context.Context, v Version, mapping, which string, args ...any) (all []Record, err error) {
	if err := v.Check(); err != nil {
		return nil, err
	}
	if err := db.markInterrupted(ctx); err != nil {
		return nil, err
	}
	err = db.read(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `select id, file_name, coalesce(file_size, 0), coalesce(file_sha256, ''), `+mapping+`,
				consent_by, consent_host, consent_note, consent_statement, consent_version, consent_at,
				duplicates, tags, new_tags, new_fields, status, rows, created, updated, merged, skipped::text,
				duplicates_known, duplicates_repeated,
				opt_outs, coalesce(powerlist, ''), coalesce(powerlist_last - powerlist_first + 1, 0),
				started_at, finished_at, undone_at, coalesce(undone_by, ''), coalesce(error, ''), version, pruned_at
			from imports `+which, args...)
		if err != nil {
			return err
		}
		all, err = pgx.CollectRows(rows, scanRecord)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the history: %w", err)
	}
	return all, nil
}

func scanRecord(row pgx.CollectableRow) (r Record, err error) {
	var skipped string
	var consented, finished, undone, pruned *time.Time
	err = row.Scan(&r.ID, &r.FileName, &r.FileSize, &r.FileSHA256, &r.Mapping,
		&r.Consent.By, &r.Consent.Host, &r.Consent.Note, &r.Consent.Statement, &r.Consent.Version, &consented,
		&r.Duplicates, &r.Tags, &r.NewTags, &r.NewFields, &r.Status, &r.Rows, &r.Created, &r.Updated, &r.Merged, &skipped,
		&r.DuplicateRows.Known, &r.DuplicateRows.Repeated,
		&r.OptOuts, &r.Powerlist, &r.Listed,
		&r.StartedAt, &finished, &undone, &r.UndoneBy, &r.Error, &r.Version, &pruned)
	if err != nil {
		return r, err
	}
	for _, t := range []struct {
		from *time.Time
		to   *time.Time
	}{{consented, &r.Consent.At}, {finished, &r.FinishedAt}, {undone, &r.UndoneAt}, {pruned, &r.PrunedAt}} {
		if t.from != nil {
			*t.to = *t.from
		}
	}
	if err := json.Unmarshal([]byte(skipped), &r.Skipped); err != nil {
		return r, fmt.Errorf("import %d: reading the rows skipped: %w", r.ID, err)
	}
	return r, nil
}
