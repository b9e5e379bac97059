package mapping

import (
	"slices"

	"github.com/nyaruka/phonenumbers/v2"
)

// regionWords are the ISO 3166 codes of the regions that have phone numbers.
func regionWords() []word {
	var codes []string
	for code := range phonenumbers.GetSupportedRegions() {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	words := make([]word, len(codes))
	for i, code := range codes {
		words[i] = word{name: code}
	}
	return words
}

// regionMeant finds the region that another way to write it means.
func regionMeant(text string) string {
	return map[string]string{"USA": "US", "usa": "US", "UK": "GB", "uk": "GB"}[text]
}
