package source

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// cellKind is what all cells of a column are, which distinguishes them from those of another.
type cellKind uint8

const (
	anyKind    cellKind = iota
	emailKind           // e-mail addresses
	dateKind            // dates
	numberKind          // numbers of other things than phones: ZIPs, amounts
	fewKind             // one of few values, such as answers or states
)

// columnKind is what is known about the cells of a column.
type columnKind struct {
	cellKind
	column int
	// values are those of fewKind; lengths are their sizes in bytes, as bits.
	values  map[string]bool
	lengths uint64
	// answers: the values say whether people may be called.
	answers bool
	// others are cells beside a column of answers in the sample that don't say yes: they come
	// again and again.
	others map[string]bool
	// once are answers that only one row has.
	once map[string]bool
	// always: no row has a blank one.
	always bool
	// besides are the neighboring columns that also have cells of this kind: left and right.
	besides [2]bool
	// longest is the size of the longest cell of the kind, in bytes.
	longest int
}

// mostValues is the number of distinct values in a column of few, at most.
const mostValues = 12

// learnKinds finds the columns whose cells are of one kind. One cell in four may be another's:
// rows in the sample may be damaged themselves.
func (sh *shape) learnKinds(data []sampleRow) {
	sh.kinds = nil
	held := make([]bool, len(data)) // by row
	for i := range sh.columns {
		if k := (columnKind{column: i, answers: slices.Contains(sh.answers, i)}); !slices.Contains(sh.phones, i) && sh.learnKind(&k, data, held) {
			sh.learnBesides(&k, data, held)
			sh.kinds = append(sh.kinds, k)
		}
	}
	sh.watch(data)
}

// fewestOfKind is how many cells of a kind a column has at least.
const fewestOfKind = 3

// learnKind finds the kind of a column's cells, and the rows that hold one, and reports
// whether there is one.
func (sh *shape) learnKind(k *columnKind, data []sampleRow, held []bool) bool {
	filled := filledIn(data, k.column)
	k.always = filled >= len(data)-max(1, len(data)/20) && len(data) > fewestOfKind
	for _, kind := range [...]cellKind{emailKind, dateKind, numberKind, fewKind} {
		k.cellKind = kind
		if kind == fewKind {
			if k.values = sh.fewValues(data, k.column, k.answers); k.values == nil {
				return false
			}
			for v := range k.values {
				k.lengths |= 1 << min(len(v), 63)
			}
		}
		n := 0
		for row, r := range data {
			if held[row] = k.holds(r.cells[k.column]); held[row] {
				n++
			}
		}
		if (n >= fewestOfKind || k.answers && n > 0) && filled-n <= max(1, filled/4) {
			return true
		}
	}
	return false
}

// answersOtherWay reports whether a column is named for an answer about other ways than calls:
// "No mail".
func answersOtherWay(name string) bool {
	return header.Read(name).Concept == header.OtherConsent ||
		header.NamesOtherWay(name) && normalize.Touches(name)&(normalize.TouchesNo|normalize.TouchesRefusal|normalize.TouchesConsent) != 0
}

// learnBesides finds out whether the neighboring columns have cells of a column's kind, too.
func (sh *shape) learnBesides(k *columnKind, data []sampleRow, held []bool) {
	last := 0
	k.others, k.once = map[string]bool{}, map[string]bool{}
	for row, r := range data {
		if held[row] {
			last = row
			if c := r.cells[k.column]; k.answers {
				_, more := k.once[c]
				k.once[c] = !more
			}
			k.longest = max(k.longest, len(r.cells[k.column]))
		}
	}
	filled := filledIn(data, k.column)
	for side, at := range [...]int{k.column - 1, k.column + 1} {
		if k.besides[side] = at < 0 || at >= sh.columns; k.besides[side] {
			continue
		}
		n, both, first := 0, 0, len(data)
		for row, r := range data {
			if c := r.cells[at]; k.holds(c) {
				n++
				first = min(first, row)
				if held[row] {
					both++
				}
			} else if k.answers {
				k.others[c] = true
			}
		}
		// Where they stand there only below all others, a column was lost, or added, from a row on.
		// "Spouse DNC" has another's answers.
		asks := k.answers && sh.asks(data, at)
		k.besides[side] = asks || n > 1+len(data)/20 && first <= last || slices.Contains(sh.phones, at) || k.answers && answersOtherWay(cellAt(sh.header, at))
		// Each row has one answer: those beside were pushed out of their column.
		if k.answers && !asks && n > 0 && both == 0 && filled >= fewestOfKind && filled+n == len(data) && !slices.Contains(sh.answers, at) {
			k.besides[side] = false
		}
	}
}

