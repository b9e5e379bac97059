package source

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// stackedTable is a table of several in one file, one below the other, from the line of its names
// on.
type stackedTable struct {
	line int64
	// columns are those of the list, by its own; nil if it has no phone numbers.
	columns []int
}

// findTables finds the names of the columns in the first rows, as findHeading does, and the rows
// below them: those of all tables, if there are several and it is certain what they mean.
func (r *Reader) findTables(rows []sampleRow, width int, told bool) (h heading, data []sampleRow, err error) {
	if end, first := firstTable(rows); first > 0 {
		if h, err = findHeading(rows[:end], first, told); err == nil {
			if data, ok := r.unstack(&h, rows); ok {
				return h, data, nil
			}
		}
	}
	if h, err = findHeading(rows, width, told); err == nil {
		data, _ = r.unstack(&h, rows)
	}
	return h, data, err
}

// firstTable returns where the first of several tables with phone numbers ends, and its width, or
// 0.
func firstTable(rows []sampleRow) (end, width int) {
	for i, r := range rows {
		if isNames(r.cells) && slices.ContainsFunc(r.cells, namesNumbers) {
			if width > 0 {
				return i, width
			}
			width = len(r.cells)
		}
	}
	return 0, 0
}

// isNames reports whether a row has the names of a table's columns.
func isNames(cells []string) bool {
	n := filled(cells)
	return n > 1 && !slices.ContainsFunc(cells, cell.HasPhoneDigits) && 3*countFunc(cells, func(c string) bool { return cell.NamesColumn(c) || namesAnswer(c) }) >= 2*n
}

// namesNumbers reports whether a column is named for phone numbers, and not for what is said of
// them.
func namesNumbers(name string) bool { return cell.NamesPhone(name) && !namesAnswer(name) }

// unstack puts the rows of the tables below a short list into its columns, to which it adds
// theirs, if that is certain: all rows of each table fit its names. Otherwise it returns the rows
// as they are.
func (r *Reader) unstack(h *heading, rows []sampleRow) (data []sampleRow, ok bool) {
	data = rows[h.at+1:]
	if !r.atEnd(rows) || len(r.further) > 0 || h.first.line != h.last.line || !slices.ContainsFunc(h.cells, namesNumbers) || h.at > 0 && setApartTable(rows[h.at-1]) {
		return data, false
	}
	names, own, from, other := h.cells, h.cells, 0, false
	tables := []stackedTable{{line: h.first.line, columns: identity(len(h.cells))}}
	for i, row := range data {
		if !isNames(row.cells) {
			continue
		}
		t := stackedTable{line: row.line}
		switch before := rows[h.at+i]; {
		case !r.isTable(own, data[from:i]), setApartTable(before):
			return data, false
		case sameNames(row.cells, h.cells):
			t.columns = tables[0].columns
		case slices.ContainsFunc(row.cells, namesNumbers):
			if names, t.columns = joinTables(names, row.cells); t.columns == nil {
				return data, false
			}
			other = true
		case !gapBetween(before, row) && filled(before.cells) > 1:
			return data, false
		default:
			other = true
		}
		own, from = row.cells, i+1
		tables = append(tables, t)
	}
	if !other || !r.isTable(own, data[from:]) {
		return data, false
	}
	h.cells, h.row = names, names
	sh := &r.list.shape
	sh.tables = tables
	all := slices.Clone(data)
	for i, row := range all {
		rec := Record{Line: row.line, Cells: row.cells}
		sh.arrange(&rec, names)
		all[i].cells = rec.Cells
	}
	return slices.DeleteFunc(all, func(row sampleRow) bool { return sh.tableAt(row.line).columns == nil && !sameNames(row.cells, names) }), true
}

// setApartTable reports whether a row is the title of a table of people who are not to be called.
func setApartTable(row sampleRow) bool {
	text, one := sole(row.cells)
	return one && (ownPeople().MatchString(text) || outOfUse().MatchString(text) || remark.SetsAside(text) || remark.LimitsCodes(text) || hostsTable().MatchString(text))
}

// hostsTable matches the title of a table of those who held a meeting.
var hostsTable = lazyregexp.New(`(?i)\b(hosts?|panelists?|speakers?|presenters?|organi[sz]ers?|moderators?)\b`)

