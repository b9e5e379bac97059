package source

import (
	"errors"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/source/internal/cell"
)

// otherHeader reports whether the cells after those of a row are names of columns other than
// the file's; the first of them is stuck to the row's last cell.
func (sh *shape) otherHeader(last string, cells []string) bool {
	if len(cells) > maxColumns {
		return false
	}
	n := named(cells)
	if n < 2 || 5*n < 3*filled(cells) || slices.ContainsFunc(cells, cell.IsPhone) {
		return false
	}
	for i, c := range cells {
		if i+1 >= len(sh.header) || !strings.EqualFold(cell.ColumnName(c), sh.header[i+1]) {
			return true
		}
	}
	return len(cells)+1 != len(sh.header) || !strings.HasSuffix(strings.ToLower(cell.ColumnName(last)), strings.ToLower(sh.header[0]))
}

// endsInNames reports whether the last cells of a row are names of this file's columns, in
// another order: those of a header that a short row runs into.
func (sh *shape) endsInNames(cells []string) bool {
	const fewest = 3
	from := len(cells)
	for from > 1 && sh.names[strings.ToLower(cell.ColumnName(cells[from-1]))] {
		from--
	}
	names := cells[from:]
	return len(names) >= fewest && !slices.EqualFunc(names, sh.header[max(0, len(sh.header)-len(names)):], func(a, b string) bool { return strings.EqualFold(cell.ColumnName(a), b) })
}

// endsInHeader reports whether the last cells of a malformed row are names of columns, at
// least three, other than the file's: a quote before or in another header has torn it.
func (sh *shape) endsInHeader(cells []string) bool {
	from := len(cells)
	for from > 1 && len(cells[from-1]) <= 60 && cell.HasLetter(cells[from-1]) && !cell.HasDigit(cells[from-1]) {
		from--
	}
	return sh.header != nil && from < len(cells) && named(cells[from:]) >= 3 && sh.otherHeader(cells[from-1], cells[from:])
}

func (sh *shape) refuseHeader(rec *Record) verdict {
	return sh.refuse(refuseFile(rec.Line, "split the file there, and import its parts one by one",
		"line %d runs into another header: the rows below it have different columns", rec.Line))
}

// headerAgain skips a repeated header, and refuses the file at another one.
func (sh *shape) headerAgain(rec *Record) verdict {
	if sh.header == nil {
		return isRow
	}
	same, differ, known := 0, 0, 0
	for i, c := range rec.Cells {
		name := cell.ColumnName(c)
		if sh.names[strings.ToLower(name)] {
			known++
		}
		switch {
		case i < len(sh.header) && strings.EqualFold(name, sh.header[i]):
			if name != "" {
				same++
			}
		case name != "" || i < len(sh.header):
			differ++
		}
	}
	switch {
	case same > 1 && differ == 0:
		sh.found.repeat(rec.Line)
		return isNoRow
	case same == 0 && known == 0 && len(sh.phones) == 0:
		return isRow
	}
	// Another header has names where phones stand.
	names := sh.phones == nil && 2*same >= filled(rec.Cells)
	for _, p := range sh.phones {
		if c := cellAt(rec.Cells, p); p < len(rec.Cells) && !cell.HasDigit(c) && (cell.NamesColumn(c) || known > 1 && header.Read(c).Concept != header.None || strings.EqualFold(cell.ColumnName(c), sh.header[p])) {
			names = true
		}
	}
	if !names && known < 3 {
		return isRow
	}
	all, n := filled(rec.Cells), named(rec.Cells)
	if names && n > 1 && 5*n >= 3*all || same > 1 && 2*same >= all && names || known > 2 && 4*known >= 3*all && 2*n >= all {
		return sh.refuse(refuseSecond(rec.Line))
	}
	return isRow
}

func refuseSecond(line int64) *RefusedError {
	return refuseFile(line, "split the file there, and import its parts one by one", "line %d is another header: the rows below it have different columns", line)
}

// orSecondHeader returns why a file is refused: if the row is another header, or is below one,
// that is the cause.
func orSecondHeader(err error, data []sampleRow) error {
	var refused *RefusedError
	if errors.As(err, &refused) {
		for _, r := range data {
			if n := named(r.cells); (r.line == refused.Line || r.line == refused.Line-1) && n > 1 && 5*n >= 3*filled(r.cells) && !slices.ContainsFunc(r.cells, cell.IsPhone) {
				return refuseSecond(r.line)
			}
		}
	}
	return err
}
