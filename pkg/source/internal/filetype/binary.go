package filetype

import (
	"bytes"

	"rollcall/pkg/source/internal/bytesearch"
)

// WithoutTail cuts off the bytes after the last lines that are not text: what a disk or a
// transfer left there. At least two lines must come before them.
func WithoutTail(b []byte) []byte {
	lines := 0
	for at := 0; at < len(b); lines++ {
		n := bytes.IndexByte(b[at:], '\n') + 1
		if n == 0 {
			n = len(b) - at
		}
		if line := b[at : at+n]; lines > 1 && AreDebris(Controls(line), len(line)) {
			return b[:at]
		}
		at += n
	}
	return b
}

// AreDebris reports whether so many control characters in so many bytes show that nothing of
// them can be trusted.
func AreDebris(controls, size int) bool { return controls > 2 && 16*controls > size }

// Controls counts the control characters except those of text and those that separate cells.
func Controls(b []byte) (n int) {
	for i := 0; i < len(b); i++ {
		if i+8 <= len(b) && bytesearch.AllPrintable(bytesearch.Word(b, i)) {
			i += 7
			continue
		}
		if c := b[i]; c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != 0x1b && (c < 0x1c || c > 0x1f) && c != 0x01 && c != 0x14 {
			n++
		}
	}
	return n
}

// minControls is the number of control characters above which a text is binary data: a
// hostile cell may hold each of them once.
const minControls = 32

// OfNoise returns binary data for bytes that no text has in such number. Escapes and bells
// don't count: the colors of a terminal end up in text.
func OfNoise(head []byte) (k Kind, ok bool) {
	head = WithoutTail(head[:min(len(head), 64<<10)])
	noise, zeros := 0, 0
	for i := 0; i < len(head); i++ {
		if i+8 <= len(head) && bytesearch.AllPrintable(bytesearch.Word(head, i)) {
			i += 7
			continue
		}
		switch c := head[i]; {
		case c == 0:
			zeros++
		case c == 0x01, c == 0x14, c == 0x1e, c == 0x1f:
			// Some programs separate cells and rows by them.
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\a' && c != 0x1b, c == 0x7f:
			noise++
		}
	}
	if noise > minControls && noise*25 > len(head) || zeros*3 > len(head) {
		return Kind{Is: "binary data", Hint: ExportCSV}, true
	}
	return Kind{}, false
}

// IsEBCDIC reports whether bytes are text as mainframes write it: letters, digits and blanks
// where ASCII has none.
func IsEBCDIC(b []byte) bool {
	b = b[:min(len(b), 4096)]
	text, digit, comma := 0, 0, 0
	for _, c := range b {
		switch {
		case c >= 0xf0 && c <= 0xf9:
			digit++
			fallthrough
		case c >= 0x81 && c <= 0x89, c >= 0x91 && c <= 0x99, c >= 0xa2 && c <= 0xa9, c >= 0xc1 && c <= 0xc9, c >= 0xd1 && c <= 0xd9, c >= 0xe2 && c <= 0xe9,
			c == 0x40, c == 0x15, c == 0x25, c == 0x0d, c == 0x4b, c == 0x60, c == 0x61, c == 0x7d, c == 0x7f, c == 0x4d, c == 0x5d, c == 0x4e, c == 0x7c:
			text++
		case c == 0x6b, c == 0x5e, c == 0x4f, c == 0x05:
			comma++
			text++
		}
	}
	return len(b) > 40 && digit > 8 && comma > 0 && 20*text >= 19*len(b)
}
