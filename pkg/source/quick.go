package source

import "math/bits"

// scanner finds the characters that matter in a text, 64 bytes at a time.
type scanner struct {
	b      []byte
	a, c   uint64 // what it looks for besides LF and CR, eight times
	base   int    // of the 64 bytes at hand
	marked uint64 // those of them that matter and weren't passed yet
}

func (s *scanner) set(text string, a, c byte) {
	*s = scanner{b: view(text), a: ones * uint64(a), c: ones * uint64(c)}
	s.seek(0)
}

// seek goes to a place.
func (s *scanner) seek(at int) {
	s.base = at &^ 63
	s.load()
	s.marked &= ^uint64(0) << (at & 63)
}

// load marks what matters in the 64 bytes at base.
func (s *scanner) load() {
	s.marked = 0
	if s.base+64 > len(s.b) {
		for at, k := s.base, 0; at < len(s.b); at, k = at+8, k+8 {
			x := lastWord(s.b, at, min(at+8, len(s.b)))
			s.marked |= pack(match(x, s.a, s.c)) << k
		}
		return
	}
	b := s.b[s.base : s.base+64]
	s.marked = pack(match(word(b, 0), s.a, s.c)) |
		pack(match(word(b, 8), s.a, s.c))<<8 |
		pack(match(word(b, 16), s.a, s.c))<<16 |
		pack(match(word(b, 24), s.a, s.c))<<24 |
		pack(match(word(b, 32), s.a, s.c))<<32 |
		pack(match(word(b, 40), s.a, s.c))<<40 |
		pack(match(word(b, 48), s.a, s.c))<<48 |
		pack(match(word(b, 56), s.a, s.c))<<56
}

// pack moves the highest bit of each byte to the lowest eight.
func pack(m uint64) uint64 { return m >> 7 * 0x0102040810204080 >> 56 }

// quick parses a row whose quoted cells, if any, lie within the line and have
// neither escapes nor text behind them, which is nearly every row. It is false
// for others, of which it leaves nothing but cells to be written over.
func (p *parser) quick() bool {
	s, b := p.s, p.scan.b
	delim, quote, backslash := p.grammar.delim, p.grammar.quote, p.grammar.backslash
	cells := p.cells[:0]
	from := p.at    // where the cell starts
	trim := 0       // 1 behind a quoted cell, whose quotes don't belong to it
	inside := false // of quotes
	base, marked := p.scan.base, p.scan.marked
	for {
		for marked == 0 {
			if base += 64; base >= len(b) {
				p.scan.base = base
				if inside {
					return false
				}
				p.cells = append(cells, s[from+trim:len(s)-trim])
				p.at = len(b)
				return true
			}
			p.scan.base = base
			p.scan.load()
			marked = p.scan.marked
		}
		i := base + bits.TrailingZeros64(marked)
		marked &= marked - 1
		switch c := b[i]; {
		case c == delim:
			if !inside {
				cells = append(cells, s[from+trim:i-trim])
				from, trim = i+1, 0
			}
		case c == quote && quote != 0:
			switch {
			case inside:
				if i+1 < len(b) && !p.grammar.endsCell(b[i+1]) || backslash {
					return false
				}
				inside, trim = false, 1
			case i == from:
				inside = true
			case b[i-1] == ' ' && skipSpaces(s[:i], from) == i:
				return false
			}
		case inside:
			return false
		default:
			p.cells = append(cells, s[from+trim:i-trim])
			p.at = i + 1
			p.line++
			if c == '\r' && p.at < len(b) && b[p.at] == '\n' {
				p.at++
				if marked &= marked - 1; marked == 0 && p.at&63 == 1 {
					p.scan.seek(p.at)
					return true
				}
			}
			p.scan.marked = marked
			return true
		}
	}
}

// endsCell says whether a cell ends before c.
func (g *grammar) endsCell(c byte) bool { return c == g.delim || c == '\n' || c == '\r' }
