package phone

// Type is what kind of line a number leads to, as the library tells by its
// digits.
type Type uint8

// The types.
const (
	Unknown Type = iota
	FixedLine
	Mobile
	// FixedLineOrMobile is where the digits don't tell, as in North America.
	FixedLineOrMobile
	TollFree
	PremiumRate
	SharedCost
	VoIP
	PersonalNumber
	Pager
	UAN
	Voicemail

	numTypes int = iota
)

var typeNames = [numTypes]string{
	"unknown", "fixed_line", "mobile", "fixed_line_or_mobile", "toll_free",
	"premium_rate", "shared_cost", "voip", "personal_number", "pager", "uan",
	"voicemail",
}

// String returns the type's name as mapping files have it: "premium_rate".
func (t Type) String() string { return typeNames[t] }
