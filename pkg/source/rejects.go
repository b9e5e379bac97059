package source

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// RejectsColumns are the columns that a rejects file has behind the original
// ones.
var RejectsColumns = []string{"_line", "_reason", "_detail"}

// EscapeFormula gives a cell that no spreadsheet takes for a formula: one that
// begins with = + - @, a tab or a carriage return gets an apostrophe before it
// (OWASP, "CSV Injection"). So does one that has apostrophes there already,
// which makes UnescapeFormula its exact inverse.
func EscapeFormula(cell string) string {
	if isFormula(cell) {
		return "'" + cell
	}
	return cell
}

// UnescapeFormula gives back the cell that EscapeFormula was given.
func UnescapeFormula(cell string) string {
	if strings.HasPrefix(cell, "'") && isFormula(cell) {
		return cell[1:]
	}
	return cell
}

func isFormula(cell string) bool {
	rest := strings.TrimLeft(cell, "'")
	return rest != "" && strings.IndexByte("=+-@\t\r", rest[0]) >= 0
}

// rejectsHeader is the end of a rejects file's first line, also after a
// spreadsheet has saved it with another delimiter.
var rejectsHeader = regexp.MustCompile(`(^|[,;\t|])"?_line"?[,;\t|]"?_reason"?[,;\t|]"?_detail"?\r?$`)

// beginsAsRejects says whether text is the beginning of a rejects file.
func beginsAsRejects(text []byte) bool {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return rejectsHeader.Match(line)
}

// IsRejects says whether a header is that of a rejects file, which ends with
// RejectsColumns.
func IsRejects(header []string) bool {
	n := len(header) - len(RejectsColumns)
	return n >= 0 && slices.Equal(header[n:], RejectsColumns)
}

// WithoutRejectsColumns is the header that the list had before it became a
// rejects file.
func WithoutRejectsColumns(header []string) []string {
	if IsRejects(header) {
		return header[:len(header)-len(RejectsColumns)]
	}
	return header
}
