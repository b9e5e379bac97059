package mapping

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Match maps the columns of a mapping to those of a list.
type Match struct {
	// At has for each column of Mapping.Columns its position in the list, or -1
	// where the list lacks it, which only an optional column may.
	At []int
	// Uses has for each column of the list its indexes in Mapping.Columns: none
	// where the mapping does not name it, several where it has several uses.
	Uses [][]int
	// Labels has for each column of Mapping.Columns the position of the column
	// that its PhoneLabel names, or -1.
	Labels []int
	// Only has for each filter of Mapping.Only the position of its column.
	Only []int
	// Unmapped are the positions of the list's columns that the mapping does
	// not name, those of a rejects file not among them.
	Unmapped []int
	// ambiguous are positions that a mapping's column could be as well as the
	// one that it was taken for.
	ambiguous []int
}

// Match finds the mapping's columns in a file's header: by the same name, else by the only name
// that is the same except for case and spaces, else by an alias. It returns *Errors with all
// columns that the file lacks and that are not optional, with columns that the mapping lacks
// under unmapped: error, and for a file with none of the phone columns.
func (m *Mapping) Match(header []string) (Match, error) {
	found := m.align(header)
	r := &reader{name: m.Name, lines: lines(m.Text), most: maxProblems}
	free := found.free(header)
	lacks := func(line, col int, name string) {
		message := fmt.Sprintf("the file has no column %s", quoted(name))
		hint := "remove the line, or correct the header"
		if near, ok := r.nearest(name, free); ok {
			hint = fmt.Sprintf("it has %s; did you mean that?", quoted(near))
		}
		r.addAt(line, col, len([]rune(name)), "missing_column", message, hint)
	}
	for i := range m.Columns {
		c := &m.Columns[i]
		if found.lacks(m, i) && (i == 0 || m.Columns[i-1].Header != c.Header) {
			lacks(c.Line, c.Col, c.Header)
		}
		if c.PhoneLabel != "" && found.At[i] >= 0 && found.Labels[i] < 0 && !c.Optional {
			lacks(c.Line, c.Col, c.PhoneLabel)
		}
	}
	for i, f := range m.Only {
		if found.Only[i] < 0 {
			lacks(f.Line, f.Col, f.Header)
		}
	}
	if message, ok := found.ofAnotherList(m, header); ok {
		r.addAt(0, 0, 0, OtherList, message, "is it the mapping of another file? rollcall map FILE proposes one for this")
	}
	if len(r.errs.Problems) == 0 && !found.dials(m) {
		var names []string
		for _, c := range m.phones() {
			names = append(names, quoted(c.Header))
		}
		r.addAt(0, 0, 0, "no_phone", fmt.Sprintf("the file has none of the phone columns: %s", strings.Join(names, ", ")),
			"give one of them the file's header as an alias")
	}
	if m.RefuseUnmapped {
		for _, i := range found.Unmapped {
			r.addAt(0, 0, 0, "unmapped_column", fmt.Sprintf("the file has a column %s, number %d, that the mapping does not name",
				quoted(header[i]), i+1), "add it to columns, as ignore if need be, or write unmapped: ignore")
		}
	}
	for _, i := range found.ambiguous {
		r.addAt(0, 0, 0, "ambiguous_column", fmt.Sprintf("the file's column %s, number %d, is one of several that the mapping could mean",
			quoted(header[i]), i+1), "write the header in the mapping exactly as it is in the file")
	}
	r.tooMany()
	return found, r.errs.sorted()
}

// OtherList is the code of a problem that explains those after it.
const OtherList = "other_list"

// ofAnotherList reports whether the list has so few of the mapping's columns, and
// none to dial, that the mapping must be that of another list, and says so.
func (f Match) ofAnotherList(m *Mapping, header []string) (message string, ok bool) {
	var has []string
	all := map[string]bool{}
	for i, c := range m.Columns {
		if !c.Optional && !all[c.Header] {
			if all[c.Header] = true; f.At[i] >= 0 {
				has = append(has, quoted(c.Header))
			}
		}
	}
	if len(all) < 4 || len(has)*4 > len(all) || f.dials(m) {
		return "", false
	}
	if len(has) == 0 {
		return fmt.Sprintf("the file has none of the %d columns that the mapping names; it has %s", len(all), someQuoted(header)), true
	}
	return fmt.Sprintf("of the %d columns that the mapping names, the file has only %s", len(all), strings.Join(has, ", ")), true
}

// someQuoted lists the first few of names.
func someQuoted(names []string) string {
	var all []string
	for i, name := range names {
		if i == 6 {
			return strings.Join(all, ", ") + ", …"
		}
		all = append(all, quoted(name))
	}
	return strings.Join(all, ", ")
}

// lacks reports whether the list lacks a column of the mapping that it must
// have.
func (f Match) lacks(m *Mapping, i int) bool {
	return f.At[i] < 0 && !m.Columns[i].Optional && !slices.Contains(rejectColumns, m.Columns[i].Header)
}

