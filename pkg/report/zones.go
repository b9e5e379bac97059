package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/contact"
)

// TimeZones counts the contacts that are created or updated, by their time zone: that of
// the number, else of the address.
type TimeZones struct {
	// Zones are those in one zone, the largest first.
	Zones []ZoneCount `json:"zones"`
	// Ambiguous contacts may be in more than one possible time zone: they may be called
	// only while all of these may. Unknown ones may be anywhere.
	Ambiguous int64 `json:"ambiguous"`
	Unknown   int64 `json:"unknown"`
}

// ZoneCount is the number of contacts in a zone, by its IANA name.
type ZoneCount struct {
	Zone     string `json:"zone"`
	Contacts int64  `json:"contacts"`
}

// NewTimeZones puts the counts in order.
func NewTimeZones(z contact.Zones) TimeZones {
	t := TimeZones{Zones: make([]ZoneCount, 0, len(z.ByName)), Ambiguous: z.Ambiguous, Unknown: z.Unknown}
	for zone, n := range z.ByName {
		t.Zones = append(t.Zones, ZoneCount{zone, n})
	}
	slices.SortFunc(t.Zones, func(a, b ZoneCount) int {
		return cmp.Or(cmp.Compare(b.Contacts, a.Contacts), cmp.Compare(a.Zone, b.Zone))
	})
	return t
}

// total returns how many contacts are counted.
func (t *TimeZones) total() int64 {
	total := t.Ambiguous + t.Unknown
	for _, z := range t.Zones {
		total += z.Contacts
	}
	return total
}

// maxZones is the number of zones shown to a person.
const maxZones = 8

// write shows the zones with the share of each.
func (t *TimeZones) write(b *printout) {
	total := t.total()
	if total == 0 {
		return
	}
	b.section("Time zones")
	line := func(name string, n int64, style paint) {
		if n == 0 {
			return
		}
		text := fmt.Sprintf("%-*s%11s  %7s  %s", figureWidth, "  "+name, Count(n), percent(n, total), b.paint(style, b.figureBar(n, total)))
		b.WriteString(strings.TrimRight(text, " ") + "\n")
	}
	var others int64
	for i, z := range t.Zones {
		if i < maxZones || len(t.Zones) == maxZones+1 {
			line(Cell(z.Zone), z.Contacts, good)
		} else {
			others += z.Contacts
		}
	}
	line(fmt.Sprintf("%d other zones", len(t.Zones)-maxZones), others, good)
	line("more than one possible time zone", t.Ambiguous, alert)
	line("unknown", t.Unknown, alert)
}
