package registry

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"rollcall/pkg/normalize/phone"
)

// holdsNumber reports whether cells have a number, whatever they say about it.
func (ls *lines) holdsNumber(cells []string) bool {
	before, stats := len(ls.out), ls.stats
	ls.numbers(cells, listedLine, &line{text: strings.Join(cells, " ")})
	found := len(ls.out) > before
	ls.out, ls.stats = ls.out[:before], stats
	return found
}

// numbers takes the numbers of a line's cells.
func (ls *lines) numbers(cells []string, m meaning, at *line) {
	begin := len(ls.out)
	if ls.ranges {
		ls.takeRange(cells, m)
		return
	}
	for i := 0; i < len(cells); i++ {
		if !ls.mayHold(i) {
			continue
		}
		if used := ls.takeParts(cells[i:], m, begin); used > 0 {
			i += used - 1
			continue
		}
		ls.takeCell(cells[i], i, m, begin, len(cells) == 1)
	}
	if len(ls.out) == begin && at.cells == nil && len(cells) > 1 && len(ls.only) == 0 && len(ls.header) == 0 {
		ls.takeCell(at.text, len(cells), m, begin, true) // a number with commas in it
	}
	ls.fillRange(begin, at.text, m)
}

// numbersOfCountry takes the numbers of a line as those of the country that it names.
func (ls *lines) numbersOfCountry(cells []string, m meaning, at *line) {
	if ls.country == 0 || ls.country > len(cells) || strings.TrimSpace(cells[ls.country-1]) == "" {
		ls.numbers(cells, m, at)
		return
	}
	region, known := phone.Region(strings.TrimSpace(cells[ls.country-1]))
	if !known {
		region = "" // a number with its calling code is valid nevertheless
	}
	was, nanp, any := ls.opts.Region, ls.nanp, ls.nanpAny
	if !known || phone.CallingCode(region) != phone.CallingCode(was) {
		ls.opts.Region, ls.nanp, ls.nanpAny = region, isNANP(region), isNANP(region)
	}
	ls.numbers(cells, m, at)
	ls.opts.Region, ls.nanp, ls.nanpAny = was, nanp, any
}

// mayHold reports whether the ith column may hold a number.
func (ls *lines) mayHold(i int) bool {
	if len(ls.only) > 0 {
		return slices.ContainsFunc(ls.only, func(j int) bool { return i == j })
	}
	if i < len(ls.roles) {
		return ls.roles[i] == roleNumber
	}
	return ls.otherwise || i >= len(ls.header) || len(ls.header) <= 1 || !namesOther(ls.header[i])
}

// takeParts takes a number in several cells: area code and number (212,7365000), or
// area code, exchange and line (212,736,5000), each with or without a 1 before; and, in
// a file for one area code, a number without it. It returns how many cells it took.
func (ls *lines) takeParts(cells []string, m meaning, begin int) int {
	if !ls.nanpAny {
		return 0
	}
	n := 0
	if len(cells) > 2 && (cells[0] == "1" || cells[0] == "+1" || cells[0] == "001") && areaDigits(cells[1]) != 0 {
		n = 1
	}
	if rest := cells[n:]; len(rest) > 1 {
		if area := areaDigits(rest[0]); area != 0 {
			if local := localDigits(rest[1]); local != 0 {
				ls.put(1e10+area*1e7+local, m, begin)
				return n + 2
			}
			if len(rest) > 2 && allDigits(rest[1], 3) && rest[1][0] >= '2' && allDigits(rest[2], 4) {
				ls.put(1e10+area*1e7+number(rest[1])*1e4+number(rest[2]), m, begin)
				return n + 3
			}
		}
	}
	if ls.area != 0 {
		if local := localDigits(strings.TrimSpace(cells[0])); local != 0 {
			ls.put(1e10+ls.area*1e7+local, m, begin)
			return 1
		}
	}
	return 0
}

// takeCell takes every number of a cell of the jth column.
func (ls *lines) takeCell(cell string, j int, m meaning, begin int, alone bool) {
	if !mayHoldNumber(cell) || !alone && isDate(cell) {
		return
	}
	// What begins with +1 is a number of the North American Numbering Plan everywhere.
	nanp := ls.nanp && !ls.implied(j) || strings.HasPrefix(strings.TrimSpace(cell), "+1")
	if nanp && alone {
		if n := nanpDigits(strings.TrimSpace(cell)); n != 0 {
			ls.put(n, m, begin)
			return
		}
	}
	if rest, ok := ls.takeRangeText(cell, j, m); ok {
		if cell = rest; !mayHoldNumber(cell) {
			return
		}
	}
	if from, to, ok := ls.rangeIn(cell, j); ok {
		ls.emit(Entry{First: from, Last: to, Deleted: m == deleted}, m)
		return
	}
	if hasWildcards(cell) {
		// What is not a range may be a number with the mark of a footnote.
		if n := ls.one(stemOf(cell), j); n != 0 && ls.one(fillWildcards(cell, '0'), j) == 0 {
			ls.put(n, m, begin)
		}
		return
	}
	r := ls.parse(cell, j)
	if !r.OK() {
		if nanp {
			if n := nanpDigits(strings.TrimSpace(cell)); n != 0 {
				ls.put(n, m, begin)
			}
		}
		return
	}
	if r.Repair&phone.Note != 0 && turnsRound(cell) {
		return // "2127365000 (not on list)"
	}
	n, before := number(r.E164), len(ls.out)
	ls.put(n, m, begin)
	if m == listedLine {
		ls.putWithCode(cell, j, n, begin)
	}
	if r.Repair&phone.Several != 0 {
		ls.takeSeveral(cell, j, m, begin)
	}
	if len(ls.out) <= before+1 && ls.opensRange(strings.TrimSpace(cell), j, n) {
		ls.torn = true
	}
}

