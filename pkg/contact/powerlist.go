package contact

import "time"

// ListedPowerlist is a powerlist with its counts.
type ListedPowerlist struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	DialMode string `json:"dial_mode"`
	// Contacts is how many contacts are on it, Dialable how many of them are on
	// no do-not-call list that binds it, CallableNow how many of these may be
	// called at this moment.
	Contacts    int64 `json:"contacts"`
	Dialable    int64 `json:"dialable"`
	CallableNow int64 `json:"callable_now"`
	// CallableNext is when the first of them may be called, where none may now, as far
	// as the first contacts tell; else null.
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
