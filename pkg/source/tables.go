package source

import (
	"bytes"
	"slices"
	"strings"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/filetype"
	"rollcall/pkg/source/internal/syntax"
)

// Here are the tables that programs draw for people, and those of wikis and TeX.

// rule matches a line of a table that has borders alone; position one that
// underlines columns set apart by spaces.
var (
	rule     = lazyregexp.New(`^\s*[|+]?\s*:?[-=]{2,}:?\s*([|+]\s*:?[-=]{2,}:?\s*)*[|+]?\s*$`)
	position = lazyregexp.New(`^ *[-=]+( +[-=]+)+\s*$`)
)

// tableFraming is the framing of a table: cells between bars, as psql, mysql and Markdown
// write it with a rule below the names, and wikis with other bars between the names than
// between cells; or as TeX writes it.
func tableFraming(lines []string) *framing {
	switch {
	case isGrid(lines):
		return &framing{name: "|", stand: unitSeparator, unit: gridRow, back: strings.NewReplacer(string(rune(standLF)), "\n")}
	case isRuled(lines):
		return &framing{name: "|", stand: unitSeparator, line: tableLine}
	case isWiki(lines):
		media := slices.ContainsFunc(lines, func(l string) bool { return wikiNames(l) == "!!" })
		return &framing{name: "|", stand: unitSeparator, line: func(out []byte, line string) []byte { return wikiLine(out, line, media) }}
	case isBordered(lines):
		return &framing{name: "|", stand: unitSeparator, line: tableLine}
	case isTeX(lines):
		return &framing{name: "&", stand: unitSeparator, line: texLine}
	}
	return nil
}

// isRuled reports whether a table has a rule that goes with the line above or below.
func isRuled(lines []string) bool {
	for i, l := range lines[:min(len(lines), titleRows)] {
		l = plainBorders(l)
		if !rule().MatchString(l) || !strings.ContainsAny(l, "|+") && i == 0 {
			continue
		}
		above, below := "", ""
		if i > 0 {
			above = plainBorders(lines[i-1])
		}
		if i+1 < len(lines) {
			below = plainBorders(lines[i+1])
		}
		// The first row may have more: an escaped bar in a cell is one.
		bars := strings.Count(l, "|") + strings.Count(l, "+")
		if bars > 0 && (bars == strings.Count(above, "|") || bars == strings.Count(below, "|")) {
			return true
		}
	}
	return false
}

// isGrid reports whether a table has a rule below each row, whose cells go on in several lines: a
// second number in a row has nothing in the first column.
func isGrid(lines []string) bool {
	const fewest = 3 // rows, that of the names among them
	rows, height, numbers, wraps := 0, 0, 0, false
	for _, l := range lines {
		l = strings.TrimSpace(plainBorders(l))
		switch {
		case strings.HasPrefix(l, "+") && rule().MatchString(l):
			if height > 0 {
				rows++
			}
			height, numbers = 0, 0
		case strings.HasPrefix(l, "|"):
			height++
			if cell.HasPhoneDigits(l) {
				numbers++
			}
			first, _, _ := strings.Cut(l[1:], "|")
			if numbers > 1 && cell.HasPhoneDigits(l) && !cell.IsBlank(first) {
				return false
			}
			wraps = wraps || height > 1
		}
	}
	return wraps && rows >= fewest
}

// gridRow rewrites the lines of a row up to the rule below it as one, or another line.
func gridRow(out []byte, s string, final bool) ([]byte, int) {
	const most = 64 // lines
	var cells []string
	breaks, at := "", 0
	for n := 0; at < len(s); n++ {
		i := bytesearch.IndexBreak(s, at)
		end, ok := syntax.BreakEnd(s, i, final)
		if !ok {
			return out, 0
		}
		if line := plainBorders(s[at:i]); n == most || !strings.HasPrefix(strings.TrimSpace(line), "|") {
			if at > 0 {
				break
			}
			return append(tableLine(out, line), s[i:end]...), end
		}
		for k, c := range strings.Split(string(tableLine(nil, s[at:i])), string(rune(unitSeparator))) {
			switch {
			case k >= len(cells):
				cells = append(cells, c)
			case cells[k] == "" || c == "":
				cells[k] += c
			case cell.HasPhoneDigits(c):
				cells[k] += string(rune(standLF)) + c
			default:
				cells[k] += " " + c
			}
		}
		breaks, at = breaks+s[i:end], end
	}
	if at == len(s) && !final {
		return out, 0
	}
	f := framing{stand: unitSeparator}
	return append(f.cells(out, cells), breaks...), at
}

