package mapping

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Match says which column of a list is which column of a mapping.
type Match struct {
	// Columns has for each column of the list its index in Mapping.Columns, or
	// -1 where the mapping does not name it.
	Columns []int
	// Unmapped are the positions of the list's columns that the mapping does
	// not name, those of a rejects file not among them.
	Unmapped []int
	// ambiguous are positions that a mapping's column could be as well as the
	// one that it was taken for.
	ambiguous []int
}

// Match finds the mapping's columns in a list's header: by the same name, else
// by the one name that is the same but for case and spaces. Columns that the
// list lacks are an error that names all of them, as are, under unmapped:
// error, columns that the mapping lacks; the error is *Errors.
func (m *Mapping) Match(header []string) (Match, error) {
	found := m.align(header)
	r := &reader{name: m.Name, lines: lines(m.Text), most: maxProblems}
	for i, c := range m.Columns {
		if slices.Contains(found.Columns, i) || contains(rejectColumns, c.Header) {
			continue
		}
		message := fmt.Sprintf("the list has no column %s", quoted(c.Header))
		hint := "remove the line, or correct the header"
		if near, ok := nearest(c.Header, found.free(header)); ok {
			hint = fmt.Sprintf("it has %s; did you mean that?", quoted(near))
		}
		r.addAt(c.Line, c.Col, len([]rune(c.Header)), "missing_column", message, hint)
	}
	if m.RefuseUnmapped {
		for _, i := range found.Unmapped {
			r.addAt(0, 0, 0, "unmapped_column", fmt.Sprintf("the list has a column %s, number %d, that the mapping does not name",
				quoted(header[i]), i+1), "add it to columns, as ignore if need be, or write unmapped: ignore")
		}
	}
	for _, i := range found.ambiguous {
		r.addAt(0, 0, 0, "ambiguous_column", fmt.Sprintf("the list's column %s, number %d, is one of several that the mapping could mean",
			quoted(header[i]), i+1), "write the header in the mapping exactly as it stands in the list")
	}
	r.tooMany()
	return found, r.errs.sorted()
}

// align matches the mapping's columns with a header, as far as they do.
func (m *Mapping) align(header []string) Match {
	found := Match{Columns: make([]int, len(header))}
	byName := make(map[string]int, len(m.Columns))
	byFold := make(map[string][]int, len(m.Columns))
	for i, c := range m.Columns {
		byName[c.Header] = i
	}
	taken := make([]bool, len(m.Columns))
	for i, h := range header {
		found.Columns[i] = -1
		if at, ok := byName[h]; ok && !taken[at] && !contains(rejectColumns, h) {
			found.Columns[i], taken[at] = at, true
		}
	}
	for i, c := range m.Columns {
		if !taken[i] && !contains(rejectColumns, c.Header) {
			byFold[fold(c.Header)] = append(byFold[fold(c.Header)], i)
		}
	}
	for i, h := range header {
		if found.Columns[i] >= 0 || contains(rejectColumns, h) {
			continue
		}
		left, meant := byFold[fold(h)]
		if len(left) > 0 {
			found.Columns[i], byFold[fold(h)] = left[0], left[1:]
			continue
		}
		if meant {
			found.ambiguous = append(found.ambiguous, i)
		}
		found.Unmapped = append(found.Unmapped, i)
	}
	return found
}

// free gives the list's columns that no column of the mapping is.
func (f Match) free(header []string) []string {
	var names []string
	for i, at := range f.Columns {
		if at < 0 && !contains(rejectColumns, header[i]) {
			names = append(names, header[i])
		}
	}
	return names
}

// fold is a header without case and spaces.
func fold(header string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFC.String(header))
}
