package source

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/cell"
)

// unnumbered is somebody who must not be called according to a row of another sheet, without a
// number: the list has to have them by name, or by an ID if the row has no name.
type unnumbered struct {
	names [2]string // in both orders, in lower case
	id    string
}

// identified returns how somebody in a row of a sheet with some columns is identified.
func identified(names []string, cells []string) (u unnumbered) {
	first, last := "", ""
	if columns, ok := nameColumnsOf(names); ok {
		first, last = columns.of(cells)
	} else if i := slices.IndexFunc(cells, cell.IsFullName); i >= 0 {
		words := wordsOf(cells[i])
		first, last = words[0], words[len(words)-1]
	}
	if first != "" {
		u.names = [2]string{first + " " + last, last + " " + first}
		return u
	}
	for i, c := range cells {
		if key := idKey(cellAt(names, i), c); key != "" {
			u.id = key
			break
		}
	}
	return u
}

// idKey returns a key for an address, or an ID in a column, or "": what only counts rows is none.
// A short one may be another in a column with another name.
func idKey(name, value string) string {
	const shortest, long = 3, 4
	value = strings.ToLower(strings.TrimSpace(value))
	if cell.IsEmail(value) {
		return value
	}
	if len(value) < shortest || header.Read(name).Concept != header.ID || counter().MatchString(name) {
		return ""
	}
	if len(value) >= long {
		return value
	}
	return strings.ToLower(cell.ColumnName(name)) + "\x00" + value
}

// counter matches the name of a column that counts rows.
var counter = lazyregexp.New(`(?i)^\W*(s\.? ?)?(no|nos|nr|num|number|row|line|pos|lfd|idx|index|count)?\W*(no|nr)?\W*$`)

// finds reports whether one of the rows is of somebody, in a list with some columns.
func (u *unnumbered) finds(names []string, rows []sampleRow) bool {
	return *u != unnumbered{} && slices.ContainsFunc(rows, func(r sampleRow) bool {
		if u.id == "" {
			is := identified(names, r.cells).names
			return is[0] != "" && (is[0] == u.names[0] || is[0] == u.names[1])
		}
		return slices.ContainsFunc(names, func(name string) bool {
			return idKey(name, cellAt(r.cells, slices.Index(names, name))) == u.id
		})
	})
}

// refuseUnfound refuses a list that does not have, in its first rows, all people of other sheets
// who must not be called and have no numbers.
func (r *Reader) refuseUnfound(rows []sampleRow) error {
	for _, u := range r.unnumbered {
		if !u.finds(r.header, rows) {
			return r.unfound
		}
	}
	return nil
}
