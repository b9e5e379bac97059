package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestExchanged exchanges two columns of a list from a row on.
func TestExchanged(t *testing.T) {
	rows := strings.Split(`Name,Phone,City,State,ZIP,Email,DNC,Notes
Ann Lee,206-420-0004,Seattle,WA,98101,ann@example.com,,met at the fair
Bob Ray,206-420-0134,Tacoma,OR,98102,bob@example.com,yes,
Carl Orr,206-420-0264,Renton,WA,98103,carl@example.com,,likes tea
Dora Fox,206-420-0394,Kent,CA,98104,dora@example.com,yes,calls back
Ellen Poe,206-420-0523,Auburn,WA,98105,ellen@example.com,,asked for a price
Frank Day,206-420-0653,Everett,OR,98106,frank@example.com,yes,
Gina Kay,206-420-0783,Shoreline,WA,98107,gina@example.com,,no rush`, "\n")
	column := map[string]int{}
	for i, name := range strings.Split(rows[0], ",") {
		column[name] = i
	}
	for _, tt := range []struct{ a, b, want string }{
		{"Name", "Name", ""},
		{"Name", "Phone", `columns "Name" and "Phone" are exchanged from line 5 on`},
		{"Name", "City", `columns "Name" and "City" are exchanged from line 5 on`},
		{"City", "State", `columns "City" and "State" are exchanged from line 5 on`},
		{"State", "ZIP", `columns "State" and "ZIP" are exchanged from line 5 on`},
		{"Email", "Notes", `columns "Email" and "Notes" are exchanged from line 5 on`},
		{"DNC", "Notes", `columns "DNC" and "Notes" are exchanged from line 5 on`},
		{"Phone", "Email", `columns "Phone" and "Email" are exchanged from line 5 on`},
	} {
		var list strings.Builder
		for n, row := range rows {
			cells := strings.Split(row, ",")
			if n >= 4 {
				i, k := column[tt.a], column[tt.b]
				cells[i], cells[k] = cells[k], cells[i]
			}
			list.WriteString(strings.Join(cells, ",") + "\n")
		}
		_, _, err := readAll(strings.NewReader(list.String()), Options{})
		var refused *RefusedError
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%s, %s: %v", tt.a, tt.b, err)
		case tt.want != "" && (!errors.As(err, &refused) || !strings.Contains(refused.Message, tt.want)):
			t.Errorf("%s, %s: %v, want %s", tt.a, tt.b, err, tt.want)
		}
	}
}

// TestWrapped breaks the lines of a list at a width.
func TestWrapped(t *testing.T) {
	list := "Name,Phone,City,State,ZIP,Email,DNC,Notes\n"
	for _, row := range []string{"Ann Lee,206-420-0004,Seattle,WA,98101,ann@example.com,,met at the fair", "Bob Ray,206-420-0134,Tacoma,OR,98102,bob@example.com,yes,", "Carl Orr,206-420-0264,Renton,WA,98103,carl@example.com,,likes tea", "Dora Fox,206-420-0394,Kent,CA,98104,dora@example.com,yes,calls back"} {
		list += row + "\n"
	}
	if _, _, err := readAll(strings.NewReader(list), Options{}); err != nil {
		t.Error(err)
	}
	var wrapped strings.Builder
	for line := range strings.Lines(list) {
		for len(line) > 41 {
			wrapped.WriteString(line[:40] + "\n")
			line = line[40:]
		}
		wrapped.WriteString(line)
	}
	_, _, err := readAll(strings.NewReader(wrapped.String()), Options{})
	if err == nil || !strings.Contains(err.Error(), "broken at 40 characters: line 1 goes on in the next") {
		t.Error(err)
	}
}

