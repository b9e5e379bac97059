package source

import (
	"strings"

	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/cell"
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
//   - Nor was one that has a whole row in it: a line with as many cells as rows
//     have, and a number where they have one, in a cell whose first line ends a
//     row of that width, too.
//   - Nor was one without a closing quote in the 16 MiB from the row's start.
//   - A quote within a row's last cell, with another in the line below that
//     opens no cell, opens a cell of a row whose line end is gone.
//   - Nor is a row whole whose first cell is the end of a quoted one, and another
//     behind it.
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
	// phones are the columns in which rows have a phone number, if any.
	phones []int
	// maxRow is how many bytes a row may have, and with that how far the quote
	// that closes a cell is looked for.
	maxRow int
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

// byteOrderMark begins files in UTF-8, and a row in between where files were put together.
const byteOrderMark = "\ufeff"

// row finds the cells and the end of the row that starts at start, and appends
// the cells to some. final says that nothing comes after s.
func (g *grammar) row(s string, start int, final bool, cells []span) ([]span, int, outcome) {
	r := rowSearch{grammar: g, s: s, w: s, final: final, ran: open, cells: cells}
	if len(s)-start > g.maxRow {
		r.w, r.final, r.ran = s[:start+g.maxRow], false, tooLarge
	}
	if strings.HasPrefix(r.w[start:], byteOrderMark) {
		start += len(byteOrderMark)
	}
	end, how := r.search(start)
	return r.cells, end, how
}

// rowSearch is the search for the end of one row.
type rowSearch struct {
	*grammar
	s     string
	w     string // as much of s as a row can have
	final bool   // nothing comes after w
	// ran is how the search went when w ends before the row does.
	ran   outcome
	cells []span
	multi []opening // the cells that span lines
}

// opening is where a quoted cell begins.
type opening struct{ cell, start, quote int }

func (r *rowSearch) search(at int) (int, outcome) {
	first := len(r.cells)
	for w := r.w; ; {
		o := opening{len(r.cells), at, skipSpaces(w, at)}
		c, behind := span{start: at}, at
		if r.quote != 0 && o.quote < len(w) && w[o.quote] == r.quote {
			end, how := r.closing(w, o.quote+1, r.final)
			switch {
			case how.outcome == open && r.ran == open:
				return 0, open
			case how.outcome != whole: // what isn't closed within w never is
				return r.neverClosed(o)
			case how.breaks:
				r.multi = append(r.multi, o)
			}
			behind = end + 1
			if !how.text {
				c = span{o.quote + 1, end, quoted}
				if how.escaped {
					c.form = escaped
				}
				behind = skipSpaces(w, behind)
			}
		}
		i := bytesearch.IndexStop(w, behind, r.delim, r.delim)
		if c.form == plain {
			c.end = i
			c = r.unwrap(w, o.quote, c)
		}
		r.cells = append(r.cells, c)
		if i < len(w) && w[i] == r.delim {
			at = i + 1
			continue
		}
		end, ok := r.breakEnd(i)
		if !ok {
			return 0, r.ran
		}
		if o, ok := r.misread(end); ok {
			r.cells = r.cells[:o.cell]
			return r.neverClosed(o)
		}
		if cell := w[c.start:c.end]; c.form == plain && r.quote != 0 && r.width > 1 && cell != "" &&
			cell[len(cell)-1] != r.quote && strings.Count(cell, string(rune(r.quote)))%2 == 1 && !r.inches(cell) {
			return r.tornQuote(end)
		}
		if r.quote != 0 && r.tail(r.cells[first]) {
			return end, unclosed
		}
		return end, whole
	}
}

// breakEnd returns where the line break at i ends, if that can be told. A CR at
// the end of w may have its LF behind it.
func (r *rowSearch) breakEnd(i int) (int, bool) {
	if i == len(r.w) {
		return i, r.final
	}
	return breakEnd(r.s, i, r.final)
}

// unwrap takes the quotes off a cell that has them at both ends, and more in
// between that should have been doubled: `"He said "hi""`.
func (r *rowSearch) unwrap(w string, p int, c span) span {
	end := c.end
	for end > p && w[end-1] == ' ' {
		end--
	}
	if r.quote == 0 || end-p < 2 || w[p] != r.quote || w[end-1] != r.quote {
		return c
	}
	return span{p + 1, end - 1, escaped}
}

// inches reports whether the first quote in a cell is one for inches, behind a
// number of up to three digits: 6" pipe. A longer one is a phone number, with
// another cell behind it.
func (r *rowSearch) inches(cell string) bool {
	const most = 3
	before := cell[:max(0, strings.IndexByte(cell, r.quote))]
	digits := len(before) - len(strings.TrimRight(before, "0123456789"))
	return digits > 0 && digits <= most
}

// tornQuote judges a row whose last cell has a quote within: where the line below
// has one that nothing opens, a quoted cell of another row begins here, of which
// the line break before it is gone.
func (r *rowSearch) tornQuote(end int) (int, outcome) {
	i := bytesearch.IndexBreak(r.w, end)
	if i == len(r.w) && !r.final {
		if r.ran == open {
			return 0, open
		}
		return end, whole
	}
	line := r.w[end:i]
	if at := strings.IndexByte(line, r.quote); at > 0 && !r.startsCell(line, 0, at) && strings.Count(line, string(rune(r.quote)))%2 == 1 {
		return end, unclosed
	}
	return end, whole
}

// tail reports whether a row's first cell is the end of a quoted one, whose
// quote stands in a line above, with the beginning of another behind it: a quote
// that is not for inches has text on both sides. One behind a capital letter
// or two stands for an apostrophe: O"Brien.
func (r *rowSearch) tail(c span) bool {
	cell := r.w[c.start:c.end]
	at := strings.IndexByte(cell, r.quote)
	if c.form != plain || at < 1 || cell[at-1] == ' ' || r.inches(cell) {
		return false
	}
	n := strings.Count(cell, string(rune(r.quote)))
	return n%2 == 1 && (n > 1 || at > 2 || cell[0] < 'A' || cell[0] > 'Z')
}

// misread looks for a cell that spans lines and is better taken for one whose
// quote was never closed, in a row that ends at end.
func (r *rowSearch) misread(end int) (opening, bool) {
	if r.width < 2 {
		return opening{}, false
	}
	for _, o := range r.multi {
		i := bytesearch.IndexBreak(r.w, o.quote)
		if o.cell+1+strings.Count(r.w[o.quote:i], string(rune(r.delim))) != r.width {
			continue
		}
		if len(r.cells) != r.width || r.hasRow(r.w[i:end]) {
			return o, true
		}
	}
	return opening{}, false
}

// hasRow reports whether one of the lines in s has the width of a row, and a
// number where rows have one.
func (r *rowSearch) hasRow(s string) bool {
	delim := string(rune(r.delim))
	for len(r.phones) > 0 && s != "" {
		i := bytesearch.IndexBreak(s, 0)
		line := s[:i]
		s = s[min(i+1, len(s)):]
		if len(line) > r.maxLine() || strings.Count(line, delim)+1 != r.width {
			continue
		}
		cells := strings.Split(line, delim)
		for _, p := range r.phones {
			if cell.IsMostlyPhone(strings.Trim(cells[p], `"' `)) {
				return true
			}
		}
	}
	return false
}

// maxLine is how long a line may be to be looked at as a row.
func (r *rowSearch) maxLine() int { return min(64<<10, r.maxRow) }

// neverClosed ends a row with the line in which the quote of a cell stands. The
// quote, and all others behind it, are characters like others.
func (r *rowSearch) neverClosed(o opening) (int, outcome) {
	i := bytesearch.IndexBreak(r.w, o.quote)
	end, ok := r.breakEnd(i)
	if !ok {
		return 0, r.ran
	}
	for at := o.start; ; {
		j := bytesearch.IndexStop(r.w[:i], at, r.delim, r.delim)
		r.cells = append(r.cells, span{start: at, end: j})
		if j == i {
			return end, unclosed
		}
		at = j + 1
	}
}

// closed is how the search for a closing quote went.
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
		how.breaks = bytesearch.IndexBreak(content, 0) < len(content)
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

// startsCell reports whether what stands at k is the first of a cell, spaces
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

// text returns a cell's content.
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

// breakEnd returns where the line break at i ends. It is false where that takes
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
