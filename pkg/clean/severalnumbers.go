package clean

import (
	"slices"
	"strings"

	"rollcall/pkg/normalize/phone"
)

// appendNumbers appends those numbers of a cell that are not there yet.
func appendNumbers(numbers []string, p *phone.Parser, cell, region string) []string {
	found := p.Parse(cell, region)
	if !found.OK() {
		return numbers
	}
	numbers = appendNumber(numbers, found.E164)
	if found.Repair&phone.Several != 0 {
		numbers = appendParts(numbers, p, cell, region)
	}
	return numbers
}

// maxParts is how many words of a cell are tried in all combinations.
const maxParts = 32

// appendParts appends the numbers of a cell that holds several: of the words
// from one on, as many as make a number together.
func appendParts(numbers []string, p *phone.Parser, cell, region string) []string {
	words := strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(" \t\u00a0/\\,;|&", r) })
	for i := 0; i < len(words); {
		next := i + 1
		for j := min(len(words), i+maxParts); j > i; j-- {
			found := p.Parse(strings.Join(words[i:j], " "), region)
			if found.OK() && found.Repair&(phone.Several|phone.Note) == 0 {
				numbers = appendNumber(numbers, found.E164)
				next = j
				break
			}
		}
		i = next
	}
	return numbers
}

func appendNumber(numbers []string, e164 string) []string {
	if slices.Contains(numbers, e164) {
		return numbers
	}
	return append(numbers, e164)
}
