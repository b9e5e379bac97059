package normalize

import (
	"strings"
	"unicode"
)

// parseClock reads the time after a date: "T14:30:00.5+01:00", " 2:30 PM".
// Nothing is no time.
func parseClock(s string) (c clock, ok bool) {
	s = strings.TrimLeft(s, " ,")
	if s == "" {
		return clock{}, true
	}
	if rest := strings.TrimLeft(strings.TrimLeft(s, "Tt"), " "); rest != s {
		s = rest
	} else if word := leadingLetters(s); strings.EqualFold(word, "at") || strings.EqualFold(word, "um") {
		s = strings.TrimLeft(s[len(word):], " ")
	}
	c.given = true
	if c.hour, s, ok = cutNumber(s, 23); !ok || !strings.HasPrefix(s, ":") {
		return clock{}, false
	}
	if c.minute, s, ok = cutNumber(s[1:], 59); !ok {
		return clock{}, false
	}
	if strings.HasPrefix(s, ":") {
		if c.second, s, ok = cutNumber(s[1:], 59); !ok {
			return clock{}, false
		}
		c.nanosecond, s = cutFraction(s)
	}
	s = strings.TrimLeft(s, " ")
	if c.hour, s, ok = cutHalfDay(c.hour, s); !ok {
		return clock{}, false
	}
	c.offset, c.zone, ok = parseZone(strings.TrimSpace(s))
	return c, ok
}

// cutNumber cuts one or two digits off s.
func cutNumber(s string, most int) (n int, rest string, ok bool) {
	digits := leadingDigits(s)
	if digits == "" || len(digits) > 2 {
		return 0, s, false
	}
	n = atoi(digits)
	return n, s[len(digits):], n <= most
}

// cutFraction cuts a fraction of a second off s, in nanoseconds.
func cutFraction(s string) (nanoseconds int, rest string) {
	if s == "" || s[0] != '.' && s[0] != ',' {
		return 0, s
	}
	digits := leadingDigits(s[1:])
	for i := range 9 {
		nanoseconds *= 10
		if i < len(digits) {
			nanoseconds += int(digits[i] - '0')
		}
	}
	return nanoseconds, s[1+len(digits):]
}

// cutHalfDay cuts AM or PM off s.
func cutHalfDay(hour int, s string) (int, string, bool) {
	half := strings.ToLower(strings.ReplaceAll(s[:min(4, len(s))], ".", ""))
	isAM, isPM := strings.HasPrefix(half, "am"), strings.HasPrefix(half, "pm")
	if !isAM && !isPM {
		return hour, s, true
	}
	if hour < 1 || hour > 12 {
		return 0, s, false
	}
	hour %= 12
	if isPM {
		hour += 12
	}
	end := strings.IndexAny(s, "mM") + 1
	return hour, strings.TrimLeft(s[end:], ". "), true
}

// parseZone reads Z, UTC, GMT and offsets, in seconds east.
func parseZone(s string) (offset int, given, ok bool) {
	switch strings.ToUpper(s) {
	case "":
		return 0, false, true
	case "Z", "UTC", "GMT":
		return 0, true, true
	}
	if rest, found := strings.CutPrefix(s, "GMT"); found {
		s = rest
	} else if rest, found := strings.CutPrefix(s, "UTC"); found {
		s = rest
	}
	if len(s) < 3 || s[0] != '+' && s[0] != '-' {
		return 0, false, false
	}
	digits := strings.Replace(s[1:], ":", "", 1)
	if !isDigits(digits) || len(digits) != 2 && len(digits) != 4 {
		return 0, false, false
	}
	offset = atoi(digits[:2]) * 3600
	if len(digits) == 4 {
		offset += atoi(digits[2:]) * 60
	}
	if s[0] == '-' {
		offset = -offset
	}
	return offset, true, offset >= -18*3600 && offset <= 18*3600
}

// months are the names of the months in the languages of Western Europe, of
// which three letters or more may be written, and what abbreviates otherwise.
var months = [12][]string{
	{"january", "januar", "jänner", "enero", "janvier", "gennaio", "janeiro", "januari", "ene", "genn"},
	{"february", "februar", "febrero", "février", "febbraio", "fevereiro", "februari", "fevrier", "fév"},
	{"march", "märz", "maerz", "marzo", "mars", "março", "marco", "maart", "mrz", "mär", "mrt"},
	{"april", "abril", "avril", "aprile"},
	{"may", "mai", "mayo", "maggio", "maio", "mei", "mag"},
	{"june", "juni", "junio", "juin", "giugno", "junho", "giu"},
	{"july", "juli", "julio", "juillet", "luglio", "julho", "lug"},
	{"august", "agosto", "août", "aout", "augustus"},
	{"september", "septiembre", "septembre", "settembre", "setembro", "sept", "set"},
	{"october", "oktober", "octubre", "octobre", "ottobre", "outubro", "okt", "ott", "out"},
	{"november", "noviembre", "novembre", "novembro"},
	{"december", "dezember", "diciembre", "décembre", "dicembre", "dezembro", "decembre", "dez", "dic", "déc"},
}

// monthNamed finds the month that a word or its abbreviation names.
func monthNamed(word string) (int, bool) {
	if len(word) < minMonth || len(word) > maxMonth {
		return 0, false
	}
	var buf [maxMonth]byte
	for i := range len(word) {
		if !isASCIILetter(word[i]) {
			return monthStarting(word)
		}
		buf[i] = word[i] | 0x20
	}
	month := monthBy[string(buf[:len(word)])]
	return month, month != 0
}

// minMonth and maxMonth are within how many bytes names of months are taken.
const minMonth, maxMonth = 3, 12

// monthBy is monthStarting for words of ASCII letters: 0 where several months
// have a word.
var monthBy = func() map[string]int {
	by := map[string]int{}
	for i, names := range months {
		for _, name := range names {
			for size := minMonth; size <= min(len(name), maxMonth); size++ {
				word := name[:size]
				if was, ok := by[word]; ok && was != i+1 {
					by[word] = 0
				} else {
					by[word] = i + 1
				}
			}
		}
	}
	return by
}()

// monthStarting returns the month of whose names one begins with a word.
func monthStarting(word string) (int, bool) {
	found := 0
	for i, names := range months {
		for _, name := range names {
			if len(word) <= len(name) && strings.EqualFold(word, name[:len(word)]) {
				if found != 0 && found != i+1 {
					return 0, false
				}
				found = i + 1
			}
		}
	}
	return found, found != 0
}

func leadingDigits(s string) string { return s[:len(s)-len(strings.TrimLeft(s, "0123456789"))] }

func leadingLetters(s string) string {
	return s[:len(s)-len(strings.TrimLeftFunc(s, unicode.IsLetter))]
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// atoi returns the value of a few ASCII digits.
func atoi(digits string) int {
	n := 0
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}
