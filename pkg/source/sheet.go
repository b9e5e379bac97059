package source

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	// sheetChunk is how many rows of a sheet a chunk has.
	sheetChunk = 512
	// maxColumns is how many columns a sheet can have.
	maxColumns = 16384
)

// sheet reads the rows of one sheet, one after another.
type sheet struct {
	*workbook
	part    string
	texts   texts
	numbers numbers
	cells   *elements
	ended   bool
	row     int64
	top     []sampleRow // rows read ahead and not given yet
}

// start goes to where the sheet's rows begin.
func (s *sheet) start() (err error) {
	if s.cells, err = s.elements(s.part); err != nil {
		return err
	}
	for {
		t, err := s.cells.next()
		if err != nil {
			return s.damaged(s.part, err)
		}
		if start, ok := t.(xml.StartElement); ok && start.Name.Local == "sheetData" {
			return nil
		}
	}
}

// readTexts reads the texts that cells refer to by number.
func (s *sheet) readTexts(name string) error {
	e, err := s.elements(name)
	if err != nil {
		return err
	}
	for {
		t, err := e.next()
		if err != nil {
			return s.damaged(name, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local != "si" {
				continue
			}
			text, err := e.text("si")
			if err != nil {
				return s.damaged(name, err)
			}
			if err := s.texts.add(text); err != nil {
				return err
			}
		case xml.EndElement:
			if t.Name.Local == "sst" {
				if err := e.finish(); err != nil {
					return s.damaged(name, err)
				}
				return s.texts.complete()
			}
		}
	}
}

// text joins what stands in the t elements up to the end of an element, but
// for readings that are given in phonetic script.
func (e *elements) text(end string) (string, error) {
	var text strings.Builder
	in, phonetic := false, false
	for {
		t, err := e.next()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			in = t.Name.Local == "t"
			phonetic = phonetic || t.Name.Local == "rPh"
		case xml.EndElement:
			switch t.Name.Local {
			case end:
				return unescapeText(text.String()), nil
			case "rPh":
				phonetic = false
			}
			in = false
		case xml.CharData:
			if in && !phonetic && text.Len() <= maxText {
				text.Write(t)
			}
		}
	}
}

// unescapeText takes out the escapes that ECMA-376 has for what XML can't
// hold: _x000D_ is a carriage return.
func unescapeText(s string) string {
	for i := 0; ; {
		k := strings.Index(s[i:], "_x")
		if k < 0 {
			return s
		}
		i += k
		if len(s) < i+7 || s[i+6] != '_' {
			i++
			continue
		}
		n, err := strconv.ParseUint(s[i+2:i+6], 16, 16)
		if err != nil || !utf8.ValidRune(rune(n)) {
			i++
			continue
		}
		c := string(rune(n))
		s = s[:i] + c + s[i+7:]
		i += len(c)
	}
}

// next reads the next row that has a cell; the cells are its own.
func (s *sheet) next() (sampleRow, error) {
	var row sampleRow
	for !s.ended {
		t, err := s.cells.next()
		if err != nil {
			return row, s.damaged(s.part, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				s.row++
				if n, err := strconv.ParseInt(attribute(t, "r"), 10, 64); err == nil && n >= s.row {
					s.row = n
				}
				row = sampleRow{line: s.row}
			case "c":
				if err := s.cell(&row, t); err != nil {
					return row, err
				}
			}
		case xml.EndElement:
			switch {
			case t.Name.Local == "row" && filled(row.cells) > 0:
				return row, nil
			case t.Name.Local == "sheetData":
				s.ended = true
				if err := s.cells.finish(); err != nil {
					return row, s.damaged(s.part, err)
				}
			}
		}
	}
	return row, io.EOF
}

// cell reads a cell into its place in a row.
func (s *sheet) cell(row *sampleRow, start xml.StartElement) error {
	column := len(row.cells)
	if ref := attribute(start, "r"); ref != "" {
		column = columnOf(ref)
	}
	if column < len(row.cells) || column >= maxColumns {
		return s.damaged(s.part, fmt.Errorf("row %d has a cell out of place", row.line))
	}
	value, err := s.value(start)
	if err != nil {
		return s.damaged(s.part, fmt.Errorf("row %d: %w", row.line, err))
	}
	if value == "" {
		return nil
	}
	for len(row.cells) < column {
		row.cells = append(row.cells, "")
	}
	row.cells = append(row.cells, value)
	return nil
}

