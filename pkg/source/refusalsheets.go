package source

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
	"rollcall/pkg/source/internal/xlsx"
)

// RefusedElsewhere is the code of the problem of a row with a number that must not be
// called, as another sheet of the workbook or a note on a cell says.
const RefusedElsewhere = "refused_elsewhere"

const (
	// mostRefused is how many numbers are held that must not be called.
	mostRefused = 2 << 20
	// numberKey is the number of last digits that distinguish numbers: those they have with
	// and without a country code.
	numberKey = 9
)

// refusals are the numbers that must not be called according to the sheets that are not read.
type refusals struct {
	sheets  []string
	columns []int                // of the list in which numbers stand
	at      map[string]refusedAt // by the last digits of their numbers
	notes   map[int64]rowNote    // what is said of rows beside their cells
	// named are pairs of words of texts that say not to call somebody without their number:
	// some are names. people are the columns of the list with names.
	named  map[string]refusedAt
	people nameColumns
}

// refusedAt is the sheet and the row of a number. If its key is only the end of that number,
// it holds for numbers of that length.
type refusedAt struct {
	sheet, line int32
	end         bool
}

// add notes a number.
func (f *refusals) add(number string, sheet int, line int64) {
	if f.at == nil {
		f.at = map[string]refusedAt{}
	}
	at := refusedAt{sheet: int32(sheet), line: int32(line)}
	put := func(key string, at refusedAt) {
		if old, ok := f.at[key]; !ok || old.end && !at.end {
			f.at[key] = at
		}
	}
	put(number[max(0, len(number)-numberKey):], at)
	at.end = true
	for n := cell.FewestDigits; n < min(numberKey, len(number)); n++ {
		put(number[len(number)-n:], at)
	}
}

// name notes the people that a row names.
func (f *refusals) name(cells []string, sheet int, line int64) {
	words := wordsOf(strings.Join(cells, " "))
	for i := 0; i+1 < len(words) && len(f.named) < mostRefused; i++ {
		if f.named == nil {
			f.named = map[string]refusedAt{}
		}
		if key := words[i] + " " + words[i+1]; f.named[key].line == 0 {
			f.named[key] = refusedAt{sheet: int32(sheet), line: int32(line)}
		}
	}
}

// of returns what is said of a number, if anything.
func (f *refusals) of(number string) (refusedAt, bool) {
	for n := min(numberKey, len(number)); n >= cell.FewestDigits; n-- {
		if at, ok := f.at[number[len(number)-n:]]; ok && (!at.end || n == len(number)) {
			return at, true
		}
	}
	return refusedAt{}, false
}

// within notes the columns in which numbers may be: all but those of other people and of
// things other than phones.
func (f *refusals) within(names []string) {
	if f == nil {
		return
	}
	for i, name := range names {
		switch header.Read(name).Concept {
		case header.OthersPhone, header.Fax, header.ID, header.Zip:
		default:
			f.columns = append(f.columns, i)
		}
	}
	var ok bool
	if f.people, ok = nameColumnsOf(names); !ok {
		f.named = nil
	}
}

// mark notes on a record that one of its numbers must not be called.
func (f *refusals) mark(rec *Record) {
	if f == nil || rec.Malformed {
		return
	}
	switch f.notes[rec.Line] {
	case noted:
		rec.problem(RefusedElsewhere, 0, "a note on a cell of this row says not to call")
		return
	case drawnOver:
		rec.malformed("commented_out", 0, "a line or a cross is drawn over this row: somebody may have crossed it out")
		return
	}
	if len(f.named) > 0 {
		first, last := f.people.of(rec.Cells)
		for _, name := range []string{first + " " + last, last + " " + first} {
			if at, ok := f.named[name]; ok {
				rec.problem(RefusedElsewhere, 0, fmt.Sprintf("row %d of sheet %q says that somebody of this name must not be called", at.line, f.sheets[at.sheet]))
				return
			}
		}
	}
	if len(f.at) == 0 {
		return
	}
	for _, p := range f.columns {
		if p >= len(rec.Cells) {
			continue
		}
		for _, n := range numbersIn(rec.Cells[p]) {
			if at, ok := f.of(n); ok {
				rec.problem(RefusedElsewhere, p+1, fmt.Sprintf("row %d of sheet %q says that this number must not be called", at.line, f.sheets[at.sheet]))
				return
			}
		}
	}
}

