package normalize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// callSetting returns what a cell says of calls that does nothing but give each of several
// ways to reach somebody its answer, Yes or Refusal: "Calls: no, Email: yes",
// "-phone +email". It is Unknown for any other.
func callSetting(text string) Answer {
	if !opensSetting(text) {
		return Unknown
	}
	var answers [2]Answer // to calls, to other ways
	ways := 0
	list := tokens(signsSaid(text))
	wayFirst := len(list) > 0 && isWay(list[0].text)
	for len(list) > 0 {
		var way, words []token
		if wayFirst {
			way, list = cutRun(list, true)
			words, list = cutRun(list, false)
		} else {
			words, list = cutRun(list, false)
			way, list = cutRun(list, true)
		}
		if len(way) == 0 || len(words) == 0 {
			return Unknown
		}
		a := answerOf(joined(words), 0)
		switch a {
		case Refusal, No:
			a = Refusal
		case Yes, Clearance:
			a = Yes
		default:
			return Unknown
		}
		if ways++; slices.ContainsFunc(way, func(t token) bool { return isCallWay(t.text) }) {
			answers[0] = max(answers[0], a)
		} else {
			answers[1] = a
		}
	}
	if ways < 2 || answers[1] == Unknown {
		return Unknown
	}
	return answers[0]
}

// opensSetting reports whether a text begins with a way to reach somebody, or a sign, and has
// more: it spares the look at the words of most texts.
func opensSetting(text string) bool {
	const shortest, longest = 8, 200
	text = strings.TrimSpace(text)
	if len(text) < shortest || len(text) > longest {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(text); !unicode.IsLetter(r) {
		return strings.HasPrefix(signsSaid(text), " ")
	}
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	return end > 0 && isWay(strings.ToLower(unaccented(text[:end])))
}

// signsSaid puts words for the signs that give a word its answer: "+phone -email", "phone ✗".
func signsSaid(text string) string {
	var b strings.Builder
	last := ' '
	for i, r := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		mark := markOf(r)
		besides := unicode.IsLetter(next) != unicode.IsLetter(last)
		switch {
		case mark == Yes, r == '+' && besides:
			b.WriteString(" yes ")
		case mark == No, (r == '-' || r == '−') && besides:
			b.WriteString(" no ")
		default:
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// cutRun cuts the words that are ways, or are none, off the start of a list.
func cutRun(list []token, ways bool) (run, rest []token) {
	n := 0
	for n < len(list) && isWay(list[n].text) == ways {
		n++
	}
	return list[:n], list[n:]
}

func isWay(word string) bool { return isCallWay(word) || agreedElsewhere.has(word) }

func isCallWay(word string) bool {
	return agreedPhone.has(word) || callWays.has(word) || doubts().of(word)&TouchesCalling != 0
}

// callWays are further words for calls as a way to reach somebody.
var callWays = alternativesOf("tel voice звонок звонки")
