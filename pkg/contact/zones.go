package contact

import "strings"

// Zones counts contacts by what is known of their time zone.
type Zones struct {
	// ByName counts those in one zone, by its IANA name.
	ByName map[string]int64
	// Ambiguous contacts may be in more than one possible time zone, Unknown ones anywhere.
	Ambiguous, Unknown int64
}

// Add counts n contacts whose TimeZone has this value; a negative n takes them
// back.
func (z *Zones) Add(zone string, n int64) {
	switch {
	case zone == "":
		z.Unknown += n
	case strings.Contains(zone, " "):
		z.Ambiguous += n
	default:
		if z.ByName == nil {
			z.ByName = map[string]int64{}
		}
		if n += z.ByName[zone]; n != 0 {
			z.ByName[zone] = n
		} else {
			delete(z.ByName, zone)
		}
	}
}

// Total is how many contacts were counted.
func (z *Zones) Total() int64 {
	total := z.Ambiguous + z.Unknown
	for _, n := range z.ByName {
		total += n
	}
	return total
}
