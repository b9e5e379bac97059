package clean

import (
	"slices"

	"rollcall/pkg/header"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
	"rollcall/pkg/source"
)

// prescannedCodes is a column of refusals with its first different cells, which decide
// whether an F in it is a no, or the code of the federal list.
type prescannedCodes struct {
	column
	seen  map[string]bool
	blank bool
}

// mostCodes is how many different cells such a column is asked for.
const mostCodes = 32

// newPrescannedCodes returns the columns of refusals of which a mapping does not say what
// an F is.
func newPrescannedCodes(m *mapping.Mapping, match mapping.Match) (list []prescannedCodes) {
	for i := range m.Columns {
		mc := &m.Columns[i]
		if match.At[i] < 0 || mc.Target != mapping.Consent || mc.Means != mapping.OptOut || mc.Values != nil || normalize.Says("f", mc.Allow) || normalize.Says("f", mc.Deny) {
			continue
		}
		list = append(list, prescannedCodes{column: column{match.At[i], mc.Header}, seen: map[string]bool{}})
	}
	return list
}

func (s *prescannedCodes) add(rec *source.Record) {
	cell := rec.Cells[s.at]
	if cell == "" {
		s.blank = true
	} else if !s.seen[cell] && len(s.seen) < mostCodes && len(cell) <= maxMemoCell {
		s.seen[cell] = true
	}
}

// deny returns the letters that are codes of refusals in the column, as map proposes
// them.
func (s *prescannedCodes) deny() []string {
	var values []profile.Value
	for cell := range s.seen {
		if !normalize.Blank(cell) {
			values = append(values, profile.Value{Text: cell, Count: 1})
		} else {
			s.blank = true
		}
	}
	coded := s.blank || header.Has(s.name, header.OfCode)
	deny := mapping.CodeLetters(values, coded)
	for _, letter := range mapping.CodeLetters(append(values, profile.Value{Text: "F", Count: 1}), coded) {
		if letter == "f" && !slices.Contains(deny, letter) {
			deny = append(deny, letter) // one may come yet
		}
	}
	return deny
}

func mergeCodes(to, from []prescannedCodes) {
	for i := range to {
		to[i].blank = to[i].blank || from[i].blank
		for cell := range from[i].seen {
			to[i].seen[cell] = true
		}
	}
}

func forkCodes(list []prescannedCodes) []prescannedCodes {
	list = slices.Clone(list)
	for i := range list {
		list[i].seen, list[i].blank = map[string]bool{}, false
	}
	return list
}
