package source

import (
	"encoding/base64"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/cell"
)

// escape is a way in which a program encoded text once more because it took it for something
// else, so that names come as "Zo&#233;" or "ZoÃ©". It is undone cell by cell, and only if no
// other reading makes sense.
type escape struct {
	code, message string
	// in reports whether a text may have cells to undo. ASCII was not encoded twice.
	in func(string) bool
	// sampled: only if the head of a file has it, the rest is searched for it.
	sampled bool
	// plain: what it stands for may be ASCII.
	plain bool
	// undo returns the original text, and whether there was anything to undo.
	undo func(string) (string, bool)
	// whole, if not nil, undoes it in a file in which all cells have it.
	whole *escape
	// of is the escape for which this is whole, or nil.
	of *escape
}

var escapes = []*escape{
	{"html_entities", "cells had HTML entities, such as &amp; or &#233;, and were read as the characters these stand for", hasEntity, false, false, undoEntities, nil, nil},
	twiceBy(charmap.Windows1252, hasTwice, false),
	twiceBy(charmap.Windows1251, leads(charmap.Windows1251), true),
	twiceBy(charmap.Macintosh, leads(charmap.Macintosh), true),
	twiceBy(charmap.CodePage850, leads(charmap.CodePage850), true),
	twiceBy(charmap.CodePage437, leads(charmap.CodePage437), true),
	twiceBy(charmap.CodePage866, leads(charmap.CodePage866), true),
	twiceBy(charmap.Windows1250, leads(charmap.Windows1250), true),
	twiceBy(charmap.Windows1253, leads(charmap.Windows1253), true),
	{"unicode_escapes", `cells had escapes such as \u00e9, and were read as the characters these stand for`, contains(`\u`), true, false, undoUnicode, nil, nil},
	{"percent_encoded", "cells were percent-encoded, as in web addresses, and were decoded", contains("%"), true, false, undoPercent, nil, nil},
	{"utf_7", "cells were UTF-7, and were decoded", contains("+"), true, false, undoUTF7, nil, nil},
	{"inner_marks", "cells had the marks that databases use for line breaks or between values, and were read as lines", contains("\x0b", "\x1d"), true, true, replacing(`[\x0b\x1d]`, "\n"), nil, nil},
	{"terminal_codes", "cells had terminal color codes, which were removed", contains("\x1b["), true, true, replacing(`\x1b\[[\d;]*[A-Za-z]`, ""), nil, nil},
}

// mojibake is reported if text looks encoded twice but cannot be recovered.
var mojibake = &escape{code: "mojibake", message: "cells look as if they had been encoded twice, but some characters are missing: they were read as they are"}

// replacing undoes what a pattern matches by the same text for each.
func replacing(matched, by string) func(string) (string, bool) {
	re := lazyregexp.New(matched)
	return func(s string) (string, bool) {
		text := re().ReplaceAllString(s, by)
		return text, text != s
	}
}

func contains(any ...string) func(string) bool {
	return func(s string) bool {
		return slices.ContainsFunc(any, func(x string) bool { return strings.Contains(s, x) })
	}
}

// leads reports whether text has what a charset has for the bytes by which letters of Latin,
// Greek and Cyrillic script, and quotation marks, begin in UTF-8.
func leads(m *charmap.Charmap) func(string) bool {
	const bytes = "\xc2\xc3\xc4\xc5\xce\xcf\xd0\xd1\xe2"
	var all []string
	for i := range len(bytes) {
		all = append(all, string(m.DecodeByte(bytes[i])))
	}
	return contains(all...)
}

// undoing is what is undone in the cells of a file.
type undoing []*escape

// undoingOf returns what may have to be undone in the cells of a list with these
// first rows.
func undoingOf(rows []sampleRow) undoing {
	var all undoing
	var head strings.Builder
	for _, r := range rows {
		for _, c := range r.cells {
			head.WriteString(c)
			head.WriteByte('\n')
		}
	}
	for _, e := range escapes {
		found := !e.sampled
		if !found && !e.in(head.String()) {
			continue // nor is any of its cells
		}
		for i := 0; i < len(rows) && !found; i++ {
			for _, c := range rows[i].cells {
				if e.in(c) {
					if text, ok := e.undo(c); ok && (e.plain || !bytesearch.IsASCII(text)) {
						found = true
					}
				}
			}
		}
		switch {
		case e.whole != nil && e.whole.inAll(rows):
			all = append(all, e.whole)
		case found:
			all = append(all, e)
		}
	}
	return all
}

// inAll reports whether all cells beyond ASCII, at least several, can be undone: then all are,
// even those that could be something else.
func (e *escape) inAll(rows []sampleRow) bool {
	const fewest = 3
	different := map[string]bool{}
	for _, r := range rows {
		for _, c := range r.cells {
			if bytesearch.IsASCII(c) {
				continue
			}
			if _, ok := e.undo(c); !ok {
				return false
			}
			different[c] = true
		}
	}
	return len(different) >= fewest
}

