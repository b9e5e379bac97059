package source

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRemarks reads workbooks that say beside their cells who must not be called.
func TestRemarks(t *testing.T) {
	related := func(way, part, text string) []string {
		return []string{"xl/worksheets/_rels/sheet0.xml.rels", xmlHead + `<Relationships><Relationship Id="a" Type="x/` + way + `" Target="../` + part + `"/></Relationships>`, "xl/" + part, xmlHead + text}
	}
	comment := func(ref, text string) []string {
		return related("comments", "comments1.xml", `<comments><commentList><comment ref="`+ref+`"><text><r><t>`+text+`</t></r></text></comment></commentList></comments>`)
	}
	property := func(name, text string) []string {
		return []string{"_rels/.rels", xmlHead + `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/><Relationship Id="b" Type="x/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
			"docProps/core.xml", xmlHead + `<coreProperties><` + name + `>` + text + `</` + name + `></coreProperties>`}
	}
	over := func(column, row int) string {
		return fmt.Sprintf(`<from><col>%d</col><colOff>0</colOff><row>%d</row></from><to><col>%d</col><colOff>0</colOff><row>%d</row></to>`, column, row, column+1, row+1)
	}
	vml := func(kind, anchor, text string) string {
		return `<xml><v:shape><v:textbox><div>` + text + `</div></v:textbox><x:ClientData ObjectType="` + kind + `"><x:Anchor>` + anchor + `</x:Anchor></x:ClientData></v:shape></xml>`
	}
	const read = "3 Bob | 2067365002 | x | \"\"\n"
	tests := []struct {
		name  string
		parts []string
		tail  string
		want  string
	}{
		{"a comment on a row", comment("A3", "asked not to be called"), "", "3, 0: refused_elsewhere: a note on a cell"},
		{"a comment that the number is another's", comment("A3", "Kim:\nthis is his daycare's line"), "", "3, 0: refused_elsewhere"},
		{"a comment that says little", comment("A3", "Kim:\ncalled 3/4, left voicemail"), "", read},
		{"a thread on a row", related("threadedComment", "t/t.xml", `<ThreadedComments><threadedComment ref="B3"><text>Please do not call him</text></threadedComment></ThreadedComments>`), "", "3, 0: refused_elsewhere"},
		{"a comment on a header", comment("C1", "Kim:\nx = do not call"), "", `refused, line 0: the comment on cell C1 says not to call: "x = do not call"`},
		{"a comment on the header of answers", comment("D1", "x = do not call"), "", read},
		{"comments that are missing", related("comments", "c/none.xml", "")[:2], "", "refused, line 0: the workbook is damaged"},
		{"a comment without a cell", related("comments", "c/c.xml", `<comments><comment><text><t>do not call him</t></text></comment></comments>`), "", "refused, line 0: a comment says not to call"},
		{"a picture of a sign", related("drawing", "d/d.xml", `<wsDr><twoCellAnchor>`+over(2, 2)+`<pic><cNvPr descr="No phone icon"/></pic></twoCellAnchor></wsDr>`), "", `refused, line 0: the alternative text of a drawing`},
		{"a harmless comment on a header", comment("C1", "from the CRM"), "", read},
		{"an input message", nil, `<dataValidations><dataValidation sqref="C2:C9" prompt="x = do not call"/></dataValidations>`, `refused, line 0: the input message of cells C2:C9`},
		{"an input message of answers", nil, `<dataValidations><dataValidation sqref="D2:D9" prompt="x = do not call"/></dataValidations>`, read},
		{"an input message of an extension", nil, `<mergeCells><mergeCell ref="A9:A10"/></mergeCells><extLst><x14:dataValidation prompt="x = do not call"><xm:sqref>C2:C9</xm:sqref></x14:dataValidation></extLst>`, `refused, line 0: the input message of cells C2:C9`},
		{"a text box", related("drawing", "d/d.xml", `<wsDr><sp><txBody><p><r><t>These people:</t></r><r><t> do not call!</t></r></p></txBody></sp></wsDr>`), "", `refused, line 0: a text box says not to call: "These people: do not call!"`},
		{"a harmless text box", related("drawing", "d/d.xml", `<wsDr><p><t>Leads of spring</t></p></wsDr>`), "", read},
		{"the alternative text of a shape", related("drawing", "d/d.xml", `<wsDr><twoCellAnchor>`+over(5, 1)+`<sp><nvSpPr><cNvPr name="x" descr="Do not call"/></nvSpPr></sp></twoCellAnchor></wsDr>`), "", `refused, line 0: the alternative text of a drawing says not to call: "Do not call"`},
		{"a picture in a column of answers", related("drawing", "d/d.xml", `<wsDr><twoCellAnchor>`+over(3, 2)+`<pic><cNvPr descr="Red"/></pic></twoCellAnchor></wsDr>`), "", `refused, line 4: check boxes, pictures or shapes are drawn over column "Do not call"`},
		{"a picture in another column", related("drawing", "d/d.xml", `<wsDr><twoCellAnchor>`+over(2, 2)+`<pic/></twoCellAnchor></wsDr>`), "", read},
		{"a logo", related("drawing", "d/d.xml", `<wsDr><twoCellAnchor><from><col>3</col><row>0</row></from><to><col>4</col><row>3</row></to><pic/></twoCellAnchor></wsDr>`), "", read},
		{"a line over a row", related("drawing", "d/d.xml", `<wsDr><twoCellAnchor><from><col>0</col><row>1</row></from><to><col>2</col><row>1</row></to><cxnSp/></twoCellAnchor></wsDr>`), "", "2, 0: commented_out: a line or a cross"},
		{"an arrow", related("drawing", "d/d.xml", `<wsDr><twoCellAnchor>`+over(0, 1)+`<cxnSp><a:ln><a:tailEnd type="triangle"/></a:ln></cxnSp></twoCellAnchor></wsDr>`), "", "2 Ann | 2067365001 | \"\" | \"\"\n" + read},
		{"check boxes in a column of answers", related("vmlDrawing", "d/v.vml", vml("Checkbox", "3, 9, 2, 0, 3, 60, 3, 0", "")), "", `refused, line 4: check boxes, pictures or shapes are drawn over column "Do not call"`},
		{"check boxes in another column", related("vmlDrawing", "d/v.vml", vml("Checkbox", "2, 9, 2, 0, 2, 60, 3, 0", "")), "", "drawn_values: check boxes or other controls are drawn over these columns, and are not read: \"Flag\""},
		{"form controls without VML", nil, `<mc:AlternateContent><mc:Choice><controls><control name="Check Box 1"><controlPr><anchor>` + over(3, 2) + `</anchor></controlPr></control></controls></mc:Choice></mc:AlternateContent>`, `refused, line 4: check boxes`},
		{"a button", nil, `<controls><control name="Button 1"><controlPr><anchor>` + over(3, 2) + `</anchor></controlPr></control></controls>`, read},
		{"the label of a control", related("vmlDrawing", "d/v.vml", vml("Label", "5, 0, 2, 0, 6, 0, 3, 0", "<font>Row 3: do not call!</font>")), "", `refused, line 0: the label of a control says not to call`},
		{"the box of a note", related("vmlDrawing", "d/v.vml", vml("Note", "3, 0, 2, 0, 6, 0, 3, 0", "Do not call")), "", read},
		{"the tip of a link", nil, `<hyperlinks><hyperlink ref="A3" tooltip="do not call"/></hyperlinks>`, "3, 0: refused_elsewhere"},
		{"a comment on an empty row", comment("A9", "Bob asked not to be called"), "", `refused, line 0: the comment on cell A9 says not to call: "Bob asked not to be called"`},
		{"a harmless comment on an empty row", comment("A9", "ask Kim for more"), "", read},
		{"a text box of a list that was checked", related("drawing", "d/d.xml", `<wsDr><sp><txBody><p><r><t>DNC numbers have been removed 11/1/2026</t></r></p></txBody></sp></wsDr>`), "", read},
		{"the subject of the document", property("subject", "Do Not Call list - never dial"), "", `refused, line 0: the subject in the document's properties says not to call`},
		{"a comment on the document", property("description", "People who opted out of calls"), "", `refused, line 0: the description in the document's properties`},
		{"a harmless property", property("keywords", "leads, spring"), "", read},
		{"a page header", nil, `<headerFooter><oddHeader>&amp;C&amp;"Arial,Bold"&amp;14DO NOT CALL LIST&amp;RPage &amp;P</oddHeader></headerFooter>`, `refused, line 0: the page header says not to call: "DO NOT CALL LIST"`},
		{"a page footer", nil, `<headerFooter><oddFooter>&amp;LOpt-outs</oddFooter></headerFooter>`, "refused, line 0: the page footer"},
		{"a harmless page header", nil, `<headerFooter><oddHeader>&amp;CLeads, DNC-scrubbed</oddHeader></headerFooter>`, read},
		{"the title of the document", property("title", "Do Not Call List"), "", "refused, line 0: the title in the document's properties"},
		{"a harmless title", property("title", "Spring leads"), "", read},
		{"the name of a table", related("table", "tables/table1.xml", `<table displayName="DoNotCallList2"/>`), "", `refused, line 0: the name of a table says not to call: "Do Not Call List 2"`},
		{"more texts than any workbook has", nil, "<dataValidations>" + manyInputs() + "</dataValidations>", `refused, line 0: sheet "List" has more than 4096 texts`},
		{"a harmless table", related("table", "tables/table1.xml", `<table displayName="Table1"/>`), "", read},
	}
	rows := textRows("Name|Phone|Flag|Do not call", "Ann|2067365001||", "Bob|2067365002|x|", "Cyd|2067365003||")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := readBook(t, handmade{sheets: []string{"List", "", sheetXML("", rows, tt.tail)}, styles: "<styleSheet/>", parts: tt.parts}.bytes(), Options{})
			if !strings.Contains(got, tt.want) || tt.want == read && strings.Contains(got, "refused") {
				t.Error(got)
			}
		})
	}
}

