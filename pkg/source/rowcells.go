package source

import (
	"slices"
	"strings"

	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// firstFilled returns the first cell that isn't blank, with how many are not.
func firstFilled(cells []string) (first string, at, n int) {
	at = -1
	for i, c := range cells {
		if cell.IsBlank(c) {
			continue
		}
		if n++; n == 1 {
			first, at = strings.TrimSpace(c), i
		}
	}
	return first, at, n
}

// sole returns the text of a row that says but one thing: in one cell, or the
// same in every cell that is filled.
func sole(cells []string) (string, bool) {
	first, _, n := firstFilled(cells)
	if n == 0 {
		return "", false
	}
	for _, c := range cells {
		if c = strings.TrimSpace(c); c != "" && c != first {
			return "", false
		}
	}
	return first, true
}

// countFunc counts the elements that meet a condition.
func countFunc[S ~[]E, E any](s S, is func(E) bool) (n int) {
	for _, e := range s {
		if is(e) {
			n++
		}
	}
	return n
}

func isFilled(c string) bool { return !cell.IsBlank(c) }

// filled counts the cells that aren't blank.
func filled(cells []string) int { return countFunc(cells, isFilled) }

// cellAt returns the cell in a column, or "" if a row is too short to have one.
func cellAt(cells []string, column int) string {
	if column < len(cells) {
		return cells[column]
	}
	return ""
}

// anyAt reports whether a row has a cell of a kind in one of some columns.
func anyAt(cells []string, columns []int, is func(string) bool) bool {
	return slices.ContainsFunc(columns, func(i int) bool { return is(cellAt(cells, i)) })
}

// anyIn reports whether a row has a cell of a kind in a column. No blank cell is of the kind.
func anyIn(data []sampleRow, column int, is func(string) bool) bool {
	return slices.ContainsFunc(data, func(r sampleRow) bool { return is(cellAt(r.cells, column)) })
}

// countIn counts the rows that have such a cell.
func countIn(data []sampleRow, column int, is func(string) bool) int {
	return countFunc(data, func(r sampleRow) bool { return is(cellAt(r.cells, column)) })
}

// unused reports whether no row has anything in a column.
func unused(data []sampleRow, column int) bool { return !anyIn(data, column, isFilled) }

// filledIn counts the rows that have something in a column.
func filledIn(data []sampleRow, column int) int { return countIn(data, column, isFilled) }

// textIn counts the rows that have words in a column.
func textIn(data []sampleRow, column int) int {
	return countIn(data, column, func(c string) bool { return cell.HasLetter(c) && !cell.HasDigit(c) })
}

// all returns how many rows have a cell in a column, if all of these are of a kind, else 0.
func all(data []sampleRow, column int, is func(string) bool) int {
	if anyIn(data, column, func(c string) bool { return isFilled(c) && !is(strings.TrimSpace(c)) }) {
		return 0
	}
	return filledIn(data, column)
}

// lineSet is a set of rows, by their lines.
type lineSet map[int64]bool

func (s *lineSet) add(r sampleRow) {
	if *s == nil {
		*s = lineSet{}
	}
	(*s)[r.line] = true
}

// fullRows returns the rows that have all columns, without further cells.
func (r *Reader) fullRows(data []sampleRow) []sampleRow {
	width := r.list.shape.columns
	full := slices.Clone(data)
	if r.sheet != nil { // whose blank cells need not be there
		for i, row := range full {
			full[i].cells = append(slices.Clone(row.cells), make([]string, max(0, width-len(row.cells)))...)
		}
	}
	full = slices.DeleteFunc(full, func(r sampleRow) bool { return len(r.cells) < width })
	for i := range full {
		full[i].cells = full[i].cells[:width]
	}
	return full
}

// wholeRows returns the rows with exactly the columns of the file, including those that leave
// out blank cells at their end.
func (sh *shape) wholeRows(data []sampleRow) (whole []sampleRow) {
	for _, r := range data {
		n := len(r.cells)
		if n > sh.columns || n < sh.columns && !sh.trims {
			continue
		}
		r.cells = append(slices.Clip(r.cells), make([]string, sh.columns-n)...)
		whole = append(whole, r)
	}
	return whole
}

func isYesOrNo(c string) bool {
	a := normalize.AnswerOf(c)
	return cell.HasLetter(c) && (a == normalize.Yes || a == normalize.No)
}
