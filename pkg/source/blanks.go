package source

import (
	"slices"
	"strings"

	"rollcall/pkg/source/internal/cell"
)

// blankFraming is the framing of text with blanks between cells, which are quoted if they have
// blanks themselves, as R writes tables: nearly every line has as many cells as the others,
// one of them a phone number, below a line of names. If that has one cell less, the rows begin
// with their own names.
func blankFraming(lines []string) *framing {
	lines = slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return strings.TrimSpace(l) == "" })
	if len(lines) < 3 || strings.ContainsAny(strings.ReplaceAll(lines[0], `"`, ""), ",;|\t") {
		return nil
	}
	wide := slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(strings.TrimSpace(l), "  ") })
	for _, split := range []func(string) []string{splitWide, splitBlanks} {
		names := split(lines[0])
		width, fit := len(split(lines[1])), 0
		phones := map[int]int{}
		for _, l := range lines[1:] {
			cells := split(l)
			if len(cells) != width {
				continue
			}
			fit++
			for i, c := range cells {
				if cell.IsPhone(c) {
					phones[i]++
				}
			}
		}
		unnamed := width - len(names)
		at := slices.IndexFunc(names, cell.NamesPhone)
		quoted := strings.Contains(lines[1], `"`)
		// Without quotes a blank in a name would shift the cells after it, and a column would
		// be found by its position.
		if !quoted && (fit < len(lines)-1 || phones[at+max(unnamed, 0)] < fit || wide && len(splitWide(lines[0])) != len(names)) {
			continue
		}
		if len(names) < 2 || unnamed < 0 || unnamed > 1 || at < 0 || 2*phones[at+unnamed] <= fit || 10*fit < 9*(len(lines)-1) || 3*named(names) < 2*len(names) {
			continue
		}
		header := lines[0]
		f := &framing{name: " ", stand: unitSeparator}
		f.line = func(out []byte, line string) []byte {
			if line == header && unnamed == 1 {
				out = append(out, unitSeparator)
			}
			for i, c := range split(line) {
				if i > 0 {
					out = append(out, unitSeparator)
				}
				out = f.text(out, []byte(c))
			}
			return out
		}
		return f
	}
	return nil
}

// splitWide splits a line at two blanks and more.
func splitWide(line string) (cells []string) {
	for c := range strings.SplitSeq(strings.TrimSpace(line), "  ") {
		if c = strings.TrimSpace(c); c != "" {
			cells = append(cells, strings.Trim(c, `"`))
		}
	}
	return cells
}

// splitBlanks splits a line at blanks outside quotes. A quote in a cell is doubled, or follows
// a backslash.
func splitBlanks(line string) (cells []string) {
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimLeft(line, " ") {
		if line[0] != '"' {
			cell, rest, _ := strings.Cut(line, " ")
			cells, line = append(cells, cell), rest
			continue
		}
		var cell []byte
		i := 1
		for ; i < len(line); i++ {
			if i+1 < len(line) && line[i+1] == '"' && (line[i] == '\\' || line[i] == '"') {
				i++
			} else if line[i] == '"' {
				break
			}
			cell = append(cell, line[i])
		}
		cells, line = append(cells, string(cell)), line[min(i+1, len(line)):]
	}
	return cells
}
