package normalize

import (
	"strings"
	"unicode/utf8"
)

// Zip brings a postal code into the form that its country uses, where it
// is one: ZIP and ZIP+4 with the zeros that a spreadsheet took, "K1A 0B1",
// "SW1A 1AA". The marks that keep a spreadsheet's cell text, ="…" and a leading
// ', are taken off. A code of another country, and what cannot be one, stays as
// Text returns it. The country is an ISO 3166 two-letter code.
func Zip(s, country string) string {
	s = Text(s)
	if country == "US" && len(s) == 5 && isDigits(s) {
		return s
	}
	s = strings.TrimPrefix(Unmarked(s), "z:")                // as Facebook's leads have it
	if code := strings.TrimRight(s, ",;|"); isDigits(code) { // a delimiter too many
		s = code
	}
	bare := wholeNumber(s)
	if bare != s && !isDigits(bare) {
		return s
	}
	switch country {
	case "US", "PR", "VI", "GU", "AS", "MP":
		return usZip(s, bare)
	case "CA":
		return lettersZip(s, "A9A9A9", 3)
	case "NL":
		return lettersZip(s, "9999AA", 4)
	case "GB", "GG", "JE", "IM":
		return ukPostcode(s)
	}
	if f, ok := zipForms[country]; ok {
		return f.format(s, bare)
	}
	return s
}

// wholeNumber returns the digits of a code that a spreadsheet wrote as a number,
// with a fraction of zeros, a mark between thousands or an exponent: "2115.00",
// "2115,00", "2,115", "2.115E+03". What is none stays: digits that are lost are
// not made up.
func wholeNumber(s string) string {
	digits, rest := leadingDigits(s), ""
	if rest = s[len(digits):]; digits == "" || rest == "" || strings.IndexByte(".,'’ \u00a0", rest[0]) < 0 && rest[0] < 0x80 {
		return s
	}
	mark, size := utf8.DecodeRuneInString(rest)
	if mark != '.' && mark != ',' && mark != '\'' && mark != '’' && mark != '\u00a0' && mark != '\u202f' && mark != ' ' {
		return s
	}
	behind := leadingDigits(rest[size:])
	tail := rest[size+len(behind):]
	switch {
	case tail != "" && tail[0]|0x20 == 'e' && len(digits) == 1 && (mark == '.' || mark == ','):
		exponent := strings.TrimLeft(strings.TrimPrefix(tail[1:], "+"), "0")
		if len(exponent) == 1 && isDigits(exponent) && len(behind) == int(exponent[0]-'0') {
			return digits + behind
		}
	case tail == "" && (mark == '.' || mark == ',') && len(behind) < 3 && strings.Trim(behind, "0") == "" && behind != "":
		return digits
	case len(digits) <= 3 && len(behind) == 3 && digits[0] != '0' && mark != ' ':
		if tail == "" || (tail[0] == '.' || tail[0] == ',') && strings.Trim(tail[1:], "0") == "" {
			return digits + behind
		}
	}
	return s
}

// ZipIn is Zip for a contact whose state is known, too. Outside of the United States a
// code of three or four digits has lost no zero: "2000" with NSW.
func ZipIn(s, country, state string) string {
	if country == "US" && len(s) == 5 && isDigits(s) {
		return s
	}
	if country == "US" && state != "" && len(Text(s)) < 5 && !IsUSState(state) {
		return Text(s)
	}
	return Zip(s, country)
}

// IsUSState reports whether a text is a state of the United States, by its code or name.
func IsUSState(s string) bool {
	code := State(s, "US")
	return len(code) == 2 && usStates()[code] == code
}

// usZip writes a ZIP or ZIP+4. Three and four digits are five that lost their
// zeros, seven and eight are nine.
func usZip(s, bare string) string {
	five, four, plus := strings.Cut(strings.ReplaceAll(bare, " ", "-"), "-")
	switch {
	case !isDigits(five) || !isDigits(four) || len(five) < 3 || len(four) != 0 && len(four) != 4:
		return s
	case !plus && len(five) >= 7 && len(five) <= 9:
		five, four = five[:len(five)-4], five[len(five)-4:]
	}
	if len(five) > 5 {
		return s
	}
	five = zeros(5-len(five)) + five
	if four == "" {
		return five
	}
	return five + "-" + four
}

// zipForm is the form of postal codes that have only digits.
type zipForm struct {
	// digits is the length of a code, shortest that of one whose leading zeros a
	// spreadsheet dropped.
	digits, shortest int
	// mark follows the first `before` digits; empty for none.
	mark   string
	before int
}

