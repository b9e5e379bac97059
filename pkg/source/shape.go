package source

import (
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
	"rollcall/pkg/source/internal/syntax"
)

// shape is what the rows of a list have in common: how many cells they have and
// where phone numbers stand in them. It is learned from the head of a file and
// does not change after that, so that chunks can be judged on any goroutine:
// what it says of a row depends on the row alone.
type shape struct {
	delim   byte // of the list
	columns int  // of the header; anyWidth where rows may have any number of cells
	// phones are the columns that hold phone numbers. Where there is none, rows
	// are judged by their width alone.
	phones []int
	// sparePhones are columns named for phones that have hardly any.
	sparePhones []int
	// strangers are the columns in which no phone number may stand.
	strangers []int
	header    []string        // its cells as they are repeated on every page
	names     map[string]bool // the same in lower case, without blank ones
	// always is a column that is filled in all rows, beside those of phones and the
	// first, or -1; plain: the cells of the first column are single words.
	always  int
	oneWord bool
	// capitals: the first cells of the rows begin with capitals.
	capitals bool
	// filled are the columns beside those of phones that all rows have filled, but for
	// the last two; lengths has how many digits their phone numbers have, as bits.
	filled  []int
	lengths uint64
	// comments: a row that begins with the mark of a comment is one.
	comments bool
	// answerLast: the last column says whether people may be called.
	answerLast bool
	// answers are the columns that say whether people may be called, or sent anything.
	answers []int
	// never are these, and columns of places: no number stands in them.
	never []int
	// kinds are the columns whose cells are of one kind.
	kinds  []columnKind
	places *places
	// watched are the columns that are looked at in each row; firsts and lasts are the bytes
	// with which no cell of them begins, or ends.
	watched       []watched
	firsts, lasts [256]uint16
	// trims: the file leaves blank cells out at a row's end.
	trims bool
	// mostFilled is the last column that most rows of such a file have filled.
	mostFilled int
	// drops is how many cells those rows have that leave blank ones out, or 0.
	drops int
	// groups are the columns that only the first rows of groups have filled.
	groups []group
	// examples are the lines that a template has as examples.
	examples map[int64]bool
	// ragged: other rows have more cells than the header, too.
	ragged bool
	// torn are the lines of rows that a line break tore apart.
	torn map[int64]bool
	// footers are the lines of rows at the end of a short list that are no contacts.
	footers map[int64]bool
	rounded []int // the columns of phones that have rounded numbers
	// codes mean not to call, as legends say, which stand in the lines of legends.
	codes   []rowCode
	legends map[int64]bool
	found   *fileNotices
}

// verdict is what becomes of a row.
type verdict uint8

const (
	isRow    verdict = iota // a record, be it a malformed one
	isNoRow                 // nothing: a repeated header
	isNoList                // the end: the file is refused
)

