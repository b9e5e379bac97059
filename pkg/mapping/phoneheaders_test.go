package mapping

import (
	_ "embed"
	"fmt"
	"strings"
	"testing"
)

//go:embed testdata/phoneheaders.txt
var whoseHeaders string

// TestWhoseHeaders holds whose number a column of phones is taken for, by the headers of
// its list alone.
func TestWhoseHeaders(t *testing.T) {
	first := []string{"Ann", "Robert", "Maria", "James", "Laura", "Peter"}
	last := []string{"Smith", "Johnson", "Garcia", "Miller", "Lopez", "Clark"}
	for line := range strings.Lines(whoseHeaders) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		headers := strings.Split(line, ", ")
		rows := make([][]string, 24)
		for i := range rows {
			for col, h := range headers {
				cell := first[i%6] + " " + last[(i/6+i+col)%6]
				if h[0] == '+' || h[0] == '-' {
					cell = fmt.Sprintf("+1206987%02d%02d", 20+col, 10+i)
				}
				rows[i] = append(rows[i], cell)
			}
		}
		want := map[string]bool{}
		for i, h := range headers {
			headers[i] = strings.TrimLeft(h, "+-")
			want[headers[i]] = h[0] == '+'
		}
		for _, c := range Suggest(profileOf(headers, rows), SuggestOptions{}).Columns {
			if (c.Target == Phone) != want[c.Header] {
				t.Errorf("%s: %s is proposed as %s: %s", line, c.Header, c.Suggested(), c.Why)
			}
		}
	}
}
