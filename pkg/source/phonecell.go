package source

import (
	"strings"
)

// besideNumber reports whether a cell has letters and a number, which may be two cells
// in one.
func besideNumber(cell string) bool {
	return hasLetter(cell) && !wholePhone(cell) && phoneish(cell)
}

// phoneish reports whether most of a cell is a number as long as those of
// phones, whatever else is in it.
func phoneish(c string) bool {
	n := digits(c)
	return n >= 7 && n <= 34 && 2*n >= len(c)-2 || n >= 7 && n <= 34 && 3*n >= len(c) && strings.ContainsAny(c, "+(")
}

// wholePhone reports whether a cell is a phone number and nothing else, by its
// characters: digits, and what people set between them.
func wholePhone(c string) bool {
	c = unmarked(strings.TrimSpace(c))
	if len(c) < 7 || len(c) > 44 {
		return false
	}
	n := 0
	for i := 0; i < len(c); i++ {
		switch b := c[i]; {
		case b >= '0' && b <= '9':
			n++
		case strings.IndexByte(" ()+-./'\"=", b) >= 0, b >= 0x80 && i > 0:
		default:
			return n >= 7 && isExtension(c[i:])
		}
	}
	return n >= 7 && n <= 30 && !isDateLike(c) && !zipPlus4(c)
}

// unmarked cuts off what says before a number that it is one: p:+1… of Facebook's leads,
// tel:+1… of RFC 3966.
func unmarked(c string) string {
	const most = 4 // bytes
	if c == "" || c[0]|0x20 != 'p' && c[0]|0x20 != 't' {
		return c
	}
	if at := strings.IndexByte(c, ':'); at > 0 && at < most && at+1 < len(c) && (c[at+1] == '+' || c[at+1]-'0' <= 9) {
		return c[at+1:]
	}
	return c
}

// maxExtension is how many bytes an extension has at most that is told apart.
const maxExtension = 6

// isExtension reports whether a text is an extension and no more: "ext. 34", x34.
func isExtension(s string) bool {
	if len(s) > maxExtension || s[0]|0x20 != 'x' && s[0]|0x20 != 'e' {
		return false
	}
	rest := s[1:]
	if s[0]|0x20 == 'e' {
		if len(s) < 3 || s[1]|0x20 != 'x' || s[2]|0x20 != 't' {
			return false
		}
		rest = s[3:]
	}
	rest = strings.Trim(strings.TrimPrefix(rest, "."), " \t\n\f\r")
	return rest != "" && digits(rest) == len(rest)
}

// isDateLike is dateLike for a text without blanks around it.
func isDateLike(c string) bool {
	at := 0
	for i, most := range [...]int{4, 2, 4} {
		start := at
		for at < len(c) && c[at] >= '0' && c[at] <= '9' {
			at++
		}
		if n := at - start; n == 0 || n > most {
			return false
		}
		if i < 2 {
			if at == len(c) || c[at] != '-' && c[at] != '/' && c[at] != '.' {
				return false
			}
			at++
		}
	}
	return at == len(c) || (c[at] == 'T' || c[at] == ' ') && strings.IndexByte(c[at:], '\n') < 0
}

// isNumberLike is numberLike, fast for a text of digits alone.
func isNumberLike(c string) bool {
	for i := range len(c) {
		if c[i]-'0' > 9 {
			return (c[i] < 'A' || c[i] > 'z') && numberLike().MatchString(c)
		}
	}
	return c != ""
}

func zipPlus4(c string) bool { return len(c) == 10 && c[5] == '-' && digits(c) == 9 }

func hasDigit(s string) bool {
	for i := range len(s) {
		if s[i]-'0' <= 9 {
			return true
		}
	}
	return false
}

// longNumberIn reports whether a text has a number in it as long as those of phones.
func longNumberIn(text string) bool { return digits(text) >= 7 }
