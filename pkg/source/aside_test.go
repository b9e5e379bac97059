package source

import (
	"strings"
	"testing"
)

// TestBesideList reads lists with something beside them, behind an empty column. The fills of
// its styles are 1 yellow and 2 green.
func TestBesideList(t *testing.T) {
	const styles = `<styleSheet><fonts><font/><font><color rgb="FFFF0000"/></font></fonts><fills><fill/><fill/><fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill>` +
		`<fill><patternFill patternType="solid"><fgColor rgb="FF00FF00"/></patternFill></fill></fills><cellXfs><xf/><xf fillId="2"/><xf fillId="3"/><xf fontId="1"/></cellXfs></styleSheet>`
	people := []string{"Name|Phone|City", "Ann|2067365001|Rome", "Bob|2067365002|Bonn", "Cyd|2067365003|Nice", "Dee|2067365004|Bern", "Eva|2067365005|Riga", "Flo|2067365006|Oslo"}
	// sheet puts cells, with a style before a colon, behind an empty column of the rows, and
	// marks Ann with style 2 and Cyd with style mark.
	sheet := func(mark string, beside ...string) string {
		var b strings.Builder
		write := func(style, text string) {
			if text == "" {
				b.WriteString(`<c s="` + style + `"/>`)
				return
			}
			b.WriteString(`<c s="` + style + `" t="inlineStr"><is><t>` + text + `</t></is></c>`)
		}
		for i, p := range people {
			b.WriteString("<row>")
			for _, c := range strings.Split(p, "|") {
				write(map[int]string{1: "2", 3: mark}[i], c)
			}
			if i < len(beside) && beside[i] != "" {
				b.WriteString("<c/>")
				for _, c := range strings.Split(beside[i], "|") {
					style, text, _ := strings.Cut(c, ":")
					write(style, text)
				}
			}
			b.WriteString("</row>")
		}
		return sheetXML("", b.String(), "")
	}
	const cyd, all = "4, 0: refused_elsewhere", "2 Ann | 2067365001 | Rome\n3 Bob | 2067365002 | Bonn\n4 Cyd | 2067365003 | Nice\n5 Dee | 2067365004 | Bern\n6 Eva | 2067365005 | Riga\n7 Flo | 2067365006 | Oslo\n"
	tests := []struct{ name, sheet, want, not string }{
		{"colors and their meanings", sheet("1", "", "1:|0:Do not call", "2:|0:OK to call"), cyd, "malformed"},
		{"meanings and their colors", sheet("1", "", "0:OK to call|2:", "0:Do not call|1:"), cyd, "malformed"},
		{"in one row", sheet("1", "", "2:|0:Call|1:|0:Do not call"), cyd, "2, 0: refused"},
		{"under a heading", sheet("1", "0:Legend", "1:Do not call", "2:Call"), cyd, "Legend"},
		{"in the row of the names", sheet("1", "1:|0:Do not call"), cyd, "malformed"},
		{"a color of the text", sheet("3", "", "3:Opted out"), cyd, "malformed"},
		{"beside a marked row", sheet("1", "", "", "", "1:|0:Do not call"), cyd, "malformed"},
		{"colors by name", sheet("1", "0:Colour|0:Meaning", "0:Yellow|0:Do not call"), cyd, "malformed"},
		{"a sentence", sheet("1", "", "0:Rows in yellow have asked us not to call them"), cyd, "malformed"},
		{"only those of a color", sheet("0", "", "0:Only call rows in green"), "refused, line 0: row 2 says by looks", ""},
		{"whose color may be called", sheet("0", "", "0:Green = OK to call"), "refused, line 0: row 2 says by looks", ""},
		{"only those with a mark", sheet("0", "", "0:Call only people marked with x"), "refused, line 0: row 2 says by looks", ""},
		{"what is not read", sheet("0", "", "0:Underlined: do not call"), "refused, line 0: row 2 says by looks", ""},
		{"whose color may be called", sheet("0", "", "0:Green = OK to call"), "refused, line 0: row 2 says by looks", ""},
		{"only those with a mark", sheet("0", "", "0:Call only people marked with x"), "refused, line 0: row 2 says by looks", ""},
		{"a list of people not to call", sheet("0", "0:Do not call", "0:Name|0:Phone", "0:Bob Ray|0:2067365002"), "refused, line 1: column \"Do not call\", after an empty column", ""},
		{"harmless colors", sheet("1", "", "1:|0:Customer", "2:|0:Prospect"), all, "refused"},
		{"sums", sheet("0", "0:Summary", "0:Contacts|0:6", "0:DNC|0:0"), all, "refused"},
		{"the choices of a menu", sheet("0", "", "0:Yes", "0:No", "0:Maybe"), all, "refused"},
		{"notes", sheet("0", "", "0:left a message", "0:do not call again"), "3, 5: refused_elsewhere: a note beside this row", "malformed"},
		{"answers", sheet("0", "", "0:Yes", "0:No", "0:No"), "3 malformed Bob", "4 Cyd"},
		{"numbers", sheet("0", "", "0:Ann", "0:2067365009"), "3 malformed Bob", ""},
		{"somebody's numbers", sheet("0", "", "0:Campaign manager", "0:Joan Reyes", "0:Tel. (816) 421-2500", "0:Fax (207) 774-4098"), all, "refused"},
		{"another column of the list", sheet("0", "0:Notes", "0:do not call", "0:busy"), "2 Ann | 2067365001 | Rome | \"\" | do not call", "malformed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := readBook(t, handmade{sheets: []string{"List", "", tt.sheet}, styles: styles}.bytes(), Options{})
			if !strings.Contains(got, tt.want) || tt.not != "" && strings.Contains(got, tt.not) {
				t.Error(got)
			}
		})
	}
}

