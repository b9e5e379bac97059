package source

import (
	"strings"
	"unicode/utf8"

	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/syntax"
)

// refuseBrokenLines refuses a text whose lines were cut off, or go on in the next, where they
// reached a width.
func refuseBrokenLines(s string, delim byte, from int64) error {
	var lines []string
	for at := 0; at < len(s) && len(lines) < sampleRows; {
		end := bytesearch.IndexBreak(s, at)
		lines = append(lines, s[at:end])
		if at = end; at < len(s) {
			at, _ = syntax.BreakEnd(s, at, true)
		}
	}
	if err := refuseWrapped(lines, delim, from); err != nil {
		return err
	}
	for _, size := range [...]func(string) int{utf8.RuneCountInString, func(s string) int { return len(s) }} {
		if width, first := endAtWidth(lines, delim, size); first > 0 {
			return refuseFile(from+int64(first), "export the file again, without a limit for the length of lines",
				"the lines of this file end at %d characters: line %d and others seem to be cut off there, or to go on in the next", width, from+int64(first))
		}
	}
	return nil
}

// endAtWidth returns the width at which lines below the header were broken, and the first of
// them, or 0: as many are as long as the longest, hardly any are a little shorter, their last
// cells begin at several places, and some lack cells. Without such a lack they must be many, as
// rows of three short cells may be as long as one another by chance.
func endAtWidth(lines []string, delim byte, size func(string) int) (width, first int) {
	const narrowest, few, many, near = 32, 3, 10, 2
	for i := 1; i < len(lines); i++ {
		width = max(width, size(lines[i]))
	}
	if width < narrowest {
		return 0, 0
	}
	one := string(rune(delim))
	cells := strings.Count(lines[0], one)
	seen, places, short := map[string]bool{}, map[int]bool{}, map[int]bool{}
	shorter, filled, broken, whole := 0, 0, 0, false
	for i := len(lines) - 1; i > 0; i-- {
		l := lines[i]
		n, count := size(l), strings.Count(l, one)
		whole = whole || count == cells
		switch {
		case n < width:
			if n >= width-near {
				shorter++
			}
		case seen[l]:
		default:
			first, seen[l] = i, true
			places[strings.LastIndexByte(l, delim)] = true
			if l[len(l)-1] == ' ' {
				filled++
			}
			if count < cells || strings.Count(l, `"`)%2 > 0 {
				short[count] = true
				broken++
			}
		}
	}
	n := len(seen)
	lack := broken > 1 && 4*broken >= n && (whole || len(short) > 1) && n >= 2*shorter
	if n < few || 2*filled > n || len(places) < few || !lack && (n < many || n < few*shorter) {
		return 0, 0
	}
	return width, first
}

// refuseWrapped refuses a text whose lines were broken at a width, as editors and mail
// programs do: none is longer, each that is as long goes on in the next, and so joined all
// have as many delimiters, which they have not by themselves.
func refuseWrapped(lines []string, delim byte, from int64) error {
	const fewest, narrowest = 3, 40
	width := 0
	for _, line := range lines {
		width = max(width, utf8.RuneCountInString(line))
	}
	if width < narrowest || len(lines) < fewest {
		return nil
	}
	counts, whole, wrapped, broken, n := map[int]int{}, map[int]int{}, 0, 0, 0
	first := int64(0)
	for i, line := range lines {
		delims := strings.Count(line, string(rune(delim)))
		whole[delims]++
		n += delims
		if utf8.RuneCountInString(line) == width && i+1 < len(lines) {
			if broken++; first == 0 {
				first = from + int64(i)
			}
			continue
		}
		if broken > 0 {
			wrapped++
		}
		counts[n]++
		broken, n = 0, 0
	}
	rows, most := 0, 0
	for count, n := range counts {
		rows += n
		if count > 0 {
			most = max(most, n)
		}
	}
	if wrapped < fewest || 3*wrapped < rows || 5*most < 4*rows {
		return nil
	}
	for _, n := range whole {
		if 2*n > len(lines) { // they are rows by themselves
			return nil
		}
	}
	return refuseFile(first, "undo the line breaks, or export the file again",
		"the lines of this file were broken at %d characters: line %d goes on in the next, and so do others", width, first)
}
