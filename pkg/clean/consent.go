package clean

import (
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// consentColumn decides by one column whether a row may be called.
type consentColumn struct {
	column
	optOut bool
	status bool // only words of refusal say anything
	allow  []string
	deny   []string
	record contact.Record
}

func newConsentColumn(col column, m *mapping.Column) consentColumn {
	return consentColumn{column: col, optOut: m.Means != mapping.OptIn, status: m.Means == mapping.Status, allow: m.Allow, deny: m.Deny, record: recordOf(m)}
}

// recordOf returns whose numbers go on the do-not-call list by a column.
func recordOf(m *mapping.Column) contact.Record {
	if m.RecordGiven {
		return m.Record
	}
	return m.Means.DefaultRecord()
}

// consent asks all consent columns: each must let the row in.
func (c *Cleaner) consent(cells []string, row *contact.Row) bool {
	for i := range c.consents {
		col := &c.consents[i]
		if allowed, _ := col.ask(cells[col.at]); allowed {
			continue
		}
		row.Reason = contact.NoConsent
		if row.Detail = col.name + " is empty"; visible(cells[col.at]) != "" {
			row.Detail = col.name + " says " + quote(cells[col.at])
		}
	}
	return row.Reason == contact.Accepted
}

// answered reports whether each consent column has a value to read. A formula
// whose result is not stored, and an error, are no answer, whatever is asked.
func (c *Cleaner) answered(rec *source.Record, row *contact.Row) bool {
	if len(rec.Problems) == 0 {
		return true
	}
	for i := range c.consents {
		if col := &c.consents[i]; rec.Unread(col.at) {
			row.Reason = contact.NoConsent
			row.Detail = col.name + " has no value that can be read: a formula whose result is not stored, or an error"
			return false
		}
	}
	return true
}

// refuses reports whether the person says no in one of the columns, in which
// words, and whose numbers that one records.
func (c *Cleaner) refuses(cells []string) (words string, record contact.Record, ok bool) {
	for i := range c.consents {
		col := &c.consents[i]
		if _, refused := col.ask(cells[col.at]); refused && (!ok || col.record > record) {
			words, record, ok = col.name+": "+visible(cells[col.at]), col.record, true
		}
	}
	return words, record, ok
}

// noted reports whether a note beside one of the row's numbers, or a word beside
// the name, says that the person must not be called, and in which words.
func (c *Cleaner) noted(cells []string) (words string, ok bool) {
	for i := range c.values {
		v := &c.values[i]
		if !v.holdsName() {
			continue
		}
		if _, ok := normalize.NameRefuses(cells[v.at]); ok {
			return v.name + " says " + quote(cells[v.at]), true
		}
	}
	for _, col := range c.phones {
		if _, ok := phone.Refuses(cells[col.at]); ok {
			return col.name + " says " + quote(cells[col.at]), true
		}
	}
	return "", false
}

// maxWords is the longest refusal that is kept, in bytes.
const maxWords = 200

// refuse notes all numbers of a row whose person says no.
func (c *Cleaner) refuse(cells []string, region, words string, record contact.Record, row *contact.Row) {
	if len(words) > maxWords {
		words = strings.ToValidUTF8(words[:maxWords], "") + "…"
	}
	var numbers []string
	for i, col := range c.phones {
		numbers = appendNumbers(numbers, c.anyType, cells[col.at], region, c.plus[i])
	}
	for _, n := range numbers {
		row.Refusals = append(row.Refusals, contact.Refusal{Phone: n, Reason: words, Record: record})
	}
}

// ask reads one answer: whether it lets the row in, and whether it is a
// refusal, which is more than the lack of a yes.
//
// In a column of opt-ins, nothing but a yes lets a row in. In a column of
// opt-outs, a blank cell and a no do: such columns are filled for those who
// objected.
func (col *consentColumn) ask(cell string) (allowed, refused bool) {
	answer := normalize.AnswerOf(cell)
	switch {
	case len(col.deny) > 0 && says(cell, col.deny):
		return false, true
	case col.status:
		_, refused = normalize.Refuses(cell)
		return !refused, refused
	case !col.optOut:
		if normalize.Consent(cell, col.allow) {
			return true, false
		}
		return false, answer == normalize.No || answer == normalize.Refusal
	case says(cell, col.allow), answer == normalize.Nothing, answer == normalize.Clearance:
		return true, false
	}
	// A cross may be the mark of those who refuse.
	allowed = answer == normalize.No && !normalize.IsCross(cell)
	return allowed, !allowed
}

// says tells whether a cell is one of words, and not one of those that mean
// consent anyway.
func says(cell string, words []string) bool {
	return normalize.Consent(cell, words) && !normalize.Consent(cell, nil)
}
