package calling

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

//go:embed data/areas.txt
var areasText string

//go:embed data/towns.txt
var townsText string

//go:embed data/zips.txt
var zipsText string

//go:embed data/states.txt
var statesText string

// region is what one piece of evidence says: the zones in which the person may
// be, and the jurisdictions whose rules may bind.
type region struct{ zones, states set }

// atlas has the regions of area codes, ZIP codes and states.
type atlas struct {
	zones, states *interner
	// areas are those of the North American area codes from 200 on; towns are
	// the zones of their prefixes where an area code has several and a town is
	// known.
	areas [800]region
	towns [800]*[1000]set
	// zips are by the first characters of a code, but for those that centers has
	// by the first three digits, of which finer have longer ones in zips.
	zips    map[string]region
	centers [1000]region
	finer   [1000]bool
	// byLetters are states and provinces by their two letters.
	byLetters [26 * 26]struct {
		region
		country byte // 'U' or 'C'
	}
	britain, australia set
}

// theAtlas returns what the data files say.
func theAtlas() *atlas {
	if a := atlasRead.Load(); a != nil {
		return a
	}
	return readAtlas()
}

var atlasRead atomic.Pointer[atlas]

// readAtlas reads the data files, once.
var readAtlas = sync.OnceValue(func() *atlas {
	a := &atlas{zones: newInterner(), states: newInterner(), zips: map[string]region{}}
	a.britain, a.australia = a.states.of("GB"), a.states.of("AU")
	for _, area := range Areas() {
		for _, prefix := range area.Prefixes {
			a.areas[digits3(prefix[2:])-200] = region{a.zones.of(area.Zones...), a.states.of(area.States...)}
		}
	}
	for place, items := range placeLines(townsText) {
		towns := &a.towns[digits3(place[0])-200]
		if *towns == nil {
			*towns = new([1000]set)
		}
		zones := a.zones.of(place[1:]...)
		for _, prefix := range items {
			(*towns)[digits3(prefix)] = zones
		}
	}
	for place, items := range placeLines(zipsText) {
		there := a.region(place)
		for _, item := range items {
			a.addZips(item, there)
		}
	}
	for place, items := range placeLines(statesText) {
		for _, state := range items {
			s := &a.byLetters[int(state[3]-'A')*26+int(state[4]-'A')]
			s.region, s.country = region{a.zones.of(place...), a.states.of(state)}, state[0]
		}
	}
	atlasRead.Store(a)
	return a
})

// addZips adds the first characters of codes, or a range of them.
func (a *atlas) addZips(item string, there region) {
	first, last, isRange := strings.Cut(item, "-")
	switch {
	case len(first) == 3 && allDigits(item[:3]):
		if !isRange {
			last = first
		}
		for n := digits3(first); n <= digits3(last); n++ {
			a.centers[n] = there
		}
	case !isRange:
		a.addZip(item, there)
	default:
		for n := number(first); n <= number(last); n++ {
			a.addZip(fmt.Sprintf("%0*d", len(first), n), there)
		}
	}
}

func (a *atlas) addZip(zip string, there region) {
	a.zips[zip] = there
	if len(zip) > 3 {
		a.finer[digits3(zip)] = true
	}
}

// AmericanZones returns the time zones that places of the North American
// Numbering Plan may have, in order.
func AmericanZones() []string {
	a, all := theAtlas(), map[string]bool{}
	add := func(zones set) {
		for zone := range strings.FieldsSeq(a.zones.text(zones)) {
			all[zone] = true
		}
	}
	for _, r := range a.areas {
		add(r.zones)
	}
	for _, r := range a.centers {
		add(r.zones)
	}
	for _, r := range a.zips {
		add(r.zones)
	}
	for i := range a.byLetters {
		add(a.byLetters[i].zones)
	}
	add(anywhere())
	return slices.Sorted(maps.Keys(all))
}

// Area is what the first digits of numbers show about where contacts are: in at least
// one of the zones, whatever other evidence there is, and bound by the rules of all the
// states.
type Area struct {
	// Prefixes are the beginnings of numbers, as "+1212".
	Prefixes, Zones, States []string
}

// Areas returns the areas of the North American Numbering Plan.
func Areas() (all []Area) {
	for place, codes := range placeLines(areasText) {
		var area Area
		for _, name := range place {
			if strings.Contains(name, "/") {
				area.Zones = append(area.Zones, name)
			} else {
				area.States = append(area.States, name)
			}
		}
		for _, code := range codes {
			area.Prefixes = append(area.Prefixes, "+1"+code)
		}
		all = append(all, area)
	}
	return all
}

// placeLines returns the lines of a data file: the words before and after the
// colon.
func placeLines(text string) func(yield func(place, items []string) bool) {
	return func(yield func(place, items []string) bool) {
		for words := range lines(text) {
			i := 0
			for !strings.HasSuffix(words[i], ":") {
				i++
			}
			place := append([]string{}, words[:i+1]...)
			place[i] = strings.TrimSuffix(place[i], ":")
			if !yield(place, words[i+1:]) {
				return
			}
		}
	}
}

// region reads jurisdictions and zones.
func (a *atlas) region(place []string) region {
	var zones, states []string
	for _, name := range place {
		if strings.Contains(name, "/") {
			zones = append(zones, name)
		} else {
			states = append(states, name)
		}
	}
	return region{a.zones.of(zones...), a.states.of(states...)}
}
