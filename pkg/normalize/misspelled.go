package normalize

// isMisspelled reports whether a text has a refusal with one character wrong: "do not cal".
func isMisspelled(text string) bool {
	const shortest = 10 // bytes
	for i := 0; i+shortest <= len(text); i++ {
		if i > 0 && isASCIILetter(text[i-1]) {
			continue
		}
		for _, p := range oftenMisspelled {
			if isNearly(text[i:], p) {
				return true
			}
		}
	}
	return false
}

// isNearly reports whether a text begins with a phrase, but for one character.
func isNearly(text, phrase string) bool {
	i := commonStart(text, phrase)
	begins := func(text, rest string) bool {
		n := commonStart(text, rest)
		return n == len(rest) && (n == len(text) || !isASCIILetter(text[n]))
	}
	switch {
	case i < 1 && len(text) > 0 && !isASCIILetter(text[0]):
		return false
	case i == len(phrase):
		return i < len(text) && isASCIILetter(text[i]) && (i+1 == len(text) || !isASCIILetter(text[i+1]))
	}
	return begins(text[i:], phrase[i+1:]) || i < len(text) && (begins(text[i+1:], phrase[i+1:]) || begins(text[i+1:], phrase[i:]))
}

// commonStart returns how many bytes two texts begin with alike, whatever the case and the
// kind of blanks.
func commonStart(text, phrase string) int {
	n := min(len(text), len(phrase))
	for i := range n {
		if c := text[i]; c|0x20 != phrase[i] && !(phrase[i] == ' ' && (c == '\n' || c == '\r' || c == '\t')) {
			return i
		}
	}
	return n
}
