package source

import (
	"slices"
	"strings"

	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/syntax"
)

// fewestStuck is how many bytes a header has at least that is stuck to a row's last cell.
const fewestStuck = 16

// runsIntoHeader reports whether the last cell of a row has another header behind it, with
// another delimiter: the row's line end is gone, and the rows below are another list's.
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

// splitAnew splits a row of too few cells at another delimiter than the list has, as where
// exports of several programs were put together, or returns nil: it must give as many cells
// as there are columns, and a phone number or the header's name where such numbers stand.
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

// ofAnotherList returns the column of a cell that is of another kind, or -1: a value that no
// other row has may be its column's.
func (sh *shape) ofAnotherList(cells []string) int {
	for _, k := range sh.kinds {
		if k.column < len(cells) && k.cellKind != fewKind && !cell.IsBlank(cells[k.column]) && !k.holds(cells[k.column]) && sh.isOtherText(k.column, cells[k.column]) {
			return k.column
		}
	}
	_, at := sh.strayed(cells)
	return at
}

// hasOtherDelimiter reports whether a cell has several of another delimiter than the list's.
func hasOtherDelimiter(cell string, delim byte) bool {
	const several = 3
	for _, d := range []byte{'\t', ';', '|', ','} {
		if d != delim && strings.Count(cell, string(rune(d))) >= several {
			return true
		}
	}
	return false
}

// swallows reports whether a cell has a delimiter with a quote beside it, as where one
// behind a cell was lost or doubled.
func (sh *shape) swallows(cell string) bool {
	for i := 1; i < len(cell); i++ {
		if cell[i] == '"' && cell[i-1] == sh.delim || cell[i] == sh.delim && cell[i-1] == '"' {
			return true
		}
	}
	return false
}
