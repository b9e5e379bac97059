package normalize

import (
	"slices"
	"strings"
	"time"
)

// DateOrder is the order of the numbers in a date of three.
type DateOrder string

// The date orders. OrderAuto reads only what can be read in one way.
const (
	OrderAuto DateOrder = ""
	MDY       DateOrder = "mdy"
	DMY       DateOrder = "dmy"
	YMD       DateOrder = "ymd"
)

// Date reads a date and returns it as YYYY-MM-DD, or, where the cell has a time
// too, in RFC 3339 in UTC. A time without a zone counts as UTC; midnight
// without a zone is no time but how spreadsheets write a date. The order
// decides about three numbers whose first is no year of four digits; such a
// date that is invalid in the given order is no date. Months may be names.
// Of years with two digits, 00 to 29 are 2000 to 2029, as in Excel.
func Date(s string, order DateOrder) (string, bool) {
	s = Text(s)
	d, ok := parseDate(s)
	if !ok {
		return "", false
	}
	if order == OrderAuto && (d.parts[0].digits == 4 || countNames(d.parts[:]) > 0) {
		order = YMD // it says itself what is what
	}
	if order != OrderAuto {
		return d.in(order)
	}
	text := ""
	for _, order := range [...]DateOrder{MDY, DMY, YMD} {
		t, ok := d.in(order)
		if !ok || t == text {
			continue
		}
		if text != "" {
			return "", false
		}
		text = t
	}
	return text, text != ""
}

// DateOrders returns the orders in which a cell reads as a date. The order of a
// whole column is the one that all its cells have; where that is more than one
// and Date returns different dates for them, the column is ambiguous.
func DateOrders(s string) []DateOrder {
	d, ok := parseDate(Text(s))
	if !ok {
		return nil
	}
	var orders []DateOrder
	for _, order := range [...]DateOrder{MDY, DMY, YMD} {
		if _, ok := d.in(order); ok {
			orders = append(orders, order)
		}
	}
	return orders
}

// dateText is a date that was taken apart, but whose order is open.
type dateText struct {
	parts [3]datePart
	clock clock
}

// datePart is one of the three numbers of a date, or a month's name.
type datePart struct {
	value  int
	digits int // how many digits it was written with; 0 for a month's name
}

// in reads the date in an order. A month's name and a year of four digits say
// themselves what they are.
func (d dateText) in(order DateOrder) (string, bool) {
	a, b, c := d.parts[0], d.parts[1], d.parts[2]
	switch {
	case a.digits == 4 || b.digits != 0 && a.digits != 0 && c.digits != 4 && order == YMD:
		return d.clock.on(a, b, c)
	case a.digits == 0:
		return d.clock.on(c, a, b)
	case b.digits == 0:
		return d.clock.on(c, b, a)
	case order == MDY:
		return d.clock.on(c, a, b)
	case order == DMY:
		return d.clock.on(c, b, a)
	}
	return "", false
}

// clock is the time of a day.
type clock struct {
	given                bool
	hour, minute, second int
	nanosecond           int
	// zone reports whether there is an offset from UTC, in seconds.
	zone   bool
	offset int
}

// on writes the time of the given day, if there is such a day.
func (c clock) on(year, month, day datePart) (string, bool) {
	y := year.value
	if year.digits <= 2 {
		if y += 1900; y < 1930 {
			y += 100
		}
	}
	if year.digits == 0 || year.digits == 1 || year.digits == 3 || y < 1000 || month.digits > 2 || day.digits == 0 || day.digits > 2 {
		return "", false
	}
	t := time.Date(y, time.Month(month.value), day.value, c.hour, c.minute, c.second, c.nanosecond, time.UTC)
	if t.Day() != day.value || int(t.Month()) != month.value {
		return "", false
	}
	if !c.given || !c.zone && c.hour == 0 && c.minute == 0 && c.second == 0 && c.nanosecond == 0 {
		return t.Format(time.DateOnly), true
	}
	t = t.Add(-time.Duration(c.offset) * time.Second)
	if t.Year() < 1000 || t.Year() > 9999 {
		return "", false
	}
	return t.Format(time.RFC3339Nano), true
}

