package source

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// textIn counts the rows that have words in a column.
func textIn(data []sampleRow, column int) (n int) {
	for _, r := range data {
		if column < len(r.cells) && cell.HasLetter(r.cells[column]) && !cell.HasDigit(r.cells[column]) {
			n++
		}
	}
	return n
}

// refuseTransposed refuses a list whose rows are columns: the names stand below
// one another in the first cells.
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
			whole := 0
			for _, c := range r.cells[1:] {
				if cell.IsMostlyPhone(c) {
					whole++
				}
			}
			numbers = numbers || whole > 0 && whole == filled(r.cells[1:])
		}
	}
	if !numbers || names < 2 || 2*names < len(rows) {
		return nil
	}
	return &RefusedError{
		Line:    h.first.line,
		Message: "rows and columns are swapped: the column names are in the first column, and each contact is a column",
		Hint:    "transpose the table in a spreadsheet program (paste special, transpose) and save it again",
	}
}

// refuseShiftedDown refuses a list some columns of which slid down, as where cells were
// inserted in a sheet: what the last rows have and nothing else is what as many rows above
// lack and nothing else, and all others have both.
func refuseShiftedDown(h *heading, data []sampleRow) error {
	const fewest, most = 4, 3
	dense := denseColumns(h, data)
	if len(data) < fewest || len(dense) < 2 {
		return nil
	}
	filled := func(r sampleRow) (is []int) {
		for _, i := range dense {
			if i < len(r.cells) && !cell.IsBlank(r.cells[i]) {
				is = append(is, i)
			}
		}
		return is
	}
	slid := filled(data[len(data)-1])
	if len(slid) == 0 || len(slid) == len(dense) || !holdsSlid(data[len(data)-1].cells, slid, phoneColumns(data, len(h.cells), 2)) {
		return nil
	}
	stay := slices.DeleteFunc(slices.Clone(dense), func(i int) bool {
		_, is := slices.BinarySearch(slid, i)
		return is
	})
	var gaps []int
	below := 0
	for i, r := range data {
		switch is := filled(r); {
		case slices.Equal(is, slid):
			below++
		case below > 0:
			return nil
		case slices.Equal(is, stay):
			gaps = append(gaps, i)
		case len(is) < len(dense):
			return nil
		}
	}
	if len(gaps) == 0 && below == 1 && len(slid) == 1 && slid[0] < len(data[0].cells) && strings.EqualFold(strings.TrimSpace(data[0].cells[slid[0]]), strings.TrimSpace(h.cells[slid[0]])) {
		return &RefusedError{
			Line:    data[0].line,
			Message: fmt.Sprintf("column %q has its own name in line %d again, and the last row has nothing else: its cells seem to be one row too low", h.cells[slid[0]], data[0].line),
			Hint:    "move the cells of that column one row up, if they belong to the rows above them",
		}
	}
	if len(gaps) == 0 || len(gaps) != below || below > most || gaps[len(gaps)-1]-gaps[0] != below-1 {
		return nil
	}
	line := data[gaps[0]].line
	return &RefusedError{
		Line:    line,
		Message: fmt.Sprintf("cells of column %q seem to have slid down from line %d on: that row has none, and the last has nothing else", h.cells[slid[0]], line),
		Hint:    "move these cells up, if they belong to the rows above them",
	}
}

// denseColumns are those that most rows have filled.
func denseColumns(h *heading, data []sampleRow) (dense []int) {
	for i := range h.cells {
		if 2*filledIn(data, i) > len(data) {
			dense = append(dense, i)
		}
	}
	return dense
}

// holdsSlid reports whether cells that stand alone in a row are a part of a contact, and no
// total or remark: a phone number, or names.
func holdsSlid(cells []string, at, phones []int) bool {
	const words = 3
	isPhone := func(i int) bool {
		_, is := slices.BinarySearch(phones, i)
		return is
	}
	return slices.ContainsFunc(at, isPhone) ||
		!slices.ContainsFunc(at, func(i int) bool {
			return len(strings.Fields(cells[i])) > words || strings.ContainsAny(cells[i], ":?!.=") || cell.HasDigit(cells[i]) || footer().MatchString(cells[i]) || endMark().MatchString(cells[i])
		})
}

