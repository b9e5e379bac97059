package source

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/lazyregexp"
)

// RejectsColumns are the columns that a rejects file adds to the original ones.
var RejectsColumns = []string{"_line", "_reason", "_detail"}

// EscapeFormula returns a cell that no spreadsheet takes for a formula: it puts an apostrophe
// before one that begins with = + - @, also full-width or small ones, after blanks or
// invisible characters, or with a tab or a line break (OWASP, "CSV Injection"). It does the
// same with one that begins with an apostrophe already, so that UnescapeFormula is its exact
// inverse.
func EscapeFormula(cell string) string {
	if isFormula(cell) {
		return "'" + cell
	}
	return cell
}

// UnescapeFormula returns the cell that EscapeFormula was given.
func UnescapeFormula(cell string) string {
	if strings.HasPrefix(cell, "'") && isFormula(cell) {
		return cell[1:]
	}
	return cell
}

func isFormula(cell string) bool {
	rest := strings.TrimLeft(cell, "'")
	if rest == "" {
		return false
	}
	switch c := rest[0]; {
	case strings.IndexByte("=+-@\t\r\n", c) >= 0:
		return true
	case '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z':
		return false // nearly all cells
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(rest, mayPrecede))
	return strings.ContainsRune("=+-@＝＋－＠﹦﹢﹣﹫", first)
}

// mayPrecede reports whether a spreadsheet may ignore a character before a formula.
func mayPrecede(r rune) bool {
	return r == '\'' || unicode.IsSpace(r) || unicode.In(r, unicode.C, unicode.M, unicode.Other_Default_Ignorable_Code_Point)
}

// rejectsHeader matches the end of a rejects file's header, also after a spreadsheet saved it
// with another delimiter.
var rejectsHeader = lazyregexp.New(`(^|[,;\t|"])_line"?[,;\t|]"?_reason"?[,;\t|]"?_detail"?([,;\t|\r\n]|$)`)

// beginsAsRejects reports whether text is the beginning of a rejects file.
func beginsAsRejects(text []byte) bool {
	at := indexRejects(text)
	if at == nil && bytes.HasPrefix(text, []byte{0xff, 0xfe}) { // UTF-16, of which ASCII is every other byte
		text = bytes.ReplaceAll(text[2:], []byte{0}, nil)
		at = indexRejects(text)
	}
	if at == nil {
		return false
	}
	quoted := false
	for _, b := range text[:at[0]] {
		switch b {
		case '"':
			quoted = !quoted
		case '\r', '\n':
			if !quoted {
				return false
			}
		}
	}
	return true
}

// indexRejects returns where the columns of a rejects file stand in text, or nil.
func indexRejects(text []byte) []int {
	if !bytes.Contains(text, []byte(RejectsColumns[0])) {
		return nil // which most files are told by in no time
	}
	return rejectsHeader().FindIndex(text)
}

// FindRejectsColumns returns the places of RejectsColumns in a header, wherever
// they are; false where it is not that of a rejects file.
func FindRejectsColumns(header []string) (at [3]int, ok bool) {
	for i, name := range RejectsColumns {
		if at[i] = slices.Index(header, name); at[i] < 0 {
			return at, false
		}
	}
	return at, true
}

// IsRejects reports whether a header is that of a rejects file, which has
// RejectsColumns.
func IsRejects(header []string) bool {
	_, ok := FindRejectsColumns(header)
	return ok
}

// WithoutRejectsColumns is the header that the list had before it became a
// rejects file.
func WithoutRejectsColumns(header []string) []string {
	if !IsRejects(header) {
		return header
	}
	return slices.DeleteFunc(slices.Clone(header), func(name string) bool { return slices.Contains(RejectsColumns, name) })
}
