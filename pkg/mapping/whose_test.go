package mapping

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestWhosePhones holds which columns of phones are proposed to be dialed, for the
// columns of ../../testdata/whose.
func TestWhosePhones(t *testing.T) {
	text, err := os.ReadFile("../../testdata/whose/phones.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		names := strings.Split(line, " | ")
		columns := make([]func(row int) string, len(names))
		want := map[string]bool{}
		for i, name := range names {
			columns[i] = cellsOf(name, i)
			if strings.ContainsAny(name[:1], "*-=+&") {
				names[i] = name[1:]
			}
			want[names[i]] = name[0] == '*'
		}
		rows := make([][]string, 12)
		for r := range rows {
			for _, cell := range columns {
				rows[r] = append(rows[r], cell(r))
			}
		}
		for _, c := range Suggest(profileOf(names, rows), SuggestOptions{}).Columns {
			if (c.Target == Phone) != want[c.Header] {
				t.Errorf("%s\n\t%s: %s (%s)", line, c.Header, c.Suggested(), c.Why)
			}
		}
	}
}

// cellsOf returns the cells of a column of the test by the sign before its name.
func cellsOf(name string, column int) func(row int) string {
	first := strings.Fields("Ann Bob Carla Dan Elena Frank Gina Hugo Iris James Karen Luis")
	last := strings.Fields("Owens Keller Reyes Barker Nguyen Easton Fisher Garner Hughes Irving Jensen Larson")
	return func(row int) string {
		switch name[0] {
		case '*', '-':
			return fmt.Sprintf("+1206%d7%04d", 22+column, 1013+row*37)
		case '=':
			return first[row]
		case '+':
			return last[row]
		case '&':
			return first[row] + " " + last[row]
		}
		return []string{"North", "Mill", "Lake"}[row%3]
	}
}

// TestSharedNumbers holds that numbers which people of different names share are none
// of theirs.
func TestSharedNumbers(t *testing.T) {
	number := func(n int) string { return fmt.Sprintf("+1206387%04d", 1013+n*37) }
	for _, c := range []struct {
		name       string
		last       func(row int) string
		of         func(row int) int
		phones     int
		withMobile bool
	}{
		{"an office for all", nil, func(int) int { return 0 }, 0, false},
		{"three branches beside their own", nil, func(r int) int { return r % 3 }, 1, true},
		{"three branches and nothing else", nil, func(r int) int { return r % 3 }, 0, false},
		{"couples", nil, func(r int) int { return r / 2 }, 1, false},
		{"families", func(r int) string { return []string{"Owens", "Keller", "Reyes"}[r%3] }, func(r int) int { return r % 3 }, 1, false},
		{"everybody's own", nil, func(r int) int { return r }, 2, true},
	} {
		header := []string{"First Name", "Last Name", "Phone"}
		if c.withMobile {
			header = append(header, "Mobile")
		}
		rows := make([][]string, 12)
		for r := range rows {
			last := cellsOf("+", 0)(r)
			if c.last != nil {
				last = c.last(r)
			}
			rows[r] = []string{cellsOf("=", 0)(r), last, number(c.of(r))}
			if c.withMobile {
				rows[r] = append(rows[r], number(100+r))
			}
		}
		if got := Suggest(profileOf(header, rows), SuggestOptions{}).Phones(); got != c.phones {
			t.Errorf("%s: %d columns are dialed, want %d", c.name, got, c.phones)
		}
	}
}

