package xlsx

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"rollcall/pkg/lazyregexp"
)

// maxText bounds a text or tag. Excel's own texts have 32,767 characters.
const maxText = 16 << 20

// elements reads the XML of one part, tag by tag. Nothing is kept of what was
// read, however deep tags are nested, and entities are not expanded.
type elements struct {
	guard guard
	in    io.ReadCloser
	xml   *xml.Decoder
	stray bool // text was seen that no element holds
	// nested: a cell began within the one that was read last.
	nested bool
	says   func(words string) bool // see Open; for texts
}

// elements opens a part.
func (p *Package) elements(part string) (*elements, error) {
	in, err := p.open(part)
	if err != nil {
		return nil, err
	}
	text, err := decodeXML(in)
	if err != nil {
		in.Close()
		return nil, p.damaged(part, err)
	}
	return newElements(in, text), nil
}

func newElements(in io.ReadCloser, text io.Reader) *elements {
	e := &elements{in: in, guard: guard{in: text}}
	e.xml = xml.NewDecoder(&e.guard)
	e.xml.Strict = false
	e.xml.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 already
	return e
}

// next returns the next tag or text. The part must not end before the caller
// has seen the end that it waits for.
func (e *elements) next() (xml.Token, error) {
	t, err := e.token()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return t, err
}

// token returns the next tag or text, or io.EOF. Workbooks have no document types, which could
// redefine entities (ECMA-376 part 2, 8.1.4).
func (e *elements) token() (xml.Token, error) {
	e.guard.left = maxText
	t, err := e.xml.RawToken()
	if _, is := t.(xml.Directive); is {
		return nil, errDocumentType
	}
	return t, err
}

var errDocumentType = errors.New("it has a document type declaration, as no workbook may have")

// sawStray notes text that stands where no text belongs.
func (e *elements) sawStray(text xml.CharData) {
	e.stray = e.stray || len(bytes.TrimSpace(text)) > 0
}

// finish reads the rest, by which the archive's checksum is checked.
func (e *elements) finish() error {
	_, err := io.Copy(io.Discard, e.in)
	return errors.Join(err, e.in.Close())
}

// each calls visit with each tag and text of a part. An error that it returns is that of
// a damaged part.
func (p *Package) each(part string, visit func(e *elements, t xml.Token) error) error {
	e, err := p.elements(part)
	if err != nil {
		return err
	}
	defer e.in.Close()
	for empty := true; ; empty = false {
		t, err := e.token()
		switch {
		case err == io.EOF && !empty:
			return nil
		case err == io.EOF:
			err = io.ErrUnexpectedEOF
		case err == nil:
			err = visit(e, t)
		}
		if err != nil {
			return p.damaged(part, err)
		}
	}
}

