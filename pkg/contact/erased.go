package contact

import "time"

// Erased is what was, or would be, forgotten of a person.
type Erased struct {
	DryRun bool `json:"dry_run"`
	// Contacts is how many contacts had the number, PowerlistEntries on how
	// many places of powerlists they stood, UndoRecords how many records there
	// were of what imports changed about them.
	Contacts         int64 `json:"contacts"`
	PowerlistEntries int64 `json:"powerlist_entries"`
	UndoRecords      int64 `json:"undo_records"`
	// OtherContacts is how many contacts of others had it among their other_phones.
	OtherContacts int64 `json:"other_contacts"`
	// EvidenceRows is of how many rows of files the line and the cells of consent
	// were kept.
	EvidenceRows int64 `json:"evidence_rows"`
	// Suppressed: the number is on the do-not-call list, where it stays.
	Suppressed bool `json:"suppressed"`
}

// Pruned is what a prune of the history forgot, or would forget.
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