// classify sets the record to as many cells as the list has columns, if it is a row
// of this list, and says why it is malformed, if it is not.
func (sh *shape) classify(rec *Record) verdict {
	if sh.columns == anyWidth {
		return isRow
	}
	if rec.Malformed {
		if sh.endsInHeader(rec.Cells) || sh.runsIntoHeader(rec.Cells) {
			return sh.refuseHeader(rec)
		}
		return isRow
	}
	if sh.rounded != nil || sh.codes != nil { // for speed
		sh.refuseRounded(rec)
		sh.markCodes(rec)
	}
	if sh.groups != nil {
		if v := sh.headsRefusals(rec); v != isRow {
			return v
		}
	}
	if n := len(rec.Cells); n == sh.columns {
		if len(rec.Cells[n-1]) >= fewestStuck && sh.runsIntoHeader(rec.Cells) {
			return sh.refuseHeader(rec)
		}
		if sh.plainly(rec.Cells) {
			return isRow
		}
	}
	if len(rec.Cells) < sh.columns {
		if cells := sh.splitAnew(rec.Cells); cells != nil {
			rec.Cells = cells
			if at := sh.ofAnotherList(cells); at >= 0 {
				rec.malformed("shifted_row", at+1, "this row has another delimiter than the list, and a cell that is not of its column")
			}
		} else if sh.runsIntoHeader(rec.Cells) {
			return sh.refuseHeader(rec)
		}
	}
	if v := sh.doubt(rec); v != isRow {
		return v
	}
	n, answers := len(rec.Cells), len(sh.answers)
	trims := sh.trims || n == sh.drops && n > 0
	if n < sh.columns && !trims && answers > 1 && sh.answers[0] < n && sh.answers[answers-1] >= n && !rec.Malformed {
		rec.malformed("torn_row", 0, "this row has fewer cells than the header, and fewer answers: it is not clear which of them it lacks")
	}
	if sh.torn[rec.Line] && n < sh.columns && !rec.Malformed {
		rec.malformed("torn_row", 0, "a line break splits this row: this line and one beside it are one row")
	}
	if n < sh.columns && !trims && !rec.Malformed && sh.places != nil && len(sh.places.always) > 0 && sh.places.always[len(sh.places.always)-1] >= n {
		rec.malformed("torn_row", 0, "this row has fewer cells than the header, and none where all others have one: it is not clear which it lacks")
	}
	if n < sh.columns && !rec.Malformed && sh.tornOff(rec.Cells) {
		rec.malformed("torn_row", 0, "this row has fewer cells than the header, and one that does not belong in its column: it is not clear which it lacks")
	}
	if n < sh.columns && !rec.Malformed {
		if i := slices.IndexFunc(rec.Cells, sh.swallows); i >= 0 {
			rec.malformed("torn_row", i+1, "this row has fewer cells than the header, and a cell with a delimiter beside a quote, which may be two cells")
		}
	}
	rec.fit(sh.columns, trims)
	return isRow
}

// fewestStuck is how many bytes a header has at least that is stuck to a row's last cell.
const fewestStuck = 16

// runsIntoHeader reports whether the last cell of a row has another header behind it, with
// another delimiter: the row's line end is gone, and the rows below are another list's.
func (sh *shape) runsIntoHeader(cells []string) bool {
	if sh.columns < 3 || sh.header == nil || len(cells) == 0 {
		return false
	}
	cell := cells[len(cells)-1]
	if len(cell) < fewestStuck || len(cell) > 4096 {
		return false
	}
	for _, delim := range [...]string{";", ",", "\t", "|"} {
		if delim[0] != sh.delim && strings.Count(cell, delim) == sh.columns-1 {
			if names := strings.Split(cell, delim); 5*named(names[1:]) >= 3*(len(names)-1) {
				return true
			}
		}
	}
	return false
}

// splitAnew splits a row of too few cells at another delimiter than the list has, as where
// exports of several programs were put together, or returns nil: it must give as many cells
// as there are columns, and a phone number or the header's name where such numbers stand.
func (sh *shape) splitAnew(cells []string) []string {
	if sh.columns < 3 || len(sh.phones) == 0 || len(cells) == 0 {
		return nil
	}
	line := strings.Join(cells, string(rune(sh.delim)))
	for _, delim := range []byte{';', ',', '\t', '|'} {
		if delim == sh.delim || strings.Count(line, string(rune(delim))) < sh.columns-1 {
			continue
		}
		g := syntax.Grammar{Delim: delim, Quote: '"', MaxRow: len(line) + 1}
		spans, end, how := g.Row(line, 0, true, nil)
		if how != syntax.Whole || end != len(line) || len(spans) != sh.columns {
			continue
		}
		var a syntax.Arena
		split := make([]string, len(spans))
		for i, s := range spans {
			split[i] = g.Text(line, s, &a)
		}
		if slices.ContainsFunc(sh.phones, func(p int) bool {
			return cell.IsPhone(split[p]) || sh.header != nil && strings.EqualFold(cell.ColumnName(split[p]), sh.header[p])
		}) {
			return split
		}
	}
	return nil
}