// isBordered reports whether nearly all lines that have bars, apart from rules, are between
// two bars and have the same number of bars in between. Lines without may be titles, but at
// most as many as the others.
func isBordered(lines []string) bool {
	bars, titles := 0, 0
	var rows []string
	for _, l := range lines {
		l = strings.TrimSpace(plainBorders(l))
		switch {
		case l == "" || rule().MatchString(l):
		case !strings.Contains(l, "|"):
			titles++
		default:
			rows = append(rows, l)
		}
	}
	return titles <= len(rows) && filetype.Most(rows, func(l string) bool {
		n := strings.Count(l, "|")
		if n < 3 || l[0] != '|' || l[len(l)-1] != '|' || strings.HasPrefix(l, "||") {
			return false
		}
		if bars == 0 {
			bars = n
		}
		return n == bars
	}) && bars > 0
}

// stataRow matches a row of a list as Stata draws it: its number stands before the box.
var stataRow = lazyregexp.New(`^ *\d+\. \|(.*)\|\s*$`)

// boxFraming is that of a box in which columns are set apart by their position, as Stata
// draws it, with the numbers of rows before it or without.
func boxFraming(lines []string) *framing {
	inner := func(line string) string {
		if m := stataRow().FindStringSubmatch(line); m != nil {
			return m[1]
		}
		l := strings.TrimSpace(line)
		if len(l) < 3 || l[0] != '|' || l[len(l)-1] != '|' || strings.Trim(l, "|-") == "" {
			return ""
		}
		return l[1 : len(l)-1]
	}
	var inside []string
	for _, l := range lines {
		text := inner(l)
		if strings.IndexByte(text, '|') >= 0 {
			return nil
		}
		if text != "" {
			inside = append(inside, text)
		}
	}
	widths := widthsOf(inside)
	if widths == nil {
		return nil
	}
	f := byPosition(widths, true, inside)
	split := f.line
	f.line = func(out []byte, line string) []byte {
		if text := inner(line); text != "" {
			return split(out, text)
		}
		if strings.Trim(line, " |-+\r\n") == "" {
			return out
		}
		return append(out, line...) // outside the box
	}
	return f
}

// wikiMark matches a line of a wiki's table that is not a row.
var wikiMark = lazyregexp.New(`^\s*(\{\|.*|\|\}.*|\|-+.*|\|\+.*|\|={3,})$`)

// wikiNames returns the mark between the names of a wiki's table: || in Jira, ^ in DokuWiki,
// !! in MediaWiki; empty if the line has no names.
func wikiNames(line string) string {
	line = strings.TrimSpace(line)
	switch {
	case strings.HasPrefix(line, "!") && strings.Contains(line, "!!"):
		return "!!"
	case len(line) > 4 && strings.HasPrefix(line, "||") && strings.HasSuffix(line, "||"):
		return "||"
	case len(line) > 2 && line[0] == '^' && line[len(line)-1] == '^':
		return "^"
	}
	return ""
}

// isWiki reports whether lines are a table of a wiki: the first of those that are
// not its marks has names, and as many as the next one has cells between bars.
func isWiki(lines []string) bool {
	mark, names := "", 0
	opened := false // as AsciiDoc opens a table
	for _, l := range lines[:min(len(lines), titleRows)] {
		l = strings.TrimSpace(l)
		switch {
		case l == "" || wikiMark().MatchString(l):
			opened = opened || strings.HasPrefix(l, "|==")
		case opened:
			return l[0] == '|'
		case mark == "":
			mark = wikiNames(l)
			names = strings.Count(l, mark)
		case mark == "!!":
			return l[0] == '|' && strings.Count(l, "||") == names
		case mark != "":
			return l[0] == '|' && !strings.HasPrefix(l, "||") && strings.Count(l, "|") == names
		}
	}
	return false
}

// wikiLine rewrites a line of a wiki's table, which may be one of MediaWiki with cells
// between two bars; its marks leave a blank line.
func wikiLine(out []byte, line string, media bool) []byte {
	mark := wikiNames(line)
	switch l := strings.TrimSpace(line); {
	case wikiMark().MatchString(line) || l == "":
		return out
	case media:
		return tableLine(out, strings.NewReplacer("!!", "|", "||", "|").Replace("|"+l[1:]+" |"))
	case mark != "":
		return tableLine(out, strings.ReplaceAll(l, mark, "|"))
	}
	return tableLine(out, line)
}

// texRow matches a row of a table of TeX, texMark a command between them.
var (
	texRow  = lazyregexp.New(`^(.*[^\\]|)\\\\\s*(\[[^\]]*\])?\s*(\\[a-z]+(\[[^\]]*\]|\([^)]*\)|\{[^}]*\})*\s*)*$`)
	texMark = lazyregexp.New(`^\s*(\\(begin|end|[a-z]*(line|rule)|caption|label|centering|small|footnotesize|tabularnewline|endhead|endfoot|endfirsthead|endlastfoot)\b.*|%.*)$`)
)

