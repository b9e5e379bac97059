package header

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"rollcall/pkg/lazyregexp"
)

// Words splits a header into words: lower case without accents, divided at signs, blanks,
// digits and camelCase. Words that people write apart or together take one form. A legend is
// left out.
func Words(header string) []string {
	if words, ok := recent.Load(header); ok {
		return slices.Clone(words.([]string))
	}
	words := wordsOf(header)
	if len(header) <= longestRecent && recentWords.Add(1) <= mostRecent {
		recent.Store(strings.Clone(header), slices.Clone(words))
	}
	return words
}

// recent are the words of headers that were asked for: those of one file are, many times.
var (
	recent      sync.Map
	recentWords atomic.Int64
)

// mostRecent is how many headers are remembered, as many as the widest workbook has;
// longestRecent is the size of the longest, in bytes.
const mostRecent, longestRecent = 1 << 14, 200

// wordsOf is Words without its memory.
func wordsOf(header string) []string {
	header = genderSigns().ReplaceAllString(Name(header), "$1$2")
	var words []string
	var word []rune
	run := 0 // where the words begin that only case divides
	end := func() {
		if len(word) > 0 {
			words = append(words, strings.ToLower(string(word)))
			word = nil
		}
	}
	endRun := func() {
		end()
		words = append(words[:run], evenCase(words[run:])...)
		run = len(words)
	}
	runes := []rune(norm.NFKD.String(signs.Replace(header)))
	for i, c := range runes {
		switch {
		case unicode.Is(unicode.Mn, c):
			continue
		case c == '\'', c == '’':
			if elided.has(strings.ToLower(string(word))) && i+2 < len(runes) && unicode.IsLetter(runes[i+1]) && (unicode.IsLetter(runes[i+2]) || unicode.Is(unicode.Mn, runes[i+2])) {
				endRun()
			}
			continue
		case c == 'ß':
			word = append(word, 's', 's')
			continue
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			endRun()
			continue
		}
		if n := len(word); n > 0 {
			before := word[n-1]
			nextLower := i+1 < len(runes) && unicode.IsLower(runes[i+1])
			switch {
			case unicode.IsDigit(c) != unicode.IsDigit(before):
				endRun()
			case unicode.IsUpper(c) && (unicode.IsLower(before) || unicode.IsUpper(before) && nextLower && n > 1):
				end()
			}
		}
		word = append(word, c)
	}
	endRun()
	return joined(compounds(words))
}

// genderSigns matches what makes one word of a man and a woman: "Kunde/in", "Sorgeberechtigte(r)".
var genderSigns = lazyregexp.New(`(\pL{4,})[/:*(]-?(?:in|innen|r)\)?([\s_.\-/]|$)`)

// evenCase returns words between which only capitals stand, or those that they are in
// letters of one case if that makes sense and they do not: "DnC", "OPTin", "DNCflag".
func evenCase(words []string) []string {
	if len(words) < 2 {
		return words
	}
	whole := strings.Join(words, "")
	if consentWords.has(whole) || refusalWords.has(whole) {
		return []string{whole}
	}
	if makeSense(words) {
		return words
	}
	if found := compounds([]string{whole}); makeSense(found) {
		return found
	}
	return words
}

// makeSense reports whether all words are known.
func makeSense(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool {
		return len(w) < 2 || !known()[w] && !isPhrase(w) && !consentRuns()[w] && !realWords.has(w) && !groupOf(w)
	})
}

func groupOf(w string) bool { return groupWords[w] != "" }

// signs are put into words.
var signs = strings.NewReplacer("1&2", "1", "📞", " phone ", "📱", " phone ", "☎", " phone ", "☏", " phone ", "📲", " phone ", "✆", " phone ", "✉", " email ", "📧", " email ", "📵", " no call ", "🔕", " no call ", "🚫", " no ", "⛔", " no ")

// elided are words that lose their end before a vowel: "Liste d'opposition", "Consenso
// all'uso".
var elided = newWordSet("d l n s j m c qu jusqu dell all nell sull dall un quell")

