package rollcall_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"rollcall/pkg/rollcall"
)

// marked is somebody of a list whose every text has a mark that is nobody else's.
type marked struct {
	mark, phone string // 10 digits
	callable    bool
}

// markedList is a list as it was before it was damaged.
type markedList struct {
	name     string
	columns  []string
	refusal  string     // the column that says who must not be called
	rows     [][]string // the header first
	people   map[string]*marked
	marks    map[string]bool
	delim    string // "" for columns by position, "xlsx" for a workbook
	quoted   bool   // all cells
	end      string
	trims    bool // blank cells left out at a row's end
	latin    bool // windows-1252
	file     string
	yaml     []byte // as map proposes it for the whole list
	position []int
}

// checked appends a check digit: a text of which one byte is changed is nobody else's.
func checked(n, digits int) string {
	s := fmt.Sprintf("%0*d", digits, n)
	sum := 0
	for i, d := range s {
		d := int(d - '0')
		if i%2 == 0 {
			if d *= 3; d > 9 {
				d = d % 10
			}
		}
		sum += d
	}
	return s + strconv.Itoa((10-sum%10)%10)
}

func markFor(n int) string {
	return "q" + strings.Map(func(r rune) rune { return r - '0' + 'a' }, checked(n*37+11, 6))
}

var anyMark = regexp.MustCompile(`(?i)q[a-j]{7,}`)

// numberFor returns the number of a person; none begins with 411, which is no exchange.
// fieldName matches the names of fields, which come from headers.
var fieldName = regexp.MustCompile(`"[a-z0-9_]+":`)

func numberFor(n int) string { return "2064" + checked(n*13+20_000, 5) }

