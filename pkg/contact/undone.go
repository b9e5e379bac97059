package contact

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
