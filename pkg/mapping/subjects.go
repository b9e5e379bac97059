package mapping

import (
	"rollcall/pkg/header"
	"rollcall/pkg/profile"
)

// readSubjects reads anew the columns whose headers agree or refuse, where the whole list
// tells that it is about a thing: a service that was disconnected, the stop of a newspaper.
func (s *suggester) readSubjects() {
	const few = 12 // different cells
	columns := make([]header.Column, len(s.columns))
	for i := range s.columns {
		c := &s.columns[i]
		columns[i] = header.Column{Header: c.Header, Dates: c.Profile.LooksLike == profile.Date || c.serial || 2*int64(c.Profile.DateCells) > c.Profile.Answered() && c.Profile.DateCells > 0}
		if c.Profile.Distinct <= few {
			for _, v := range s.values(c.Profile) {
				columns[i].Cells = append(columns[i].Cells, v.Text)
			}
		}
	}
	subjects := header.SubjectsOf(columns)
	for i := range s.columns {
		c := &s.columns[i]
		switch c.reading.Concept {
		case header.Refusal, header.Consent:
			if subjects.OfThing(i) {
				c.reading, c.unclear = header.Meaning{Concept: header.Extra, Score: 0.7, Ordinal: 1}, false
			}
		default:
			c.state = subjects.StateOf(i)
		}
	}
}