// TestMinors holds which columns keep out the contacts that are under 18.
func TestMinors(t *testing.T) {
	for _, c := range []struct {
		header, cells, deny string
		age                 bool
	}{
		{"First Name,Last Name,Cell,Minor (under 18)", "No,Yes,No", "yes", true},
		{"First Name,Last Name,Cell,Is Minor?", "N,Y,N", "y", true},
		{"First Name,Last Name,Cell,Over 18", "1,0,1", "0", true},
		{"First Name,Last Name,Cell,Age", "44,12,31", "", true},
		{"First Name,Last Name,Cell,Patient DOB", "1970-03-04,2014-07-09,1961-01-02", "", true},
		{"First Name,Last Name,Cell,Year of Birth", "1970,2014,1961", "", true},
		{"Vorname,Nachname,Handy,Geburtsdatum", "04.03.1970,09.07.2014,02.01.1961", "", true},
		{"Vorname,Nachname,Handy,Minderjährig", "nein,ja,nein", "ja", true},
		{"Prénom,Nom,Portable,Date de naissance", "04/03/1970,09/07/2014,02/01/1961", "", true},
		{"Nombre,Apellidos,Móvil,Menor de edad", "no,sí,no", "sí", true},
		{"Nome,Sobrenome,Celular,Idade", "44,12,31", "", true},
		{"Nome,Cognome,Cellulare,Maggiorenne", "sì,no,sì", "no", true},
		{"Voornaam,Achternaam,Mobiel,Geboortedatum", "04-03-1970,09-07-2014,02-01-1961", "", true},
		{"First Name,Last Name,Cell,Age Group", "18-24,13-17,35-44", "", true},
		{"First Name,Last Name,Cell,Age Range", "18 to 24,under 18,35+", "", true},
		{"Prénom,Nom,Portable,Tranche d'âge", "18-24,11-14,35-44", "", true},
		{"Prénom,Nom,Portable,Né(e) le", "04/03/1970,09/07/2014,02/01/1961", "", true},
		{"Vorname,Nachname,Handy,Altersgruppe", "18-24,14-17,35-44", "", true},
		{"Student First,Student Last,Student Cell,Grade", "11,9,12", "", true},
		{"First Name,Last Name,Cell,Grade", "11th,9th,K", "", true},
		{"First Name,Last Name,Cell,Grade Level", "Freshman,Junior,Senior", "freshman,junior,senior", true},
		{"Forename,Surname,Mobile,Year Group", "Year 10,Year 11,Year 9", "", true},
		{"Student First,Student Last,Student Cell,Class of", "2098,2099,2031", "", true},
		{"First Name,Last Name,Cell,Class of", "1998,2004,2011", "", false},
		{"First Name,Last Name,Cell,Alumni Club,Class of", "1998,2099,2011", "", false},
		{"First Name,Last Name,Cell,Grade", "A,B,C", "", false},
		{"First Name,Last Name,Cell,Department,Grade", "7,9,12", "", false},
		{"First Name,Last Name,Cell,Class", "Economy,Business,First", "", false},
		{"First Name,Last Name,Cell,Level", "1,2,3", "", false},
		{"First Name,Last Name,Cell,Age Group", "18-24,25-34,35-44", "", true},
		{"First Name,Last Name,Cell,Date", "12/15/2025,10/14/2025,04/19/2025", "", false},
		{"First Name,Last Name,Cell,Year", "2014,2019,2025", "", false},
		{"Client First Name,Client Last Name,Cell,Species,Age", "4,12,7", "", false},
		{"Client First Name,Client Last Name,Cell,Species,Age", "4,12,57", "", true},
		{"First Name,Last Name,Cell,Adult/Child", "Adult,Child,Adult", "", true},
		{"First Name,Last Name,Cell,Age Group", "Over 18,Under 18,Over 18", "", true},
		{"First Name,Last Name,Cell,Minor", "Adult,Minor,Adult", "", true},
		{"First Name,Last Name,Cell,Category", "Adult,Youth,Senior", "", true},
		{"Vorname,Nachname,Handy,Altersgruppe", "Erwachsene,Kind,Erwachsene", "", true},
		{"Prénom,Nom,Portable,Majeur/Mineur", "Majeur,Mineur,Majeur", "", true},
		{"Nombre,Apellidos,Móvil,Grupo de edad", "Adulto,Menor,Adulto", "", true},
		{"Nome,Sobrenome,Celular,Faixa etária", "Adulto,Criança,Adulto", "", true},
		{"Nome,Cognome,Cellulare,Tipo", "Maggiorenne,Minorenne,Maggiorenne", "", true},
		{"Voornaam,Achternaam,Mobiel,Leeftijdsgroep", "Volwassene,Minderjarige,Volwassene", "", true},
		{"First Name,Last Name,Cell,Shirt Size", "Adult,Youth,Adult", "", false},
		{"First Name,Last Name,Cell,Severity", "Minor,Major,Minor", "", false},
		{"First Name,Last Name,Cell,Relation", "Self,Child,Spouse", "", false},
		{"First Name,Last Name,Cell,Age", "44,52,31", "", true},
		{"First Name,Last Name,Cell,Né(e) le", "04/03/1970,09/07/2014,02/01/1961", "", true},
		{"First Name,Last Name,Cell,F. Nac.", "04/03/1970,09/07/2014,02/01/1961", "", true},
		{"First Name,Last Name,Cell,Date", "2025-03-04,2025-07-09,2026-01-02", "", false},
		{"First Name,Last Name,Cell,Customer Date", "2025-03-04,2025-07-09,2026-01-02", "", false},
		{"First Name,Last Name,Cell,Year", "2014,2019,2022", "", false},
		{"First Name,Last Name,Cell,Day", "4,12,31", "", false},
		{"Vorname,Nachname,Handy,Datum", "04.03.2025,09.07.2025,02.01.2026", "", false},
		{"First Name,Last Name,Cell,Birthday", "1970-03-04,0/0/00,1961-01-02", "", true},
		{"First Name,Last Name,Cell,Birthday", "09/17,01/02,", "", true},
		{"First Name,Last Name,Cell,DOB", "19700304,00000000,19610102", "", true},
		{"First Name,Last Name,Cell,Birthday", ",,", "", true},
		{"First Name,Last Name,Cell,Birth Day", "4,12,31", "", false},
		{"First Name,Last Name,Cell,Actual Age", "44,52,31", "", true},
		{"First Name,Last Name,Cell,age_at_year_end", "44,52,31", "", true},
		{"First Name,Last Name,Cell,Are you 18 or older?", "Yes,Yes,\"No, I will bring a waiver\"", "no, i will bring a waiver", true},
		{"First Name,Last Name,Cell,Over 18", "Yes,Yes,Yes", "no,n,false,0", true},
		{"Vorname,Nachname,Handy,Geburtstag", "12.06.1983,,16.02.1953", "", true},
		{"Nombre,Apellidos,Móvil,Fecha", "04/03/2025,09/07/2025,02/01/2026", "", false},
		{"Nome,Cognome,Cellulare,Data", "04/03/2025,09/07/2025,02/01/2026", "", false},
		{"Nome,Cognome,Cellulare,Anno", "2014,2019,2022", "", false},
		{"First Name,Last Name,Cell,ETA", "2025-03-04,2025-07-09,2026-01-02", "", false},
		{"First Name,Last Name,Cell,Account Age", "4,12,31", "", false},
		{"First Name,Last Name,Cell,Roof Age", "4,12,31", "", false},
		{"First Name,Last Name,Cell,Roof Age", "10-15 yrs,20+,5-10 yrs", "", false},
		{"First Name,Last Name,Cell,DOBYYYYMM", "197003,201407,196101", "", true},
		{"First Name,Last Name,Cell,Lead Age", "4,12,31", "", false},
		{"First Name,Last Name,Cell,Child DOB", "2010-03-04,2014-07-09,2011-01-02", "", false},
		{"First Name,Last Name,Cell,Minor injury claim", "No,Yes,No", "", false},
		{"Parent First Name,Parent Last Name,Parent Cell,Age", "4,12,7", "", false},
	} {
		names, cells := strings.Split(c.header, ","), cellsOfCSV(t, c.cells)
		rows := make([][]string, 9)
		for r := range rows {
			rows[r] = []string{cellsOf("=", 0)(r), cellsOf("+", 0)(r), cellsOf("*", 0)(r)}
			for len(rows[r]) < len(names)-1 {
				rows[r] = append(rows[r], "Canine")
			}
			rows[r] = append(rows[r], cells[r%3])
		}
		columns := Suggest(profileOf(names, rows), SuggestOptions{}).Columns
		also := columns[len(columns)-1].Also
		if also == nil {
			also = &columns[len(columns)-1].Column
		}
		if age := also.Means == Age; age != c.age || age && strings.Join(also.Deny, ",") != c.deny {
			t.Errorf("%s: %s", c.header, columns[len(columns)-1].Suggested())
		}
	}
}

