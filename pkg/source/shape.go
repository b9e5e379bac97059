package source

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
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
	// strangers are the columns in which no phone number may stand.
	strangers []int
	header    []string        // its cells as they are repeated on every page
	names     map[string]bool // the same in lower case, without blank ones
	// always is a column that is filled in all rows, beside those of phones and the
	// first, or -1; plain: the cells of the first column are single words.
	always  int
	oneWord bool
	// filled are the columns beside those of phones that all rows have filled, but for
	// the last two; lengths has how many digits their phone numbers have, as bits.
	filled  []int
	lengths uint64
	// comments: a row that begins with the mark of a comment is one.
	comments bool
	// answerLast: the last column says whether people may be called.
	answerLast bool
	// trims: the file leaves blank cells out at a row's end.
	trims bool
	// groups are the columns that only the first rows of groups have filled.
	groups []group
	// examples are the lines that a template has as examples.
	examples map[int64]bool
	// footers are the lines of rows at the end of a short list that are no contacts.
	footers map[int64]bool
	found   *findings
}

// findings are what the rows of a file told that no single record can carry.
type findings struct {
	sync.Mutex
	repeated      int64 // headers
	firstRepeated int64 // line
	refused       *RefusedError
	encoding      string // what was guessed of it
	undone        map[*escape]int64
}

func (f *findings) repeat(line int64) {
	f.Lock()
	defer f.Unlock()
	if f.repeated++; f.firstRepeated == 0 || line < f.firstRepeated {
		f.firstRepeated = line
	}
}

// refuse keeps the refusal of the lowest line.
func (f *findings) refuse(e *RefusedError) {
	f.Lock()
	defer f.Unlock()
	if f.refused == nil || e.Line < f.refused.Line {
		f.refused = e
	}
}

func (f *findings) refusal() error {
	f.Lock()
	defer f.Unlock()
	return f.refused
}

func (f *findings) notices() (all []Notice) {
	f.Lock()
	defer f.Unlock()
	if f.encoding != "" {
		all = append(all, Notice{Code: "encoding_guessed", Message: f.encoding})
	}
	for _, e := range append(escapes, mojibake) {
		if n := f.undone[e]; n > 0 {
			all = append(all, Notice{Code: e.code, Message: e.message, Count: n})
		}
	}
	if n := f.repeated; n > 0 {
		all = append(all, Notice{
			Code: "repeated_header", Line: f.firstRepeated, Count: n,
			Message: "the header is repeated between the rows; these lines are not rows",
		})
	}
	return all
}

// verdict is what becomes of a row.
type verdict uint8

const (
	isRow    verdict = iota // a record, be it a malformed one
	isNoRow                 // nothing: a repeated header
	isNoList                // the end: the file is refused
)

// judge sets the record to as many cells as the list has columns, if it is a row
// of this list, and says why it is malformed, if it is not.
func (sh *shape) judge(rec *Record) verdict {
	if sh.columns == anyWidth {
		return isRow
	}
	if rec.Malformed {
		if sh.endsInHeader(rec.Cells) {
			return sh.refuseHeader(rec)
		}
		return isRow
	}
	if sh.groups != nil {
		if v := sh.headsRefusals(rec); v != isRow {
			return v
		}
	}
	if n := len(rec.Cells); n == sh.columns && len(rec.Cells[n-1]) >= fewestStuck && sh.stuckHeader(rec.Cells[n-1]) {
		return sh.refuseHeader(rec)
	}
	if len(rec.Cells) != sh.columns || !sh.plainly(rec.Cells) {
		if len(rec.Cells) < sh.columns {
			if cells := sh.splitAnew(rec.Cells); cells != nil {
				rec.Cells = cells
			}
		}
		if v := sh.doubt(rec); v != isRow {
			return v
		}
	}
	rec.fit(sh.columns, sh.trims)
	return isRow
}

// fewestStuck is how many bytes a header has at least that is stuck to a row's last cell.
const fewestStuck = 16

