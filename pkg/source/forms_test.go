package source

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// three is a list in whatever form: its rows come out the same.
var three = [][]string{
	{"Name", "Phone", "City"},
	{"Ann Lee", "+1 206 736 5001", "Seattle"},
	{"Bob Ray", "+1 206 736 5002", "Tacoma"},
	{"Cy Doe", "+1 206 736 5003", "Boise"},
}

// between writes rows with a text between their cells, before and behind them.
func between(rows [][]string, before, sep, behind string) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(before + strings.Join(r, sep) + behind + "\n")
	}
	return b.String()
}

// readPlainly returns the header and the rows of a list, without malformed ones, of
// which it returns the codes.
func readPlainly(t *testing.T, content string, o Options) (rows [][]string, malformed []string, err error) {
	t.Helper()
	r, err := Open(context.Background(), "-", strings.NewReader(content), o)
	if err != nil {
		return nil, nil, err
	}
	defer r.Close()
	rows = [][]string{r.Header()}
	for {
		c, err := r.Next()
		if err == io.EOF {
			return rows, malformed, nil
		}
		if err != nil {
			return rows, malformed, err
		}
		for rec := range c.Records() {
			if rec.Malformed {
				malformed = append(malformed, rec.Problems[len(rec.Problems)-1].Code)
				continue
			}
			cells := make([]string, len(rec.Cells))
			for i, cell := range rec.Cells {
				cells[i] = strings.TrimSpace(cell)
			}
			rows = append(rows, cells)
		}
		if err := c.Err(); err != nil {
			return rows, malformed, err
		}
	}
}

func TestSeparators(t *testing.T) {
	for _, sep := range strings.Fields("$ ! • ، % @ & * = / _ · => <> -> » → ﹐ ؛ && %% $$ ** :|: |$| ~|~ || ^^ þ ¦ ， § 、") {
		rows, malformed, err := readPlainly(t, between(three, "", sep, ""), Options{})
		if diff := cmp.Diff(three, rows); diff != "" || malformed != nil || err != nil {
			t.Errorf("%q: %v, %v: %s", sep, malformed, err, diff)
		}
	}
	for _, sep := range []string{" - ", " / ", " • ", "\x02", "\a", "\u2063"} {
		rows, malformed, err := readPlainly(t, between(three, "", sep, ""), Options{})
		if diff := cmp.Diff(three, rows); diff != "" || malformed != nil || err != nil {
			t.Errorf("%q: %v, %v: %s", sep, malformed, err, diff)
		}
	}
}

// forms are ways in which a list of three is written. Where want is nil it is read
// as three.
var forms = []struct {
	name, text string
	want       [][]string
	malformed  string // the codes
	refused    string // a part of the message
}{
	{name: "reStructuredText", text: `
=======  ================ ========
Name     Phone            City
=======  ================ ========
Ann Lee  +1 206 736 5001  Seattle
Bob Ray  +1 206 736 5002  Tacoma
Cy Doe   +1 206 736 5003  Boise
=======  ================ ========
`},
	{name: "Jira", text: "||" + strings.Join(three[0], "||") + "||\n" + between(three[1:], "|", "|", "|")},
	{name: "Jira with blanks", text: "|| " + strings.Join(three[0], " || ") + " ||\n" + between(three[1:], "| ", " | ", " |")},
	{name: "DokuWiki", text: "^ " + strings.Join(three[0], " ^ ") + " ^\n" + between(three[1:], "| ", " | ", " |")},
	{name: "MediaWiki", text: "{| class=\"wikitable\"\n|-\n! " + strings.Join(three[0], " !! ") + "\n" + between(three[1:], "|-\n| ", " || ", "") + "|}\n"},
	{name: "AsciiDoc", text: "|===\n" + between(three, "|", " |", "") + "|===\n"},
	{name: "bars", text: between(three, "| ", " | ", " |")},
	{name: "TeX", text: "\\begin{tabular}{|l|l|l|}\n\\hline\n" + between(three[:1], "", " & ", ` \\ \hline`) + between(three[1:], "", " & ", ` \\`) + "\\end{tabular}\n"},
	{name: "booktabs", text: "\\toprule\n" + between(three[:1], "", " & ", ` \\`) + "\\midrule\n" + between(three[1:], "", " & ", ` \\[2pt]`) + "\\bottomrule\n"},
}

func TestForms(t *testing.T) {
	for _, f := range forms {
		t.Run(f.name, func(t *testing.T) {
			rows, malformed, err := readPlainly(t, f.text, Options{})
			var refused *RefusedError
			if errors.As(err, &refused) {
				if f.refused == "" || !strings.Contains(refused.Message, f.refused) {
					t.Fatalf("refused, line %d: %v; %s", refused.Line, err, refused.Hint)
				}
				return
			}
			want := f.want
			if want == nil {
				want = three
			}
			if diff := cmp.Diff(want, rows); diff != "" || err != nil || f.refused != "" {
				t.Errorf("%v: %s", err, diff)
			}
			if diff := cmp.Diff(f.malformed, strings.Join(malformed, " ")); diff != "" {
				t.Error("malformed: ", diff)
			}
		})
	}
}
