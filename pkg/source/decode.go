package source

import (
	"strings"
	"unicode/utf8"

	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/charset"
	"rollcall/pkg/source/internal/syntax"
)

// Codes of the problems that decoding finds.
const (
	// InvalidBytes: characters of the cell are lost.
	InvalidBytes = "invalid_bytes"
	nulBytes     = "nul_bytes"
)

// problemTexts are the messages of the problems that decoding finds.
var problemTexts = map[string]string{
	InvalidBytes: "a cell has bytes that are not characters of the file's encoding",
	nulBytes:     "a cell has NUL bytes, which were removed",
}

// needsDecoding reports whether s is anything but the UTF-8 of cells, NUL aside.
func needsDecoding(c *charset.Charset, s string) bool {
	if c == nil || c.Mixed {
		return !utf8.ValidString(s)
	}
	return !bytesearch.IsASCII(s)
}

// decode converts a cell to UTF-8; without a charset it is UTF-8 already. Invalid bytes become
// U+FFFD and NUL is removed; the code of the problem says so, invalid bytes first. NUL in place
// of letters counts as such.
func decode(c *charset.Charset, s string, a *syntax.Arena) (decoded, problem string) {
	if !needsDecoding(c, s) && strings.IndexByte(s, 0) < 0 {
		return s, ""
	}
	if c != nil && c.Mixed && (utf8.ValidString(s) || charset.CutWithin([]byte(s))) {
		c = nil
	}
	b := a.Room(utf8.UTFMax * len(s))
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		switch {
		case r == 0:
			if problem == "" {
				problem = nulBytes
			}
			i++
			continue
		case r < utf8.RuneSelf:
		case c != nil:
			if r = c.Runes[r]; r == utf8.RuneError {
				problem = InvalidBytes
			}
		default:
			if r, n = utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && n == 1 {
				problem = InvalidBytes
			}
		}
		b = utf8.AppendRune(b, r)
		i += n
	}
	if problem == nulBytes && overwritten(s) {
		problem = InvalidBytes
	}
	return a.Keep(b), problem
}

// overwritten reports whether NUL stands within a text, where a letter may have been: neither
// only around it, nor beside each letter, as in UTF-16.
func overwritten(s string) bool {
	text := strings.Trim(s, "\x00")
	nul := strings.Count(text, "\x00")
	return nul > 0 && nul < len(text)/2
}
