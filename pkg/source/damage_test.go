package source

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"rollcall/pkg/lazyregexp"

	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"
)

// person is somebody of a list whose every cell but the answer names them.
type person struct {
	name, phone, answer, city, note string
	// callable: the answer lets them be called.
	callable bool
}

// mark is what names a person in each of their cells: "qabc" is number 12.
var mark = lazyregexp.New(`q[a-j]{3}`)

func markOf(n int) string {
	return "q" + strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprintf("%03d", n))
}

// goodList is a list as it was before it was damaged.
type goodList struct {
	people  []person
	order   []string // of the columns
	refusal bool     // the answer is one to not being called
	lines   []string // with their ends; the header first
}

var columnWords = map[string]string{"name": "Name", "phone": "Phone", "city": "City", "note": "Notes"}

// drawGoodList draws a list whose people have marks from a number on.
func drawGoodList(t *rapid.T, from int) *goodList {
	l := &goodList{refusal: rapid.Bool().Draw(t, "refusal column")}
	l.order = rapid.Permutation([]string{"name", "phone", "answer", "city", "note"}).Draw(t, "order")
	delim := rapid.SampledFrom([]string{",", ",", ";", "\t", "|"}).Draw(t, "delimiter")
	end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line end")
	all := rapid.Bool().Draw(t, "all quoted")
	accents := rapid.Bool().Draw(t, "accents")
	trims := !all && rapid.IntRange(0, 3).Draw(t, "blank cells left out at the end") == 0
	write := func(cells []string) {
		if trims {
			for len(cells) > 1 && cells[len(cells)-1] == "" {
				cells = cells[:len(cells)-1]
			}
		}
		var b strings.Builder
		for i, c := range cells {
			if i > 0 {
				b.WriteString(delim)
			}
			if all || strings.ContainsAny(c, delim+"\"\r\n") {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			b.WriteString(c)
		}
		l.lines = append(l.lines, b.String()+end)
	}
	var header []string
	for _, c := range l.order {
		switch {
		case c != "answer":
			header = append(header, columnWords[c])
		case l.refusal:
			header = append(header, "Do Not Call")
		default:
			header = append(header, "Opt In")
		}
	}
	write(header)
	for i := range rapid.IntRange(3, 40).Draw(t, "rows") {
		id := markOf(from + i)
		p := person{name: "Ann " + id, phone: fmt.Sprintf("20644%05d", 10_000+(from+i)*37), city: "Oslo " + id}
		if accents && i%3 == 1 {
			p.name = "Zoé " + id
		}
		if rapid.Bool().Draw(t, "yes") {
			p.answer = "yes"
		} else if !l.refusal {
			p.answer = "no"
		}
		p.callable = (p.answer == "yes") != l.refusal
		switch rapid.IntRange(0, 7).Draw(t, "note") {
		case 0:
			p.note = "note " + id + delim + " more"
		case 1:
			p.note = `says "hi" ` + id
		case 2:
			p.note = "two " + id + end + "lines " + id
		case 3:
			p.note = "note " + id
		}
		if rapid.IntRange(0, 9).Draw(t, "no city") == 0 {
			p.city = ""
		}
		l.people = append(l.people, p)
		cells := make([]string, len(l.order))
		for k, c := range l.order {
			cells[k] = p.cell(c)
		}
		write(cells)
	}
	return l
}

// mark names the person.
func (p *person) mark() string { return mark().FindString(p.name) }

func (p *person) cell(column string) string {
	switch column {
	case "name":
		return p.name
	case "phone":
		return p.phone
	case "answer":
		return p.answer
	case "city":
		return p.city
	}
	return p.note
}

func (l *goodList) text() string { return strings.Join(l.lines, "") }

// damages are what happens to files on their way.
var damages = map[string]func(t *rapid.T, l *goodList) string{
	"drop a quote":          dropOne(`"`),
	"insert a quote":        insertOne(`"`),
	"insert a single quote": insertOne(`'`),
	"drop a delimiter":      dropOne(",;\t|"),
	"insert a delimiter":    insertOne(",", ";", "\t", "|"),
	"drop a line end":       dropOne("\n"),
	"insert a line end":     insertOne("\n", "\r\n", "\r"),
	"insert a NUL":          insertOne("\x00"),
	"insert a mark":         insertOne("\ufeff", "\u2028", "\u0085", "\x1a", "\\"),
	"cut the end": func(t *rapid.T, l *goodList) string {
		s := l.text()
		return s[:rapid.IntRange(len(l.lines[0])+len(l.lines[1]), len(s)).Draw(t, "at")]
	},
	"repeat lines": func(t *rapid.T, l *goodList) string {
		from := rapid.IntRange(0, len(l.lines)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(l.lines)).Draw(t, "to")
		at := rapid.IntRange(1, len(l.lines)).Draw(t, "at")
		return strings.Join(l.lines[:at], "") + strings.Join(l.lines[from:to], "") + strings.Join(l.lines[at:], "")
	},
	"another encoding from here on": func(t *rapid.T, l *goodList) string {
		at := rapid.IntRange(1, len(l.lines)).Draw(t, "at")
		rest, _ := charmap.Windows1252.NewEncoder().String(strings.Join(l.lines[at:], ""))
		return strings.Join(l.lines[:at], "") + rest
	},
	"merge two lines": func(t *rapid.T, l *goodList) string {
		at := rapid.IntRange(1, len(l.lines)-2).Draw(t, "at")
		with := rapid.SampledFrom([]string{" ", "", ",", "\t"}).Draw(t, "with")
		return strings.Join(l.lines[:at], "") + strings.TrimRight(l.lines[at], "\r\n") + with + strings.Join(l.lines[at+1:], "")
	},
	"swap two bytes": func(t *rapid.T, l *goodList) string {
		b := []byte(l.text())
		var places []int
		for i := len(l.lines[0]); i+1 < len(b); i++ {
			if strings.IndexByte(",;\t|\"\r\n", b[i]) >= 0 || strings.IndexByte(",;\t|\"\r\n", b[i+1]) >= 0 {
				places = append(places, i)
			}
		}
		at := rapid.SampledFrom(places).Draw(t, "at")
		b[at], b[at+1] = b[at+1], b[at]
		return string(b)
	},
}

func dropOne(of string) func(t *rapid.T, l *goodList) string {
	return func(t *rapid.T, l *goodList) string {
		s := l.text()
		var places []int
		for i := range len(s) {
			if strings.IndexByte(of, s[i]) >= 0 {
				places = append(places, i)
			}
		}
		if len(places) == 0 {
			return s
		}
		at := rapid.SampledFrom(places).Draw(t, "at")
		return s[:at] + s[at+1:]
	}
}

func insertOne(of ...string) func(t *rapid.T, l *goodList) string {
	return func(t *rapid.T, l *goodList) string {
		s := l.text()
		at := rapid.IntRange(0, len(s)).Draw(t, "at")
		return s[:at] + rapid.SampledFrom(of).Draw(t, "what") + s[at:]
	}
}

// TestDamage takes good lists and damages them. Whatever becomes of a list, each
// of its people is read right, or stands in a row that is told to be wrong, or
// the list is refused; nobody gets another's cells, and nobody is dialed who said
// no.
func TestDamage(t *testing.T) {
	kinds := slices.Sorted(maps.Keys(damages)) // so that a seed is one run
	rapid.Check(t, func(t *rapid.T) {
		l := drawGoodList(t, 0)
		kind := rapid.SampledFrom(kinds).Draw(t, "damage")
		text := damages[kind](t, l)
		if err := l.compare(text, kind == "cut the end"); err != nil {
			t.Fatalf("%s: %v\n%q\nof\n%q", kind, err, text, l.text())
		}
	})
}

// TestConcatenated appends one list to another. Where they have the same columns
// all of both are read, and the header between them is no row; else the file is
// refused, or at least nobody is read wrong or lost.
func TestConcatenated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawGoodList(t, 0), drawGoodList(t, 100)
		all := &goodList{refusal: a.refusal, people: append(append([]person(nil), a.people...), b.people...)}
		text := a.text()
		if rapid.Bool().Draw(t, "without the last line end") {
			text = strings.TrimRight(text, "\r\n")
		}
		text += rapid.SampledFrom([]string{"", "", "\n", "\ufeff"}).Draw(t, "between") + b.text()
		if err := all.compare(text, false); err != nil {
			t.Fatalf("%v\n%q\nand\n%q", err, a.text(), b.text())
		}
	})
}

