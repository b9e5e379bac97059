package phone

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// looksLikeFloat reports whether a cell is a number that a spreadsheet or a
// program wrote as a float, whatever stands around it that is no letter or
// digit. It must be asked before the library is, which takes the 0 of
// "2065551234.0" for a digit.
func looksLikeFloat(cell string) bool {
	if strings.IndexByte(cell, '.') < 0 && !mayBeFloat(cell) {
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

// mayBeFloat spares most cells without a point the look: those of ASCII of which the
// first digits have neither a comma nor an exponent after them.
func mayBeFloat(cell string) bool {
	for i := range len(cell) {
		if cell[i] >= utf8.RuneSelf {
			return strings.ContainsAny(cell, ",eE．")
		}
	}
	start := 0
	for start < len(cell) && !isDigit(cell[start]) && !isLetter(cell[start]) && cell[start] != '+' {
		start++
	}
	_, rest := cutDigits(strings.TrimPrefix(cell[start:], "+"))
	return rest != "" && (rest[0] == ',' || rest[0]|0x20 == 'e')
}

func isFloat(s string) bool {
	_, _, ok := float(s)
	return ok
}

// float reads a number that was written as a float, and returns its digits
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
	case rest == ".0", (rest[0] == '.' || rest[0] == ',') && len(rest) > 1 && strings.Trim(rest[1:], "0") == "" && len(whole) >= minDigits:
		return sign + whole, None, true
	case rest[0] == '.' && (strings.HasSuffix(rest, ",00") || strings.HasSuffix(rest, ",0")):
		// Thousands as most of Europe writes them.
		rest = strings.ReplaceAll(rest[:strings.LastIndexByte(rest, ',')], ".", ",")
		if !isGrouped(whole, rest) {
			return "", None, false
		}
		return sign + whole + strings.ReplaceAll(rest, ",", ""), None, true
	case rest[0] != ',' && (strings.HasSuffix(rest, ",00") || strings.HasSuffix(rest, ".00") || strings.HasSuffix(rest, ",0")) && isGrouped(whole, commas(rest)):
		// Thousands as France and Switzerland write them.
		return sign + whole + strings.ReplaceAll(withoutZeroFraction(commas(rest)), ",", ""), None, true
	case rest[0] == ',' && isGrouped(whole, rest):
		return sign + whole + strings.ReplaceAll(withoutZeroFraction(rest), ",", ""), None, true
	}
	fraction := ""
	if rest[0] == '.' || rest[0] == ',' {
		fraction, rest = cutDigits(rest[1:])
	}
	exponent, ok := exponentOf(rest, fraction)
	if !ok {
		return "", None, false
	}
	digits, problem = wholeDigits(whole, fraction, exponent)
	return sign + digits, problem, true
}

// commas returns thousands that spaces or apostrophes keep apart with commas, and the
// decimal mark as a point.
func commas(rest string) string {
	end := strings.LastIndexAny(rest, ",.")
	return thousandsMarks.Replace(rest[:end]) + "." + rest[end+1:]
}

var thousandsMarks = strings.NewReplacer(" ", ",", "\u00a0", ",", "\u202f", ",", "\u2009", ",", "'", ",", "’", ",")

// exponentOf reads E+10. Without a sign it is one only after a fraction: 12E5
// may be a door.
func exponentOf(s, fraction string) (exponent int, ok bool) {
	if s == "" || s[0]|0x20 != 'e' {
		return 0, false
	}
	digits := strings.TrimLeft(s[1:], "+-")
	signs := len(s) - 1 - len(digits)
	if signs > 1 || signs == 0 && fraction == "" || len(digits) == 0 || len(digits) > 2 {
		return 0, false
	}
	exponent, err := strconv.Atoi(s[1:])
	return exponent, err == nil
}

// wholeDigits writes whole.fraction × 10^exponent out, if no digit is missing
// for it.
func wholeDigits(whole, fraction string, exponent int) (string, Problem) {
	size := len(whole) + exponent
	switch {
	case exponent < 0 || size < minDigits || size > maxScanned:
		return "", NotANumber
	case len(fraction) < exponent:
		return "", LostDigits
	case strings.Trim(fraction[exponent:], "0") != "":
		return "", NotANumber
	}
	return strings.TrimLeft(whole+fraction[:exponent], "0"), None
}

// isGrouped reports whether whole and rest are an integer with commas between
// the thousands, as 2,065,551,234.
func isGrouped(whole, rest string) bool {
	rest = withoutZeroFraction(rest)
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

func withoutZeroFraction(s string) string {
	return strings.TrimSuffix(strings.TrimSuffix(s, ".0"), ".00")
}

// cutDigits cuts s after the ASCII digits that it begins with.
func cutDigits(s string) (digits, rest string) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return s[:i], s[i:]
}