// TestNamedOnOtherSheets reads lists of which another sheet says of somebody, without a number,
// not to call.
func TestNamedOnOtherSheets(t *testing.T) {
	list := sheetXML("", textRows("First name|Last name|Phone", "Ann|Lee|2067365001", "Bob|Ray|2067365002", "Cyd|Fox|2067365003"), "")
	const bob, all = "3, 0: refused_elsewhere", "3 Bob | Ray | 2067365002\n4 Cyd | Fox | 2067365003\n"
	for rows, want := range map[string]string{
		"Bob Ray asked us not to call again.":                               bob,
		"Please take Ray, Bob off the list":                                 bob,
		"Date|Name|Result~3/4/25|Ann Lee|left voicemail~3/4/25|Bob Ray|DNC": bob,
		"Date|First|Last|Note~3/4/25|Bob|Ray|very angry, do not call":       bob,
		"Comment|By|At~Row 2 - Bob Ray: no more calls|Kim|03/04/25 2:14 PM": bob,
		"Ms. Ray does not want to be called any more":                       bob,
		"DNC~B. Ray":                     bob,
		"Name|Call?~Ann Lee|Y~Bob Ray|N": bob,
		"Row 3: Task 2|Never to be phoned again|Lee M 3/4/25":                  "refused, line 0: sheet \"Log\" says of some rows",
		"Row 3~|Asked never to be called again|Kim Orr|3/4/25":                 "refused, line 0: sheet \"Log\" says of some rows",
		"Comments~Row 3~Asked never to be called again":                        "refused, line 0: sheet \"Log\" says of some rows",
		"Row|Comment|By~3|never call again|Kim":                                "refused, line 0: sheet \"Log\" says of some rows",
		"Zeile|Kommentar~3|möchte nicht mehr angerufen werden":                 "refused, line 0: sheet \"Log\" says of some rows",
		"Row 3~|Called back, all fine|Kim|3/4/25":                              all,
		"Row 1~|Left a message|Kim~Notes~|Do not call the office before 9|Kim": all,
		"The number ending in 5002: do not call":                               "refused, line 0: sheet \"Log\" says of some rows",
		"List!A3 - do not call":                                                "refused, line 0: sheet \"Log\" says of some rows",
		"Number|Line~2067365002|Fax":                                           "3, 3: refused_elsewhere",
		"Skip rows 3 and 4, they opted out.":                                   "refused, line 0: sheet \"Log\" says of some rows",
		"Bob Ray has been the owner since 2010":                                all,
		"Date|Name|Result~3/4/25|Ann Lee|left voicemail~3/4/25|Bob Ray|spoke":  all,
		"Spring leads~Ask Bob Ray before you start":                            all,
	} {
		got := readBook(t, handmade{sheets: []string{"List", "", list, "Log", "", sheetXML("", textRows(strings.Split(rows, "~")...), "")}, styles: "<styleSheet/>"}.bytes(), Options{})
		if !strings.Contains(got, want) {
			t.Errorf("%s: %s", rows, got)
		}
	}
}

