package store

import (
	"testing"
	"time"

	"rollcall/pkg/contact"
)

// TestCallableNow places call windows around the present moment of zones.
func TestCallableNow(t *testing.T) {
	db := open(t)
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now().In(zone)
	window := func(from, to int) string {
		clock := func(h int) string { return now.Add(time.Duration(h) * time.Hour).Format("15:04") }
		return clock(from) + "-" + clock(to)
	}
	lists := map[string]string{
		"open":       window(-2, 2), // in Chicago, an hour behind, too
		"just open":  window(0, 2),  // but not yet in Chicago
		"open later": window(1, 3),
		"by night":   window(3, 23),
		"long open":  window(-2, 20), // in Tokyo, 13 or 14 hours ahead, too
	}
	seen := map[string][]string{}
	for name, w := range lists {
		run(t, db, Spec{FileName: name, Duplicates: contact.Update, Powerlist: &Powerlist{Name: name, DialMode: "ai", CallWindow: w}},
			row("+10001", value(contact.TimeZone, "America/New_York")),
			row("+20002", value(contact.TimeZone, "America/New_York America/Chicago")),
			row("+30003", value(contact.TimeZone, "America/New_York Asia/Tokyo")),
			row("+40004"),
			row("+50005", value(contact.TimeZone, "Mars/Olympus")),
			row("+60006", value(contact.TimeZone, "America/New_York")),
		)
		seen[name] = nil
	}
	if _, err := db.Suppress(t.Context(), seq("+60006"), SuppressionChange{}); err != nil {
		t.Fatal(err)
	}
	for name := range lists {
		seen[name] = table(t, db, "select phone from callable_now where powerlist = $1 order by position", name)
	}
	one, two, far := `(+10001)`, `(+20002)`, `(+30003)`
	same(t, "callable", seen, map[string][]string{
		"open": {one, two}, "just open": {one}, "open later": {}, "by night": {}, "long open": {one, two, far},
	})
}
