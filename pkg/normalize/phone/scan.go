package phone

import (
	"strings"
	"unicode/utf8"
)

// scanned is a cell that holds digits and the common punctuation within
// numbers, and maybe an extension.
type scanned struct {
	digits [maxScanned]byte
	n      int
	plus   bool
	ext    string
	// joined says that a mark stands between digits that may also stand
	// between two numbers.
	joined bool
	// words says that there is more than digits and punctuation, and text that
	// the whole cannot be a number.
	words, text bool
}

// The kinds of bytes.
const (
	other = iota
	digit
	within // stands within numbers
	mark   // stands within numbers or between two
	label  // may begin the label of an extension
)

var kinds = func() (kinds [256]byte) {
	for c := '0'; c <= '9'; c++ {
		kinds[c] = digit
	}
	for _, c := range " -().[]" {
		kinds[c] = within
	}
	kinds['/'] = mark
	for _, c := range "xXeE#" {
		kinds[c] = label
	}
	return kinds
}()

// scan reads a cell whose digits the automata can take, which the library
// would see just so, and reports whether it is one. Letters in front of the first
// digit and marks after the last one do not count, as in the library. A cell
// that may be a float is none: its last digits may be no digits.
func (s *scanned) scan(cell string) bool {
	start, plain := s.scanPlain(cell)
	return plain || start >= 0 && s.scanWords(cell, start)
}

// scanPlain is scan for a cell without words. Where it says no, it returns from
// where on the cell may have some, or -1.
func (s *scanned) scanPlain(cell string) (start int, plain bool) {
	for ; start < len(cell) && kinds[cell[start]] != digit && cell[start] != '+'; start++ {
		// A semicolon may begin the parameters of a tel: URI.
		if cell[start] >= utf8.RuneSelf || cell[start] == ';' {
			return -1, false
		}
	}
	i := start
	if i < len(cell) && cell[i] == '+' {
		s.plus = true
		i++
	}
	n, last, point := 0, -1, -1
scan:
	for ; i < len(cell); i++ {
		c := cell[i]
		switch kind := kinds[c]; {
		case kind == digit:
			if uint(n) >= maxScanned {
				return -1, false
			}
			s.digits[n] = c
			n++
			last = i
		case c == '.':
			point = i
		case kind == within:
		case kind == mark:
			s.joined = true
		default:
			size := punctuation(cell[i:])
			if size == 0 {
				break scan
			}
			i += size - 1
		}
	}
	s.n = n
	switch {
	case point >= 0 && last > point && last-point <= 2 && strings.Trim(cell[point+1:last+1], "0") == "":
		return -1, false
	case n >= 3 && (i == len(cell) || isEnd(cell[i:]) || kinds[cell[i]] == label && s.extension(cell, last+1)):
		return start, true
	}
	return start, false
}

// punctuation returns the size of a space or dash at the start of s that is not
// ASCII and that the library takes for punctuation, or 0.
func punctuation(s string) int {
	if s[0] < utf8.RuneSelf {
		return 0
	}
	switch r, size := utf8.DecodeRuneInString(s); r {
	case '\u00A0', '\u00AD', '\u200B', '\u2060', '\u3000', // spaces, seen or not, and the soft hyphen
		'\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212': // dashes, minus
		return size
	}
	return 0
}

// isEnd reports whether s holds nothing that the library would keep of the end of
// a cell.
func isEnd(s string) bool {
	for i := range len(s) {
		if c := s[i]; isDigit(c) || isLetter(c) || c == '#' {
			return false
		}
	}
	return true
}

// extension reads what stands after the digits of a number as its extension,
// if it is in one of the common forms: "x123", " ext. 123", " #123".
func (s *scanned) extension(cell string, at int) bool {
	rest := strings.TrimLeft(strings.TrimPrefix(cell[at:], ")"), " ")
	limit := 0
	switch {
	case hasPrefixFold(rest, "ext"):
		rest, limit = rest[3:], 20
		if hasPrefixFold(rest, "ension") {
			rest = rest[6:]
		} else if hasPrefixFold(rest, "n") {
			rest = rest[1:]
		}
	case hasPrefixFold(rest, "x") || rest != "" && rest[0] == '#':
		rest, limit = rest[1:], 9
	}
	if rest != "" && (rest[0] == ':' || rest[0] == '.') {
		rest = rest[1:]
	}
	rest = strings.TrimLeft(rest, " ")
	digits, end := cutDigits(rest)
	s.ext = digits
	return digits != "" && len(digits) <= limit && isEnd(end)
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
