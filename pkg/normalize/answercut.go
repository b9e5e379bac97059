package normalize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cutMark cuts the mark of a checkbox off the start of s.
func cutMark(s string) (rest string, mark Answer) {
	for _, no := range []string{"[ ]", "[]", "( )"} {
		if rest, ok := strings.CutPrefix(s, no); ok {
			return rest, No
		}
	}
	for _, yes := range []string{"[x]", "[X]", "(x)", "(X)"} {
		if rest, ok := strings.CutPrefix(s, yes); ok {
			return rest, Yes
		}
	}
	r, size := utf8.DecodeRuneInString(s)
	if mark = markOf(r); mark == Unknown {
		return s, Unknown
	}
	rest = strings.TrimLeftFunc(s[size:], func(r rune) bool { return r == '\uFE0F' || r == '\uFE0E' || unicode.IsSpace(r) })
	return rest, mark
}

// markOf returns the answer of a character that is the mark of a checkbox, or Unknown.
func markOf(r rune) Answer {
	switch r {
	case '☑', '✓', '✔', '✅', '🗹', '√', '👍':
		return Yes
	case '☐', '✗', '✘', '❌', '✕', '❎', '□', '▢', '◻', '⬜', '✖', '👎':
		return No
	}
	return Unknown
}

// cutCode cuts the code off a cell that has its meaning after it, "1 = granted",
// and returns what the code says by itself.
func cutCode(s string) (rest string, code Answer, ok bool) {
	end := 0
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	number := end > 0
	if !number {
		r, size := utf8.DecodeRuneInString(s)
		if !unicode.IsLetter(r) {
			return "", Unknown, false
		}
		end = size
	}
	rest = strings.TrimLeft(s[end:], " ")
	spaced := number && len(rest) < len(s[end:])
	sign := strings.TrimLeft(rest, "=:–—-.)> ")
	if end > 2 || len(sign) == len(rest) && !spaced || !hasWord(sign) {
		return "", Unknown, false
	}
	switch strings.ToLower(s[:end]) {
	case "0", "00", "n", "f":
		code = No
	}
	return sign, code, true
}

// IsCross reports whether a cell is a cross and nothing else. In a column of
// refusals it may be a no or the mark of those who refuse.
func IsCross(cell string) bool {
	r, size := utf8.DecodeRuneInString(Text(cell))
	switch r {
	case '✗', '✘', '❌', '✕', '❎', '✖', '☒':
		return len(strings.Trim(Text(cell)[size:], "\uFE0F\uFE0E ")) == 0
	}
	return false
}

// withoutDates leaves out of a text its dates and times, and the words that
// lead to them, unless there is nothing else.
func withoutDates(text []token) []token {
	numbers, dated := 0, false
	for i, t := range text {
		if !t.isNumber() {
			continue
		}
		numbers++
		dated = dated || numbers > 1 || isDateNumber(t.text) || i > 0 && isMonth(text[i-1].text) || i+1 < len(text) && (isMonth(text[i+1].text) || dateWords.has(text[i+1].text))
	}
	if !dated {
		return text
	}
	var words []token
	for i, t := range text {
		beside := i > 0 && text[i-1].isNumber() || i+1 < len(text) && text[i+1].isNumber()
		if !t.isNumber() && !(beside && (dateWords.has(t.text) || isMonth(t.text))) {
			words = append(words, t)
		}
	}
	for n := len(words); n > 1 && dateLeads.has(words[n-1].text); n-- {
		words = words[:n-1]
	}
	if len(words) == 0 {
		return text
	}
	return words
}

// isDateNumber reports whether a number by itself may be a date: a year, 20240501, 01052024,
// seconds or milliseconds since 1970, or a spreadsheet's serial number.
func isDateNumber(s string) bool {
	year := len(s) >= 4 && (s[:2] == "19" || s[:2] == "20")
	switch len(s) {
	case 4, 14:
		return year
	case 5, 6:
		return true
	case 8:
		return year || s[4:6] == "19" || s[4:6] == "20"
	case 10, 13:
		return s[0] == '1'
	}
	return false
}

func isMonth(word string) bool {
	_, ok := monthNamed(word)
	return ok
}

// withoutSource leaves out at a text's end how an answer was given: "via web form".
func withoutSource(text []token) []token {
	for i := len(text) - 2; i > 0; i-- {
		if sourceLeads.has(text[i].text) {
			for _, t := range text[i+1:] {
				if !sourceWords.has(t.text) || wayLeads.has(text[i].text) && agreedElsewhere.has(t.text) {
					return text // "Yes, by e-mail" may be the way that is allowed
				}
			}
			return text[:i]
		}
	}
	return text
}

var (
	sourceLeads = alternativesOf("via through using per by over in on at")
	wayLeads    = alternativesOf("per by over via through using")
	sourceWords = alternativesOf("the our a web website site webform online form page landing phone telephone call app portal chat event fair booth paper checkbox signup contract import api crm email mail sms text writing verbal recorded line agent rep kiosk tablet store webinar seminar workshop expo show trade fair tradeshow conference facebook instagram linkedin google ad ads campaign raffle sweepstakes contest quiz survey checkout counter reception clipboard qr code ipad branch shop showroom meeting hotline ivr docusign typeform jotform hubspot salesforce portal referral download")
)

var (
	dateWords = wordSetOf("t z am pm utc gmt on at as of since st nd rd th date dated am vom le el il op em del de seit depuis desde dal sinds")
	dateLeads = wordSetOf("on at as of since date dated per by am vom le el il op em seit depuis desde dal sinds")
)
