package source

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decode finds out the encoding from the text at hand.
func (r *Reader) decode(o Options) error {
	if rest, ok := bytes.CutPrefix(r.buf, []byte("\xef\xbb\xbf")); ok {
		r.buf = rest
	}
	r.format.Encoding = "utf-8"
	r.list = &list{}
	if !utf8.Valid(r.buf[:max(0, len(r.buf)-utf8.UTFMax)]) {
		r.format.Encoding = "windows-1252"
		r.list.decoder.charmap = charmap.Windows1252
	}
	return nil
}
