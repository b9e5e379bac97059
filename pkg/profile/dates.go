package profile

import (
	"strings"

	"rollcall/pkg/normalize"
)

// Dates is what the dates of a column say about the order in which they are
// written. DMY and MDY count cells that can be read only in that order, Open
// those that can be read as two dates, and Plain those whose order is plain
// from the year in front or from a month's name.
type Dates struct {
	DMY, MDY, Open, Plain int64
}

// Order is the order in which the whole column can be read: the one that
// cells of it demand, while no cell demands another. It is empty if the
// column does not decide it, or if it does not matter.
func (d Dates) Order() normalize.DateOrder {
	switch {
	case d.DMY > 0 && d.MDY == 0:
		return normalize.DMY
	case d.MDY > 0 && d.DMY == 0:
		return normalize.MDY
	}
	return normalize.OrderAuto
}

// Ambiguous reports whether dates of the column can be read as day or as month
// first, and that nothing in it decides, or that it decides both ways.
func (d Dates) Ambiguous() bool {
	return d.Open > 0 && d.Order() == normalize.OrderAuto || d.DMY > 0 && d.MDY > 0
}

func (d *Dates) merge(o Dates) {
	d.DMY += o.DMY
	d.MDY += o.MDY
	d.Plain += o.Plain
	d.Open += o.Open
}

// add counts n cells that are the date s.
func (d *Dates) add(s string, n int64) {
	a, b, ok := dayAndMonth(s)
	switch {
	case !ok: // a month's name, or the year first
		d.Plain += n
	case a > 12 && b <= 12:
		d.DMY += n
	case b > 12 && a <= 12:
		d.MDY += n
	case a != b:
		d.Open += n
	}
}

// dayAndMonth returns the first two numbers of a date of three numbers whose
// last one is the year; false where the date says its order itself.
func dayAndMonth(s string) (a, b int, ok bool) {
	a, n := leadingNumber(s)
	if n == 0 || n > 2 || n == len(s) {
		return 0, 0, false
	}
	rest := strings.TrimLeft(s[n:], "-/. ")
	b, n = leadingNumber(rest)
	return a, b, n > 0 && n <= 2
}

func leadingNumber(s string) (value, digits int) {
	for digits < len(s) && digits < 9 && s[digits] >= '0' && s[digits] <= '9' {
		value = 10*value + int(s[digits]-'0')
		digits++
	}
	return value, digits
}

// dateOf returns isDate if s is a date in any order, else 0. Plain dates of three numbers are
// decided here, all others by package normalize.
func dateOf(s string) trait {
	first, n := leadingNumber(s)
	switch {
	case n == 0 && !isMonthStart(s):
		return 0
	case n > 4 || n == 3 || n == len(s):
		return 0
	case n > 0 && (s[n] == '-' || s[n] == '/' || s[n] == '.'):
		return threeNumbers(s, first, n)
	}
	if len(normalize.DateOrders(s)) == 0 {
		return 0
	}
	return isDate
}

// threeNumbers decides about what begins with a number and one of - / .
func threeNumbers(s string, a, n int) trait {
	mark := s[n]
	b, m := leadingNumber(s[n+1:])
	end := n + 1 + m
	if m == 0 { // 12-Mar-2024, or no date
		if n <= 2 && end < len(s) && isMonthStart(s[end:]) && len(normalize.DateOrders(s)) > 0 {
			return isDate
		}
		return 0
	}
	if m > 2 || end >= len(s) || s[end] != mark {
		return 0
	}
	c, k := leadingNumber(s[end+1:])
	end += 1 + k
	plain := end == len(s)
	switch {
	case plain && n == 4: // the year first
		if k == 0 || k > 2 || !isDay(a, b, c) {
			return 0
		}
	case plain && k == 4:
		if !isDay(c, a, b) && !isDay(c, b, a) {
			return 0
		}
	case k == 0 || k == 3 || !plain && s[end] != ' ' && s[end] != 'T' && s[end] != ',', len(normalize.DateOrders(s)) == 0:
		return 0
	}
	return isDate
}

// isDay reports whether the day exists in the Gregorian calendar, from the year 1000 on.
func isDay(year, month, day int) bool {
	if year < 1000 || month < 1 || month > 12 || day < 1 {
		return false
	}
	last := [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
	if month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		last = 29
	}
	return day <= last
}

// isMonthStart reports whether s may begin with the name of a month or a day.
func isMonthStart(s string) bool {
	return len(s) > 3 && (s[0] >= 'A' && s[0] <= 'Z' || s[0] >= 'a' && s[0] <= 'z') && (s[2] >= 'a' && s[2] <= 'z' || s[2] >= 'A' && s[2] <= 'Z' || s[2] >= 0x80)
}

// Mixed reports whether some dates can be read only with the day first and others only
// with the month first.
func (d Dates) Mixed() bool { return d.DMY > 0 && d.MDY > 0 }