// TestNamedInSetAsideSheets reads lists of which another sheet, named for it, has people without their
// numbers who must not be called. No name of a column says which are names of people.
func TestNamedInSetAsideSheets(t *testing.T) {
	list := sheetXML("", textRows("Member|Phone|Town", "Ann Lee|2067365001|Kent", "Bob Ray|2067365002|Kent", "Cyd Fox|2067365003|Bend"), "")
	const bob, all = "3, 0: refused_elsewhere", "3 Bob Ray | 2067365002 | Kent\n4 Cyd Fox | 2067365003 | Bend\n"
	for rows, want := range map[string]string{
		"Opt outs~Bob Ray": bob, "Opt outs~Bob Ray|2/3/25": bob, "Opt outs~Member|Since~Bob Ray|2/3/25": bob, "DNC~Ray Bob|angry~Ann Lee|moved": bob,
		"Opt outs~Eve Orr": "has no phone number", "Removed~Member|Since~Eve Orr|2/3/25": "has no phone number",
		"DNC codes~1|Wrong Number~2|Not Home": all, "Opt outs~None Yet": all, "Summary~Bob Ray|3 calls": all,
	} {
		name, rows, _ := strings.Cut(rows, "~")
		got := readBook(t, handmade{sheets: []string{"List", "", list, name, "", sheetXML("", textRows(strings.Split(rows, "~")...), "")}, styles: "<styleSheet/>"}.bytes(), Options{})
		if !strings.Contains(got, want) {
			t.Errorf("%s: %s", rows, got)
		}
	}
}

// TestIdentifiedOnOtherSheets reads lists of which another sheet has the ID or the e-mail address of
// somebody who must not be called.
func TestIdentifiedOnOtherSheets(t *testing.T) {
	list := sheetXML("", textRows("ID|First|Phone|E-mail", "1001|Ann|2067365001|ann@x.org", "1002|Bob|2067365002|bob@x.org", "1003|Cyd|2067365003|cyd@x.org"), "")
	const all = "3 1002 | Bob | 2067365002 | bob@x.org\n4 1003 | Cyd | 2067365003 | cyd@x.org\n"
	for rows, want := range map[string]string{
		"Opt outs~ID|Since~1002|2/3/25": "3, 1: refused_elsewhere", "Opt outs~E-mail~bob@x.org": "3, 4: refused_elsewhere", "Opt outs~bob@x.org": "3, 4: refused_elsewhere",
		"Log~Date|Customer ID|Result~1/3/25|1001|spoke~2/3/25|1002|wants no more calls": "3, 1: refused_elsewhere",
		"Log~Date|Who|Result~2/3/25|bob@x.org|do not call again":                        "3, 4: refused_elsewhere",
		"Log~Date|Who|Result~2/3/25|bob@x.org|called back":                              all,
		"Log~No|Result~1002|do not call before 9am":                                     all,
		"Opt outs~E-mail~eve@x.org":                                                     "has no phone number",
	} {
		name, rows, _ := strings.Cut(rows, "~")
		got := readBook(t, handmade{sheets: []string{"List", "", list, name, "", sheetXML("", textRows(strings.Split(rows, "~")...), "")}, styles: "<styleSheet/>"}.bytes(), Options{})
		if !strings.Contains(got, want) {
			t.Errorf("%s: %s", rows, got)
		}
	}
}

