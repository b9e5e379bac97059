package mapping

import (
	"strings"
	"testing"
)

// TestCopies holds which columns are dropped as copies of the one before them: none that
// answers a question.
func TestCopies(t *testing.T) {
	for _, c := range []struct {
		first, second, cells string
		dropped              bool
	}{
		{"NOMAIL", "NOPHONE", "Y,N,N", false},
		{"NOMAIL", "NOPHONE", "1,,", false},
		{"Do Not Email", "Do Not Call", "TRUE,FALSE,FALSE", false},
		{"No email", "No llamar", "X,,", false},
		{"Keine Mail", "Kein Telefon", "ja,nein,nein", false},
		{"Mail OK", "Phone OK", "Y,N,Y", false},
		{"EXCL_MAIL", "EXCL_PHONE", "Y,N,N", false},
		{"MAIL_SUPP", "PHONE_SUPP", "A,B,A", false},
		{"NOMAIL", "Phone", "T,F,F", false},
		{"Store", "Shop", "Bremen 1,Kiel 2,Ulm 3,Bonn 4,Jena 5,Gera 6,Hof 7", true},
	} {
		cells := strings.Split(c.cells, ",")
		rows := make([][]string, 14)
		for r := range rows {
			cell := cells[r%len(cells)]
			rows[r] = []string{cellsOf("&", 0)(r % 12), cellsOf("*", 0)(r), cell, cell}
		}
		columns := Suggest(profileOf([]string{"Name", "Cell", c.first, c.second}, rows), SuggestOptions{}).Columns
		last := columns[len(columns)-1]
		if dropped := strings.Contains(last.Why, "the same as"); dropped != c.dropped || !dropped && last.Target == Ignore {
			t.Errorf("%s beside %s: %s (%s)", c.second, c.first, last.Suggested(), last.Why)
		}
	}
}
