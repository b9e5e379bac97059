package source

import (
	"strings"
	"unicode/utf8"

	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/syntax"
)

// refuseWrapped refuses a text whose lines were broken at a width, as editors and mail
// programs do: none is longer, each that is as long goes on in the next, and so joined all
// have as many delimiters, which they have not by themselves.
func refuseWrapped(s string, delim byte, from int64) error {
	const fewest, narrowest, lines = 3, 40, sampleRows
	var starts []int
	at, width := 0, 0
	for at < len(s) && len(starts) < lines {
		starts = append(starts, at)
		end := bytesearch.IndexBreak(s, at)
		width = max(width, utf8.RuneCountInString(s[at:end]))
		at = end
		if at < len(s) {
			at, _ = syntax.BreakEnd(s, at, true)
		}
	}
	if width < narrowest || len(starts) < fewest {
		return nil
	}
	counts, whole, wrapped, broken, n := map[int]int{}, map[int]int{}, 0, 0, 0
	first := int64(0)
	for i, start := range starts {
		line := s[start:bytesearch.IndexBreak(s, start)]
		delims := strings.Count(line, string(rune(delim)))
		whole[delims]++
		n += delims
		if utf8.RuneCountInString(line) == width && i+1 < len(starts) {
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
		if 2*n > len(starts) { // they are rows by themselves
			return nil
		}
	}
	return refuseFile(first, "undo the line breaks, or export the file again",
		"the lines of this file were broken at %d characters: line %d goes on in the next, and so do others", width, first)
}
