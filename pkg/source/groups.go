package source

import (
	"slices"
	"strconv"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// learnGroups finds the columns with a value only in the first row of each group of rows, as
// reports write them: the first row has one, and the rows below each value are blank. Only the
// first column counts on its own; others need such a column before them.
func (sh *shape) learnGroups(names []string, data []sampleRow) {
	const fewest, many = 4, 50
	data = sh.withoutFooters(data)
	for i := range sh.columns {
		concept := header.Read(cellAt(names, i)).Concept
		if len(data) < fewest || slices.Contains(sh.phones, i) || i > 0 && sh.groups == nil {
			continue
		}
		starts, adjacent, allows := 0, false, false
		values := map[string]bool{}
		for k, r := range data {
			c := cellAt(r.cells, i)
			if cell.IsBlank(c) {
				if k == 0 {
					break
				}
				continue
			}
			starts++
			adjacent = adjacent || k > 0 && isFilled(cellAt(data[k-1].cells, i))
			values[c] = true
			allows = allows || !refusesIn(concept, c)
		}
		switch {
		case starts == 0 || 2*starts > len(data) || adjacent && (i > 0 || len(values) < starts):
		case concept == header.Notes:
		case !allows && (starts > 1 || len(data) < many): // a mark beside some of the people
		default:
			sh.groups = append(sh.groups, group{column: i, concept: concept})
		}
	}
}

// withoutFooters returns rows without those below the last that has a number, and without totals
// between them.
func (sh *shape) withoutFooters(data []sampleRow) []sampleRow {
	end := len(data)
	for end > 0 && !anyAt(data[end-1].cells, sh.phones, cell.HasPhoneDigits) {
		end--
	}
	if end == 0 {
		return data
	}
	return slices.DeleteFunc(slices.Clone(data[:end]), func(r sampleRow) bool {
		_, at, n := firstFilled(r.cells)
		return n > 0 && remark.IsTotal(r.cells, at)
	})
}

// learnHeads finds the column of somebody else, such as the agent, whose rows head those of their
// clients: such a row has no name of a client, and only the others have. names are those of the
// columns.
func (sh *shape) learnHeads(names []string, data []sampleRow) {
	const fewest = 4
	for _, g := range sh.groups {
		if len(data) < fewest || !header.Has(cellAt(names, g.column), header.OfOthers) {
			continue
		}
		for i, name := range names {
			switch header.Read(name).Concept {
			case header.FirstName, header.LastName, header.FullName, header.Person:
			default:
				continue
			}
			if i != g.column && !slices.ContainsFunc(data, func(r sampleRow) bool {
				return cell.IsBlank(cellAt(r.cells, g.column)) == cell.IsBlank(cellAt(r.cells, i))
			}) {
				sh.heads = &heads{g.column, i}
				return
			}
		}
	}
}

// heads are the columns of somebody else, who heads the rows of a group, and of the contacts.
type heads struct{ other, name int }

// isHead reports whether a row only has the name of somebody else.
func (h *heads) isHead(cells []string) bool {
	return h != nil && isFilled(cellAt(cells, h.other)) && cell.IsBlank(cellAt(cells, h.name))
}

// group is a column whose value may hold for the blank cells below it.
type group struct {
	column  int
	concept header.Concept
	// values are what the rows of a short list have in it, by line, if each value, or the total
	// below, says how many rows it holds for.
	values map[int64]string
}

// learnSizes finds the groups of a short list that say how many rows they have, "true (3
// records)", or whose total does: their value holds for all of these.
func (sh *shape) learnSizes(data []sampleRow) {
	for i := range sh.groups {
		g := &sh.groups[i]
		values, head, size, agreed := map[int64]string{}, "", 0, true
		for _, r := range append(slices.Clone(data), sampleRow{}) {
			member, text := anyAt(r.cells, sh.phones, cell.HasPhoneDigits), cellAt(r.cells, g.column)
			if r.cells == nil || member && isFilled(text) {
				if said := rowCount().FindStringSubmatch(head); size > 0 && !agreed && (said == nil || said[1] != strconv.Itoa(size)) {
					return
				}
				head, size, agreed = text, 0, false
			}
			switch _, at, n := firstFilled(r.cells); {
			case member:
				size++
				values[r.line] = rowCount().ReplaceAllString(head, "")
			case n > 1 && remark.IsTotal(r.cells, at):
				agreed = agreed || slices.Contains(r.cells, strconv.Itoa(size))
			}
		}
		g.values = values
	}
}

// headsRefusals refuses a file if a row says not to call in a column that only the first row
// of a group fills: it may also mean the rows below, which do not say so. Where it is known for
// which rows a value holds, they get it.
func (sh *shape) headsRefusals(rec *Record) verdict {
	for _, g := range sh.groups {
		if value, ok := g.values[rec.Line]; ok && g.column < len(rec.Cells) {
			rec.Cells[g.column] = value
		} else if g.values == nil && g.column < len(rec.Cells) && refusesIn(g.concept, rec.Cells[g.column]) && !remark.IsTotal(rec.Cells, g.column) {
			return sh.refuse(refuseFile(rec.Line, "fill the blank cells of that column with the value above them, or remove the people who must not be called",
				"line %d says not to call in column %d, which is blank in the rows below: it is not clear whether they belong to it", rec.Line, g.column+1))
		}
	}
	return isRow
}

// rowCount matches the number of rows with which reports head a group, "true (3 records)".
var rowCount = lazyregexp.New(`\s*[(\[](\d+)(\s\pL+)?[)\]]$`)

// refusesIn reports whether a cell of a column says that the person must not be called.
func refusesIn(column header.Concept, text string) bool {
	switch column {
	case header.OtherConsent:
		return false
	case header.Refusal:
		answer := normalize.AnswerOf(rowCount().ReplaceAllString(text, ""))
		return answer != normalize.Nothing && answer != normalize.No && answer != normalize.Clearance
	case header.Consent:
		answer := normalize.AnswerOf(rowCount().ReplaceAllString(text, ""))
		return answer == normalize.No || answer == normalize.Refusal
	}
	if !cell.HasLetter(text) {
		return false
	}
	switch column {
	case header.None, header.Notes, header.Extra, header.Tags, header.AboutPhone, header.Phone:
		_, refuses := normalize.Refuses(text)
		return refuses
	}
	return normalize.RefusesElsewhere(text)
}
