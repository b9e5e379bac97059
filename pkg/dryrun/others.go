package dryrun

import (
	"context"
	"strings"

	"rollcall/pkg/contact"
)

// leaveOut takes those further numbers of contacts out that must not be called, as
// the import does: what stands on a list, in a suppression file, or is refused by a
// row of the list, which may come later.
func (s *Sink) leaveOut(ctx context.Context, contacts []*contact.Contact) error {
	var phones []string
	for _, c := range contacts {
		if c.OtherPhones != "" {
			phones = append(phones, strings.Fields(c.OtherPhones)...)
		}
	}
	if len(phones) == 0 {
		return nil
	}
	statuses := make([]contact.PhoneStatus, len(phones))
	if s.view != nil {
		var err error
		if statuses, err = s.view.Lookup(ctx, phones); err != nil {
			return err
		}
	}
	at := 0
	for _, c := range contacts {
		var kept []string
		for _, phone := range strings.Fields(c.OtherPhones) {
			number := digits(phone)
			barred := statuses[at].List != "" || s.o.Suppressed != nil && s.o.Suppressed.has(number) || s.refusals.byNumber[number] != nil
			if at++; !barred {
				s.others.add(number)
				kept = append(kept, phone)
			}
		}
		c.OtherPhones = strings.Join(kept, " ")
	}
	return nil
}
