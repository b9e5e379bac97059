package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"rollcall/pkg/source"
	"rollcall/pkg/workbook"
)

// ContactWriter writes contacts one after the other; its memory does not depend on their
// number. Close completes what was written; it does not close the output.
type ContactWriter interface {
	// Write writes a contact's values, in the order of the columns. They are text,
	// for NewContactsJSON each is JSON; nil is no value.
	Write(values [][]byte) error
	Close() error
}

// contactsCSV writes UTF-8 with commas.
type contactsCSV struct {
	w    *bufio.Writer
	line []byte
}

// NewContactsCSV begins a CSV file, with a byte order mark if Excel is to open it. Cells
// that a spreadsheet would take for formulas are made harmless (source.EscapeFormula),
// except numbers with a sign: a phone stays as it is.
func NewContactsCSV(w io.Writer, header []string, bom bool) (ContactWriter, error) {
	c := &contactsCSV{w: bufio.NewWriterSize(w, 1<<16)}
	if bom {
		c.w.WriteString("\uFEFF")
	}
	c.line = append(appendCellLine(nil, header), '\n')
	_, err := c.w.Write(c.line)
	return c, err
}

func (c *contactsCSV) Write(values [][]byte) error {
	line := c.line[:0]
	for i, v := range values {
		if i > 0 {
			line = append(line, ',')
		}
		cell := string(v)
		if !isSigned(cell) && !areNumbers(cell) {
			cell = source.EscapeFormula(cell)
		}
		line = appendCell(line, cell)
	}
	c.line = append(line, '\n')
	_, err := c.w.Write(c.line)
	return err
}

func (c *contactsCSV) Close() error { return c.w.Flush() }

// areNumbers reports whether a cell is several phone numbers, each with its plus, which a
// spreadsheet shows as they are.
func areNumbers(cell string) bool {
	for number := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == ' ' || r == ';' }) {
		if number[0] != '+' || strings.Trim(number[1:], "0123456789") != "" {
			return false
		}
	}
	return cell != ""
}

// isSigned reports whether a cell is a sign, digits and at most one point, which cannot be
// a formula.
func isSigned(cell string) bool {
	if len(cell) < 2 || cell[0] != '+' && cell[0] != '-' {
		return false
	}
	points, digits := 0, 0
	for _, c := range []byte(cell[1:]) {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			points++
		default:
			return false
		}
	}
	return points <= 1 && digits > 0
}

// contactsWorkbook writes an Excel workbook in which everything is text.
type contactsWorkbook struct {
	w     *workbook.Writer
	out   *bufio.Writer
	cells []string
}

// NewContactsWorkbook begins a workbook (.xlsx).
func NewContactsWorkbook(w io.Writer, header []string) (ContactWriter, error) {
	out := bufio.NewWriterSize(w, 1<<16)
	return &contactsWorkbook{workbook.NewWriter(out, "Contacts", header), out, make([]string, len(header))}, nil
}

func (c *contactsWorkbook) Write(values [][]byte) error {
	for i, v := range values {
		c.cells[i] = string(v)
	}
	return c.w.Row(c.cells)
}

func (c *contactsWorkbook) Close() error {
	if err := c.w.Close(); err != nil {
		return err
	}
	return c.out.Flush()
}

// contactsJSON writes an object per line.
type contactsJSON struct {
	w    *bufio.Writer
	keys [][]byte
	line []byte
}

// NewContactsJSON begins JSON with one contact a line (ndjson).
func NewContactsJSON(w io.Writer, keys []string) (ContactWriter, error) {
	c := &contactsJSON{w: bufio.NewWriterSize(w, 1<<16)}
	for i, k := range keys {
		name, err := json.Marshal(k)
		if err != nil {
			return nil, fmt.Errorf("the column %q: %w", k, err)
		}
		start := ", "
		if i == 0 {
			start = "{"
		}
		c.keys = append(c.keys, append(append([]byte(start), name...), ": "...))
	}
	return c, nil
}

func (c *contactsJSON) Write(values [][]byte) error {
	line := c.line[:0]
	for i, v := range values {
		line = append(line, c.keys[i]...)
		if v == nil {
			line = append(line, "null"...)
		} else {
			line = append(line, v...)
		}
	}
	c.line = append(line, "}\n"...)
	_, err := c.w.Write(PrintableJSON(c.line))
	return err
}

func (c *contactsJSON) Close() error { return c.w.Flush() }