// numbersIn returns the digits of the phone numbers in a cell.
func numbersIn(text string) (numbers []string) {
	if cell.CountDigits(text) < cell.FewestDigits {
		return nil
	}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;/|\n", r) }) {
		if n := numberIn(part); n != "" {
			numbers = append(numbers, n)
		}
	}
	if n := numberIn(text); numbers == nil && n != "" { // 212/736/5011
		numbers = append(numbers, n)
	}
	return numbers
}

// numberIn returns the digits of a phone number, without an extension or a note after it, or
// "".
func numberIn(text string) string {
	text = strings.TrimSuffix(strings.TrimSpace(text), ".0")
	if cell.IsDate(text) {
		return ""
	}
	var number []byte
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= '0' && c <= '9':
			number = append(number, c)
		case cell.IsWordByte(c) && len(number) >= cell.FewestDigits:
			return string(number)
		}
	}
	if n := len(number); n < cell.FewestDigits || n > 20 {
		return ""
	}
	return string(number)
}

// refusalSearch searches a sheet that is not read for people who must not be called.
type refusalSearch struct {
	into       *refusals
	highlights highlights // of which this sheet says something, if it is no list
	sheet      int
	all        bool // the sheet is called so
	header     int64
	// phones, answers and people are the columns of numbers, of answers and of what else
	// identifies people; phones is empty if they are not named.
	phones, answers, people []int
	concepts                []header.Concept // of the columns
	// section: a heading above the rows says that they must not be called.
	section bool
	// nameless is the first row that says so of somebody without a number, alone the first
	// with only a text in a sheet that is named so; or 0.
	nameless, alone int64
	numbers         bool // there is one
	// onRows is a text that says not to call those in some rows of another sheet.
	onRows string
	said   map[string]bool
	codes  []sheetCode // for which the sheet says that they mean not to call
	looked int         // how many rows were looked at for them
}

// sheetCode is what a row of a sheet says means not to call.
type sheetCode struct {
	code, where string
}

// mostLegend is how many rows of a sheet are looked at for what codes mean, and longestMeant
// how long a code can be, in bytes.
const mostLegend, longestMeant = 1000, 32

// mostSaid is how many texts are remembered.
const mostSaid = 4096

func newRefusalSearch(into *refusals, v *sheetSummary) *refusalSearch {
	s := &refusalSearch{into: into, sheet: len(into.sheets), all: remark.SetsAside(v.Name), header: v.headerLine, said: map[string]bool{}}
	into.sheets = append(into.sheets, v.Name)
	for i, name := range v.header {
		c := header.Read(name).Concept
		s.concepts = append(s.concepts, c)
		switch {
		case c == header.Refusal || c == header.Consent:
			s.answers = append(s.answers, i)
		case c == header.FirstName || c == header.LastName || c == header.FullName || c == header.Email || c == header.ID || c == header.Phone:
			s.people = append(s.people, i)
		}
		if c == header.Phone {
			s.phones = append(s.phones, i)
		}
	}
	return s
}

