package syntax

import (
	"math/bits"
	"strings"

	"rollcall/pkg/source/internal/bytesearch"
)

// Cut finds the end of the last whole row in s, which starts with a row. The
// rest is the beginning of a row that may go on after s, unless final says
// that nothing does. large says that the row at end is longer than maxRow.
//
// It looks only at quotes and their neighbors, and leaves the cells to
// Records.
func (g *Grammar) Cut(s string, final bool) (end int, large bool) {
	start := 0 // of a row; no quotes that are open lie between it and at
	scan := scanner{grammar: g, b: bytesearch.Bytes(s)}
	var cells []Span // which nobody needs here
	for at := 0; g.Quote != 0; {
		q := strings.IndexByte(s[at:], g.Quote)
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
		var how Outcome
		switch cells, rowEnd, how = g.Row(s, start, final, cells[:0]); how {
		case Open:
			return start, false
		case TooLarge:
			return start, true
		}
		start, at = rowEnd, rowEnd
	}
	end = len(s)
	if !final {
		end = g.apart(s, start, lastBreak(s, start))
	}
	return end, len(s)-end > g.MaxRow
}

// quotes goes on to where there are no quotes and returns -1, or to where the scanner cannot
// make them out, and returns that place.
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

// lastBreak returns the end of the last line break in s at or after floor, or floor. A CR at
// the end of s does not count, since an LF may follow.
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

// mostTorn is how far back a cut looks for lines that cannot belong to a neighboring row.
const mostTorn = 1 << 20

// Tears reports whether rows are checked for a line break that tore one of their cells apart.
func (g *Grammar) Tears() bool { return g.Width > 2 && g.MaxRow > mostTorn }

// apart returns a line break at or before end, which is one, with lines of several cells on
// both sides: a line of one cell may be part of the row above or below. It is 0 if there is
// none and the text is short. Lines begin at start.
func (g *Grammar) apart(s string, start, end int) int {
	if !g.Tears() {
		return end
	}
	behind := false // the line behind at is known to have several cells
	for at := end; end-at < mostTorn; {
		if at <= start {
			if behind && start > 0 && !g.BeginsBlank(s[start:]) {
				return start
			}
			if len(s) < mostTorn {
				return 0
			}
			break
		}
		before := lastBreak(s[:at-1], start)
		several := !g.OneCell(s[before:at])
		if behind && several {
			return at
		}
		behind, at = several, before
	}
	return end
}

// OneCell reports whether a text begins with a line that is not blank and has no delimiter.
func (g *Grammar) OneCell(s string) bool {
	i := bytesearch.IndexStop(s, 0, g.Delim, g.Delim)
	return i > 0 && (i == len(s) || s[i] != g.Delim) && strings.Trim(s[:i], " \t\x1a\"'") != ""
}

// BeginsBlank reports whether a text begins with a row whose first cell is blank.
func (g *Grammar) BeginsBlank(s string) bool {
	if len(s) > 2 && g.Quote != 0 && s[0] == g.Quote && s[1] == g.Quote {
		s = s[2:]
	}
	return s != "" && s[0] == g.Delim
}
