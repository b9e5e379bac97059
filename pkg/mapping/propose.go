package mapping

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/profile"
)

// proposeRegion proposes the region of numbers without a country code.
func (p *Proposal) proposeRegion(list *profile.Profile) {
	r := list.Region
	p.Region = r.Code
	p.RegionSure = r.Sure || r.Given
	switch {
	case r.Code == "":
		p.RegionWhy = "the region of numbers without a country code; nothing in the file shows which"
	case r.Given:
		p.RegionWhy = "as you said"
	case r.Numbers == 0 && list.Country >= 0:
		p.RegionWhy = fmt.Sprintf("for rows whose %s is blank", plainHeader(list.Columns[list.Country].Name))
	case r.Numbers == 0:
		p.RegionWhy = "no number needs it, since all have their country code"
	default:
		p.RegionWhy = fmt.Sprintf("%s without a country code, %s valid in %s", countNumbers(int64(r.Numbers)), percent(r.Valid), r.Code)
	}
	if len(r.Clues) > 0 {
		p.RegionWhy += "; " + strings.Join(r.Clues, ", ")
	}
	if !p.RegionSure && r.Code != "" {
		p.RegionWhy = "a guess, with little to go by: " + p.RegionWhy
	}
}

// columnOrder returns the order that a column of dates shows.
func columnOrder(col *profile.Column) DateOrder { return DateOrder(col.Dates.Order()) }

// proposeDateOrder finds the order that the list's dates have, and leaves it
// to single columns only where they differ.
func (p *Proposal) proposeDateOrder() {
	var orders []DateOrder
	var open []string
	for i := range p.Columns {
		c := &p.Columns[i]
		if !holdsDates(c) {
			continue
		}
		if c.DateOrder != DateOrderAuto && !slices.Contains(orders, c.DateOrder) {
			orders = append(orders, c.DateOrder)
		}
		if c.Profile.Dates.Ambiguous() {
			open = append(open, plainHeader(c.Header))
		}
	}
	if len(orders) == 1 {
		p.DateOrder, p.DateWhy = orders[0], "some dates in the file can only be read in this order"
		for i := range p.Columns {
			p.Columns[i].DateOrder = DateOrderAuto
		}
		return
	}
	if len(open) > 0 {
		p.DateWhy = fmt.Sprintf("it is not clear whether 03/04 in %s is in March or in April", strings.Join(open[:min(len(open), 3)], ", "))
	}
}

// holdsDates reports whether a column's cells are read as dates.
func holdsDates(c *Suggestion) bool {
	return c.Target == Standard && c.Field == contact.ConsentDate || c.Target == NewCustom && c.Type == contact.Date
}
