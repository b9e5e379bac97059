package source

import (
	"bytes"
	"io"
	"strings"

	"golang.org/x/text/encoding"

	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/charset"
	"rollcall/pkg/source/internal/filetype"
)

// EncodingName returns the usual name of an encoding of Options in any spelling; "auto" stays.
// It is false if there is no such encoding.
func EncodingName(name string) (string, bool) { return charset.Name(name) }

// EncodingNames returns the names of the most common encodings.
func EncodingNames() []string { return charset.Names() }

// decode detects the encoding of the text and decodes UTF-16. Encodings whose lower half is
// ASCII are left to the chunks.
func (r *Reader) decode(o Options) error {
	want, set, other, err := charset.Declared(o.Encoding)
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
	return r.decodeAs(o, want, found, bom > 0, set, other)
}

// decodeAs reads text in the encoding that Options declare, want, set or other, or that its
// first bytes show: found, or utf-8 with a byte order mark; else in the one that is detected.
func (r *Reader) decodeAs(o Options, want, found string, bom bool, set *charset.Charset, other encoding.Encoding) error {
	switch {
	case strings.HasPrefix(found, "utf-16"):
		r.format.Encoding = found
		d := &utf16Reader{from: r.text, in: r.buf, ended: r.ended, big: found == "utf-16be"}
		r.text, r.buf, r.ended = d, nil, false
		return r.fill()
	case want == "utf-8" || bom:
		if n, bad := charset.UTF8Runs(r.buf, r.ended); want != "" && n == 0 && bad > 3 {
			return wrongEncoding(o.Encoding, looksLike(r.buf, r.ended))
		}
		r.format.Encoding = "utf-8"
		if want == "" {
			if c := charset.OfMixed(r.buf[:min(len(r.buf), window)]); c != nil {
				r.charset = c
				r.tellMixed(c.Name)
			}
		}
	case set != nil:
		if n, bad := charset.UTF8Runs(r.buf, r.ended); n > 0 && bad == 0 {
			return wrongEncoding(o.Encoding, "utf-8")
		}
		r.format.Encoding, r.charset = set.Name, set
	case other != nil:
		if n, bad := charset.UTF8Runs(r.buf, r.ended); n > 0 && bad == 0 && charset.Canonical(o.Encoding)[:3] != "iso" {
			return wrongEncoding(o.Encoding, "utf-8")
		}
		r.format.Encoding = strings.ToLower(o.Encoding)
		r.transcode(other)
		return r.fill()
	default:
		return r.decodeUndeclared()
	}
	return nil
}

