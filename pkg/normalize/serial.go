package normalize

import (
	"strconv"
	"strings"
	"time"
)

// The serial numbers that are taken for dates, 1954 to 2099. What is lower may be
// an age or a count, what is higher no date that a list has.
const (
	firstSerial = 20000
	lastSerial  = 73050
	// The seconds since 1970 that are: 2001 to 2033, of ten digits and a 1 in front, as no
	// number of North America has it.
	lastStamp = 1_999_999_999
)

// SerialDate reads the number by which a spreadsheet stores a date, days since
// the end of 1899 (ECMA-376 part 1, 18.17.4.1, the 1900 system), with a fraction
// for the time of day, or by which a program does, seconds or milliseconds since 1970. It returns what Date returns. A number is no date by itself:
// ask only where every cell of a column of dates is such a number.
func SerialDate(s string) (string, bool) {
	s = Text(s)
	whole, fraction, _ := strings.Cut(strings.Replace(s, ",", ".", 1), ".")
	if n := len(whole); (n == 10 || n == 13) && whole[0] == '1' && isDigits(whole) && isDigits(fraction) {
		return time.Unix(int64(min(atoi(whole[:10]), lastStamp)), 0).UTC().Format(time.RFC3339), true
	}
	return serialDay(whole, fraction)
}

// serialDay is SerialDate for a spreadsheet's number.
func serialDay(whole, fraction string) (string, bool) {
	if len(whole) != 5 || !isDigits(whole) || len(fraction) > 17 || !isDigits(fraction) {
		return "", false
	}
	days := atoi(whole)
	if days < firstSerial || days > lastSerial {
		return "", false
	}
	seconds := 0
	if fraction != "" {
		f, err := strconv.ParseFloat("0."+fraction, 64)
		if err != nil {
			return "", false
		}
		seconds = int(f*24*60*60 + 0.5)
	}
	t := time.Date(1899, 12, 30+days, 0, 0, seconds, 0, time.UTC)
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return t.Format(time.DateOnly), true
	}
	return t.Format(time.RFC3339), true
}
