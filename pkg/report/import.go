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
	// shortFileWidth is the width below which the time of day is left out for it.
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
	if s.Wrap { // a person gets one line for each import, and the whole name from history ID
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
	b := printout{Style: s}
	t.write(&b)
	return b.writeTo(w)
}

// WriteImport shows one import in full.
func WriteImport(w io.Writer, im *contact.ImportRecord, s Style) error {
	b := printout{Style: s}
	b.printf("%s %s\n\n", b.paint(bold, fmt.Sprintf("Import %d:", im.ID)), b.paint(statusStyles[im.Status], Cell(im.Status)))
	importFile(im, &b)
	importConsent(im, &b)
	importOutcome(im, &b)
	if im.Mapping != nil && *im.Mapping != "" {
		title := "Mapping used"
		if strings.HasPrefix(*im.Mapping, "#") || strings.Contains(*im.Mapping, "\n#") {
			title += " (-o json has its comment lines too)"
		}
		b.section(title)
		for line := range strings.Lines(*im.Mapping) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			b.WriteString("  " + Cell(strings.TrimRight(line, "\r\n")) + "\n")
		}
	}
	return b.writeTo(w)
}

// factIndent is the column in which the values of facts begin.
const factIndent = 16

// fact writes a name and its value, which may come from a file.
func (b *printout) fact(name, value string) {
	name = Cell(name)
	if ansi.StringWidth(name) > factIndent-4 {
		name += "  " // a long name shifts its value
	}
	b.WriteString("  " + pad(name, factIndent-2) + b.Hang(Cell(value), factIndent) + "\n")
}

func importFile(im *contact.ImportRecord, b *printout) {
	name := im.FileName
	if im.FileSize != nil {
		name += fmt.Sprintf(", %s", Plural(*im.FileSize, "byte"))
	}
	b.fact("file", name)
	if im.FileSHA256 != nil {
		b.fact("SHA-256", *im.FileSHA256)
	}
	b.fact("started", clock(im.StartedAt, time.RFC1123Z))
	if im.FinishedAt != nil {
		b.fact("finished", clock(im.FinishedAt, time.RFC1123Z))
	}
	if im.UndoneAt != nil {
		by := ""
		if im.UndoneBy != nil && *im.UndoneBy != "" {
			by = " by " + *im.UndoneBy
		}
		b.fact("undone", clock(im.UndoneAt, time.RFC1123Z)+by)
	}
	if im.PrunedAt != nil {
		b.fact("pruned", clock(im.PrunedAt, time.RFC1123Z)+": it can no longer be undone")
	}
	if im.Error != nil {
		b.fact("error", *im.Error)
	}
	b.fact("program", "rollcall "+im.Version)
}

func importConsent(im *contact.ImportRecord, b *printout) {
	b.section("Consent")
	by := im.By
	if im.Host != "" {
		by += " on " + im.Host
	}
	b.fact("attested by", by)
	b.fact("at", clock(&im.At, time.RFC1123Z))
	if im.Note != "" {
		b.fact("note", im.Note)
	}
	statement := ansi.Wordwrap(Cell(im.Statement), max(40, min(b.Width, 100)-factIndent), "")
	b.printf("  %-14s%s\n", "statement", strings.ReplaceAll(statement, "\n", "\n"+strings.Repeat(" ", factIndent)))
	b.fact("version", im.Consent.Version)
}

func importOutcome(im *contact.ImportRecord, b *printout) {
	b.section("Outcome")
	r := Result{Counts: im.Counts, SkippedTotal: im.SkippedTotal}
	r.figures(b)
	b.WriteByte('\n')
	b.fact("duplicates", im.Duplicates)
	if len(im.Tags) > 0 {
		b.fact("tags", listNew(im.Tags, im.NewTags))
	}
	if len(im.NewFields) > 0 {
		b.fact("new fields", list(im.NewFields))
	}
	if im.Powerlist != nil {
		b.fact("powerlist", fmt.Sprintf("%q, %s", Cell(*im.Powerlist), Plural(im.PowerlistContacts, "contact")))
	}
	if im.SkippedTotal > 0 && im.FileName != "stdin" {
		b.fact("why skipped", "rollcall review "+ShellQuote(im.FileName)+" -m MAPPING --rejects rejects.csv")
	}
	if im.OptOuts > 0 {
		b.fact("opt-outs", Plural(im.OptOuts, "number")+" put on the do-not-call list")
	}
}

// clock shows a time in the user's zone.
func clock(at *time.Time, layout string) string {
	if at == nil || at.IsZero() {
		return ""
	}
	return at.Local().Format(layout)
}