// dials reports whether the list has one of the phone columns.
func (f Match) dials(m *Mapping) bool {
	for i := range m.Columns {
		if m.Columns[i].Target == Phone && f.At[i] >= 0 {
			return true
		}
	}
	return false
}

// align matches the mapping's columns with a header, as far as they do.
func (m *Mapping) align(header []string) Match {
	a := newAligner(header)
	var names []string // each header of the mapping once
	uses := map[string][]int{}
	for i, c := range m.Columns {
		if slices.Contains(rejectColumns, c.Header) {
			continue
		}
		if uses[c.Header] == nil {
			names = append(names, c.Header)
		}
		uses[c.Header] = append(uses[c.Header], i)
	}
	a.exactly(names)
	a.folded(names)
	for _, name := range names {
		for _, i := range uses[name] {
			a.alias(name, m.Columns[i].Aliases)
		}
	}
	found := Match{At: slices.Repeat([]int{-1}, len(m.Columns)), Labels: slices.Repeat([]int{-1}, len(m.Columns)),
		Only: make([]int, len(m.Only)), Uses: make([][]int, len(header)), ambiguous: a.ambiguous}
	for _, name := range names {
		if at, ok := a.at[name]; ok {
			for _, i := range uses[name] {
				found.At[i] = at
			}
			found.Uses[at] = uses[name]
		}
	}
	for i, c := range m.Columns {
		if c.PhoneLabel != "" && found.At[i] >= 0 {
			found.Labels[i] = a.find(c.PhoneLabel)
		}
	}
	for i, f := range m.Only {
		found.Only[i] = a.find(f.Header)
	}
	beside := map[int]bool{} // named as a label or a filter
	for _, i := range slices.Concat(found.Labels, found.Only) {
		beside[i] = true
	}
	for i, h := range header {
		if len(found.Uses[i]) == 0 && !slices.Contains(rejectColumns, h) && !beside[i] {
			found.Unmapped = append(found.Unmapped, i)
		}
	}
	return found
}

// aligner finds names of a mapping in a list's header.
type aligner struct {
	header []string
	byName map[string]int
	byFold map[string][]int
	at     map[string]int // the position of a name of the mapping
	taken  []bool
	// ambiguous are positions that are one of several which a name could mean.
	ambiguous []int
}

func newAligner(header []string) *aligner {
	a := &aligner{header: header, byName: map[string]int{}, byFold: map[string][]int{}, at: map[string]int{}, taken: make([]bool, len(header))}
	for i, h := range header {
		if slices.Contains(rejectColumns, h) {
			continue
		}
		if _, twice := a.byName[h]; !twice {
			a.byName[h] = i
		}
		a.byFold[fold(h)] = append(a.byFold[fold(h)], i)
	}
	return a
}

func (a *aligner) take(name string, i int) { a.at[name], a.taken[i] = i, true }

// exactly matches names that stand in the header letter by letter.
func (a *aligner) exactly(names []string) {
	for _, name := range names {
		if i, ok := a.byName[name]; ok && !a.taken[i] {
			a.take(name, i)
		}
	}
}

// folded matches names that are the same except for case and spaces. If more columns match
// than there are names, the last ones are ambiguous.
func (a *aligner) folded(names []string) {
	open := map[string]bool{}
	for _, name := range names {
		if _, ok := a.at[name]; ok {
			continue
		}
		open[fold(name)] = true
		for _, i := range a.byFold[fold(name)] {
			if !a.taken[i] {
				a.take(name, i)
				break
			}
		}
	}
	for i, h := range a.header {
		if open[fold(h)] && !a.taken[i] && !slices.Contains(rejectColumns, h) {
			a.ambiguous = append(a.ambiguous, i)
		}
	}
}

// alias matches a name by its aliases. Of several that the list has none is
// preferred: the others are ambiguous.
func (a *aligner) alias(name string, aliases []string) {
	if _, ok := a.at[name]; ok {
		return
	}
	var found []int
	seen := map[string]bool{}
	for _, text := range aliases {
		same := fold(text)
		if seen[same] {
			continue
		}
		seen[same] = true
		for _, i := range a.byFold[same] {
			if !a.taken[i] {
				found = append(found, i)
			}
		}
	}
	if len(found) > 0 {
		a.take(name, found[0])
		a.ambiguous = append(a.ambiguous, found[1:]...)
	}
}

// find returns the position of a column that the mapping names outside columns, or -1.
func (a *aligner) find(name string) int {
	if i, ok := a.at[name]; ok {
		return i
	}
	if i, ok := a.byName[name]; ok {
		return i
	}
	if same := a.byFold[fold(name)]; len(same) == 1 {
		return same[0]
	}
	return -1
}

// free returns the list's columns that no column of the mapping is.
func (f Match) free(header []string) []string {
	var names []string
	for i, uses := range f.Uses {
		if len(uses) == 0 && !slices.Contains(rejectColumns, header[i]) {
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
