package clean

import (
	"slices"
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/normalize/phone"
)

// others returns the row's valid numbers other than the one that was found, separated
// by spaces, without those that a label says are not this person's; and those of them
// that are kept with the contact, which are the ones that could be dialed.
func (c *Cleaner) others(cells, asked []string, answers []*answer, country place, found *dialed) (others, kept string) {
	if len(c.phones) == 1 {
		return "", ""
	}
	var all, keep []string
	for i := range c.phones {
		col := &c.phones[i]
		if i == found.in || c.isBlank(cells[col.at]) {
			continue
		}
		_, reason := c.barred(col, cells, asked, answers)
		if reason == contact.InvalidPhone {
			continue
		}
		number := c.parser.ParsePlus(cells[col.at], country.region, col.plus)
		if !number.OK() || number.E164 == found.e164 {
			continue
		}
		all = append(all, number.E164)
		dials := reason == contact.Accepted && (c.countries == nil || slices.Contains(c.countries, number.Region))
		if c.keepOthers && dials && !slices.Contains(keep, number.E164) {
			keep = append(keep, number.E164)
		}
	}
	return strings.Join(all, " "), strings.Join(keep, " ")
}

// number finds the row's phone number: the first valid one in the order of the
// phone columns.
func (c *Cleaner) number(cells, asked []string, answers []*answer, country place, row *contact.Row) (number dialed, ok bool) {
	row.Reason = contact.NoPhone
	for i := range c.phones {
		col := &c.phones[i]
		if c.isBlank(cells[col.at]) {
			continue
		}
		if detail, reason := c.barred(col, cells, asked, answers); reason != contact.Accepted {
			if row.Reason == contact.NoPhone || row.Reason == contact.InvalidPhone && reason == contact.NoConsent {
				row.Reason, row.Detail = reason, detail
			}
			continue
		}
		found := c.parser.ParsePlus(cells[col.at], country.region, col.plus)
		number.read |= 1 << i
		if found.Refusal != "" {
			number.refusing |= 1 << i
		}
		if found.OK() && c.countries != nil && !slices.Contains(c.countries, found.Region) {
			found = phone.Result{Problem: phone.NoRegion, Detail: "a number from " + found.Region + ", which phones: countries does not list"}
		}
		switch {
		case found.OK():
			row.Reason, row.Detail = contact.Accepted, ""
			row.Contact.Phone = found.E164
			row.Contact.Values[contact.PhoneExt] = found.Ext
			number.e164, number.in, number.only = found.E164, i, isOnly(&found)
			return number, true
		case found.Problem == phone.Empty || row.Reason != contact.NoPhone:
			// The first number that is wrong is the one that is reported.
		default:
			row.Reason = contact.InvalidPhone
			row.Detail = col.name + ": " + found.Detail
			if found.Problem == phone.NoRegion && country.unknown != "" {
				row.Detail = col.name + ": the number has no country code, and no region is called " + quote(country.unknown)
			}
		}
	}
	if row.Reason == contact.NoPhone {
		row.Detail = "all phone columns are empty"
	}
	return number, false
}
