package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"rollcall/pkg/contact"
)

// Pruned is what a prune of the history came to, and what to do next.
type Pruned struct {
	contact.Pruned
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