// TestGroupsOverTheLastColumns reads lists whose last group of columns is named over its first
// column: a sheet has no cells for the blank ones behind it.
func TestGroupsOverTheLastColumns(t *testing.T) {
	for group, want := range map[string]string{"Guarantor": "Guarantor Last name | Guarantor Phone", "In case of emergency": "In case of emergency Last name | In case of emergency Phone"} {
		rows := textRows("Customer|||"+group, "First name|Last name|Phone|First name|Last name|Phone", "Ann|Lee|2067365001|Bob|Ray|2067365002", "Cyd|Fox|2067365003|Dee|Orr|2067365004")
		got := readBook(t, handmade{sheets: []string{"List", "", sheetXML("", rows, "")}, styles: "<styleSheet/>"}.bytes(), Options{})
		if !strings.Contains(got, want) {
			t.Error(got)
		}
	}
}

// TestCodesOnOtherSheets reads lists of which another sheet says what codes mean.
func TestCodesOnOtherSheets(t *testing.T) {
	list := sheetXML("", textRows("Name|Phone|Grp", "Ann|2067365001|A", "Bob|2067365002|Z", "Cyd|2067365003|A"), "")
	for rows, want := range map[string]string{
		"Meaning|Code~Active|A~Do not call|Z":                 `3, 3: refused_elsewhere: row 3 of sheet "Read me" says that "Z" means not to call`,
		"Code|Callable~A|Yes~Z|No":                            `3, 3: refused_elsewhere: row 3 of sheet "Read me" says that "Z" means not to call`,
		"Z = opted out":                                       `refused, line 0: row 1 of sheet "Read me" says that "Z" means not to call`,
		"Code|A|Z~Meaning|Active|Do not call":                 `says that "Z" means not to call`,
		"Grp Z must not be called.":                           `names the code "Z"`,
		"Group A agreed to be phoned, group Z did not":        `names the code "A"`,
		"Please don't ring the Zs":                            `names the code "Z"`,
		"A = active, call first~Z = call last":                "3 Bob | 2067365002 | Z\n",
		"Code|Meaning~A|Spring~Z|Autumn":                      "3 Bob | 2067365002 | Z\n",
		"Group A came to the fair in spring, Z in the autumn": "3 Bob | 2067365002 | Z\n",
		"Bold: do not call":                                   `refused, line 0: row 1 of sheet "Read me" says by looks`,
		"Green = OK to call":                                  `refused, line 0: row 1 of sheet "Read me" says by looks`,
		"Group Q must not be called.":                         "3 Bob | 2067365002 | Z\n",
	} {
		got := readBook(t, handmade{sheets: []string{"List", "", list, "Read me", "", sheetXML("", textRows(strings.Split(rows, "~")...), "")}, styles: "<styleSheet/>"}.bytes(), Options{})
		if !strings.Contains(got, want) {
			t.Errorf("%s: %s", rows, got)
		}
	}
	beside := sheetXML("", textRows("Name|Phone|Grp", "Ann|2067365001|A||Code|Meaning", "Bob|2067365002|Z||A|Active", "Cyd|2067365003|A||Z|No phone calls"), "")
	if got := readBook(t, handmade{sheets: []string{"List", "", beside}, styles: "<styleSheet/>"}.bytes(), Options{}); !strings.Contains(got, "3, 3: refused_elsewhere") || !strings.Contains(got, "4 Cyd | 2067365003 | A\n") {
		t.Error(got)
	}
}

