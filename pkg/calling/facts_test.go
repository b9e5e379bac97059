package calling

import (
	"encoding/csv"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// facts returns the rows of a file of testdata: what was read of the law in November
// 2026, by people, from other sources than the program's data.
func facts(t *testing.T, name string, rows int) (all []map[string]string) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil || len(lines) != rows+1 {
		t.Fatalf("%s has %d lines: %v", name, len(lines), err)
	}
	for _, line := range lines[1:] {
		f := map[string]string{}
		for i, column := range lines[0] {
			f[column] = line[i]
		}
		all = append(all, f)
	}
	return all
}

var section = regexp.MustCompile(`[0-9][0-9A-Za-z.:-]*[0-9]`)

// TestHoursAreThoseRead compares the rules that hold on RulesAsOf with the hours that
// were read, line by line: hours, Sundays, holidays, the first section that is cited,
// and how sure it is.
func TestHoursAreThoseRead(t *testing.T) {
	// Where they differ, and why.
	better := map[string]string{
		"NJ mon_fri": "08:00-20:00", "NJ sat": "08:00-20:00", "NJ sun": "08:00-20:00", // shown: what one source says
		"PA sun":         "none", // CHECK: the stricter holds
		"Canada holiday": "none", // "province bans some": the stricter holds
	}
	automated := map[string][4]string{ // by the columns applies_to and confidence
		"IL": {"09:00-21:00", "09:00-21:00", "09:00-21:00", "as weekday"},
		"ME": {"09:00-17:00", "none", "none", "as weekday"},
		"NE": {"08:00-21:00", "08:00-21:00", "13:00-21:00", "13:00-21:00"},
		"OK": {"09:00-21:00", "09:00-21:00", "09:00-21:00", "as weekday"},
		"SD": {"09:00-21:00", "none", "none", "as weekday"},
	}
	for _, f := range facts(t, "calling_hours.csv", 30) {
		name := f["jurisdiction"]
		jurisdiction := "US-" + name
		switch name {
		case "US federal":
			jurisdiction = "US"
		case "Canada":
			jurisdiction = "CA"
		case "UK":
			jurisdiction = "GB"
		case "Australia":
			jurisdiction = "AU"
		}
		byHand, byMachine := ruleNow(jurisdiction, false), ruleNow(jurisdiction, true)
		want := [4]string{f["mon_fri"], f["sat"], f["sun"], f["legal_holidays"]}
		for i, column := range []string{"mon_fri", "sat", "sun", "holiday"} {
			if b, ok := better[name+" "+column]; ok {
				want[i] = b
			}
		}
		if strings.HasPrefix(want[3], "as weekday") {
			want[3] = "as weekday"
		}
		cited := byMachine
		if byHand == nil { // nothing but the law of the country binds
			if want != [4]string{Federal.String(), Federal.String(), Federal.String(), "as weekday"} {
				t.Errorf("%s has no rule for calls by hand", name)
			}
		} else {
			cited = byHand
			if got := hoursOf(byHand); got != want {
				t.Errorf("%s: %q, read were %q", name, got, want)
			}
		}
		if a, ok := automated[name]; ok != (byMachine != nil) || ok && hoursOf(byMachine) != a {
			t.Errorf("%s, automated: %+v, read were %q", name, byMachine, a)
		}
		if cited == nil {
			continue
		}
		if s := section.FindString(f["source"]); !strings.Contains(cited.Statute, s) {
			t.Errorf("%s cites %q, read was %q", name, cited.Statute, f["source"])
		}
		if sure, _, _ := strings.Cut(f["confidence"], " "); name != "UK" && cited.Confidence != sure {
			t.Errorf("%s is of confidence %q, read was %q", name, cited.Confidence, sure)
		}
	}
}

// ruleNow returns the rule that holds on RulesAsOf, the last of several, or nil.
func ruleNow(jurisdiction string, automated bool) (found *Rule) {
	for _, r := range Rules() {
		if r.Jurisdiction == jurisdiction && r.Automated == automated && r.ValidFrom <= RulesAsOf {
			found = r
		}
	}
	return found
}

func hoursOf(r *Rule) [4]string {
	all := [4]string{r.Week[time.Friday].String(), r.Week[time.Saturday].String(), r.Week[time.Sunday].String(), "as weekday"}
	if !r.HolidayAsDay {
		all[3] = r.Holiday.String()
	}
	return all
}

