package store

import (
	"slices"

	"rollcall/pkg/contact"
)

// severalZones stands for a contact that may be in one of several time zones.
var severalZones = []byte(" ")

// The places of time_zone and time_zones among columns.
var (
	zoneColumn  = slices.Index(columns, contact.TimeZone.String())
	zonesColumn = slices.Index(columns, "time_zones")
)

// zoneCounts counts items by zone without making a string of each.
type zoneCounts map[string]*int64

// add counts what an item tells of the contact's time zone: one zone counts
// more than several.
func (z zoneCounts) add(it *item) {
	zone := it.columns[zoneColumn]
	if len(zone) == 0 && len(it.columns[zonesColumn]) > 0 {
		zone = severalZones
	}
	n := z[string(zone)]
	if n == nil {
		n = new(int64)
		z[string(zone)] = n
	}
	*n++
}

// zones gives the counts.
func (z zoneCounts) zones() (all contact.Zones) {
	for zone, n := range z {
		all.Add(zone, *n)
	}
	return all
}
