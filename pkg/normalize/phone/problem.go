package phone

// Problem is why a cell holds no number that can be dialed.
type Problem uint8

// The problems.
const (
	// None is no problem: there is a number.
	None Problem = iota
	// Empty cells hold nothing that can be seen.
	Empty
	// NotANumber cells hold text, or too few digits to tell.
	NotANumber
	// NoRegion numbers lack a country code, and no region is given.
	NoRegion
	// UnknownCode numbers have a country code that does not exist.
	UnknownCode
	// TooShort, TooLong and WrongLength numbers have not as many digits as
	// the numbers of their region.
	TooShort
	TooLong
	WrongLength
	// Unassigned numbers have the right length, in a range that is not in use.
	Unassigned
	// LostDigits cells were numbers until a spreadsheet rounded them.
	LostDigits
	// Fictional, DirectoryAssistance, Repeated and Counting numbers are fake,
	// though valid.
	Fictional
	DirectoryAssistance
	Repeated
	Counting
	// Refused numbers are of a type that Options.Refuse names.
	Refused

	numProblems int = iota
)

var problemNames = [numProblems]string{
	"none", "empty", "not_a_number", "no_region", "unknown_code", "too_short",
	"too_long", "wrong_length", "unassigned", "lost_digits", "fictional",
	"directory_assistance", "repeated", "counting", "refused",
}

// String gives the problem's name in snake_case.
func (p Problem) String() string { return problemNames[p] }

// Fake says whether the problem is a number that the library calls valid and
// that nobody has.
func (p Problem) Fake() bool { return p >= Fictional && p <= Counting }

// detail is the problem in words, for a number without country code that was
// read as one of region.
func (p Problem) detail(v verdict, region string) string {
	of := ""
	if region != "" {
		of = " in " + region
	}
	switch p {
	case Empty:
		return "the cell is empty"
	case NotANumber:
		return "this is not a phone number"
	case NoRegion:
		return "the number has no country code and the row no region: write it as +1…, or name a region with --region or in the mapping"
	case UnknownCode:
		return "there is no such country code"
	case TooShort:
		return "too few digits for a phone number" + of
	case TooLong:
		return "too many digits for a phone number" + of
	case WrongLength:
		return "no phone number" + of + " has this many digits"
	case Unassigned:
		return "no phone number" + of + " begins like this: the area code or number range is not in use"
	case LostDigits:
		return "a spreadsheet rounded the number and its last digits are lost: export the list again with the column formatted as text"
	case Fictional:
		return "555-0100 to 555-0199 are reserved for fiction"
	case DirectoryAssistance:
		return "555-1212 is directory assistance, nobody's number"
	case Repeated:
		return "one digit repeated is a placeholder, not a number"
	case Counting:
		return "digits that count up or down are a placeholder, not a number"
	case Refused:
		return "numbers of type " + v.typ.String() + " are refused by phones.refuse in the mapping"
	}
	return ""
}
