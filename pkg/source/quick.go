package source

import (
	"math/bits"
	"strings"
)

// quick parses a row whose quoted cells, if any, lie within the line and have
// neither escapes nor text behind them, which is nearly every row. It is false
// for others, of which it leaves nothing but cells to be written over.
func (p *parser) quick() bool {
	g := &p.grammar
	quote := g.quote
	if quote == 0 {
		quote = '\n'
	}
	var f finder
	f.set(g.delim, '\n', '\r', quote)
	s, b := p.s, view(p.s)
	cells := p.cells[:0]
	from, base := p.at, p.at
	for base < len(b) {
		m := f.matchAt(b, base)
		for m != 0 {
			i := base + bits.TrailingZeros64(m)>>3
			m &= m - 1
			switch b[i] {
			case g.delim:
				cells = append(cells, s[from:i])
				from = i + 1
			case '\n', '\r':
				p.cells = append(cells, s[from:i])
				p.at, _ = breakEnd(s, i, true)
				p.line++
				return true
			default: // a quote
				if i != from {
					if skipSpaces(s[:i], from) == i {
						return false
					}
					continue
				}
				k := g.closer(s, i+1)
				if k < 0 {
					return false
				}
				cells = append(cells, s[i+1:k])
				if k++; k == len(b) || b[k] != g.delim {
					p.cells = cells
					p.at, _ = breakEnd(s, k, true)
					p.line++
					return true
				}
				from = k + 1
				base = from
				m = f.matchAt(b, base)
			}
		}
		base += 8
	}
	p.cells = append(cells, s[from:])
	p.at = len(b)
	return true
}

// matchAt is match of the eight bytes at i, or of as many as there are.
func (f *finder) matchAt(b []byte, i int) uint64 {
	if i+8 <= len(b) {
		return f.match(le(b[i:]))
	}
	var x uint64
	for k := len(b) - 1; k >= i; k-- {
		x = x<<8 | uint64(b[k])
	}
	return f.match(x)
}

// closer finds the quote that closes the content starting at i, or -1 where
// the content isn't simply what stands between the quotes.
func (g *grammar) closer(s string, i int) int {
	n := strings.IndexByte(s[i:], g.quote)
	if n < 0 {
		return -1
	}
	k := i + n
	if k+1 < len(s) {
		if c := s[k+1]; c != g.delim && c != '\n' && c != '\r' {
			return -1
		}
	}
	content := s[i:k]
	if indexBreak(content, 0) < n || g.backslash && strings.IndexByte(content, '\\') >= 0 {
		return -1
	}
	return k
}
