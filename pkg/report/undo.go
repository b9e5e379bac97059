package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"rollcall/pkg/contact"
)

// Undo is the result of taking an import back, and what to do next.
type Undo struct {
	contact.Undone
	NextSteps []string `json:"-"`
}

var whyKept = map[string]string{
	contact.ChangedSince: "changed since, or put on a powerlist",
	contact.LaterImport:  "updated by a later import",
}

// WriteUndo shows a person what an undo did.
func WriteUndo(w io.Writer, u *Undo, s Style) error {
	b := printout{Style: s}
	title := fmt.Sprintf("Import %d is undone", u.ImportID)
	if u.DryRun {
		title = fmt.Sprintf("Dry run: undoing import %d would do this", u.ImportID)
	}
	b.title(title)
	count := func(n int64, name, one, what string) {
		if n == 1 {
			what = one + what
		} else {
			what = one + "s" + what
		}
		if n > 0 || name == "removed" {
			b.printf("  %-14s%11s  %s\n", name, Count(n), b.Hang(what, 29))
		}
	}
	count(u.Removed, "removed", "contact", " this import created")
	count(u.Restored, "restored", "contact", " this import changed")
	count(u.KeptChanged, "kept", "contact", ", in whole or in part: changed since, or put on a powerlist")
	count(u.KeptClaimed, "kept", "contact", ", in whole or in part: updated by "+u.laterImports())
	count(u.Gone, "gone", "contact", " deleted since")
	count(u.OptOutsKept, "kept", "number", " put on the do-not-call list by this import, kept there")
	if u.Powerlist != nil {
		count(u.PowerlistEntries, "taken off", "place", " on powerlists")
		stays := "kept: it has other contacts, or existed before"
		if u.PowerlistRemoved {
			stays = "removed"
		}
		b.fact("powerlist", fmt.Sprintf("%q: %s", Cell(*u.Powerlist), stays))
	}
	if len(u.TagsRemoved) > 0 {
		b.fact("tags", "removed: "+list(u.TagsRemoved))
	}
	if len(u.FieldsRemoved) > 0 {
		b.fact("fields", "removed: "+list(u.FieldsRemoved))
	}
	u.kept(&b)
	b.nextSteps(u.NextSteps)
	return b.writeTo(w)
}

// mostImports is the number of later imports that are named.
const mostImports = 5

// laterImports names the imports for which contacts are kept, and in a dry run says what to
// do about them.
func (u *Undo) laterImports() string {
	n := len(u.LaterImports)
	if n == 0 || n > mostImports {
		return "later imports"
	}
	var ids []string
	for _, id := range u.LaterImports {
		ids = append(ids, strconv.FormatInt(id, 10))
	}
	text := "import " + ids[0]
	if n > 1 {
		text = "imports " + strings.Join(ids[:n-1], ", ") + " and " + ids[n-1]
	}
	switch {
	case u.DryRun && n == 1:
		text += "; undo that first to take them back too"
	case u.DryRun:
		text += "; undo those first, in this order, to take them back too"
	}
	return text
}

func (u *Undo) kept(b *printout) {
	if len(u.Kept) == 0 {
		return
	}
	title := "Kept"
	if u.KeptChanged+u.KeptClaimed > int64(len(u.Kept)) {
		title = "Some of the kept contacts"
	}
	b.section(title)
	for _, k := range u.Kept {
		var why []string
		for _, w := range k.Why {
			why = append(why, whyKept[w])
		}
		who := fmt.Sprintf("  contact %d  %s  ", k.ID, Cell(k.Phone))
		b.WriteString(who + b.Hang(strings.Join(why, "; "), ansi.StringWidth(who)) + "\n")
	}
}

// Pruned is the result of pruning the history, and what to do next.
type Pruned struct {
	contact.Pruned
	NextSteps []string `json:"-"`
}

// WritePruned shows a person what a prune did.
func WritePruned(w io.Writer, p *Pruned, s Style) error {
	b := printout{Style: s}
	title := "The history is pruned"
	if p.DryRun {
		title = "Dry run: pruning the history would do this"
	}
	b.title(title)
	count := func(n int64, name, what string) {
		b.printf("  %-14s%11s  %s\n", name, Count(n), b.Hang(what, 29))
	}
	count(p.Imports, "pruned", "imports that ended before "+clock(&p.Before, time.RFC1123Z)+"; they can no longer be undone")
	count(p.UndoRecords, "deleted", "changes of contacts, "+Plural(p.UndoBytes, "byte")+"; the contacts stay as they are")
	count(p.UndoableImports, "kept", "imports that can be undone")
	b.nextSteps(p.NextSteps)
	return b.writeTo(w)
}
