package profile

import (
	"math/bits"
	"strings"
)

// trait is something that one cell shows. A cell has any number of them.
type trait uint32

// The traits. kind.go decides what they mean for a column.
const (
	// hasDigits and hasLetters are about ASCII digits and any script's letters.
	hasDigits trait = 1 << iota
	hasLetters
	// allCaps cells have letters and none of them small.
	allCaps
	// isInteger cells are digits with an optional sign; isDecimal ones have a
	// decimal or thousands mark, a currency sign or a percent sign too.
	isInteger
	isDecimal
	// zeroFirst integers begin with a zero that a number would not have.
	zeroFirst
	// mangled numbers went through a spreadsheet: 1.5551E+10, 2065551234.0.
	mangled
	// phoneShaped cells have 7 to 15 digits and little else than the signs of phone
	// numbers; international ones also begin with + or 00.
	phoneShaped
	international
	// phoneMarked ones are written as only phone numbers are: a + in front,
	// brackets, or three groups of digits.
	phoneMarked
	isEmail
	isURL
	// isDate cells can have a time of day with the date.
	isDate
	isUUID
	// zipShaped cells are five digits, with or without four more; postalShaped
	// are codes of letters and digits as in Canada and Britain.
	zipShaped
	postalShaped
	// oneWord and fewWords (two to four) are words with only letters.
	oneWord
	fewWords
	// streetShaped cells have a number and two words or more.
	streetShaped
	// longText cells have more than eight words, a line break or 80 bytes.
	longText
	// listShaped cells are several short texts between commas, ; or |.
	listShaped
	// isPlaceholder cells say that there is nothing: "N/A", "-", "NULL".
	isPlaceholder

	numTraits = iota
)

// tallies counts traits.
type tallies [numTraits]int64

// add counts the traits of n cells.
func (t *tallies) add(traits trait, n int64) {
	for m := uint32(traits); m != 0; m &= m - 1 {
		t[bits.TrailingZeros32(m)] += n
	}
}

// of returns how many cells have a trait.
func (t *tallies) of(one trait) int64 { return t[bits.TrailingZeros32(uint32(one))] }

// The classes of bytes that traitsOf counts, four counters in one word.
const (
	countDigit = 1 << (16 * iota)
	countLetter
	countSpace
	countOther
)

// The marks that traitsOf notes.
const (
	markUpper = 1 << iota
	markLower
	markAt
	markDot
	markDash
	markSlash
	markColon
	markPlus
	markBracket
	markComma
	markSemicolon
	markBar
	markBreak
	markHigh
	markRare // anything else
)

type byteClass struct {
	count uint64
	mark  uint32
}

var classes = func() (table [256]byteClass) {
	for i := range table {
		c := byte(i)
		switch {
		case c >= '0' && c <= '9':
			table[i] = byteClass{countDigit, 0}
		case c >= 'A' && c <= 'Z':
			table[i] = byteClass{countLetter, markUpper}
		case c >= 'a' && c <= 'z':
			table[i] = byteClass{countLetter, markLower}
		case c == ' ' || c == '\t':
			table[i] = byteClass{countSpace, 0}
		case c == '\n' || c == '\r':
			table[i] = byteClass{countSpace, markBreak}
		case c >= 0x80:
			table[i] = byteClass{0, markHigh}
			if c >= 0xc0 { // the first byte of a character: nearly always a letter
				table[i].count = countLetter
			}
		default:
			table[i] = byteClass{countOther, markRare}
			for at, mark := range map[string]uint32{"@": markAt, ".": markDot, "-": markDash, "/": markSlash, ":": markColon,
				"+": markPlus, "()": markBracket, ",": markComma, ";": markSemicolon, "|": markBar} {
				if strings.IndexByte(at, c) >= 0 {
					table[i].mark = mark
				}
			}
		}
	}
	return table
}()

// maxTraits is how much of a cell traitsOf reads.
const maxTraits = 200

// traitsOf returns the traits of a cell that is trimmed and not empty.
func traitsOf(s string) trait {
	whole := s
	if len(s) > maxTraits {
		s = s[:maxTraits]
	}
	var counts uint64
	var marks uint32
	for i := range len(s) {
		c := &classes[s[i]]
		counts += c.count
		marks |= c.mark
	}
	digits, letters := int(counts&0xffff), int(counts>>16&0xffff)
	spaces, others := int(counts>>32&0xffff), int(counts>>48)
	var t trait
	if digits > 0 {
		t |= hasDigits
	}
	if letters > 0 {
		t |= hasLetters
		if marks&(markUpper|markLower|markHigh) == markUpper && letters > 1 {
			t |= allCaps
		}
	}
	if len(whole) <= maxPlaceholder && isBlankWord(whole) {
		return t | isPlaceholder
	}
	if len(whole) > 80 || spaces > 8 || marks&markBreak != 0 {
		t |= longText
	}
	if letters == 0 && digits > 0 && len(whole) <= maxTraits {
		return t | traitsOfNumber(s, digits, marks)
	}
	switch {
	case marks&markAt != 0 && isEmailShaped(whole):
		return t | isEmail
	case marks&(markDot|markColon|markSlash) != 0 && spaces == 0 && isURLShaped(whole):
		return t | isURL
	case digits == 0:
		return t | traitsOfWords(s, spaces, others, marks)
	case len(whole) > maxTraits:
		return t
	}
	return t | traitsOfMixture(s, digits, letters, spaces, marks)
}