// asks reports whether a column has nothing but answers, and its name may be what they answer:
// "Consent N" is ticked where "Consent Y" is not.
func (sh *shape) asks(data []sampleRow, column int) bool {
	name := cellAt(sh.header, column)
	switch header.Read(name).Concept {
	case header.None, header.Consent, header.Refusal, header.OtherConsent:
	default:
		no := name[:max(0, strings.LastIndexByte(name, ' '))] // "Do Not Mail"
		if !header.Has(no, header.BareNegation) || !header.Has(name, header.OfOtherWays) {
			return false
		}
	}
	return name != "" && all(data, column, mayAnswer) > 0
}

// fewValues returns the values of a column that has few, or nil.
func (sh *shape) fewValues(data []sampleRow, column int, answers bool) map[string]bool {
	const often = 2 // a value stands in so many rows
	counts := map[string]int{}
	rows := 0
	for _, r := range data {
		if c := r.cells[column]; !cell.IsBlank(c) && !normalize.IsErrorValue(c) && (answers || !normalize.Blank(c)) {
			counts[c]++
			rows++
			if !answers && len(counts) > mostValues+1+len(data)/4 { // too many stand in one row
				return nil
			}
		}
	}
	values := map[string]bool{}
	for c, n := range counts {
		if n >= often || answers && normalize.AnswerOf(c) != normalize.Unknown {
			values[c] = true
		}
	}
	if len(values) == 0 || len(values) > mostValues || !answers && 3*len(values) > rows {
		return nil
	}
	return values
}

// holds reports whether a cell is of the kind.
func (k *columnKind) holds(c string) bool {
	if c == "" {
		return false
	}
	switch k.cellKind {
	case emailKind:
		return cell.IsEmailLike(c)
	case dateKind:
		return c[0]-'0' <= 9 && cell.IsDate(c)
	case numberKind:
		return c[len(c)-1]-'0' <= 9 && cell.IsNumber(c) && !cell.IsDate(c)
	case fewKind:
		return k.lengths>>min(len(c), 63)&1 != 0 && k.values[c] || k.answers && !k.others[c] && isYes(c)
	}
	return false
}

// longestYes is the size of the longest word that isYes knows, in bytes.
const longestYes = 8

// isYes reports whether a cell says yes in a word, which is no code of a state ("OK").
func isYes(c string) bool {
	return len(c) != 2 && len(c) <= longestYes && cell.HasLetter(c) && normalize.AnswerOf(c) == normalize.Yes
}

// shifted returns a column whose value is in a neighboring one, or -1: its own cell is of
// another kind, or blank, and the neighbor's has the kind that no other row has there.
func (sh *shape) shifted(cells []string) int {
	for i := range sh.kinds {
		k := &sh.kinds[i]
		if k.column >= len(cells) {
			continue
		}
		c := cells[k.column]
		blank := cell.IsBlank(c)
		holds := !blank && k.holds(c)
		if blank && !k.always && !k.answers || holds && !k.once[c] {
			continue
		}
		for side, at := range [...]int{k.column - 1, k.column + 1} {
			// "x" may be an answer where all others are "yes" or "no", but not beside one of these.
			if !k.besides[side] && at < len(cells) && k.holds(cells[at]) && (!holds || k.values[cells[at]] && !k.once[cells[at]]) {
				return k.column
			}
		}
	}
	return -1
}

// tornOff reports whether a short row has a cell that is not of its column's kind, and lacks a
// column that most rows have filled: that one was not left out as blank.
func (sh *shape) tornOff(cells []string) bool {
	return sh.mostFilled >= len(cells) && slices.ContainsFunc(sh.kinds, func(k columnKind) bool {
		return k.cellKind != fewKind && k.column < len(cells) && !cell.IsBlank(cells[k.column]) && !k.holds(cells[k.column]) && sh.isOtherText(k.column, cells[k.column])
	})
}

// mostWatched is how many columns are checked in each row; the others only if one of these is
// off. At least fewestWatched of them are columns of kinds.
const mostWatched, fewestWatched = 16, 3

