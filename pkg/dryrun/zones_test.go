package dryrun

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"rollcall/pkg/contact"
)

// zoned is a row with a time zone.
func zoned(line int64, phone, zone string) contact.Row {
	r := row(line, phone)
	r.Contact.Values[contact.TimeZone] = zone
	return r
}

// The zones are those of the contacts that would be created or updated. Where
// rows are folded, the last that names any holds.
func TestZones(t *testing.T) {
	rows := []contact.Row{
		zoned(2, "+12064441001", "America/Los_Angeles"),
		zoned(3, "+12064441001", "America/Los_Angeles"),
		zoned(4, "+18004441002", "America/New_York America/Chicago"),
		zoned(5, "+18004441002", "America/Chicago"),
		zoned(6, "+18004441002", "America/New_York America/Chicago"),
		zoned(7, "+18004441002", ""),
		zoned(8, "+18004441003", ""),
		zoned(9, "+18004441003", "America/New_York America/Chicago"),
		zoned(10, "+18004441004", ""),
		zoned(11, "+18004441005", "America/Denver"),
		{Line: 12, Reason: contact.NoPhone},
	}
	suppressed := NewPhoneSet()
	suppressed.Add("+18004441005")
	tests := map[contact.Duplicates]contact.Zones{
		contact.Skip:   {ByName: map[string]int64{"America/Los_Angeles": 1}, Ambiguous: 1, Unknown: 2},
		contact.Update: {ByName: map[string]int64{"America/Los_Angeles": 1}, Ambiguous: 2, Unknown: 1},
		contact.Create: {ByName: map[string]int64{"America/Los_Angeles": 2, "America/Chicago": 1}, Ambiguous: 3, Unknown: 3},
	}
	for mode, want := range tests {
		for cut := range len(rows) {
			o := run(t, Options{Duplicates: mode, Suppressed: suppressed}, rows[:cut], rows[cut:])
			if diff := cmp.Diff(want, o.Zones); diff != "" {
				t.Errorf("%v, cut at %d (-want +got):\n%s", mode, cut, diff)
			}
			if o.Zones.Total() != o.Created+o.Updated {
				t.Errorf("%v: %d contacts have zones, of %d", mode, o.Zones.Total(), o.Created+o.Updated)
			}
		}
	}
}
