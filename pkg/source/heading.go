package source

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
	"rollcall/pkg/source/internal/syntax"
)

// heading is the names of the columns, in one row or in several that name them together.
type heading struct {
	first, last sampleRow   // of the rows of names
	at          int         // of the last among the rows of the sample
	cells       []string    // the names
	row         []string    // the row that is repeated where the header is
	legends     []sampleRow // above them
	titles      []sampleRow // other lines above them
	doubted     lineSet     // rows whose names are not those of their addresses
}

// phoneColumns returns the columns, in rows of a width, in which at least one in oneIn cells
// is a phone number. Titles and headers count as cells.
func phoneColumns(rows []sampleRow, width, oneIn int) []int {
	whole, all := make([]int, width), make([]int, width)
	for _, r := range rows {
		if len(r.cells) != width {
			continue
		}
		for i, c := range r.cells {
			if cell.IsBlank(c) {
				continue
			}
			all[i]++
			if cell.IsPhone(c) {
				whole[i]++
			}
		}
	}
	var columns []int
	for i, n := range whole {
		if n > 0 && oneIn*n >= all[i] {
			columns = append(columns, i)
		}
	}
	return columns
}

// findHeading finds the names of the columns in the first rows. If told, they begin with the
// first row.
func findHeading(rows []sampleRow, width int, told bool) (heading, error) {
	phones := phoneColumns(rows, width, 3)
	data := len(rows)
	for i, r := range rows {
		if holdsData(r.cells, phones) && !isSetting(r.cells) && !describes(rows, i, width, phones) {
			data = i
			break
		}
	}
	rows = withNamesApart(rows, data, width, phones)
	at := 0
	switch {
	case told:
	case width < 2 || len(phones) == 0:
		at = headerRow(rows, width)
		data = min(data, at+1)
	default:
		if at = bestNames(rows[:data], width, phones); at < 0 {
			at = namesBelow(rows, data, phones)
		}
		if at < 0 {
			at = headerRow(rows, width)
		}
	}
	h := heading{first: rows[at], last: rows[at], at: at, cells: rows[at].cells, row: rows[at].cells}
	if at > 0 && !told {
		if err := h.readAbove(rows, width, phones); err != nil {
			return h, err
		}
	}
	if len(phones) > 0 {
		h.readBelow(rows[:max(data, at+1)], width, phones)
	}
	return h, nil
}

// readAbove reads the groups, answers and legends above the names of columns.
func (h *heading) readAbove(rows []sampleRow, width int, phones []int) error {
	at := h.at
	titles := rows[:at]
	above := titles[at-1]
	above.cells = padded(above.cells, len(h.cells))
	joined, ok := answersAbove(above.cells, h.cells)
	if isGroup(above.cells, h.cells) && (!recurs(above.cells, rows[at+1:]) || completes(above.cells, h.cells)) {
		joined, ok = joinNames(spread(above.cells), h.cells), true
	}
	if ok && !gapBetween(above, h.first) {
		h.cells, h.first, titles = joined, above, titles[:at-1]
	}
	if err := refuseHeaderBelow(titles, rows[at:], width, phones); err != nil {
		return err
	}
	h.titles = titles
	for _, t := range titles {
		if refusingCodes(t.cells) != nil && !explainsMarks(lineOf(t.cells), rows) {
			h.legends = append(h.legends, t)
			continue
		}
		line := strings.Join(t.cells, " ")
		// The columns that a query or command chooses say nothing, but what rows it chooses does.
		text := query().ReplaceAllString(line, "")
		said := text
		if names, words := plainWords(h.cells...), plainWords(line); text == line && len(h.cells) > 2 && strings.Contains(words, names) && words != names {
			said = strings.Replace(words, names, " ", 1)
		}
		if delim := namesWithin(t.cells); delim != "" && text == line {
			return refuseFile(t.line, "use the same delimiter for the names as for the rows",
				"line %d separates the column names with %q, but the rows below use another delimiter", t.line, delim)
		}
		if (remark.SaysDoNotCall(said) || remark.HeadsMinors(said) || remark.PermitsLooks(said)) && !legend().MatchString(said) && !explainsMarks(said, rows) {
			return refuseFile(t.line, "if these people must not be called, add them with rollcall suppress add; otherwise remove that line from the file",
				"line %d, above the header, says not to call: %q", t.line, cell.ColumnName(text))
		}
	}
	return nil
}

// explainsMarks reports whether a title says what it means that rows begin like comments, or that
// the text of some is struck through.
func explainsMarks(text string, rows []sampleRow) bool {
	return remark.ExplainsComments(text) || remark.ExplainsStrikes(text) && slices.ContainsFunc(rows, func(r sampleRow) bool { return slices.ContainsFunc(r.cells, isStruck) })
}

