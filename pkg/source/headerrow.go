package source

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// titleRows is how many title rows may precede a header that only its words show.
const titleRows = 30

// headerRow returns the index of the header among the first rows of a list without a column of
// phone numbers: below titles, which fill few of the columns.
func headerRow(rows []sampleRow, width int) int {
	top := rows[:min(len(rows), titleRows)]
	if width < 2 {
		// Titles can't be told by their width, but where a name of a column
		// stands above the first data, it is that.
		for i, r := range top {
			if dataCell(r.cells) != "" {
				break
			}
			if named(r.cells) > 0 {
				return i
			}
		}
		return 0
	}
	at := 0
	for i, r := range top {
		if n := filled(r.cells); n > 1 && 2*n >= width {
			at = i
			break
		}
	}
	if 2*named(top[at].cells) >= filled(top[at].cells) {
		return at
	}
	// A title may be as wide as the list. Then the header is below, and without
	// data in between, unless the title itself looks like some.
	isData := looksLikeData(rows, at) != ""
	for i := at + 1; i < min(len(top), at+10); i++ {
		if n := filled(top[i].cells); n > 1 && 2*n >= width && 3*named(top[i].cells) >= 2*n {
			return i
		}
		if !isData && looksLikeData(rows, i) != "" {
			break
		}
	}
	// A header may be sparser than titles are as a rule, if only data follows.
	for i := at - 1; isData && i >= 0; i-- {
		if len(top[i].cells) == width && filled(top[i].cells) > 0 && looksLikeData(rows, i) == "" {
			return i
		}
	}
	return at
}

// looksLikeData returns the reason why a row is not a header, or "".
func looksLikeData(rows []sampleRow, at int) string {
	cells := rows[at].cells
	if why := dataCell(cells); why != "" {
		return why
	}
	if named(cells) > 0 || counts(cells) {
		return ""
	}
	numbers := countFunc(cells, func(c string) bool { return (cell.IsNumber(c) || cell.IsDate(c)) && !cell.IsYear(c) })
	if numbers > 0 && 2*numbers >= filled(cells) {
		return "most of its cells are numbers or dates"
	}
	if n := repeated(rows, at); n > 1 {
		return fmt.Sprintf("%d of its cells are in the rows below as well", n)
	}
	return ""
}

// dataCell describes the cell of a row that no header has, or returns "".
func dataCell(cells []string) string {
	header := 2*named(cells) >= filled(cells)
	for i, c := range cells {
		switch {
		case cell.IsEmail(c):
			return fmt.Sprintf("since cell %d is an e-mail address", i+1)
		case cell.IsDate(c), header && cell.IsCompactDate(c):
		case cell.IsPhoneLike(c), len(cells) == 1 && cell.HasDigitRun(c):
			return fmt.Sprintf("since cell %d could be a phone number", i+1)
		}
	}
	return ""
}

// runsIntoRow returns the cell of a header that has a phone number after a name and is
// followed by cells of a row, or -1: the line break between them is gone.
func runsIntoRow(rows []sampleRow, at int) int {
	cells := rows[at].cells
	for i, c := range cells[:max(0, len(cells)-2)] {
		if i == 0 || cell.CountDigits(c) < cell.FewestDigits || strings.Contains(c, "://") || !cell.HasLetter(c) || !cell.EndsInPhone(c) {
			continue
		}
		if slices.ContainsFunc(cells[i+1:], func(c string) bool {
			return cell.IsDate(c) || cell.IsNumber(c) || c != "" && normalize.AnswerOf(c) != normalize.Unknown
		}) || repeated(rows, at) > 1 || len(cells) == 2*i+1 && cell.NamesPhone(cells[0]) { // the columns twice
			return i
		}
	}
	return -1
}

// counts reports whether a row numbers its columns from 0 or 1, as programs do that have no
// names for them; the first column may have none.
func counts(cells []string) bool {
	if len(cells) > 1 && cell.IsBlank(cells[0]) {
		cells = cells[1:]
	}
	first, err := strconv.Atoi(cells[0])
	for i, c := range cells {
		if c != strconv.Itoa(first+i) {
			return false
		}
	}
	return err == nil && (first == 0 || first == 1) && len(cells) > 1
}

// repeated counts the columns in which a row's cell occurs again below, except in a row that
// repeats all of it.
func repeated(rows []sampleRow, at int) (n int) {
	cells := rows[at].cells
	found := make([]bool, len(cells))
	for _, r := range rows[at+1:] {
		if slices.Equal(r.cells, cells) {
			continue
		}
		for i, c := range r.cells[:min(len(r.cells), len(cells))] {
			if !found[i] && c == cells[i] && !cell.IsBlank(c) {
				found[i] = true
				n++
			}
		}
	}
	return n
}

// named counts the cells that name columns.
func named(cells []string) int { return countFunc(cells, cell.NamesColumn) }
