package source

import (
	"slices"
	"strings"
	"unicode"

	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// shape is what the rows of a file have in common: how many cells they have and where phone
// numbers are. It is learned from the head of a file and then constant, so that chunks can be
// judged on any goroutine: what it says about a row depends only on the row.
type shape struct {
	delim   byte // of the list
	columns int  // of the header; anyWidth where rows may have any number of cells
	// phones are the columns that hold phone numbers. If there are none, rows are judged only
	// by their width.
	phones []int
	// sparePhones are columns named for phones that have hardly any.
	sparePhones []int
	// behindAnswers are those of them to the right of an answer, in which at most one row has
	// an answer itself.
	behindAnswers []int
	// strangers are the columns in which a phone number does not belong.
	strangers []int
	header    []string        // its cells as they are repeated on every page
	names     map[string]bool // the same in lower case, without blank ones
	worded    []int           // the columns of names of people and cities
	titles    map[string]bool // the lines above it without their digits, as a report repeats them on every page
	// always is a column that all rows have filled, other than the first and those of phones,
	// or -1; oneWord: the cells of the first column are single words.
	always  int
	oneWord bool
	// capitals: the first cells of the rows begin with capitals.
	capitals bool
	// filled are the columns, other than those of phones, that all rows but the last two have
	// filled; lengths has the numbers of digits in their phone numbers, as bits.
	filled  []int
	lengths uint64
	// comments: a row that begins like a comment is one.
	// commentsRefuse: a title says that it must not be called.
	comments, commentsRefuse bool
	tells                    bool // a column of tags or codes says who must not be called
	// answerLast: the last column says whether people may be called.
	answerLast bool
	// answers are the columns that say whether people may be called, or sent anything.
	answers []int
	// never are these, and columns of places: they hold no numbers.
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
	// blankRefusals: such a file leaves out the blank cells of a column of refusals.
	blankRefusals bool
	// mostFilled is the last column that most rows of such a file have filled.
	mostFilled int
	// drops is the number of cells in rows that leave blank ones out, or 0.
	drops int
	// groups are the columns that only the first rows of groups have filled.
	groups []group
	// heads are nil where no row heads others.
	heads *heads
	// examples are the lines of example rows in a template.
	examples lineSet
	// lettered: single letters head groups of names.
	lettered bool
	// padded: as many cells as there are rows are filled up with zero bytes.
	padded bool
	// ragged: other rows have more cells than the header, too.
	ragged bool
	// overfull: several rows have cells beyond the header's that are filled.
	overfull bool
	// whole is the line of a total that shows that all rows are there, or 0.
	whole int64
	// torn are the lines of rows that a line break tore apart.
	torn lineSet
	// footers are the lines of rows at the end of a short list that are not contacts.
	footers lineSet
	// below is the line of the names of a table below the list that has no numbers, or 0.
	below int64
	// refusing are the lines of headings that say not to call, and refused those of the rows
	// below them, with the line of the heading.
	refusing lineSet
	refused  map[int64]int64
	// doubted are the lines of rows in the sample whose cells are not in their columns.
	doubted lineSet
	rounded []int // the columns of phones that have rounded numbers
	// codes mean not to call according to legends, which are in the lines of legends.
	codes   []rowCode
	legends lineSet
	found   *fileNotices
	// people are the full names in the sample, in lower case; nil if there are no names.
	people  func() map[string]bool
	namedBy nameColumns // of these names
	// codesHeld are the codes that columns of the sample have.
	codesHeld func() map[string]bool
}

// verdict is what becomes of a row.
type verdict uint8

const (
	isRow    verdict = iota // a record, be it a malformed one
	isNoRow                 // nothing: a repeated header
	isNoList                // the end: the file is refused
)

// classify gives the record as many cells as the file has columns if it is a row, or says why
// it is malformed.
func (sh *shape) classify(rec *Record) verdict {
	if sh.columns == anyWidth {
		return isRow
	}
	if sh.refused != nil {
		sh.markSection(rec)
	}
	if sh.below > 0 && rec.Line >= sh.below {
		if rec.Line == sh.below {
			return isNoRow
		}
		rec.malformed("footer", 0, "this row belongs to a table below the list that has no phone numbers")
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
		if (sh.heads == nil || !sh.heads.isHead(rec.Cells)) && sh.plainly(rec.Cells, rec.Line) {
			return isRow
		}
	}
	if len(rec.Cells) < sh.columns {
		if cells := sh.splitAnew(rec.Cells); cells != nil {
			rec.Cells = cells
			if at := sh.ofAnotherList(cells); at >= 0 {
				rec.malformed("shifted_row", at+1, "this row uses a different delimiter than the file, and a cell does not fit its column")
			}
		} else if sh.runsIntoHeader(rec.Cells) {
			return sh.refuseHeader(rec)
		}
	}
	if v := sh.doubt(rec); v != isRow {
		return v
	}
	sh.fit(rec)
	return isRow
}

// fit gives a row as many cells as the file has columns, or makes it malformed.
func (sh *shape) fit(rec *Record) {
	n := len(rec.Cells)
	trims := sh.trims || n == sh.drops && n > 0
	if n < sh.columns && !rec.Malformed {
		sh.checkShort(rec, trims)
	}
	if n > sh.columns && sh.overfull && !rec.Malformed {
		rec.malformed("too_many_cells", sh.columns+1, "this row has more cells than the header, as others have whose cells beyond it are filled")
	}
	rec.fit(sh.columns, trims)
	if sh.blankRefusals && rec.Trimmed && normalize.AnswerOf(rec.Cells[n-1]) <= normalize.Nothing {
		rec.Missing = 0 // an answer may be the one that is missing
	}
}

// checkShort makes a row with fewer cells than the header malformed if it is not certain that
// its last cells are missing.
func (sh *shape) checkShort(rec *Record, trims bool) {
	n, answers := len(rec.Cells), len(sh.answers)
	switch {
	case !trims && answers > 1 && sh.answers[0] < n && sh.answers[answers-1] >= n:
		rec.malformed("torn_row", 0, "this row has fewer cells than the header and fewer answers: it is not clear which are missing")
	case sh.torn[rec.Line]:
		rec.malformed("torn_row", 0, tornInTwo)
	case !trims && sh.places != nil && len(sh.places.always) > 0 && sh.places.always[len(sh.places.always)-1] >= n:
		rec.malformed("torn_row", 0, "this row has fewer cells than the header and lacks one that all others have: it is not clear which cells are missing")
	case !trims && sh.places != nil && sh.places.lastFull >= n && 2*n < sh.columns && anyAt(rec.Cells, sh.phones, cell.IsPhone):
		rec.malformed("torn_row", 0, "this row has less than half the cells of the header, and all others have more: it is not clear which cells are missing")
	case sh.tornOff(rec.Cells), anyAt(rec.Cells, sh.worded, func(c string) bool { return cell.IsDate(c) || cell.IsPhone(c) || cell.IsEmail(c) }):
		rec.malformed("torn_row", 0, "this row has fewer cells than the header, and one is in the wrong column: it is not clear which cells are missing")
	default:
		if i := slices.IndexFunc(rec.Cells, sh.swallows); i >= 0 {
			rec.malformed("torn_row", i+1, "this row has fewer cells than the header, and a cell with a delimiter next to a quote, which may be two cells")
		}
	}
}

// doubt judges a row that is not plainly one: a title, a header, a footer or an error message
// between the rows, or cells that are not in their columns.
func (sh *shape) doubt(rec *Record) verdict {
	cells := rec.Cells
	first, at, n := firstFilled(cells)
	if n == 0 {
		if rec.lostNUL() {
			rec.malformed("binary_bytes", 0, "this line is all zero bytes: text after the previous line may be lost")
		}
		return isRow
	}
	if len(sh.titles) > 0 && sh.columns > 1 && sh.titles[undated(strings.Join(cells, ""))] && (n == 1 || !slices.ContainsFunc(cells, cell.HasPhoneDigits)) {
		return isNoRow
	}
	phone, strange := sh.numbers(cells)
	if len(cells) > sh.columns && sh.columns > 2 && sh.header != nil && (sh.otherHeader(cells[sh.columns-1], cells[sh.columns:]) || sh.endsInNames(cells)) {
		return sh.refuseHeader(rec)
	}
	if remark.OpensBlock(first, cells) {
		return sh.refuse(refuseFile(rec.Line, "remove the rows that are commented out, with the marks around them",
			"line %d begins a comment that ends in a line below: the rows between may have been taken out", rec.Line))
	}
	if !phone && !sh.isFull(cells, n) {
		if v := sh.between(rec, first, n); v != isRow {
			return v
		}
	}
	if (!phone && !slices.ContainsFunc(cells, cell.HasPhoneDigits) || sh.isFooter(cells, first, at, n, true)) && sh.forbids(cells, first, n) {
		return sh.refuseForbidding(rec)
	}
	sh.judge(rec, phone, strange)
	return isRow
}

const tornInTwo = "a line break splits this row: this line and the one above or below are one row"

// undated returns a title without its digits, which may be the date or the page, and blanks.
func undated(title string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsDigit(c) || unicode.IsSpace(c) {
			return -1
		}
		return c
	}, title)
}

