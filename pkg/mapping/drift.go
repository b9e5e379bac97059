package mapping

import (
	"fmt"
	"slices"

	"rollcall/pkg/profile"
	"rollcall/pkg/source"
)

// Drift is one way in which a file and a mapping no longer match.
//
// Its codes are "missing_column", "renamed_column", "respelled_column",
// "new_column", "ambiguous_column", "refusal_unused", "reordered_columns",
// "phones_fell", "phones_poor" and "phones_empty"; its line is that of the mapping.
type Drift struct {
	source.Problem
	// Header names the file's column concerned, or the mapping's where the file
	// has none; empty where it is about several.
	Header string `json:"header,omitempty"`
	// Refused means that an import refuses the file for it.
	Refused bool `json:"refused"`
}

const (
	// fell is the drop of the share of valid numbers that is reported.
	fell = 0.10
	// poor is the share of valid numbers below which it is reported if none is expected.
	poor = 0.50
	// enough is the number of filled cells from which a share means something.
	enough = 10
)

// Drift returns where the file that was profiled and the mapping no longer
// match: first what an import would refuse, then what it would not notice.
func (m *Mapping) Drift(p *profile.Profile) []Drift {
	header := make([]string, len(p.Columns))
	for i := range p.Columns {
		header[i] = p.Columns[i].Name
	}
	match := m.align(header)
	proposal := Suggest(p, SuggestOptions{})
	found := m.missing(proposal, header, match)
	found = append(found, m.unnamed(proposal, header, match)...)
	for _, i := range match.ambiguous {
		found = append(found, Drift{Header: header[i], Refused: true, Problem: source.Problem{Code: "ambiguous_column",
			Message: fmt.Sprintf("column %s is one of several that the mapping could mean", quoted(header[i])),
			Hint:    "write the header in the mapping exactly as it is in the file"}})
	}
	found = append(found, m.unheard(proposal, header, match)...)
	found = append(found, m.spellings(header, match)...)
	found = append(found, m.order(header, match)...)
	found = append(found, m.worsePhones(p, match)...)
	slices.SortStableFunc(found, func(a, b Drift) int {
		switch {
		case a.Refused == b.Refused:
			return 0
		case a.Refused:
			return -1
		}
		return 1
	})
	return found
}

// missing returns the mapping's columns that the list lacks, and which of its
// unnamed columns each may have become.
func (m *Mapping) missing(proposal *Proposal, header []string, match Match) []Drift {
	var found []Drift
	free := slices.Clone(match.Unmapped)
	compared := 0
	for i := range m.Columns {
		c := &m.Columns[i]
		if !match.lacks(m, i) || i > 0 && m.Columns[i-1].Header == c.Header {
			continue
		}
		d := Drift{Header: c.Header, Refused: true, Problem: source.Problem{Code: "missing_column", Line: int64(c.Line),
			Message: fmt.Sprintf("the file has no column %s", quoted(c.Header)), Hint: "remove it from the mapping, or ask for the file as it was"}}
		if compared += len(free); compared > maxCompared {
			found = append(found, d)
			continue
		}
		if at := renamed(c, proposal, header, free); at >= 0 {
			free = slices.DeleteFunc(free, func(f int) bool { return f == at })
			d.Code = "renamed_column"
			d.Message = fmt.Sprintf("the file has no column %s; %s may be its new name", quoted(c.Header), quoted(header[at]))
			d.Hint = fmt.Sprintf("write %s instead of %s in the mapping, if it is", quoted(header[at]), quoted(c.Header))
		}
		found = append(found, d)
	}
	return found
}

// renamed returns the unnamed column that a missing one has become: one with nearly the same
// name, or one that would be mapped to the same target; else -1.
func renamed(c *Column, proposal *Proposal, header []string, free []int) int {
	names := make([]string, len(free))
	for n, i := range free {
		names[n] = header[i]
	}
	if near, ok := Nearest(c.Header, names); ok {
		return slices.Index(header, near)
	}
	for _, i := range free {
		s := &proposal.Columns[i]
		same := s.Target == c.Target && s.Field == c.Field && s.Means == c.Means
		if same && c.Target != Ignore && c.Target != Custom && c.Target != NewCustom {
			return i
		}
	}
	return -1
}

