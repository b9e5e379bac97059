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

// Lookup is all that is on record about a number.
type Lookup struct {
	Number   string          `json:"number"`
	Contacts []LookupContact `json:"contacts"`
	// OtherOf are the contacts that have it among their further numbers.
	OtherOf      []LookupOther  `json:"other_of"`
	Powerlists   []LookupPlace  `json:"powerlists"`
	Imports      []LookupImport `json:"imports"`
	Suppressions []LookupList   `json:"suppressions"`
	// SuppressionLog are the changes of do-not-call lists that named the number
	// alone: who put it on, who took it off.
	SuppressionLog []LookupListEvent `json:"suppression_log"`
	Callable       Callable          `json:"callable"`
}

// LookupContact is a contact as its table has it; null is no value.
type LookupContact struct {
	ID       int64   `json:"id"`
	Phone    string  `json:"phone"`
	PhoneExt *string `json:"phone_ext"`
	// OtherPhones are its further numbers, but for those on a do-not-call list.
	OtherPhones   []string       `json:"other_phones"`
	FirstName     *string        `json:"first_name"`
	LastName      *string        `json:"last_name"`
	Email         *string        `json:"email"`
	Address       *string        `json:"address"`
	City          *string        `json:"city"`
	State         *string        `json:"state"`
	Zip           *string        `json:"zip"`
	Fields        map[string]any `json:"fields"`
	Tags          []string       `json:"tags"`
	TimeZone      *string        `json:"time_zone"`
	TimeZones     *string        `json:"time_zones"`
	TimeZoneFrom  *string        `json:"time_zone_from"`
	ConsentDate   *string        `json:"consent_date"`
	ConsentSource *string        `json:"consent_source"`
	// ImportID is the import that created it, or null.
	ImportID  *int64    `json:"import_id"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
}

// LookupOther is a contact that has the number among its further ones.
type LookupOther struct {
	ContactID int64  `json:"contact_id"`
	Phone     string `json:"phone"`
}

// LookupPlace is a place of a contact on a powerlist.
type LookupPlace struct {
	ID        int64    `json:"id"`
	Name      string   `json:"name"`
	DialMode  string   `json:"dial_mode"`
	Position  int64    `json:"position"`
	ContactID int64    `json:"contact_id"`
	Callable  Callable `json:"callable"`
}

// LookupImport is an import that created, updated or listed a contact of the
// number.
type LookupImport struct {
	ID         int64   `json:"id"`
	Status     string  `json:"status"`
	FileName   string  `json:"file_name"`
	FileSHA256 *string `json:"file_sha256"`
	contact.Consent
	// Rows are those of the file with the number; none where the import was made
	// by a version that did not keep them.
	Rows []LookupRow `json:"rows"`
	// Created: a contact that is there was made by it. Changes are what it changed
	// of contacts, as long as it is not undone.
	Created    bool           `json:"created"`
	Changes    []LookupChange `json:"changes"`
	Powerlist  *string        `json:"powerlist"`
	StartedAt  time.Time      `json:"started_at"`
	FinishedAt *time.Time     `json:"finished_at"`
	UndoneAt   *time.Time     `json:"undone_at"`
	UndoneBy   *string        `json:"undone_by"`
	// Version is that of the program.
	Version string `json:"version"`
}

// LookupRow is a row of an imported file.
type LookupRow struct {
	// Line is that of the file.
	Line          int64        `json:"line"`
	Consent       []LookupCell `json:"consent"`
	ConsentDate   *string      `json:"consent_date"`
	ConsentSource *string      `json:"consent_source"`
}

// LookupCell is a cell of a column of consent, as it stands in the file.
type LookupCell struct {
	Column string `json:"column"`
	Cell   string `json:"cell"`
}

// LookupChange is what an import did to a value of a contact.
type LookupChange struct {
	ContactID int64   `json:"contact_id"`
	Field     string  `json:"field"`
	Before    *string `json:"before"`
	After     *string `json:"after"`
}

// LookupList is a do-not-call list that the number is on, and what put it there:
// of a list other than the internal one, what changed the list last.
type LookupList struct {
	List    string    `json:"list"`
	Reason  string    `json:"reason"`
	AsOf    time.Time `json:"as_of"`
	Expired bool      `json:"expired"`
	Source  string    `json:"source"`
	By      string    `json:"by"`
}

// LookupListEvent is a change of a do-not-call list.
type LookupListEvent struct {
	Action string    `json:"action"`
	List   string    `json:"list"`
	Reason string    `json:"reason"`
	Source string    `json:"source"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// Callable reports whether somebody may be called now, else why not.
type Callable struct {
	Now bool `json:"now"`
	// Why is empty where Now.
	Why string `json:"why"`
	// Next is when it may be called next, null where that is now, or never. Until
	// is when the hours close, where Now.
	Next  *time.Time `json:"next"`
	Until *time.Time `json:"until"`
}

// Sooner reports whether calls are allowed sooner than under another.
func (c Callable) Sooner(than Callable) bool {
	switch {
	case c.Now != than.Now:
		return c.Now
	case c.Now:
		return c.Until != nil && than.Until != nil && c.Until.After(*than.Until)
	case c.Next == nil || than.Next == nil:
		return c.Next != nil
	}
	return c.Next.Before(*than.Next)
}

// WriteLookup shows to a person what is on record.
func WriteLookup(w io.Writer, r *Lookup, s Style) error {
	var b strings.Builder
	b.WriteString(s.paint(bold, r.Number) + "\n")
	if c := r.Callable; c.Now {
		s.fact(&b, "may be called", "now, until "+r.clock(c.Until))
	} else {
		s.fact(&b, "may be called", c.whyNot())
		if c.Next != nil {
			s.fact(&b, "next", r.clock(c.Next))
		}
	}
	for i := range r.Contacts {
		r.Contacts[i].write(&b, s)
	}
	for _, p := range r.Powerlists {
		fmt.Fprintf(&b, "\n%s\n", s.paint(bold, "Powerlist "+Cell(p.Name)))
		s.fact(&b, "place", fmt.Sprintf("%d, %s", p.Position, p.DialMode))
		if !p.Callable.Now {
			s.fact(&b, "may be called", p.Callable.whyNot())
		}
	}
	for i := range r.Imports {
		r.Imports[i].write(&b, s)
	}
	for _, l := range r.Suppressions {
		fmt.Fprintf(&b, "\n%s\n", s.paint(bold, "On the do-not-call list "+Cell(l.List)))
		since := "since"
		if l.List != "internal" {
			since = "as of"
		}
		s.fact(&b, since, clock(&l.AsOf, time.RFC1123Z))
		if l.Expired {
			s.fact(&b, "expired", "it no longer applies")
		}
		for _, f := range [][2]string{{"reason", l.Reason}, {"source", l.Source}, {"by", l.By}} {
			if f[1] != "" {
				s.fact(&b, f[0], f[1])
			}
		}
	}
	if len(r.SuppressionLog) > 0 {
		fmt.Fprintf(&b, "\n%s\n", s.paint(bold, "Changes of do-not-call lists"))
		for _, e := range r.SuppressionLog {
			text := fmt.Sprintf("%s: %s by %s", e.List, e.Action, cmp.Or(e.By, "nobody named"))
			for _, more := range []string{e.Reason, e.Source} {
				if more != "" {
					text += ", " + more
				}
			}
			s.fact(&b, clock(&e.At, time.DateOnly), text)
		}
	}
	for _, o := range r.OtherOf {
		s.fact(&b, "also of", fmt.Sprintf("contact %d, %s", o.ContactID, o.Phone))
	}
	if len(r.Contacts)+len(r.OtherOf)+len(r.Imports)+len(r.Suppressions)+len(r.SuppressionLog) == 0 {
		b.WriteString("\nnothing is on record about this number: rows that an import skips are not stored.\nTo see them: rollcall review FILE -m MAPPING --rejects rejects.csv\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// whyNot says why somebody may not be called: at this moment, or at all.
func (c Callable) whyNot() string {
	if c.Next == nil {
		return "no: " + c.Why
	}
	return "not now: " + c.Why
}

// clock writes a moment, with the time of day at the contact's place where one is
// known.
func (r *Lookup) clock(at *time.Time) string {
	text := clock(at, time.RFC1123Z)
	if len(r.Contacts) == 0 || r.Contacts[0].TimeZone == nil || at == nil {
		return text
	}
	if place, err := time.LoadLocation(*r.Contacts[0].TimeZone); err == nil {
		text += fmt.Sprintf(" (%s in %s)", at.In(place).Format("15:04"), place)
	}
	return text
}

func (c *LookupContact) write(b *strings.Builder, s Style) {
	fmt.Fprintf(b, "\n%s\n", s.paint(bold, "Contact "+strconv.FormatInt(c.ID, 10)))
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
			s.fact(b, f.name, *f.value)
		}
	}
	if len(c.OtherPhones) > 0 {
		s.fact(b, "other phones", strings.Join(c.OtherPhones, ", "))
	}
	for _, key := range slices.Sorted(maps.Keys(c.Fields)) {
		text, isText := c.Fields[key].(string)
		if !isText {
			whole, _ := json.Marshal(c.Fields[key]) // it was read from JSON
			text = string(whole)
		}
		s.fact(b, Cell(key), text)
	}
	if len(c.Tags) > 0 {
		s.fact(b, "tags", list(c.Tags))
	}
	created := clock(&c.CreatedAt, time.RFC1123Z)
	if c.ImportID != nil {
		created += fmt.Sprintf(" by import %d", *c.ImportID)
	}
	s.fact(b, "created", created)
	if !c.UpdatedAt.Equal(c.CreatedAt) {
		s.fact(b, "updated", clock(&c.UpdatedAt, time.RFC1123Z))
	}
}

func (im *LookupImport) write(b *strings.Builder, s Style) {
	status := im.Status
	if im.UndoneAt != nil {
		status += " " + clock(im.UndoneAt, time.RFC1123Z)
	}
	fmt.Fprintf(b, "\n%s %s\n", s.paint(bold, fmt.Sprintf("Import %d", im.ID)), Cell(status))
	s.fact(b, "file", im.FileName)
	if im.FileSHA256 != nil {
		s.fact(b, "SHA-256", *im.FileSHA256)
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
		s.fact(b, fmt.Sprintf("line %d", row.Line), cmp.Or(strings.TrimPrefix(text, "; "), "no column of consent"))
	}
	for _, c := range im.Changes {
		value := func(v *string) string {
			if v == nil {
				return "nothing"
			}
			return strconv.Quote(*v)
		}
		s.fact(b, "changed", fmt.Sprintf("%s from %s to %s", c.Field, value(c.Before), value(c.After)))
	}
	by := im.By
	if im.Host != "" {
		by += " on " + im.Host
	}
	s.fact(b, "attested by", by+", "+clock(&im.At, time.RFC1123Z))
	if im.Note != "" {
		s.fact(b, "note", im.Note)
	}
	s.fact(b, "statement", im.Statement)
}
