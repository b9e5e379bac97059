package normalize

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Number reads a number with either decimal mark and returns it as JSON has it:
// "1,234.56", "1.234,56", "1 234,56" and "1'234.56" are all 1234.56. No digit
// is rounded away. A single point is the decimal mark, a single comma before three digits
// the thousands separator. A currency sign is left
// out; (12) and 12- are -12.
func Number(s string) (json string, ok bool) {
	s, negative := bareNumber(Text(s))
	if s == "" || len(s) > maxNumber {
		return "", false
	}
	mantissa, exponent, ok := cutExponent(s)
	if !ok {
		return "", false
	}
	whole, fraction, ok := splitMantissa(mantissa)
	if !ok {
		return "", false
	}
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	if exponent != "" && !isDouble(whole+fraction+exponent) {
		return "", false
	}
	sign := ""
	if negative && strings.Trim(whole+fraction, ".0") != "" {
		sign = "-"
	}
	return sign + whole + fraction + exponent, true
}

// isDouble reports whether a number is not beyond what JSON's readers keep.
func isDouble(s string) bool {
	f, err := strconv.ParseFloat(s, 64)
	return err == nil && (f != 0 || strings.Trim(s[:strings.IndexAny(s, "eE")], ".0") == "")
}

// maxNumber is how many bytes a number may have; it keeps what a cell can make
// of a jsonb column small.
const maxNumber = 64

// bareNumber takes off the sign, brackets and currency signs.
func bareNumber(s string) (bare string, negative bool) {
	if len(s) > 2 && s[0] == '(' && s[len(s)-1] == ')' {
		s, negative = strings.TrimSpace(s[1:len(s)-1]), true
	}
	s = trimCurrency(s)
	first, size := utf8.DecodeRuneInString(s)
	switch {
	case negative:
	case first == '-' || first == '−':
		s, negative = s[size:], true
	case first == '+':
		s = s[1:]
	case strings.HasSuffix(s, "-"):
		s, negative = s[:len(s)-1], true
	}
	return trimCurrency(s), negative
}

func trimCurrency(s string) string {
	return strings.TrimSpace(strings.TrimFunc(s, func(r rune) bool {
		return r == '$' || r >= utf8.RuneSelf && (unicode.Is(unicode.Sc, r) || unicode.IsSpace(r))
	}))
}

// cutExponent cuts off e+10 and returns it as JSON has it.
func cutExponent(s string) (mantissa, exponent string, ok bool) {
	i := strings.IndexAny(s, "eE")
	if i < 0 {
		return s, "", true
	}
	digits := s[i+1:]
	if digits != "" && (digits[0] == '+' || digits[0] == '-') {
		digits = digits[1:]
	}
	// Three digits are what a double has.
	if digits == "" || len(digits) > 3 || !isDigits(digits) {
		return "", "", false
	}
	return s[:i], s[i:], true
}

// splitMantissa finds the decimal mark and leaves out the marks between
// thousands.
func splitMantissa(s string) (whole, fraction string, ok bool) {
	decimal := decimalMark(s)
	if decimal >= 0 {
		s, fraction = s[:decimal], s[decimal+1:]
		if !isDigits(fraction) || s == "" && fraction == "" {
			return "", "", false
		}
	}
	if isDigits(s) {
		if s == "" {
			s = "0"
		}
		return s, fraction, true
	}
	whole, ok = joinThousands(s)
	return whole, fraction, ok
}

// decimalMark returns where the decimal mark stands in s, or -1.
func decimalMark(s string) int {
	point, comma := strings.LastIndexByte(s, '.'), strings.LastIndexByte(s, ',')
	last := max(point, comma)
	switch {
	case last < 0:
		return -1
	case point >= 0 && comma >= 0:
		return last // the other one keeps thousands apart
	case strings.IndexByte(s, s[last]) != last:
		return -1 // several of a kind keep thousands apart
	case s[last] == ',' && len(s)-last == 4 && last > 0 && last < 4 && s[0] != '0' && isDigits(s[:last]):
		return -1
	}
	return last
}

// joinThousands leaves out the marks between thousands: one kind of mark, and
// three digits after each, or two as in India, where the last are three.
func joinThousands(s string) (string, bool) {
	var mark rune
	var b strings.Builder
	group := 0
	for i, r := range s {
		if r >= '0' && r <= '9' {
			b.WriteRune(r)
			group++
			continue
		}
		if !isThousandsMark(r) || mark != 0 && r != mark || i == 0 || group == 0 || group > 3 || mark != 0 && group < 2 {
			return "", false
		}
		mark, group = r, 0
	}
	return b.String(), group == 3
}

func isThousandsMark(r rune) bool {
	return r == ',' || r == '.' || r == '\'' || r == '’' || r == '_' || unicode.IsSpace(r)
}

// isDigits reports whether s holds nothing but ASCII digits; the empty string
// does.
func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// Boolean reads a cell that says yes or no, in English or in a word of a few
// neighbours, and reports whether it does.
func Boolean(s string) (value, ok bool) {
	s = Text(s)
	if len(s) > 12 {
		return false, false
	}
	for _, word := range [...]string{"true", "yes", "1", "y", "t", "on", "x", "ja", "oui", "si", "sí", "sim", "vrai", "wahr", "✓", "✔", "1.0", "да", "так", "tak", "ano", "ναι", "evet", "kyllä", "igen", "はい", "是", "예", "네", "نعم", "כן"} {
		if strings.EqualFold(s, word) {
			return true, true
		}
	}
	for _, word := range [...]string{"false", "no", "0", "n", "f", "off", "nein", "non", "nee", "não", "nao", "faux", "falsch", "0.0", "нет", "ні", "nie", "ne", "όχι", "hayır", "nej", "nei", "ei", "nem", "いいえ", "否", "아니오", "아니요", "لا", "לא"} {
		if strings.EqualFold(s, word) {
			return false, true
		}
	}
	return false, false
}
