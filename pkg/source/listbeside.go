package source

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// refuseListBeside refuses a list that has another one beside it, behind a column without a
// name or a cell: of people who must not be called, by its name, or of numbers that reach
// further down than the names before, or less far.
func refuseListBeside(h *heading, data []sampleRow) error {
	names := h.cells
	gap := slices.IndexFunc(names, func(name string) bool { return cell.ColumnName(name) == "" })
	if gap < 1 || gap+1 >= len(names) || !unused(data, gap) {
		return nil
	}
	phones := phoneColumns(data, len(names), 2)
	before := slices.ContainsFunc(phones, func(p int) bool { return p < gap })
	for i := gap + 1; i < len(names); i++ {
		if cell.ColumnName(names[i]) == "" {
			continue
		}
		if saysDoNotCall(names[i]) && namesPeople(data, i) {
			return &RefusedError{
				Line:    h.last.line,
				Message: fmt.Sprintf("column %q stands beside the list, behind an empty column: it seems to be a list of its own, of whom not to call", cell.ColumnName(names[i])),
				Hint:    "take these people out of the list and add their numbers with rollcall suppress add, then remove that column",
			}
		}
		if line := data[0].line; !before && slices.Contains(phones, i) && reach(data, 0, gap) != reach(data, i, i+1) {
			return &RefusedError{
				Line:    line,
				Message: fmt.Sprintf("the numbers of column %q stand behind an empty column, and are not as many as the rows before it: they seem to be a list of their own", cell.ColumnName(names[i])),
				Hint:    "save each list as a separate file; if they belong together, join them by a column that both have",
			}
		}
	}
	return nil
}

// namesPeople reports whether a column has texts of several words or numbers, and no answers.
func namesPeople(data []sampleRow, column int) bool {
	named := 0
	for _, r := range data {
		if column >= len(r.cells) || cell.IsBlank(r.cells[column]) {
			continue
		}
		c := r.cells[column]
		if !cell.HasPhoneDigits(c) && (len(strings.Fields(c)) < 2 || normalize.AnswerOf(c) != normalize.Unknown || header.Read(c).Concept == header.Refusal) {
			return false
		}
		named++
	}
	return named > 0
}

// reach returns in how many rows from the first on a range of columns has cells, up to the
// last such row.
func reach(data []sampleRow, from, to int) (rows int) {
	for at, r := range data {
		for i := from; i < min(to, len(r.cells)); i++ {
			if !cell.IsBlank(r.cells[i]) {
				rows = at + 1
			}
		}
	}
	return rows
}
