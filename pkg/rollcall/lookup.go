package rollcall

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"rollcall/pkg/calling"
	"rollcall/pkg/contact"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// LookupOptions say which number Lookup is about.
type LookupOptions struct {
	Env
	// Number is a phone number, of Region where it has no country code.
	Number string
	Region string
}

// Lookup returns all that is on record about a number: for a complaint, a
// regulator, or the person.
func Lookup(ctx context.Context, o LookupOptions) (*report.Lookup, error) {
	number, err := parseNumber(o.Number, o.Region, true)
	if err != nil {
		return nil, err
	}
	r := &report.Lookup{Number: number, Contacts: []report.LookupContact{}, OtherOf: []report.LookupOther{}, Powerlists: []report.LookupPlace{},
		Imports: []report.LookupImport{}, Suppressions: []report.LookupList{}, SuppressionLog: []report.LookupListEvent{}}
	db, err := o.openExisting(ctx)
	if err != nil {
		return nil, err
	}
	var all store.OnRecord
	if db != nil {
		defer db.Close()
		if all, err = db.OnRecord(ctx, number); err != nil {
			return nil, err
		}
	}
	for i := range all.Contacts {
		r.Contacts = append(r.Contacts, lookupContact(&all.Contacts[i]))
	}
	for _, of := range all.OtherOf {
		r.OtherOf = append(r.OtherOf, report.LookupOther(of))
	}
	for i := range all.Imports {
		r.Imports = append(r.Imports, lookupImport(&all.Imports[i]))
	}
	for _, l := range all.Lists {
		r.Suppressions = append(r.Suppressions, report.LookupList{List: l.List, Reason: l.Reason, AsOf: l.AsOf.UTC(),
			Expired: l.Expired, Source: l.Source, By: l.By})
	}
	for _, e := range all.Log {
		r.SuppressionLog = append(r.SuppressionLog, report.LookupListEvent{Action: e.Action, List: e.List, Reason: e.Reason,
			Source: e.Source, By: e.By, At: e.At.UTC()})
	}
	c := callability{all: &all, now: time.Now()}
	for i := range all.Places {
		p := &all.Places[i]
		callable := c.ofPlace(p)
		r.Powerlists = append(r.Powerlists, report.LookupPlace{ID: p.PowerlistID, Name: p.Powerlist, DialMode: p.DialMode,
			Position: p.Position, ContactID: p.ContactID, Callable: callable})
	}
	r.Callable = c.of(r.Powerlists)
	return r, nil
}

func lookupContact(c *store.KnownContact) report.LookupContact {
	value := func(f contact.Field) *string { return unlessEmpty(c.Values[f]) }
	fields := map[string]any{}
	if json.Unmarshal(c.Fields, &fields) != nil {
		fields = map[string]any{} // the table holds objects alone
	}
	return report.LookupContact{
		ID: c.ID, Phone: c.Phone, PhoneExt: value(contact.PhoneExt), OtherPhones: names(c.OtherPhones), FirstName: value(contact.FirstName),
		LastName: value(contact.LastName), Email: value(contact.Email), Address: value(contact.Address),
		City: value(contact.City), State: value(contact.State), Zip: value(contact.Zip),
		Fields: fields, Tags: names(c.Tags), TimeZone: value(contact.TimeZone), TimeZones: unlessEmpty(c.TimeZones),
		TimeZoneFrom: unlessEmpty(c.ZoneFrom), ConsentDate: value(contact.ConsentDate), ConsentSource: value(contact.ConsentSource),
		ImportID: c.ImportID, CreatedAt: c.Created.UTC(), UpdatedAt: c.Updated.UTC(),
	}
}

