package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Erased is what there was of a person.
type Erased struct {
	// Contacts is how many contacts had the number, Entries on how many places
	// of powerlists they stood, Changes how many values kept for undo.
	Contacts, Entries, Changes int64
	// Others is how many contacts of others had it among their further numbers.
	Others int64
	// Rows is of how many rows of files evidence was kept.
	Rows int64
	// Suppressed: the number is on the do-not-call list, where it stays.
	Suppressed bool
}

// eraseTags forgets those of a person's tags that an import made and that nobody
// else has: they tell of nobody but the person.
func (s *transaction) eraseTags(tags []string) {
	if len(tags) == 0 {
		return
	}
	s.joinByHash()
	own := s.texts("select name from tags where name = any($1::text[]) and import_id is not null", tags)
	if len(own) == 0 {
		return
	}
	own = without(own, s.usedTags(own))
	s.exec("delete from tags where name = any($1::text[])", own)
	s.exec(`update imports set tags = `+minus("tags", "$1::text[]")+`, new_tags = `+minus("new_tags", "$1::text[]")+`
		where `+overlap("tags", "$1::text[]"), own)
}

// Erase forgets all contacts with a number, in E.164 form, with the tags that only
// they have, and what is kept of them for undo. That the number must not be called is not forgotten. A dry run
// does the same and rolls it back.
func (db *DB) Erase(ctx context.Context, phone string, dryRun bool) (Erased, error) {
	var e Erased
	if err := db.ready(ctx); err != nil {
		return e, err
	}
	number := hidden(phone)
	if number == nil {
		return e, fmt.Errorf("erasing a contact: %q is not a number in E.164 form", phone)
	}
	err := db.change(ctx, func(tx pgx.Tx) error {
		q := transaction{ctx: ctx, tx: tx}
		q.lockImports()
		q.awaitInDoubt(db)
		e.Entries = q.exec("delete from powerlist_contacts where phone = "+hiddenPhone("$1"), number)
		e.Changes = q.exec("delete from import_changes where phone = "+hiddenPhone("$1"), number)
		e.Rows = q.eraseEvidence(phone)
		tags := q.texts("select distinct unnest(tags) from contacts where phone = "+hiddenPhone("$1"), number)
		e.Contacts = q.exec("delete from contacts where phone = "+hiddenPhone("$1"), number)
		e.Others = q.eraseOther(phone)
		q.eraseTags(tags)
		q.query("select true from suppressions where phone = "+hiddenPhone("$1"), []any{number}, &e.Suppressed)
		if e.Contacts > 0 || e.Entries > 0 {
			text, _ := json.Marshal(EraseEvent{"erase", phone, e.Contacts, e.Entries, e.Suppressed}) // always has a JSON form
			q.notify(text)
		}
		if q.err == nil && dryRun {
			return errDryRun
		}
		return q.err
	})
	if err != nil && err != errDryRun {
		return e, fmt.Errorf("erasing a contact: %w", err)
	}
	return e, nil
}
