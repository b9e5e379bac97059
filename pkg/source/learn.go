package source

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
	"rollcall/pkg/source/internal/syntax"
)

// learn finds out what the rows below a header have in common, and refuses a file whose rows
// and header do not match.
func (r *Reader) learn(h *heading, data []sampleRow) error {
	names := h.cells
	checks := []func(*heading, []sampleRow) error{
		refuseTransposed, refuseTorn, refuseFieldRows, refuseDisagreeing, refuseSideBySide, refuseShiftedNames, refuseLostColumn, refuseListBeside, refuseNumbersBeside, refuseMisaligned,
	}
	if r.atEnd(data) {
		checks = append(checks, refuseShiftedDown)
	}
	for _, check := range checks {
		if err := check(h, data); err != nil {
			return err
		}
	}
	if r.sheet == nil { // a workbook's blank cells need not be there
		var err error
		if names, err = agree(h, names, data); err != nil {
			return err
		}
	}
	if err := refuseExchanged(h, data); err != nil {
		return err
	}
	r.setHeader(names)
	r.learnRows(names, h.row, data)
	r.list.shape.learnPeople(names, data)
	if err := r.list.shape.refuseNamedAbove(h); err != nil {
		return err
	}
	return r.list.shape.learnLegend(h.legends, data, r.atEnd(data))
}

// learnRows finds out where the rows have phone numbers. Names and row are nil if the file has
// no header.
func (r *Reader) learnRows(names, row []string, data []sampleRow) {
	sh := &r.list.shape
	full := r.fullRows(data)
	sh.learnPhones(names, data, full)
	held := sh.learnAnswers(names, data, full)
	more, overfull := 0, 0
	if r.sheet == nil {
		full = sh.wholeRows(data)
	}
	for _, r := range data {
		if len(r.cells) > sh.columns {
			more++
			if filled(r.cells[sh.columns:]) > 0 {
				overfull++
			}
		}
	}
	sh.overfull = overfull > 1 && 2*overfull > more
	sh.ragged = more > 1+len(data)/10
	for _, i := range sh.sparePhones {
		if answered := countIn(data, i, isYesOrNo); slices.Contains(sh.answers, i-1) && !slices.Contains(sh.answers, i) && answered <= 1 {
			sh.behindAnswers = append(sh.behindAnswers, i)
		}
	}
	if row != nil && sh.columns > 1 {
		sh.learnNames(row)
	}
	sh.learnKinds(full)
	sh.learnPlaces(names, full)
	sh.learnTrims(r, data, names)
	if sh.trims { // the short rows tell more of the columns
		sh.learnKinds(sh.wholeRows(data))
		sh.learnPlaces(names, sh.wholeRows(data))
	}
	full = r.fullRows(data)
	sh.learnStrangers(names, held, full)
	sh.learnComments(data)
	sh.answerLast = len(names) > 0 && namesAnswer(names[len(names)-1])
	sh.learnAlways(data)
	sh.learnCapitals(data)
	sh.learnRounded(full)
	sh.learnExamples(data)
	if r.sheet == nil {
		sh.learnTorn(data)
	}
	sh.learnGroups(names, data)
	if r.atEnd(data) {
		sh.learnSignature(data)
		if r.sheet != nil {
			data = full
		}
		sh.learnFooters(data)
	}
	r.list.grammar.Phones = sh.phones
}

// learnPhones finds the columns of phones: those named for them, if there are any.
func (sh *shape) learnPhones(names []string, data, full []sampleRow) {
	sh.phones = phoneColumns(full, sh.columns, 2)
	named := slices.DeleteFunc(slices.Clone(sh.phones), func(p int) bool { return p >= len(names) || !cell.NamesPhone(names[p]) })
	if len(named) > 0 {
		sh.phones = named
	}
	for i, name := range names {
		if !slices.Contains(sh.phones, i) && header.Read(name).Concept == header.Phone && !header.Has(name, header.OfPhoneKind) && 2*filledIn(data, i) < len(data) {
			sh.sparePhones = append(sh.sparePhones, i)
		}
	}
}

