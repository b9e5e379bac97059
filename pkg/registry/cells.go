package registry

import (
	"strings"
	"unicode"

	"rollcall/pkg/normalize/phone"
)

// delimiters are the characters that can separate cells.
const delimiters = ",;\t|"

// appendCells cuts a line into cells at any of delims outside quotes. A quote that is
// never closed is an ordinary character.
func appendCells(cells []string, line, delims string) []string {
	for {
		line = strings.TrimLeft(line, " ")
		var cell string
		end := -1
		if len(line) > 0 && (line[0] == '"' || line[0] == '\'') {
			cell, end = quotedCell(line, delims)
		}
		if end < 0 {
			if end = strings.IndexAny(line, delims); end < 0 {
				end = len(line)
			}
			cell = strings.TrimRight(line[:end], " ")
		}
		cells = append(cells, cell)
		if end == len(line) {
			return cells
		}
		line = line[end+1:]
	}
}

// quotedCell returns the cell that begins with a quote, and where it ends: at a
// delimiter or with the line; or -1 if it is not closed before that.
func quotedCell(line, delims string) (cell string, end int) {
	quote := line[0]
	doubled := string([]byte{quote, quote})
	for i := 1; i < len(line); i++ {
		if line[i] != quote {
			continue
		}
		if i+1 < len(line) && line[i+1] == quote {
			i++
			continue
		}
		rest := strings.TrimLeft(line[i+1:], " ")
		if rest != "" && strings.IndexByte(delims, rest[0]) < 0 {
			return "", -1
		}
		return strings.TrimSpace(strings.ReplaceAll(line[1:i], doubled, doubled[:1])), len(line) - len(rest)
	}
	return "", -1
}

// delimiterOf returns the delimiter of most lines, or all of them if none is in half of
// the lines that have any.
func delimiterOf(lines []string) string {
	var counts [len(delimiters)]int
	any := 0
	for _, line := range lines {
		has := false
		for i := range len(delimiters) {
			if strings.IndexByte(line, delimiters[i]) >= 0 {
				counts[i]++
				has = true
			}
		}
		if has {
			any++
		}
	}
	best := -1
	// A tab or a bar is hardly ever in a text, a comma often.
	for _, i := range []int{2, 3, 1, 0} {
		if best < 0 || counts[i] > counts[best] {
			best = i
		}
	}
	if any == 0 || counts[best]*2 <= any {
		return delimiters
	}
	return delimiters[best : best+1]
}

// splitBlanks cuts a line without delimiters, of which a number is a part, at
// its blanks: "3172363000 46204 2026Q4", "20240101 2127365013",
// "2147365000SMITH JOHN  75201". What holds the number is one cell, whatever
// blanks it has; each other word is one.
func splitBlanks(cells []string, line string, p *phone.Parser, region string) []string {
	line = strings.TrimSpace(line)
	if flagsNumber(line) { // "D2127365000", with or without a name after it
		return splitBlanks(append(cells, line[:1]), line[1:], p, region)
	}
	if digits := leadingDigits(line); digits >= 10 && digits < len(line) && unicode.IsLetter(rune(line[digits])) {
		rest := line[digits:]
		if isFlagged(rest, 1) { // flag and date: "2127365000D20261101"
			return append(cells, line[:digits], rest[:1], rest[1:])
		}
		if n := len(rest) - 8; n > 0 && allDigits(rest[n:], 8) && isDate(rest[n:]) && !hasDigits(rest[:n], 1) {
			return append(cells, line[:digits], strings.TrimSpace(rest[:n]), rest[n:]) // "2127365000ADD20261101"
		}
		return append(append(cells, line[:digits]), strings.Fields(rest)...)
	}
	if from, to, ok := bothEnds(line); ok {
		if a, b := p.Parse(from, region), p.Parse(to, region); a.OK() && b.OK() && (a.Repair|b.Repair)&(phone.Several|phone.Note) == 0 {
			return append(cells, from, to)
		}
	}
	words := strings.Fields(line)
	if len(words) == 1 || len(words) > 40 {
		return append(cells, line)
	}
	// A word after the number may be a flag, as a letter before it.
	flagged := !hasDigits(words[len(words)-1], 1) || len(words[0]) == 1 && hasLetter(words[0])
	if r := p.Parse(line, region); !flagged && r.OK() && r.Repair&(phone.Several|phone.Note) == 0 {
		return append(cells, line)
	}
	for from := 0; from < min(len(words), 3); from++ {
		if isDate(words[from]) || !hasDigits(words[from], 1) && hasLetter(words[from]) {
			continue // no part of a number, though it may be read as one
		}
		for to := min(len(words), from+6); to > from; to-- {
			cell := strings.Join(words[from:to], " ")
			if !hasDigits(cell, 7) || to > from+1 && (isDate(words[to-1]) || !hasDigits(words[to-1], 1)) {
				continue
			}
			if r := p.Parse(cell, region); r.OK() && r.Repair&(phone.Several|phone.Note) == 0 || to == from+1 && nanpDigits(cell) != 0 {
				cells = append(cells, words[:from]...)
				cells = append(cells, cell)
				if to+1 < len(words) && hasLetter(words[to+1]) && strings.Trim(words[to], dashes+"-:") == "" {
					to++ // a note follows
				}
				return append(cells, words[to:]...)
			}
		}
	}
	return append(cells, line)
}

