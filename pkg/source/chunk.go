package source

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/charset"
	"rollcall/pkg/source/internal/remark"
	"rollcall/pkg/source/internal/syntax"
	"rollcall/pkg/source/internal/xlsx"
)

// Chunk is a run of whole rows that are not parsed yet.
type Chunk struct {
	text    string
	line    int64 // of the text's first row
	offset  int64
	list    *list
	charset *charset.Charset // nil for UTF-8
	ascii   bool             // and the text is known to be ASCII
	records []Record         // of a row too large, and those that were parsed before
	rows    []xlsx.Row       // of a workbook
	cut     bool             // the text ends without the line end that all other lines have
	err     error
}

// list is what all chunks of a file share.
type list struct {
	grammar syntax.Grammar
	shape
	maxCell int // in bytes
	// restore puts characters back into cells that had to be removed to find them, or is nil.
	restore *strings.Replacer
	undo    undoing
	// refusals are those of the sheets that are not read, or nil.
	refusals *refusals
}

// Offset is how many bytes of the file, as it is stored, were read when the
// chunk was complete.
func (c *Chunk) Offset() int64 { return c.offset }

// Release frees the chunk's memory once no string of it is held.
func (c *Chunk) Release() { c.text, c.records, c.rows = "", nil, nil }

// Err returns why Records ended before the chunk did: a *RefusedError that says
// in which line the file ceases to be a list.
func (c *Chunk) Err() error { return c.err }

// Records parses the chunk. It may be called on any goroutine, with the chunks
// of one file on several at once.
func (c *Chunk) Records() iter.Seq[Record] {
	return func(yield func(Record) bool) {
		if c.rows != nil {
			var cells []string
			for i := range c.rows {
				rec := sheetRecord(&c.rows[i], c.list, cells)
				cells = rec.Cells
				c.list.takeOutStruck(&rec)
				switch c.list.classify(&rec) {
				case isNoRow:
					continue
				case isNoList:
					c.err = c.list.found.refusal()
					return
				}
				if !yield(rec) {
					return
				}
			}
			return
		}
		if c.records != nil {
			for _, r := range c.records {
				if !yield(r) {
					return
				}
			}
			return
		}
		p := parser{list: c.list, Rows: syntax.NewRows(&c.list.grammar, c.text, c.line), charset: c.charset}
		p.dirty = c.list.restore != nil || strings.IndexByte(c.text, 0) >= 0 || !c.ascii && needsDecoding(c.charset, c.text) || c.list.undo.in(c.text, c.ascii)
		p.struck = !c.ascii && strings.Contains(c.text, strikeThrough) || strings.Contains(c.text, "~~") || strings.Contains(c.text, "</")
		for p.next() {
			if c.cut && p.At == len(p.Text) && !p.rec.Malformed && p.rec.lostNUL() && p.Text[len(p.Text)-1] == 0 {
				p.rec.malformed("binary_bytes", 0, "this line ends in zero bytes: the file was cut off here")
			}
			if c.cut && p.At == len(p.Text) && !p.rec.Malformed {
				p.rec.problem(NoLineEnd, 0, "the last line has no line end: the file may have been cut off there")
				if p.cutIn(&p.rec) {
					p.rec.malformed("torn_row", 0, "the file was cut off in this row: it lacks cells that all others have")
				}
			}
			if !yield(p.rec) {
				return
			}
		}
		if p.refused {
			c.err = c.list.found.refusal()
		}
	}
}

// maxParsed is the number of cells above which a chunk does not keep its records.
const maxParsed = 1 << 20

