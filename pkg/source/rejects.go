package source

import "strings"

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
