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

// HistoryFilter selects the imports that History returns. The zero value selects all.
type HistoryFilter struct {
	// Limit is the number of imports, the last ones; 0 selects all.
	Limit int
	// File is a pattern for the file's name, in which * stands for any characters
	// and ? for one; case does not count.
	File string
	// Status selects some of Statuses; empty selects all.
	Status []string
	// Since selects the imports started at this instant or later.
	Since time.Time
}

// Statuses are the values of ImportRecord.Status.
var Statuses = []string{statusRunning, statusDone, statusFailed, statusInterrupted, statusUndone}

// History returns imports, newest first. Imports that were killed are marked as
// interrupted first, where the role may do so. A database without tables has
// none.
func (db *DB) History(ctx context.Context, f HistoryFilter) ([]contact.ImportRecord, error) {
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
	return db.records(ctx, v, "null", `where ($2 = '' or file_name ilike $2) and (cardinality($3::text[]) = 0 or status = any($3::text[]))
			and ($4::timestamptz is null or started_at >= $4::timestamptz) order by id desc limit $1::int`,
		most, likePattern(f.File), nonNil(f.Status), since)
}

// likePattern returns a pattern with * and ? as LIKE has it.
func likePattern(pattern string) string {
	return strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`, "*", "%", "?", "_").Replace(storable(pattern))
}

// Record returns one import in full, or ErrNoImport.
func (db *DB) Record(ctx context.Context, id int64) (contact.ImportRecord, error) {
	v, err := db.Version(ctx)
	if err != nil {
		return contact.ImportRecord{}, err
	}
	if v.Have == 0 {
		return contact.ImportRecord{}, fmt.Errorf("import %d: %w", id, ErrNoImport)
	}
	all, err := db.records(ctx, v, "mapping", "where id = $1::bigint", id)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("import %d: %w", id, ErrNoImport)
	}
	if err != nil {
		return contact.ImportRecord{}, err
	}
	return all[0], nil
}

func (db *DB) records(ctx context.Context, v Version, mapping, which string, args ...any) (all []contact.ImportRecord, err error) {
	if err := v.Check(); err != nil {
		return nil, err
	}
	if err := db.markInterrupted(ctx); err != nil {
		return nil, err
	}
	err = db.reading(ctx, "reading the history", func(q *transaction) {
		all = collect(q, scanRecord, `select id, file_name, case when file_sha256 is not null then file_size end, file_sha256, `+mapping+`,
				consent_by, consent_host, consent_note, consent_statement, consent_version, consent_at,
				duplicates, tags, new_tags, new_fields, status, rows, created, updated, merged, skipped::text,
				duplicates_known, duplicates_repeated, opt_outs, powerlist, coalesce(powerlist_last - powerlist_first + 1, 0),
				started_at, finished_at, undone_at, nullif(undone_by, ''), nullif(error, ''), version, pruned_at
			from imports `+which, args...)
	})
	return all, err
}

func scanRecord(row pgx.CollectableRow) (r contact.ImportRecord, err error) {
	var skipped string
	var consented *time.Time
	err = row.Scan(&r.ID, &r.FileName, &r.FileSize, &r.FileSHA256, &r.Mapping,
		&r.Consent.By, &r.Consent.Host, &r.Consent.Note, &r.Consent.Statement, &r.Consent.Version, &consented,
		&r.Duplicates, &r.Tags, &r.NewTags, &r.NewFields, &r.Status, &r.Rows, &r.Created, &r.Updated, &r.Merged, &skipped,
		&r.DuplicateRows.Known, &r.DuplicateRows.Repeated, &r.OptOuts, &r.Powerlist, &r.PowerlistContacts,
		&r.StartedAt, &r.FinishedAt, &r.UndoneAt, &r.UndoneBy, &r.Error, &r.Version, &r.PrunedAt)
	if err != nil {
		return r, err
	}
	if consented != nil {
		r.At = *consented
	}
	if err := json.Unmarshal([]byte(skipped), &r.Skipped); err != nil {
		return r, fmt.Errorf("import %d: reading the rows skipped: %w", r.ID, err)
	}
	r.SkippedTotal, r.Counts.DuplicateRows = r.Skipped.Total(), r.DuplicateRows
	return r, nil
}
