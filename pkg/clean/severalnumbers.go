package clean

import (
	"slices"

	"rollcall/pkg/normalize/phone"
)

// appendNumbers appends those numbers of a cell that are not there yet, the fax
// and the wrong number among them. Of a number that may be two both are.
func appendNumbers(numbers []string, p *phone.Parser, cell, region string, plus phone.Plus) []string {
	found := p.ParsePlus(cell, region, plus)
	if found.Problem == phone.Ambiguous {
		numbers = appendNumbers(numbers, p, cell, region, phone.Implied)
		found = p.ParsePlus(cell, region, phone.Never)
	}
	if found.OK() {
		numbers = appendNumber(numbers, found.E164)
		if isOnly(&found) {
			return numbers
		}
	}
	for _, e164 := range p.Numbers(cell, region) {
		numbers = appendNumber(numbers, e164)
	}
	return numbers
}

// isOnly reports whether a number that was found is all that its cell holds.
func isOnly(found *phone.Result) bool {
	return found.Repair&^phone.ImpliedPlus == 0 && found.Refusal == ""
}

func appendNumber(numbers []string, e164 string) []string {
	if slices.Contains(numbers, e164) {
		return numbers
	}
	return append(numbers, e164)
}
