package rehearsal

import (
	"strconv"

	"github.com/RoaringBitmap/roaring/v2/roaring64"
)

// PhoneSet is a set of phone numbers in E.164 form. Its at most 15 digits fit
// into 64 bits, and neighbouring numbers share most of theirs, so that a
// roaring bitmap holds a country's numbers in two to four bytes each.
type PhoneSet struct {
	numbers *roaring64.Bitmap
}

// NewPhoneSet gives an empty set.
func NewPhoneSet() *PhoneSet { return &PhoneSet{numbers: roaring64.New()} }

// Add puts an E.164 number into the set and says whether it is new there.
func (s *PhoneSet) Add(e164 string) bool { return s.numbers.CheckedAdd(digits(e164)) }

// Has says whether an E.164 number is in the set.
func (s *PhoneSet) Has(e164 string) bool { return s.numbers.Contains(digits(e164)) }

// Len is how many numbers the set has.
func (s *PhoneSet) Len() int { return int(s.numbers.GetCardinality()) }

// digits reads "+12065551234" as a number. What is not E.164 cannot come here:
// the numbers were formatted by pkg/normalize/phone.
func digits(e164 string) uint64 {
	n, err := strconv.ParseUint(e164[min(1, len(e164)):], 10, 64)
	if err != nil {
		panic("rehearsal: not an E.164 number")
	}
	return n
}
