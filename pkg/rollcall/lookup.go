package rollcall

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"rollcall/pkg/calling"
	"rollcall/pkg/contact"
)

// LookupOptions name the number for Lookup.
type LookupOptions struct {
	Env
	// Number is a phone number, of Region where it has no country code.
	Number string
	Region string
}

// Lookup returns all that is on record about a number: for a complaint, a
// regulator, or the person.
func Lookup(ctx context.Context, o LookupOptions) (*contact.OnRecord, error) {
	number, err := parseNumber(o.Number, o.Region, true)
	if err != nil {
		return nil, err
	}
	db, err := o.openExisting(ctx)
	if err != nil {
		return nil, err
	}
	r := contact.NothingOnRecord(number)
	if db != nil {
		defer db.Close()
		if r, err = db.OnRecord(ctx, number); err != nil {
			return nil, err
		}
	}
	c := callability{all: &r, now: time.Now()}
	for i := range r.Places {
		r.Places[i].Callable = c.ofPlace(&r.Places[i])
	}
	r.Callable = c.of()
	return &r, nil
}

// textOr returns a text, or an empty one where there is none.
func textOr(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// callability reports whether a number may be called: where the program and the
// database differ, who is stricter is right.
type callability struct {
	all *contact.OnRecord
	now time.Time
}

// ofPlace is about a place on a powerlist.
func (c *callability) ofPlace(p *contact.NumberPlace) contact.Callable {
	call := calling.Call{Automated: p.DialMode == "ai", FederalOnly: p.CallingRules == "federal"}
	if w, ok := calling.ParseWindow(p.CallWindow); ok {
		call.Window = &w
	}
	i := slices.IndexFunc(c.all.Contacts, func(k contact.KnownContact) bool { return k.ID == p.ContactID })
	if i < 0 {
		return contact.Callable{Why: "its contact is gone"}
	}
	return c.ofContact(&c.all.Contacts[i], p.Except, call, p.CallableNow)
}

func (c *callability) ofContact(k *contact.KnownContact, except []string, call calling.Call, inView bool) contact.Callable {
	if why := c.barred(except); why != "" {
		return contact.Callable{Why: why}
	}
	place := calling.Locate(calling.Evidence{Phone: k.Phone, Zip: textOr(k.Zip), State: textOr(k.State)})
	place.Zones = cmp.Or(textOr(k.TimeZones), textOr(k.TimeZone))
	if k.CallingStates != "" { // another program may have changed the state since
		place.States = strings.TrimSpace(k.CallingStates + " " + calling.Locate(calling.Evidence{Phone: k.Phone, State: textOr(k.State)}).States)
	}
	verdict := place.At(c.now, call)
	switch {
	case verdict.Open && inView:
		return contact.Callable{Now: true, Until: utcOrNil(verdict.Until)}
	case verdict.Open:
		return contact.Callable{Why: "callable_now does not include it now, although the program would: the time zone data of one of them is older, or another program changed the contact"}
	}
	r := contact.Callable{Why: verdict.Why}
	if next, ok := place.Next(c.now, call); ok {
		r.Next = utcOrNil(next)
	}
	return r
}

// barred names the do-not-call lists that bind, if any.
func (c *callability) barred(except []string) string {
	var on []string
	for _, l := range c.all.Lists {
		switch {
		case l.Expired || l.List != contact.InternalList && slices.Contains(except, l.List):
		case l.List == contact.InternalList:
			on = append(on, fmt.Sprintf("the internal do-not-call list since %s", formatDay(l.AsOf)))
		default:
			on = append(on, fmt.Sprintf("the do-not-call list %s as of %s", l.List, formatDay(l.AsOf)))
		}
	}
	if len(on) == 0 {
		return ""
	}
	return "it is on " + strings.Join(on, " and on ")
}

// of is about the number: it may be called if one of its places may, and a
// contact on no powerlist as if all lists bound it.
func (c *callability) of() contact.Callable {
	var each []contact.Callable
	for _, p := range c.all.Places {
		each = append(each, p.Callable)
	}
	for i := range c.all.Contacts {
		k := &c.all.Contacts[i]
		if !slices.ContainsFunc(c.all.Places, func(p contact.NumberPlace) bool { return p.ContactID == k.ID }) {
			each = append(each, c.ofContact(k, nil, calling.Call{}, k.CallableNow))
		}
	}
	if len(each) == 0 {
		if why := c.barred(nil); why != "" {
			return contact.Callable{Why: why}
		}
		return contact.Callable{Why: "no contact has this number"}
	}
	best := each[0]
	for _, r := range each[1:] {
		if r.Sooner(best) {
			best = r
		}
	}
	return best
}