// TestUnnumberedOnOtherSheets reads lists of which another sheet has people who must not be
// called, without numbers.
func TestUnnumberedOnOtherSheets(t *testing.T) {
	list := sheetXML("", textRows("Member ID|First name|Last name|Phone", "L401|Ann|Lee|2067365001", "L402|Bob|Ray|2067365002", "L403|Cyd|Fox|2067365003"), "")
	const bob, refused = "3, 0: refused_elsewhere", `refused, line 0: row 2 of sheet "Do not call"`
	for rows, want := range map[string]string{
		"Member ID|First name|Last name~L402|Bob|Ray": bob,
		"Name|Since~Bob Ray|2024":                     bob,
		"Name~Ray, Bob":                               bob,
		"Member ID|Since~L402|2024":                   `3, 1: refused_elsewhere: row 2 of sheet "Do not call" says that whoever has this ID`,
		"Name|Since~Bob Ray|2024~Rob Roe|2024":        refused,
		"Member ID|Since~402|2024":                    refused,
		"Name|Phone~Eve Orr|(206) 736-5OO2":           "3, 4: refused_elsewhere",
		"Name|Phone~Bob Ray|=List!D3":                 refused,
	} {
		got := readBook(t, handmade{sheets: []string{"List", "", list, "Do not call", "", sheetXML("", textRows(strings.Split(rows, "~")...), "")}, styles: "<styleSheet/>"}.bytes(), Options{})
		if !strings.Contains(got, want) {
			t.Errorf("%s: %s", rows, got)
		}
	}
}

// TestLegendsBelow reads lists with lines below them that explain colors, or say not to call in
// cells where rows have something else.
func TestLegendsBelow(t *testing.T) {
	const styles = `<styleSheet><fonts><font/></fonts><fills><fill/><fill/><fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill></fill></fills><cellXfs><xf/><xf fillId="2"/></cellXfs></styleSheet>`
	red := func(text string) string { return strings.Replace(textCell(text), "<c ", `<c s="1" `, 1) }
	list := func(bob, below string) string {
		return textRows("First name|Last name|Phone|City|Source", "Ann|Lee|2067365001|Rome|x") + "<row>" + bob + textCell("Ray") + textCell("2067365002") + textCell("Bonn") + textCell("x") + "</row>" +
			textRows("Cyd|Fox|2067365003|Nice|x") + "<row/>" + below
	}
	for _, tt := range []struct{ bob, below, want, not string }{
		{red("Bob"), "<row>" + textCell("Legend:") + red("Do not call") + textCell("Call") + "</row>", "3, 0: refused_elsewhere: row 6 says", "refused, line"},
		{red("Bob"), `<row><c s="1"/>` + textCell("Do not call") + "</row>", "3, 0: refused_elsewhere: row 6 says", "refused, line"},
		{textCell("Bob"), `<row><c s="1"/>` + textCell("Do not call") + "</row>", "4 Cyd", "refused"},
		{red("Bob"), "<row>" + red("Do not call") + "</row>" + textRows("Ann Lee"), "refused, line", "refused_elsewhere"},
		{textCell("Bob"), textRows("NOTE:|these people|have opted out"), "refused, line 6: line 6 is not a row but says not to call", "refused_elsewhere"},
		{textCell("Bob"), textRows("Prepared by:|Kim|of the office"), "4 Cyd", "refused"},
	} {
		got := readBook(t, handmade{sheets: []string{"List", "", sheetXML("", list(tt.bob, tt.below), "")}, styles: styles}.bytes(), Options{})
		if !strings.Contains(got, tt.want) || strings.Contains(got, tt.not) {
			t.Errorf("%s: %s", tt.below, got)
		}
	}
}