// learnComments finds out whether rows that begin like comments are comments.
func (sh *shape) learnComments(data []sampleRow) {
	comments := countIn(data, 0, remark.IsCommented)
	sh.comments = 2*comments <= len(data) || comments == 1
}

func isYesOrNo(c string) bool {
	a := normalize.AnswerOf(c)
	return cell.HasLetter(c) && (a == normalize.Yes || a == normalize.No)
}

// fullRows returns the rows that have all columns, without further cells.
func (r *Reader) fullRows(data []sampleRow) []sampleRow {
	width := r.list.shape.columns
	full := slices.Clone(data)
	if r.sheet != nil { // whose blank cells need not be there
		for i, row := range full {
			full[i].cells = append(slices.Clone(row.cells), make([]string, max(0, width-len(row.cells)))...)
		}
	}
	full = slices.DeleteFunc(full, func(r sampleRow) bool { return len(r.cells) < width })
	for i := range full {
		full[i].cells = full[i].cells[:width]
	}
	return full
}

// wholeRows returns the rows with exactly the columns of the file, including those that leave
// out blank cells at their end.
func (sh *shape) wholeRows(data []sampleRow) (whole []sampleRow) {
	for _, r := range data {
		n := len(r.cells)
		if n > sh.columns || n < sh.columns && !sh.trims {
			continue
		}
		r.cells = append(slices.Clip(r.cells), make([]string, sh.columns-n)...)
		whole = append(whole, r)
	}
	return whole
}

// learnAnswers finds the columns of answers, and those that never hold a phone number. It
// returns in how many rows each column holds one.
func (sh *shape) learnAnswers(names []string, data, full []sampleRow) (held []int) {
	held = make([]int, sh.columns)
	for _, r := range data {
		if len(r.cells) != sh.columns || sh.besideNumbers(r.cells) {
			continue
		}
		for i, c := range r.cells {
			if cell.IsPhone(c) {
				held[i]++
			}
		}
	}
	for i := range names {
		// "Which number can we call you on?" is answered by a number.
		if holdsAnswers(full, names, i) && !slices.Contains(sh.phones, i) {
			sh.answers = append(sh.answers, i)
		}
		if slices.Contains(sh.answers, i) || namesPlace(names[i]) && held[i] <= 1 {
			sh.never = append(sh.never, i)
		}
	}
	return held
}

// learnStrangers finds the columns in which a phone number does not belong.
func (sh *shape) learnStrangers(names []string, held []int, full []sampleRow) {
	for i, n := range held {
		may := i < len(names) && (cell.ColumnName(names[i]) == "" || header.NamesNumber(names[i]) && !namesAnswer(names[i]) && !allText(full, i))
		// A single number may be that of the row below, if short rows run together.
		if !may && (n == 0 || n == 1 && (sh.trims || slices.Contains(sh.answers, i))) {
			sh.strangers = append(sh.strangers, i)
		}
	}
}

// learnNames keeps the names of the columns.
func (sh *shape) learnNames(row []string) {
	for _, c := range row {
		sh.header = append(sh.header, cell.ColumnName(c))
	}
	for len(sh.header) < sh.columns {
		sh.header = append(sh.header, "")
	}
	sh.names = make(map[string]bool, len(sh.header))
	for _, name := range sh.header {
		sh.names[strings.ToLower(name)] = name != ""
	}
}

// namesPlace reports whether a column is named for where people live.
func namesPlace(name string) bool {
	c := header.Read(name).Concept
	return c == header.City || c == header.State || c == header.Country
}

