package header

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Words takes a header apart into words: small letters without accents, where
// signs, blanks, digits and camelCase divide them. Words that people write
// apart or together become one form.
func Words(header string) []string {
	var words []string
	var word []rune
	end := func() {
		if len(word) > 0 {
			words = append(words, strings.ToLower(string(word)))
			word = nil
		}
	}
	runes := []rune(norm.NFKD.String(strings.ReplaceAll(header, "1&2", "1")))
	for i, c := range runes {
		switch {
		case unicode.Is(unicode.Mn, c), c == '\'', c == '’':
			continue
		case c == 'ß':
			word = append(word, 's', 's')
			continue
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			end()
			continue
		}
		if n := len(word); n > 0 {
			before := word[n-1]
			nextLower := i+1 < len(runes) && unicode.IsLower(runes[i+1])
			if unicode.IsDigit(c) != unicode.IsDigit(before) ||
				unicode.IsUpper(c) && (unicode.IsLower(before) || unicode.IsUpper(before) && nextLower && n > 1) {
				end()
			}
		}
		word = append(word, c)
	}
	end()
	return joined(compounds(words))
}

// joins are words that are written apart, with what they are together.
var joins = []struct {
	apart    []string
	together string
}{
	{[]string{"e", "mail"}, "email"}, {[]string{"e", "mails"}, "email"}, {[]string{"opt", "in"}, "optin"}, {[]string{"opted", "in"}, "optin"},
	{[]string{"opt", "ins"}, "optin"}, {[]string{"opt", "out"}, "optout"}, {[]string{"opted", "out"}, "optout"},
	{[]string{"donot"}, "not"}, {[]string{"dont"}, "not"}, {[]string{"don", "t"}, "not"}, {[]string{"do", "not"}, "not"}, {[]string{"no", "longer"}, "not"},
	{[]string{"not", "call"}, "dnc"}, {[]string{"no", "call"}, "dnc"}, {[]string{"no", "calls"}, "dnc"}, {[]string{"not", "disturb"}, "dnd"},
	{[]string{"sign", "up"}, "signup"}, {[]string{"third", "party"}, "party"}, {[]string{"black", "list"}, "blacklist"}, {[]string{"block", "list"}, "blocklist"}, {[]string{"cell", "phone"}, "cellphone"}, {[]string{"web", "site"}, "website"}, {[]string{"un", "subscribed"}, "unsubscribed"},
	{[]string{"e", "164"}, "e164"}, {[]string{"i", "phone"}, "iphone"}, {[]string{"whats", "app"}, "whatsapp"},
}

func joined(words []string) []string {
	for _, j := range joins {
		for i := 0; i+len(j.apart) <= len(words); i++ {
			if slices.Equal(words[i:i+len(j.apart)], j.apart) {
				words = slices.Concat(words[:i], []string{j.together}, words[i+len(j.apart):])
			}
		}
	}
	return words
}

// compounds takes words apart that are two known words without a space:
// phonenumber, handynr, homephone.
func compounds(words []string) []string {
	var all []string
	for _, w := range words {
		switch {
		case shorthand[w] != nil:
			all = append(all, shorthand[w]...)
		case known[w] || len(w) < 5:
			all = append(all, w)
		default:
			all = append(all, parts(w)...)
		}
	}
	return all
}

// shorthand are words for two.
var shorthand = map[string][]string{
	"hphone": {"home", "phone"}, "wphone": {"work", "phone"}, "bphone": {"work", "phone"}, "cphone": {"cell", "phone"}, "mphone": {"mobile", "phone"},
	"htel": {"home", "tel"}, "wtel": {"work", "tel"}, "bizphone": {"work", "phone"}, "busphone": {"work", "phone"}, "homeph": {"home", "phone"}, "workph": {"work", "phone"},
}

// parts gives the two known words that a word is made of, else the word.
func parts(w string) []string {
	for i := len(w) - 2; i >= 2; i-- {
		a, b := w[:i], w[i:]
		if known[a] && known[b] && (phoneWord(a) || phoneWord(b) || emailWords[a] || emailWords[b]) {
			return []string{a, b}
		}
	}
	return []string{w}
}

// known are all words of the vocabulary.
var known = func() map[string]bool {
	all := map[string]bool{}
	for _, set := range []map[string]bool{phoneNouns, mobileWords, landlineWords, workWords, homeWords, otherWords, faxWords, othersWords, aboutWords, noiseWords, emailWords, consentWords, refusalWords} {
		for w := range set {
			all[w] = true
		}
	}
	return all
}()

func phoneWord(w string) bool {
	return phoneNouns[w] || mobileWords[w] || landlineWords[w] || faxWords[w]
}
