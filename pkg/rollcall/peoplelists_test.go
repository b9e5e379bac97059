package rollcall_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// peopleList is a list of testdata/whose/lists.txt.
type peopleList struct {
	name, text string
	// may are the numbers that may be dialed, mayNot those that must not.
	may, mayNot []string
	refused     bool
}

var numberMark = regexp.MustCompile(`\{([-+?])(\w*)\}`)

// readPeopleLists reads the lists, whose README says what is in them.
func readPeopleLists(t *testing.T) (lists []peopleList) {
	t.Helper()
	text, err := os.ReadFile("../../testdata/whose/lists.txt")
	if err != nil {
		t.Fatal(err)
	}
	places := []string{"212736", "312944", "415776", "713220", "404521", "602262"}
	n := 0
	for _, part := range strings.Split("\n"+string(text), "\n== ")[1:] {
		name, rows, _ := strings.Cut(part, "\n")
		l := peopleList{refused: strings.HasSuffix(name, " | refused")}
		l.name = strings.TrimSuffix(name, " | refused")
		tagged := map[string]string{}
		l.text = numberMark.ReplaceAllStringFunc(rows, func(mark string) string {
			m := numberMark.FindStringSubmatch(mark)
			number := tagged[m[2]]
			if m[2] == "" || number == "" {
				n++
				number = fmt.Sprintf("+1%s%04d", places[n%len(places)], 1000+n*7919%8999)
				tagged[m[2]] = number
			}
			switch m[1] {
			case "+":
				l.may = append(l.may, number)
			case "-":
				l.mayNot = append(l.mayNot, number)
			}
			return number
		})
		lists = append(lists, l)
	}
	return lists
}

// TestPeopleLists proposes a mapping for each of the lists and holds whom an import with
// it dials.
func TestPeopleLists(t *testing.T) {
	dir := t.TempDir()
	for _, l := range readPeopleLists(t) {
		r := csv.NewReader(bytes.NewBufferString(l.text))
		r.FieldsPerRecord = -1
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", l.name, err)
		}
		got, mapping := dialed(t, dir, rows)
		var in, out []string
		for _, number := range got {
			if slices.Contains(l.mayNot, number) || l.refused {
				in = append(in, number)
			}
		}
		for _, number := range l.may {
			if !slices.Contains(got, number) && !slices.Contains(l.mayNot, number) && !l.refused {
				out = append(out, number)
			}
		}
		if in != nil || out != nil {
			t.Errorf("%s: dialed %q, lost %q\n%s%s", l.name, in, out, l.text, mapping)
		}
	}
}
