package phone

import "strings"

const mexico, italy = 52, 39

// mexicanDigits is how many digits all numbers of Mexico have.
const mexicanDigits = 10

// mexican leaves out of a number of Mexico what was dialed before it until
// 3 August 2019 (Instituto Federal de Telecomunicaciones, Plan Técnico Fundamental
// de Numeración): a 1 after +52 for a mobile, 044 and 045 within Mexico, 01
// before another area. A 1 without +52 in front is not certain: it may be the
// calling code of North America.
func mexican(v *verdict, text string) (number string, ok bool) {
	if v.callingCode != mexico || v.end-v.national <= mexicanDigits {
		return "", false
	}
	national := string(v.nationalNumber())
	prefix, bare := national[:len(national)-mexicanDigits], national[len(national)-mexicanDigits:]
	switch prefix {
	case "1":
		digits := digitsOf(text)
		if !strings.HasSuffix(digits, "52"+national) {
			return "", false
		}
	case "044", "045", "01":
	default:
		return "", false
	}
	return "+52" + bare, true
}

// digitsOf returns the ASCII digits of s.
func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
