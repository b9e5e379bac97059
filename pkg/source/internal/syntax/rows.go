package syntax

import (
	"math/bits"
	"strings"

	"rollcall/pkg/source/internal/bytesearch"
)

// Rows parses the rows of a text, one after another.
type Rows struct {
	g     *Grammar
	Text  string
	At    int   // where the next row starts
	Line  int64 // of the next row
	Cells []string
	Arena Arena
	scan  scanner
	spans []Span
}

// NewRows returns the rows of a text that starts at a line.
func NewRows(g *Grammar, s string, line int64) Rows {
	r := Rows{g: g, Text: s, Line: line, scan: scanner{grammar: g, b: bytesearch.Bytes(s)}}
	r.scan.seek(0)
	return r
}

// Parse parses any row into cells, and returns how they are written. A row that is too large
// has none, and ends with the first line break after as many bytes as a row may have.
func (r *Rows) Parse(start int) ([]Span, Outcome) {
	spans, end, how := r.g.Row(r.Text, start, true, r.spans[:0])
	r.spans, r.Cells = spans, r.Cells[:0]
	if how == TooLarge {
		end, _ = BreakEnd(r.Text, bytesearch.IndexBreak(r.Text, start+r.g.MaxRow), true)
		spans = nil
	}
	for _, c := range spans {
		r.Cells = append(r.Cells, r.g.Text(r.Text, c, &r.Arena))
	}
	r.At = end
	r.scan.seek(end)
	r.Line += CountBreaks(r.Text[start:end])
	return spans, how
}

// ParseFast parses the next row if the scanner can make it out, as nearly every row; if not,
// it is false and the cells mean nothing.
func (r *Rows) ParseFast() bool {
	s, b, scan := r.Text, r.scan.b, &r.scan
	if b[r.At] == byteOrderMark[0] && strings.HasPrefix(s[r.At:], byteOrderMark) {
		return false
	}
	delim, quote := r.g.Delim, r.g.Quote
	if quote == 0 {
		quote = '\n' // with which no cell begins
	}
	cells := r.Cells[:0]
	from, base, stops := r.At, scan.base, scan.stops
	for {
		for ; stops != 0; stops &= stops - 1 {
			i := base + bits.TrailingZeros64(stops)
			c := s[from:i]
			if from < i && b[from] == quote {
				c = r.unquote(s[from+1 : i-1])
			}
			cells = append(cells, c)
			if b[i] == delim {
				from = i + 1
				continue
			}
			r.Cells = cells
			r.At = i + 1
			r.Line++
			scan.stops = stops & (stops - 1)
			if b[i] == '\r' && r.At < len(b) && b[r.At] == '\n' {
				r.At++
				scan.passed()
			}
			return true
		}
		if scan.odd != 0 {
			return false
		}
		if !scan.next() {
			break
		}
		base, stops = scan.base, scan.stops
	}
	if scan.inside != 0 {
		return false
	}
	c := s[from:]
	if c != "" && c[0] == quote {
		c = r.unquote(c[1 : len(c)-1])
	}
	r.Cells = append(cells, c)
	r.At = len(b)
	return true
}

// unquote returns what a quoted cell within a line says.
func (r *Rows) unquote(content string) string {
	if !r.scan.doubled || strings.IndexByte(content, r.g.Quote) < 0 {
		return content
	}
	return r.g.Text(content, Span{0, len(content), escaped}, &r.Arena)
}

// endsCell reports whether a cell ends before c.
func (g *Grammar) endsCell(c byte) bool { return c == g.Delim || c == '\n' || c == '\r' }