// parse parses the chunk for all calls of Records, and reports whether it did: not if there
// could be too many records to hold.
func (c *Chunk) parse() bool {
	if c.records != nil || (syntax.CountBreaks(c.text)+1)*int64(max(c.list.columns, 1)) > maxParsed {
		return c.records != nil
	}
	var records []Record
	var cells []string
	for rec := range c.Records() {
		if cap(cells)-len(cells) < len(rec.Cells) {
			cells = make([]string, 0, max(4096, len(rec.Cells)))
		}
		start := len(cells)
		cells = append(cells, rec.Cells...)
		rec.Cells = cells[start:len(cells):len(cells)]
		records = append(records, rec)
	}
	c.records, c.text, c.rows = records, "", nil
	return true
}

// parser iterates over the rows of a text.
type parser struct {
	*list
	syntax.Rows
	charset *charset.Charset
	dirty   bool // cells may need decoding
	struck  bool // a line may go through the text of some
	rec     Record
	refused bool // there is a row with which the file ceases to be a list
}

// next reads the next row that isn't blank into rec.
func (p *parser) next() bool {
	for p.At < len(p.Text) {
		start, line := p.At, p.Line
		p.rec = Record{Line: line}
		if !p.ParseFast() {
			p.slow(start)
		}
		if len(p.Cells) == 1 || len(p.Cells) > 1 && (p.Cells[0] == "" || mayBeBlank(p.Cells[0][0])) {
			if !p.rec.Malformed && p.blankRow(p.Text[start:p.At]) {
				continue
			}
		}
		if (len(p.Cells) == 1 || p.answerLast) && p.goesOn() {
			p.join()
		}
		p.rec.Cells = p.Cells
		if p.At-start > p.maxCell {
			p.rec.limit(len(strings.TrimRight(p.Text[start:p.At], "\r\n")), p.list)
		}
		if p.dirty {
			p.decode()
		}
		if p.struck {
			p.takeOutStruck(&p.rec)
		}
		v := p.classify(&p.rec)
		p.Cells = p.rec.Cells[:0]
		switch v {
		case isNoRow:
			continue
		case isNoList:
			p.refused = true
			return false
		}
		return true
	}
	return false
}

// goesOn reports whether a line break tore the first or the last cell of a row,
// so that a blank one may be the rest of what it said: the row at hand has one
// cell, and the line below begins with a blank one; or it ends with a blank cell
// that says whether the person may be called, and the line below is one cell.
func (p *parser) goesOn() bool {
	if p.columns < 3 || p.At >= len(p.Text) || p.rec.Malformed || !p.grammar.Tears() {
		return false
	}
	switch {
	case len(p.Cells) == 1:
		return p.grammar.BeginsBlank(p.Text[p.At:])
	case p.answerLast && len(p.Cells) == p.columns && p.Cells[p.columns-1] == "":
		below := p.Text[p.At:]
		if !p.grammar.OneCell(below) {
			return false
		}
		line := below[:bytesearch.IndexBreak(below, 0)]
		return !strings.HasPrefix(line, "--") && !p.titles[undated(line)] && p.splitAnew([]string{line}) == nil && !remark.IsFooter(line) && !remark.BeginsAsError(line) && !remark.SaysDoNotCall(line)
	}
	return false
}

// join adds the row below to the current one, which has no record of its own then.
func (p *parser) join() {
	torn := slices.Clone(p.Cells)
	end := p.At
	p.slow(end)
	last := len(torn) - 1
	torn[last] += "\n" + p.Cells[0]
	p.Cells = append(torn, p.Cells[1:]...)
	if !p.rec.Malformed {
		p.rec.malformed("torn_row", 0, "a line break splits this row: it continues on the next line")
	}
}

// blankRow reports whether the current row says nothing: its cells are blank, or drawn lines.
func (p *parser) blankRow(text string) bool {
	if len(p.Cells) == 1 {
		return p.blank(text)
	}
	return p.columns != anyWidth && saysNothing(p.Cells)
}

// saysNothing reports whether cells are blank or drawn lines.
func saysNothing(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.Trim(c, separators) != "" && !cell.IsBlank(c) })
}

// separators are the characters of lines that are drawn between rows.
const separators = "-=_*~ "

