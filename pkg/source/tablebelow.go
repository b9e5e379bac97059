package source

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/source/internal/cell"
)

// learnTableBelow finds the table below a short list that has no phone numbers and says nothing
// of who may be called, as the reports of webinars have one: its rows are not contacts. It returns
// the rows above it.
func (r *Reader) learnTableBelow(h *heading, data []sampleRow) []sampleRow {
	if !r.atEnd(data) || len(r.further) > 0 || h.first.line != h.last.line || !slices.ContainsFunc(h.cells, namesNumbers) {
		return data
	}
	for i, row := range data {
		if i > 0 && isNames(row.cells) && !sameNames(row.cells, h.cells) && !slices.ContainsFunc(row.cells, namesNumbers) &&
			(gapBetween(data[i-1], row) || filled(data[i-1].cells) == 1) && isNumberless(row.cells, data[i+1:]) {
			r.list.shape.below = row.line
			return data[:i]
		}
	}
	return data
}

// isNumberless reports whether rows fit the names above them, and neither have phone numbers nor
// say who may be called. Lines of one cell are none of them.
func isNumberless(names []string, rows []sampleRow) bool {
	fit := 0
	for _, row := range rows {
		if filled(row.cells) < 2 {
			continue
		}
		fit++
		for i, c := range row.cells {
			name := cellAt(names, i)
			if isFilled(c) && (name == "" || cell.IsPhone(c) && !header.NamesNumber(name) || namesAnswer(name) || refusesIn(header.None, c)) {
				return false
			}
		}
	}
	return fit > 0
}

// isNames reports whether a row has the names of a table's columns.
func isNames(cells []string) bool {
	n := filled(cells)
	return n > 1 && !slices.ContainsFunc(cells, cell.HasPhoneDigits) && 3*countFunc(cells, func(c string) bool { return cell.NamesColumn(c) || namesAnswer(c) }) >= 2*n
}

// namesNumbers reports whether a column is named for phone numbers, and not for what is said of
// them.
func namesNumbers(name string) bool { return cell.NamesPhone(name) && !namesAnswer(name) }

// sameNames reports whether two rows have the same names of columns.
func sameNames(a, b []string) bool {
	n := max(len(a), len(b))
	return slices.EqualFunc(padded(a, n-len(a)), padded(b, n-len(b)), func(a, b string) bool { return strings.EqualFold(cell.ColumnName(a), cell.ColumnName(b)) })
}
