package rollcall

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// HistoryOptions select the imports that History returns.
type HistoryOptions struct {
	Env
	// Limit is the number of imports, the last ones; 0 selects all.
	Limit int
	// File is a pattern for the file's name, without folders and whatever its case:
	// * stands for any characters, ? for one. Empty selects all.
	File string
	// Status selects some of store.Statuses; empty selects all.
	Status []string
	// Since selects the imports started at this instant or later.
	Since time.Time
}

// History returns the imports of the database, newest first, including those that
// failed or were undone, without their mappings.
func History(ctx context.Context, o HistoryOptions) ([]contact.ImportRecord, error) {
	if o.Limit < 0 {
		return nil, UsageError("", "--limit must be 0 or more")
	}
	for _, s := range o.Status {
		if !slices.Contains(store.Statuses, s) {
			return nil, UsageError("Use one of "+strings.Join(store.Statuses, ", ")+".", "--status: unknown value %q", s)
		}
	}
	imports := []contact.ImportRecord{}
	db, err := o.openExisting(ctx)
	if db == nil {
		return imports, err
	}
	defer db.Close()
	records, err := db.History(ctx, store.HistoryFilter{Limit: o.Limit, File: fileName(o.File), Status: o.Status, Since: o.Since})
	if err != nil {
		return nil, err
	}
	return append(imports, records...), nil
}

// PruneOptions select the imports that Prune prunes.
type PruneOptions struct {
	Env
	// Before selects the imports that ended before this instant.
	Before time.Time
	// DryRun writes nothing.
	DryRun bool
}

// Prune deletes what is kept to undo old imports. The imports stay on record.
func Prune(ctx context.Context, o PruneOptions) (*report.Pruned, error) {
	r := &report.Pruned{Pruned: contact.Pruned{DryRun: o.DryRun, Before: o.Before.UTC()}}
	db, err := o.openExisting(ctx)
	if db == nil {
		return r, err
	}
	defer db.Close()
	if r.Pruned, err = db.Prune(ctx, o.Before, o.DryRun); err != nil {
		return nil, err
	}
	return r, nil
}

// fileName is a path's last part, or empty.
func fileName(path string) string {
	if path == "" {
		return ""
	}
	return filepath.Base(path)
}

// RecordOptions name the import that Record returns.
type RecordOptions struct {
	Env
	ID int64
}

// Record returns one import in full, with its mapping.
func Record(ctx context.Context, o RecordOptions) (*contact.ImportRecord, error) {
	db, err := o.openExisting(ctx)
	if err != nil {
		return nil, err
	}
	if db == nil {
		return nil, fmt.Errorf("import %d: %w", o.ID, store.ErrNoImport)
	}
	defer db.Close()
	record, err := db.Record(ctx, o.ID)
	if err != nil {
		return nil, err
	}
	return &record, nil
}

// utcOrNil is a time in UTC, or nil where it is not known.
func utcOrNil(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	at = at.UTC()
	return &at
}

func unlessEmpty(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
