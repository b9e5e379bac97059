package source

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/filetype"
	"rollcall/pkg/source/internal/syntax"
)

// refuseNoList refuses text that is not a list: empty, markup, noise, another kind of text.
func (r *Reader) refuseNoList() error {
	if len(r.buf) == 0 {
		return &RefusedError{Message: "the file is empty", Hint: "check that the export worked"}
	}
	if err := refuseKind(filetype.OfMarkup(r.buf)); err != nil {
		return err
	}
	if err := refuseKind(filetype.OfNoise(r.buf)); err != nil {
		return err
	}
	return refuseKind(filetype.OfLines(r.headLines()))
}

// structure detects the dialect and the header of the text.
func (r *Reader) structure(o Options) error {
	framed, err := r.reframe(&o, r.findRecords)
	if framed == nil && err == nil {
		if err := r.refuseNoList(); err != nil {
			return err
		}
		if err := r.breakLines(); err != nil {
			return err
		}
		framed, err = r.reframe(&o, r.findFraming)
	}
	if err != nil {
		return err
	}
	s := bytesearch.String(r.buf)
	start, line := skipLines(s, &o)
	g, rows, err := r.grammarOf(s, start, framed != nil, o)
	if err != nil {
		return err
	}
	if framed == nil {
		if err := refuseBrokenLines(s[start:], g.Delim, line); err != nil {
			return err
		}
	}
	if !r.rejects {
		r.list.undo = undoingOf(rows)
		r.list.undo.rows(rows)
	}
	r.list.grammar, r.list.shape.delim = g, g.Delim
	r.format.Delimiter = string(rune(g.Delim))
	if g.Quote != 0 {
		r.format.Quote = string(rune(g.Quote))
	}
	if framed != nil && g.Delim == framed.stand {
		r.format.Delimiter, r.format.Widths = framed.name, framed.widths
	}
	for i := range rows {
		rows[i].line += line - 1
	}
	h, err := r.chooseHeader(rows, g.Width, o)
	if err != nil {
		return err
	}
	if h != nil {
		r.format.SkippedLines = int(h.first.line - 1)
		start += h.last.end
	} else {
		r.format.SkippedLines = int(line - 1)
	}
	r.line = 1 + syntax.CountBreaks(s[:start])
	r.drop(start)
	return nil
}

// skipLines returns where the text begins below skipped lines, or a line that names the
// delimiter, which it sets in Options.
func skipLines(s string, o *Options) (start int, line int64) {
	line = 1
	if o.SkipLines != nil {
		for range *o.SkipLines {
			start, _ = syntax.BreakEnd(s, bytesearch.IndexBreak(s, start), true)
			line++
		}
	} else if d, end := separatorLine(s); end > 0 {
		if o.Delimiter == "" || o.Delimiter == "auto" {
			o.Delimiter = d
		}
		start, line = end, 2
	}
	return start, line
}

// grammarOf detects the grammar of the text from start on, and returns the rows that it reads.
func (r *Reader) grammarOf(s string, start int, framed bool, o Options) (g syntax.Grammar, rows []sampleRow, err error) {
	known := !framed && start == 0 // findSeparator has tried the usual grammar
	if r.usual != nil && known {
		g = *r.usual
	} else if g, _, err = dialect(s[start:], r.ended, o, r.list.grammar.MaxRow); err != nil {
		return g, nil, err
	}
	if rows = r.usualRows; rows == nil || !known {
		rows = sampleOf(&g, s[start:], r.ended, r.charset)
	}
	g.Width, _ = usual(rows)
	if g.Phones = phoneColumns(rows, g.Width, 3); len(g.Phones) > 0 && g.Quote != 0 && strings.IndexByte(s, g.Quote) >= 0 {
		// What is known about rows now shows where quotes were never closed.
		rows = sampleOf(&g, s[start:], r.ended, r.charset)
	}
	return g, rows, nil
}

// maxColumns is how many columns a file may have: as many as a worksheet. Each header is read,
// and compared with the others.
const maxColumns = 16384

func tooWide(line int64, columns int) error {
	return refuseFile(line, "check that this is the right file; "+filetype.ExportCSV,
		"line %d has %d columns; at most %d are possible, as in a worksheet", line, columns, maxColumns)
}