// TestBlankEnds reads lists whose rows leave out blank cells at their end, which another column
// with numbers, or an answer about something else, stands before.
func TestBlankEnds(t *testing.T) {
	for rows, want := range map[string]string{
		"First|Last|Tel|Fax|Blocked~Ann|Lee|2067365001||X~Bob|Ray|2067365002|2067365012~Cyd|Fox|2067365003~Dee|Orr|2067365004|2067365014~Eve|Fry|2067365005||X~Flo|Kay|2067365006|2067365016": "3 Bob | Ray | 2067365002 | 2067365012 | \"\"\n4",
		"Name|Phone|City|No mail|No calls~Ann Lee|2067365001|Rome~Bob Ray|2067365002|Bonn|Yes~Cyd Fox|2067365003|Nice||Yes~Dee Orr|2067365004|Bern~Eve Fry|2067365005|Riga":                   "3 Bob Ray | 2067365002 | Bonn | Yes | \"\"\n4",
		"Name||Phone|City~State: NY~Ann Lee||2067365001|Rome~Bob Ray||2067365002|Bonn~|Count for NY:|2~State: WA~Cyd Fox||2067365003|Nice~|Count for WA:|1~|Grand total:|3":                   "4 Bob Ray | \"\" | 2067365002 | Bonn\n5",
	} {
		if got := readBook(t, handmade{sheets: []string{"List", "", sheetXML("", textRows(strings.Split(rows, "~")...), "")}, styles: "<styleSheet/>"}.bytes(), Options{}); !strings.Contains(got, want) {
			t.Errorf("%s: %s", rows, got)
		}
	}
}

// TestLostParts reads workbooks whose relations do not lead to a part that they name, where
// refusals may be.
func TestLostParts(t *testing.T) {
	list := sheetXML("", textRows("Name|Phone", "Ann|2067365001", "Bob|2067365002"), "")
	book := func(list, sheets, rels string, parts ...string) []byte {
		return zipped(append([]string{"[Content_Types].xml", contentTypes, "xl/worksheets/sheet1.xml", list,
			"xl/workbook.xml", xmlHead + `<workbook xmlns:r="r"><sheets><sheet name="List" sheetId="1" r:id="a"/>` + sheets + `</sheets></workbook>`,
			"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/>` + rels + `</Relationships>`}, parts...)...)
	}
	drawn := strings.Replace(strings.Replace(list, "<worksheet>", `<worksheet xmlns:r="r">`, 1), "</worksheet>", `<legacyDrawing r:id="b"/></worksheet>`, 1)
	for name, tt := range map[string]struct {
		book []byte
		want string
	}{
		"whole":                       {book(list, "", ""), "3 Bob | 2067365002"},
		"a sheet of no part":          {book(list, `<sheet name="DNC" sheetId="2" r:id="b"/>`, ""), "is damaged"},
		"no part of styles":           {book(list, "", `<Relationship Id="s" Type="x/styles" Target="styles.xml"/>`), "is damaged"},
		"no relation to the comments": {book(drawn, "", ""), "is damaged"},
		"a relation to nothing":       {book(list, "", "", "xl/worksheets/_rels/sheet1.xml.rels", xmlHead+`<Relationships><Relationship Id="c" Type="x/comments"/></Relationships>`), "is damaged"},
	} {
		if got := readBook(t, tt.book, Options{}); !strings.Contains(got, tt.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestMergedName reads a list whose header has one name over two columns.
func TestMergedName(t *testing.T) {
	rows := textRows("Name||Phone", "Ann|Lee|2067365001", "Bob|Ray|2067365002")
	for merged, want := range map[string]string{"A1:B1": "header Name | Name#2 | Phone", "A1:C1": "header Name | #2 | Phone"} {
		got := readBook(t, handmade{sheets: []string{"List", "", sheetXML("", rows, `<mergeCells><mergeCell ref="`+merged+`"/></mergeCells>`)}, styles: "<styleSheet/>"}.bytes(), Options{})
		if !strings.Contains(got, want) {
			t.Error(merged, got)
		}
	}
}