// TestColumnLostBelow takes a column out of the rows from one on.
func TestColumnLostBelow(t *testing.T) {
	for name, tt := range map[string]struct {
		list, want string
		malformed  int
	}{
		"a status":                  {"Phone,Status,First Name,Last Name,State\n206-420-0004,active,Ann,Lee,WA\n206-420-0134,active,Ida,Orr,OR\n206-420-0264,Bob,Ray,WA\n206-420-0394,Gina,Poe,CA\n206-420-0523,Hugo,Day,WA\n", "lost from line 4 on", 0},
		"a title":                   {"Name,Phone,Title,City,Address\nAnn Lee,206-420-0004,Dr,Kent,12 Elm St\nIda Orr,206-420-0134,Kent,14 Oak St\nBob Ray,206-420-0264,Kent,16 Fir St\n", "lost from line 3 on", 0},
		"names pushed to the right": {",Phone,Name,State\n206-420-0004,Bob Lee,WA,yes\n206-420-0134,Gina Orr,CA,no\n206-420-0264,Hugo Ray,OR,yes\n206-420-0394,Ida Day,CA,no\n", "are not above their columns", 0},
		"a remark":                  {"Phone,State,Notes,Name\n206-420-0004,CA,Do not call,Carl Lee\n206-420-0134,WA,Dora Orr\n206-420-0264,WA,Carl Day\n206-420-0394,CA,Ida Ray\n", "lost from line 3 on", 0},
		"an e-mail":                 {"Name,Phone,Email,City,Address\nAnn Lee,206-420-0004,Kent,12 Elm St,\nIda Orr,206-420-0134,Kent,14 Oak St,\nBob Ray,206-420-0264,Kent,16 Fir St,\n", "line", 0},
		"a ZIP lost in all rows":    {"Name,Phone,City,ZIP,Notes,Do Not Call\nAnn Lee,206-420-0004,Kent,met at the fair,,\nIda Orr,206-420-0134,Kent,wants a quote,Yes,\nBob Ray,206-420-0264,Bend,budget ok,No,\nGina Poe,206-420-0394,Bend,see file 204/B,Yes,\n", "are not above their columns", 0},
		"a price lost":              {"Owner;Phone;Price;Beds;DNC;Agent Notes\nAnn Lee;206-420-0004;6;N;met at the fair;\nIda Orr;206-420-0134;4;Y;wants a quote;\nBob Ray;206-420-0264;3;N;budget ok;\nGina Poe;206-420-0394;1;N;has dogs;\nEve Day;206-420-0523;2;N;first visit;\nFay Fox;206-420-0653;2;Y;call back;\n", "are not above their columns", 0},
		"Straßen als Vornamen":      {"Vorname;Nachname;Telefon;Straße\nHauptstr. 1;Lee;206-420-0004;Ann\nLindenweg 4;Orr;206-420-0134;Ida\n12 Ahornweg;Ray;206-420-0264;Bob\n", "are not above their columns", 0},
		"streets for first names":   {"Parent First Name,Last,Phone,Street\n11 Elm St,Lee,206-420-0004,Ann\n14 Oak Ln,Orr,206-420-0134,Ida\n12 Fir St,Ray,206-420-0264,Bob\n", "are not above their columns", 0},
		"Nummern als Vornamen":      {"Nr,Vorname,Nachname,Telefon\n1,206-420-0004,Lee,Ann\n2,206-420-0134,Orr,Ida\n3,206-420-0264,Ray,Bob\n", "are not above their columns", 0},
		"names turned, a row, too":  {"Checked in,Ticket,Name,Company,Phone,Email,Kind,OK to call?\n" + strings.Repeat("71,Ann Lee,Bell,206-420-0004,ann@a.example,gold,Y,2024-01-02\n72,Ida Orr,Oak,206-420-0134,ida@a.example,day,N,2024-01-03\n", 6) + "Cyd Fox,Ash,206-420-0264,cyd@a.example,day,Y,2024-01-02,74\n", "are not above their columns", 0},
		"half the rows":             {"Phone;First;Last;Email;State\n" + strings.Repeat("206-420-0004;Ann;Lee;ann@a.example;WA\n206-420-0134;Orr;ida@a.example;OR;\n206-420-0264;Ray;bob@a.example;CA;\n", 3), "", 6},
		"to the right":              {"Phone;First;Last;Email;State\n" + strings.Repeat("206-420-0004;Ann;Lee;ann@a.example;WA\n206-420-0134;;Ida;Orr;ida@a.example\n", 3), "", 3},
		"bans side by side":         {"Etunimi,Sukunimi,Puhelin,Puhelinmarkkinointikielto,Sähköpostikielto,Huom\nAino,Orr,+358 50 5565389,Ei,Kyllä,\nVeikko,Lee,+358 40 8448598,Kyllä,Ei,\nRiikka,Ray,+358 44 2775834,Ei,Ei,\n", "", 0},
		"a fax, no phone":           {"Name,Assistant's Phone,Business Fax,Mobile Phone,Notes\nAnn Lee,,206-420-0005,206-420-0004,\nIda Orr,,206-420-0135,206-420-0134,\nBob Ray,,206-420-0265,206-420-0264,\n", "", 0},
		"names that are addresses":  {"Name,Email,Phone\nAnn Lee,ann@a.example,206-420-0004\nida@a.example,ida@a.example,206-420-0134\nbob@a.example,bob@a.example,206-420-0264\nCyd Fox,,206-420-0394\n", "", 0},
		"a refusal, notes at times": {"Name,Phone,City,Do not call,Notes\nAnn Lee,206-420-0004,Kent,No,met at the fair\nIda Orr,206-420-0134,Kent,,wants a quote\nBob Ray,206-420-0264,Bend,Yes,\nGina Poe,206-420-0394,Bend,,budget ok\nEve Day,206-420-0523,Kent,has two dogs,\nFay Fox,206-420-0653,Kent,,\nGus Moss,206-420-0783,Bend,wants a quote,\nHal Bell,206-420-0913,Bend,first visit,\n", "lost from line 6 on", 0},
		"no notes on the last ones": {"Name,Phone,City,Do not call,Notes\nAnn Lee,206-420-0004,Kent,No,met at the fair\nIda Orr,206-420-0134,Kent,,wants a quote\nBob Ray,206-420-0264,Bend,Yes,\nGina Poe,206-420-0394,Bend,,budget ok\nEve Day,206-420-0523,Kent,,\nFay Fox,206-420-0653,Kent,asked not to be called,\nGus Moss,206-420-0783,Bend,,\nHal Bell,206-420-0913,Bend,Yes,\n", "", 0},
		"a name lost, codes first":  {"Member|First|Cell|Calls OK\nA-1|Ann|Lee|2064200004|Y\nA-2|Ida|Orr|2064200134|N\nA-3|Bob|Ray|2064200264|Y\n", "line 1", 0},
		"rows with codes for names": {"Name|Cell|Calls OK\nA-1|Ann|2064200004|Y\nA-2|Ida|2064200134|N\nA-3|Bob|2064200264|Y\n", "", 0},
		"names where the city is":   {"Phone,Email,City,Last Name,First Name\n" + strings.Repeat("206-420-0004,ann.lee@a.example,Kent,Lee,Ann\n206-420-0134,iorr@a.example,Bend,Orr,Ida\n206-420-0264,bray@a.example,Ray,Bob,\n206-420-0394,eve@a.example,Kent,Day,\n", 3), "", 3},
		"cities where the name is":  {"Phone,Email,City,Last Name,First Name\n" + strings.Repeat("206-420-0004,ann.lee@a.example,Kent,Lee,Ann\n206-420-0134,iorr@a.example,Bend,Orr,Ida\n206-420-0264,bray@a.example,,Bend,Ray\n206-420-0394,ekent@a.example,,Kent,Eve\n", 3), "", 3},
		"the last answer":           {"Name,Phone,City,Opt In\nAnn Lee,206-420-0004,Kent,yes\nIda Orr,206-420-0134,Kent,yes\nBob Ray,206-420-0264,Kent\nGina Poe,206-420-0394,Renton\nHugo Day,206-420-0523,Kent\n", "", 3},
		"a refusal left out":        {"Name,Phone,City,DNC\nAnn Lee,206-420-0004,Kent,yes\nIda Orr,206-420-0134,Kent,yes\nBob Ray,206-420-0264,Kent\nGina Poe,206-420-0394,Renton\nHugo Day,206-420-0523,Kent\n", "", 0},
	} {
		_, records, err := readAll(strings.NewReader(tt.list), Options{})
		n := 0
		for _, r := range records {
			if r.Malformed || r.Missing > 0 && !r.Trimmed {
				n++
			}
		}
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) || n != tt.malformed {
			t.Errorf("%s: %v, %d malformed", name, err, n)
		}
	}
}

