package normalize

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// IsMinor reports whether a cell says that somebody is under 18, or may be: an age, a
// group of ages, a date or a year of birth, "under 18". today is an ISO date.
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
	if m := agesPattern.FindStringSubmatch(text); m != nil {
		from, _ := strconv.Atoi(m[1])
		return from < adult
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

// agesPattern are groups of ages, "13-17", "12 to 15 years", "17 and under", "u16", and
// the first of their ages.
var agesPattern = regexp.MustCompile(`^(?:ages?|aged|u|m|f|w|boys|girls)?[ -]*(0|[1-9]\d?)\s*(?:(?:-|–|—|to|bis|a|à|tot)\s*[1-9]\d?|[&+]|and|und|et|y|e|en|oder|or)?\s*(?:jünger|younger|under|below|years|year|yrs|yr|y\.?o\.?|jahre|ans|años|anos|anni|jaar)?$`)

// monthUnits are behind the age of somebody who is none of years.
var monthUnits = map[string]bool{"months": true, "month": true, "mo": true, "mos": true, "m": true, "monate": true, "mois": true, "meses": true, "mesi": true, "maanden": true}
