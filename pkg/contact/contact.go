// Package contact is the vocabulary that the other packages share: what a
// contact is, what a row of a list became, and the reasons for which a row is
// left out. It knows nothing of files, databases or flags.
package contact

import "slices"

// Field names a standard column of a contact, the phone number apart, which
// is its identity and never changes.
type Field uint8

// The standard fields, in the order of the contacts table.
const (
	PhoneExt Field = iota
	FirstName
	LastName
	Email
	Address
	City
	State
	Zip
	TimeZone
	ConsentDate
	ConsentSource
	NumFields int = iota
)

var fieldNames = [NumFields]string{
	"phone_ext", "first_name", "last_name", "email", "address", "city",
	"state", "zip", "time_zone", "consent_date", "consent_source",
}

// String returns the field's name as it stands in the contacts table and, but
// for phone_ext and time_zone, which no mapping names, in mapping files.
func (f Field) String() string { return fieldNames[f] }

// ParseField finds a standard field by its name in the contacts table.
func ParseField(name string) (Field, bool) {
	i := slices.Index(fieldNames[:], name)
	return Field(max(i, 0)), i >= 0
}

// FieldSet is a set of standard fields.
type FieldSet uint16

// With returns the set with f in it.
func (s FieldSet) With(f Field) FieldSet { return s | 1<<f }

// Has reports whether f is in the set.
func (s FieldSet) Has(f Field) bool { return s&(1<<f) != 0 }

// Type is the type of a custom field.
type Type uint8

// The types a custom field may have.
const (
	Text Type = iota
	Number
	Date
	Boolean
)

var typeNames = [...]string{"text", "number", "date", "boolean"}

// String returns the type's name as mapping files have it.
func (t Type) String() string { return typeNames[t] }

// ParseType finds a type by its name in mapping files.
func ParseType(name string) (Type, bool) {
	i := slices.Index(typeNames[:], name)
	return Type(max(i, 0)), i >= 0
}

// Custom is the value that a row has for one custom field. A blank cell makes
// no Custom at all.
type Custom struct {
	Key string
	// Type says how Text is to be read: Number is a JSON number, Boolean is
	// "true" or "false", Date is YYYY-MM-DD or RFC 3339, Text is any text. It
	// is Text where the cell did not hold what its field's type asks for.
	Type Type
	Text string
	// Clear means that the cell asked for the field to be emptied; Text is "".
	Clear bool
}

// Contact is what a row says of one person, ready to be stored. An empty
// value is blank: under update it changes nothing.
type Contact struct {
	// Phone is the number in E.164 form, "+12065551234".
	Phone string
	// OtherPhones are further numbers of the person in E.164 form, with a space
	// between.
	OtherPhones string
	// Values are the standard fields, indexed by Field. ConsentDate is
	// YYYY-MM-DD or RFC 3339 in UTC; TimeZone is an IANA name, or
	// several, separated by spaces, if the number does not decide which.
	Values [NumFields]string
	// ZoneFrom says what TimeZone comes from, with a space between: "number", "zip",
	// "state", and "conflict" where these have no zone in common. CallingStates are
	// the jurisdictions that these name, as "US-NY" or "GB".
	ZoneFrom, CallingStates string
	// Clear holds the fields that the row asks to be emptied.
	Clear FieldSet
	// Custom holds the custom fields, in the mapping's order.
	Custom []Custom
	// Tags are the row's own tags, trimmed, without repeats.
	Tags []string
}

// Reset empties c and keeps its memory.
func (c *Contact) Reset() {
	c.Phone, c.OtherPhones, c.ZoneFrom, c.CallingStates, c.Clear = "", "", "", "", 0
	clear(c.Values[:])
	c.Custom, c.Tags = c.Custom[:0], c.Tags[:0]
}
