package source

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// sort is what a cell looks like, whatever its column: most tell two columns apart by
// themselves, but words may stand in any.
type sort struct {
	text string
	weak bool
}

// sortsOf returns what a cell looks like in several ways: its shape, its text and its last
// word. It returns nothing for a blank cell.
func sortsOf(c string) []sort {
	c = strings.TrimSpace(c)
	if c == "" {
		return nil
	}
	if len(c) <= longestAnswer {
		switch normalize.AnswerOf(c) {
		case normalize.Nothing:
			return nil
		case normalize.Yes, normalize.No:
			return []sort{{text: "answer"}}
		}
	}
	shape := shapeOf(c)
	sorts := []sort{shape}
	if shape.weak && shape.text != wordsAndNumbers {
		sorts = append(sorts, anyWords)
	}
	if len(c) <= longestSort && (shape.weak || shape.text == "code") {
		sorts = append(sorts, sort{"=" + c, shape.weak})
		if at := strings.LastIndexByte(c, ' '); at > 0 {
			sorts = append(sorts, sort{"…" + c[at:], true}, sort{c[:strings.IndexByte(c, ' ')] + "…", true})
		}
	}
	return sorts
}

// anyWords is the sort of all texts that have no other.
var anyWords = sort{"words", true}

const wordsAndNumbers = "words and numbers"

// longestAnswer is how many bytes an answer of a word has at most.
const longestAnswer = 5

// longestSort is how many bytes a text has at most that others may have, too.
const longestSort = 40

func shapeOf(c string) sort {
	switch {
	case strings.IndexByte(c, '@') > 0:
		return sort{text: "e-mail"}
	case cell.IsDate(c):
		if c[len(c)-1]-'0' <= 9 && len(c) > 4 && c[4]-'0' > 9 {
			return sort{text: "date, the year first"}
		}
		return sort{text: "date"}
	case cell.IsPhone(c):
		return sort{text: "phone"}
	case cell.IsNumber(c):
		if cell.CountDigits(c) == len(c) {
			return sort{text: "number of " + strconv.Itoa(len(c))}
		}
		return sort{text: "number"}
	case c[0]-'0' <= 9 && cell.HasLetter(c):
		return sort{text: "number and words"}
	}
	if len(c) > 1 && len(c) <= longestCode && !strings.ContainsFunc(c, func(r rune) bool { return r < 'A' || r > 'Z' }) {
		return sort{text: "code"}
	}
	if cell.HasDigit(c) {
		return sort{wordsAndNumbers, true}
	}
	words := strings.Fields(c)
	capitals := 0
	for _, w := range words {
		if first, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(first) {
			capitals++
		}
	}
	const most = 3
	return sort{fmt.Sprint("of words ", min(len(words), most), capitals == len(words), capitals == 0, strings.Contains(c, ",")), true}
}

// seenSort is the rows in which a column has cells of a sort.
type seenSort struct{ rows []int }

func (s *seenSort) first() int { return s.rows[0] }
func (s *seenSort) last() int  { return s.rows[len(s.rows)-1] }

// sortsSeen are the sorts of cells in a column.
type sortsSeen map[sort]*seenSort

func (seen sortsSeen) add(row int, sorts ...sort) {
	for _, s := range sorts {
		if seen[s] == nil {
			seen[s] = &seenSort{}
		}
		seen[s].rows = append(seen[s].rows, row)
	}
}

// rowOfNames is the row of the header, which says of some columns what their cells look like.
const rowOfNames = -1

// typical returns the sorts of the cells below a header, if it says of what sort they are.
func typical(name string) []sort {
	m := header.Read(name)
	switch {
	case m.Guessed:
	case m.Concept == header.Phone:
		return []sort{{text: "phone"}}
	case m.Concept == header.Email:
		return []sort{{text: "e-mail"}}
	case m.Concept == header.Address:
		return []sort{{text: "number and words"}}
	case m.Concept == header.Zip:
		return []sort{{text: "number of 5"}}
	case m.Concept == header.State:
		return []sort{{text: "code"}, anyWords}
	case slices.Contains([]header.Concept{header.FirstName, header.LastName, header.FullName, header.City, header.Company, header.Notes}, m.Concept):
		return []sort{anyWords}
	}
	return nil
}

