package source

import (
	"bytes"
	"io"
	"slices"
	"strings"
)

// framing is how rows and cells are set apart where that is not as in CSV: by a
// delimiter of several bytes, by record separators, by the borders of a table
// or by position. It is undone before rows are looked for; but with record
// separators every line stays one line, so that lines are counted as they stand
// in the file.
type framing struct {
	name  string // what Format calls the delimiter
	delim string // of several bytes, or empty
	// stand is the byte that stands between cells once the framing is undone.
	stand byte
	// records: rows end with the record separator, and line breaks are text.
	records bool
	// line rewrites a line, which has no line break, or is nil.
	line func(out []byte, line string) []byte
	// widths are those of columns by position, or nil.
	widths []int
	// quotes: cells may be quoted.
	quotes bool
	// continued: lines with fewer than delims of the delimiter that end with a backslash go
	// on in the next; 0 if none do.
	continued byte
	delims    int
	// back puts characters back into cells that line has taken out of them, or is nil.
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

// rewrite moves as much as can be told from in to out.
func (f *reframer) rewrite() {
	out := make([]byte, 0, len(f.in)+len(f.in)/8)
	var used int
	switch {
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

// text appends text in which nothing may stand for a delimiter.
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
		i := indexBreak(s, at)
		end, ok := breakEnd(s, i, f.ended)
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

// goesOn reports whether a row goes on in the line below one.
func (f *reframer) goesOn(line string) bool {
	if f.continued == 0 {
		return false
	}
	f.passed += strings.Count(line, string(rune(f.continued)))
	return f.passed < f.delims && endsTorn(line)
}

// continuedLines is the framing of a text in which rows go on in the next line behind a
// backslash, as MySQL writes line breaks in cells: together they have as many cells as the
// header. There must be no quotes.
func continuedLines(lines []string) *framing {
	if len(lines) == 0 || slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, `"`) }) {
		return nil
	}
	for _, delim := range []byte{'\t', ',', ';', '|'} {
		f := reframer{framing: &framing{
			continued: delim, delims: strings.Count(lines[0], string(rune(delim))),
			back: strings.NewReplacer(string(rune(standLF)), "\n"),
			line: func(out []byte, line string) []byte {
				return append(out, strings.ReplaceAll(line, string(rune(standLF)), " ")...)
			},
		}}
		torn, fit := 0, f.delims > 0
		for _, l := range lines {
			started := f.passed > 0
			if f.goesOn(l) {
				torn++
				continue
			}
			fit = fit && (!started || f.passed == f.delims)
			f.passed = 0
		}
		if torn > 0 && fit {
			return f.framing
		}
	}
	return nil
}

// undo returns the text of a sample as it is without the framing.
func (f *framing) undo(s string) string {
	r := reframer{framing: f, in: []byte(s), ended: true, max: len(s)}
	r.rewrite()
	return string(r.out)
}

// restore returns what puts characters back into cells that the framing has
// taken out of them, or nil.
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