// isTeX reports whether most lines, apart from commands, are rows of TeX with the same number
// of cells.
func isTeX(lines []string) bool {
	if !slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, `\\`) }) {
		return false // each row ends so
	}
	rows, all, cells := 0, 0, 0
	for _, l := range lines {
		if strings.TrimSpace(l) == "" || texMark().MatchString(l) {
			continue
		}
		all++
		m := texRow().FindStringSubmatch(l)
		if m == nil {
			continue
		}
		n := strings.Count(strings.ReplaceAll(m[1], `\&`, ""), "&")
		if rows == 0 {
			cells = n
		}
		if n == cells {
			rows++
		}
	}
	return rows > 1 && cells > 0 && 10*rows >= 9*all
}

// texPlain removes the commands from a cell of TeX that change no word.
var texPlain = strings.NewReplacer(`\&`, "&", `\%`, "%", `\_`, "_", `\#`, "#", `\$`, "$", `\textbf{`, "", `\bfseries`, "", "{", "", "}", "", "~", " ", "--", "-")

// texLine rewrites a line of a table of TeX; commands leave a blank line.
func texLine(out []byte, line string) []byte {
	if texMark().MatchString(line) {
		return out
	}
	f := framing{stand: unitSeparator}
	m := texRow().FindStringSubmatch(line)
	if m == nil {
		return f.text(out, []byte(line))
	}
	const kept = "\x02" // an ampersand that is text
	for i, cell := range strings.Split(strings.ReplaceAll(m[1], `\&`, kept), "&") {
		if i > 0 {
			out = append(out, unitSeparator)
		}
		out = f.text(out, []byte(strings.TrimSpace(texPlain.Replace(strings.ReplaceAll(cell, kept, `\&`)))))
	}
	return out
}

// corner matches what is between two names within a border.
var corner = lazyregexp.New(`-*\+-*`)

// asBorder returns what a character by which programs draw tables is in ASCII.
func asBorder(r rune) rune {
	switch {
	case r < '─' || r > '╿':
		return r
	case strings.ContainsRune("│┃║┆┇┊┋╎╏╵╷╹╻╽╿", r):
		return '|'
	case strings.ContainsRune("─━═┄┅┈┉╌╍╴╶╸╺╼╾", r):
		return '-'
	}
	return '+'
}

// bordersDOS are the same in the encodings of DOS.
var bordersDOS = strings.NewReplacer("\xb3", "|", "\xba", "|", "\xc4", "-", "\xcd", "=", "\xb4", "+", "\xb9", "+", "\xbb", "+", "\xbc", "+", "\xbf", "+", "\xc0", "+", "\xc1", "+", "\xc2", "+", "\xc3", "+", "\xc5", "+",
	"\xc8", "+", "\xc9", "+", "\xca", "+", "\xcb", "+", "\xcc", "+", "\xce", "+", "\xd9", "+", "\xda", "+")

// plainBorders returns a line of a table with its borders in ASCII, where it begins with one
// that is drawn, or with the number of the row and one. Names within a border are those of the
// columns, as ClickHouse writes them.
func plainBorders(line string) string {
	l := strings.TrimLeft(line, " ")
	if number := strings.TrimLeft(l, "0123456789"); number != l && strings.HasPrefix(number, ". ") {
		l = strings.TrimLeft(number[1:], " ")
	}
	switch {
	case strings.HasPrefix(l, "\xe2\x94"), strings.HasPrefix(l, "\xe2\x95"):
		l = strings.Map(asBorder, l)
		if l[0] == '+' && cell.HasLetter(l) {
			return corner().ReplaceAllString(l, "|")
		}
		return l
	case len(l) > 1 && (l[0] == 0xb3 || l[0] == 0xba || l[0] >= 0xc0 && (l[1] == 0xc4 || l[1] == 0xcd)): // no UTF-8
		return bordersDOS.Replace(l)
	}
	return line
}

// tableLine rewrites a line of a table; borders leave a blank line.
func tableLine(out []byte, line string) []byte {
	line = plainBorders(line)
	if rule().MatchString(line) && strings.ContainsAny(line, "|+-") {
		return out
	}
	line = strings.TrimSpace(line)
	framed := strings.HasPrefix(line, "|")
	if framed {
		line = strings.TrimSuffix(line[1:], "|")
	}
	f := framing{stand: unitSeparator}
	var text []byte // of a cell
	for at, from := 0, 0; ; at++ {
		i := strings.IndexByte(line[at:], '|')
		if i < 0 {
			return f.text(out, bytes.TrimSpace(append(text, line[from:]...)))
		}
		if at += i; at > 0 && line[at-1] == '\\' { // as Markdown escapes a bar
			text, from = append(text, line[from:at-1]...), at
			continue
		}
		out = append(f.text(out, bytes.TrimSpace(append(text, line[from:at]...))), unitSeparator)
		text, from = text[:0], at+1
	}
}