// stuckHeader reports whether the last cell of a row has another header behind it, with
// another delimiter: the row's line end is gone, and the rows below are another list's.
func (sh *shape) stuckHeader(cell string) bool {
	if sh.columns < 3 || sh.header == nil || len(cell) > 4096 {
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
		g := grammar{delim: delim, quote: '"', maxRow: len(line) + 1}
		spans, end, how := g.row(line, 0, true, nil)
		if how != whole || end != len(line) || len(spans) != sh.columns {
			continue
		}
		var a arena
		split := make([]string, len(spans))
		for i, s := range spans {
			split[i] = g.text(line, s, &a)
		}
		if slices.ContainsFunc(sh.phones, func(p int) bool {
			return wholePhone(split[p]) || sh.header != nil && strings.EqualFold(columnName(split[p]), sh.header[p])
		}) {
			return split
		}
	}
	return nil
}

// plainly reports whether a row of the right width has numbers, or one and else
// nothing, where phones stand and begins with nothing that footers begin with.
// It is for speed: doubt comes to the same for such rows.
func (sh *shape) plainly(cells []string) bool {
	if sh.phones == nil || sh.examples != nil || sh.footers != nil || suspicious(cells[0]) || sh.always > 0 && isBlank(cells[sh.always]) {
		return false
	}
	numbers, worded := 0, false
	for _, p := range sh.phones {
		switch c := cells[p]; {
		case numeric(c):
			numbers++
		case c == "":
		case phoneish(c): // with words beside it
			numbers++
			worded = true
			if slices.ContainsFunc(sh.strangers, func(i int) bool { return wholePhone(cells[i]) }) && hasLetter(c) && !wholePhone(c) {
				return false
			}
		default:
			return false
		}
	}
	return numbers == len(sh.phones) && !worded || numbers > 0 && hasThree(cells)
}

// hasThree reports whether at least three cells are filled: footers have fewer.
func hasThree(cells []string) bool {
	n := 0
	for _, c := range cells {
		if c != "" && c[0] > ' ' && c[0] < utf8.RuneSelf {
			if n++; n == 3 {
				return true
			}
		}
	}
	return false
}

// numeric reports whether a cell of 9 to 24 bytes ends with a digit and has no
// letter and nothing beyond ASCII.
func numeric(s string) bool {
	if len(s) < 9 || len(s) > 24 || s[len(s)-1]-'0' > 9 {
		return false
	}
	const beyond = (0x7f - '9') * ones
	b := view(s)
	x := word(b, 0)
	bad := x | (x&lows + beyond)
	x = word(b, len(b)-8)
	bad |= x | (x&lows + beyond)
	if len(b) > 16 {
		x = word(b, 8)
		bad |= x | (x&lows + beyond)
	}
	return bad&highs == 0
}

// suspicious reports whether a row's first cell may begin a footer or an example.
// It may err on that side.
func suspicious(s string) bool {
	if s == "" {
		return true
	}
	switch s[len(s)-1] {
	case ':', '?':
		return true
	}
	h := beginning(s)
	return len(s) > longName || s[0]-';' < 3 || s[0] == '~' || s[0] < '0' && s[0] != '+' && s[0] != '(' || suspects()[h>>6]&(1<<(h&63)) != 0
}

// longName is how many bytes the names of nearly all people have at most.
const longName = 28

// beginning is a number for the first four bytes of a text in small letters.
func beginning(s string) uint32 {
	if len(s) >= 4 {
		w := uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
		return (w | ^w>>2&0x20202020) * 2654435761 >> (32 - 13)
	}
	var k [4]byte
	for i := range len(s) {
		if k[i] = s[i]; s[i] < utf8.RuneSelf {
			k[i] |= 0x20
		}
	}
	return (uint32(k[0]) | uint32(k[1])<<8 | uint32(k[2])<<16 | uint32(k[3])<<24) * 2654435761 >> (32 - suspectBits)
}

// suspectBits is how many bits a beginning is reduced to: so many that hardly a name is
// suspected for nothing.
const suspectBits = 16

// suspects are the beginnings of totals, of nobody, and of footers with a phone
// number in them.
func suspects() *suspectSet {
	if set := suspectsRead.Load(); set != nil {
		return set
	}
	return readSuspects()
}

type suspectSet [1 << suspectBits / 64]uint64

var suspectsRead atomic.Pointer[suspectSet]

var readSuspects = sync.OnceValue(func() *suspectSet {
	var set suspectSet
	add := func(w string) {
		for _, form := range []string{w, strings.ToUpper(w), titleCase(w)} {
			h := beginning(form)
			set[h>>6] |= 1 << (h & 63)
		}
	}
	for w := range totals() {
		add(w)
	}
	for w := range nobody() {
		add(w)
	}
	for w := range lineNames() {
		add(w)
	}
	for _, w := range strings.Fields("help customer call contact support supplier hotline phone please reach write for with need email e-mail technical rückfragen fragen bei pour des preguntas dudas consultas dúvidas per vragen вопросы") {
		add(w)
	}
	suspectsRead.Store(&set)
	return &set
})