// joins are words that are written apart, and their joined form.
var joins = []join{
	{[]string{"e", "mail"}, "email"}, {[]string{"e", "mails"}, "email"}, {[]string{"e", "sign"}, "esign"}, {[]string{"e", "signature"}, "esignature"}, {[]string{"e", "consent"}, "econsent"}, {[]string{"e", "dm"}, "edm"}, {[]string{"e", "alert"}, "ealert"}, {[]string{"e", "alerts"}, "ealert"}, {[]string{"e", "news"}, "ealert"}, {[]string{"e", "newsletter"}, "newsletter"}, {[]string{"e", "statement"}, "ealert"}, {[]string{"e", "statements"}, "ealert"}, {[]string{"home", "owner"}, "homeowner"}, {[]string{"x", "ray"}, "x-ray"}, {[]string{"opt", "in"}, "optin"}, {[]string{"opted", "in"}, "optin"},
	{[]string{"subject", "status"}, "status"}, {[]string{"opt", "ins"}, "optin"}, {[]string{"opting", "in"}, "optin"}, {[]string{"opting", "out"}, "optout"}, {[]string{"opts", "in"}, "optin"}, {[]string{"opts", "out"}, "optout"}, {[]string{"opt", "out"}, "optout"}, {[]string{"opted", "out"}, "optout"}, {[]string{"opt", "outs"}, "optouts"},
	{[]string{"all", "right"}, "alright"}, {[]string{"no", "knock"}, "noknock"}, {[]string{"not", "knock"}, "noknock"}, {[]string{"do", "nt"}, "not"}, {[]string{"dnt"}, "not"}, {[]string{"d", "not"}, "not"},
	{[]string{"donot"}, "not"}, {[]string{"dont"}, "not"}, {[]string{"don", "t"}, "not"}, {[]string{"do", "not"}, "not"}, {[]string{"no", "longer"}, "not"},
	{[]string{"not", "call"}, "dnc"}, {[]string{"donotcont"}, "donotcontact"}, {[]string{"not", "cont"}, "donotcontact"}, {[]string{"not", "cntct"}, "donotcontact"}, {[]string{"not", "ctc"}, "donotcontact"}, {[]string{"not", "cntc"}, "donotcontact"}, {[]string{"not", "conta"}, "donotcontact"}, {[]string{"no", "call"}, "dnc"}, {[]string{"no", "calls"}, "dnc"}, {[]string{"not", "disturb"}, "dnd"},
	{[]string{"sign", "up"}, "signup"}, {[]string{"third", "party"}, "party"}, {[]string{"black", "list"}, "blacklist"}, {[]string{"block", "list"}, "blocklist"}, {[]string{"cell", "phone"}, "cellphone"}, {[]string{"web", "site"}, "website"}, {[]string{"un", "subscribed"}, "unsubscribed"},
	{[]string{"d", "n", "c"}, "dnc"}, {[]string{"e", "164"}, "e164"}, {[]string{"i", "phone"}, "iphone"}, {[]string{"whats", "app"}, "whatsapp"},
}

// compounds splits words that are two known words without a space: phonenumber, handynr,
// homephone.
func compounds(words []string) []string {
	var all []string
	for _, w := range words {
		switch {
		case shorthand[w] != nil:
			all = append(all, shorthand[w]...)
		case len(w) > 3 && len(w) <= 6 && strings.Contains(w, "dnc"):
			all = append(all, "dnc") // one of the many registries
		case known()[w] || len(w) < 5:
			all = append(all, w)
		case isPhrase(w), realWords.has(w), callWords.has(w), passives.has(w):
			all = append(all, w)
		case w[0] >= utf8.RuneSelf:
			all = append(all, aroundConsent(w)...) // the vocabulary is of Latin letters
		default:
			if two := parts(w); len(two) > 1 {
				all = append(all, two...)
			} else if found := runTogether(w); len(found) > 1 {
				all = append(all, found...)
			} else if found := abbreviated(w); found != nil {
				all = append(all, found...)
			} else if found := glued(w); found != nil {
				all = append(all, found...)
			} else {
				all = append(all, aroundConsent(w)...)
			}
		}
	}
	return all
}

