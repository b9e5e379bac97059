package source

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// sheetCode is what a row of a sheet says means not to call.
type sheetCode struct {
	code, where string
}

// mostLegend is how many rows of a sheet are looked at for what codes mean, and longestMeant
// how long a code can be, in bytes.
const mostLegend, longestMeant = 1000, 32

// findCodes notes a row that says that a code means not to call: "9 | Do not call".
func (s *refusalSearch) findCodes(line int64, cells []string) {
	if s.looked++; s.looked > mostLegend || len(s.phones) > 0 || slices.ContainsFunc(cells, cell.HasPhoneDigits) {
		return
	}
	codes := refusingCodes(cells)
	if first, at, n := firstFilled(cells); codes == nil && n > 1 && len(first) <= longestMeant && !cell.IsDate(first) &&
		slices.ContainsFunc(cells[at+1:], remark.SaysDoNotCall) {
		codes = []string{first}
	}
	for _, code := range codes {
		if !remark.SaysDoNotCall(code) {
			s.codes = append(s.codes, sheetCode{code, fmt.Sprintf("row %d of sheet %q", line, s.into.sheets[s.sheet])})
		}
	}
}

// refuseCodes refuses a list that has codes of which a sheet that is not read says that they
// mean not to call, or whose first rows are too few to know; but for the answers of a column
// that says who may be called.
func (r *Reader) refuseCodes(data []sampleRow) error {
	for _, c := range r.codes {
		answered, found := false, false
		for i, name := range r.header {
			seen := anyIn(data, i, func(text string) bool { return strings.EqualFold(strings.TrimSpace(text), c.code) })
			answered = answered || seen && namesAnswer(name)
			found = found || seen || len(data) == sampleRows && mayHold(data, i, c.code) && !header.IsPlace(header.Read(name).Concept)
		}
		if found && !answered {
			return &RefusedError{
				Message: fmt.Sprintf("%s says that %q means not to call", c.where, c.code),
				Hint: fmt.Sprintf("map the column of these codes with {target: consent, means: status, deny: [%s]}, and say that this sheet is the one to read: --sheet %q, or source: {sheet: %q} in the mapping",
					c.code, r.format.Sheet, r.format.Sheet),
			}
		}
	}
	return nil
}

// mayHold reports whether a column has nothing but a few codes as short as one that it may
// have further down.
func mayHold(data []sampleRow, column int, code string) bool {
	const few = 12
	seen := map[string]bool{}
	for _, row := range data {
		c := strings.TrimSpace(cellAt(row.cells, column))
		if c == "" {
			continue
		}
		if seen[c] = true; len(c) > len(code) || len(seen) > few || cell.HasLetter(c) != cell.HasLetter(code) {
			return false
		}
	}
	return len(seen) > 0 && len([]rune(code)) <= mostUnseen
}
