package source

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// refuseShiftedDown refuses a file in which columns moved down, as when cells are inserted in
// a sheet: the last rows have only what as many rows above lack, and all others have both.
func refuseShiftedDown(h *heading, data []sampleRow) error {
	const fewest, most = 4, 3
	if err := refuseOrphan(h, data); err != nil {
		return err
	}
	dense := denseColumns(len(h.cells), data)
	if len(data) < fewest || len(dense) < 2 {
		return nil
	}
	filled := func(r sampleRow) (is []int) {
		for _, i := range dense {
			if isFilled(cellAt(r.cells, i)) {
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
	if len(gaps) == 0 && below == 1 && len(slid) == 1 && strings.EqualFold(strings.TrimSpace(cellAt(data[0].cells, slid[0])), strings.TrimSpace(h.cells[slid[0]])) {
		return refuseFile(data[0].line, "move the cells of that column one row up, if they belong to the rows above them",
			"column %q has its name again in line %d, and the last row has nothing else: its cells seem to be one row too low", h.cells[slid[0]], data[0].line)
	}
	if len(gaps) == 0 || len(gaps) != below || below > most || gaps[len(gaps)-1]-gaps[0] != below-1 {
		return nil
	}
	line := data[gaps[0]].line
	return refuseFile(line, "move these cells up, if they belong to the rows above them",
		"the cells of column %q seem to have moved down from line %d on: that row has none, and the last row has nothing else", h.cells[slid[0]], line)
}

// learnHalves doubts the rows that are one person on two lines: the second one has only what the
// first lacks at its end, and of both together few cells that others have are blank.
func (sh *shape) learnHalves(data []sampleRow) {
	const part = 3 // of the rows, or of the cells
	var dense []int
	for i := range sh.columns {
		if part*filledIn(data, i) >= len(data) {
			dense = append(dense, i)
		}
	}
	if sh.groups != nil || len(sh.phones) == 0 {
		return
	}
	sh.learnHalfNames(data)
	begins := func(row int) int {
		_, at, _ := firstFilled(data[min(row, len(data)-1)].cells)
		return at
	}
	for i := range len(data) - 1 {
		a, b, from := data[i].cells, data[i+1].cells, begins(i+1)
		if from <= 0 || begins(i+2) == from && i+2 < len(data) || begins(i) >= from || filled(a[min(from, len(a)):]) > 0 || !anyAt(a, sh.phones, isFilled) && !anyAt(b, sh.phones, isFilled) {
			continue
		}
		halves := [2]int{}
		for _, at := range dense {
			if isFilled(cellAt(a, at)) {
				halves[0]++
			} else if isFilled(cellAt(b, at)) {
				halves[1]++
			}
		}
		if halves[0] > 0 && halves[1] > 0 && part*(halves[0]+halves[1]) >= (part-1)*len(dense) {
			sh.tear(data[i : i+2])
		}
	}
}

// learnHalfNames doubts the rows that begin with a single word below a line of a single word, where
// nearly all others begin with several: a line break tore the name.
func (sh *shape) learnHalfNames(data []sampleRow) {
	const fewest, tenth = 3, 10
	isWord := func(c string) bool {
		return isFilled(c) && !cell.HasDigit(c) && strings.IndexByte(strings.TrimSpace(c), ' ') < 0
	}
	var torn []int
	several := 0
	for i, r := range data {
		if !isWord(r.cells[0]) {
			several++
		} else if i > 0 && filled(r.cells) > 1 && filled(data[i-1].cells) == 1 && isWord(data[i-1].cells[0]) {
			torn = append(torn, i)
		}
	}
	if several < fewest || tenth*several < (tenth-2)*(len(data)-2*len(torn)) {
		return
	}
	for _, i := range torn {
		sh.tear(data[i-1 : i+1])
	}
}

// learnBesideAnswers doubts the rows that have their answer beside the column of answers, if no
// row has two and none has none, where most others have something else.
func (sh *shape) learnBesideAnswers(data []sampleRow) {
	const fewest = 3
	for _, a := range sh.answers {
		for _, at := range [...]int{a - 1, a + 1} {
			if at < 0 || at >= sh.columns || slices.Contains(sh.answers, at) {
				continue
			}
			var moved []sampleRow
			own, others := 0, 0
			for _, r := range data {
				here, beside := isYesOrNo(cellAt(r.cells, a)), isYesOrNo(cellAt(r.cells, at))
				if here == beside {
					own = 0
					break
				} else if here {
					own++
					if isFilled(cellAt(r.cells, at)) {
						others++
					}
				} else {
					moved = append(moved, r)
				}
			}
			if own >= fewest && 2*others > own {
				for _, r := range moved {
					sh.doubted.add(r)
				}
			}
		}
	}
}

// refuseOrphan refuses a file whose last row has only cells that one row above lacks, and none of
// what all others have, such as a name: these columns are one row too low from there on. A
// refusal or a ZIP that is alone in a row is somebody's, however many lack one.
func refuseOrphan(h *heading, data []sampleRow) error {
	const fewest, columns, tenth = 4, 64, 10
	data = slices.DeleteFunc(slices.Clone(data), func(r sampleRow) bool { return filled(r.cells) == 0 })
	if len(data) < fewest || len(h.cells) > columns {
		return nil
	}
	last := data[len(data)-1]
	data = data[:len(data)-1]
	all, answers, values, alone := false, false, false, false
	var at []int
	whole, words := true, false // each cell of the row is alike those of its column, which hardly lacks one
	for i, name := range h.cells {
		c := strings.TrimSpace(cellAt(last.cells, i))
		if c == "" {
			all = all || filledIn(data, i) == len(data)
			continue
		}
		if remark.IsFooter(c) || remark.IsTotal(last.cells, i) {
			return nil
		}
		at = append(at, i)
		concept, shape := header.Read(name).Concept, shapeOf(c)
		alike := anyIn(data, i, func(other string) bool { return shapeOf(strings.TrimSpace(other)) == shape })
		answers = answers || isAnswered(concept) && mayAnswer(c)
		alone = alone || alike && concept == header.Zip || isAnswered(concept) && mayAnswer(c) && refusesIn(concept, c)
		values = values || alike && (concept == header.Zip || namesTelephone(concept) && cell.IsPhone(c) || cell.IsEmail(c) || namesPerson(name))
		whole, words = whole && alike && tenth*filledIn(data, i) >= (tenth-1)*(len(data)-1), words || shape.weak
	}
	values = values || whole && words && len(at) > 1
	if !all || !answers && !values {
		return nil
	}
	phones := phoneColumns(data, len(h.cells), 2)
	holes := slices.DeleteFunc(slices.Clone(data), func(r sampleRow) bool {
		first, i, n := firstFilled(r.cells)
		torn := n == 0 || n == 1 && !anyIn(data, i, func(other string) bool { return other != first && shapeOf(other) == shapeOf(first) }) || slices.ContainsFunc(r.cells, cell.IsPhone) && !anyAt(r.cells, phones, cell.IsPhone)
		return torn || anyAt(r.cells, at, isFilled)
	})
	if len(holes) == 0 || len(holes) > 1 && !alone {
		return nil
	}
	below := slices.DeleteFunc(data, func(r sampleRow) bool { return r.line <= holes[0].line })
	if spelledTogether(h.cells, below, at) {
		return nil
	}
	return refuseFile(holes[0].line, "move these cells up, if they belong to the rows above them",
		"the cells of column %q seem to have moved down from line %d on: that row has none, and line %d has nothing else", cell.ColumnName(h.cells[at[0]]), holes[0].line, last.line)
}

// denseColumns returns the columns that most rows have filled.
func denseColumns(width int, data []sampleRow) (dense []int) {
	for i := range width {
		if 2*filledIn(data, i) > len(data) {
			dense = append(dense, i)
		}
	}
	return dense
}

// holdsSlid reports whether cells that are alone in a row are part of a contact, not a total
// or remark: a phone number, or names.
func holdsSlid(cells []string, at, phones []int) bool {
	const words = 3
	isPhone := func(i int) bool {
		_, is := slices.BinarySearch(phones, i)
		return is
	}
	return slices.ContainsFunc(at, isPhone) ||
		!slices.ContainsFunc(at, func(i int) bool {
			return len(strings.Fields(cells[i])) > words || strings.ContainsAny(cells[i], ":?!.=") || cell.HasDigit(cells[i]) || remark.IsFooter(cells[i]) || remark.IsEndMark(cells[i])
		})
}

// refuseMisaligned refuses a file in which a column repeats another, every cell some rows
// higher or lower: the columns next to it belong to those rows.
func refuseMisaligned(h *heading, data []sampleRow) error {
	const fewest, farthest, columns = 4, 3, 40
	width := min(len(h.cells), columns)
	for i := range width {
		for j := i + 1; j < width; j++ {
			for _, by := range [...]int{1, -1, 2, -2, farthest, -farthest} {
				if n := repeatedAt(data, i, j, by); n >= fewest {
					return refuseFile(h.last.line, "join the two lists again by name or number",
						"column %q repeats column %q some rows higher or lower: the columns beside it are in the wrong rows", h.cells[j], h.cells[i])
				}
			}
		}
	}
	return nil
}

// repeatedAt counts the cells of a column if each is that of another column by rows further
// down, all are texts and no two are the same; else it is 0.
func repeatedAt(data []sampleRow, column, repeats, by int) (n int) {
	seen := map[string]bool{}
	for at, r := range data {
		c, from := cellAt(r.cells, repeats), at+by
		if cell.IsBlank(c) {
			continue
		}
		if from < 0 || from >= len(data) || cellAt(data[from].cells, column) != c || seen[c] || cell.HasDigit(c) {
			return 0
		}
		seen[c] = true
		n++
	}
	return n
}