// plainWords returns the words and numbers of texts in lower case, with nothing else between.
func plainWords(texts ...string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(strings.Join(texts, " ")), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// query matches what columns a query at the prompt of a database chooses.
var query = lazyregexp.New(`(?i)^\s*\S*[>#]\s*select\b.*?\bfrom\b`)

// readBelow joins the names that continue in the rows below, before the data.
func (h *heading) readBelow(rows []sampleRow, width int, phones []int) {
	for i := h.at + 1; i < len(rows); i++ {
		if n := len(rows[i].cells); n <= width {
			h.cells = padded(h.cells, n)
		}
		switch cells := rows[i].cells; {
		case allTypes(cells) && !parts(spreadOver(h.cells, cells), h.cells, cells):
		case continues(h.cells, cells, phones):
			h.cells = joinNames(spreadOver(h.cells, cells), cells)
		default:
			return
		}
		h.last, h.at = rows[i], i
	}
}

// padded returns cells with blank ones after them up to a number: those of a workbook need not
// be there.
func padded(cells []string, n int) []string {
	return slices.Concat(cells, make([]string, max(0, n-len(cells))))
}

// namesWithin returns the delimiter between names of columns that are all in one cell, alone
// in its row, or "".
func namesWithin(cells []string) string {
	text, one := sole(cells)
	if !one || filled(cells) != 1 {
		return ""
	}
	for _, delim := range []string{";", ",", "\t", "|"} {
		if names := strings.Split(text, delim); len(names) > 1 && named(names) == len(names) && slices.ContainsFunc(names, cell.NamesPhone) {
			return delim
		}
	}
	return ""
}

// withNamesApart returns rows in which names that another delimiter separates are cells of their
// own, if the last row above the data has them: as many as there are columns, and those of phones
// above the numbers.
func withNamesApart(rows []sampleRow, data, width int, phones []int) []sampleRow {
	if data == 0 || data == len(rows) || len(phones) == 0 {
		return rows
	}
	names := rows[data-1]
	delim := namesWithin(names.cells)
	if delim == "" {
		return rows
	}
	text, _ := sole(names.cells)
	names.cells = strings.Split(text, delim)
	other := slices.ContainsFunc(rows[data:], func(r sampleRow) bool { return len(r.cells) != width }) // a list of that delimiter
	if other || len(names.cells) != width || slices.ContainsFunc(phones, func(i int) bool { return !cell.NamesPhone(names.cells[i]) }) {
		return rows
	}
	rows = slices.Clone(rows)
	rows[data-1] = names
	return rows
}

// refuseHeaderBelow refuses a file whose header has another above it with rows in between,
// which would be lost as titles.
func refuseHeaderBelow(titles, rows []sampleRow, width int, phones []int) error {
	header := rows[0]
	names := false
	whole := countFunc(titles, func(t sampleRow) bool {
		return len(t.cells) == width && 2*filled(t.cells) > width && width > 2 && anyAt(t.cells, phones, cell.IsPhone)
	})
	if whole > 1 || whole == 1 && len(titles) == 1 && isLike(titles[0].cells, rows[1:]) {
		return refuseFile(header.line, "move the header to the first line",
			"line %d is the header, but %s above it, as if the lines had been sorted", header.line, countOf(whole, "row stands", "rows stand"))
	}
	for _, t := range titles {
		cells := t.cells
		if text, _, n := firstFilled(cells); n == 1 {
			// The list above may have another delimiter.
			cells = strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;|\t", r) })
		}
		number := slices.ContainsFunc(cells, func(c string) bool { return cell.IsPhone(strings.Trim(c, `"' `)) })
		switch {
		case named(cells) > 1 && 2*named(cells) >= filled(cells) && slices.ContainsFunc(cells, cell.NamesPhone) && !number:
			names = true
		case names && filled(cells) > 1 && number:
			return refuseSecond(header.line)
		}
	}
	return nil
}

// sortedIn returns the index of a header that was sorted into the rows of a short list, or 0:
// they are alike, and all lines are in the order of the cells of one column.
func sortedIn(rows []sampleRow, width int) (at int) {
	const fewest = 5
	if len(rows) < fewest || len(rows) == sampleRows || width < 2 || slices.ContainsFunc(rows, func(r sampleRow) bool { return len(r.cells) != width }) {
		return 0
	}
	at = slices.IndexFunc(rows, func(r sampleRow) bool {
		return 2*named(r.cells) > width && filled(r.cells) == width && slices.ContainsFunc(r.cells, cell.NamesPhone) && !slices.ContainsFunc(r.cells, cell.HasPhoneDigits)
	})
	if at < 1 {
		return 0
	}
	rest := slices.Delete(slices.Clone(rows), at, at+1)
	if slices.ContainsFunc(rows[:at], func(r sampleRow) bool { return !isLike(r.cells, rest) }) {
		return 0
	}
	for i := range width {
		ordered := func(a, b sampleRow) int {
			return strings.Compare(strings.ToLower(strings.TrimSpace(a.cells[i])), strings.ToLower(strings.TrimSpace(b.cells[i])))
		}
		if len(valuesIn(rows, i)) > len(rows)/2 && (slices.IsSortedFunc(rows, ordered) || slices.IsSortedFunc(rows, func(a, b sampleRow) int { return ordered(b, a) })) {
			return at
		}
	}
	return 0
}

// isLike reports whether a row has digits in the columns where most of the others have some,
// and in no other, and fills all columns but those that others leave blank, too.
func isLike(cells []string, rows []sampleRow) bool {
	const fewest = 3
	for i, c := range cells {
		if cell.IsBlank(c) && 2*countIn(rows, i, cell.HasDigit) <= len(rows) && countIn(rows, i, cell.IsBlank) > 1 {
			continue
		}
		if cell.IsBlank(c) || cell.HasDigit(c) != (2*countIn(rows, i, cell.HasDigit) > len(rows)) {
			return false
		}
	}
	return len(rows) >= fewest
}

// countOf writes a number with what it counts.
func countOf(n int, one, more string) string {
	if n == 1 {
		more = one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// isSetting reports whether a row is a name and its value, as of the sender above a list:
// "Phone:" and a number, and nothing else.
func isSetting(cells []string) bool {
	name, at, n := firstFilled(cells)
	return n == 2 && at == 0 && (cell.NamesPhone(strings.TrimRight(name, ": ")) || cell.IsEmail(cells[1]) && named([]string{strings.TrimRight(name, ": ")}) == 1)
}

// describes reports whether a row of another width, which has no number of a phone, is part of
// what describes the list, as the host of a meeting: the names of its columns are still to come.
func describes(rows []sampleRow, at, width int, phones []int) bool {
	const most = 5 // rows between
	cells := rows[at].cells
	if len(cells) == width || !datev[cells[0]] && slices.ContainsFunc(cells, cell.IsPhone) {
		return false
	}
	return slices.ContainsFunc(rows[at+1:min(len(rows), at+1+most)], func(r sampleRow) bool {
		return len(r.cells) == width && 2*named(r.cells) >= filled(r.cells) && anyAt(r.cells, phones, cell.NamesPhone)
	})
}

// datev are the first cells of the line with which a file for DATEV begins, of format and
// dates.
var datev = map[string]bool{"EXTF": true, "DTVF": true}

// holdsData reports whether a row has a phone number in a column of phones, or an e-mail
// address.
func holdsData(cells []string, phones []int) bool {
	return anyAt(cells, phones, cell.IsPhone) || slices.ContainsFunc(cells, cell.IsEmail)
}

// bestNames returns the index of the row that names columns best, or -1: first one with a name
// for the phone column, then the fullest, and the lowest of equals.
func bestNames(rows []sampleRow, width int, phones []int) int {
	best, bestRank := -1, 0.0
	for i, r := range rows {
		n, all := named(r.cells), filled(r.cells)
		if all < 2 && all < width-1 || all > 0 && allImportIDs(r.cells) {
			continue
		}
		rank := min(1, float64(all)/float64(width)) + float64(n)/float64(all)
		if 2*n >= all {
			rank += 2
		}
		if anyAt(r.cells, phones, cell.NamesPhone) {
			rank += 4
		}
		// A row without any such word is a header only if it is as full as
		// what is below.
		if rank >= bestRank && (n > 0 || 2*all >= width) {
			best, bestRank = i, rank
		}
	}
	return best
}

// namesBelow returns the index of a row of names below titles that have a number themselves,
// or -1.
func namesBelow(rows []sampleRow, from int, phones []int) int {
	most := 0
	for i := from; i < min(len(rows), from+titleRows); i++ {
		n, all := named(rows[i].cells), filled(rows[i].cells)
		if i > from && n > 1 && 3*n >= 2*all && all > most && !holdsData(rows[i].cells, phones) {
			return i
		}
		if most = max(most, all); most > 2 {
			break
		}
	}
	return -1
}

// isPlainField reports whether a header is read as a field of a contact that joins no other.
func isPlainField(m header.Meaning) bool {
	switch m.Concept {
	case header.FirstName, header.LastName, header.FullName, header.Email, header.Address, header.Company:
		return true
	}
	return header.IsPlace(m.Concept)
}

// namesAnswer reports whether a column is called by what says whether somebody may be
// called.
func namesAnswer(name string) bool { return isAnswered(header.Read(name).Concept) }

// gapBetween reports whether a blank line is between two rows, one below the other.
func gapBetween(above, below sampleRow) bool {
	return above.line+1+syntax.CountBreaks(strings.Join(above.cells, "")) < below.line
}
