package xlsx

// Cell is a cell with a value at its column, from 0 up.
type Cell struct {
	Column int
	Value  string
}

// Row is a row with only its filled cells, from left to right: its only cell may be in the
// last of 16,384 columns.
type Row struct {
	// Line is the row's number, from 1 up, after Sheet.Before others.
	Line     int64
	Cells    []Cell
	Problems []Problem
	// Malformed: the row can't be read; the first of Problems says why.
	Malformed bool
	// Hidden: the row is not shown.
	Hidden bool
	// Highlighted are the cells that are marked, filled or not, if Sheet.Highlights.
	Highlighted []HighlightedCell
	// Bytes are those of all cells.
	Bytes int
	// Sums are the columns of cells whose formula sums or counts other rows.
	Sums []int

	last      int // the column of the cell seen last, filled or not
	unchecked int // cells that are nothing but a box that isn't ticked
}

// Problem is something about a row or a cell that its reader should know.
type Problem struct {
	// Column of the cell, from 1 up; 0 is the row.
	Column  int
	Code    string
	Message string
}

// Codes of problems beside those that make a row malformed.
const (
	// FormulaUnread: a formula whose result is not stored. The cell is its text.
	FormulaUnread = "formula_unread"
	// ErrorValue: a formula came to an error. The cell is its name, as "#N/A".
	ErrorValue = "error_value"
	// SymbolUnread: a symbol of which it is not known what it looks like.
	SymbolUnread = "symbol_unread"
	// CrossedOut: a line goes through the text of a cell.
	CrossedOut = "crossed_out"
)

func (r *Row) problem(code string, column int, message string) {
	r.Problems = append(r.Problems, Problem{column, code, message})
}

// Refuse makes the row malformed for a reason, unless it is so for another.
func (r *Row) Refuse(code string, column int, message string) {
	if !r.Malformed {
		r.Malformed = true
		r.Problems = append([]Problem{{column, code, message}}, r.Problems...)
	}
}

// blank reports whether nobody has filled in the row. Boxes to tick are filled
// down far below the last row, and say nothing where they are not ticked.
func (r *Row) blank() bool { return len(r.Cells) == r.unchecked && len(r.Problems) == 0 }

// Wide appends the values of the row's cells to a slice, each at its column.
func (r *Row) Wide(into []string) []string {
	for _, c := range r.Cells {
		for len(into) <= c.Column {
			into = append(into, "")
		}
		into[c.Column] = c.Value
	}
	return into
}

// cellSize is the memory for a cell besides its bytes.
const cellSize = 16

// Size is how much memory the row's cells take, in bytes.
func (r *Row) Size() int { return r.Bytes + cellSize*len(r.Cells) }
