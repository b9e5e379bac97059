package store

import (
	"fmt"
	"testing"
	"time"

	"rollcall/pkg/contact"
)

// zoneAt returns a time zone whose clock shows an hour now.
func zoneAt(now time.Time, hour int) string {
	offset := (hour-now.UTC().Hour()+36)%24 - 12
	return fmt.Sprintf("Etc/GMT%+d", -offset) // the signs are the other way round
}

// TestCallableNow places call windows around the present moment of zones.
func TestCallableNow(t *testing.T) {
	db := open(t)
	now := time.Now().UTC()
	noon, eleven, night := zoneAt(now, 12), zoneAt(now, 11), zoneAt(now, 2)
	lists := map[string]string{
		"open": "10:00-14:00", "just open": "12:00-14:00", "open later": "13:00-15:00",
		"by night": "22:00-03:00", "all day": "00:00-23:59", "law": "",
	}
	seen := map[string][]string{}
	for name, w := range lists {
		run(t, db, Spec{FileName: name, Duplicates: contact.Update, Powerlist: &contact.PowerlistOptions{Name: name, DialMode: "ai", CallWindow: w}},
			row("+10001", value(contact.TimeZone, noon)),
			row("+20002", value(contact.TimeZone, noon+" "+eleven)),
			row("+30003", value(contact.TimeZone, noon+" "+night)),
			row("+40004"),
			row("+50005", value(contact.TimeZone, "Mars/Olympus")),
			row("+60006", value(contact.TimeZone, noon)),
			row("+70007", value(contact.TimeZone, night)),
		)
		seen[name] = nil
	}
	if _, err := db.Suppress(t.Context(), seq("+60006"), SuppressionChange{}); err != nil {
		t.Fatal(err)
	}
	for name := range lists {
		seen[name] = table(t, db, "select phone from callable_now where powerlist = $1 order by position", name)
	}
	one, two := `(+10001)`, `(+20002)`
	same(t, "callable", seen, map[string][]string{
		"open": {one, two}, "just open": {one}, "open later": {}, "by night": {}, "all day": {one, two}, "law": {one, two},
	})
	same(t, "dialable", table(t, db, "select phone from dialable where powerlist = 'law' order by position"),
		[]string{one, two, `(+30003)`, `(+40004)`, `(+50005)`, `(+70007)`})
	same(t, "columns", table(t, db, "select local_time::text like '12:%', open_until - date_trunc('hour', now()) from callable_now where powerlist = 'open' and phone = '+10001'"),
		[]string{"(t,02:00:00)"})
}
