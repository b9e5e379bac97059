package source

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// longestColumnName is how many bytes a name has at most, as of a question with its small print.
const longestColumnName = 5000

// learn finds out what the rows below a header have in common, and refuses a file whose rows
// and header do not match.
func (r *Reader) learn(h *heading, data []sampleRow) error {
	if r.sheet == nil { // a workbook's blank cells need not be there
		if more, ok := rowNames(h.cells, data); ok {
			h.cells = more
		}
	}
	names := h.cells
	if i := slices.IndexFunc(names, func(name string) bool { return len(name) > longestColumnName }); i >= 0 {
		return refuseFile(h.last.line, "close the quote before the next column's name, or shorten it",
			"the name of column %d in line %d has %d bytes: a quote there may never be closed", i+1, h.last.line, len(names[i]))
	}
	checks := []func(*heading, []sampleRow) error{
		refuseLeftOut, refuseTransposed, refuseTorn, refuseFieldRows, refuseDisagreeing, refuseSideBySide, refuseShiftedNames, refuseLostColumn, refuseShownOnce, refuseListBeside, refuseNumbersBeside, refuseMisaligned, refuseOtherRows, refuseWider,
	}
	if r.atEnd(data) {
		checks = append(checks, refuseShiftedDown)
	}
	for _, check := range checks {
		if err := check(h, data); err != nil {
			return orSecondHeader(err, data)
		}
	}
	if r.sheet == nil {
		var err error
		if names, err = agree(h, names, data); err != nil {
			return err
		}
	}
	if err := refuseExchanged(h, data); err != nil {
		return orSecondHeader(err, data)
	}
	if err := refuseMisnamed(h, data); err != nil {
		return err
	}
	r.setHeader(names)
	r.learnRows(names, h.row, data)
	for line := range h.doubted {
		r.list.shape.doubted.add(sampleRow{line: line})
	}
	r.list.shape.titles = titlesOf(h)
	r.list.shape.learnPeople(names, data)
	r.list.shape.tells = tellsApart(names, data)
	r.list.shape.commentsRefuse = slices.ContainsFunc(h.titles, func(t sampleRow) bool {
		return explainsMarks(lineOf(t.cells), data) && remark.SaysDoNotCall(lineOf(t.cells))
	})
	if err := r.list.shape.refuseNamedAbove(h, data); err != nil {
		return err
	}
	return r.list.shape.learnLegend(h.legends, data, r.atEnd(data))
}

// tellsApart reports whether tags or codes, which most rows have, say of some people not to call,
// and something else of most; or a column is named for such codes: "Flag (0 = do not call)".
func tellsApart(names []string, data []sampleRow) bool {
	const several = 2
	for i, name := range names {
		concept := header.Read(name).Concept
		if strings.ContainsAny(name, "=:") && remark.SaysDoNotCall(name) {
			return true
		}
		if concept != header.Tags && (concept == header.Notes || !header.Has(name, header.OfStatus)) {
			continue
		}
		refusing := countIn(data, i, func(c string) bool { return refusesIn(header.Tags, c) })
		if n := filledIn(data, i); refusing >= several && 2*refusing <= n && 2*n > len(data) {
			return true
		}
	}
	return false
}

// learnRows finds out where the rows have phone numbers. Names and row are nil if the file has
// no header.
func (r *Reader) learnRows(names, row []string, data []sampleRow) {
	sh := &r.list.shape
	full := r.fullRows(data)
	sh.learnPhones(names, data, full)
	counted := data
	if r.sheet != nil { // whose rows leave out blank cells at their end
		counted = full
	}
	held := sh.learnAnswers(names, counted, full)
	if r.sheet == nil {
		full = sh.wholeRows(data)
		sh.padded = nulRuns(bytesearch.String(r.buf)) >= len(data)
	}
	sh.learnWidths(data)
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
	sh.learnDoubted(data)
	sh.learnBesideAnswers(data)
	sh.learnAside(names, data)
	sh.learnPushedNames(names, data)
	sh.learnCounted(names, data)
	sh.learnComments(data)
	sh.learnLetters(data)
	sh.answerLast = len(names) > 0 && namesAnswer(names[len(names)-1])
	sh.learnAlways(data)
	sh.learnCapitals(data)
	sh.learnRounded(full)
	sh.learnExamples(data)
	if r.sheet == nil {
		sh.learnTorn(data)
	}
	sh.learnGroups(names, data)
	sh.learnHeads(names, data)
	sh.learnHalves(data)
	if r.atEnd(data) {
		sh.learnSections(data)
		sh.learnSizes(data)
		sh.learnSignature(data)
		if r.sheet != nil {
			data = full
		}
		sh.learnFooters(data)
	}
	r.list.grammar.Phones = sh.phones
}

// learnWidths finds out whether rows have more cells than the header.
func (sh *shape) learnWidths(data []sampleRow) {
	more, overfull := 0, 0
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

// learnLetters finds out whether groups of names are under their letters: "F" is no answer
// then.
func (sh *shape) learnLetters(data []sampleRow) {
	const fewest = 2
	sh.lettered = countFunc(data, func(r sampleRow) bool {
		text, one := sole(r.cells)
		return one && len(text) == 1 && cell.HasLetter(text) && normalize.AnswerOf(text) == normalize.Unknown
	}) >= fewest
}

// nulRuns counts the runs of zero bytes in a text.
func nulRuns(text string) (n int) {
	for at := strings.IndexByte(text, 0); at >= 0; at = strings.IndexByte(text, 0) {
		n++
		text = strings.TrimLeft(text[at:], "\x00")
	}
	return n
}

// learnAnswers finds the columns of answers, and those that never hold a phone number. It
// returns in how many rows each column holds one.
func (sh *shape) learnAnswers(names []string, data, full []sampleRow) (held []int) {
	held = make([]int, sh.columns)
	for _, r := range data {
		if len(r.cells) != sh.columns || anyAt(r.cells, sh.phones, cell.IsPhoneAndText) {
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
		if holdsAnswers(full, names, i) && !slices.Contains(sh.phones, i) && !header.BarsItself(names[i]) && 2*held[i] <= len(full) {
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
		if !may && n <= 1 {
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
	for i, name := range sh.header {
		sh.names[strings.ToLower(name)] = name != ""
		if header.Read(name).Concept == header.City || namesPerson(name) {
			sh.worded = append(sh.worded, i)
		}
	}
}

// titlesOf returns the lines above the names of the columns, and those with a part of these
// names, without their digits.
func titlesOf(h *heading) map[string]bool {
	titles := map[string]bool{}
	for _, t := range append(slices.Clip(h.titles), h.first, h.last) {
		if text := strings.Join(t.cells, ""); cell.HasLetter(text) && !slices.Equal(t.cells, h.row) {
			titles[undated(text)] = true
		}
	}
	return titles
}

// namesPlace reports whether a column is named for where people live.
func namesPlace(name string) bool {
	c := header.Read(name).Concept
	return c == header.City || c == header.State || c == header.Country || c == header.None && header.Has(name, header.OfDistrict)
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
		if i >= exampleRows || i > last+1 && len(sh.phones) == 0 || slices.ContainsFunc(data[last+1:i], func(r sampleRow) bool { return anyAt(r.cells, sh.phones, cell.HasPhoneDigits) }) {
			return
		}
		last = i
	}
	for i := range last + 1 {
		sh.examples.add(data[i])
	}
}
