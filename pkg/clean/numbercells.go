package clean

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// appendLineCells cuts a line of a file of numbers into cells, at any of the
// usual delimiters outside quotes. A quote that nothing closes is a character
// like others.
func appendLineCells(cells []string, line string) []string {
	for {
		line = strings.TrimLeft(line, " ")
		var cell string
		end := -1
		if len(line) > 0 && line[0] == '"' {
			cell, end = quotedCell(line)
		}
		if end < 0 {
			if end = strings.IndexAny(line, ",;\t|"); end < 0 {
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

// quotedCell gives the cell that begins with a quote, and where it ends: at a
// delimiter or with the line; or -1 where it is not closed before that.
func quotedCell(line string) (cell string, end int) {
	for i := 1; i < len(line); i++ {
		if line[i] != '"' {
			continue
		}
		if i+1 < len(line) && line[i+1] == '"' {
			i++
			continue
		}
		rest := strings.TrimLeft(line[i+1:], " ")
		if rest != "" && strings.IndexByte(",;\t|", rest[0]) < 0 {
			return "", -1
		}
		return strings.ReplaceAll(line[1:i], `""`, `"`), len(line) - len(rest)
	}
	return "", -1
}

// mayHoldNumber spares most cells the parser: a number has a digit, if perhaps
// one of another script.
func mayHoldNumber(cell string) bool {
	for i := range len(cell) {
		if c := cell[i]; c >= '0' && c <= '9' || c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

func hasLetter(cell string) bool { return strings.ContainsFunc(cell, unicode.IsLetter) }

// isDay says whether a cell begins with a date, which in some regions would be
// a valid number.
func isDay(cell string) bool {
	shape := make([]byte, 0, 10)
	for i := range min(len(cell), cap(shape)) {
		c := cell[i]
		if c >= '0' && c <= '9' {
			c = '0'
		}
		shape = append(shape, c)
	}
	if len(cell) > cap(shape) && strings.IndexByte(" T", cell[cap(shape)]) < 0 {
		return false
	}
	switch string(shape) {
	case "0000-00-00", "0000/00/00", "00/00/0000", "00.00.0000", "00-00-0000":
		return true
	}
	return false
}

// Column names that tell that the numbers in a column are no phone numbers, by
// their words; a part of phoneParts overrules them. Only what is sure stands
// here: a number too many on the do-not-call list costs less than one too few.
var (
	otherWords = []string{
		"id", "uid", "uuid", "guid", "ssn", "account", "acct", "order", "invoice", "policy", "contract", "vin",
		"date", "time", "timestamp", "datetime", "created", "updated", "modified", "added", "expires", "dob", "birthday", "birthdate",
		"zip", "zipcode", "postal", "postcode", "plz", "amount", "price", "email", "ip",
	}
	phoneParts = []string{"phone", "fone", "mobil", "móvil", "movil", "celular", "cell", "tel", "handy", "rufnummer", "msisdn", "dnc"}
)

// namesOther says whether the name of a column tells that it holds no phone
// numbers: "Order ID", "created_at".
func namesOther(name string) bool {
	name = strings.ToLower(name)
	if slices.ContainsFunc(phoneParts, func(part string) bool { return strings.Contains(name, part) }) {
		return false
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(otherWords, w) })
}
