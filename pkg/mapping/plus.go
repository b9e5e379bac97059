package mapping

import (
	"fmt"
	"strings"

	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/profile"
)

// proposePlus proposes how numbers with a calling code and no plus are read, where
// all columns of phones decide it; where one does not, PlusWhy says so.
func (p *Proposal) proposePlus(list *profile.Profile) {
	region := ""
	if p.RegionSure {
		region = p.Region
	}
	var implied, open []string
	parser := phone.NewParser(phone.Options{})
	for i := range p.Columns {
		c := &p.Columns[i]
		if c.Target != Phone {
			continue
		}
		switch e := plusOf(parser, list, c.Profile.Position-1, region); {
		case e.Code+e.Two == 0: // a column that can be read in one way only
		case e.Decide() == phone.Implied:
			implied = append(implied, plainHeader(c.Header))
		case e.Decide() == phone.Undecided && e.Two > 0:
			open = append(open, plainHeader(c.Header))
		default:
			return
		}
	}
	switch {
	case len(open) > 0:
		p.PlusWhy = fmt.Sprintf("it is not clear whether numbers in %s begin with their calling code", strings.Join(open[:min(len(open), 3)], ", "))
	case len(implied) > 0:
		p.Plus, p.PlusWhy = PlusImplied, "the numbers begin with their calling code and have no plus; remove it where other files have national numbers"
	}
}

// plusOf returns what the sampled rows say about the calling codes of a column.
func plusOf(parser *phone.Parser, list *profile.Profile, at int, region string) (e phone.PlusEvidence) {
	for _, row := range list.Sample {
		if at >= len(row) || row[at] == "" {
			continue
		}
		of, named := region, false
		if list.Country >= 0 && list.Country < len(row) && row[list.Country] != "" {
			of, named = phone.Region(row[list.Country])
		}
		e.Add(parser, normalize.Unmarked(row[at]), of, named)
	}
	return e
}
