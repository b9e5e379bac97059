package phone

import (
	"errors"
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers/v2"
)

// verdict is what the library makes of one string.
type verdict struct {
	problem     Problem
	callingCode int
	national    string // the national (significant) number, digits alone
	e164        string
	ext         string
	region      string
	typ         Type
}

// askLibrary gives the library's verdict on s as it stands.
func askLibrary(s, region string) verdict {
	n, err := phonenumbers.Parse(s, region)
	if err != nil {
		return verdict{problem: problemOf(err, s, region)}
	}
	v := verdict{
		callingCode: int(n.GetCountryCode()),
		national:    phonenumbers.GetNationalSignificantNumber(n),
		ext:         asciiDigits(n.GetExtension()),
	}
	v.region = phonenumbers.GetRegionCodeForNumber(n)
	if !phonenumbers.IsValidNumberForRegion(n, v.region) {
		v.problem = impossibility(n)
		return v
	}
	v.typ = libraryTypes[phonenumbers.GetNumberType(n)]
	v.e164 = phonenumbers.Format(n, phonenumbers.E164)
	return v
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

// problemOf names what the library found wrong with s before it knew a
// number.
func problemOf(err error, s, region string) Problem {
	switch {
	case errors.Is(err, phonenumbers.ErrTooShortNSN), errors.Is(err, phonenumbers.ErrTooShortAfterIDD):
		return TooShort
	case errors.Is(err, phonenumbers.ErrNumTooLong):
		return TooLong
	case errors.Is(err, phonenumbers.ErrInvalidCountryCode):
		if CallingCode(region) == 0 && !strings.ContainsAny(s, "+＋") {
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

// asciiDigits gives the digits of s, of any script, as ASCII digits.
func asciiDigits(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		return s
	}
	return phonenumbers.NormalizeDigitsOnly(s)
}

// judge gives the library's verdict.
func judge(s, region string) verdict { return askLibrary(s, region) }
