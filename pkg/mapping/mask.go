package mapping

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"rollcall/pkg/profile"
)

// comment returns for a line's end what a column looks like and why it goes where
// it goes.
func (c *Suggestion) comment() string {
	col := c.Profile
	if col.Filled == 0 {
		return "0% filled; " + c.Why
	}
	parts := []string{percent(col.FillRate) + " filled"}
	looks := string(col.LooksLike)
	if examples := maskedExamples(col); len(examples) > 0 {
		looks += " as " + strings.Join(examples, ", ")
	}
	parts = append(parts, looks)
	if c.Why != "" {
		parts = append(parts, c.Why)
	}
	for _, use := range c.uses() {
		if use.Target == Consent {
			if read := use.readings(col); read != "" {
				parts = append(parts, read)
			}
		}
	}
	switch c.Dial {
	case 0:
	case 1:
		parts = append(parts, "dialed first")
	default:
		parts = append(parts, fmt.Sprintf("choice %d: dialed when those before it have no valid number", c.Dial))
	}
	return strings.Join(append(parts, percent(c.Confidence)+" sure"), "; ")
}

// maskedExamples returns two examples of a column. Words that many rows share are shown as
// they are; everything else is masked.
func maskedExamples(col *profile.Column) []string {
	shared := map[string]bool{}
	if sharesWords(col) {
		for _, v := range col.Values {
			shared[v.Text] = v.Count >= 3
		}
	}
	var examples []string
	for _, e := range col.Examples {
		shown := Mask(e, col.LooksLike)
		if shared[e] {
			shown = fmt.Sprintf("%q", plain(e))
		}
		if len(examples) < 2 && !slices.Contains(examples, shown) {
			examples = append(examples, shown)
		}
	}
	return examples
}

// sharesWords reports whether a column's values are words for kinds of things, which identify
// nobody.
func sharesWords(col *profile.Column) bool {
	switch col.LooksLike {
	case profile.Boolean, profile.State, profile.Country, profile.Text, profile.Company, profile.List:
		return col.Distinct <= 50 && col.Filled >= 4*col.Distinct && col.Longest <= 40
	}
	return false
}

// Mask hides what would identify a person but keeps its shape: "+1206*****67", "j***@***.com",
// "B*** W***".
func Mask(cell string, kind profile.Kind) string {
	cell = plain(strings.TrimSpace(cell))
	switch kind {
	case profile.Phone:
		return maskDigits(cell, 4, 2, false)
	case profile.Date, profile.Number, profile.Zip:
		return maskDigits(cell, 2, 0, kind == profile.Date)
	case profile.Email:
		name, domain, _ := strings.Cut(cell, "@")
		ending := ""
		if dot := strings.LastIndexByte(domain, '.'); dot >= 0 {
			ending = domain[dot:]
		}
		return maskWord(name) + "@***" + ending
	}
	words := strings.Fields(cell)
	const most = 3
	for i, w := range words {
		words[i] = maskWord(w)
	}
	if len(words) > most {
		words = append(words[:most], "…")
	}
	return strings.Join(words, " ")
}

// maskWord leaves a word's first character.
func maskWord(w string) string {
	for _, r := range w {
		return string(r) + "***"
	}
	return "***"
}

// maskDigits hides the letters and all digits but some at both ends. Dates keep
// the letters that are part of ISO 8601.
func maskDigits(s string, head, tail int, dates bool) string {
	total := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			total++
		}
	}
	if total <= head+tail {
		head, tail = 1, 0
	}
	n := 0
	runes := []rune(s)
	const most = 24
	if len(runes) > most {
		runes = append(runes[:most], '…')
	}
	for i, r := range runes {
		switch {
		case unicode.IsDigit(r):
			if n++; n > head && n <= total-tail {
				runes[i] = '*'
			}
		case unicode.IsLetter(r) && !(dates && (r == 'T' || r == 'Z')):
			runes[i] = '*'
		}
	}
	return string(runes)
}
