package contact

import "fmt"

// Decision is what becomes of a row that the cleaning accepted.
type Decision uint8

// The decisions.
const (
	// Created: the row becomes a contact.
	Created Decision = iota
	// Updated: the row changes the contact that has its number.
	Updated
	// Merged: the row is folded into an earlier row of its number.
	Merged
	// Refused: a row of the list says that the person must not be called.
	Refused
	// OnList: the number is on the do-not-call list.
	OnList
	// InFile: the number is in a suppression file.
	InFile
	// Known: a contact with the number exists already.
	Known
	// Repeated: an earlier row of the list has the number.
	Repeated
)

// InternalList is the name of the do-not-call list of those who asked, and
// SuppressionFile that of a run's own suppression files, where rows are counted
// by list.
const (
	InternalList    = "internal"
	SuppressionFile = "--suppress"
)

// NumberFacts is what decides about an accepted row, all of it about the row's
// number.
type NumberFacts struct {
	// Refused: a row of the list refuses the number, and this row's yes does not
	// win over it (AgreedAt, RefusedAt).
	Refused bool
	// OnList: the number is on the do-not-call list; InFile: in a suppression file.
	OnList, InFile bool
	// Known: a contact of the database has the number.
	Known bool
	// Repeated: an earlier row of the list that was not Refused has the number.
	Repeated bool
}

// Decide returns what becomes of an accepted row under d.
func (d Duplicates) Decide(f NumberFacts) Decision {
	switch {
	case f.Refused:
		return Refused
	case f.OnList:
		return OnList
	case f.InFile:
		return InFile
	case d == Skip && f.Known:
		return Known
	case d == Skip && f.Repeated:
		return Repeated
	case d == Update && f.Repeated:
		return Merged
	case d == Update && f.Known:
		return Updated
	}
	return Created
}

// Reason returns the reason for which a row is skipped, or Accepted.
func (d Decision) Reason() Reason {
	switch d {
	case Refused:
		return NoConsent
	case OnList, InFile:
		return Suppressed
	case Known, Repeated:
		return Duplicate
	}
	return Accepted
}

// Detail returns the sentence that says why a row is skipped. Line is that of
// the row that is repeated or that refuses, and words are what a refusal says,
// or the name of the do-not-call list, or empty.
func (d Decision) Detail(line int64, words string) string {
	switch d {
	case Refused:
		if words == "" {
			return fmt.Sprintf("line %d says no", line)
		}
		return fmt.Sprintf("line %d says no (%s)", line, words)
	case OnList:
		if words == "" || words == InternalList {
			return "the number is on the do-not-call list"
		}
		return "the number is on the do-not-call list " + words
	case InFile:
		return "the number is in a suppression file"
	case Known:
		return "a contact with this number exists already"
	case Repeated:
		return fmt.Sprintf("same number as line %d", line)
	}
	return ""
}

// Add counts n rows with the decision d. It does not change Rows.
func (c *Counts) Add(d Decision, n int64) {
	switch d {
	case Created:
		c.Created += n
	case Updated:
		c.Updated += n
	case Merged:
		c.Merged += n
	case Known:
		c.DuplicateRows.Known += n
	case Repeated:
		c.DuplicateRows.Repeated += n
	}
	if r := d.Reason(); r != Accepted {
		c.Skipped[r] += n
	}
}

// Reject is a row that is skipped, with its cells as some Raw encoded them.
type Reject struct {
	Line   int64
	Reason Reason
	Detail string
	// Raw may be valid only until the next Reject.
	Raw []byte
}

// PhoneStatus is what a database knows of a phone number.
type PhoneStatus struct {
	// Known: a contact has the number.
	Known bool
	// List is the do-not-call list that has the number, or empty: of several the
	// internal one, else the first by name.
	List string
	// Listed: a contact with the number is on the powerlist that is meant.
	Listed bool
}