// add adds a row.
func (s *refusalSearch) add(row *xlsx.Row) {
	s.highlights.aside(row, s.into.sheets[s.sheet])
	cells := row.Wide(nil)
	if row.Line == s.header || len(row.Cells) == 0 {
		return
	}
	s.findCodes(row.Line, cells)
	var numbers []string
	for i, c := range cells {
		if s.all && lostDigits().MatchString(c) {
			continue
		}
		if len(s.phones) == 0 && cell.IsMostlyPhone(c) && !cell.IsEmail(c) || slices.Contains(s.phones, i) {
			numbers = append(numbers, numbersIn(c)...)
		}
	}
	if n := joinedNumber(cells); s.all && len(numbers) == 0 && n != "" {
		numbers = append(numbers, n)
	}
	s.numbers = s.numbers || len(numbers) > 0
	text, one := sole(cells)
	if one && saysNobody().MatchString(text) {
		return
	}
	if one && len(numbers) == 0 && cell.HasLetter(text) && !s.unreadNumber(cells) {
		below := row.Line > s.header
		says := remark.SaysDoNotCall(text)
		if n := numbersIn(text); says && n != nil {
			s.refuse(n, row.Line)
		} else if says || normalize.DoubtfulTitle(text) || normalize.WrongNumber(text) {
			s.into.name(cells, s.sheet, row.Line)
			if s.onRows == "" && remark.CountsRows(text) {
				s.onRows = text
			}
		}
		if s.all && below && s.alone == 0 && !says && normalize.AnswerOf(text) == normalize.Unknown {
			s.alone = row.Line
		}
		if len(s.concepts) != 1 || !below || says {
			s.section = says && !legend().MatchString(text) || s.section && (!below || cell.HasDigit(text))
			return
		}
	}
	refused := s.all || s.section
	for i := 0; i < len(cells) && !refused; i++ {
		if refused = s.refuses(i, cells[i]); refused && len(numbers) == 0 && cell.HasLetter(cells[i]) {
			numbers = numbersIn(cells[i]) // "Jane: 212 736 5008 wants no calls"
		}
	}
	switch {
	case !refused || row.Line < s.header:
	case len(numbers) > 0:
		s.refuse(numbers, row.Line)
	default:
		s.into.name(cells, s.sheet, row.Line)
	}
	if refused && row.Line >= s.header && len(numbers) == 0 && s.nameless == 0 && (s.ofSomebody(cells) || s.unreadNumber(cells)) {
		s.nameless = row.Line
	}
}

// joinedNumber returns the number whose parts stand in several cells, as 312 | 944 | 7255, or "".
func joinedNumber(cells []string) string {
	const shortest, longest, fewest = 9, 13, 2
	var number strings.Builder
	parts := 0
	for _, c := range cells {
		c = strings.Trim(c, " ()-+.")
		if c == "" || cell.CountDigits(c) < len(c) || len(c) >= cell.FewestDigits {
			continue
		}
		number.WriteString(c)
		parts++
	}
	if parts < fewest || number.Len() < shortest || number.Len() > longest {
		return ""
	}
	return number.String()
}

// lostDigits matches a number of which a spreadsheet showed only the first digits: 3.12945E+09.
var lostDigits = lazyregexp.New(`(?i)^\s*\d([.,]\d+)?e\+?\d+\s*$`)

// unreadNumber reports whether a row of a sheet of people who must not be called has a number
// that cannot be read.
func (s *refusalSearch) unreadNumber(cells []string) bool {
	return s.all && slices.ContainsFunc(cells, func(c string) bool { return lostDigits().MatchString(c) })
}

// refuse notes that numbers must not be called.
func (s *refusalSearch) refuse(numbers []string, line int64) {
	s.numbers = s.numbers || len(numbers) > 0
	for _, n := range numbers {
		if len(s.into.at) < mostRefused {
			s.into.add(n, s.sheet, line)
		}
	}
}

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

// saysNobody matches a note instead of people: "(none this month)".
var saysNobody = lazyregexp.New(`(?i)^\W*(none|nobody|no one|nil|n/?a|empty|no (entries|records|numbers|people|requests|data)|keine[rn]?|niemand|ningun[oa]|nadie|aucune?|personne|nessun[oa]?|nenhum|ningu[eé]m|geen)\b(\W+\w+){0,4}\W*$`)

