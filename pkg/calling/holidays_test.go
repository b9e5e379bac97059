package calling

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestHolidaysByAnotherWay works out the holidays of 2020 to 2040 day by day: a day
// is one by its month, weekday and place among those of its month, and Easter is the
// Sunday after the full moon by Oudin's algorithm.
func TestHolidaysByAnotherWay(t *testing.T) {
	for year := 2020; year <= 2040; year++ {
		got, want := map[string][]string{}, map[string][]string{}
		for i := range Holidays() {
			h := &Holidays()[i]
			for y := year - 1; y <= year+1; y++ {
				for _, day := range h.Of(y) {
					if day.Year() == year {
						got[h.Name] = append(got[h.Name], day.Format(time.DateOnly))
					}
				}
			}
		}
		for day := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() == year; day = day.AddDate(0, 0, 1) {
			for _, name := range holidaysOf(day) {
				want[name] = append(want[name], day.Format(time.DateOnly))
			}
		}
		for name, days := range got {
			slices.Sort(days)
			got[name] = slices.Compact(days) // two holidays of one name, as Thanksgiving
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%d: -want +got:\n%s", year, d)
		}
	}
}

// holidaysOf returns the names of the holidays that a day is.
func holidaysOf(day time.Time) (names []string) {
	month, nth, weekday := day.Month(), (day.Day()+6)/7, day.Weekday()
	last := day.AddDate(0, 0, 7).Month() != month
	byRule := map[string]bool{
		"Martin Luther King Day": month == time.January && weekday == time.Monday && nth == 3,
		"Presidents' Day":        month == time.February && weekday == time.Monday && nth == 3,
		"Family Day":             month == time.February && weekday == time.Monday && nth == 3,
		"Memorial Day":           month == time.May && weekday == time.Monday && last,
		"Victoria Day":           month == time.May && weekday == time.Monday && day.Day() >= 18 && day.Day() <= 24,
		"Victory Day":            month == time.August && weekday == time.Monday && nth == 2,
		"Labor Day":              month == time.September && weekday == time.Monday && nth == 1,
		"Columbus Day":           month == time.October && weekday == time.Monday && nth == 2,
		"Thanksgiving": month == time.October && weekday == time.Monday && nth == 2 ||
			month == time.November && weekday == time.Thursday && nth == 4,
		"Election Day": month == time.November && weekday == time.Tuesday && day.Day() >= 2 && day.Day() <= 8,
	}
	for name, isIt := range byRule {
		if isIt {
			names = append(names, name)
		}
	}
	for name, from := range map[string]int{"Mardi Gras": -47, "Good Friday": -2, "Easter Monday": 1} {
		if day.AddDate(0, 0, -from).Equal(oudin(day.Year())) {
			names = append(names, name)
		}
	}
	fixed := map[string]string{"01-01": "New Year's Day", "01-26": "Australia Day", "03-17": "St. Patrick's Day", "04-25": "Anzac Day",
		"06-14": "Flag Day", "06-19": "Juneteenth", "07-01": "Canada Day", "07-04": "Independence Day", "07-24": "Pioneer Day",
		"09-30": "National Day for Truth and Reconciliation", "12-25": "Christmas Day", "12-26": "Boxing Day"}
	both := map[string][]string{"11-11": {"Veterans Day", "Remembrance Day"}}
	on := func(d time.Time) []string {
		if name, ok := fixed[d.Format("01-02")]; ok {
			return []string{name}
		}
		return both[d.Format("01-02")]
	}
	names = append(names, on(day)...)
	switch weekday { // where one is observed
	case time.Friday:
		names = append(names, on(day.AddDate(0, 0, 1))...)
	case time.Monday:
		names = append(names, on(day.AddDate(0, 0, -1))...)
	}
	unobserved := map[string]string{"01-08": "Battle of New Orleans", "12-01": "Rosa Parks Day", "12-15": "Bill of Rights Day", "12-26": "day after Christmas"}
	if name, ok := unobserved[day.Format("01-02")]; ok {
		names = append(names, name)
	}
	return names
}

// oudin returns Easter Sunday by the algorithm of J.-M. Oudin (1940).
func oudin(year int) time.Time {
	century := year / 100
	g := year % 19
	k := (century - 17) / 25
	i := (century - century/4 - (century-k)/3 + 19*g + 15) % 30
	i -= i / 28 * (1 - i/28*(29/(i+1))*((21-g)/11))
	j := (year + year/4 + i + 2 - century + century/4) % 7
	l := i - j
	month := 3 + (l+40)/44
	return time.Date(year, time.Month(month), l+28-31*(month/4), 0, 0, 0, 0, time.UTC)
}

func ExampleHoliday_Of() {
	for _, h := range Holidays() {
		if h.Name == "Pioneer Day" {
			for _, day := range h.Of(2027) {
				fmt.Println(day.Format("Mon 2 Jan 2006"))
			}
		}
	}
	// Output:
	// Fri 23 Jul 2027
	// Sat 24 Jul 2027
}
