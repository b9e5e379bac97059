package page

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// WriteMarkdown writes the page as GitHub's Markdown. Text from outside is written as code
// or with its punctuation escaped, so that it makes no link, mentions nobody and ends no
// table.
func (p *Page) WriteMarkdown(w io.Writer) error {
	m := markdown{bufio.NewWriter(w)}
	m.line("## " + text(p.Kind) + ": " + code(p.Title))
	m.verdict(p.Verdict)
	m.tiles(p.Tiles)
	for i := range p.Sections {
		m.section(&p.Sections[i])
	}
	if p.Footer != "" {
		m.line("<sub>" + text(p.Footer) + "</sub>")
	}
	return m.Flush()
}

// markdown writes blocks, each with a blank line after it.
type markdown struct{ *bufio.Writer }

func (m markdown) line(s string) { fmt.Fprintf(m, "%s\n\n", s) }

var verdictSigns = map[Tone]string{Good: "✅", Attention: "⚠️", Bad: "❌"}

func (m markdown) verdict(v Verdict) {
	if v.Text == "" {
		return
	}
	m.line(strings.TrimSpace(verdictSigns[v.Tone] + " **" + text(v.Text) + "**"))
	if v.Hint != "" {
		m.line(text(v.Hint))
	}
	if v.Command != "" {
		m.line("Next: " + code(v.Command))
	}
}

func (m markdown) tiles(tiles []Tile) {
	if len(tiles) == 0 {
		return
	}
	t := Table{Rows: [][]string{nil}}
	for _, tile := range tiles {
		t.Columns = append(t.Columns, text(tile.Label))
		value := "**" + text(tile.Value) + "**"
		if tile.Note != "" {
			value += " " + text(tile.Note)
		}
		t.Rows[0] = append(t.Rows[0], value)
	}
	m.table(t)
}

func (m markdown) section(s *Section) {
	m.line("### " + text(s.Title))
	if s.Note != "" {
		m.line(text(s.Note))
	}
	m.bars(s.Bars)
	for _, n := range s.Notices {
		fmt.Fprintf(m, "- %s\n", text(n))
	}
	if len(s.Notices) > 0 {
		m.WriteByte('\n')
	}
	m.facts(s.Facts)
	if s.Quote != "" {
		m.line("> " + text(s.Quote))
	}
	if s.Table != nil {
		t := Table{Rows: make([][]string, len(s.Table.Rows))}
		for _, c := range s.Table.Columns {
			t.Columns = append(t.Columns, code(c))
		}
		for i, row := range s.Table.Rows {
			for _, cell := range row {
				t.Rows[i] = append(t.Rows[i], code(cell))
			}
		}
		m.table(t)
	}
}

// barWidth is the length of a whole bar in characters.
const barWidth = 20

func (m markdown) bars(bars []Bar) {
	if len(bars) == 0 {
		return
	}
	t := Table{Columns: []string{"", "", ""}}
	for _, b := range bars {
		label := text(b.Label)
		if b.Gloss != "" {
			label += " <sub>" + text(b.Gloss) + "</sub>"
		}
		full := min(barWidth, int(b.Percent()*barWidth/100+0.999))
		t.Rows = append(t.Rows, []string{label, text(b.Value), "`" + strings.Repeat("█", full) + strings.Repeat("░", barWidth-full) + "`"})
		for _, d := range b.Details {
			t.Rows = append(t.Rows, []string{"<sub>↳ " + text(d.Text) + "</sub>", "<sub>" + text(d.Value) + "</sub>", ""})
		}
	}
	m.table(t)
}

func (m markdown) facts(facts []Fact) {
	if len(facts) == 0 {
		return
	}
	t := Table{Columns: []string{"", ""}}
	for _, f := range facts {
		values := make([]string, len(f.Values))
		for i, v := range f.Values {
			values[i] = text(v.Text)
			if f.Code {
				values[i] = code(v.Text)
			}
			if v.Mark != "" {
				values[i] += " (" + text(v.Mark) + ")"
			}
		}
		t.Rows = append(t.Rows, []string{text(f.Name), strings.Join(values, ", ")})
	}
	m.table(t)
}

// table writes cells that are Markdown already.
func (m markdown) table(t Table) {
	fmt.Fprintf(m, "| %s |\n|%s\n", strings.Join(t.Columns, " | "), strings.Repeat(" --- |", len(t.Columns)))
	for _, row := range t.Rows {
		fmt.Fprintf(m, "| %s |\n", strings.Join(row, " | "))
	}
	m.WriteByte('\n')
}

// harmless are the ASCII characters that mean nothing anywhere in Markdown, nor in GitHub's
// dialect: no link, no mention, no emoji.
func harmless(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r > 127 ||
		strings.ContainsRune(" ,;%()'\"/?", r)
}

// text writes prose. Some punctuation is kept where it cannot make a link or a list, so
// that the Markdown is readable.
func text(s string) string { return escape(strings.Join(strings.Fields(s), " "), proseMark) }

func proseMark(before, r, after rune) bool {
	letters := unicode.IsLetter(before) && unicode.IsLetter(after)
	inWord := (unicode.IsLetter(before) || isDigit(before)) && (unicode.IsLetter(after) || isDigit(after))
	digits := isDigit(before) && isDigit(after)
	ends := after == ' ' || after == 0
	switch r {
	case '.': // www. would make a link
		return digits || letters && before|0x20 != 'w' || ends && (unicode.IsLetter(before) || before == ')')
	case '-':
		return inWord || ends && unicode.IsLetter(before)
	case '_':
		return letters
	case ':':
		return digits || after == ' ' && before > ' '
	case '+':
		return isDigit(after)
	}
	return false
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// escape writes characters with a meaning as character references. GitHub looks for
// mentions, references and emoji after these were resolved: a zero-width space keeps it
// from finding any. A line break becomes a space.
func escape(s string, also func(before, r, after rune) bool) string {
	runes := []rune(s)
	var b strings.Builder
	for i, r := range runes {
		var before, after rune
		if i > 0 {
			before = runes[i-1]
		}
		if i+1 < len(runes) {
			after = runes[i+1]
		}
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			b.WriteByte(' ')
		case r < ' ' || r == 127:
			b.WriteRune('\uFFFD')
		case harmless(r), also(before, r, after):
			b.WriteRune(r)
		case r == '@' || r == '#' || r == ':':
			fmt.Fprintf(&b, "&#%d;&#8203;", r)
		default:
			fmt.Fprintf(&b, "&#%d;", r)
		}
	}
	return b.String()
}

// code writes data. Within a code span nothing means anything but a backtick
// and, in a table, a bar and the backslash before it; a tag would to readers
// of lesser Markdown.
func code(s string) string {
	if s == "" {
		return ""
	}
	if strings.ContainsAny(s, "`|\\<\n\r\t") || strings.TrimSpace(s) != s || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 127 }) {
		return "<code>" + escape(s, func(rune, rune, rune) bool { return false }) + "</code>"
	}
	return "`" + s + "`"
}
