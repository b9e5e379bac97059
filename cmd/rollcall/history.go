package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
	"rollcall/pkg/store"
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
		Use:   "history [ID]",
		Short: "Past imports, or one import whole",
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
		return 0, usageError(historyHint, "%q is no number of an import", args[0])
	}
	return id, nil
}

func runHistory(ctx context.Context, s Streams, o *historyOptions) error {
	if o.Limit < 0 {
		return usageError("", "--limit: %d is no number of imports", o.Limit)
	}
	db, err := openExisting(ctx, s, o.globals)
	if err != nil {
		return err
	}
	if db != nil {
		defer db.Close()
	}
	if o.ID > 0 {
		return showImport(ctx, s, o, db)
	}
	imports := []report.Import{}
	if db != nil {
		records, err := db.History(ctx, o.Limit)
		if err != nil {
			return err
		}
		for i := range records {
			imports = append(imports, importRecord(&records[i]))
		}
	}
	if o.globals.json() {
		return writeJSON(s.Out, map[string][]report.Import{"imports": imports})
	}
	return report.WriteImports(s.Out, imports, o.globals.style(s))
}

func showImport(ctx context.Context, s Streams, o *historyOptions, db *database) error {
	if db == nil {
		return fmt.Errorf("import %d: %w", o.ID, store.ErrNoImport)
	}
	record, err := db.Record(ctx, o.ID)
	if err != nil {
		return err
	}
	im := importRecord(&record)
	im.Mapping = &record.Mapping
	if o.globals.json() {
		return writeJSON(s.Out, im)
	}
	return report.WriteImport(s.Out, &im, o.globals.style(s))
}

// importRecord is a record of the store as it is shown, without its mapping.
func importRecord(r *store.Record) report.Import {
	im := report.Import{
		ID: r.ID, Status: r.Status, FileName: r.FileName,
		ConsentStatement: r.Consent.Statement, ConsentVersion: r.Consent.Version,
		ConsentBy: r.Consent.By, ConsentHost: r.Consent.Host, ConsentNote: r.Consent.Note, ConsentAt: instant(r.Consent.At),
		Rows: r.Rows, Created: r.Created, Updated: r.Updated, Merged: r.Merged,
		Skipped: report.NewSkipped(r.Counts), SkippedTotal: r.SkippedTotal(), OptOuts: r.OptOuts,
		Duplicates: r.Duplicates, Tags: list(r.Tags), NewTags: list(r.NewTags), NewFields: list(r.NewFields),
		Powerlist: unlessEmpty(r.Powerlist), PowerlistContacts: r.Listed,
		StartedAt: instant(r.StartedAt), FinishedAt: instant(r.FinishedAt), UndoneAt: instant(r.UndoneAt),
		UndoneBy: unlessEmpty(r.UndoneBy), Error: unlessEmpty(r.Error), Version: r.Version,
		FileSHA256: unlessEmpty(r.FileSHA256),
	}
	if r.FileSHA256 != "" {
		im.FileSize = &r.FileSize
	}
	return im
}

// instant is a time in UTC, or nil where it is not known.
func instant(at time.Time) *time.Time {
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
