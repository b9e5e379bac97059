package source

import (
	"slices"
	"strings"

	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/syntax"
)

// fewestStuck is the size of the shortest header that is stuck to a row's last cell, in bytes.
const fewestStuck = 16

// runsIntoHeader reports whether the last cell of a row is followed by another header, with
// another delimiter: the row's line end is gone, and the rows below belong to another list.
func (sh *shape) runsIntoHeader(cells []string) bool {
	if sh.columns < 3 || sh.header == nil || len(cells) == 0 {
		return false
	}
	cell := cells[len(cells)-1]
	if len(cell) < fewestStuck || len(cell) > 4096 {
		return false
	}
	for _, delim := range [...]string{";", ",", "\t", "|"} {
		if delim[0] != sh.delim && strings.Count(cell, delim) == sh.columns-1 {
			if names := strings.Split(cell, delim); 5*named(names[1:]) >= 3*(len(names)-1) {
				return true
			}
		}
	}
	return false
}

// splitAnew splits a row with too few cells at another delimiter than the file's, as in
// concatenated exports of several programs, or returns nil: the result must have as many cells
// as there are columns, and a phone number or the header's name in a phone column.
func (sh *shape) splitAnew(cells []string) []string {
	if sh.columns < 3 || len(sh.phones) == 0 || len(cells) == 0 {
		return nil
	}
	line := strings.Join(cells, string(rune(sh.delim)))
	for _, delim := range []byte{';', ',', '\t', '|'} {
		if delim == sh.delim || strings.Count(line, string(rune(delim))) < sh.columns-1 {
			continue
		}
		g := syntax.Grammar{Delim: delim, Quote: '"', MaxRow: len(line) + 1}
		spans, end, how := g.Row(line, 0, true, nil)
		if how != syntax.Whole || end != len(line) || len(spans) != sh.columns {
			continue
		}
		var a syntax.Arena
		split := make([]string, len(spans))
		for i, s := range spans {
			split[i] = g.Text(line, s, &a)
		}
		if slices.ContainsFunc(sh.phones, func(p int) bool {
			return cell.IsPhone(split[p]) || sh.header != nil && strings.EqualFold(cell.ColumnName(split[p]), sh.header[p])
		}) {
			return split
		}
	}
	return nil
}

// ofAnotherList returns the column of a cell that is of another kind, or -1. A value that no
// other row has may still be its column's, unless it is an answer: it may be to another question.
func (sh *shape) ofAnotherList(cells []string) int {
	for _, k := range sh.kinds {
		switch c := cellAt(cells, k.column); {
		case cell.IsBlank(c):
		case k.cellKind == fewKind && sh.places.columns[k.column].answers && !k.values[c], k.cellKind != fewKind && !k.holds(c) && sh.isOtherText(k.column, c):
			return k.column
		}
	}
	_, at := sh.strayed(cells)
	return at
}

// hasOtherDelimiter reports whether a cell has several of another delimiter than the file's.
func hasOtherDelimiter(cell string, delim byte) bool {
	const several = 3
	for _, d := range []byte{'\t', ';', '|', ','} {
		if d != delim && strings.Count(cell, string(rune(d))) >= several {
			return true
		}
	}
	return false
}

// swallows reports whether a cell has a delimiter next to a quote, as when a quote was lost or
// doubled.
func (sh *shape) swallows(cell string) bool {
	for i := 1; i < len(cell); i++ {
		if cell[i] == '"' && cell[i-1] == sh.delim || cell[i] == sh.delim && cell[i-1] == '"' {
			return true
		}
	}
	return false
}
