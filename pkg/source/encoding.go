package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
)

// charset is a named encoding of single bytes, of which the lower half is
// ASCII.
type charset struct {
	name  string
	runes [256]rune
	// mixed: only those cells are of the charset that are not UTF-8.
	mixed bool
}

func newCharset(name string, m *charmap.Charmap) *charset {
	c := &charset{name: name}
	for i := range c.runes {
		c.runes[i] = m.DecodeByte(byte(i))
		// Where the ISO standards have control characters, files that are said
		// to follow them have what Windows put there.
		if i >= 0x80 && i < 0xa0 && unicode.IsControl(c.runes[i]) {
			c.runes[i] = charmap.Windows1252.DecodeByte(byte(i))
		}
	}
	return c
}

// The charsets that are told apart; of equals the first is taken.
var (
	windows1252 = newCharset("windows-1252", charmap.Windows1252)
	iso885915   = newCharset("iso-8859-15", charmap.ISO8859_15)
	macintosh   = newCharset("macintosh", charmap.Macintosh)
)

// encodingNames returns other names of encodings, as canonical leaves them.
var encodingNames = map[string]string{
	"auto": "", "utf8bom": "utf8", "utf8sig": "utf8", "ascii": "utf8", "usascii": "utf8",
	"latin1": "iso88591", "l1": "iso88591", "latin2": "iso88592", "l2": "iso88592", "latin9": "iso885915", "l9": "iso885915", "latin5": "windows1254", "iso88599": "windows1254",
	"cyrillic": "iso88595", "greek": "iso88597", "hebrew": "windows1255", "arabic": "windows1256", "ansi": "windows1252",
	"mac": "macintosh", "macroman": "macintosh", "xmacroman": "macintosh", "maccyrillic": "xmaccyrillic",
	"utf16": "utf16", "ucs2": "utf16", "unicode": "utf16", "koi8": "koi8r",
	"sjis": "shiftjis", "xsjis": "shiftjis", "mskanji": "shiftjis", "windows31j": "shiftjis", "windows932": "shiftjis", "ms932": "shiftjis", "cp932": "shiftjis",
	"ujis": "eucjp", "xeucjp": "eucjp", "jis": "iso2022jp",
	"gbk": "gb18030", "gb2312": "gb18030", "euccn": "gb18030", "hzgb2312": "hzgb2312", "cp936": "gb18030", "windows936": "gb18030", "ms936": "gb18030", "chinese": "gb18030",
	"big5hkscs": "big5", "cp950": "big5", "windows950": "big5", "ms950": "big5",
	"cp949": "euckr", "uhc": "euckr", "windows949": "euckr", "ms949": "euckr", "ksc5601": "euckr", "ksx1001": "euckr", "ksc56011987": "euckr", "korean": "euckr",
	"dos": "cp437", "oem": "cp437",
}

func canonical(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	name = strings.NewReplacer("-", "", "_", "", " ", "", ".", "", ":", "", "ibmcodepage", "cp", "codepage", "cp", "ibm", "cp").Replace(name)
	for _, prefix := range []string{"windows", "win", "cp", "mscp"} {
		// windows-1251, win1251, cp1251.
		if rest, ok := strings.CutPrefix(name, prefix); ok && len(rest) == 4 && rest[:3] == "125" {
			return "windows" + rest
		}
	}
	if n, ok := encodingNames[name]; ok {
		return n
	}
	return name
}

// declared reads an encoding's name: a name of UTF-8 or UTF-16, a charset of
// single bytes, or another encoding.
func declared(name string) (unicodeName string, c *charset, other encoding.Encoding, err error) {
	switch n := canonical(name); n {
	case "":
		return "", nil, nil, nil
	case "utf8":
		return "utf-8", nil, nil, nil
	case "utf16", "utf16le", "utf16be", "utf32", "utf32le", "utf32be":
		return n[:3] + "-" + n[3:], nil, nil, nil
	default:
		for _, k := range candidates() {
			if canonical(k.name) == n {
				return "", k.bytes, k.codec, nil
			}
		}
		for _, e := range charmap.All {
			m, ok := e.(*charmap.Charmap)
			if ok && canonical(m.String()) == n && m.DecodeByte('A') == 'A' {
				return "", newCharset(strings.ToLower(strings.ReplaceAll(m.String(), " ", "-")), m), m, nil
			}
		}
	}
	if e, err := ianaindex.IANA.Encoding(name); err == nil && e != nil && agreesWithASCII(e) {
		return "", nil, e, nil
	}
	if e, err := htmlindex.Get(name); err == nil && agreesWithASCII(e) {
		return "", nil, e, nil
	}
	return "", nil, nil, fmt.Errorf("unknown encoding %q: known are utf-8, utf-16le, utf-16be, utf-32le, utf-32be, windows-1250 to 1258, iso-8859-1 to 16, koi8-r, koi8-u, macintosh, cp437, cp850, cp852, cp866, shift_jis, euc-jp, iso-2022-jp, gbk, gb18030, big5, euc-kr", name)
}

