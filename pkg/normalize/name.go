package normalize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FullName splits a person's name. A comma means "Last, First", and so do
// capitals in front of other words, "DE LA TOUR Anne", and two words of Chinese, Japanese or
// Korean script. Otherwise the last word is the last name, together with the particles before it ("van
// Beethoven", "de la Cruz") and the suffixes after it ("King Jr."); a single
// word is a first name. Titles in front ("Dr.", "Mrs.") are left out. Middle
// names and initials stay with the first name.
//
// Where there are both, FullName(last + ", " + first) returns them again, unless
// the first name ends in a suffix ("John Jr. Smith").
func FullName(s string) (first, last string) {
	s = CapitalsFirst(Text(s))
	if first, last, ok := twoWords(s); ok {
		return first, last
	}
	return anyFullName(s)
}

// CapitalsFirst returns a name with a comma after its last name, if that is in front and
// told from the first by capitals, as in French lists: "DUPONT Anne". Other text it returns
// as it is. Initials, "JD Vance", are no last name.
func CapitalsFirst(s string) string {
	at := strings.IndexByte(s, ' ')
	if at < 2 || s[at-1]-'a' < 26 && !titleMask.mayFold(s[:at]) || s[len(s)-1]-'A' < 26 || strings.IndexByte(s, ',') >= 0 {
		return s // for speed
	}
	words := withoutTitles(strings.Fields(s))
	n, names := 0, 0
	for n < len(words) && isInCapitals(words[n]) {
		if isName := strings.ContainsAny(words[n], "AEIOUY") || words[n][0] >= utf8.RuneSelf; isName && utf8.RuneCountInString(words[n]) > 2 && !isParticle(words[n]) {
			names++
		} else if !isParticle(words[n]) {
			return s
		}
		n++
	}
	if names == 0 || n == len(words) || slices.ContainsFunc(words[n:], func(w string) bool { return !isCapitalized(w) }) {
		return s
	}
	return strings.Join(words[:n], " ") + ", " + strings.Join(words[n:], " ")
}

// SurnamesFirst returns a name of a list that has last names first, so many of them, with a comma
// after them. A name with a comma already, or of one word, is left as it is.
func SurnamesFirst(s string, n int) string {
	words := withoutTitles(strings.Fields(s))
	if len(words) < 2 || strings.IndexByte(s, ',') >= 0 {
		return s
	}
	end := 0
	for end < len(words)-2 && isParticle(words[end]) {
		end++
	}
	end = min(end+n, len(words)-1)
	return strings.Join(words[:end], " ") + ", " + strings.Join(words[end:], " ")
}

// isInCapitals reports whether a word has letters, and signs of names, and none that is small.
func isInCapitals(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsUpper(r) && r != '-' && r != '\'' && r != '’' })
}

// isCapitalized reports whether a word begins with a capital and has small letters.
func isCapitalized(word string) bool {
	first, n := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && strings.ContainsFunc(word[n:], unicode.IsLower) && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' })
}

// PlainFullName is FullName for a cell that is two words of ASCII letters, small ones behind a
// capital, and neither a title nor a suffix; ok is false for another.
func PlainFullName(cell string) (first, last string, ok bool) {
	space := capitalizedTo(cell)
	if space < 2 || space == len(cell) || cell[space] != ' ' {
		return "", "", false
	}
	first, last = cell[:space], cell[space+1:]
	if n := capitalizedTo(last); n < 2 || n < len(last) || titleMask.mayFold(first) || suffixMask.mayFold(last) {
		return "", "", false
	}
	return first, last, true
}

// capitalizedTo returns where a capital and small letters at the beginning of s end.
func capitalizedTo(s string) (end int) {
	if s == "" || s[0]-'A' >= 26 {
		return 0
	}
	for end = 1; end < len(s) && s[end]-'a' < 26; end++ {
	}
	return end
}

// twoWords is FullName for a name that is two words of Latin letters, and neither
// a title nor a suffix, or with a comma between them; ok is false for another.
func twoWords(s string) (first, last string, ok bool) {
	space, comma := -1, false
	for i := range len(s) {
		c := s[i]
		switch {
		case c == ',' && space < 0 && i+1 < len(s) && s[i+1] == ' ' && !comma:
			comma = true
		case isASCIILetter(c), c == '-', c == '\'', c == 0xC3, c >= 0x80 && i > 0 && s[i-1] == 0xC3: // À to ÿ
		case c == ' ' && space < 0:
			space = i
		default:
			return "", "", false
		}
	}
	if space < 1 || space == len(s)-1 {
		return "", "", false
	}
	first, last = s[:space], s[space+1:]
	if comma {
		first, last = last, first[:space-1]
		return first, last, last != "" && !suffixMask.mayFold(first)
	}
	return first, last, !titleMask.mayFold(first) && !suffixMask.mayFold(last)
}

var (
	titleMask  = foldingMaskOf(titles)
	suffixMask = foldingMaskOf(suffixes)
)

// anyFullName is FullName for any text.
func anyFullName(s string) (first, last string) {
	parts := strings.Split(s, ",")
	words := strings.Fields(parts[0])
	// A suffix after a comma belongs to the name before it.
	parts = parts[1:]
	for len(parts) > 0 && isSuffixes(parts[0]) {
		words = append(words, strings.Fields(parts[0])...)
		parts = parts[1:]
	}
	rest := strings.Fields(strings.Join(parts, " "))
	if len(words) > 0 && len(rest) > 0 {
		return splitLastFirst(words, rest)
	}
	words = append(words, rest...)
	bare := withoutTitles(words)
	if len(bare) == 1 && len(words) > 1 {
		return "", bare[0] // "Mr. Smith"
	}
	return splitWords(bare)
}