// zipForms are the countries whose codes may begin with a zero or have a mark
// within (UPU, postal addressing systems).
var zipForms = map[string]zipForm{
	"AU": {digits: 4, shortest: 3},
	"BR": {digits: 8, shortest: 7, mark: "-", before: 5},
	"CN": {digits: 6, shortest: 5},
	"CZ": {digits: 5, shortest: 5, mark: " ", before: 3},
	"DE": {digits: 5, shortest: 4},
	"DK": {digits: 4, shortest: 3},
	"ES": {digits: 5, shortest: 4},
	"FI": {digits: 5, shortest: 3},
	"FR": {digits: 5, shortest: 4},
	"GR": {digits: 5, shortest: 5, mark: " ", before: 3},
	"IT": {digits: 5, shortest: 3},
	"JP": {digits: 7, shortest: 6, mark: "-", before: 3},
	"KR": {digits: 5, shortest: 4},
	"MX": {digits: 5, shortest: 4},
	"MY": {digits: 5, shortest: 4},
	"NO": {digits: 4, shortest: 3},
	"NZ": {digits: 4, shortest: 3},
	"PL": {digits: 5, shortest: 4, mark: "-", before: 2},
	"PT": {digits: 7, shortest: 7, mark: "-", before: 4},
	"RO": {digits: 6, shortest: 5},
	"SE": {digits: 5, shortest: 5, mark: " ", before: 3},
	"SK": {digits: 5, shortest: 4, mark: " ", before: 3},
	"TR": {digits: 5, shortest: 4},
	"UA": {digits: 5, shortest: 4},
}

func (f zipForm) format(s, bare string) string {
	digits := zipMarks.Replace(bare)
	if !isDigits(digits) || len(digits) > f.digits || len(digits) < f.shortest {
		return s
	}
	if len(digits) < f.digits && digits != bare {
		return s // a spreadsheet drops zeros only of bare numbers
	}
	digits = zeros(f.digits-len(digits)) + digits
	return digits[:f.before] + f.mark + digits[f.before:]
}

// lettersZip writes a code of letters and digits, of the given form, with a
// space before its last part.
func lettersZip(s, form string, space int) string {
	code := compact(s)
	if len(code) != len(form) {
		return s
	}
	for i := range len(form) {
		if isDigit := code[i] >= '0' && code[i] <= '9'; isDigit != (form[i] == '9') || !isDigit && !isASCIILetter(code[i]) {
			return s
		}
	}
	return code[:space] + " " + code[space:]
}

// ukPostcode writes a postcode with a space before the last three characters,
// a digit and two letters.
func ukPostcode(s string) string {
	code := compact(s)
	n := len(code)
	if n < 5 || n > 7 || !isASCIILetter(code[0]) || code[n-3] < '0' || code[n-3] > '9' || !isASCIILetter(code[n-2]) || !isASCIILetter(code[n-1]) {
		return s
	}
	if strings.Trim(code[:n-3], "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || strings.Trim(code[:n-3], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		return s
	}
	return code[:n-3] + " " + code[n-3:]
}

// compact returns s in capitals without spaces and hyphens.
func compact(s string) string { return strings.ToUpper(zipMarks.Replace(s)) }

// zipMarks leaves out the separators in postal codes.
var zipMarks = strings.NewReplacer(" ", "", "-", "")

func zeros(n int) string { return "00000000"[:n] }

// ZipKind is what a text in a column of postal codes is.
type ZipKind uint8

const (
	ZipCode   ZipKind = iota // a code, or it may be one of another country
	ZipNone                  // no code of any country
	ZipStrays                // what belongs in another column
)

// KindOfZip tells what a text that Zip returned for a country is. Many people write their city,
// or that they have none.
func KindOfZip(s, country string) ZipKind {
	if len(s) == 5 && isDigits(s) && (country != "US" || s[0] > '0' || s >= lowestZip) {
		return ZipCode
	}
	digits, letters := digitsAndLetters(s)
	marked := strings.ContainsAny(s, "\"\\#|\n\ufffd") || !utf8.ValidString(s)
	_, formed := zipForms[country]
	formed = formed || country == "US" || country == "CA" || country == "NL" || country == "GB"
	const sentence, phone = 4, 10
	words := len(strings.Fields(s))
	_, refuses := Refuses(s)
	switch {
	case refuses, strings.IndexByte(s, '@') > 0, formed && isAmount(s):
		return ZipStrays
	case digits+letters == 0, marked && words < sentence, country == "US" && len(s) <= 5 && isDigits(s) && len(s) != 4:
		return ZipNone
	case !formed:
		return ZipCode
	case words >= sentence && !isDigits(s[len(s)-4:]), letters == 0 && digits >= phone, digits == 0 && (country == "US" && IsUSState(s) || words == 1 && (AnswerOf(s) == Yes || AnswerOf(s) == No)):
		return ZipStrays
	case digits == 0:
		return ZipNone
	}
	if _, ok := parseDate(s); ok && len(s) >= len("1/1/2000") {
		return ZipStrays
	}
	return ZipCode
}

// IsPlainZip reports whether a text is five digits that do not begin with a zero, as most ZIP
// codes are. It is for speed.
func IsPlainZip(s string) bool {
	return len(s) == 5 && s[0]-'1' < 9 && s[1]-'0' < 10 && s[2]-'0' < 10 && s[3]-'0' < 10 && s[4]-'0' < 10
}

// lowestZip is the lowest ZIP code that is in use.
const lowestZip = "00501"

// isAmount reports whether a text is a sum of money: with a currency, or with cents.
func isAmount(s string) bool {
	bare := strings.Trim(s, "$€£¥ ")
	whole := strings.TrimRight(bare, "0123456789")
	cents := len(bare) - len(whole)
	return cents > 0 && (bare != s || cents < 3 && whole != "" && (whole[len(whole)-1] == '.' || whole[len(whole)-1] == ',')) && strings.Trim(whole, "0123456789.,") == ""
}
