package contact

import "time"

// PowerlistOptions are those of the list for the dialer that an import makes or adds to.
type PowerlistOptions struct {
	// Name may hold {file} and {date} in a mapping.
	Name string
	// DialMode is "manual" or "ai", or empty for that of the list that is
	// appended to, and manual for a new one.
	DialMode string
	// Append adds to a list of this name that exists, which must have the same dial
	// mode; else that is an error.
	Append bool
	// CallWindow is "HH:MM-HH:MM" in the called party's local time, or empty.
	CallWindow string
	// CallingRules is "federal" to leave out the rules of states and provinces,
	// "state", or empty for what the list that is appended to has, and state for a
	// new one.
	CallingRules string
	// IncludeKnown puts contacts that are known already on the list too, where their
	// rows are skipped for that.
	IncludeKnown bool
}

// Powerlist is a powerlist as results, plans and events have it.
type Powerlist struct {
	Name     string `json:"name"`
	DialMode string `json:"dial_mode"`
	// Contacts is how many contacts are on it, or are put on it.
	Contacts int64 `json:"contacts"`
}

// ListedPowerlist is a powerlist of a database with its counts.
type ListedPowerlist struct {
	ID int64 `json:"id"`
	Powerlist
	// Dialable is how many of its contacts are on no do-not-call list that binds it,
	// CallableNow how many of these may be called at this moment.
	Dialable    int64 `json:"dialable"`
	CallableNow int64 `json:"callable_now"`
	// CallableNext is when one of them may next be called, judged by the first contacts;
	// null if one may be called now, or never.
	CallableNext *time.Time `json:"callable_next"`
	// Estimated: Dialable and CallableNow are taken from a sample.
	Estimated bool `json:"estimated"`
	// ImportID is the import that made it, or null where another program did.
	ImportID  *int64    `json:"import_id"`
	CreatedAt time.Time `json:"created_at"`
}

// SuppressedPlaces is a powerlist with contacts that must not be called from now on,
// and how many these are.
type SuppressedPlaces struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	Contacts int64  `json:"contacts"`
}
