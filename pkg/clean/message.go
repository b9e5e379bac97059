package clean

import "fmt"

// The warnings of the cleaning.
const (
	EmailDropped = "email_dropped"
	DateDropped  = "consent_date_dropped"
	NotANumber   = "not_a_number"
	NotADate     = "not_a_date"
	NotABoolean  = "not_a_boolean"
)

var messages = map[string]string{
	EmailDropped: "%s of column %q are no e-mail addresses and were left out; their contacts stay",
	DateDropped:  "%s of column %q cannot be read as a date in one way only and were left out; name the order with date_order",
	NotANumber:   "%s of column %q are no numbers and were kept as text",
	NotADate:     "%s of column %q cannot be read as a date in one way only and were kept as text; name the order with date_order",
	NotABoolean:  "%s of column %q are neither yes nor no and were kept as text",

	// Those of pkg/source about rows that are imported all the same.
	"invalid_bytes": "%s hold bytes that are no text in the file's encoding; they were replaced by U+FFFD",
	"short_row":     "%s have fewer cells than the header; the missing ones are blank",
}

// Message says in words what a warning of a run is about: count cells of the
// column, or count rows where there is no column.
func Message(code, column string, count int64) string {
	noun := "row"
	if column != "" {
		noun = "cell"
	}
	if count != 1 {
		noun += "s"
	}
	counted := fmt.Sprintf("%d %s", count, noun)
	format, ok := messages[code]
	switch {
	case !ok && column == "":
		return fmt.Sprintf("%s: %s", code, counted)
	case !ok:
		return fmt.Sprintf("%s: %s of column %q", code, counted, column)
	case column == "":
		return fmt.Sprintf(format, counted)
	}
	return fmt.Sprintf(format, counted, column)
}
