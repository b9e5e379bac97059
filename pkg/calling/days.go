package calling

import (
	"encoding/binary"
	"encoding/json"
	"time"
)

// StricterHours writes down the hours that rules leave open on a day where these are
// stricter than Federal. Its zero value is ready for use; most days of its kind
// of call have the hours of another, and cost little.
type StricterHours struct {
	texts map[string]string
	key   []byte
	// day is the one last asked for, and stricter what rules leave open on it.
	day      time.Time
	stricter []ruleHours
}

// ruleHours are the hours of a rule, by its place among Rules.
type ruleHours struct {
	rule int
	Hours
}

// On returns the hours of a day as a JSON object: [first, last] minute, the last
// excluded, by the jurisdictions that a place may name. The call's Window is left
// out.
func (s *StricterHours) On(day time.Time, c Call) string {
	if s.texts == nil || !day.Equal(s.day) {
		s.ask(day)
	}
	s.key = s.key[:0]
	for _, h := range s.stricter {
		if Rules()[h.rule].binds(c) {
			for _, n := range [...]int{h.rule, h.Opens, h.Closes} {
				s.key = binary.AppendVarint(s.key, int64(n))
			}
		}
	}
	text, ok := s.texts[string(s.key)]
	if !ok {
		text = stricterText(s.key)
		s.texts[string(s.key)] = text
	}
	return text
}

// ask looks up the hours of a day in the rules.
func (s *StricterHours) ask(day time.Time) {
	if s.texts == nil {
		s.texts = map[string]string{}
	}
	s.day, s.stricter = day, s.stricter[:0]
	year, month, date := day.Date()
	weekday := day.Weekday()
	for i, r := range Rules() {
		if h, _, ok := r.on(year, month, date, weekday); ok && (h.Opens > Federal.Opens || h.Closes < Federal.Closes) {
			s.stricter = append(s.stricter, ruleHours{i, h})
		}
	}
}

// stricterText returns what On does of the places of rules and their hours.
func stricterText(key []byte) string {
	var n [3]int
	hours := map[string][2]int{}
	for len(key) > 0 {
		for i := range n {
			v, w := binary.Varint(key)
			n[i], key = int(v), key[w:]
		}
		for _, j := range Rules()[n[0]].Binds {
			had, ok := hours[j]
			if !ok {
				had = [2]int{0, 24 * 60}
			}
			hours[j] = [2]int{max(had[0], n[1]), min(had[1], n[2])}
		}
	}
	text, err := json.Marshal(hours)
	if err != nil {
		panic(err)
	}
	return string(text)
}
