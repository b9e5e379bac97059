package store

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"rollcall/pkg/contact"
)

// Encoding is that of a database that cannot hold all of Unicode. A nil one is that of
// a database that can, and that is not asked about a single text.
type Encoding struct {
	// Name is PostgreSQL's, "LATIN1".
	Name string
	// table is nil if it is not known what the encoding can hold.
	table *charmap.Charmap
}

// tables are the encodings that hold the same for PostgreSQL, which names them, and for
// us. Of KOI8U, WIN1255 and those of several bytes a character there is more than one form.
var tables = map[string]*charmap.Charmap{
	"LATIN1": charmap.ISO8859_1, "LATIN2": charmap.ISO8859_2, "LATIN3": charmap.ISO8859_3, "LATIN4": charmap.ISO8859_4,
	"LATIN5": charmap.ISO8859_9, "LATIN6": charmap.ISO8859_10, "LATIN7": charmap.ISO8859_13, "LATIN8": charmap.ISO8859_14,
	"LATIN9": charmap.ISO8859_15, "LATIN10": charmap.ISO8859_16,
	"ISO_8859_5": charmap.ISO8859_5, "ISO_8859_6": charmap.ISO8859_6, "ISO_8859_7": charmap.ISO8859_7, "ISO_8859_8": charmap.ISO8859_8,
	"WIN1250": charmap.Windows1250, "WIN1251": charmap.Windows1251, "WIN1252": charmap.Windows1252, "WIN1253": charmap.Windows1253,
	"WIN1254": charmap.Windows1254, "WIN1256": charmap.Windows1256, "WIN1257": charmap.Windows1257,
	"WIN1258": charmap.Windows1258, "WIN866": charmap.CodePage866, "WIN874": charmap.Windows874,
	"KOI8R": charmap.KOI8R,
}

// newEncoding returns the encoding of a database, or nil if it holds any text: UTF8, and
// SQL_ASCII, which keeps bytes as they are.
func newEncoding(name string) *Encoding {
	if name == "UTF8" || name == "SQL_ASCII" {
		return nil
	}
	return &Encoding{name, tables[name]}
}

// check returns ErrEncoding if it is not known what the encoding can hold.
func (e *Encoding) check() error {
	if e == nil || e.table != nil {
		return nil
	}
	return fmt.Errorf("%w: it is in %s", ErrEncoding, e.Name)
}

// lacks returns the first character of a text that the database cannot store, and whether
// there is one.
func (e *Encoding) lacks(text string) (rune, bool) {
	for _, r := range text {
		if r >= utf8.RuneSelf && !e.holds(r) {
			return r, true
		}
	}
	return 0, false
}

// holds reports whether the encoding has a character that is not ASCII, as far as is known.
// Of the control characters among them the standards differ.
func (e *Encoding) holds(r rune) bool {
	if e.table == nil {
		return true
	}
	_, ok := e.table.EncodeRune(r)
	return ok && r > 0x9F && r != utf8.RuneError
}

// Refuse returns why a contact cannot be stored, or "".
func (e *Encoding) Refuse(c *contact.Contact) string {
	for f, text := range c.Values {
		if r, lacks := e.lacks(text); lacks {
			return e.refuse(contact.Field(f).String(), text, r)
		}
	}
	for i := range c.Custom {
		if r, lacks := e.lacks(c.Custom[i].Text); lacks {
			return e.refuse(c.Custom[i].Key, c.Custom[i].Text, r)
		}
	}
	for _, tag := range c.Tags {
		if r, lacks := e.lacks(tag); lacks {
			return e.refuse("tags", tag, r)
		}
	}
	return ""
}

func (e *Encoding) refuse(where, text string, lacks rune) string {
	return fmt.Sprintf("%s %q: the database is in %s, which has no %q (U+%04X)", where, text, e.Name, string(lacks), lacks)
}

// spell returns a text for the record, in which a character that the database cannot
// store is spelled as in JSON, "\u0141".
func (e *Encoding) spell(text string) string {
	if text = storable(text); e == nil {
		return text
	}
	if _, lacks := e.lacks(text); !lacks {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf || e.holds(r):
			b.WriteRune(r)
		default:
			for _, unit := range utf16.AppendRune(nil, r) {
				fmt.Fprintf(&b, `\u%04x`, unit)
			}
		}
	}
	return b.String()
}

// checkSpec returns ErrEncoding if the database cannot store what the import makes or
// asks for by name.
func (e *Encoding) checkSpec(s *Spec) error {
	if e == nil {
		return nil
	}
	names := append(append([]string{}, s.Tags...), s.Fields...)
	for _, f := range s.NewFields {
		names = append(names, f.Key, f.Label)
	}
	if s.Powerlist != nil {
		names = append(names, s.Powerlist.Name)
	}
	for _, name := range append(names, s.Except...) {
		if r, lacks := e.lacks(name); lacks {
			return fmt.Errorf("%w: %s", ErrEncoding, e.refuse("the mapping's", name, r))
		}
	}
	return nil
}
