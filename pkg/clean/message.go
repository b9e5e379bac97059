package clean

import (
	"fmt"

	"rollcall/pkg/source"
)

// The warnings of the cleaning.
const (
	EmailDropped = "email_dropped"
	ZipDropped   = "zip_dropped"
	// PlaceConflict: numbers, ZIP code and state have no time zone in common.
	PlaceConflict = "place_conflict"
	DateDropped   = "consent_date_dropped"
	TagDropped    = "tag_dropped"
	NotANumber    = "not_a_number"
	NotADate      = "not_a_date"
	NotABoolean   = "not_a_boolean"
	// NotInEncoding: the database is not in UTF-8, and lacks a character of the row.
	NotInEncoding = "not_in_database_encoding"
)

// messages say what was done and why; Message puts how many of what before
// the colon.
var messages = map[string]string{
	PlaceConflict: "numbers, ZIP code and state are in different time zones: called only while it is allowed in all of them",
	EmailDropped:  "not an e-mail address, dropped; the contact is kept",
	ZipDropped:    "not a postal code, dropped; the contact is kept",
	TagDropped:    "too long for a tag, dropped; the contact is kept",
	DateDropped:   "not a date, or a date with two readings, dropped; set date_order",
	NotANumber:    "not a number, kept as text",
	NotADate:      "not a date, or a date with two readings, kept as text; set date_order",
	NotABoolean:   "neither yes nor no, kept as text",

	NotInEncoding: "with a character that the database's encoding lacks, skipped as malformed; a database in UTF8 holds them all",

	// Those of pkg/source about rows that are imported all the same.
	"nul_bytes":      "with NUL bytes, which were removed",
	"invalid_bytes":  "with bytes that are invalid in the file's encoding, replaced by U+FFFD",
	"short_row":      "with fewer cells than the header; only columns that are not mapped are missing",
	source.NoLineEnd: "without a line end at the end of the file, which may have been cut off there",
	"hidden_row":     "hidden in the workbook, but read",

	source.RefusedElsewhere: "of somebody who must not be called, according to another sheet, a note or a mark",

	source.FormulaUnread: "with a formula that has no stored result; open the workbook in a spreadsheet program and save it",
	source.SymbolUnread:  "with a symbol whose look is not known, which is read as blank; replace it by a word",
	source.CrossedOut:    "crossed out, which is read as blank",
	source.ErrorValue:    "with an error instead of a value in a cell, which is read as blank",
}

// Message returns in words what a warning of a run is about: count cells of the
// column, or count rows where there is no column.
func Message(code, column string, count int64) string {
	noun := "row"
	if column != "" {
		noun = "cell"
	}
	if count != 1 {
		noun += "s"
	}
	what, ok := messages[code]
	if !ok {
		what = code
	}
	if column == "" {
		return fmt.Sprintf("%d %s: %s", count, noun, what)
	}
	return fmt.Sprintf("%d %s of column %q: %s", count, noun, column, what)
}
