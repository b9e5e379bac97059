package source

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// agree returns the names of as many columns as the rows have cells, or refuses a header that
// fits no row.
func agree(h *heading, names []string, data []sampleRow) ([]string, error) {
	for n := len(names) - 1; n > 0 && cell.IsBlank(names[n]) && unused(data, n); n-- {
		names = names[:n]
	}
	if outnumbered(data, len(names)) {
		return nil, refuseFile(h.last.line, "quote cells that contain the delimiter, such as Last, First; or add the missing names to the header",
			"the header in line %d has %d cells, but nearly every row has more, up to %d", h.last.line, len(names), widest(data))
	}
	width, same, blank := 0, true, false
	rows := 0
	for _, r := range data {
		n := len(r.cells)
		if n < 2 && len(names) > 2 {
			continue // a title or a footer
		}
		for n > len(names) && cell.IsBlank(r.cells[n-1]) && 2*filledIn(data, n-1) <= len(data) {
			n--
		}
		if n == len(names) {
			return names, nil
		}
		if rows++; rows == 1 {
			width = n
		}
		same = same && n == width
		blank = blank || cell.IsBlank(r.cells[n-1])
	}
	line := h.last.line
	if i := slices.IndexFunc(names, cell.HasDigitRun); i >= 0 && len(data) > 0 && widest(data) < len(names) {
		return nil, refuseFile(line, "put a line break after the last column's name",
			"the header in line %d runs into the first row: its cell %d has a long number, and it has more cells than any row", line, i+1)
	}
	switch {
	case rows < 2:
		return names, nil // which is judged as a row
	case width > len(names):
		return nil, refuseFile(line, "add the missing name to the header; or quote cells that contain the delimiter, such as Last, First",
			"the header in line %d has %d cells, but every row has more, as line %d with %d", line, len(names), data[0].line, len(data[0].cells))
	case !same && !blank:
		return names, nil // a list that leaves blank cells out at a row's end
	}
	if joined, ok := joinSplit(h, names, width); ok {
		return joined, nil
	}
	return nil, refuseFile(line, "quote the name in the header that contains the delimiter; or, if the rows lack a column, export the file again",
		"the header in line %d has %d cells, but no row has more than %d%s", line, len(names), widest(data), splitCell(names))
}

// outnumbered reports whether hardly any row has the width of the header and most have more:
// those that fit may do so by accident.
func outnumbered(data []sampleRow, width int) bool {
	const fewest = 5
	fit, more := 0, 0
	for _, r := range data {
		n := len(r.cells)
		for n > width && cell.IsBlank(r.cells[n-1]) {
			n--
		}
		switch {
		case n == width:
			fit++
		case n > width:
			more++
		}
	}
	return len(data) >= fewest && fit > 0 && 2*more > len(data) && 5*fit <= len(data)
}

func widest(data []sampleRow) (n int) {
	for _, r := range data {
		n = max(n, len(r.cells))
	}
	return n
}

// rowNames reads the header of a program that names its rows in an unnamed first column, as R
// does. It is certain if the phone numbers are one column after the one named for them and the
// first column has row numbers; else a delimiter may be missing in the header.
func rowNames(names []string, data []sampleRow) ([]string, bool) {
	if c := header.Read(names[0]); c.Concept == header.ID || strings.Trim(cell.ColumnName(names[0]), "#.") == "" || header.RowNumbers.Has(strings.ToLower(strings.Trim(cell.ColumnName(names[0]), "#. "))) {
		return nil, false // the number of the row has a name
	}
	phones := phoneColumns(data, len(names)+1, 2)
	shifted, straight := false, false
	for _, p := range phones {
		shifted = shifted || p > 0 && cell.NamesPhone(names[p-1])
		straight = straight || p < len(names) && cell.NamesPhone(names[p]) && !(p > 0 && cell.NamesPhone(names[p-1]))
	}
	seen := map[string]bool{}
	numbered, coded, counted := true, true, true
	for _, r := range data {
		if len(r.cells) != len(names)+1 {
			continue
		}
		c := strings.TrimSpace(r.cells[0])
		if seen[c] {
			return nil, false
		}
		seen[c] = true
		numbered = numbered && cell.CountDigits(c) == len(c) && len(c) < 7
		coded, counted = coded && cell.HasDigit(c), counted && c == strconv.Itoa(len(seen))
	}
	wide := func(r sampleRow) bool { return len(r.cells) == len(names)+1 || len(r.cells) < 2 && len(names) > 2 }
	if !counted && !namesField(header.Read(names[0]).Concept) { // the first name may be that of the codes, and another one is lost
		return nil, false
	}
	if straight || !shifted || !numbered && (!coded || !answersBehind(names, data)) || countFunc(data, wide) < len(data) {
		return nil, false
	}
	return append([]string{""}, names...), true
}

// answersBehind reports whether a column named for answers about calls has none, and the next
// one has nothing else.
func answersBehind(names []string, data []sampleRow) bool {
	for i, name := range names {
		if !namesAnswer(name) {
			continue
		}
		here, behind, rows, said := 0, 0, 0, false
		for _, r := range data {
			if len(r.cells) != len(names)+1 {
				continue
			}
			rows++
			if normalize.AnswerOf(r.cells[i]) != normalize.Unknown {
				here++
			}
			if normalize.AnswerOf(r.cells[i+1]) != normalize.Unknown {
				behind++
			}
			said = said || !cell.IsBlank(r.cells[i+1])
		}
		if here == 0 && behind == rows && said {
			return true
		}
	}
	return false
}

