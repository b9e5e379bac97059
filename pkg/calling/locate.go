package calling

import (
	"slices"
	"strings"
	"sync/atomic"

	"rollcall/pkg/normalize/phone"
)

// Evidence is what a contact's place is derived from. Empty values say nothing.
type Evidence struct {
	// Phone is a number in E.164 form, Others are the contact's other numbers,
	// with spaces or commas between.
	Phone, Others string
	// Zip and State are as package normalize writes them.
	Zip, State string
	// Country is the ISO 3166 code of the country that Zip and State are in.
	// If it is empty, they count if they look like those of the United States or
	// Canada: with a number of North America, or with a state of theirs.
	Country string
}

// Place is where a contact may be.
type Place struct {
	// Zones are the IANA names of the time zones in which the contact may be, in
	// order, with a space between. Empty means that nothing is known.
	Zones string
	// States are the jurisdictions that the evidence names, as "US-NY" or "GB",
	// in order, with a space between.
	States string
	// From says what Zones come from, with a space between: "number", "others",
	// "zip", "state", and at last "conflict" where these contradict each other.
	From string
	// Conflict: the evidence has no zone in common. Zones then are all that any
	// of it names.
	Conflict bool
}

// Zone returns the one zone of the place, or nothing where there are several.
func (p Place) Zone() string {
	if strings.IndexByte(p.Zones, ' ') >= 0 {
		return ""
	}
	return p.Zones
}

// The kinds of evidence, as bits.
const (
	fromNumber = 1 << iota
	fromOthers
	fromZip
	fromState
	inConflict
)

// fromWords are the texts of Place.From by their bits.
var fromWords = func() (words [1 << 5]string) {
	for bits := range words {
		var all []string
		for i, word := range []string{"number", "others", "zip", "state", "conflict"} {
			if bits&(1<<i) != 0 {
				all = append(all, word)
			}
		}
		words[bits] = strings.Join(all, " ")
	}
	return words
}()

// Or returns a place where the contact may be that may be in either.
func (p Place) Or(q Place) Place {
	from := 0
	for bits, words := range fromWords {
		if words == p.From || words == q.From {
			from |= bits
		}
	}
	return Place{unite(p.Zones, q.Zones), unite(p.States, q.States), fromWords[from], p.Conflict || q.Conflict}
}

// unite returns the names of two texts, each once, in order.
func unite(a, b string) string {
	all := append(strings.Fields(a), strings.Fields(b)...)
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " ")
}

// clues are what each piece of evidence says; free are the zones of a number
// that may be from anywhere in its plan.
type clues struct {
	number, zip, state region
	free               set
}

// solved remembers places by the clues they follow from: a list has few of them
// that differ. Whoever comes later to a slot takes it.
var solved [1 << 13]atomic.Pointer[solution]

type solution struct {
	clues clues
	place Place
}

func (c *clues) slot() *atomic.Pointer[solution] {
	h := uint64(c.number.zones)<<48 ^ uint64(c.number.states)<<32 ^ uint64(c.zip.zones)<<16 ^ uint64(c.zip.states)
	h = h*0x9e3779b97f4a7c15 ^ (uint64(c.state.zones)<<40 ^ uint64(c.state.states)<<20 ^ uint64(c.free))
	h *= 0x9e3779b97f4a7c15
	return &solved[h>>51]
}

// Locate returns where a contact may be. Where all evidence has zones in common,
// these are the place's, else all that any of it names; a number that may be
// from anywhere in its numbering plan counts only where nothing else is known.
// The jurisdictions are all that any of it names.
func Locate(e Evidence) Place {
	a := theAtlas()
	var c clues
	c.number, c.free = a.number(e.Phone)
	c.address(a, &e)
	if strings.IndexByte(e.Others, '+') >= 0 {
		return a.solve(&c, a.others(e.Others)...)
	}
	slot := c.slot()
	if s := slot.Load(); s != nil && s.clues == c {
		return s.place
	}
	s := &solution{c, a.solve(&c)}
	slot.Store(s)
	return s.place
}

// solve finds the place that clues, and those of further numbers, lead to.
func (a *atlas) solve(c *clues, others ...region) Place {
	var common, joint, states set
	from, contradicts := 0, false
	add := func(r region, kind int) {
		states = a.states.or(states, r.states)
		if r.zones == 0 {
			return
		}
		if joint == 0 {
			common = r.zones
		} else if common != 0 {
			common = a.zones.and(common, r.zones)
			contradicts = contradicts || common == 0
		}
		joint = a.zones.or(joint, r.zones)
		from |= kind
	}
	add(c.number, fromNumber)
	for _, r := range others {
		add(r, fromOthers)
	}
	add(c.zip, fromZip)
	add(c.state, fromState)
	zones := common
	if contradicts {
		zones, from = joint, from|inConflict
	} else if zones == 0 && c.free != 0 {
		zones, from = c.free, fromNumber
	}
	return Place{a.zones.text(zones), a.states.text(states), fromWords[from], contradicts}
}