// breakOf is what is known of two columns that may be exchanged from a row on.
type breakOf struct {
	rows     int
	from, to int // the first row may be one of these: from < row <= to
	// above and below are the rows in which the one column has what the other has on the
	// other side; strong: by cells that tell what column they are of.
	above, below [2]map[int]bool
	strong       [2]bool
	// same: they are the same texts.
	same [2]bool
}

// exchanged finds two columns whose cells stand under each other's names from a row on: what
// the one has above, and nothing else, the other has below. It returns that row, or -1.
func exchanged(names []string, data []sampleRow) (row, a, b int) {
	const columns = 64
	names = names[:min(len(names), columns)]
	seen := make([]sortsSeen, len(names))
	known := map[string][]sort{}
	held := map[sort][]int{} // the columns that hold a sort
	for i := range names {
		seen[i] = sortsSeen{}
		seen[i].add(rowOfNames, typical(names[i])...)
		for at, r := range data {
			if i >= len(r.cells) {
				continue
			}
			c := r.cells[i]
			sorts, ok := known[c]
			if !ok {
				sorts = sortsOf(c)
				known[c] = sorts
			}
			seen[i].add(at, sorts...)
		}
		for s := range seen[i] {
			held[s] = append(held[s], i)
		}
	}
	pairs := map[[2]int]*breakOf{}
	for s, is := range held {
		for k, i := range is {
			for _, j := range is[k+1:] {
				pair := [2]int{i, j}
				if pairs[pair] == nil {
					pairs[pair] = &breakOf{rows: len(data), from: rowOfNames, to: len(data)}
				}
				pairs[pair].add(s, seen[i][s], seen[j][s])
			}
		}
	}
	row, best := -1, 0
	for pair, p := range pairs {
		i, j := pair[0], pair[1]
		if p.from < 0 || p.from >= p.to || !p.agree() || !p.breaks(seen[i], seen[j]) || !p.breaks(seen[j], seen[i]) {
			continue
		}
		n := len(p.below[0]) + len(p.below[1])
		if n > best || n == best && (i < a || i == a && j < b) {
			row, a, b, best = p.to, i, j, n
		}
	}
	return row, a, b
}

// add counts cells of a sort that both columns have.
func (p *breakOf) add(s sort, one, other *seenSort) {
	side := 0
	switch {
	case one.last() < other.first():
	case other.last() < one.first():
		side = 1
		one, other = other, one
	default: // both have such cells everywhere
		return
	}
	p.from, p.to = max(p.from, one.last()), min(p.to, other.first())
	if p.above[side] == nil {
		p.above[side], p.below[side] = map[int]bool{}, map[int]bool{}
	}
	for _, at := range one.rows {
		p.above[side][at] = true
	}
	for _, at := range other.rows {
		p.below[side][at] = true
	}
	p.strong[side] = p.strong[side] || !s.weak
	p.same[side] = p.same[side] || s.text[0] == '='
}

// agree reports whether both columns say that they are exchanged: both by what tells columns
// apart, or one by that and the other by any, or by words of several rows.
func (p *breakOf) agree() bool {
	const several = 3
	if p.above[0] != nil && p.above[1] != nil && (p.strong[0] || p.strong[1]) {
		return true
	}
	n, most := 0, false
	for side := range p.above {
		if len(p.above[side]) >= several && len(p.below[side]) >= several {
			n++
			most = most || p.strong[side] || p.same[side] && (2*len(p.above[side]) >= p.to || 2*len(p.below[side]) >= p.rows-p.to)
		}
	}
	return n == 2 || n == 1 && most
}

// breaks reports whether no cells of a column go on across the break, but for those that
// both columns have.
func (p *breakOf) breaks(column, other sortsSeen) bool {
	above, below := false, false
	for s, c := range column {
		above, below = above || c.first() < p.to, below || c.last() >= p.to
		if c.first() < p.to && c.last() >= p.to && other[s] == nil {
			return false
		}
	}
	return above && below
}

// refuseExchanged refuses a list two columns of which changed places from a row on.
func refuseExchanged(h *heading, data []sampleRow) error {
	if len(phoneColumns(data, len(h.cells), 2)) == 0 {
		return nil
	}
	row, a, b := exchanged(h.cells, data)
	if row < 0 || row == len(data)-1 {
		return nil
	}
	return refuseFile(data[row].line, "put the cells of these rows back into their columns, or split the file there",
		"columns %q and %q are exchanged from line %d on: each has what only the other has above", cell.ColumnName(h.cells[a]), cell.ColumnName(h.cells[b]), data[row].line)
}
