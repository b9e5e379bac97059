package rollcall

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync/atomic"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/source"
)

// unmappedCells reads the cells of the columns that the mapping does not name, in all
// rows: any of them can be a refusal. It is a pipeline.Cleaner around another.
type unmappedCells struct {
	pipeline.Cleaner
	columns []*unmappedColumn // in the file's order
}

// unmappedColumn is what is known of the cells of one of the columns. Any number of
// goroutines may use one.
type unmappedColumn struct {
	at      int
	forbids func(cell string) bool
	refuses atomic.Bool // a cell says not to call
	// first are the first different cells, likely the most frequent ones, and known
	// all that are kept; it is replaced, never changed.
	first [4]atomic.Pointer[string]
	known atomic.Pointer[map[string]bool]
}

// mostUnmapped is the number of different cells of such a column that are kept. Later
// ones are read each time.
const mostUnmapped = 64

// newUnmappedCells returns nil if the mapping names every column that could have
// words about calls.
func (l *load) newUnmappedCells(ctx context.Context) (*unmappedCells, error) {
	u := &unmappedCells{}
	for at, name := range l.reader.Header() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !l.unmapped[at] || l.labels[at] || slices.Contains(source.RejectsColumns, name) || mapping.NamesEntity(l.meanings[at].Concept) {
			continue
		}
		forbids := mapping.RefusesIn(name, l.meanings[at].Concept)
		legend := mapping.Legend(name)
		u.columns = append(u.columns, &unmappedColumn{at: at, forbids: func(cell string) bool {
			if says, ok := legend[cell]; ok {
				cell = says
			}
			return forbids(cell)
		}})
	}
	if u.columns == nil {
		return nil, nil
	}
	return u, nil
}

// Clean cleans a record and reads the cells that the mapping ignores.
func (u *unmappedCells) Clean(rec source.Record, row *contact.Row) {
	u.Cleaner.Clean(rec, row)
	if rec.Malformed {
		return
	}
	for _, col := range u.columns {
		if col.at < len(rec.Cells) && rec.Cells[col.at] != "" {
			col.read(rec.Cells[col.at])
		}
	}
}

// read reads a cell that was not read before.
func (c *unmappedColumn) read(cell string) {
	for i := range c.first {
		first := c.first[i].Load()
		if first == nil {
			break
		}
		if *first == cell {
			return
		}
	}
	known := c.known.Load()
	full := known != nil && len(*known) >= mostUnmapped
	switch {
	case full && !hasLetter(cell), !full && known != nil && (*known)[cell], c.refuses.Load():
		return
	case c.forbids(cell):
		c.refuses.Store(true)
	}
	if full {
		return
	}
	// Where two goroutines come here at once, one of them reads again.
	cell = strings.Clone(cell)
	for i := range c.first {
		if c.first[i].CompareAndSwap(nil, &cell) {
			break
		}
	}
	more := map[string]bool{cell: true}
	if known != nil {
		maps.Copy(more, *known)
	}
	c.known.Store(&more)
}

// hasLetter reports whether a cell has a letter, and so can have words.
func hasLetter(cell string) bool {
	for i := range len(cell) {
		if b := cell[i]; b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0x80 {
			return true
		}
	}
	return false
}

// of returns the different cells of a column as far as they were kept, and whether one
// says not to call.
func (u *unmappedCells) of(at int) (cells map[string]bool, refuses bool) {
	if u == nil {
		return nil, false
	}
	i, found := slices.BinarySearchFunc(u.columns, at, func(c *unmappedColumn, at int) int { return c.at - at })
	if !found || u.columns[i].known.Load() == nil {
		return nil, false
	}
	return *u.columns[i].known.Load(), u.columns[i].refuses.Load()
}
