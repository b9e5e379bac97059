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
