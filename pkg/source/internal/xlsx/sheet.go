package xlsx

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"rollcall/pkg/lazyregexp"
)

// maxColumns is how many columns a sheet can have.
const maxColumns = 16384

// Sheet reads the rows of one sheet, one after another.
type Sheet struct {
	// Entry is the sheet's.
	Entry *Entry
	// Hidden are the columns that are not shown, from one, from 0 up, to before
	// another.
	Hidden [][2]int
	// Highlights: rows have their marked cells.
	Highlights bool
	// Paints: some cells look otherwise under a condition; known after ReadTail.
	Paints bool
	// PaintedBy are the columns whose cells decide that, from 0 up; -1 if they are not known.
	PaintedBy []int
	// Pairs are the columns whose header is merged with that of the next; known after ReadTail.
	Pairs []int
	// Before is what the rows of the sheets before come to, where several are read:
	// lines go on from one to the next.
	Before int64
	// Spread returns what becomes of a merged value of a column in another; nil carries it.
	Spread func(from, to int, value string) Spread

	book   *Workbook
	maxRow int // how large a row can be, in bytes
	cells  *elements
	// unended is the start of a row that came before the end of the one above.
	unended *xml.StartElement
	ended   bool
	row     int64
	number  int64 // that the row at hand says it has; one may stand twice
	merged  merged
}

// OpenSheet opens a sheet where its rows begin. A row of maxRow bytes or more is
// malformed, and has no cells. The caller closes the sheet.
func (w *Workbook) OpenSheet(entry *Entry, maxRow int) (*Sheet, error) {
	s := &Sheet{book: w, Entry: entry, maxRow: maxRow}
	var err error
	if s.cells, err = w.elements(entry.part); err != nil {
		return nil, err
	}
	s.cells.says = w.numbers.says
	for {
		t, err := s.cells.next()
		if err != nil {
			s.Close()
			return nil, s.damaged(err)
		}
		start, _ := t.(xml.StartElement)
		switch start.Name.Local {
		case "col":
			from, _ := strconv.Atoi(attribute(start, "min"))
			to, _ := strconv.Atoi(attribute(start, "max"))
			if isTrue(attribute(start, "hidden")) && 0 < from && from <= to && len(s.Hidden) < maxColumns {
				s.Hidden = append(s.Hidden, [2]int{from - 1, min(to, maxColumns)})
			}
		case "sheetData":
			return s, nil
		}
	}
}

// Close ends the reading. A nil Sheet has nothing to close.
func (s *Sheet) Close() error {
	if s == nil || s.cells == nil {
		return nil
	}
	return s.cells.in.Close()
}

func (s *Sheet) damaged(err error) error { return s.book.damaged(s.Entry.part, err) }

// Rows returns how many rows were read or passed over, those that are left out too.
func (s *Sheet) Rows() int64 { return s.row }

// Next reads the next row that has a value. After the last it returns io.EOF.
func (s *Sheet) Next() (Row, error) {
	var row Row
	if s.unended != nil {
		row, s.unended = s.startRow(*s.unended), nil
	}
	beside := 0 // elements, other than cells, that have not ended
	for !s.ended {
		t, err := s.cells.next()
		if err != nil {
			return row, s.damaged(err)
		}
		switch t := t.(type) {
		case xml.CharData:
			s.cells.sawStray(t)
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				if !row.blank() {
					row.Refuse("cell_out_of_place", 0, "the end of this row is missing, so its cells may be another row's")
					next := t.Copy()
					s.unended, s.cells.stray = &next, false
					return row, nil
				}
				row = s.startRow(t)
			case "c":
				if err := s.cell(&row, t); err != nil {
					return row, s.damaged(fmt.Errorf("row %d: %w", row.Line, err))
				}
			default:
				beside++
			}
		case xml.EndElement:
			switch {
			case t.Name.Local == "row":
				if s.cells.stray && !row.Malformed && row.last >= 0 {
					row.Refuse("invalid_bytes", 0, "this row has text or the end of an element outside its cells, so a cell of it may be lost")
				}
				s.cells.stray = false
				if !row.blank() {
					return row, nil
				}
			case t.Name.Local == "sheetData":
				s.ended = true
				if err := s.cells.finish(); err != nil {
					return row, s.damaged(err)
				}
			case beside == 0: // it ends what did not begin
				s.cells.stray = true
			default:
				beside--
			}
		}
	}
	return row, io.EOF
}

