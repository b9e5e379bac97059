package contact

// PhoneStatus is what a database knows of a phone number.
type PhoneStatus struct {
	// Known: a contact has the number.
	Known bool
	// List is the do-not-call list that has the number, or empty: of several the
	// internal one, else the first by name.
	List string
	// Listed: a contact with the number is on the powerlist that is meant.
	Listed bool
}
