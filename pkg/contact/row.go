package contact

import (
	"fmt"
	"slices"
)

// Reason is why a row is not imported. Each skipped row has exactly one, the
// first that holds in the order of the constants.
type Reason uint8

// The reasons, in the order in which they are looked for.
const (
	// Accepted is no reason: the row is imported.
	Accepted Reason = iota
	// Malformed rows cannot be read as rows of their file.
	Malformed
	// Filtered rows are left out by the mapping's own choice of rows.
	Filtered
	// NoPhone rows have nothing in any phone column.
	NoPhone
	// InvalidPhone rows have a number that cannot be formatted or dialed, or
	// that is fake.
	InvalidPhone
	// NoConsent rows do not say that the person agreed to be called.
	NoConsent
	// Suppressed rows have a number that is on the do-not-call list.
	Suppressed
	// Duplicate rows have a number that is known already, or stands earlier in
	// the file.
	Duplicate

	// NumReasons is how many reasons there are, Accepted among them.
	NumReasons int = iota
)

var reasonNames = [NumReasons]string{
	"accepted", "malformed", "filtered", "no_phone", "invalid_phone", "no_consent",
	"suppressed", "duplicate",
}

// String returns the reason's name, which users' scripts rely on.
func (r Reason) String() string { return reasonNames[r] }

// MarshalText writes the reason's name.
func (r Reason) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads a reason's name.
func (r *Reason) UnmarshalText(text []byte) error {
	i := slices.Index(reasonNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("unknown reason %q", text)
	}
	*r = Reason(i)
	return nil
}

// Warning is something about a row that its owner should know, though the row
// is imported.
type Warning struct {
	// Code is stable and in snake_case: "email_dropped".
	Code string
	// Column is the header of the column concerned, or empty.
	Column string
}

// Row is one record of a list after cleaning: a contact, or a reason why not.
type Row struct {
	// Line is the 1-based line of the file at which the record starts.
	Line int64
	// Cells are the record's cells as they were read, in the file's order. A
	// malformed record has those that could be separated.
	Cells []string
	// Reason is Accepted, or says why the row is skipped.
	Reason Reason
	// Detail explains the reason for this row, for the rejects file; it may
	// quote a cell.
	Detail string
	// Contact is what is imported, where Reason is Accepted.
	Contact Contact
	// Refusals are the numbers, each once, of a person who says no in this row,
	// whatever Reason is.
	Refusals []Refusal
	Warnings []Warning
}

// Warn adds a warning about a cell of a column, or about the row.
func (r *Row) Warn(code, column string) {
	r.Warnings = append(r.Warnings, Warning{code, column})
}

// Reset empties r and keeps its memory.
func (r *Row) Reset() {
	r.Contact.Reset()
	r.Line, r.Cells, r.Reason, r.Detail = 0, nil, Accepted, ""
	r.Refusals, r.Warnings = r.Refusals[:0], r.Warnings[:0]
}

// Duplicates is what becomes of a row whose number is known already.
type Duplicates uint8

// The ways to treat duplicates.
const (
	Skip Duplicates = iota
	Update
	Create
)

var duplicatesNames = [...]string{"skip", "update", "create"}

// String returns the mode's name as flags and mapping files have it.
func (d Duplicates) String() string { return duplicatesNames[d] }

// ParseDuplicates finds a mode by its name.
func ParseDuplicates(name string) (Duplicates, bool) {
	i := slices.Index(duplicatesNames[:], name)
	return Duplicates(max(i, 0)), i >= 0
}

// Policy is what a cell does to the field of a contact that exists already,
// under Update.
type Policy uint8

// The policies.
const (
	// Overwrite: what the row says replaces what is there.
	Overwrite Policy = iota
	// Fill: what the row says is taken where the field is blank.
	Fill
	// Never: the field is set when the contact is created, and not after.
	Never
)

var policyNames = [...]string{"overwrite", "fill", "never"}

// String returns the policy's name as mapping files have it.
func (p Policy) String() string { return policyNames[p] }

// ParsePolicy finds a policy by its name in mapping files.
func ParsePolicy(name string) (Policy, bool) {
	i := slices.Index(policyNames[:], name)
	return Policy(max(i, 0)), i >= 0
}
