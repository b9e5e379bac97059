package source

import (
	"cmp"
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
	// unnumbered are those people.
	unnumbered []unnumbered
	notes      map[int64]bool // the rows with a comment that says not to call
	marked     []markedNumbers
	// onRows is a text that says not to call those in some rows of another sheet.
	onRows       string
	thread       string // the last line that means such rows, which heads those below
	said         map[string]bool
	codes        []sheetCode     // for which the sheet says that they mean not to call
	known        map[string]bool // the codes and words that it has
	told         bool            // which sheet is to be read
	names, above []string        // of the columns, and the cells of the row above
	looked       int             // how many rows were looked at for them
}

// markedNumbers are the numbers of a row that has a mark.
type markedNumbers struct {
	mark    xlsx.Highlight
	numbers []string
	line    int64
}

// mostSaid is how many texts are remembered.
const mostSaid = 4096

func newRefusalSearch(into *refusals, v *sheetSummary) *refusalSearch {
	s := &refusalSearch{into: into, sheet: len(into.sheets), all: remark.SetsAside(v.Name), header: v.headerLine, names: v.header, said: map[string]bool{}}
	into.sheets = append(into.sheets, v.Name)
	if s.all && slices.ContainsFunc(v.header, cell.IsFullName) && !slices.ContainsFunc(v.header, func(c string) bool { return header.Read(c).Concept != header.None }) {
		s.header, s.names = 0, nil // it has no names of columns
		return s
	}
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
	text, one := sole(cells)
	if one && remark.CountsRows(text) {
		s.thread = text
	}
	if row.Line == s.header && !slices.ContainsFunc(cells, cell.HasPhoneDigits) || len(row.Cells) == 0 {
		s.above = cells
		return
	}
	s.findCodes(row.Line, cells)
	numbers := s.numbersOf(cells)
	s.numbers = s.numbers || len(numbers) > 0
	if one && saysNobody().MatchString(text) {
		return
	}
	if one && len(numbers) == 0 && cell.HasLetter(text) && !s.unreadNumber(cells) {
		below := row.Line > s.header
		says := remark.SaysDoNotCall(text)
		if n := numbersIn(text); says && n != nil {
			s.refuse(n, row.Line)
		} else if says || s.all || normalize.DoubtfulTitle(text) || normalize.WrongNumber(text) {
			s.into.name(s.names, cells, s.sheet, row.Line)
			s.meansRows(cells)
		} else if text != s.thread {
			s.thread = ""
		}
		if s.all && below && !says && normalize.AnswerOf(text) == normalize.Unknown {
			s.alone = cmp.Or(s.alone, row.Line)
			s.lacksNumber(cells, row.Line)
		}
		if len(s.concepts) != 1 || !below || says {
			s.section = says && !legend().MatchString(text) || s.section && (!below || cell.HasDigit(text))
			return
		}
	}
	s.mark(row, numbers)
	refused := s.all || s.section || s.notes[row.Line] || row.Line > s.header && struckOut(row, s.phones)
	for i := 0; i < len(cells) && !refused; i++ {
		if refused = s.refuses(i, cells[i]) || len(s.people) > 0 && row.Line > s.header && i < len(s.names) && asksForCalls().MatchString(s.names[i]) && s.answersNo(i, cells[i]); refused && len(numbers) == 0 && cell.HasLetter(cells[i]) {
			numbers = numbersIn(cells[i]) // "Jane: 212 736 5008 wants no calls"
		}
	}
	switch {
	case !refused || row.Line < s.header:
	case len(numbers) > 0:
		s.refuse(numbers, row.Line)
	default:
		s.into.name(s.names, cells, s.sheet, row.Line)
	}
	if !refused || row.Line < s.header || len(numbers) > 0 {
		return
	}
	s.meansRows(cells)
	if s.ofSomebody(cells) || s.unreadNumber(cells) {
		s.nameless = cmp.Or(s.nameless, row.Line)
		s.lacksNumber(cells, row.Line)
	}
}

// meansRows notes that a row that says not to call means rows of another sheet, by its own
// cells, the names above them, or the heading of its thread; unless it says of somebody.
func (s *refusalSearch) meansRows(cells []string) {
	means, said := s.thread != "", s.thread
	for i, c := range cells {
		if numbered := cellAt(s.names, i) + " " + c; remark.CountsRows(c) || remark.CountsRows(numbered) {
			means, said = true, said+" "+numbered
		} else if slices.Contains(s.people, i) || noteForbids(c) {
			said += " " + c
		}
	}
	if means && s.onRows == "" && !twoNames().MatchString(said) {
		s.onRows = strings.TrimSpace(s.thread + " " + strings.Join(strings.Fields(strings.Join(cells, " ")), " "))
	}
}

// mark keeps the numbers of a row with its highlight: a legend below may explain it.
func (s *refusalSearch) mark(row *xlsx.Row, numbers []string) {
	if len(row.Highlighted) > 0 && len(numbers) > 0 && len(s.marked) < mostRefused {
		s.marked = append(s.marked, markedNumbers{row.Highlighted[0].Highlight, numbers, row.Line})
	}
}

// asksForCalls matches the name of a column that asks whether to call.
var asksForCalls = lazyregexp.New(`(?i)^\W*(ok(ay)? to |may (we|i) |can (we|i) |should (we|i) )?(call|phone|ring|dial)( them)?\W*(\(?y\W?n\)?|yes\W?no|\?)\W*$`)

// twoNames matches what may be somebody's name in a text.
var twoNames = lazyregexp.New(`\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+`)

