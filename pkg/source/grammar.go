package source

import "strings"

const (
	// maxCell is how many bytes a cell may have.
	maxCell = 1 << 20
	// maxRow is how many bytes a row may have, and with that how far the quote
	// that closes a cell is looked for.
	maxRow = 16 << 20
)

// grammar is how the rows of a file are written. What it says of a row depends
// on the bytes from the row's start alone, so that chunks can be cut in one
// place and parsed in another.
//
// A row ends at LF, CRLF or CR outside quotes. A quote opens a cell only where
// the cell starts, spaces aside; any other is a character like others. It is
// closed by the next quote that is neither doubled nor escaped:
//
//   - Text behind that quote, on the line where the cell opened, makes the
//     whole cell plain text, quotes included: `"Bob" Smith`.
//   - Where the cell spans lines, or where the quote stands at the start of a
//     cell, text behind it shows that it opens a cell instead, so the one
//     before it was never closed.
//   - A cell that spans lines and leaves the row with another number of cells
//     than rows have, while its first line alone has just that number, was
//     never closed either.
//   - Nor was one without a closing quote in the 16 MiB from the row's start.
//
// The row of a quote that never closes ends with the line of that quote, and
// what stands below is read as rows again.
type grammar struct {
	delim byte
	// quote is 0 where nothing quotes.
	quote byte
	// backslash says that \" is a quote inside quotes.
	backslash bool
	// width is how many cells a row usually has, 0 where that isn't known yet.
	width int
}

// form is how a cell is written.
type form uint8

const (
	plain   form = iota
	quoted       // the span is what stands between the quotes
	escaped      // the same, with doubled or escaped quotes, or CRLF, in it
)

// span is where a cell's content stands.
type span struct {
	start, end int
	form       form
}

// outcome is how the search for a row's end went.
type outcome uint8

const (
	whole    outcome = iota // the row ends at end
	unclosed                // so it does, but a quote in it was never closed
	tooLarge                // the row doesn't end within maxRow bytes
	open                    // the text ends before the row does, and more may come
)

// row finds the cells and the end of the row that starts at start. final says
// that nothing comes after s.
func (g *grammar) row(s string, start int, final bool, cells []span) ([]span, int, outcome) {
	w, ran := s, open
	if len(s)-start > maxRow {
		w, ran, final = s[:start+maxRow], tooLarge, false
	}
	var multi []int // where cells that span lines were opened
	first := len(cells)
	for at := start; ; {
		c := span{start: at}
		p := skipSpaces(w, at)
		text := at // from where on the cell is plain text
		if g.quote != 0 && p < len(w) && w[p] == g.quote {
			end, how := g.closing(w, p+1, final)
			switch how.outcome {
			case open:
				if ran == open {
					return cells, 0, open
				}
				// What isn't closed within the window never is.
				return g.neverClosed(w, start, p, final, ran, cells[:first])
			case unclosed:
				return g.neverClosed(w, start, p, final, ran, cells[:first])
			}
			if how.breaks {
				multi = append(multi, p)
			}
			text = end + 1
			if !how.text {
				c = span{p + 1, end, quoted}
				if how.escaped {
					c.form = escaped
				}
				text = skipSpaces(w, end+1)
			}
		}
		i := indexStop(w, text, g.delim, g.delim)
		if i == len(w) && !final {
			return cells, 0, ran
		}
		if c.form == plain {
			c.end = i
			c = g.unwrap(w, p, c)
		}
		cells = append(cells, c)
		if i < len(w) && w[i] == g.delim {
			at = i + 1
			continue
		}
		end, ok := breakEnd(s, i, final)
		if !ok {
			return cells, 0, ran
		}
		if p, ok := g.misread(w, start, cells[first:], multi); ok {
			return g.neverClosed(w, start, p, final, ran, cells[:first])
		}
		return cells, end, whole
	}
}

// unwrap takes the quotes off a cell that has them at both ends, and more in
// between that should have been doubled: `"He said "hi""`.
func (g *grammar) unwrap(w string, p int, c span) span {
	end := c.end
	for end > p && w[end-1] == ' ' {
		end--
	}
	if g.quote == 0 || end-p < 2 || w[p] != g.quote || w[end-1] != g.quote {
		return c
	}
	return span{p + 1, end - 1, escaped}
}

