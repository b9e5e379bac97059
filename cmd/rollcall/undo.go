package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// undoOptions are the flags of undo.
type undoOptions struct {
	globals *globalOptions
	ID      int64
	DryRun  bool
	// given are the flags that say which database it is, as they were typed.
	given string
}

func newUndoCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := undoOptions{globals: globals}
	cmd := &cobra.Command{
		Use:   "undo ID",
		Short: "Take an import back",
		Long: `undo takes an import back in one transaction. Contacts that it created go,
those that it changed get back what they had, field by field; its places on the
powerlist go, and so do the powerlist, the tags and the custom fields that
nothing else uses.

What somebody changed since stays as it is, and so does what later imports rest
on; undo says how many contacts these are, and names some. Numbers that the
import put on the do-not-call list stay there, and its record stays in the
history.

EXIT STATUS
    0  done
    1  failed: database or system; nothing was changed
    2  wrong usage, no import has this ID, or it cannot be undone
  130  interrupted; nothing was changed`,
		Example: `  rollcall history
  rollcall undo 12 --dry-run
  rollcall undo 12`,
		Args: func(cmd *cobra.Command, args []string) (err error) {
			o.ID, err = importID(cmd, args)
			return err
		},
		ValidArgsFunction: importIDs(s, globals, "done"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.given = givenDatabase(cmd, globals)
			return runUndo(cmd.Context(), s, &o)
		},
	}
	cmd.Flags().BoolVar(&o.DryRun, "dry-run", false, "show what would be undone, and write nothing")
	return cmd
}

func runUndo(ctx context.Context, s Streams, o *undoOptions) error {
	db, err := openExisting(ctx, s, o.globals)
	if err != nil {
		return err
	}
	if db == nil {
		return fmt.Errorf("undoing import %d: %w", o.ID, store.ErrNoImport)
	}
	defer db.Close()
	undone, err := db.Undo(ctx, o.ID, systemUser(s.Env), o.DryRun)
	if errors.Is(err, store.ErrSchemaMissing) {
		err = fmt.Errorf("undoing import %d: %w", o.ID, store.ErrNoImport)
	}
	if err != nil {
		return err
	}
	u := undoReport(&undone, s)
	if u.DryRun = o.DryRun; o.DryRun && !o.globals.Quiet {
		u.NextSteps = []string{fmt.Sprintf("rollcall undo %d%s", o.ID, o.given)}
	}
	if o.globals.json() {
		return writeJSON(s.Out, u)
	}
	return report.WriteUndo(s.Out, u, o.globals.style(s))
}

// undoReport is what the store tells of an undo as it is shown: numbers are
// masked where no person looks on.
func undoReport(u *store.Undone, s Streams) *report.Undo {
	r := &report.Undo{
		ImportID: u.ImportID, Removed: u.Removed, Restored: u.Restored,
		KeptChanged: u.Changed, KeptClaimed: u.Claimed, Gone: u.Gone, Kept: []report.KeptContact{},
		Powerlist: unlessEmpty(u.Powerlist), PowerlistEntries: u.Entries, PowerlistRemoved: u.PowerlistRemoved,
		TagsRemoved: list(u.Tags), FieldsRemoved: list(u.Fields), OptOutsKept: u.OptOuts,
	}
	for _, k := range u.Kept {
		kept := report.KeptContact{ID: k.ID, Phone: k.Phone, Why: []string{}}
		if !s.OutTerminal {
			kept.Phone = report.MaskPhone(k.Phone)
		}
		if k.Changed {
			kept.Why = append(kept.Why, report.ChangedSince)
		}
		if k.Claimed {
			kept.Why = append(kept.Why, report.LaterImport)
		}
		r.Kept = append(r.Kept, kept)
	}
	return r
}
