package source

import (
	"strings"

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

// filled counts the cells that aren't blank.
func filled(cells []string) (n int) {
	for _, c := range cells {
		if !cell.IsBlank(c) {
			n++
		}
	}
	return n
}

// unused reports whether no row has anything in a column.
func unused(rows []sampleRow, column int) bool {
	for _, r := range rows {
		if column < len(r.cells) && !cell.IsBlank(r.cells[column]) {
			return false
		}
	}
	return true
}

// filledIn counts the rows that have something in a column.
func filledIn(data []sampleRow, column int) (n int) {
	for _, r := range data {
		if column < len(r.cells) && !cell.IsBlank(r.cells[column]) {
			n++
		}
	}
	return n
}

// textIn counts the rows that have words in a column.
func textIn(data []sampleRow, column int) (n int) {
	for _, r := range data {
		if column < len(r.cells) && cell.HasLetter(r.cells[column]) && !cell.HasDigit(r.cells[column]) {
			n++
		}
	}
	return n
}