// judge makes a row malformed that is none, or whose cells are not in their columns. phone and
// strange are what numbers says of it.
func (sh *shape) judge(rec *Record, phone bool, strange int) {
	cells := rec.Cells
	first, at, n := firstFilled(cells)
	switch {
	case !phone && rec.isDebris():
		rec.malformed("binary_bytes", at+1, "this line has bytes that are not text: text after the previous line may be lost")
	case phone && (sh.comments || sh.commentsRefuse) && remark.IsCommented(first):
		if sh.commentsRefuse {
			rec.problem(RefusedElsewhere, at+1, "a line above the header says not to call those who are commented out")
		}
		rec.malformed("commented_out", at+1, "this row begins like a comment: somebody has commented it out")
	case sh.examples[rec.Line]:
		rec.malformed("example_row", at+1, "this row is an example from a template, not a contact")
	case sh.columns > 1 && (sh.footers[rec.Line] || sh.isFooter(cells, first, at, n, phone)):
		rec.malformed("footer", at+1, "this line is the end of a report, such as a total or a note, not a contact")
	case !phone && n == sh.columns && n > 2 && allSame(cells):
		rec.malformed("footer", at+1, "this row has the same text in all cells: it is a heading between the rows, not a contact")
	case phone && n == 2 && sh.columns > 3 && slices.ContainsFunc(cells, remark.IsRemoval):
		rec.malformed("footer", at+1, "this row only has a number and a refusal: it is not a contact")
	case sh.heads.isHead(cells):
		rec.malformed("footer", at+1, "this row has the name of somebody else, to whom the rows below belong: it is a heading, not a contact")
	case sh.capitals && remark.GoesOnInLowerCase(cells[0]):
		rec.malformed("torn_row", 1, "this line seems to continue the text of the line above: it begins in lower case where all others have a name")
	case strange >= 0 && len(cells) >= sh.columns:
		rec.malformed("shifted_row", strange+1, "the cells of this row are in the wrong columns: it has a number where no other row has one")
	case strange >= 0 && len(cells) < sh.columns:
		rec.malformed("torn_row", strange+1, "this line is only part of a row: it has a number where no other row has one")
	case phone && len(cells) == sh.columns && anyAt(cells, sh.sparePhones, cell.IsFullName):
		rec.malformed("shifted_row", 0, "the cells of this row are in the wrong columns: it has a name where phone numbers belong")
	case phone && len(cells) == sh.columns && anyAt(cells, sh.behindAnswers, isYesOrNo):
		rec.malformed("shifted_row", 0, "the cells of this row are in the wrong columns: it has an answer where phone numbers belong, beside the column of answers")
	case sh.torn[rec.Line] && len(cells) == sh.columns:
		rec.malformed("torn_row", 0, tornInTwo)
	case phone && (sh.doubted[rec.Line] || sh.mayBeDisplaced(cells) && sh.displaced(cells) >= 0):
		message := "the cells of this row are in the wrong columns: this one and others have values that no other row has there"
		if sh.shifted(cells) >= 0 {
			message = "the cells of this row are in the wrong columns: the value for this one is in a neighboring column"
		}
		code := "shifted_row"
		if len(cells) < sh.columns {
			code = "torn_row"
		}
		rec.malformed(code, sh.displaced(cells)+1, message)
	case !phone && len(cells) < sh.columns && sh.columns > 2 && len(sh.phones) > 0 && cell.HasPhoneDigits(first) && hasOtherDelimiter(first, sh.delim):
		rec.malformed("torn_row", at+1, "this row uses a different delimiter than the file")
	case phone && len(cells) < sh.columns && sh.glued(cells):
		rec.malformed("torn_row", 0, "this row has fewer cells than the header, and two of them seem to be merged: there is text next to a number where other rows have only a number")
	case !phone && n < len(cells) && len(cells) == sh.columns && endsTorn(cells[len(cells)-1]):
		rec.malformed("torn_row", len(cells), "this row continues on the next line, which is not a row")
	}
}

