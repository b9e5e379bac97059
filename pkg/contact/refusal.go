package contact

import "slices"

// Record says which numbers of people who say no an import puts on the internal
// do-not-call list.
type Record uint8

// The policies, from none to all.
const (
	// RecordNone puts none of them there.
	RecordNone Record = iota
	// RecordKnown puts those there that a contact of the database has already.
	RecordKnown
	// RecordAll puts all of them there.
	RecordAll
)

var recordNames = [...]string{"none", "known", "all"}

// String returns the policy's name as mapping files have it.
func (r Record) String() string { return recordNames[r] }

// ParseRecord finds a policy by its name in mapping files.
func ParseRecord(name string) (Record, bool) {
	i := slices.Index(recordNames[:], name)
	return Record(max(i, 0)), i >= 0
}

// Refusal is one number of a person who said no in a row of the list. It holds
// for that number in every row of the list, whatever their order and whatever
// became of the row that says so.
type Refusal struct {
	// Phone is the number in E.164 form.
	Phone string
	// Date is the consent date of the row that says no, as Contact.Values has
	// it, or empty. A yes in another row of the list wins where it is dated
	// later; against a refusal without a date none wins.
	Date string
	// Reason is what the person said, in the words of the list, cut to a length
	// that fits a table: "Opt In: no".
	Reason string
	// Record says whether the number goes on the internal do-not-call list.
	Record Record
}
