package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"rollcall/pkg/mapping"
	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// historyOptions are the flags of history.
type historyOptions struct {
	globals *globalOptions
	// ID is the import that is wanted whole, or 0 for the list of all.
	ID     int64
	Limit  int
	File   string
	Status []string
	Since  string
	// Prune forgets what undo needs of imports older than Older.
	Prune  bool
	Older  string
	DryRun bool
	// repeatFlags are the flags that say which database it is, as they were typed.
	repeatFlags string
}

func newHistoryCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := historyOptions{globals: globals, Limit: 20}
	cmd := &cobra.Command{
		Use:   "history [ID]",
		Short: "List past imports, or show one in full",
		Long: `history lists the imports of the database, newest first, those that failed or
were undone too. With an ID it shows that import in full, as the record of who
attested consent: the statement and its version, who, when and on which
computer, for which file (name, size, SHA-256), under which mapping, and what
became of the rows. The record stays when the import is undone.

A file that is refused (exit code 4) is on record as failed, with the reason and
its figures and hash as far as they were known.

With --prune --older AGE it deletes what is kept to undo the imports that ended
longer ago: they can no longer be undone. Contacts, the record of the imports
and the evidence of consent stay.

EXIT STATUS
    0  done
    1  failed: database or system
    2  wrong usage, or no import has this ID
  130  interrupted`,
		Example: `  rollcall history
  rollcall history 12
  rollcall history 12 -o json | jq -r .mapping > mapping-of-12.yaml
  rollcall history --file 'leads*' --status failed --since 7d
  rollcall history --prune --older 90d --dry-run`,
		Args:              o.check,
		ValidArgsFunction: importIDs(s, globals, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.Prune {
				o.repeatFlags = databaseFlags(cmd, globals)
				return runPrune(cmd.Context(), s, &o)
			}
			return runHistory(cmd.Context(), s, &o)
		},
	}
	cmd.Flags().IntVar(&o.Limit, "limit", o.Limit, "list the last `N` imports; 0 lists all")
	f := cmd.Flags()
	f.StringVar(&o.File, "file", "", "only imports of files with this `NAME`; * and ? stand for any characters and one")
	f.StringSliceVar(&o.Status, "status", nil, "only imports that are `STATUS`: running, done, failed, interrupted or undone (repeatable)")
	f.StringVar(&o.Since, "since", "", "only imports started since then: a date (`WHEN`: 2026-11-01), an instant, or how long ago (36h, 7d, 6mo)")
	f.BoolVar(&o.Prune, "prune", false, "delete what is kept to undo old imports (with --older)")
	f.StringVar(&o.Older, "older", "", "prune imports that ended longer ago than `AGE`: 90d, 12mo, or before a date")
	f.BoolVar(&o.DryRun, "dry-run", false, "show what --prune would delete, and write nothing")
	onlyTyped(cmd, "file", "status", "since", "prune", "older", "dry-run")
	return cmd
}

// check takes the ID and refuses flags that do not go together.
func (o *historyOptions) check(cmd *cobra.Command, args []string) (err error) {
	if o.Prune && (len(args) > 0 || o.filters() || cmd.Flags().Changed("limit")) {
		return usageError("", "--prune takes only --older and --dry-run")
	}
	if !o.Prune && (o.Older != "" || o.DryRun) {
		return usageError("", "--older and --dry-run need --prune")
	}
	if len(args) == 0 {
		return nil
	}
	if o.filters() {
		return usageError("", "an ID cannot be used with --file, --status or --since")
	}
	o.ID, err = importID(cmd, args)
	return err
}

// filters reports whether only some imports are asked for.
func (o *historyOptions) filters() bool { return o.File != "" || len(o.Status) > 0 || o.Since != "" }

// historyHint says where to find the number of an import.
const historyHint = "rollcall history lists the imports with their numbers."

// importID reads the one argument that names an import.
func importID(cmd *cobra.Command, args []string) (int64, error) {
	switch {
	case len(args) == 0:
		return 0, usageError(historyHint, "no import was named")
	case len(args) > 1:
		return 0, usageError(historyHint, "%s takes one import at a time, not %d", cmd.CommandPath(), len(args))
	}
	id, err := strconv.ParseInt(args[0], 10, 64)
	if err != nil || id <= 0 {
		return 0, usageError(historyHint, "%q is not the number of an import", args[0])
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
		return show(s, o.globals, im, report.WriteImport)
	}
	since, err := parseInstant("--since", o.Since, time.Now())
	if err != nil {
		return err
	}
	imports, err := rollcall.History(ctx, rollcall.HistoryOptions{Env: env, Limit: o.Limit, File: o.File, Status: o.Status, Since: since})
	if err != nil {
		return err
	}
	if o.globals.json() {
		return writeJSON(s.Out, imported{imports})
	}
	if len(imports) == 0 && o.filters() {
		_, err := fmt.Fprintln(s.Out, "no import matches")
		return err
	}
	return report.WriteImports(s.Out, imports, o.globals.style(s))
}

func runPrune(ctx context.Context, s Streams, o *historyOptions) error {
	if o.Older == "" {
		return usageError("Example: rollcall history --prune --older 90d", "--prune needs --older: the age from which imports need not be undone")
	}
	before, err := parseInstant("--older", o.Older, time.Now())
	if err != nil {
		return err
	}
	if before.After(time.Now()) {
		return usageError("", "--older: %q is in the future", o.Older)
	}
	p, err := rollcall.Prune(ctx, rollcall.PruneOptions{Env: o.globals.env(s), Before: before, DryRun: o.DryRun})
	if err != nil {
		return err
	}
	if o.DryRun && p.Imports > 0 && !o.globals.Quiet {
		p.NextSteps = []string{"rollcall history --prune --older " + report.ShellQuote(o.Older) + o.repeatFlags}
	}
	err = show(s, o.globals, p, report.WritePruned)
	if o.DryRun {
		return err
	}
	return shownDone(s, o.globals, err)
}

// parseInstant reads an instant: a day, which begins at midnight here, RFC 3339, or
// how long ago it was.
func parseInstant(flag, text string, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.DateOnly, "2006-01-02 15:04", "2006-01-02T15:04", "2006-01-02 15:04:05"} {
		if at, err := time.ParseInLocation(layout, text, time.Local); err == nil {
			return at, nil
		}
	}
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at, nil
	}
	if at, ok := mapping.Cutoff(text, now); ok {
		return at, nil
	}
	if ago, err := time.ParseDuration(text); err == nil && ago >= 0 {
		return now.Add(-ago), nil
	}
	return time.Time{}, usageError("Give a date as 2026-11-01, an instant as 2026-11-01T08:00:00Z, or how long ago as 36h, 7d or 6mo.", "%s: %q is not a time", flag, text)
}
