package source

import (
	"strings"
	"testing"

	"rollcall/pkg/source/internal/xlsx"
)

// TestLooks has texts that say by looks who must not be called, and others that name a color.
func TestLooks(t *testing.T) {
	for text, want := range map[string]xlsx.Colors{
		"RED = asked not to be called":                          xlsx.Red,
		"red = no more calls, has complained":                   xlsx.Red,
		"Rows in red have asked us not to call them again.":     xlsx.Red,
		"Do not call the red rows":                              xlsx.Red,
		"Names highlighted in yellow: do not call":              xlsx.Yellow,
		"Red = do not call, green = OK":                         xlsx.Red,
		"green: call, red: do not call":                         xlsx.Red,
		"skip red":                                              xlsx.Red,
		"Red names are minors":                                  xlsx.Red,
		"Rote Zeilen: nicht anrufen":                            xlsx.Red,
		"Las filas en rojo no quieren llamadas":                 xlsx.Red,
		"Light red or orange rows have opted out":               xlsx.Red | xlsx.Orange,
		"Red Cross members: do not call":                        0,
		"Green Valley residents - no calls":                     0,
		"Red list - do not call":                                0,
		"Do not call, red are VIPs":                             0,
		"Do not call anybody here (red ones are VIPs)":          0,
		"Do not call Rosa":                                      0,
		"Only call rows in green":                               0,
		"All except the green ones have opted out":              0,
		"Not green = do not call":                               0,
		"Do not call anybody who is not red":                    0,
		"Green = OK to call":                                    0,
		"Yellow = not reached yet":                              0,
		"Call rows in red first; the others must not be called": 0,
		"Struck through = asked us not to call":                 1 << 15,
		"I crossed out those who asked to be taken off":         1 << 15,
		"Highlighted rows have opted out":                       1 << 14,
	} {
		var l highlights
		var got xlsx.Colors
		if l.describes(text, "", "") {
			for _, k := range l.looks {
				got |= k.colors
				if k.struck {
					got |= 1 << 15
				}
				if k.anything {
					got |= 1 << 14
				}
			}
		}
		if got != want {
			t.Errorf("%s: %b, want %b", text, got, want)
		}
	}
}

// TestLegendsAbove reads lists under a line that says what marks mean. The fills of its styles
// are 1 red, 2 green and 3 light red; style 4 is struck through.
func TestLegendsAbove(t *testing.T) {
	fill := func(rgb string) string {
		return `<fill><patternFill patternType="solid"><fgColor rgb="FF` + rgb + `"/></patternFill></fill>`
	}
	styles := `<styleSheet><fonts><font/><font><strike/></font></fonts><fills><fill/><fill/>` + fill("FF0000") + fill("00B050") + fill("FF9999") + fill("FF000G") + `</fills>` +
		`<cellXfs><xf/><xf fillId="2"/><xf fillId="3"/><xf fillId="4"/><xf fontId="1"/><xf fillId="5"/></cellXfs></styleSheet>`
	marked := func(style, text string) string {
		return strings.Replace(textCell(text), "<c ", `<c s="`+style+`" `, 1)
	}
	list := func(above, style string) string {
		row := func(style, name, phone string) string {
			return "<row>" + marked(style, name) + marked(style, phone) + "</row>"
		}
		return above + textRows("Name|Phone") + row(style, "Ann", "2067365001") + row("0", "Bob", "2067365002") + row("2", "Cyd", "2067365003")
	}
	for _, tt := range []struct{ above, ann, want, not string }{
		{textRows("RED = asked not to be called"), "1", "3, 0: refused_elsewhere", "4, 0"},
		{textRows("RED = asked not to be called"), "3", "3, 0: refused_elsewhere", "4, 0"},
		{textRows("RED = asked not to be called"), "0", "4 Bob", "refused"},
		{textRows("RED = asked not to be called"), "5", "refused, line 3", "Ann"},
		{"<row>" + marked("1", "") + textCell("Do not call") + "</row>", "1", "3, 0: refused_elsewhere", "4, 0"},
		{"<row>" + marked("1", "") + textCell("Do not call") + "</row>", "3", "3, 0: refused_elsewhere", "4, 0"},
		{"<row>" + marked("1", "Do not call") + "</row><row>" + marked("2", "Call") + "</row>", "1", "4, 0: refused_elsewhere", "5, 0"},
		{"<row>" + marked("1", "Do not call") + "</row>", "1", "refused, line 1", "Ann"},
		{"<row>" + marked("1", "Red Cross: do not call") + "</row>", "1", "refused, line 1", "Ann"},
		{textRows("Crossed out: no calls please"), "4", "3, 0: refused_elsewhere", "4, 0"},
	} {
		got := readBook(t, handmade{sheets: []string{"List", "", sheetXML("", list(tt.above, tt.ann), "")}, styles: styles}.bytes(), Options{})
		if !strings.Contains(got, tt.want) || strings.Contains(got, tt.not) {
			t.Errorf("%s %s: %s", tt.above, tt.ann, got)
		}
	}
}

// TestConditions reads lists in which a condition strikes rows through: one about a column that
// says who may be called says nothing more.
func TestConditions(t *testing.T) {
	const styles = `<styleSheet><fonts><font/></fonts><cellXfs><xf/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>`
	rows := textRows("Name|Phone|DNC|Code", "Ann|2067365001||1", "Bob|2067365002|x|9", "Cyd|2067365003||1")
	for rule, want := range map[string]string{
		`<conditionalFormatting sqref="A2:B9"><cfRule type="expression" dxfId="0"><formula>$C2="x"</formula></cfRule></conditionalFormatting>`:            "4 Cyd",
		`<conditionalFormatting sqref="C2:C9"><cfRule type="cellIs" dxfId="0" operator="equal"><formula>"x"</formula></cfRule></conditionalFormatting>`:   "4 Cyd",
		`<conditionalFormatting sqref="A2:B9"><cfRule type="expression" dxfId="0"><formula>$D2=9</formula></cfRule></conditionalFormatting>`:              "refused, line 0: a conditional format",
		`<conditionalFormatting sqref="A2:B9"><cfRule type="expression" dxfId="0"><formula>COUNTIF(X!A:A,$C2)</formula></cfRule></conditionalFormatting>`: "refused, line 0: a conditional format",
		`<conditionalFormatting sqref="C2:D9"><cfRule type="cellIs" dxfId="0"><formula>9</formula></cfRule></conditionalFormatting>`:                      "refused, line 0: a conditional format",
		`<conditionalFormatting sqref="B2:B9"><cfRule type="duplicateValues" dxfId="0"/></conditionalFormatting>`:                                         "refused, line 0: a conditional format",
	} {
		if got := readBook(t, handmade{sheets: []string{"List", "", sheetXML("", rows, rule)}, styles: styles}.bytes(), Options{}); !strings.Contains(got, want) {
			t.Errorf("%s: %s", rule, got)
		}
	}
}
