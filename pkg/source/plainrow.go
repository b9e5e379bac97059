package source

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/source/internal/cell"
)

// plainly reports whether a row of the right width has numbers, or one and else
// nothing, where phones stand and begins with nothing that footers begin with.
// It is for speed: doubt comes to the same for such rows.
func (sh *shape) plainly(cells []string) bool {
	if sh.phones == nil || sh.examples != nil || sh.footers != nil || suspicious(cells[0]) || sh.capitals && cells[0][0]-'a' < 26 || sh.always > 0 && cell.IsBlank(cells[sh.always]) {
		return false
	}
	if sh.off(cells) && (sh.displaced(cells) >= 0 || sh.strays(cells)) {
		return false
	}
	numbers, worded := 0, false
	for _, p := range sh.phones {
		switch c := cells[p]; {
		case cell.IsPlainNumber(c):
			numbers++
		case c == "":
		case cell.IsMostlyPhone(c): // with words beside it
			numbers++
			worded = true
			if slices.ContainsFunc(sh.strangers, func(i int) bool { return cell.IsPhone(cells[i]) }) && cell.HasLetter(c) && !cell.IsPhone(c) {
				return false
			}
		default:
			return false
		}
	}
	for _, i := range sh.sparePhones {
		if c := cells[i]; c != "" && !cell.IsPlainNumber(c) {
			return false
		}
	}
	if sh.trims && sh.strays(cells) {
		return false
	}
	for i := mostWatched / 2; i < len(sh.never); i++ {
		if c := cells[sh.never[i]]; len(c) > 6 && c[len(c)-1]-'0' <= 9 && sh.strays(cells) {
			return false
		}
	}
	return numbers == len(sh.phones) && !worded || numbers > 0 && hasThree(cells)
}

// strays reports whether a number stands where no other row has one.
func (sh *shape) strays(cells []string) bool {
	_, strange := sh.numbers(cells)
	return strange >= 0
}

// hasThree reports whether at least three cells are filled: footers have fewer.
func hasThree(cells []string) bool {
	n := 0
	for _, c := range cells {
		if c != "" && c[0] > ' ' && c[0] < utf8.RuneSelf {
			if n++; n == 3 {
				return true
			}
		}
	}
	return false
}

// suspicious reports whether a row's first cell may begin a footer or an example.
// It may err on that side.
func suspicious(s string) bool {
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

// longName is how many bytes the names of nearly all people have at most.
const longName = 28

// beginning is a number for the first four bytes of a text in small letters.
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

// suspectBits is how many bits a beginning is reduced to: so many that hardly a name is
// suspected for nothing.
const suspectBits = 16

// suspects are the beginnings of totals, of nobody, and of footers with a phone
// number in them.
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

// titleCase returns a word with its first letter as a capital.
func titleCase(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToTitle(r)) + w[n:]
}
