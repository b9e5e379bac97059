package charset

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
)

// encodingNames returns other names of encodings, as Canonical leaves them.
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

// Canonical returns the name of an encoding without what spellings differ in.
func Canonical(name string) string {
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

// Declared reads an encoding's name: a name of UTF-8 or UTF-16, a charset of
// single bytes, or another encoding.
func Declared(name string) (unicodeName string, c *Charset, other encoding.Encoding, err error) {
	switch n := Canonical(name); n {
	case "":
		return "", nil, nil, nil
	case "utf8":
		return "utf-8", nil, nil, nil
	case "utf16", "utf16le", "utf16be", "utf32", "utf32le", "utf32be":
		return n[:3] + "-" + n[3:], nil, nil, nil
	default:
		for _, k := range candidates() {
			if Canonical(k.Name) == n {
				return "", k.Bytes, k.Codec, nil
			}
		}
		for _, e := range charmap.All {
			m, ok := e.(*charmap.Charmap)
			if ok && Canonical(m.String()) == n && m.DecodeByte('A') == 'A' {
				return "", fromCharmap(strings.ToLower(strings.ReplaceAll(m.String(), " ", "-")), m), m, nil
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

// Name returns the usual name of an encoding that Declared reads, for any spelling
// of it; "auto" stays. It is false where there is no such encoding.
func Name(name string) (string, bool) {
	unicodeName, c, other, err := Declared(name)
	switch {
	case err != nil || !strings.ContainsFunc(name, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }):
		return "", false
	case unicodeName != "":
		return unicodeName, true
	case c != nil:
		return c.Name, true
	case other == nil:
		return "auto", true
	}
	for _, k := range candidates() {
		if k.Codec == other {
			return k.Name, true
		}
	}
	if n, err := htmlindex.Name(other); err == nil {
		return n, true
	}
	return strings.ToLower(name), true
}

// Names returns the names of the encodings that files come in most.
func Names() []string {
	names := []string{"utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be"}
	for _, k := range candidates() {
		names = append(names, k.Name)
	}
	return append(names, "iso-8859-1", "iso-8859-9", "iso-2022-jp", "hz-gb-2312")
}

// agreesWithASCII reports whether text of ASCII is the same in an encoding.
func agreesWithASCII(e encoding.Encoding) bool {
	const text = "Name,Phone\n"
	s, err := e.NewDecoder().String(text)
	return err == nil && s == text
}