// misread looks for a cell that spans lines and that is better taken for one
// whose quote was never closed; it gives the place of that quote.
func (g *grammar) misread(w string, start int, cells []span, multi []int) (int, bool) {
	if g.width < 2 || len(cells) == g.width {
		return 0, false
	}
	for _, p := range multi {
		line := w[p : p+indexBreak(w[p:], 0)]
		n := 1 + strings.Count(line, string(rune(g.delim)))
		for _, c := range cells {
			if c.start > p {
				break
			}
			n++
		}
		if n == g.width {
			return p, true
		}
	}
	return 0, false
}

// neverClosed ends a row with the line in which the quote at p opened. Its
// cells are those of that line, the quote being a character like others.
func (g *grammar) neverClosed(w string, start, p int, final bool, ran outcome, cells []span) ([]span, int, outcome) {
	i := indexBreak(w, p)
	if i == len(w) && !final {
		return cells, 0, ran
	}
	end, ok := breakEnd(w, i, final || ran == tooLarge)
	if !ok {
		return cells, 0, ran
	}
	for at := start; ; {
		j := indexStop(w[:i], at, g.delim, g.delim)
		cells = append(cells, span{start: at, end: j})
		if j >= i {
			return cells, end, unclosed
		}
		at = j + 1
	}
}

// closed says how the search for a closing quote went.
type closed struct {
	outcome outcome
	text    bool // text other than spaces stands behind the quote
	escaped bool // the content needs its escapes taken out
	breaks  bool // the content has line breaks
}

// closing finds the quote that closes the cell whose content starts at from.
func (g *grammar) closing(w string, from int, final bool) (int, closed) {
	var how closed
	for i := from; ; {
		k := strings.IndexByte(w[i:], g.quote)
		if k < 0 {
			how.outcome = open
			if final {
				how.outcome = unclosed
			}
			return 0, how
		}
		k += i
		if g.backslash && oddBackslashes(w[from:k]) {
			how.escaped = true
			i = k + 1
			continue
		}
		if k+1 < len(w) && w[k+1] == g.quote {
			how.escaped = true
			i = k + 2
			continue
		}
		content := w[from:k]
		how.breaks = indexBreak(content, 0) < len(content)
		if strings.IndexByte(content, '\r') >= 0 || g.backslash && strings.IndexByte(content, '\\') >= 0 {
			how.escaped = true
		}
		j := skipSpaces(w, k+1)
		if j == len(w) {
			if !final {
				how.outcome = open
			}
			return k, how
		}
		if c := w[j]; c != g.delim && c != '\n' && c != '\r' {
			how.text = true
			if how.breaks || g.startsCell(w, 0, k) {
				how.outcome = unclosed
			}
		}
		return k, how
	}
}

// startsCell says whether what stands at k is the first of a cell, spaces
// aside, where a row starts at floor.
func (g *grammar) startsCell(w string, floor, k int) bool {
	for k > floor && w[k-1] == ' ' {
		k--
	}
	if k == floor {
		return true
	}
	c := w[k-1]
	return c == g.delim || c == '\n' || c == '\r'
}

// text gives a cell's content.
func (g *grammar) text(s string, c span, a *arena) string {
	raw := s[c.start:c.end]
	if c.form != escaped {
		return raw
	}
	b := a.room(len(raw))
	for i := 0; i < len(raw); i++ {
		ch := raw[i]
		if i+1 < len(raw) {
			next := raw[i+1]
			switch {
			case ch == g.quote && next == g.quote,
				ch == '\r' && next == '\n',
				g.backslash && ch == '\\' && (next == g.quote || next == '\\'):
				ch = next
				i++
			}
		}
		b = append(b, ch)
	}
	return a.keep(b)
}

func oddBackslashes(s string) bool {
	n := 0
	for n < len(s) && s[len(s)-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

func skipSpaces(s string, i int) int {
	for i < len(s) && s[i] == ' ' {
		i++
	}
	return i
}

// breakEnd gives where the line break at i ends. It is false where that takes
// a byte that isn't there yet.
func breakEnd(s string, i int, final bool) (int, bool) {
	switch {
	case i == len(s):
		return i, final
	case s[i] == '\n':
		return i + 1, true
	case i+1 == len(s):
		return i + 1, final
	case s[i+1] == '\n':
		return i + 2, true
	}
	return i + 1, true
}

// countBreaks counts LF, CRLF and CR.
func countBreaks(s string) int64 {
	n := strings.Count(s, "\n")
	if strings.IndexByte(s, '\r') < 0 {
		return int64(n)
	}
	for i := 0; ; {
		k := strings.IndexByte(s[i:], '\r')
		if k < 0 {
			return int64(n)
		}
		i += k + 1
		if i == len(s) || s[i] != '\n' {
			n++
		}
	}
}
