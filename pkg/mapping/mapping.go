// Package mapping is the mapping file: which column of a list goes to which
// field of a contact, and how the list is to be imported. It loads, checks and
// writes that YAML file, gives its JSON Schema, and proposes one from a
// profile. It knows nothing of databases.
package mapping

import (
	"rollcall/pkg/contact"
)

// Target is what a column is mapped to.
type Target uint8

// The targets.
const (
	Ignore Target = iota
	Phone
	// Standard is one of contact.Field; Column.Field says which.
	Standard
	FullName
	Country
	Consent
	Tags
	// Custom is a custom field that exists already; Column.Key names it.
	Custom
	// NewCustom is a custom field that the import creates where it is missing.
	NewCustom
)

// Column is one column of a list and where it goes.
type Column struct {
	// Header names the column as the mapping file does: the header cell,
	// "Phone#2" for the second of that name, "#4" for a blank one.
	Header string
	// Line and Col are where the entry stands in the mapping file, from 1.
	Line, Col int

	Target Target
	// Field is the standard field, where Target is Standard.
	Field contact.Field
	// Key, Label and Type describe the custom field, where Target is Custom
	// (Key alone) or NewCustom.
	Key   string
	Label string
	Type  contact.Type
	// Update is what the column does to a contact that exists already.
	Update contact.Policy
	// DateOrder overrules Mapping.DateOrder for this column.
	DateOrder DateOrder

	// OptOut turns a consent column round: its yes means "do not call".
	OptOut bool
	// Allow are further words that let a row in.
	Allow []string
	// RecordOptOuts puts the numbers of rows that say no on the do-not-call
	// list, in the import's transaction.
	RecordOptOuts bool
}

// DateOrder says how a date of three numbers is to be read.
type DateOrder string

// The date orders. DateOrderAuto reads only what can be read in one way.
const (
	DateOrderAuto DateOrder = ""
	MDY           DateOrder = "mdy"
	DMY           DateOrder = "dmy"
	YMD           DateOrder = "ymd"
)

// Powerlist is the list for the dialer that an import makes.
type Powerlist struct {
	// Name may hold {file} and {date}.
	Name string
	// DialMode is "manual" or "ai", or empty for that of the list that is
	// appended to, and manual for a new one.
	DialMode string
	// Append adds to a list of this name that exists; else that is an error.
	Append bool
	// CallWindow is "HH:MM-HH:MM" in the called party's local time, or empty.
	CallWindow string
}

// Limits are the bounds beyond which an import is refused.
type Limits struct {
	// MaxSkipped is "20%" or "100", or empty for no limit.
	MaxSkipped string
	// SuppressionMaxAge is a number of days as "31d", or empty.
	SuppressionMaxAge string
}

// Source overrules what is found out about the file. Empty strings and nil
// mean that it is found out.
type Source struct {
	Encoding  string
	Delimiter string
	Quote     string
	SkipLines *int
	// Sheet is the name of a workbook's sheet.
	Sheet string
	// Header names the columns of a file that has no header row.
	Header []string
}

// Mapping is a mapping file after it has been read and checked.
type Mapping struct {
	// Name is the file's name as it was given, for messages.
	Name string
	// Text is the file's bytes as they were read, for the record.
	Text []byte
	// Region is the ISO 3166 two-letter code of the region whose national
	// numbers are meant where a number has no country code, or empty.
	Region string
	// Columns are the columns in the file's order.
	Columns []Column
	// RefuseUnmapped makes it an error that the list has columns which the
	// mapping does not name.
	RefuseUnmapped bool
	Tags           []string
	Duplicates     contact.Duplicates
	// Powerlist is nil where the contacts go to Contacts alone.
	Powerlist *Powerlist
	// Clear is the cell that empties a field under update, or empty.
	Clear string
	// RefusePhones are the library's number types that are not to be dialed,
	// as "premium_rate".
	RefusePhones []string
	DateOrder    DateOrder
	// ProperNames asks for names in proper case where the whole list is in
	// one case.
	ProperNames bool
	Limits      Limits
	// Expect is how good phone columns were when the mapping was written, for
	// Drift; an import takes no notice of it.
	Expect []Expectation
	Source Source
}

// Expectation is the share of a column's filled cells that held a number to
// dial, 0 to 1.
type Expectation struct {
	Header string
	Valid  float64
}
