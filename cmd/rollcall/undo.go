package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// undoOptions are the flags of undo.
type undoOptions struct {
	rollcall.UndoOptions
	globals *globalOptions
	// repeatFlags are the flags that say which database it is, as they were typed.
	repeatFlags string
}

func newUndoCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := undoOptions{globals: globals}
	cmd := &cobra.Command{
		Use:   "undo ID",
		Short: "Take an import back",
		Long: `undo takes an import back in one transaction. Contacts that it created are
deleted, and those that it changed get back what they had, field by field. Its
places on the powerlist are deleted, and so are the powerlist, the tags and the
custom fields that nothing else uses.

What somebody has changed since then stays as it is, and so does what later
imports depend on; undo reports how many contacts these are, and names some.
Numbers that the import put on the do-not-call list stay there, and its record
stays in the history.

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
			o.repeatFlags = databaseFlags(cmd, globals)
			return runUndo(cmd.Context(), s, &o)
		},
	}
	cmd.Flags().BoolVar(&o.DryRun, "dry-run", false, "show what would be undone, and write nothing")
	return cmd
}

func runUndo(ctx context.Context, s Streams, o *undoOptions) error {
	o.Env, o.By = o.globals.env(s), systemUser(s.Env)
	u, err := rollcall.Undo(ctx, o.UndoOptions)
	if err != nil {
		return err
	}
	if !s.OutTerminal { // no person looks on
		for i := range u.Kept {
			u.Kept[i].Phone = report.MaskPhone(u.Kept[i].Phone)
		}
	}
	if o.DryRun && !o.globals.Quiet {
		u.NextSteps = []string{fmt.Sprintf("rollcall undo %d%s", o.ID, o.repeatFlags)}
	}
	err = show(s, o.globals, u, report.WriteUndo)
	if o.DryRun {
		return err
	}
	return shownDone(s, o.globals, err)
}