// cellsOfCSV takes cells of one row apart.
func cellsOfCSV(t *testing.T, text string) []string {
	t.Helper()
	cells, err := csv.NewReader(strings.NewReader(text)).Read()
	if err != nil {
		t.Fatal(err)
	}
	return cells
}

// TestCallLogs holds which end of the calls of a log is dialed.
func TestCallLogs(t *testing.T) {
	const many, few = "*", "1"
	for _, c := range []struct{ header, from, to, direction, want string }{
		{"From,To,Direction", many, few, "inbound", "From"},
		{"From,To,Direction", few, many, "outbound", "To"},
		{"From Number,To Number,Duration", few, many, "31", "To Number"},
		{"From Number,To Number,Duration", many, few, "31", "From Number"},
		{"From Number,To Number,Duration", many, many, "31", ""},
		{"From Number,To Number,Caller Name", many, many, "Ann Owens", "From Number"},
		{"From,To,Direction", many, many, "inbound,outbound", ""},
	} {
		names := strings.Split(c.header, ",")
		rows := make([][]string, 12)
		for r := range rows {
			cell := func(kind string, column int) string {
				if kind == few {
					return cellsOf("*", column)(0)
				}
				return cellsOf("*", column)(r)
			}
			directions := strings.Split(c.direction, ",")
			rows[r] = []string{cell(c.from, 0), cell(c.to, 1), directions[r%len(directions)]}
		}
		p := Suggest(profileOf(names, rows), SuggestOptions{})
		var dialed []string
		for _, col := range p.Columns {
			if col.Target == Phone {
				dialed = append(dialed, col.Header)
			}
		}
		if got := strings.Join(dialed, ","); got != c.want {
			t.Errorf("%s (from %s, to %s, %s): %q is dialed, want %q", c.header, c.from, c.to, c.direction, got, c.want)
		}
		if c.want == "" && !strings.Contains(p.NoPhones(), "the business's own") {
			t.Errorf("%s: refused because %q", c.header, p.NoPhones())
		}
	}
}

