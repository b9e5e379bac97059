package report

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"rollcall/pkg/contact"
)

// WriteResult shows a result to a person: what is or would be imported, what is
// left out and why, where it goes, and what to do next.
func WriteResult(w io.Writer, r *Result, s Style) error {
	b := printout{Style: s}
	r.head(&b)
	r.figures(&b)
	r.facts(&b)
	r.TimeZones.write(&b)
	r.sample(&b)
	r.warnings(&b)
	if r.Fixed != "" {
		b.printf("\n%s\n%s\n", b.paint(faint, "once the rows of "+Cell(r.Rejects)+" are fixed:"), Cell(r.Fixed))
	}
	if r.Why != "" {
		b.printf("\n%s\n%s\n", b.paint(faint, "to see why "+r.skippedRows()+":"), Cell(r.Why))
	}
	b.nextSteps(r.NextSteps)
	return b.writeTo(w)
}

// skippedRows returns how many rows are skipped, or were, as text.
func (r *Result) skippedRows() string {
	verb := "are"
	switch {
	case r.SkippedTotal == 1 && r.Command == "import":
		verb = "was"
	case r.SkippedTotal == 1:
		verb = "is"
	case r.Command == "import":
		verb = "were"
	}
	return Plural(r.SkippedTotal, "row") + " " + verb + " skipped"
}

// nextSteps shows commands as next steps.
func (b *printout) nextSteps(steps []string) {
	for _, step := range steps {
		b.printf("\n%s %s", b.paint(faint, "next:"), Cell(step))
	}
	if len(steps) > 0 {
		b.WriteByte('\n')
	}
}

// WriteNext shows a command as the next step.
func WriteNext(w io.Writer, step string, s Style) error {
	b := printout{Style: s}
	b.nextSteps([]string{step})
	return b.writeTo(w)
}

// listName returns a file's name in prose.
func listName(file string) string {
	if file == "-" {
		return "standard input"
	}
	return Cell(file)
}

func (r *Result) head(b *printout) {
	what := "Review of " + listName(r.File) + ": nothing was written"
	switch {
	case r.Command == "import" && r.Error != nil:
		what = "Import of " + listName(r.File) + ": refused, nothing was imported"
	case r.Command == "import":
		what = fmt.Sprintf("Imported %s as import %d", listName(r.File), r.ImportID)
	}
	b.title(what)
}

