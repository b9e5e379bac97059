package source

import (
	"strconv"
	"strings"

	"rollcall/pkg/lazyregexp"
)

// lineNumber matches what grep -n, cat -n and nl put before a line: a file name and a number,
// or only a number.
var lineNumber = lazyregexp.New(`^(?:([^\s,;|"']*[./\\][^\s,;|"']*):|\s*)(\d{1,7})(?:[:]|\t)`)

// numberedLines is the framing of text whose lines follow their numbers, as some programs
// print them: the numbers rise from line to line. Without the name of a file, the line of
// names must have one, too: else they may be a column.
func numberedLines(lines []string) *framing {
	before, name, n := -1, "", 0
	for i, l := range lines {
		if strings.TrimSpace(l) == "" {
			continue
		}
		m := lineNumber().FindStringSubmatch(l)
		if m == nil {
			if i > 0 {
				return nil
			}
			continue
		}
		number, err := strconv.Atoi(m[2])
		switch {
		case err != nil, m[1] == "" && i == 0 && number > 1, m[1] == "" && i == 1 && n == 0:
			return nil
		case n > 0 && (m[1] == "") != (name == ""), m[1] == name && number <= before:
			return nil
		}
		before, name = number, m[1]
		n++
	}
	if n < 3 {
		return nil
	}
	return wrappedRows(func(line string) string { return line[len(lineNumber().FindString(line)):] })
}
