package source

import (
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/syntax"
)

// Here is what R and pandas print of a table: rows with their numbers, and columns flush right
// below their names.

// numbersBefore returns how wide the numbers are that stand before rows and have no name above
// them, with the blank behind, or 0.
func numbersBefore(lines [][]rune) (width int) {
	numbered := 0
	for _, l := range lines[1:] {
		if n := len(rowNumber(string(l))); n > 0 {
			width = max(width, n)
			numbered++
		}
	}
	if header := string(lines[0]); numbered < 2 || 2*numbered < len(lines)-1 || strings.TrimSpace(header[:min(width, len(header))]) != "" {
		return 0
	}
	return width
}

// rowNumber returns the number before a row, with the blanks around it, or "".
func rowNumber(line string) string {
	digits := strings.TrimLeft(line, " ")
	if after := strings.TrimLeft(digits, "0123456789"); after != digits && after != "" && after[0] == ' ' {
		return line[:len(line)-len(after)+1]
	}
	return ""
}

// flushRight returns where the columns begin that all end where the words of the header do: a
// blank may be all that is between them.
func flushRight(lines [][]rune) (starts []int) {
	isBlankAt := func(l []rune, i int) bool { return i >= len(l) || l[i] == ' ' }
	for i := 1; i <= len(lines[0]); i++ {
		if isBlankAt(lines[0], i-1) || !isBlankAt(lines[0], i) {
			continue
		}
		for _, l := range lines[1:] {
			if !isBlankAt(l, i) || isBlankAt(l, i-1) {
				return nil
			}
		}
		if i < len(lines[0]) {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// wrappedColumns is the framing of a whole table that was too wide for what printed it: after
// the rows with their first columns, the same rows follow with the next ones.
func wrappedColumns(lines []string) *framing {
	const fewest = 2 // rows
	rows := map[int][]string{}
	var whole []string // the names of all columns
	first, n, until := 0, 0, 0
	for at := 0; at < len(lines); {
		if rowNumber(lines[at]) != "" {
			at++
			continue
		}
		end := at + 1
		for end < len(lines) && rowNumber(lines[end]) != "" {
			end++
		}
		if end-at <= fewest {
			at++
			continue
		}
		block := printedBlock(slices.Clone(lines[at:end]))
		if n == 0 {
			first, n = at, end-at
		}
		between := strings.TrimSpace(strings.Join(lines[min(until, at):at], ""))
		if goesOn := at == until || strings.HasSuffix(strings.TrimRight(lines[first], " "), `\`) && between == ""; block == nil || end-at != n || until > 0 && !goesOn {
			return nil
		}
		for i, cells := range block {
			if until > 0 {
				if i == 0 && slices.ContainsFunc(cells, func(c string) bool { return c != "" && slices.Contains(whole, c) }) || rowNumber(lines[at+i]) != rowNumber(lines[first+i]) {
					return nil
				}
				rows[at+i] = nil
				cells = cells[1:]
			}
			rows[first+i] = append(rows[first+i], cells...)
		}
		whole, at, until = rows[first], end, end
	}
	if until == first+n || !slices.ContainsFunc(whole, cell.NamesPhone) {
		return nil
	}
	f := &framing{stand: unitSeparator}
	f.unit = func(out []byte, s string, final bool) ([]byte, int) {
		if !final {
			return out, 0
		}
		for n, at := 0, 0; at < len(s); n++ {
			i := bytesearch.IndexBreak(s, at)
			end, _ := syntax.BreakEnd(s, i, true)
			if cells, printed := rows[n]; printed {
				out = f.cells(out, cells)
			} else {
				out = f.text(out, []byte(s[at:i]))
			}
			out, at = append(out, s[i:end]...), end
		}
		return out, len(s)
	}
	return f
}

// refuseLeftOut refuses a table from which the program that printed it left out columns, as too
// wide: one of them may say who must not be called.
func refuseLeftOut(h *heading, data []sampleRow) error {
	left := ""
	for i, name := range h.cells {
		name = strings.TrimSpace(name)
		stands := name == "..." || name == "…" || name == `\`
		if stands && !anyIn(data, i, func(c string) bool { return c != name && !cell.IsBlank(c) }) {
			left = name
		}
	}
	for _, r := range data {
		text, one := sole(r.cells)
		if one && (strings.Contains(text, "column") || strings.Contains(text, "variable")) {
			_, columns, counted := strings.Cut(text, " rows x ")
			n, _ := strconv.Atoi(strings.TrimSuffix(columns, " columns]"))
			if counted && n > len(h.cells) || strings.Contains(text, "more variable") || strings.Contains(text, "more column") || strings.Contains(text, "not shown") {
				left = text
			}
		}
	}
	if left == "" {
		return nil
	}
	return refuseFile(h.last.line, "export the table as CSV, instead of what is printed of it", "this table was printed without some of its columns: %q stands for them", cell.ColumnName(left))
}

// printedBlock returns the cells of a header and of the rows below it, or nil: by their position,
// or where each row has a word for each of the names.
func printedBlock(lines []string) (rows [][]string) {
	columns := make([][]rune, len(lines))
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, ` \`)
		columns[i] = []rune(lines[i])
	}
	numbers, starts := numbersBefore(columns), flushRight(columns)
	if numbers == 0 {
		return nil
	}
	for i, l := range lines {
		cells := splitBlanks(l)
		if i == 0 {
			cells = append([]string{""}, cells...)
		}
		rows = append(rows, cells)
	}
	width := len(rows[0])
	if !slices.ContainsFunc(rows, func(cells []string) bool { return len(cells) != width }) {
		return rows
	}
	if len(starts)+2 < width {
		return nil
	}
	starts = append(append([]int{0, numbers}, starts...), 1<<16)
	for i, l := range columns {
		rows[i] = nil
		for k := range width {
			rows[i] = append(rows[i], strings.TrimSpace(string(l[min(starts[k], len(l)):min(starts[k+1], len(l))])))
		}
	}
	return rows
}
