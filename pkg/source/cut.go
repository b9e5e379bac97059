package source

import (
	"math/bits"
	"strings"
)

// cut finds the end of the last whole row in s, which starts with a row. The
// rest is the beginning of a row that may go on after s, unless final says
// that nothing does. large says that the row at end is longer than maxRow.
//
// It looks at quotes and what stands beside them, and leaves the cells to
// Records.
func (g *grammar) cut(s string, final bool) (end int, large bool) {
	start := 0 // of a row; no quotes that are open lie between it and at
	scan := scanner{grammar: g, b: view(s)}
	var cells []span // which nobody needs here
	for at := 0; g.quote != 0; {
		q := strings.IndexByte(s[at:], g.quote)
		if q < 0 {
			break
		}
		scan.seek(max(at, (at+q)&^63))
		odd := scan.quotes()
		if odd < 0 {
			at = min(scan.base, len(s))
			continue
		}
		start = lastBreak(s[:odd], start)
		var rowEnd int
		var how outcome
		switch cells, rowEnd, how = g.row(s, start, final, cells[:0]); how {
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

// quotes goes on to where there are no quotes, or where the scanner can't make
// them out: it gives that place then, and else -1.
func (s *scanner) quotes() int {
	for {
		if s.odd != 0 {
			return s.base + bits.TrailingZeros64(s.odd)
		}
		if more := s.next(); !more || !s.quoted {
			return -1
		}
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
