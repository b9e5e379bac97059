package report

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// Pruned is what a prune of the history forgot, or would forget.
type Pruned struct {
	DryRun bool `json:"dry_run"`
	// Before is the instant before which the imports ended.
	Before time.Time `json:"before"`
	// Imports cannot be undone any more; UndoableImports still can.
	Imports         int64 `json:"imports"`
	UndoableImports int64 `json:"undoable_imports"`
	// UndoRecords is how many changes of contacts were deleted, and UndoBytes how
	// much room they took.
	UndoRecords int64 `json:"undo_records"`
	UndoBytes   int64 `json:"undo_bytes"`

	NextSteps []string `json:"-"`
}

// WritePruned shows what a prune did to a person.
func WritePruned(w io.Writer, p *Pruned, s Style) error {
	var b strings.Builder
	title := "The history is pruned"
	if p.DryRun {
		title = "Dry run: pruning the history would do this"
	}
	fmt.Fprintf(&b, "%s\n\n", s.paint(bold, title))
	count := func(n int64, name, what string) {
		fmt.Fprintf(&b, "  %-14s%11s  %s\n", name, Count(n), s.Hang(what, 29))
	}
	count(p.Imports, "pruned", "imports that ended before "+clock(&p.Before, time.RFC1123Z)+"; they can no longer be undone")
	count(p.UndoRecords, "deleted", "changes of contacts, "+Plural(p.UndoBytes, "byte")+"; the contacts stay as they are")
	count(p.UndoableImports, "kept", "imports that can be undone")
	nextSteps(&b, p.NextSteps, s)
	_, err := io.WriteString(w, b.String())
	return err
}
