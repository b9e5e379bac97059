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

var statusStyles = map[string]paint{
	"done": good, "running": alert, "failed": bad, "interrupted": bad, "undone": faint,
}

const (
	// minFileWidth is how much of a file's name is always shown.
	minFileWidth = 8
	// shortFileWidth is so little of it that the time of the day makes room.
	shortFileWidth = 20
)

// importTable is the list of imports below its header.
func importTable(imports []contact.ImportRecord, layout string, gap int) *columnTable {
	rows := [][]string{{"id", "status", "started", "rows", "created", "updated", "merged", "skipped", "file"}}
	for _, im := range imports {
		rows = append(rows, []string{
			strconv.FormatInt(im.ID, 10), Cell(im.Status), clock(im.StartedAt, layout),
			Count(im.Rows), Count(im.Created), Count(im.Updated), Count(im.Merged), Count(im.SkippedTotal), Cell(im.FileName),
		})
	}
	style := func(row, column int) paint {
		if column != 1 {
			return ""
		}
		return statusStyles[rows[row][column]]
	}
	return &columnTable{rows: rows, left: []int{1, 2, len(rows[0]) - 1}, gap: gap, style: style}
}

// lastColumnRoom returns how wide the last column is, and what the others leave to it.
func (t *columnTable) lastColumnRoom(s Style) (widest, room int) {
	widths := t.widths()
	last := len(widths) - 1
	room = s.Width
	for _, w := range widths[:last] {
		room -= w + t.gap
	}
	return widths[last], room
}

// WriteImports lists imports, one a line.
func WriteImports(w io.Writer, imports []contact.ImportRecord, s Style) error {
	if len(imports) == 0 {
		_, err := io.WriteString(w, "nothing has been imported yet\n")
		return err
	}
	t := importTable(imports, "2006-01-02 15:04", columnGap)
	if s.Wrap { // a person gets a line for each import, and the whole name with that import
		widest, room := t.lastColumnRoom(s)
		if widest > room && room < shortFileWidth {
			t = importTable(imports, time.DateOnly, columnGap)
			_, room = t.lastColumnRoom(s)
		}
		if room < minFileWidth {
			t = importTable(imports, time.DateOnly, 1)
			_, room = t.lastColumnRoom(s)
		}
		for _, row := range t.rows {
			file := &row[len(row)-1]
			*file = ansi.Truncate(*file, max(minFileWidth, room), "…")
		}
	}
	var b strings.Builder
	t.write(&b, s)
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteImport shows one import whole.
func WriteImport(w io.Writer, im *contact.ImportRecord, s Style) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n\n", s.paint(bold, fmt.Sprintf("Import %d:", im.ID)), s.paint(statusStyles[im.Status], Cell(im.Status)))
	importFile(im, &b, s)
	importConsent(im, &b, s)
	importOutcome(im, &b, s)
	if im.Mapping != nil && *im.Mapping != "" {
		title := "Mapping used"
		if strings.HasPrefix(*im.Mapping, "#") || strings.Contains(*im.Mapping, "\n#") {
			title += " (-o json has its comment lines too)"
		}
		fmt.Fprintf(&b, "\n%s\n", s.paint(bold, title))
		for line := range strings.Lines(*im.Mapping) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			b.WriteString("  " + Cell(strings.TrimRight(line, "\r\n")) + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// factIndent is the column in which the values of facts begin.
const factIndent = 16

// fact writes a name and its value, which may come from a list.
func (s Style) fact(b *strings.Builder, name, value string) {
	name = Cell(name)
	if ansi.StringWidth(name) > factIndent-4 {
		name += "  " // a long name shifts its value
	}
	b.WriteString("  " + pad(name, factIndent-2) + s.Hang(Cell(value), factIndent) + "\n")
}

func importFile(im *contact.ImportRecord, b *strings.Builder, s Style) {
	name := im.FileName
	if im.FileSize != nil {
		name += fmt.Sprintf(", %s", Plural(*im.FileSize, "byte"))
	}
	s.fact(b, "file", name)
	if im.FileSHA256 != nil {
		s.fact(b, "SHA-256", *im.FileSHA256)
	}
	s.fact(b, "started", clock(im.StartedAt, time.RFC1123Z))
	if im.FinishedAt != nil {
		s.fact(b, "finished", clock(im.FinishedAt, time.RFC1123Z))
	}
	if im.UndoneAt != nil {
		by := ""
		if im.UndoneBy != nil && *im.UndoneBy != "" {
			by = " by " + *im.UndoneBy
		}
		s.fact(b, "undone", clock(im.UndoneAt, time.RFC1123Z)+by)
	}
	if im.PrunedAt != nil {
		s.fact(b, "pruned", clock(im.PrunedAt, time.RFC1123Z)+": it can no longer be undone")
	}
	if im.Error != nil {
		s.fact(b, "error", *im.Error)
	}
	s.fact(b, "program", "rollcall "+im.Version)
}

func importConsent(im *contact.ImportRecord, b *strings.Builder, s Style) {
	fmt.Fprintf(b, "\n%s\n", s.paint(bold, "Consent"))
	by := im.By
	if im.Host != "" {
		by += " on " + im.Host
	}
	s.fact(b, "attested by", by)
	s.fact(b, "at", clock(&im.At, time.RFC1123Z))
	if im.Note != "" {
		s.fact(b, "note", im.Note)
	}
	statement := ansi.Wordwrap(Cell(im.Statement), max(40, min(s.Width, 100)-factIndent), "")
	fmt.Fprintf(b, "  %-14s%s\n", "statement", strings.ReplaceAll(statement, "\n", "\n"+strings.Repeat(" ", factIndent)))
	s.fact(b, "version", im.Consent.Version)
}

func importOutcome(im *contact.ImportRecord, b *strings.Builder, s Style) {
	fmt.Fprintf(b, "\n%s\n", s.paint(bold, "Outcome"))
	r := Result{Counts: im.Counts, SkippedTotal: im.SkippedTotal}
	r.figures(b, s)
	b.WriteByte('\n')
	s.fact(b, "duplicates", im.Duplicates)
	if len(im.Tags) > 0 {
		s.fact(b, "tags", listNew(im.Tags, im.NewTags))
	}
	if len(im.NewFields) > 0 {
		s.fact(b, "new fields", list(im.NewFields))
	}
	if im.Powerlist != nil {
		s.fact(b, "powerlist", fmt.Sprintf("%q, %s", Cell(*im.Powerlist), Plural(im.PowerlistContacts, "contact")))
	}
	if im.SkippedTotal > 0 && im.FileName != "stdin" {
		s.fact(b, "why skipped", "rollcall review "+ShellQuote(im.FileName)+" -m MAPPING --rejects rejects.csv")
	}
	if im.OptOuts > 0 {
		s.fact(b, "opt-outs", Plural(im.OptOuts, "number")+" put on the do-not-call list")
	}
}

// clock shows a time in the user's zone.
func clock(at *time.Time, layout string) string {
	if at == nil || at.IsZero() {
		return ""
	}
	return at.Local().Format(layout)
}
