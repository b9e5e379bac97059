package phone

import (
	"strconv"

	"github.com/nyaruka/phonenumbers/v2"
)

// maxE164 is how many digits a number has at most with its calling code (ITU-T
// E.164, 6.1).
const maxE164 = 15

// undialable returns what keeps a valid number from being dialed in its E.164
// form, from the given region: the seven digits of 310-XXXX, which Canada dials
// without an area code, service numbers of a few digits, and the toll-free and
// shared-cost numbers of another country that its operators do not connect from
// abroad.
func undialable(v *verdict, region string) Problem {
	digits := v.end - v.national
	switch {
	case v.callingCode == nanp:
		if digits != 10 {
			return LocalOnly
		}
		return None
	case v.end-1 > maxE164:
		return LocalOnly
	case v.typ == Mobile || v.typ == FixedLine && v.region != "KP" || v.typ == FixedLineOrMobile:
		return None
	case (v.region == region || region == "") && v.typ != UAN:
		return None
	}
	if !v.connectedAbroad() {
		if v.typ == UAN {
			return LocalOnly
		}
		return NoInternational
	}
	return None
}

// connectedAbroad reports whether the library knows nothing against dialing the
// number from another country.
func (v *verdict) connectedAbroad() bool {
	national := v.nationalNumber()
	number, err := strconv.ParseUint(string(national), 10, 64)
	if err != nil {
		return true
	}
	code := int32(v.callingCode)
	n := &phonenumbers.PhoneNumber{CountryCode: &code, NationalNumber: &number}
	if national[0] == '0' {
		zero, zeros := true, int32(1)
		for int(zeros) < len(national) && national[zeros] == '0' {
			zeros++
		}
		n.ItalianLeadingZero, n.NumberOfLeadingZeros = &zero, &zeros
	}
	return phonenumbers.CanBeInternationallyDialled(n)
}

// fake finds numbers that are valid by their digits but that nobody has. Only
// the national number as a whole counts, so that a real number with a run of
// equal or consecutive digits is not refused.
func fake(callingCode int, national []byte) Problem {
	// 555-0100 to 555-0199 are set aside for fiction, 555-1212 for directory
	// assistance, in every area code (ATIS-0300115, NANPA 555 line numbers).
	if callingCode == nanp && len(national) == 10 && string(national[3:6]) == "555" {
		switch line := string(national[6:]); {
		case line[:2] == "01":
			return Fictional
		case line == "1212":
			return DirectoryAssistance
		}
	}
	if callingCode == nanp && len(national) == 10 && ofServices(national) {
		return Service
	}
	step := stepBetween(national[0], national[1])
	for i := 2; i < len(national); i++ {
		if stepBetween(national[i-1], national[i]) != step {
			return None
		}
	}
	switch step {
	case 0:
		return Repeated
	case 1, 9:
		return Counting
	}
	return None
}

// ofServices reports whether a number of North America has a prefix that no
// subscriber has in any geographic area code: 555 (NANPA, 555 line numbers), 976
// (information at premium rates) and the N11 codes of services (ATIS-0300051,
// central office codes).
func ofServices(national []byte) bool {
	if national[0] == '8' && (national[1] == national[2] || national[1] == '0') {
		return false // toll-free
	}
	a, b, c := national[3], national[4], national[5]
	return b == '1' && c == '1' || a == '5' && b == '5' && c == '5' || a == '9' && b == '7' && c == '6'
}

// stepBetween returns by how much a digit is more than the one before it,
// modulo 10: counting goes round, as in 8901 and 1098.
func stepBetween(a, b byte) byte { return (b + 10 - a) % 10 }
