package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/remark"
	"rollcall/pkg/source/internal/xlsx"
)

// highlights is what marks on cells mean in a workbook: fills with a color, colors of the text,
// lines through it.
type highlights struct {
	// refused are the highlights that mean not to call, and where a legend says so.
	refused map[xlsx.Highlight]meaning
	// looks are those that a text says in words.
	looks []appearance
	// unsaid is where a text says that some people must not be called but not, in a readable
	// way, how they are marked; or empty.
	unsaid string
	// unseen is where a text says so by looks that are not read, or empty.
	unseen string
	// permits is where a text says by looks who may be called, or empty.
	permits string
}

// meaning is where a legend gives the meaning of a mark, and the names of its color.
type meaning struct {
	where  string
	colors xlsx.Colors
}

// permit notes a text that says by looks who may be called.
func (l *highlights) permit(text, where string) {
	if remark.PermitsLooks(text) {
		l.permits = where
	}
}

// legend notes a cell that says which highlight means not to call: one that is marked itself
// or is next to a marked cell. It reports whether it is one.
func (l *highlights) legend(row *xlsx.Row, column int, where string) bool {
	var mark xlsx.Highlight
	for _, m := range row.Highlighted {
		if m.Column >= column-1 && m.Column <= column+1 {
			if mark != (xlsx.Highlight{}) && mark != m.Highlight {
				return false
			}
			mark = m.Highlight
		}
	}
	return l.means(mark, where)
}

// means notes that a highlight means not to call, if it is one.
func (l *highlights) means(mark xlsx.Highlight, where string) bool {
	if mark == (xlsx.Highlight{}) {
		return false
	}
	if l.refused == nil {
		l.refused = map[xlsx.Highlight]meaning{}
	}
	l.refused[mark.Alone()] = meaning{where, mark.FillColors}
	return true
}

// aside adds a row of a sheet that is no list.
func (l *highlights) aside(row *xlsx.Row, sheet string) {
	for _, c := range row.Cells {
		where := fmt.Sprintf("row %d of sheet %q", row.Line, sheet)
		if l.permit(c.Value, where); l.describes(c.Value, row.At(c.Column-1), where) || !remark.SaysDoNotCall(c.Value) {
			continue
		}
		if !l.legend(row, c.Column, where) && len(row.Cells) == 1 && !normalize.RefusesWhole(c.Value) && !legend().MatchString(c.Value) {
			l.unsaid = where
		}
		if remark.UnseenLooks(c.Value) {
			l.unseen = where
		}
	}
}

// any reports whether highlights mean something.
func (l *highlights) any() bool { return l.refused != nil || l.looks != nil || l.unsaid != "" }

// refuseUnseen refuses a sheet if the looks of its cells say who must not be called, and are not
// read: they depend on conditions, or are none of those that are.
func (r *Reader) refuseUnseen(s *sheet) error {
	l := &r.highlights
	paints := s.Paints && slices.ContainsFunc(s.PaintedBy, func(column int) bool {
		return column < 0 || column >= len(r.header) || !namesAnswer(r.header[column]) // which says so itself
	})
	const hint = "add a column that says who must not be called"
	switch {
	case l.unseen != "", l.permits != "" && !l.any():
		return refuseFile(0, hint, "%s says by looks or marks of rows who may be called, and they are not read", cmp.Or(l.unseen, l.permits))
	case paints && r.workbook.PaintsLines:
		return refuseFile(0, hint+", or remove that format", "a conditional format of sheet %q strikes some rows through, and it is not known which", s.Entry.Name)
	case paints && l.any():
		return refuseFile(0, hint, "%s says that marked people must not be called, and a conditional format of sheet %q marks some: it is not known which", l.where(), s.Entry.Name)
	}
	return nil
}

// where returns where something says what highlights mean.
func (l *highlights) where() string {
	for _, m := range l.refused {
		return m.where
	}
	for _, k := range l.looks {
		return k.where
	}
	return l.unsaid
}