// between judges a row without a number, which may not be one: a legend, a title of the rows
// below, another header, or an error message of the program that wrote the file. first is the
// first of its n cells that are not blank.
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
	case sh.legends[rec.Line], sh.refusing[rec.Line]:
		return isNoRow
	case codes != nil:
		return sh.refuse(legendRefusal(rec.Line, codes[0]))
	case remark.IsConflictMark(first):
		return sh.refuse(refuseFile(rec.Line, "resolve the conflict, so that each row is in the file once",
			"line %d is the mark of a merge conflict: the file has two versions of its rows", rec.Line))
	case sh.brokeOff(cells, first, n):
		if sh.whole > 0 && rec.Line > sh.whole {
			return isNoRow
		}
		return sh.refuse(refuseFile(rec.Line, "export the file again; the rows above that line may not be all of them",
			"line %d is an error message, not a row: the export stopped there", rec.Line))
	case one && cell.HasLetter(text) && !sh.single() && !remark.IsEndMark(text) && (remark.SaysDoNotCall(text) || remark.PermitsLooks(text)) && !(cell.HasPhoneDigits(text) && remark.IsHowTo(text)):
		return sh.refuse(refuseFile(rec.Line, "remove the people who must not be called from the file and add them with rollcall suppress add, or mark them in a column",
			"line %d is not a row but says not to call: it is not clear whom it means", rec.Line))
	case !one && n > 1 && len(cells) < sh.columns && (!sh.trims || len(sh.phones) > 0 && len(cells) <= sh.phones[0]) && remark.SaysDoNotCall(remark.Spaced(cells)):
		return sh.refuseForbidding(rec)
	case strings.HasPrefix(first, "#") && sh.namesIn(cells) > 1:
		return sh.refuseHeader(rec)
	case one && !sh.single() && !sh.lettered && remark.SaysNo(text) && !remark.IsEndMark(text):
		return sh.refuse(refuseFile(rec.Line, "remove the people below who said no from the file, or mark them in a column, and remove that line",
			"line %d is not a row but an answer, %q: it is not clear which rows it means", rec.Line, cell.ColumnName(text)))
	case (one || len(cells) < sh.columns && !sh.trims) && !slices.ContainsFunc(cells, cell.IsNumber) && sh.namesSomebody(cells) != "" && !remark.IsFooter(first):
		return sh.refuse(refuseNamed(rec.Line, sh.namesSomebody(cells)))
	case !sh.single() && n <= 4 && cell.HasLetter(first) && (n == 1 || n < sh.columns && !anyAt(cells, sh.phones, cell.HasPhoneDigits)) && (remark.LimitsRows(lineOf(cells)) || sh.takesOut(cells) || sh.limitsCode(cells)):
		return sh.refuse(refuseLimits(rec.Line, lineOf(cells)))
	}
	if sh.columns > 1 && n > 1 {
		return sh.headerAgain(rec)
	}
	return isRow
}

