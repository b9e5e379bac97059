// Package mapping is the mapping file: which column of a list goes to which
// field of a contact, and how the list is to be imported. It loads, checks and
// writes that YAML file, returns its JSON Schema, and proposes one from a
// profile. It knows nothing of databases.
package mapping

import (
	"slices"

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

// Decides reports whether what a column says of calls is heard: it is a consent column,
// or one of those in which an import looks for such words itself.
func (t Target) Decides() bool {
	switch t {
	case Ignore, Custom, NewCustom, Tags:
		return false
	}
	return true
}

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
	// Key, Label and Type describe the custom field, if Target is Custom (Key only) or
	// NewCustom.
	Key   string
	Label string
	Type  contact.Type
	// Update is what the column does to a contact that exists already.
	Update contact.Policy
	// SurnamesFirst: full names begin with the last name, without a comma.
	SurnamesFirst bool
	// DateOrder overrules Mapping.DateOrder for this column.
	DateOrder DateOrder

	// Aliases are the headers that other lists have for the column.
	Aliases []string
	// Optional columns may be missing from a list.
	Optional bool
	// Default is the value of a blank cell, and of all rows of a list that lacks
	// an optional column; empty for none.
	Default string
	// Join is the text between the cells of columns with the same target, which are joined in
	// the mapping's order. Nil: the first filled cell is used.
	Join *string
	// Values translates whole cells.
	Values map[string]string
	// ReplaceTags replaces a contact's tags under update; else they are joined.
	ReplaceTags bool
	// PhoneLabel names the column of the list that says what kind of number a
	// phone column holds, or is empty.
	PhoneLabel string

	// Means says what the cells of a consent column say.
	Means Means
	// Allow are further words that let a row in, and Deny words that keep it out.
	Allow, Deny []string
	// AllowDate takes a date that is not in the future for a yes, AllowAny all
	// that is neither a no nor nothing. AllowUntil takes a date that is not past for
	// a yes, or for a clearance: the consent ends then. AllowNone lets nobody in.
	AllowDate, AllowAny, AllowUntil, AllowNone bool
	// Record is which numbers of people who say no in this column go on the
	// internal do-not-call list, in the import's transaction; RecordGiven that
	// the mapping says so itself.
	Record      contact.Record
	RecordGiven bool
	// For is the header of the phone column that a refusal is about; empty for
	// all numbers of the row.
	For string
}

// Means is what the cells of a consent column say.
type Means uint8

// The meanings of a consent column.
const (
	// OptIn: only a yes lets a row in.
	OptIn Means = iota
	// OptOut: all but nothing, a no and a clearance is a refusal.
	OptOut
	// Status: cells that hold words of refusal are one, all others say nothing.
	Status
	// Age: an age below 18, a date of birth less than 18 years ago, a word for a minor and the words of
	// deny keep a row out, and are no refusal; all else says nothing.
	Age
)

var meansNames = [...]string{"opt_in", "opt_out", "status", "age"}

// String returns the meaning as mapping files have it.
func (m Means) String() string { return meansNames[m] }

// DefaultRecord returns whose numbers go on the do-not-call list where the
// mapping does not say: those of all who refuse, and of people who merely do not
// agree those that a contact has already.
func (m Means) DefaultRecord() contact.Record {
	switch m {
	case OptIn:
		return contact.RecordKnown
	case Age:
		return contact.RecordNone
	}
	return contact.RecordAll
}

// Filter keeps rows by the cell of one column.
type Filter struct {
	// Header names the column of the list.
	Header    string
	Line, Col int
	// Values are the cells that a row must have, or must not have where Not is
	// set.
	Values []string
	Not    bool
}

// Constant is a value that every contact of the list gets.
type Constant struct {
	Line, Col int
	// Target is Standard, with Field, or NewCustom, with Key, Label and Type: the
	// field is created where it is missing.
	Target Target
	Field  contact.Field
	Key    string
	Label  string
	Type   contact.Type
	Value  string
}

// Plus is how numbers with a calling code and no plus are read.
type Plus string

// The ways. Under PlusAuto each phone column decides as a whole.
const (
	PlusAuto    Plus = ""
	PlusImplied Plus = "implied"
	PlusNever   Plus = "never"
)

// DateOrder is how a date of three numbers is read.
type DateOrder string

// The date orders. DateOrderAuto reads only what can be read in one way.
const (
	DateOrderAuto DateOrder = ""
	MDY           DateOrder = "mdy"
	DMY           DateOrder = "dmy"
	YMD           DateOrder = "ymd"
)

// Limits are the bounds beyond which an import is refused.
type Limits struct {
	// MaxSkipped is "20%" or "100", or empty for no limit.
	MaxSkipped string
	// MaxInvalid is the same for rows that are malformed or have no number to dial.
	MaxInvalid string
	// RefuseCutOff refuses a file whose last line lacks the line end that all others have.
	RefuseCutOff bool
	// ConsentMaxAge is "18mo", "31d" or "2y", or empty. Older consent does not count.
	ConsentMaxAge string
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
	// Sheet is the name of a workbook's sheet, or empty.
	Sheet string
	// AllSheets reads all sheets of a workbook, one after the other.
	AllSheets bool
	// Widths are the widths, in characters, of the columns of a file in which
	// nothing separates them.
	Widths []int
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
	// Only are the filters that a row must pass, all of them.
	Only []Filter
	// Columns are the columns in the file's order. A column with several uses
	// stands once for each, under the same header.
	Columns []Column
	// Set are the values that every contact gets.
	Set []Constant
	// Blank are the whole cells that say nothing; nil for the program's own list.
	Blank []string
	// RefuseUnmapped makes it an error that the list has columns which the
	// mapping does not name.
	RefuseUnmapped bool
	Tags           []string
	Duplicates     contact.Duplicates
	// Powerlist is nil if the contacts are on no powerlist.
	Powerlist *contact.PowerlistOptions
	// Clear is the cell that empties a field under update, or empty.
	Clear string
	// RefusePhones are the library's number types that are not to be dialed
	// besides those of services, as "toll_free"; empty and not nil for none at
	// all. Refused has them all.
	RefusePhones []string
	// Countries are the regions whose numbers are dialed; nil for all.
	Countries []string
	Plus      Plus
	// KeepOthers keeps the further valid numbers of a row with the contact.
	KeepOthers bool
	// Except are the do-not-call lists that do not bind this import.
	Except    []string
	DateOrder DateOrder
	// ProperNames asks for names in proper case where the whole list is in
	// one case.
	ProperNames bool
	Limits      Limits
	// Expect is how good phone columns were when the mapping was written, for
	// Drift; an import ignores it.
	Expect []Expectation
	Source Source
}

// Expectation is the share of a column's filled cells that held a number to
// dial, 0 to 1.
type Expectation struct {
	Header string
	Valid  float64
}

// servicePhones are the types of numbers that are no person's own.
var servicePhones = []string{"premium_rate", "shared_cost", "uan", "pager", "voicemail"}

// Refused returns the types of numbers that are not dialed: those of services, and
// those that the mapping names. A mapping that refuses none dials all.
func (m *Mapping) Refused() []string {
	if m.RefusePhones != nil && len(m.RefusePhones) == 0 {
		return nil
	}
	return slices.Concat(servicePhones, m.RefusePhones)
}
