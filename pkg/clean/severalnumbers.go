package clean

import (
	"slices"

	"rollcall/pkg/normalize/phone"
)

// appendNumbers appends those numbers of a cell that are not there yet, the fax
// and the wrong number among them.
func appendNumbers(numbers []string, p *phone.Parser, cell, region string) []string {
	found := p.Parse(cell, region)
	if found.OK() {
		numbers = appendNumber(numbers, found.E164)
		if found.Repair == 0 && found.Refusal == "" {
			return numbers
		}
	}
	for _, e164 := range p.Numbers(cell, region) {
		numbers = appendNumber(numbers, e164)
	}
	return numbers
}

func appendNumber(numbers []string, e164 string) []string {
	if slices.Contains(numbers, e164) {
		return numbers
	}
	return append(numbers, e164)
}