// learnTrims finds out whether rows leave out blank cells at their end.
func (sh *shape) learnTrims(r *Reader, data []sampleRow, names []string) {
	whole := data
	if r.sheet == nil && r.ended && len(data) > 1 && !strings.HasSuffix(bytesearch.String(r.buf), "\n") {
		whole = data[:len(data)-1] // the last may be cut off
	}
	if r.sheet == nil {
		whole = slices.DeleteFunc(slices.Clone(whole), func(r sampleRow) bool {
			return r.how == syntax.Unclosed || len(r.cells) < sh.columns && sh.ofAnotherList(r.cells) >= 0
		})
	}
	sh.trims = trims(whole, names, sh.columns)
	sh.drops = sh.droppedFrom(whole, names)
	if sh.trims {
		for i := range sh.columns {
			if 4*filledIn(data, i) >= 3*len(data) {
				sh.mostFilled = i
			}
		}
	}
}

// atEnd reports whether the rows are all that the file has.
func (r *Reader) atEnd(data []sampleRow) bool {
	if r.sheet != nil {
		return len(r.sheet.top) < sampleRows
	}
	return r.ended && len(r.buf) <= sampleBytes && len(data) < sampleRows/2
}

// learnCapitals finds out whether the first cells of the rows begin with capitals.
func (sh *shape) learnCapitals(data []sampleRow) {
	const fewest = 4
	capitals, small := 0, 0
	for _, r := range data {
		switch first, _ := utf8.DecodeRuneInString(r.cells[0]); {
		case unicode.IsUpper(first):
			capitals++
		case remark.GoesOnInLowerCase(r.cells[0]):
			small++
		}
	}
	sh.capitals = capitals >= fewest && capitals+small == len(data) && capitals >= fewest*small
}

// learnAlways finds a column that all rows have filled, except the last two, which may be
// footers.
func (sh *shape) learnAlways(data []sampleRow) {
	const footers, fewest, several = 2, 3, 5
	sh.always = -1
	if len(data) < footers+fewest {
		return
	}
	data = data[:len(data)-footers]
	for i := range sh.columns {
		if !slices.Contains(sh.phones, i) && filledIn(data, i) == len(data) {
			sh.filled = append(sh.filled, i)
			if i > 0 && sh.always < 0 {
				sh.always = i
			}
		}
	}
	for _, r := range data {
		for _, p := range sh.phones {
			if p < len(r.cells) {
				sh.lengths |= 1 << min(cell.CountDigits(r.cells[p]), 63)
			}
		}
	}
	sh.oneWord = len(data) >= several && !slices.ContainsFunc(data, func(r sampleRow) bool { return len(strings.Fields(r.cells[0])) != 1 })
}

// trims reports whether rows leave out blank cells at their end: several are short, as a
// single one may be torn; no row ends with a blank cell; and none lacks an answer where all
// others have one of several.
func trims(data []sampleRow, names []string, width int) bool {
	const several = 2
	shortest, short, full := width, 0, 0
	for i, r := range data {
		n := len(r.cells)
		if tornApart(data, i, width) {
			return false
		}
		if cell.IsBlank(r.cells[min(n, width)-1]) {
			return false
		}
		shortest = min(shortest, n)
		if n < width {
			short++
		} else {
			full++
		}
	}
	for i := shortest; i < min(width, len(names)); i++ {
		answers := valuesIn(data, i)
		blank := answers[""]
		maps.DeleteFunc(answers, func(value string, _ bool) bool { return normalize.AnswerOf(value) == normalize.Unknown })
		if !blank && holdsAnswers(data, names, i) && (len(answers) > 1 || len(answers) == 1 && lostBelow(data, names[i], i)) {
			return false
		}
	}
	return short >= several && full > 0
}

// lostBelow reports whether all rows down to one have an answer in a column that lets call, and
// those below lack it: it need not be a blank one.
func lostBelow(data []sampleRow, name string, column int) bool {
	const fewest = 2
	from := slices.IndexFunc(data, func(r sampleRow) bool { return column >= len(r.cells) })
	if from < fewest || slices.ContainsFunc(data[from:], func(r sampleRow) bool { return column < len(r.cells) }) {
		return false
	}
	is := normalize.AnswerOf(strings.TrimSpace(data[0].cells[column]))
	if header.Read(name).Concept == header.Refusal {
		return is == normalize.No || is == normalize.Clearance
	}
	return is != normalize.No && is != normalize.Refusal
}