// titleCase returns a word with its first letter as a capital.
func titleCase(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToTitle(r)) + w[n:]
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
	if len(cells) > sh.columns && sh.columns > 2 && sh.header != nil && sh.otherHeader(cells[sh.columns-1], cells[sh.columns:]) {
		return sh.refuseHeader(rec)
	}
	if !phone {
		text, one := sole(cells)
		code := ""
		if n <= 2 && sh.columns > 1 && !sh.single() {
			code = refusingCode(cells)
		}
		switch {
		case code != "":
			return sh.refuse(legendRefusal(rec.Line, code))
		case (n < len(cells) || len(cells) < sh.columns || one) && brokenExport().MatchString(first):
			return sh.refuse(&RefusedError{
				Line:    rec.Line,
				Message: "line " + strconv.FormatInt(rec.Line, 10) + " is an error message, not a row: the export stopped there",
				Hint:    "export the file again; the rows above that line may not be all of them",
			})
		case one && hasLetter(text) && !sh.single() && !endMark().MatchString(text) && saysDoNotCall(text) && !(longNumberIn(text) && howTo().MatchString(text)):
			return sh.refuse(&RefusedError{
				Line:    rec.Line,
				Message: "line " + strconv.FormatInt(rec.Line, 10) + " is not a row of the list, but says not to call: it is not clear whom it is about",
				Hint:    "remove the people who must not be called from the list and add them with rollcall suppress add, or give them a column that says so",
			})
		}
		if sh.columns > 1 && n > 1 {
			if v := sh.headerAgain(rec); v != isRow {
				return v
			}
		}
	}
	switch {
	case !phone && rec.isDebris():
		rec.malformed("binary_bytes", at+1, "this line has bytes that are not text: text after the previous line may be lost")
	case phone && sh.comments && commented().MatchString(first):
		rec.malformed("commented_out", at+1, "this row begins with the mark of a comment, so somebody has taken it out")
	case sh.examples[rec.Line]:
		rec.malformed("example_row", at+1, "this row is the example of a template, not a contact")
	case sh.columns > 1 && (sh.footers[rec.Line] || sh.isFooter(cells, first, at, n, phone)):
		rec.malformed("footer", at+1, "this line is the end of a report, such as a total or a note, not a contact")
	case strange >= 0 && len(cells) >= sh.columns:
		rec.malformed("shifted_row", strange+1, "the cells of this row are in the wrong columns: it has a number where no other row has one")
	case strange >= 0 && len(cells) < sh.columns:
		rec.malformed("torn_row", strange+1, "this line is only part of a row: it has a number where no other row has one")
	case phone && len(cells) < sh.columns && sh.glued(cells):
		rec.malformed("torn_row", 0, "this row has fewer cells than the header, and two of them seem to be merged: there is text next to a number where other rows have only a number")
	case !phone && n < len(cells) && len(cells) == sh.columns && endsTorn(cells[len(cells)-1]):
		rec.malformed("torn_row", len(cells), "this row continues on the next line, which is not a row")
	}
	return isRow
}

func (sh *shape) refuse(e *RefusedError) verdict {
	sh.found.refuse(e)
	return isNoList
}

// cutIn reports whether a last row without a line end was cut off: it has fewer cells than
// the others, or ends with a phone number of fewer digits than any.
func (sh *shape) cutIn(rec *Record) bool {
	if rec.Missing > 0 && !rec.Trimmed {
		return true
	}
	last := len(rec.Cells) - 1 - rec.Missing
	if last < 0 || !slices.Contains(sh.phones, last) {
		return false
	}
	n := min(digits(rec.Cells[last]), 63)
	return n > 0 && sh.lengths != 0 && sh.lengths&(1<<(n+1)-1) == 0
}

// single reports whether the list has but one column, whose cells may be anything.
func (sh *shape) single() bool { return sh.columns == 1 && sh.phones == nil }

