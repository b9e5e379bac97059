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

	// DuplicateRows tells the rows skipped as duplicate apart; Duplicates is what
	// was to become of them.
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
