package source

import "strings"

// cut finds the end of the last whole row in s, which starts with a row. The
// rest is the beginning of a row that may go on after s, unless final says
// that nothing does. large says that the row at end is longer than maxRow.
//
// It looks at quotes and what stands beside them, and leaves the cells to
// Records. Where a quoted cell spans lines or is damaged it asks row.
func (g *grammar) cut(s string, final bool) (end int, large bool) {
	start := 0 // of a row all of whose quotes before at are closed
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
		k, ok := g.quotedRun(s, q)
		if ok {
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
	return end, len(s)-end > g.maxRow
}

// quotedRun passes over text from q, where a quoted cell opens, as long as its
// cells are quoted and take no more than a look: no line break in them, nothing
// but a delimiter or a line break behind. It gives the place to go on from; or
// false and the place where a cell opens that takes more.
func (g *grammar) quotedRun(s string, q int) (int, bool) {
	b := view(s)
	quotes := ones * uint64(g.quote)
	inside, doubled := true, false
	for base := q + 1; base+9 < len(b); base += 8 {
		for m := match(word(b, base), quotes, quotes); m != 0; m &= m - 1 {
			i := base + first(m)
			switch {
			case b[i] != g.quote:
				if inside {
					return q, false
				}
			case doubled:
				doubled = false
			case inside:
				switch {
				case g.endsCell(b[i+1]) && !g.backslash:
					inside = false
				case b[i+1] == g.quote:
					doubled = true
				default:
					return q, false
				}
			case g.endsCell(b[i-1]):
				inside, q = true, i
			default:
				return i, true
			}
		}
		if !inside && b[base+8] != g.quote && b[base+9] != g.quote {
			return base + 8, true
		}
	}
	return q, false
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
