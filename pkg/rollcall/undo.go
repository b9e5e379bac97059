package rollcall

import (
	"context"
	"errors"
	"fmt"

	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// UndoOptions name the import that Undo takes back.
type UndoOptions struct {
	Env
	ID int64
	// By is the person who does it, for the record.
	By string
	// DryRun writes nothing.
	DryRun bool
}

// Undo takes an import back in one transaction. The result has the numbers of the
// contacts that are kept, in full.
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
	return &report.Undo{Undone: u}, nil
}