// others finds the regions of the numbers in a text.
func (a *atlas) others(text string) (all []region) {
	for {
		i := strings.IndexByte(text, '+')
		if i < 0 {
			return all
		}
		n := i + 1
		for n < len(text) && '0' <= text[n] && text[n] <= '9' {
			n++
		}
		if r, _ := a.number(text[i:n]); r.zones != 0 {
			all = append(all, r)
		}
		text = text[n:]
	}
}

// number finds the region of a phone number, or the zones of all of its plan.
func (a *atlas) number(e164 string) (r region, free set) {
	if len(e164) == 12 && e164[:2] == "+1" {
		area, ok := number3(e164[2:])
		prefix, isPrefix := number3(e164[5:])
		if !ok || !isPrefix || area < 200 {
			return r, 0
		}
		if r = a.areas[area-200]; r.zones == 0 {
			return r, anywhere()
		}
		if towns := a.towns[area-200]; towns != nil && towns[prefix] != 0 {
			r.zones = towns[prefix]
		}
		return r, 0
	}
	zones := phone.ZonesOf(e164)
	if zones == 0 {
		return r, 0
	}
	switch {
	case strings.HasPrefix(e164, "+44"):
		r.states = a.britain
	case strings.HasPrefix(e164, "+61"):
		r.states = a.australia
	}
	r.zones = interned(zones)
	return r, 0
}

// number3 reads the first three bytes of a text, and reports whether they are digits.
func number3(s string) (n int, ok bool) {
	_ = s[2]
	x, y, z := s[0]-'0', s[1]-'0', s[2]-'0'
	return int(x)*100 + int(y)*10 + int(z), x <= 9 && y <= 9 && z <= 9
}

func digits3(s string) int { return int(s[0]-'0')*100 + int(s[1]-'0')*10 + int(s[2]-'0') }

// anywhere returns all zones of North America, as the library has them of its toll-free numbers.
func anywhere() set { return interned(phone.ZonesOf("+18002345678")) }

// internedBy are the sets that interned returned, plus 1.
var internedBy [phone.NumZones]atomic.Uint32

// interned returns the set of names that the phone number library has, of which
// those count as one that show the same clock.
func interned(zones phone.Zones) set {
	if s := internedBy[zones].Load(); s != 0 {
		return set(s - 1)
	}
	names := zones.Names()
	ours := make([]string, len(names))
	for i, name := range names {
		ours[i] = clockOf(name)
	}
	s := theAtlas().zones.of(ours...)
	internedBy[zones].Store(uint32(s) + 1)
	return s
}

// address adds the evidence of a ZIP code and a state.
func (c *clues) address(a *atlas, e *Evidence) {
	country := byte(0)
	switch e.Country {
	case "US", "PR", "VI", "GU", "AS", "MP", "UM":
		country = 'U'
	case "CA":
		country = 'C'
	case "":
		if a.state(e.State, 0).zones == 0 && !strings.HasPrefix(e.Phone, "+1") {
			return
		}
	default:
		return
	}
	c.state = a.state(e.State, country)
	c.zip = a.zip(e.Zip, country)
}

// state finds the region of a state of the United States ('U') or a province of
// Canada ('C'), or of either (0): they share no code.
func (a *atlas) state(state string, country byte) region {
	if len(state) != 2 || state[0] < 'A' || state[0] > 'Z' || state[1] < 'A' || state[1] > 'Z' {
		return region{}
	}
	s := &a.byLetters[int(state[0]-'A')*26+int(state[1]-'A')]
	if country != 0 && s.country != country {
		return region{}
	}
	return s.region
}

// zip finds the region of a ZIP code of the United States or a postal code of
// Canada.
func (a *atlas) zip(zip string, country byte) region {
	switch {
	case country != 'C' && (len(zip) == 5 || len(zip) == 10 && zip[5] == '-') && allDigits(zip[:5]):
		center := digits3(zip)
		if a.finer[center] {
			for n := 5; n > 3; n-- {
				if r, ok := a.zips[zip[:n]]; ok {
					return r
				}
			}
		}
		return a.centers[center]
	case country != 'U' && len(zip) == 7 && zip[3] == ' ':
		for n := 3; n >= 1; n-- {
			if r, ok := a.zips[zip[:n]]; ok {
				return r
			}
		}
	}
	return region{}
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// clockOf returns the zone whose clock a zone shows, of those that the library
// names together or that areas.txt has by another name (the time zone
// database's file "backward", and the offsets since 2025).
func clockOf(zone string) string {
	switch zone {
	case "Europe/Guernsey", "Europe/Isle_of_Man", "Europe/Jersey":
		return "Europe/London"
	case "Europe/Vatican", "Europe/San_Marino":
		return "Europe/Rome"
	case "Arctic/Longyearbyen":
		return "Europe/Oslo"
	case "Europe/Mariehamn":
		return "Europe/Helsinki"
	case "America/Kralendijk":
		return "America/Curacao"
	case "America/Boise":
		return "America/Denver"
	case "America/Juneau":
		return "America/Anchorage"
	case "America/North_Dakota/Center":
		return "America/Chicago"
	}
	return zone
}
