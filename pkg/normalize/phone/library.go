package phone

import (
	"errors"
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers/v2"
)

// askLibrary returns the library's verdict on s as it stands.
func askLibrary(s, region string, v *verdict) {
	n, err := phonenumbers.Parse(s, region)
	if err != nil {
		v.problem = problemOfError(err, s, region)
		return
	}
	v.ext = asciiDigits(n.GetExtension())
	v.set(int(n.GetCountryCode()), []byte(phonenumbers.GetNationalSignificantNumber(n)))
	v.region = phonenumbers.GetRegionCodeForNumber(n)
	if !phonenumbers.IsValidNumberForRegion(n, v.region) {
		v.problem = impossibility(n)
		return
	}
	v.typ = libraryTypes[phonenumbers.GetNumberType(n)]
}

var libraryTypes = map[phonenumbers.PhoneNumberType]Type{
	phonenumbers.FIXED_LINE:           FixedLine,
	phonenumbers.MOBILE:               Mobile,
	phonenumbers.FIXED_LINE_OR_MOBILE: FixedLineOrMobile,
	phonenumbers.TOLL_FREE:            TollFree,
	phonenumbers.PREMIUM_RATE:         PremiumRate,
	phonenumbers.SHARED_COST:          SharedCost,
	phonenumbers.VOIP:                 VoIP,
	phonenumbers.PERSONAL_NUMBER:      PersonalNumber,
	phonenumbers.PAGER:                Pager,
	phonenumbers.UAN:                  UAN,
	phonenumbers.VOICEMAIL:            Voicemail,
}

// problemOfError names what the library found wrong with s before it knew a
// number.
func problemOfError(err error, s, region string) Problem {
	switch {
	case errors.Is(err, phonenumbers.ErrTooShortNSN), errors.Is(err, phonenumbers.ErrTooShortAfterIDD):
		return TooShort
	case errors.Is(err, phonenumbers.ErrNumTooLong):
		return TooLong
	case errors.Is(err, phonenumbers.ErrInvalidCountryCode):
		number := strings.TrimRightFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
		if phonenumbers.GetCountryCodeForRegion(region) == 0 && !strings.ContainsAny(number, "+＋") {
			return NoRegion
		}
		return UnknownCode
	}
	return NotANumber
}

// impossibility names what is wrong with a number that is not valid.
func impossibility(n *phonenumbers.PhoneNumber) Problem {
	switch phonenumbers.IsPossibleNumberWithReason(n) {
	case phonenumbers.TOO_SHORT, phonenumbers.IS_POSSIBLE_LOCAL_ONLY:
		return TooShort
	case phonenumbers.TOO_LONG:
		return TooLong
	case phonenumbers.INVALID_LENGTH:
		return WrongLength
	}
	return Unassigned
}

// asciiDigits returns the digits of s, of any script, as ASCII digits.
func asciiDigits(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		return s
	}
	return phonenumbers.NormalizeDigitsOnly(s)
}
