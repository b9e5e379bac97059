package source

import (
	"slices"
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
	n    int // of digits, or what words there are
	part part
	weak bool
}

// textSeen is how often a text stands in a list, and its sorts once they are known.
type textSeen struct {
	n     int
	sorts []sort
	known bool
}

func (t *textSeen) sortsOf(c string) []sort {
	if !t.known {
		t.sorts, t.known = sortsOf(c, t.n > 1), true
	}
	return t.sorts
}

// part is what part of a cell's text a sort is of.
type part uint8

const (
	shapeOnly part = iota
	wholeText
	firstWord
	lastWord
)

// sortsOf returns what a cell looks like in several ways: its shape, its text if others have
// it, and its first and last words. It returns nothing for a blank cell.
func sortsOf(c string, others bool) (sorts []sort) {
	c = strings.TrimSpace(c)
	if c == "" {
		return nil
	}
	if len(c) <= longestAnswer {
		switch normalize.AnswerOf(c) {
		case normalize.Nothing:
			return nil
		case normalize.Yes, normalize.No:
			sorts = []sort{{text: answered}}
			if c == "0" || c == "1" {
				sorts = append(sorts, anyNumber) // a share of none, or of all
			}
			return sorts
		}
	}
	shape := shapeOf(c)
	sorts = append(sorts, shape)
	if shape.text == anyNumber.text && shape.n > 0 && shape.n <= shortNumber {
		sorts = append(sorts, anyNumber)
	}
	if shape.weak && shape.text != wordsAndNumbers {
		sorts = append(sorts, anyWords)
	}
	if len(c) > longestSort || !shape.weak && shape.text != "code" {
		return sorts
	}
	if others {
		sorts = append(sorts, sort{text: c, part: wholeText, weak: shape.weak})
	}
	if at := strings.LastIndexByte(c, ' '); at > 0 {
		sorts = append(sorts, sort{text: c[at:], part: lastWord, weak: true}, sort{text: c[:strings.IndexByte(c, ' ')], part: firstWord, weak: true})
	}
	return sorts
}

// anyNumber is the sort of amounts and shares, and of short numbers, too: those of at most
// shortNumber digits.
var anyNumber = sort{text: "number"}

const shortNumber = 6

// anyWords is the sort of all texts that have no other.
var anyWords = sort{text: "words", weak: true}

const (
	wordsAndNumbers = "words and numbers"
	answered        = "answer"
)

// longestAnswer is how many bytes an answer of a word has at most.
const longestAnswer = 5

// longestSort is how many bytes a text has at most that others may have, too.
const longestSort = 40

