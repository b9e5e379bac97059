package store

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
)

// listen returns a connection that is told of every change.
func listen(t *testing.T, db *DB) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), db.pool.Config().ConnString())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	if _, err := conn.Exec(t.Context(), "listen rollcall"); err != nil {
		t.Fatal(err)
	}
	return conn
}

// TestEvents listens to what each kind of change tells, and to nothing of a dry
// run.
func TestEvents(t *testing.T) {
	db := open(t)
	conn := listen(t, db)
	must := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	said := func(want string) {
		t.Helper()
		n, err := conn.WaitForNotification(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var got, wanted any
		if json.Unmarshal([]byte(n.Payload), &got) != nil || json.Unmarshal([]byte(want), &wanted) != nil {
			t.Fatalf("no JSON: %s, %s", n.Payload, want)
		}
		same(t, "event", got, wanted)
	}
	run(t, db, Spec{FileName: "a.csv", Tags: []string{"x"}, Powerlist: &contact.PowerlistOptions{Name: "l", DialMode: "ai"}},
		row("+12065550001"), row("+12065550002"))
	said(`{"event": "import", "id": 1, "import_id": 1, "file": "a.csv", "tags": ["x"], "new_tags": ["x"],
		"powerlist": {"id": 1, "name": "l", "dial_mode": "ai", "contacts": 2}, "rows": 2, "created": 2, "updated": 0, "merged": 0,
		"skipped": {"malformed": 0, "filtered": 0, "no_phone": 0, "invalid_phone": 0, "no_consent": 0, "suppressed": 0, "duplicate": 0},
		"duplicates": {"known": 0, "repeated": 0}}`)
	s, err := db.Suppress(t.Context(), seq("+12065550002"), SuppressionChange{})
	must(s, err)
	same(t, "places", s.Powerlists, []contact.SuppressedPlaces{{ID: 1, Name: "l", Contacts: 1}})
	said(`{"event": "suppress", "list": "internal", "action": "add", "phone": "+12065550002", "added": 1, "removed": 0,
		"powerlists": [{"id": 1, "name": "l", "contacts": 1}]}`)
	must(db.Erase(t.Context(), "+12065550002", true))
	must(db.Erase(t.Context(), "+12065550002", false))
	said(`{"event": "erase", "phone": "+12065550002", "contacts": 1, "powerlist_entries": 1, "suppressed": true}`)
	must(db.Erase(t.Context(), "+12065550002", false)) // nobody is there: no event
	must(db.Undo(t.Context(), 1, "me", true))
	must(db.Undo(t.Context(), 1, "me", false))
	said(`{"event": "undo", "id": 1, "import_id": 1, "file": "a.csv", "tags": ["x"], "powerlist": "l", "powerlist_removed": true,
		"powerlist_entries": 1, "removed": 1, "restored": 0, "kept_changed": 0, "kept_claimed": 0, "gone": 1}`)
	run(t, db, Spec{FileName: "b.csv", Duplicates: contact.Update}, row("+12065550003"))
	said(`{"event": "import", "id": 2, "import_id": 2, "file": "b.csv", "tags": [], "new_tags": [], "powerlist": null,
		"rows": 1, "created": 1, "updated": 0, "merged": 0,
		"skipped": {"malformed": 0, "filtered": 0, "no_phone": 0, "invalid_phone": 0, "no_consent": 0, "suppressed": 0, "duplicate": 0},
		"duplicates": {"known": 0, "repeated": 0}}`)
	_, _, err = db.Unsuppress(t.Context(), seq("+12065550002"), SuppressionChange{})
	must(nil, err)
	said(`{"event": "suppress", "list": "internal", "action": "remove", "phone": "+12065550002", "added": 0, "removed": 1}`)
}
