package source

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// sheetCode is what a row of a sheet says means not to call.
type sheetCode struct {
	code, where string
	seems       bool            // it may mean so
	known       map[string]bool // the codes and words there
	told        bool            // which sheet is to be read
}

// knows notes the short cells of a row, and the codes of legends in it, in lower case.
func knows(known map[string]bool, cells []string) {
	for _, c := range cells {
		if m := legendCell().FindStringSubmatch(c); m != nil {
			c = m[1]
		}
		if c = strings.ToLower(strings.TrimSpace(c)); len(c) <= longestMeant && len(known) < mostSaid {
			known[c] = true
		}
	}
}

// mostLegend is how many rows of a sheet are looked at for what codes mean, and longestMeant
// how long a code can be, in bytes.
const mostLegend, longestMeant = 1000, 32

// findCodes notes the codes of which a row says, or seems to say, that they mean not to call:
// "9 | Do not call", "Code | Callable" over "9 | No", a meaning below its code, and a sentence
// that names a code.
func (s *refusalSearch) findCodes(line int64, cells []string) {
	above := s.above
	s.above = cells
	if s.looked++; s.looked > mostLegend || len(s.phones) > 0 || slices.ContainsFunc(cells, cell.HasPhoneDigits) {
		return
	}
	if s.known == nil {
		s.known = map[string]bool{}
	}
	knows(s.known, cells)
	where := fmt.Sprintf("row %d of sheet %q", line, s.into.sheets[s.sheet])
	note := func(code string, seems bool) {
		if code = strings.TrimSpace(code); code != "" && !remark.SaysDoNotCall(code) {
			s.codes = append(s.codes, sheetCode{code, where, seems, s.known, s.told})
		}
	}
	codes := refusingCodes(cells)
	for _, code := range codes {
		note(code, false)
	}
	for i, c := range cells {
		for _, code := range mentionedCodes(c) {
			note(code, true)
		}
		if says := remark.SaysDoNotCall(c); codes != nil || !says && (len(s.people) > 0 || !s.answersNo(i, c)) {
			continue
		}
		for k, other := range cells {
			if k != i && (k < i && len(other) <= longestMeant && filled(cells[:k]) == 0 || isCode(other)) && !cell.IsDate(other) {
				note(other, false)
			}
		}
		if i < len(above) && isCode(above[i]) {
			note(above[i], false)
		}
	}
}

// answersNo reports whether a cell is a no in a column about calls.
func (s *refusalSearch) answersNo(column int, text string) bool {
	return column < len(s.names) && normalize.AnswerOf(text) == normalize.No && (namesAnswer(s.names[column]) || normalize.Touches(s.names[column])&normalize.TouchesCalls != 0)
}

// isCode reports whether a cell is as short as a code.
func isCode(text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && len([]rune(text)) <= mostUnseen && normalize.AnswerOf(text) == normalize.Unknown || len(text) == 1
}

// mentionedCodes returns the codes in a sentence about who may be called: "Only call group A".
func mentionedCodes(text string) (codes []string) {
	if len(text) > remark.LongestTitle || len(strings.Fields(text)) < 2 || codesIn(text) != nil {
		return nil
	}
	is := normalize.Touches(text)
	calls := is&(normalize.TouchesCalls|normalize.TouchesPhone|normalize.TouchesConsent) != 0
	if !remark.SaysDoNotCall(text) && !(calls && (is&(normalize.TouchesNo|normalize.TouchesRefusal) != 0 || only().MatchString(text))) && !normalize.Doubtful(text) {
		return nil
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(word) > 1 {
			word = strings.TrimSuffix(word, "s") // "Call As only"
		}
		if len(word) <= mostUnseen && word != "I" && strings.ToUpper(word) == word && unicode.IsLetter(rune(word[0])) {
			codes = append(codes, word)
		}
	}
	return codes
}

// learnCodes notes the codes in a list of which a sheet that is not read, or what is beside the
// list, says that they mean not to call. It refuses the list, unless told which sheet to read,
// if it is not certain where they are, or if its first rows are too few to know; but for the
// answers of a column that says who may be called.
func (r *Reader) learnCodes(data []sampleRow) error {
	for _, c := range r.codes {
		answered, found := false, false
		for i, name := range r.header {
			seen := anyIn(data, i, func(text string) bool {
				return strings.EqualFold(strings.TrimSpace(text), c.code) || strings.Trim(c.code, "*†‡") == "" && bears(text, c.code)
			})
			answered = answered || seen && namesAnswer(name)
			found = found || seen || len(data) == sampleRows && !(c.seems && c.code == "A") && mayHold(data, i, c.code) && !header.IsPlace(header.Read(name).Concept)
		}
		if found && !answered && !r.markCode(c, data) && !c.told {
			message := fmt.Sprintf("%s says that %q means not to call", c.where, c.code)
			if c.seems {
				message = fmt.Sprintf("%s says something about who may be called, and names the code %q", c.where, c.code)
			}
			return &RefusedError{
				Message: message,
				Hint: fmt.Sprintf("map the column of these codes with {target: consent, means: status, deny: [%s]}, and say that this sheet is the one to read: --sheet %q, or source: {sheet: %q} in the mapping",
					c.code, r.format.Sheet, r.format.Sheet),
			}
		}
	}
	return nil
}

// markCode notes a code of the list if it is certain where it is: in a column that has no
// other values than those that its legend has.
func (r *Reader) markCode(c sheetCode, data []sampleRow) bool {
	sh := &r.list.shape
	n := len(sh.codes)
	if c.seems || sh.addCode(c.code, 0, data, false) != nil || len(sh.codes) == n {
		return false
	}
	added := &sh.codes[n]
	for value := range valuesIn(data, max(0, added.column)) {
		if added.column < 0 || value != "" && !c.known[value] {
			sh.codes = sh.codes[:n]
			return false
		}
	}
	added.where = c.where
	return true
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
