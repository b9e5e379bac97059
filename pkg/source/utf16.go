package source

import (
	"io"
	"unicode/utf8"
)

// utf16Reader converts UTF-16 to UTF-8. Invalid characters become a byte that is invalid in
// UTF-8, too. ASCII that was appended, which makes no sense as UTF-16, is read as ASCII.
type utf16Reader struct {
	from  io.Reader
	in    []byte // read and not decoded yet
	ended bool
	big   bool
	rest  []byte // decoded and not given yet
	begun bool   // a line begins here
	ascii bool   // from here on
	buf   [64 << 10]byte
}

func (d *utf16Reader) Read(out []byte) (int, error) {
	if len(d.rest) > 0 {
		n := copy(out, d.rest)
		d.rest = d.rest[n:]
		return n, nil
	}
	n := 0
	for n+utf8.UTFMax <= len(out) {
		if len(d.in) < 4+asciiRun && !d.ended {
			if n > 0 {
				return n, nil
			}
			if err := d.more(); err != nil {
				return 0, err
			}
			continue
		}
		if len(d.in) == 0 {
			if n > 0 {
				return n, nil
			}
			return 0, io.EOF
		}
		n += d.char(out[n:])
	}
	if n > 0 || len(out) == 0 {
		return n, nil
	}
	// There is no room for the longest character.
	var c [utf8.UTFMax]byte
	k, err := d.Read(c[:])
	d.rest = append(d.rest[:0], c[:k]...)
	n = copy(out, d.rest)
	d.rest = d.rest[n:]
	return n, err
}

// asciiRun is how many bytes at the beginning of a line must be ASCII for it to
// be no UTF-16.
const asciiRun = 32

// more reads on; afterwards a whole character, and what may be ASCII after it, is there unless
// the text ended.
func (d *utf16Reader) more() error {
	k := copy(d.buf[:], d.in)
	for k < 4+asciiRun && !d.ended {
		n, err := d.from.Read(d.buf[k:])
		k += n
		if err != nil && err != io.EOF {
			return err
		}
		d.ended = err == io.EOF
	}
	d.in = d.buf[:k]
	return nil
}

func (d *utf16Reader) unit(i int) rune {
	if d.big {
		return rune(d.in[i])<<8 | rune(d.in[i+1])
	}
	return rune(d.in[i+1])<<8 | rune(d.in[i])
}

// char decodes one character and returns its length in UTF-8.
func (d *utf16Reader) char(out []byte) int {
	if d.begun && !d.ascii {
		d.ascii = isASCIILine(d.in[:min(len(d.in), asciiRun)])
	}
	if d.ascii {
		out[0], d.in = d.in[0], d.in[1:]
		return 1
	}
	d.begun = false
	if len(d.in) < 2 {
		d.in, out[0] = nil, 0xff
		return 1
	}
	c := d.unit(0)
	d.begun = c == '\n' || c == '\r'
	if c < 0xd800 || c > 0xdfff {
		d.in = d.in[2:]
		return utf8.EncodeRune(out, c)
	}
	if c < 0xdc00 && len(d.in) >= 4 {
		if low := d.unit(2); low >= 0xdc00 && low <= 0xdfff {
			d.in = d.in[4:]
			return utf8.EncodeRune(out, (c-0xd800)<<10|(low-0xdc00)+0x10000)
		}
	}
	d.in, out[0] = d.in[2:], 0xff
	return 1
}

// isASCIILine reports whether the beginning of a line is text of single bytes: all of them are
// ASCII.
func isASCIILine(b []byte) bool {
	if len(b) < 6 {
		return false
	}
	for _, c := range b {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c > '~' {
			return false
		}
	}
	return true
}
