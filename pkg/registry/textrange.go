package registry

import (
	"fmt"
	"regexp"
	"strings"
)

// rangeForm matches a range as people write it: a number, a word or a sign that means "up
// to", and a number or its last digits. Between blanks, the sign can be a hyphen.
var rangeForm = regexp.MustCompile(`(?i)([+(]?[0-9][0-9 ().\-]*[0-9])` +
	`(\s*(?:\.{2,}|…|[‐‑‒–—―−→~]|-*>|=+>)\s*|\s+(?:to|thru|through|thro|up to|upto|until|till|til|bis|tot|t/m|al|a|à|hasta|jusqu['’]?(?:à|au)|au|até|ate|fino a|do|до|по)\s+|\s-+\s)` +
	`([+(]?[0-9][0-9 ().\-]*[0-9]|[0-9])`)

// dashes are the signs used as a hyphen.
const dashes = "‐‑‒–—―−"

// mayBeRange avoids the expression for most lines.
func mayBeRange(text string) bool {
	return hasDigits(text, 8) && (strings.Contains(text, "..") || strings.Contains(text, " -") || strings.ContainsAny(text, dashes+"→~>…") || hasLetter(text))
}

// takeRangeText takes the range in a text, and returns the rest of the text. If the end
// of a range is not certain, its line counts as unread, since two of its numbers at most
// could be barred.
func (ls *lines) takeRangeText(text string, j int, m meaning) (rest string, ok bool) {
	if !mayBeRange(text) {
		return text, false
	}
	at := rangeForm.FindStringSubmatchIndex(text)
	if at == nil {
		return text, false
	}
	sign, behind := strings.TrimSpace(text[at[4]:at[5]]), text[at[7]:]
	isSign := strings.Trim(sign, "-"+dashes) == ""
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

// minWhole is the least length in bytes of a number that is not an ending of another.
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

// rangeEnd returns the number at the beginning of a text, or, if there are fewer digits,
// the number that ends with them, and its length in the text; 0 if there is none.
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
	unit := pow10(len(digits))
	return from - from%unit + number(digits), len(digits)
}

// What can follow the first number of a range, in forms that do not say where it ends: the
// last digits of the other end after a sign that can also separate two numbers, a count of
// numbers, or a word.
var (
	endingForm = regexp.MustCompile(`((?:^|\s)[+(]?[0-9][0-9 ().\-]*[0-9])\s*[/&+_\\]\s*\(?\+?([0-9]{1,7})\b(.*)$`)
	countForm  = regexp.MustCompile(`((?:^|\s)[+(]?[0-9][0-9 ().\-]*[0-9])([^0-9]{1,20})(1?[09]{2,7})[^0-9]*$`)
	upForm     = regexp.MustCompile(`(?i)[0-9]\s*(?:ff\b\.?|(?:und |and |et |y |e |en )?(?:folgende|following|onwards?|suivants?|siguientes|seguenti|volgende)|(?:and|&|und|\+)\s*(?:up|above|higher|upwards?|höher)|upwards?)\s*$`)
	extForm    = regexp.MustCompile(`(?i)(?:x|ext|extension|#)[.: ]*$`)
	between    = regexp.MustCompile(`(?i)\b(?:between|zwischen|entre|tra|tussen)\b`)
)

// opensRange reports whether a cell with the single number n may be a range, of which
// only that number could be barred.
func (ls *lines) opensRange(cell string, j int, n uint64) bool {
	if !mayOpenRange(cell) {
		return false
	}
	is := func(written string) bool {
		found, _ := ls.lastNumber(strings.TrimSpace(written), j)
		return found == n
	}
	if at := endingForm.FindStringSubmatch(cell); at != nil && is(at[1]) {
		_, behind, _ := strings.Cut(cell, at[1])
		first, _, _ := strings.Cut(strings.TrimLeft(behind, ` /&+_\(`), " ")
		rest := at[3]
		if !isDate(first) && (rest == "" || strings.Contains(" )/&+_,;", rest[:1])) {
			return true
		}
	}
	if at := countForm.FindStringSubmatch(cell); at != nil && is(at[1]) && !extForm.MatchString(at[2]) && countsFrom(n, at[3]) {
		return true
	}
	return upForm.MatchString(cell)
}

// mayOpenRange avoids the expressions for most cells: those that are only a number, or
// have neither such a sign nor a second group of digits or a word after it.
func mayOpenRange(cell string) bool {
	return len(cell) > 10 && (strings.ContainsAny(cell[1:], `/&+_\`) || hasLetter(cell) || strings.Count(cell, "(") > 0 && hasDigits(cell, 12))
}

// countsFrom reports whether digits are a round count of the numbers, or the last of
// them, of a range that begins with n: 1000 or 999 after …000.
func countsFrom(n uint64, digits string) bool {
	if len(digits) < 2 || len(digits) > 7 {
		return false
	}
	size := number(digits)
	if strings.Trim(digits, "9") == "" {
		size++
	} else if digits[0] != '1' || strings.Trim(digits[1:], "0") != "" {
		return false
	}
	return size >= 100 && n%size == 0
}

// fillRange bars the numbers between the two of a line that are the ends of a round range,
// or are called so.
func (ls *lines) fillRange(begin int, text string, m meaning) {
	if len(ls.out)-begin != 2 {
		return
	}
	a, b := ls.out[begin], ls.out[begin+1]
	if a.First != a.Last || b.First != b.Last || a.First >= b.First || b.First-a.First >= maxRange {
		return
	}
	size := b.First - a.First + 1
	if size >= 100 && countsFrom(a.First, fmt.Sprint(size)) || between.MatchString(text) {
		if size > 2 {
			ls.emit(Entry{First: a.First + 1, Last: b.First - 1, Deleted: m == deleted}, m)
		}
	}
}

func pow10(n int) uint64 {
	p := uint64(1)
	for range n {
		p *= 10
	}
	return p
}
