package dryrun

import (
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/normalize/phone"
)

// several stands for a value of TimeZone that names several zones.
const several = " "

// zoneOf returns the time zone of a contact, and where rows are folded, whether
// another row with the same number may name another: its number alone does not
// tell one.
func zoneOf(c *contact.Contact, folds bool) (zone string, open bool) {
	zone = c.Values[contact.TimeZone]
	if strings.Contains(zone, several) {
		zone = several
	}
	return zone, folds && len(phone.TimeZone(c.Phone)) != 1
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

// fold does as an import does with a further row of a number: one zone counts
// more than several, several more than none, and of two the later.
func (z *zones) fold(c *candidate, number uint64) {
	if !c.open || c.zone == "" {
		return
	}
	before := z.open[number]
	if before != "" && c.zone == several {
		return
	}
	z.Add(before, -1)
	z.Add(c.zone, 1)
	z.open[number] = c.zone
}