// TestFileNames opens lists whose files have the name of a list of people not to be called.
func TestFileNames(t *testing.T) {
	const plain, answered = "Name,Phone\nAnn,2067365001\n", "Name,Phone,Do not call\nAnn,2067365001,\n"
	const residents = "Block,Lot,Owner,Owner Phone,Fine,Voted\nB,38,Ann Lee,2067365001,waived,no\n"
	tests := []struct {
		name, text string
		refused    bool
	}{
		{"Do Not Call List.csv", plain, true}, {"dnc_2026.csv", plain, true}, {"optouts.csv.txt", plain, true}, {"suppression-list.csv", plain, true},
		{"block list.csv", plain, true}, {"residents_block_list.csv", residents, false}, {"residents_dnc_list.csv", residents, true},
		{"dnc_2026.csv", answered, false}, {"skip-lines.csv", plain, false}, {"leads_dnc_scrubbed.csv", plain, false}, {"stop smoking leads.csv", plain, false}, {"out.csv", plain, false}, {"leads.csv", plain, false},
	}
	for _, tt := range tests {
		file := filepath.Join(t.TempDir(), tt.name)
		must(os.WriteFile(file, []byte(tt.text), 0o600))
		r, err := Open(t.Context(), file, nil, Options{})
		if err == nil {
			must(r.Close())
		}
		var refused *RefusedError
		if errors.As(err, &refused) != tt.refused {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// manyInputs returns more input messages than are looked at, each with another text.
func manyInputs() string {
	var b strings.Builder
	for i := range mostSaid + 1 {
		fmt.Fprintf(&b, `<dataValidation sqref="C2" prompt="note %d"/>`, i)
	}
	return b.String()
}
