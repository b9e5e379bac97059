// Package cell recognizes by its characters what one cell of a list is: a phone number, a date, a
// name. It knows nothing of rows, nor of what the number or the date is.
package cell

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
)

// IsBlank reports whether a cell is empty or white space.
func IsBlank(s string) bool {
	return s == "" || (s[0] <= ' ' || s[0] >= utf8.RuneSelf) && strings.TrimSpace(s) == ""
}

// HasLetter reports whether a text has a letter of any script.
func HasLetter(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return strings.ContainsFunc(s[i:], unicode.IsLetter)
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			return true
		}
	}
	return false
}

// HasDigit reports whether a text has an ASCII digit.
func HasDigit(s string) bool {
	for i := range len(s) {
		if s[i]-'0' <= 9 {
			return true
		}
	}
	return false
}

// CountDigits counts the ASCII digits of a text.
func CountDigits(s string) (n int) {
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

// Digits returns the digits of a text, or "" if they are more than a number can have.
func Digits(s string) string {
	const most = 17
	d := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
	if len(d) > most {
		return ""
	}
	return d
}

// IsWordByte reports whether a byte is an ASCII letter or digit.
func IsWordByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' }

// IsLowerCase reports whether a word is all lower-case ASCII letters.
func IsLowerCase(word string) bool {
	return word != "" && !strings.ContainsFunc(word, func(r rune) bool { return r < 'a' || r > 'z' })
}

// FewestDigits is how many digits a phone number has at least.
const FewestDigits = 7

// IsPhone reports whether a cell is a phone number and nothing else, by its
// characters: digits, and what people write between them.
func IsPhone(c string) bool {
	const most, longest = 30, 44
	if c == "" || c[0]|0x20-'a' < 26 && c[0]|0x20 != 'p' && c[0]|0x20 != 't' { // for speed
		return false
	}
	c = unmarked(strings.TrimSpace(c))
	if len(c) < FewestDigits || len(c) > longest {
		return false
	}
	n := 0
	for i := 0; i < len(c); i++ {
		switch b := c[i]; {
		case b >= '0' && b <= '9':
			n++
		case b < 64 && betweenDigits>>b&1 != 0, b >= utf8.RuneSelf && i > 0:
		default:
			return n >= FewestDigits && isExtension(c[i:])
		}
	}
	return n >= FewestDigits && n <= most && !IsDate(c) && !isZIPPlus4(c)
}

// IsCoordinate reports whether a cell is a decimal fraction within 180, as latitudes and
// longitudes are written: an area code may look like that, but has fewer digits after it.
func IsCoordinate(c string) bool {
	whole, fraction, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(c), "-"), ".")
	const fewest, most = 3, 180 // decimals, degrees
	if !ok || len(fraction) < fewest || whole == "" || len(whole) > 1 && whole[0] == '0' {
		return false
	}
	degrees, err := strconv.ParseUint(whole, 10, 16)
	return err == nil && degrees <= most && strings.Trim(fraction, "0123456789") == ""
}

// betweenDigits has the bits of what people write between the digits of a number.
const betweenDigits = 1<<' ' | 1<<'(' | 1<<')' | 1<<'+' | 1<<'-' | 1<<'.' | 1<<'/' | 1<<'\'' | 1<<'"' | 1<<'='

// unmarked cuts off the prefix that marks a number: p:+1… of Facebook's leads, tel:+1… of
// RFC 3966.
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

// maxExtension is the length of the longest extension that is recognized, in bytes.
const maxExtension = 6

// isExtension reports whether a text is an extension and nothing else: "ext. 34", "x34".
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
	return isNumbered(rest)
}

func isZIPPlus4(c string) bool { return len(c) == 10 && c[5] == '-' && CountDigits(c) == 9 }

// IsPhoneLike is IsPhone for headers, of which no cell is a phone number: stricter about
// the marks between the digits, but it takes dates and longer extensions.
func IsPhoneLike(c string) bool {
	const shortest, longest = 7, 24 // from the first digit to the last
	if !HasPhoneDigits(c) {
		return false
	}
	if at := strings.IndexByte(c, 'x'); at > 0 && isNumbered(c[at+1:]) {
		c = c[:at]
	} else if at := strings.Index(c, "ext"); at > 0 && isNumbered(c[at+3:]) {
		c = c[:at]
	}
	c = strings.TrimRight(strings.Trim(c, spaces), `'"`)
	c = strings.TrimPrefix(strings.TrimLeft(c, `'"=`), "+")
	c = strings.TrimLeft(c, spaces+"(")
	if len(c) > longest {
		c = strings.TrimPrefix(c, "00")
	}
	n := len(c)
	return n >= shortest && n <= longest && c[0]-'0' <= 9 && c[n-1]-'0' <= 9 && strings.Trim(c, "0123456789().-/"+spaces) == ""
}

// spaces are those of ASCII.
const spaces = " \t\n\f\r"

