package contact

import "time"

// ImportRecord is one import as the records have it: the consent ledger. The JSON
// keys are those of the table imports, where it has them.
type ImportRecord struct {
	ID int64 `json:"id"`
	// Status is "running", "done", "failed", "interrupted" or "undone".
	Status   string `json:"status"`
	FileName string `json:"file_name"`
	// FileSize is in bytes, FileSHA256 in hexadecimal digits. They are null where the
	// file was not read to its end.
	FileSize   *int64  `json:"file_size"`
	FileSHA256 *string `json:"file_sha256"`

	Consent

	Counts
	SkippedTotal int64 `json:"skipped_total"`

	// OptOuts is how many numbers the import put on the do-not-call list.
	OptOuts int64 `json:"opt_outs"`

	// DuplicateRows breaks down the rows skipped as duplicate; Duplicates is the mode.
	DuplicateRows DuplicateRows `json:"duplicate_rows"`

	Duplicates string   `json:"duplicates"`
	Tags       []string `json:"tags"`
	NewTags    []string `json:"new_tags"`
	NewFields  []string `json:"new_fields"`
	// Powerlist is its name, or null; PowerlistContacts is how many contacts the
	// import put on it.
	Powerlist         *string `json:"powerlist"`
	PowerlistContacts int64   `json:"powerlist_contacts"`

	StartedAt  *time.Time `json:"started_at"`
	FinishedAt *time.Time `json:"finished_at"`
	UndoneAt   *time.Time `json:"undone_at"`
	UndoneBy   *string    `json:"undone_by"`
	// PrunedAt is when what undo needs was forgotten.
	PrunedAt *time.Time `json:"pruned_at"`
	// Error says why an import failed.
	Error *string `json:"error"`
	// Version is that of the program.
	Version string `json:"version"`
	// Mapping is the text of the mapping file; a list of imports leaves it out.
	Mapping *string `json:"mapping,omitempty"`
}

// Pruned is what a prune of the history deleted, or would delete.
type Pruned struct {
	DryRun bool `json:"dry_run"`
	// Before is the instant before which the imports ended.
	Before time.Time `json:"before"`
	// Imports cannot be undone any more; UndoableImports still can.
	Imports         int64 `json:"imports"`
	UndoableImports int64 `json:"undoable_imports"`
	// UndoRecords is how many changes of contacts were deleted, and UndoBytes how
	// much room they took.
	UndoRecords int64 `json:"undo_records"`
	UndoBytes   int64 `json:"undo_bytes"`
}

// Consent is who attested that the people of a list agreed to be called. Its
// JSON keys are the columns of the table imports.
type Consent struct {
	// Statement is the text that was attested, Version its version.
	Statement string `json:"consent_statement"`
	Version   string `json:"consent_version"`
	// By is who attested, on the computer Host, with an optional Note.
	By   string `json:"consent_by"`
	Host string `json:"consent_host"`
	Note string `json:"consent_note"`
	// At is when. The zero time stands for the beginning of the import.
	At time.Time `json:"consent_at,omitzero"`
}

// Undone is what taking an import back did, or would do.
type Undone struct {
	ImportID int64 `json:"import_id"`
	DryRun   bool  `json:"dry_run"`
	UndoCounts
	// LaterImports are those that KeptClaimed contacts rest on, the latest first:
	// undone in this order before, they leave nothing to keep for them.
	LaterImports []int64 `json:"later_imports"`
	// Kept are some of the contacts that are kept.
	Kept []KeptContact `json:"kept"`
	// TagsRemoved and FieldsRemoved were made by the import, and nothing else
	// uses them.
	TagsRemoved   []string `json:"tags_removed"`
	FieldsRemoved []string `json:"fields_removed"`
	// OptOutsKept is how many numbers the import put on the do-not-call list,
	// where they stay.
	OptOutsKept int64 `json:"opt_outs_kept"`
}

// UndoCounts is what became of the contacts of an import that is undone, and of its
// powerlist.
type UndoCounts struct {
	// Removed contacts were created by the import, Restored ones got back at
	// least one value, tag or custom field that it had changed.
	Removed  int64 `json:"removed"`
	Restored int64 `json:"restored"`
	// KeptChanged contacts stay, wholly or in part, because somebody changed
	// them since, or put them on a powerlist; KeptClaimed ones because later
	// imports rest on them. A contact that was updated may count in both.
	KeptChanged int64 `json:"kept_changed"`
	KeptClaimed int64 `json:"kept_claimed"`
	// Gone contacts were deleted by somebody since.
	Gone int64 `json:"gone"`
	// Powerlist is the import's, or null. PowerlistEntries is how many places
	// on powerlists were taken back. PowerlistRemoved: the powerlist is gone; it stays
	// where others stand on it or it was there before.
	Powerlist        *string `json:"powerlist"`
	PowerlistEntries int64   `json:"powerlist_entries"`
	PowerlistRemoved bool    `json:"powerlist_removed"`
}

// KeptContact is a contact that an undo does not wholly take back.
type KeptContact struct {
	ID    int64  `json:"id"`
	Phone string `json:"phone"`
	// Why is ChangedSince, LaterImport, or both.
	Why []string `json:"why"`
}

// The reasons why a contact is kept.
const (
	ChangedSince = "changed_since"
	LaterImport  = "later_import"
)
