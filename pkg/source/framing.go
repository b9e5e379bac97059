package source

import (
	"bytes"
	"io"
	"strings"

	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/syntax"
)

// framing is how rows and cells are separated if not as in CSV: by a delimiter of several
// bytes, by record separators, by the borders of a table or by position. It is undone before
// rows are searched for; with record separators every line stays one line, so that lines are
// counted as in the file.
type framing struct {
	name  string // what Format calls the delimiter
	delim string // of several bytes, or empty
	// stand is the byte between cells once the framing is undone.
	stand byte
	// records: rows end with the record separator, and line breaks are text.
	records bool
	// line rewrites a line, which has no line break, or is nil.
	line func(out []byte, line string) []byte
	// unit rewrites the first record of a text of several lines, or is nil. It returns how much
	// of the text that is: 0 if more is needed, which there is not if it is final.
	unit func(out []byte, text string, final bool) ([]byte, int)
	// widths are those of columns by position, or nil.
	widths []int
	// quotes: cells may be quoted.
	quotes bool
	// continued: lines with fewer than delims of the delimiter that end with a backslash
	// continue on the next; 0 if none do.
	continued byte
	delims    int
	// spans are the cells of a table of a page that rows below have, too, by column.
	spans map[int]span
	// back puts characters back into cells that line has removed from them, or is nil.
	back *strings.Replacer
}

const (
	recordSeparator = 0x1e
	unitSeparator   = 0x1f
	// What stands for the line breaks in cells where record separators end rows.
	standLF, standCR = 0x1d, 0x1c
)

// reframer undoes a framing.
type reframer struct {
	*framing
	from  io.Reader
	in    []byte // read, and not rewritten yet
	out   []byte // rewritten, and not read yet
	ended bool
	after bool // a record separator was the last that was rewritten
	max   int  // longer lines are left as they are
	// pending are the line breaks of a row that goes on in the next line, so far, and
	// passed how many delimiters it has. They follow its end, so that lines are counted as
	// they stand in the file.
	pending []byte
	passed  int
}

// Read reads rewritten text.
func (f *reframer) Read(b []byte) (int, error) {
	for len(f.out) == 0 {
		if f.ended && len(f.in) == 0 {
			return 0, io.EOF
		}
		if !f.ended {
			// What is left over is at most a line or a part of a delimiter.
			more := make([]byte, len(f.in), len(f.in)+max(64<<10, len(f.in)))
			copy(more, f.in)
			n, err := f.from.Read(more[len(more):cap(more)])
			f.in = more[:len(more)+n]
			if err == io.EOF {
				f.ended = true
			} else if err != nil {
				return 0, err
			}
		}
		f.rewrite()
	}
	n := copy(b, f.out)
	f.out = f.out[n:]
	return n, nil
}

// rewrite moves as much as is certain from in to out.
func (f *reframer) rewrite() {
	out := make([]byte, 0, len(f.in)+len(f.in)/8)
	var used int
	switch {
	case f.unit != nil:
		out, used = f.units(out)
	case f.line != nil:
		out, used = f.lines(out)
	case f.records:
		for _, c := range f.in {
			switch {
			case c == recordSeparator:
				out = append(out, '\n')
			case f.after && (c == '\n' || c == '\r'):
				continue
			case c == '\n':
				out = append(out, standLF)
			case c == '\r':
				out = append(out, standCR)
			default:
				out = append(out, c)
			}
			f.after = c == recordSeparator
		}
		used = len(f.in)
	default:
		out, used = f.delimiters(out)
	}
	f.out, f.in = out, f.in[used:]
}

// units rewrites whole records. A longer one than any can be is left as it is.
func (f *reframer) units(out []byte) ([]byte, int) {
	s, at := string(f.in), 0
	for at < len(s) {
		n := 0
		if out, n = f.unit(out, s[at:], f.ended); n == 0 {
			if len(s)-at > f.max {
				return f.text(out, f.in[at:]), len(s)
			}
			break
		}
		at += n
	}
	return out, at
}

