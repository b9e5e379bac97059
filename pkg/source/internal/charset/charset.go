// Package charset detects the encoding of text by how its words read, and decodes
// it: single bytes by a table, others by x/text. It knows nothing of files and cells.
package charset

import (
	"bytes"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// Charset is a named single-byte encoding whose lower half is ASCII.
type Charset struct {
	// Name is as Names has it.
	Name string
	// Runes has the character of each byte, utf8.RuneError for an invalid one.
	Runes [256]rune
	// Mixed: only those cells are of the charset that are not UTF-8.
	Mixed bool
}

func fromCharmap(name string, m *charmap.Charmap) *Charset {
	c := &Charset{Name: name}
	for i := range c.Runes {
		c.Runes[i] = m.DecodeByte(byte(i))
		// Where the ISO standards have control characters, files that are said
		// to follow them have what Windows put there.
		if i >= 0x80 && i < 0xa0 && unicode.IsControl(c.Runes[i]) {
			c.Runes[i] = charmap.Windows1252.DecodeByte(byte(i))
		}
	}
	return c
}

// tableCharset returns the charset of a table.
func tableCharset(name, upper string) *Charset {
	c := &Charset{Name: name}
	i := 0
	for ; i < utf8.RuneSelf; i++ {
		c.Runes[i] = rune(i)
	}
	for _, r := range upper {
		if r == ' ' {
			r = utf8.RuneError
		}
		c.Runes[i] = r
		i++
	}
	return c
}

// Encode returns text in a charset; what it does not have stays UTF-8.
func (c *Charset) Encode(s string) string {
	var b strings.Builder
next:
	for _, want := range s {
		if want >= utf8.RuneSelf {
			for i, have := range c.Runes {
				if have == want {
					b.WriteByte(byte(i))
					continue next
				}
			}
		}
		b.WriteRune(want)
	}
	return b.String()
}

// UTF8Runs counts the characters beyond ASCII, and the invalid bytes. Unless ended, a
// character may be cut off at the end.
func UTF8Runs(b []byte, ended bool) (chars, bad int) {
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		c, n := utf8.DecodeRune(b)
		switch {
		case c != utf8.RuneError || n > 1:
			chars++
		case !ended && !utf8.FullRune(b):
			return chars, bad
		default:
			bad++
		}
		b = b[n:]
	}
	return chars, bad
}

// NewReader decodes multi-byte text. Invalid characters become a byte that is invalid in
// UTF-8.
func NewReader(raw io.Reader, e encoding.Encoding) io.Reader {
	return transform.NewReader(raw, transform.Chain(e.NewDecoder(), badRunes{}))
}

// badRunes makes U+FFFD, which decoders write for what they can't read, a byte
// that is no character in UTF-8.
type badRunes struct{ transform.NopResetter }

func (badRunes) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		i := bytes.IndexByte(src[nSrc:], 0xef)
		if i < 0 {
			i = len(src) - nSrc
		}
		n := copy(dst[nDst:], src[nSrc:nSrc+i])
		nDst, nSrc = nDst+n, nSrc+n
		switch {
		case n < i:
			return nDst, nSrc, transform.ErrShortDst
		case nSrc == len(src):
			return nDst, nSrc, nil
		case len(src)-nSrc < 3 && !atEOF:
			return nDst, nSrc, transform.ErrShortSrc
		case len(dst)-nDst < 3:
			return nDst, nSrc, transform.ErrShortDst
		case bytes.HasPrefix(src[nSrc:], []byte("\ufffd")):
			dst[nDst] = 0xff
			nDst, nSrc = nDst+1, nSrc+3
		default:
			n := min(3, len(src)-nSrc)
			copy(dst[nDst:], src[nSrc:nSrc+n])
			nDst, nSrc = nDst+n, nSrc+n
		}
	}
	return nDst, nSrc, nil
}