// classify notes on a row that its highlight means not to call, or refuses the file.
func (l *highlights) classify(row *xlsx.Row, columns int, phones []int, names []string) error {
	if !l.any() && struckOut(row, phones) {
		row.Refuse("commented_out", 0, "the text of this row is struck through: somebody has crossed it out")
	}
	crossOut(row, names)
	for _, m := range row.Highlighted {
		if m.Column >= columns {
			continue
		}
		if m.Highlight.Named {
			row.Problems = append(row.Problems, xlsx.Problem{Column: m.Column + 1, Code: RefusedElsewhere, Message: "the style of a cell of this row is named as one of people who must not be called"})
			return nil
		}
		where, unsaid := l.refuses(m.Highlight)
		if where != "" {
			row.Problems = append(row.Problems, xlsx.Problem{Code: RefusedElsewhere, Message: where + " says that rows marked like this one must not be called"})
			return nil
		}
		if unsaid != "" {
			return refuseFile(row.Line, "add a column that says who must not be called, or remove the marks",
				"%s says not to call, and row %d is marked by a color or struck through: it is not clear whether it means this row", unsaid, row.Line)
		}
	}
	return nil
}

// refuses returns where something says that a highlight means not to call, or may mean so.
func (l *highlights) refuses(h xlsx.Highlight) (says, may string) {
	for mark, m := range l.refused {
		if h.Has(mark) {
			return m.where, ""
		}
	}
	may = l.unsaid
	for i := range l.looks {
		switch is, perhaps := l.looks[i].is(h); {
		case is:
			return l.looks[i].where, ""
		case perhaps:
			may = l.looks[i].where
		}
	}
	return "", may
}

// crossOut notes the cells of a row whose text is struck through: an answer that somebody has
// crossed out is none. A refusal stands all the same.
func crossOut(row *xlsx.Row, names []string) {
	for _, m := range row.Highlighted {
		if row.Malformed || !m.Highlight.Struck || m.Column >= len(names) {
			continue
		}
		if c := row.At(m.Column); c != "" && !refusesIn(header.Read(names[m.Column]).Concept, c) {
			row.Problems = append(row.Problems, xlsx.Problem{Column: m.Column + 1, Code: CrossedOut, Message: "the text of a cell is struck through: somebody has crossed it out"})
		}
	}
}

// strikeThrough is the character that draws a line through the one before it.
const strikeThrough = "\u0336"

// isStruck reports whether a text is struck through, by such characters or as in Markdown or HTML.
func isStruck(c string) bool {
	n := strings.Count(c, strikeThrough)
	return n > 0 && 3*n >= utf8.RuneCountInString(c) || remark.IsStruck(c)
}

// takeOutStruck makes a row malformed if its first cell, a name or a number is struck through. A
// struck answer is none.
func (sh *shape) takeOutStruck(rec *Record) {
	_, first, _ := firstFilled(rec.Cells)
	for i, c := range rec.Cells {
		if rec.Malformed || c == "" || !isStruck(c) {
			continue
		}
		if slices.Contains(sh.answers, i) {
			rec.problem(CrossedOut, i+1, "the text of a cell is struck through: somebody has crossed it out")
		}
		if i == first || slices.Contains(sh.phones, i) || namesPerson(cellAt(sh.header, i)) {
			if sh.commentsRefuse {
				rec.problem(RefusedElsewhere, i+1, "a line above the header says not to call those who are struck through")
			}
			rec.malformed("commented_out", i+1, "the text of this row is struck through: somebody has crossed it out")
		}
	}
}

// struckOut reports whether a line goes through all filled cells of a row but one, or through
// its first cell or a phone number.
func struckOut(row *xlsx.Row, phones []int) bool {
	struck := 0
	for _, m := range row.Highlighted {
		if m.Highlight.Struck && row.At(m.Column) != "" {
			struck++
			if m.Column == row.Cells[0].Column || slices.Contains(phones, m.Column) {
				return true
			}
		}
	}
	return struck > 0 && struck >= len(row.Cells)-1
}
