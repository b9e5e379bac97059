package calling

import (
	_ "embed"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
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
	// the zones of their prefixes, by area code and prefix, where a town is
	// known; split says for which area codes to look there.
	areas [800]region
	split [800]bool
	towns map[uint32]set
	// zips are by the first characters of a code, and centers by the first three
	// digits, of which finer have longer ones in zips.
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

// theAtlas reads the data files, once.
var theAtlas = sync.OnceValue(func() *atlas {
	a := &atlas{zones: newInterner(), states: newInterner(), towns: make(map[uint32]set, strings.Count(townsText, " ")), zips: make(map[string]region, 2*strings.Count(zipsText, " "))}
	a.britain, a.australia = a.states.of("GB"), a.states.of("AU")
	for place, items := range placeLines(areasText) {
		there := a.region(place)
		for _, code := range items {
			i := number(code) - 200
			a.areas[i] = there
			a.split[i] = strings.Contains(a.zones.text(a.areas[i].zones), " ")
		}
	}
	for place, items := range placeLines(townsText) {
		zones := a.zones.of(place[1:]...)
		for _, prefix := range items {
			a.towns[uint32(number(place[0])*1000+number(prefix))] = zones
		}
	}
	for place, items := range placeLines(zipsText) {
		there := a.region(place)
		for _, item := range items {
			first, last, isRange := strings.Cut(item, "-")
			if !isRange {
				a.zips[item] = there
				continue
			}
			for n := number(first); n <= number(last); n++ {
				digits := strings.Repeat("0", len(first)) + strconv.Itoa(n)
				a.zips[digits[len(digits)-len(first):]] = there
			}
		}
	}
	for place, items := range placeLines(statesText) {
		for _, state := range items {
			s := &a.byLetters[int(state[3]-'A')*26+int(state[4]-'A')]
			s.region, s.country = region{a.zones.of(place...), a.states.of(state)}, state[0]
		}
	}
	for zip, r := range a.zips {
		switch {
		case len(zip) == 3 && allDigits(zip):
			a.centers[number(zip)] = r
		case len(zip) > 3:
			a.finer[number(zip[:3])] = true
		}
	}
	return a
})

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
	for _, r := range a.zips {
		add(r.zones)
	}
	for i := range a.byLetters {
		add(a.byLetters[i].zones)
	}
	add(anywhere())
	return slices.Sorted(maps.Keys(all))
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