func identity(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// sameNames reports whether two rows have the same names of columns.
func sameNames(a, b []string) bool {
	n := max(len(a), len(b))
	return slices.EqualFunc(padded(a, n-len(a)), padded(b, n-len(b)), func(a, b string) bool { return strings.EqualFold(cell.ColumnName(a), cell.ColumnName(b)) })
}

// isTable reports whether rows fit the names above them, and are those of people with numbers, or
// have no numbers and say nothing of who may be called. Lines of one cell are none of them.
func (r *Reader) isTable(names []string, rows []sampleRow) bool {
	phones, fit, with := slices.ContainsFunc(names, namesNumbers), 0, 0
	for _, row := range rows {
		if filled(row.cells) < 2 {
			continue
		}
		if len(row.cells) > len(names) || len(row.cells) < len(names) && r.sheet == nil {
			return false
		}
		fit++
		number := false
		for i, c := range row.cells {
			switch named := namesNumbers(names[i]); {
			case cell.IsBlank(c):
			case phones && named:
				if !cell.IsMostlyPhone(c) {
					return false
				}
				number = true
			case cell.IsPhone(c) && !header.NamesNumber(names[i]), cell.HasDigit(c) && namesPerson(names[i]) && phones,
				!phones && (namesAnswer(names[i]) || refusesIn(header.None, c)):
				return false
			}
		}
		if number {
			with++
		}
	}
	return fit > 0 && (!phones || 3*with >= 2*fit)
}

// joinTables returns the names of the columns of two tables, and which of them are those of the
// second; nil if it is not certain which mean the same.
func joinTables(first, second []string) (all []string, columns []int) {
	all = slices.Clone(first)
	taken := map[int]bool{}
	for _, name := range second {
		at := slices.IndexFunc(first, func(n string) bool { return sameNames([]string{n}, []string{name}) })
		if is := header.Read(name); at < 0 && (isPlainField(is) || is.Concept == header.Phone || is.Concept == header.Consent || is.Concept == header.Refusal) {
			alike := func(n string) bool { return header.Read(n).Concept == is.Concept }
			at = slices.IndexFunc(first, alike)
			if at >= 0 && (countFunc(first, alike) > 1 || countFunc(second, alike) > 1 || isAnswered(is.Concept)) {
				return nil, nil
			}
			if at < 0 && (namesPerson(name) || is.Concept == header.Consent) {
				return nil, nil
			}
		}
		if at < 0 {
			at = len(all)
			all = append(all, name)
		}
		if taken[at] || cell.ColumnName(name) == "" {
			return nil, nil
		}
		taken[at] = true
		columns = append(columns, at)
	}
	for i, name := range first {
		if !taken[i] && (namesPerson(name) || header.Read(name).Concept == header.Consent) {
			return nil, nil
		}
	}
	return all, columns
}

// tableAt returns the table in which a line is.
func (sh *shape) tableAt(line int64) *stackedTable {
	at := 0
	for i := range sh.tables {
		if sh.tables[i].line <= line {
			at = i
		}
	}
	return &sh.tables[at]
}

// arrange puts the cells of a row of a table into the columns of the list, and the names of its
// columns where those of the list would be repeated.
func (sh *shape) arrange(rec *Record, names []string) {
	t := sh.tableAt(rec.Line)
	cells := make([]string, len(names))
	switch {
	case rec.Malformed:
		return
	case t.line == rec.Line:
		copy(cells, names)
	case filled(rec.Cells) < 2, t.columns == nil:
		copy(cells, rec.Cells)
		if t.columns == nil && filled(rec.Cells) > 1 {
			rec.malformed("footer", 0, "this row belongs to a table below the list that has no phone numbers")
		}
	default:
		for i, c := range rec.Cells {
			if i < len(t.columns) {
				cells[t.columns[i]] = c
			} else if isFilled(c) {
				cells = append(cells, c)
			}
		}
		for i, p := range rec.Problems {
			if p.Column > 0 && p.Column <= len(t.columns) {
				rec.Problems[i].Column = t.columns[p.Column-1] + 1
			}
		}
	}
	rec.Cells = cells
}
