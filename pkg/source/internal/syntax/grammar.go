// Package syntax finds the rows and cells of delimited text: where a row ends, what a quote
// means, how text is cut into chunks, fast. It knows nothing of what cells mean, except in
// which columns rows have phone numbers, which shows where a quote was never closed.
package syntax

import (
	"strings"

	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/cell"
)

// Grammar is how the rows of a file are written. What it says of a row depends
// on the bytes from the row's start alone, so that chunks can be cut in one
// place and parsed in another.
//
// A row ends at LF, CRLF or CR outside quotes. A quote opens a cell only where
// the cell starts, spaces aside; any other is a character like others. It is
// closed by the next quote that is neither doubled nor escaped:
//
//   - Text after that quote, on the line where the cell opened, makes the
//     whole cell plain text, quotes included: `"Bob" Smith`.
//   - Where the cell spans lines, or where the quote stands at the start of a
//     cell, text after it shows that it opens a cell instead, so the one
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
//     after it.
//
// The row of a quote that never closes ends with the line of that quote, and
// what stands below is read as rows again.
type Grammar struct {
	Delim byte
	// Quote is 0 where nothing quotes.
	Quote byte
	// Backslash says that \" is a quote inside quotes.
	Backslash bool
	// Width is the usual number of cells in a row, 0 while it is not known.
	Width int
	// Phones are the columns in which rows have a phone number, if any.
	Phones []int
	// MaxRow is the size of the largest row in bytes, and so how far away the quote that
	// closes a cell may be.
	MaxRow int
}

// Form is how a cell is written.
type Form uint8

const (
	Plain   Form = iota
	quoted       // the span is what stands between the quotes
	escaped      // the same, with doubled or escaped quotes, or CRLF, in it
)

// Span is where a cell's content is.
type Span struct {
	start, end int
	Form       Form
}

// Outcome is how the search for a row's end went.
type Outcome uint8

const (
	Whole    Outcome = iota // the row ends at end
	Unclosed                // so it does, but a quote in it was never closed
	TooLarge                // the row doesn't end within maxRow bytes
	Open                    // the text ends before the row does, and more may come
)

// byteOrderMark begins files in UTF-8, and a row in between where files were put together.
const byteOrderMark = "\ufeff"

// Row finds the cells and the end of the row that begins at start, and appends the cells to
// some. final means that nothing comes after s.
func (g *Grammar) Row(s string, start int, final bool, cells []Span) ([]Span, int, Outcome) {
	r := rowSearch{Grammar: g, s: s, w: s, final: final, ran: Open, cells: cells}
	if len(s)-start > g.MaxRow {
		r.w, r.final, r.ran = s[:start+g.MaxRow], false, TooLarge
	}
	if strings.HasPrefix(r.w[start:], byteOrderMark) {
		start += len(byteOrderMark)
	}
	end, how := r.search(start)
	return r.cells, end, how
}

// rowSearch is the search for the end of one row.
type rowSearch struct {
	*Grammar
	s     string
	w     string // as much of s as a row can have
	final bool   // nothing comes after w
	// ran is how the search went when w ends before the row does.
	ran   Outcome
	cells []Span
	multi []opening // the cells that span lines
}

// opening is where a quoted cell begins.
type opening struct{ cell, start, quote int }

