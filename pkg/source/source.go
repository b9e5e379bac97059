// Package source turns the bytes of a list into records: it finds out
// compression, encoding, dialect and header, and keeps count of lines. It
// knows nothing of contacts.
package source

import (
	"fmt"

	"rollcall/pkg/source/internal/charset"
	"rollcall/pkg/source/internal/xlsx"
)

// Options overrule what is found out about a file. The zero value finds
// everything out.
type Options struct {
	// Encoding is a name as "utf-8", "utf-16le", "windows-1252", "shift_jis",
	// in any of its usual spellings; empty or "auto" finds it out.
	Encoding string
	// Delimiter is up to four characters, or a name: "comma", "semicolon",
	// "tab", "pipe", "colon", "caret", "tilde", "hash"; empty or "auto" finds it
	// out.
	Delimiter string
	// Widths are the widths, in characters, of the columns of a file in which
	// nothing separates them.
	Widths []int
	// Quote is `"`, `'`, "none"; empty or "auto" finds it out.
	Quote string
	// SkipLines is the number of lines above the header; nil detects it.
	SkipLines *int
	// Sheet is the name of a workbook's sheet; empty takes the first.
	Sheet string
	// AllSheets reads all sheets of a workbook that have the header of the first
	// one, one after the other. AlikeSheets does so where no Sheet is named.
	AllSheets, AlikeSheets bool
	// Header names the columns of a file that has no header row.
	Header []string
	// NoHeader means that there is no header row, and that the columns are
	// called "#1", "#2" and so on.
	NoHeader bool
	// Unhashed leaves out the SHA-256 of the file, which takes about as long as
	// all the rest.
	Unhashed bool
}

// Check returns an error if an encoding, a delimiter or a quote is unknown.
func (o Options) Check() error {
	if _, _, _, err := charset.Declared(o.Encoding); err != nil {
		return err
	}
	if d := o.Delimiter; d != "" && d != "auto" && !isDelimiterName(d) {
		if err := checkDelimiter(d); err != nil {
			return err
		}
	}
	_, err := possibleQuotes(o.Quote)
	return err
}

// Format is what was detected about a file, or set by Options.
type Format struct {
	// Compression is "none", "gzip", "zstd", "bzip2", "xz" or "zip".
	Compression string
	// Encoding is a name as in Options.
	Encoding string
	// Delimiter is the character itself, or several of them; empty for a
	// workbook, and for columns by position.
	Delimiter string
	// Widths are the widths of columns by position, or nil.
	Widths []int
	// Quote is the character itself; empty where there are no quotes.
	Quote string
	// SkippedLines is how many lines stood above the header.
	SkippedLines int
	// Sheet is the name of the workbook's sheet, or empty; Sheets is how many the
	// workbook has. AllSheets: more than that one are read.
	Sheet     string
	Sheets    int
	AllSheets bool
}

// Record is one data row. Its strings stay valid for as long as they are held.
type Record struct {
	// Line is the 1-based line of the decompressed file where the record
	// starts; in a workbook, the row. Where several sheets are read, the rows of
	// one are counted on from the last of the one before.
	Line int64
	// Cells has as many cells as the header, except in malformed records, which have those
	// that could be told apart. The slice is valid until the next record; the strings stay
	// valid.
	Cells []string
	// Missing is how many of the last cells the row lacks; they are blank in Cells. If Trimmed
	// is set, the rest of the file leaves out blank cells at a row's end; else nobody knows
	// whether these are the missing ones.
	Missing int
	Trimmed bool
	// Malformed means that the row cannot be read as a row of this file;
	// Problems says why.
	Malformed bool
	// Problems are what was wrong with the record, mostly nil.
	Problems []Problem
}

// Problem is something wrong in a file at a place.
type Problem struct {
	// Code is stable and in snake_case: "unclosed_quote", "too_many_cells",
	// "short_row", "shifted_row", "torn_row", "footer", "example_row",
	// "cell_too_large", "row_too_large", "invalid_bytes", "nul_bytes", "binary_bytes",
	// NoLineEnd, and of workbooks FormulaUnread, ErrorValue, SymbolUnread,
	// CrossedOut, RefusedElsewhere, "hidden_row",
	// "cell_out_of_place", "cell_under_merged", "text_missing" and others.
	Code string `json:"code"`
	// Message says it in words, without quoting the cell.
	Message string `json:"message"`
	// Hint says what to do about it; it may be empty.
	Hint string `json:"hint,omitempty"`
	// Line is the 1-based line of the file, or 0 where no place in it is meant.
	Line int64 `json:"line,omitempty"`
	// Column is the 1-based cell of the record, in other files the character of the
	// line, or 0 where none is meant.
	Column int `json:"column,omitempty"`
}

// NoLineEnd is the code of the problem of a last row without the line end that all
// others have: the file may have been cut off in it.
const NoLineEnd = "no_line_end"

// Codes of problems of one cell that has no value to read: what it holds is no
// answer, so no consent can be read from it.
const (
	// FormulaUnread: a formula whose result is not stored. The cell is its text.
	FormulaUnread = xlsx.FormulaUnread
	// ErrorValue: a formula came to an error. The cell is its name, as "#N/A".
	ErrorValue = xlsx.ErrorValue
	// SymbolUnread: a symbol of which it is not known what it looks like.
	SymbolUnread = xlsx.SymbolUnread
	// CrossedOut: a line goes through the text. Refusals are read all the same.
	CrossedOut = xlsx.CrossedOut
)

// RefusedError is the error of a file that cannot be read as a list of contacts.
type RefusedError struct {
	// Line is the line concerned, or 0.
	Line int64
	// Message says what the file looks like.
	Message string
	// Hint is what to do about it.
	Hint string
	// NoHeader: the file looks like a list, except for its header.
	NoHeader bool

	err error // what was wrong, or nil
}

// refuseFile returns the refusal of a file at a line, 0 for the whole file, with what to do about it.
func refuseFile(line int64, hint, format string, args ...any) *RefusedError {
	return &RefusedError{Line: line, Message: fmt.Sprintf(format, args...), Hint: hint}
}

// Error returns the message.
func (e *RefusedError) Error() string { return e.Message }

// Unwrap returns what was wrong with damaged data.
func (e *RefusedError) Unwrap() error { return e.err }
