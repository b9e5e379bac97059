package contact

import (
	"math"
	"slices"
	"time"
)

// Record is which numbers of people who say no an import puts on the internal
// do-not-call list.
type Record uint8

// The policies, from none to all.
const (
	// RecordNone puts none of them there.
	RecordNone Record = iota
	// RecordKnown puts those there that a contact of the database has already.
	RecordKnown
	// RecordAll puts all of them there.
	RecordAll
)

var recordNames = [...]string{"none", "known", "all"}

// String returns the policy's name as mapping files have it.
func (r Record) String() string { return recordNames[r] }

// ParseRecord finds a policy by its name in mapping files.
func ParseRecord(name string) (Record, bool) {
	i := slices.Index(recordNames[:], name)
	return Record(max(i, 0)), i >= 0
}

// Refusal is one number of a person who said no in a row of the list. It holds
// for that number in every row of the list, whatever their order and whatever
// became of the row that says so.
type Refusal struct {
	// Phone is the number in E.164 form.
	Phone string
	// Date is the consent date of the row that says no, as Contact.Values has
	// it, or empty. A yes in another row of the list wins where it is dated
	// later; against a refusal without a date none wins.
	Date string
	// Reason is what the person said, in the words of the list, cut to a length
	// that fits a table: "Opt In: no".
	Reason string
	// Record reports whether the number goes on the internal do-not-call list.
	Record Record
}

// Moment is when somebody agreed or refused, as far as it is known: a yes wins
// over a no if its Moment is greater.
type Moment uint64

// momentBits is how many of the low bits of a Moment hold the second of its day.
const momentBits = 17

// IsOlder reports whether a consent date that a later row brings lies before the
// one that is known: by the day, and within a day by the time where both have one
// written alike. A date that is none is not older.
func IsOlder(brought, known string) bool {
	return isDay(brought) && isDay(known) && (brought[:10] < known[:10] || len(brought) == len(known) && brought < known)
}

// isDay reports whether a text begins as an ISO 8601 date.
func isDay(s string) bool {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return false
	}
	for _, i := range [...]int{0, 1, 2, 3, 5, 6, 8, 9} {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// AgreedAt returns the Moment of a yes from a consent date, a day or an
// instant. Without a date it is the least Moment there is.
func AgreedAt(date string) Moment {
	if date == "" {
		return 0
	}
	if day, ok := parseDay(date); ok {
		return Moment(day) << momentBits
	}
	day, second, known, ok := parseMoment(date)
	switch {
	case !ok:
		return 0
	case !known: // at any time of that day
		second = 0
	}
	return Moment(day)<<momentBits | Moment(second)
}

// RefusedAt returns the Moment of a no. Without a date it is the greatest Moment
// there is, and a day without a time counts to its end: only a yes that was
// certainly later wins.
func RefusedAt(date string) Moment {
	if date == "" {
		return math.MaxUint64
	}
	if day, ok := parseDay(date); ok {
		return Moment(day)<<momentBits | (1<<momentBits - 1)
	}
	day, second, known, ok := parseMoment(date)
	switch {
	case !ok:
		return math.MaxUint64
	case !known:
		second = 1<<momentBits - 1
	}
	return Moment(day)<<momentBits | Moment(second)
}

// parseMoment splits a date in UTC into days since 1 January of year 1 and
// seconds; known is false where it has no time of day.
func parseMoment(date string) (day, second int64, known, ok bool) {
	t, err := time.Parse(time.DateOnly, date)
	if known = err != nil; known {
		if t, err = time.Parse(time.RFC3339, date); err != nil {
			return 0, 0, false, false
		}
	}
	s := t.UTC().Unix() - time.Time{}.Unix()
	return s / 86400, s % 86400, known, s > 0
}

// parseDay is parseMoment for a day of this form in a year of four digits, which
// dates of consent are: "2025-01-10".
func parseDay(date string) (day int64, ok bool) {
	if len(date) != len(time.DateOnly) || date[4] != '-' || date[7] != '-' {
		return 0, false
	}
	number := func(from, to int) (n int64) {
		for _, c := range []byte(date[from:to]) {
			if c < '0' || c > '9' {
				ok = false
			}
			n = 10*n + int64(c-'0')
		}
		return n
	}
	ok = true
	year, month, dayOfMonth := number(0, 4), number(5, 7), number(8, 10)
	if !ok || year < 2 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 28 {
		return 0, false // the last days of a month are looked up in the calendar
	}
	before := year - 1
	day = 365*before + before/4 - before/100 + before/400 + daysBefore[month-1] + dayOfMonth - 1
	if month > 2 && (year%4 == 0 && year%100 != 0 || year%400 == 0) {
		day++
	}
	return day, true
}

// daysBefore are the days of a year before each month.
var daysBefore = [12]int64{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}
