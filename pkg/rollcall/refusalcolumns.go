package rollcall

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/header"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
)

// readHeaders reads the headers of the file, once for all that follows.
func (l *load) readHeaders(ctx context.Context) error {
	names := l.reader.Header()
	l.meanings = make([]header.Meaning, len(names))
	for at, name := range names {
		if err := ctx.Err(); err != nil { // a header may be long
			return err
		}
		l.meanings[at] = header.Read(name)
	}
	l.unmapped, l.labels = setOf(l.match.Unmapped), setOf(l.match.Labels)
	return nil
}

func setOf(positions []int) map[int]bool {
	set := make(map[int]bool, len(positions))
	for _, at := range positions {
		set[at] = true
	}
	return set
}

// isRefusalColumn reports whether a header names a column of refusals.
func isRefusalColumn(m header.Meaning) bool { return m.Concept == header.Refusal && !m.Guessed }

// isConsentColumn reports whether a header names a column of consent.
func isConsentColumn(m header.Meaning) bool {
	return m.Concept == header.Consent && m.Score > header.Doubt && !m.Guessed
}

// checkRefusalColumns refuses a file with columns of consent or refusals that the
// mapping does not name: they are never ignored.
func (l *load) checkRefusalColumns() error {
	var unnamed, lines []string
	for _, at := range l.match.Unmapped {
		m := mapping.Column{Target: mapping.Consent}
		switch {
		case isRefusalColumn(l.meanings[at]):
			m.Means = mapping.OptOut
		case !isConsentColumn(l.meanings[at]):
			var ok bool
			if m.Means, ok = l.decidedByCells(at); !ok {
				continue
			}
		}
		name := report.Cell(l.reader.Header()[at])
		lines = append(lines, fmt.Sprintf("%q: %s", name, consentTarget[m.Means]))
		unnamed = append(unnamed, fmt.Sprintf("%q", name))
	}
	if len(unnamed) == 0 {
		return nil
	}
	what := "column %s says who may be called, and %s does not name it"
	if len(unnamed) > 1 {
		what = "columns %s say who may be called, and %s does not name them"
	}
	return &Error{Refused, "refusal_unmapped",
		"Add to its columns: " + strings.Join(lines, "; ") + ". If that is not about calls, map it to ignore.",
		fmt.Errorf("%s: "+what, l.opts.File, strings.Join(unnamed, ", "), l.mapping.Name)}
}

// consentTarget is how a mapping writes what a consent column means.
var consentTarget = map[mapping.Means]string{mapping.OptIn: "{target: consent}", mapping.OptOut: "{target: consent, means: opt_out}", mapping.Status: "{target: consent, means: status}"}

// decidedByCells reports whether a column, by its cells and not its header, decides
// who may be called, as map would propose, and what it means.
func (l *load) decidedByCells(at int) (mapping.Means, bool) {
	cells, refuses := l.others.of(at)
	if cells == nil {
		return 0, false
	}
	// Cells kept from the whole file count once, those of the first rows each time.
	counts := map[string]int64{}
	for cell := range cells {
		counts[cell] = 1
	}
	blank := false
	for _, row := range l.firstRows {
		if at >= len(row) || normalize.Blank(row[at]) {
			blank = true
			continue
		}
		counts[row[at]]++
	}
	values := make([]profile.Value, 0, len(counts))
	for text, n := range counts {
		if !normalize.Blank(text) {
			values = append(values, profile.Value{Text: text, Count: n})
		}
	}
	switch read, _ := mapping.ReadDoubtful(l.reader.Header()[at], l.meanings[at], values, blank || len(counts) < len(l.firstRows)); read.Concept {
	case header.Refusal:
		return mapping.OptOut, true
	case header.Consent:
		return mapping.OptIn, l.meanings[at].Concept != header.Consent
	}
	return mapping.Status, refuses
}

// unusedRefusals counts the rows that say no in columns which the mapping names
// but does not read as consent. It is a pipeline.Sink.
type unusedRefusals struct {
	at   []int // the columns' positions
	rows []int64
}

// newUnusedRefusals returns nil if there are no such columns.
func (l *load) newUnusedRefusals() *unusedRefusals {
	u := &unusedRefusals{}
	for at := range l.meanings {
		uses := l.match.Uses[at]
		consent := slices.ContainsFunc(uses, func(i int) bool { return l.mapping.Columns[i].Target == mapping.Consent })
		if !consent && !l.unmapped[at] && !l.labels[at] && isRefusalColumn(l.meanings[at]) {
			u.at = append(u.at, at)
		}
	}
	if u.at == nil {
		return nil
	}
	u.rows = make([]int64, len(u.at))
	return u
}

// Encode counts the rows of a batch.
func (u *unusedRefusals) Encode(rows []contact.Row) (any, error) {
	counts := make([]int64, len(u.at))
	for i := range rows {
		for c, at := range u.at {
			if cells := rows[i].Cells; at < len(cells) && saysNo(cells[at]) {
				counts[c]++
			}
		}
	}
	return counts, nil
}

// saysNo reports whether a cell of a refusal column is a refusal: every cell is but a
// blank, a no and a clearance.
func saysNo(cell string) bool {
	switch normalize.AnswerOf(cell) {
	case normalize.Nothing, normalize.No, normalize.Clearance:
		return false
	}
	return true
}

