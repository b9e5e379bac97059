package store

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
)

func TestJoinTags(t *testing.T) {
	var some, more [][]byte
	var want []string
	for i := range 100 {
		tag := fmt.Sprint(i)
		if want = append(want, tag); i < 50 {
			some = append(some, []byte(tag))
		}
		more = append(more, []byte(tag), []byte(tag))
	}
	for _, n := range []int{0, 10, 50, 100} {
		joined := joinTags(slices.Clone(some[:min(n, 50)]), more[:2*n])
		got := make([]string, len(joined))
		for i, tag := range joined {
			got[i] = string(tag)
		}
		same(t, fmt.Sprintf("of %d", n), got, want[:n])
	}
}

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