// shorthand are words that stand for two.
var shorthand = map[string][]string{
	"hphone": {"home", "phone"}, "wphone": {"work", "phone"}, "bphone": {"work", "phone"}, "cphone": {"cell", "phone"}, "mphone": {"mobile", "phone"},
	"htel": {"home", "tel"}, "wtel": {"work", "tel"}, "bizphone": {"work", "phone"}, "busphone": {"work", "phone"}, "homeph": {"home", "phone"}, "workph": {"work", "phone"},
}

// longestCompound is the size of the longest word that is split, in bytes.
const longestCompound = 40

// parts returns the two known words in a word, else the word.
func parts(w string) []string {
	if len(w) > longestCompound {
		return []string{w}
	}
	for i := len(w) - 2; i >= 2; i-- {
		a, b := w[:i], w[i:]
		if known()[a] && known()[b] && (phoneWord(a) || phoneWord(b) || emailWords.has(a) || emailWords.has(b)) {
			return []string{a, b}
		}
	}
	return []string{w}
}

// known are all words of the vocabulary.
var known = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, set := range []*wordSet{phoneNouns, mobileWords, landlineWords, workWords, homeWords, otherWords, faxWords, othersWords, aboutWords, noiseWords, emailWords, consentWords, refusalWords} {
		for w := range set.words() {
			all[w] = true
		}
	}
	return all
})

func phoneWord(w string) bool {
	return phoneNouns.has(w) || mobileWords.has(w) || landlineWords.has(w) || faxWords.has(w)
}

// runTogether returns the words of the vocabulary that make up a word, as OPTINDATE or
// Einwilligungsdatum, else the word. Databases write headers so. A word about consent is
// searched for all words of such headers: a refusal must not be missed for lack of a space.
func runTogether(w string) []string {
	if len(w) > longestCompound {
		return []string{w}
	}
	if len(w) >= 7 {
		if found := segments(w, runs.words()); len(found) > 1 && shortOnes(found) < 2 {
			return found
		}
	}
	if found := segments(w, consentRuns()); len(found) > 1 && shortOnes(found) <= (len(found)+1)/2 && speaksOfConsent(found) {
		return found
	}
	return []string{w}
}

// links are the letters that German puts between two words, and none.
var links = []string{"", "s", "es", "en", "n"}

// segments returns the fewest words of a set that fill a word, with the letters that German
// puts between two words, or nil.
func segments(w string, set map[string]bool) []string {
	best := make([][]string, len(w)+1) // the fewest words that end there
	best[0] = []string{}
	for end := 1; end <= len(w); end++ {
		for start := range end {
			if best[start] == nil || end < len(w) && end+2 > len(w) {
				continue
			}
			part := w[start:end]
			for _, link := range links {
				if link != "" && part[len(part)-1] != link[len(link)-1] {
					continue
				}
				word, ok := strings.CutSuffix(part, link)
				if !ok || !set[word] || link != "" && (end == len(w) || len(word) < 5) {
					continue
				}
				if found := len(best[start]) + 1; best[end] == nil || found < len(best[end]) {
					best[end] = append(slices.Clone(best[start]), word)
				}
			}
		}
	}
	return best[len(w)]
}

// shortOnes counts the words of one and two letters.
func shortOnes(words []string) int {
	n := 0
	for _, w := range words {
		if len(w) < 3 {
			n++
		}
	}
	return n
}

// speaksOfConsent reports whether words that were run together name a consent or a refusal, or
// say that somebody may or may not be called.
func speaksOfConsent(words []string) bool {
	return hasAny(words, consentWords, refusalWords) ||
		len(strings.Join(words, "")) > 5 && hasAny(words, callWords, contactWords, passives, channelWords) && hasAny(words, negations, firmWords, looseWords, objectWords)
}

