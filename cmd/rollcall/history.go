package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// historyOptions are the flags of history.
type historyOptions struct {
	globals *globalOptions
	// ID is the import that is wanted whole, or 0 for the list of all.
	ID    int64
	Limit int
}

func newHistoryCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := historyOptions{globals: globals, Limit: 20}
	cmd := &cobra.Command{
		Use:        "history [ID]",
		Short:      "Past imports, or one import whole",
		SuggestFor: []string{"ls", "log", "imports", "runs", "list", "status"},
		Long: `history lists the imports of the database, newest first, those that failed or
were undone too. With an ID it shows that import whole, as the record of who
attested consent: the statement and its version, who, when and on which
computer, for which file (name, size, SHA-256), under which mapping, and what
became of the rows. The record stays when the import is undone.

EXIT STATUS
    0  done
    1  failed: database or system
    2  wrong usage, or no import has this ID`,
		Example: `  rollcall history
  rollcall history 12
  rollcall history 12 -o json | jq -r .mapping > mapping-of-12.yaml
  rollcall history --limit 0 -o json | jq '.imports[] | select(.status == "failed")'`,
		Args: func(cmd *cobra.Command, args []string) (err error) {
			if len(args) == 0 {
				return nil
			}
			o.ID, err = importID(cmd, args)
			return err
		},
		ValidArgsFunction: importIDs(s, globals, ""),
		RunE:              func(cmd *cobra.Command, _ []string) error { return runHistory(cmd.Context(), s, &o) },
	}
	cmd.Flags().IntVar(&o.Limit, "limit", o.Limit, "list the last `N` imports; 0 lists all")
	return cmd
}

// importID reads the one argument that names an import.
func importID(cmd *cobra.Command, args []string) (int64, error) {
	switch {
	case len(args) == 0:
		return 0, usageError(rollcall.HistoryHint, "no import was named")
	case len(args) > 1:
		return 0, usageError(rollcall.HistoryHint, "%s takes one import at a time, not %d", cmd.CommandPath(), len(args))
	}
	id, err := strconv.ParseInt(args[0], 10, 64)
	if err != nil || id <= 0 {
		return 0, usageError(rollcall.HistoryHint, "%q is not the number of an import", args[0])
	}
	return id, nil
}

func runHistory(ctx context.Context, s Streams, o *historyOptions) error {
	env := o.globals.env(s)
	if o.ID > 0 {
		im, err := rollcall.Record(ctx, rollcall.RecordOptions{Env: env, ID: o.ID})
		if err != nil {
			return err
		}
		if o.globals.json() {
			return writeJSON(s.Out, im)
		}
		return report.WriteImport(s.Out, im, o.globals.style(s))
	}
	imports, err := rollcall.History(ctx, rollcall.HistoryOptions{Env: env, Limit: o.Limit})
	if err != nil {
		return err
	}
	if o.globals.json() {
		return writeJSON(s.Out, map[string][]report.Import{"imports": imports})
	}
	return report.WriteImports(s.Out, imports, o.globals.style(s))
}
