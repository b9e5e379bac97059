package source

import "strings"

// cut finds the end of the last whole row in s, which starts with a row. The
// rest is the beginning of a row that may go on after s, unless final says
// that nothing does. tooLarge says that the row at end is longer than maxRow.
//
// It looks at quotes and what stands beside them, and leaves the cells to
// Records. Where a quoted cell spans lines or is damaged it asks row.
func (g *grammar) cut(s string, final bool) (end int, large bool) {
	sync := 0 // where a row starts, or s stands behind whole cells of one
	if g.quote != 0 {
		stops := g.quoteStops()
		for at := 0; ; {
			q := strings.IndexByte(s[at:], g.quote)
			if q < 0 {
				break
			}
			q += at
			if q > sync && !g.startsCell(s, sync, q) && skipSpaces(s[:q], sync) < q {
				at = q + 1
				continue
			}
			if k := g.quickClose(stops, s, q+1); k >= 0 {
				at = k + 1
				continue
			}
			start := lastBreak(s[:q], sync)
			_, e, how := g.row(s, start, final, nil)
			switch how {
			case open:
				return start, false
			case tooLarge:
				return start, true
			}
			sync, at = e, e
		}
	}
	if final {
		end = len(s)
	} else {
		end = lastBreak(s, sync)
	}
	if start := end; len(s)-start > maxRow {
		return start, true
	}
	return end, false
}

// quickClose finds the quote that closes the content starting at i, where that
// takes no more than a look: no line break, nothing but a delimiter or the end
// of the line behind it. Otherwise it gives -1.
func (g *grammar) quickClose(stops *finder, s string, i int) int {
	for {
		k := stops.index(s, i)
		if k+1 >= len(s) || s[k] != g.quote {
			return -1
		}
		switch s[k+1] {
		case g.delim, '\n', '\r':
			return k
		case g.quote:
			i = k + 2
		default:
			return -1
		}
	}
}

// quoteStops finds what quickClose can't pass.
func (g *grammar) quoteStops() *finder {
	var f finder
	f.set(g.quote, '\n', '\r', '\n')
	if g.backslash {
		f.set(g.quote, '\n', '\r', '\\')
	}
	return &f
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
