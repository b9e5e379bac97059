package normalize

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// IsMinor reports whether a cell says that somebody is under 18, or may be: an age, a
// date or a year of birth, "under 18". today is an ISO date.
func IsMinor(cell, today string) bool {
	const adult = 18
	text := strings.ToLower(Text(cell))
	day, err := time.Parse(time.DateOnly, today[:min(len(today), len(time.DateOnly))])
	if text == "" || err != nil {
		return false
	}
	digits := strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsLetter(r) || r == ' ' || r == '.' })
	number := strings.TrimSuffix(digits, ".0")
	if n, err := strconv.Atoi(number); err == nil && n >= 0 {
		unit := strings.Trim(text[len(digits):], " .")
		switch {
		case n < adult:
			return true
		case monthUnits[unit]:
			return n < 12*adult
		case n >= 1900 && n <= day.Year():
			return day.Year()-n <= adult
		case n < 1900:
			return false
		}
	}
	if strings.HasPrefix(text, "<") || strings.HasPrefix(text, "under") || strings.HasPrefix(text, "unter") {
		n, err := strconv.Atoi(strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsDigit(r) }))
		return err == nil && n <= adult
	}
	latest := day.AddDate(-adult, 0, 0).Format(time.DateOnly)
	if date, ok := SerialDate(text); ok {
		return date > latest
	}
	for _, order := range DateOrders(text) {
		if date, ok := Date(text, order); ok && date[:len(latest)] > latest && date[:len(latest)] <= today {
			return true
		}
	}
	return false
}

// monthUnits are behind the age of somebody who is none of years.
var monthUnits = map[string]bool{"months": true, "month": true, "mo": true, "mos": true, "m": true, "monate": true, "mois": true, "meses": true, "mesi": true, "maanden": true}
