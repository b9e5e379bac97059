package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// addedList is a whole list that was put on the do-not-call list.
type addedList struct {
	AsOf, At time.Time
	Added    int64
}

// maxLists bounds how many lists are looked at, newest first.
const maxLists = 20

// SuppressionsRefreshed tells of when the do-not-call list is: when the newest
// of the whole lists was obtained that were added to it, as long as what it
// brought is still there. A file is a whole list that has at least half as many
// numbers as the largest: a few opt-outs make no registry younger. Where no list was added this way, as where another
// program fills the table, it is when the last number came that is neither an
// opt-out of an import nor a single one. The zero time means that there is no
// list.
func (v *View) SuppressionsRefreshed(ctx context.Context) (at time.Time, err error) {
	if v.empty || v.noSuppressions {
		return at, nil
	}
	err = v.db.read(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `select as_of, created_at, added from suppression_log
			where action = 'add' and is_file and numbers * 2 >= (
				select max(numbers) from suppression_log where action = 'add' and is_file
			) order by as_of desc limit $1`, maxLists)
		if err != nil {
			return err
		}
		lists, err := pgx.CollectRows(rows, pgx.RowToStructByPos[addedList])
		if err != nil {
			return err
		}
		for _, l := range lists {
			there := l.Added == 0
			if !there {
				err = tx.QueryRow(ctx, "select exists (select 1 from suppressions where created_at >= $1 limit 1)", l.At).Scan(&there)
			}
			if err != nil || there {
				at = l.AsOf
				return err
			}
		}
		var last *time.Time
		err = tx.QueryRow(ctx, `select max(created_at) from suppressions
			where source <> $1 and source !~ '^import [0-9]+$'`, SourceSingle).Scan(&last)
		if last != nil {
			at = *last
		}
		return err
	})
	if err != nil {
		return time.Time{}, fmt.Errorf("looking up the age of the do-not-call list: %w", err)
	}
	return at, nil
}
