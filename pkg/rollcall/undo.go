package rollcall

import (
	"context"
	"errors"
	"fmt"

	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// UndoOptions say which import Undo takes back.
type UndoOptions struct {
	Env
	ID int64
	// By is who does it, for the record.
	By string
	// DryRun writes nothing.
	DryRun bool
}

// Undo takes an import back in one transaction. The numbers of the contacts
// that are kept are in the result in full.
func Undo(ctx context.Context, o UndoOptions) (*report.Undo, error) {
	db, err := o.openExisting(ctx)
	if err != nil {
		return nil, err
	}
	if db == nil {
		return nil, fmt.Errorf("undoing import %d: %w", o.ID, store.ErrNoImport)
	}
	defer db.Close()
	u, err := db.Undo(ctx, o.ID, o.By, o.DryRun)
	if errors.Is(err, store.ErrSchemaMissing) {
		err = fmt.Errorf("undoing import %d: %w", o.ID, store.ErrNoImport)
	}
	if err != nil {
		return nil, err
	}
	if u.Claimants == nil {
		u.Claimants = []int64{}
	}
	r := &report.Undo{
		LaterImports: u.Claimants,
		ImportID:     u.ImportID, DryRun: o.DryRun, Removed: u.Removed, Restored: u.Restored,
		KeptChanged: u.Changed, KeptClaimed: u.Claimed, Gone: u.Gone, Kept: []report.KeptContact{},
		Powerlist: unlessEmpty(u.Powerlist), PowerlistEntries: u.Entries, PowerlistRemoved: u.PowerlistRemoved,
		TagsRemoved: names(u.Tags), FieldsRemoved: names(u.Fields), OptOutsKept: u.OptOuts,
	}
	for _, k := range u.Kept {
		kept := report.KeptContact{ID: k.ID, Phone: k.Phone, Why: []string{}}
		if k.Changed {
			kept.Why = append(kept.Why, report.ChangedSince)
		}
		if k.Claimed {
			kept.Why = append(kept.Why, report.LaterImport)
		}
		r.Kept = append(r.Kept, kept)
	}
	return r, nil
}
