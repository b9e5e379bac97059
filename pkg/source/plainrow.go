package source

import (
	"unicode/utf8"

	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// plainly reports whether a row of the right width has numbers in all phone columns, or one
// and blanks, and begins as no footer does. It is for speed: doubt agrees for such rows.
func (sh *shape) plainly(cells []string, line int64) bool {
	if sh.phones == nil || sh.doubted != nil && sh.doubted[line] || sh.examples != nil || sh.footers != nil || remark.MayBeFooter(cells[0]) || sh.capitals && cells[0][0]-'a' < 26 || sh.always > 0 && cell.IsBlank(cells[sh.always]) {
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
			if anyAt(cells, sh.strangers, cell.IsPhone) && cell.HasLetter(c) && !cell.IsPhone(c) {
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

// strays reports whether a number is where no other row has one.
func (sh *shape) strays(cells []string) bool {
	_, strange := sh.numbers(cells)
	return strange >= 0
}

// hasThree reports whether at least three cells are filled; footers have fewer.
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