func (s *Sheet) startRow(t xml.StartElement) Row {
	s.row++
	s.number = s.row
	if n, err := strconv.ParseInt(attribute(t, "r"), 10, 64); err == nil && n > 0 && n <= maxRows {
		s.number, s.row = n, max(n, s.row)
	}
	return Row{Line: s.Before + s.row, last: -1, Hidden: isTrue(attribute(t, "hidden"))}
}

// maxRows is how many rows a sheet can have.
const maxRows = 1 << 20

// cell reads a cell into its place in a row: after the previous cell, filled or not, if it has
// no reference of its own.
func (s *Sheet) cell(row *Row, start xml.StartElement) error {
	column := row.last + 1
	if ref := attribute(start, "r"); ref != "" {
		column = columnOf(ref)
	}
	c := storedCell{kind: attribute(start, "t"), style: attribute(start, "s")}
	if err := s.store(&c); err != nil {
		return err
	}
	if column <= row.last || column >= maxColumns || s.cells.nested || !s.inRow(attribute(start, "r")) {
		row.Refuse("cell_out_of_place", 0, "this row has a cell in the wrong place, so its cells cannot be told apart")
		return nil
	}
	row.last = column
	if len(c.kind) > len("inlineStr") { // the bytes of other cells are lost in it
		row.Refuse("invalid_bytes", column+1, "a cell of this row has characters that no workbook can hold")
	}
	if row.Malformed {
		return nil
	}
	if s.Highlights && s.book.marks {
		if mark := s.book.highlight(c.style); mark != (Highlight{}) {
			row.Highlighted = append(row.Highlighted, HighlightedCell{column, mark})
		}
	}
	if c.struck || c.kind == "s" && s.book.texts.struck[strings.TrimSpace(c.value)] {
		s.Highlights, s.book.struck = true, true
		row.Highlighted = append(row.Highlighted, HighlightedCell{column, Highlight{Struck: true}})
	}
	text := unstacked(s.shown(row, column, &c))
	if strings.TrimSpace(text) == "" {
		return nil
	}
	if row.Bytes += len(text); row.Bytes >= s.maxRow {
		row.Cells, row.Problems = nil, nil
		row.Refuse("row_too_large", 0, "this row is larger than 16 MiB")
		return nil
	}
	if c.kind == "b" && text == "false" {
		row.unchecked++
	}
	row.Cells = append(row.Cells, Cell{column, text})
	return nil
}

// shown returns the text of a cell as people see it, and notes on the row what is wrong with it.
func (s *Sheet) shown(row *Row, column int, c *storedCell) string {
	text, ok := s.meaning(c.kind, c.value, c.style)
	switch {
	case !ok:
		row.Refuse("text_missing", column+1, "a cell of this row refers to a text that the workbook doesn't have")
		return ""
	case c.formula != "" && c.known:
		if sumsRows(c.formula, row.Line-s.Before) {
			row.Sums = append(row.Sums, column)
		}
	case c.formula != "":
		text = c.formula
		row.problem(FormulaUnread, column+1, "a cell has a formula whose result is not stored; open the workbook in a spreadsheet program and save it")
	case c.kind == "e" && text != "":
		row.problem(ErrorValue, column+1, "a cell has an error instead of a value")
	}
	if font := s.book.symbolsOf(c.style); font != nil && c.kind != "e" {
		text = font.shown(text)
	}
	if isUnknownSymbol(text) {
		row.problem(SymbolUnread, column+1, "a cell has a symbol whose look is not known")
	}
	if strings.ContainsRune(text, badCharacter) {
		text = strings.ReplaceAll(text, string(badCharacter), "\ufffd")
		row.Refuse("invalid_bytes", column+1, "a cell of this row has characters that no workbook can hold")
	}
	return text
}

