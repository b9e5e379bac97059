//go:build unix

package pgtest

import (
	"context"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
)

var migrations atomic.Int64

func migrate(ctx context.Context, url string) error {
	migrations.Add(1)
	return do(ctx, url, "create table t (n int)")
}

func TestDatabasesAreSeparateClones(t *testing.T) {
	for range 4 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			conn, err := pgx.Connect(t.Context(), Database(t, migrate))
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close(t.Context())
			var n int
			if err := conn.QueryRow(t.Context(), "with i as (insert into t values (1) returning n) select (select count(*) from t) + (select count(*) from i)").Scan(&n); err != nil {
				t.Fatal(err)
			}
			if n != 1 {
				t.Errorf("the database holds rows of another test: %d", n-1)
			}
		})
	}
}
