package source

import (
	"os"
	"strings"
)

// workbooks makes the specimens that are workbooks.
func workbooks() []specimen {
	return []specimen{
		{name: "workbook-written-by-excelize.xlsx", content: contactsWorkbook()},
		{name: "workbook-second-sheet.xlsx", content: contactsWorkbook(), options: Options{Sheet: "second"}},
		{name: "workbook-no-such-sheet.xlsx", content: contactsWorkbook(), options: Options{Sheet: "Third"}},
		{name: "workbook-header-given.xlsx", content: contactsWorkbook(), options: Options{Sheet: "Second", SkipLines: ptr(1), Header: []string{"Name", "Number"}}},
		{name: "workbook-numbers.xlsx", content: numbersWorkbook()},
		{name: "workbook-1904.xlsx", content: workbookOf(workbookParts{date1904: true, sheet: row(1, inline("A", "Name"), inline("B", "Born")) + row(2, inline("A", "Ann"), `<c r="B2" s="1"><v>1</v></c>`)})},
		{name: "workbook-odd-xml.xlsx", content: oddWorkbook()},
		{name: "workbook-header-only.xlsx", content: workbookOf(workbookParts{sheet: row(1, inline("A", "Name"), inline("B", "Phone"))})},
		{name: "workbook-empty.xlsx", content: workbookOf(workbookParts{})},
		{name: "workbook-long-row.xlsx", content: workbookOf(workbookParts{sheet: row(1, inline("A", "Name"), inline("B", "Phone")) + row(2, inline("A", "Ann"), inline("B", "1"), inline("C", "x")) + row(4, inline("B", "2"))})},
		{name: "workbook-cut-off.xlsx", content: workbookOf(workbookParts{sheet: row(1, inline("A", "Name")), open: true})},
		{name: "workbook-text-missing.xlsx", content: workbookOf(workbookParts{sheet: row(1, inline("A", "Name")) + `<row r="2"><c r="A2" t="s"><v>7</v></c></row>`})},
		{name: "workbook-stray-text.xlsx", content: workbookOf(workbookParts{sheet: row(1, inline("A", "Name"), inline("B", "Phone"), inline("C", "Note")) + row(2, inline("A", "Ann"), inline("B", "+12064410101"), strings.Replace(inline("C", "do not call"), "<t>", "9t>", 1)) +
			row(3, inline("A", "Bob"), inline("B", "+12064410102"), "\x00\x00"+inline("D", "x")) + strings.Replace(row(4, inline("A", "Cyd"), inline("B", "+12064410103")), "</row>", "</r0w>", 1) + row(5, inline("A", "Dee"), inline("B", "+12064410104")) + row(6, inline("A", "Eve"), inline("B", "+12064410105")) + `<row r="7">` + strings.ReplaceAll(inline("A", "Fay"), "A", "A9") + `</row>`})},
		{name: "workbook-headerless.xlsx", content: workbookOf(workbookParts{sheet: row(1, inline("A", "Ann"), inline("B", "+1 206 555 0100")) + row(2, inline("A", "Bob"), inline("B", "+1 206 555 0101"))})},
		{name: "binary-workbook.xlsb", content: zipped("[Content_Types].xml", "<Types/>", "xl/workbook.bin", "x")},
		{name: "word.docx", content: zipped("[Content_Types].xml", "<Types/>", "word/document.xml", "<w/>")},
		{name: "open-document.ods", content: zipped("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>")},
	}
}

// contactsWorkbook was written by excelize (in pkg/interop). It has a title in merged
// cells on its first sheet.
func contactsWorkbook() []byte {
	b, err := os.ReadFile(corpusDir + "/workbook-written-by-excelize.xlsx")
	must(err)
	return b
}

