package mapping

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// readSubjects reads again the columns whose headers agree or refuse, if the whole file is
// about a thing: a service that was disconnected, a newspaper that was stopped.
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
	subjects, dead := header.SubjectsOf(columns), s.namesDead()
	for i := range s.columns {
		c := &s.columns[i]
		switch c.reading.Concept {
		case header.Refusal, header.Consent:
			if subjects.OfThing(i) || dead && header.Has(c.Header, header.OfDeath) && c.Profile.LooksLike != profile.Boolean {
				c.reading, c.unclear = header.Meaning{Concept: header.Extra, Score: 0.7, Ordinal: 1}, false
			}
		default:
			c.state = subjects.StateOf(i)
			if c.state == header.Applied && slices.ContainsFunc(s.values(c.Profile), func(v profile.Value) bool {
				return normalize.TellsOfCalls(v.Text) || refusal(v.Text) && !normalize.IsOfThing(v.Text)
			}) {
				c.state = header.OfPerson
			}
		}
	}
}

// namesDead reports whether nearly every row names somebody who died in addition to the
// contact, who is then one of the bereaved.
func (s *suggester) namesDead() bool {
	const most = 0.9
	contact := slices.IndexFunc(s.columns, func(c Suggestion) bool { return isNameConcept(c.reading.Concept) })
	return contact >= 0 && slices.ContainsFunc(s.columns, func(c Suggestion) bool {
		if c.reading.Concept != header.Refusal || !header.Has(c.Header, header.OfDeath) || c.Profile.FillRate < most || !s.namesPeople(&c) {
			return false
		}
		at := c.Profile.Position - 1
		return !slices.ContainsFunc(s.profile.Sample, func(row []string) bool {
			return cellAt(row, at) != "" && contact < len(row) && strings.Contains(row[at], row[contact])
		})
	})
}
