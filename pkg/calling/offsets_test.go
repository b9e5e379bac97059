package calling

import (
	"testing"
	"time"
)

func TestOffsetsOfAllZones(t *testing.T) {
	from, to := time.Unix(clocksSince, 0), time.Date(2034, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, zone := range ZoneNames() {
		all := Offsets(zone, from, to)
		if len(all) == 0 || !all[0].From.Equal(from) {
			t.Errorf("the offsets of %s begin with %v", zone, all)
		}
		loc, _ := Location(zone)
		i := 0
		for at := from; at.Before(to); at = at.Add(6 * time.Hour) {
			for i+1 < len(all) && !all[i+1].From.After(at) {
				i++
			}
			if _, want := at.In(loc).Zone(); all[i].Seconds != want {
				t.Errorf("the offset of %s at %s is %d, want %d", zone, at, all[i].Seconds, want)
				break
			}
		}
		for i := 1; i < len(all); i++ {
			if !all[i].From.After(all[i-1].From) {
				t.Errorf("the offsets of %s go back: %v", zone, all)
				break
			}
		}
	}
}
