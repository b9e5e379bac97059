package xlsx

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// merged are the cells of a sheet that are shown as one. Only the first of them
// has the value, and it holds for all of them.
type merged struct {
	left   []mergedCells // still to come, by their first row
	active []activeMerge
}

// Spread is what becomes of the value of merged cells in another column than its own.
type Spread int

const (
	Carried Spread = iota // it holds there as well
	LeftOut               // the value is that of its own column alone
	Joined                // nobody knows which part of it is which column's
)

// mergedCells go from a row and column to another, with rows from 1 and columns
// from 0 up.
type mergedCells struct {
	top, bottom int64
	from, to    int
}

// activeMerge is one whose first row was passed.
type activeMerge struct {
	mergedCells
	value string
	lost  bool // the row that has it cannot be read
}

// ReadTail reads which cells below a row are merged, and calls see with the input messages
// and page headers of the sheet, and draw with its controls. Workbooks list them after the rows that they concern, so
// the sheet is read to its end for them; its cells need not be parsed for that.
func (s *Sheet) ReadTail(below int64, see func(Remark), draw func(Drawing)) error {
	in, err := s.book.open(s.Entry.part)
	if err != nil {
		return err
	}
	defer in.Close()
	text, err := decodeXML(in)
	if err != nil {
		return s.damaged(err)
	}
	tail := bufio.NewReaderSize(text, 64<<10)
	switch err := skipPast(tail, "sheetData"); {
	case err == io.EOF:
		return nil // it is cut off, which its rows will show
	case err != nil:
		return s.damaged(err)
	}
	r := tailReader{drawingReader: drawingReader{elements: newElements(in, tail), see: see, draw: draw}, merge: func(m mergedCells) {
		switch {
		case m.top > below:
			s.merged.left = append(s.merged.left, m)
		case m.bottom == below && m.to == m.from+1 && len(s.Pairs) < maxColumns:
			s.Pairs = append(s.Pairs, m.from)
		}
	}}
	err = r.read()
	s.Paints, s.PaintedBy, s.Entry.drawings = r.paints, r.paintedBy, r.drawings
	s.merged.sort()
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return s.damaged(err)
	}
	return nil
}

// MergedDown reports whether cells of a column are merged with cells below them, of those
// that are still to come.
func (s *Sheet) MergedDown(column int) bool {
	return slices.ContainsFunc(s.merged.left, func(m mergedCells) bool { return m.from <= column && column <= m.to && m.top < m.bottom })
}

// MergedOver counts the ranges of cells still to come that cover both of two columns.
func (s *Sheet) MergedOver(a, b int) (n int) {
	for _, m := range s.merged.left {
		if m.from <= min(a, b) && max(a, b) <= m.to {
			n++
		}
	}
	return n
}

// skipPast reads on past the end tag of an element, or past an empty element.
func skipPast(in *bufio.Reader, name string) error {
	for {
		tag, err := in.ReadSlice('>')
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil {
			return err
		}
		if i := bytes.LastIndex(tag, []byte(name)); i > 0 && bytes.LastIndexByte(tag, '<') == bytes.LastIndexByte(tag[:i], '<') {
			open := bytes.LastIndexByte(tag[:i], '<')
			if open >= 0 && (tag[open+1] == '/' || tag[len(tag)-2] == '/') {
				return nil
			}
		}
	}
}

// mergedRange reads a reference as "B2:C5". A single cell is not merged.
func mergedRange(ref string) (m mergedCells, ok bool) {
	first, last, ok := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !ok {
		return m, false
	}
	m = mergedCells{rowOf(first), rowOf(last), columnOf(first), columnOf(last)}
	return m, m.top > 0 && m.bottom >= m.top && m.from >= 0 && m.to >= m.from && m.to < maxColumns
}

