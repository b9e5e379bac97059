package store

import (
	"iter"
	"slices"

	"rollcall/pkg/contact"
)

// Spec is what an import is to do. Everything in it is known before the first
// row is read.
type Spec struct {
	// FileName is the file's name without folders, FileSize its size in bytes as
	// stored, or -1 if that is not known yet.
	FileName string
	FileSize int64
	// SHA256 is the hash of the file's bytes if it is known already, so that a file
	// imported before is refused early. Else Final has it.
	SHA256 *[32]byte
	// Mapping is the text of the mapping file, for the record.
	Mapping string
	// Version is the program's version, for the record.
	Version string

	Duplicates contact.Duplicates
	// Again lets Create import a file once more.
	Again bool
	// Tags are put on every contact of the import.
	Tags []string
	// NewFields are made if they are missing; one that exists must have the same type.
	NewFields []NewField
	// Fields are the keys of custom fields that must exist.
	Fields []string
	// Policies say what the import does under Update to existing contacts,
	// CustomPolicies the same by key of custom field. The default is
	// contact.Overwrite.
	Policies       [contact.NumFields]contact.Policy
	CustomPolicies map[string]contact.Policy
	// ReplaceTags removes from an existing contact, under Update, the tags that a row
	// with tags of its own does not name.
	ReplaceTags bool
	// Powerlist is nil if no powerlist is made.
	Powerlist *contact.PowerlistOptions

	// Suppress are further numbers that must not be called, in any order and with any
	// repetitions; nil for none. Begin reads it once. An error of it ends the import.
	Suppress iter.Seq2[NumberRange, error]
	// Except are the do-not-call lists that do not apply to the import and its
	// powerlist. The internal list always does.
	Except []string
	// ConsentColumns are those of the rows' cells that are kept as evidence, as long
	// as the import is on record: see import_evidence.
	ConsentColumns []ConsentColumn
	// Consent is the attestation, for the record.
	Consent contact.Consent
	// Raw encodes the cells of a row for LateRejects. Nil keeps none.
	Raw func(cells []string) []byte
	// Origin returns the line to report for a row in LateRejects, or is nil if it is the
	// row's own.
	Origin func(line int64) int64
}

// includesKnown reports whether known contacts go on the powerlist though their
// rows are skipped.
func (s *Spec) includesKnown() bool {
	return s.Duplicates == contact.Skip && s.Powerlist != nil && s.Powerlist.IncludeKnown
}

// policy is what the import does to the i-th of columns under Update, unless it is a
// derived one.
func (s *Spec) policy(i int) contact.Policy {
	if i >= contact.NumFields {
		return contact.Overwrite
	}
	return s.Policies[i]
}

// storable returns the Spec with texts that PostgreSQL can store, and without repeated
// tags.
func (s Spec) storable() Spec {
	for _, text := range []*string{&s.FileName, &s.Mapping, &s.Version, &s.Consent.By, &s.Consent.Host,
		&s.Consent.Note, &s.Consent.Statement, &s.Consent.Version} {
		*text = storable(*text)
	}
	s.Tags = storableAll(s.Tags)
	s.Fields = storableAll(s.Fields)
	s.NewFields = slices.Clone(s.NewFields)
	for i := range s.NewFields {
		f := &s.NewFields[i]
		f.Key, f.Label = storable(f.Key), storable(f.Label)
	}
	policies := make(map[string]contact.Policy, len(s.CustomPolicies))
	for key, p := range s.CustomPolicies {
		policies[storable(key)] = p
	}
	s.CustomPolicies = policies
	if s.Powerlist != nil {
		p := *s.Powerlist
		p.Name = storable(p.Name)
		s.Powerlist = &p
	}
	return s
}

// spelled returns the Spec with texts for the record that the database can store.
func (s Spec) spelled(e *Encoding) Spec {
	if e == nil {
		return s
	}
	for _, text := range []*string{&s.FileName, &s.Mapping, &s.Consent.By, &s.Consent.Host, &s.Consent.Note} {
		*text = e.spell(*text)
	}
	s.ConsentColumns = slices.Clone(s.ConsentColumns)
	for i := range s.ConsentColumns {
		s.ConsentColumns[i].Header = e.spell(s.ConsentColumns[i].Header)
	}
	return s
}

// storableAll returns texts that PostgreSQL can store, each once.
func storableAll(all []string) []string {
	out := make([]string, 0, len(all))
	have := make(map[string]bool, len(all))
	for _, s := range all {
		if s = storable(s); !have[s] {
			have[s] = true
			out = append(out, s)
		}
	}
	return out
}

// NewField is a custom field that an import makes if it is missing.
type NewField struct {
	Key   string
	Label string
	Type  contact.Type
}

// Final is what is known of a file once it has been read.
type Final struct {
	// SHA256 is the hash of the file's bytes as they are stored, and FileSize
	// their number.
	SHA256   [32]byte
	FileSize int64
	// Counts has Rows and what the cleaning skipped.
	Counts contact.Counts
}

// Outcome is the result of an import.
type Outcome struct {
	ImportID int64
	// Counts are those of the whole file.
	contact.Counts
	// NewFields are the keys of the custom fields that did not exist before,
	// in the order of the Spec.
	NewFields []string
	// Tags are those of the import and of the rows that were imported, NewTags
	// those among them that did not exist before; both in order of their bytes.
	Tags    []string
	NewTags []string
	// OptOuts counts the numbers that the import put on the do-not-call list.
	OptOuts int64
	// KnownRefuse counts the numbers of contacts that the file refuses, but that stay off
	// the do-not-call list.
	KnownRefuse int64
	// SuppressedBy counts the rows skipped as Suppressed by the list that has the
	// number: of several the internal one, else the first by name, and
	// contact.SuppressionFile last.
	SuppressedBy map[string]int64
	// Zones counts the contacts that were created or updated by their time zone, as
	// far as the file has evidence of it.
	Zones contact.Zones
	// Powerlist is nil if the Spec has none, or if nobody would be on it. An import that
	// creates and updates nothing does not make tags or fields either.
	Powerlist *ListOutcome
}

// ListOutcome is the result of an import for its powerlist.
type ListOutcome struct {
	ID int64 `json:"id"`
	contact.Powerlist
	// Created: the list did not exist before.
	Created bool `json:"-"`
}

// NumberRange is the numbers from First to Last, the digits of E.164 numbers
// without the plus, that are put on a list or taken off.
type NumberRange struct {
	First, Last uint64
	Deleted     bool
}

// ConsentColumn is a column of the file that decides who may be called.
type ConsentColumn struct {
	// At is its position among the cells of a row, Header its header in the file.
	At     int
	Header string
}

// headers are those of the import's consent columns.
func headers(columns []ConsentColumn) []string {
	all := make([]string, len(columns))
	for i, c := range columns {
		all[i] = storable(c.Header)
	}
	return all
}
