package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// WriteTotals shows what several files came to, a line each, and all of them
// together.
func WriteTotals(w io.Writer, results []*Result, s Style) error {
	all := *results[0]
	for _, r := range results[1:] {
		all.Add(r)
	}
	imports := all.Command == "import"
	line := func(r *Result, name string) []string {
		var cells []string
		if imports {
			cells = append(cells, strconv.FormatInt(r.ImportID, 10))
		}
		cells = append(cells, Count(r.Rows), Count(r.Created), Count(r.Updated))
		if all.Merged > 0 {
			cells = append(cells, Count(r.Merged))
		}
		return append(cells, Count(r.SkippedTotal), name)
	}
	header := []string{"rows", "created", "updated"}
	if imports {
		header = slices.Insert(header, 0, "import")
	}
	if all.Merged > 0 {
		header = append(header, "merged")
	}
	rows := [][]string{append(header, "skipped", "file")}
	for _, r := range results {
		rows = append(rows, line(r, listName(r.File)))
	}
	last := line(&all, Plural(int64(len(results)), "file"))
	if imports {
		last[0] = ""
	}
	rows = append(rows, last)
	widths := make([]int, len(last)-1)
	for _, row := range rows {
		for i := range widths {
			widths[i] = max(widths[i], ansi.StringWidth(row[i]))
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s\n\n", s.paint(bold, "All files"))
	for i, row := range rows {
		b.WriteString(" ")
		for j, width := range widths {
			b.WriteString(" " + strings.Repeat(" ", width-ansi.StringWidth(row[j])))
			cell := row[j]
			if i == 0 {
				cell = s.paint(faint, cell)
			}
			b.WriteString(cell + " ")
		}
		name := row[len(row)-1]
		switch i {
		case 0:
			name = s.paint(faint, name)
		case len(rows) - 1:
			name = s.paint(bold, name)
		}
		b.WriteString(" " + name + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
