package source

import (
	"slices"

	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// numbers reports whether a phone column holds a number, and returns the column with a number
// where other rows have none, or -1. The latter counts if a phone column holds something else,
// perhaps next to a number, or the row is short, or two short rows may have become one.
func (sh *shape) numbers(cells []string) (phone bool, strange int) {
	other := len(cells) < sh.columns || sh.trims
	for _, p := range sh.phones {
		switch {
		case p >= len(cells) || cell.IsBlank(cells[p]):
		case cell.IsMostlyPhone(cells[p]):
			phone = true
			other = other || cell.HasLetter(cells[p]) && !cell.IsPhone(cells[p])
		default:
			other = other || !cell.HasDigit(cells[p])
		}
	}
	if phone {
		for _, i := range sh.never {
			if i < len(cells) && cell.IsPhone(cells[i]) {
				return phone, i
			}
		}
	}
	if !other {
		return phone, -1
	}
	for _, i := range sh.strangers {
		if i < len(cells) && (cell.IsPhone(cells[i]) && !cell.IsCoordinate(cells[i]) || sh.trims && slices.Contains(sh.phones, 0) && i < len(cells)-1 && cell.EndsInPhone(cells[i])) {
			return phone, i
		}
	}
	return phone, -1
}

// glued reports whether every number in the phone columns has letters next to it.
func (sh *shape) glued(cells []string) bool {
	letters := false
	for _, p := range sh.phones {
		switch {
		case p >= len(cells) || cell.IsBlank(cells[p]):
		case cell.IsPhone(cells[p]):
			return false
		default:
			letters = letters || cell.HasLetter(cells[p])
		}
	}
	return letters
}

// cutIn reports whether the last row, without a line end, was cut off: it has fewer cells than
// the others, or ends with a phone number of fewer digits than any, or with a text other than
// the few of its column.
func (sh *shape) cutIn(rec *Record) bool {
	if rec.Missing > 0 && !rec.Trimmed || slices.ContainsFunc(sh.filled, func(i int) bool { return i < len(rec.Cells) && cell.IsBlank(rec.Cells[i]) }) {
		return true
	}
	const fewest = 3 // columns
	if sh.columns >= fewest && filled(rec.Cells) == 1 {
		return true
	}
	last := len(rec.Cells) - 1 - rec.Missing
	if last < 0 {
		return false
	}
	if !slices.Contains(sh.phones, last) {
		c := rec.Cells[last]
		return slices.ContainsFunc(sh.kinds, func(k columnKind) bool {
			return k.cellKind == fewKind && k.column == last && (cell.IsBlank(c) && k.always || !cell.IsBlank(c) && !k.holds(c) && normalize.AnswerOf(c) == normalize.Unknown)
		})
	}
	n := min(cell.CountDigits(rec.Cells[last]), 63)
	return n > 0 && sh.lengths != 0 && sh.lengths&(1<<(n+1)-1) == 0
}

// single reports whether the file has only one column, whose cells may be anything.
func (sh *shape) single() bool { return sh.columns == 1 && sh.phones == nil }

// isFull reports whether a row has something in each column, and one of them has digits
// enough for a number, if not a number alone: "206 555 0100 (cell)".
func (sh *shape) isFull(cells []string, n int) bool {
	return n == sh.columns && n > 1 && len(cells) == n && slices.ContainsFunc(cells, cell.HasPhoneDigits)
}
