package store

import (
	"errors"
	"net/url"
	"testing"

	"github.com/jackc/pgx/v5"
)

// TestReserve takes ids while others do.
func TestReserve(t *testing.T) {
	for _, conns := range []string{"1", "4"} {
		base, err := url.Parse(emptyDatabase(t))
		if err != nil {
			t.Fatal(err)
		}
		q := base.Query()
		q.Set("pool_max_conns", conns)
		base.RawQuery = q.Encode()
		db := reopen(t, base.String())
		im, err := db.Begin(t.Context(), Spec{})
		if err != nil {
			t.Fatal(err)
		}
		defer im.Close(nil)
		q.Del("pool_max_conns")
		base.RawQuery = q.Encode()
		other, err := pgx.Connect(t.Context(), base.String())
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close(t.Context())
		const n = 3*idSlice + 1
		m := im.merge(t.Context(), im.txn)
		taken := m.reserve(n)
		if m.err != nil {
			t.Fatal(m.err)
		}
		theirs, last := map[int64]bool{}, int64(0)
		for i := range n {
			if i%(idSlice/8) == 0 {
				var id int64
				if err := other.QueryRow(t.Context(), "select nextval(pg_get_serial_sequence('contacts', 'id'))").Scan(&id); err != nil {
					t.Fatal(err)
				}
				theirs[id] = true
			}
			id, err := taken.next()
			if err != nil || id <= last || theirs[id] {
				t.Fatalf("with %s connections, id %d after %d, error %v", conns, id, last, err)
			}
			last = id
		}
		if _, err := taken.next(); !errors.Is(err, errNoIDs) {
			t.Errorf("after the last id comes the error %v", err)
		}
		early := m.reserve(n)
		if _, err := early.next(); err != nil {
			t.Error(err)
		}
		if err := early.close(); err != nil {
			t.Error(err)
		}
	}
}
