package charset

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// OfMixed returns the charset of the cells of a file that are not UTF-8, if others are; nil if
// the file is all UTF-8, damaged or not, or has no cell that is certainly UTF-8. Cells are
// what any kind of delimiter separates.
func OfMixed(b []byte) *Charset {
	var valid, invalid []byte
	pieces := 0
	for len(b) > 0 {
		i := bytes.IndexAny(b, ",;\t|\r\n\"")
		piece := b
		if i >= 0 {
			piece, b = b[:i], b[i+1:]
		} else {
			b = nil
		}
		switch {
		case isASCII(piece):
		case utf8.Valid(piece):
			valid = append(append(valid, piece...), '\n')
		case CutWithin(piece):
		default:
			invalid = append(append(invalid, piece...), '\n')
			pieces++
		}
	}
	if len(valid) == 0 || pieces == 0 {
		return nil
	}
	all := guesses(invalid)
	best := all[slices.IndexFunc(all, func(g guess) bool { return !g.rare })]
	if best.Bytes == nil || best.score < readable {
		return nil
	}
	// What is UTF-8 by chance reads as well in the other charset.
	if score, _ := best.words(valid); score > readable/2 {
		return nil
	}
	c := *best.Bytes
	c.Mixed = true
	return &c
}

// CutWithin reports whether text is UTF-8 except for its last character, which was cut off
// after the first byte of most Latin letters.
func CutWithin(piece []byte) bool {
	n := len(piece)
	return n > 0 && (piece[n-1] == 0xc3 || piece[n-1] == 0xc2) && utf8.Valid(piece[:n-1])
}

func isASCII(b []byte) bool {
	return !slices.ContainsFunc(b, func(c byte) bool { return c >= utf8.RuneSelf })
}
