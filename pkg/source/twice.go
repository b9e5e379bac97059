package source

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/bytesearch"
)

// hasTwice reports whether text may be UTF-8 that was read as windows-1252: it has a letter
// from Â to ô followed by a character for a byte from 0x80 to 0xbf.
func hasTwice(s string) bool {
	for {
		i := strings.IndexByte(s, 0xc3) // leads Â to ô in UTF-8
		if i < 0 || i+2 >= len(s) {
			return false
		}
		if c := s[i+1]; c >= 0x82 && c <= 0xb4 && s[i+2] >= 0xc2 && s[i+2] <= 0xe2 && s[i+2] != 0xc3 {
			return true
		}
		s = s[i+2:]
	}
}

// doubtful matches text that was almost certainly encoded twice.
var doubtful = lazyregexp.New(`[ÂÃ][\x{80}-\x{9f}\x{a1}-\x{b6}\x{b8}-\x{bf}€‚ƒ„…†‡ˆ‰‹•˜™›]|â€|ï¿½|([РС][Ѐ-Џѐ-џ‚„…†‡€‰‹°±µ¶·№»«\x{98}]){2}`)

// twiceBy undoes UTF-8 that was read as another charset and encoded again.
func twiceBy(m *charmap.Charmap, in func(string) bool, sampled bool) *escape {
	bytes := sync.OnceValue(func() map[rune]byte { return bytesOf(m) })
	e := &escape{
		code: "encoded_twice", in: in, sampled: sampled,
		message: "cells had been encoded twice (UTF-8 taken for " + strings.ToLower(strings.ReplaceAll(m.String(), " ", "-")) + "), and were decoded",
		undo:    func(s string) (string, bool) { return undoTwice(s, bytes()) },
	}
	whole := *e
	whole.of, whole.in = e, func(s string) bool { return !bytesearch.IsASCII(s) }
	whole.undo = func(s string) (string, bool) {
		text, beyond := decodeTwice(s, bytes())
		return text, beyond > 0
	}
	e.whole = &whole
	return e
}

// bytesOf returns the byte of each character in a charset.
func bytesOf(m *charmap.Charmap) map[rune]byte {
	bytes := map[rune]byte{}
	for i := 255; i >= 0; i-- {
		if r := m.DecodeByte(byte(i)); r != utf8.RuneError {
			bytes[r] = byte(i)
		}
	}
	for i := 0x80; i < 0xa0; i++ { // as ISO-8859-1 has them, and where the charset has none
		if _, taken := bytes[rune(i)]; !taken {
			bytes[rune(i)] = byte(i)
		}
	}
	return bytes
}

// decodeTwice decodes text in which every character beyond ASCII is part of one that was
// encoded twice, and returns how many there are, or else the text and 0.
func decodeTwice(s string, bytes map[rune]byte) (text string, beyond int) {
	if !utf8.ValidString(s) {
		return s, 0
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		c, ok := bytes[r]
		if !ok {
			return s, 0
		}
		b = append(b, c)
	}
	if !utf8.Valid(b) || len(b) == utf8.RuneCount(b) {
		return s, 0
	}
	text = string(b)
	if more, n := decodeTwice(text, bytes); n > 0 { // three times, or more
		return more, n
	}
	for _, r := range text {
		if r < utf8.RuneSelf {
			continue
		}
		beyond++
		if unicode.Is(unicode.Co, r) || unicode.IsControl(r) || !unicode.IsPrint(r) && r != 0xa0 && !unicode.Is(unicode.Cf, r) && !unicode.IsMark(r) {
			return s, 0
		}
	}
	return text, beyond
}

// undoTwice is decodeTwice for one cell. It is certain only if every character beyond ASCII is
// part of one that was encoded twice, and none looks like the end of a word and a quotation
// mark.
func undoTwice(s string, bytes map[rune]byte) (string, bool) {
	text, beyond := decodeTwice(s, bytes)
	if beyond != 1 {
		return text, beyond > 1
	}
	// A single pair could be a letter and a closing quotation mark, or two letters, except for
	// letters that end no word.
	at := strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
	lead, n := utf8.DecodeRuneInString(s[at:])
	mark, _ := utf8.DecodeRuneInString(s[at+n:])
	switch {
	case strings.ContainsRune("ÃÂâ", lead), strings.ContainsRune("√├┬", lead):
		return text, true
	case unicode.IsLetter(mark), strings.ContainsRune("‘’“”‚„‹›»«…–—", mark) && at > 0:
		return s, false
	}
	return text, true
}