// in reports whether a text may have cells to undo. Nothing of ASCII was encoded
// twice.
func (u undoing) in(s string, ascii bool) bool {
	return slices.ContainsFunc(u, func(e *escape) bool { return !(ascii && e.code == "encoded_twice") && e.in(s) })
}

// cell returns a cell with its escapes undone. found, which may be nil, counts.
func (u undoing) cell(c string, found *fileNotices) string {
	for _, e := range u {
		if !e.in(c) {
			continue
		}
		if text, ok := e.undo(c); ok {
			c = text
			found.undid(e)
		} else if doubtful().MatchString(c) {
			found.undid(mojibake)
			return c
		}
	}
	return c
}

func (u undoing) rows(rows []sampleRow) {
	for _, r := range rows {
		for i, c := range r.cells {
			r.cells[i] = u.cell(c, nil)
		}
	}
}

// undid counts a cell that was undone.
func (f *fileNotices) undid(e *escape) {
	if f == nil {
		return
	}
	if e.of != nil {
		e = e.of
	}
	f.Lock()
	defer f.Unlock()
	if f.undone == nil {
		f.undone = map[*escape]int64{}
	}
	f.undone[e]++
}

var entity = lazyregexp.New(`&(#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,24});`)

// undoEntities undoes the entities of HTML, with their semicolon.
func undoEntities(s string) (string, bool) {
	if strings.IndexByte(s, ';') < 0 {
		return s, false
	}
	text := entity().ReplaceAllStringFunc(s, func(e string) string {
		c := html.UnescapeString(e)
		if strings.ContainsFunc(c, unicode.IsControl) {
			return e
		}
		return c
	})
	return text, text != s
}

// hasEntity reports whether text may have an entity.
func hasEntity(s string) bool {
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 || i+3 >= len(s) {
			return false
		}
		s = s[i+1:]
		if c := s[0] | 0x20; (c >= 'a' && c <= 'z' || s[0] == '#') && strings.IndexByte(s[:min(len(s), 30)], ';') > 0 {
			return true
		}
	}
}

var unicodeEscape = lazyregexp.New(`(\\u[0-9a-fA-F]{4})+`)

// undoUnicode undoes the escapes of JSON and of many programs.
func undoUnicode(s string) (string, bool) {
	ok := false
	text := unicodeEscape().ReplaceAllStringFunc(s, func(e string) string {
		var units []uint16
		for i := 0; i < len(e); i += 6 {
			n, _ := strconv.ParseUint(e[i+2:i+6], 16, 16)
			units = append(units, uint16(n))
		}
		t := string(utf16.Decode(units))
		if strings.ContainsFunc(t, func(r rune) bool { return r == utf8.RuneError || unicode.IsControl(r) }) {
			return e
		}
		ok = true
		return t
	})
	return text, ok
}

var (
	percentEscape = lazyregexp.New(`(%[0-9a-fA-F]{2})+`)
	utf7Escape    = lazyregexp.New(`\+(-|[A-Za-z0-9/+]{3,}-?)`)
)

// undoPercent undoes the escapes of web addresses, unless the cell is one.
func undoPercent(s string) (string, bool) {
	if strings.Contains(s, "://") || strings.Contains(s, "www.") {
		return s, false
	}
	return undoHex(s, percentEscape())
}

// undoHex undoes escapes of bytes, if all of them together are UTF-8, and some
// of it beyond ASCII, or the sign of an address.
func undoHex(s string, of *regexp.Regexp) (string, bool) {
	beyond := false
	text := of.ReplaceAllStringFunc(s, func(e string) string {
		var b []byte
		for i := 0; i < len(e); i += 3 {
			n, _ := strconv.ParseUint(e[i+1:i+3], 16, 8)
			b = append(b, byte(n))
			beyond = beyond || n >= utf8.RuneSelf
		}
		return string(b)
	})
	if !beyond && !strings.Contains(s, "%40") || !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		return s, false
	}
	return text, true
}

// undoUTF7 undoes UTF-7 (RFC 2152): what begins with a plus is UTF-16 in base64,
// and a plus itself is +-.
func undoUTF7(s string) (string, bool) {
	ok := true
	text := utf7Escape().ReplaceAllStringFunc(s, func(e string) string {
		in := strings.TrimSuffix(e[1:], "-")
		if in == "" {
			return "+"
		}
		b, err := base64.RawStdEncoding.Strict().DecodeString(in)
		if err != nil || len(b) < 2 || len(b)%2 != 0 || cell.CountDigits(in) == len(in) {
			ok = false
			return e
		}
		var units []uint16
		for i := 0; i < len(b); i += 2 {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		}
		t := string(utf16.Decode(units))
		for _, r := range t {
			// A number that begins with a plus could come to any character.
			ok = ok && (unicode.IsLetter(r) || unicode.IsPunct(r) || r == 0xa0) && (r < 0x0700 || e[len(e)-1] == '-')
		}
		return t
	})
	return text, ok && text != s
}