// drawMarkedList draws a good list, of people from a number on.
func drawMarkedList(r *rand.Rand, from int) *markedList {
	l := &markedList{people: map[string]*marked{}, marks: map[string]bool{}}
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	l.delim = pick(",", ",", ",", ";", "\t", "|", "", "xlsx")
	l.quoted = r.IntN(4) == 0
	l.end = pick("\n", "\r\n")
	l.trims = r.IntN(6) == 0 && l.delim != ""
	l.latin = r.IntN(5) == 0 && l.delim != "xlsx"
	plain := l.delim == "" || r.IntN(4) == 0 // no cell needs quotes
	refusal := pick("Do Not Call", "DNC", "Opt In", "Status", "Notes", "May we call you?")
	must := []string{"Phone", refusal}
	switch r.IntN(3) {
	case 0:
		must = append(must, "Name")
	case 1:
		must = append(must, "First Name", "Last Name")
	default:
		must = append(must, "Full Name", "ID")
	}
	may := []string{"Email", "Address", "City", "State", "Zip", "Company", "Mobile", "Country", "Source", "Created", "Notes", "Birthday", "Amount", "Title"}
	r.Shuffle(len(may), func(i, k int) { may[i], may[k] = may[k], may[i] })
	more := []int{0, 2, 4, 7, 10, 14}[r.IntN(6)]
	for _, c := range may[:more] {
		if !slices.Contains(must, c) {
			must = append(must, c)
		}
	}
	if more == 14 && l.delim != "" {
		for i := range r.IntN(24) {
			must = append(must, fmt.Sprintf("Custom %c%d", 'A'+i%26, i))
		}
	}
	if !slices.Contains(must, "State") {
		must = append(must, "State")
	}
	if r.IntN(2) == 0 {
		r.Shuffle(len(must), func(i, k int) { must[i], must[k] = must[k], must[i] })
	}
	l.columns, l.refusal = must, refusal
	l.rows = append(l.rows, must)
	shown := r.IntN(5)
	show := func(n string) string {
		switch shown {
		case 0:
			return n
		case 1:
			return "(" + n[:3] + ") " + n[3:6] + "-" + n[6:]
		case 2:
			return n[:3] + "-" + n[3:6] + "-" + n[6:]
		case 3:
			return "+1" + n
		}
		return "+1 " + n[:3] + " " + n[3:6] + " " + n[6:]
	}
	rows := 3 + r.IntN(40)
	if r.IntN(25) == 0 {
		rows = 1500
	}
	sparse := r.IntN(3) == 0
	first := []string{"Ann", "Bob", "Carl", "Dora", "Ellen", "Frank", "Gina", "Hugo", "Ida", "Jack", "Zoé", "Jürgen"}
	for i := range rows {
		id := from + i
		p := &marked{mark: markFor(id), phone: numberFor(id), callable: r.IntN(3) > 0}
		l.people[p.phone] = p
		l.marks[p.mark] = true
		given, last := first[r.IntN(len(first))], strings.ToUpper(p.mark[:1])+p.mark[1:]
		cells := make([]string, len(must))
		for k, c := range must {
			v := ""
			switch c {
			case "Phone":
				v = show(p.phone)
			case "Mobile":
				if r.IntN(3) == 0 {
					v = show(p.phone)
				}
			case "Name":
				v = given + " " + last
			case "Full Name":
				v = given + " " + last
				if !plain {
					v = last + ", " + given
				}
			case "First Name":
				v = given
			case "Last Name":
				v = last
			case "ID":
				v = strconv.Itoa(1000 + id)
			case "Email":
				v = p.mark + "@example.com"
			case "Address":
				v = strconv.Itoa(10+i) + " " + last + " St"
				if !plain && r.IntN(2) == 0 {
					v += ", Apt " + strconv.Itoa(1+i%9)
				}
			case "City":
				v = last + "ville"
			case "State":
				v = pick("WA", "WA", "OR", "CA")
			case "Zip":
				v = strconv.Itoa(98100 + i%90)
			case "Company":
				v = last + pick(" Inc", " LLC", " & Sons")
				if !plain && r.IntN(3) == 0 {
					v = `"` + last + `" Bakery`
				}
			case "Country":
				v = "US"
			case "Source":
				v = pick("web", "fair", "partner")
			case "Created":
				v = fmt.Sprintf("2024-%02d-%02d", 1+i%12, 1+i%28)
			case "Birthday":
				v = fmt.Sprintf("%02d/%02d/19%02d", 1+i%12, 1+i%28, 50+i%40)
			case "Amount":
				v = fmt.Sprintf("%d.%02d", 10+i, i%100)
			case "Title":
				v = pick("Mr", "Ms", "Dr")
			case "Notes":
				switch r.IntN(5) {
				case 0:
					v = "met " + p.mark + " at the fair"
				case 1:
					if !plain {
						v = "likes " + p.mark + " tea, \"green\""
					}
				case 2:
					if !plain {
						v = "first line " + p.mark + l.end + "second line, " + p.mark
					}
				}
				if refusal == "Notes" && !p.callable {
					v = strings.TrimSpace(pick("Do not call", "please do not call again", "asked not to be called") + pick("", " "+p.mark))
				}
			case "Do Not Call", "DNC":
				if !p.callable {
					v = "yes"
				} else if refusal == "DNC" {
					v = "no"
				}
			case "Opt In", "May we call you?":
				v = map[bool]string{true: "yes", false: "no"}[p.callable]
			case "Status":
				v = map[bool]string{true: "active", false: "do not call"}[p.callable]
			default:
				v = "v" + strconv.Itoa(k) + " " + p.mark
			}
			if sparse && r.IntN(6) == 0 && slices.Contains(may, c) && !(c == refusal) || strings.HasPrefix(c, "Custom") && r.IntN(2) == 0 {
				v = ""
			}
			cells[k] = v
		}
		l.rows = append(l.rows, cells)
	}
	l.file = map[string]string{"xlsx": "list.xlsx", "\t": "list.tsv", "": "list.txt"}[l.delim]
	if l.file == "" {
		l.file = "list.csv"
	}
	if l.delim == "" {
		for k := range must {
			w := 0
			for _, row := range l.rows {
				w = max(w, len([]rune(row[k])))
			}
			l.position = append(l.position, w+2)
		}
	}
	l.name = fmt.Sprintf("%d columns, %d rows, by %q, refusal %s, shown %d, quoted %v, plain %v, trims %v, latin %v, sparse %v", len(must), rows, l.delim, refusal, shown, l.quoted, plain, l.trims, l.latin, sparse)
	return l
}

// lines writes rows, each with its line end.
func (l *markedList) lines(rows [][]string) (lines []string) {
	for _, row := range rows {
		var b strings.Builder
		row := row
		if l.trims {
			for len(row) > 1 && row[len(row)-1] == "" {
				row = row[:len(row)-1]
			}
		}
		for i, c := range row {
			switch {
			case l.delim == "":
				b.WriteString(c)
				if i < len(l.position) && i < len(row)-1 {
					b.WriteString(strings.Repeat(" ", max(0, l.position[i]-len([]rune(c)))))
				}
				continue
			case i > 0:
				b.WriteString(l.delim)
			}
			if l.quoted || strings.ContainsAny(c, l.delim+"\"\r\n") {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			b.WriteString(c)
		}
		lines = append(lines, b.String()+l.end)
	}
	return lines
}

// sheet writes rows as XML.
func (l *markedList) sheet(rows [][]string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	esc := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r\n", "\n")
	for i, row := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for k, c := range row {
			name := string(rune('A' + k%26))
			if k >= 26 {
				name = string(rune('A'+k/26-1)) + name
			}
			if c != "" {
				fmt.Fprintf(&b, `<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>`, name, i+1, esc.Replace(c))
			}
		}
		b.WriteString(`</row>`)
	}
	return b.String() + `</sheetData></worksheet>`
}

