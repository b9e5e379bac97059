package normalize

import "strings"

// IsStar reports whether a cell is nothing but stars or daggers, as those who refuse are
// marked in registers. In a column of anything else they say nothing.
func IsStar(cell string) bool {
	s := strings.TrimSpace(cell)
	return s != "" && strings.Trim(s, "*＊†‡★☆✱") == ""
}