// decodeUndeclared reads text whose encoding only its bytes show.
func (r *Reader) decodeUndeclared() error {
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

func wrongEncoding(declared, found string) error {
	return refuseFile(0, "leave the encoding out (source: {encoding: auto}), or name the right one",
		"the encoding is set to %s, but the file looks like %s", declared, found)
}

// unicodeEncoding detects UTF-16 by its byte order mark, or by the zeros of ASCII in it, and
// other encodings by their mark.
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
	if bytes.IndexByte(b, 0) < 0 {
		return "", 0
	}
	b = filetype.WithoutTail(b)
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

// window is how much text, from the first character that isn't ASCII, is used to detect an
// encoding.
const window = 64 << 10

// decide detects the charset once there is text that isn't ASCII; until then it does not
// matter. It is false if it needs more text, which fill then reads.
func (r *Reader) decide() (bool, error) {
	if !r.undecided {
		return true, nil
	}
	i := bytesearch.IndexBeyondASCII(r.buf, r.asciiTo)
	r.asciiTo = i
	if i == len(r.buf) {
		return true, nil
	}
	if len(r.buf)-i < window && !r.ended && r.broken == nil {
		r.size = i + window
		return false, nil
	}
	r.undecided = false
	b, ended := r.notASCII(i)
	if b == nil {
		return true, nil
	}
	// Bytes that are UTF-8 by chance are rare, damaged ones are not.
	chars, bad := charset.UTF8Runs(b, ended)
	if bad > 0 && chars > 0 {
		if c := charset.OfMixed(b); c != nil {
			r.charset = c
			r.tellMixed(c.Name)
			return true, nil
		}
	}
	if 4*bad < chars || bad == 0 {
		return true, nil
	}
	c, err := r.guessCharset(b)
	if bad <= 4*chars {
		// Two or three bytes of other scripts may look like a character of UTF-8, too.
		if c == nil || c.Bytes != nil && !c.ReadsPlainly(b) {
			r.list.found.encoding = ""
			return true, nil
		}
		err = nil
	}
	switch {
	case filetype.IsEBCDIC(r.buf) && (err != nil || c == nil || c.Bytes != nil):
		return false, refuseKind(filetype.Kind{Is: "EBCDIC, as mainframes write text", Hint: "convert it, as with iconv -f IBM037 -t UTF-8"}, true)
	case err != nil:
		if noise := refuseKind(filetype.OfNoise(r.buf)); noise != nil {
			err = noise
		}
		return false, err
	case c == nil:
	case c.Bytes != nil:
		r.charset, r.format.Encoding = c.Bytes, c.Name
	default:
		r.format.Encoding = c.Name
		r.transcode(c.Codec)
		return false, nil // until there is text again
	}
	return true, nil
}

// notASCII returns the text from shortly before the first byte that isn't ASCII, and whether
// it ends there; nil if what is not ASCII is no text either.
func (r *Reader) notASCII(first int) (b []byte, ended bool) {
	start := max(0, first-64)
	b = r.buf[start:min(len(r.buf), first+window)]
	text := filetype.WithoutTail(r.buf)
	switch {
	case len(text) < len(r.buf) && first >= len(text):
		return nil, false
	case len(text) < start+len(b):
		return text[start:], true
	}
	return b, r.ended && len(r.buf) <= first+window
}

// looksLike names the encoding of text that isn't UTF-16.
func looksLike(b []byte, ended bool) string {
	if _, bad := charset.UTF8Runs(b, ended); bad == 0 {
		return "utf-8"
	}
	if c := charset.Western(b); c != nil {
		return c.Name
	}
	return "text in another encoding"
}

// guessCharset detects the encoding of text that is not UTF-8. It is nil for text that looks
// like damaged UTF-8, and an error if the text makes sense in no encoding, or in several.
func (r *Reader) guessCharset(b []byte) (*charset.Candidate, error) {
	best, others, verdict := charset.Guess(b)
	switch verdict {
	case charset.Unreadable:
		return nil, refuseFile(0, "name the encoding (source: {encoding: …} in the mapping), or save the file as UTF-8",
			"the file is not UTF-8, and its text makes sense in no known encoding")
	case charset.Ambiguous:
		return nil, refuseFile(0, "name the encoding (source: {encoding: "+best.Name+"} in the mapping), or save the file as UTF-8",
			"the file is not UTF-8: its text could be %s or %s", best.Name, strings.Join(others, ", "))
	case charset.Likely:
		r.list.found.guessed(best.Name, others)
	}
	return best, nil
}

func (f *fileNotices) guessed(name string, others []string) {
	f.Lock()
	defer f.Unlock()
	f.encoding = "the encoding is not stated and was taken for " + name
	if len(others) > 0 {
		f.encoding += " (it could also be " + strings.Join(others, ", ") + ")"
	}
	f.encoding += "; name it in the mapping (source: {encoding: " + name + "}) if names look right"
}

// transcode decodes the rest of the text from a multi-byte encoding. Invalid characters become
// a byte that is invalid in UTF-8.
func (r *Reader) transcode(e encoding.Encoding) {
	raw := io.MultiReader(bytes.NewReader(bytes.Clone(r.buf)), r.text)
	r.text = charset.NewReader(raw, e)
	r.buf, r.ended, r.asciiTo = nil, false, 0
}
