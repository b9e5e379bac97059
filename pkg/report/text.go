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
	var b strings.Builder
	r.head(&b, s)
	r.figures(&b, s)
	r.facts(&b, s)
	r.TimeZones.write(&b, s)
	r.sample(&b, s)
	r.warnings(&b, s)
	if r.Fixed != "" {
		fmt.Fprintf(&b, "\n%s\n%s\n", s.paint(faint, "once the rows of "+Cell(r.Rejects)+" are fixed:"), Cell(r.Fixed))
	}
	if r.Why != "" {
		fmt.Fprintf(&b, "\n%s\n%s\n", s.paint(faint, "to see why "+r.skippedRows()+":"), Cell(r.Why))
	}
	nextSteps(&b, r.NextSteps, s)
	_, err := io.WriteString(w, b.String())
	return err
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

// nextSteps shows commands that may come next.
func nextSteps(b *strings.Builder, steps []string, s Style) {
	for _, step := range steps {
		fmt.Fprintf(b, "\n%s %s", s.paint(faint, "next:"), Cell(step))
	}
	if len(steps) > 0 {
		b.WriteByte('\n')
	}
}

// WriteNext shows a command that may come next.
func WriteNext(w io.Writer, step string, s Style) error {
	var b strings.Builder
	nextSteps(&b, []string{step}, s)
	_, err := io.WriteString(w, b.String())
	return err
}

// listName is a list's name in prose.
func listName(file string) string {
	if file == "-" {
		return "standard input"
	}
	return Cell(file)
}

func (r *Result) head(b *strings.Builder, s Style) {
	what := "Review of " + listName(r.File) + ": nothing was written"
	switch {
	case r.Command == "import" && r.Error != nil:
		what = "Import of " + listName(r.File) + ": refused, nothing was imported"
	case r.Command == "import":
		what = fmt.Sprintf("Imported %s as import %d", listName(r.File), r.ImportID)
	}
	fmt.Fprintf(b, "%s\n\n", s.paint(bold, what))
}

func (r *Result) figures(b *strings.Builder, s Style) {
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
			line += fmt.Sprintf("  %7s  %s", percent(f.n, r.Rows), s.paint(f.style, figureBar(f.n, r.Rows, s)))
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// figureWidth is how many columns the name of a figure has.
const figureWidth = 36

// figureBar draws a share in what is left of a line behind its figures.
func figureBar(n, of int64, s Style) string {
	return drawBar(n, of, max(0, min(24, s.Width-figureWidth-23)))
}

func (r *Result) facts(b *strings.Builder, s Style) {
	b.WriteByte('\n')
	fact := func(name, value string) { s.fact(b, name, value) }
	refused := r.Command == "import" && r.Error != nil // nothing of it goes anywhere
	if !refused {
		to := Cell(r.Destination)
		if p := r.Powerlist; p != nil {
			to += fmt.Sprintf(" %q, %s", Cell(p.Name), Plural(p.Contacts, "contact"))
		}
		fact("destination", to)
	}
	if _, internal := r.SuppressedBy[contact.InternalList]; len(r.SuppressedBy) > 1 || len(r.SuppressedBy) == 1 && !internal {
		fact("on lists", r.suppressedBy())
	}
	if r.OptOuts > 0 && !refused {
		puts, them := "puts ", "them"
		if r.Command == "import" {
			puts = "put "
		}
		if r.OptOuts == 1 {
			them = "it"
		}
		fact("opt-outs", "this file "+puts+Plural(r.OptOuts, "number")+" on the do-not-call list; undo leaves "+them+" there")
	}
	if len(r.Tags) > 0 && !refused {
		fact("tags", listNew(r.Tags, r.NewTags))
	}
	if len(r.NewFields) > 0 && !refused {
		fact("new fields", list(r.NewFields))
	}
	if r.Database != nil && !*r.Database {
		fact("database", "not consulted: known contacts are not counted as duplicates")
	}
	if r.Rejects != "" && r.SkippedTotal > 0 {
		rejects := Cell(r.Rejects)
		if r.RejectsKept != "" {
			rejects += "; the previous file is now " + Cell(r.RejectsKept)
		}
		fact("rejects", rejects)
	}
	if r.Clean != "" {
		fact("contacts", Cell(r.Clean))
	}
	fact("took", fmt.Sprintf("%.1f s", r.ElapsedSeconds))
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

// maxListed is how many names a list shows.
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

func (r *Result) sample(b *strings.Builder, s Style) {
	if r.Sample == nil || len(*r.Sample) == 0 {
		return
	}
	rows := sampleTable(*r.Sample)
	title := "Contacts as they would be stored"
	if left := fit(rows, s.Width); left > 0 {
		title += fmt.Sprintf(" (%s more in -o json)", Plural(int64(left), "field"))
	}
	fmt.Fprintf(b, "\n%s\n", s.paint(bold, title))
	t := columnTable{rows: rows, indent: strings.Repeat(" ", columnGap), gap: columnGap}
	for i := range rows[0] {
		t.left = append(t.left, i)
	}
	t.write(b, s)
}

// sampleTable has a header row, and of each contact the phone and what else
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
	// maxCellWidth is how many columns of the terminal a cell takes at most.
	maxCellWidth = 28
)

// fit shortens the cells of a table and leaves out its last columns until it
// is no wider than width, and returns how many it left out.
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

func (r *Result) warnings(b *strings.Builder, s Style) {
	if len(r.Warnings) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s\n", s.paint(bold, "Warnings"))
	for _, w := range r.Warnings {
		fmt.Fprintf(b, "  %s %s\n", s.paint(alert, "!"), s.Hang(Cell(w.Message), 4))
	}
}
