package source

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
	"rollcall/pkg/source/internal/xlsx"
)

// remarks takes in what a workbook says of a sheet that is read, but not in its cells.
type remarks struct {
	reader  *Reader
	sheet   *sheet
	header  int64           // its row in the sheet
	seen    map[string]bool // texts that say nothing
	unread  []string        // columns over which controls are drawn
	refused *RefusedError
}

// readRemarks reads which cells of a sheet are merged below its header, and what is said of
// it elsewhere: a note on a row that the person must not be called is held for that row, and
// one that is no row's refuses the list, as a title would.
func (r *Reader) readRemarks(s *sheet, header int64) error {
	m := &remarks{reader: r, sheet: s, header: header, seen: map[string]bool{}}
	if err := s.ReadTail(header, m.add, m.addDrawing); err != nil {
		return r.workbookError(err)
	}
	if err := r.workbook.Remarks(s.Entry, m.add, m.addDrawing); err != nil {
		return r.workbookError(err)
	}
	if len(m.unread) > 0 {
		r.tell(drawnValues, fmt.Sprintf("check boxes or other controls are drawn over these columns, and are not read: %s", strings.Join(firstFew(m.unread), ", ")))
	}
	if err := r.workbook.Names(s.Entry, m.addName); err != nil {
		return r.workbookError(err)
	}
	if err := r.workbook.Titles(m.add); err != nil {
		return r.workbookError(err)
	}
	if m.refused != nil && !r.rejects {
		return m.refused
	}
	return nil
}

// add takes in a remark.
func (m *remarks) add(x xlsx.Remark) {
	if x.Where != xlsx.AltText && m.reader.highlights.describes(x.Text, "", x.Where) {
		return
	}
	if x.Row > m.header {
		if noteForbids(x.Text) && !remark.SaysTakenOut(x.Text) {
			m.reader.list.noteRow(m.sheet.Before+x.Row, noted)
			if _, refuses := normalize.Refuses(x.Text); refuses {
				m.sheet.noted(m.sheet.Before+x.Row, x)
			}
		}
		return
	}
	if names := m.reader.header; m.refused != nil || x.Column >= 0 && x.Column < len(names) && namesAnswer(names[x.Column]) {
		return // it says what the answers of its column mean
	}
	for _, code := range mentionedCodes(x.Text) {
		m.reader.codes = append(m.reader.codes, sheetCode{code: code, where: x.Where, seems: true})
	}
	for text := range strings.Lines(x.Text[:min(len(x.Text), mostRemark)]) {
		text = strings.TrimSpace(text)
		if text == "" || m.seen[text] {
			continue
		}
		codes := codesIn(text)
		sign := x.Row == 0 && x.Where == xlsx.AltText && signs().MatchString(text)
		if codes == nil && (!remark.SaysDoNotCall(text) && !sign || remark.IsHowTo(text) || remark.SaysTakenOut(text)) {
			if m.seen[text] = true; len(m.seen) < mostSaid {
				continue
			}
			m.refused = refuseFile(0, "remove these from the workbook, or save the sheet as CSV", "sheet %q has more than %d texts beside its cells, such as input messages", m.sheet.Entry.Name, mostSaid)
			return
		}
		m.refused = refuseRemark(x.Where, text, m.sheet.Entry.Name)
		if codes != nil {
			m.refused.Hint = legendRefusal(0, codes[0]).Hint
		}
		return
	}
}

// addName takes in the name of a row.
func (m *remarks) addName(x xlsx.Remark) {
	if x.Row > m.header && remark.SetsAside(x.Text) {
		m.reader.list.noteRow(m.sheet.Before+x.Row, noted)
	}
}

// noteForbids reports whether a note on a person says, or seems to say, that they must not be
// called, or that the number is not theirs.
func noteForbids(text string) bool {
	_, refuses := normalize.Refuses(text)
	return refuses || normalize.WrongNumber(text) || normalize.Doubtful(text)
}

// signs matches what a picture of a sign shows that means not to call, or that somebody died.
var signs = lazyregexp.New(`(?i)\b(no (phone|calls?|entry|contact)|stop (sign|hand)|red (cross|x)|cross(ed)?([- ]out)? (mark|phone|bell)|cross mark|stamp\W+(void|closed)|forbidden|prohibited|banned|skull|tomb ?stone|grave ?stone|coffin|thumbs? down|raised hand|hand stop)\b|[🚫⛔☠✝]`)

// mostRemark is how many bytes of a text that is no row's are looked at.
const mostRemark = 4096

func refuseRemark(where, text, sheet string) *RefusedError {
	return refuseFile(0, "if these people must not be called, add them with rollcall suppress add; otherwise remove that text from the workbook",
		"%s says not to call: %q (sheet %q)", where, text, sheet)
}

// addDrawing takes in what is drawn over cells. In a column that says who may be called, it
// may be the answer, and nobody can read it; a line over a row may cross it out.
func (m *remarks) addDrawing(d xlsx.Drawing) {
	const fewRows = 2
	if names := m.reader.header; m.refused == nil && d.LastRow > m.header && (d.Row > m.header || d.LastRow-d.Row < fewRows) {
		for i := d.Column; i <= min(d.LastColumn, len(names)-1); i++ {
			if namesAnswer(names[i]) {
				m.refused = refuseFile(d.LastRow, "type the answers into the cells of that column, then delete what is drawn over it",
					"check boxes, pictures or shapes are drawn over column %q of sheet %q: what they say is in no cell", cell.ColumnName(names[i]), m.sheet.Entry.Name)
				return
			}
		}
		switch {
		case d.Is == xlsx.DrawnLine && d.LastRow-d.Row < fewRows && d.Row > m.header && d.Column < len(names):
			for row := d.Row; row <= d.LastRow; row++ {
				m.reader.list.noteRow(m.sheet.Before+row, drawnOver)
			}
		case d.Is == xlsx.DrawnControl:
			name := fmt.Sprintf("column %d", d.Column+1)
			if d.Column < len(names) {
				name = fmt.Sprintf("%q", cell.ColumnName(names[d.Column]))
			}
			if !slices.Contains(m.unread, name) && len(m.unread) < maxColumns {
				m.unread = append(m.unread, name)
			}
		}
	}
}

// rowNote is what is said of a row beside its cells.
type rowNote uint8

const (
	noted     rowNote = iota + 1 // a note says that the person must not be called
	drawnOver                    // a line is drawn over it
)

// noteRow notes what is said of a row.
func (l *list) noteRow(line int64, note rowNote) {
	if l.refusals == nil {
		l.refusals = &refusals{}
	}
	if l.refusals.notes == nil {
		l.refusals.notes = map[int64]rowNote{}
	}
	if l.refusals.notes[line] != noted {
		l.refusals.notes[line] = note
	}
}

// noted keeps a remark on a row that says not to call until the row is read.
func (s *sheet) noted(line int64, x xlsx.Remark) {
	if s.pending == nil {
		s.pending = map[int64]xlsx.Remark{}
	}
	s.pending[line] = x
}

// refuseNoted refuses a sheet with a remark that says not to call on a row that has no cells:
// it is not known of whom it says so.
func (s *sheet) refuseNoted() error {
	for _, line := range slices.Sorted(maps.Keys(s.pending)) {
		text := strings.TrimSpace(s.pending[line].Text)
		return refuseRemark(s.pending[line].Where, text[:min(len(text), mostRemark)], s.Entry.Name)
	}
	return nil
}