// EncodingName returns the usual name of an encoding that Options can name, for
// any spelling of it; "auto" stays. It is false where there is no such encoding.
func EncodingName(name string) (string, bool) {
	unicodeName, c, other, err := declared(name)
	switch {
	case err != nil || !strings.ContainsFunc(name, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }):
		return "", false
	case unicodeName != "":
		return unicodeName, true
	case c != nil:
		return c.name, true
	case other == nil:
		return "auto", true
	}
	for _, k := range candidates() {
		if k.codec == other {
			return k.name, true
		}
	}
	if n, err := htmlindex.Name(other); err == nil {
		return n, true
	}
	return strings.ToLower(name), true
}

// EncodingNames returns the names of the encodings that files come in most.
func EncodingNames() []string {
	names := []string{"utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be"}
	for _, k := range candidates() {
		names = append(names, k.name)
	}
	return append(names, "iso-8859-1", "iso-8859-9", "iso-2022-jp", "hz-gb-2312")
}

// agreesWithASCII reports whether text of ASCII is the same in an encoding.
func agreesWithASCII(e encoding.Encoding) bool {
	const text = "Name,Phone\n"
	s, err := e.NewDecoder().String(text)
	return err == nil && s == text
}

// decode finds out the encoding of the text at hand, and decodes UTF-16. What
// agrees with ASCII in its lower half is left to the chunks.
func (r *Reader) decode(o Options) error {
	want, set, other, err := declared(o.Encoding)
	if err != nil {
		return err
	}
	if name, big, ok := utf32Of(r.buf); ok && (want == "" || strings.HasPrefix(name, want)) && other == nil {
		return r.decodeUTF32(name, big)
	} else if strings.HasPrefix(want, "utf-32") {
		return wrongEncoding(o.Encoding, looksLike(r.buf, r.ended))
	}
	found, bom := unicodeEncoding(r.buf)
	switch {
	case want == "" && other == nil:
	case want == "utf-16" && strings.HasPrefix(found, want):
	case found != "" && found != want:
		return wrongEncoding(o.Encoding, found)
	case found == "" && strings.HasPrefix(want, "utf-16"):
		if bytes.IndexByte(r.buf, 0) < 0 {
			return wrongEncoding(o.Encoding, looksLike(r.buf, r.ended))
		}
		if found = want; want == "utf-16" {
			found = "utf-16le"
		}
	}
	if found == "utf-32" {
		return wrongEncoding(o.Encoding, found)
	}
	r.buf = r.buf[bom:]
	switch {
	case strings.HasPrefix(found, "utf-16"):
		r.format.Encoding = found
		d := &utf16Reader{from: r.text, in: r.buf, ended: r.ended, big: found == "utf-16be"}
		r.text, r.buf, r.ended = d, nil, false
		return r.fill()
	case want == "utf-8" || bom > 0:
		if n, bad := utf8Runs(r.buf, r.ended); want != "" && n == 0 && bad > 3 {
			return wrongEncoding(o.Encoding, looksLike(r.buf, r.ended))
		}
		r.format.Encoding = "utf-8"
		if want == "" {
			if c := mixedCharset(r.buf[:min(len(r.buf), window)]); c != nil {
				r.charset = c
				r.tellMixed(c.name)
			}
		}
	case set != nil:
		if n, bad := utf8Runs(r.buf, r.ended); n > 0 && bad == 0 {
			return wrongEncoding(o.Encoding, "utf-8")
		}
		r.format.Encoding, r.charset = set.name, set
	case other != nil:
		if n, bad := utf8Runs(r.buf, r.ended); n > 0 && bad == 0 && canonical(o.Encoding)[:3] != "iso" {
			return wrongEncoding(o.Encoding, "utf-8")
		}
		r.format.Encoding = strings.ToLower(o.Encoding)
		r.transcode(other)
		return r.fill()
	default:
		r.format.Encoding, r.undecided = "utf-8", true
		if again, err := r.shifted(); err != nil {
			return err
		} else if again {
			if err := r.fill(); err != nil {
				return err
			}
		}
		for {
			if ok, err := r.decide(); ok || err != nil {
				return err
			}
			if err := r.fill(); err != nil {
				return err
			}
		}
	}
	return nil
}

func wrongEncoding(declared, found string) error {
	return &RefusedError{
		Message: fmt.Sprintf("the file is said to be %s, but looks like %s", declared, found),
		Hint:    "leave the encoding out (source: {encoding: auto}), or name the right one",
	}
}

// unicodeEncoding tells UTF-16 by its byte order mark, or by the zeros that
// it makes of ASCII; of others whether they begin with a mark.
func unicodeEncoding(b []byte) (name string, bom int) {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff")):
		return "utf-32", 0
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return "utf-16le", 2
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return "utf-16be", 2
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return "utf-8", 3
	}
	b = withoutTail(b)
	var zeros [2]int
	for i, c := range b {
		if c == 0 {
			zeros[i&1]++
		}
	}
	even, odd, enough := zeros[0], zeros[1], len(b)/2/6
	switch {
	case odd > enough && even*10 < odd:
		return "utf-16le", 0
	case even > enough && odd*10 < even:
		return "utf-16be", 0
	}
	return "", 0
}

