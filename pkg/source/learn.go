package source

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
)

// learn finds out what the rows below a header have in common, and refuses a
// list whose rows and header do not fit together.
func (r *Reader) learn(h *heading, data []sampleRow) error {
	names := h.cells
	if err := refuseTransposed(h, data); err != nil {
		return err
	}
	if err := refuseSideBySide(h, data); err != nil {
		return err
	}
	if err := refuseLegendBeside(data); err != nil {
		return err
	}
	if r.sheet == nil { // a workbook's blank cells need not be there
		var err error
		if names, err = agree(h, names, data); err != nil {
			return err
		}
	}
	r.setHeader(names)
	r.learnRows(names, h.row, data)
	return nil
}

// learnRows finds out where the rows have phone numbers. Names and row are nil
// where the list has no header.
func (r *Reader) learnRows(names, row []string, data []sampleRow) {
	sh := &r.list.shape
	width := sh.columns
	full := slices.DeleteFunc(slices.Clone(data), func(r sampleRow) bool { return len(r.cells) < width })
	for i := range full {
		full[i].cells = full[i].cells[:width]
	}
	sh.phones = phoneColumns(full, width, 2)
	var said []int
	for _, p := range sh.phones {
		if p < len(names) && namesPhone(names[p]) {
			said = append(said, p)
		}
	}
	if said != nil {
		sh.phones = said
	}
	mayHold := make([]bool, width)
	for i := range mayHold {
		mayHold[i] = i < len(names) && (columnName(names[i]) == "" || header.NamesNumber(names[i]))
	}
	for _, r := range data {
		if len(r.cells) != width || sh.besideNumbers(r.cells) {
			continue
		}
		for i, c := range r.cells {
			mayHold[i] = mayHold[i] || wholePhone(c)
		}
	}
	for i, may := range mayHold {
		if !may {
			sh.strangers = append(sh.strangers, i)
		}
	}
	if row != nil && width > 1 {
		for _, c := range row {
			sh.header = append(sh.header, columnName(c))
		}
		for len(sh.header) < width {
			sh.header = append(sh.header, "")
		}
		sh.names = make(map[string]bool, len(sh.header))
		for _, name := range sh.header {
			sh.names[strings.ToLower(name)] = name != ""
		}
	}
	comments := 0
	for _, r := range data {
		if commented().MatchString(r.cells[0]) {
			comments++
		}
	}
	sh.comments = 4*comments < len(data) || comments == 1
	sh.answerLast = len(names) > 0 && namesAnswer(names[len(names)-1])
	sh.trims = trims(data, width)
	if sh.trims && r.sheet == nil && r.ended && !strings.HasSuffix(text(r.buf), "\n") {
		sh.trims = trims(data[:len(data)-1], width) // the last may be cut off
	}
	sh.learnAlways(data)
	sh.learnExamples(data)
	sh.learnGroups(names, data)
	if r.sheet != nil && len(r.sheet.top) < sampleRows || r.sheet == nil && r.ended && len(r.buf) <= sampleBytes && len(data) < sampleRows/2 {
		sh.learnFooters(data)
	}
	r.list.grammar.phones = sh.phones
}

// learnAlways finds a column that all rows have filled, but for the last two, which
// may be a footer.
func (sh *shape) learnAlways(data []sampleRow) {
	const footers, fewest, several = 2, 3, 5
	sh.always = -1
	if len(data) < footers+fewest {
		return
	}
	data = data[:len(data)-footers]
	for i := range sh.columns {
		if !slices.Contains(sh.phones, i) && !slices.ContainsFunc(data, func(r sampleRow) bool { return i >= len(r.cells) || isBlank(r.cells[i]) }) {
			sh.filled = append(sh.filled, i)
			if i > 0 && sh.always < 0 {
				sh.always = i
			}
		}
	}
	for _, r := range data {
		for _, p := range sh.phones {
			if p < len(r.cells) {
				sh.lengths |= 1 << min(digits(r.cells[p]), 63)
			}
		}
	}
	sh.oneWord = len(data) >= several && !slices.ContainsFunc(data, func(r sampleRow) bool { return len(strings.Fields(r.cells[0])) != 1 })
}

// trims reports whether rows leave out blank cells at their end: some are
// short, and none of them, nor of those that are not, ends with a blank cell.
func trims(data []sampleRow, width int) bool {
	short, full := 0, 0
	for _, r := range data {
		switch n := len(r.cells); {
		case isBlank(r.cells[min(n, width)-1]):
			return false
		case n < width:
			short++
		default:
			full++
		}
	}
	return short > 0 && full > 0
}