// bothEnds cuts a line with a dash between blanks: "212-736-5000 - 212-736-5999".
func bothEnds(line string) (from, to string, ok bool) {
	for _, dash := range []string{" - ", " – ", " — "} {
		if from, to, ok = strings.Cut(line, dash); ok {
			return from, to, len(from) >= 7 && len(to) >= 7 && len(line) < 80 && !strings.Contains(to, dash)
		}
	}
	return "", "", false
}

// isFlagged reports whether a text is an ASCII letter directly followed by at least n
// digits, and nothing else.
func isFlagged(text string, n int) bool {
	return len(text) > n && (text[0]|0x20 >= 'a' && text[0]|0x20 <= 'z') && allDigits(text[1:], len(text)-1)
}

// flagsNumber reports whether a line begins with a letter right before a number.
func flagsNumber(line string) bool {
	if len(line) < 11 || (line[0]|0x20 < 'a' || line[0]|0x20 > 'z') {
		return false
	}
	n := 1 + leadingDigits(line[1:])
	return n > 10 && (n == len(line) || line[n] == ' ' || unicode.IsLetter(rune(line[n])))
}

// signsAreFlags reports whether every line is digits with a plus or a minus right
// before them, some with either: those of additions and deletions.
func signsAreFlags(lines []string) bool {
	plus, minus := false, false
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if len(line) < 8 || line[0] != '+' && line[0] != '-' || !allDigits(line[1:], len(line)-1) {
			return false
		}
		plus, minus = plus || line[0] == '+', minus || line[0] == '-'
	}
	return plus && minus
}

func leadingDigits(s string) int {
	n := 0
	if n < len(s) && s[n] == '+' {
		n++
	}
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// hasDigits reports whether s has at least n digits, of any script.
func hasDigits(s string, n int) bool {
	for _, r := range s {
		if unicode.IsDigit(r) {
			if n--; n <= 0 {
				return true
			}
		}
	}
	return n <= 0
}

func hasLetter(cell string) bool { return strings.ContainsFunc(cell, unicode.IsLetter) }

// allDigits reports whether a cell is n ASCII digits.
func allDigits(cell string, n int) bool {
	if len(cell) != n {
		return false
	}
	for i := range len(cell) {
		if cell[i] < '0' || cell[i] > '9' {
			return false
		}
	}
	return true
}

// number returns the number that digits are.
func number(digits string) uint64 {
	var n uint64
	for i := range len(digits) {
		if c := digits[i]; c >= '0' && c <= '9' {
			n = n*10 + uint64(c-'0')
		}
	}
	return n
}

// nanpDigits reads ten digits, or eleven with the 1, or twelve characters with
// +1, as a number of the North American Numbering Plan: neither area code nor
// exchange begins with 0 or 1. Whether the number is assigned does not matter
// here: the library may not know the area code. It returns 0 for anything else.
func nanpDigits(cell string) uint64 {
	switch {
	case len(cell) == 12 && cell[:2] == "+1":
		cell = cell[2:]
	case len(cell) == 11 && cell[0] == '1':
		cell = cell[1:]
	case len(cell) != 10:
		return 0
	}
	if cell[0] < '2' || cell[3] < '2' {
		return 0
	}
	n := uint64(1)
	for i := range 10 {
		c := cell[i] - '0'
		if c > 9 {
			return 0
		}
		n = n*10 + uint64(c)
	}
	return n
}

// localDigits reads the seven digits of a number within its area code, with or
// without a hyphen after the third; 0 for anything else.
func localDigits(cell string) uint64 {
	if len(cell) == 8 && (cell[3] == '-' || cell[3] == ' ' || cell[3] == '.') {
		if !allDigits(cell[:3], 3) || !allDigits(cell[4:], 4) || cell[0] < '2' {
			return 0
		}
		return number(cell[:3])*10_000 + number(cell[4:])
	}
	if !allDigits(cell, 7) || cell[0] < '2' {
		return 0
	}
	return number(cell)
}

// areaDigits reads an area code: "212", "(212)"; 0 for anything else.
func areaDigits(cell string) uint64 {
	if len(cell) == 5 && cell[0] == '(' && cell[4] == ')' {
		cell = cell[1:4]
	}
	if !allDigits(cell, 3) || cell[0] < '2' {
		return 0
	}
	return number(cell)
}

// isProse reports whether so many words come before a number that the line is a
// sentence, not an entry of a list: "Your session has expired. Please call …".
func isProse(line string) bool {
	const many = 5
	if len(line) < 4*many {
		return false
	}
	words := 0
	for word := range strings.FieldsSeq(line) {
		if hasDigits(word, 7) {
			break
		}
		if hasLetter(word) {
			words++
		}
	}
	return words >= many
}
