package mapping

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestFaxLabels holds that a label that says fax is no status of the person's
// other numbers.
func TestFaxLabels(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fax.csv")
	const list = "Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n" +
		"Ann,Home Fax,212-736-5000,Mobile,312-922-9410\nBob,Work Fax,415-981-3000,,\n"
	if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range Suggest(profileFile(t, path), SuggestOptions{}).Columns {
		if c.Target == Consent || c.Also != nil {
			t.Errorf("%s is proposed as consent", c.Header)
		}
	}
}

// TestLabelsBeside holds which columns beside several phones say what kind each number is, though
// they say the same in every row.
func TestLabelsBeside(t *testing.T) {
	for _, c := range []struct {
		header, cells string
		labels        string
	}{
		{"Name,Phone 1,Type 1,Phone 2,Type 2", "=,*,Fax,*,Mobile", "Type 1,Type 2"},
		{"Name,Label,Phone,Label#2,Phone#2", "=,Fax,*,Cell,*", "Label,Label#2"},
		{"Name,Phone 1,Owner of 1,Phone 2,Owner of 2", "=,*,Spouse,*,Self", "Owner of 1,Owner of 2"},
		{"Name,Phone 1,City,Phone 2,Type", "=,*,Reno,*,Fax", ","},
		{"Name,Phone 1,Source 1,Phone 2,Source 2", "=,*,Fair,*,Web", ","},
	} {
		names, cells := strings.Split(c.header, ","), strings.Split(c.cells, ",")
		rows := make([][]string, 12)
		for r := range rows {
			for i, text := range cells {
				if text == "=" || text == "*" {
					text = cellsOf(text, i)(r)
				}
				rows[r] = append(rows[r], text)
			}
		}
		var labels []string
		for _, col := range Suggest(profileOf(names, rows), SuggestOptions{}).Columns {
			if col.Target == Phone {
				labels = append(labels, col.PhoneLabel)
			}
		}
		if got := strings.Join(labels, ","); got != c.labels {
			t.Errorf("%s: the labels are %q", c.header, got)
		}
	}
}

// TestConstantRelation holds that a column that is no field, since it says the same of every row,
// has the use that keeps these people out alone.
func TestConstantRelation(t *testing.T) {
	var rows [][]string
	for r := range 12 {
		rows = append(rows, []string{cellsOf("=", 0)(r), cellsOf("*", 0)(r), "Emergency contact"})
	}
	if got := Suggest(profileOf([]string{"First Name", "Phone", "Relation"}, rows), SuggestOptions{}).Columns[2]; got.Also != nil || got.Target != Consent {
		t.Errorf("relation: %s", got.Suggested())
	}
}

// TestNoStatus holds that names and kinds of numbers that only read like a refusal are none,
// and that plain ones among them are.
func TestNoStatus(t *testing.T) {
	for _, c := range []struct {
		header, cells string
		status        bool
	}{
		{"Phone Type", "Mobile,Land Line,Residential Line", false},
		{"Phone Type", "Land Line,Land Line,Land Line", false},
		{"Phone Type", "Mobile,Land Line,Do Not Call", true},
		{"Household Name", "Paz Household,Fitzgerald Household,Okafor Household,Ng Household", false},
		{"emerg contact name", "Deborah Okafor,Marisol McBride,Trent Abernathy", false},
		{"emerg contact name", "Deborah Okafor,DO NOT CALL,Trent Abernathy", true},
		{"Status Name", "Not Interested,Sale,Callback", true},
		{"Labels", "Gym ::: * myContacts,* myContacts", false},
		{"Labels", "Do not call ::: * myContacts,* myContacts", true},
	} {
		cells := strings.Split(c.cells, ",")
		rows := make([][]string, len(cells))
		for r := range rows {
			rows[r] = []string{cellsOf("=", 0)(r), cellsOf("*", 0)(r), cells[r]}
		}
		columns := Suggest(profileOf([]string{"First Name", "Phone", c.header}, rows), SuggestOptions{}).Columns
		got := columns[2]
		label := columns[1].PhoneLabel == c.header && slices.ContainsFunc(cells, refusal) // which an import reads
		if status := got.Target == Consent || got.Also != nil || label; status != c.status {
			t.Errorf("%s of %s: %s", c.header, c.cells, got.Suggested())
		}
	}
}

