package store

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
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
	address := emptyDatabase(t)
	db := reopen(t, address)
	im, err := db.Begin(t.Context(), Spec{})
	if err != nil {
		t.Fatal(err)
	}
	defer im.Close(nil)
	other, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close(t.Context())
	const n = 20_000
	m := im.merge(t.Context(), im.txn)
	theirs, enough, ended := map[int64]bool{}, make(chan struct{}), make(chan error)
	go func() {
		for {
			select {
			case <-enough:
				ended <- nil
				return
			default:
			}
			var id int64
			if err := other.QueryRow(context.Background(), "select nextval(pg_get_serial_sequence('contacts', 'id'))").Scan(&id); err != nil {
				ended <- err
				return
			}
			theirs[id] = true
		}
	}()
	taken := m.reserve(n)
	close(enough)
	if err := <-ended; err != nil || m.err != nil {
		t.Fatal(err, m.err)
	}
	last := int64(0)
	for range n {
		id, err := taken.next()
		if err != nil || id <= last || theirs[id] {
			t.Fatalf("id %d after %d, error %v", id, last, err)
		}
		last = id
	}
	if _, err := taken.next(); !errors.Is(err, errNoIDs) {
		t.Errorf("after the last id comes the error %v", err)
	}
}

// TestOneConnection imports a long list through a pool of one connection, as
// behind a pooler of that size: an import waits for no other connection.
func TestOneConnection(t *testing.T) {
	base, err := url.Parse(emptyDatabase(t))
	if err != nil {
		t.Fatal(err)
	}
	q := base.Query()
	q.Set("pool_max_conns", "1")
	base.RawQuery = q.Encode()
	db := reopen(t, base.String())
	if n := db.pool.Config().MaxConns; n != 1 {
		t.Fatalf("the pool has %d connections", n)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	const n = 70_000
	rows := make([]contact.Row, n)
	for i := range rows {
		rows[i] = row(fmt.Sprintf("+1206%07d", i))
	}
	o, _, err := tryRun(ctx, db, Spec{FileName: "long", Suppress: ranges("12060000001")}, rows...)
	if err != nil || o.Created != n-1 {
		t.Fatalf("created %d, error %v", o.Created, err)
	}
	if _, err := db.Undo(ctx, o.ImportID, "me", false); err != nil {
		t.Fatal(err)
	}
}