// findFraming finds out whether a text is framed in another way than CSV, as
// far as Options leave that open; nil says that it isn't.
func (r *Reader) findFraming(o *Options) (*framing, error) {
	r.usual, r.usualRows = nil, nil
	s := text(r.buf[:min(len(r.buf), sampleBytes)])
	auto := o.Delimiter == "" || o.Delimiter == "auto"
	switch {
	case len(o.Widths) > 0:
		f := byPosition(o.Widths, false)
		f.name = ""
		return f, nil
	case !auto && !isDelimiterName(o.Delimiter) && len(o.Delimiter) > 1:
		if err := checkDelimiter(o.Delimiter); err != nil {
			return nil, err
		}
		return r.delimiterFraming(s, o.Delimiter, *o), nil
	case !auto:
		return nil, nil
	case strings.Count(s, string(rune(recordSeparator))) > max(1, strings.Count(s, "\n")-1) && strings.IndexByte(s, unitSeparator) >= 0:
		return &framing{name: string(rune(unitSeparator)), stand: unitSeparator, records: true}, nil
	}
	lines := sampleLines(s, r.ended && len(s) == len(r.buf))
	if most(lines, mailQuote().MatchString) {
		return &framing{quotes: true, line: func(out []byte, line string) []byte { return append(out, mailQuote().ReplaceAllString(line, "")...) }}, nil
	}
	if f := numberedLines(lines); f != nil {
		return f, nil
	}
	if f := boxFraming(lines); f != nil {
		return f, nil
	}
	if f := tableFraming(lines); f != nil {
		return f, nil
	}
	if quotedLines(lines) {
		return &framing{line: unquoteLine, quotes: true}, nil
	}
	if f := typographic(lines); f != nil {
		return f, nil
	}
	if f := continuedLines(lines); f != nil {
		return f, nil
	}
	if f := textDelimiters(lines); f != nil {
		return f, nil
	}
	if f, ok := r.findSeparator(s, lines, o); ok {
		return f, nil
	}
	if len(o.Header) > 0 || o.NoHeader || o.SkipLines != nil {
		return nil, nil
	}
	if w := widthsOf(lines); w != nil {
		return byPosition(w, true), nil
	}
	if r.charset == nil {
		return blankFraming(lines), nil
	}
	return nil, nil
}

// mailQuote matches what mail programs put before each line that they quote.
var mailQuote = pattern(`^(\s?>)+ ?`)

// typographic is the framing of a text whose cells all stand in quotes of another kind
// than CSV has.
func typographic(lines []string) *framing {
	for _, q := range [][2]string{{"“", "”"}, {"„", "“"}, {"”", "”"}, {"«", "»"}, {"`", "`"}, {"‘", "’"}} {
		if !most(lines, func(l string) bool {
			return strings.HasPrefix(l, q[0]) && strings.HasSuffix(l, q[1]) && !strings.Contains(l, `"`)
		}) {
			continue
		}
		plain := strings.NewReplacer(q[0], `"`, q[1], `"`)
		return &framing{quotes: true, line: func(out []byte, line string) []byte { return append(out, plain.Replace(line)...) }}
	}
	return nil
}

// textDelimiters is the framing of a text in which nearly all rows have more of a
// delimiter than the header, and just as many without those that belong to the text of
// their cells: behind a backslash, as MySQL writes them, or before a space, as in
// "Lee, Ann". There must be no quotes, and a number where the header names phones.
func textDelimiters(lines []string) *framing {
	for _, delim := range []string{",", "\t", ";", "|"} {
		for _, inText := range []string{`\` + delim, delim + " "} {
			if isTextDelimiter(lines, delim, inText) {
				stood := string(rune(standLF))
				text := strings.TrimPrefix(inText, `\`)
				return &framing{
					back: strings.NewReplacer(stood, text),
					line: func(out []byte, line string) []byte {
						return append(out, strings.ReplaceAll(strings.ReplaceAll(line, stood, " "), inText, stood)...)
					},
				}
			}
		}
	}
	return nil
}

func isTextDelimiter(lines []string, delim, inText string) bool {
	width, all, fit, more := 0, 0, 0, 0
	var phone func([]string) bool
	for _, l := range lines {
		if strings.TrimSpace(l) == "" {
			continue
		}
		text, n := strings.Count(l, inText), strings.Count(l, delim)
		switch {
		case strings.Contains(l, `"`):
			return false
		case width == 0:
			cells := strings.Split(l, delim)
			at := slices.IndexFunc(cells, namesPhone)
			if text > 0 || n == 0 || at < 0 {
				return false
			}
			width = n
			phone = func(cells []string) bool { return at < len(cells) && wholePhone(cells[at]) }
			continue
		}
		all++
		plain := strings.ReplaceAll(l, inText, "")
		if n-text == width && (text == 0 || phone(strings.Split(plain, delim))) {
			fit++
		}
		if text > 0 {
			if n == width {
				return false
			}
			more++
		}
	}
	return more > 0 && 10*fit >= 9*all && (inText[0] == '\\' || 2*more > all)
}

