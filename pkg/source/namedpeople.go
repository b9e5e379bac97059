package source

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// nameColumns are those with the names of people; full is -1 where they have first and last.
type nameColumns struct {
	first, last, full int
}

// nameColumnsOf returns the columns with people's names, and whether there are any.
func nameColumnsOf(names []string) (n nameColumns, ok bool) {
	n = nameColumns{-1, -1, -1}
	for i, name := range names {
		at := map[header.Concept]*int{header.FirstName: &n.first, header.LastName: &n.last, header.FullName: &n.full}[header.Read(name).Concept]
		if at != nil && *at < 0 {
			*at = i
		}
	}
	return n, n.full >= 0 || n.first >= 0 && n.last >= 0
}

// nameColumnsIn is nameColumnsOf for a list with some rows: a column whose name does not say so may
// have full names in nearly all of them.
func nameColumnsIn(names []string, data []sampleRow) (n nameColumns, ok bool) {
	if n, ok = nameColumnsOf(names); ok || n.first >= 0 || n.last >= 0 {
		return n, ok
	}
	n.full = slices.IndexFunc(names, func(name string) bool {
		i := slices.Index(names, name)
		return header.Read(name).Concept == header.None && 10*countIn(data, i, cell.IsFullName) > 8*filledIn(data, i)
	})
	return n, n.full >= 0
}

// of returns the first and the last word of a row's name, or "": where there are no such columns, too.
func (n nameColumns) of(cells []string) (first, last string) {
	var words []string
	switch {
	case n.full >= 0 && n.full < len(cells):
		words = wordsOf(cells[n.full])
	case n.full < 0 && min(n.first, n.last) >= 0 && max(n.first, n.last) < len(cells):
		words = append(wordsOf(cells[n.first]), wordsOf(cells[n.last])...)
	}
	if len(words) < 2 {
		return "", ""
	}
	return words[0], words[len(words)-1]
}

// learnPeople notes how the full names of the rows are found, by which a line that is no row
// names people of the list, or codes. They are collected when such a line comes.
func (sh *shape) learnPeople(names []string, data []sampleRow) {
	sh.codesHeld = sync.OnceValue(func() map[string]bool { return codesOf(names, data) })
	columns, ok := nameColumnsIn(names, data)
	if !ok {
		return
	}
	sh.namedBy = columns
	sh.people = sync.OnceValue(func() map[string]bool {
		people := map[string]bool{}
		for _, r := range data {
			if first, last := columns.of(r.cells); first != "" && filled(r.cells) > 1 && (len(sh.phones) == 0 || anyAt(r.cells, sh.phones, cell.HasDigit)) {
				people[first+" "+last] = true
				people[last+" "+first] = true
				people[first], people[last] = true, true
			}
		}
		return people
	})
}

// wordsOf returns the words of a text in lower case.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

// namesSomebody returns the first full name of the list's people in a cell that says something
// about them, or names several: not "Manager: Ann Lee".
func (sh *shape) namesSomebody(cells []string) string {
	const sentence = 5 // words
	if sh.people == nil {
		return ""
	}
	found, n, more := "", 0, 0
	for _, c := range cells {
		words := wordsOf(c)
		if len(words) < 2 || len(c) > remark.LongestTitle {
			continue
		}
		people, before := sh.people(), n
		for i := range words[1:] {
			if name := words[i] + " " + words[i+1]; people[name] {
				if n++; found == "" {
					found = name
				}
			}
		}
		if n > before {
			more = max(more, len(words))
		}
	}
	if n > 1 && more > 2 || n == 1 && more >= sentence {
		return found
	}
	return ""
}

// takesOut reports whether a line that is no row says to leave out, or to correct, somebody
// whom it calls by one name: "Remember to skip Ann". The name of somebody else without a number,
// "Ann Hill", does not count.
func (sh *shape) takesOut(cells []string) bool {
	line := lineOf(cells)
	if sh.people == nil || !remark.Corrects(line) {
		return false
	}
	people := sh.people()
	if first, last := sh.namedBy.of(cells); first != "" && filled(cells) > 1 && !people[first+" "+last] {
		own, rest := []string{}, []string{}
		for i, c := range cells {
			if i == sh.namedBy.full || sh.namedBy.full < 0 && (i == sh.namedBy.first || i == sh.namedBy.last) {
				own = append(own, c)
			} else {
				rest = append(rest, c)
			}
		}
		if !remark.Corrects(lineOf(own)) {
			line = lineOf(rest)
		}
	}
	return slices.ContainsFunc(wordsOf(line), func(w string) bool { return people[w] })
}

// refuseNamed refuses a file with a line that names somebody of the list.
func refuseNamed(line int64, name string) *RefusedError {
	return refuseFile(line, "see what it says about them, mark it in a column or take them out, and remove the line",
		"line %d is not a row, but names somebody who is in the list, %q: it is not clear what it says about them", line, name)
}

// refuseNamedAbove refuses a file if a line above the header names somebody of the list, or has
// the number of one and bars it, or limits who may be called by a code.
func (sh *shape) refuseNamedAbove(h *heading, data []sampleRow) error {
	const short = 5 // words
	for _, t := range h.titles {
		line := lineOf(t.cells)
		held := func(number string) bool { return holdsNumber(data, number) }
		if len(strings.Fields(line)) <= short && sh.takesOut(t.cells) || held(normalize.BarredNumbers(line)) || remark.Corrects(line) && slices.ContainsFunc(numbersIn(line), held) {
			return refuseLimits(t.line, line)
		}
		if filled(t.cells) == 1 && refusingCodes(t.cells) == nil && sh.limitsCode(t.cells) {
			return refuseLimits(t.line, line)
		}
		if name := sh.namesSomebody(t.cells); name != "" && !slices.ContainsFunc(t.cells, cell.IsNumber) && !remark.IsFooter(strings.Join(t.cells, " ")) {
			return refuseNamed(t.line, name)
		}
	}
	return nil
}

// holdsNumber reports whether some row has the number in a text.
func holdsNumber(data []sampleRow, text string) bool {
	number := lastDigits(text)
	return slices.ContainsFunc(data, func(r sampleRow) bool {
		return slices.ContainsFunc(r.cells, func(c string) bool { return strings.HasSuffix(cell.Digits(c), number) })
	})
}

// refuseLimits refuses a file with a line that says something about some of its rows.
func refuseLimits(line int64, text string) *RefusedError {
	return refuseFile(line, "remove the rows that it means, or mark them in a column, and remove the line",
		"line %d is not a row, but says something about rows: it is not clear which of them may be imported: %q", line, cell.ColumnName(text))
}

// refuseWider refuses a file with a note that says not to call others than the person of its
// row: those next to it, or somebody it names who has a row near it.
func refuseWider(h *heading, data []sampleRow) error {
	const near = 3 // rows
	people, named := nameColumnsOf(h.cells)
	for at, r := range data {
		for _, c := range r.cells {
			name, is := remark.MeansOthers(c)
			isNamed := func(r sampleRow) bool {
				first, last := people.of(r.cells)
				return named && (strings.EqualFold(first, name) || strings.EqualFold(last, name))
			}
			if !is || name != "" && (isNamed(r) || !slices.ContainsFunc(data[max(0, at-near):min(len(data), at+near+1)], isNamed)) {
				continue
			}
			return refuseFile(r.line, "say so in the row of each person whom it means, and only there",
				"line %d says not to call, and means other rows, too: %q", r.line, cell.ColumnName(c))
		}
	}
	return nil
}
