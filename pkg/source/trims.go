package source

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/syntax"
)

// learnTrims finds out whether rows leave out blank cells at their end.
func (sh *shape) learnTrims(r *Reader, data []sampleRow, names []string) {
	whole := data
	if r.sheet == nil && r.ended && len(data) > 1 && !strings.HasSuffix(bytesearch.String(r.buf), "\n") {
		whole = data[:len(data)-1] // the last may be cut off
	}
	if r.sheet == nil {
		whole = slices.DeleteFunc(slices.Clone(whole), func(r sampleRow) bool {
			return r.how == syntax.Unclosed || len(r.cells) < sh.columns && sh.ofAnotherList(r.cells) >= 0
		})
	}
	sh.trims = trims(whole, names, sh.columns)
	sh.drops = sh.droppedFrom(whole, names)
	sh.blankRefusals = sh.trims && leavesOutRefusals(whole, names, sh.columns)
	if sh.trims {
		for i := range sh.columns {
			if 4*filledIn(data, i) >= 3*len(data) {
				sh.mostFilled = i
			}
		}
	}
}

// trims reports whether rows leave out blank cells at their end: several are short, as a
// single one may be torn; no row ends with a blank cell; and none lacks an answer where all
// others have one of several.
func trims(data []sampleRow, names []string, width int) bool {
	const several = 2
	shortest, short, full := width, 0, 0
	for i, r := range data {
		n := len(r.cells)
		if tornApart(data, i, width) || cell.IsBlank(r.cells[min(n, width)-1]) {
			return false
		}
		shortest = min(shortest, n)
		if n < width {
			short++
		} else {
			full++
		}
	}
	for i := shortest; i < min(width, len(names)); i++ {
		answers := valuesIn(data, i)
		blank := answers[""]
		maps.DeleteFunc(answers, func(value string, _ bool) bool { return normalize.AnswerOf(value) == normalize.Unknown })
		if !blank && holdsAnswers(data, names, i) && (len(answers) > 1 || len(answers) == 1 && lostBelow(data, names[i], i)) {
			return false
		}
	}
	return short >= several && full > 0
}

// leavesOutRefusals reports whether a file that leaves out blank cells does so in its column of
// refusals: most rows lack it, and in all others it refuses, so that a blank one is how the
// file says no.
func leavesOutRefusals(data []sampleRow, names []string, width int) bool {
	const fewest = 5
	found := false
	for i := range min(width, len(names)) {
		has, shortest := 0, width
		for _, r := range data {
			shortest = min(shortest, len(r.cells))
			if i < len(r.cells) {
				has++
			}
		}
		if i < shortest || !holdsAnswers(data, names, i) {
			continue
		}
		for value := range valuesIn(data, i) {
			if is := normalize.AnswerOf(value); value != "" && is != normalize.Yes && is != normalize.Refusal {
				return false
			}
		}
		if header.Read(names[i]).Concept != header.Refusal || 2*has > len(data) || len(data)-has < fewest {
			return false
		}
		found = true
	}
	return found
}

// lostBelow reports whether all rows down to one have an answer in a column that lets call, and
// those below lack it: it need not be a blank one.
func lostBelow(data []sampleRow, name string, column int) bool {
	const fewest = 2
	from := slices.IndexFunc(data, func(r sampleRow) bool { return column >= len(r.cells) })
	if from < fewest || slices.ContainsFunc(data[from:], func(r sampleRow) bool { return column < len(r.cells) }) {
		return false
	}
	is := normalize.AnswerOf(strings.TrimSpace(data[0].cells[column]))
	if header.Read(name).Concept == header.Refusal {
		return is == normalize.No || is == normalize.Clearance
	}
	return is != normalize.No && is != normalize.Refusal
}

// droppedFrom returns the number of cells in the short rows of a file that leaves out blank
// cells in some rows, as spreadsheet programs do below the first, or 0: all short rows have
// the same length, as many are full and have just these cells filled, and what is missing is
// not an answer about calls.
func (sh *shape) droppedFrom(data []sampleRow, names []string) int {
	const fewest = 3
	lengths, alike := map[int]int{}, map[int]int{}
	for _, r := range data {
		n := len(r.cells)
		for n > 0 && cell.IsBlank(r.cells[n-1]) {
			n--
		}
		switch {
		case len(r.cells) == sh.columns:
			alike[n]++
		case len(r.cells) > sh.columns, n < len(r.cells):
			return 0
		default:
			lengths[n]++
			if phone, strange := sh.numbers(r.cells); !phone || strange >= 0 {
				return 0
			}
		}
	}
	for n, rows := range lengths {
		if len(lengths) != 1 || rows < fewest || alike[n] < fewest {
			return 0
		}
		for i := n; i < len(names); i++ {
			if holdsAnswers(data, names, i) {
				return 0
			}
		}
		return n
	}
	return 0
}

// tornApart reports whether a line break tore a cell of a row, so that it and the next one are
// one row of the usual width.
func tornApart(data []sampleRow, i, width int) bool {
	if i+1 == len(data) || len(data[i].cells) >= width || len(data[i].cells)+len(data[i+1].cells) != width+1 {
		return false
	}
	return slices.ContainsFunc(data[i].cells, cell.IsPhone) && !slices.ContainsFunc(data[i+1].cells, cell.IsPhone)
}

// learnTorn finds the rows that a line break tore apart.
func (sh *shape) learnTorn(data []sampleRow) {
	const fewest = 4
	small := -1 // the row that begins in lower case, if only one does
	for i, r := range data {
		if len(data) < fewest {
			break
		}
		if first, _ := utf8.DecodeRuneInString(r.cells[0]); unicode.IsLower(first) {
			small = i
			if countFunc(data[i+1:], func(r sampleRow) bool { first, _ := utf8.DecodeRuneInString(r.cells[0]); return unicode.IsLower(first) }) > 0 {
				small = -1
			}
			break
		}
	}
	for i := range data {
		if !sh.trims && (tornApart(data, i, sh.columns) || i+1 == small && tornName(data[i], data[small], sh.columns)) {
			sh.tear(data[i : i+2])
		}
	}
}

// tornName reports whether a line break tore the first cell of a row, which goes on in lower case:
// "Ada" above "eze,Obi".
func tornName(above, row sampleRow, width int) bool {
	const fewest = 3 // columns
	return len(above.cells) == 1 && len(row.cells) == width && width >= fewest && cell.HasLetter(above.cells[0]) && !cell.HasDigit(above.cells[0]) && !strings.ContainsAny(above.cells[0], ":.")
}

// tear marks lines that are one row.
func (sh *shape) tear(rows []sampleRow) {
	for _, r := range rows {
		sh.torn.add(r)
		sh.doubted.add(r) // also where it is plain
	}
}