// window is how much text, from the first character that isn't ASCII, an
// encoding is told by.
const window = 64 << 10

// decide finds out the charset once there is text that isn't ASCII; until then
// all of them are alike. It is false if it takes more text for that, which fill
// will then read.
func (r *Reader) decide() (bool, error) {
	if !r.undecided {
		return true, nil
	}
	i := indexBeyondASCII(r.buf, r.asciiTo)
	r.asciiTo = i
	if i == len(r.buf) {
		return true, nil
	}
	if len(r.buf)-i < window && !r.ended && r.broken == nil {
		r.size = i + window
		return false, nil
	}
	r.undecided = false
	start := max(0, i-64)
	b := r.buf[start:min(len(r.buf), i+window)]
	ended := r.ended && len(r.buf) <= i+window
	if text := withoutTail(r.buf); len(text) < len(r.buf) && i >= len(text) {
		return true, nil // what is not ASCII is no text either
	} else if len(text) < start+len(b) {
		b, ended = text[start:], true
	}
	// Bytes that are UTF-8 by chance are rare, damaged ones are not.
	chars, bad := utf8Runs(b, ended)
	if bad > 0 && chars > 0 {
		if c := mixedCharset(b); c != nil {
			r.charset = c
			r.tellMixed(c.name)
			return true, nil
		}
	}
	if 4*bad < chars || bad == 0 {
		return true, nil
	}
	c, err := r.guessCharset(b)
	if bad <= 4*chars {
		// Two bytes of other scripts may look like a character of UTF-8, too.
		if c == nil || c.bytes != nil {
			r.list.found.encoding = ""
			return true, nil
		}
		err = nil
	}
	switch {
	case isEBCDIC(r.buf) && (err != nil || c == nil || c.bytes != nil):
		return false, refusedKind(kind{is: "EBCDIC, as mainframes write text", hint: "convert it, as with iconv -f IBM037 -t UTF-8"})
	case err != nil:
		if noise := refuseNoise(r.buf); noise != nil {
			err = noise
		}
		return false, err
	case c == nil:
	case c.bytes != nil:
		r.charset, r.format.Encoding = c.bytes, c.name
	default:
		r.format.Encoding = c.name
		r.transcode(c.codec)
		return false, nil // until there is text again
	}
	return true, nil
}

// utf8Runs counts the characters beyond ASCII, and the bytes that are none.
// Unless ended, a character may be cut off at the end.
func utf8Runs(b []byte, ended bool) (chars, bad int) {
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

// charsetOf finds the charset that makes the best words of b; nil where none
// makes any sense.
func charsetOf(b []byte) *charset {
	var best *charset
	bestScore := -1 << 62
	for _, c := range []*charset{windows1252, iso885915, macintosh} {
		if score := c.score(b); score > bestScore {
			best, bestScore = c, score
		}
	}
	// If there is nothing but þ and ÿ, and what has no meaning, it is rather
	// UTF-8 that was damaged.
	for _, x := range b {
		if x >= utf8.RuneSelf && x < 0xfe && best.runes[x] != utf8.RuneError {
			return best
		}
	}
	return nil
}

// looksLike names what text is that isn't UTF-16.
func looksLike(b []byte, ended bool) string {
	if _, bad := utf8Runs(b, ended); bad == 0 {
		return "utf-8"
	}
	if c := charsetOf(b); c != nil {
		return c.name
	}
	return "text in another encoding"
}

// score says how well b reads in a charset: letters belong beside letters of
// the same case, other characters between words.
func (c *charset) score(b []byte) (score int) {
	at := func(i int) rune {
		if i < 0 || i >= len(b) {
			return ' '
		}
		return c.runes[b[i]]
	}
	for i, x := range b {
		if x < utf8.RuneSelf {
			continue
		}
		before, r, after := at(i-1), c.runes[x], at(i+1)
		inWord := unicode.IsLetter(before) && unicode.IsLetter(after)
		switch {
		case r == utf8.RuneError, unicode.IsControl(r):
			score -= 4
		case unicode.IsUpper(r) && unicode.IsLower(before):
			score -= 2
		case unicode.IsLetter(r) && strings.ContainsRune("ªºµƒˆıþÞÿŸ", r):
		case unicode.IsLower(r) && unicode.IsUpper(before) && unicode.IsUpper(after):
			score -= 2
		case unicode.IsLetter(r) && (unicode.IsLetter(before) || unicode.IsLetter(after)):
			score += 2
		case unicode.IsLetter(r):
			score--
		case inWord && r != '’' && r != '´' && r != '·':
			score -= 2
		case strings.ContainsRune("€’‘“”–…", r):
			score++
		}
	}
	return score
}
