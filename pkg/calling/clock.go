package calling

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// ZoneDataVersion is the release of the time zone database that clocks go by:
// that of the Go release, with the changes of later releases that
// data/changes.txt lists, and no others.
const ZoneDataVersion = "2025c with the changes of 2026b, 2026c and 2026f in Canada"

//go:embed data/clocks.txt
var clocksText string

//go:embed data/changes.txt
var changesText string

// clock is what a zone's offset does from clocksSince on.
type clock struct {
	first   int // seconds east of UTC at first
	rule    string
	changes []change
}

// change is the instant from which an offset holds.
type change struct {
	unix   int64
	offset int
}

// clocksSince is the instant from which clocks are right.
const clocksSince = 1735689600 // 2025-01-01

// clocks are those of all zones, by name.
var clocks = sync.OnceValue(func() map[string]clock {
	all := map[string]clock{}
	for words := range lines(clocksText) {
		equals := slices.Index(words, "=")
		c := clock{first: number(words[0]), rule: words[1]}
		for _, w := range words[2:equals] {
			at, offset, _ := strings.Cut(w, ":")
			c.changes = append(c.changes, change{int64(number(at)), number(offset)})
		}
		for _, name := range words[equals+1:] {
			all[name] = c
		}
	}
	for words := range lines(changesText) {
		at, err := time.Parse(time.RFC3339, words[1])
		if err != nil {
			panic(err)
		}
		c := all[words[0]]
		// The rule of before holds until the change, and is written out.
		old := c.location(words[0])
		for from := time.Unix(clocksSince, 0).In(old); ; {
			end := nextBound(from)
			if end.IsZero() || !end.Before(at) {
				break
			}
			_, offset := end.Zone()
			c.changes = append(c.changes, change{end.Unix(), offset})
			from = end
		}
		c.changes = append(c.changes, change{at.Unix(), number(words[2])})
		c.rule = ""
		all[words[0]] = c
	}
	return all
})

// lines returns the words of the lines of a data file that are no comments.
func lines(text string) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(text) {
			if words := strings.Fields(line); len(words) > 0 && line[0] != '#' && !yield(words) {
				return
			}
		}
	}
}

// number reads a number of a data file.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err)
	}
	return n
}

// location makes the clock a time.Location, by way of a file of RFC 9636 that
// holds no more than it.
func (c clock) location(name string) *time.Location {
	all := append([]change{{clocksSince, c.first}}, c.changes...)
	var offsets []int
	for _, ch := range all {
		if !slices.Contains(offsets, ch.offset) {
			offsets = append(offsets, ch.offset)
		}
	}
	header := func(times, types, chars int) []byte {
		b := append([]byte("TZif2"), make([]byte, 15)...)
		for _, n := range []int{0, 0, 0, times, types, chars} {
			b = binary.BigEndian.AppendUint32(b, uint32(n))
		}
		return b
	}
	b := append(header(0, 1, 4), 0, 0, 0, 0, 0, 0, 'U', 'T', 'C', 0) // the old form, which nobody reads
	b = append(b, header(len(all), len(offsets), 4)...)
	for _, ch := range all {
		b = binary.BigEndian.AppendUint64(b, uint64(ch.unix))
	}
	for _, ch := range all {
		b = append(b, byte(slices.Index(offsets, ch.offset)))
	}
	for _, offset := range offsets {
		b = append(binary.BigEndian.AppendUint32(b, uint32(int32(offset))), 0, 0)
	}
	b = append(b, "LOC\x00\n"+c.rule+"\n"...)
	loc, err := time.LoadLocationFromTZData(name, b)
	if err != nil {
		panic(fmt.Sprintf("time zone %s: %v", name, err))
	}
	return loc
}

var (
	locationsMu sync.RWMutex
	locations   = map[string]*time.Location{}
)

// Location returns the clock of a zone by its IANA name, from the program's own
// data. It is right from 2025 on.
func Location(name string) (*time.Location, bool) {
	locationsMu.RLock()
	loc := locations[name]
	locationsMu.RUnlock()
	if loc != nil {
		return loc, true
	}
	c, ok := clocks()[name]
	if !ok {
		return nil, false
	}
	loc = c.location(name)
	locationsMu.Lock()
	locations[name] = loc
	locationsMu.Unlock()
	return loc, true
}

// ZoneNames returns the IANA names of all zones, in order.
func ZoneNames() []string { return slices.Sorted(maps.Keys(clocks())) }

// Offset is how far a zone's clock is ahead of UTC from an instant on.
type Offset struct {
	From    time.Time
	Seconds int
}

// Offsets returns the offsets of a zone that hold between two instants; the
// first begins at from. It is nil for a zone that does not exist.
func Offsets(zone string, from, to time.Time) []Offset {
	loc, ok := Location(zone)
	if !ok {
		return nil
	}
	_, seconds := from.In(loc).Zone()
	all := []Offset{{from, seconds}}
	for at := from.In(loc); ; {
		end := nextBound(at)
		if end.IsZero() || !end.Before(to) {
			return all
		}
		if _, s := end.Zone(); s != all[len(all)-1].Seconds {
			all = append(all, Offset{end, s})
		}
		at = end
	}
}

// nextBound returns when the clock of at may change next, or zero for never.
// On the last day of a leap year ZoneBounds gives the instant that it is asked
// about; the changes after it are found from the day after.
func nextBound(at time.Time) time.Time {
	_, end := at.ZoneBounds()
	if !end.IsZero() && !end.After(at) {
		return at.Add(24 * time.Hour)
	}
	return end
}
