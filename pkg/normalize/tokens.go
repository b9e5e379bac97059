package normalize

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is a word of a cell in small letters, without accents.
type token struct {
	text string
	// first: the word begins a part of a sentence.
	first bool
}

func (t token) isNumber() bool { return t.text[0] >= '0' && t.text[0] <= '9' }

// tokens cuts a cell into its words: at all that is neither letter nor digit,
// and where a capital follows a small letter, as in doNotCall. An apostrophe
// within don't and dec'd keeps nothing apart.
func tokens(s string) []token {
	if isPlain(s) {
		if list, ok := plainTokens(s); ok {
			return list
		}
	}
	return anyTokens(s)
}

// anyTokens is tokens for any text.
func anyTokens(s string) []token {
	s = unaccented(s)
	list := make([]token, 0, 8)
	var word []byte
	first := true
	last := rune(0)
	whole := 0 // where a word ends that case does not divide
	end := func() {
		if len(word) > 0 {
			list = append(list, token{string(word), first})
			word, first = word[:0], false
		}
	}
	for i, r := range s {
		next, size := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		switch {
		case unicode.IsLetter(r) || unicode.Is(unicode.Mc, r): // the vowels of Indian scripts among them
			if unicode.IsUpper(r) && (unicode.IsLower(last) && len(word) > 1 || unicode.IsUpper(last) && unicode.IsLower(next)) && i >= whole || unicode.IsDigit(last) {
				if n := refusalInAnyCase(s[max(0, i-len(word)):]); n > len(word) && len(word) > 0 && !unicode.IsDigit(last) {
					whole = i - len(word) + n
				} else {
					end()
				}
			}
			word = utf8.AppendRune(word, unicode.ToLower(r))
		case unicode.IsDigit(r):
			if unicode.IsLetter(last) {
				end()
			}
			word = utf8.AppendRune(word, r)
		case isApostrophe(r) && isContraction(s[i+utf8.RuneLen(r):]):
			last = r
			continue
		default:
			end()
			spaced := size == 0 || next == ' ' || last == ' '
			if strings.ContainsRune(",;:!?()[]{}|\"=", r) || spaced && strings.ContainsRune("./-–—", r) || r == '\n' && !(len(list) > 0 && goesOn.has(list[len(list)-1].text)) {
				first = true
			}
		}
		last = r
	}
	end()
	return list
}

// goesOn are words after which no part of a sentence ends, be there a line break.
var goesOn = alternativesOf("do does not dont doesnt never to be must should please nicht kein keine ne pas niet")

func isApostrophe(r rune) bool { return strings.ContainsRune("'’‘ʼ`´", r) }

// isContraction reports whether what follows an apostrophe is the rest of a
// word, as in don't: one letter.
func isContraction(rest string) bool {
	if rest == "" || !strings.ContainsRune("tTdDsS", rune(rest[0])) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[1:])
	return !unicode.IsLetter(next)
}

// unaccented returns s without the marks on its letters, full-width letters as
// ASCII, and without invisible characters.
func unaccented(s string) string {
	if isPlain(s) {
		return s
	}
	if plain, ok := unaccentedLatin(s); ok {
		return plain
	}
	return anyUnaccented(s)
}

// withoutSharpS writes each ß as ss, or as SS after a capital.
func withoutSharpS(s string) string {
	if !strings.Contains(s, "ß") {
		return s
	}
	var out strings.Builder
	last := rune(0)
	for _, r := range s {
		switch {
		case r != 'ß':
			out.WriteRune(r)
		case unicode.IsUpper(last):
			out.WriteString("SS")
		default:
			out.WriteString("ss")
		}
		last = r
	}
	return out.String()
}

// anyUnaccented is unaccented for any text.
func anyUnaccented(s string) string {
	s = withoutSharpS(withoutLookalikes(withMarksSaid(s)))
	return strings.Map(func(r rune) rune {
		switch {
		case r > ' ' && r < utf8.RuneSelf:
			return r
		case unicode.Is(unicode.Mn, r), isInvisible(r):
			return -1
		case unicode.IsSpace(r) && r != '\n':
			return ' '
		case unicode.Is(unicode.Pd, r):
			return '-'
		}
		return r
	}, norm.NFKD.String(s))
}

// maxAround is how many words before and after a word are looked at: a text of one
// word would else be read once for each.
const maxAround = 40

// sentenceParts are the parts of sentences of a text.
func sentenceParts(text []token) iter.Seq[[]token] {
	return func(yield func([]token) bool) {
		for start := 0; start < len(text); {
			end := start + 1
			for end < len(text) && !text[end].first {
				end++
			}
			if !yield(text[start:end]) {
				return
			}
			start = end
		}
	}
}

// partAround returns the part of a sentence in which word i stands.
func partAround(text []token, i int) []token {
	start, end := i, i+1
	for start > 0 && i-start < maxAround && !text[start].first {
		start--
	}
	for end < len(text) && end-i < maxAround && !text[end].first {
		end++
	}
	return text[start:end]
}

// joined returns the words of a text with single spaces.
func joined(text []token) string {
	if len(text) == 1 {
		return text[0].text
	}
	var b strings.Builder
	for i, t := range text {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}
