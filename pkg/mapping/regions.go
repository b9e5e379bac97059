package mapping

import "rollcall/pkg/normalize/phone"

// regionWords are the ISO 3166 codes of the regions that have phone numbers.
func regionWords() []word {
	codes := phone.Regions()
	words := make([]word, len(codes))
	for i, code := range codes {
		words[i] = word{name: code}
	}
	return words
}

// regionMeant finds the region that another way to write it means, or "".
func regionMeant(text string) string {
	code, _ := phone.Region(text)
	return code
}
