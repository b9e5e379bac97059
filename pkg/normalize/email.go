package normalize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Email returns an e-mail address with its domain in lower case, and whether it
// is one: local@domain with a domain of at least two labels, by the rules of
// RFC 5321 and 6531 for addresses in use. Neither quoted local parts nor IP
// addresses are taken. "mailto:", a name before <address>, quotes around it, a
// point or a note after it are left out. Of several addresses the first that is
// one is taken. An empty cell is no address.
func Email(s string) (string, bool) {
	if isPlainEmail(s) {
		return s, true
	}
	return anyEmail(s)
}

// anyEmail is Email for any cell.
func anyEmail(s string) (string, bool) {
	s = Text(s)
	if strings.Count(s, "<") < 2 && !strings.HasPrefix(s, "'") {
		if email, ok := oneEmail(s); ok {
			return email, true
		}
	}
	if len(s) > maxEmails || strings.IndexByte(s, '@') < 0 {
		return "", false
	}
	if isCutEmail(s) {
		return "", false
	}
	for _, part := range emailParts(s) {
		if email, ok := oneEmail(strings.TrimRight(strings.TrimLeft(part, quotesOfEmails), quotesOfEmails+".:")); ok {
			return email, true
		}
	}
	return "", false
}

// isCutEmail reports whether a delimiter or line break cuts an address in two: it stands between
// what may be the first part of one, and no word or note, and the rest.
func isCutEmail(s string) bool {
	at := strings.IndexAny(s, ";,|\n")
	if at <= 0 || at+1 == len(s) || s[at+1] == ' ' {
		return false
	}
	before := s[:at]
	return isLocalPart(before) && (strings.IndexAny(before, "._0123456789") > 0 || before == strings.ToLower(before)) && !Blank(before) && strings.IndexByte(s[at:], '@') > 0
}

// isPlainEmail reports whether a cell is, as it stands, an address of the kind that
// nearly all are: short, of ASCII, with its domain in small letters.
func isPlainEmail(s string) bool {
	if len(s) > maxPlainEmail {
		return false
	}
	at, label := -1, 0 // where the @ is, and where the last label begins
	for i := range len(s) {
		kind := emailBytes[s[i]]
		if kind == anywhere {
			continue
		}
		last := byte('.') // neither part begins with a point, nor a label with a hyphen
		if i > 0 && s[i-1] != '@' {
			last = s[i-1]
		}
		switch {
		case kind == emailAt && at < 0 && last != '.':
			at = i
		case kind == emailPoint && last != '.' && (at < 0 || last != '-'):
			label = i + 1
		case kind == emailHyphen && (at < 0 || last != '.'), kind == localOnly && at < 0:
		default:
			return false
		}
	}
	return at > 0 && label > at && len(s)-label > 1 && isASCIILetter(s[label]) && s[len(s)-1] != '-' && s[0] != '\''
}

// maxPlainEmail is how many bytes neither a local part nor a label may exceed.
const maxPlainEmail = 63

// The kinds of bytes in a plain address.
const (
	nowhere = iota
	anywhere
	localOnly
	emailPoint
	emailHyphen
	emailAt
)

var emailBytes = func() (kinds [256]uint8) {
	for c := range byte(utf8.RuneSelf) {
		switch in := addressBytes[c]; {
		case c == '.':
			kinds[c] = emailPoint
		case c == '-':
			kinds[c] = emailHyphen
		case c == '@':
			kinds[c] = emailAt
		case in == inLocal|inDomain && !(c >= 'A' && c <= 'Z'):
			kinds[c] = anywhere
		case in&inLocal != 0:
			kinds[c] = localOnly
		}
	}
	return kinds
}()

// maxEmails is how many bytes of addresses a cell may have.
const maxEmails = 4096

// quotesOfEmails are the characters that can surround an address and are not part of it.
const quotesOfEmails = " '`\"‘’“”"

// emailParts cuts a cell between two addresses and before a note. An address with a space
// in it is not two.
func emailParts(s string) []string {
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;|\n<>()[]", r) })
	var all []string
	for _, part := range parts {
		words := strings.Fields(part)
		at := 0
		for _, w := range words {
			if strings.IndexByte(w, '@') >= 0 {
				at++
			}
		}
		switch {
		case len(words) < 2:
			all = append(all, part)
		case at > 1 || at == 1 && emailSeparated(words):
			for _, w := range words {
				all = append(all, strings.FieldsFunc(w, func(r rune) bool { return r == '/' })...)
			}
		default:
			all = append(all, part)
		}
	}
	return all
}

// emailSeparated reports whether a mark keeps an address apart from the words
// beside it: "a@x.com - work", "work: a@x.com".
func emailSeparated(words []string) bool {
	for i, w := range words {
		if strings.IndexByte(w, '@') < 0 {
			continue
		}
		before := i == 0 || strings.HasSuffix(words[i-1], ":") || words[i-1] == "-"
		behind := i+1 == len(words) || words[i+1] == "-" || words[i+1] == "/" || words[i+1] == "or"
		return before && behind
	}
	return false
}

// oneEmail is Email for one address.
func oneEmail(s string) (string, bool) {
	if open := strings.LastIndexByte(s, '<'); open >= 0 && strings.HasSuffix(s, ">") {
		s = Text(s[open+1 : len(s)-1])
	}
	if len(s) > 7 && s[6] == ':' && strings.EqualFold(s[:7], "mailto:") {
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

// What a byte of an address may be.
const (
	inLocal  = 1 << iota // in the part before the @
	inDomain             // in a label of the domain
)

var addressBytes = func() (kinds [256]uint8) {
	for c := range byte(utf8.RuneSelf) {
		if isLetterOrDigit(rune(c)) {
			kinds[c] = inLocal | inDomain
		}
	}
	for _, c := range []byte(".!#$%&'*+-/=?^_`{|}~") {
		kinds[c] |= inLocal
	}
	kinds['-'] |= inDomain
	return kinds
}()

// isLocalPart reports whether s is a dot-atom.
func isLocalPart(s string) bool {
	if len(s) > 64 {
		return false
	}
	last := '.' // neither in front nor twice
	for i := 0; i < len(s); {
		c, size := rune(s[i]), 1
		if c < utf8.RuneSelf {
			if addressBytes[c]&inLocal == 0 || c == '.' && last == '.' {
				return false
			}
		} else if c, size = utf8.DecodeRuneInString(s[i:]); !isLetterOrDigit(c) {
			return false
		}
		last = c
		i += size
	}
	return last != '.'
}

// isDomain reports whether s is a name of two or more labels whose last is not a
// number.
func isDomain(s string) bool {
	if len(s) > 253 {
		return false
	}
	start := 0 // of a label
	for i := 0; i < len(s); {
		c, size := rune(s[i]), 1
		switch {
		case c == '.':
			if !isLabel(s[start:i]) {
				return false
			}
			start = i + 1
		case c < utf8.RuneSelf:
			if addressBytes[c]&inDomain == 0 {
				return false
			}
		default:
			if c, size = utf8.DecodeRuneInString(s[i:]); !isLetterOrDigit(c) {
				return false
			}
		}
		i += size
	}
	last := s[start:]
	first, _ := utf8.DecodeRuneInString(last)
	return start > 0 && isLabel(last) && len(last) > 1 && unicode.IsLetter(first)
}

// isLabel reports whether characters that may stand in a label are one.
func isLabel(s string) bool { return s != "" && len(s) <= 63 && s[0] != '-' && s[len(s)-1] != '-' }

// isLetterOrDigit takes the marks of other scripts for letters. U+FFFD is what
// is left of a letter that was lost.
func isLetterOrDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}
