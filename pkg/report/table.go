package report

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// columnTable is a table as a terminal shows it: a header and rows, each column as
// wide as its widest cell. Its cells are harmless to a terminal.
type columnTable struct {
	rows   [][]string // the header first
	left   []int      // the columns that are aligned left; others are aligned right
	indent string
	gap    int // the number of blanks between columns
	// style, if set, returns the style of a cell.
	style func(row, column int) paint
}

// widths returns the widths of the columns.
func (t *columnTable) widths() []int {
	widths := make([]int, len(t.rows[0]))
	for _, row := range t.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	return widths
}

// write writes a line for each row, without trailing blanks.
func (t *columnTable) write(b *printout) {
	widths := t.widths()
	for i, row := range t.rows {
		line := t.indent
		for j, cell := range row {
			blanks := strings.Repeat(" ", widths[j]-ansi.StringWidth(cell))
			switch {
			case i == 0:
				cell = b.paint(faint, cell)
			case t.style != nil:
				cell = b.paint(t.style(i, j), cell)
			}
			if j > 0 {
				line += strings.Repeat(" ", t.gap)
			}
			if slices.Contains(t.left, j) {
				line += cell + blanks
			} else {
				line += blanks + cell
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}
