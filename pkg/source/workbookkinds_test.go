package source

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rollcall/pkg/source/internal/filetype"
)

// handmade is a workbook whose parts are written one by one.
type handmade struct {
	sheets []string // name, attributes of the entry, XML of the part; in turn
	styles string   // the styles part; "" for none
	texts  string   // of shared strings
	calc   string   // attributes of calcPr
	parts  []string // names and contents of others, in turn
}

const contentTypes = xmlHead + `<Types/>`

func (h handmade) bytes() []byte {
	var list, rels strings.Builder
	parts := []string{"[Content_Types].xml", contentTypes}
	for i := 0; i+2 < len(h.sheets); i += 3 {
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" %s r:id="rId%d"/>`, h.sheets[i], i+1, h.sheets[i+1], i)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="x/worksheet" Target="worksheets/sheet%d.xml"/>`, i, i)
		parts = append(parts, fmt.Sprintf("xl/worksheets/sheet%d.xml", i), h.sheets[i+2])
	}
	if h.styles != "" {
		rels.WriteString(`<Relationship Id="st" Type="x/styles" Target="styles.xml"/>`)
		parts = append(parts, "xl/styles.xml", xmlHead+h.styles)
	}
	if h.texts != "" {
		rels.WriteString(`<Relationship Id="ss" Type="x/sharedStrings" Target="sharedStrings.xml"/>`)
		parts = append(parts, "xl/sharedStrings.xml", xmlHead+"<sst>"+h.texts+"</sst>")
	}
	return zipped(append(append(parts, h.parts...),
		"xl/workbook.xml", xmlHead+`<workbook xmlns:r="r"><sheets>`+list.String()+`</sheets><calcPr `+h.calc+`/></workbook>`,
		"xl/_rels/workbook.xml.rels", xmlHead+`<Relationships>`+rels.String()+`</Relationships>`)...)
}

// sheetXML is a sheet of rows, with what stands before and behind them.
func sheetXML(before, rows, behind string) string {
	return xmlHead + `<worksheet>` + before + `<sheetData>` + rows + `</sheetData>` + behind + `</worksheet>`
}

// textRows writes rows of texts without any reference.
func textRows(rows ...string) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString("<row>")
		for _, c := range strings.Split(r, "|") {
			b.WriteString(textCell(c))
		}
		b.WriteString("</row>")
	}
	return b.String()
}

func textCell(s string) string { return `<c t="inlineStr"><is><t>` + s + `</t></is></c>` }

// oneSheet is a workbook of one sheet, with styles that show nothing.
func oneSheet(rows string) []byte {
	return handmade{sheets: []string{"List", "", sheetXML("", rows, "")}, styles: "<styleSheet/>"}.bytes()
}

// readBook returns what is read of a workbook, without what is told of its sheet,
// and what is noticed.
func readBook(t *testing.T, content []byte, o Options) string {
	t.Helper()
	r, err := Open(context.Background(), "-", bytes.NewReader(content), o)
	text := tell(r, err)
	if err == nil {
		for _, n := range r.Notices() {
			text += n.Code + ": " + n.Message + "\n"
		}
	}
	return text
}

const outside = "this row has text or the end of an element outside its cells, so a cell of it may be lost\n"

const threeNames = "Name|Phone|Do not call|Notes"

