package calling

import (
	"encoding/json"
	"time"
)

// StricterHours returns as a JSON object the hours that rules leave open on a day,
// where these are stricter than Federal: [first, last] minute, the last excluded,
// by the jurisdictions that a place may name. The call's Window is left out.
func StricterHours(day time.Time, c Call) string {
	hours := map[string][2]int{}
	for _, r := range Rules() {
		if !r.binds(c) {
			continue
		}
		h, _, ok := r.On(day.Year(), day.Month(), day.Day(), day.Weekday())
		if !ok || h.Opens <= Federal.Opens && h.Closes >= Federal.Closes {
			continue
		}
		for _, j := range r.Binds {
			had, ok := hours[j]
			if !ok {
				had = [2]int{0, 24 * 60}
			}
			hours[j] = [2]int{max(had[0], h.Opens), min(had[1], h.Closes)}
		}
	}
	text, err := json.Marshal(hours)
	if err != nil {
		panic(err)
	}
	return string(text)
}
