package registry

import (
	"fmt"
	"strings"

	"rollcall/pkg/header"
)

// findRanges finds out whether two numbers a line are the ends of a range.
func (ls *lines) findRanges(p profile) error {
	if len(ls.only) > 0 {
		return nil
	}
	if err := ls.refuseCounts(p); err != nil {
		return err
	}
	if p.pairs == 0 || p.pairs*10 < p.lines*9 {
		return ls.refuseParts(p)
	}
	if p.pair[1] < len(ls.header) {
		a, b := ls.header[p.pair[0]], ls.header[p.pair[1]]
		if says(a, fromHeaders) && says(b, toHeaders) {
			ls.ranges = true
		}
		if ls.ranges || p.near < p.pairs || header.NamesPhone(a) || header.NamesPhone(b) {
			return nil
		}
		return refusal(fmt.Sprintf("name the columns from and to if they are; otherwise: --column %q --column %q", a, b),
			"columns %q and %q may be the ends of a range, or two numbers", a, b)
	}
	switch {
	case p.round == p.pairs:
		ls.ranges = true
	case p.ascending == p.pairs && len(ls.header) == 0 && p.width == 2:
		return refusal("say that both columns have numbers (--column 1 --column 2), or give the file a header: from,to",
			"two numbers a line may be the ends of a range, or two numbers")
	}
	return nil
}

// refuseParts refuses ranges given by the last digits of numbers, with the first digits
// in other columns.
func (ls *lines) refuseParts(p profile) error {
	at := [2]int{-1, -1}
	for i, h := range ls.header {
		if i >= len(p.columns) {
			break
		}
		c, short := &p.columns[i], 0
		for n := 1; n < minWhole; n++ {
			short += c.digits[n]
		}
		for k, words := range [2]map[string]bool{fromHeaders, toHeaders} {
			if says(h, words) && short > 0 && short == c.filled && c.dates == 0 {
				at[k] = i
			}
		}
	}
	if at[0] < 0 || at[1] < 0 {
		return nil
	}
	return refusal("write whole numbers, under a header: from,to",
		"columns %q and %q may be the ends of a range", ls.header[at[0]], ls.header[at[1]])
}

// refuseCounts refuses ranges given by their first number and a count, or by their first
// number and the last digits of the other end.
func (ls *lines) refuseCounts(p profile) error {
	from := -1
	for i := range p.columns {
		if c := &p.columns[i]; c.numbers > 0 && c.numbers*10 >= p.lines*9 {
			from = i
			break
		}
	}
	for i := range p.columns {
		c := &p.columns[i]
		if from < 0 || i == from || c.filled == 0 || c.dates > 0 || c.numbers > 0 {
			continue
		}
		counts, endings, more := ls.countsOrEndings(from, i)
		headed := i < len(ls.header)
		switch {
		case counts, headed && more && isCountHeader(ls.header[i]):
		case !headed && endings && i == from+1:
		default:
			continue
		}
		return refusal("write both ends of each range, under a header: from,to; or, if they are none, say which column has the numbers: --column NAME",
			"columns %s and %s may be the first number of a range and how many it has, or where it ends", ls.columnName(from), ls.columnName(i))
	}
	return nil
}

// countsOrEndings reports whether the digits of one column are, in all lines, round counts
// of numbers from that of another column; whether they are greater than its last digits;
// and whether any is more than 1.
func (ls *lines) countsOrEndings(from, to int) (counts, endings, more bool) {
	counts, endings = true, true
	for i := range ls.queue {
		if ls.queue[i].bad {
			continue
		}
		cells := ls.split(&ls.queue[i])
		if len(cells) <= max(from, to) {
			continue
		}
		n, digits := ls.one(cells[from], from), strings.TrimSpace(cells[to])
		if n == 0 || digits == "" {
			continue
		}
		if len(digits) >= minWhole || !allDigits(digits, len(digits)) {
			return false, false, false
		}
		counts = counts && countsFrom(n, digits)
		endings = endings && len(digits) > 2 && number(digits) > n%pow10(len(digits))
		more = more || number(digits) > 1
	}
	return counts, endings, more
}

// isCountHeader reports whether a header names a count of numbers.
func isCountHeader(h string) bool {
	found := false
	for _, w := range header.Words(h) {
		if found = found || countHeaders[w]; !countHeaders[w] && !besideCounts[w] {
			return false
		}
	}
	return found
}