// scan calls visit for each tag of a part that begins an element.
func (p *Package) scan(part string, visit func(xml.StartElement)) error {
	return p.each(part, func(_ *elements, t xml.Token) error {
		if start, ok := t.(xml.StartElement); ok {
			visit(start)
		}
		return nil
	})
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// isTrue reports whether a text is a true xsd:boolean, however it is written.
func isTrue(s string) bool { return s == "1" || strings.EqualFold(s, "true") }

// guard is an error instead of endless XML: encoding/xml holds a whole text or
// tag in memory, however long.
type guard struct {
	in   io.Reader
	left int
}

var errTokenTooLong = errors.New("a text in it is larger than 16 MiB")

func (g *guard) Read(b []byte) (int, error) {
	if g.left <= 0 {
		return 0, errTokenTooLong
	}
	n, err := g.in.Read(b[:min(len(b), g.left)])
	g.left -= n
	return n, err
}

var declaredXML = lazyregexp.New(`^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// decodeXML makes UTF-8 of a part in the encoding that it declares, and
// badCharacter of what no XML may hold.
func decodeXML(in io.Reader) (io.Reader, error) {
	b := bufio.NewReaderSize(in, 4096)
	head, err := b.Peek(256)
	if err != nil && err != io.EOF {
		return nil, err
	}
	var text io.Reader = b
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("<\x00?\x00")):
		text = transform.NewReader(b, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case bytes.HasPrefix(head, []byte("\xfe\xff")), bytes.HasPrefix(head, []byte("\x00<\x00?")):
		text = transform.NewReader(b, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder())
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
	default:
		if m := declaredXML().FindSubmatch(head); m != nil {
			charset, err := xmlEncoding(string(m[1]))
			if err != nil {
				return nil, err
			}
			if charset != nil {
				text = transform.NewReader(b, charset.NewDecoder())
			}
		}
	}
	return transform.NewReader(text, markBadCharacters{}), nil
}

// xmlEncoding returns the encoding of a name, or nil for UTF-8.
func xmlEncoding(name string) (encoding.Encoding, error) {
	switch strings.ToLower(name) {
	case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be":
		return nil, nil // UTF-16 would not have shown the declaration
	}
	if e, err := htmlindex.Get(name); err == nil {
		return e, nil
	}
	if e, err := ianaindex.IANA.Encoding(name); err == nil && e != nil {
		return e, nil
	}
	return nil, fmt.Errorf("its encoding %q is unknown", name)
}

// badCharacter stands for a character that XML cannot hold, or for invalid bytes: a
// noncharacter, which does not occur in text. A row that has one is malformed; the workbook is
// not.
const badCharacter = '\ufdd0'

// markBadCharacters puts badCharacter for what XML can't hold.
type markBadCharacters struct{ transform.NopResetter }

// longestReference is how long a reference to a character may be: &#x0010FFFF;
const longestReference = 12

// Transform implements transform.Transformer.
func (markBadCharacters) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		n := plainXML(src[nSrc:min(len(src), nSrc+len(dst)-nDst)])
		nDst += copy(dst[nDst:], src[nSrc:nSrc+n])
		nSrc += n
		rest := src[nSrc:]
		if len(rest) == 0 {
			break
		}
		if len(dst)-nDst < longestReference {
			return nDst, nSrc, transform.ErrShortDst
		}
		if !atEOF && len(rest) < longestReference && (rest[0] == '&' || !utf8.FullRune(rest)) {
			return nDst, nSrc, transform.ErrShortSrc
		}
		size, ok := characterXML(rest)
		if ok {
			nDst += copy(dst[nDst:], rest[:size])
		} else {
			nDst += utf8.EncodeRune(dst[nDst:], badCharacter)
		}
		nSrc += size
	}
	return nDst, nSrc, nil
}

// plainXML counts the bytes that need not be looked at.
func plainXML(b []byte) int {
	for i, c := range b {
		if c < ' ' && c != '\n' && c != '\t' && c != '\r' || c == '&' || c >= utf8.RuneSelf {
			return i
		}
	}
	return len(b)
}

// characterXML returns the size of the character or reference that b starts
// with, and whether XML can hold it.
func characterXML(b []byte) (size int, ok bool) {
	if b[0] != '&' {
		c, size := utf8.DecodeRune(b)
		return size, isXML(c) && (c != utf8.RuneError || size > 1)
	}
	end := bytes.IndexByte(b[:min(len(b), longestReference)], ';')
	if end < 3 || b[1] != '#' {
		return 1, true // another reference, or none: the decoder takes both
	}
	digits, base := string(b[2:end]), 10
	if digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	return end + 1, err == nil && n <= utf8.MaxRune && isXML(rune(n))
}

// isXML reports whether XML 1.0 can hold a character, noncharacters aside.
func isXML(c rune) bool {
	switch {
	case c < ' ':
		return c == '\t' || c == '\n' || c == '\r'
	case c >= 0xd800 && c <= 0xdfff, c >= 0xfdd0 && c <= 0xfdef, c == 0xfffe, c == 0xffff:
		return false
	}
	return true
}