// tornApart reports whether a line break tore a cell of a row, so that it and the next one are
// one row of the usual width.
func tornApart(data []sampleRow, i, width int) bool {
	if i+1 == len(data) || len(data[i].cells) >= width || len(data[i].cells)+len(data[i+1].cells) != width+1 {
		return false
	}
	return slices.ContainsFunc(data[i].cells, cell.IsPhone) && !slices.ContainsFunc(data[i+1].cells, cell.IsPhone)
}

// learnTorn finds the rows that a line break tore apart.
func (sh *shape) learnTorn(data []sampleRow) {
	for i := range data {
		if !sh.trims && tornApart(data, i, sh.columns) {
			if sh.torn == nil {
				sh.torn = map[int64]bool{}
			}
			sh.torn[data[i].line], sh.torn[data[i+1].line] = true, true
		}
	}
}

// allText reports whether a column has several cells, all of them words.
func allText(data []sampleRow, column int) bool {
	const fewest = 3
	n := textIn(data, column)
	return n >= fewest && n == filledIn(data, column)
}

// holdsAnswers reports whether a column is named for an answer about calls, or has only
// answers.
func holdsAnswers(data []sampleRow, names []string, column int) bool {
	if namesAnswer(names[column]) {
		return true
	}
	seen := ""
	for _, r := range data {
		if column >= len(r.cells) {
			continue
		}
		c := r.cells[column]
		if c == seen && c != "" {
			continue
		}
		value := strings.ToLower(strings.TrimSpace(c))
		if value == "" || normalize.AnswerOf(value) == normalize.Unknown {
			return false
		}
		seen = c
	}
	return len(data) > 0
}

// valuesIn returns what the rows that have a column have in it.
func valuesIn(data []sampleRow, column int) map[string]bool {
	values := map[string]bool{}
	for _, r := range data {
		if column < len(r.cells) {
			values[strings.ToLower(strings.TrimSpace(r.cells[column]))] = true
		}
	}
	return values
}

// droppedFrom returns the number of cells in the short rows of a file that leaves out blank
// cells in some rows, as spreadsheet programs do below the first, or 0: all short rows have
// the same length, as many are full and have just these cells filled, and what is missing is
// not an answer about calls.
func (sh *shape) droppedFrom(data []sampleRow, names []string) int {
	const fewest = 3
	lengths, alike := map[int]int{}, map[int]int{}
	for _, r := range data {
		n := len(r.cells)
		for n > 0 && cell.IsBlank(r.cells[n-1]) {
			n--
		}
		switch {
		case len(r.cells) == sh.columns:
			alike[n]++
		case len(r.cells) > sh.columns, n < len(r.cells):
			return 0
		default:
			lengths[n]++
			if phone, strange := sh.numbers(r.cells); !phone || strange >= 0 {
				return 0
			}
		}
	}
	for n, rows := range lengths {
		if len(lengths) != 1 || rows < fewest || alike[n] < fewest {
			return 0
		}
		for i := n; i < len(names); i++ {
			if holdsAnswers(data, names, i) {
				return 0
			}
		}
		return n
	}
	return 0
}

// exampleRows is the number of example rows in a template, at most.
const exampleRows = 3

// learnExamples marks the rows in which a template shows how to fill it in: the first ones, if
// the rest of the file has no such words.
func (sh *shape) learnExamples(data []sampleRow) {
	if len(data) < 2 || sh.columns < 2 {
		return
	}
	last := -1
	for i, r := range data {
		if i == exampleRows && last < 0 {
			return
		}
		if !slices.ContainsFunc(r.cells, remark.IsExample) {
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