// traitsOfNumber returns the traits of what has digits and no letters.
func traitsOfNumber(s string, digits int, marks uint32) trait {
	var t trait
	if digits >= 4 && digits <= 28 && marks&(markDash|markSlash|markDot) != 0 {
		if d := dateOf(s); d != 0 {
			return d
		}
	}
	switch {
	case digits == len(s):
		t |= isInteger
		if s[0] == '0' && digits > 1 {
			t |= zeroFirst
		}
		if digits == 5 {
			t |= zipShaped
		}
	case isAmount(s):
		t |= isDecimal
		if (s[0] == '-' || s[0] == '+') && digits == len(s)-1 {
			t = isInteger
		}
		if digits >= 8 && strings.HasSuffix(s, ".0") {
			t |= mangled
		}
	case digits == 9 && len(s) == 10 && (s[5] == '-' || s[5] == ' '):
		t |= zipShaped
	}
	if digits >= 7 && digits <= 15 && t&isDecimal == 0 && marks&(markColon|markSemicolon|markHigh) == 0 && !(marks&markComma != 0 && isPlace(s)) {
		t |= phoneShaped
	}
	if digits >= 8 && t&isDecimal == 0 && (s[0] == '+' || strings.HasPrefix(s, "00") || strings.HasPrefix(s, "(+")) {
		t |= international
	}
	if t&phoneShaped != 0 && (s[0] == '+' || marks&markBracket != 0 || groups(s) > 2) {
		t |= phoneMarked
	}
	return t
}

// isPlace reports whether a text is a place on a map: "(-0.524287, 37.019456)".
func isPlace(s string) bool {
	const fewest = 3 // decimals
	latitude, longitude, _ := strings.Cut(strings.Trim(s, "()[] "), ",")
	for _, n := range [...]string{latitude, longitude} {
		whole, decimals, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(n), "-"), ".")
		if len(whole) > 3 || len(decimals) < fewest || strings.Trim(whole+decimals, "0123456789") != "" {
			return false
		}
	}
	return true
}

// groups counts runs of digits.
func groups(s string) (n int) {
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' && (i == 0 || s[i-1] < '0' || s[i-1] > '9') {
			n++
		}
	}
	return n
}

// traitsOfWords returns the traits of what has letters and no digits.
func traitsOfWords(s string, spaces, others int, marks uint32) trait {
	var t trait
	if marks&(markComma|markSemicolon|markBar) != 0 && isList(s) {
		t |= listShaped
	}
	const inNames = markUpper | markLower | markHigh | markDot | markDash
	apostrophes := strings.Count(s, "'")
	if marks&^(inNames|markRare|markComma) != 0 || others > 4+apostrophes || len(s) > 60 {
		return t
	}
	switch {
	case spaces == 0:
		t |= oneWord
	case spaces <= 3:
		t |= fewWords
	}
	return t
}

// traitsOfMixture returns the traits of what has letters and digits.
func traitsOfMixture(s string, digits, letters, spaces int, marks uint32) trait {
	var t trait
	switch {
	case len(s) == 36 && isUUIDShaped(s):
		return isUUID
	case isScientific(s):
		return mangled | phoneShaped
	case len(s) <= 10 && isPostal(s):
		return postalShaped
	}
	if digits >= 1 && digits <= 28 && len(s) <= 64 {
		if d := dateOf(s); d != 0 {
			return d
		}
	}
	if digits >= 7 && digits <= 24 && letters <= 14 && letters <= digits &&
		marks&(markAt|markColon|markSemicolon|markBar) == 0 && startsLikePhone(s) {
		t |= phoneShaped
		if s[0] == '+' || strings.HasPrefix(s, "00") {
			t |= international
		}
	}
	if spaces >= 1 && letters >= 3 && digits <= 8 && len(s) <= 100 {
		t |= streetShaped
	}
	if marks&(markComma|markSemicolon|markBar) != 0 && isList(s) {
		t |= listShaped
	}
	return t
}
