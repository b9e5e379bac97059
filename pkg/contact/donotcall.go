package contact

import "time"

// DoNotCallList is a do-not-call list.
type DoNotCallList struct {
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	Region  string `json:"region"`
	Numbers int64  `json:"numbers"`
	// AsOf is of when the list is, AgeDays how many days ago that was; null where
	// it is not known. Expires is null for a list that does not expire.
	AsOf    *time.Time `json:"as_of"`
	AgeDays *int       `json:"age_days"`
	Expires *time.Time `json:"expires"`
	Areas   []ListArea `json:"area_codes"`
}

// ListArea is an area code of a do-not-call list, or "" for the numbers of no known one.
type ListArea struct {
	AreaCode string    `json:"area_code"`
	Numbers  int64     `json:"numbers"`
	AsOf     time.Time `json:"as_of"`
}

// NumberList is a do-not-call list that a number is on.
type NumberList struct {
	List   string `json:"list"`
	Reason string `json:"reason"`
	// AsOf is since when it is on the internal list, and of when another list is.
	AsOf time.Time `json:"as_of"`
	// Expired: the list binds nobody any more.
	Expired bool `json:"expired"`
}

// RecordedList is a list that a number is on, and what put it there: of a list
// other than the internal one, what changed the list last.
type RecordedList struct {
	NumberList
	Source string `json:"source"`
	By     string `json:"by"`
}

// ListUpdate is what a change of a do-not-call list came to.
type ListUpdate struct {
	// Numbers is how many numbers were given, Added how many of them were not
	// on the list; the others were, or are given twice.
	Numbers int64 `json:"numbers"`
	Added   int64 `json:"added"`
	// Removed is how many numbers a file of changes took off, or were replaced.
	Removed int64 `json:"removed"`
	// Reasoned is how many numbers were on the internal list without a reason, and
	// have the one that was given now.
	Reasoned int64 `json:"reasoned"`
	// Powerlists are those with contacts that must not be called now: of the
	// numbers that were given, or that are on the named list.
	Powerlists []SuppressedPlaces `json:"powerlists"`
}

// Suppression is a number on the do-not-call list, and why it is there.
type Suppression struct {
	Phone     string    `json:"phone"`
	Reason    string    `json:"reason"`
	Source    string    `json:"source"`
	CreatedAt time.Time `json:"created_at"`
}
