package registry

import (
	"regexp"
	"strings"
)

// rangeForm is a range as people write it: a number, a word or a sign that says
// "up to", and a number or its last digits. Between blanks, a hyphen may stand for
// it.
var rangeForm = regexp.MustCompile(`(?i)([+(]?[0-9][0-9 ().\-]*[0-9])` +
	`(\s*(?:\.{2,}|…|[–—→~]|-*>|=+>)\s*|\s+(?:to|thru|through|thro|up to|upto|until|till|til|bis|tot|t/m|al|a|à|hasta|jusqu['’]?(?:à|au)|au|até|ate|fino a|do|до|по)\s+|\s-+\s)` +
	`([+(]?[0-9][0-9 ().\-]*[0-9]|[0-9])`)

// mayBeRange spares most lines the expression.
func mayBeRange(text string) bool {
	return hasDigits(text, 8) && (strings.Contains(text, "..") || strings.Contains(text, " -") || strings.ContainsAny(text, "–—→~>…") || hasLetter(text))
}

// takeRangeText takes the range that a text has, and returns what stands beside it.
// A range whose end cannot be told is noted: its line counts as unread, since of
// its numbers two at most could be barred.
func (ls *lines) takeRangeText(text string, j int, m meaning) (rest string, ok bool) {
	if !mayBeRange(text) {
		return text, false
	}
	at := rangeForm.FindStringSubmatchIndex(text)
	if at == nil {
		return text, false
	}
	sign, behind := strings.TrimSpace(text[at[4]:at[5]]), text[at[7]:]
	isSign := strings.Trim(sign, "-–—") == ""
	if behind != "" && (behind[0] == '/' || behind[0] == ':' || hasLetter(behind[:1])) || strings.Count(text, " - ") > 1 {
		return text, false // a date, a time, or several numbers
	}
	from, start := ls.lastNumber(text[at[2]:at[3]], j)
	if from == 0 || isDate(text[at[6]:at[7]]) {
		return text, false
	}
	to, length := ls.rangeEnd(text[at[6]:at[7]], from, j)
	end := at[6] + length
	switch {
	case from < to && to-from < maxRange && (!isSign || length >= minWhole):
		ls.emit(Entry{First: from, Last: to, Deleted: m == deleted}, m)
	case isSign && (to >= from+maxRange || to != 0 && to <= from || strings.TrimSpace(text[end:]) != ""):
		return text, false // two numbers, or a note
	default:
		ls.torn = true
	}
	return text[:at[2]+start] + " " + text[end:], true
}

// minWhole is how many bytes a number has at least that is no ending of another.
const minWhole = 8

// lastNumber returns the number that a text ends with, and where that begins.
func (ls *lines) lastNumber(text string, j int) (n uint64, start int) {
	for start >= 0 && start < len(text) {
		if n := ls.one(text[start:], j); n != 0 {
			return n, start
		}
		next := strings.IndexByte(text[start:], ' ')
		if next < 0 {
			break
		}
		start += next + 1
	}
	return 0, 0
}

// rangeEnd returns the number that a text begins with, or the number that ends with
// the digits that it begins with, as long as they are fewer, and how long it is; 0 if
// there is none.
func (ls *lines) rangeEnd(text string, from uint64, j int) (to uint64, length int) {
	for end := len(text); end > 0; end = strings.LastIndexByte(text[:end], ' ') {
		if n := ls.one(text[:end], j); n != 0 {
			return n, end
		}
	}
	digits, _, _ := strings.Cut(text, " ")
	if len(digits) >= minWhole || !allDigits(digits, len(digits)) {
		return 0, len(digits)
	}
	unit := uint64(1)
	for range digits {
		unit *= 10
	}
	return from - from%unit + number(digits), len(digits)
}
