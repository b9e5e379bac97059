package source

import (
	"slices"
	"strings"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/filetype"
	"rollcall/pkg/source/internal/syntax"
)

// continuedLines is the framing of text in which a backslash continues a row on the next line,
// as MySQL writes line breaks in cells: together the lines have as many cells as the header.
// There must be no quotes.
func continuedLines(lines []string) *framing {
	if len(lines) == 0 || slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, `"`) }) {
		return nil
	}
	for _, delim := range []byte{'\t', ',', ';', '|'} {
		escaped := strings.NewReplacer(string(rune(standLF)), " ", string(rune(standCR)), " ", `\\`, `\\`, `\`+string(rune(delim)), string(rune(standCR)))
		f := reframer{framing: &framing{
			continued: delim, delims: strings.Count(lines[0], string(rune(delim))),
			back: strings.NewReplacer(string(rune(standLF)), "\n", string(rune(standCR)), string(rune(delim))),
			line: func(out []byte, line string) []byte { return append(out, escaped.Replace(line)...) },
		}}
		torn, exact, fit := 0, true, f.delims > 0
		for _, l := range lines {
			started := f.passed > 0
			if f.goesOn(l) {
				torn++
				continue
			}
			fit = fit && (!started || f.passed == f.delims)
			exact = exact && (f.passed == f.delims || f.passed == 0)
			f.passed = 0
		}
		if fit && (torn > 0 || exact && slices.ContainsFunc(lines, func(l string) bool { return strings.ContainsRune(escaped.Replace(l), standCR) })) {
			return f.framing
		}
	}
	return nil
}

// findFraming detects whether text is framed other than as CSV, as far as Options leave that
// open; nil means that it is not.
func (r *Reader) findFraming(o *Options) (*framing, error) {
	r.usual, r.usualRows = nil, nil
	s := bytesearch.String(r.buf[:min(len(r.buf), sampleBytes)])
	auto := o.Delimiter == "" || o.Delimiter == "auto"
	switch {
	case len(o.Widths) > 0:
		f := byPosition(o.Widths, false, nil)
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
	if f, err := mailFraming(lines); f != nil || err != nil {
		return f, err
	}
	if f, names := sentLines(lines); f != nil {
		o.Header = names
		return f, nil
	}
	if r.ended && len(s) == len(r.buf) {
		if f := wrappedColumns(lines); f != nil {
			return f, nil
		}
	}
	for _, find := range [...]func([]string) *framing{
		numberedLines, labelledLines, boxFraming, tableFraming, quotedLines, typographic, continuedLines, textDelimiters,
	} {
		if f := find(lines); f != nil {
			return f, nil
		}
	}
	told := len(o.Header) > 0 || o.NoHeader || o.SkipLines != nil
	if f, names := directoryLines(lines); f != nil && !told {
		o.Header = names
		return f, nil
	}
	if f, ok := r.findSeparator(s, lines, o); ok {
		return f, nil
	}
	if told {
		return nil, nil
	}
	if w := widthsOf(lines); w != nil {
		return byPosition(w, true, lines), nil
	}
	if r.charset == nil {
		return blankFraming(lines), nil
	}
	return nil, nil
}

// mailFraming returns how a list stands that is quoted as in mail, or refuses one that is with
// other text.
func mailFraming(lines []string) (*framing, error) {
	if filetype.Most(lines, mailQuote().MatchString) {
		return wrappedRows(func(line string) string { return mailQuote().ReplaceAllString(line, "") }), nil
	}
	if n := quotedOf(lines); n > 2 && mailQuote().MatchString(lines[0]) {
		return nil, refuseFile(int64(n+1), "save the quoted list as a file of its own, and see what the text beside it says",
			"this is a list quoted in a message, with other text in it")
	}
	return nil, nil
}

// quotedOf counts the first lines that are quoted as in mail.
func quotedOf(lines []string) int {
	n := slices.IndexFunc(lines, func(l string) bool { return !mailQuote().MatchString(l) })
	if n < 0 {
		return len(lines)
	}
	return n
}

// mailQuote matches the prefix of quoted lines in mail.
var mailQuote = lazyregexp.New(`^(\s?>)+ ?`)

// lineLabel matches what a program writes before each line, as in a stream of events.
var lineLabel = lazyregexp.New(`^[\w.-]+: ?`)

// wrappedRows is the framing of text in whose lines something stands around the cells.
func wrappedRows(cut func(line string) string) *framing {
	return &framing{quotes: true, line: func(out []byte, line string) []byte { return append(out, cut(line)...) }}
}

// labelledLines is the framing of text whose lines all begin with the same label, the one with
// the names of the columns among them.
func labelledLines(lines []string) *framing {
	const fewest = 3
	if len(lines) < fewest {
		return nil
	}
	label := lineLabel().FindString(lines[0])
	if label == "" || slices.ContainsFunc(lines, func(l string) bool { return l != "" && !strings.HasPrefix(l, label) }) {
		return nil
	}
	return wrappedRows(func(line string) string { return strings.TrimPrefix(line, label) })
}

// typographic is the framing of text whose cells are all in other quotes than those of CSV.
func typographic(lines []string) *framing {
	for _, q := range [][2]string{{"“", "”"}, {"„", "“"}, {"”", "”"}, {"«", "»"}, {"`", "`"}, {"‘", "’"}} {
		if !filetype.Most(lines, func(l string) bool {
			return strings.HasPrefix(l, q[0]) && strings.HasSuffix(l, q[1]) && !strings.Contains(l, `"`)
		}) {
			continue
		}
		plain := strings.NewReplacer(q[0], `"`, q[1], `"`)
		return &framing{quotes: true, line: func(out []byte, line string) []byte { return append(out, plain.Replace(line)...) }}
	}
	return nil
}