// Write adds up what Encode counted.
func (u *unusedRefusals) Write(_ context.Context, encoded any) error {
	for i, n := range encoded.([]int64) {
		u.rows[i] += n
	}
	return nil
}

// warnings returns a warning for each column in which rows say no.
func (u *unusedRefusals) warnings(header []string) []report.Warning {
	var all []report.Warning
	if u == nil {
		return nil
	}
	for i, n := range u.rows {
		if n == 0 {
			continue
		}
		say := verb(n, "says", "say")
		all = append(all, report.Warning{Code: "refusal_unused", Count: n,
			Message: fmt.Sprintf("column %q says who must not be called, but the mapping does not read it as consent: %s %s so, which has no effect",
				report.Cell(header[u.at[i]]), report.Plural(n, "row"), say)})
	}
	return all
}

// verb returns the form of a verb that goes with a count.
func verb(n int64, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// refusingRows returns which of the first rows say in a column not to call.
func (l *load) refusingRows(at int) (rows []int) {
	name, concept := l.reader.Header()[at], l.meanings[at].Concept
	forbids, role, known := mapping.RefusesIn(name, concept), header.Has(name, header.OfRole), map[string]bool{}
	status := header.Has(name, header.OfStatus) // elsewhere what only reads like a refusal is a name
	for row, cells := range l.firstRows {
		if at >= len(cells) {
			continue
		}
		is, ok := known[cells[at]]
		if !ok {
			is = forbids(cells[at]) && (status || !normalize.SeemsToRefuse(cells[at])) && !(normalize.TellsDeath(cells[at]) && l.stateOf(at) == header.OfAnimal) || role && header.IsOnFile(cells[at], role)
			known[cells[at]] = is
		}
		if is {
			rows = append(rows, row)
		}
	}
	return rows
}

// stateOf returns whose state a column is about, by the headers.
func (l *load) stateOf(at int) header.Holder {
	if l.subjects == nil {
		columns := make([]header.Column, len(l.reader.Header()))
		for i, name := range l.reader.Header() {
			columns[i].Header = name
		}
		l.subjects = header.SubjectsOf(columns)
	}
	return l.subjects.StateOf(at)
}

// checkMovedRefusals refuses a file in which rows say not to call in a column that the mapping
// does not read so, and from the first of them on none does in the remarks that it reads: their
// cells seem to be in each other's columns. One row is enough where no cell could say so.
func (l *load) checkMovedRefusals() error {
	const several = 2
	read, last := "", -1
	for at, name := range l.reader.Header() {
		for _, i := range l.match.Uses[at] {
			if c := l.mapping.Columns[i]; c.Target != mapping.Consent || c.Means != mapping.Status || isConsentColumn(l.meanings[at]) || isRefusalColumn(l.meanings[at]) {
				continue
			}
			if rows := l.refusingRows(at); len(rows) > 0 {
				last = max(last, rows[len(rows)-1])
			}
			read = name
		}
	}
	if read == "" {
		return nil
	}
	for at, name := range l.reader.Header() {
		decided := slices.ContainsFunc(l.match.Uses[at], func(i int) bool {
			t := l.mapping.Columns[i].Target
			return t == mapping.Ignore || t == mapping.Consent
		})
		few := several
		switch l.meanings[at].Concept {
		case header.State, header.Zip, header.Country, header.Email:
			few = 1
		case header.Company, header.Address, header.City:
		default:
			if !l.asksOfRefusals(at) {
				continue
			}
		}
		if rows := l.refusingRows(at); !decided && len(rows) >= few && rows[0] > last {
			return &Error{Refused, "refusal_unmapped",
				"Put the cells back into their columns, or read that column as consent too: {target: consent, means: status}",
				fmt.Errorf("%s: rows say in column %q not to call, which %s does not read as consent, and from there on none says so in column %q, which it does: their cells may be in each other's columns",
					l.opts.File, report.Cell(name), l.mapping.Name, report.Cell(read))}
		}
	}
	return nil
}

// asksOfRefusals reports whether a column is asked for cells that say not to call, though
// neither its header nor the mapping says so.
func (l *load) asksOfRefusals(at int) bool {
	return !(l.unmapped[at] || isRefusalColumn(l.meanings[at]) || mapping.NamesEntity(l.meanings[at].Concept) || l.labels[at] || slices.Contains(source.RejectsColumns, l.reader.Header()[at]) ||
		slices.ContainsFunc(l.match.Uses[at], func(i int) bool { return l.mapping.Columns[i].Target.Decides() }))
}

// refusingCells warns of columns whose cells in the first rows say that people must
// not be called, if neither the header nor the mapping says so.
func (l *load) refusingCells() []report.Warning {
	var all []report.Warning
	for at, name := range l.reader.Header() {
		if !l.asksOfRefusals(at) {
			continue
		}
		n := int64(len(l.refusingRows(at)))
		if n == 0 {
			continue
		}
		say := verb(n, "says", "say")
		all = append(all, report.Warning{Code: "refusal_unused", Count: n,
			Message: fmt.Sprintf("%s of the first %s %s in column %q not to call, or that the number is wrong, and the mapping does not read it as consent: add {target: consent, means: status}",
				report.Plural(n, "row"), report.Count(int64(len(l.firstRows))), say, report.Cell(name))})
	}
	return all
}
