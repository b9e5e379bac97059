package source

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// problemTexts words the problems that decoding finds.
var problemTexts = map[string]string{
	"invalid_bytes": "a cell has bytes that are no characters in the file's encoding",
	"nul_bytes":     "a cell has NUL bytes, which were left out",
}

// decoder makes cells UTF-8. It decodes what agrees with ASCII in its lower
// half, so that it can wait until the cells are found; UTF-16 comes decoded.
type decoder struct {
	charmap *charmap.Charmap // nil for UTF-8
}

// changes says whether there is anything to decode in s.
func (d decoder) changes(s string) bool {
	if strings.IndexByte(s, 0) >= 0 {
		return true
	}
	if d.charmap == nil {
		return !utf8.ValidString(s)
	}
	return !ascii(s)
}

// cell decodes a cell. Bytes that mean nothing become U+FFFD and NUL is left
// out; the problem's code says so, invalid bytes before NUL.
func (d decoder) cell(s string, a *arena) (string, string) {
	if ascii(s) && strings.IndexByte(s, 0) < 0 || d.charmap == nil && utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 {
		return s, ""
	}
	problem := ""
	b := a.room(3 * len(s))
	for i := 0; i < len(s); {
		c, r, n := s[i], rune(s[i]), 1
		switch {
		case c == 0:
			if problem == "" {
				problem = "nul_bytes"
			}
			i++
			continue
		case d.charmap != nil:
			r = d.charmap.DecodeByte(c)
		case c >= utf8.RuneSelf:
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		if r == utf8.RuneError && (n == 1 || d.charmap != nil) {
			problem = "invalid_bytes"
		}
		b = utf8.AppendRune(b, r)
		i += n
	}
	return a.keep(b), problem
}