// watch chooses the columns that show that a row's cells may not be in theirs: those without
// numbers, and those that show a shift that moves an answer, or a note at the end, out of its
// column: the answers, their neighbors and the last.
func (sh *shape) watch(data []sampleRow) {
	rank := func(k columnKind) int {
		near := sh.columns - 1 - k.column
		for _, a := range sh.answers {
			near = min(near, max(a-k.column, k.column-a))
		}
		if k.cellKind == emailKind {
			near += sh.columns // is seen less well
		}
		return near
	}
	slices.SortStableFunc(sh.kinds, func(a, b columnKind) int { return rank(a) - rank(b) })
	sh.watched, sh.firsts, sh.lasts = nil, [256]uint16{}, [256]uint16{}
	for n, i := range sh.never {
		if n == mostWatched/2 {
			break
		}
		sh.watchColumn(i, -1)
	}
	for k, kind := range sh.kinds {
		if at := slices.IndexFunc(sh.watched, func(w watched) bool { return w.column == kind.column }); at >= 0 {
			sh.watched = slices.Delete(sh.watched, at, at+1)
		} else if k >= fewestWatched {
			continue
		}
		sh.watchColumn(kind.column, k)
	}
	for bit := range sh.watched {
		sh.watched[bit].learn(sh, 1<<bit, data)
	}
}

// watched is what is checked in a column of each row.
type watched struct {
	column  int
	longest uint   // more bytes are off, and so is none: the length less one is compared, unsigned
	bit     uint16 // in the tables of bytes that no cell begins, or ends, with
	kind    int    // of shape.kinds, or -1
}

func (sh *shape) watchColumn(column, kind int) {
	if len(sh.watched) < mostWatched {
		sh.watched = append(sh.watched, watched{column: column, kind: kind})
	}
}

// learn finds out with what bytes the cells of a column begin and end. One lower-case letter,
// one capital and one digit stand for all.
func (w *watched) learn(sh *shape, bit uint16, data []sampleRow) {
	w.bit, w.longest = bit, math.MaxInt
	if w.kind < 0 {
		for b := byte('0'); b <= '9'; b++ {
			sh.lasts[b] |= bit
		}
		return
	}
	k := &sh.kinds[w.kind]
	switch k.cellKind {
	case numberKind:
		w.longest = uint(max(k.longest+3, 9)) // a date has more
	case dateKind, fewKind:
		w.longest = uint(2*k.longest + 2)
	}
	var first, last [256]bool
	for _, r := range data {
		if c := r.cells[w.column]; k.holds(c) {
			first[byteClass(c[0])], last[byteClass(c[len(c)-1])] = true, true
		}
	}
	for b := range 256 {
		if !first[byteClass(byte(b))] {
			sh.firsts[b] |= bit
		}
		if !last[byteClass(byte(b))] {
			sh.lasts[b] |= bit
		}
	}
}

// byteClass returns one letter or digit for all of its kind.
func byteClass(b byte) byte {
	switch {
	case b >= 'a' && b <= 'z':
		return 'a'
	case b >= 'A' && b <= 'Z':
		return 'A'
	case b >= '0' && b <= '9':
		return '0'
	case b >= utf8.RuneSelf:
		return utf8.RuneSelf
	}
	return b
}

// off reports whether a cell may not be of its column. It is fast and errs on that side.
func (sh *shape) off(cells []string) bool {
	columns := sh.watched
	for i := range columns {
		w := &columns[i]
		c := cells[w.column]
		if uint(len(c))-1 >= w.longest {
			if c != "" || w.kind >= 0 && sh.offBlank(cells, &sh.kinds[w.kind]) {
				return true
			}
		} else if (sh.firsts[c[0]]|sh.lasts[c[len(c)-1]])&w.bit != 0 && (w.kind >= 0 || len(c) > 1) { // "1" is an answer
			return true
		}
	}
	return false
}

// offBlank reports whether the value of a blank cell may be in a neighboring one.
func (sh *shape) offBlank(cells []string, k *columnKind) bool {
	if k.always || !k.answers {
		return k.always
	}
	for side, at := range [...]int{k.column - 1, k.column + 1} {
		if at < 0 || at >= len(cells) {
			continue // the first and the last column have one neighbor
		}
		if c := cells[at]; !k.besides[side] && len(c) <= max(k.longest, longestYes) && k.holds(c) {
			return true
		}
	}
	return false
}
