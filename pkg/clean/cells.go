package clean

import (
	"slices"
	"strings"

	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source"
)

// madeCell is a cell that the mapping makes of a row's own: of several columns
// that are joined, of one whose cells are translated, or of a default. It stands
// after the row's own cells, so that it can be read as one of them.
type madeCell struct {
	from     []int // places of the row's own cells, none for a column that the list lacks
	join     string
	values   map[string]string // by the folded cell
	fallback string
}

// of makes the cell of a row's.
func (m *madeCell) of(c *Cleaner, cells []string) string {
	var parts []string
	for _, at := range m.from {
		cell := cells[at]
		// A mapping may say what "-" means.
		if to, ok := m.values[foldCell(cell)]; ok && strings.TrimSpace(cell) != "" {
			cell = to
		} else if c.isBlank(cell) {
			continue
		}
		parts = append(parts, cell)
	}
	switch len(parts) {
	case 0:
		return m.fallback
	case 1:
		return parts[0]
	}
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
	}
	return strings.Join(parts, m.join)
}

// foldCell is a cell as it is compared with the words of a mapping.
func foldCell(cell string) string { return strings.ToLower(normalize.Text(cell)) }

// place returns where the text of the mapping's ith column stands in a row's
// cells, which is after them where the text is made; false where the column has
// none: the list lacks it, or it is joined to one before it.
func (c *Cleaner) place(m *mapping.Mapping, match mapping.Match, i int, header []string) (int, bool) {
	mc := &m.Columns[i]
	at := match.At[i]
	joins := func(o *mapping.Column) bool {
		return o.Join != nil && o.Target == mc.Target && o.Field == mc.Field && o.Key == mc.Key
	}
	if mc.Join != nil {
		for j := range i {
			if joins(&m.Columns[j]) {
				return 0, false
			}
		}
	}
	values := mc.Values
	if mc.Target == mapping.Consent && at >= 0 && values == nil && mc.Allow == nil && mc.Deny == nil {
		values = mapping.Legend(header[at]) // where the mapping is silent, the header speaks
	}
	if mc.Join == nil && values == nil && mc.Default == "" {
		return at, at >= 0
	}
	made := madeCell{fallback: mc.Default}
	for j := i; j < len(m.Columns); j++ {
		if o := &m.Columns[j]; match.At[j] >= 0 && (j == i || mc.Join != nil && joins(o)) {
			made.from = append(made.from, match.At[j])
		}
	}
	if mc.Join != nil {
		made.join = *mc.Join
	}
	if len(values) > 0 {
		made.values = make(map[string]string, len(values))
		for from, to := range values {
			made.values[foldCell(from)] = to
		}
	}
	if len(made.from) == 0 && made.fallback == "" {
		return 0, false
	}
	c.made = append(c.made, made)
	return len(header) + len(c.made) - 1, true
}

// read returns the cells of a record as they are read: without the marks of
// spreadsheets, blank where they have no value, and after them those that the
// mapping makes. What was asked for consent keeps the text of unread cells. The
// record's own cells are left as they are, for the rejects file.
func (c *Cleaner) read(rec *source.Record) (cells, asked []string) {
	cells = withoutMarks(rec.Cells)
	asked = cells
	if len(rec.Problems) > 0 {
		cells = withoutUnread(cells, rec)
	}
	if len(c.made) > 0 {
		// What is made goes after the width of the header, whatever the row's own is.
		made := make([]string, len(c.made))
		for i := range c.made {
			made[i] = c.made[i].of(c, cells)
		}
		cells, asked = slices.Concat(cells, made), slices.Concat(asked, made)
	}
	return cells, asked
}

// withoutMarks returns cells without the marks of spreadsheets.
func withoutMarks(cells []string) []string {
	own := false
	for i, cell := range cells {
		if normalize.IsUnmarked(cell) {
			continue
		}
		if bare := normalize.Unmarked(cell); bare != cell {
			if !own {
				cells, own = slices.Clone(cells), true
			}
			cells[i] = bare
		}
	}
	return cells
}

// withoutUnread returns cells with blank ones for those of a record that have no
// value.
func withoutUnread(cells []string, rec *source.Record) []string {
	own := false
	for i := range cells {
		if rec.Unread(i) {
			if !own {
				cells, own = slices.Clone(cells), true
			}
			cells[i] = ""
		}
	}
	return cells
}

// filter keeps rows by the whole cell of one column, in any case.
type filter struct {
	column
	values map[string]bool // folded
	not    bool
}

// newFilters binds the filters of a mapping.
func newFilters(m *mapping.Mapping, match mapping.Match) []filter {
	var list []filter
	for i := range m.Only {
		f := filter{column: column{match.Only[i], m.Only[i].Header}, not: m.Only[i].Not, values: map[string]bool{}}
		for _, v := range m.Only[i].Values {
			f.values[foldCell(v)] = true
		}
		list = append(list, f)
	}
	return list
}

// filtered reports whether the mapping leaves a row out, and by which cell.
func (c *Cleaner) filtered(cells []string) (detail string, ok bool) {
	for i := range c.only {
		f := &c.only[i]
		cell := foldCell(cells[f.at])
		if f.values[cell] != f.not {
			continue
		}
		if cell == "" {
			return f.name + " is empty", true
		}
		return f.name + " says " + quote(cells[f.at]), true
	}
	return "", false
}