func TestWhereCellsStand(t *testing.T) {
	head := textRows(threeNames)
	tests := map[string]struct{ rows, want string }{
		"an empty cell without a reference": {
			head + `<row><c t="inlineStr"><is><t>Ann</t></is></c><c/><c t="inlineStr"><is><t>yes</t></is></c></row>`,
			"2 Ann | \"\" | yes | \"\"\n",
		},
		"an empty value": {
			head + `<row><c t="str"><v>Ann</v></c><c t="n"><v></v></c><c t="s"><v/></c><c t="str"><v>x</v></c></row>`,
			"2 Ann | \"\" | \"\" | x\n",
		},
		"behind a reference": {
			head + `<row><c r="B2" t="str"><v>1</v></c><c t="str"><v>yes</v></c></row>`,
			"2 \"\" | 1 | yes | \"\"\n",
		},
		"booleans": {
			head + `<row><c t="b"><v>true</v></c><c t="b"><v>TRUE</v></c><c t="b"><v>0</v></c><c t="b"><v>False</v></c></row>` +
				`<row><c t="b"><v>1</v></c><c t="b"><v/></c></row>`,
			"2 true | true | false | false\n3 true | \"\" | \"\" | \"\"\n",
		},
		"a sum of phone numbers": {
			head + `<row><c t="str"><v>Ann</v></c><c><v>2127369465</v></c><c t="str"><v>no</v></c></row><row><c t="str"><v>Bob</v></c><c><f>B2</f><v>3129445068</v></c></row>` +
				`<row><c t="str"><v>Team</v></c><c><f>SUBTOTAL(9,B2:B3)</f><v>5342181453</v></c></row>`,
			"2 Ann | 2127369465 | no | \"\"\n3 Bob | 3129445068 | \"\" | \"\"\n4 malformed Team | 5342181453 | \"\" | \"\"\n\t4, 2: footer: this row is a total of other rows, not a contact\n",
		},
		"boxes that are not ticked, filled down": {
			head + textRows("Ann|1|no|x") + strings.Repeat(`<row><c/><c/><c t="b"><v>0</v></c></row>`, 998),
			"2 Ann | 1 | no | x\n",
		},
		"out of order": {
			head + `<row><c r="C2" t="str"><v>no</v></c><c r="A2" t="str"><v>Ann</v></c></row>` + textRows("Bob|2|no|y"),
			"2 malformed \"\" | \"\" | no | \"\"\n\t2, 0: cell_out_of_place: this row has a cell in the wrong place, so its cells cannot be told apart\n3 Bob | 2 | no | y\n",
		},
		"twice at one place": {
			head + `<row><c r="A2" t="str"><v>Ann</v></c><c r="A2" t="str"><v>Bob</v></c></row>` + textRows("Bob|2|no|y"),
			"2 malformed Ann | \"\" | \"\" | \"\"\n\t2, 0: cell_out_of_place: this row has a cell in the wrong place, so its cells cannot be told apart\n3 Bob | 2 | no | y\n",
		},
		"one within another": {
			head + `<row><c r="A2" t="str"><v>Ann</v></c><c r="B2"><ic><c r="D2" t="str"><v>1</v></c></row>` + textRows("Bob|2|no|y"),
			"2 malformed Ann | \"\" | \"\" | \"\"\n\t2, 0: cell_out_of_place: this row has a cell in the wrong place, so its cells cannot be told apart\n3 Bob | 2 | no | y\n",
		},
		"the end of what did not begin": {
			head + `<row>` + textCell("Ann") + textCell("1") + `</cis></c>` + textCell("x") + `</row>` + `<row>` + textCell("Cy") + `<c t="inlineStr"><is><t>3</t></is></cis></c></row>` +
				`<row>` + textCell("Di") + `<c t="str"><f>A1<v>4</v></c></row>` + `<row>` + textCell("Ed") + `<c t="str"><is>yes</t></is></c></row>` + textRows("Bob|2|no|y"),
			"2 malformed Ann | 1 | x | \"\"\n\t2, 0: invalid_bytes: " + outside + "3 malformed Cy | 3 | \"\" | \"\"\n\t3, 0: invalid_bytes: " + outside +
				"4 malformed Di | 4 | \"\" | \"\"\n\t4, 0: invalid_bytes: " + outside + "5 malformed Ed | \"\" | \"\" | \"\"\n\t5, 0: invalid_bytes: " + outside + "6 Bob | 2 | no | y\n",
		},
		"what stands beside cells": {
			head + `<row><extLst><ext><x/></ext></extLst>` + textCell("Ann") + `<c t="str"><v>1</v><extLst><ext><y/></ext></extLst></c>` + textCell("no") + `</row>`,
			"2 Ann | 1 | no | \"\"\n",
		},
		"a row doubled": {
			head + `<row r="2"><c r="A2" t="str"><v>Ann</v></c><c r="B2" t="str"><v>1</v></c></row>` + strings.Repeat(`<row r="3"><c r="A3" t="str"><v>Bob</v></c><c r="B3" t="str"><v>2</v></c></row>`, 2) +
				`<row r="4"><c r="A4" t="str"><v>Cy</v></c><c r="B4" t="str"><v>3</v></c></row><row r="9"><c r="A9" t="str"><v>Di</v></c><c r="B9" t="str"><v>4</v></c></row>`,
			"2 Ann | 1 | \"\" | \"\"\n3 Bob | 2 | \"\" | \"\"\n4 Bob | 2 | \"\" | \"\"\n5 Cy | 3 | \"\" | \"\"\n9 Di | 4 | \"\" | \"\"\n",
		},
		"beyond the last column": {
			head + `<row><c r="XFE2" t="str"><v>no</v></c></row>` + textRows("Bob|2|no|y"),
			"2 malformed \"\" | \"\" | \"\" | \"\"\n\t2, 0: cell_out_of_place: this row has a cell in the wrong place, so its cells cannot be told apart\n3 Bob | 2 | no | y\n",
		},
		"characters that XML cannot hold": {
			head + textRows("A\x01nn|1|no|x", "J\xfcrgen|2|no|y", "Cy&#0;|3|no|z", "\u00c4nn &amp; Co &#8364;|4|no|w", "AT&T|5|no|v"),
			"2 malformed A\ufffdnn | \"\" | \"\" | \"\"\n\t2, 1: invalid_bytes: a cell of this row has characters that no workbook can hold\n" +
				"3 malformed J\ufffdrgen | \"\" | \"\" | \"\"\n\t3, 1: invalid_bytes: a cell of this row has characters that no workbook can hold\n" +
				"4 malformed Cy\ufffd | \"\" | \"\" | \"\"\n\t4, 1: invalid_bytes: a cell of this row has characters that no workbook can hold\n" +
				"5 \u00c4nn & Co \u20ac | 4 | no | w\n6 AT&T | 5 | no | v\n",
		},
		"a text that is missing": {
			head + `<row><c t="s"><v>-1</v></c></row><row><c t="s"><v>x</v></c></row>` + textRows("Bob|2|no|y"),
			"2 malformed \"\" | \"\" | \"\" | \"\"\n\t2, 1: text_missing: a cell of this row refers to a text that the workbook doesn't have\n" +
				"3 malformed \"\" | \"\" | \"\" | \"\"\n\t3, 1: text_missing: a cell of this row refers to a text that the workbook doesn't have\n4 Bob | 2 | no | y\n",
		},
		"formulas and errors": {
			head + `<row><c t="str"><v>Ann</v></c><c><v>1</v></c><c><f>IF(A2="",1,0)</f></c><c t="str"><f>A2</f><v></v></c></row>` +
				`<row><c t="str"><v>Bob</v></c><c><v>2</v></c><c t="e"><v>#N/A</v></c><c><f>A2</f><v/></c></row>` +
				`<row><c t="str"><v>Cy</v></c><c><v>3</v></c><c t="str"><v>no</v></c></row>`,
			"2 Ann | 1 | \"=IF(A2=\\\"\\\",1,0)\" | \"\"\n\t2, 3: formula_unread: a cell has a formula whose result is not stored; open the workbook in a spreadsheet program and save it\n" +
				"3 Bob | 2 | #N/A | =A2\n\t3, 3: error_value: a cell has an error instead of a value\n\t3, 4: formula_unread: a cell has a formula whose result is not stored; open the workbook in a spreadsheet program and save it\n" +
				"4 Cy | 3 | no | \"\"\n",
		},
		"an error in the first cell": {
			head + `<row><c t="e"><v>#NAME?</v></c><c><v>2127369465</v></c></row>` + textRows("#Bob|3129445002|no|x", "Cy|4157765003|no|x", "Di|4157765004|no|x", "Ed|4157765005|no|x"),
			"2 #NAME? | 2127369465 | \"\" | \"\"\n\t2, 1: error_value: a cell has an error instead of a value\n3 malformed #Bob | 3129445002 | no | x\n\t3, 1: commented_out: this row begins like a comment: somebody has commented it out\n" +
				"4 Cy | 4157765003 | no | x\n5 Di | 4157765004 | no | x\n6 Ed | 4157765005 | no | x\n",
		},
		"a hidden row": {
			head + `<row hidden="1"><c t="str"><v>Ann</v></c><c><v>1</v></c><c t="str"><v>no</v></c></row>`,
			"2 Ann | 1 | no | \"\"\n\t2, 0: hidden_row: this row is hidden in the workbook, but is read\n",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			want := "sheet \"List\", 0 rows above the header\nheader Name | Phone | Do not call | Notes\n" + tt.want
			if diff := cmp.Diff(want, readBook(t, oneSheet(tt.rows), Options{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Where no answer about calls can be read, nobody knows who may be called.
func TestUnreadAnswers(t *testing.T) {
	for answer, want := range map[string]bool{`<c><f>VLOOKUP(B2,X!A:B,2)</f></c>`: false, `<c t="e"><v>#REF!</v></c>`: false, textCell("yes"): true} {
		for _, name := range []string{"OK to call", "Call?"} {
			rows := textRows("Name|Phone|"+name) + "<row>" + textCell("Ann") + textCell("2067365001") + answer + "</row>"
			_, _, err := readPlainly(t, string(handmade{sheets: []string{"A", "", sheetXML("", rows, "")}}.bytes()), Options{})
			if (err == nil) != want {
				t.Errorf("%s, %s: %v", name, answer, err)
			}
		}
	}
}

// A formula that a program wrote as 0 because it cannot calculate has no value.
func TestFormulaToRecalculate(t *testing.T) {
	rows := textRows("Name|Opt out") + `<row><c t="str"><v>Ann</v></c><c><f>B9</f><v>0</v></c></row><row><c t="str"><v>Bob</v></c><c><v>0</v></c></row>`
	book := handmade{sheets: []string{"List", "", sheetXML("", rows, "")}, styles: "<styleSheet/>", calc: `fullCalcOnLoad="1"`}
	got := readBook(t, book.bytes(), Options{})
	if !strings.Contains(got, "2 Ann | =B9\n\t2, 2: formula_unread") || !strings.Contains(got, "3 Bob | 0\n") {
		t.Error(got)
	}
}

func TestMergedCells(t *testing.T) {
	rows := `<row r="1">` + textCell("Leads") + `</row>` +
		`<row r="2">` + textCell("Company") + textCell("Name") + textCell("Phone") + textCell("Opt out") + `</row>` +
		`<row r="3">` + textCell("Acme") + textCell("Ann") + textCell("1") + textCell("yes") + `</row>` +
		`<row r="4"><c/>` + textCell("Bob") + textCell("2") + `</row>` +
		`<row r="5"><c/>` + textCell("Cy") + textCell("3") + textCell("no") + `</row>` +
		`<row r="6">` + textCell("Same") + `<c/>` + textCell("4") + `</row>` +
		`<row r="7">` + textCell("Hid") + textCell("den") + textCell("5") + `</row>`
	merges := func(refs ...string) string {
		return `<mergeCells>` + `<mergeCell ref="` + strings.Join(refs, `"/><mergeCell ref="`) + `"/></mergeCells>`
	}
	tests := map[string]struct{ merges, want string }{
		"none": {"", "3 Acme | Ann | 1 | yes\n4 \"\" | Bob | 2 | \"\"\n5 \"\" | Cy | 3 | no\n6 Same | \"\" | 4 | \"\"\n7 Hid | den | 5 | \"\"\n"},
		"down, across, and over a title": {
			merges("A1:D1", "A3:A5", "D3:D4", "A6:B6", "A8:C90000"),
			"3 Acme | Ann | 1 | yes\n4 Acme | Bob | 2 | yes\n5 Acme | Cy | 3 | no\n6 Same | \"\" | 4 | \"\"\n\t6, 1: merged_across: a text is merged over columns of different meaning; only the first of them has it\n7 Hid | den | 5 | \"\"\n",
		},
		"a label next to the list, down": {
			merges("E3:E4", "Z3:Z4"),
			"3 malformed Acme | Ann | 1 | yes | Do not call\n\t3, 5: too_many_cells: this row has more cells than the header\n4 malformed \"\" | Bob | 2 | \"\" | Do not call\n\t4, 5: too_many_cells: this row has more cells than the header\n5 \"\" | Cy | 3 | no\n6 Same | \"\" | 4 | \"\"\n7 Hid | den | 5 | \"\"\n",
		},
		"with text hidden under them": {
			merges("A7:B7"),
			"3 Acme | Ann | 1 | yes\n4 \"\" | Bob | 2 | \"\"\n5 \"\" | Cy | 3 | no\n6 Same | \"\" | 4 | \"\"\n7 malformed Hid | \"\" | 5 | \"\"\n" +
				"\t7, 2: cell_under_merged: a cell of this row is hidden under merged cells and differs from them\n" +
				"\t7, 1: merged_across: a text is merged over columns of different meaning; only the first of them has it\n",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			rows := rows
			if strings.Contains(tt.merges, "E3") {
				rows = strings.Replace(rows, textCell("yes"), textCell("yes")+textCell("Do not call"), 1)
			}
			book := handmade{sheets: []string{"List", "", sheetXML("", rows, tt.merges)}, styles: "<styleSheet/>"}
			want := "sheet \"List\", 1 rows above the header\nheader Company | Name | Phone | Opt out\n" + tt.want
			if diff := cmp.Diff(want, readBook(t, book.bytes(), Options{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSheets(t *testing.T) {
	sheet := func(rows ...string) string { return sheetXML("", textRows(rows...), "") }
	list := func(n string) string { return sheet("Name|Phone", "Ann "+n+"|+1 206 987 000"+n, "Bob|+1 206 987 0010") }
	cover := sheet("Leads of spring", "Prepared by Bob", "For the team")
	tests := map[string]struct {
		sheets []string
		o      Options
		want   []string
		not    string
	}{
		"a cover first": {
			sheets: []string{"Cover", "", cover, "Sums", "", sheet("City|Sum of phone", "Rome|2069870001"), "List", "", list("1")},
			want:   []string{`sheet "List"`, "Ann 1", `other_sheets: only sheet "List" is read; not read: "Cover" (3 rows), "Sums" (2 rows)`},
		},
		"two lists": {
			sheets: []string{"A", "", list("1"), "B", "", list("2")},
			want:   []string{`sheet "A"`, `not read: "B" (3 rows); source: {sheets: all}`}, not: "Ann 2",
		},
		"two lists, all read, and no other": {
			sheets: []string{"A", "", list("1"), "B", "", list("2")}, o: Options{AllSheets: true},
			want: []string{"5 Ann 2", `other_sheets: 2 sheets are read, from "A" to "B"`}, not: "not read",
		},
		"two lists, all read": {
			sheets: []string{"A", "", list("1"), "B", "", list("2"), "Other", "", sheet("Code|Number", "x|1")},
			o:      Options{AllSheets: true},
			want:   []string{"2 Ann 1", "5 Ann 2", "6 Bob", `not read: "Other" (2 rows)`}, not: `4 Name`,
		},
		"rejects, all read": {
			sheets: []string{"A", "", sheet("Phone|_line|_reason|_detail", "1|2|no_phone|x"), "A 2", "", sheet("Phone|_line|_reason|_detail", "5|6|no_phone|y")},
			want:   []string{"2 1", "4 5"}, not: "other_sheets",
		},
		"a hidden list": {
			sheets: []string{"A", "", list("1"), "B", `state="veryHidden"`, list("2")},
			want:   []string{`"B" (3 rows) hidden`}, not: "Ann 2",
		},
		"all hidden": {
			sheets: []string{"A", `state="hidden"`, list("1"), "B", `state="hidden"`, list("2")},
			want:   []string{"Ann 1", `hidden_sheet: sheet "A", which is read, is hidden`},
		},
		"people not to be called": {
			sheets: []string{"Do_Not_Call", "", list("1"), "List", "", list("2")},
			o:      Options{AllSheets: true},
			want:   []string{"Ann 2", `do_not_call_sheet: sheet "Do_Not_Call" (3 rows) is not read`}, not: "Ann 1",
		},
		"people not to be called beside a list": {
			sheets: []string{"List", "", list("2"), "Complaints", `state="hidden"`, list("1")},
			want:   []string{"2 Ann 2", "3 Bob | +1 206 987 0010", `3, 2: refused_elsewhere: row 3 of sheet "Complaints" says that this number`, "do_not_call_sheet"}, not: "2, 2:",
		},
		"nobody not to be called": {
			sheets: []string{"List", "", list("2"), "Do Not Call", "", sheet("Name|On", "(none this month)|")},
			want:   []string{"Ann 2"}, not: "must not be called",
		},
		"people not to be called, without numbers": {
			sheets: []string{"List", "", list("2"), "Removed", "", sheet("Name|On", "Ann 2|2026-01-02")},
			want:   []string{`row 2 of sheet "Removed" (2 rows) of the workbook is about somebody who must not be called, and has no phone number`}, not: "Bob",
		},
		"what a code of the list means": {
			sheets: []string{"List", "", sheet("Name|Phone|Code", "Ann|+1 206 987 0001|9", "Bob|+1 206 987 0010|1"), "Codes", "", sheet("Code|Meaning", "1|Active", "9|Do not call")},
			want:   []string{`2, 3: refused_elsewhere: row 3 of sheet "Codes" says that "9" means not to call`, "3 Bob"}, not: "3, 3",
		},
		"what a code of the list means, of a sheet asked for": {
			sheets: []string{"List", "", sheet("Name|Phone|Code", "Ann|+1 206 987 0001|9", "Bob|+1 206 987 0010|1"), "Codes", "", sheet("Code|Meaning", "1|Active", "9|Do not call")},
			o:      Options{Sheet: "List"}, want: []string{`2, 3: refused_elsewhere`, "Bob"}, not: "3, 3",
		},
		"what may be a code of the list, of a sheet asked for": {
			sheets: []string{"List", "", sheet("Name|Phone|Code", "Ann|+1 206 987 0001|9", "Bob|+1 206 987 0010|7"), "Codes", "", sheet("9 = do not call")},
			o:      Options{Sheet: "List"}, want: []string{"Bob"}, not: "refused",
		},
		"what an answer of the list means": {
			sheets: []string{"List", "", sheet("Name|Phone|Do not call", "Ann|+1 206 987 0001|9", "Bob|+1 206 987 0010|1"), "Key", "", sheet("9 = do not call")},
			want:   []string{"Bob"}, not: "refused",
		},
		"a note that names a number": {
			sheets: []string{"List", "", list("2"), "Notes", "", sheet("Jane: 2069870010 never wants calls again")},
			want:   []string{`refused_elsewhere: row 1 of sheet "Notes"`},
		},
		"people left out": {
			sheets: []string{"List", "", list("2"), "Excluded", "", list("1")},
			want:   []string{`refused_elsewhere: row 3 of sheet "Excluded"`},
		},
		"a list that is hidden behind a cover": {
			sheets: []string{"Cover", "", sheet("ACME"), "List", `state="hidden"`, list("1")},
			want:   []string{`refused, line 0: no sheet that the workbook shows has a list; its sheet "List" (3 rows) has one, and is hidden`},
		},
		"lines of text": {
			sheets: []string{"List", "", sheet("First Name,Last Name,Phone", "Ann,Lee,2067365001", "Bob,Stone,2067365002")},
			want:   []string{`refused, line 1: row 1 names several columns in one cell`},
		},
		"a title a row above the names": {
			sheets: []string{"List", "", sheetXML("", `<row r="1"><c r="B1" t="str"><v>Customer Phone List</v></c></row><row r="3"><c r="B3" t="str"><v>First Name</v></c><c r="C3" t="str"><v>Phone</v></c></row><row r="4"><c r="B4" t="str"><v>Ann</v></c><c r="C4" t="str"><v>2067365001</v></c></row>`, "")},
			want:   []string{"First Name | Phone"}, not: "List First",
		},
		"a name over first and last": {
			sheets: []string{"List", "", sheetXML("", textRows("First Name|Last Name|Phone|Address|City", "Cy Young||2067365001|12 Oak St, Newark|", "Do not call||2067365002||", "Ann|Lee|2067365003||", "Bob|Stone|2067365004||", "Dee|Marsh|2067365005||"), `<mergeCells><mergeCell ref="A2:B2"/><mergeCell ref="D2:E2"/><mergeCell ref="A3:B3"/></mergeCells>`)},
			want:   []string{`2 malformed Cy Young | "" | 2067365001 | 12 Oak St, Newark | ""`, "Do not call | Do not call | 2067365002"},
		},
		"all names over first and last": {
			sheets: []string{"List", "", sheetXML("", textRows("First Name|Last Name|Phone", "Cy Young||2067365001", "Ann Lee||2067365003"), `<mergeCells><mergeCell ref="A2:B2"/><mergeCell ref="A3:B3"/></mergeCells>`)},
			want:   []string{`refused, line 0: the cells of "First Name" and "Last Name" are merged in 2 rows`},
		},
		"what the answers mean": {
			sheets: []string{"List", "", list("2"), "DNC codes", "", sheet("Code|Meaning", "X|do not call")},
			want:   []string{"Bob", "do_not_call_sheet"},
		},
		"refusals in a column": {
			sheets: []string{"List", "", list("2"), "Log", "", sheet("Number|Do Not Call|Agent", "2069870010|x|4", "2069870002|no|4")},
			want:   []string{`refused_elsewhere: row 2 of sheet "Log"`}, not: "row 3 of",
		},
		"refusals in words": {
			sheets: []string{"List", "", list("2"), "Log", `state="hidden"`, sheet("Day|Number|Result", "1|(206) 987-0002 x4|opted out", "1|2069870010|not on DNC")},
			want:   []string{`refused_elsewhere: row 2 of sheet "Log"`}, not: "row 3 of",
		},
		"refusals below a title": {
			sheets: []string{"List", "", list("2"), "Log", "", sheet("Offices", "A|2069870002", "Opted out", "B|2069870010")},
			want:   []string{`refused_elsewhere: row 4 of sheet "Log"`}, not: "row 2 of",
		},
		"no consent without numbers": {
			sheets: []string{"List", "", list("2"), "Answers", "", sheet("Name|Consent to calls", "Ann 2|no")},
			want:   []string{`row 2 of sheet "Answers" (2 rows) of the workbook is about somebody`},
		},
		"lists alike": {
			sheets: []string{"A", "", list("1"), "B", "", sheet("NAME|phone", "Zoe|+1 206 987 0007"), "Old", "", list("3")}, o: Options{AlikeSheets: true},
			want: []string{"2 Ann 1", "5 Zoe", `2 sheets are read, from "A" to "B"; not read: "Old"`}, not: "Ann 3",
		},
		"people not to be called alone": {
			sheets: []string{"DNC", "", list("1")},
			want:   []string{`refused, line 0: the only sheet with a list, "DNC", is of people`},
		},
		"people not to be called, asked for": {
			sheets: []string{"DNC", "", list("1")}, o: Options{Sheet: "dnc"},
			want: []string{"Ann 1", "do_not_call_sheet"},
		},
		"an empty sheet says nothing": {
			sheets: []string{"A", "", list("1"), "B", "", sheet()},
			want:   []string{"Ann 1"}, not: "other_sheets",
		},
		"hidden columns": {
			sheets: []string{"A", "", sheetXML(`<cols><col min="2" max="16384" hidden="1"/></cols>`, textRows("Name|Phone", "Ann|+1 206 987 0001"), "")},
			want:   []string{`hidden_columns: these columns are hidden in the workbook, but are read: "Phone"`},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := readBook(t, handmade{sheets: tt.sheets, styles: "<styleSheet/>"}.bytes(), tt.o)
			for _, want := range tt.want {
				if !strings.Contains(got, want) {
					t.Errorf("no %q in\n%s", want, got)
				}
			}
			if tt.not != "" && strings.Contains(got, tt.not) {
				t.Errorf("%q in\n%s", tt.not, got)
			}
		})
	}
}

func TestStylesMissing(t *testing.T) {
	book := handmade{sheets: []string{"List", "", sheetXML("", textRows("Name|Born", "Ann|x")+`<row><c t="str"><v>Bob</v></c><c s="1"><v>45292</v></c></row>`, "")}}
	if got := readBook(t, book.bytes(), Options{}); !strings.Contains(got, "styles_missing") {
		t.Error(got)
	}
	book.sheets[2] = strings.ReplaceAll(book.sheets[2], ` s="1"`, "")
	if got := readBook(t, book.bytes(), Options{}); strings.Contains(got, "styles_missing") {
		t.Error(got)
	}
}

func TestContainers(t *testing.T) {
	rows := sheetXML("", textRows("Name|Phone", "J\u00fcrgen|+1 206 987 0001"), "")
	book := `<workbook xmlns:r="r"><sheets><sheet name="List" r:id="r1"/></sheets></workbook>`
	rel := func(target string) string {
		return `<Relationships><Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="` + target + `"/></Relationships>`
	}
	main := func(target string) string {
		return `<Relationships><Relationship Id="x" Type="y/officeDocument" Target="` + target + `"/></Relationships>`
	}
	latin := strings.Replace(strings.Replace(rows, "UTF-8", "windows-1252", 1), "\u00fc", "\xfc", 1)
	utf16 := string(utf16Bytes("\ufeff"+strings.Replace(rows, "UTF-8", "UTF-16", 1), binary.LittleEndian))
	const good = "sheet \"List\", 0 rows above the header\nheader Name | Phone\n2 J\u00fcrgen | +1 206 987 0001\n"
	tests := map[string]struct {
		content []byte
		want    string
	}{
		"backslashes":  {zipped(`_rels\.rels`, main(`xl\workbook.xml`), `xl\workbook.xml`, book, `xl\_rels\workbook.xml.rels`, rel(`worksheets\a.xml`), `xl\worksheets\a.xml`, rows), good},
		"case":         {zipped("_Rels/.Rels", main("XL/Workbook.xml"), "xl/workbook.XML", book, "xl/_rels/workbook.xml.rels", rel("Worksheets/A.xml"), "xl/worksheets/a.xml", rows), good},
		"slashes":      {zipped("/_rels/.rels", main("/xl/workbook.xml"), "/xl/workbook.xml", book, "/xl/_rels/workbook.xml.rels", rel("/xl/a.xml"), "/xl/a.xml", rows), good},
		"another name": {zipped("_rels/.rels", main("xl/workbook2.xml"), "xl/workbook2.xml", book, "xl/_rels/workbook2.xml.rels", rel("worksheets/a.xml"), "xl/worksheets/a.xml", rows), good},
		"in the root":  {zipped("_rels/.rels", main("workbook.xml"), "workbook.xml", book, "_rels/workbook.xml.rels", rel("a.xml"), "a.xml", rows), good},
		"by its type": {zipped("[Content_Types].xml", `<Types><Override PartName="/b/book.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
			"b/book.xml", book, "b/_rels/book.xml.rels", rel("a.xml"), "b/a.xml", rows), good},
		"windows-1252": {zipped("xl/workbook.xml", book, "xl/_rels/workbook.xml.rels", rel("a.xml"), "xl/a.xml", latin), good},
		"utf-16":       {zipped("xl/workbook.xml", book, "xl/_rels/workbook.xml.rels", rel("a.xml"), "xl/a.xml", utf16), good},
		"a sheet that is missing": {
			zipped("xl/workbook.xml", book, "xl/_rels/workbook.xml.rels", rel("b.xml"), "xl/a.xml", rows),
			"refused, line 0: the workbook is damaged: xl/b.xml: it is missing\n\thint: copy or download the file again, or ask for it again\n",
		},
		"a document type": {
			zipped("xl/workbook.xml", book, "xl/_rels/workbook.xml.rels", rel("a.xml"), "xl/a.xml", strings.Replace(rows, "<worksheet", `<!DOCTYPE w [<!ENTITY c "x">]><worksheet`, 1)),
			"refused, line 0: the workbook is damaged: xl/a.xml: it has a document type declaration, as no workbook may have\n\thint: copy or download the file again, or ask for it again\n",
		},
		"no texts": {
			zipped("xl/workbook.xml", book, "xl/_rels/workbook.xml.rels", rel("a.xml"), "xl/a.xml", `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row></sheetData></worksheet>`),
			"refused, line 0: the workbook is damaged: its cells refer to shared texts that it does not have\n\thint: copy or download the file again, or ask for it again\n",
		},
		"numbers": {zipped("Index/Document.iwa", "x", "Metadata/Properties.plist", "y"),
			"refused, line 0: this is an Apple Numbers document, not a list\n\thint: open it in Numbers and choose File > Export To > Excel (.xlsx)\n"},
		"xls": {compound("Root Entry", "Workbook"),
			"refused, line 0: this is a workbook in the old Excel format (.xls), not a list\n\thint: " + filetype.SaveAsXLSX + "\n"},
		"a password": {compound("Root Entry", "EncryptionInfo", "EncryptedPackage"),
			"refused, line 0: this is a workbook with a password, not a list\n\thint: " + filetype.PasswordWorkbook.Hint + "\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r, err := Open(context.Background(), "-", bytes.NewReader(tt.content), Options{})
			if diff := cmp.Diff(tt.want, tell(r, err)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// compound is the header and the directory of a compound file.
func compound(names ...string) []byte {
	b := make([]byte, 1024)
	copy(b, filetype.OLEMagic)
	b[30] = 9                                   // sectors of 512 bytes
	binary.LittleEndian.PutUint32(b[48:], 0x01) // the directory's sector
	for _, n := range names {
		entry := make([]byte, 128)
		copy(entry, filetype.UTF16Name(n))
		b = append(b, entry...)
	}
	return append(b, make([]byte, 512)...)
}

// How far a workbook has been read is how much of its sheets, though all of it was
// looked through before.
func TestWorkbookOffset(t *testing.T) {
	var rows []string
	for i := range 5000 {
		rows = append(rows, fmt.Sprintf("%x|+1206%07d", i*7919*7919, i*7919%10000000))
	}
	list := sheetXML("", textRows(append([]string{"Name|Phone"}, rows...)...), "")
	file := filepath.Join(t.TempDir(), "list.xlsx")
	book := handmade{sheets: []string{"A", "", list, "B", "", list}, styles: "<styleSheet/>"}.bytes()
	if err := os.WriteFile(file, book, 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := Open(context.Background(), file, nil, Options{AllSheets: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var offsets []int64
	for c := range allOf(t, r.Next) {
		offsets = append(offsets, c.Offset())
	}
	first, last := offsets[0], offsets[len(offsets)-1]
	if !slices.IsSorted(offsets) || first > r.Size()/2 || last < r.Size()*9/10 || last > r.Size() {
		t.Errorf("offsets %d of %d bytes", offsets, r.Size())
	}
}

// TestMarkedRows reads lists whose rows are marked by a fill or a line through them, where
// the workbook says what that means.
func TestMarkedRows(t *testing.T) {
	const styles = `<styleSheet><fonts><font/><font><strike/></font></fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
		`<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFFFF"/></patternFill></fill></fills>` +
		`<borders><border/><border diagonalUp="1"><diagonal style="thin"/></border></borders>` +
		`<cellXfs><xf fillId="0"/><xf fillId="2"/><xf fillId="3"/><xf fontId="1"/><xf borderId="1"/><xf xfId="1"/></cellXfs><cellStyles><cellStyle name="Bad" builtinId="27" xfId="0"/><cellStyle name="Opted out" xfId="1"/></cellStyles></styleSheet>`
	marked := func(style, cell string) string {
		return `<c s="` + style + `" t="inlineStr"><is><t>` + cell + `</t></is></c>`
	}
	answers := func(cell string) string {
		return sheetXML("", textRows("Name|Phone|OK to call", "Ann|2067365001|Yes")+"<row>"+textCell("Bob")+textCell("2067365002")+cell+"</row>"+textRows("Cyd|2067365003|Yes"), "")
	}
	list := func(style string) string {
		return sheetXML("", textRows("Name|Phone", "Ann|2067365001")+"<row>"+marked(style, "Bob")+textCell("2067365002")+"</row>"+textRows("Cyd|2067365003"), "")
	}
	tests := []struct{ name, cover, list, want, not string }{
		{"a sentence on a cover sheet", textRows("Rows in yellow: do not call"), list("1"), "3, 0: refused_elsewhere: row 1 of sheet", "refused, line"},
		{"struck through", textRows("Please do not call people who are crossed out"), list("3"), "3, 0: refused_elsewhere", "refused, line"},
		{"a sentence, and no marks", textRows("Rows in yellow: do not call"), list("0"), "4 Cyd | 2067365003", "refused"},
		{"white is no mark", textRows("Rows in yellow: do not call"), list("2"), "4 Cyd | 2067365003", "refused"},
		{"marks that mean nothing", textRows("Ask Dana about this list"), list("1"), "4 Cyd | 2067365003", "refused"},
		{"a list of answers", textRows("open", "Do not call", "sold"), list("1"), "4 Cyd | 2067365003", "refused"},
		{"a legend", "<row>" + marked("1", "Do not call") + "</row>", list("1"), `3, 0: refused_elsewhere: row 1 of sheet "Read me" says`, "refused, line"},
		{"a legend beside a color", `<row><c s="1"/>` + textCell("Do not call") + "</row>", list("1"), "3, 0: refused_elsewhere", "refused, line"},
		{"a legend of two cells", "<row>" + marked("1", "Yellow") + textCell("asked us to stop calling") + "</row>" + textRows("Green|call first"), list("1"), "3, 0: refused_elsewhere", "refused, line"},
		{"struck through, without a word", "", list("3"), "3, 0: commented_out", "refused"},
		{"a number struck through", "", sheetXML("", textRows("Name|Phone", "Ann|2067365001")+"<row>"+textCell("Bob")+marked("3", "2067365002")+textCell("x")+textCell("y")+"</row>"+textRows("Cyd|2067365003"), ""), "3, 0: commented_out", "refused"},
		{"a text struck through", "", strings.Replace(list("0"), "<t>Bob</t>", "<r><rPr><strike/></rPr><t>B</t></r><r><rPr><strike val=\"1\"/></rPr><t>ob</t></r>", 1), "3, 0: commented_out", "refused"},
		{"half a text struck through", "", strings.Replace(list("0"), "<t>Bob</t>", "<r><rPr><strike/></rPr><t>Bo</t></r><r><t>b</t></r>", 1), "3 Bob | 2067365002\n", "commented_out"},
		{"a yes struck through", "", answers(marked("3", "Yes")), "3, 3: crossed_out", "refused"},
		{"a yes struck through in its text", "", strings.Replace(answers(textCell("Yes")), "<t>Yes</t></is></c></row><row>"+textCell("Cyd"), "<r><rPr><strike/></rPr><t>Yes</t></r></is></c></row><row>"+textCell("Cyd"), 1), "3, 3: crossed_out", "refused"},
		{"a no struck through", "", answers(marked("3", "No")), "3 Bob | 2067365002 | No\n", "crossed_out"},
		{"a sentence beside the names", "", strings.Replace(list("1"), textRows("Name|Phone"), textRows("Name|Phone||Yellow = do not call"), 1), "3, 0: refused_elsewhere", "refused, line"},
		{"a diagonal line", "", list("4"), "3, 0: commented_out", "refused"},
		{"a style by its name", "", list("5"), "3, 1: refused_elsewhere: the style of a cell", "refused, line"},
		{"colors under a condition", "<row>" + marked("1", "Do not call") + "</row>", strings.Replace(list("0"), "</sheetData>", `</sheetData><conditionalFormatting><cfRule dxfId="0"/></conditionalFormatting>`, 1), "refused, line 0: row 1 of sheet", "Cyd"},
		{"a legend of another mark", "<row>" + marked("3", "Do not call") + "</row>", list("1"), "3 Bob | 2067365002\n", "refused_elsewhere"},
		{"a legend beside the rows", "", sheetXML("", textRows("Name|Phone||")+"<row>"+textCell("Ann")+textCell("2067365001")+"<c/>"+marked("1", "Do not call")+"</row>"+
			"<row>"+marked("1", "Bob")+textCell("2067365002")+"</row>"+textRows("Cyd|2067365003"), ""), "3, 0: refused_elsewhere: row 2 says", "refused, line"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sheets := []string{"List", "", tt.list}
			if tt.cover != "" {
				sheets = append([]string{"Read me", "", sheetXML("", tt.cover, "")}, sheets...)
			}
			got := readBook(t, handmade{sheets: sheets, styles: styles}.bytes(), Options{})
			if !strings.Contains(got, tt.want) || strings.Contains(got, tt.not) && tt.not != "" {
				t.Error(got)
			}
		})
	}
}

// TestSymbolFonts reads cells in fonts that show ticks and crosses for letters.
func TestSymbolFonts(t *testing.T) {
	const styles = `<styleSheet><fonts><font/><font><name val="Wingdings"/><charset val="2"/></font><font><name val="Wingdings 2"/></font><font><name val="Webdings"/></font><font><name val="Odd Signs"/><charset val="2"/></font></fonts>` +
		`<cellXfs><xf/><xf fontId="1"/><xf fontId="2"/><xf fontId="3"/><xf fontId="4"/></cellXfs></styleSheet>`
	tests := []struct{ cell, want string }{
		{`<c s="1" t="inlineStr"><is><t>&#xfc;</t></is></c>`, "\u2713"}, {`<c s="1" t="inlineStr"><is><t>x</t></is></c>`, "\u2612"}, {`<c s="1" t="str"><v>n</v></c>`, "\u25a0"}, {`<c s="1" t="inlineStr"><is><t>o</t></is></c>`, "\u2610"},
		{`<c s="1" t="inlineStr"><is><t>&#xF0FC;</t></is></c>`, "\u2713"}, {`<c s="2" t="inlineStr"><is><t>P</t></is></c>`, "\u2713"}, {`<c s="3" t="inlineStr"><is><t>r</t></is></c>`, "\u2717"},
		{`<c t="inlineStr"><is><r><rPr><rFont val="Wingdings"/></rPr><t>&#xfb;</t></r></is></c>`, "\u2717"}, {`<c t="inlineStr"><is><t>o</t></is></c>`, "o"},
		{`<c s="4" t="inlineStr"><is><t>P</t></is></c>`, "\"\\uf050\"\n\t2, 3: symbol_unread"}, {`<c s="1"><v>1</v></c>`, "\"\\uf031\"\n\t2, 3: symbol_unread"}, {`<c t="inlineStr"><is><t>Yes &#xf0b7;</t></is></c>`, "\"Yes \\uf0b7\""},
	}
	for _, tt := range tests {
		rows := textRows("Name|Phone|OK to call") + "<row>" + textCell("Ann") + textCell("2067365001") + tt.cell + "</row>" + textRows("Bob|2067365002|yes")
		got := readBook(t, handmade{sheets: []string{"List", "", sheetXML("", rows, "")}, styles: styles}.bytes(), Options{})
		if want := "2 Ann | 2067365001 | " + tt.want; !strings.Contains(got, want) || strings.Contains(got, "symbol") != strings.Contains(want, "symbol") {
			t.Errorf("%s: %s", tt.cell, got)
		}
	}
}

// TestUnreadNumbers reads sheets of people who must not be called whose numbers are in parts,
// or cannot be read.
func TestUnreadNumbers(t *testing.T) {
	list := sheetXML("", textRows("Name|Phone", "Ann|2067365001", "Bob|2067365002"), "")
	for rows, want := range map[string]string{
		"Area|Prefix|Line~206|736|5002": "3, 2: refused_elsewhere", "206|736|5002": "3, 2: refused_elsewhere",
		"Name|Phone~Bob|2.06737E+09": "refused, line 0: row 2 of sheet", "Phone~2.06737E+09": "refused, line 0: row 2 of sheet",
		"Name|Phone~Bob|2067365002": "3, 2: refused_elsewhere",
	} {
		got := readBook(t, handmade{sheets: []string{"List", "", list, "DNC", "", sheetXML("", textRows(strings.Split(rows, "~")...), "")}, styles: "<styleSheet/>"}.bytes(), Options{})
		if !strings.Contains(got, want) {
			t.Errorf("%s: %s", rows, got)
		}
	}
}
