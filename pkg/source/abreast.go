package source

import (
	"slices"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/cell"
)

// block is the columns of one of several lists side by side, from one to before another, and
// their names.
type block struct {
	from, to int
	names    []string
}

// joinAbreast makes lists side by side one and returns its rows, if that is certain: their columns
// have the same names, with an empty column between the lists, all rows fit these, and nothing
// above tells the lists apart. Otherwise it returns the rows as they are.
func (r *Reader) joinAbreast(h *heading, data []sampleRow) []sampleRow {
	names := h.last.cells
	blocks := blocksOf(names, data)
	if len(blocks) < 2 || blocks[0].from > 0 || r.list.tables != nil || r.sheet != nil && (len(r.further) > 0 || len(r.sheet.Hidden) > 0 || slices.ContainsFunc(names, namesAnswer)) {
		return data
	}
	first := names[:blocks[0].to]
	if !slices.ContainsFunc(first, namesNumbers) || !slices.ContainsFunc(first, namesPerson) {
		return data
	}
	for i, b := range blocks {
		if blocks[i].names = names[b.from:b.to]; !slices.EqualFunc(blocks[i].names, first, sameColumn) {
			return data
		}
	}
	above := slices.Clone(h.titles)
	if h.first.line < h.last.line {
		above = append(above, h.first)
	}
	if slices.ContainsFunc(above, func(t sampleRow) bool {
		return !cell.HasLetter(t.cells[0]) || filled(t.cells) > 1 && !areTeams(t.cells)
	}) {
		return data
	}
	var all []sampleRow
	for _, row := range data {
		if len(row.cells) > len(names) {
			return data
		}
		for _, rec := range abreast(blocks, &Record{Line: row.line, Cells: row.cells}) {
			if sameNames(rec.Cells, first) {
				continue
			}
			if filled(rec.Cells) > 1 && !fitsNames(first, rec.Cells) || filled(rec.Cells) == 1 && (filled(row.cells) > 1 || cell.IsBlank(row.cells[0])) {
				return data
			}
			all = append(all, sampleRow{line: row.line, cells: rec.Cells})
		}
	}
	r.list.blocks = blocks
	h.cells, h.row, h.first = first, first, h.last
	return all
}

// blocksOf returns the runs of columns between those that have neither a name nor a cell.
func blocksOf(names []string, data []sampleRow) (blocks []block) {
	for i := range names {
		if cell.ColumnName(names[i]) == "" && unused(data, i) {
			continue
		}
		if n := len(blocks); n > 0 && blocks[n-1].to == i {
			blocks[n-1].to++
		} else {
			blocks = append(blocks, block{from: i, to: i + 1})
		}
	}
	return blocks
}

// sameColumn reports whether two names of columns are the same, or mean the same field of people.
func sameColumn(a, b string) bool {
	is := header.Read(a)
	return sameNames([]string{a}, []string{b}) || (isPlainField(is) || is.Concept == header.Phone) && header.Read(b).Concept == is.Concept
}

// fitsNames reports whether the cells of a row are those of a person with a number.
func fitsNames(names, cells []string) bool {
	number := false
	for i, c := range cells {
		is := namesNumbers(names[i])
		if isFilled(c) && (is != cell.IsMostlyPhone(c) && (is || cell.IsPhone(c)) || namesPerson(names[i]) && cell.HasDigit(c)) {
			return false
		}
		number = number || is && isFilled(c)
	}
	return number
}

// team matches the name of a group of people that is one of several alike.
var team = lazyregexp.New(`(?i)^\W*((team|group|squad|section|table|list|part|page|route|zone|district|shift|bus|class|year|grade|building|floor|block|court|crew|gruppe|mannschaft|klasse|tisch|liste|seite|équipe|groupe|classe|equipo|grupo|clase|página|squadra|gruppo|pagina|ploeg|groep|klas)\W+(\p{L}|\d{1,3}\p{L}?|` + everyColor() + `|black|white|gold|silver|north|south|east|west|morning|evening|day|night|one|two|three|four)|(north|south|east|west|morning|evening|day|night|early|late|first|second|third|1st|2nd|3rd)\W+(team|group|squad|section|part|zone|district|shift|class|wing|side))\W*$`)

// areTeams reports whether the texts of a row are all names of such groups.
func areTeams(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return isFilled(c) && !team().MatchString(c) })
}

// abreast returns the rows of the lists that stand side by side in a row.
func abreast(blocks []block, rec *Record) (all []Record) {
	last := blocks[len(blocks)-1].to
	for i := range rec.Cells {
		if i >= last && isFilled(rec.Cells[i]) {
			rec.malformed("too_many_cells", i+1, "this row has more cells than the header")
			return []Record{*rec}
		}
	}
	for _, b := range blocks {
		part := Record{Line: rec.Line, Cells: make([]string, b.to-b.from)}
		copy(part.Cells, rec.Cells[min(b.from, len(rec.Cells)):min(b.to, len(rec.Cells))])
		if sameNames(part.Cells, b.names) {
			copy(part.Cells, blocks[0].names)
		}
		for _, p := range rec.Problems {
			if p.Column > b.from && p.Column <= b.to || p.Column == 0 {
				p.Column = max(p.Column-b.from, 0)
				part.Problems = append(part.Problems, p)
			}
		}
		if filled(part.Cells) > 0 {
			all = append(all, part)
		}
	}
	return all
}

// separate returns the records of a row: several, if lists are side by side.
func (l *list) separate(row []Record) []Record {
	if l.blocks == nil || row[0].Malformed {
		return row
	}
	return abreast(l.blocks, &row[0])
}
