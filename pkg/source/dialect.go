package source

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/charset"
	"rollcall/pkg/source/internal/syntax"
)

const (
	// sampleRows and sampleBytes bound the sample from which the dialect is detected.
	sampleRows  = 200
	sampleBytes = 64 << 10
)

// sampleRow is a row as a grammar under trial reads it.
type sampleRow struct {
	line  int64
	end   int // where the row below starts
	cells []string
	forms []syntax.Form
	how   syntax.Outcome
}

// sampleOf returns the rows at the beginning of s, without blank ones.
func sampleOf(g *syntax.Grammar, s string, final bool, c *charset.Charset) []sampleRow {
	var rows []sampleRow
	var a syntax.Arena
	line := int64(1)
	var spans []syntax.Span
	var room []string // for the cells of many rows
	var forms []syntax.Form
	for at := 0; at < len(s) && len(rows) < sampleRows; {
		var end int
		var how syntax.Outcome
		spans, end, how = g.Row(s, at, final, spans[:0])
		if how == syntax.Open || how == syntax.TooLarge {
			break
		}
		n := len(spans)
		if n > len(room) {
			room, forms = make([]string, max(n, 1024)), make([]syntax.Form, max(n, 1024))
		}
		row := sampleRow{line: line, end: end, how: how, cells: room[:n:n], forms: forms[:n:n]}
		room, forms = room[n:], forms[n:]
		bare := bytesearch.IsASCII(s[at:end]) && strings.IndexByte(s[at:end], 0) < 0
		for i, span := range spans {
			cell := g.Text(s, span, &a)
			if !bare {
				cell, _ = decode(c, cell, &a)
			}
			row.cells[i], row.forms[i] = cell, span.Form
		}
		line += syntax.CountBreaks(s[at:end])
		at = end
		if len(row.cells) > 1 || !cell.IsBlank(row.cells[0]) {
			rows = append(rows, row)
		}
	}
	return rows
}

// usual returns the most common number of cells, the larger one in a tie, and its share of the
// rows. If rows have phone numbers, only those count: there may be more titles and notes.
func usual(rows []sampleRow) (width int, share float64) {
	all, whole := map[int]int{}, map[int]int{}
	numbers := 0
	for _, r := range rows {
		all[len(r.cells)]++
		if len(r.cells) > 1 && slices.ContainsFunc(r.cells, cell.IsPhone) {
			whole[len(r.cells)]++
			numbers++
		}
	}
	n := len(rows)
	if numbers > 0 {
		all, n = whole, numbers
	}
	for w, n := range all {
		if n > all[width] || n == all[width] && w > width {
			width = w
		}
	}
	if len(rows) == 0 {
		return 0, 0
	}
	return width, float64(all[width]) / float64(n)
}

// delimiters are tried in this order; the first of equals wins.
var delimiters = []struct {
	char byte
	name string
	// trust is how much it says if rows have the same number of them.
	trust float64
	// rare: only where the header has as many of them, too.
	rare bool
}{
	{',', "comma", 1, false},
	{'\t', "tab", 1, false},
	{';', "semicolon", 1, false},
	{'|', "pipe", 1, false},
	{':', "colon", 0.4, false},
	{'^', "caret", 0.9, true},
	{'~', "tilde", 0.9, true},
	{'#', "hash", 0.6, true},
	{0x01, "soh", 1, true},
	{0x14, "dc4", 1, true},
	{unitSeparator, "us", 1, true},
}