// chooseHeader finds the header in the first rows, names the columns and learns what the rows
// below have in common; it returns nil if Options name the columns.
func (r *Reader) chooseHeader(rows []sampleRow, width int, o Options) (*heading, error) {
	if len(o.Header) > 0 || o.NoHeader {
		names := o.Header
		if len(names) == 0 {
			names = make([]string, width)
		}
		r.setHeader(names)
		r.learnRows(o.Header, nil, rows)
		return nil, nil
	}
	if len(rows) == 0 {
		if r.sheet != nil && r.workbook.Textless() {
			return nil, &RefusedError{Message: "the workbook is damaged: its cells refer to shared texts that it does not have", Hint: "copy or download the file again, or ask for it again"}
		}
		if r.ended || r.sheet != nil {
			return nil, &RefusedError{Message: "the file has no rows", Hint: "check that the export worked"}
		}
		return nil, refuseFile(0, "this can't be a file with a header row; "+filetype.ExportCSV,
			"the first row does not end within %d KiB", len(r.buf)>>10)
	}
	if width > maxColumns {
		return nil, tooWide(rows[0].line, width)
	}
	if at := sortedIn(rows, width); at > 0 && r.sheet == nil && o.SkipLines == nil {
		h := heading{first: rows[at], last: rows[at], at: at, cells: rows[at].cells, row: rows[at].cells}
		return nil, r.learn(&h, slices.Delete(slices.Clone(rows), at, at+1))
	}
	h, err := findHeading(rows, width, o.SkipLines != nil)
	if err != nil {
		return nil, err
	}
	if len(h.cells) > maxColumns {
		return nil, tooWide(h.last.line, len(h.cells))
	}
	if len(h.cells) == 1 {
		if err := refuseRunTogether(&h, rows[h.at+1:], r.sheet != nil); err != nil {
			return nil, err
		}
	}
	why := dataCell(rows[h.at].cells)
	if h.first.line == h.last.line {
		why = looksLikeData(rows, h.at)
	}
	switch {
	case h.last.how == syntax.Unclosed:
		return nil, refuseFile(h.last.line, "remove the quote, or set source: {quote: none} in the mapping if quotes mean nothing in this file",
			"line %d should be the header, but a quote is opened in it and never closed", h.last.line)
	case runsIntoRow(rows, h.at) >= 0:
		return nil, refuseFile(h.last.line, "put a line break after the last column's name",
			"the header in line %d runs into the first row: cell %d has a phone number after the name, and the cells of a row follow", h.last.line, runsIntoRow(rows, h.at)+1)
	case why != "":
		return nil, &RefusedError{
			Line:     h.last.line,
			Message:  fmt.Sprintf("there is no header: line %d looks like data, %s", h.last.line, why),
			NoHeader: true,
			Hint:     "name the columns in the mapping (source: {header: [Name, Phone]}), or add a header row to the file",
		}
	}
	return &h, r.learn(&h, r.learnTableBelow(&h, rows[h.at+1:]))
}

func (r *Reader) setHeader(cells []string) {
	r.header = columnNames(cells)
	r.list.shape.columns = len(r.header)
}

// separatorLine reads the line "sep=;" that tells Excel the delimiter; end is 0 if there is
// none.
func separatorLine(s string) (delim string, end int) {
	i := bytesearch.IndexBreak(s[:min(len(s), 16)], 0)
	l := strings.Trim(s[:i], `" `)
	if len(l) != 5 || !strings.EqualFold(l[:4], "sep=") {
		return "", 0
	}
	end, _ = syntax.BreakEnd(s, i, true)
	return l[4:], end
}

// columnNames makes the cells of a header distinct names.
func columnNames(cells []string) []string {
	names := make([]string, len(cells))
	taken := map[string]bool{}
	next := map[string]int{} // the number that a name may have next
	for i, c := range cells {
		name := cell.ColumnName(c)
		if name == "" {
			name = "#" + strconv.Itoa(i+1)
		}
		unique := name
		for n := max(2, next[name]); taken[unique]; n++ {
			unique = name + "#" + strconv.Itoa(n)
			next[name] = n + 1
		}
		taken[unique] = true
		names[i] = unique
	}
	return names
}
