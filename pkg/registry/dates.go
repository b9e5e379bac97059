package registry

import (
	"strings"
	"time"

	"rollcall/pkg/normalize"
)

// readDate reads a date as the file's region writes it.
func (l *List) readDate(cell string) (at time.Time, ok bool) {
	if isNANP(l.opts.Region) || l.opts.Region == "" {
		return readDate(cell, normalize.MDY)
	}
	return readDate(cell, normalize.DMY)
}

// readDate reads a date: "2026-11-01", "20261101", "11/01/2026", "01.11.2026",
// with or without a time. order is the order of day and month if both are possible; with
// dots between them the day comes first.
func readDate(cell string, order normalize.DateOrder) (at time.Time, ok bool) {
	cell = strings.TrimSpace(cell)
	if len(cell) < 6 || len(cell) > 40 || !hasDigits(cell, 3) {
		return at, false
	}
	if allDigits(cell, 8) || allDigits(cell, 14) {
		at, err := time.Parse("20060102", cell[:8])
		return at, err == nil && at.Year() >= 1985 && at.Year() < 2100
	}
	if leadingDigits(cell) > 4 || strings.HasPrefix(cell, "+") {
		return at, false
	}
	other := normalize.MDY
	if strings.Count(cell, ".") >= 2 {
		order = normalize.DMY
	}
	if order == normalize.MDY {
		other = normalize.DMY
	}
	for _, order := range [...]normalize.DateOrder{normalize.OrderAuto, order, other} {
		text, dated := normalize.Date(cell, order)
		if !dated || len(text) < len(time.DateOnly) {
			continue
		}
		at, err := time.Parse(time.DateOnly, text[:len(time.DateOnly)])
		if err == nil && at.Year() >= 1985 && at.Year() < 2100 {
			return at, true
		}
	}
	return at, false
}

func isDate(cell string) bool {
	_, ok := readDate(cell, normalize.MDY)
	return ok
}

// dateIn finds a date within a text, such as a file name or a header.
func (l *List) dateIn(text string) (at time.Time, ok bool) {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t:=,;()[]|\"'", r) })
	for _, w := range words {
		if at, ok := l.readDate(w); ok {
			return at, true
		}
	}
	return at, false
}