// TestNamesNobody holds which lists have numbers and no contacts; # is a digit that
// changes from row to row.
func TestNamesNobody(t *testing.T) {
	for _, c := range []struct {
		header, row string
		dialed      bool
	}{
		{"Date|Time|Number called|Min|Charge", "2026-11-0#|0#:14P|*|#|0.#4", false},
		{"Date|Time|Dialed number|Duration", "2026-11-0#|0#:14|*|#", false},
		{"When|Number|Duration", "2026-11-0# 0#:14|*|#", false},
		{"Device|Serial|IMEI|SIM number", "Phone #|F17#|35312944276800#|*", false},
		{"ICCID|MSISDN|Plan", "890141032111185107#|*|Plan #", false},
		{"NPA-NXX-X first|NPA-NXX-X last|Carrier|OCN", "*|*|Peerless|06#1", false},
		{"Phone|Date|Time|Amount", "*|2026-11-0#|0#:14|#.50", true},
		{"Name|Phone|Date|Time|Duration", "&|*|2026-11-0#|0#:14|#", true},
		{"Name|Phone|IMEI", "&|*|35312944276800#", true},
	} {
		names, cells := strings.Split(c.header, "|"), strings.Split(c.row, "|")
		rows := make([][]string, 9)
		for r := range rows {
			for i, cell := range cells {
				if cell == "*" || cell == "&" {
					rows[r] = append(rows[r], cellsOf(cell, i)(r))
				} else {
					rows[r] = append(rows[r], strings.ReplaceAll(cell, "#", strconv.Itoa(r+1)))
				}
			}
		}
		p := Suggest(profileOf(names, rows), SuggestOptions{})
		if dialed := slices.ContainsFunc(p.Columns, func(c Suggestion) bool { return c.Target == Phone }); dialed != c.dialed {
			t.Errorf("%s: dialed %v; %s", c.header, dialed, p.NoPhones())
		}
	}
}

// TestNamesBesideOthers holds which names are the contacts' where a list has those of others
// too; the columns are as those of TestWhosePhones, the names are "!" where they are theirs.
func TestNamesBesideOthers(t *testing.T) {
	for _, line := range []string{
		"=Camper First | +Camper Last | =!Primary P1 First | +!Primary P1 Last | *Primary P1 Cell | =Primary P2 First | +Primary P2 Last | -Primary P2 Cell | *Primary Home Phone",
		"+Family Name | =Student First Name | +Student Last Name | =!Contact 1 First Name | +!Contact 1 Last Name | *Contact 1 Cell Phone | =Contact 2 First Name | +Contact 2 Last Name | -Contact 2 Cell Phone",
		"&Student | &!Parent 1 Name | *Parent 1 Phone | &Emergency Contact 1 Name | -Emergency Contact 1 Phone",
		"=!Student First Name | +!Student Last Name | *Phone | &Emergency Contact 1 Name | -Emergency Contact 1 Phone",
		"&Student | &!Parent 1 | *Parent 1 Cell | &Parent 2 | -Parent 2 Cell | *Home phone",
		"&Alunno | &!Genitore 1 | *Cell. genitore 1 | &Genitore 2 | -Cell. genitore 2",
		"&Player Name | &!Family Member 1 Name | *Family Member 1 Phone | &Family Member 2 Name | -Family Member 2 Phone",
		"=!CUSTFNAME | +!CUSTLNAME | *CELLPHONE | -SALESPERSONPHONE",
		"=!First name | +!Last name | *Main phone #s | *Text message enabled phone #",
		"&Child's Name | &!Mom's Name | *Mom's Cell | &Dad's Name | -Dad's Cell | &Pediatrician | -Pediatrician Phone",
		"&!Child's Name | &Pediatrician | -Pediatrician Phone",
		"&!Owner(s) | *Owner Phone | *Owner Alt. Phone | &Resident/Renter | -Renter Phone",
		"&!Parent/Guardian | *Parent Phone | Street",
		"&!Parent/Guardian | &Student | *Parent Phone | &Teacher",
	} {
		names := strings.Split(line, " | ")
		rows := make([][]string, 12)
		for i, name := range names {
			for r := range rows {
				rows[r] = append(rows[r], cellsOf(name, i)(r))
			}
			names[i] = strings.TrimLeft(name, "*-=+&!")
		}
		for i, c := range Suggest(profileOf(names, rows), SuggestOptions{}).Columns {
			is, sign := c.isNamed(), strings.Split(line, " | ")[i]
			if is != strings.Contains(sign, "!") || (c.Target == Phone) != (sign[0] == '*') {
				t.Errorf("%s\n\t%s: %s (%s)", line, c.Header, c.Suggested(), c.Why)
			}
		}
	}
}

