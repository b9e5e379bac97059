package source

// quick parses a row whose quoted cells, if any, lie within the line and have
// neither escapes nor text behind them, which is nearly every row. It is false
// for others, of which it leaves nothing but cells to be written over.
func (p *parser) quick() bool {
	s, b := p.s, view(p.s)
	delim, quote := p.grammar.delim, p.grammar.quote
	if quote == 0 {
		quote = '\n'
	}
	delims, quotes := ones*uint64(delim), ones*uint64(quote)
	cells := p.cells[:0]
	from := p.at
	for base := from; base < len(b); base += 8 {
	again:
		var m uint64
		if base+8 <= len(b) {
			m = match(word(b, base), delims, quotes)
		} else {
			m = match(lastWord(b, base), delims, quotes)
		}
		for ; m != 0; m &= m - 1 {
			i := base + first(m)
			switch b[i] {
			case delim:
				cells = append(cells, s[from:i])
				from = i + 1
				continue
			case '\n', '\r':
				p.cells = append(cells, s[from:i])
				p.at, _ = breakEnd(s, i, true)
				p.line++
				return true
			}
			// A quote.
			if i != from {
				if s[i-1] == ' ' && skipSpaces(s[:i], from) == i {
					return false
				}
				continue
			}
			k := p.grammar.closer(s, i+1)
			if k < 0 {
				return false
			}
			cells = append(cells, s[i+1:k])
			if k++; k == len(b) || b[k] != delim {
				p.cells = cells
				p.at, _ = breakEnd(s, k, true)
				p.line++
				return true
			}
			from, base = k+1, k+1
			goto again
		}
	}
	p.cells = append(cells, s[from:])
	p.at = len(b)
	return true
}

// closer finds the quote that closes the content starting at i, or -1 where
// the content isn't simply what stands between the quotes.
func (g *grammar) closer(s string, i int) int {
	stop := g.quote
	if g.backslash {
		stop = '\\'
	}
	k := indexStop(s, i, g.quote, stop)
	if k == len(s) || s[k] != g.quote {
		return -1
	}
	if k+1 < len(s) {
		if c := s[k+1]; c != g.delim && c != '\n' && c != '\r' {
			return -1
		}
	}
	return k
}