// isNumbered reports whether a text is the number of an extension.
func isNumbered(s string) bool {
	s = strings.Trim(strings.TrimPrefix(s, "."), spaces)
	return s != "" && CountDigits(s) == len(s)
}

// IsMostlyPhone reports whether most of a cell is the digits of a phone number, whatever
// else is in it.
func IsMostlyPhone(c string) bool {
	const most = 34
	n := CountDigits(c)
	return n >= FewestDigits && n <= most && (2*n >= len(c)-2 || 3*n >= len(c) && strings.ContainsAny(c, "+("))
}

// IsPhoneAndText reports whether a cell has a phone number and letters, so that it may be
// two cells in one.
func IsPhoneAndText(c string) bool { return HasLetter(c) && !IsPhone(c) && IsMostlyPhone(c) }

// EndsInPhone reports whether a text ends with a phone number, as where the next row
// continues on the same line.
func EndsInPhone(c string) bool {
	at := strings.LastIndexFunc(c, func(r rune) bool { return unicode.IsLetter(r) || r == '"' })
	return at >= 0 && IsPhone(strings.TrimLeft(c[at:], `"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ `))
}

// HasPhoneDigits reports whether a text has as many digits as a phone number.
func HasPhoneDigits(text string) bool { return CountDigits(text) >= FewestDigits }

var digitRun = lazyregexp.New(`\d{7}`)

// HasDigitRun reports whether a text has as many digits as a phone number in a row.
func HasDigitRun(text string) bool { return digitRun().MatchString(text) }

// IsDate reports whether a cell is a date in figures, perhaps with a time after it.
func IsDate(c string) bool {
	c = strings.TrimLeft(c, spaces)
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

var (
	yearPattern = lazyregexp.New(`^\s*(19|20)\d\d\s*$`)
	dayPattern  = lazyregexp.New(`^\s*(19|20)\d\d[01]\d[0-3]\d\s*$`)
)

// IsYear reports whether a cell is a year.
func IsYear(c string) bool { return yearPattern().MatchString(c) }

// IsCompactDate reports whether a cell is a date as YYYYMMDD.
func IsCompactDate(c string) bool { return dayPattern().MatchString(c) }

var numberPattern = lazyregexp.New(`^\s*[-+$€£]?\d+([.,]\d+)*\s*[%€£]?\s*$`)

// IsNumber reports whether a cell is a number, an amount or a percentage.
func IsNumber(c string) bool {
	for i := range len(c) {
		if c[i]-'0' > 9 {
			return (c[i] < 'A' || c[i] > 'z') && numberPattern().MatchString(c)
		}
	}
	return c != ""
}

var emailPattern = lazyregexp.New(`^\s*<?[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+>?\s*$`)

// IsEmail reports whether a cell is an e-mail address and nothing else.
func IsEmail(c string) bool { return strings.IndexByte(c, '@') > 0 && emailPattern().MatchString(c) }

// IsEmailLike reports whether a cell is one word with an @ in it.
func IsEmailLike(c string) bool { return strings.IndexByte(c, '@') > 0 && !strings.Contains(c, " ") }

// IsFullName reports whether a cell is two or three capitalized words of letters only, as
// people's names are.
func IsFullName(c string) bool {
	words := strings.Fields(c)
	return (len(words) == 2 || len(words) == 3) && !slices.ContainsFunc(words, func(w string) bool {
		first, size := utf8.DecodeRuneInString(w)
		return !unicode.IsUpper(first) || strings.ContainsFunc(w[size:], func(r rune) bool { return !unicode.IsLower(r) })
	})
}

// NamesColumn reports whether a cell names a column as the headers of lists of contacts do:
// "Phone 1", "home_phone", "FirstName".
func NamesColumn(c string) bool {
	const longest, most, raw = 60, 2, 200 // bytes, digits, bytes before white space is removed
	if len(c) > raw {
		return false
	}
	c = ColumnName(c)
	return len(c) <= longest && CountDigits(c) <= most && header.NamesColumn(c)
}

// NamesPhone reports whether a cell names a column of phone numbers.
func NamesPhone(c string) bool { return len(c) <= 80 && header.NamesPhone(c) }

// ColumnName returns a cell's text in NFC, without invisible characters and with single
// spaces between words.
func ColumnName(c string) string {
	if isSpacedOnce(c) {
		return c
	}
	return anyColumnName(c)
}

// anyColumnName is ColumnName without its shortcut.
func anyColumnName(c string) string {
	visible := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, c)
	return norm.NFC.String(strings.Join(strings.Fields(visible), " "))
}

// isSpacedOnce reports whether a cell is printable ASCII with single spaces between words,
// as most are.
func isSpacedOnce(cell string) bool {
	before := byte(' ')
	for i := range len(cell) {
		c := cell[i]
		if c < ' ' || c > '~' || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return before != ' ' || cell == ""
}
