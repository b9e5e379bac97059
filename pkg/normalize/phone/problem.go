package phone

import (
	"strings"
	"sync"
)

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
	// LostDigits cells were numbers until a spreadsheet rounded or hid them.
	LostDigits
	// Fictional, DirectoryAssistance, Repeated and Counting numbers are fake,
	// though valid.
	Fictional
	DirectoryAssistance
	Repeated
	Counting
	// Service numbers have a prefix of services that no subscriber has.
	Service
	// Refused numbers are of a type that Options.Refuse names.
	Refused
	// LocalOnly and NoInternational numbers are valid, and their E.164 form
	// reaches nobody.
	LocalOnly
	NoInternational
	// NotVoice and BadNumber numbers are no telephone of the person's: the cell
	// says that they are a fax or a pager, wrong or not in service.
	NotVoice
	BadNumber
	// Ambiguous numbers are valid as numbers of their region, and other numbers
	// with a plus in front, and their column does not say which is meant.
	Ambiguous

	numProblems int = iota
)

var problemNames = [numProblems]string{
	"none", "empty", "not_a_number", "no_region", "unknown_code", "too_short",
	"too_long", "wrong_length", "unassigned", "lost_digits", "fictional",
	"directory_assistance", "repeated", "counting", "service", "refused",
	"local_only", "no_international", "not_voice", "bad_number", "ambiguous",
}

// String returns the problem's name in snake_case.
func (p Problem) String() string { return problemNames[p] }

// Fake reports whether the problem is a number that the library calls valid and
// that nobody has.
func (p Problem) Fake() bool { return p >= Fictional && p <= Service }

// detail returns in words what is wrong, with a number that was read as one of
// the given region if it has no calling code of its own.
func (v *verdict) detail(region string) string {
	if v.callingCode != 0 && CallingCode(region) != v.callingCode {
		region = loadTables().byCode[v.callingCode].main.region
	}
	if v.problem == Refused {
		return refusedDetails[v.typ]
	}
	return v.problem.detail(region)
}

// detail is the problem in words, for a number of the given region.
func (p Problem) detail(region string) string {
	if plan := loadTables().plan(region); plan != nil && strings.Contains(problemDetails[p], "%s") {
		return regionDetails()[p][regionIndex(region)]
	}
	return strings.ReplaceAll(problemDetails[p], "%s", "")
}

// problemDetails are the details, in which %s stands for a space and a region.
var problemDetails = [numProblems]string{
	Empty:               "the cell is empty",
	NotANumber:          "this is not a phone number",
	NoRegion:            "the number has no country code, and no region is set: set one with --region or in the mapping, or map a country column",
	UnknownCode:         "there is no such country code",
	TooShort:            "too few digits for a valid%s number",
	TooLong:             "too many digits for a valid%s number",
	WrongLength:         "no valid%s number has this many digits",
	Unassigned:          "not a valid%s number: area code or prefix not in use",
	LostDigits:          "a spreadsheet has rounded or hidden the number and its digits are lost: export the file again with the column formatted as text",
	Fictional:           "555-0100 to 555-0199 are reserved for fiction",
	DirectoryAssistance: "555-1212 is directory assistance, not a person's number",
	Repeated:            "one digit repeated is a placeholder, not a real number",
	Counting:            "digits that count up or down are a placeholder, not a real number",
	Service:             "555, 976 and 211 to 911 after the area code belong to services, not to people",
	LocalOnly:           "this number can be dialed only locally, or only within its country's own network: give the whole number, with its area code",
	NoInternational:     "this number cannot be dialed from another country",
	NotVoice:            "the cell says that this is a fax or a pager",
	Ambiguous:           "this is a different number with a plus than without one: say which with phones: {plus: implied} or {plus: never} in the mapping",
	BadNumber:           "the cell says that the number is wrong or not in service",
}

// regionDetails are the details that name a region, made once so that a row
// without a good number costs no allocation either.
var regionDetails = sync.OnceValue(func() *[numProblems][26 * 26]string {
	var details [numProblems][26 * 26]string
	for p, detail := range problemDetails {
		if strings.Contains(detail, "%s") {
			for _, plan := range plans {
				if i := regionIndex(plan.region); i >= 0 {
					details[p][i] = strings.ReplaceAll(detail, "%s", " "+plan.region)
				}
			}
		}
	}
	return &details
})

var refusedDetails = func() (details [numTypes]string) {
	for t := range details {
		details[t] = "a number of type " + Type(t).String() + " is not dialed: phones.refuse in the mapping has the types that are refused"
	}
	return details
}()
