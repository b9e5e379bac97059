package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// IsXML2003 reports whether a file begins as a workbook in the XML of Excel 2002 and 2003, which
// many programs still write (SpreadsheetML).
func IsXML2003(head []byte) bool {
	head = bytes.TrimLeft(bytes.ReplaceAll(head[:min(len(head), 4096)], []byte{0}, nil), "\xef\xbb\xbf\xff\xfe \t\r\n") // be it UTF-16
	return bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet")) &&
		(bytes.Contains(head, []byte("<Workbook")) || bytes.Contains(head, []byte(":Workbook")))
}

// FromXML2003 writes a workbook in that XML as the package that Excel would save it as: cells and
// formulas, what is merged or hidden, how cells look, comments, titles and the headers of pages.
func FromXML2003(from io.Reader, to io.Writer) error {
	text, err := decodeXML(from)
	if err != nil {
		return err
	}
	c := converter{z: zip.NewWriter(to), parts: map[string]string{}, styles: map[string]int{"": 0}, looks: []look{{}}}
	e := newElements(io.NopCloser(from), text)
	for {
		t, err := e.next()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			c.open = append(c.open, t.Name.Local)
			err = c.start(t)
		case xml.CharData:
			if c.text != nil && c.text.Len() <= maxText {
				c.text.Write(t)
			}
		case xml.EndElement:
			if last := len(c.open) - 1; last < 0 || c.open[last] != t.Name.Local {
				return fmt.Errorf("row %d of sheet %q: the end of an element is missing", c.row, c.name)
			} else if c.open = c.open[:last]; last == 0 {
				return c.finish()
			}
			err = c.end(t.Name.Local)
		}
		if err != nil {
			return err
		}
	}
}

// converter writes the parts of a package, the cells of its sheets as they come.
type converter struct {
	z      *zip.Writer
	parts  map[string]string // small ones, written at the end
	styles map[string]int    // by their IDs
	looks  []look
	open   []string  // elements
	style  int       // the one that is defined
	sheet  io.Writer // nil before the first
	titles strings.Builder
	sheets strings.Builder
	rels   strings.Builder
	count  int // of sheets
	name   string
	state  string

	// Of the sheet at hand:
	columns, merges, painted, pages, comments strings.Builder
	inRows                                    bool
	row, column, span                         int
	rowStyle                                  string
	cell                                      cell2003
	text                                      *strings.Builder // where text goes
}

// look is how the cells of a style look.
type look struct{ format, font, fill string }

// cell2003 is a cell that is being read.
type cell2003 struct {
	style, formula, kind string
	across               int
	value, comment       *strings.Builder
	struck               bool
}

// of returns an attribute, whatever its prefix.
func of(t xml.StartElement, name string) string {
	if i := slices.IndexFunc(t.Attr, func(a xml.Attr) bool { return a.Name.Local == name }); i >= 0 {
		return t.Attr[i].Value
	}
	return ""
}

// countIn returns an attribute that is a number of rows or columns, or 0.
func countIn(t xml.StartElement, name string) int {
	n, _ := strconv.Atoi(of(t, name))
	return min(max(n, 0), maxRows)
}

func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // which cannot fail
	return b.String()
}

// indexOf returns the number of a style.
func (c *converter) indexOf(id string) int {
	n, ok := c.styles[id]
	if !ok && len(c.looks) < maxFormats {
		n = len(c.looks)
		c.styles[id], c.looks = n, append(c.looks, look{})
	}
	return n
}

func (c *converter) start(t xml.StartElement) (err error) {
	switch name := t.Name.Local; name {
	case "Title", "Subject", "Description", "Keywords", "Category", "Visible":
		c.text = &strings.Builder{}
	case "Style", "NumberFormat", "Font", "Interior":
		c.startStyle(t)
	case "Worksheet":
		c.count++
		c.name, c.state, c.row, c.column, c.inRows = of(t, "Name"), "visible", 0, 0, false
		for _, b := range []*strings.Builder{&c.columns, &c.merges, &c.painted, &c.pages, &c.comments} {
			b.Reset()
		}
		if c.sheet, err = c.z.Create(fmt.Sprintf("xl/worksheets/sheet%d.xml", c.count)); err == nil {
			_, err = io.WriteString(c.sheet, "<worksheet>")
		}
	case "Column":
		first := max(c.column+1, countIn(t, "Index"))
		c.column = first + countIn(t, "Span")
		if isTrue(of(t, "Hidden")) && c.column <= maxColumns {
			fmt.Fprintf(&c.columns, `<col min="%d" max="%d" hidden="1"/>`, first, c.column)
		}
	case "Row", "Cell", "Data", "Comment", "S":
		return c.startCell(t)
	case "ConditionalFormatting":
		c.painted.WriteString(`<conditionalFormatting sqref="A1"><cfRule type="expression" dxfId="0"/></conditionalFormatting>`)
	case "Header", "Footer":
		if text := of(t, "Data"); text != "" {
			fmt.Fprintf(&c.pages, "<odd%s>%s</odd%s>", name, escaped(text), name)
		}
	}
	return err
}

