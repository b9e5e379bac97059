package dryrun

import (
	"strings"

	"rollcall/pkg/contact"
)

// several stands for a value of TimeZone that names several zones.
const several = " "

// zoneOf returns the time zone of a contact, and whether another row with the same
// number may name another: where rows are folded.
func zoneOf(c *contact.Contact, folds bool) (zone string, open bool) {
	zone = c.Values[contact.TimeZone]
	if strings.Contains(zone, several) {
		zone = several
	}
	return zone, folds
}

// zones counts the contacts that would be created or updated by time zone.
type zones struct {
	contact.Zones
	// open has the zones of the numbers that further rows may change, where
	// rows of one number are folded.
	open map[uint64]string
}

// add counts the contact of a number's first row.
func (z *zones) add(c *candidate, number uint64) {
	z.Add(c.zone, 1)
	if c.open {
		if z.open == nil {
			z.open = map[uint64]string{}
		}
		z.open[number] = c.zone
	}
}

// fold does as an import does with a further row of a number: of two that name
// zones the later holds.
func (z *zones) fold(c *candidate, number uint64) {
	if !c.open || c.zone == "" {
		return
	}
	z.Add(z.open[number], -1)
	z.Add(c.zone, 1)
	z.open[number] = c.zone
}