func shapeOf(c string) sort {
	digits := cell.CountDigits(c)
	letters := digits < len(c) && cell.HasLetter(c)
	switch {
	case strings.IndexByte(c, '@') > 0:
		return sort{text: "e-mail"}
	case digits > 0 && cell.IsDate(c):
		if c[len(c)-1]-'0' <= 9 && len(c) > 4 && c[4]-'0' > 9 {
			return sort{text: "date, the year first"}
		}
		return sort{text: "date"}
	case digits > 6 && cell.IsPhone(c):
		return sort{text: "phone"}
	case digits == len(c):
		return sort{text: "number", n: digits}
	case digits > 0 && !letters && cell.IsNumber(c):
		return anyNumber
	case c[0]-'0' <= 9 && letters:
		return sort{text: "number and words"}
	case digits > 0:
		return sort{text: wordsAndNumbers, weak: true}
	}
	if len(c) > 1 && len(c) <= longestCode && !strings.ContainsFunc(c, func(r rune) bool { return r < 'A' || r > 'Z' }) {
		return sort{text: "code"}
	}
	const most = 3
	words, capitals := 0, 0
	for w := range strings.FieldsSeq(c) {
		words++
		if first, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(first) {
			capitals++
		}
	}
	shape := sort{text: "of words", n: min(words, most) << 3, weak: true}
	for bit, is := range [...]bool{capitals == words, capitals == 0, strings.IndexByte(c, ',') >= 0} {
		if is {
			shape.n |= 1 << bit
		}
	}
	return shape
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

// held counts the sorts of cells, without those that only the name of the column says.
func (seen sortsSeen) held() (n int) {
	for _, s := range seen {
		if s.last() > rowOfNames {
			n++
		}
	}
	return n
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
		return []sort{{text: "number", n: 5}}
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
	sure bool // something but an answer tells them apart
}

// exchanged finds two columns whose cells stand under each other's names from a row on: what
// the one has above, and nothing else, the other has below. It returns that row, or -1.
func exchanged(names []string, data []sampleRow) (row, a, b int) {
	const columns = 64
	names = names[:min(len(names), columns)]
	seen := make([]sortsSeen, len(names))
	held := map[sort][]int{} // the columns that hold a sort
	cells := map[string]*textSeen{}
	for _, r := range data {
		for _, c := range r.cells[:min(len(r.cells), len(names))] {
			if cells[c] == nil {
				cells[c] = &textSeen{}
			}
			cells[c].n++
		}
	}
	for i := range names {
		seen[i] = sortsSeen{}
		seen[i].add(rowOfNames, typical(names[i])...)
		for at, r := range data {
			if i < len(r.cells) {
				seen[i].add(at, cells[r.cells[i]].sortsOf(r.cells[i])...)
			}
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
		if p.from < 0 || p.from >= p.to || !p.agree() || !namesAnswer(names[i]) && !namesAnswer(names[j]) && seen[i].goesOn(answered, p.to) && seen[j].goesOn(answered, p.to) || !(p.breaks(seen[i], seen[j]) && p.breaks(seen[j], seen[i])) && !p.handsOver(names[i], names[j], seen[i], seen[j]) {
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
	p.sure = p.sure || !s.weak && s.text != answered
	p.same[side] = p.same[side] || s.part == wholeText
}

// agree reports whether both columns say that they are exchanged: both by what tells columns
// apart, or one by that and the other by any, or by words of several rows.
func (p *breakOf) agree() bool {
	const several = 3
	if p.above[0] != nil && p.above[1] != nil && (p.strong[0] || p.strong[1]) {
		// One answer may well stand beside another question's.
		return p.sure || max(len(p.above[0]), len(p.above[1])) > 1 && max(len(p.below[0]), len(p.below[1])) > 1
	}
	n, most := 0, false
	for side := range p.above {
		fewer := min(len(p.above[side]), len(p.below[side]))
		most = most || fewer == several-1 && p.same[side] && !p.same[1-side] // "active" twice
		if fewer >= several {
			n++
			most = most || p.strong[side] || p.same[side] && (2*len(p.above[side]) >= p.to || 2*len(p.below[side]) >= p.rows-p.to)
		}
	}
	return n == 2 || n == 1 && most
}

// handsOver reports whether one column, of answers, is filled above the break alone, and in each
// row, and another, which no answers are for, has the same below.
func (p *breakOf) handsOver(name, other string, one, two sortsSeen) bool {
	const several = 3
	if namesAnswer(name) == namesAnswer(other) || p.from+1 != p.to || one.held() != 1 || two.held() != 1 {
		return false
	}
	for side := range p.above {
		if len(p.above[side]) == p.to && len(p.below[side]) == p.rows-p.to {
			return min(p.to, p.rows-p.to) >= several
		}
	}
	return false
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
	const ends = 30 // rows by which it is seen, fast, that there is a break between
	if len(data) > 2*ends {
		if row, _, _ := exchanged(h.cells, append(slices.Clone(data[:ends]), data[len(data)-ends:]...)); row < 0 {
			return nil
		}
	}
	row, a, b := exchanged(h.cells, data)
	if row < 0 || row == len(data)-1 || len(phoneColumns(data, len(h.cells), 2)) == 0 || areCodes(data, a) && areCodes(data, b) || undated(h.cells[a]) == undated(h.cells[b]) && !namesAnswer(h.cells[a]) {
		return nil
	}
	return refuseFile(data[row].line, "put the cells of these rows back into their columns, or split the file there",
		"columns %q and %q are exchanged from line %d on: each has what only the other has above", cell.ColumnName(h.cells[a]), cell.ColumnName(h.cells[b]), data[row].line)
}

// goesOn reports whether a column has cells of a sort above a row and from it on: where two have
// answers all the way, what else is answered tells nothing.
func (seen sortsSeen) goesOn(text string, row int) bool {
	s := seen[sort{text: text}]
	return s != nil && s.first() < row && s.last() >= row
}

// areCodes reports whether a column has nothing but short numbers and fractions, as statistics have them:
// two such columns have the same ones often, and one row tells nothing of the next.
func areCodes(data []sampleRow, column int) bool {
	const most = 6 // digits: a phone number has more
	return !slices.ContainsFunc(data, func(r sampleRow) bool {
		if column >= len(r.cells) {
			return false
		}
		c := strings.TrimSpace(r.cells[column])
		return c != "" && normalize.AnswerOf(c) != normalize.Nothing && (!cell.IsNumber(c) || cell.CountDigits(c) > most && !cell.IsCoordinate(c) && !strings.Contains(c, "."))
	})
}
