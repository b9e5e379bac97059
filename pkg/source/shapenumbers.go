package source

import (
	"slices"

	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// numbers reports whether a column of phones holds a number, and which column
// holds one that has none in other rows, or -1, where a column of phones holds
// something else, be it beside a number, or the row is short, or where two short rows may
// be one.
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
		if i < len(cells) && (cell.IsPhone(cells[i]) || sh.trims && slices.Contains(sh.phones, 0) && i < len(cells)-1 && cell.EndsInPhone(cells[i])) {
			return phone, i
		}
	}
	return phone, -1
}

// besideNumbers reports whether a column of phones has such a cell.
func (sh *shape) besideNumbers(cells []string) bool {
	return slices.ContainsFunc(sh.phones, func(p int) bool { return p < len(cells) && cell.IsPhoneAndText(cells[p]) })
}

// glued reports whether each number in the columns of phones has letters beside
// it that no other row need have.
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

// cutIn reports whether a last row without a line end was cut off: it has fewer cells than
// the others, or ends with a phone number of fewer digits than any, or with a text that
// is none of the few of its column.
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

// single reports whether the list has but one column, whose cells may be anything.
func (sh *shape) single() bool { return sh.columns == 1 && sh.phones == nil }

// holdsDigits reports whether a row has digits enough for a number where numbers stand.
func (sh *shape) holdsDigits(cells []string) bool {
	return slices.ContainsFunc(sh.phones, func(p int) bool { return p < len(cells) && cell.HasPhoneDigits(cells[p]) })
}