// compare reads a damaged list, of which the end may be missing.
func (l *goodList) compare(text string, cut bool) error {
	r, records, err := readAll(bytes.NewReader([]byte(text)), Options{})
	var refused *RefusedError
	if errors.As(err, &refused) {
		return nil
	}
	if err != nil {
		return err
	}
	column := map[string]int{}
	for i, name := range r.Header() {
		for c, word := range columnWords {
			if name == word {
				column[c] = i
			}
		}
		if name == "Do Not Call" || name == "Opt In" {
			column["answer"] = i
		}
	}
	for _, c := range []string{"name", "phone", "answer"} {
		if _, ok := column[c]; !ok {
			return nil // no column of that name: it is asked for in vain
		}
	}
	told := map[string]bool{}
	for _, rec := range records {
		of := map[string]bool{}
		all := strings.Join(rec.Cells, "\n")
		for _, id := range mark().FindAllString(all, -1) {
			of[id] = true
			told[id] = told[id] || true
		}
		if rec.Malformed {
			for _, p := range l.people {
				if strings.Contains(all, p.phone) {
					told[p.mark()] = true
				}
			}
			continue
		}
		if len(of) > 1 {
			return fmt.Errorf("line %d has cells of %d people: %q", rec.Line, len(of), rec.Cells)
		}
		phone := strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, rec.Cells[column["phone"]])
		for i := range l.people {
			p := &l.people[i]
			if p.phone != phone {
				continue
			}
			told[p.mark()] = true
			for id := range of {
				if id != p.mark() {
					return fmt.Errorf("line %d has the number of one and the name of another: %q", rec.Line, rec.Cells)
				}
			}
			answer := strings.TrimSpace(rec.Cells[column["answer"]])
			last := column["answer"] == len(rec.Cells)-1 && answer == "" // of which clean makes no consent
			missing := column["answer"] >= len(rec.Cells)-rec.Missing || last && rec.CutOff() || rec.Missing > 0 && !rec.Trimmed && answer == ""
			called := !missing && (l.refusal && answer == "" || !l.refusal && answer == "yes")
			if called && !p.callable {
				return fmt.Errorf("line %d: %s said not to be called: %q", rec.Line, p.name, rec.Cells)
			}
		}
	}
	for _, p := range l.people {
		if !told[p.mark()] && !(cut && !strings.Contains(text, p.phone)) {
			return fmt.Errorf("%s is lost", p.name)
		}
	}
	return nil
}
