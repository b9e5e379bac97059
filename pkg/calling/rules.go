package calling

import (
	"crypto/sha256"
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

//go:embed data/rules.csv
var rulesText string

// RulesAsOf is the day as of which the calling rules and holidays were read.
const RulesAsOf = "2026-11-28"

// RulesVersion names the rules, holidays and clocks as a whole: the day as of which
// they were read, and the beginning of a hash of them and of where places are. It
// changes with any of them, so that what a database holds of them can be replaced.
var RulesVersion = sync.OnceValue(func() string {
	hash := sha256.New()
	for _, text := range []string{rulesText, holidaysText, statesText, clocksText, changesText, areasText, townsText, zipsText, fmt.Sprint(Federal)} {
		fmt.Fprintf(hash, "%d %s", len(text), text)
	}
	return fmt.Sprintf("%s.%x", RulesAsOf, hash.Sum(nil)[:3])
})

// Hours are minutes after local midnight, the last excluded. There are none
// where Closes is not after Opens.
type Hours struct{ Opens, Closes int }

// contain reports whether the hours are open at a minute of the day.
func (h Hours) contain(minute int) bool { return h.Opens <= minute && minute < h.Closes }

// String returns the hours as "08:00-20:00", or "none".
func (h Hours) String() string {
	if h.Closes <= h.Opens {
		return "none"
	}
	return fmt.Sprintf("%02d:%02d-%02d:%02d", h.Opens/60, h.Opens%60, h.Closes/60, h.Closes%60)
}

// Federal are the hours that bind everywhere, at the called party's place: 47
// CFR 64.1200(c)(1).
var Federal = Hours{8 * 60, 21 * 60}

// Rule is what the law of one jurisdiction says of the hours of calls.
type Rule struct {
	// Jurisdiction is a country ("US"), or a state or province ("US-FL").
	Jurisdiction, Name string
	// Binds are the jurisdictions of places that it binds: for a country also its
	// states.
	Binds []string
	// Automated rules bind only calls of automated systems and prerecorded calls:
	// those of powerlists in dial mode "ai".
	Automated bool
	// Week are the hours by time.Weekday.
	Week [7]Hours
	// Holiday are the hours on legal holidays, unless these are as any day.
	Holiday      Hours
	HolidayAsDay bool
	// Statute, AppliesTo, Cap (on attempts), Confidence ("high" to "low") and
	// Notes say where the rule is from and what is known of it.
	Statute, AppliesTo, Cap, Confidence, Notes string
	// Enforced: the rule closes; else it is only shown.
	Enforced bool
	// ValidFrom is the first day on which the rule holds, or empty.
	ValidFrom string
	from      int // the same as a number, 20260701, or 0
}

// isState reports whether the rule is a state's or a province's, which a
// powerlist with calling_rules "federal" leaves out.
func (r *Rule) isState() bool { return strings.Contains(r.Jurisdiction, "-") }

// boundBy returns the jurisdictions that a place may name by which a rule of one
// binds it: that itself, and for a country its states.
func boundBy(jurisdiction string) []string {
	all := []string{jurisdiction}
	for _, states := range placeLines(statesText) {
		for _, state := range states {
			if strings.HasPrefix(state, jurisdiction+"-") {
				all = append(all, state)
			}
		}
	}
	slices.Sort(all[1:])
	return all
}

// on returns the hours of a local day, and the holiday that they are for if any.
// It is not ok where the rule does not hold yet.
func (r *Rule) on(year int, month time.Month, day int, weekday time.Weekday) (h Hours, holiday string, ok bool) {
	if year*1e4+int(month)*100+day < r.from {
		return Hours{}, "", false
	}
	if !r.HolidayAsDay {
		if holiday = holidayOn(r.Jurisdiction, year, month, day); holiday != "" {
			return r.Holiday, holiday, true
		}
	}
	return r.Week[weekday], "", true
}

// Rules returns all rules, in the order of their file. The caller must not
// change them.
var Rules = sync.OnceValue(func() []*Rule {
	var all []*Rule
	for f := range table(rulesText) {
		r := &Rule{
			Jurisdiction: f["jurisdiction"], Binds: boundBy(f["jurisdiction"]), Name: f["name"], Automated: f["calls"] == "automated",
			HolidayAsDay: f["holidays"] == "as weekday", Statute: f["statute"], AppliesTo: f["applies_to"],
			Cap: f["cap"], Confidence: f["confidence"], Notes: f["notes"], Enforced: f["enforced"] == "yes", ValidFrom: f["valid_from"],
		}
		if r.ValidFrom != "" {
			r.from = number(strings.ReplaceAll(r.ValidFrom, "-", ""))
		}
		for day := range r.Week {
			r.Week[day] = hours(f["mon_fri"])
		}
		r.Week[time.Saturday], r.Week[time.Sunday] = hours(f["sat"]), hours(f["sun"])
		if !r.HolidayAsDay {
			r.Holiday = hours(f["holidays"])
		}
		all = append(all, r)
	}
	return all
})

// table returns the rows of a data file by column.
func table(text string) func(yield func(map[string]string) bool) {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		panic(err)
	}
	return func(yield func(map[string]string) bool) {
		for _, row := range rows[1:] {
			f := map[string]string{}
			for i, name := range rows[0] {
				f[name] = row[i]
			}
			if !yield(f) {
				return
			}
		}
	}
}

// hours reads "08:00-20:00" or "none".
func hours(s string) Hours {
	if s == "none" {
		return Hours{}
	}
	w, ok := ParseWindow(s)
	if !ok {
		panic("hours " + s)
	}
	return Hours(w)
}

// binds reports whether the rule binds a call to a place that it binds.
func (r *Rule) binds(c Call) bool {
	return r.Enforced && (!r.Automated || c.Automated) && !(r.isState() && c.FederalOnly)
}

// binding returns the enforced rules of jurisdictions, of their countries too.
func binding(states string, c Call) []*Rule {
	var all []*Rule
	for _, r := range Rules() {
		if r.binds(c) && slices.ContainsFunc(strings.Fields(states), func(state string) bool { return slices.Contains(r.Binds, state) }) {
			all = append(all, r)
		}
	}
	return all
}