// rowOf returns the row of a reference as "AB12", or 0.
func rowOf(ref string) int64 {
	n, err := strconv.ParseInt(strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"), 10, 64)
	if err != nil || n > maxRows {
		return 0
	}
	return n
}

// sort puts merged cells in the order of their first rows.
func (m *merged) sort() {
	slices.SortFunc(m.left, func(a, b mergedCells) int {
		if a.top != b.top {
			return int(a.top - b.top)
		}
		return a.from - b.from
	})
}

// spareHandedOn is how much any workbook's cells may come to. Cells that refer
// to one text, or are merged, come to more than what is stored of them.
const spareHandedOn = 1 << 30

// Complete puts the values of merged cells into a row that Next returned, up to a
// number of columns, which is negative where the list has none. It returns an error
// where the workbook's cells come to far more than what is stored of them.
func (s *Sheet) Complete(row *Row, columns int) error {
	s.merged.carry(row, row.Line-s.Before, columns, s.Spread)
	w := s.book
	if w.handedOn += int64(row.Size()); w.handedOn > spareHandedOn+mostUnpacked*w.size {
		return ErrBomb
	}
	return nil
}

// nextTo is how many columns after a list its rows may still have labels.
const nextTo = 16

// carry puts the values of merged cells into a row. Cells that only merged
// cells above reach make no row.
func (m *merged) carry(row *Row, line int64, columns int, spread func(from, to int, value string) Spread) {
	m.active = slices.DeleteFunc(m.active, func(a activeMerge) bool { return a.bottom < line })
	for len(m.left) > 0 && m.left[0].top <= line {
		next := m.left[0]
		m.left = m.left[1:]
		if next.bottom < line || columns >= 0 && next.from >= columns+nextTo {
			continue
		}
		a := activeMerge{mergedCells: next}
		if next.top == line {
			a.value, a.lost = row.At(next.from), row.Malformed
		}
		// Cells of two ranges cannot be: no program shows them.
		i, _ := slices.BinarySearchFunc(m.active, a.from, func(b activeMerge, from int) int { return b.from - from })
		if i > 0 && m.active[i-1].to >= a.from || i < len(m.active) && m.active[i].from <= a.to {
			row.Refuse("merged_cells_overlap", a.from+1, "merged cells overlap in this row, so its cells cannot be told apart")
			continue
		}
		m.active = slices.Insert(m.active, i, a)
	}
	for _, a := range m.active {
		if a.lost && line > a.top {
			row.Refuse("merged_cell_lost", a.from+1, fmt.Sprintf("this cell is merged with that of row %d, which cannot be read", a.top))
		}
	}
	if len(m.active) > 0 && !row.Malformed {
		m.fill(row, line, columns, spread)
	}
}

// spreads returns up to which column cells that are merged have the value of the first, and
// notes on a row what it cannot be beyond it; a title over all that the row has is nothing
// to note.
func (a *activeMerge) spreads(row *Row, to int, spread func(from, to int, value string) Spread) (has func(column int) bool) {
	title := !slices.ContainsFunc(row.Cells, func(c Cell) bool { return c.Column < a.from || c.Column > a.to })
	out := map[int]bool{}
	for at := a.from + 1; at <= to && a.value != "" && spread != nil; at++ {
		is := spread(a.from, at, a.value)
		if out[at] = is != Carried; is == Joined && !title {
			row.Refuse("merged_across", a.from+1, "one text is merged over columns that have a part of it each, so it cannot be told apart")
		}
	}
	if !title && !row.Malformed && slices.Contains(slices.Collect(maps.Values(out)), true) {
		row.problem("merged_across", a.from+1, "a text is merged over columns of different meaning; only the first of them has it")
	}
	return func(column int) bool { return !out[column] }
}

// At returns the cell of a column.
func (r *Row) At(column int) string {
	i, ok := slices.BinarySearchFunc(r.Cells, column, func(c Cell, column int) int { return c.Column - column })
	if !ok {
		return ""
	}
	return r.Cells[i].Value
}

// fill puts the values of active merged cells where they are shown.
func (m *merged) fill(row *Row, line int64, columns int, spread func(from, to int, value string) Spread) {
	cells := make([]Cell, 0, len(row.Cells)+len(m.active))
	own := row.Cells
	bytes := 0
	put := func(c Cell) { cells, bytes = append(cells, c), bytes+len(c.Value) }
	for _, a := range m.active {
		for len(own) > 0 && own[0].Column < a.from {
			put(own[0])
			own = own[1:]
		}
		to := a.to
		if columns >= 0 {
			to = max(a.from, min(to, columns-1)) // a label next to the list is the row's as well
		}
		has := a.spreads(row, to, spread)
		for at := a.from; at <= to && a.value != ""; at++ {
			if has(at) {
				put(Cell{at, a.value})
			}
		}
		for len(own) > 0 && own[0].Column <= a.to {
			if c := own[0]; c.Value != a.value && (line != a.top || c.Column != a.from) {
				row.Refuse("cell_under_merged", c.Column+1, "a cell of this row is hidden under merged cells and differs from them")
			}
			own = own[1:]
		}
	}
	for _, c := range own {
		put(c)
	}
	row.Cells, row.Bytes = cells, bytes
}
