package rehearsal

import (
	"strconv"
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/normalize/phone"
)

// several stands for a value of TimeZone that names several zones.
const several = " "

// zoneOf gives the time zone of a contact, and whether another row with the
// same number may name another: its number alone does not tell one.
func zoneOf(c *contact.Contact) (zone string, open bool) {
	zone = c.Values[contact.TimeZone]
	if strings.Contains(zone, several) {
		zone = several
	}
	return zone, len(phone.TimeZone(c.Phone)) != 1
}

// zones counts the contacts that would be created or updated by time zone.
type zones struct {
	contact.Zones
	// open has the zones of the numbers that further rows may change, where
	// rows of one number are folded.
	open map[uint64]string
}

// add counts the contact of a number's first row.
func (z *zones) add(c *candidate, e164 string, folds bool) {
	z.Add(c.zone, 1)
	if folds && c.open {
		if z.open == nil {
			z.open = map[uint64]string{}
		}
		z.open[zoneKey(e164)] = c.zone
	}
}

// fold does as an import does with a further row of a number: one zone counts
// more than several, several more than none, and of two the later.
func (z *zones) fold(c *candidate, e164 string) {
	if !c.open || c.zone == "" {
		return
	}
	key := zoneKey(e164)
	before := z.open[key]
	if before != "" && c.zone == several {
		return
	}
	z.Add(before, -1)
	z.Add(c.zone, 1)
	z.open[key] = c.zone
}

// zoneKey is the digits of a number in E.164 form, which fit into 64 bits.
func zoneKey(e164 string) uint64 {
	n, _ := strconv.ParseUint(strings.TrimPrefix(e164, "+"), 10, 64)
	return n
}
