package normalize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// oneCase reports whether a name is all in capitals or all in small letters, as
// names are in lists of systems that knew no other. The empty name is too.
func oneCase(s string) bool { return s == strings.ToUpper(s) || s == strings.ToLower(s) }

// ProperName writes a name that is all in capitals or all in small letters in
// proper case: "O'BRIEN-MCDONALD" becomes "O'Brien-McDonald". A name in mixed
// case is somebody's own way to write it and stays. In a list that has such
// names, one in small letters is somebody's own way too: it is for the caller
// to ask only where OneCase holds for the whole list.
func ProperName(s string) string {
	s = Text(s)
	if !oneCase(s) {
		return s
	}
	words := strings.Split(s, " ")
	for i, word := range words {
		folded := foldNameWord(word)
		switch {
		case folded == "ii" || folded == "iii" || folded == "iv":
			words[i] = strings.ToUpper(word)
		case i > 0 && i < len(words)-1 && slices.Contains(smallParticles, folded):
			words[i] = strings.ToLower(word)
		default:
			words[i] = properWord(word)
		}
	}
	return strings.Join(words, " ")
}

// smallParticles are the particles that are written in small letters within a
// name.
var smallParticles = []string{
	"van", "von", "vom", "zu", "zum", "zur", "der", "den", "de", "del", "della", "di", "da", "das", "do", "dos", "du",
	"des", "ter", "ten", "bin", "ibn", "bint", "y", "af", "av",
}

// properWord writes the parts of a word, which are kept apart by hyphens,
// points and the apostrophe after a single letter, each with a capital.
func properWord(word string) string {
	var b strings.Builder
	start, runes := 0, 0 // of the part
	word = strings.ToLower(word)
	for i, r := range word {
		apostrophe := r == '\'' || r == '’'
		if unicode.IsLetter(r) || unicode.IsMark(r) || apostrophe && runes != 1 {
			runes++
			continue
		}
		b.WriteString(capitalised(word[start:i]))
		b.WriteRune(r)
		start, runes = i+utf8.RuneLen(r), 0
	}
	b.WriteString(capitalised(word[start:]))
	return b.String()
}

// capitalised writes a part of a name with a capital, and with another after
// Mc.
func capitalised(part string) string {
	if rest, ok := strings.CutPrefix(part, "mc"); ok && len(rest) > 2 {
		return "Mc" + withCapital(rest)
	}
	return withCapital(part)
}

func withCapital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToTitle(first)) + s[size:]
}
