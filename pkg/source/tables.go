package source

import "strings"

// Here are the tables that programs draw for people: psql, mysql, Markdown.

// rule matches a line of a table that has borders alone; position one that
// underlines columns set apart by spaces.
var (
	rule     = pattern(`^\s*[|+]?\s*:?[-=]{2,}:?\s*([|+]\s*:?[-=]{2,}:?\s*)*[|+]?\s*$`)
	position = pattern(`^[-=]+( +[-=]+)+\s*$`)
)

// tableFraming is that of a table as psql, mysql and Markdown write it: cells
// between bars, and a rule below the names.
func tableFraming(lines []string) *framing {
	found := false
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
		if found = bars > 0 && (bars == strings.Count(above, "|") || bars == strings.Count(below, "|")); found {
			break
		}
	}
	if !found {
		return nil
	}
	return &framing{name: "|", stand: unitSeparator, line: tableLine}
}

// borders are the characters by which programs draw tables, as ASCII.
var borders = strings.NewReplacer("│", "|", "┃", "|", "║", "|", "─", "-", "━", "-", "═", "=", "┌", "+", "┐", "+", "└", "+", "┘", "+", "├", "+", "┤", "+", "┬", "+", "┴", "+", "┼", "+",
	"╔", "+", "╗", "+", "╚", "+", "╝", "+", "╠", "+", "╣", "+", "╦", "+", "╩", "+", "╬", "+", "╒", "+", "╕", "+", "╘", "+", "╛", "+", "╞", "+", "╡", "+", "╪", "+", "╟", "+", "╢", "+", "╫", "+",
	"┏", "+", "┓", "+", "┗", "+", "┛", "+", "┡", "+", "┩", "+", "╇", "+", "┣", "+", "┫", "+", "╭", "+", "╮", "+", "╰", "+", "╯", "+", "┠", "+", "┨", "+", "┯", "+", "┷", "+", "┿", "+")

// plainBorders returns a line of a table with its borders in ASCII, where it begins
// with one that is drawn.
func plainBorders(line string) string {
	if l := strings.TrimLeft(line, " "); !strings.HasPrefix(l, "\xe2\x94") && !strings.HasPrefix(l, "\xe2\x95") {
		return line
	}
	return borders.Replace(line)
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
	for first := true; ; first = false {
		if !first {
			out = append(out, unitSeparator)
		}
		i := strings.IndexByte(line, '|')
		for i > 0 && line[i-1] == '\\' { // as Markdown escapes a bar
			k := strings.IndexByte(line[i+1:], '|')
			if line = line[:i-1] + line[i:]; k < 0 {
				i = -1
				break
			}
			i += k
		}
		if i < 0 {
			return f.text(out, []byte(strings.TrimSpace(line)))
		}
		out = f.text(out, []byte(strings.TrimSpace(line[:i])))
		line = line[i+1:]
	}
}
