package clean

import (
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source"
)

// consentColumn decides by one column whether a row may be called.
type consentColumn struct {
	column
	optOut bool
	status bool // only words of refusal say anything
	allow  []string
	record bool
}

func newConsentColumn(col column, m *mapping.Column) consentColumn {
	return consentColumn{column: col, optOut: m.Means != mapping.OptIn, status: m.Means == mapping.Status, allow: m.Allow, record: m.RecordGiven && m.Record == contact.RecordAll}
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

// refuses reports whether the person says no in one of the columns that record
// it, and in which words.
func (c *Cleaner) refuses(cells []string) (words string, ok bool) {
	for i := range c.consents {
		col := &c.consents[i]
		if _, refused := col.ask(cells[col.at]); refused && col.record {
			return col.name + ": " + visible(cells[col.at]), true
		}
	}
	return "", false
}

// maxWords is the longest refusal that is kept, in bytes.
const maxWords = 200

// refuse notes all numbers of a row whose person says no.
func (c *Cleaner) refuse(cells []string, region, words string, row *contact.Row) {
	if len(words) > maxWords {
		words = strings.ToValidUTF8(words[:maxWords], "") + "…"
	}
	var numbers []string
	for _, col := range c.phones {
		numbers = appendNumbers(numbers, c.anyType, cells[col.at], region)
	}
	for _, n := range numbers {
		row.Refusals = append(row.Refusals, contact.Refusal{Phone: n, Reason: words, Record: contact.RecordAll})
	}
}

// refusals are what opt-out lists and unsubscribe forms write, beside a plain
// no.
var refusals = []string{
	"opted-out", "opt-out", "unsubscribed", "do-not-call", "dnc", "stop", "revoked", "withdrawn",
}

// ask reads one answer: whether it lets the row in, and whether it is a
// refusal, which is more than the lack of a yes.
//
// In a column of opt-ins, nothing but a yes lets a row in. In a column of
// opt-outs, a blank cell and a no do: such columns are filled for those who
// objected.
func (col *consentColumn) ask(cell string) (allowed, refused bool) {
	if !col.optOut && normalize.Consent(cell, col.allow) {
		return true, false
	}
	if !col.optOut && !col.record {
		return false, false // nobody asks why
	}
	yes, truth := normalize.Boolean(cell)
	switch {
	case col.status:
		refused = says(cell, refusals)
		return !refused, refused
	case col.optOut && says(cell, col.allow):
		return true, false
	case says(cell, refusals), truth && yes == col.optOut:
		return false, true
	}
	return col.optOut && (visible(cell) == "" || truth), false
}

// says tells whether a cell is one of words, and not one of those that mean
// consent anyway.
func says(cell string, words []string) bool {
	return normalize.Consent(cell, words) && !normalize.Consent(cell, nil)
}