// TestCutLines cuts the lines of a list at a width, and holds that lists whose rows are as long
// as one another by chance, or filled up, are read.
func TestCutLines(t *testing.T) {
	names := []string{"Ann Lee", "Bob Ray", "Carl Orr", "Dora Fox", "Ellen Poe", "Frank Day", "Gina Moss", "Hugo Bell", "Ida Marsh"}
	cities := []string{"Seattle", "Tacoma", "Kent", "Mountlake Terrace"}
	lists := map[string]struct {
		row  func(i int) string
		want string
	}{
		"cut": {func(i int) string {
			row := fmt.Sprintf("%s,206-420-%04d,%s,WA,98101,%s,likes tea", names[i], 100+13*i, cities[i%4], []string{"", "yes"}[i%2])
			return row[:min(len(row), 42)]
		}, "end at 42 characters"},
		"alike": {func(i int) string {
			return fmt.Sprintf("Guest %c,206-420-%04d,Seattle,WA,98101,%s,", 'A'+i, 100+13*i, []string{"no", "yes"}[i%2])
		}, ""},
		"filled up": {func(i int) string {
			return fmt.Sprintf("%-80s", fmt.Sprintf("%s,206-420-%04d,%s,WA,98101,,likes tea", names[i], 100+13*i, cities[i%4]))
		}, ""},
		"all shown": {func(i int) string {
			return fmt.Sprintf("%s,206-420-%04d,%s,WA,98101,,likes tea", names[i], 100+13*i, cities[i%4])
		}, ""},
	}
	for name, l := range lists {
		list := "Name,Phone,City,State,ZIP,DNC,Notes\n"
		for i := range names {
			list += l.row(i) + "\n"
		}
		_, _, err := readAll(strings.NewReader(list), Options{})
		if (err == nil) != (l.want == "") || err != nil && !strings.Contains(err.Error(), l.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestHeaderRunsIntoRow removes the line break behind a header whose rows begin with numbers.
func TestHeaderRunsIntoRow(t *testing.T) {
	_, _, err := readAll(strings.NewReader(`Phone|Notes|Name|State+1 206 420 0004|met at the fair|Ida Lee|WA
+1 206 420 0134||Ann Orr|
+1 206 420 0394||Carl Ray|WA+1 206 420 0523|likes tea|Ellen Poe|WA
`), Options{})
	if err == nil || !strings.Contains(err.Error(), "runs into") {
		t.Error(err)
	}
}

// TestAnswerPushed puts a cell before the answer, which pushes it into a column of phones.
func TestAnswerPushed(t *testing.T) {
	_, records, err := readAll(strings.NewReader(`State,Notes,Phone,May we call you?,Mobile,Last Name,First Name
OR,,+1 206 420 0004,yes,,Lee,Ida
CA,,+1 206 420 0134,yes,no,,Orr
WA,,+1 206 420 0264,no,,Ray,Bob
`), Options{})
	if err != nil || len(records) != 3 || !records[1].Malformed || records[2].Malformed {
		t.Error(err, records)
	}
}

// TestCodesAreNotExchanged holds that columns of short numbers may have what the other has.
func TestCodesAreNotExchanged(t *testing.T) {
	list := "Name,Phone,Region,Offer\n"
	for i, codes := range []string{"1,2", "1,2", "1,2", "1,2", "1,2", "2,1", "2,1", "2,1", "2,1", "2,1"} {
		list += fmt.Sprintf("College %c,206-420-%04d,%s\n", 'A'+i, 100+13*i, codes)
	}
	if _, _, err := readAll(strings.NewReader(list), Options{}); err != nil {
		t.Error(err)
	}
}

// TestSurveysAreNotExchanged has shares of which the last are 0, beside lists of numbers, and questions
// that are answered in some rows with other words than yes or no.
func TestSurveysAreNotExchanged(t *testing.T) {
	shares, questions := "Name,Phone,Rate,Skills\n", "Name,Phone,Do you have a cook?,Do you have a nurse?\n"
	for i := range 12 {
		share, skill := fmt.Sprintf("0.%d", 31+i), `"Driving, Cooking"`
		if i > 8 {
			share, skill = "0", `"2,3,5"`
		}
		shares += fmt.Sprintf("Ann %c,+1 206 736 5%03d,%s,%s\n", 'A'+i, i, share, skill)
		cook, nurse := [...]string{"Yes", "No"}[i%2], [...]string{"No", "No", "Yes"}[i%3]
		if i > 0 && i < 4 {
			cook = "Negotiable"
		} else if i > 4 && i < 8 {
			nurse = "Negotiable"
		}
		questions += fmt.Sprintf("Ann %c,+1 206 736 5%03d,%s,%s\n", 'A'+i, i, cook, nurse)
	}
	for _, list := range []string{shares, questions} {
		if rows, malformed, err := readPlainly(t, list, Options{}); len(rows) != 13 || malformed != nil || err != nil {
			t.Errorf("%d rows, %v, %v", len(rows), malformed, err)
		}
	}
}

// TestAnswerLost leaves a ZIP out, or adds a cell, so that answers stand beside their column.
func TestAnswerLost(t *testing.T) {
	for _, lost := range []string{"CO,yes,,", "CO,80201,,yes"} {
		_, records, err := readAll(strings.NewReader(`First Name,Phone,State,ZIP,Do Not Call,Notes
Dora,206-382-6040,WA,98101,no,
Ivan,617-782-9590,MA,02115,no,
Lena,303-563-9179,`+lost+`
Nora,860-858-5172,CT,06103,no,
Karl,860-634-3001,`+lost+`
Xena,305-234-9933,FL,33101,no,
`), Options{})
		if err != nil || len(records) != 6 {
			t.Fatal(err, records)
		}
		for i, r := range records {
			if r.Malformed != (i == 2 || i == 4) {
				t.Errorf("%s: line %d: malformed: %v", lost, r.Line, r.Malformed)
			}
		}
	}
}

// TestCodesOfOtherColumns holds that a short row is malformed where codes stand in columns whose
// codes begin otherwise.
func TestCodesOfOtherColumns(t *testing.T) {
	list := "Name,Phone,Lead,Order,Case,Agent\n"
	for i := range 8 {
		list += fmt.Sprintf("Guest %c,206-420-%04d,LEAD-%d,,CASE-%d,AG-%d\n", 'A'+i, 100+13*i, 40+i, 70+3*i, 12+5*i)
		list += fmt.Sprintf("Guest %c,206-420-%04d,LEAD-%d,ORD-%d\n", 'J'+i, 404+13*i, 60+i, 7*i)
	}
	list += "Guest X,206-420-0523,LEAD-90,ORD-17\nGuest Y,206-420-0653,CASE-90,AG-17\n"
	_, records, err := readAll(strings.NewReader(list), Options{})
	if err != nil || len(records) != 18 || records[16].Malformed || !records[17].Malformed {
		t.Error(err, records)
	}
}

// TestClosesUnopened holds that a quote closes what none opened, after any letter.
func TestClosesUnopened(t *testing.T) {
	_, records, err := readAll(strings.NewReader(`Company,Full Name,Phone
"""Lee"" Bakery","Lee, Ann",206-420-0004
"""Ray"" Bakery"Orr, Zoé",206-420-0134
"Day Inc","Day, Zoé",206-420-0264
`), Options{})
	if err != nil || len(records) != 3 || !records[1].Malformed || records[2].Malformed {
		t.Error(err, records)
	}
}

// TestRowsOfAnotherShape holds that a row is malformed where others show that its cells are not
// in their columns.
func TestRowsOfAnotherShape(t *testing.T) {
	for name, tt := range map[string]struct {
		list string
		good int // rows
	}{
		"a column added, and the last cell blank": {`First Name,Phone,Last Name,State,Status,Source,Amount
Ida,206-420-0004,Lee,,do not call,fair,10.00
Ida,206-420-0134,Orr,2024-05-06,WA,active,fair,11.01
Gina,206-420-0264,Ray,2024-05-06,CA,do not call,partner,12.02
Bob,206-420-0523,Day,2024-05-06,OR,do not call,web,
`, 1},
		"an answer to another question": {`Phone,Status,Full Name,ID,State
206-420-0004,active,"Lee, Ann",1000,WA
206-420-0134,do not call,"Orr, Frank",1001,CA
206-420-0264,active,"Ray, Ida",1002,CA
206-420-0394,do not call,"Day, Hugo",1003,CA
"(206) 459-0006"|"yes"|"Poe, Zoé"|"4000"|"CA"
206-420-0523,active,"Fox, Dora",1004,WA
206-420-0653,active,"Poe, Gina",1005,OR
`, 6},
		"a refusal in a column of numbers": {`Name,Phone,City,Notes,Zip
Ann,206-420-0004,Kent,likes tea,98101
Bob,206-420-0134,Renton,,98102
Carl,206-420-0264,Kent,Do not call,98103
Dora,206-420-0394,Kent,x,Do not call
Ellen,206-420-0523,Kent,,98105
`, 4},
		"more rows of another list": {`Phone,Notes,Name,Amount,City,State,Country
206-420-0004,met at the fair,Carl Lee,10.00,Kent,WA,US
206-459-0006,no,Ann Day,4000,10.00,Mr,ann@example.com
206-459-0136,yes,Ida Fox,4001,11.01,Mr,ida@example.com
206-459-0266,no,Bob Poe,4002,12.02,Dr,bob@example.com
206-420-0134,asked not to be called,Frank Orr,11.01,Renton,WA,US
206-420-0264,likes tea,Jack Ray,12.02,Kent,CA,US
`, 3},
		"a row within a quoted cell": {`Phone;Notes;Name;Last;City;State;Email
206-420-0004;;Ida;Lee;Kent;WA;ida@example.com
206-420-0134;"first line
second line;Bob;Orr;Kent
206-420-0264;first line
second line";Zoé;Ray;Renton;CA;zoe@example.com
206-420-0394;likes tea;Gina;Poe;Kent;WA;gina@example.com
`, 2},
		"texts in columns of dates": {`Name,Phone,Birthday,Created,A,B,C
Ann,206-420-0004,01/01/1950,2024-01-01,x1
Bob,206-420-0134,02/02/1951,2024-02-02,,y2
Carl,206-420-0264,03/03/1952,2024-03-03,,,z3
Dora,206-420-0394,04/04/1953,2024-04-04,x4
Ellen,206-420-0523,05/05/1v18 qaaa,v19 qaaaabbg,,y5
`, 4},
	} {
		_, records, err := readAll(strings.NewReader(tt.list), Options{})
		n := 0
		for _, r := range records {
			if !r.Malformed {
				n++
			}
		}
		if err != nil || n != tt.good {
			t.Errorf("%s: %v, %d good: %v", name, err, n, records)
		}
	}
}