// textDelimiters is the framing of text in which nearly all rows have more delimiters than the
// header, and just as many without those that belong to the text of cells: after a backslash,
// as MySQL writes them, or before a space, as in "Lee, Ann", where there are no quotes. There
// must be a number where the header names phones.
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

// quotedCell matches a quoted cell.
var quotedCell = lazyregexp.New(`"(?:[^"]|"")*"`)

func isTextDelimiter(lines []string, delim, inText string) bool {
	width, all, fit, more := 0, 0, 0, 0
	var phone func([]string) bool
	for _, l := range lines {
		if strings.TrimSpace(l) == "" {
			continue
		}
		if inText[0] == '\\' {
			l = quotedCell().ReplaceAllString(l, "q")
		}
		text, n := strings.Count(l, inText), strings.Count(l, delim)
		switch {
		case strings.Contains(l, `"`):
			return false
		case width == 0:
			cells := strings.Split(l, delim)
			at := slices.IndexFunc(cells, cell.NamesPhone)
			if text > 0 || n == 0 || at < 0 {
				return false
			}
			width = n
			phone = func(cells []string) bool { return at < len(cells) && cell.IsPhone(cells[at]) }
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

// sampleLines returns the first whole lines of a text, blank ones among them.
func sampleLines(s string, final bool) (lines []string) {
	for at := 0; at < len(s) && len(lines) < sampleRows; {
		i := bytesearch.IndexBreak(s, at)
		end, ok := syntax.BreakEnd(s, i, final)
		if !ok {
			break
		}
		lines = append(lines, s[at:i])
		at = end
	}
	return lines
}

// delimiterFraming is the framing of a delimiter of several bytes, given in UTF-8.
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

// quotedLines is the framing of text in which every line below the first is one quoted cell
// that holds the row: a CSV that was written as the only column of another.
func quotedLines(lines []string) *framing {
	var inner []string
	for i, l := range lines {
		if l = strings.TrimRight(l, " "); l == "" {
			continue
		}
		in, ok := wholeLine(l)
		if !ok && i > 0 {
			return nil
		}
		inner = append(inner, in)
	}
	if len(inner) < 3 {
		return nil
	}
	s := strings.Join(inner, "\n") + "\n"
	_, rows, err := dialect(s, true, Options{}, 16<<20)
	if err != nil {
		return nil
	}
	if width, share := usual(rows); width < 2 || share < 0.9 || len(phoneColumns(rows, width, 2)) == 0 {
		return nil
	}
	return wrappedRows(func(line string) string {
		in, _ := wholeLine(line)
		return in
	})
}

// wholeLine returns the text in the quotes of a line that is one quoted cell.
func wholeLine(l string) (string, bool) {
	l = strings.TrimRight(l, " ")
	if n := len(l); n > 2 && l[n-2] == '"' && strings.IndexByte(";,\t|", l[n-1]) >= 0 {
		l = l[:n-1] // one delimiter after each line
	}
	if len(l) < 2 || l[0] != '"' || l[len(l)-1] != '"' {
		return l, false
	}
	in := l[1 : len(l)-1]
	if strings.Contains(strings.ReplaceAll(in, `""`, ""), `"`) {
		return l, false
	}
	return strings.ReplaceAll(in, `""`, `"`), true
}
