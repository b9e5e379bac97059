package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"rollcall/pkg/contact"
)

// WriteLookup shows to a person what is on record.
func WriteLookup(w io.Writer, r *contact.OnRecord, s Style) error {
	b := printout{Style: s}
	b.WriteString(b.paint(bold, r.Number) + "\n")
	if c := r.Callable; c.Now {
		b.fact("may be called", "now, until "+localClock(r, c.Until))
	} else {
		b.fact("may be called", whyNot(c))
		if c.Next != nil {
			b.fact("next", localClock(r, c.Next))
		}
	}
	for i := range r.Contacts {
		writeContact(&r.Contacts[i], &b)
	}
	for _, p := range r.Places {
		b.section("Powerlist " + Cell(p.Name))
		b.fact("place", fmt.Sprintf("%d, %s", p.Position, p.DialMode))
		if !p.Callable.Now {
			b.fact("may be called", whyNot(p.Callable))
		}
	}
	for i := range r.Imports {
		writeNumberImport(&r.Imports[i], &b)
	}
	writeNumberLists(r, &b)
	for _, o := range r.OtherOf {
		b.fact("also of", fmt.Sprintf("contact %d, %s", o.ContactID, o.Phone))
	}
	if len(r.Contacts)+len(r.OtherOf)+len(r.Imports)+len(r.Lists)+len(r.Log) == 0 {
		b.WriteString("\nnothing is on record about this number: rows that an import skips are not stored.\nTo see them: rollcall review FILE -m MAPPING --rejects rejects.csv\n")
	}
	return b.writeTo(w)
}

// writeNumberLists shows the do-not-call lists that a number is on, and the changes that
// named it.
func writeNumberLists(r *contact.OnRecord, b *printout) {
	for _, l := range r.Lists {
		b.section("On the do-not-call list " + Cell(l.List))
		since := "since"
		if l.List != "internal" {
			since = "as of"
		}
		b.fact(since, clock(&l.AsOf, time.RFC1123Z))
		if l.Expired {
			b.fact("expired", "it no longer applies")
		}
		for _, f := range [][2]string{{"reason", l.Reason}, {"source", l.Source}, {"by", l.By}} {
			if f[1] != "" {
				b.fact(f[0], f[1])
			}
		}
	}
	if len(r.Log) > 0 {
		b.section("Changes of do-not-call lists")
	}
	for _, e := range r.Log {
		text := fmt.Sprintf("%s: %s by %s", e.List, e.Action, cmp.Or(e.By, "nobody named"))
		for _, more := range []string{e.Reason, e.Source} {
			if more != "" {
				text += ", " + more
			}
		}
		b.fact(clock(&e.At, time.DateOnly), text)
	}
}

// whyNot returns why somebody may not be called: at this moment, or at all.
func whyNot(c contact.Callable) string {
	if c.Next == nil {
		return "no: " + c.Why
	}
	return "not now: " + c.Why
}

// localClock writes a moment, with the time of day at the contact's place if that is
// known.
func localClock(r *contact.OnRecord, at *time.Time) string {
	text := clock(at, time.RFC1123Z)
	if len(r.Contacts) == 0 || r.Contacts[0].TimeZone == nil || at == nil {
		return text
	}
	if place, err := time.LoadLocation(*r.Contacts[0].TimeZone); err == nil {
		text += fmt.Sprintf(" (%s in %s)", at.In(place).Format("15:04"), place)
	}
	return text
}

func writeContact(c *contact.KnownContact, b *printout) {
	b.section("Contact " + strconv.FormatInt(c.ID, 10))
	zones := c.TimeZones
	if zones != nil && c.TimeZone != nil && *zones == *c.TimeZone {
		zones = nil
	}
	for _, f := range []struct {
		name  string
		value *string
	}{
		{"extension", c.PhoneExt}, {"first name", c.FirstName}, {"last name", c.LastName}, {"e-mail", c.Email},
		{"address", c.Address}, {"city", c.City}, {"state", c.State}, {"ZIP", c.Zip},
		{"time zone", c.TimeZone}, {"time zones", zones}, {"consent date", c.ConsentDate}, {"consent source", c.ConsentSource},
	} {
		if f.value != nil {
			b.fact(f.name, *f.value)
		}
	}
	if len(c.OtherPhones) > 0 {
		b.fact("other phones", strings.Join(c.OtherPhones, ", "))
	}
	for _, key := range slices.Sorted(maps.Keys(c.Fields)) {
		text, isText := c.Fields[key].(string)
		if !isText {
			whole, _ := json.Marshal(c.Fields[key]) // it was read from JSON
			text = string(whole)
		}
		b.fact(Cell(key), text)
	}
	if len(c.Tags) > 0 {
		b.fact("tags", list(c.Tags))
	}
	created := clock(&c.CreatedAt, time.RFC1123Z)
	if c.ImportID != nil {
		created += fmt.Sprintf(" by import %d", *c.ImportID)
	}
	b.fact("created", created)
	if !c.UpdatedAt.Equal(c.CreatedAt) {
		b.fact("updated", clock(&c.UpdatedAt, time.RFC1123Z))
	}
}

func writeNumberImport(im *contact.NumberImport, b *printout) {
	status := im.Status
	if im.UndoneAt != nil {
		status += " " + clock(im.UndoneAt, time.RFC1123Z)
	}
	b.printf("\n%s %s\n", b.paint(bold, fmt.Sprintf("Import %d", im.ID)), Cell(status))
	b.fact("file", im.FileName)
	if im.FileSHA256 != nil {
		b.fact("SHA-256", *im.FileSHA256)
	}
	for _, row := range im.Rows {
		text := ""
		for _, c := range row.Consent {
			text += fmt.Sprintf("; %s: %q", c.Column, c.Cell)
		}
		if row.ConsentDate != nil {
			text += "; consent date " + *row.ConsentDate
		}
		if row.ConsentSource != nil {
			text += "; consent source " + *row.ConsentSource
		}
		b.fact(fmt.Sprintf("line %d", row.Line), cmp.Or(strings.TrimPrefix(text, "; "), "no column of consent"))
	}
	for _, c := range im.Changes {
		value := func(v *string) string {
			if v == nil {
				return "nothing"
			}
			return strconv.Quote(*v)
		}
		b.fact("changed", fmt.Sprintf("%s from %s to %s", c.Field, value(c.Before), value(c.After)))
	}
	by := im.By
	if im.Host != "" {
		by += " on " + im.Host
	}
	b.fact("attested by", by+", "+clock(&im.At, time.RFC1123Z))
	if im.Note != "" {
		b.fact("note", im.Note)
	}
	b.fact("statement", im.Statement)
}