// workbookParts are what differs between workbooks made by hand.
type workbookParts struct {
	sheet    string // the rows
	texts    string // the shared ones
	date1904 bool
	open     bool // the sheet isn't closed
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

func workbookOf(p workbookParts) []byte {
	date1904 := "0"
	if p.date1904 {
		date1904 = "1"
	}
	end := "</sheetData></worksheet>"
	if p.open {
		end = ""
	}
	return zipped(
		"[Content_Types].xml", xmlHead+`<Types/>`,
		"xl/workbook.xml", xmlHead+`<workbook xmlns:r="r"><workbookPr date1904="`+date1904+`"/><sheets>`+
			`<sheet name="Hidden" sheetId="1" state="hidden" r:id="rId9"/><sheet name="List" sheetId="2" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", xmlHead+`<Relationships>`+
			`<Relationship Id="rId9" Type="x/worksheet" Target="worksheets/sheet9.xml"/>`+
			`<Relationship Id="rId1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/>`+
			`<Relationship Id="rId2" Type="x/styles" Target="styles.xml"/>`+
			`<Relationship Id="rId3" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/styles.xml", xmlHead+`<styleSheet><numFmts count="8">`+
			`<numFmt numFmtId="164" formatCode="dd/mm/yyyy\ hh:mm"/><numFmt numFmtId="165" formatCode="[$-409]mmmm\ d&quot;, day&quot;;@"/>`+
			`<numFmt numFmtId="166" formatCode="00000\-0000"/><numFmt numFmtId="167" formatCode="[&lt;=9999999]###\-####;\(###\)\ ###\-####"/>`+
			`<numFmt numFmtId="168" formatCode="[h]:mm:ss"/><numFmt numFmtId="169" formatCode="0.00E+00"/>`+
			`<numFmt numFmtId="170" formatCode="000\-00\-0000"/><numFmt numFmtId="171" formatCode="General&quot; days&quot;"/></numFmts>`+
			`<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/>`+
			`<xf numFmtId="168"/><xf numFmtId="169"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="20"/><xf numFmtId="3"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml", xmlHead+`<sst>`+p.texts+`</sst>`,
		"xl/worksheets/sheet1.xml", xmlHead+`<worksheet><sheetData>`+p.sheet+end,
		"xl/worksheets/sheet9.xml", xmlHead+`<worksheet><sheetData/></worksheet>`,
	)
}

func row(n int, cells ...string) string {
	r := strings.NewReplacer("#", string(rune('0'+n)))
	return r.Replace(`<row r="#">` + strings.Join(cells, "") + `</row>`)
}

func inline(column, s string) string {
	return `<c r="` + column + `#" t="inlineStr"><is><t>` + s + `</t></is></c>`
}

// numbersWorkbook has numbers as programs write them, with what is read of
// them in the column beside.
func numbersWorkbook() []byte {
	var b strings.Builder
	b.WriteString(`<row r="1"><c r="A1" t="inlineStr"><is><t>Stored</t></is></c><c r="B1" t="inlineStr"><is><t>Style</t></is></c><c r="C1" t="inlineStr"><is><t>Value</t></is></c></row>`)
	for _, c := range [][2]string{
		{"12065550100", "0"}, {"12065550100.0", "0"}, {"1.20655501E10", "0"}, {"1.2065550100E10", "0"}, {"2.0655501E+10", "0"},
		{"123456789012345678901", "0"}, {"0.30000000000000004", "0"}, {"19.989999999999998", "0"}, {"-12.50", "0"}, {"1e3", "0"}, {"1.5E-7", "0"},
		{"28595", "1"}, {"28595.75", "1"}, {"60", "1"}, {"59", "1"}, {"1", "1"}, {"0", "1"}, {"12065550100", "1"}, {"-1", "1"},
		{"45292.524305555555", "2"}, {"45292", "2"}, {"45292", "3"},
		{"21341234", "4"}, {"2134123456789", "4"}, {"2065550100", "5"},
		{"1.25", "6"}, {"0.5", "10"}, {"1234.5", "7"}, {"1234567", "8"}, {"17", "9"}, {"1234567", "11"}, {"17", "99"}, {"", "0"}, {"#N/A", "0"},
	} {
		b.WriteString(`<row><c t="str"><v>` + c[0] + `.</v></c><c t="str"><v>style ` + c[1] + `</v></c><c s="` + c[1] + `"><v>` + c[0] + `</v></c></row>`)
	}
	return workbookOf(workbookParts{sheet: b.String()})
}

// oddWorkbook has what readers of workbooks stumble over.
func oddWorkbook() []byte {
	return workbookOf(workbookParts{
		texts: `<si><t>Name</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">Rich </t></r><r><t>text</t></r><rPh sb="0" eb="1"><t>phonetic</t></rPh></si>` +
			`<si><t/></si><si><t>line_x000D__x000a_end _x005F_x _xZZZZ_ _x</t></si>`,
		sheet: `<row r="2" spans="1:4"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>Last</t></is></c></row>` +
			`<row r="3"/><row r="5"><c r="A5" t="s"><v>3</v></c><c r="B5" t="s"><v>2</v></c><c r="C5" t="b"><v>1</v></c><c r="D5" t="e"><v>#REF!</v></c></row>` +
			`<row><c t="d"><v>2024-02-29</v></c><c/><c t="str"><f>A1&amp;"x"</f><v>a&amp;b&#10;c</v></c><c t="b"><v>0</v></c></row>` +
			`<!-- a comment --><x:row xmlns:x="y"><x:c r="A7" t="inlineStr"><x:is><x:t><![CDATA[<cdata>]]></x:t></x:is></x:c></x:row>`,
	})
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