// ofAnotherList returns the column of a cell that is of another kind, or -1: a value that no
// other row has may be its column's.
func (sh *shape) ofAnotherList(cells []string) int {
	for _, k := range sh.kinds {
		if k.column < len(cells) && k.cellKind != fewKind && !cell.IsBlank(cells[k.column]) && !k.holds(cells[k.column]) && sh.isOtherText(k.column, cells[k.column]) {
			return k.column
		}
	}
	_, at := sh.strayed(cells)
	return at
}

// doubt looks at a row that is not plainly one: a title, a header, a footer or
// an error message between the rows, or cells that are not in their columns.
func (sh *shape) doubt(rec *Record) verdict {
	cells := rec.Cells
	first, at, n := firstFilled(cells)
	if n == 0 {
		if rec.lostNUL() {
			rec.malformed("binary_bytes", 0, "this line is all zero bytes: text after the previous line may be lost")
		}
		return isRow
	}
	phone, strange := sh.numbers(cells)
	if len(cells) > sh.columns && sh.columns > 2 && sh.header != nil && (sh.otherHeader(cells[sh.columns-1], cells[sh.columns:]) || sh.endsInNames(cells)) {
		return sh.refuseHeader(rec)
	}
	if !phone {
		if v := sh.between(rec, first, n); v != isRow {
			return v
		}
	}
	switch {
	case !phone && rec.isDebris():
		rec.malformed("binary_bytes", at+1, "this line has bytes that are not text: text after the previous line may be lost")
	case phone && sh.comments && remark.IsCommented(first):
		rec.malformed("commented_out", at+1, "this row begins like a comment: somebody has commented it out")
	case sh.examples[rec.Line]:
		rec.malformed("example_row", at+1, "this row is the example of a template, not a contact")
	case sh.columns > 1 && (sh.footers[rec.Line] || sh.isFooter(cells, first, at, n, phone)):
		rec.malformed("footer", at+1, "this line is the end of a report, such as a total or a note, not a contact")
	case !phone && n == sh.columns && n > 2 && allSame(cells):
		rec.malformed("footer", at+1, "this row has the same text in all cells: it is a heading between the rows, not a contact")
	case sh.capitals && remark.GoesOnInLowerCase(cells[0]):
		rec.malformed("torn_row", 1, "this line seems to continue a text of the line above: it begins with lower-case words where all others have a name")
	case strange >= 0 && len(cells) >= sh.columns:
		rec.malformed("shifted_row", strange+1, "the cells of this row are in the wrong columns: it has a number where no other row has one")
	case strange >= 0 && len(cells) < sh.columns:
		rec.malformed("torn_row", strange+1, "this line is only part of a row: it has a number where no other row has one")
	case phone && len(cells) == sh.columns && slices.ContainsFunc(sh.sparePhones, func(i int) bool { return cell.IsFullName(cells[i]) }):
		rec.malformed("shifted_row", 0, "the cells of this row are in the wrong columns: it has a name where phone numbers belong")
	case phone && sh.mayBeDisplaced(cells) && sh.displaced(cells) >= 0:
		message := "the cells of this row are in the wrong columns: this one has what no other row has in it, and so have others"
		if sh.shifted(cells) >= 0 {
			message = "the cells of this row are in the wrong columns: what belongs in this one is beside it"
		}
		code := "shifted_row"
		if len(cells) < sh.columns {
			code = "torn_row"
		}
		rec.malformed(code, sh.displaced(cells)+1, message)
	case !phone && len(cells) < sh.columns && sh.columns > 2 && len(sh.phones) > 0 && cell.HasPhoneDigits(first) && hasOtherDelimiter(first, sh.delim):
		rec.malformed("torn_row", at+1, "this row has another delimiter than the list")
	case phone && len(cells) < sh.columns && sh.glued(cells):
		rec.malformed("torn_row", 0, "this row has fewer cells than the header, and two of them seem to be merged: there is text next to a number where other rows have only a number")
	case !phone && n < len(cells) && len(cells) == sh.columns && endsTorn(cells[len(cells)-1]):
		rec.malformed("torn_row", len(cells), "this row continues on the next line, which is not a row")
	}
	return isRow
}