// refuseMisaligned refuses a list with a column that repeats another some rows higher or
// lower, each cell of it: what stands beside it is of those rows.
func refuseMisaligned(h *heading, data []sampleRow) error {
	const fewest, farthest, columns = 4, 3, 40
	width := min(len(h.cells), columns)
	for i := range width {
		for j := i + 1; j < width; j++ {
			for _, by := range [...]int{1, -1, 2, -2, farthest, -farthest} {
				if n := repeatedAt(data, i, j, by); n >= fewest {
					return &RefusedError{
						Line:    h.last.line,
						Message: fmt.Sprintf("column %q has the texts of column %q, but of another row: what is beside them was put in the wrong rows", h.cells[j], h.cells[i]),
						Hint:    "join the two lists again by name or number",
					}
				}
			}
		}
	}
	return nil
}

// repeatedAt counts the cells of a column if each is that of another column so many rows
// further, all are texts and no two alike; else it is 0.
func repeatedAt(data []sampleRow, column, repeats, by int) (n int) {
	seen := map[string]bool{}
	for at, r := range data {
		if repeats >= len(r.cells) || cell.IsBlank(r.cells[repeats]) {
			continue
		}
		c, from := r.cells[repeats], at+by
		if from < 0 || from >= len(data) || column >= len(data[from].cells) || data[from].cells[column] != c || seen[c] || cell.HasDigit(c) {
			return 0
		}
		seen[c] = true
		n++
	}
	return n
}

// refuseNumbersBeside refuses a list with a column of numbers beside it that must not be
// called: they are not those of their rows.
func refuseNumbersBeside(h *heading, data []sampleRow) error {
	phones := phoneColumns(data, len(h.cells), 2)
	for i, name := range h.cells {
		if m := header.Read(name); m.Concept != header.Refusal || m.Soft {
			continue
		}
		line, text := int64(0), false
		for _, r := range data {
			if i >= len(r.cells) || cell.IsBlank(r.cells[i]) {
				continue
			}
			if len(r.cells) != len(h.cells) || !slices.ContainsFunc(phones, func(p int) bool { return p != i && cell.IsPhone(r.cells[p]) }) {
				text = true // the row is none to go by
				break
			}
			text = text || !cell.IsPhone(r.cells[i]) || isTimestamp(r.cells[i])
			d := cell.Digits(r.cells[i])
			if !slices.ContainsFunc(phones, func(p int) bool { return p != i && p < len(r.cells) && strings.HasSuffix(d, lastDigits(r.cells[p])) }) && line == 0 {
				line = r.line
			}
		}
		if line > 0 && !text {
			return &RefusedError{
				Line:    line,
				Message: fmt.Sprintf("column %q has numbers that are not those of their rows, as in line %d: it seems to be a list of its own, of whom not to call", name, line),
				Hint:    "save that column as a file and load it with rollcall suppress add, then take it out of the list",
			}
		}
	}
	return nil
}

// isTimestamp reports whether a cell may be seconds or milliseconds since 1970, which no
// number of North America is.
func isTimestamp(text string) bool {
	return (len(text) == 10 || len(text) == 13) && text[0] == '1' && cell.Digits(text) == text
}

// lastDigits returns the last digits of a cell, as many as any two numbers of a country
// differ in; or a text that is none of a number.
func lastDigits(text string) string {
	const enough = 7
	if d := cell.Digits(text); len(d) >= enough {
		return d[len(d)-enough:]
	}
	return "none"
}