// putWithCode takes a second number for a cell in a column of numbers without calling
// codes that is also a number of the region with its code: 491622897306 among
// 01622897307. Neither is to be called.
func (ls *lines) putWithCode(cell string, j int, national uint64, begin int) {
	code := strconv.Itoa(phone.CallingCode(ls.opts.Region))
	if ls.implied(j) || code == "1" || strings.Contains(cell, "+") {
		return
	}
	cell = strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, cell)
	if !strings.HasPrefix(cell, code) {
		return
	}
	r := ls.parser.ParsePlus(cell, ls.opts.Region, phone.Implied)
	if n := number(r.E164); r.OK() && n != national && r.Repair&(phone.Several|phone.Note) == 0 {
		ls.put(n, listedLine, begin)
	}
}

// turnsRound reports whether the words next to a number say that it is not, or no
// longer, on a list.
func turnsRound(cell string) bool {
	note := strings.Join(slices.DeleteFunc(strings.Fields(canonical(cell)), func(w string) bool { return hasDigits(w, 1) }), " ")
	return len(note) > 1 && (isClear(note) || isDelete(note))
}

// maxParts is the greatest number of words of a cell that are tried together, maxWritten
// the greatest length of a number in bytes, with its signs, blanks and extension.
const (
	maxParts   = 12
	maxWritten = 48
	mostDigits = 22 // with an extension
)

// takeSeveral takes the numbers of a cell with several: from each word on, as many words
// as make a number together.
func (ls *lines) takeSeveral(cell string, j int, m meaning, begin int) {
	words := strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(" \t\u00a0/\\,;|&", r) })
	for i := 0; i < len(words); {
		next := i + 1
		last, size := i, 0
		for last < min(len(words), i+maxParts) && (last == i || size+len(words[last]) < maxWritten) {
			size += len(words[last]) + 1
			last++
		}
		for k := last; k > i; k-- {
			together := strings.Join(words[i:k], " ")
			if !hasDigits(together, 7) {
				break // fewer words have no more
			}
			if hasDigits(together, mostDigits+1) {
				continue
			}
			if n := ls.one(together, j); n != 0 {
				ls.put(n, m, begin)
				next = k
				break
			}
		}
		i = next
	}
}

// put takes a number that the line does not have yet among its last ones.
func (ls *lines) put(n uint64, m meaning, begin int) {
	const looked = 64
	for i := max(begin, len(ls.out)-looked); i < len(ls.out); i++ {
		if ls.out[i].First == n {
			return
		}
	}
	ls.emit(Entry{First: n, Last: n, Deleted: m == deleted}, m)
}

// emit adds an entry; those that are on no list are not counted.
func (ls *lines) emit(e Entry, m meaning) {
	if m == clear {
		ls.out = append(ls.out, e)
		return
	}
	ls.add(e)
}

// takeRange takes the range of a line with both ends.
func (ls *lines) takeRange(cells []string, m meaning) {
	var ends []uint64
	for i, c := range cells {
		if ls.mayHold(i) {
			if n := ls.one(c, i); n != 0 {
				ends = append(ends, n)
			}
		}
	}
	if len(ends) == 2 && ends[0] <= ends[1] && ends[1]-ends[0] < maxRange {
		ls.emit(Entry{First: ends[0], Last: ends[1], Deleted: m == deleted}, m)
	}
}

// rangeIn reads a cell with a range: "2127365000-2127365999", "212736XXXX".
func (ls *lines) rangeIn(cell string, j int) (from, to uint64, ok bool) {
	if hasWildcards(cell) {
		if ls.one(stemOf(cell), j) != 0 {
			return 0, 0, false // a whole number: the sign may be a footnote's
		}
		from, to = ls.one(fillWildcards(cell, '0'), j), ls.one(fillWildcards(cell, '9'), j)
		return from, to, from != 0 && from < to && to-from < maxRange
	}
	a, b, cut := strings.Cut(cell, "-")
	if !cut || strings.Contains(b, "-") || !hasDigits(a, 10) || !hasDigits(b, 10) {
		return 0, 0, false
	}
	from, to = ls.one(a, j), ls.one(b, j)
	return from, to, from != 0 && from < to && to-from < maxRange
}

// mayHoldNumber avoids parsing most cells: a number has a digit, possibly one of another
// script.
func mayHoldNumber(cell string) bool {
	for i := range len(cell) {
		if c := cell[i]; c >= '0' && c <= '9' || c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// hasWildcards reports whether a cell ends with signs that mean any digit:
// "212736XXXX", "212-736-5***".
func hasWildcards(cell string) bool {
	cell = strings.TrimSpace(cell)
	stem := strings.TrimRight(cell, wildcards)
	if n := len(cell) - len(stem); n == 0 || n > 7 || stem == "" || strings.Count(cell[len(stem):], cell[len(stem):][:1]) != n {
		return false
	}
	return !hasLetter(stem) && hasDigits(stem, 3)
}

// wildcards are the signs.
const wildcards = "xX*?#_%nN"

// stemOf returns the text before them.
func stemOf(cell string) string { return strings.TrimRight(strings.TrimSpace(cell), wildcards) }

// fillWildcards puts a digit in their place.
func fillWildcards(cell string, digit byte) string {
	cell = strings.TrimSpace(cell)
	stem := stemOf(cell)
	return stem + strings.Repeat(string(digit), len(cell)-len(stem))
}