func (r *Result) figures(b *printout) {
	type figure struct {
		name  string
		n     int64
		style paint
		top   bool
	}
	figures := []figure{
		{"rows", r.Rows, bold, true},
		{"created", r.Created, good, true},
		{"updated", r.Updated, good, true},
		{"merged into another row's contact", r.Merged, good, true},
		{"skipped", r.SkippedTotal, alert, true},
	}
	for reason, rows := range r.Skipped.All() {
		figures = append(figures, figure{reasonWords[reason], rows, alert, false})
	}
	for i, f := range figures {
		always := f.name == "rows" || f.name == "created" || f.name == "skipped"
		if f.n == 0 && !always {
			continue
		}
		indent := "  "
		if !f.top {
			indent = "    "
		}
		line := fmt.Sprintf("%-*s%11s", figureWidth, indent+f.name, Count(f.n))
		if i > 0 {
			line += fmt.Sprintf("  %7s  %s", percent(f.n, r.Rows), b.paint(f.style, b.figureBar(f.n, r.Rows)))
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// figureWidth is the width of a figure's name.
const figureWidth = 36

// figureBar draws a share in the rest of a line after its figures.
func (b *printout) figureBar(n, of int64) string {
	return drawBar(n, of, max(0, min(24, b.Width-figureWidth-23)))
}

func (r *Result) facts(b *printout) {
	b.WriteByte('\n')
	refused := r.Command == "import" && r.Error != nil // nothing of it goes anywhere
	if !refused {
		to := Cell(r.Destination)
		if p := r.Powerlist; p != nil {
			to += fmt.Sprintf(" %q, %s", Cell(p.Name), Plural(p.Contacts, "contact"))
		}
		b.fact("destination", to)
	}
	if _, internal := r.SuppressedBy[contact.InternalList]; len(r.SuppressedBy) > 1 || len(r.SuppressedBy) == 1 && !internal {
		b.fact("on lists", r.suppressedBy())
	}
	if r.OptOuts > 0 && !refused {
		puts, them := "puts ", "them"
		if r.Command == "import" {
			puts = "put "
		}
		if r.OptOuts == 1 {
			them = "it"
		}
		b.fact("opt-outs", "this file "+puts+Plural(r.OptOuts, "number")+" on the do-not-call list; undo leaves "+them+" there")
	}
	if len(r.Tags) > 0 && !refused {
		b.fact("tags", listNew(r.Tags, r.NewTags))
	}
	if len(r.NewFields) > 0 && !refused {
		b.fact("new fields", list(r.NewFields))
	}
	if r.Database != nil && !*r.Database {
		b.fact("database", "not consulted: known contacts are not counted as duplicates")
	}
	if r.Rejects != "" && r.SkippedTotal > 0 {
		rejects := Cell(r.Rejects)
		if r.RejectsKept != "" {
			rejects += "; the previous file is now " + Cell(r.RejectsKept)
		}
		b.fact("rejects", rejects)
	}
	if r.Clean != "" {
		b.fact("contacts", Cell(r.Clean))
	}
	b.fact("took", fmt.Sprintf("%.1f s", r.ElapsedSeconds))
}

// suppressedBy shows the rows that each do-not-call list keeps out: "internal 2,
// national-dnc 40".
func (r *Result) suppressedBy() string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(r.SuppressedBy)) {
		all = append(all, name+" "+Count(r.SuppressedBy[name]))
	}
	return list(all)
}

// maxListed is the number of names that a list shows.
const maxListed = 12

func list(names []string) string {
	shown := make([]string, 0, maxListed+1)
	for i, n := range names {
		if i == maxListed {
			shown = append(shown, fmt.Sprintf("and %d more", len(names)-maxListed))
			break
		}
		shown = append(shown, Cell(n))
	}
	return strings.Join(shown, ", ")
}

func listNew(names, added []string) string {
	marked := slices.Clone(names)
	for i, n := range marked {
		if _, ok := slices.BinarySearch(added, n); ok {
			marked[i] = n + " (new)"
		}
	}
	return list(marked)
}

func (r *Result) sample(b *printout) {
	if r.Sample == nil || len(*r.Sample) == 0 {
		return
	}
	rows := sampleTable(*r.Sample)
	title := "Contacts as they would be stored"
	if left := fit(rows, b.Width); left > 0 {
		title += fmt.Sprintf(" (%s more in -o json)", Plural(int64(left), "field"))
	}
	b.section(title)
	t := columnTable{rows: rows, indent: strings.Repeat(" ", columnGap), gap: columnGap}
	for i := range rows[0] {
		t.left = append(t.left, i)
	}
	t.write(b)
}

// sampleTable returns a header row, and for each contact the phone and every field that
// some contact of the sample has.
func sampleTable(samples []Sample) [][]string {
	header := []string{"phone"}
	for f := range contact.NumFields {
		name := contact.Field(f).String()
		if slices.ContainsFunc(samples, func(s Sample) bool { return s.Values[name] != "" }) {
			header = append(header, name)
		}
	}
	keys := map[string]bool{}
	for _, s := range samples {
		for key := range s.Fields {
			keys[key] = true
		}
	}
	custom := slices.Sorted(maps.Keys(keys))
	rows := [][]string{slices.Clone(header)}
	for _, key := range custom {
		rows[0] = append(rows[0], Cell(key))
	}
	for _, s := range samples {
		row := []string{Cell(s.Phone)}
		for _, name := range header[1:] {
			row = append(row, Cell(s.Values[name]))
		}
		for _, key := range custom {
			text := ""
			if v, ok := s.Fields[key]; ok {
				text = Cell(fmt.Sprint(v))
			}
			row = append(row, text)
		}
		rows = append(rows, row)
	}
	return rows
}

const (
	columnGap = 2
	// maxCellWidth is the greatest width of a cell.
	maxCellWidth = 28
)

// fit shortens the cells of a table and removes its last columns until it is no wider than
// width, and returns how many it removed.
func fit(rows [][]string, width int) (left int) {
	used, keep := 0, 0
	for i := range rows[0] {
		widest := 0
		for _, row := range rows {
			row[i] = ansi.Truncate(row[i], maxCellWidth, "…")
			widest = max(widest, ansi.StringWidth(row[i]))
		}
		if used += columnGap + widest; width > 0 && used > width && keep > 0 {
			break
		}
		keep++
	}
	left = len(rows[0]) - keep
	for i := range rows {
		rows[i] = rows[i][:keep]
	}
	return left
}

func (r *Result) warnings(b *printout) {
	if len(r.Warnings) == 0 {
		return
	}
	b.section("Warnings")
	for _, w := range r.Warnings {
		b.notice(alert, "!", Cell(w.Message))
	}
}
