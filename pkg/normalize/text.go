// Package normalize brings the values of a list into one form: text, e-mail
// addresses, names, states, ZIP codes, dates, numbers, consent. Its functions
// are pure, take a cell as it was read, and do nothing to a value that is in
// its form already. They know nothing of files and databases. Phone numbers
// are in package phone.
package normalize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text trims s and brings it into Unicode normal form C, without control and
// invisible characters. Line breaks stay, as \n; a tab becomes a space. Bytes
// that are no UTF-8 become U+FFFD.
func Text(s string) string {
	if isPlain(s) {
		return trimSpaces(s)
	}
	if isLatin(s) {
		return strings.TrimSpace(s)
	}
	if strings.IndexFunc(s, isUnwanted) >= 0 || !utf8.ValidString(s) {
		s = visible(s)
	}
	return strings.TrimSpace(norm.NFC.String(s))
}

// isUnwanted reports whether visible may have something to do about a character.
func isUnwanted(r rune) bool { return r != '\n' && unicode.IsControl(r) || isInvisible(r) }

// isPlain reports whether s is printable ASCII, which only has to be trimmed.
func isPlain(s string) bool {
	switch {
	case len(s) < 4:
		for i := range len(s) {
			if s[i] < ' ' || s[i] > '~' {
				return false
			}
		}
		return true
	case len(s) < 8:
		first, last := s[:4], s[len(s)-4:]
		return plain(uint64(first[0]) | uint64(first[1])<<8 | uint64(first[2])<<16 | uint64(first[3])<<24 |
			uint64(last[0])<<32 | uint64(last[1])<<40 | uint64(last[2])<<48 | uint64(last[3])<<56)
	}
	for i := 0; i < len(s)-8; i += 8 {
		if !plainWord(s[i:]) {
			return false
		}
	}
	return plainWord(s[len(s)-8:])
}

// plainWord is isPlain for the first eight bytes of s.
func plainWord(s string) bool {
	_ = s[7]
	return plain(uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56)
}

// plain is isPlain for eight bytes, all at once: one below a space borrows from its
// highest bit, one above a tilde carries into it.
func plain(w uint64) bool {
	const each = 0x0101010101010101
	return (w|(w-each*' ')|(w+each*('\x7f'-'~')))&(each<<7) == 0
}

// isLatin reports whether s is printable ASCII, line breaks and the letters from À to
// ſ, which are in normal form C already.
func isLatin(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= ' ' && c <= '~', c == '\n':
		case c >= 0xC3 && c <= 0xC5 && i+1 < len(s) && s[i+1]&0xC0 == 0x80:
			i++
		default:
			return false
		}
	}
	return true
}

// trimSpaces takes spaces off both ends.
func trimSpaces(s string) string {
	if s != "" && s[0] != ' ' && s[len(s)-1] != ' ' {
		return s
	}
	for s != "" && s[0] == ' ' {
		s = s[1:]
	}
	for s != "" && s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return s
}

// visible drops control and invisible characters.
func visible(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	last := rune(0)
	for i, r := range s {
		switch {
		case r == '\r':
			if strings.HasPrefix(s[i+1:], "\n") {
				continue
			}
			r = '\n'
		case r == '\n':
		case r == '\t':
			r = ' '
		case r == zeroWidthNonJoiner || r == zeroWidthJoiner:
			// These two shape letters of scripts that join them, and emoji.
			if next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):]); !joins(last) || !joins(next) || isInvisible(next) {
				continue
			}
		case unicode.IsControl(r) || isInvisible(r):
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

const (
	zeroWidthNonJoiner = '\u200C'
	zeroWidthJoiner    = '\u200D'
)

// joins reports whether a character is of a script that joins its letters, or a
// sign: what is beyond the alphabets of Europe.
func joins(r rune) bool { return r >= 0x0600 && !unicode.IsSpace(r) && r != utf8.RuneError }

// isInvisible reports whether a character has no form of its own: soft hyphens,
// zero-width spaces, byte order marks, marks of direction.
func isInvisible(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r >= 0xE0020 && r <= 0xE007F: // tags, which spell the flags of regions
		return false
	}
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) || r == '\u034F' || r == '\u115F' || r == '\u3164'
}
