package registry

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"rollcall/pkg/normalize/phone"
)

// maxWords is the number of distinct words of a column that are kept.
const maxWords = 40

// column is the content of a column in the first lines.
type column struct {
	filled  int
	dates   int
	future  int // dates that are not past
	numbers int // phone numbers
	areas   int // three digits
	locals  int // seven digits
	digits  [12]int
	words   map[string]int // canonical words, until there are too many
	many    bool
	long    int // cells of more than three words
}

type profile struct {
	lines   int // with as many cells as most
	width   int
	columns []column
	own     bool
	blocks  int // lines of area code, exchange and one digit
	uk      int // lines whose ten digits are valid in the United Kingdom too
	bare    int // lines of ten digits
	// london: one of uk is not a mobile number. The others are as frequent as the
	// numbers of some states.
	london bool
	// pairs are lines with two numbers, ascending those whose second is the
	// greater, round those from …0 to …9.
	// near those whose second is greater by a few thousand at most.
	pairs, ascending, round, near int
	pair                          [2]int
}

// profile looks at the lines that were read ahead.
func (ls *lines) profile() profile {
	var p profile
	widths := map[int]int{}
	for i := range ls.queue {
		if !ls.queue[i].bad {
			widths[len(ls.split(&ls.queue[i]))]++
		}
	}
	for w, n := range widths {
		if n > widths[p.width] || n == widths[p.width] && w > p.width {
			p.width = w
		}
	}
	if ls.blanks && widths[p.width]*10 < len(ls.queue)*9 {
		p.width = max(p.width, 2)
	}
	own := len(ls.queue) > 0
	for i := range ls.queue {
		at := &ls.queue[i]
		if at.bad {
			continue
		}
		cells := ls.split(at)
		own = own && isOwn(cells)
		if len(cells) >= 3 && areaDigits(cells[0]) != 0 && areaDigits(cells[1]) != 0 && allDigits(cells[2], 1) {
			p.blocks++
		}
		if !ls.holdsNumber(cells) {
			continue // it will be unread in any case
		}
		p.lines++
		for len(p.columns) < len(cells) {
			p.columns = append(p.columns, column{words: map[string]int{}})
		}
		var found []int
		for j, c := range cells {
			if ls.note(&p.columns[j], j, c) {
				found = append(found, j)
			}
		}
		ls.notePair(&p, cells, found)
	}
	p.own = own && ls.delims == "\t"
	return p
}

// note counts a cell, and reports whether it is a phone number.
func (ls *lines) note(c *column, j int, cell string) (isNumber bool) {
	cell = strings.TrimSpace(cell)
	if cell == "" {
		return false
	}
	c.filled++
	if n := len(cell); n < len(c.digits) && allDigits(cell, n) {
		c.digits[n]++
	}
	if at, ok := ls.readDate(cell); ok {
		c.dates++
		if at.After(ls.opts.Now.Add(24 * time.Hour)) {
			c.future++
		}
		return false
	}
	if areaDigits(cell) != 0 {
		c.areas++
	}
	if localDigits(cell) != 0 {
		c.locals++
	}
	if hasDigits(cell, 7) && ls.one(cell, j) != 0 {
		c.numbers++
		return true
	}
	word := canonical(cell)
	if word != "+" && word != "-" && !hasLetter(word) && !hasDigits(word, 1) && (ls.blanks || strings.Trim(word, dashes+`-."'`) == "") {
		return false // only signs: "2127365000 : asked"
	}
	if strings.Count(word, " ") > 3 {
		c.long++
	}
	if _, seen := c.words[word]; !seen && len(c.words) >= maxWords {
		c.many = true
	} else {
		c.words[word]++
	}
	return false
}

func (ls *lines) notePair(p *profile, cells []string, found []int) {
	for _, j := range found {
		if digits := strings.TrimSpace(cells[j]); len(cells) > 0 && allDigits(digits, 10) {
			p.bare++
			if ls.parser.Parse("+44"+digits, "").OK() {
				p.uk++
				p.london = p.london || digits[0] != '7'
			}
			break
		}
	}
	if len(found) != 2 {
		return
	}
	a, b := ls.one(cells[found[0]], found[0]), ls.one(cells[found[1]], found[1])
	p.pairs++
	p.pair = [2]int{found[0], found[1]}
	if a < b && b-a < maxRange {
		p.ascending++
		if b-a < 10_000 {
			p.near++
		}
		if a%10 == 0 && b%10 == 9 {
			p.round++
		}
	}
}

// maxRange is the greatest number of numbers in a range: those of an area code.
const maxRange = 10_000_000

// isOwn reports whether cells are a line of the output of "suppress list": number,
// reason, source, time.
func isOwn(cells []string) bool {
	return len(cells) == 4 && strings.HasPrefix(cells[0], "+") && (isDate(cells[3]) || cells[3] == "")
}

// one reads the number of a cell of the jth column that is only a number; 0 for anything
// else.
func (ls *lines) one(cell string, j int) uint64 {
	cell = strings.TrimSpace(cell)
	if ls.nanp && !ls.implied(j) {
		if n := nanpDigits(cell); n != 0 {
			return n
		}
	}
	r := ls.parse(cell, j)
	if !r.OK() || r.Repair&(phone.Several|phone.Note) != 0 {
		return 0
	}
	return number(r.E164)
}

// maxMarks is the greatest number of single letters or signs that are a column's marks.
const maxMarks = 6

// few reports whether a column has so few distinct words that they can reverse the
// meaning of their lines.
func (c *column) few() bool {
	if c.many || len(c.words) == 0 || c.long > 0 || c.counted() {
		return false
	}
	total := 0
	for w, n := range c.words {
		if len(w) > 24 {
			return false
		}
		total += n
	}
	marks := !slices.ContainsFunc(keys(c.words), func(w string) bool { return utf8.RuneCountInString(w) != 1 })
	return len(c.words) <= 12 && (len(c.words)*2 <= total || marks && len(c.words) <= maxMarks)
}

// counted reports whether a column numbers the lines: 1, 2, 3.
func (c *column) counted() bool {
	least, most := uint64(1<<63), uint64(0)
	for w, n := range c.words {
		if n > 1 || len(w) > 9 || !allDigits(w, len(w)) {
			return false
		}
		least, most = min(least, number(w)), max(most, number(w))
	}
	return len(c.words) > 2 && least > 0 && most-least+1 == uint64(len(c.words))
}

// all reports whether each word of the column is one that any of kinds holds of.
func (c *column) all(kinds ...func(word string) bool) bool {
	if c.many || len(c.words) == 0 {
		return false
	}
	for w := range c.words {
		if !slices.ContainsFunc(kinds, func(is func(string) bool) bool { return is(w) }) {
			return false
		}
	}
	return true
}

// any reports whether a word of the column is one that any of kinds holds of.
func (c *column) any(kinds ...func(word string) bool) bool {
	for w := range c.words {
		if slices.ContainsFunc(kinds, func(is func(string) bool) bool { return is(w) }) {
			return true
		}
	}
	return false
}

func keys(m map[string]int) []string {
	var all []string
	for k := range m {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}