func (f *reframer) delimiters(out []byte) ([]byte, int) {
	at := 0
	for {
		i := bytes.Index(f.in[at:], []byte(f.delim))
		if i < 0 {
			break
		}
		out = append(f.text(out, f.in[at:at+i]), f.stand)
		at += i + len(f.delim)
	}
	end := len(f.in)
	if !f.ended {
		end = max(at, end-len(f.delim)+1)
	}
	return f.text(out, f.in[at:end]), end
}

// text appends text without the byte that separates cells.
func (f *framing) text(out, text []byte) []byte {
	n := len(out)
	out = append(out, text...)
	for i := n; i < len(out); i++ {
		if out[i] == f.stand {
			out[i] = ' '
		}
	}
	return out
}

func (f *reframer) lines(out []byte) ([]byte, int) {
	s := string(f.in)
	at := 0
	for at < len(s) {
		i := bytesearch.IndexBreak(s, at)
		end, ok := syntax.BreakEnd(s, i, f.ended)
		switch {
		case ok && i-at <= f.max:
			out = f.line(out, s[at:i])
			if f.goesOn(s[at:i]) && i < end {
				out[len(out)-1] = standLF
				f.pending = append(f.pending, s[i:end]...)
			} else {
				out = append(append(out, s[i:end]...), f.pending...)
				f.pending, f.passed = nil, 0
			}
		case ok || i-at > f.max:
			if !ok {
				end = len(s)
			}
			out = append(out, s[at:end]...)
		default:
			return out, at
		}
		at = end
	}
	return out, at
}

// goesOn reports whether a row continues on the next line.
func (f *reframer) goesOn(line string) bool {
	if f.continued == 0 {
		return false
	}
	delim := string(rune(f.continued))
	f.passed += strings.Count(line, delim)
	if strings.Contains(line, `\`+delim) {
		f.passed -= strings.Count(strings.ReplaceAll(line, `\\`, ""), `\`+delim)
	}
	return f.passed < f.delims && endsTorn(line)
}

// endsTorn reports whether a cell ends with the backslash with which MySQL says that the line
// break belongs to the cell.
func endsTorn(c string) bool { return strings.HasSuffix(c, `\`) && syntax.OddBackslashes(c) }

// undo returns the text of a sample without the framing.
func (f *framing) undo(s string) string {
	r := reframer{framing: f, in: []byte(s), ended: true, max: len(s)}
	r.rewrite()
	return string(r.out)
}

// restore returns what puts characters back into cells that the framing has removed, or nil.
func (f *framing) restore() *strings.Replacer {
	switch {
	case f.back != nil:
		return f.back
	case f.records:
		return strings.NewReplacer(string(rune(standLF)), "\n", string(rune(standCR)), "\r")
	case f.delim != "" && f.quotes:
		return strings.NewReplacer(string(rune(f.stand)), f.name)
	}
	return nil
}

// reframe undoes the framing of the text, if one is found, and sets the delimiter in Options.
func (r *Reader) reframe(o *Options, find func(*Options) (*framing, error)) (*framing, error) {
	f, err := find(o)
	if f == nil || err != nil {
		return nil, err
	}
	r.list.restore = f.restore()
	r.text = &reframer{framing: f, from: r.text, in: r.buf, ended: r.ended, max: r.list.grammar.MaxRow}
	r.buf, r.ended, r.asciiTo = nil, false, 0
	if f.stand != 0 {
		o.Delimiter = string(rune(f.stand))
		if !f.quotes {
			o.Quote = "none"
		}
	}
	return f, r.fill()
}

// breakLines reads the line ends of text that has none of the usual kind: the separators of
// Unicode, the next line of mainframes, a vertical tab.
func (r *Reader) breakLines() error {
	s := bytesearch.String(r.buf[:min(len(r.buf), sampleBytes)])
	if strings.ContainsAny(s, "\n\r\x1e") {
		return nil
	}
	ends := []string{"\u2028", "\u2029", "\u0085", "\v", "\f"}
	if r.charset != nil {
		ends = []string{"\x85", "\v", "\f"}
	}
	for _, end := range ends {
		if strings.Count(s, end) > 1 {
			r.text = &reframer{framing: &framing{delim: end, stand: '\n'}, from: r.text, in: r.buf, ended: r.ended, max: r.list.grammar.MaxRow}
			r.buf, r.ended, r.asciiTo = nil, false, 0
			return r.fill()
		}
	}
	return nil
}