// between looks at a row without a number, which may be none: a legend, a title over the
// rows below it, another header, or a message of the program that wrote the list. at is
// where the first of its n cells that are not blank stands.
func (sh *shape) between(rec *Record, first string, n int) verdict {
	cells := rec.Cells
	text, one := sole(cells)
	if !one && n <= 4 {
		text, one = remark.Section(cells)
	}
	var codes []string
	if n <= 2 && sh.columns > 1 && !sh.single() {
		codes = refusingCodes(cells)
	}
	switch {
	case sh.legends[rec.Line]:
		return isNoRow
	case codes != nil:
		return sh.refuse(legendRefusal(rec.Line, codes[0]))
	case remark.IsConflictMark(first):
		return sh.refuse(&RefusedError{
			Line:    rec.Line,
			Message: "line " + strconv.FormatInt(rec.Line, 10) + " is the mark of a merge conflict: the file has two versions of its rows",
			Hint:    "resolve the conflict, so that each row stands once",
		})
	case sh.brokeOff(cells, first, n):
		return sh.refuse(&RefusedError{
			Line:    rec.Line,
			Message: "line " + strconv.FormatInt(rec.Line, 10) + " is an error message, not a row: the export stopped there",
			Hint:    "export the file again; the rows above that line may not be all of them",
		})
	case one && cell.HasLetter(text) && !sh.single() && !remark.IsEndMark(text) && remark.SaysDoNotCall(text) && !(cell.HasPhoneDigits(text) && remark.IsHowTo(text)):
		return sh.refuse(&RefusedError{
			Line:    rec.Line,
			Message: "line " + strconv.FormatInt(rec.Line, 10) + " is not a row of the list, but says not to call: it is not clear whom it is about",
			Hint:    "remove the people who must not be called from the list and add them with rollcall suppress add, or give them a column that says so",
		})
	case !sh.single() && n <= 4 && cell.HasLetter(first) && (n == 1 || n < sh.columns && !sh.holdsDigits(cells)) && remark.LimitsRows(lineOf(cells)):
		return sh.refuse(&RefusedError{
			Line:    rec.Line,
			Message: "line " + strconv.FormatInt(rec.Line, 10) + " is not a row, but says something about rows: it is not clear which of them may be imported: " + strconv.Quote(cell.ColumnName(lineOf(cells))),
			Hint:    "take out the rows that it means, or give them a column that says it, and remove the line",
		})
	}
	if sh.columns > 1 && n > 1 {
		return sh.headerAgain(rec)
	}
	return isRow
}

// holdsDigits reports whether a row has digits enough for a number where numbers stand.
func (sh *shape) holdsDigits(cells []string) bool {
	return slices.ContainsFunc(sh.phones, func(p int) bool { return p < len(cells) && cell.HasPhoneDigits(cells[p]) })
}

// lineOf returns a line that is no row, whatever cells it was taken apart into.
func lineOf(cells []string) string { return strings.TrimRight(strings.Join(cells, ","), ",") }

// brokeOff reports whether a row without a number is a message of the program that wrote the
// list, which stopped there: it fills not all columns, or more than there are.
func (sh *shape) brokeOff(cells []string, first string, n int) bool {
	if _, one := sole(cells); !one && n == len(cells) && len(cells) == sh.columns {
		return false
	}
	if remark.BeginsAsError(first) {
		return true
	}
	const longest = 300
	line := lineOf(cells)
	return (n == 1 || len(cells) > sh.columns) && len(line) <= longest && remark.MentionsError(line)
}

// hasOtherDelimiter reports whether a cell has several of another delimiter than the list's.
func hasOtherDelimiter(cell string, delim byte) bool {
	const several = 3
	for _, d := range []byte{'\t', ';', '|', ','} {
		if d != delim && strings.Count(cell, string(rune(d))) >= several {
			return true
		}
	}
	return false
}

func (sh *shape) refuse(e *RefusedError) verdict {
	sh.found.refuse(e)
	return isNoList
}

