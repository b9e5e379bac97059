package report

import (
	"fmt"
	"strings"

	"rollcall/pkg/report/page"
	"rollcall/pkg/source"
)

// Page shows an inspection as a document, with its examples as they are, masked or not.
func (in *Inspection) Page(run *Run) *page.Page {
	b := pageBuilder{r: &Result{File: in.File}, run: run}
	p := &page.Page{
		Kind: "Inspection", Title: title(in.File), Verdict: in.verdict(), Tiles: in.tiles(), Footer: b.footer(),
	}
	for _, s := range []*page.Section{in.differences(), in.phones(), in.listProblems(), in.fillRates(), in.columnTable(run.Unmasked), b.origin()} {
		if s != nil {
			p.Sections = append(p.Sections, *s)
		}
	}
	return p
}

func (in *Inspection) verdict() page.Verdict {
	v := page.Verdict{Tone: page.Plain, Text: fmt.Sprintf("%s in %s.", Plural(in.Rows, "row"), Plural(int64(len(in.Columns)), "column"))}
	if in.Partial {
		v.Text = "The first " + v.Text
	}
	if len(in.NextSteps) > 0 {
		v.Command = in.NextSteps[0]
	}
	if in.Rows > 0 && !in.Dialable() {
		v.Tone, v.Hint = page.Bad, "No column holds a number that can be dialed: an import would refuse the file."
	}
	if in.Drift == nil {
		return v
	}
	if len(*in.Drift) == 0 {
		v.Tone, v.Text = page.Good, v.Text+" The mapping fits the file."
		return v
	}
	v.Tone, v.Text = page.Attention, v.Text+" The file and the mapping no longer match."
	for _, d := range *in.Drift {
		if d.Refused {
			v.Tone, v.Hint = page.Bad, "An import would refuse the file for this."
		}
	}
	return v
}

func (in *Inspection) tiles() []page.Tile {
	tiles := []page.Tile{
		{Label: "Rows", Value: Count(in.Rows), Tone: page.Plain},
		{Label: "Columns", Value: Count(int64(len(in.Columns))), Tone: page.Plain},
	}
	var best *InspectedColumn
	for i := range in.Columns {
		if c := &in.Columns[i]; c.ValidPhones > 0 && (best == nil || c.ValidPhones > best.ValidPhones) {
			best = c
		}
	}
	if best != nil {
		tiles = append(tiles, page.Tile{Label: "Rows with a valid phone", Value: percent(best.ValidPhones, in.Rows), Note: "in " + Cell(best.Name), Tone: page.Good})
	} else {
		tiles = append(tiles, page.Tile{Label: "Rows with a valid phone", Value: "0.0 %", Note: "in any column", Tone: page.Attention})
	}
	problems := page.Tile{Label: "Problems", Value: Count(in.ProblemsTotal), Tone: page.Plain}
	if in.ProblemsTotal > 0 {
		problems.Tone = page.Attention
	}
	return append(tiles, problems)
}

func (in *Inspection) fillRates() *page.Section {
	s := &page.Section{Title: "How full the columns are", Wide: true, Note: "Shares of all rows, and what the column would be mapped to."}
	var empty []string
	for i, c := range in.Columns {
		if i == maxColumns {
			s.Note += fmt.Sprintf(" These are the first %d columns.", maxColumns)
			break
		}
		if c.Filled == 0 {
			empty = append(empty, Cell(c.Name))
			continue
		}
		s.Bars = append(s.Bars, page.Bar{
			Label: Cell(c.Name), Gloss: "→ " + Cell(c.Short), Value: fmt.Sprintf("%.1f %%", 100*c.FillRate), Share: c.FillRate, Tone: page.Plain,
		})
	}
	if len(empty) > 0 {
		s.Note += " Empty: " + strings.Join(empty, ", ") + "."
	}
	return s
}

func (in *Inspection) phones() *page.Section {
	s := &page.Section{Title: "Numbers that can be dialed", Note: "Shares of the cells that have anything in them."}
	for _, c := range in.Columns {
		if c.LooksLike != "phone" && c.ValidPhones == 0 {
			continue
		}
		s.Bars = append(s.Bars, page.Bar{
			Label: Cell(c.Name), Value: Count(c.ValidPhones) + " · " + percent(c.ValidPhones, c.Filled),
			Share: share(c.ValidPhones, c.Filled), Tone: page.Good,
		})
	}
	if len(s.Bars) == 0 {
		return nil
	}
	return s
}

func (in *Inspection) differences() *page.Section {
	if in.Drift == nil || len(*in.Drift) == 0 {
		return nil
	}
	s := &page.Section{Title: "Where file and mapping no longer match"}
	for _, d := range *in.Drift {
		text := Cell(d.Message)
		if d.Hint != "" {
			text += ": " + Cell(d.Hint)
		}
		s.Notices = append(s.Notices, text)
	}
	return s
}

func (in *Inspection) listProblems() *page.Section {
	troubles := in.phoneTroubles()
	if len(in.Problems) == 0 && len(troubles) == 0 {
		return nil
	}
	s := &page.Section{Title: "Problems in the file", Notices: troubles}
	for i, p := range in.Problems {
		if i == maxProblems {
			break
		}
		s.Notices = append(s.Notices, fmt.Sprintf("line %s: %s", Count(p.Line), Cell(p.Message)))
	}
	if rest := in.ProblemsTotal - int64(len(s.Notices)-len(troubles)); rest > 0 {
		s.Notices = append(s.Notices, fmt.Sprintf("and %s more", Count(rest)))
	}
	return s
}

func (in *Inspection) columnTable(unmasked bool) *page.Section {
	s := &page.Section{Title: "The columns", Wide: true, Note: "Examples are masked: most of every value is hidden."}
	if unmasked {
		s.Note = "Examples are in full: this page holds personal data."
	}
	s.Table = &page.Table{Columns: []string{"column", "looks like", "different", "examples", "mapped to", "why"}}
	for _, c := range in.Columns[:min(len(in.Columns), maxColumns)] {
		if c.Filled == 0 {
			continue
		}
		s.Table.Rows = append(s.Table.Rows, []string{
			Cell(c.Name), c.LooksLike, Count(c.Distinct), list(c.Examples), Cell(c.Short), Cell(c.Why),
		})
	}
	return s
}

// Source returns what a page says about the file.
func (in *Inspection) Source() Source {
	return Source{Size: in.SizeBytes, Form: WrittenAs(source.Format{
		Encoding: in.Encoding, Delimiter: in.Delimiter, Sheet: in.Sheet, Compression: in.Compression,
	})}
}
