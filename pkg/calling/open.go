package calling

import (
	"fmt"
	"strings"
	"time"
)

// Window is a powerlist's own hours, in minutes after midnight at the called
// party's place. It may go over midnight. It only ever narrows the law's.
type Window struct{ Opens, Closes int }

// ParseWindow reads "HH:MM-HH:MM".
func ParseWindow(s string) (Window, bool) {
	var w Window
	if len(s) != 11 || s[2] != ':' || s[5] != '-' || s[8] != ':' || !allDigits(s[:2]+s[3:5]+s[6:8]+s[9:]) {
		return w, false
	}
	at := func(i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }
	w = Window{at(0)*60 + at(3), at(6)*60 + at(9)}
	return w, at(3) < 60 && at(9) < 60 && w.Opens <= 24*60 && w.Closes <= 24*60
}

// contains reports whether the window is open at a minute of the day, and for
// how many minutes more.
func (w Window) contains(minute int) (left int, open bool) {
	switch {
	case w.Opens <= w.Closes:
		return w.Closes - minute, w.Opens <= minute && minute < w.Closes
	case minute >= w.Opens:
		return w.Closes + 24*60 - minute, true
	}
	return w.Closes - minute, minute < w.Closes
}

// Wider reports whether the window allows minutes that the law does not: what
// it allows beyond Federal is left out.
func (w Window) Wider() bool {
	for minute := range 24 * 60 {
		if _, open := w.contains(minute); open && !Federal.contain(minute) {
			return true
		}
	}
	return false
}

// Call is what call it is.
type Call struct {
	// Window is that of the powerlist, or nil.
	Window *Window
	// Automated calls are those of an automated system: dial mode "ai".
	Automated bool
	// FederalOnly leaves the rules of states and provinces out: calling_rules
	// "federal".
	FederalOnly bool
}

// Verdict is whether a place may be called at an instant, and why not.
type Verdict struct {
	Open bool
	// Until is the instant at which the hours that are open close, where Open.
	Until time.Time
	// Why says in which zone or under which rule it is closed, where not Open.
	Why string
	// Rules are the rules that bind, whether they are open or not.
	Rules []*Rule
}

// At returns whether the place may be called at an instant: the hours must be
// open in each of its zones, under each rule that binds. A place without a zone,
// or with one that nobody knows, is closed.
func (p Place) At(at time.Time, c Call) Verdict {
	v := Verdict{Open: true, Rules: binding(p.States, c)}
	if p.Zones == "" {
		return Verdict{Why: "the time zone is not known", Rules: v.Rules}
	}
	left := 24 * 60
	closed := func(format string, args ...any) {
		if v.Open {
			v.Open, v.Why = false, fmt.Sprintf(format, args...)
		}
	}
	for name := range strings.FieldsSeq(p.Zones) {
		loc, ok := Location(name)
		if !ok {
			closed("unknown time zone %s", name)
			continue
		}
		local := at.In(loc)
		minute := local.Hour()*60 + local.Minute()
		if !Federal.contain(minute) {
			closed("it is %s in %s: calls are allowed %s (47 CFR 64.1200(c)(1))", local.Format("15:04"), name, Federal)
		}
		left = min(left, Federal.Closes-minute)
		if c.Window != nil {
			more, open := c.Window.contains(minute)
			if !open {
				closed("it is %s in %s: the powerlist's call window is %s", local.Format("15:04"), name, c.Window)
			}
			left = min(left, more)
		}
		for _, r := range v.Rules {
			h, holiday, ok := r.on(local.Year(), local.Month(), local.Day(), local.Weekday())
			if !ok {
				continue
			}
			if !h.contain(minute) {
				what := local.Weekday().String()
				if holiday != "" {
					what = holiday
				}
				closed("it is %s, %s, in %s: the hours of %s are %s (%s)", local.Format("15:04"), what, name, r.Name, h, r.Statute)
			}
			left = min(left, h.Closes-minute)
		}
	}
	if v.Open {
		v.Until = at.Truncate(time.Minute).Add(time.Duration(left) * time.Minute)
	}
	return v
}

// String returns the window as "HH:MM-HH:MM".
func (w Window) String() string {
	return fmt.Sprintf("%02d:%02d-%02d:%02d", w.Opens/60, w.Opens%60, w.Closes/60, w.Closes%60)
}

// horizon is how far Next looks.
const horizon = 370 * 24 * time.Hour

// Next returns the first instant from at on at which the place may be called. It
// is not ok where there is none within a year: zones that are never open at
// once, say.
func (p Place) Next(at time.Time, c Call) (next time.Time, ok bool) {
	if v := p.At(at, c); v.Open {
		return at, true
	}
	// Hours open at full quarters of an hour at the earliest, or where a window
	// or a rule begins: minutes of the hour that are few.
	minutes := map[int]bool{0: true, 15: true, 30: true, 45: true}
	if c.Window != nil {
		for _, m := range []int{0, 15, 30, 45} {
			minutes[(c.Window.Opens+m)%60] = true
		}
	}
	for t := at.Truncate(time.Minute).Add(time.Minute); t.Sub(at) < horizon; t = t.Add(time.Minute) {
		if !minutes[t.Minute()] {
			continue
		}
		if p.At(t, c).Open {
			return t, true
		}
	}
	return time.Time{}, false
}
