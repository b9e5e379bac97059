package remark

import (
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// MayBeFooter reports whether a first cell may begin a footer or an example. It is fast, and
// says so of some names too.
func MayBeFooter(s string) bool {
	if s == "" {
		return true
	}
	switch s[len(s)-1] {
	case ':', '?':
		return true
	}
	h := beginning(s)
	return len(s) > longName || s[0]-';' < 3 || s[0] == '~' || s[0] < '0' && s[0] != '+' && s[0] != '(' || suspects()[h>>6]&(1<<(h&63)) != 0
}

// longName is the size of nearly every long name, in bytes.
const longName = 28

// beginning returns a hash of the first four bytes of a text in lower case.
func beginning(s string) uint32 {
	if len(s) >= 4 {
		w := uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
		return (w | ^w>>2&0x20202020) * 2654435761 >> (32 - suspectBits)
	}
	var k [4]byte
	for i := range len(s) {
		if k[i] = s[i]; s[i] < utf8.RuneSelf {
			k[i] |= 0x20
		}
	}
	return (uint32(k[0]) | uint32(k[1])<<8 | uint32(k[2])<<16 | uint32(k[3])<<24) * 2654435761 >> (32 - suspectBits)
}

// suspectBits is the size of the hash, at which hardly any name collides.
const suspectBits = 16

// suspects returns the beginnings of totals, of nobody, and of footers with a phone number.
func suspects() *suspectSet {
	if set := suspectsRead.Load(); set != nil {
		return set
	}
	return readSuspects()
}

type suspectSet [1 << suspectBits / 64]uint64

var suspectsRead atomic.Pointer[suspectSet]

var readSuspects = sync.OnceValue(func() *suspectSet {
	var set suspectSet
	add := func(w string) {
		for _, form := range []string{w, strings.ToUpper(w), titleCase(w)} {
			h := beginning(form)
			set[h>>6] |= 1 << (h & 63)
		}
	}
	for w := range totals() {
		add(w)
	}
	for w := range nobody() {
		add(w)
	}
	for w := range lineNames() {
		add(w)
	}
	for _, w := range strings.Fields("help customer call contact support supplier hotline phone please reach write for with need email e-mail technical rückfragen fragen bei pour des preguntas dudas consultas dúvidas per vragen вопросы") {
		add(w)
	}
	suspectsRead.Store(&set)
	return &set
})

// titleCase returns a word with its first letter capitalized.
func titleCase(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToTitle(r)) + w[n:]
}
