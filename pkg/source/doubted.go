package source

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
)

// learnDoubted marks the rows that have, also where they are plain, an answer beside the column
// of answers, and more cells that are not in theirs, or a refusal that something tore apart,
// or that stands where addresses are.
func (sh *shape) learnDoubted(data []sampleRow) {
	for i := range sh.columns {
		const most = 2 * mostValues // texts of a column of few
		texts := map[string]bool{}
		for _, r := range data {
			if c := cellAt(r.cells, i); len(texts) < most && len(c) <= longestValue && strings.IndexByte(c, ' ') > 0 {
				texts[c] = true
			}
		}
		if len(texts) == most {
			continue
		}
		refusals := map[string]bool{}
		concept := header.Read(cellAt(sh.header, i)).Concept
		if concept == header.State || !header.IsPlace(concept) && concept != header.Email { // "Estado" is a status, too
			concept = header.None
		}
		for c := range texts {
			if refusesIn(concept, c) {
				refusals[c] = true
			}
		}
		for _, r := range data {
			for v := range refusals {
				if c := cellAt(r.cells, i); c == v && concept != header.None || !refusals[c] && isTornFrom(c, v, r.cells) {
					sh.doubted.add(r)
				}
			}
		}
	}
	for _, r := range data {
		if len(r.cells) != sh.columns {
			continue
		}
		beside := slices.ContainsFunc(sh.answers, func(a int) bool {
			return slices.ContainsFunc([]int{a - 1, a + 1}, func(i int) bool {
				owner, is := sh.places.owners[cellAt(r.cells, max(i, 0))]
				return is && owner == a && i >= 0 && isFilled(cellAt(r.cells, i)) && sh.strange(i, r.cells[i])
			})
		})
		if beside && sh.displaced(r.cells) >= 0 {
			sh.doubted.add(r)
		}
	}
}

// isTornFrom reports whether a cell is a text with something else within it, or without what
// another cell of its row has.
func isTornFrom(c, text string, row []string) bool {
	const fewest = 5 // bytes that are elsewhere
	begin, end := 0, 0
	for begin < min(len(c), len(text)) && c[begin] == text[begin] {
		begin++
	}
	for end < min(len(c), len(text))-begin && c[len(c)-1-end] == text[len(text)-1-end] {
		end++
	}
	if begin < 2 || end == 0 {
		return false
	}
	lost := text[begin : len(text)-end]
	return lost == "" || begin+end == len(c) && len(lost) >= fewest && slices.ContainsFunc(row, func(o string) bool { return strings.Contains(o, lost) && !strings.Contains(o, text) })
}