// startStyle reads how the cells of a style look.
func (c *converter) startStyle(t xml.StartElement) {
	l := &c.looks[c.style]
	color := escaped(strings.TrimPrefix(of(t, "Color"), "#"))
	switch t.Name.Local {
	case "Style":
		c.style = c.indexOf(of(t, "ID"))
		if parent := of(t, "Parent"); parent != "" {
			c.looks[c.style] = c.looks[c.indexOf(parent)]
		}
	case "NumberFormat":
		if l.format = of(t, "Format"); formats2003[l.format] != "" {
			l.format = formats2003[l.format]
		}
	case "Font":
		l.font = `<name val="` + escaped(of(t, "FontName")) + `"/>`
		if color != "" && color != "Automatic" {
			l.font += `<color rgb="FF` + color + `"/>`
		}
		if isTrue(of(t, "StrikeThrough")) {
			l.font += "<strike/>"
		}
	case "Interior":
		if color != "" && of(t, "Pattern") != "" {
			l.fill = `<patternFill patternType="solid"><fgColor rgb="FF` + color + `"/></patternFill>`
		}
	}
}

// formats2003 are the formats that have a name.
var formats2003 = map[string]string{
	"General Number": "General", "General Date": "m/d/yyyy h:mm", "Long Date": "d-mmm-yyyy", "Medium Date": "d-mmm-yy", "Short Date": "m/d/yyyy",
	"Long Time": "h:mm:ss", "Medium Time": "h:mm AM/PM", "Short Time": "h:mm", "Currency": "#,##0.00", "Euro Currency": "#,##0.00", "Fixed": "0.00",
	"Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00", "Yes/No": `"Yes";"Yes";"No"`, "True/False": `"True";"True";"False"`, "On/Off": `"On";"On";"Off"`,
}

// startCell reads the beginning of a row, of a cell or of what is in it.
func (c *converter) startCell(t xml.StartElement) (err error) {
	cell := &c.cell
	if name := t.Name.Local; c.sheet == nil || name == "Cell" && !c.inRows {
		return fmt.Errorf("a %s is in no sheet or row", name)
	}
	switch t.Name.Local {
	case "Row":
		if err = c.beginRows(); err == nil {
			c.row = max(c.row+1, countIn(t, "Index"))
			c.column, c.span, c.rowStyle = 0, countIn(t, "Span"), of(t, "StyleID")
			_, err = fmt.Fprintf(c.sheet, `<row r="%d" hidden="%t">`, c.row, isTrue(of(t, "Hidden")))
		}
	case "Cell":
		c.column = max(c.column+1, countIn(t, "Index"))
		*cell = cell2003{style: of(t, "StyleID"), formula: of(t, "Formula"), across: countIn(t, "MergeAcross")}
		if down := countIn(t, "MergeDown"); cell.across+down > 0 {
			fmt.Fprintf(&c.merges, `<mergeCell ref="%s:%s"/>`, reference(c.row, c.column), reference(c.row+down, c.column+cell.across))
		}
	case "Comment":
		cell.comment = &strings.Builder{}
	case "Data":
		if c.text = cell.comment; !slices.Contains(c.open, "Comment") {
			cell.kind, cell.value = of(t, "Type"), &strings.Builder{}
			c.text = cell.value
		}
	case "S":
		cell.struck = cell.struck || c.text != nil && c.text == cell.value
	}
	return err
}

// reference returns the name of a cell: "AB12".
func reference(row, column int) string {
	name := ""
	for ; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name + strconv.Itoa(row)
}

// beginRows writes what stands above the rows.
func (c *converter) beginRows() (err error) {
	if !c.inRows {
		c.inRows = true
		_, err = io.WriteString(c.sheet, "<cols>"+c.columns.String()+"</cols><sheetData>")
	}
	return err
}

func (c *converter) end(name string) (err error) {
	switch text := c.text; name {
	case "Title", "Subject", "Description", "Keywords", "Category":
		if text != nil {
			tag := strings.ToLower(name)
			fmt.Fprintf(&c.titles, "<%s>%s</%s>", tag, escaped(text.String()), tag)
		}
		c.text = nil
	case "Visible":
		if text != nil && strings.TrimSpace(text.String()) != "SheetVisible" {
			c.state = "hidden"
		}
		c.text = nil
	case "Data":
		c.text = nil
	case "Cell":
		err = c.endCell()
	case "Row":
		c.row += c.span
		_, err = io.WriteString(c.sheet, "</row>")
	case "Worksheet":
		err = c.endSheet()
	}
	return err
}

