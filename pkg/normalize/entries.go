package normalize

import "strings"

// entries returns the parts of a text that each may say something of its own, as those of a
// history of calls do: "says wrong number; sent brochure". A text of one part has none.
// Commas and dashes divide only texts in which there are several: what stands after
// one may explain what stands before it.
func entries(text string) []string {
	const several = 3
	text = lineBreaks.Replace(text)
	for _, mark := range [...]string{" - ", " – ", " — ", " / ", " // ", " > ", " >> ", " * ", ", "} {
		if strings.Count(text, mark) >= several {
			text = strings.ReplaceAll(text, mark, "\n")
		}
	}
	var parts []string
	start := 0
	for i, r := range text {
		switch r {
		case ';', '|', '\n', '\r', '•', '·', '；', '。':
		case '.':
			if !endsSentence(text[start:i], text[i+1:]) {
				continue
			}
		default:
			continue
		}
		parts = append(parts, text[start:i])
		start = i + len(string(r))
	}
	if start == 0 {
		return nil
	}
	return append(parts, text[start:])
}

// lineBreaks are those of HTML.
var lineBreaks = strings.NewReplacer("<br>", "\n", "<br/>", "\n", "<br />", "\n")

// endsSentence reports whether a full stop between two texts is no part of an abbreviation or
// a number.
func endsSentence(before, after string) bool {
	const shortest = 4 // letters of a word that is not abbreviated
	word := before[strings.LastIndexByte(before, ' ')+1:]
	return strings.HasPrefix(after, " ") && (len(word) >= shortest || strings.HasSuffix(word, ")"))
}

// explainsNothing reports whether what stands before or after the first comma of a text is
// several words that touch nothing of calls and refusals: "revokes permission, sent brochure 2024".
func explainsNothing(text string) bool {
	const several = 5
	before, after, _ := strings.Cut(text, ", ")
	for _, part := range [...]string{before, after} {
		if Touches(part)&(starters|TouchesCalls|TouchesConsent|TouchesPhone) == 0 && strings.Count(strings.TrimSpace(part), " ") >= several {
			return true
		}
	}
	return false
}
