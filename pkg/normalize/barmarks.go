package normalize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// barMarks are signs that forbid, or forbid telephones, and those of death, put into words.
var barMarks = strings.NewReplacer("🚫", " dnc ", "⛔", " dnc ", "📵", " dnc ", "🔕", " dnc ", "☎\uFE0F❌", " dnc ", "☎❌", " dnc ", "📞❌", " dnc ", "❌☎", " dnc ", "❌📞", " dnc ",
	"☠", " deceased ", "🪦", " deceased ", "⚰", " deceased ")

// IsBarMark reports whether a character is a sign that forbids, as 🚫 and 📵, or one of death.
func IsBarMark(r rune) bool {
	switch r {
	case '🚫', '⛔', '📵', '🔕', '☠', '🪦', '⚰', '†', '✝':
		return true
	}
	return false
}

// withMarksSaid puts words for the signs that forbid, and for a dagger that stands by itself,
// as beside the name of somebody who has died.
func withMarksSaid(s string) string {
	if strings.ContainsFunc(s, IsBarMark) || strings.ContainsAny(s, "☎📞") {
		s = barMarks.Replace(s)
	}
	if !strings.ContainsAny(s, "†✝") {
		return s
	}
	fields := strings.Fields(s)
	for i, f := range fields {
		if f = strings.Trim(f, "()[]"); f == "†" || f == "✝" {
			fields[i] = "(deceased)"
		}
	}
	return strings.Join(fields, " ")
}

// withoutLookalikes writes words that mix Latin and Cyrillic letters in Latin ones, where
// the Cyrillic ones look like them: DNС with a Cyrillic С.
func withoutLookalikes(s string) string {
	if !strings.ContainsFunc(s, isLookalike) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
		if n < 0 {
			n = len(s)
		}
		b.WriteString(inLatin(s[:n]))
		_, size := utf8.DecodeRuneInString(s[n:])
		b.WriteString(s[n : n+size])
		s = s[n+size:]
	}
	return b.String()
}

// inLatin is withoutLookalikes for one word.
func inLatin(word string) string {
	latin := strings.Map(func(r rune) rune {
		if latin, ok := lookalikes[r]; ok {
			return latin
		}
		return r
	}, word)
	if latin == word || !strings.ContainsFunc(word, isASCIIRune) || strings.ContainsFunc(latin, func(r rune) bool { return !isASCIIRune(r) }) {
		return word
	}
	return latin
}

func isASCIIRune(r rune) bool { return r < utf8.RuneSelf }

func isLookalike(r rune) bool {
	_, ok := lookalikes[r]
	return ok
}

var lookalikes = map[rune]rune{
	'А': 'A', 'В': 'B', 'Е': 'E', 'К': 'K', 'М': 'M', 'Н': 'H', 'О': 'O', 'Р': 'P', 'С': 'C', 'Т': 'T', 'Х': 'X', 'У': 'Y', 'І': 'I', 'Ј': 'J', 'Ѕ': 'S',
	'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'х': 'x', 'у': 'y', 'і': 'i', 'ј': 'j', 'ѕ': 's', 'к': 'k', 'м': 'm', 'т': 't',
}
