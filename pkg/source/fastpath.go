package source

import (
	"math/bits"
	"strings"
)

// parseFast parses a row that the scanner can make out, which is nearly every row.
// It is false for others, of which it leaves nothing but cells to be written
// over.
func (p *parser) parseFast() bool {
	s, b, scan := p.s, p.scan.b, &p.scan
	delim, quote := p.grammar.delim, p.grammar.quote
	if quote == 0 {
		quote = '\n' // with which no cell begins
	}
	cells := p.cells[:0]
	from, base, stops := p.at, scan.base, scan.stops
	for {
		for ; stops != 0; stops &= stops - 1 {
			i := base + bits.TrailingZeros64(stops)
			c := s[from:i]
			if from < i && b[from] == quote {
				c = p.unquote(s[from+1 : i-1])
			}
			cells = append(cells, c)
			if b[i] == delim {
				from = i + 1
				continue
			}
			p.cells = cells
			p.at = i + 1
			p.line++
			scan.stops = stops & (stops - 1)
			if b[i] == '\r' && p.at < len(b) && b[p.at] == '\n' {
				p.at++
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
		c = p.unquote(c[1 : len(c)-1])
	}
	p.cells = append(cells, c)
	p.at = len(b)
	return true
}

// unquote returns what a quoted cell within a line says.
func (p *parser) unquote(content string) string {
	if !p.scan.doubled || strings.IndexByte(content, p.grammar.quote) < 0 {
		return content
	}
	return p.grammar.text(content, span{0, len(content), escaped}, &p.arena)
}

// endsCell reports whether a cell ends before c.
func (g *grammar) endsCell(c byte) bool { return c == g.delim || c == '\n' || c == '\r' }