// numbers reports whether a column of phones holds a number, and which column
// holds one that has none in other rows, or -1, where a column of phones holds
// something else, be it beside a number.
func (sh *shape) numbers(cells []string) (phone bool, strange int) {
	other := false
	for _, p := range sh.phones {
		switch {
		case p >= len(cells) || isBlank(cells[p]):
			other = other || p >= len(cells)
		case phoneish(cells[p]):
			phone = true
			other = other || hasLetter(cells[p]) && !wholePhone(cells[p])
		default:
			other = other || !hasDigit(cells[p])
		}
	}
	if !other {
		return phone, -1
	}
	for _, i := range sh.strangers {
		if i < len(cells) && wholePhone(cells[i]) {
			return phone, i
		}
	}
	return phone, -1
}

// besideNumber reports whether a cell has letters and a number, which may be two cells
// in one.
func besideNumber(cell string) bool {
	return hasLetter(cell) && !wholePhone(cell) && phoneish(cell)
}

// besideNumbers reports whether a column of phones has such a cell.
func (sh *shape) besideNumbers(cells []string) bool {
	return slices.ContainsFunc(sh.phones, func(p int) bool { return p < len(cells) && besideNumber(cells[p]) })
}

// glued reports whether each number in the columns of phones has letters beside
// it that no other row need have.
func (sh *shape) glued(cells []string) bool {
	letters := false
	for _, p := range sh.phones {
		switch {
		case p >= len(cells) || isBlank(cells[p]):
		case wholePhone(cells[p]):
			return false
		default:
			letters = letters || hasLetter(cells[p])
		}
	}
	return letters
}

// endsTorn reports whether a cell ends with the backslash by which MySQL says
// that the line break behind it belongs to the cell.
func endsTorn(c string) bool { return strings.HasSuffix(c, `\`) && oddBackslashes(c) }

// phoneish reports whether most of a cell is a number as long as those of
// phones, whatever else is in it.
func phoneish(c string) bool {
	n := digits(c)
	return n >= 7 && n <= 34 && 2*n >= len(c)-2 || n >= 7 && n <= 34 && 3*n >= len(c) && strings.ContainsAny(c, "+(")
}

// wholePhone reports whether a cell is a phone number and nothing else, by its
// characters: digits, and what people set between them.
func wholePhone(c string) bool {
	c = strings.TrimSpace(c)
	if len(c) < 7 || len(c) > 44 {
		return false
	}
	n := 0
	for i := 0; i < len(c); i++ {
		switch b := c[i]; {
		case b >= '0' && b <= '9':
			n++
		case strings.IndexByte(" ()+-./'\"=", b) >= 0, b >= 0x80 && i > 0:
		default:
			return n >= 7 && isExtension(c[i:])
		}
	}
	return n >= 7 && n <= 30 && !isDateLike(c) && !zipPlus4(c)
}

// maxExtension is how many bytes an extension has at most that is told apart.
const maxExtension = 6

// isExtension reports whether a text is an extension and no more: "ext. 34", x34.
func isExtension(s string) bool {
	if len(s) > maxExtension || s[0]|0x20 != 'x' && s[0]|0x20 != 'e' {
		return false
	}
	rest := s[1:]
	if s[0]|0x20 == 'e' {
		if len(s) < 3 || s[1]|0x20 != 'x' || s[2]|0x20 != 't' {
			return false
		}
		rest = s[3:]
	}
	rest = strings.Trim(strings.TrimPrefix(rest, "."), " \t\n\f\r")
	return rest != "" && digits(rest) == len(rest)
}

// isDateLike is dateLike for a text without blanks around it.
func isDateLike(c string) bool {
	at := 0
	for i, most := range [...]int{4, 2, 4} {
		start := at
		for at < len(c) && c[at] >= '0' && c[at] <= '9' {
			at++
		}
		if n := at - start; n == 0 || n > most {
			return false
		}
		if i < 2 {
			if at == len(c) || c[at] != '-' && c[at] != '/' && c[at] != '.' {
				return false
			}
			at++
		}
	}
	return at == len(c) || (c[at] == 'T' || c[at] == ' ') && strings.IndexByte(c[at:], '\n') < 0
}

func zipPlus4(c string) bool { return len(c) == 10 && c[5] == '-' && digits(c) == 9 }

func hasDigit(s string) bool {
	for i := range len(s) {
		if s[i]-'0' <= 9 {
			return true
		}
	}
	return false
}

// longNumberIn reports whether a text has a number in it as long as those of phones.
func longNumberIn(text string) bool { return digits(text) >= 7 }
