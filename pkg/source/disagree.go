package source

import (
	"slices"
	"strconv"

	"rollcall/pkg/header"
	"rollcall/pkg/source/internal/cell"
)

// refuseDisagreeing refuses a file in which columns that say the same of a row in some rows say
// in others what belongs to another row: a link to the telephone, or an address that spells the
// name. One of them slid, or was sorted without the other.
func refuseDisagreeing(h *heading, data []sampleRow) error {
	const sample = 200 // rows by which it is seen
	data = data[:min(len(data), sample)]
	phones := -1
	for i, name := range h.cells {
		if phones < 0 && header.Read(name).Concept == header.Phone && 2*countIn(data, i, cell.IsPhone) > len(data) {
			phones = i
		}
	}
	rows := map[string]int{} // in which each number is
	if phones >= 0 {
		for at, r := range data {
			if phones < len(r.cells) {
				rows[numberOf(r.cells[phones])] = at
			}
		}
	}
	for i := range h.cells {
		switch {
		case phones >= 0 && i != phones && slid(data, rows, phones, i):
			return refuseApart(h, data[0], phones, i)
		case countIn(data, i, cell.IsEmail) > 2:
			if people, named := peopleNamed(h.cells, data, i); named {
				s := readSpellings(data, people, i)
				if row, column := s.apart(); row >= 0 {
					return refuseApart(h, data[row], column, i)
				}
				for side := range s.columns {
					for _, at := range s.dragged(side) {
						h.doubted.add(data[at])
					}
				}
			}
		}
	}
	return nil
}

func refuseApart(h *heading, from sampleRow, a, b int) error {
	return refuseFile(from.line, "export the list again, or put the cells back into their rows",
		"columns %q and %q are of different people in several rows from line %d on: one of them moved up or down, or was sorted without the other", cell.ColumnName(h.cells[a]), cell.ColumnName(h.cells[b]), from.line)
}

// numberOf returns the last digits of a text that has enough of them for a telephone number.
func numberOf(c string) string {
	const significant = 9
	var digits []byte
	for i := range len(c) {
		if c[i]-'0' <= 9 {
			digits = append(digits, c[i])
		}
	}
	if len(digits) < significant {
		return ""
	}
	return string(digits[len(digits)-significant:])
}

// slid reports whether a column has what another one has in the same row, down to a row from
// which on it has what that one has a fixed number of rows above or below.
// The numbers of the other one are in rows.
func slid(data []sampleRow, rows map[string]int, column, beside int) bool {
	const fewest = 2
	same, moved, by := 0, 0, 0
	for at, r := range data {
		if column >= len(r.cells) || beside >= len(r.cells) {
			continue
		}
		other := numberOf(r.cells[beside])
		if other == "" {
			continue
		}
		own := numberOf(r.cells[column])
		from, is := rows[other]
		switch {
		case own == other && moved > 0, is && moved > 0 && from-at != by:
			return false
		case own == other:
			same++
		case is:
			moved, by = moved+1, from-at
		}
	}
	return same >= fewest && moved >= fewest
}

// learnCounted doubts the rows whose numbers count up by one from the row above on, as when a cell
// is dragged down in a sheet: several that live in different places, in a list that has no others.
func (sh *shape) learnCounted(names []string, data []sampleRow) {
	const fewest, others, sample = 3, 6, 200 // numbers that were counted, that were not, and rows
	data = data[:min(len(data), sample)]
	var places []int // without them nobody is known to live apart
	for i, name := range names {
		if c := header.Read(name).Concept; c == header.City || c == header.Zip {
			places = append(places, i)
		}
	}
	for _, p := range sh.phones {
		var counted []sampleRow
		before, runs, apart, last := 0, 0, false, -1
		for at, r := range data {
			n, err := strconv.Atoi(numberOf(cellAt(r.cells, p)))
			if err == nil && before > 0 && n == before+1 {
				if last != at-1 {
					runs++
				}
				last = at
				counted = append(counted, r)
				apart = apart || slices.ContainsFunc(places, func(i int) bool {
					here, above := cellAt(r.cells, i), cellAt(data[at-1].cells, i)
					return isFilled(here) && isFilled(above) && here != above
				})
			}
			before = n
		}
		if runs == 1 && len(counted) >= fewest && len(data)-len(counted) >= max(others, len(counted)/2) && apart {
			for _, r := range counted {
				sh.doubted.add(r)
			}
		}
	}
}
