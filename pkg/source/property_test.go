package source

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"
)

// TestAnyText reads text of nothing but what matters to a reader. Whatever it
// is, it is read the same in whatever chunks, and each of its lines is in one
// row.
func TestAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.SampledFrom([]rune("aab,,\"\"\"'\n\n\r \\é\x00")), 0, 700, -1).Draw(t, "text")
		o := Options{Delimiter: ",", Header: []string{"A", "B", "C"}}
		if rapid.Bool().Draw(t, "sniff quotes") {
			o.Quote = `"`
		}
		limit := rapid.SampledFrom([]int{1 << 20, 1 << 20, 60, 30, 9}).Draw(t, "limit")
		is := sizes{chunk: 1 << 20, cell: limit/3 + 1, row: limit}
		ctx := context.Background()
		r, err := openSized(ctx, "-", strings.NewReader(s), o, is)
		whole := tell(r, err)
		is.chunk = rapid.IntRange(1, 30).Draw(t, "chunk")
		r, err = openSized(ctx, "-", &pieces{strings.NewReader(s), uint8(len(s))}, o, is)
		if diff := cmp.Diff(whole, tell(r, err)); diff != "" {
			t.Fatalf("in chunks of %d bytes: %s", is.chunk, diff)
		}
	})
}

func TestAnyTextByLines(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.StringOfN(rapid.SampledFrom([]rune("aab,,\"\"\"'\n\n\r \\é\x00")), 0, 700, -1).Draw(rt, "text")
		checkLines(t, []byte("A,B,C\n"+s))
		if t.Failed() {
			rt.Fatalf("%q", s)
		}
	})
}

// style is a way to write a list.
type style struct {
	delim, quote, lineEnd string
	escape                string // of a quote in quotes
	all                   bool   // cells are quoted
	trailing              bool   // a delimiter behind each row
	title, blank          bool   // lines above the header and between rows
	encoding              string
	compression           string
}

func drawStyle(t *rapid.T) style {
	s := style{
		delim:       rapid.SampledFrom([]string{",", ";", "\t", "|"}).Draw(t, "delimiter"),
		quote:       rapid.SampledFrom([]string{`"`, `"`, `'`}).Draw(t, "quote"),
		lineEnd:     rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end"),
		all:         rapid.Bool().Draw(t, "all quoted"),
		trailing:    rapid.Bool().Draw(t, "trailing delimiter"),
		title:       rapid.Bool().Draw(t, "title"),
		blank:       rapid.Bool().Draw(t, "blank lines"),
		encoding:    rapid.SampledFrom([]string{"utf-8", "utf-8 with mark", "utf-16le", "utf-16be", "windows-1252", "macintosh"}).Draw(t, "encoding"),
		compression: rapid.SampledFrom([]string{"none", "none", "gzip", "zip"}).Draw(t, "compression"),
	}
	s.escape = s.quote + s.quote
	if s.quote == "'" {
		s.all = true // else it can't be told from an apostrophe
	}
	return s
}

func (s style) write(rows [][]string) []byte {
	var b strings.Builder
	if s.title {
		b.WriteString("The list of spring" + s.lineEnd)
	}
	for _, row := range rows {
		for i, c := range row {
			if i > 0 {
				b.WriteString(s.delim)
			}
			if s.all || c != strings.TrimSpace(c) || strings.ContainsAny(c, s.delim+s.quote+"\r\n") {
				c = s.quote + strings.ReplaceAll(c, s.quote, s.escape) + s.quote
			}
			b.WriteString(c)
		}
		if s.trailing {
			b.WriteString(s.delim)
		}
		b.WriteString(s.lineEnd)
		if s.blank {
			b.WriteString(s.lineEnd)
		}
	}
	text := []byte(b.String())
	switch s.encoding {
	case "utf-8 with mark":
		text = append([]byte("\ufeff"), text...)
	case "utf-16le":
		text = utf16Bytes("\ufeff"+b.String(), binary.LittleEndian)
	case "utf-16be":
		text = utf16Bytes(b.String(), binary.BigEndian)
	case "windows-1252":
		text = encode(b.String(), charmap.Windows1252)
	case "macintosh":
		text = encode(b.String(), charmap.Macintosh)
	}
	switch s.compression {
	case "gzip":
		text = gzipped(string(text))
	case "zip":
		text = zipped("list.csv", string(text))
	}
	return text
}

