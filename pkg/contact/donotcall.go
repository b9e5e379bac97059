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

// Suppression is a number on the do-not-call list, and why it is there.
type Suppression struct {
	Phone     string    `json:"phone"`
	Reason    string    `json:"reason"`
	Source    string    `json:"source"`
	CreatedAt time.Time `json:"created_at"`
}
