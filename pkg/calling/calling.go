// Package calling knows where a contact may be and when somebody may be called
// there: the time zones and jurisdictions that phone numbers, ZIP codes and
// states show, the calling hours and holidays of jurisdictions with their
// sources, and the clocks of the world. It is pure; it knows nothing of
// databases and lists.
//
// The law behind it: the strictest of what may hold counts. Where it is unsure
// between two zones, both hold.
package calling

//go:generate go run ./internal/generate