// namesIn counts the cells of a comment that are names of columns: "# appended
// (name,phone,dnc)".
func (sh *shape) namesIn(cells []string) (n int) {
	for _, c := range cells {
		if at := strings.LastIndexAny(c, "(["); at >= 0 {
			c = c[at+1:]
		}
		if sh.names[strings.ToLower(cell.ColumnName(strings.Trim(c, "#()[] ")))] {
			n++
		}
	}
	return n
}

// lineOf returns a line that is not a row, with its cells joined again.
func lineOf(cells []string) string { return strings.TrimRight(strings.Join(cells, ","), ",") }

// brokeOff reports whether a row without a number is an error message of the program that
// wrote the file, which stopped there: it does not fill exactly all columns.
func (sh *shape) brokeOff(cells []string, first string, n int) bool {
	const most = 4 // cells of a message with commas
	if _, one := sole(cells); !one && len(cells) == sh.columns && (n == len(cells) || n > most) {
		return false
	}
	if remark.BeginsAsError(first) {
		return true
	}
	const longest = 300
	line := lineOf(cells)
	const sentence = 4 // words
	return (n == 1 || len(cells) > sh.columns || n < sh.columns && len(strings.Fields(first)) >= sentence) && len(line) <= longest && remark.MentionsError(line)
}

func (sh *shape) refuse(e *RefusedError) verdict {
	sh.found.refuse(e)
	return isNoList
}

// allSame reports whether all cells have the same text, as merged ones do.
func allSame(cells []string) bool {
	return cell.HasLetter(cells[0]) && !slices.ContainsFunc(cells, func(c string) bool { return c != cells[0] })
}
