package contact

import "time"

// Consent is who attested that the people of a list agreed to be called. Its
// JSON keys are the columns of the table imports.
type Consent struct {
	// Statement is the text that was attested, Version its version.
	Statement string `json:"consent_statement"`
	Version   string `json:"consent_version"`
	// By is who attested, on the computer Host, with an optional Note.
	By   string `json:"consent_by"`
	Host string `json:"consent_host"`
	Note string `json:"consent_note"`
	// At is when. The zero time stands for the beginning of the import.
	At time.Time `json:"consent_at,omitzero"`
}
