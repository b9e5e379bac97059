package syntax

import "strings"

func OddBackslashes(s string) bool {
	n := 0
	for n < len(s) && s[len(s)-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

func skipSpaces(s string, i int) int {
	for i < len(s) && s[i] == ' ' {
		i++
	}
	return i
}

// BreakEnd returns where the line break at i ends. It is false where that takes
// a byte that isn't there yet.
func BreakEnd(s string, i int, final bool) (int, bool) {
	switch {
	case i == len(s):
		return i, final
	case s[i] == '\n':
		return i + 1, true
	case i+1 == len(s):
		return i + 1, final
	case s[i+1] == '\n':
		return i + 2, true
	}
	return i + 1, true
}

// CountBreaks counts LF, CRLF and CR.
func CountBreaks(s string) int64 {
	n := strings.Count(s, "\n")
	if strings.IndexByte(s, '\r') < 0 {
		return int64(n)
	}
	for i := 0; ; {
		k := strings.IndexByte(s[i:], '\r')
		if k < 0 {
			return int64(n)
		}
		i += k + 1
		if i == len(s) || s[i] != '\n' {
			n++
		}
	}
}