// joinSplit joins cells of a header that a delimiter in brackets has split, if that gives the
// width of the rows.
func joinSplit(h *heading, names []string, width int) ([]string, bool) {
	if &h.cells[0] != &h.row[0] {
		return nil, false
	}
	var joined []string
	open := 0
	for _, c := range names {
		n := strings.Count(c, "(") + strings.Count(c, "[") - strings.Count(c, ")") - strings.Count(c, "]")
		if open > 0 {
			joined[len(joined)-1] += "," + c
		} else {
			joined = append(joined, c)
		}
		if open += n; open < 0 {
			return nil, false
		}
	}
	return joined, open == 0 && len(joined) == width
}

// splitCell names the cell of a header that looks like half of one.
func splitCell(names []string) string {
	for i, c := range names[1:] {
		if strings.HasPrefix(c, " ") || strings.Count(c, ")") > strings.Count(c, "(") {
			return fmt.Sprintf(": %q and %q look like one name that was split", cell.ColumnName(names[i]), cell.ColumnName(c))
		}
	}
	return ""
}

// refuseTransposed refuses a table whose rows are columns: the names are in the first cells.
func refuseTransposed(h *heading, data []sampleRow) error {
	if len(h.row) < 2 || len(data) < 1 || named(h.row) == filled(h.row) && filled(h.row) > 1 {
		return nil
	}
	rows := append([]sampleRow{{line: h.last.line, cells: h.row}}, data...)
	names, numbers := 0, false
	for _, r := range rows {
		if named(r.cells[:1]) > 0 {
			names++
		}
		if cell.NamesPhone(r.cells[0]) && len(r.cells) > 1 {
			whole := countFunc(r.cells[1:], cell.IsMostlyPhone)
			numbers = numbers || whole > 0 && whole == filled(r.cells[1:])
		}
	}
	if !numbers || names < 2 || 2*names < len(rows) {
		return nil
	}
	return refuseFile(h.first.line, "transpose the table in a spreadsheet program (paste special, transpose) and save it again",
		"rows and columns are swapped: the column names are in the first column, and each contact is a column")
}

// refuseTorn refuses a file in which each person is on two lines, as when every row was broken at
// one place or names and numbers were pasted one below the other: lines with a number and lines
// of another width without one, in turn.
func refuseTorn(h *heading, data []sampleRow) error {
	const fewest, several = 4, 6 // several are needed where a short row may lack a number
	if len(data) < fewest || slices.ContainsFunc(data, func(r sampleRow) bool { return remark.IsConflictMark(r.cells[0]) }) {
		return nil
	}
	width := len(h.cells)
	turns, torn, apart := 0, 0, 0
	for i, r := range data {
		phone := slices.ContainsFunc(r.cells, cell.IsPhone)
		if i > 0 && phone != slices.ContainsFunc(data[i-1].cells, cell.IsPhone) {
			turns++
		}
		switch {
		case phone:
		case width == 1 || i+1 < len(data) && !overlap(r.cells, data[i+1].cells):
			apart++
		case len(data) >= several && (len(r.cells) < width || h.first.line < h.last.line):
			torn++
		}
	}
	if 10*turns < 9*(len(data)-1) || 5*(torn+apart) < 2*len(data) {
		return nil
	}
	return refuseFile(data[0].line, "put each person on one line, with all names in the header",
		"each person is on two lines from line %d on: every other line has no number", data[0].line)
}

// overlap reports whether two rows have a column in which both have something.
func overlap(one, other []string) bool {
	for i := range min(len(one), len(other)) {
		if isFilled(one[i]) && isFilled(other[i]) {
			return true
		}
	}
	return false
}

// refuseFieldRows refuses a file that has each person over several rows, one for each field: a
// column names the fields, and the next one has their values, numbers where it says Phone and
// none elsewhere.
func refuseFieldRows(h *heading, data []sampleRow) error {
	const fewest = 4
	if len(data) < fewest {
		return nil
	}
	const first = 8 // rows, one of which has a number
	for i := range len(h.cells) - 1 {
		if !anyIn(data[:min(first, len(data))], i+1, cell.IsPhone) {
			continue
		}
		phones, others, more := 0, 0, false
		for _, r := range data {
			if i+1 >= len(r.cells) || len(r.cells[i]) > 40 {
				more = true
				break
			}
			concept := header.Read(r.cells[i]).Concept
			number := cell.IsPhone(r.cells[i+1])
			switch {
			case concept == header.Phone && number:
				phones++
			case concept != header.Phone && (namesField(concept) || isAnswered(concept)) && !number:
				others++
			default:
				more = true
			}
			if more {
				break
			}
		}
		if !more && phones > 1 && others > 1 {
			return refuseFile(data[0].line, "turn the file so that each person is one row, with a column for each field",
				"each person has several rows, one for each field: column %q names the fields, and column %q has their values", cell.ColumnName(h.cells[i]), cell.ColumnName(h.cells[i+1]))
		}
	}
	return nil
}
