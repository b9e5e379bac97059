package source

import (
	"html"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// Here are the web pages that programs write as workbooks: a table with the name .xls.

var (
	cellStart = lazyregexp.New(`(?is)<t[dh]\b([^>]*)>`)
	lineTag   = lazyregexp.New(`(?is)<(?:br|/p|/div|/li)\b[^>]*>`)
	anyTag    = lazyregexp.New(`(?is)<!--.*?-->|<img\b[^>]*?\balt\s*=\s*["']([^"'>]*)["'][^>]*>|</?[a-z!][^>]*>`)
	spanned   = lazyregexp.New(`(?i)\b(col|row)span\s*=\s*["']?0*(\d{1,3})\b`)
	// unclear matches what changes the meaning of a row that its text alone does not show.
	unclear     = lazyregexp.New(`(?is)display\s*:\s*none|line-through|<(?:s|strike|del)>|<(?:input|select|textarea|table)\b|<img\b`)
	htmlCharset = lazyregexp.New(`(?i)<meta[^>]*\bcharset\s*=\s*["']?([\w-]+)`)
	// hidden are the elements of a page that are not shown, and blocks those that begin a line.
	hidden = map[string]bool{"!--": true, "script": true, "style": true, "xml": true, "noscript": true}
	blocks = func() map[string]bool {
		set := map[string]bool{}
		for name := range strings.FieldsSeq("html head body meta link title table caption thead tbody tfoot colgroup col tr td th div p br hr h1 h2 h3 h4 h5 h6 ul ol li form center pre section main header footer nav !doctype") {
			set[name], set["/"+name] = true, true
		}
		return set
	}()
)

// tagName returns the name of the tag with which a text begins, in lower case.
func tagName(s string) string {
	const longest = 12
	if strings.HasPrefix(s, "<!--") {
		return "!--"
	}
	for i := 1; i < min(len(s), longest); i++ {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && s[i]-'0' > 9 && (i > 1 || s[i] != '/' && s[i] != '!') {
			return strings.ToLower(s[1:i])
		}
	}
	return ""
}

// nextTag returns where the next tag of some begins from a place on, or -1.
func nextTag(s string, from int, is func(name string) bool) int {
	for from < len(s) {
		i := strings.IndexByte(s[from:], '<')
		if i < 0 {
			return -1
		}
		if from += i; is(tagName(s[from:])) {
			return from
		}
		from++
	}
	return -1
}

// htmlFraming is the framing of a web page with the rows of a list in a table, or nil.
func (r *Reader) htmlFraming() *framing {
	f := &framing{stand: unitSeparator, back: strings.NewReplacer(string(rune(standLF)), "\n")}
	f.unit = func(out []byte, text string, final bool) ([]byte, int) {
		return f.html(out, text, final, r.charset == nil)
	}
	s := string(r.buf[:min(len(r.buf), sampleBytes)])
	var rows []sampleRow
	for line := range strings.Lines(f.undo(s)) {
		cells := strings.Split(strings.TrimRight(line, "\n"), string(rune(unitSeparator)))
		rows = append(rows, sampleRow{cells: cells})
	}
	width, share := usual(rows)
	if slices.ContainsFunc(rows, func(r sampleRow) bool { return len(r.cells) == 1 && remark.BeginsAsError(r.cells[0]) }) {
		return nil // "Your session has expired", above the phones of an office
	}
	phones := phoneColumns(rows, width, 3) // some with a remark
	if width < 2 || share < 0.5 || countFunc(rows, func(r sampleRow) bool { return anyAt(r.cells, phones, cell.IsPhone) }) < 2 {
		return nil // a page that only tells how to call somebody
	}
	return f
}

// html rewrites the first row of a table, or the text or the tag at the beginning of a page.
func (f *framing) html(out []byte, s string, final, utf8 bool) ([]byte, int) {
	const longestTag = 12
	if s[0] == '<' && len(s) < longestTag && !final {
		return out, 0
	}
	end := -1
	switch name := tagName(s); {
	case s[0] != '<':
		return f.htmlText(out, s, final, utf8)
	case name == "tr":
		return f.htmlRow(out, s, final, utf8)
	case name == "table":
		f.spans = nil
		end = strings.IndexByte(s, '>')
	case name == "!--":
		if end = strings.Index(s, "-->"); end >= 0 {
			end += 2
		}
	case hidden[name]:
		end = nextTag(s, 1, func(tag string) bool { return tag == "/"+name })
		if end >= 0 {
			return lineBreaks(out, s[:end]), end
		}
	case blocks[name] || hidden[strings.TrimPrefix(name, "/")]:
		end = strings.IndexByte(s, '>')
	default:
		return f.htmlText(out, s, final, utf8)
	}
	if end < 0 {
		if !final {
			return out, 0
		}
		end = len(s) - 1
	}
	return lineBreaks(out, s[:end+1]), end + 1
}

// lineBreaks appends the line breaks of a text.
func lineBreaks(out []byte, s string) []byte {
	return append(out, strings.Repeat("\n", strings.Count(s, "\n"))...)
}

// htmlText rewrites text up to the next block of the page, as a line of its own.
func (f *framing) htmlText(out []byte, s string, final, utf8 bool) ([]byte, int) {
	end := nextTag(s, 1, func(tag string) bool { return blocks[tag] || hidden[tag] })
	if end < 0 {
		if !final {
			return out, 0
		}
		end = len(s)
	}
	text := f.htmlPlain(s[:end], utf8)
	out = f.text(out, []byte(text))
	if text != "" && strings.IndexByte(s[:end], '\n') < 0 {
		out = append(out, '\n')
	}
	return lineBreaks(out, s[:end]), end
}

// span is a cell that the next rows have, too.
type span struct {
	text string
	rows int
}

// spanOver appends the cells of rows above that go on in the next columns of a row.
func (f *framing) spanOver(cells []string) []string {
	for f.spans[len(cells)].rows > 0 {
		s := f.spans[len(cells)]
		f.spans[len(cells)] = span{s.text, s.rows - 1}
		cells = append(cells, s.text)
	}
	return cells
}

// htmlRow rewrites a row of a table. A cell over several columns or rows is in each of them.
func (f *framing) htmlRow(out []byte, s string, final, utf8 bool) ([]byte, int) {
	used := nextTag(s, 1, func(tag string) bool { return tag == "tr" || tag == "/tr" || tag == "/table" || tag == "/tbody" })
	if used < 0 {
		if !final {
			return out, 0
		}
		used = len(s)
	}
	row := ticks().ReplaceAllStringFunc(s[:used], ticked)
	if tagName(s[used:]) == "/tr" { // with the line break behind it
		rest := strings.IndexByte(s[used:], '>') + 1
		if n := used + rest; rest > 0 {
			for used = n; n < len(s) && s[n] <= ' '; n++ {
				if s[n] == '\n' {
					used = n + 1
					break
				}
			}
			if n == len(s) && !final {
				return out, 0
			}
		}
	}
	cells := f.htmlCells(row, utf8)
	if unclear().MatchString(row) && len(cells) > 1 {
		cells = append(slices.Clip(cells), "?") // more cells than there are columns
	}
	if out = f.cells(out, cells); strings.IndexByte(s[:used], '\n') < 0 {
		out = append(out, '\n')
	}
	return lineBreaks(out, s[:used]), used
}

// htmlCells returns the cells of a row, with those that go on from rows above.
func (f *framing) htmlCells(row string, utf8 bool) (cells []string) {
	places := cellStart().FindAllStringSubmatchIndex(row, maxColumns+1)
	if len(places) > maxColumns { // the row is malformed whatever follows
		row = row[:places[maxColumns][0]]
		places = places[:maxColumns]
	}
	for i, p := range places {
		if len(cells) > maxColumns {
			break
		}
		to := len(row)
		if i+1 < len(places) {
			to = places[i+1][0]
		}
		text := f.htmlPlain(lineTag().ReplaceAllString(row[p[1]:to], string(rune(standLF))), utf8)
		over := map[string]int{}
		for _, m := range spanned().FindAllStringSubmatch(row[p[2]:p[3]], -1) {
			over[strings.ToLower(m[1])], _ = strconv.Atoi(m[2])
		}
		cells = f.spanOver(cells)
		for range max(over["col"], 1) {
			if rows := over["row"] - 1; rows > 0 {
				if f.spans == nil {
					f.spans = map[int]span{}
				}
				f.spans[len(cells)] = span{text, rows}
			}
			cells = append(cells, text)
		}
	}
	cells = f.spanOver(cells)
	for i, s := range f.spans {
		if i >= len(cells) { // the row lacks the column
			s.rows--
			f.spans[i] = s
		}
		if s.rows <= 0 {
			delete(f.spans, i)
		}
	}
	return cells
}

// ticks matches the box or button of a form, checks whether it is chosen.
var (
	ticks  = lazyregexp.New(`(?is)<input\b[^>]*\btype\s*=\s*["']?(?:checkbox|radio)\b[^>]*>`)
	checks = lazyregexp.New(`(?is)\schecked\b(\s*=\s*["']?(checked|true|1|yes)?["'\s/>]|[\s/>])`)
)

// ticked returns the character that looks like a box.
func ticked(box string) string {
	if checks().MatchString(box) {
		return "☑"
	}
	return "☐"
}

// htmlPlain returns the text of a piece of a page, with single spaces between words. Entities
// of text that is not UTF-8 are left to the cells.
func (f *framing) htmlPlain(s string, utf8 bool) string {
	s = anyTag().ReplaceAllString(s, "$1")
	if utf8 && strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "&nbsp;", " "), "\u00a0", " ")
	var lines []string
	for line := range strings.SplitSeq(s, string(rune(standLF))) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, string(rune(standLF)))
}
