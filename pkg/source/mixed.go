package source

import (
	"bytes"
	"fmt"
	"io"
	"mime/quotedprintable"
	"slices"
	"strconv"
	"unicode/utf8"

	"rollcall/pkg/lazyregexp"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode/utf32"
)

// tellMixed adds a notice that a file is mixed, with the charset of the rest.
func (r *Reader) tellMixed(rest string) {
	r.tell("encoding_mixed", fmt.Sprintf("some cells are UTF-8 and others are not: those were read as %s", rest))
}

// Escape sequences that switch text of Latin letters to another script.
var (
	toJapanese = [][]byte{[]byte("\x1b$B"), []byte("\x1b$@"), []byte("\x1b(I"), []byte("\x1b$(D")}
	toOther    = [][]byte{[]byte("\x1b$)C"), []byte("\x1b$)A"), []byte("\x1b$)G"), []byte("\x1b$A")}
	toChinese  = [][]byte{[]byte("~{")}
	hz         = lazyregexp.New(`~\{([\x21-\x77][\x21-\x7e]){1,200}~\}`)
)

// shifted finds out whether seven-bit text is an encoding that switches between scripts, or
// has its bytes spelled out for e-mail. It is true if the text has to be decoded again.
func (r *Reader) shifted() (bool, error) {
	has := func(of [][]byte) bool {
		return slices.ContainsFunc(of, func(s []byte) bool { return bytes.Contains(r.buf, s) })
	}
	switch {
	case has(toOther):
		return false, &RefusedError{Message: "the file is ISO-2022 text that is not Japanese", Hint: "save it as UTF-8"}
	case has(toJapanese):
		r.format.Encoding, r.undecided = "iso-2022-jp", false
		r.transcode(japanese.ISO2022JP)
		return true, nil
	case has(toChinese) && len(hz().FindAll(r.buf[:min(len(r.buf), sampleBytes)], 2)) > 1:
		r.format.Encoding, r.undecided = "hz-gb2312", false
		r.transcode(simplifiedchinese.HZGB2312)
		return true, nil
	case isQuotedPrintable(r.buf[:min(len(r.buf), sampleBytes)]):
		raw := io.MultiReader(bytes.NewReader(bytes.Clone(r.buf)), r.text)
		r.text = quotedprintable.NewReader(raw)
		r.buf, r.ended, r.asciiTo = nil, false, 0
		r.tell("quoted_printable", "the file is quoted-printable, as e-mail is, and was decoded; lines are counted without its soft line breaks")
		return true, nil
	}
	return false, nil
}

// isQuotedPrintable reports whether every "=" in a text begins a byte that is spelled out, or
// ends a line that continues, and there are some. Web addresses have "src=FB", too: if there
// is one, or only a single letter, such bytes count only if they make UTF-8.
func isQuotedPrintable(s []byte) bool {
	n, single, address := 0, map[string]bool{}, bytes.Contains(s, []byte("://"))
	for i := 0; i < len(s); i++ {
		next := bytes.IndexByte(s[i:], '=')
		if next < 0 {
			break
		}
		i += next
		rest := s[i+1:]
		switch {
		case len(rest) < 2:
		case rest[0] == '\n', rest[0] == '\r' && rest[1] == '\n':
			n++
		case isHex(rest[0]) && isHex(rest[1]) && rest[0] > '7':
			n++
			switch size := spelledRune(s[i:]); {
			case size > 0:
				i += 3*size - 1
			case len(s)-i < 3*utf8.UTFMax: // it may be cut off here
			case address:
				return false
			default:
				single[string(rest[:2])] = true
			}
		case isHex(rest[0]) && isHex(rest[1]) && (rest[0] == '3' && rest[1] == 'D' || rest[0] == '0' || rest[0] == '2'):
		default:
			return false
		}
	}
	return n > 1 && len(single) != 1
}

// spelledRune returns how many bytes, each as =XX, make up the non-ASCII UTF-8 character at
// the start of a text, or 0.
func spelledRune(s []byte) int {
	var b [utf8.UTFMax]byte
	n := 0
	for ; n < len(b) && len(s) >= 3*(n+1) && s[3*n] == '=' && isHex(s[3*n+1]) && isHex(s[3*n+2]); n++ {
		c, err := strconv.ParseUint(string(s[3*n+1:3*n+3]), 16, 8)
		if err != nil {
			return 0
		}
		b[n] = byte(c)
	}
	if r, size := utf8.DecodeRune(b[:n]); r != utf8.RuneError {
		return size
	}
	return 0
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c >= 'A' && c <= 'F' }

// utf32Of recognizes UTF-32 by its byte order mark or its zeros.
func utf32Of(b []byte) (name string, big, ok bool) {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe\x00\x00")):
		return "utf-32le", false, true
	case bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff")):
		return "utf-32be", true, true
	}
	var zeros [4]int
	n := min(len(b), 4096) &^ 3
	for i, c := range b[:n] {
		if c == 0 {
			zeros[i&3]++
		}
	}
	quarter := n / 4
	switch {
	case quarter < 8:
	case zeros[3] == quarter && zeros[2] == quarter && 2*zeros[1] > quarter && 10*zeros[0] < quarter:
		return "utf-32le", false, true
	case zeros[0] == quarter && zeros[1] == quarter && 2*zeros[2] > quarter && 10*zeros[3] < quarter:
		return "utf-32be", true, true
	}
	return "", false, false
}

// decodeUTF32 decodes the rest of the text as UTF-32.
func (r *Reader) decodeUTF32(name string, big bool) error {
	order := utf32.LittleEndian
	if big {
		order = utf32.BigEndian
	}
	r.format.Encoding = name
	r.transcode(utf32.UTF32(order, utf32.UseBOM))
	return r.fill()
}