// splitLastFirst reads the words before and after a comma.
func splitLastFirst(before, after []string) (first, last string) {
	end := len(after)
	for end > 1 && isSuffix(after[end-1]) {
		end--
	}
	names := append(withoutTitles(before), after[end:]...)
	return strings.Join(withoutTitles(after[:end]), " "), strings.Join(names, " ")
}

// splitWords reads the words of a name without a comma.
func splitWords(words []string) (first, last string) {
	end := len(words)
	for end > 1 {
		if at := remarkFrom(words, end); at > 0 {
			end = at
		} else if isSuffix(words[end-1]) {
			end--
		} else {
			break
		}
	}
	if end == 2 && isEastAsian(words[0]) && isEastAsian(words[1]) {
		return words[1], strings.Join(append([]string{words[0]}, words[end:]...), " ")
	}
	if end == 3 && isPatronymic(words[2]) && !isPatronymic(words[1]) {
		return strings.Join(words[1:end], " "), strings.Join(append([]string{words[0]}, words[end:]...), " ")
	}
	if end <= 1 {
		if len(words) > 1 {
			return "", strings.Join(words, " ")
		}
		return strings.Join(words, " "), ""
	}
	start := end - 1
	for i := 1; i < end-1; i++ {
		if isParticle(words[i]) {
			start = i
			break
		}
	}
	// "Ortega y Gasset" is one last name.
	if start > 1 && strings.EqualFold(words[start], "y") {
		start--
	}
	return strings.Join(words[:start], " "), strings.Join(words[start:], " ")
}

// remarkFrom returns the word with which brackets open that close with the word before end, "(on
// leave)" behind a name, or 0.
func remarkFrom(words []string, end int) int {
	if !strings.HasSuffix(words[end-1], ")") {
		return 0
	}
	for i := end - 1; i > 0; i-- {
		if strings.HasPrefix(words[i], "(") {
			return i
		}
	}
	return 0
}

// isEastAsian reports whether a word is of Chinese characters, hiragana or Hangul: of two, the
// first is the last name. Katakana may be of a foreigner, in the order of their country.
func isEastAsian(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Hangul) })
}

// isPatronymic reports whether a word of Cyrillic letters is the name of somebody's father: a
// last name of that form has a first name before it that is none.
func isPatronymic(word string) bool {
	return slices.ContainsFunc(patronymics, func(end string) bool { return len(word) > len(end)+2 && strings.HasSuffix(strings.ToLower(word), end) })
}

var patronymics = []string{"ович", "евич", "йович", "ьич", "овна", "евна", "івна", "ївна", "ична", "инична"}

// withoutTitles leaves out titles in front, those of a couple too ("Dr. and
// Mrs."), unless there is nothing else.
func withoutTitles(words []string) []string {
	for len(words) > 1 && (isTitle(words[0]) || words[0] == "M." && len(words) > 3 && isTitle(words[2])) {
		words = words[1:]
		if len(words) > 2 && slices.Contains(ands, strings.ToLower(words[0])) && isTitle(words[1]) {
			words = words[1:]
		}
	}
	return words
}

func isTitle(word string) bool {
	return mayBeFolded(titleMask, word) && slices.Contains(titles, foldNameWord(word))
}

// mayBeFolded reports whether a word may be of a set as foldNameWord writes it.
func mayBeFolded(mask *wordMask, word string) bool {
	if word == "" || strings.IndexByte(word, '.') >= 0 {
		return true
	}
	last := word[len(word)-1]
	return last == ',' || last == ';' || mask.mayFold(word)
}

var ands = []string{"and", "&", "+", "und", "et", "y", "e", "en"}

var titles = []string{
	"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "reverend", "hon", "sir", "dame", "messrs",
	"herr", "frau", "monsieur", "madame", "mme", "mlle", "señor", "señora", "sr", "sra", "srta", "signor", "signora",
	"dott", "ing", "dipl-ing", "mag", "dhr", "mevr",
}

var particles = []string{
	"van", "von", "vom", "zu", "zum", "zur", "der", "den", "de", "del", "della", "dello", "degli", "dei", "di", "da",
	"das", "do", "dos", "du", "des", "la", "las", "le", "los", "ter", "ten", "te", "af", "av", "bin", "ibn", "bint",
	"el", "al", "y", "st", "saint", "san", "santa", "mac",
}

var suffixes = []string{
	"jr", "jnr", "junior", "sr", "snr", "senior", "ii", "iii", "iv", "esq", "phd", "md", "dds", "dvm", "dmd", "cpa", "jd",
	"rn", "mba", "ma", "ba", "bsc", "msc", "obe", "mbe", "cbe", "ret",
}

func isParticle(word string) bool { return slices.Contains(particles, foldNameWord(word)) }

// isSuffix reports whether a word is a suffix. Those that are last names too, as Ma, count only
// where they are written as degrees are, in capitals.
func isSuffix(word string) bool {
	if !mayBeFolded(suffixMask, word) {
		return false
	}
	folded := foldNameWord(word)
	if len(folded) == 2 && strings.HasSuffix(folded, "a") && word != strings.ToUpper(word) {
		return false
	}
	return slices.Contains(suffixes, folded)
}

func isSuffixes(s string) bool {
	words := strings.Fields(s)
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !isSuffix(w) })
}

// foldNameWord returns a word in lower case without points.
func foldNameWord(word string) string {
	return strings.ToLower(strings.ReplaceAll(strings.TrimRight(word, ",;"), ".", ""))
}
