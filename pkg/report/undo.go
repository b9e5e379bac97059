package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Undo is what taking an import back came to, or would come to.
type Undo struct {
	ImportID int64 `json:"import_id"`
	DryRun   bool  `json:"dry_run"`
	// Removed contacts were created by the import, Restored ones got back what
	// it had changed.
	Removed  int64 `json:"removed"`
	Restored int64 `json:"restored"`
	// KeptChanged contacts stay, wholly or in part, because somebody changed
	// them since; KeptClaimed ones because later imports rest on them. A
	// contact may count in both.
	KeptChanged int64 `json:"kept_changed"`
	KeptClaimed int64 `json:"kept_claimed"`
	// LaterImports are those that KeptClaimed contacts rest on, the latest first:
	// undone in this order before, they leave nothing to keep for them.
	LaterImports []int64 `json:"later_imports"`
	// Gone contacts were deleted by somebody since.
	Gone int64 `json:"gone"`
	// Kept are some of the contacts that are kept.
	Kept []KeptContact `json:"kept"`
	// Powerlist is the import's, or null. PowerlistEntries is how many places
	// on powerlists were taken back.
	Powerlist        *string `json:"powerlist"`
	PowerlistEntries int64   `json:"powerlist_entries"`
	PowerlistRemoved bool    `json:"powerlist_removed"`
	// TagsRemoved and FieldsRemoved were made by the import, and nothing else
	// uses them.
	TagsRemoved   []string `json:"tags_removed"`
	FieldsRemoved []string `json:"fields_removed"`
	// OptOutsKept is how many numbers the import put on the do-not-call list,
	// where they stay.
	OptOutsKept int64 `json:"opt_outs_kept"`

	NextSteps []string `json:"-"`
}

// KeptContact is a contact that an undo does not wholly take back.
type KeptContact struct {
	ID    int64  `json:"id"`
	Phone string `json:"phone"`
	// Why is "changed_since", "later_import", or both.
	Why []string `json:"why"`
}

// The reasons why a contact is kept.
const (
	ChangedSince = "changed_since"
	LaterImport  = "later_import"
)

var whyKept = map[string]string{
	ChangedSince: "changed since, or put on a powerlist",
	LaterImport:  "updated by a later import",
}

// WriteUndo shows what an undo did to a person.
func WriteUndo(w io.Writer, u *Undo, s Style) error {
	var b strings.Builder
	title := fmt.Sprintf("Import %d is undone", u.ImportID)
	if u.DryRun {
		title = fmt.Sprintf("Dry run: undoing import %d would do this", u.ImportID)
	}
	fmt.Fprintf(&b, "%s\n\n", s.paint(bold, title))
	count := func(n int64, name, one, what string) {
		if n == 1 {
			what = one + what
		} else {
			what = one + "s" + what
		}
		if n > 0 || name == "removed" {
			fmt.Fprintf(&b, "  %-14s%11s  %s\n", name, Count(n), s.Hang(what, 29))
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
		s.fact(&b, "powerlist", fmt.Sprintf("%q: %s", Cell(*u.Powerlist), stays))
	}
	if len(u.TagsRemoved) > 0 {
		s.fact(&b, "tags", "removed: "+list(u.TagsRemoved))
	}
	if len(u.FieldsRemoved) > 0 {
		s.fact(&b, "fields", "removed: "+list(u.FieldsRemoved))
	}
	u.kept(&b, s)
	nextSteps(&b, u.NextSteps, s)
	_, err := io.WriteString(w, b.String())
	return err
}

// mostImports is how many later imports are named.
const mostImports = 5

// laterImports names the imports that contacts are kept for, and in a dry run says
// what to do about them.
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

func (u *Undo) kept(b *strings.Builder, s Style) {
	if len(u.Kept) == 0 {
		return
	}
	title := "Kept"
	if u.KeptChanged+u.KeptClaimed > int64(len(u.Kept)) {
		title = "Some of the kept contacts"
	}
	fmt.Fprintf(b, "\n%s\n", s.paint(bold, title))
	for _, k := range u.Kept {
		var why []string
		for _, w := range k.Why {
			why = append(why, whyKept[w])
		}
		who := fmt.Sprintf("  contact %d  %s  ", k.ID, Cell(k.Phone))
		b.WriteString(who + s.Hang(strings.Join(why, "; "), ansi.StringWidth(who)) + "\n")
	}
}
