package dryrun

import "rollcall/pkg/contact"

// zones counts the contacts that would be created or updated by time zone.
type zones struct {
	// counts is by the zone's position.
	counts []int64
	// folds: rows of one number are folded, and open has the zones of the numbers, which
	// further rows can change.
	folds bool
	open  map[uint64]zoneID
}

func (z *zones) count(zone zoneID, n int64) {
	for int(zone) >= len(z.counts) {
		z.counts = append(z.counts, 0)
	}
	z.counts[zone] += n
}

// add counts the contact of a number's first row.
func (z *zones) add(zone zoneID, number uint64) {
	z.count(zone, 1)
	if z.folds {
		if z.open == nil {
			z.open = map[uint64]zoneID{}
		}
		z.open[number] = zone
	}
}

// fold takes a further row of a number as an import does: of two rows with zones the
// later one counts.
func (z *zones) fold(zone zoneID, number uint64) {
	if !z.folds || zone == unknownZone {
		return
	}
	z.count(z.open[number], -1)
	z.count(zone, 1)
	z.open[number] = zone
}

// by returns the counts by the zones' names.
func (z *zones) by(n *names) (all contact.Zones) {
	for name, id := range *n.byZone.Load() {
		if int(id) < len(z.counts) && z.counts[id] != 0 {
			all.Add(name, z.counts[id])
		}
	}
	return all
}
