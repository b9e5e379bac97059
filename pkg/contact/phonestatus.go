package contact

// PhoneStatus is what a database knows of a phone number.
type PhoneStatus struct {
	// Known: a contact has the number.
	Known bool
	// Suppressed: the number is on the do-not-call list.
	Suppressed bool
	// Listed: a contact with the number is on the powerlist that is meant.
	Listed bool
}