// exampleRows is how many rows a template may have as examples.
const exampleRows = 3

// learnExamples marks the rows by which a template shows how to fill it in:
// the first ones, if the rest of the list has no such words.
func (sh *shape) learnExamples(data []sampleRow) {
	if len(data) < 2 || sh.columns < 2 {
		return
	}
	last := -1
	for i, r := range data {
		if i == exampleRows && last < 0 {
			return
		}
		if !slices.ContainsFunc(r.cells, isExample) {
			continue
		}
		if i >= exampleRows || i > last+1 {
			return
		}
		last = i
	}
	for i := range last + 1 {
		if sh.examples == nil {
			sh.examples = map[int64]bool{}
		}
		sh.examples[data[i].line] = true
	}
}

// agree returns the names of as many columns as the rows have cells, or refuses
// a header that does not fit a single row.
func agree(h *heading, names []string, data []sampleRow) ([]string, error) {
	for n := len(names) - 1; n > 0 && isBlank(names[n]) && unused(data, n); n-- {
		names = names[:n]
	}
	width, same, blank := 0, true, false
	rows := 0
	for _, r := range data {
		n := len(r.cells)
		if n < 2 && len(names) > 2 {
			continue // a title or a footer
		}
		for n > len(names) && isBlank(r.cells[n-1]) && 2*filledIn(data, n-1) <= len(data) {
			n--
		}
		if n == len(names) {
			return names, nil
		}
		if rows++; rows == 1 {
			width = n
		}
		same = same && n == width
		blank = blank || isBlank(r.cells[n-1])
	}
	if same && width == len(names)+1 {
		if more, ok := rowNames(names, data); ok {
			return more, nil
		}
	}
	line := h.last.line
	if i := slices.IndexFunc(names, longNumber().MatchString); i >= 0 && len(data) > 0 && widest(data) < len(names) {
		return nil, &RefusedError{
			Line:    line,
			Message: fmt.Sprintf("the header in line %d runs into the first row: its cell %d has a long number, and it has more cells than any row", line, i+1),
			Hint:    "put a line break after the last column's name",
		}
	}
	switch {
	case rows < 2:
		return names, nil // which is judged as a row
	case width > len(names):
		return nil, &RefusedError{
			Line:    line,
			Message: fmt.Sprintf("the header in line %d has %d cells, but every row has more, as line %d with %d", line, len(names), data[0].line, len(data[0].cells)),
			Hint:    "put the missing name into the header; or, if cells hold the delimiter, as in a name that is written Last, First, put them in quotes",
		}
	case !same && !blank:
		return names, nil // a list that leaves blank cells out at a row's end
	}
	if joined, ok := joinSplit(h, names, width); ok {
		return joined, nil
	}
	return nil, &RefusedError{
		Line:    line,
		Message: fmt.Sprintf("the header in line %d has %d cells, but no row has more than %d%s", line, len(names), widest(data), splitCell(names)),
		Hint:    "put quotes around the name in the header that holds the delimiter; or, if a column is missing in the rows, export the file again",
	}
}

// filledIn counts the rows that have something in a column.
func filledIn(data []sampleRow, column int) (n int) {
	for _, r := range data {
		if column < len(r.cells) && !isBlank(r.cells[column]) {
			n++
		}
	}
	return n
}

// longNumber matches a number as long as those of phones.
var longNumber = pattern(`\d{7}`)

func widest(data []sampleRow) (n int) {
	for _, r := range data {
		n = max(n, len(r.cells))
	}
	return n
}

// rowNames reads the header of a program that names its rows in a first column
// without a name, as R does. It is certain where the phone numbers stand one
// column behind the one that is named for them, and the first column has numbers
// of rows: else a delimiter may be missing in the header.
func rowNames(names []string, data []sampleRow) ([]string, bool) {
	if c := header.Read(names[0]); c.Concept == header.ID || strings.Trim(columnName(names[0]), "#.") == "" || hasFolded(rowNumbers(), strings.Trim(columnName(names[0]), "#. ")) {
		return nil, false // the number of the row has a name
	}
	phones := phoneColumns(data, len(names)+1, 2)
	shifted, straight := false, false
	for _, p := range phones {
		shifted = shifted || p > 0 && namesPhone(names[p-1])
		straight = straight || p < len(names) && namesPhone(names[p]) && !(p > 0 && namesPhone(names[p-1]))
	}
	seen := map[string]bool{}
	numbered := true
	for _, r := range data {
		if len(r.cells) != len(names)+1 {
			continue
		}
		c := strings.TrimSpace(r.cells[0])
		if seen[c] {
			return nil, false
		}
		seen[c] = true
		numbered = numbered && digits(c) == len(c) && len(c) < 7
	}
	if straight || !shifted || !numbered && !answersBehind(names, data) {
		return nil, false
	}
	return append([]string{""}, names...), true
}

