package contact

import "time"

// OnRecord is all that is on record about a number.
type OnRecord struct {
	Number   string         `json:"number"`
	Contacts []KnownContact `json:"contacts"`
	// OtherOf are the contacts that have it among their further numbers.
	OtherOf []OtherOf      `json:"other_of"`
	Places  []NumberPlace  `json:"powerlists"`
	Imports []NumberImport `json:"imports"`
	// Lists are the do-not-call lists that the number is on.
	Lists []RecordedList `json:"suppressions"`
	// Log are the changes of do-not-call lists that named only this number, in order:
	// who put it on, who took it off.
	Log      []ListEvent `json:"suppression_log"`
	Callable Callable    `json:"callable"`
}

// NothingOnRecord returns a number of which nothing is known.
func NothingOnRecord(number string) OnRecord {
	return OnRecord{Number: number, Contacts: []KnownContact{}, OtherOf: []OtherOf{}, Places: []NumberPlace{},
		Imports: []NumberImport{}, Lists: []RecordedList{}, Log: []ListEvent{}}
}

// KnownContact is a contact as its table has it; null is no value.
type KnownContact struct {
	ID       int64   `json:"id"`
	Phone    string  `json:"phone"`
	PhoneExt *string `json:"phone_ext"`
	// OtherPhones are its further numbers, but for those on a do-not-call list.
	OtherPhones   []string       `json:"other_phones"`
	FirstName     *string        `json:"first_name"`
	LastName      *string        `json:"last_name"`
	Email         *string        `json:"email"`
	Address       *string        `json:"address"`
	City          *string        `json:"city"`
	State         *string        `json:"state"`
	Zip           *string        `json:"zip"`
	Fields        map[string]any `json:"fields"`
	Tags          []string       `json:"tags"`
	TimeZone      *string        `json:"time_zone"`
	TimeZones     *string        `json:"time_zones"`
	TimeZoneFrom  *string        `json:"time_zone_from"`
	ConsentDate   *string        `json:"consent_date"`
	ConsentSource *string        `json:"consent_source"`
	// ImportID is the import that created it, or null.
	ImportID  *int64    `json:"import_id"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`

	// CallingStates go with TimeZones. CallableNow: callable_now has the contact, on no
	// powerlist.
	CallingStates string `json:"-"`
	CallableNow   bool   `json:"-"`
}

// OtherOf is a contact that has a number among its further ones.
type OtherOf struct {
	ContactID int64  `json:"contact_id"`
	Phone     string `json:"phone"`
}

// NumberPlace is a place of a contact on a powerlist.
type NumberPlace struct {
	ID        int64    `json:"id"`
	Name      string   `json:"name"`
	DialMode  string   `json:"dial_mode"`
	Position  int64    `json:"position"`
	ContactID int64    `json:"contact_id"`
	Callable  Callable `json:"callable"`

	// CallWindow is that of the powerlist, or empty; CallingRules is "state" or
	// "federal"; Except are the do-not-call lists that do not bind it.
	CallWindow   string   `json:"-"`
	CallingRules string   `json:"-"`
	Except       []string `json:"-"`
	// CallableNow: callable_now has the place.
	CallableNow bool `json:"-"`
}

// NumberImport is an import that created, updated or listed a contact of a number.
type NumberImport struct {
	ID         int64   `json:"id"`
	Status     string  `json:"status"`
	FileName   string  `json:"file_name"`
	FileSHA256 *string `json:"file_sha256"`
	Consent
	// Rows are those of the file with the number; none where the import was made
	// by a version that did not keep them.
	Rows []EvidenceRow `json:"rows"`
	// Created: a contact that is there was made by it. Changes are what it changed
	// of contacts, as long as it can be undone.
	Created    bool          `json:"created"`
	Changes    []ValueChange `json:"changes"`
	Powerlist  *string       `json:"powerlist"`
	StartedAt  time.Time     `json:"started_at"`
	FinishedAt *time.Time    `json:"finished_at"`
	UndoneAt   *time.Time    `json:"undone_at"`
	UndoneBy   *string       `json:"undone_by"`
	// Version is that of the program.
	Version string `json:"version"`
}

// EvidenceRow is a row of a file that an import stored.
type EvidenceRow struct {
	// Line is that of the file.
	Line int64 `json:"line"`
	// Consent are the cells of the import's consent columns, in their order.
	// ConsentDate and ConsentSource are as in contacts, as the row has them.
	Consent       []EvidenceCell `json:"consent"`
	ConsentDate   *string        `json:"consent_date"`
	ConsentSource *string        `json:"consent_source"`
}

// EvidenceCell is a cell of a column of consent, as it stands in the file.
type EvidenceCell struct {
	Column string `json:"column"`
	Cell   string `json:"cell"`
}

// ValueChange is what an import did to a value of a contact; null is no value.
type ValueChange struct {
	ContactID int64   `json:"contact_id"`
	Field     string  `json:"field"`
	Before    *string `json:"before"`
	After     *string `json:"after"`
}

// ListEvent is a change of a do-not-call list that is on record.
type ListEvent struct {
	Action string    `json:"action"`
	List   string    `json:"list"`
	Reason string    `json:"reason"`
	Source string    `json:"source"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// Callable is whether somebody may be called now, else why not.
type Callable struct {
	Now bool `json:"now"`
	// Why is empty where Now.
	Why string `json:"why"`
	// Next is when it may be called next, null where that is now, or never. Until
	// is when the hours close, where Now.
	Next  *time.Time `json:"next"`
	Until *time.Time `json:"until"`
}

// Sooner reports whether calls are allowed sooner than under another.
func (c Callable) Sooner(than Callable) bool {
	switch {
	case c.Now != than.Now:
		return c.Now
	case c.Now:
		return c.Until != nil && than.Until != nil && c.Until.After(*than.Until)
	case c.Next == nil || than.Next == nil:
		return c.Next != nil
	}
	return c.Next.Before(*than.Next)
}

// Erased is what was, or would be, deleted of a person.
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