// encode makes a file of a text.
func (l *markedList) encode(s string) []byte {
	if l.delim == "xlsx" {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, p := range [][2]string{
			{"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
			{"_rels/.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
			{"xl/workbook.xml", `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>`},
			{"xl/_rels/workbook.xml.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
			{"xl/worksheets/sheet1.xml", s},
		} {
			w, _ := z.Create(p[0])
			_, _ = w.Write([]byte(p[1]))
		}
		_ = z.Close()
		return b.Bytes()
	}
	if l.latin {
		out, err := charmap.Windows1252.NewEncoder().String(s)
		if err == nil {
			return []byte(out)
		}
	}
	return []byte(s)
}

// text writes rows.
func (l *markedList) text(rows [][]string) string {
	if l.delim == "xlsx" {
		return l.sheet(rows)
	}
	return strings.Join(l.lines(rows), "")
}

// ofBytes are damages to the text of a list, of rows those to its rows, and of lines those
// to its lines.
var (
	ofBytes = map[string]func(r *rand.Rand, l *markedList, s string) string{
		"cut the end": func(r *rand.Rand, l *markedList, s string) string { return s[:r.IntN(len(s))] },
		"cut the beginning": func(r *rand.Rand, l *markedList, s string) string {
			return s[r.IntN(len(s)):]
		},
		"byte lost": func(r *rand.Rand, l *markedList, s string) string {
			at := r.IntN(len(s))
			return s[:at] + s[at+1:]
		},
		"byte doubled": func(r *rand.Rand, l *markedList, s string) string {
			at := r.IntN(len(s))
			return s[:at+1] + s[at:]
		},
		"byte changed": func(r *rand.Rand, l *markedList, s string) string {
			at := r.IntN(len(s))
			const into = "aZ09 ,;\t|\"'\n\r\\\x00\x1a\xff\xe9<>&=-+"
			return s[:at] + string(into[r.IntN(len(into))]) + s[at+1:]
		},
		"quote added":         insert(`"`),
		"quote removed":       remove(`"`),
		"delimiter added":     insert(",", ";", "\t", "|"),
		"delimiter removed":   remove(",;\t|"),
		"line break added":    insert("\n", "\r\n", "\r"),
		"line break removed":  remove("\n\r"),
		"line breaks removed": func(r *rand.Rand, l *markedList, s string) string { return removeSome(r, s, "\n\r") },
		"quotes removed":      func(r *rand.Rand, l *markedList, s string) string { return removeSome(r, s, `"`) },
		"chunk moved": func(r *rand.Rand, l *markedList, s string) string {
			from := r.IntN(len(s))
			to := from + 1 + r.IntN(min(len(s)-from, 400))
			rest := s[:from] + s[to:]
			at := r.IntN(len(rest) + 1)
			return rest[:at] + s[from:to] + rest[at:]
		},
		"chunk lost": func(r *rand.Rand, l *markedList, s string) string {
			from := r.IntN(len(s))
			return s[:from] + s[from+1+r.IntN(min(len(s)-from, 600)):]
		},
		"chunk doubled": func(r *rand.Rand, l *markedList, s string) string {
			from := r.IntN(len(s))
			to := from + 1 + r.IntN(min(len(s)-from, 600))
			return s[:to] + s[from:]
		},
		"chunk of zeros": func(r *rand.Rand, l *markedList, s string) string {
			from := r.IntN(len(s))
			n := 1 + r.IntN(min(len(s)-from, 600))
			return s[:from] + strings.Repeat("\x00", n) + s[from+n:]
		},
		"encoding of a part": func(r *rand.Rand, l *markedList, s string) string {
			from := r.IntN(len(s))
			to := from + 1 + r.IntN(len(s)-from)
			part := ""
			for _, c := range s[from:to] {
				if r.IntN(2) == 0 || c > 127 {
					part += string([]byte{byte(c)})
				} else {
					part += string(c)
				}
			}
			if r.IntN(3) == 0 { // UTF-16
				part = ""
				for _, c := range s[from:to] {
					part += string([]byte{byte(c), byte(c >> 8)})
				}
			}
			return s[:from] + part + s[to:]
		},
		"all quotes gone":     func(r *rand.Rand, l *markedList, s string) string { return strings.ReplaceAll(s, `"`, "") },
		"all quotes single":   func(r *rand.Rand, l *markedList, s string) string { return strings.ReplaceAll(s, `"`, "'") },
		"doubled quotes once": func(r *rand.Rand, l *markedList, s string) string { return strings.ReplaceAll(s, `""`, `"`) },
		"quotes by backslash": func(r *rand.Rand, l *markedList, s string) string { return strings.ReplaceAll(s, `""`, `\"`) },
		"delimiters replaced": func(r *rand.Rand, l *markedList, s string) string {
			return strings.ReplaceAll(s, l.delim, []string{",", ";", " ", "\t", "|"}[r.IntN(5)])
		},
		"quotes typographic": func(r *rand.Rand, l *markedList, s string) string {
			n := 0
			return regexp.MustCompile(`"`).ReplaceAllStringFunc(s, func(string) string { n++; return []string{"\u201d", "\u201c"}[n%2] })
		},
		"some quotes by backslash": func(r *rand.Rand, l *markedList, s string) string {
			return regexp.MustCompile(`""`).ReplaceAllStringFunc(s, func(q string) string { return []string{q, `\"`}[r.IntN(2)] })
		},
		"line ends doubled": func(r *rand.Rand, l *markedList, s string) string {
			return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\n", []string{"\r\r\n", "\n\r", "\n\n"}[r.IntN(3)])
		},
		"tabs expanded": func(r *rand.Rand, l *markedList, s string) string {
			var b strings.Builder
			at := 0
			for _, c := range s {
				switch c {
				case '\t':
					n := 8 - at%8
					b.WriteString(strings.Repeat(" ", n))
					at += n
					continue
				case '\n':
					at = -1
				}
				b.WriteRune(c)
				at++
			}
			return b.String()
		},
		"entities": func(r *rand.Rand, l *markedList, s string) string {
			return strings.NewReplacer("&", "&amp;", `"`, "&quot;").Replace(s)
		},
		"blanks around delimiters": func(r *rand.Rand, l *markedList, s string) string {
			return strings.ReplaceAll(s, l.delim, []string{l.delim + " ", " " + l.delim, " " + l.delim + " "}[r.IntN(3)])
		},
		"line ends all spaces": func(r *rand.Rand, l *markedList, s string) string { return strings.ReplaceAll(s, "\n", " ") },
	}
	ofRows = map[string]func(r *rand.Rand, l *markedList, rows [][]string) [][]string{
		"cell lost": func(r *rand.Rand, l *markedList, rows [][]string) [][]string {
			i := r.IntN(len(rows))
			k := r.IntN(len(rows[i]))
			if (l.delim == "xlsx" || l.delim == "") && l.columns[k] == l.refusal { // which have no count of cells
				k = (k + 1) % len(rows[i])
			}
			rows[i] = append(slices.Clone(rows[i][:k]), rows[i][k+1:]...)
			return rows
		},
		"cell lost, filled up": func(r *rand.Rand, l *markedList, rows [][]string) [][]string {
			i := r.IntN(len(rows))
			k := r.IntN(len(rows[i]))
			if l.columns[k] == l.refusal { // that nobody could see
				k = (k + 1) % len(rows[i])
			}
			rows[i] = append(append(slices.Clone(rows[i][:k]), rows[i][k+1:]...), "")
			return rows
		},
		"cell added": func(r *rand.Rand, l *markedList, rows [][]string) [][]string {
			i := r.IntN(len(rows))
			rows[i] = slices.Insert(slices.Clone(rows[i]), r.IntN(len(rows[i])+1), []string{"", "x", "yes"}[r.IntN(3)])
			return rows
		},
		"cell added, cut off": func(r *rand.Rand, l *markedList, rows [][]string) [][]string {
			i := r.IntN(len(rows))
			n := len(rows[i])
			k := r.IntN(n)
			switch {
			case l.columns[n-1] != l.refusal:
			case len(rows) < 7: // a handful of rows tells too little of the cells to miss an answer
				return rows
			case k == n-1: // one answer for another, which nobody could see
				k = 0
			}
			rows[i] = slices.Insert(slices.Clone(rows[i]), k, []string{"", "x", "yes"}[r.IntN(3)])[:n]
			return rows
		},
		"columns changed places below": func(r *rand.Rand, l *markedList, rows [][]string) [][]string {
			// One row stands above: without, the header would be the wrong one.
			from, i, k := 2+r.IntN(len(rows)-2), r.IntN(len(l.columns)), r.IntN(len(l.columns))
			for n := from; n < len(rows); n++ {
				rows[n] = slices.Clone(rows[n])
				rows[n][i], rows[n][k] = rows[n][k], rows[n][i]
			}
			return rows
		},
		"column added below": func(r *rand.Rand, l *markedList, rows [][]string) [][]string {
			from, k, c := 1+r.IntN(len(rows)-1), r.IntN(len(l.columns)+1), []string{"", "x", "2024-05-06"}[r.IntN(3)]
			for n := from; n < len(rows); n++ {
				rows[n] = slices.Insert(slices.Clone(rows[n]), k, c)
			}
			return rows
		},
		"column lost below": func(r *rand.Rand, l *markedList, rows [][]string) [][]string {
			from, k := 1+r.IntN(len(rows)-1), r.IntN(len(l.columns))
			if l.columns[k] == l.refusal && (l.delim == "xlsx" || l.delim == "" || l.trims) { // left out as blank cells are, which no count of cells tells
				k = (k + 1) % len(l.columns)
			}
			for n := from; n < len(rows); n++ {
				rows[n] = slices.Delete(slices.Clone(rows[n]), k, k+1)
			}
			return rows
		},
		"thousands apart": func(r *rand.Rand, l *markedList, rows [][]string) [][]string {
			for n := 1; n < len(rows); n++ {
				rows[n] = slices.Clone(rows[n])
				for k, c := range rows[n] {
					if v, err := strconv.Atoi(c); err == nil && v > 999 {
						for at := len(c) - 3; at > 0; at -= 3 {
							c = c[:at] + "," + c[at:]
						}
						rows[n][k] = c
					}
				}
			}
			return rows
		},
		"row doubled": func(r *rand.Rand, l *markedList, rows [][]string) [][]string {
			i := r.IntN(len(rows))
			return slices.Insert(rows, r.IntN(len(rows)+1), rows[i])
		},
		"rows moved": func(r *rand.Rand, l *markedList, rows [][]string) [][]string {
			r.Shuffle(len(rows), func(i, k int) { rows[i], rows[k] = rows[k], rows[i] })
			return rows
		},
	}
	ofLines = map[string]func(r *rand.Rand, l *markedList, lines []string) string{
		"rows joined": func(r *rand.Rand, l *markedList, lines []string) string {
			i := r.IntN(len(lines) - 1)
			lines[i] = strings.TrimRight(lines[i], "\r\n") + []string{"", " ", l.delim, ",", "\\"}[r.IntN(5)]
			return strings.Join(lines, "")
		},
		"lines doubled in part": func(r *rand.Rand, l *markedList, lines []string) string {
			i := r.IntN(len(lines))
			lines[i] = lines[i][:r.IntN(len(lines[i]))] + lines[i]
			return strings.Join(lines, "")
		},
		"line in the middle of another": func(r *rand.Rand, l *markedList, lines []string) string {
			i, k := r.IntN(len(lines)), r.IntN(len(lines))
			at := r.IntN(len(lines[i]))
			lines[i] = lines[i][:at] + lines[k] + lines[i][at:]
			return strings.Join(lines, "")
		},
		"lines wrapped": func(r *rand.Rand, l *markedList, lines []string) string {
			at := []int{60, 72, 76, 80, 132}[r.IntN(5)]
			end := []string{l.end, "=" + l.end}[r.IntN(2)]
			for i, line := range lines {
				wrapped := ""
				for c := []rune(line); ; c = c[at:] {
					if len(c) <= at+1 {
						lines[i] = wrapped + string(c)
						break
					}
					wrapped += string(c[:at]) + end
				}
			}
			return strings.Join(lines, "")
		},
		"lines cut": func(r *rand.Rand, l *markedList, lines []string) string {
			at, end := 40+r.IntN(60), 0
			for k, w := range l.position { // a line that ends before the answer has a blank one
				if end += w; l.columns[k] == l.refusal {
					at = max(at, end)
				}
			}
			for i, line := range lines {
				if i == 0 { // without its name nobody could see that there was an answer
					continue
				}
				if c := []rune(strings.TrimRight(line, "\r\n")); len(c) > at {
					lines[i] = string(c[:at]) + l.end
				}
			}
			return strings.Join(lines, "")
		},
		"mark in the middle": func(r *rand.Rand, l *markedList, lines []string) string {
			i := r.IntN(len(lines))
			lines[i] = []string{"\ufeff", "\u200b", "\x00", "\x1a", "\f"}[r.IntN(5)] + lines[i]
			return strings.Join(lines, "")
		},
		"delimiter at the end below": func(r *rand.Rand, l *markedList, lines []string) string {
			for i := 1 + r.IntN(len(lines)-1); i < len(lines); i++ {
				lines[i] = strings.TrimRight(lines[i], "\r\n") + l.delim + l.end
			}
			return strings.Join(lines, "")
		},
		"conflict of merging": func(r *rand.Rand, l *markedList, lines []string) string {
			i := 1 + r.IntN(len(lines)-1)
			return strings.Join(lines[:i], "") + "<<<<<<< HEAD" + l.end + lines[i] + "=======" + l.end + strings.ToUpper(lines[i]) + ">>>>>>> theirs" + l.end + strings.Join(lines[i+1:], "")
		},
		"rows again in another order": func(r *rand.Rand, l *markedList, lines []string) string {
			other := *l
			order := r.Perm(len(l.columns))
			other.rows = nil
			for _, row := range l.rows[r.IntN(2):] {
				var cells []string
				for _, k := range order {
					cells = append(cells, row[k])
				}
				other.rows = append(other.rows, cells)
			}
			if l.delim == "" { // their columns stand elsewhere
				other.delim = "\t"
			}
			return strings.Join(lines, "") + strings.Join(other.lines(other.rows), "")
		},
		"mail": func(r *rand.Rand, l *markedList, lines []string) string {
			for i := range lines {
				lines[i] = "> " + lines[i]
			}
			return "On Monday, Ann Lee wrote:" + l.end + strings.Join(lines, "") + l.end + "-- " + l.end + "Ann Lee, 206-420-9999" + l.end
		},
		"files after one another": func(r *rand.Rand, l *markedList, lines []string) string {
			other := otherList(r, l)
			return strings.Join(lines, "") + []string{"", l.end, "\ufeff"}[r.IntN(3)] + strings.Join(other.lines(other.rows), "")
		},
		"rows of another list in the middle": func(r *rand.Rand, l *markedList, lines []string) string {
			other := otherList(r, l)
			theirs := other.lines(other.rows)[1:]
			at := 1 + r.IntN(len(lines)-1)
			return strings.Join(lines[:at], "") + strings.Join(theirs[:1+r.IntN(min(4, len(theirs)))], "") + strings.Join(lines[at:], "")
		},
	}
)

// otherList draws a list of other people, whom l has from then on.
func otherList(r *rand.Rand, l *markedList) *markedList {
	for {
		other := drawMarkedList(r, 3000)
		if other.delim == "xlsx" || len(other.rows) > 100 {
			continue
		}
		maps.Copy(l.people, other.people)
		maps.Copy(l.marks, other.marks)
		return other
	}
}

func insert(of ...string) func(r *rand.Rand, l *markedList, s string) string {
	return func(r *rand.Rand, l *markedList, s string) string {
		at := r.IntN(len(s) + 1)
		return s[:at] + of[r.IntN(len(of))] + s[at:]
	}
}

func remove(of string) func(r *rand.Rand, l *markedList, s string) string {
	return func(r *rand.Rand, l *markedList, s string) string {
		var places []int
		for i := range len(s) {
			if strings.IndexByte(of, s[i]) >= 0 {
				places = append(places, i)
			}
		}
		if len(places) == 0 {
			return s
		}
		at := places[r.IntN(len(places))]
		return s[:at] + s[at+1:]
	}
}

// removeSome removes a third of certain bytes.
func removeSome(r *rand.Rand, s, of string) string {
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		if strings.IndexByte(of, s[i]) < 0 || r.IntN(3) > 0 {
			b = append(b, s[i])
		}
	}
	return string(b)
}

// damaged is a list after one damage.
func damaged(r *rand.Rand, l *markedList, kind string) string {
	rows := slices.Clone(l.rows)
	if f := ofRows[kind]; f != nil {
		return l.text(f(r, l, rows))
	}
	if f := ofBytes[kind]; f != nil {
		return f(r, l, l.text(rows))
	}
	return ofLines[kind](r, l, l.lines(rows))
}

// outcomes of reading a damaged list.
type outcomes struct{ lists, refused, callable, dialed, wrongName, wrongly, unknown, excused int }

// reads returns whom an import of a file would call, as JSON by number.
func reads(t *testing.T, dir, file string, yaml []byte) (contacts map[string]string, why string) {
	t.Helper()
	if yaml == nil {
		m, err := rollcall.Map(t.Context(), rollcall.MapOptions{File: file})
		if err != nil {
			return nil, err.Error()
		}
		yaml = m.YAML
	}
	out := filepath.Join(dir, "list.yaml")
	if err := os.WriteFile(out, yaml, 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := rollcall.Review(t.Context(), rollcall.ReviewOptions{
		FileOptions: rollcall.FileOptions{File: file, Mapping: out, NoPowerlist: true}, Sample: 1 << 20, Offline: true,
	})
	var refused *rollcall.Error
	if r == nil {
		return nil, err.Error()
	}
	if err != nil && !errors.As(err, &refused) {
		t.Fatal(err)
	}
	if err != nil {
		return nil, err.Error()
	}
	contacts = map[string]string{}
	for _, s := range *r.Sample {
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		b = fieldName.ReplaceAll(b, nil)
		contacts[strings.TrimPrefix(s.Phone, "+1")] = string(b)
	}
	return contacts, string(yaml)
}

// whole reports whether a row of a damaged text that holds a number has as many cells as
// the header, or blank ones left out, all but one of them whole cells of the list in their columns: nobody could
// see that it was damaged.
func (l *markedList) whole(text, phone string) bool {
	if l.delim == "xlsx" {
		return false
	}
	for text != "" {
		var cells []string
		if l.delim == "" {
			cells, text = l.cutRow(text)
			for len(cells) > 0 && cells[len(cells)-1] == "" { // left out at a line's end
				cells = cells[:len(cells)-1]
			}
		} else {
			cells, text = splitRow(text, l.delim[0])
		}
		held := strings.Map(func(c rune) rune {
			if c >= '0' && c <= '9' {
				return c
			}
			return -1
		}, strings.Join(cells, " "))
		if !strings.Contains(held, phone) || len(cells) > len(l.columns) || len(cells) < len(l.columns) && !l.trims && l.delim != "" {
			continue
		}
		if l.torn(cells) <= 1 {
			return true
		}
	}
	return false
}

// cutRow is splitRow for columns by position, which may stand one beside their own, where
// a byte of one cell was lost or doubled.
func (l *markedList) cutRow(text string) (cells []string, below string) {
	line, below, _ := strings.Cut(text, "\n")
	for _, moved := range []int{0, -1, 1} {
		if cells = l.cutLine([]rune(line), moved); l.torn(cells) <= 1 {
			return cells, below
		}
	}
	return cells, below
}

// cutLine cuts a line at the positions of the columns, or beside them from that column on
// in which a cell is none of the list.
func (l *markedList) cutLine(rest []rune, moved int) (cells []string) {
	for k, w := range l.position {
		w = min(w, len(rest))
		if c := strings.TrimSpace(string(rest[:w])); moved != 0 && !l.holds(k, c) {
			w, moved = min(max(0, w+moved), len(rest)), 0
		}
		cells, rest = append(cells, strings.TrimSpace(string(rest[:w]))), rest[w:]
	}
	return cells
}

// holds reports whether a row of the list has a cell in a column.
func (l *markedList) holds(column int, cell string) bool {
	return slices.ContainsFunc(l.rows, func(row []string) bool { return row[column] == cell })
}

// torn counts the cells that no row of the list has in their column.
func (l *markedList) torn(cells []string) (n int) {
	for k, c := range cells {
		if !l.holds(k, c) {
			n++
		}
	}
	return n
}

// splitRow returns the cells of the first row of a text, and the text below it.
func splitRow(text string, delim byte) (cells []string, below string) {
	for {
		c, rest := "", text
		if strings.HasPrefix(text, `"`) {
			var b []byte
			i := 1
			for ; i < len(text); i++ {
				if text[i] == '"' {
					if i+1 == len(text) || text[i+1] != '"' {
						break
					}
					i++
				}
				b = append(b, text[i])
			}
			c, rest = string(b), text[min(i+1, len(text)):]
		}
		end := strings.IndexAny(rest, string(delim)+"\r\n")
		if end < 0 {
			return append(cells, c+rest), ""
		}
		cells = append(cells, c+rest[:end])
		text = rest[end+1:]
		if rest[end] != delim {
			return cells, text
		}
	}
}

// TestDamageLaws damages good lists of many shapes, reads them by what map proposes, or by
// what it proposed for the whole list, and holds that no number is dialed under another's
// name and nobody who refused. SEED, LISTS and CHECKS, from the environment, draw others
// and more; KEEP is a folder for what fails.
func TestDamageLaws(t *testing.T) {
	number := func(name string, by int) int {
		if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
			return n
		}
		return by
	}
	seed, lists, checks := number("SEED", 1), number("LISTS", 12), number("CHECKS", 300)
	show := number("SHOW", 10)
	r := rand.New(rand.NewPCG(uint64(seed), 1))
	dir := t.TempDir()
	var good []*markedList
	for tries := 0; len(good) < lists; tries++ {
		l := drawMarkedList(r, 0)
		file := filepath.Join(dir, l.file)
		if err := os.WriteFile(file, l.encode(l.text(l.rows)), 0o600); err != nil {
			t.Fatal(err)
		}
		contacts, why := reads(t, dir, file, nil)
		lost, wrong := 0, 0
		for number, p := range l.people {
			if _, ok := contacts[number]; ok != p.callable {
				if ok {
					wrong++
				} else {
					lost++
				}
			}
		}
		if lost > 0 || wrong > 0 {
			t.Logf("not good: %s: %d lost, %d called: %.300s", l.name, lost, wrong, why)
			if tries > 3*lists {
				t.Fatal("few lists are read")
			}
			continue
		}
		l.yaml = []byte(why)
		good = append(good, l)
	}
	var kinds []string
	for _, m := range []any{ofBytes, ofRows, ofLines} {
		switch m := m.(type) {
		case map[string]func(*rand.Rand, *markedList, string) string:
			kinds = slices.AppendSeq(kinds, maps.Keys(m))
		case map[string]func(*rand.Rand, *markedList, [][]string) [][]string:
			kinds = slices.AppendSeq(kinds, maps.Keys(m))
		case map[string]func(*rand.Rand, *markedList, []string) string:
			kinds = slices.AppendSeq(kinds, maps.Keys(m))
		}
	}
	slices.Sort(kinds)
	if only := os.Getenv("ONLY"); only != "" {
		kinds = slices.DeleteFunc(kinds, func(k string) bool { return !regexp.MustCompile(only).MatchString(k) })
	}
	all := map[string]*outcomes{}
	for n := range checks {
		l := *good[r.IntN(len(good))]
		if len(l.rows) > 1000 && r.IntN(20) > 0 {
			continue
		}
		l.people, l.marks = maps.Clone(l.people), maps.Clone(l.marks)
		kind := kinds[n%len(kinds)]
		if l.delim == "xlsx" && (ofLines[kind] != nil || strings.Contains(kind, "delimiter") || kind == "entities") || l.delim == "" && strings.Contains(kind, "delimiter") {
			continue
		}
		text := damaged(r, &l, kind)
		file := filepath.Join(dir, "damaged"+filepath.Ext(l.file))
		if err := os.WriteFile(file, l.encode(text), 0o600); err != nil {
			t.Fatal(err)
		}
		o := all[kind]
		if o == nil {
			o = &outcomes{}
			all[kind] = o
		}
		how := "mapped anew"
		var yaml []byte
		if n/len(kinds)%2 == 1 {
			how, yaml = "mapped before", l.yaml
		}
		contacts, why := reads(t, dir, file, yaml)
		o.lists++
		for _, p := range l.people {
			if p.callable {
				o.callable++
			}
		}
		if contacts == nil {
			o.refused++
			continue
		}
		fail := func(format string, a ...any) {
			if show--; show < 0 {
				return
			}
			name := filepath.Join(os.Getenv("KEEP"), fmt.Sprintf("%d-%d%s", seed, n, filepath.Ext(l.file)))
			if name[0] == '/' {
				_ = os.WriteFile(name, l.encode(text), 0o600)
				_ = os.WriteFile(name+".good", l.encode(l.text(l.rows)), 0o600)
				_ = os.WriteFile(name+".yaml", l.yaml, 0o600)
			}
			t.Errorf("%d: %s, %s, %s: %s\n%s", n, kind, how, l.name, fmt.Sprintf(format, a...), name)
		}
		_ = why
		for number, contact := range contacts {
			p := l.people[number]
			if p == nil {
				o.unknown++
				if os.Getenv("UNKNOWN") != "" {
					fail("nobody has the number: %s", contact)
				}
				continue
			}
			o.dialed++
			others := false
			for _, m := range anyMark.FindAllString(contact, -1) {
				others = others || len(m) == len(p.mark) && l.marks[strings.ToLower(m)] && !strings.EqualFold(m, p.mark)
			}
			switch {
			case !others && p.callable:
			case l.whole(text, number):
				o.excused++
			case others:
				o.wrongName++
				fail("%s's number has another's name: %s", p.mark, contact)
			default:
				o.wrongly++
				fail("%s refused: %s", p.mark, contact)
			}
		}
	}
	var total outcomes
	for _, k := range kinds {
		if o := all[k]; o != nil {
			t.Logf("%-36s %5d lists, %5d refused, %6d of %6d dialed, %d under another's name, %d who refused, %d with nobody's number, %d that nobody could see", k, o.lists, o.refused, o.dialed, o.callable, o.wrongName, o.wrongly, o.unknown, o.excused)
			total.lists += o.lists
			total.refused += o.refused
			total.dialed += o.dialed
			total.callable += o.callable
			total.wrongName += o.wrongName
			total.wrongly += o.wrongly
			total.unknown += o.unknown
			total.excused += o.excused
		}
	}
	t.Logf("%+v", total)
}