func lookupImport(im *store.NumberImport) report.LookupImport {
	r := report.LookupImport{
		ID: im.ID, Status: im.Status, FileName: im.FileName, FileSHA256: unlessEmpty(im.FileSHA256), Consent: im.Consent,
		Powerlist: unlessEmpty(im.Powerlist), StartedAt: im.StartedAt.UTC(), FinishedAt: instant(im.FinishedAt),
		UndoneAt: instant(im.UndoneAt), UndoneBy: unlessEmpty(im.UndoneBy), Version: im.Version,
		Created: im.Created, Rows: []report.LookupRow{}, Changes: []report.LookupChange{},
	}
	if !r.At.IsZero() {
		r.At = r.At.UTC()
	}
	for _, e := range im.Evidence {
		row := report.LookupRow{Line: e.Line, ConsentDate: unlessEmpty(e.ConsentDate), ConsentSource: unlessEmpty(e.ConsentSource),
			Consent: []report.LookupCell{}}
		for i, header := range im.Columns {
			cell := ""
			if i < len(e.Answers) {
				cell = e.Answers[i]
			}
			row.Consent = append(row.Consent, report.LookupCell{Column: header, Cell: cell})
		}
		r.Rows = append(r.Rows, row)
	}
	for _, c := range im.Changes {
		r.Changes = append(r.Changes, report.LookupChange{ContactID: c.ContactID, Field: c.Field,
			Before: unlessEmpty(c.Before), After: unlessEmpty(c.After)})
	}
	return r
}

// callability reports whether a number may be called: where the program and the
// database differ, who is stricter is right.
type callability struct {
	all *store.OnRecord
	now time.Time
}

// ofPlace is about a place on a powerlist.
func (c *callability) ofPlace(p *store.NumberPlace) report.Callable {
	call := calling.Call{Automated: p.DialMode == "ai", FederalOnly: p.CallingRules == "federal"}
	if w, ok := calling.ParseWindow(p.CallWindow); ok {
		call.Window = &w
	}
	i := slices.IndexFunc(c.all.Contacts, func(k store.KnownContact) bool { return k.ID == p.ContactID })
	if i < 0 {
		return report.Callable{Why: "its contact is gone"}
	}
	return c.ofContact(&c.all.Contacts[i], p.Except, call, p.CallableNow)
}

func (c *callability) ofContact(k *store.KnownContact, except []string, call calling.Call, inView bool) report.Callable {
	if why := c.barred(except); why != "" {
		return report.Callable{Why: why}
	}
	place := calling.Locate(calling.Evidence{Phone: k.Phone, Zip: k.Values[contact.Zip], State: k.Values[contact.State]})
	if place.Zones = k.TimeZones; place.Zones == "" {
		place.Zones = k.Values[contact.TimeZone]
	}
	if k.CallingStates != "" { // another program may have changed the state since
		place.States = strings.TrimSpace(k.CallingStates + " " + calling.Locate(calling.Evidence{Phone: k.Phone, State: k.Values[contact.State]}).States)
	}
	verdict := place.At(c.now, call)
	switch {
	case verdict.Open && inView:
		return report.Callable{Now: true, Until: instant(verdict.Until)}
	case verdict.Open:
		return report.Callable{Why: "callable_now does not have it at this moment, though the program would: the time zone data of one of them is older, or another program changed the contact"}
	}
	r := report.Callable{Why: verdict.Why}
	if next, ok := place.Next(c.now, call); ok {
		r.Next = instant(next)
	}
	return r
}

// barred says which do-not-call lists bind, or nothing.
func (c *callability) barred(except []string) string {
	var on []string
	for _, l := range c.all.Lists {
		switch {
		case l.Expired || l.List != store.InternalList && slices.Contains(except, l.List):
		case l.List == store.InternalList:
			on = append(on, fmt.Sprintf("the internal do-not-call list since %s", day(l.AsOf.UTC())))
		default:
			on = append(on, fmt.Sprintf("the do-not-call list %s as of %s", l.List, day(l.AsOf.UTC())))
		}
	}
	if len(on) == 0 {
		return ""
	}
	return "it is on " + strings.Join(on, " and on ")
}

// of is about the number: it may be called if one of its places may, and a
// contact on no powerlist as if all lists bound it.
func (c *callability) of(places []report.LookupPlace) report.Callable {
	var each []report.Callable
	for _, p := range places {
		each = append(each, p.Callable)
	}
	for i := range c.all.Contacts {
		k := &c.all.Contacts[i]
		if !slices.ContainsFunc(places, func(p report.LookupPlace) bool { return p.ContactID == k.ID }) {
			each = append(each, c.ofContact(k, nil, calling.Call{}, k.CallableNow))
		}
	}
	if len(each) == 0 {
		if why := c.barred(nil); why != "" {
			return report.Callable{Why: why}
		}
		return report.Callable{Why: "no contact has this number"}
	}
	best := each[0]
	for _, r := range each[1:] {
		if r.Sooner(best) {
			best = r
		}
	}
	return best
}