// parseDate takes a date apart, without a decision about its order.
func parseDate(s string) (d dateText, ok bool) {
	if s == "" || len(s) > 64 {
		return d, false
	}
	s = withoutWeekday(s)
	if digits := leadingDigits(s); len(digits) == 8 {
		return parseCompact(s)
	}
	for i := range d.parts {
		if i > 0 {
			if s, ok = cutSeparator(s); !ok {
				return d, false
			}
		}
		if d.parts[i], s, ok = cutDatePart(s); !ok {
			return d, false
		}
	}
	if names := countNames(d.parts[:]); names > 1 || d.parts[2].digits == 0 {
		return d, false
	}
	d.clock, ok = parseClock(s)
	return d, ok
}

// parseCompact reads 20240305 and 20240305T143000Z.
func parseCompact(s string) (d dateText, ok bool) {
	d.parts = [3]datePart{{atoi(s[:4]), 4}, {atoi(s[4:6]), 2}, {atoi(s[6:8]), 2}}
	rest := s[8:]
	if t := strings.TrimPrefix(rest, "T"); t != rest && len(leadingDigits(t)) == 6 {
		rest = "T" + t[:2] + ":" + t[2:4] + ":" + t[4:]
	}
	d.clock, ok = parseClock(rest)
	return d, ok
}

func countNames(parts []datePart) int {
	n := 0
	for _, p := range parts {
		if p.digits == 0 {
			n++
		}
	}
	return n
}

// cutDatePart cuts a number of up to four digits or a month's name off s.
func cutDatePart(s string) (p datePart, rest string, ok bool) {
	if digits := leadingDigits(s); digits != "" {
		if len(digits) > 4 {
			return p, s, false
		}
		return datePart{atoi(digits), len(digits)}, withoutOrdinal(s[len(digits):]), true
	}
	word := leadingLetters(s)
	month, ok := monthNamed(word)
	return datePart{value: month}, s[len(word):], ok
}

// withoutOrdinal leaves out what makes a number an ordinal: 2nd.
func withoutOrdinal(s string) string {
	if len(s) >= 2 && (len(s) == 2 || !isASCIILetter(s[2])) {
		switch strings.ToLower(s[:2]) {
		case "st", "nd", "rd", "th":
			return s[2:]
		}
	}
	return s
}

// cutSeparator cuts off what separates the parts of a date: one of -/.,
// with spaces around it, and words as in "2 de marzo".
func cutSeparator(s string) (string, bool) {
	rest := strings.TrimLeft(s, " ")
	if rest != "" && strings.IndexByte("-/.,", rest[0]) >= 0 {
		rest = strings.TrimLeft(rest[1:], " ")
	}
	for _, word := range [...]string{"of ", "de ", "del "} {
		if len(rest) > len(word) && strings.EqualFold(rest[:len(word)], word) {
			rest = strings.TrimLeft(rest[len(word):], " ")
		}
	}
	// "2Mar2024" needs no separator.
	joined := rest != "" && s != "" && isASCIILetter(rest[0])
	return rest, rest != s && rest != "" || joined || rest != "" && len(leadingDigits(rest)) == 4
}

// withoutWeekday leaves out the name of a day in front.
func withoutWeekday(s string) string {
	word := leadingLetters(s)
	if len(word) < 2 {
		return s
	}
	if _, ok := monthNamed(word); ok {
		return s
	}
	if rest := strings.TrimLeft(s[len(word):], ",. "); rest != s[len(word):] && isWeekday(word) {
		return rest
	}
	return s
}

// isWeekday reports whether a word names a day of the week, or shortens its name.
func isWeekday(word string) bool {
	return slices.ContainsFunc(weekdays, func(day string) bool {
		return len(word) <= len(day) && strings.EqualFold(word, day[:len(word)])
	})
}

var weekdays = []string{
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tues", "thurs",
	"montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
	"lunes", "martes", "miércoles", "miercoles", "jueves", "viernes", "sábado", "sabado", "domingo",
	"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
	"lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "domenica", "lunedi", "martedi", "mercoledi", "giovedi", "venerdi",
	"segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "segunda", "terça", "quarta", "quinta", "sexta",
	"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
}