// consentRuns are the words that are searched for in headers about consent.
var consentRuns = sync.OnceValue(func() map[string]bool {
	all := maps.Clone(runs.words())
	for _, set := range []*wordSet{
		consentWords, refusalWords, inherentWords, turnWords, negations, objectWords, softWords, channelWords, callWords, contactWords, passives,
		helpers, firmWords, looseWords, endWords, whenWords, whenEnds, fromWords, openWords, wrongWhole, thingWords, numberOf, proofWords, checkedWords, fillWords, statusWords, phoneNouns, mobileWords, processingWords,
	} {
		for w := range set.words() {
			if len(w) > 1 {
				all[w] = true
			}
		}
	}
	maps.Copy(all, newWordSet(`has is was added ind indicator reason registry match result national state company global list from by registered preference
		service double robocall robocalls since until caller disclosure channel channels campaigns register tick untick`).words())
	return all
})

// strongRuns are words for what else somebody may agree to, and those around them:
// FIELDTRIPCONSENT.
var strongRuns = sync.OnceValue(func() map[string]bool {
	all := newWordSet("field bus ride swim pick up form code flag date flg ind").words()
	for w := range strongWords.words() {
		all[w] = true
	}
	return all
})

// runs are the words that are found in words run together: mostly of three letters and more.
var runs = newWordSet(`do no to me is of in on dt nr ph ok
		opted has have allow dnc subscribed unsubscribed blocked suppressed marketing sms flag
		first last middle full given family name fname lname mailing home work billing shipping property street city town state province zip postal code country address line opt out call calls consent date time source number phone cell mobile email
		dob birth birthdate birthday voter voters owner cust buyer debtor patient insured member contact customer client lead member status type flag not contact phone permission remove do call mail named year yn dte
		telefon nummer mobil rufnummer einwilligung datum werbe kontakt anruf erlaubnis zustimmung privat geschafts kunden vor nach post leit zahl wohn ort haus strasse strassen geburts firmen festnetz sperre widerspruch quelle`)

// stuckWords are words about consent that are found within other words.
var stuckWords = []string{"donotcall", "donotcontact", "donotcont", "donotphone", "dnc", "optout", "optedout", "unsubscribed", "unsubscribe", "suppressed", "suppress", "litigator", "deceased", "blacklist", "consent", "optin", "optedin"}

// aroundConsent splits a word that has one about consent between unknown letters: CUSTDNCFLG.
func aroundConsent(w string) []string {
	for _, stuck := range stuckWords {
		before, behind, ok := strings.Cut(w, stuck)
		if !ok || w == "opting" {
			continue
		}
		var words []string
		for _, part := range []string{before, stuck, behind} {
			if found := segments(part, strongRuns()); len(found) > 1 {
				words = append(words, found...)
			} else if part != "" {
				words = append(words, part)
			}
		}
		return words
	}
	return []string{w}
}

// wordSet is a set of words, built on first use: most commands read no header.
type wordSet struct {
	text string
	once sync.Once
	set  map[string]bool
}

func newWordSet(text string) *wordSet { return &wordSet{text: text} }

func (s *wordSet) has(word string) bool { return s.words()[word] }

func (s *wordSet) words() map[string]bool {
	s.once.Do(func() {
		s.set = make(map[string]bool, strings.Count(s.text, " "))
		for w := range strings.FieldsSeq(s.text) {
			s.set[w] = true
		}
	})
	return s.set
}

// hasAny reports whether one of the words is in one of the sets.
func hasAny(words []string, sets ...*wordSet) bool {
	for _, set := range sets {
		all := set.words()
		for _, w := range words {
			if all[w] {
				return true
			}
		}
	}
	return false
}

// allIn reports whether each of the words is in one of the sets.
func allIn(words []string, sets ...*wordSet) bool {
	for i := range words {
		if !hasAny(words[i:i+1], sets...) {
			return false
		}
	}
	return true
}

// withoutNumbers returns the words that are not all digits.
func withoutNumbers(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), isNumber)
}
