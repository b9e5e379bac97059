// Package workbook writes Excel workbooks (.xlsx) in which every cell is text:
// a number of many digits stays as it is, and nothing is a formula. Rows go
// straight into the file as they come, so that a million need no more memory
// than ten, and no temporary file. It knows nothing of contacts.
//
// The format is ECMA-376, Office Open XML; of it the least that Excel,
// LibreOffice and Google Sheets take.
package workbook

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

const (
	// maxRows is how many rows a sheet may have.
	maxRows = 1 << 20
	// maxCell is how many UTF-16 units a cell may have.
	maxCell = 32767
)

// ErrCellTooLong is the error of a cell of more than 32,767 characters.
var ErrCellTooLong = errors.New("a cell of a workbook holds at most 32,767 characters")

// Writer writes one workbook. Rows beyond what a sheet may have go on another,
// which begins with the header again.
type Writer struct {
	zip    *zip.Writer
	name   string
	header []string
	// sheets is how many sheets were begun, rows how many rows the last one has.
	sheets, rows int
	sheet        *bufio.Writer
}

// NewWriter begins a workbook whose sheets have the given name and first row.
// Close ends it; it does not close w.
func NewWriter(w io.Writer, name string, header []string) *Writer {
	return &Writer{zip: zip.NewWriter(w), name: name, header: header}
}

// Row writes a row.
func (w *Writer) Row(cells []string) error {
	if w.sheets == 0 || w.rows == maxRows {
		if err := w.begin(); err != nil {
			return err
		}
	}
	return w.row(cells)
}

func (w *Writer) row(cells []string) error {
	w.rows++
	w.sheet.WriteString("<row>")
	for _, c := range cells {
		if c == "" {
			w.sheet.WriteString("<c/>")
			continue
		}
		if len(c) > maxCell && units(c) > maxCell {
			return ErrCellTooLong
		}
		w.sheet.WriteString(`<c s="1" t="inlineStr"><is><t xml:space="preserve">`)
		writeText(w.sheet, c)
		w.sheet.WriteString("</t></is></c>")
	}
	_, err := w.sheet.WriteString("</row>\n") // the error of any write before it, too
	return err
}

// begin begins a sheet.
func (w *Writer) begin() error {
	if err := w.end(); err != nil {
		return err
	}
	w.sheets++
	w.rows = 0
	part, err := w.zip.Create(fmt.Sprintf("xl/worksheets/sheet%d.xml", w.sheets))
	if err != nil {
		return err
	}
	w.sheet = bufio.NewWriterSize(part, 1<<16)
	w.sheet.WriteString(xmlHead + `<worksheet xmlns="` + mainSpace + `"><sheetViews><sheetView workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`)
	if n := len(w.header); n > 0 {
		fmt.Fprintf(w.sheet, `<cols><col min="1" max="%d" width="18" style="1" customWidth="1"/></cols>`, n)
	}
	w.sheet.WriteString("<sheetData>\n")
	return w.row(w.header)
}

// end ends the sheet that was begun.
func (w *Writer) end() error {
	if w.sheet == nil {
		return nil
	}
	w.sheet.WriteString("</sheetData></worksheet>\n")
	return w.sheet.Flush()
}

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	docSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packSpace = "http://schemas.openxmlformats.org/package/2006"
	mainType  = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// styles has two formats of cells: the default, and 49, which is text: a cell
// that somebody edits stays text.
const styles = xmlHead + `<styleSheet xmlns="` + mainSpace + `"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>
`

// Close writes the end of the workbook. Without it, what was written is none.
func (w *Writer) Close() error {
	if w.sheets == 0 {
		if err := w.begin(); err != nil {
			return err
		}
	}
	if err := w.end(); err != nil {
		return err
	}
	var types, sheets, links strings.Builder
	for i := 1; i <= w.sheets; i++ {
		name := w.name
		if i > 1 {
			name = fmt.Sprintf("%s %d", w.name, i)
		}
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, i, mainType)
		fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i, docSpace, i)
		sheets.WriteString(`<sheet name="`)
		writeText(&sheets, name)
		fmt.Fprintf(&sheets, `" sheetId="%d" r:id="rId%d"/>`, i, i)
	}
	for _, part := range []struct{ name, text string }{
		{"xl/styles.xml", styles},
		{"xl/workbook.xml", xmlHead + `<workbook xmlns="` + mainSpace + `" xmlns:r="` + docSpace + `"><sheets>` + sheets.String() + "</sheets></workbook>\n"},
		{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="` + packSpace + `/relationships">` + links.String() +
			`<Relationship Id="rIdStyles" Type="` + docSpace + `/styles" Target="styles.xml"/></Relationships>` + "\n"},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="` + packSpace + `/relationships"><Relationship Id="rId1" Type="` +
			docSpace + `/officeDocument" Target="xl/workbook.xml"/></Relationships>` + "\n"},
		{"[Content_Types].xml", xmlHead + `<Types xmlns="` + packSpace + `/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + mainType + `sheet.main+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="` + mainType + `styles+xml"/>` + types.String() + "</Types>\n"},
	} {
		f, err := w.zip.Create(part.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, part.text); err != nil {
			return err
		}
	}
	return w.zip.Close()
}

// units is how many UTF-16 units a text has.
func units(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}

// writeText writes a text into XML. What XML cannot hold is written as
// "_x0007_", and what looks like that as "_x005F_x0007_" (ECMA-376, ST_Xstring).
func writeText(w io.StringWriter, s string) {
	start := 0
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		var instead string
		switch {
		case r == '&':
			instead = "&amp;"
		case r == '<':
			instead = "&lt;"
		case r == '>':
			instead = "&gt;"
		case r == '"':
			instead = "&quot;"
		case r == '_' && looksEscaped(s[i:]):
			instead = "_x005F_"
		case r == utf8.RuneError && n == 1:
			instead = "\uFFFD"
		case r < ' ' && r != '\t' && r != '\n', r == 0xfffe, r == 0xffff:
			instead = fmt.Sprintf("_x%04X_", r)
		}
		if instead != "" {
			w.WriteString(s[start:i])
			w.WriteString(instead)
			start = i + n
		}
		i += n
	}
	w.WriteString(s[start:])
}

// looksEscaped reports whether a text begins as an escape does.
func looksEscaped(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	for _, c := range []byte(s[2:6]) {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
			return false
		}
	}
	return true
}
