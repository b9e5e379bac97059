package source

import (
	"slices"

	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/filetype"
)

func (r *Record) malformed(code string, column int, message string) {
	r.Malformed = true
	r.problem(code, column, message)
}

// malformedFirst puts the reason before what else is wrong with the record.
func (r *Record) malformedFirst(code string, column int, message string) {
	r.malformed(code, column, message)
	last := len(r.Problems) - 1
	r.Problems = slices.Insert(r.Problems[:last], 0, r.Problems[last])
}

func (r *Record) problem(code string, column int, message string) {
	r.Problems = append(r.Problems, Problem{Code: code, Message: message, Line: r.Line, Column: column})
}

// Unread reports whether the cell of a column, from 0 up, has no value to read:
// a formula whose result is not stored, an error, an unknown symbol, or a crossed-out text.
func (r *Record) Unread(column int) bool {
	for _, p := range r.Problems {
		if p.Column == column+1 {
			switch p.Code {
			case FormulaUnread, ErrorValue, SymbolUnread, CrossedOut:
				return true
			}
		}
	}
	return false
}

// Refused returns what another sheet of the workbook says of who must not be called, and
// whether it says so.
func (r *Record) Refused() (says string, ok bool) {
	for _, p := range r.Problems {
		if p.Code == RefusedElsewhere {
			return p.Message, true
		}
	}
	return "", false
}

// CutOff reports whether the record is the last of a file that may have been cut off
// in it: NoLineEnd.
func (r *Record) CutOff() bool {
	return slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Code == NoLineEnd })
}

// lostNUL reports whether NUL bytes were left out of a cell.
func (r *Record) lostNUL() bool {
	return slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Code == nulBytes })
}

// isDebris reports whether the cells have bytes that no text has.
func (r *Record) isDebris() bool {
	n, size := 0, 0
	for _, c := range r.Cells {
		n, size = n+filetype.Controls(bytesearch.Bytes(c)), size+len(c)
	}
	if r.lostNUL() {
		n++
	}
	return filetype.AreDebris(n, size)
}

// limit judges a row of a size in bytes, which may have a cell that is too large. What is too
// large is not passed on.
func (r *Record) limit(bytes int, l *list) {
	if bytes >= l.grammar.MaxRow {
		r.Problems = nil
		r.malformed("row_too_large", 0, "this row is larger than 16 MiB")
		r.Cells = r.Cells[:0]
		return
	}
	for i, c := range r.Cells {
		if len(c) > l.maxCell {
			r.malformed("cell_too_large", i+1, "a cell of this row is larger than 1 MiB")
			r.Cells[i] = ""
		}
	}
}

// fit gives the row as many cells as the file has columns; trims is as in shape.
func (r *Record) fit(columns int, trims bool) {
	switch n := len(r.Cells); {
	case n == columns || columns == anyWidth || r.Malformed:
	case n < columns:
		r.Missing, r.Trimmed = columns-n, trims && n > 0 && !cell.IsBlank(r.Cells[n-1])
		if !r.Trimmed {
			r.problem("short_row", 0, "this row has fewer cells than the header")
		}
		for len(r.Cells) < columns {
			r.Cells = append(r.Cells, "")
		}
	default:
		for i, c := range r.Cells[columns:] {
			if !cell.IsBlank(c) {
				r.malformed("too_many_cells", columns+i+1, "this row has more cells than the header")
				return
			}
		}
		r.Cells = r.Cells[:columns]
	}
}
