package calling

import (
	"strings"
	"testing"
	"time"
)

func TestHolidays(t *testing.T) {
	for _, test := range []struct {
		jurisdiction, day, want string
	}{
		{"US-LA", "2026-02-17", "Mardi Gras"}, {"US-LA", "2026-04-03", "Good Friday"}, {"US-PA", "2026-04-03", "Good Friday"},
		{"US-UT", "2026-04-03", ""}, {"US-UT", "2026-07-24", "Pioneer Day"}, {"US-UT", "2027-07-23", "Pioneer Day"}, // a Saturday in 2027
		{"US-UT", "2027-07-24", "Pioneer Day"}, {"US-RI", "2026-07-03", "Independence Day"}, {"US-RI", "2027-07-05", "Independence Day"},
		{"US-PA", "2026-11-03", "Election Day"}, {"US-PA", "2027-11-02", "Election Day"}, {"US-AL", "2026-11-26", "Thanksgiving"},
		{"US-AL", "2026-05-25", "Memorial Day"}, {"US-AL", "2026-01-19", "Martin Luther King Day"}, {"US-PA", "2026-10-12", "Columbus Day"},
		{"CA", "2026-10-12", "Thanksgiving"}, {"CA", "2026-05-18", "Victoria Day"}, {"CA-ON", "2026-02-16", "Family Day"}, {"CA-QC", "2026-02-16", ""},
		{"US-LA", "2021-12-31", "New Year's Day"}, {"US-LA", "2022-01-01", "New Year's Day"}, {"US-NY", "2026-12-25", ""}, {"AU", "2026-04-06", "Easter Monday"},
		{"US-LA", "2030-03-05", "Mardi Gras"}, {"US-LA", "2038-04-23", "Good Friday"},
	} {
		day, err := time.Parse(time.DateOnly, test.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := holidayOn(test.jurisdiction, day.Year(), day.Month(), day.Day()); got != test.want {
			t.Errorf("%s on %s: %q, want %q", test.jurisdiction, test.day, got, test.want)
		}
	}
}

func TestAt(t *testing.T) {
	ny := Place{Zones: eastern, States: "US-NY"}
	window := func(s string) Call {
		w, ok := ParseWindow(s)
		if !ok {
			t.Fatal(s)
		}
		return Call{Window: &w}
	}
	for _, test := range []struct {
		name  string
		place Place
		at    string
		call  Call
		until string // empty where closed
	}{
		{"New York", ny, "2026-11-28T13:00:00Z", Call{}, "2026-11-29T02:00:00Z"},
		{"too early", ny, "2026-11-28T12:59:59Z", Call{}, ""},
		{"the last second", ny, "2026-11-29T01:59:59Z", Call{}, "2026-11-29T02:00:00Z"},
		{"too late", ny, "2026-11-29T02:00:00Z", Call{}, ""},
		{"05:00 in California", Place{Zones: pacific + " " + eastern, States: "US-CA US-NY"}, "2026-11-28T13:00:00Z", Call{}, ""},
		{"both open", Place{Zones: pacific + " " + eastern, States: "US-CA US-NY"}, "2026-11-28T18:00:00Z", Call{}, "2026-11-29T02:00:00Z"},
		{"Florida closes at 20:00", Place{Zones: eastern, States: "US-FL"}, "2026-11-28T18:00:00Z", Call{}, "2026-11-29T01:00:00Z"},
		{"Florida's rule at another place", Place{Zones: eastern, States: "US-FL US-NY"}, "2026-11-29T01:30:00Z", Call{}, ""},
		{"federal alone", Place{Zones: eastern, States: "US-FL US-NY"}, "2026-11-29T01:30:00Z", Call{FederalOnly: true}, "2026-11-29T02:00:00Z"},
		{"Sunday in Rhode Island", Place{Zones: eastern, States: "US-RI"}, "2026-11-29T18:00:00Z", Call{}, ""},
		{"Saturday in Rhode Island", Place{Zones: eastern, States: "US-RI"}, "2026-11-28T18:00:00Z", Call{}, "2026-11-28T22:00:00Z"},
		{"Texas on Sunday", Place{Zones: central, States: "US-TX"}, "2026-11-29T17:59:00Z", Call{}, ""},
		{"Texas on Sunday at noon", Place{Zones: central, States: "US-TX"}, "2026-11-29T18:00:00Z", Call{}, "2026-11-30T03:00:00Z"},
		{"a holiday", Place{Zones: mountain, States: "US-UT"}, "2026-12-25T18:00:00Z", Call{}, ""},
		{"Pennsylvania's Sundays", Place{Zones: eastern, States: "US-PA"}, "2026-10-11T18:00:00Z", Call{}, "2026-10-12T01:00:00Z"},
		{"no more", Place{Zones: eastern, States: "US-PA"}, "2026-10-18T18:00:00Z", Call{}, ""},
		{"low confidence", Place{Zones: eastern, States: "US-MI"}, "2026-11-27T13:30:00Z", Call{}, "2026-11-28T02:00:00Z"},
		{"automated", Place{Zones: central, States: "US-SD"}, "2026-11-28T18:00:00Z", Call{Automated: true}, ""},
		{"by hand", Place{Zones: central, States: "US-SD"}, "2026-11-28T18:00:00Z", Call{}, "2026-11-29T03:00:00Z"},
		{"Canada", Place{Zones: "America/Toronto", States: "CA-ON"}, "2026-11-27T13:30:00Z", Call{}, ""},
		{"Canada on Saturday", Place{Zones: "America/Toronto", States: "CA-ON"}, "2026-11-28T16:00:00Z", Call{}, "2026-11-28T23:00:00Z"},
		{"British Columbia since 2026-11", Place{Zones: "America/Vancouver"}, "2026-11-28T15:00:00Z", Call{}, "2026-11-29T04:00:00Z"},
		{"Ontario's Family Day", Place{Zones: "America/Toronto", States: "CA-ON"}, "2026-02-16T17:00:00Z", Call{}, ""},
		{"Quebec has none", Place{Zones: "America/Toronto", States: "CA-QC"}, "2026-02-16T17:00:00Z", Call{}, "2026-02-17T02:00:00Z"},
		{"the country's rules alone", Place{Zones: "America/Toronto", States: "CA-ON"}, "2026-02-16T17:00:00Z", Call{FederalOnly: true}, "2026-02-17T02:00:00Z"},
		{"a window", ny, "2026-11-28T15:30:00Z", window("10:00-12:00"), "2026-11-28T17:00:00Z"},
		{"outside a window", ny, "2026-11-28T17:00:00Z", window("10:00-12:00"), ""},
		{"a window over midnight, evening", ny, "2026-11-29T01:30:00Z", window("20:00-10:00"), "2026-11-29T02:00:00Z"},
		{"a window over midnight, morning", ny, "2026-11-28T13:30:00Z", window("20:00-10:00"), "2026-11-28T15:00:00Z"},
		{"a window over midnight, night", ny, "2026-11-28T05:00:00Z", window("20:00-10:00"), ""},
		{"a wider window", ny, "2026-11-29T02:30:00Z", window("00:00-23:59"), ""},
		{"nowhere", Place{}, "2026-11-28T18:00:00Z", Call{}, ""},
		{"an unknown zone", Place{Zones: "Mars/Olympus"}, "2026-11-28T18:00:00Z", Call{}, ""},
	} {
		at, err := time.Parse(time.RFC3339, test.at)
		if err != nil {
			t.Fatal(err)
		}
		v := test.place.At(at, test.call)
		got := ""
		if v.Open {
			got = v.Until.UTC().Format(time.RFC3339)
		}
		if got != test.until {
			t.Errorf("%s: until %q, want %q (%s)", test.name, got, test.until, v.Why)
		}
		if v.Open == (v.Why != "") {
			t.Errorf("%s: open %t, why %q", test.name, v.Open, v.Why)
		}
	}
}

func TestNext(t *testing.T) {
	at := time.Date(2026, 11, 29, 3, 0, 0, 0, time.UTC) // Saturday evening in New York
	for _, test := range []struct {
		place Place
		want  string
	}{
		{Place{Zones: eastern}, "2026-11-29T13:00:00Z"},
		{Place{Zones: eastern + " " + pacific}, "2026-11-29T16:00:00Z"},
		{Place{Zones: eastern, States: "US-RI"}, "2026-11-30T14:00:00Z"},
		{Place{Zones: "Asia/Kathmandu"}, "2026-11-29T03:00:00Z"},
		{Place{Zones: "America/St_Johns Pacific/Guam"}, "2026-11-29T22:00:00Z"},
		{Place{Zones: "Mars/Olympus"}, ""},
		{Place{}, ""},
	} {
		next, ok := test.place.Next(at, Call{})
		got := ""
		if ok {
			got = next.UTC().Format(time.RFC3339)
		}
		if got != test.want {
			t.Errorf("%+v opens at %q, want %q", test.place, got, test.want)
		}
	}
}

func TestWindow(t *testing.T) {
	for text, want := range map[string]string{"08:00-21:00": "false", "09:30-20:00": "false", "00:00-23:59": "true", "20:00-10:00": "true",
		"07:59-12:00": "true", "08:00-24:00": "true", "8:00-21:00": "", "08:00-25:00": "", "": ""} {
		w, ok := ParseWindow(text)
		got := ""
		if ok {
			got = map[bool]string{true: "true", false: "false"}[w.Wider()]
		}
		if got != want {
			t.Errorf("%q is wider than the law: %q, want %q", text, got, want)
		}
	}
}

// TestRules checks the data: every rule has what it takes, and states are those
// that evidence may name.
func TestRules(t *testing.T) {
	a := theAtlas()
	enforced := map[string]bool{}
	for _, r := range Rules() {
		if r.Name == "" || r.Statute == "" || r.AppliesTo == "" || r.Confidence == "" {
			t.Errorf("%+v lacks something", r)
		}
		if r.Enforced == (r.Confidence == "low" || r.Jurisdiction == "GB") {
			t.Errorf("%s is enforced: %t, with confidence %s", r.Name, r.Enforced, r.Confidence)
		}
		if r.isState() && a.state(r.Jurisdiction[3:], r.Jurisdiction[0]).zones == 0 {
			t.Errorf("%s is no state", r.Jurisdiction)
		}
		enforced[r.Jurisdiction] = true
	}
	if len(enforced) < 30 {
		t.Errorf("there are rules of %d jurisdictions", len(enforced))
	}
	for _, h := range Holidays() {
		for _, j := range h.Jurisdictions {
			country, state, isState := strings.Cut(j, "-")
			if isState && a.state(state, country[0]).zones == 0 || !isState && !enforced[j] {
				t.Errorf("%s is a holiday of %s, which is nothing", h.Name, j)
			}
		}
	}
}
