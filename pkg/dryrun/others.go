package dryrun

import (
	"strings"

	"rollcall/pkg/contact"
)

// leaveOut removes further numbers of contacts that must not be called, as the import
// does: those on a do-not-call list, in a suppression file, or refused by a row of the
// file, even a later one. The statuses begin with those of these numbers, and it returns
// how many there are.
func (s *Sink) leaveOut(contacts []*contact.Contact, statuses []contact.PhoneStatus) (n int) {
	for _, c := range contacts {
		if c.OtherPhones == "" {
			continue
		}
		var kept []string
		for _, phone := range strings.Fields(c.OtherPhones) {
			number := digits(phone)
			barred := statuses[n].List != "" || s.o.Suppressed != nil && s.o.Suppressed.has(number) || s.refusals.byNumber[number] != nil
			if n++; !barred {
				s.others.add(number)
				kept = append(kept, phone)
			}
		}
		c.OtherPhones = strings.Join(kept, " ")
	}
	return n
}
