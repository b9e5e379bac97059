package source

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// refuseListBeside refuses a file with another list after an unnamed, empty column: of people
// who must not be called, by its name, or of numbers that reach further down than the names
// before, or less far.
func refuseListBeside(h *heading, data []sampleRow) error {
	names := h.cells
	gap := slices.IndexFunc(names, func(name string) bool { return cell.ColumnName(name) == "" })
	if len(data) == 0 || gap < 1 || gap+1 >= len(names) || !unused(data, gap) {
		return nil
	}
	data = slices.DeleteFunc(slices.Clone(data), func(r sampleRow) bool {
		text, one := sole(r.cells)
		return one && remark.IsFooter(text)
	})
	if len(data) == 0 {
		return nil
	}
	phones := phoneColumns(data, len(names), 2)
	before := slices.ContainsFunc(phones, func(p int) bool { return p < gap })
	rows := reach(data, 0, gap)
	for i := gap + 1; i < len(names); i++ {
		if cell.ColumnName(names[i]) == "" {
			continue
		}
		if remark.SaysDoNotCall(names[i]) && namesPeople(data, i) {
			return refuseFile(h.last.line, "add their numbers with rollcall suppress add, remove these people from the file, then remove that column",
				"column %q, after an empty column, seems to be a separate list of people not to call", cell.ColumnName(names[i]))
		}
		if !before && slices.Contains(phones, i) && rows != reach(data, i, i+1) {
			return refuseFile(data[0].line, "save each list as a separate file; if they belong together, join them by a column that both have",
				"the numbers in column %q, after an empty column, are more or fewer than the rows before it: they seem to be a separate list", cell.ColumnName(names[i]))
		}
	}
	return nil
}

// namesPeople reports whether a column has texts of several words or numbers, and no answers.
func namesPeople(data []sampleRow, column int) bool {
	named := 0
	for _, r := range data {
		c := cellAt(r.cells, column)
		if cell.IsBlank(c) || namesPerson(c) || cell.NamesPhone(c) && !cell.HasDigit(c) {
			continue
		}
		if !cell.HasPhoneDigits(c) && (len(strings.Fields(c)) < 2 || normalize.AnswerOf(c) != normalize.Unknown || header.Read(c).Concept == header.Refusal) {
			return false
		}
		named++
	}
	return named > 0
}

// reach returns the last row, counted from 1, that has a cell in a range of columns and is no
// total.
func reach(data []sampleRow, from, to int) (rows int) {
	for at, r := range data {
		if _, first, _ := firstFilled(r.cells); first >= 0 && first < len(r.cells) && remark.IsTotal(r.cells, first) {
			continue
		}
		for i := from; i < min(to, len(r.cells)); i++ {
			if !cell.IsBlank(r.cells[i]) {
				rows = at + 1
			}
		}
	}
	return rows
}

// refuseSideBySide refuses two lists side by side, whatever groups are named above them.
func refuseSideBySide(h *heading, data []sampleRow) error {
	names := lowerNames(h.cells)
	refusal := refuseAbreast(h.last.line)
	for k := 2; 2*k <= len(names) && k <= 64; k++ {
		if names[0] != "" && slices.Equal(names[:k], names[k:2*k]) && slices.ContainsFunc(names[:k], cell.NamesPhone) {
			return refusal
		}
	}
	// A second list whose columns have no names.
	if slices.ContainsFunc(names, cell.NamesPhone) {
		nameless := func(i int) bool { return names[i] == "" }
		numbers := slices.Contains(names, "") && slices.ContainsFunc(phoneColumns(data, len(names), 2), func(p int) bool { return nameless(p) && 2*filledIn(data, p) > len(data) })
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

func refuseAbreast(line int64) *RefusedError {
	return refuseFile(line, "save each as a separate file", "two lists are side by side: line %d has the column names twice", line)
}

// namesSomebody reports whether one of the first columns is named for a person's name.
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

// refuseNumbersBeside refuses a file with a column of numbers that must not be called, or that
// were agreed to, which are not those of their rows.
func refuseNumbersBeside(h *heading, data []sampleRow) error {
	var phones []int
	for i, name := range h.cells {
		m := header.Read(name)
		agreed := m.Concept == header.Consent
		if m.Concept != header.Refusal && !agreed || m.Soft || header.Has(name, header.OfOthers) {
			continue
		}
		if phones == nil {
			phones = phoneColumns(data, len(h.cells), 2)
		}
		line, text, bars := int64(0), filledIn(data, i) == 0, header.BarsItself(name)
		for _, r := range data {
			c := cellAt(r.cells, i)
			if cell.IsBlank(c) && !agreed {
				continue
			}
			if len(r.cells) != len(h.cells) || !slices.ContainsFunc(phones, func(p int) bool {
				return p != i && cell.IsPhone(r.cells[p]) && (!agreed || cell.NamesPhone(h.cells[p]))
			}) {
				text = true // the row is none to go by
				break
			}
			text = text || !cell.IsBlank(c) && (!cell.IsPhone(c) || isTimestamp(c))
			d := cell.Digits(c)
			if slices.ContainsFunc(phones, func(p int) bool { return p != i && p < len(r.cells) && strings.HasSuffix(d, lastDigits(r.cells[p])) }) {
				bars = false
			} else if line == 0 {
				line = r.line
			}
		}
		if line > 0 && !text && agreed {
			return refuseFile(line, "remove the rows whose own number nobody agreed to, or put the other one in its place; then remove that column",
				"column %q has not the number of each row, as in line %d: it seems that only the numbers in it may be called", name, line)
		}
		if line > 0 && !text && !bars {
			return refuseFile(line, "save that column as a file and load it with rollcall suppress add, then remove it from this file",
				"column %q has other numbers than the rows they are in, as in line %d: it seems to be a separate list of people not to call", name, line)
		}
	}
	return nil
}

// isTimestamp reports whether a cell may be seconds or milliseconds since 1970, which are
// never numbers of North America.
func isTimestamp(text string) bool {
	return (len(text) == 10 || len(text) == 13) && text[0] == '1' && cell.Digits(text) == text
}

// lastDigits returns as many of the last digits of a cell as distinguish numbers of a country,
// or a text that is part of no number.
func lastDigits(text string) string {
	const enough = 7
	if d := cell.Digits(text); len(d) >= enough {
		return d[len(d)-enough:]
	}
	return "none"
}