// endCell writes a cell.
func (c *converter) endCell() error {
	cell, at := &c.cell, reference(c.row, c.column)
	id := cell.style
	if id == "" {
		id = c.rowStyle
	}
	if c.column += cell.across; cell.comment != nil {
		fmt.Fprintf(&c.comments, `<comment ref="%s"><text><t>%s</t></text></comment>`, at, escaped(cell.comment.String()))
	}
	value, kind := "", "str"
	if cell.value != nil {
		value = cell.value.String()
		kind = map[string]string{"Number": "n", "Boolean": "b", "Error": "e", "DateTime": "d"}[cell.kind]
	}
	switch value = strings.TrimSuffix(value, "T00:00:00.000"); {
	case kind == "" && cell.formula != "":
		kind = "str"
		fallthrough
	case kind != "":
		if value = escaped(value); cell.value != nil {
			value = "<v>" + value + "</v>"
		}
	case cell.struck:
		kind, value = "inlineStr", "<is><r><rPr><strike/></rPr><t>"+escaped(value)+"</t></r></is>"
	default:
		kind, value = "inlineStr", "<is><t>"+escaped(value)+"</t></is>"
	}
	if cell.formula != "" {
		value = "<f>" + escaped(strings.TrimPrefix(cell.formula, "=")) + "</f>" + value
	}
	_, err := fmt.Fprintf(c.sheet, `<c r="%s" s="%d" t="%s">%s</c>`, at, c.indexOf(id), kind, value)
	return err
}

// endSheet writes what stands below the rows of a sheet.
func (c *converter) endSheet() error {
	if err := c.beginRows(); err != nil {
		return err
	}
	fmt.Fprintf(&c.sheets, `<sheet name="%s" state="%s" r:id="r%d"/>`, escaped(c.name), c.state, c.count)
	fmt.Fprintf(&c.rels, `<Relationship Id="r%d" Type="x/worksheet" Target="worksheets/sheet%d.xml"/>`, c.count, c.count)
	if c.comments.Len() > 0 {
		c.parts[fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", c.count)] = fmt.Sprintf(`<Relationships><Relationship Id="r1" Type="x/comments" Target="../comments%d.xml"/></Relationships>`, c.count)
		c.parts[fmt.Sprintf("xl/comments%d.xml", c.count)] = "<comments><commentList>" + c.comments.String() + "</commentList></comments>"
	}
	_, err := io.WriteString(c.sheet, "</sheetData><mergeCells>"+c.merges.String()+"</mergeCells>"+c.painted.String()+"<headerFooter>"+c.pages.String()+"</headerFooter></worksheet>")
	return err
}

// finish writes what the sheets share.
func (c *converter) finish() error {
	var codes, fonts, fills, cells strings.Builder
	for i, l := range c.looks {
		const free = 200 // lower numbers are those of formats that every workbook has
		format := 0
		if l.format != "" && l.format != "General" {
			format = free + i
			fmt.Fprintf(&codes, `<numFmt numFmtId="%d" formatCode="%s"/>`, format, escaped(l.format))
		}
		fmt.Fprintf(&fonts, "<font>%s</font>", l.font)
		fmt.Fprintf(&fills, "<fill>%s</fill>", l.fill)
		fmt.Fprintf(&cells, `<xf numFmtId="%d" fontId="%d" fillId="%d"/>`, format, i, i)
	}
	c.parts["xl/styles.xml"] = "<styleSheet><numFmts>" + codes.String() + "</numFmts><fonts>" + fonts.String() + "</fonts><fills>" + fills.String() + "</fills><cellXfs>" + cells.String() + "</cellXfs></styleSheet>"
	c.parts["xl/workbook.xml"] = `<workbook xmlns:r="r"><sheets>` + c.sheets.String() + "</sheets></workbook>"
	c.parts["xl/_rels/workbook.xml.rels"] = "<Relationships>" + c.rels.String() + `<Relationship Id="styles" Type="x/styles" Target="styles.xml"/></Relationships>`
	c.parts["docProps/core.xml"] = "<coreProperties>" + c.titles.String() + "</coreProperties>"
	c.parts["_rels/.rels"] = `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/><Relationship Id="r2" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>`
	for name, text := range c.parts {
		part, err := c.z.Create(name)
		if err == nil {
			_, err = io.WriteString(part, text)
		}
		if err != nil {
			return err
		}
	}
	return c.z.Close()
}