// ofSomebody reports whether a row without a number identifies somebody, and is among people
// who must not be called or answers a question.
func (s *refusalSearch) ofSomebody(cells []string) bool {
	is := func(i int) bool { return isFilled(cellAt(cells, i)) }
	return slices.ContainsFunc(s.people, is) &&
		(s.all || s.section || slices.ContainsFunc(s.answers, func(i int) bool { return is(i) && s.refuses(i, cells[i]) }))
}

// ofCodes matches the name of a sheet that says what the answers mean.
var ofCodes = lazyregexp.New(`(?i)\b(codes?|legend|key|reasons?|summary|rules|policy|stat(istic)?s?|counts?|settings|lookups?|values|options)\b`)

// unnumbered returns the first row of somebody who must not be called and has no number, or 0.
func (s *refusalSearch) unnumbered(name string) int64 {
	if s.nameless == 0 && !s.numbers && !ofCodes().MatchString(name) {
		return s.alone
	}
	return s.nameless
}

// refuses reports whether a cell says that the person must not be called.
func (s *refusalSearch) refuses(column int, cell string) bool {
	concept := header.None
	if column < len(s.concepts) {
		concept = s.concepts[column]
	}
	key := string(concept) + "\x00" + cell
	said, known := s.said[key]
	if !known {
		said = refusesIn(concept, cell) || (concept == header.None || concept == header.Notes || concept == header.Extra) && strings.Contains(cell, " ") && noteForbids(cell)
		if len(s.said) < mostSaid {
			s.said[key] = said
		}
	}
	return said
}

// searchRefusals searches the sheets that are not read for people who must not be called, so
// that none of them is called for the sheet that is. It refuses a workbook with such people
// without their numbers, unless told which sheet to read.
func (r *Reader) searchRefusals(chosen *xlsx.Entry, all []sheetSummary, told bool) error {
	found := &refusals{}
	for i := range all {
		v := &all[i]
		if v.Entry == chosen || v.rows == 0 || slices.Contains(r.further, v.Entry) {
			continue
		}
		search := newRefusalSearch(found, v)
		if err := r.eachRow(v, search.add); err != nil {
			return err
		}
		if !told {
			r.codes = append(r.codes, search.codes...)
		}
		if !search.numbers && search.highlights.any() {
			if r.highlights.unsaid = search.highlights.unsaid; search.highlights.refused != nil {
				r.highlights.refused = search.highlights.refused
			}
		}
		if search.onRows != "" && !told {
			return refuseFile(0, fmt.Sprintf("mark these people in a column of sheet %q, and remove that text", chosen.Name),
				"sheet %q says of some rows not to call: %q", v.Name, search.onRows)
		}
		if line := search.unnumbered(v.Name); line > 0 && !told {
			return refuseFile(0, fmt.Sprintf("remove these people from sheet %q, or mark them there, then name it as the sheet to read: --sheet %q, or source: {sheet: %q} in the mapping", chosen.Name, chosen.Name, chosen.Name),
				"row %d of sheet %s of the workbook is about somebody who must not be called, and has no phone number", line, v)
		}
	}
	if len(found.at) >= mostRefused {
		return refuseFile(0, "save them as a separate file, load it with rollcall suppress add, and remove them from the workbook",
			"the sheets of the workbook that are not read have too many numbers that must not be called")
	}
	r.list.refusals = found
	return nil
}

// eachRow calls see with each row of a sheet, with what is merged into its cells.
func (r *Reader) eachRow(v *sheetSummary, see func(*xlsx.Row)) error {
	s, err := r.openSheet(v.Entry)
	if err != nil {
		return err
	}
	defer s.close()
	if err := s.ReadTail(v.headerLine, func(xlsx.Remark) {}, func(xlsx.Drawing) {}); err != nil {
		return r.workbookError(err)
	}
	for n := 0; ; n++ {
		row, err := s.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := s.Complete(&row, len(v.header)); err != nil {
			return r.workbookError(err)
		}
		if n%1024 == 0 && r.input.ctx.Err() != nil {
			return r.input.ctx.Err()
		}
		see(&row)
	}
}