// inRow reports whether a reference as "AB12" is to the row at hand, where it says so.
func (s *Sheet) inRow(ref string) bool {
	row := strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$")
	n, err := strconv.ParseInt(row, 10, 64)
	return row == "" || err == nil && n == s.number
}

// columnOf returns the column of a reference as "AB12", from 0 up, or -1.
func columnOf(ref string) int {
	n := 0
	for i := 0; i < len(ref) && ref[i]|0x20 >= 'a' && ref[i]|0x20 <= 'z' && n <= maxColumns; i++ {
		n = n*26 + int(ref[i]|0x20-'a') + 1
	}
	return n - 1
}

// sums matches a formula that sums up, or counts, a range of cells.
var sums = lazyregexp.New(`(?i)^=\W*(?:SUM|COUNTA?|SUBTOTAL|AVERAGE|AGGREGATE)\((?:\d+,)*\$?[A-Z]{1,3}\$?(\d+):\$?[A-Z]{1,3}\$?(\d+)`)

// sumsRows reports whether a formula in a row sums up others.
func sumsRows(formula string, row int64) bool {
	m := sums().FindStringSubmatch(formula)
	own := strconv.FormatInt(row, 10)
	return m != nil && (m[1] != own || m[2] != own)
}

// deepest is how many elements are open within a cell, at most: those of extensions.
const deepest = 8

// storedCell is what a sheet says of a cell.
type storedCell struct {
	kind, style, value string
	formula            string // with "=" before it
	known              bool   // the value is the formula's result
	struck             bool   // a line goes through the text
}

// store reads up to the end of a cell.
func (s *Sheet) store(c *storedCell) error {
	var v, f strings.Builder
	var to *strings.Builder
	result := false
	var room [deepest]string
	open := room[:0] // the elements within the cell
	s.cells.nested = false
	for {
		t, err := s.cells.next()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			to = nil
			switch t.Name.Local {
			case "c", "row":
				s.cells.nested = true
			case "is":
				text, line, err := s.cells.text("is")
				if err != nil {
					return err
				}
				v.WriteString(text)
				c.struck = line
				continue // and past its end
			case "v":
				to, result = &v, true
			case "f":
				f.WriteByte('=')
				to = &f
			}
			if s.cells.stray = s.cells.stray || len(open) == deepest; len(open) < deepest {
				open = append(open, t.Name.Local)
			}
		case xml.CharData:
			if to == nil {
				s.cells.sawStray(t)
			} else if to.Len() <= maxText {
				to.Write(t)
			}
		case xml.EndElement:
			to = nil
			last := len(open) - 1
			if t.Name.Local != "c" {
				if s.cells.stray = s.cells.stray || last < 0 || open[last] != t.Name.Local; last >= 0 {
					open = open[:last]
				}
			} else {
				s.cells.stray = s.cells.stray || last >= 0
				c.value, c.formula = v.String(), f.String()
				c.known = v.Len() > 0 && !(s.book.recalculate && c.value == "0") || c.kind == "str" && result
				return nil
			}
		}
	}
}

// meaning returns the text of a cell's value of a kind; it is false where that
// isn't in the workbook.
func (s *Sheet) meaning(kind, v, style string) (string, bool) {
	switch kind {
	case "s":
		if strings.TrimSpace(v) == "" {
			return "", true
		}
		n, err := strconv.Atoi(strings.TrimSpace(v))
		if err != nil {
			return "", false
		}
		s.book.textless = s.book.textless || s.book.texts.count == 0
		text, err := s.book.texts.get(n)
		return s.book.numbers.ofText(text, style), err == nil
	case "b":
		switch v := strings.TrimSpace(v); {
		case isTrue(v):
			return "true", true
		case v == "0", strings.EqualFold(v, "false"):
			return "false", true
		default:
			return v, true
		}
	case "", "n":
		n, _ := strconv.Atoi(style)
		return s.book.numbers.text(strings.TrimSpace(v), n), true
	case "str":
		return s.book.numbers.ofText(unescapeText(v), style), true
	case "inlineStr":
		return s.book.numbers.ofText(v, style), true
	}
	return v, true // d: a date in ISO 8601, e: an error
}
