package source

import (
	"fmt"
	"strings"
)

const (
	// sampleRows and sampleBytes bound what is looked at to find out how a
	// file is written.
	sampleRows  = 200
	sampleBytes = 64 << 10
)

// sampleRow is a row as a grammar under trial reads it.
type sampleRow struct {
	line  int64
	end   int // where the row below starts
	cells []string
	forms []form
}

// sample reads rows from the beginning of s.
func (g *grammar) sample(s string, final bool) []sampleRow {
	var rows []sampleRow
	var a arena
	line := int64(1)
	for at := 0; at < len(s) && len(rows) < sampleRows; {
		if s[at] == '\n' || s[at] == '\r' {
			end, _ := breakEnd(s, at, true)
			at, line = end, line+1
			continue
		}
		spans, end, how := g.row(s, at, final, nil)
		if how == open || how == tooLarge {
			break
		}
		row := sampleRow{line: line, end: end}
		for _, c := range spans {
			row.cells = append(row.cells, g.text(s, c, &a))
			row.forms = append(row.forms, c.form)
		}
		rows = append(rows, row)
		line += countBreaks(s[at:end])
		at = end
	}
	return rows
}

// usual gives the most common number of cells, the larger of two that are
// equally common, and the share of rows that have it. Empty cells at a row's
// end count, as those that a trailing delimiter makes.
func usual(rows []sampleRow) (width int, share float64) {
	counts := map[int]int{}
	for _, r := range rows {
		counts[len(r.cells)]++
	}
	for w, n := range counts {
		if n > counts[width] || n == counts[width] && w > width {
			width = w
		}
	}
	if len(rows) == 0 {
		return 0, 0
	}
	return width, float64(counts[width]) / float64(len(rows))
}

// delimiters are tried in this order; the first of equals wins.
var delimiters = []struct {
	char byte
	name string
	// trust is how much a regular pattern of the character says.
	trust float64
}{
	{',', "comma", 1},
	{'\t', "tab", 1},
	{';', "semicolon", 1},
	{'|', "pipe", 1},
	{':', "colon", 0.4},
}

// dialect finds the grammar of s as far as o leaves it open.
func dialect(s string, final bool, o Options) (grammar, error) {
	if len(s) > sampleBytes {
		s, final = s[:sampleBytes], false
	}
	var delims []byte
	fixed, err := delimiter(o.Delimiter)
	if err != nil {
		return grammar{}, err
	}
	if fixed != 0 {
		delims = []byte{fixed}
	} else {
		for _, d := range delimiters {
			delims = append(delims, d.char)
		}
	}
	var quotes []byte
	switch o.Quote {
	case "", "auto":
		quotes = []byte{'"', '\''}
	case `"`, `'`:
		quotes = []byte{o.Quote[0]}
	case "none":
		quotes = []byte{0}
	default:
		return grammar{}, fmt.Errorf("unknown quote %q: it is \", ', none or auto", o.Quote)
	}
	best, bestScore := grammar{delim: delims[0], quote: quotes[0]}, 0.0
	for _, quote := range quotes {
		for _, delim := range delims {
			for _, backslash := range []bool{false, true} {
				g := grammar{delim: delim, quote: quote, backslash: backslash}
				if backslash && !strings.Contains(s, `\`+string(rune(quote))) {
					continue
				}
				if score := g.score(s, final, o); score > bestScore {
					best, bestScore = g, score
				}
			}
		}
	}
	return best, nil
}

// score says how well a grammar explains a sample, from 0 up.
func (g *grammar) score(s string, final bool, o Options) float64 {
	rows := g.sample(s, final)
	width, share := usual(rows)
	if width == 0 {
		return 0
	}
	if width == 1 {
		return 0.01
	}
	trust := 1.0
	for _, d := range delimiters {
		if d.char == g.delim {
			trust = d.trust
		}
	}
	score := trust * share * (1 - 1/float64(width))
	if g.quote != '\'' && !g.backslash {
		return score
	}
	// Rarer ways of quoting must show.
	good, bad := 0, 0
	for _, r := range rows {
		for i, c := range r.cells {
			switch {
			case g.backslash && r.forms[i] == escaped:
				good++
			case g.backslash:
			case r.forms[i] != plain:
				good++
			case strings.HasPrefix(strings.TrimLeft(c, " "), "'"), strings.HasPrefix(c, `"`):
				bad++
			}
		}
	}
	if good < 2 || bad > 0 {
		return 0
	}
	return score * 1.1
}

// delimiter reads a delimiter as Options name it; 0 leaves it to be found out.
func delimiter(name string) (byte, error) {
	if name == "" || name == "auto" {
		return 0, nil
	}
	for _, d := range delimiters {
		if name == d.name {
			return d.char, nil
		}
	}
	if name == `\t` {
		return '\t', nil
	}
	if len(name) != 1 || name[0] >= 0x80 || strings.Contains("\x00\n\r\"' \\", name) {
		return 0, fmt.Errorf("unknown delimiter %q: it is a single ASCII character, or comma, semicolon, tab, pipe, colon or auto", name)
	}
	return name[0], nil
}