// unnamed returns the list's columns that the mapping does not name, and what
// they would be mapped to.
func (m *Mapping) unnamed(proposal *Proposal, header []string, match Match) []Drift {
	var found []Drift
	ambiguous := make(map[int]bool, len(match.ambiguous))
	for _, i := range match.ambiguous {
		ambiguous[i] = true
	}
	for _, i := range match.Unmapped {
		if ambiguous[i] {
			continue
		}
		d := Drift{Header: header[i], Refused: m.RefuseUnmapped, Problem: source.Problem{Code: "new_column",
			Message: fmt.Sprintf("the file has a column %s, number %d, that the mapping does not name", quoted(header[i]), i+1)}}
		s := &proposal.Columns[i]
		d.Hint = fmt.Sprintf("map would write: %s: %s", yamlText(s.Header), s.Suggested())
		switch d.Refused = d.Refused || s.Target == Consent || s.Also != nil; {
		case s.Also != nil || s.Target == Consent && s.Means != OptIn:
			d.Message += "; it says who must not be called"
		case s.Target == Consent:
			d.Message += "; it says who may be called"
		}
		found = append(found, d)
	}
	return found
}

// unheard returns the list's columns that say who may be called, by their cells at
// least, and that the mapping uses for other things only: when it was written no cell
// said so.
func (m *Mapping) unheard(proposal *Proposal, header []string, match Match) []Drift {
	var found []Drift
	for i, uses := range match.Uses {
		s := &proposal.Columns[i]
		if len(uses) == 0 || slices.Contains(match.Labels, i) || s.Target != Consent && s.Also == nil ||
			slices.ContainsFunc(uses, func(u int) bool { return m.Columns[u].Target.Decides() }) {
			continue
		}
		c := &m.Columns[uses[0]]
		found = append(found, Drift{Header: header[i], Problem: source.Problem{Code: "refusal_unused", Line: int64(c.Line),
			Message: fmt.Sprintf("column %s says who may be called or who must not be, and the mapping does not read it as consent", quoted(header[i])),
			Hint:    fmt.Sprintf("map would write: %s: %s", yamlText(s.Header), s.Suggested())}})
	}
	return found
}

// spellings returns columns that differ in case or spaces.
func (m *Mapping) spellings(header []string, match Match) []Drift {
	var found []Drift
	for i, uses := range match.Uses {
		if len(uses) == 0 {
			continue
		}
		c := &m.Columns[uses[0]]
		if c.Header != header[i] && !slices.Contains(c.Aliases, header[i]) {
			found = append(found, Drift{Header: header[i], Problem: source.Problem{Code: "respelled_column", Line: int64(c.Line),
				Message: fmt.Sprintf("column %s of the mapping is written %s in the file", quoted(c.Header), quoted(header[i]))}})
		}
	}
	return found
}

// order reports whether columns stand in another order. The order of phone
// columns in the mapping is that of dialing, so it is not compared.
func (m *Mapping) order(header []string, match Match) []Drift {
	last, before := -1, ""
	for i, uses := range match.Uses {
		if len(uses) == 0 || m.Columns[uses[0]].Target == Phone {
			continue
		}
		at := uses[0]
		if at < last {
			return []Drift{{Problem: source.Problem{Code: "reordered_columns", Message: fmt.Sprintf(
				"the file's columns are in a different order from the mapping's: %s comes after %s", quoted(header[i]), quoted(before))}}}
		}
		last, before = at, header[i]
	}
	return nil
}

// worsePhones returns phone columns that hold fewer valid numbers than expected.
func (m *Mapping) worsePhones(p *profile.Profile, match Match) []Drift {
	var found []Drift
	for i, at := range match.At {
		if at < 0 || m.Columns[i].Target != Phone {
			continue
		}
		col, c := &p.Columns[at], &m.Columns[i]
		d := Drift{Header: col.Name, Problem: source.Problem{Line: int64(c.Line)}}
		expected := slices.IndexFunc(m.Expect, func(e Expectation) bool { return e.Header == c.Header })
		switch share := col.ValidRate(); {
		case col.Filled == 0 && p.Rows > 0:
			d.Code, d.Message = "phones_empty", fmt.Sprintf("phone column %s is empty", quoted(col.Name))
		case col.Filled < enough:
		case expected >= 0 && share < m.Expect[expected].Valid-fell:
			d.Code = "phones_fell"
			d.Message = fmt.Sprintf("phone column %s: %s of the filled cells hold a number to dial, and %s are expected",
				quoted(col.Name), percent(share), percent(m.Expect[expected].Valid))
		case expected < 0 && share < poor:
			d.Code = "phones_poor"
			d.Message = fmt.Sprintf("phone column %s: only %s of the filled cells hold a number to dial", quoted(col.Name), percent(share))
		}
		if d.Code != "" {
			found = append(found, d)
		}
	}
	return found
}