func (r *rowSearch) search(at int) (int, Outcome) {
	first, torn := len(r.cells), false
	for w := r.w; ; {
		o := opening{len(r.cells), at, skipSpaces(w, at)}
		c, behind := Span{start: at}, at
		if r.Quote != 0 && o.quote < len(w) && w[o.quote] == r.Quote {
			end, how := r.closing(w, o.quote+1, r.final)
			switch {
			case how.outcome == Open && r.ran == Open:
				return 0, Open
			case how.outcome != Whole: // what isn't closed within w never is
				return r.neverClosed(o)
			case how.breaks:
				r.multi = append(r.multi, o)
			}
			behind = end + 1
			if !how.text {
				c = Span{o.quote + 1, end, quoted}
				if how.escaped {
					c.Form = escaped
				}
				behind = skipSpaces(w, behind)
			}
		}
		i := bytesearch.IndexStop(w, behind, r.Delim, r.Delim)
		if c.Form == Plain {
			c.end = i
			c = r.unwrap(w, o.quote, c)
			torn = torn || c.Form == escaped && r.endsAnother(w[c.start:c.end])
		}
		r.cells = append(r.cells, c)
		if i < len(w) && w[i] == r.Delim {
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
		if cell := w[c.start:c.end]; c.Form == Plain && r.Quote != 0 && r.Width > 1 && cell != "" &&
			cell[len(cell)-1] != r.Quote && strings.Count(cell, string(rune(r.Quote)))%2 == 1 && !r.inches(cell) {
			return r.tornQuote(end)
		}
		if torn || r.Quote != 0 && r.tail(r.cells[first]) {
			return end, Unclosed
		}
		return end, Whole
	}
}

// breakEnd returns the end of the line break at i, if it is certain. A CR at the end of w may
// be followed by its LF.
func (r *rowSearch) breakEnd(i int) (int, bool) {
	if i == len(r.w) {
		return i, r.final
	}
	return BreakEnd(r.s, i, r.final)
}

// unwrap removes the quotes of a cell that has them at both ends, and more in between that
// should have been doubled: `"He said "hi""`.
func (r *rowSearch) unwrap(w string, p int, c Span) Span {
	end := c.end
	for end > p && w[end-1] == ' ' {
		end--
	}
	if r.Quote == 0 || end-p < 2 || w[p] != r.Quote || w[end-1] != r.Quote {
		return c
	}
	return Span{p + 1, end - 1, escaped}
}

// endsAnother reports whether a cell that lost its outer quotes is the end of another one:
// its first quote is doubled, and they are an odd number.
func (r *rowSearch) endsAnother(content string) bool {
	n := strings.Count(content, string(rune(r.Quote)))
	return r.Width > 1 && n > 1 && n%2 == 1 && content[0] == r.Quote
}

// inches reports whether the first quote in a cell means inches, after a number of up to three
// digits: 6" pipe. A longer number is a phone number with another cell after it.
func (r *rowSearch) inches(cell string) bool {
	const most = 3
	before := cell[:max(0, strings.IndexByte(cell, r.Quote))]
	digits := len(before) - len(strings.TrimRight(before, "0123456789"))
	return digits > 0 && digits <= most
}

// tornQuote judges a row whose last cell has a quote within: if the line below has one that
// nothing opens, a quoted cell of another row begins here, and the line break before it is
// gone.
func (r *rowSearch) tornQuote(end int) (int, Outcome) {
	i := bytesearch.IndexBreak(r.w, end)
	if i == len(r.w) && !r.final {
		if r.ran == Open {
			return 0, Open
		}
		return end, Whole
	}
	line := r.w[end:i]
	if at := strings.IndexByte(line, r.Quote); at > 0 && !r.startsCell(line, 0, at) && strings.Count(line, string(rune(r.Quote)))%2 == 1 {
		return end, Unclosed
	}
	return end, Whole
}

// tail reports whether a row's first cell is the end of a quoted one, whose quote is in a line
// above, and another cell begins after it: a quote that does not mean inches has text on both
// sides. One after a capital letter or two is an apostrophe: O"Brien.
func (r *rowSearch) tail(c Span) bool {
	cell := r.w[c.start:c.end]
	at := strings.IndexByte(cell, r.Quote)
	if c.Form != Plain || at < 1 || cell[at-1] == ' ' || r.inches(cell) {
		return false
	}
	n := strings.Count(cell, string(rune(r.Quote)))
	return n%2 == 1 && (n > 1 || at > 2 || cell[0] < 'A' || cell[0] > 'Z')
}

// misread looks for a cell that spans lines and is more likely one whose quote was never
// closed, in a row that ends at end.
func (r *rowSearch) misread(end int) (opening, bool) {
	if r.Width < 2 {
		return opening{}, false
	}
	for _, o := range r.multi {
		i := bytesearch.IndexBreak(r.w, o.quote)
		if o.cell+1+strings.Count(r.w[o.quote:i], string(rune(r.Delim))) != r.Width {
			continue
		}
		if len(r.cells) != r.Width || r.hasRow(r.w[i:end]) {
			return o, true
		}
	}
	return opening{}, false
}

// hasRow reports whether one of the lines in s has the width of a row, and a number where rows
// have one.
func (r *rowSearch) hasRow(s string) bool {
	delim := string(rune(r.Delim))
	for len(r.Phones) > 0 && s != "" {
		i := bytesearch.IndexBreak(s, 0)
		line := s[:i]
		s = s[min(i+1, len(s)):]
		if len(line) > r.maxLine() || strings.Count(line, delim)+1 != r.Width {
			continue
		}
		cells := strings.Split(line, delim)
		for _, p := range r.Phones {
			if cell.IsMostlyPhone(strings.Trim(cells[p], `"' `)) {
				return true
			}
		}
	}
	return false
}

// maxLine is the size of the longest line that is looked at as a row.
func (r *rowSearch) maxLine() int { return min(64<<10, r.MaxRow) }

// neverClosed ends a row at the end of the line with a cell's quote. That quote, and all later
// ones, are ordinary characters.
func (r *rowSearch) neverClosed(o opening) (int, Outcome) {
	i := bytesearch.IndexBreak(r.w, o.quote)
	end, ok := r.breakEnd(i)
	if !ok {
		return 0, r.ran
	}
	for at := o.start; ; {
		j := bytesearch.IndexStop(r.w[:i], at, r.Delim, r.Delim)
		r.cells = append(r.cells, Span{start: at, end: j})
		if j == i {
			return end, Unclosed
		}
		at = j + 1
	}
}

// closed is how the search for a closing quote went.
type closed struct {
	outcome Outcome
	text    bool // text other than spaces stands after the quote
	escaped bool // the content needs its escapes taken out
	breaks  bool // the content has line breaks
}

// closing finds the quote that closes the cell whose content starts at from.
func (g *Grammar) closing(w string, from int, final bool) (int, closed) {
	var how closed
	for i := from; ; {
		k := strings.IndexByte(w[i:], g.Quote)
		if k < 0 {
			how.outcome = Open
			if final {
				how.outcome = Unclosed
			}
			return 0, how
		}
		k += i
		if g.Backslash && OddBackslashes(w[from:k]) {
			how.escaped = true
			i = k + 1
			continue
		}
		if k+1 < len(w) && w[k+1] == g.Quote {
			how.escaped = true
			i = k + 2
			continue
		}
		content := w[from:k]
		how.breaks = bytesearch.IndexBreak(content, 0) < len(content)
		if strings.IndexByte(content, '\r') >= 0 || g.Backslash && strings.IndexByte(content, '\\') >= 0 {
			how.escaped = true
		}
		j := skipSpaces(w, k+1)
		if j == len(w) {
			if !final {
				how.outcome = Open
			}
			return k, how
		}
		if c := w[j]; c != g.Delim && c != '\n' && c != '\r' {
			how.text = true
			if how.breaks || g.startsCell(w, 0, k) {
				how.outcome = Unclosed
			}
		}
		return k, how
	}
}

// startsCell reports whether k is the start of a cell, spaces aside, in a row that begins at
// floor.
func (g *Grammar) startsCell(w string, floor, k int) bool {
	for k > floor && w[k-1] == ' ' {
		k--
	}
	if k == floor {
		return true
	}
	c := w[k-1]
	return c == g.Delim || c == '\n' || c == '\r'
}

// Text returns a cell's content.
func (g *Grammar) Text(s string, c Span, a *Arena) string {
	raw := s[c.start:c.end]
	if c.Form != escaped {
		return raw
	}
	b := a.Room(len(raw))
	for i := 0; i < len(raw); i++ {
		ch := raw[i]
		if i+1 < len(raw) {
			next := raw[i+1]
			switch {
			case ch == g.Quote && next == g.Quote,
				ch == '\r' && next == '\n',
				g.Backslash && ch == '\\' && (next == g.Quote || next == '\\'):
				ch = next
				i++
			}
		}
		b = append(b, ch)
	}
	return a.Keep(b)
}