// TestAnyStyle writes the same rows in all styles, and reads them back without
// being told anything.
func TestAnyStyle(t *testing.T) {
	cell := rapid.OneOf(
		rapid.StringMatching(`[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?`),
		rapid.SampledFrom([]string{"Jürgen Müller", "Zoë", "São Tomé", "Müßig, José", "5'10\"", "\"Bob\" Smith", "O'Neil", "", "a, b; c | d", "two\nlines", " padded "}),
	)
	rapid.Check(t, func(t *rapid.T) {
		s := drawStyle(t)
		header := []string{"First Name", "Phone", "Straße", "Note"}
		// A text that many rows have in one column, and one row in another, has changed places.
		rows := rapid.SliceOfNDistinct(rapid.SliceOfN(cell, 3, 3), 1, 12, func(r []string) string { return r[1] }).Draw(t, "rows")
		// So have two columns of which each has texts of the other.
		column := map[string]int{}
		rows = slices.DeleteFunc(rows, func(r []string) bool {
			if at, ok := column[r[2]]; ok && at == 2 {
				return true
			}
			for i, c := range r {
				if at, ok := column[c]; ok && at != i && c != "" {
					return true
				}
			}
			for i, c := range r {
				column[c] = i
			}
			return false
		})
		want := [][]string{}
		for i, r := range rows {
			name := r[0]
			if name != "" && name[0] >= 'a' && name[0] <= 'z' {
				name = `"Al", O'Neil; x|y` // a name is no sentence
			}
			want = append(want, []string{name, fmt.Sprintf("+1 206 441 %04d", i), r[1], r[2]})
		}
		_, records, err := readAll(bytes.NewReader(s.write(append([][]string{header}, want...))), Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got [][]string
		for _, r := range records {
			if len(r.Problems) > 0 {
				t.Errorf("line %d: %v", r.Line, r.Problems)
			}
			got = append(got, r.Cells)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

// TestAnyDamage breaks rows of a list, and reads all the others as they are.
func TestAnyDamage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		quoted := rapid.Bool().Draw(t, "all quoted")
		n := rapid.IntRange(1, 40).Draw(t, "rows")
		var b strings.Builder
		// A list with hardly any whole row would be refused.
		b.WriteString("Name,Phone,Note\nAnn,206 441 9999,a note\n")
		line := int64(3)
		var want strings.Builder
		want.WriteString("2 206 441 9999 false\n")
		broken := 0
		for i := range n {
			cells := []string{fmt.Sprintf("Ann %d", i), fmt.Sprintf("206 441 %04d", i), "a note"}
			if rapid.IntRange(0, 3).Draw(t, "note") == 0 {
				cells[2] = rapid.SampledFrom([]string{"two\nlines", "x, y", "say \"hi\""}).Draw(t, "note")
			}
			damage := rapid.SampledFrom([]string{"", "", "", "never closed", "too long"}).Draw(t, "damage")
			if 2*broken > i {
				damage = ""
			}
			if damage != "" {
				broken++
				cells[2] = "a note"
			}
			if damage == "too long" {
				cells = append(cells, "too much")
			}
			fmt.Fprintf(&want, "%d %s %v\n", line, cells[1], damage != "")
			for k, c := range cells {
				if k > 0 {
					b.WriteByte(',')
				}
				switch {
				case damage == "never closed" && k == 0:
					b.WriteString(`"` + c)
				case damage == "never closed":
					b.WriteString(c)
				case quoted || strings.ContainsAny(c, ",\"\n"):
					b.WriteString(`"` + strings.ReplaceAll(c, `"`, `""`) + `"`)
				default:
					b.WriteString(c)
				}
				line += int64(strings.Count(c, "\n"))
			}
			b.WriteByte('\n')
			line++
		}
		_, records, err := readAll(strings.NewReader(b.String()), Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, r := range records {
			fmt.Fprintf(&got, "%d %s %v\n", r.Line, r.Cells[1], r.Malformed)
		}
		if diff := cmp.Diff(want.String(), got.String()); diff != "" {
			t.Errorf("%s\nof\n%s", diff, b.String())
		}
	})
}