// reframe undoes the framing of the text, if it has one, and tells Options what
// separates its cells then.
func (r *Reader) reframe(o *Options) (*framing, error) {
	f, err := r.findFraming(o)
	if f == nil || err != nil {
		return nil, err
	}
	r.list.restore = f.restore()
	r.text = &reframer{framing: f, from: r.text, in: r.buf, ended: r.ended, max: r.list.grammar.maxRow}
	r.buf, r.ended, r.asciiTo = nil, false, 0
	if f.stand != 0 {
		o.Delimiter = string(rune(f.stand))
		if !f.quotes {
			o.Quote = "none"
		}
	}
	return f, r.fill()
}

// breakLines reads what ends lines in a text that has no line end of the usual
// kind: the separators of Unicode, the next line of mainframes, a vertical tab.
func (r *Reader) breakLines() error {
	s := text(r.buf[:min(len(r.buf), sampleBytes)])
	if strings.ContainsAny(s, "\n\r\x1e") {
		return nil
	}
	ends := []string{"\u2028", "\u2029", "\u0085", "\v", "\f"}
	if r.charset != nil {
		ends = []string{"\x85", "\v", "\f"}
	}
	for _, end := range ends {
		if strings.Count(s, end) > 1 {
			r.text = &reframer{framing: &framing{delim: end, stand: '\n'}, from: r.text, in: r.buf, ended: r.ended, max: r.list.grammar.maxRow}
			r.buf, r.ended, r.asciiTo = nil, false, 0
			return r.fill()
		}
	}
	return nil
}

// sampleLines returns the first whole lines of a text, blank ones among them.
func sampleLines(s string, final bool) (lines []string) {
	for at := 0; at < len(s) && len(lines) < sampleRows; {
		i := indexBreak(s, at)
		end, ok := breakEnd(s, i, final)
		if !ok {
			break
		}
		lines = append(lines, s[at:i])
		at = end
	}
	return lines
}

// delimiterFraming is that of a delimiter of several bytes, which is given in
// UTF-8.
func (r *Reader) delimiterFraming(s, delim string, o Options) *framing {
	f := &framing{name: delim, delim: delim, stand: unitSeparator, quotes: o.Quote != "none"}
	if r.charset != nil {
		f.delim = r.charset.Encode(delim)
	}
	for _, stand := range []byte{unitSeparator, standLF, 0x02} {
		if strings.IndexByte(s, stand) < 0 {
			f.stand = stand
			break
		}
	}
	return f
}

// quotedLines reports whether each line below the first is one quoted cell,
// which holds the row: a CSV that was written as the only column of another.
func quotedLines(lines []string) bool {
	var inner []string
	for i, l := range lines {
		if l = strings.TrimRight(l, " "); l == "" {
			continue
		}
		in, ok := wholeLine(l)
		if !ok && i > 0 {
			return false
		}
		inner = append(inner, in)
	}
	if len(inner) < 3 {
		return false
	}
	s := strings.Join(inner, "\n") + "\n"
	g, err := dialect(s, true, Options{}, 16<<20)
	if err != nil {
		return false
	}
	rows := g.sample(s, true, nil)
	width, share := usual(rows)
	return width > 1 && share >= 0.9 && len(phoneColumns(rows, width, 2)) > 0
}

// wholeLine returns what stands in the quotes of a line that is one quoted cell.
func wholeLine(l string) (string, bool) {
	if len(l) < 2 || l[0] != '"' || l[len(l)-1] != '"' {
		return l, false
	}
	in := l[1 : len(l)-1]
	if strings.Contains(strings.ReplaceAll(in, `""`, ""), `"`) {
		return l, false
	}
	return strings.ReplaceAll(in, `""`, `"`), true
}

func unquoteLine(out []byte, line string) []byte {
	in, _ := wholeLine(strings.TrimRight(line, " "))
	return append(out, in...)
}
