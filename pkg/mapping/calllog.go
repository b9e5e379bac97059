package mapping

import (
	"regexp"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/profile"
)

// bothEnds: either end may be the business's own, so neither is dialed.
const bothEnds = "both"

// businessEnd returns which end of the calls in a log is the business: "from" if the calls
// went out, "to" if they came in, bothEnds if there are both. Where no column has the
// direction, it is the end whose other end has a name, else the end with few numbers that
// recur, else bothEnds. It is empty if the file is not a log of calls.
func (s *suggester) businessEnd() string {
	ends := map[string]*profile.Column{}
	out, in := false, false
	callers, called := false, false
	for i := range s.columns {
		c := &s.columns[i]
		if end := header.CallEnd(c.Header); end != "" && c.Profile.LooksLike == profile.Phone {
			ends[end] = c.Profile
		}
		if words := header.Words(c.Header); c.Profile.LooksLike != profile.Phone && slices.Contains(words, "name") {
			callers = callers || slices.Contains(words, "caller") || slices.Contains(words, "from")
			called = called || slices.Contains(words, "called") || slices.Contains(words, "callee") || slices.Contains(words, "to")
		}
		if c.Profile.Distinct > 6 {
			continue
		}
		for _, v := range s.values(c.Profile) {
			word := lower(v.Text)
			out = out || strings.HasPrefix(word, "outbound") || strings.HasPrefix(word, "outgoing")
			in = in || strings.HasPrefix(word, "inbound") || strings.HasPrefix(word, "incoming")
		}
	}
	switch {
	case ends["from"] == nil || ends["to"] == nil:
		return ""
	case out && in:
		return bothEnds
	case in, !out && callers && !called, !out && 2*ends["to"].Distinct <= ends["from"].Distinct:
		return "to"
	case out, called && !callers, 2*ends["from"].Distinct <= ends["to"].Distinct:
		return "from"
	}
	return bothEnds
}

// noContacts returns what a list is that has numbers, and names nobody: a log of calls, with
// the moment of each and its length or its price, a stock of telephones, a plan of
// numbers, or the lines of a phone system, with what answers them. It is empty for any other.
func (s *suggester) noContacts() string {
	var days, clocks, called, length, bill, device, line bool
	plan := 0
	for i := range s.columns {
		c := &s.columns[i]
		switch is := c.Profile.LooksLike; {
		case header.NumberPlans.In(c.Header):
			plan++
		case aboutPeople(c):
			return ""
		case is == profile.Phone:
			called = called || header.CallEnd(c.Header) != ""
		case header.Devices.In(c.Header):
			device = true
		case header.CallLengths.In(c.Header):
			length = true
		case header.CallHooks.In(c.Header) && is == profile.URL:
			line = true
		case header.CallBills.In(c.Header):
			bill = bill || is == profile.Number
		case 10*int64(c.Profile.Distinct) >= 9*c.Profile.Filled && s.every(c.Profile, momentLike):
			days, clocks = true, true
		default:
			days = days || is == profile.Date
			clocks = clocks || s.every(c.Profile, clockLike)
		}
	}
	const planned = 2 // columns
	switch {
	case plan >= planned:
		return "a number in a table of numbers and who serves them, which names nobody"
	case days && clocks && (length || called && bill):
		return "a number in a log of calls, which names nobody"
	case device:
		return "the number of a telephone in a list of telephones, which names nobody"
	case line:
		return "a number of a phone system's own, with what answers calls to it"
	}
	return ""
}

// every reports whether all of a column's values match.
func (s *suggester) every(c *profile.Column, like *regexp.Regexp) bool {
	values := s.values(c)
	return len(values) > 0 && !slices.ContainsFunc(values, func(v profile.Value) bool { return !like.MatchString(v.Text) })
}

// momentLike matches a day with a time, clockLike a time.
var (
	momentLike = regexp.MustCompile(`\d[-/.]\d+[-/.]\d+[T ,]+\d{1,2}:\d\d`)
	clockLike  = regexp.MustCompile(`^\d{1,2}:\d\d(?::\d\d)?(?i: ?[ap](?:\.?m\.?)?)?$`)
)
