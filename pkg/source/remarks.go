package source

import (
	"strings"

	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/remark"
	"rollcall/pkg/source/internal/xlsx"
)

// remarks takes in what a workbook says of a sheet that is read, but not in its cells.
type remarks struct {
	reader  *Reader
	sheet   *sheet
	header  int64           // its row in the sheet
	seen    map[string]bool // texts that say nothing
	refused *RefusedError
}

// readRemarks reads which cells of a sheet are merged below its header, and what is said of
// it elsewhere: a note on a row that the person must not be called is held for that row, and
// one that is no row's refuses the list, as a title would.
func (r *Reader) readRemarks(s *sheet, header int64) error {
	m := &remarks{reader: r, sheet: s, header: header, seen: map[string]bool{}}
	if err := s.ReadTail(header, m.add); err != nil {
		return r.workbookError(err)
	}
	if err := r.workbook.Remarks(s.Entry, m.add); err != nil {
		return r.workbookError(err)
	}
	if err := r.workbook.Title(m.add); err != nil {
		return r.workbookError(err)
	}
	if m.refused != nil && !r.rejects {
		return m.refused
	}
	return nil
}

// add takes in a remark.
func (m *remarks) add(x xlsx.Remark) {
	if x.Row > m.header {
		if _, refuses := normalize.Refuses(x.Text); (refuses || normalize.DoubtfulTitle(x.Text)) && !remark.SaysTakenOut(x.Text) {
			m.reader.list.noteRow(m.sheet.Before + x.Row)
		}
		return
	}
	if names := m.reader.header; m.refused != nil || x.Column >= 0 && x.Column < len(names) && namesAnswer(names[x.Column]) {
		return // it says what the answers of its column mean
	}
	for text := range strings.Lines(x.Text[:min(len(x.Text), mostRemark)]) {
		text = strings.TrimSpace(text)
		if text == "" || m.seen[text] {
			continue
		}
		codes := codesIn(text)
		if codes == nil && (!remark.SaysDoNotCall(text) || remark.IsHowTo(text)) {
			if m.seen[text] = true; len(m.seen) < mostSaid {
				continue
			}
			m.refused = refuseFile(0, "remove these from the workbook, or save the sheet as CSV", "sheet %q has more than %d texts beside its cells, such as input messages", m.sheet.Entry.Name, mostSaid)
			return
		}
		m.refused = refuseFile(0, "if these people must not be called, add them with rollcall suppress add; otherwise remove that text from the workbook",
			"%s says not to call: %q (sheet %q)", x.Where, text, m.sheet.Entry.Name)
		if codes != nil {
			m.refused.Hint = legendRefusal(0, codes[0]).Hint
		}
		return
	}
}

// mostRemark is how many bytes of a text that is no row's are looked at.
const mostRemark = 4096

// noteRow notes a row of which a note on a cell says that the person must not be called.
func (l *list) noteRow(line int64) {
	if l.refusals == nil {
		l.refusals = &refusals{}
	}
	if l.refusals.notes == nil {
		l.refusals.notes = map[int64]bool{}
	}
	l.refusals.notes[line] = true
}