// answersBehind reports whether a column that is named for answers about calls has none,
// and the one behind it nothing else.
func answersBehind(names []string, data []sampleRow) bool {
	for i, name := range names {
		if !namesAnswer(name) {
			continue
		}
		here, behind, rows := 0, 0, 0
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
		}
		if here == 0 && behind == rows {
			return true
		}
	}
	return false
}

// rowNumbers are names of columns that number the rows.
var rowNumbers = sync.OnceValue(func() map[string]bool {
	return words("no nr num number row index line seq id key record lfd pos")
})

// joinSplit joins those cells of a header that a delimiter in brackets has
// split, if that gives just the width that the rows have.
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

// splitCell names the cell of a header that looks as if it were half of one.
func splitCell(names []string) string {
	for i, c := range names[1:] {
		if strings.HasPrefix(c, " ") || strings.Count(c, ")") > strings.Count(c, "(") {
			return fmt.Sprintf(": %q and %q look like one name that was split", columnName(names[i]), columnName(c))
		}
	}
	return ""
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
		if namesPhone(r.cells[0]) && len(r.cells) > 1 {
			whole := 0
			for _, c := range r.cells[1:] {
				if phoneish(c) {
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
		if names[0] != "" && slices.Equal(names[:k], names[k:2*k]) && slices.ContainsFunc(names[:k], namesPhone) {
			return refusal
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
		if i == 0 || !slices.ContainsFunc(b, namesPhone) || !slices.ContainsFunc(blocks[0], namesPhone) {
			continue
		}
		for _, name := range b {
			if slices.Contains(blocks[0][:min(64, len(blocks[0]))], name) {
				return refusal
			}
		}
	}
	return nil
}

func lowerNames(cells []string) []string {
	names := make([]string, len(cells))
	for i, c := range cells {
		names[i] = strings.ToLower(columnName(c))
	}
	return names
}

// legendCell matches what says which answer a code stands for: "2 = do not call".
var legendCell = pattern(`^\s*\W?([\p{L}\p{N}*✗✘×+!?-]{1,3})\W?\s*(=|:|->|→|–|means\b)\s*(\S.*)$`)

// refusingCode returns the code for which a row says that it means not to call, as a cell
// or as two beside one another, or nothing.
func refusingCode(cells []string) string {
	for i, c := range cells {
		if len(c) > mostTitle {
			continue
		}
		if m := legendCell().FindStringSubmatch(c); m != nil && saysDoNotCall(m[3]) {
			return m[1]
		}
		if i > 0 && len(c) > 3 && filled(cells) == 2 && saysDoNotCall(c) {
			if code := strings.TrimSpace(cells[i-1]); code != "" && len([]rune(code)) <= 3 {
				return code
			}
		}
	}
	return ""
}

// refuseLegendBeside refuses a list with a legend beside its rows that has a code for those
// who must not be called: what the code means is not to be seen in their rows.
func refuseLegendBeside(data []sampleRow) error {
	for _, r := range data {
		for i := 1; i < len(r.cells); i++ {
			if legendCell().MatchString(r.cells[i]) && !answersInFull(data, i) {
				if code := refusingCode(r.cells[i : i+1]); code != "" {
					return legendRefusal(r.line, code)
				}
			}
		}
	}
	return nil
}

// answersInFull reports whether each row has a code with its meaning in a column, "1 =
// granted": those are its answers, and no legend beside the rows.
func answersInFull(data []sampleRow, at int) bool {
	for _, r := range data {
		if at >= len(r.cells) || !legendCell().MatchString(r.cells[at]) && !strings.Contains(r.cells[at], " - ") {
			return false
		}
	}
	return true
}

func legendRefusal(line int64, code string) *RefusedError {
	return &RefusedError{
		Line:    line,
		Message: fmt.Sprintf("line %d says that %q means not to call", line, code),
		Hint:    fmt.Sprintf("take the legend out of the file, and map the column of these codes with {target: consent, means: status, deny: [%s]}", code),
	}
}
