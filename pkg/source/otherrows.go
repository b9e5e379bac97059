package source

import (
	"slices"
	"strings"
	"sync"

	"rollcall/pkg/calling"
	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// areaStates returns the states of the area codes of North America that serve a single one.
var areaStates = sync.OnceValue(func() map[string]string {
	states := map[string]string{}
	for _, area := range calling.Areas() {
		for _, prefix := range area.Prefixes {
			if len(area.States) == 1 {
				states[strings.TrimPrefix(prefix, "+1")] = area.States[0][strings.IndexByte(area.States[0], '-')+1:]
			}
		}
	}
	return states
})

// areaState returns the state of a number's area code, or "".
func areaState(number string) string {
	const digits = 10
	if d := strings.TrimPrefix(cell.Digits(number), "1"); len(d) == digits {
		return areaStates()[d[:3]]
	}
	return ""
}

// located is where a row says that somebody lives, and where its number is from; both or
// either may be "".
type located struct{ lives, called string }

// refuseOtherRows refuses a file whose numbers belong to other rows: hardly any is from the
// state in its row, and nearly all are from that in a row next to it, from some row on; or they
// are from the very states that the rows have, in another order.
func refuseOtherRows(h *heading, data []sampleRow) error {
	const fewest = 6
	state := slices.IndexFunc(h.cells, func(name string) bool { return header.Read(name).Concept == header.State })
	if state < 0 || len(data) < fewest {
		return nil
	}
	for _, p := range phoneColumns(data, len(h.cells), 2) {
		if !cell.NamesPhone(h.cells[p]) {
			continue
		}
		rows := make([]located, len(data))
		for i, r := range data {
			if max(state, p) < len(r.cells) {
				rows[i] = located{normalize.State(r.cells[state], ""), areaState(r.cells[p])}
			}
		}
		from := slidFrom(rows, 1)
		if from < 0 {
			from = slidFrom(rows, -1)
		}
		if from < 0 && inOtherOrder(rows) {
			from = 0
		}
		if from >= 0 {
			return refuseFile(data[from].line, "put the numbers back into the rows of the people they belong to",
				"the numbers in column %q seem to be in the wrong rows from line %d on: their area codes are not those of column %q there, but of that column in other rows",
				cell.ColumnName(h.cells[p]), data[from].line, cell.ColumnName(h.cells[state]))
		}
	}
	return nil
}

// slidFrom returns the row from which on numbers are from where people in a row next to theirs
// live, and not from where they do, or -1. Where both live in one state the number says nothing.
func slidFrom(rows []located, by int) (from int) {
	const several, enough = 3, 20 // rows and states are enough together
	from = -1
	own, beside, n := 0, 0, 0
	states := map[string]bool{}
	for i := len(rows) - 1; i >= 0; i-- {
		at := i - by
		if at < 0 || at >= len(rows) || rows[i].called == "" || rows[i].lives == "" || rows[at].lives == "" || rows[i].lives == rows[at].lives {
			continue
		}
		n++
		states[rows[i].called] = true
		switch rows[i].called {
		case rows[i].lives:
			own++
		case rows[at].lives:
			beside++
		}
		if len(states) >= several && n*len(states) >= enough && 6*own < n && 6*beside >= 5*n {
			from = i
		}
	}
	return from
}

// inOtherOrder reports whether numbers are from the states in the rows, down to one, but not
// from that of their own.
func inOtherOrder(rows []located) bool {
	const fewest, several = 8, 5
	left := map[string]int{}
	own, n := 0, 0
	for _, r := range rows {
		if r.lives == "" || r.called == "" {
			continue
		}
		n++
		left[r.lives]++
		left[r.called]--
		if r.lives == r.called {
			own++
		}
	}
	differ := 0
	for _, d := range left {
		differ += max(d, 0)
	}
	return n >= fewest && len(left) >= several && 5*own <= n && differ <= 1
}
