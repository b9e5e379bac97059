package normalize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Email gives an e-mail address with its domain in lower case, and whether it
// is one: local@domain with a domain of at least two labels, by the rules of
// RFC 5321 and 6531 for addresses in use. Neither quoted local parts nor IP
// addresses are taken. "mailto:" and a name before <address> are left out. An
// empty cell is no address.
func Email(s string) (string, bool) {
	s = Text(s)
	if open := strings.LastIndexByte(s, '<'); open >= 0 && strings.HasSuffix(s, ">") {
		s = Text(s[open+1 : len(s)-1])
	}
	if len(s) > 7 && strings.EqualFold(s[:7], "mailto:") {
		s = s[7:]
	}
	at := strings.LastIndexByte(s, '@')
	if at < 0 || len(s) > 254 || !isLocalPart(s[:at]) || !isDomain(s[at+1:]) {
		return "", false
	}
	domain := strings.ToLower(s[at+1:])
	if domain == s[at+1:] {
		return s, true
	}
	return s[:at+1] + domain, true
}

// isLocalPart says whether s is a dot-atom.
func isLocalPart(s string) bool {
	if s == "" || len(s) > 64 || s[0] == '.' || s[len(s)-1] == '.' || strings.Contains(s, "..") {
		return false
	}
	for _, r := range s {
		if !isLetterOrDigit(r) && !strings.ContainsRune(".!#$%&'*+-/=?^_`{|}~", r) {
			return false
		}
	}
	return true
}

// isDomain says whether s is a name of two or more labels whose last is not a
// number.
func isDomain(s string) bool {
	if len(s) > 253 || strings.IndexByte(s, '.') < 0 {
		return false
	}
	label := ""
	for label = range strings.SplitSeq(s, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, r := range label {
			if !isLetterOrDigit(r) && r != '-' {
				return false
			}
		}
	}
	first, _ := utf8.DecodeRuneInString(label)
	return len(label) > 1 && unicode.IsLetter(first)
}

// isLetterOrDigit takes the marks of other scripts for letters. U+FFFD is what
// is left of a letter that was lost.
func isLetterOrDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}
