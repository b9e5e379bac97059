package source

import "strings"

// cut finds the end of the last whole row in s, which starts with a row. The
// rest is the beginning of a row that may go on after s, unless final says
// that nothing does. large says that the row at end is longer than maxRow.
//
// It looks at quotes and what stands beside them, and leaves the cells to
// Records. Where a quoted cell spans lines or is damaged it asks row.
func (g *grammar) cut(s string, final bool) (end int, large bool) {
	start := 0 // of a row that has all quotes up to at closed
	for at := 0; g.quote != 0; {
		q := strings.IndexByte(s[at:], g.quote)
		if q < 0 {
			break
		}
		q += at
		if !g.startsCell(s, start, q) {
			at = q + 1
			continue
		}
		k, closed := g.closers(s, q)
		if closed {
			at = k
			continue
		}
		start = lastBreak(s[:k], start)
		_, rowEnd, how := g.row(s, start, final, nil)
		switch how {
		case open:
			return start, false
		case tooLarge:
			return start, true
		}
		start, at = rowEnd, rowEnd
	}
	end = len(s)
	if !final {
		end = lastBreak(s, start)
	}
	return end, len(s)-end > maxRow
}

// closers passes over quoted cells, from the one that opens at q, as long as
// each begins right behind the other and takes no more than a look: no line
// break in it, nothing but a delimiter or a line break behind it. It gives the
// place behind the last of them; or false and the place where one opens that
// takes more.
func (g *grammar) closers(s string, q int) (int, bool) {
	stop := g.quote
	if g.backslash {
		stop = '\\'
	}
	for i := q + 1; ; {
		k := indexStop(s, i, g.quote, stop)
		if k+2 >= len(s) || s[k] != g.quote {
			return q, false
		}
		switch s[k+1] {
		case g.quote:
			i = k + 2
			continue
		case g.delim, '\n', '\r':
		default:
			return q, false
		}
		if q = k + 2; s[q] != g.quote {
			return q, true
		}
		i = q + 1
	}
}

// lastBreak gives where the last line break in s, at or after floor, ends; or
// floor. A CR that ends s is none, since an LF may follow.
func lastBreak(s string, floor int) int {
	for i := len(s); i > floor; i-- {
		switch s[i-1] {
		case '\n':
			return i
		case '\r':
			if i < len(s) {
				return i
			}
		}
	}
	return floor
}
