package source

import (
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// isFooter reports whether a row is one that reports have below their rows.
func (sh *shape) isFooter(cells []string, first string, at, n int, phone bool) bool {
	short := len(cells) < sh.columns
	switch {
	case remark.NamesNobody(first), remark.IsTotal(cells, at), remark.IsSumFormula(first):
		return true
	case n == len(cells) && n == sh.columns && n > 2:
		return false
	case phone && sh.isSum(cells):
		return true
	case phone:
		// Only what plainly names no person: "Questions?", "Call us:", "Toll free" where all
		// others have a last name, a sentence with a number.
		words := len(slices.DeleteFunc(strings.Fields(first), func(w string) bool { return !cell.HasLetter(w) }))
		switch {
		case n <= 2 && sh.columns > 2 && words > 4, strings.HasSuffix(first, ":"):
			return true
		case at == 0 && n == 2 && sh.columns > 3 && remark.IsLineName(strings.ToLower(strings.TrimRight(first, ".:? "))):
			return true
		case n == 2 && sh.columns > 2 && remark.IsOr(first):
			return true
		case at == 0 && n <= 2 && sh.oneWord && words > 1 && sh.always > 0 && sh.always < len(cells) && cell.IsBlank(cells[sh.always]):
			return true
		}
		mark := strings.HasSuffix(first, ":") || strings.HasSuffix(first, "?")
		return (mark || n <= 2 && sh.columns > 2 && strings.Contains(first, " ")) && remark.IsFooter(first)
	case n > 2 && !short:
		return false
	}
	return (n == 1 || cell.HasDigit(first) || strings.ContainsAny(first, " :?")) && remark.IsFooter(first)
}

// learnFooters marks the last rows of a short list if they have numbers but are not contacts:
// rows after the only blank line that lack what all others have, and a last row that only
// names a telephone of an office.
func (sh *shape) learnFooters(data []sampleRow) {
	const fewest, most = 4, 3
	sh.whole = totalled(data)
	sh.learnTally(data)
	data = slices.DeleteFunc(slices.Clone(data), func(r sampleRow) bool { return filled(r.cells) == 0 || len(r.cells) != sh.columns })
	for _, r := range sh.sumsOf(data) {
		if len(data) > fewest || filled(r.cells) == 1 {
			sh.footers.add(r)
		}
	}
	for _, r := range data {
		if sh.columns > 3 && filled(r.cells) == 2 && slices.ContainsFunc(r.cells, cell.IsPhone) && slices.ContainsFunc(r.cells, remark.IsRemoval) {
			sh.footers.add(r)
		}
	}
	if len(data) <= fewest {
		return
	}
	small := countIn(data, 0, remark.EndsInLowerCase)
	for i, r := range data {
		if 3*small <= len(data) && sh.isNote(r.cells) && (sh.lacks(r, data) || i == len(data)-1 && namesNone(r.cells[0])) {
			sh.footers.add(r)
		}
		if first, _, _ := firstFilled(r.cells); sh.lacks(r, data) && remark.IsFooter(first) {
			sh.footers.add(r)
		}
	}
	last := len(data) - 1
	if sh.namesLine(data[last].cells) && !slices.ContainsFunc(data[:last], func(r sampleRow) bool { return sh.namesLine(r.cells) }) {
		sh.footers.add(data[last])
	}
	gap := 0
	for i := 1; i < len(data); i++ {
		if gapBetween(data[i-1], data[i]) {
			if gap > 0 {
				return
			}
			gap = i
		}
	}
	if gap < fewest || len(data)-gap > most {
		return
	}
	for _, r := range data[gap:] {
		for i, c := range r.cells {
			if cell.IsBlank(c) && !slices.Contains(sh.phones, i) && filledIn(data[:gap], i) == gap {
				sh.footers.add(r)
			}
		}
	}
}

// learnSignature marks the rows with numbers after the last blank line of a list, if that
// block, like most of its lines, begins without one: "Thanks,".
func (sh *shape) learnSignature(data []sampleRow) {
	const fewest = 3
	gap := 0
	for i := 1; i < len(data); i++ {
		if gapBetween(data[i-1], data[i]) {
			gap = i
		}
	}
	if gap < fewest || filled(data[gap].cells) != 1 {
		return
	}
	var numbers lineSet
	for _, r := range data[gap:] {
		if phone, _ := sh.numbers(r.cells); phone {
			numbers.add(r)
		}
	}
	if len(numbers) > 0 && 2*len(numbers) < len(data)-gap && !numbers[data[gap].line] {
		sh.footers = numbers
	}
}

// namesLine reports whether a row, apart from its numbers, or its first cell only says which
// telephone of an office it is: "Front" and "Desk", "Office".
func (sh *shape) namesLine(cells []string) bool {
	var words []string
	for i, c := range cells {
		if !cell.IsBlank(c) && !slices.Contains(sh.phones, i) {
			words = append(words, strings.ToLower(strings.Trim(c, " .:?")))
		}
	}
	return len(words) > 0 && (remark.IsLineName(words[0]) || remark.IsLineName(strings.Join(words, " ")))
}

// isSum reports whether a row has only numbers, none in a column of text that all other rows
// have filled, and one in a phone column with another number of digits: a sum without a word
// for it.
func (sh *shape) isSum(cells []string) bool {
	numbers := false
	for i, c := range cells {
		if cell.IsBlank(c) {
			continue
		}
		if !cell.IsNumber(c) {
			return false
		}
		if slices.Contains(sh.phones, i) {
			if sh.lengths>>min(cell.CountDigits(c), 63)&1 != 0 {
				return false
			}
			numbers = true
		}
	}
	return numbers && len(cells) > 0 && cell.IsBlank(cells[0]) && slices.Contains(sh.filled, 0)
}

// isNote reports whether a row has a number and before it only words that are not a name:
// "Your agent", "see Kim for the rest".
func (sh *shape) isNote(cells []string) bool {
	first, at, n := firstFilled(cells)
	phone, _ := sh.numbers(cells)
	return phone && at == 0 && n == 2 && remark.EndsInLowerCase(first)
}

// lacks reports whether a row is blank in a column that most rows have filled.
func (sh *shape) lacks(r sampleRow, data []sampleRow) bool {
	return slices.ContainsFunc(denseColumns(len(r.cells), data), func(i int) bool { return cell.IsBlank(r.cells[i]) })
}

// namesNone reports whether a cell is for somebody without a name, or begins as a sentence
// continues.
func namesNone(text string) bool {
	return header.Read(text).Concept == header.Person || cell.IsLowerCase(strings.Fields(text)[0])
}

// totalled returns the line of a total that is the sum of a column above it, or 0: the list is
// whole, whatever a program says below.
func totalled(data []sampleRow) int64 {
	const fewest = 3 // rows
	last := len(data) - 1
	for ; last >= 0; last-- {
		if _, i, n := firstFilled(data[last].cells); n > 1 && remark.IsTotal(data[last].cells, i) {
			break
		}
	}
	var sums, rows []int // of each column above
	for at, r := range data[:last+1] {
		for len(sums) < len(r.cells) {
			sums, rows = append(sums, 0), append(rows, 0)
		}
		_, i, filled := firstFilled(r.cells)
		whole := at >= fewest && filled > 1 && remark.IsTotal(r.cells, i)
		for column, c := range r.cells {
			n, err := strconv.Atoi(strings.TrimSpace(c))
			if whole && err == nil && n == sums[column] && rows[column] == at {
				return r.line
			}
			sums[column] += n
			if isFilled(c) {
				rows[column]++
			}
		}
	}
	return 0
}

// learnTally notes the lines at the end that only count answers, "Do not call: 2", if as many rows
// above are refused as they say.
func (sh *shape) learnTally(data []sampleRow) {
	from, said := len(data), 0
	for ; from > 0; from-- {
		first, at, n := firstFilled(data[from-1].cells)
		if n == 0 {
			continue
		}
		rest, _, one := firstFilled(data[from-1].cells[at+1:])
		count, err := strconv.Atoi(strings.TrimSpace(rest))
		if !cell.HasLetter(first) || one != 1 || err != nil {
			break
		}
		if remark.SaysDoNotCall(first) {
			said += count
		}
	}
	refused := countFunc(data[:from], func(r sampleRow) bool {
		return slices.ContainsFunc(sh.answers, func(i int) bool {
			return refusesIn(header.Read(cellAt(sh.header, i)).Concept, cellAt(r.cells, i))
		})
	})
	if said > 0 && said == refused && refused < from {
		for _, r := range data[from:] {
			sh.legends.add(r)
		}
	}
}

// sumsOf returns the rows whose phone number is the sum of those above, all of them or those
// of a group.
func (sh *shape) sumsOf(data []sampleRow) (sums []sampleRow) {
	const fewest = 2
	for _, p := range sh.phones {
		all, group, n := 0, 0, 0
		for _, r := range data {
			number, err := strconv.Atoi(strings.TrimSpace(r.cells[p]))
			if err == nil && n >= fewest && (number == group || number == all) {
				sums, group = append(sums, r), 0
				continue
			}
			if d := cell.Digits(r.cells[p]); err != nil && d != "" {
				number, err = strconv.Atoi(d)
			}
			if err == nil && number > 0 {
				all, group, n = all+number, group+number, n+1
			}
		}
	}
	return sums
}