// dialect detects the grammar of s as far as o leaves it open, and returns the rows that it
// reads in UTF-8, if it had to.
func dialect(s string, final bool, o Options, maxRow int) (syntax.Grammar, []sampleRow, error) {
	if len(s) > sampleBytes {
		s, final = s[:sampleBytes], false
	}
	delims, err := possibleDelimiters(o.Delimiter)
	if err != nil {
		return syntax.Grammar{}, nil, err
	}
	quotes, err := possibleQuotes(o.Quote)
	if err != nil {
		return syntax.Grammar{}, nil, err
	}
	candidates := []syntax.Grammar{{Delim: delims[0], Quote: quotes[0]}}
	if len(quotes) > 1 {
		quotes = append(quotes, 0)
	}
	for _, quote := range quotes {
		for _, delim := range delims {
			if strings.IndexByte(s, delim) >= 0 && !(delim == ';' && len(delims) > 1 && endsEntities(s)) {
				candidates = append(candidates, syntax.Grammar{Delim: delim, Quote: quote}, syntax.Grammar{Delim: delim, Quote: quote, Backslash: true})
			}
		}
	}
	best, bestScore := candidates[0], 0.0
	var bestRows []sampleRow
	for _, g := range candidates {
		if g.Backslash && !escapesWithBackslash(&g, s) {
			continue
		}
		g.MaxRow = maxRow
		trust := 1.0
		switch {
		case g.Quote == 0 && len(quotes) > 1:
			if trust = bareMarks(&g, s, final); trust == 0 {
				continue
			}
		case g.Quote == '\'' && len(quotes) > 1:
			if trust = apostrophes(&g, s, final); trust == 0 {
				continue
			}
		}
		rows := sampleOf(&g, s, final, nil)
		if score := trust * score(&g, rows, o.NoHeader || len(o.Header) > 0); score > bestScore {
			best, bestScore, bestRows = g, score, rows
		}
	}
	best.MaxRow = maxRow
	return best, bestRows, nil
}

// endsEntities reports whether most semicolons of a text end an HTML entity, "&amp;".
func endsEntities(s string) bool {
	return strings.IndexByte(s, '&') >= 0 && 2*len(entity().FindAllStringIndex(s, -1)) >= strings.Count(s, ";")
}

// escapesWithBackslash reports whether s has \" followed by text, which neither ends a cell
// nor begins a doubled quote.
func escapesWithBackslash(g *syntax.Grammar, s string) bool {
	if g.Quote == 0 {
		return false
	}
	for {
		_, rest, ok := strings.Cut(s, `\`+string(rune(g.Quote)))
		if !ok || rest == "" {
			return false
		}
		rest = strings.TrimLeft(rest, " ")
		if rest != "" && !strings.ContainsRune("\n\r"+string([]rune{rune(g.Quote), rune(g.Delim)}), rune(rest[0])) {
			return true
		}
		s = rest
	}
}

// score returns how well a grammar explains the rows that it reads, from 0 up.
func score(g *syntax.Grammar, rows []sampleRow, headless bool) float64 {
	width, share := usual(rows)
	if width == 0 {
		return 0
	}
	score := share * (1 - 1/float64(width))
	if width == 1 {
		score = 0.01
	}
	has := headless || headed(rows, width)
	for _, d := range delimiters {
		if d.char != g.Delim {
			continue
		}
		if score *= d.trust; d.rare && !has {
			return 0
		}
	}
	if !has {
		score *= 0.7
	}
	if g.Backslash {
		score *= 1.05
	}
	numbers, full := fit(rows, width)
	if width > 1 && numbers < 0.9 && len(rows) > 2 && !slices.ContainsFunc(rows, func(r sampleRow) bool { return len(r.cells) != width }) {
		// All rows agree, be there words beside the numbers: "Tel 212 736 5000 / Fax 617 482 8825".
		worded := countFunc(rows, func(r sampleRow) bool { return slices.ContainsFunc(r.cells, cell.HasPhoneDigits) })
		numbers = max(numbers, 0.9*min(1, float64(worded)/float64(len(rows)-1)))
	}
	return score * (0.3 + 0.7*numbers) * (0.8 + 0.2*full)
}

// headed reports whether the rows of a width have a row of that width above them, as a header
// is: the first row or, above rows with numbers, any.
func headed(rows []sampleRow, width int) bool {
	for _, r := range rows {
		switch {
		case len(r.cells) == width && !slices.ContainsFunc(r.cells, cell.IsPhone):
			return true
		case len(r.cells) == width:
			return false
		}
	}
	return false
}

// fit returns the share of rows of a width with a cell that is a phone number and nothing
// else, and the share of filled cells.
func fit(rows []sampleRow, width int) (numbers, full float64) {
	n, with, cells := 0, 0, 0
	for _, r := range rows {
		if len(r.cells) != width {
			continue
		}
		n++
		cells += filled(r.cells)
		if slices.ContainsFunc(r.cells, cell.IsPhone) {
			with++
		}
	}
	if n == 0 {
		return 0, 0
	}
	// One of the rows may be the header.
	return min(1, float64(with)/float64(max(1, n-1))), float64(cells) / float64(n*width)
}

// apostrophes is a factor for single quotes, which are otherwise apostrophes: it is 0 unless
// everything that begins with one is quoted, and some cells are.
func apostrophes(g *syntax.Grammar, s string, final bool) float64 {
	if strings.IndexByte(s, '\'') < 0 {
		return 0
	}
	n := 0
	for _, r := range sampleOf(g, s, final, nil) {
		for i, c := range r.cells {
			switch c = strings.TrimLeft(c, " "); {
			case r.forms[i] != syntax.Plain:
				n++
			case c != "" && (c[0] == '\'' || c[0] == '"'):
				return 0
			}
		}
	}
	if n < 2 {
		return 0
	}
	return 1.1
}

// bareMarks is a factor for double quotes that do not quote but mean inches or "as above": it
// is 0 unless all rows have the same number of cells, several of them end with or are a mark,
// and none begins with one.
func bareMarks(g *syntax.Grammar, s string, final bool) float64 {
	const fewest = 2
	if strings.IndexByte(s, '"') < 0 || g.Backslash || quotesCell(s, g.Delim) {
		return 0
	}
	rows, marks := sampleOf(g, s, final, nil), 0
	for _, r := range rows {
		if len(r.cells) != len(rows[0].cells) {
			return 0
		}
		for _, c := range r.cells {
			switch {
			case c == `"`:
				marks++
			case strings.HasPrefix(c, `"`):
				return 0
			}
		}
	}
	if marks < fewest {
		return 0
	}
	return 1.1
}