// TestNamedByCells holds which columns are taken for names by their cells alone.
func TestNamedByCells(t *testing.T) {
	for cells, want := range map[string]bool{
		"Thisbe Blankenship|Priya Mcalister|Winona Whitcomb|Odell Fairbanks|Brenda Larkin":      true,
		"Acme Widgets|Blue Harbor Supply|Corner Bakery|Delta Motors|Evergreen Lawn":             false,
		"Thisbe Blankenship|Thisbe Blankenship|Priya Mcalister|Odell Fairbanks|Winona Whitcomb": false,
		"Thisbe Blankenship|Priya Mcalister|no name given|will call again|left a message today": false,
	} {
		var rows [][]string
		for i, c := range strings.Split(cells, "|") {
			rows = append(rows, []string{c, fmt.Sprintf("+1206227%04d", 1013+i*37), "Kent"})
		}
		if c := Suggest(profileOf([]string{"Guest", "Mobile", "Town"}, rows), SuggestOptions{}).Columns[0]; (c.Target == FullName) != want {
			t.Errorf("%s: %s", cells, c.Suggested())
		}
	}
	for cells, want := range map[string]string{
		"Abdi Warsame|Lorna Teague|Rosario Quispe": "full_name", "Holtzclaw, Agnes|Aasen, Ingrid": "full_name", "New Patient|New Patient|Returning Patient": "{new_field: patient, label: Patient, type: text}",
	} {
		var rows [][]string
		for i, c := range strings.Split(cells, "|") {
			rows = append(rows, []string{c, fmt.Sprintf("+1416363%04d", 1013+i*37), "ON"})
		}
		columns := Suggest(profileOf([]string{"Patient", "Phone", "Province"}, rows), SuggestOptions{}).Columns
		if patient, province := columns[0].Suggested(), columns[2].Target; patient != want || province != Standard {
			t.Errorf("%s: %s, %v", cells, patient, province)
		}
	}
	for headers, want := range map[string]string{
		"Customer|Full Name": "Full Name", "Client Name|Contact": "Contact", "Full Name|Customer": "Full Name", "Kunde|Ansprechpartner": "Ansprechpartner",
	} {
		a, b, _ := strings.Cut(headers, "|")
		rows := [][]string{{"Bayou Seafood", "Zoltan Quixby", "+12062271013"}, {"Delta Linen", "Wynnie Larkham", "+12062271014"}, {"Larkham Dental", "Odalys Fairbank", "+12062271015"}}
		if a == want {
			for i := range rows {
				rows[i][0], rows[i][1] = rows[i][1], rows[i][0]
			}
		}
		for _, c := range Suggest(profileOf([]string{a, b, "Phone"}, rows), SuggestOptions{}).Columns {
			if (c.Target == FullName) != (c.Header == want) {
				t.Errorf("%s: %s is %s", headers, c.Header, c.Suggested())
			}
		}
	}
	rows := [][]string{
		{"Zoltan Quixby", "+12062271013", "zoltan.quixby@example.com"}, {"Wynnie Larkham", "+12062271014", "larkham7@example.org"},
		{"Odalys Fairbank", "+12062271015", "odalys@example.net"}, {"Ximena Blank", "+12062271016", "info@example.com"},
	}
	if c := Suggest(profileOf([]string{"Guest", "Phone", "Email"}, rows), SuggestOptions{}).Columns[0]; c.Target != FullName {
		t.Errorf("names that the mail addresses have: %s", c.Suggested())
	}
}