// mayBeBlank reports whether a cell that begins with a byte may be blank or a line.
func mayBeBlank(c byte) bool { return c <= '*' || c >= '~' || c == '-' || c == '=' || c == '_' }

// blank reports whether text with at most one cell a row is all empty lines. In a list of one
// column a line of spaces is a row. Some old programs end a file with Ctrl-Z.
func (l *list) blank(s string) bool {
	if s != "" && s[0] > ' ' {
		return false
	}
	if l.columns < 2 {
		return strings.Trim(s, "\r\n\x1a") == ""
	}
	return strings.Trim(s, "\r\n\x1a ") == "" || l.grammar.Delim != '\t' && strings.Trim(s, "\r\n\x1a \t") == ""
}

// slow parses any row.
func (p *parser) slow(start int) {
	spans, how := p.Parse(start)
	if how == syntax.Unclosed {
		p.rec.malformed("unclosed_quote", 0, "a quote is opened in this row and never closed")
	}
	for i, c := range spans {
		if c.Form == syntax.Plain && closesUnopened(p.Cells[i], p.grammar.Quote) && !p.rec.Malformed {
			p.rec.malformed("unclosed_quote", i+1, "a quote that was never opened closes in this cell: text before it may be lost")
		}
		if c.Form != syntax.Plain && p.holdsRow(p.Cells[i]) && !p.rec.Malformed {
			p.rec.malformed("torn_row", i+1, "a cell of this row contains another row")
		}
	}
}

// closesUnopened reports whether a cell ends with a quote after a letter that no quote opens;
// one after a digit means inches.
func closesUnopened(text string, quote byte) bool {
	n := len(text)
	return n > 2 && quote != 0 && text[n-1] == quote && (cell.IsWordByte(text[n-2]) || text[n-2] >= utf8.RuneSelf) && text[n-2]-'0' > 9 && strings.Count(text, string(rune(quote))) == 1
}

// holdsRow reports whether a cell has as many delimiters as a row, and a number; or half as many,
// and a line with a number where rows have one.
func (l *list) holdsRow(text string) bool {
	const fewest = 4
	delim := string(rune(l.grammar.Delim))
	n := strings.Count(text, delim)
	if l.columns < fewest || len(l.phones) == 0 || 2*n < l.columns || !cell.HasPhoneDigits(text) {
		return false
	}
	if n >= l.columns-1 {
		return true
	}
	_, below, _ := strings.Cut(text, "\n")
	for line := range strings.Lines(below) {
		cells := strings.Split(line, delim)
		if slices.ContainsFunc(l.phones, func(p int) bool { return p+1 < len(cells) && cell.IsPhone(cells[p]) }) {
			return true
		}
	}
	return false
}

// nulRun is the shortest run of zero bytes that a disk leaves where it lost text. Fields of a
// fixed size are filled up with them only at their ends.
const nulRun = "\x00\x00\x00\x00"

// lost reports whether zero bytes stand where a cell had text: within it, or anywhere if others
// are not filled up with them.
func (sh *shape) lost(c string) bool {
	at := strings.Index(c, nulRun)
	return at >= 0 && (!sh.padded || strings.Trim(c[at:], "\x00 ") != "") || !sh.padded && c != "" && strings.Trim(c, "\x00") == ""
}

// decode converts the cells to UTF-8.
func (p *parser) decode() {
	for i, c := range p.rec.Cells {
		fixed, bad := decode(p.charset, c, &p.Arena)
		if bad != "" {
			p.rec.problem(bad, i+1, problemTexts[bad])
		}
		if p.lost(c) && !p.rec.Malformed {
			p.rec.malformed("binary_bytes", i+1, "this row has zero bytes instead of text: part of it may be lost, and the rest may belong to another row")
		}
		if p.restore != nil {
			fixed = p.restore.Replace(fixed)
		}
		p.rec.Cells[i] = p.undo.cell(fixed, p.found)
	}
}