// refuseSwapped refuses a list whose answers stand under another name: a column that is
// named for answers about calls has none, and one that is named for a person or a place has
// nothing else.
func refuseSwapped(h *heading, data []sampleRow) error {
	const fewest = 4
	asked, answered := -1, -1
	for i, name := range h.cells {
		if !namesAnswer(name) {
			continue
		}
		others := filledIn(data, i)
		if others < max(fewest, len(data)-1) || slices.ContainsFunc(data, func(r sampleRow) bool { return i < len(r.cells) && isWordAnswer(r.cells[i]) }) {
			return nil // it is as it should be, or says little
		}
		asked = i
	}
	for i := 0; i < len(h.cells) && asked >= 0 && answered < 0; i++ {
		concept := header.Read(h.cells[i]).Concept
		if !header.IsPlace(concept) && !slices.Contains([]header.Concept{header.FirstName, header.LastName, header.FullName}, concept) || filledIn(data, i) < len(data)-1 {
			continue
		}
		if !slices.ContainsFunc(data, func(r sampleRow) bool {
			return i < len(r.cells) && !cell.IsBlank(r.cells[i]) && !isWordAnswer(r.cells[i])
		}) {
			answered = i
		}
	}
	if asked < 0 || answered < 0 {
		return nil
	}
	return &RefusedError{
		Line:    h.last.line,
		Message: fmt.Sprintf("the columns in line %d are under the wrong names: %q has no answers, and %q nothing else", h.last.line, cell.ColumnName(h.cells[asked]), cell.ColumnName(h.cells[answered])),
		Hint:    "put the names above the columns that they belong to",
	}
}

// isWordAnswer reports whether a cell is an answer in words.
func isWordAnswer(c string) bool {
	return cell.HasLetter(c) && normalize.AnswerOf(c) != normalize.Unknown
}

// refuseSideBySide refuses two lists beside one another, whatever groups are named above
// them.
func refuseSideBySide(h *heading, data []sampleRow) error {
	names := lowerNames(h.cells)
	refusal := &RefusedError{
		Line:    h.last.line,
		Message: fmt.Sprintf("two lists are side by side: line %d has the column names twice", h.last.line),
		Hint:    "save each as a separate file",
	}
	for k := 2; 2*k <= len(names) && k <= 64; k++ {
		if names[0] != "" && slices.Equal(names[:k], names[k:2*k]) && slices.ContainsFunc(names[:k], cell.NamesPhone) {
			return refusal
		}
	}
	// A second list whose columns have no names.
	if slices.ContainsFunc(names, cell.NamesPhone) {
		nameless := func(i int) bool { return names[i] == "" }
		numbers := slices.ContainsFunc(phoneColumns(data, len(names), 2), func(p int) bool { return nameless(p) && 2*filledIn(data, p) > len(data) })
		for i := range names {
			if numbers && nameless(i) && 2*textIn(data, i) > len(data) {
				refusal.Message = fmt.Sprintf("two lists are side by side: line %d names the columns of only one", h.last.line)
				return refusal
			}
		}
	}
	// Blocks of columns with a blank one between them.
	if h.first.line != h.last.line {
		names = lowerNames(h.last.cells)
	}
	var blocks [][]string
	start := 0
	for i := 0; i <= len(names); i++ {
		if i == len(names) || names[i] == "" && unused(data, i) {
			if i-start > 1 {
				blocks = append(blocks, names[start:i])
			}
			start = i + 1
		}
	}
	for i, b := range blocks {
		if i == 0 || !slices.ContainsFunc(b, cell.NamesPhone) || !slices.ContainsFunc(blocks[0], cell.NamesPhone) {
			continue
		}
		for _, name := range b {
			if slices.Contains(blocks[0][:min(64, len(blocks[0]))], name) {
				return refusal
			}
		}
		if namesSomebody(b) && namesSomebody(blocks[0]) {
			refusal.Message = fmt.Sprintf("two lists are side by side: line %d names people and their numbers twice, with an empty column between them", h.last.line)
			return refusal
		}
	}
	return nil
}

// namesSomebody reports whether one of the first columns' names is that of a person's name.
func namesSomebody(names []string) bool {
	return slices.ContainsFunc(names[:min(64, len(names))], func(name string) bool {
		switch m := header.Read(name); m.Concept {
		case header.FirstName, header.LastName, header.FullName, header.Person:
			return !m.Guessed
		}
		return strings.EqualFold(name, "contact")
	})
}

func lowerNames(cells []string) []string {
	names := make([]string, len(cells))
	for i, c := range cells {
		names[i] = strings.ToLower(cell.ColumnName(c))
	}
	return names
}
