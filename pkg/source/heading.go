package source

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// heading is what stands above the rows of a list: the names of its columns,
// in one row or in several that name them together.
type heading struct {
	first, last sampleRow   // of the rows of names
	at          int         // of the last among the rows of the sample
	cells       []string    // the names
	row         []string    // the row that is repeated where the header is
	legends     []sampleRow // above them
}

// phoneColumns returns the columns of the rows of a width in which at least one
// in so many cells is a phone number, those of titles and headers among them.
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

// findHeading finds the names of the columns in the first rows of a list.
// Where told, they begin with the first row.
func findHeading(rows []sampleRow, width int, told bool) (heading, error) {
	phones := phoneColumns(rows, width, 3)
	data := len(rows)
	for i, r := range rows {
		if holdsData(r.cells, phones) && !isSetting(r.cells) {
			data = i
			break
		}
	}
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

// readAbove takes the names of groups, the answers and the legends that stand above the
// names of columns.
func (h *heading) readAbove(rows []sampleRow, width int, phones []int) error {
	at := h.at
	titles := rows[:at]
	if above := titles[at-1]; isGroup(above.cells, h.cells) && !recurs(above.cells, rows[at+1:]) {
		h.cells = joinNames(spread(above.cells), h.cells)
		h.first, titles = above, titles[:at-1]
	} else if joined, ok := answersAbove(above.cells, h.cells); ok {
		h.cells, h.first, titles = joined, above, titles[:at-1]
	}
	if err := refuseHeaderBelow(titles, rows[at:], width, phones); err != nil {
		return err
	}
	for _, t := range titles {
		if refusingCodes(t.cells) != nil {
			h.legends = append(h.legends, t)
			continue
		}
		if delim := namesWithin(t.cells); delim != "" {
			return &RefusedError{
				Line:    t.line,
				Message: fmt.Sprintf("line %d has the column names with %q between them, and the rows below have another delimiter", t.line, delim),
				Hint:    "write the names with the delimiter of the rows",
			}
		}
		if text := strings.Join(t.cells, " "); remark.SaysDoNotCall(text) && !legend().MatchString(text) {
			return &RefusedError{
				Line:    t.line,
				Message: fmt.Sprintf("line %d, above the header, says not to call: %q", t.line, cell.ColumnName(text)),
				Hint:    "if these people must not be called, add them with rollcall suppress add; otherwise remove that line from the file",
			}
		}
	}
	return nil
}

// readBelow joins the names that go on in the rows below, before the data.
func (h *heading) readBelow(rows []sampleRow, width int, phones []int) {
	for i := h.at + 1; i < len(rows); i++ {
		if n := len(rows[i].cells); len(h.cells) < n && n <= width { // a workbook's blank cells need not be there
			h.cells = slices.Concat(h.cells, make([]string, n-len(h.cells)))
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

// namesWithin returns the delimiter between the names of columns that stand in one cell and
// nothing else in its row, or "".
func namesWithin(cells []string) string {
	text, one := sole(cells)
	if !one || filled(cells) != 1 {
		return ""
	}
	for _, delim := range []string{";", ",", "\t", "|"} {
		if names := strings.Split(text, delim); len(names) > 2 && named(names) == len(names) && slices.ContainsFunc(names, cell.NamesPhone) {
			return delim
		}
	}
	return ""
}

// refuseHeaderBelow refuses a list whose header has another above it, with rows
// in between: these would be lost as titles.
func refuseHeaderBelow(titles, rows []sampleRow, width int, phones []int) error {
	header := rows[0]
	names := false
	whole := 0
	for _, t := range titles {
		if len(t.cells) == width && 2*filled(t.cells) > width && width > 2 && slices.ContainsFunc(phones, func(p int) bool { return cell.IsPhone(t.cells[p]) }) {
			whole++
		}
	}
	if whole > 1 || whole == 1 && len(titles) == 1 && isLike(titles[0].cells, rows[1:]) {
		return &RefusedError{
			Line:    header.line,
			Message: fmt.Sprintf("line %d is the header, but %s above it, as if the lines had been sorted", header.line, countOf(whole, "row stands", "rows stand")),
			Hint:    "move the header to the first line",
		}
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
			return &RefusedError{
				Line:    header.line,
				Message: fmt.Sprintf("line %d is another header: the rows below it have different columns", header.line),
				Hint:    "split the file there, and import its parts one by one",
			}
		}
	}
	return nil
}

// isLike reports whether a row has digits in the columns where most of the others have some,
// and in no other, and fills all columns.
func isLike(cells []string, rows []sampleRow) bool {
	const fewest = 3
	for i, c := range cells {
		with := 0
		for _, r := range rows {
			if i < len(r.cells) && cell.HasDigit(r.cells[i]) {
				with++
			}
		}
		if cell.IsBlank(c) || cell.HasDigit(c) != (2*with > len(rows)) {
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

// isSetting reports whether a row is the name of something and what it is, as those of the
// sender above a list are: "Phone:" and a number, and nothing else.
func isSetting(cells []string) bool {
	name, at, n := firstFilled(cells)
	return n == 2 && at == 0 && (cell.NamesPhone(strings.TrimRight(name, ": ")) || cell.IsEmail(cells[1]) && named([]string{strings.TrimRight(name, ": ")}) == 1)
}

// holdsData reports whether a row has a phone number where rows have one, or an
// e-mail address.
func holdsData(cells []string, phones []int) bool {
	for _, p := range phones {
		if p < len(cells) && cell.IsPhone(cells[p]) {
			return true
		}
	}
	for _, c := range cells {
		if cell.IsEmail(c) {
			return true
		}
	}
	return false
}

// bestNames returns the index of the row that names columns best, or -1: one
// with a name for the column of phones before others, full ones before others,
// and of equals the lowest.
func bestNames(rows []sampleRow, width int, phones []int) int {
	best, bestRank := -1, 0.0
	for i, r := range rows {
		n, all := named(r.cells), filled(r.cells)
		if all < 2 && all < width-1 {
			continue
		}
		rank := min(1, float64(all)/float64(width)) + float64(n)/float64(all)
		if 2*n >= all {
			rank += 2
		}
		for _, p := range phones {
			if p < len(r.cells) && cell.NamesPhone(r.cells[p]) {
				rank += 4
				break
			}
		}
		// A row without any such word is a header only if it is as full as
		// what is below.
		if rank >= bestRank && (n > 0 || 2*all >= width) {
			best, bestRank = i, rank
		}
	}
	return best
}

// namesBelow returns the index of a row of names that stands below titles which
// hold a number themselves, or -1.
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

// isGroup reports whether a row names groups of the columns below, or the first
// halves of their names; titles, settings as "Account, Acme" and codes do not.
func isGroup(above, names []string) bool {
	n, all := named(above), filled(above)
	if all < 2 && !(all == 1 && cell.IsBlank(above[0]) && n == 1) {
		return false
	}
	for _, c := range above {
		if strings.HasSuffix(strings.TrimSpace(c), ":") || strings.Contains(c, ": ") || cell.CountDigits(c) > 2 || len(c) > 80 {
			return false
		}
	}
	if all >= filled(names) || all == len(names) {
		return 2*n >= all
	}
	// A group stands over the first of its columns; the others are blank.
	if cell.IsBlank(above[0]) {
		return true
	}
	last := 0
	for i, c := range above {
		if !cell.IsBlank(c) {
			last = i
		}
	}
	return filled(above[:last+1]) <= last
}

// answersAbove joins those names with what stands above them that are about calls only
// together: "May we call you about this?" over "Response".
func answersAbove(above, names []string) (joined []string, ok bool) {
	joined = slices.Clone(names)
	if len(above) != len(names) || filled(above) == 1 && !cell.IsBlank(above[0]) {
		return nil, false // a title
	}
	for i, c := range spread(above)[1:] {
		if namesAnswer(c) && !namesAnswer(names[i+1]) {
			joined[i+1], ok = joinName(c, names[i+1]), true
		}
	}
	return joined, ok
}

// recurs reports whether a row stands in others, too, but for its numbers: it is the title
// of pages.
func recurs(cells []string, rows []sampleRow) bool {
	bare := func(cells []string) string {
		return strings.TrimLeft(strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return -1
			}
			return r
		}, strings.Join(cells, "\x00")), "\f")
	}
	title := bare(cells)
	return slices.ContainsFunc(rows, func(r sampleRow) bool { return bare(r.cells) == title })
}

// spread repeats what stands in a row over the blank cells to the right, as
// merged cells are written.
func spread(cells []string) []string {
	out := make([]string, len(cells))
	before := ""
	if filled(cells) == len(cells) {
		return cells
	}
	for i, c := range cells {
		if !cell.IsBlank(c) {
			before = c
		}
		out[i] = before
	}
	return out
}

// spreadOver repeats a name over the blank cells to its right for which the row below goes
// on as it does below the name itself: "Consent" over "E-mail" and "Calls".
func spreadOver(names, below []string) []string {
	out := slices.Clone(names)
	for i := 1; i < min(len(out), len(below)); i++ {
		if cell.IsBlank(out[i]) && !cell.IsBlank(below[i]) && !cell.IsBlank(below[i-1]) {
			out[i] = out[i-1]
		}
	}
	return out
}

// joinNames joins two rows of names, column by column.
func joinNames(above, below []string) []string {
	out := make([]string, max(len(above), len(below)))
	copy(out, above)
	for i, c := range below {
		out[i] = joinName(out[i], c)
	}
	return out
}

// isPlainField reports whether a header is read as a field of a contact that joins no other.
func isPlainField(m header.Meaning) bool {
	switch m.Concept {
	case header.FirstName, header.LastName, header.FullName, header.Email, header.Address, header.Company:
		return true
	}
	return header.IsPlace(m.Concept)
}

func joinName(above, below string) string {
	a, b := cell.ColumnName(above), cell.ColumnName(below)
	if m := header.Read(a); a != "" && b != "" && isPlainField(m) && m.Concept == header.Read(b).Concept && header.Read(a+" "+b).Concept != m.Concept {
		return above // "Apellido" over "Last Name"
	}
	if isSentence(a) && !namesAnswer(a) {
		// "Please give your name" over "First Name": the lower one says it all.
		if m := header.Read(b); m.Score >= 0.9 && m.Group == "" {
			return below
		}
	}
	if strings.HasPrefix(b, "(") && strings.HasSuffix(b, ")") {
		// "(as on ID)" below "First Name" says how to fill it in.
		if m := header.Read(a); m.Score >= 0.9 && m.Concept != header.Phone && !namesAnswer(a) {
			switch header.Read(a + " " + b).Concept {
			case header.None, header.Extra, header.ID, m.Concept:
				return above
			}
		}
	}
	fa, fb := strings.ToLower(strings.ReplaceAll(a, " ", "")), strings.ToLower(strings.ReplaceAll(b, " ", ""))
	switch {
	case a == "" || codeLike().MatchString(a) || strings.Contains(fb, fa):
		if b == "" {
			return above
		}
		return below
	case b == "" || strings.Contains(fa, fb):
		return above
	}
	return a + " " + b
}

// isSentence reports whether a name has so many words as questions have.
func isSentence(name string) bool {
	const fewest = 4
	return len(strings.Fields(name)) >= fewest
}

// codeLike matches the codes of questions: "Q1", "Q12_3_TEXT", "V7".
var codeLike = lazyregexp.New(`^(?i)[a-z]{0,4}[-_ ]?\d+([-_.][a-z0-9]+)*$`)

// namesAnswer reports whether a column is called by what says whether somebody may be
// called.
func namesAnswer(name string) bool {
	c := header.Read(name).Concept
	return c == header.Consent || c == header.Refusal
}

// continues reports whether a row below a header goes on with the names of
// its columns, rather than being the first of the data.
func continues(names, cells []string, phones []int) bool {
	all := filled(cells)
	if all == 0 || len(cells) > len(names) {
		return false
	}
	atPhone := false
	for _, p := range phones {
		if p < len(cells) && !cell.IsBlank(cells[p]) {
			atPhone = true
		}
	}
	for _, c := range cells {
		if cell.CountDigits(c) > 2 || len(c) > 200 {
			return false
		}
	}
	bracketed := !slices.ContainsFunc(cells, func(c string) bool {
		return !cell.IsBlank(c) && !(strings.HasPrefix(c, "(") && strings.HasSuffix(c, ")"))
	})
	if bracketed && all > 1 {
		return true
	}
	n := named(cells)
	for i, c := range cells {
		if cell.IsBlank(c) {
			continue
		}
		together := cell.ColumnName(names[i] + " " + c)
		if namesAnswer(together) && !namesAnswer(names[i]) && !namesAnswer(c) {
			return true
		}
	}
	if !atPhone && cell.IsBlank(cells[0]) && parts(spreadOver(names, cells), names, cells) {
		return true
	}
	if _, at, _ := firstFilled(cells); all == 1 && !atPhone && !cell.IsBlank(names[at]) {
		return false // "Region: East", "NORTH" is a group of rows
	}
	if 2*all > filled(names) && atPhone {
		return 2*n >= all
	}
	if atPhone && n < all {
		return false
	}
	return n == all || bracketed
}

// parts reports whether a row names the parts of a question about calls that stands over
// several columns: none of its cells is an answer.
func parts(spread, names, cells []string) bool {
	over := false
	for i, c := range cells {
		switch {
		case cell.IsBlank(c):
		case normalize.AnswerOf(c) != normalize.Unknown || cell.HasDigit(c):
			return false
		default:
			over = over || cell.IsBlank(names[i]) && namesAnswer(spread[i])
		}
	}
	return over
}

// allTypes reports whether a row says of each column what it holds, or what a
// survey tool calls it.
func allTypes(cells []string) bool {
	n := 0
	for _, c := range cells {
		switch {
		case cell.IsBlank(c):
		case typeWords().MatchString(c), strings.HasPrefix(strings.TrimSpace(c), `{"ImportId"`), strings.HasPrefix(strings.TrimSpace(c), `{'ImportId'`):
			n++
		default:
			return false
		}
	}
	return n > 1
}

// typeWords name what a column holds in the row of types that some programs
// write below the header.
var typeWords = lazyregexp.New(`(?i)^\W{0,2}((n?var)?char2?|string|str|text|int(eger)?|bigint|smallint|tinyint|number|numeric|decimal|float|double|real|bool(ean)?|date|datetime|timestamp|time|phone( number)?|tel|e-?mail|zip|url|uuid|object|category|int64|float64|yes/no|y/n|true/false|mm/dd/yyyy|dd/mm/yyyy|yyyy-mm-dd|alpha(numeric)?|digits|free text|dropdown|picklist|select)(\W?\(?\d+(,\d+)?\)?)?\W{0,2}$`)