// columnOf gives the column of a reference as "AB12", from 0 up, or -1.
func columnOf(ref string) int {
	n := 0
	for i := 0; i < len(ref) && ref[i]|0x20 >= 'a' && ref[i]|0x20 <= 'z' && n < maxColumns; i++ {
		n = n*26 + int(ref[i]|0x20-'a') + 1
	}
	return n - 1
}

// value reads up to the end of a cell, and gives what it says.
func (s *sheet) value(start xml.StartElement) (string, error) {
	kind := attribute(start, "t")
	var v strings.Builder
	in := false
	for {
		t, err := s.cells.next()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "is" {
				text, err := s.cells.text("is")
				if err != nil {
					return "", err
				}
				v.WriteString(text)
			}
			in = t.Name.Local == "v"
		case xml.CharData:
			if in && v.Len() <= maxText {
				v.Write(t)
			}
		case xml.EndElement:
			in = false
			if t.Name.Local == "c" {
				return s.meaning(kind, v.String(), attribute(start, "s"))
			}
		}
	}
}

// meaning gives the text of a cell's value of a kind.
func (s *sheet) meaning(kind, v, style string) (string, error) {
	switch kind {
	case "s":
		if v == "" {
			return "", nil
		}
		n, err := strconv.Atoi(strings.TrimSpace(v))
		if err != nil {
			return "", fmt.Errorf("%q is no number of a text", v)
		}
		return s.texts.get(n)
	case "b":
		if strings.TrimSpace(v) == "1" {
			return "true", nil
		}
		return "false", nil
	case "", "n":
		n, _ := strconv.Atoi(style)
		return s.numbers.text(strings.TrimSpace(v), n), nil
	case "str":
		return unescapeText(v), nil
	}
	return v, nil // inlineStr, d: a date in ISO 8601, e: an error
}

// sheetHeader reads a sheet's first rows and finds the header in them.
func (r *Reader) sheetHeader(o Options) error {
	s := r.sheet
	for len(s.top) < sampleRows {
		row, err := s.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if o.SkipLines == nil || row.line > int64(*o.SkipLines) {
			s.top = append(s.top, row)
		}
	}
	width, _ := usual(s.top)
	h, err := r.chooseHeader(s.top, width, o)
	if err != nil {
		return err
	}
	if o.SkipLines != nil {
		r.format.SkippedLines = *o.SkipLines
	}
	if h != nil {
		r.format.SkippedLines = int(h.first.line - 1)
		s.top = s.top[h.at+1:]
	}
	return nil
}

// nextOfSheet makes a chunk of the next rows.
func (r *Reader) nextOfSheet() (*Chunk, error) {
	c := &Chunk{}
	for total := 0; len(c.records) < sheetChunk && total < r.chunk; {
		row, err := r.sheet.take()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		rec := Record{Line: row.line, Cells: row.cells}
		bytes := 0
		for _, cell := range row.cells {
			bytes += len(cell)
		}
		total += bytes
		rec.limit(bytes, &r.list)
		for len(rec.Cells) < r.list.columns {
			rec.Cells = append(rec.Cells, "")
		}
		switch r.list.judge(&rec) {
		case isRow:
			c.records = append(c.records, rec)
		case isNoList:
			return nil, r.list.found.refusal()
		}
	}
	if err := r.input.ctx.Err(); err != nil {
		return nil, err
	}
	if len(c.records) == 0 {
		return nil, r.finish()
	}
	c.offset = r.offset()
	return c, nil
}

// take gives the next row, those read ahead first.
func (s *sheet) take() (sampleRow, error) {
	if len(s.top) > 0 {
		row := s.top[0]
		s.top = s.top[1:]
		return row, nil
	}
	return s.next()
}
