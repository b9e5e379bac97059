package phone

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// looksLikeFloat says whether a cell is a number that a spreadsheet or a
// program wrote as a float, whatever stands around it that is no letter or
// digit. It must be asked before the library is, which takes the 0 of
// "2065551234.0" for a digit.
func looksLikeFloat(cell string) bool {
	if strings.IndexByte(cell, '.') < 0 && strings.IndexAny(cell, ",eE．") < 0 {
		return false
	}
	for i := range len(cell) {
		if cell[i] >= utf8.RuneSelf {
			cell, _ = tidy(cell)
			break
		}
	}
	return isFloat(strings.TrimFunc(cell, func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '+')
	}))
}

func isFloat(s string) bool {
	_, _, ok := float(s)
	return ok
}

// float reads a number that was written as a float, and gives its digits
// where all of them are there.
func float(s string) (digits string, problem Problem, ok bool) {
	if strings.Trim(s, "#") == "" && len(s) > 2 {
		return "", LostDigits, true // a column too narrow for its numbers
	}
	s = strings.TrimPrefix(s, "-")
	sign := ""
	if strings.HasPrefix(s, "+") {
		sign, s = "+", s[1:]
	}
	whole, rest := cutDigits(s)
	switch {
	case whole == "" || rest == "":
		return "", None, false
	case rest == ".0", rest == ".00" && len(whole) >= minDigits:
		return sign + whole, None, true
	case rest[0] == ',' && isGrouped(whole, rest):
		rest = strings.TrimSuffix(strings.TrimSuffix(rest, ".0"), ".00")
		return sign + whole + strings.ReplaceAll(rest, ",", ""), None, true
	}
	fraction := ""
	if rest[0] == '.' || rest[0] == ',' {
		fraction, rest = cutDigits(rest[1:])
	}
	if rest == "" || rest[0]|0x20 != 'e' {
		return "", None, false
	}
	exponent, rest := rest[1:], ""
	signed := strings.HasPrefix(exponent, "+") || strings.HasPrefix(exponent, "-")
	if signed {
		exponent, rest = exponent[1:], exponent[:1]
	}
	if e, _ := cutDigits(exponent); e != exponent || e == "" || len(e) > 2 || !signed && fraction == "" {
		return "", None, false
	}
	n, _ := strconv.Atoi(exponent)
	if rest == "-" {
		return "", NotANumber, true
	}
	return wholeDigits(sign, whole, fraction, n)
}

// wholeDigits writes whole.fraction × 10^exponent out, if no digit is missing
// for it.
func wholeDigits(sign, whole, fraction string, exponent int) (string, Problem, bool) {
	size := len(whole) + exponent
	if size < minDigits || size > 20 {
		return "", NotANumber, true
	}
	if len(fraction) < exponent {
		return "", LostDigits, true
	}
	if strings.Trim(fraction[exponent:], "0") != "" {
		return "", NotANumber, true
	}
	return sign + strings.TrimLeft(whole+fraction[:exponent], "0"), None, true
}

// isGrouped says whether whole and rest are an integer with commas between
// the thousands, as 2,065,551,234.
func isGrouped(whole, rest string) bool {
	rest = strings.TrimSuffix(strings.TrimSuffix(rest, ".0"), ".00")
	if len(whole) > 3 || len(rest) < 8 || len(rest)%4 != 0 {
		return false
	}
	for i := range len(rest) {
		if (i%4 == 0) != (rest[i] == ',') || i%4 != 0 && !isDigit(rest[i]) {
			return false
		}
	}
	return true
}

// cutDigits cuts s behind the ASCII digits that it begins with.
func cutDigits(s string) (digits, rest string) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return s[:i], s[i:]
}