// TestOwnersAreNoStatus holds that a column of many companies, each of several rows, is none of
// notes, though the name of one reads like a refusal to the model of notes.
func TestOwnersAreNoStatus(t *testing.T) {
	owners := []string{"Bullen and Wilson LLC", "Lewistown Hospital"}
	for i := range 60 {
		owners = append(owners, cellsOf("+", 0)(i%12)+" & "+cellsOf("=", 0)(i/5)+" Inc.")
	}
	for _, refusal := range []string{"", " - do not call"} {
		var rows [][]string
		for r := range 3 * len(owners) {
			rows = append(rows, []string{cellsOf("=", 0)(r % 12), cellsOf("*", 0)(r), owners[r%len(owners)]})
		}
		rows[70][2] += refusal
		got := Suggest(profileOf([]string{"First Name", "Phone", "sysnam"}, rows), SuggestOptions{}).Columns[2]
		if status := got.Target == Consent || got.Also != nil; status != (refusal != "") {
			t.Errorf("owners, one of them with %q: %s", refusal, got.Suggested())
		}
	}
}

// TestWhoseLabels holds which columns beside phones are taken as what says whose the
// numbers are.
func TestWhoseLabels(t *testing.T) {
	for _, c := range []struct {
		header, cells string
		label         bool
	}{
		{"First Name,Last Name,Phone,Phone Belongs To,City", "Self,Sister,Self,Employer", true},
		{"First Name,Last Name,Phone,City,Belongs To", "Self,Mother,Self", true},
		{"First Name,Last Name,Phone,Whose number is this?", "Mine,Client's own,Parole officer,client", true},
		{"First Name,Last Name,Phone,Contact Type", "Mobile,Attorney,Home,Next of Kin", true},
		{"First Name,Last Name,Phone,Relationship to Patient", "Self,Daughter,Self,Caregiver", true},
		{"Vorname,Nachname,Telefon,Beziehung", "Selbst,Mutter,Selbst", true},
		{"Nombre,Apellidos,Teléfono,Parentesco", "Titular,Madre,Titular", true},
		{"Prénom,Nom,Téléphone,Lien", "Lui-même,Mère,Moi", true},
		{"First Name,Last Name,Phone,Relationship", "Prospect,Partner,Vendor", false},
		{"First Name,Last Name,Phone,City,Relationship", "Self,Spouse,Self", false},
		{"First Name,Last Name,Phone,Contact Type", "Lead,Customer,Vendor", false},
		{"First Name,Last Name,Phone,Belongs To", "North,Mill,Lake", false},
	} {
		names, cells := strings.Split(c.header, ","), strings.Split(c.cells, ",")
		rows := make([][]string, 12)
		for r := range rows {
			rows[r] = []string{cellsOf("=", 0)(r), cellsOf("+", 0)(r), cellsOf("*", 0)(r)}
			for _, name := range names[3:] {
				if name == "City" {
					rows[r] = append(rows[r], []string{"Reno", "Austin", "Salem"}[r%3])
				} else {
					rows[r] = append(rows[r], cells[r%len(cells)])
				}
			}
		}
		label := ""
		for _, col := range Suggest(profileOf(names, rows), SuggestOptions{}).Columns {
			label += col.PhoneLabel
		}
		if (label != "") != c.label {
			t.Errorf("%s: the label is %q", c.header, label)
		}
	}
}

// TestLeftOutCodes holds that a column of codes which says who is a minor, and is no field since
// the list has so many, has that use alone: a mapping that ignores it as well can't be read.
func TestLeftOutCodes(t *testing.T) {
	names := []string{"First Name", "Phone", "School level"}
	for i := range 40 {
		names = append(names, fmt.Sprintf("x%c:code", 'a'+i%26)+strings.Repeat("z", i/26))
	}
	var rows [][]string
	for r := range 12 {
		row := []string{cellsOf("=", 0)(r), cellsOf("*", 0)(r), []string{"12", "", "10", ""}[r%4]}
		for i := range 40 {
			row = append(row, strconv.Itoa(100+r*7+i))
		}
		rows = append(rows, row)
	}
	got := Suggest(profileOf(names, rows), SuggestOptions{}).Columns[2]
	if got.Also != nil || got.Target != Consent {
		t.Errorf("level: %s", got.Suggested())
	}
}