// lacksNumber notes somebody who must not be called and has no number.
func (s *refusalSearch) lacksNumber(cells []string, line int64) {
	u := identified(s.names, cells)
	if s.unreadNumber(cells) || len(s.unnumbered) >= mostSaid {
		u = unnumbered{}
	}
	s.unnumbered = append(s.unnumbered, u)
}

// remark takes in a remark on the sheet.
func (s *refusalSearch) remark(x xlsx.Remark) {
	if s.highlights.describes(x.Text, "", x.Where) || x.Row <= s.header || !s.all && !noteForbids(x.Text) {
		return
	}
	if s.notes == nil {
		s.notes = map[int64]bool{}
	}
	if len(s.notes) < mostRefused {
		s.notes[x.Row] = true
	}
	s.refuse(numbersIn(x.Text), x.Row)
}

// numbersOf returns the phone numbers of a row.
func (s *refusalSearch) numbersOf(cells []string) (numbers []string) {
	for i, c := range cells {
		if s.all && lostDigits().MatchString(c) {
			continue
		}
		if len(s.phones) == 0 && (s.all || cell.IsMostlyPhone(c)) && !cell.IsEmail(c) || slices.Contains(s.phones, i) {
			numbers = append(numbers, numbersIn(s.digits(c))...)
		}
	}
	if n := joinedNumber(cells); s.all && len(numbers) == 0 && n != "" {
		numbers = append(numbers, n)
	}
	return numbers
}

// digits returns a cell of a sheet of people who must not be called with what may stand for
// digits as digits.
func (s *refusalSearch) digits(c string) string {
	if !s.all || cell.CountDigits(c) >= cell.FewestDigits+numberKey/2 {
		return c
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == 'O' || r == 'o':
			return '0'
		case r == 'l' || r == 'I':
			return '1'
		}
		return r
	}, c)
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

// lostDigits matches a number of which a spreadsheet showed only the first digits, 3.12945E+09,
// or a formula without its result.
var lostDigits = lazyregexp.New(`(?i)^\s*\d([.,]\d+)?e\+?\d+\s*$|^=.*[a-z]\$?\d`)

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

// saysNobody matches a note instead of people: "(none this month)".
var saysNobody = lazyregexp.New(`(?i)^\W*(none|nobody|no one|nil|n/?a|empty|no (entries|records|numbers|people|requests|data)|keine[rn]?|niemand|ningun[oa]|nadie|aucune?|personne|nessun[oa]?|nenhum|ningu[eé]m|geen)\b(\W+\w+){0,4}\W*$`)

// ofSomebody reports whether a row without a number identifies somebody, and is among people
// who must not be called or answers a question.
func (s *refusalSearch) ofSomebody(cells []string) bool {
	is := func(i int) bool { return isFilled(cellAt(cells, i)) }
	return (slices.ContainsFunc(s.people, is) || len(s.people) == 0 && !ofCodes().MatchString(s.into.sheets[s.sheet]) && slices.ContainsFunc(cells, cell.IsFullName)) &&
		(s.all || s.section || slices.ContainsFunc(s.answers, func(i int) bool { return is(i) && s.refuses(i, cells[i]) }))
}

// ofCodes matches the name of a sheet that says what the answers mean.
var ofCodes = lazyregexp.New(`(?i)\b(codes?|legend|key|reasons?|summary|rules|policy|stat(istic)?s?|counts?|settings|lookups?|values|options)\b`)

// firstUnnumbered returns the first row of somebody who must not be called and has no number, or 0.
func (s *refusalSearch) firstUnnumbered(name string) int64 {
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
		said = refusesIn(concept, cell) || concept == header.None && normalize.WrongNumber(cell) || (concept == header.None || concept == header.Notes || concept == header.Extra) && strings.Contains(cell, " ") && noteForbids(cell)
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
		search.told = told
		if err := r.workbook.Remarks(v.Entry, search.remark, func(xlsx.Drawing) {}); err != nil {
			return r.workbookError(err)
		}
		if err := r.eachRow(v, search.add); err != nil {
			return err
		}
		for _, m := range search.marked {
			if says, _ := search.highlights.refuses(m.mark); says != "" {
				search.refuse(m.numbers, m.line)
			}
		}
		r.codes = append(r.codes, search.codes...)
		if !told {
			r.highlights.unseen = cmp.Or(search.highlights.unseen, r.highlights.unseen)
			r.highlights.permits = cmp.Or(search.highlights.permits, r.highlights.permits)
		}
		if !search.numbers && search.highlights.any() {
			r.highlights.looks = append(r.highlights.looks, search.highlights.looks...)
			if r.highlights.unsaid = search.highlights.unsaid; search.highlights.refused != nil {
				r.highlights.refused = search.highlights.refused
			}
		}
		if search.onRows != "" && !told {
			return refuseFile(0, fmt.Sprintf("mark these people in a column of sheet %q, and remove that text", chosen.Name),
				"sheet %q says of some rows not to call: %q", v.Name, search.onRows)
		}
		if line := search.firstUnnumbered(v.Name); line > 0 && !told {
			r.unnumbered = append(r.unnumbered, search.unnumbered...)
			r.unfound = refuseFile(0, fmt.Sprintf("remove these people from sheet %q, or mark them there, then name it as the sheet to read: --sheet %q, or source: {sheet: %q} in the mapping", chosen.Name, chosen.Name, chosen.Name),
				"row %d of sheet %s of the workbook is about somebody who must not be called, and has no phone number", line, v)
			if len(search.unnumbered) == 0 || len(r.further) > 0 {
				return r.unfound
			}
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
