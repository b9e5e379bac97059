package calling

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"time"
)

//go:embed data/holidays.csv
var holidaysText string

// Holiday is a legal holiday of some jurisdictions on which some of them ban
// calls.
type Holiday struct {
	// Day says which day of any year it is: "Jan 1", "3 Mon Jan", "last Mon May",
	// "Mon before May 25", "Tue after 1 Mon Nov", or days from Easter Sunday as in
	// "Easter-2".
	Day, Name string
	// Observed: where it falls on a Saturday the Friday before is a holiday too,
	// where on a Sunday the Monday after.
	Observed      bool
	Jurisdictions []string
}

// Holidays returns all holidays, in the order of the year. The caller must not
// change them.
var Holidays = sync.OnceValue(func() []Holiday {
	var all []Holiday
	for f := range table(holidaysText) {
		all = append(all, Holiday{Day: f["day"], Name: f["name"], Observed: f["observed"] == "yes",
			Jurisdictions: strings.Fields(f["jurisdictions"])})
	}
	return all
})

// Of returns the days of the holiday in a year: one, or two where it is observed
// on another day, which may be of the year before or after.
func (h *Holiday) Of(year int) []time.Time {
	day := dayOf(h.Day, year)
	if h.Observed {
		switch day.Weekday() {
		case time.Saturday:
			return []time.Time{day.AddDate(0, 0, -1), day}
		case time.Sunday:
			return []time.Time{day, day.AddDate(0, 0, 1)}
		}
	}
	return []time.Time{day}
}

// HolidayDate is a day on which a jurisdiction has a holiday.
type HolidayDate struct {
	Jurisdiction string
	Day          time.Time // at midnight UTC
	Name         string
}

// HolidayDates returns the holidays of all jurisdictions in a year.
func HolidayDates(year int) (all []HolidayDate) {
	for i := range Holidays() {
		h := &Holidays()[i]
		for y := year - 1; y <= year+1; y++ {
			for _, day := range h.Of(y) {
				if day.Year() != year {
					continue
				}
				for _, j := range h.Jurisdictions {
					all = append(all, HolidayDate{j, day, h.Name})
				}
			}
		}
	}
	return all
}

type yearOfHolidays map[holidayKey]string // the names

type holidayKey struct {
	jurisdiction string
	month        time.Month
	day          int
}

var (
	holidaysMu sync.Mutex
	holidaysBy = map[int]yearOfHolidays{}
)

// holidayOn returns the name of the holiday of a jurisdiction on a day, or
// nothing.
func holidayOn(jurisdiction string, year int, month time.Month, day int) string {
	holidaysMu.Lock()
	defer holidaysMu.Unlock()
	all := holidaysBy[year]
	if all == nil {
		all = yearOfHolidays{}
		for _, h := range HolidayDates(year) {
			key := holidayKey{h.Jurisdiction, h.Day.Month(), h.Day.Day()}
			if all[key] == "" {
				all[key] = h.Name
			}
		}
		holidaysBy[year] = all
	}
	return all[holidayKey{jurisdiction, month, day}]
}

var weekdays = []string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}

// dayOf finds the day of a year that Holiday.Day describes.
func dayOf(text string, year int) time.Time {
	if offset, ok := strings.CutPrefix(text, "Easter"); ok {
		return easter(year).AddDate(0, 0, number(offset))
	}
	words := strings.Fields(text)
	if len(words) == 2 { // Jan 1
		return date(year, words[0], number(words[1]))
	}
	weekday := func(name string) time.Weekday { return time.Weekday(slices.Index(weekdays, name)) }
	switch {
	case words[1] == "before": // Mon before May 25
		day := date(year, words[2], number(words[3])).AddDate(0, 0, -1)
		for day.Weekday() != weekday(words[0]) {
			day = day.AddDate(0, 0, -1)
		}
		return day
	case words[1] == "after": // Tue after 1 Mon Nov
		day := dayOf(strings.Join(words[2:], " "), year).AddDate(0, 0, 1)
		for day.Weekday() != weekday(words[0]) {
			day = day.AddDate(0, 0, 1)
		}
		return day
	case words[0] == "last": // last Mon May
		day := date(year, words[2], 1).AddDate(0, 1, -1)
		for day.Weekday() != weekday(words[1]) {
			day = day.AddDate(0, 0, -1)
		}
		return day
	}
	day := date(year, words[2], 1) // 3 Mon Jan
	for day.Weekday() != weekday(words[1]) {
		day = day.AddDate(0, 0, 1)
	}
	return day.AddDate(0, 0, 7*(number(words[0])-1))
}

func date(year int, month string, day int) time.Time {
	m, err := time.Parse("Jan", month)
	if err != nil {
		panic(err)
	}
	return time.Date(year, m.Month(), day, 0, 0, 0, 0, time.UTC)
}

// easter returns Easter Sunday of the Gregorian calendar, by the algorithm of
// Meeus, Jones and Butcher.
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}