// TestHolidaysAreThoseRead looks up each holiday that was read in each of its
// jurisdictions, and that nobody may be called there on it.
func TestHolidaysAreThoseRead(t *testing.T) {
	words := strings.NewReplacer("1st Tue", "Tue", "1st ", "1 ", "2nd ", "2 ", "3rd ", "3 ", "4th ", "4 ", "47 days before Easter", "Easter-47", "Good Friday", "Easter-2")
	provinces := strings.Fields("AB BC MB NB NL ON SK")
	for _, f := range facts(t, "holidays.csv", 21) {
		where := strings.NewReplacer("all of Canada", "CA", "Canada national", "CA", "Canada federal", "CA", "federal and ON", "CA",
			"and the usual", "AL LA RI UT").Replace(f["jurisdictions"])
		for _, code := range regexp.MustCompile(`\b[A-Z]{2}\b`).FindAllString(where, -1) {
			jurisdiction := "US-" + code
			switch {
			case code == "CA":
				jurisdiction = code
			case slices.Contains(provinces, code):
				jurisdiction = "CA-" + code
			}
			for year := 2024; year <= 2032; year++ {
				day := dayOf(words.Replace(f["date"]), year)
				if holidayOn(jurisdiction, year, day.Month(), day.Day()) == "" {
					t.Errorf("%s, %s, is no holiday of %s in %d", f["name"], f["date"], jurisdiction, year)
				}
				zone := central
				if jurisdiction[:2] == "CA" {
					zone = "America/Halifax"
				}
				loc, _ := Location(zone)
				noon := time.Date(year, day.Month(), day.Day(), 12, 0, 0, 0, loc)
				if code != "NE" && year > 2024 && (Place{Zones: zone, States: jurisdiction}).At(noon, Call{}).Open {
					t.Errorf("%s, %s: %s may be called in %d", f["name"], f["date"], jurisdiction, year)
				}
			}
		}
	}
}

// TestHolidaysBind: whoever has a holiday is closed on it by some rule, or has other hours.
func TestHolidaysBind(t *testing.T) {
	for _, h := range Holidays() {
		for _, j := range h.Jurisdictions {
			if !slices.ContainsFunc(Rules(), func(r *Rule) bool { return r.Jurisdiction == j && !r.HolidayAsDay }) {
				t.Errorf("%s is a holiday of %s, on which no rule of it differs", h.Name, j)
			}
		}
	}
}

// TestAreasAreThoseRead: an area code of which two zones were read is in both where no
// town is known, as are those that the list of them lacked.
func TestAreasAreThoseRead(t *testing.T) {
	zones := map[rune]string{'E': eastern, 'C': central, 'M': mountain, 'P': pacific}
	want := map[string][]string{
		"689": {eastern}, "474": {"America/Regina"}, "928": {"America/Phoenix", mountain}, "807": {"America/Toronto", "America/Winnipeg"},
		"867": {"America/Whitehorse", "America/Edmonton", "America/Iqaluit", "America/Rankin_Inlet"},
		"448": {eastern, central}, "930": {eastern, central}, "208": {mountain, pacific}, "986": {mountain, pacific},
		"605": {central, mountain}, "701": {central, mountain}, "709": {"America/St_Johns", "America/Goose_Bay"},
		"879": {"America/St_Johns", "America/Goose_Bay"}, "672": {"America/Vancouver", "America/Edmonton"},
		"250": {"America/Vancouver", "America/Edmonton"}, "778": {"America/Vancouver", "America/Edmonton"},
		"236": {"America/Vancouver", "America/Edmonton"}, "907": {"America/Anchorage", "America/Adak"},
	}
	for _, f := range facts(t, "area_codes_two_zones.csv", 23) {
		letters, official := strings.CutPrefix(f["official_zones"], "NANPA ")
		if want[f["area_code"]] != nil {
			continue
		}
		if !official {
			t.Fatalf("%s: %q", f["area_code"], f["official_zones"])
		}
		letters, _, _ = strings.Cut(letters, ";")
		for _, letter := range letters {
			want[f["area_code"]] = append(want[f["area_code"]], zones[letter])
		}
	}
	a := theAtlas()
	for area, all := range want {
		got := strings.Fields(a.zones.text(a.areas[digits3(area)-200].zones))
		for _, zone := range all {
			if !slices.Contains(got, zone) {
				t.Errorf("%s is in %v, not in %s", area, got, zone)
			}
		}
	}
}
