package profile

import (
	"strings"

	"rollcall/pkg/normalize"
)

// maxPlaceholder is how long a word for nothing may be.
const maxPlaceholder = 14

// isBlankWord reports whether a cell says that there is nothing.
func isBlankWord(s string) bool {
	if s == "" { // but for the marks of spreadsheets
		return true
	}
	switch s[0] {
	case '-', '.', '?', '#', 'n', 'N', 'u', 'U', '(', '<', '\\', '_', '*', '/', '\xe2', 'k':
	default:
		return false
	}
	if strings.Trim(s, "-–—.?_*/ ") == "" {
		return true
	}
	switch strings.ToLower(s) {
	case "n/a", "na", "n.a.", "#n/a", "null", "nil", "none", "nan", "<null>", "(null)", "\\n", "undefined",
		"unknown", "(blank)", "(empty)", "(none)", "<na>", "not provided", "not available", "#ref!", "#value!",
		"#name?", "no data", "keine", "k.a.", "nicht bekannt", "unbekannt":
		return true
	}
	return false
}

// isEmailShaped reports whether s has one @ with a dotted domain after it. It is
// quick; what is an address in truth is said by package normalize.
func isEmailShaped(s string) bool {
	at := strings.IndexByte(s, '@')
	if at < 1 || len(s) > 254 || strings.IndexByte(s[at+1:], '@') >= 0 || strings.ContainsAny(s, " \n") && !strings.Contains(s, "<") {
		return false
	}
	dot := strings.LastIndexByte(s, '.')
	return dot > at+1 && dot < len(s)-1
}

// isURLShaped reports whether s is a web address, with or without a scheme.
func isURLShaped(s string) bool {
	for _, start := range [...]string{"http://", "https://", "www.", "HTTP://", "HTTPS://", "WWW."} {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	host, path, hasPath := strings.Cut(s, "/")
	dot := strings.LastIndexByte(host, '.')
	if dot < 2 || len(host)-dot < 3 || len(host)-dot > 11 || !hasPath && !knownEnding(host[dot+1:]) {
		return false
	}
	for i := range len(host) {
		if c := host[i]; c < '-' || c == '/' || c > '9' && c < 'A' || c > 'Z' && c < '_' || c > 'z' {
			return false
		}
	}
	return !strings.Contains(path, "@")
}

// knownEnding reports whether a domain's last label is one of the usual ones.
func knownEnding(label string) bool {
	switch strings.ToLower(label) {
	case "com", "org", "net", "edu", "gov", "io", "co", "info", "biz", "de", "uk", "fr", "es", "it", "nl", "pt", "br",
		"eu", "us", "ca", "au", "ch", "at", "be", "ie", "mx", "app", "dev", "ai", "me", "tv":
		return true
	}
	return false
}

// isUUIDShaped reports whether s is a UUID; it has 36 bytes.
func isUUIDShaped(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F':
		default:
			return false
		}
	}
	return true
}

// isScientific reports whether s is a number as 1.5551234567E+10.
func isScientific(s string) bool {
	e := strings.LastIndexAny(s, "eE")
	if e < 1 || e == len(s)-1 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if c >= '0' && c <= '9' || i == e || i < e && (c == '.' || c == ',') || i == e+1 && c == '+' {
			continue
		}
		return false
	}
	return len(s)-e <= 4
}

// isAmount reports whether s, which has no letters, is a number with a sign, a
// decimal mark, thousands marks, a currency or a percent sign.
func isAmount(s string) bool {
	const allowed = "0123456789.,-+$%€£¥ "
	for _, c := range s {
		if c != '\'' && !strings.ContainsRune(allowed, c) {
			return false
		}
	}
	s = strings.TrimRight(s, "% ")
	if strings.LastIndexByte(s, '-') > 0 || strings.Count(s, ".") > 1 && strings.Count(s, ",") != 1 || strings.Contains(s, " ") && strings.ContainsAny(s, "-+") {
		return false
	}
	json, ok := normalize.Number(s)
	return ok && json != "" && (strings.ContainsAny(s, ".,$€£¥%-+") || !strings.ContainsAny(s, " "))
}

// isPostal reports whether s is a British, Irish, Canadian or Dutch postal code.
func isPostal(s string) bool {
	shape := make([]byte, 0, 10)
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			shape = append(shape, '9')
		case c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z':
			shape = append(shape, 'A')
		case c == ' ' && i > 1:
			shape = append(shape, ' ')
		default:
			return false
		}
	}
	switch string(shape) {
	case "A9A 9A9", "A9A9A9", // Canada
		"A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA", // Britain
		"AA99AA", "AA999AA",
		"9999 AA", "9999AA": // the Netherlands
		return true
	}
	return false
}

// isList reports whether s is two short texts or more between commas, semicolons
// or bars. "Last, First" and "City, ST" are two, so commas need three.
func isList(s string) bool {
	for _, mark := range [...]string{";", "|", ","} {
		parts := strings.Split(s, mark)
		if len(parts) < 2 || mark == "," && len(parts) < 3 {
			continue
		}
		short := 0
		for _, p := range parts {
			if p = strings.TrimSpace(p); p != "" && len(p) <= 30 && strings.Count(p, " ") <= 2 {
				short++
			}
		}
		if short >= 2 && short >= len(parts)-1 {
			return true
		}
	}
	return false
}

// startsLikePhone reports whether a cell of digits and some letters begins as
// numbers do, or with a word as "Tel:" before it.
func startsLikePhone(s string) bool {
	c := s[0]
	if c >= '0' && c <= '9' || c == '+' || c == '(' || c == '\'' || c == '=' {
		// A house number is short and its street follows.
		digits := 0
		for i := range len(s) {
			switch c := s[i]; {
			case c >= '0' && c <= '9':
				digits++
			case c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0x80:
				return digits >= 7
			}
		}
		return true
	}
	for _, word := range [...]string{"tel", "ph", "cell", "mob", "t:", "m:", "call", "fon", "tél", "móv"} {
		if len(s) > len(word) && strings.EqualFold(s[:len(word)], word) {
			return true
		}
	}
	return false
}