// quotesCell reports whether a cell other than the first begins with a quote and has more.
func quotesCell(s string, delim byte) bool {
	_, behind, _ := strings.Cut(s, string([]byte{delim, '"'}))
	return behind != "" && behind[0] != delim && behind[0] != '\n' && behind[0] != '\r'
}

// possibleDelimiters parses a delimiter of Options.
func possibleDelimiters(name string) (chars []byte, err error) {
	for _, d := range delimiters {
		if name == d.name {
			return []byte{d.char}, nil
		}
		chars = append(chars, d.char)
	}
	switch {
	case name == "" || name == "auto":
		return chars, nil
	case name == `\t`:
		return []byte{'\t'}, nil
	}
	if err := checkDelimiter(name); err != nil {
		return nil, err
	}
	return []byte{name[0]}, nil
}

// isDelimiterName reports whether a delimiter is given by name.
func isDelimiterName(name string) bool {
	if name == `\t` {
		return true
	}
	for _, d := range delimiters {
		if name == d.name {
			return true
		}
	}
	return false
}

// checkDelimiter rejects what cannot be a delimiter: it has up to four characters, none of
// which ends rows or quotes cells.
func checkDelimiter(name string) error {
	n := utf8.RuneCountInString(name)
	if n < 1 || n > 4 || !utf8.ValidString(name) || strings.ContainsAny(name, "\x00\n\r\"'\\") || strings.TrimLeft(name, " ") == "" ||
		n > 1 && strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return fmt.Errorf("unknown delimiter %q: it is up to four characters, or comma, semicolon, tab, pipe, colon, caret, tilde, hash or auto", name)
	}
	return nil
}

// possibleQuotes parses a quote of Options.
func possibleQuotes(name string) ([]byte, error) {
	switch name {
	case "", "auto":
		return []byte{'"', '\''}, nil
	case `"`, "double":
		return []byte{'"'}, nil
	case `'`, "single":
		return []byte{'\''}, nil
	case "none":
		return []byte{0}, nil
	}
	return nil, fmt.Errorf(`unknown quote %q: it is ", ', none or auto`, name)
}
