package source

import (
	"iter"
	"strings"
)

// Chunk is a run of whole rows, not parsed yet.
type Chunk struct {
	text    string
	line    int64 // of the text's first row
	offset  int64
	list    *list
	charset *charset // nil for UTF-8
	records []Record // for what isn't text: rows of a workbook, a row too large
}

// list is what all chunks of a file share.
type list struct {
	grammar grammar
	columns int
}

// Offset is how many bytes of the file, as it is stored, were read when the
// chunk was complete.
func (c *Chunk) Offset() int64 { return c.offset }

// Release lets the chunk's memory go as soon as no string of it is held.
func (c *Chunk) Release() { c.text, c.records = "", nil }

// Records parses the chunk. It may be called on any goroutine, with the chunks
// of one file on several at once.
func (c *Chunk) Records() iter.Seq[Record] {
	return func(yield func(Record) bool) {
		if c.records != nil {
			for _, r := range c.records {
				if !yield(r) {
					return
				}
			}
			return
		}
		p := parser{list: c.list, s: c.text, line: c.line, charset: c.charset, dirty: c.charset.needsDecoding(c.text)}
		for p.next() {
			if !yield(p.rec) {
				return
			}
		}
	}
}

// parser goes through the rows of a text.
type parser struct {
	*list
	s       string
	at      int
	line    int64
	charset *charset
	dirty   bool // cells may need decoding
	spans   []span
	cells   []string
	rec     Record
	arena   arena
}

// next reads the next row that isn't blank into rec.
func (p *parser) next() bool {
	for p.at < len(p.s) {
		start, line := p.at, p.line
		p.rec = Record{Line: line}
		if !p.quick() {
			p.slow(start)
		}
		if len(p.cells) == 1 && !p.rec.Malformed && p.blank(p.s[start:p.at]) {
			continue
		}
		if p.at-start > maxCell {
			p.limit(start)
		}
		if p.dirty {
			p.decode()
		}
		p.fit()
		p.rec.Cells = p.cells
		return true
	}
	return false
}

// blank says whether text that has at most one cell a row is nothing but empty
// lines. In a list of one column a line of spaces is a row. Some programs of
// old end a file with Ctrl-Z.
func (l *list) blank(s string) bool {
	if l.columns < 2 {
		return strings.Trim(s, "\r\n\x1a") == ""
	}
	return strings.Trim(s, "\r\n\x1a ") == "" || l.grammar.delim != '\t' && strings.Trim(s, "\r\n\x1a \t") == ""
}

// slow parses any row.
func (p *parser) slow(start int) {
	spans, end, how := p.grammar.row(p.s, start, true, p.spans[:0])
	p.spans, p.cells = spans, p.cells[:0]
	switch how {
	case unclosed:
		p.malformed("unclosed_quote", 0, "a quote is opened in this row and never closed")
	case tooLarge:
		end = indexBreak(p.s, start+maxRow)
		end, _ = breakEnd(p.s, end, true)
		spans = nil
	}
	for _, c := range spans {
		p.cells = append(p.cells, p.grammar.text(p.s, c, &p.arena))
	}
	p.at = end
	p.line += countBreaks(p.s[start:end])
}

// limit judges a row that is long enough to hold a cell that is too large.
func (p *parser) limit(start int) {
	if len(strings.TrimRight(p.s[start:p.at], "\r\n")) >= maxRow {
		p.rec.Problems = nil
		p.malformed(tooLargeRow.Code, 0, tooLargeRow.Message)
		p.cells = p.cells[:0]
		return
	}
	for i, c := range p.cells {
		if len(c) > maxCell {
			p.malformed("cell_too_large", i+1, "a cell of this row is larger than 1 MiB")
			p.cells[i] = c[:0]
		}
	}
}

var tooLargeRow = Problem{Code: "row_too_large", Message: "this row is larger than 16 MiB"}

// fit gives the row as many cells as the list has columns.
func (p *parser) fit() {
	n := p.columns
	if len(p.cells) == n || p.rec.Malformed {
		return
	}
	if len(p.cells) < n {
		p.problem("short_row", 0, "this row has fewer cells than the header")
		for len(p.cells) < n {
			p.cells = append(p.cells, "")
		}
		return
	}
	for i := n; i < len(p.cells); i++ {
		if strings.TrimSpace(p.cells[i]) != "" {
			p.malformed("too_many_cells", i+1, "this row has more cells than the header")
			return
		}
	}
	p.cells = p.cells[:n]
}

// decode makes UTF-8 of the cells.
func (p *parser) decode() {
	for i, c := range p.cells {
		fixed, bad := p.charset.decode(c, &p.arena)
		if bad != "" {
			p.problem(bad, i+1, problemTexts[bad])
		}
		p.cells[i] = fixed
	}
}

func (p *parser) malformed(code string, column int, message string) {
	p.rec.Malformed = true
	p.problem(code, column, message)
}

func (p *parser) problem(code string, column int, message string) {
	p.rec.Problems = append(p.rec.Problems, Problem{p.rec.Line, column, code, message})
}