// swallows reports whether a cell has a delimiter with a quote beside it, as where one
// behind a cell was lost or doubled.
func (sh *shape) swallows(cell string) bool {
	for i := 1; i < len(cell); i++ {
		if cell[i] == '"' && cell[i-1] == sh.delim || cell[i] == sh.delim && cell[i-1] == '"' {
			return true
		}
	}
	return false
}

// allSame reports whether all cells have the same text, which merged ones have.
func allSame(cells []string) bool {
	return cell.HasLetter(cells[0]) && !slices.ContainsFunc(cells, func(c string) bool { return c != cells[0] })
}

// cutIn reports whether a last row without a line end was cut off: it has fewer cells than
// the others, or ends with a phone number of fewer digits than any, or with a text that
// is none of the few of its column.
func (sh *shape) cutIn(rec *Record) bool {
	if rec.Missing > 0 && !rec.Trimmed || slices.ContainsFunc(sh.filled, func(i int) bool { return i < len(rec.Cells) && cell.IsBlank(rec.Cells[i]) }) {
		return true
	}
	const fewest = 3 // columns
	if sh.columns >= fewest && filled(rec.Cells) == 1 {
		return true
	}
	last := len(rec.Cells) - 1 - rec.Missing
	if last < 0 {
		return false
	}
	if !slices.Contains(sh.phones, last) {
		c := rec.Cells[last]
		return slices.ContainsFunc(sh.kinds, func(k columnKind) bool {
			return k.cellKind == fewKind && k.column == last && (cell.IsBlank(c) && k.always || !cell.IsBlank(c) && !k.holds(c) && normalize.AnswerOf(c) == normalize.Unknown)
		})
	}
	n := min(cell.CountDigits(rec.Cells[last]), 63)
	return n > 0 && sh.lengths != 0 && sh.lengths&(1<<(n+1)-1) == 0
}

// single reports whether the list has but one column, whose cells may be anything.
func (sh *shape) single() bool { return sh.columns == 1 && sh.phones == nil }

// numbers reports whether a column of phones holds a number, and which column
// holds one that has none in other rows, or -1, where a column of phones holds
// something else, be it beside a number, or the row is short, or where two short rows may
// be one.
func (sh *shape) numbers(cells []string) (phone bool, strange int) {
	other := len(cells) < sh.columns || sh.trims
	for _, p := range sh.phones {
		switch {
		case p >= len(cells) || cell.IsBlank(cells[p]):
		case cell.IsMostlyPhone(cells[p]):
			phone = true
			other = other || cell.HasLetter(cells[p]) && !cell.IsPhone(cells[p])
		default:
			other = other || !cell.HasDigit(cells[p])
		}
	}
	if phone {
		for _, i := range sh.never {
			if i < len(cells) && cell.IsPhone(cells[i]) {
				return phone, i
			}
		}
	}
	if !other {
		return phone, -1
	}
	for _, i := range sh.strangers {
		if i < len(cells) && (cell.IsPhone(cells[i]) || sh.trims && slices.Contains(sh.phones, 0) && i < len(cells)-1 && cell.EndsInPhone(cells[i])) {
			return phone, i
		}
	}
	return phone, -1
}

// besideNumbers reports whether a column of phones has such a cell.
func (sh *shape) besideNumbers(cells []string) bool {
	return slices.ContainsFunc(sh.phones, func(p int) bool { return p < len(cells) && cell.IsPhoneAndText(cells[p]) })
}

// glued reports whether each number in the columns of phones has letters beside
// it that no other row need have.
func (sh *shape) glued(cells []string) bool {
	letters := false
	for _, p := range sh.phones {
		switch {
		case p >= len(cells) || cell.IsBlank(cells[p]):
		case cell.IsPhone(cells[p]):
			return false
		default:
			letters = letters || cell.HasLetter(cells[p])
		}
	}
	return letters
}

// endsTorn reports whether a cell ends with the backslash by which MySQL says
// that the line break behind it belongs to the cell.
func endsTorn(c string) bool { return strings.HasSuffix(c, `\`) && syntax.OddBackslashes(c) }
