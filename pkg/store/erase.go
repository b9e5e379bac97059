package store

import (
	"context"
	"encoding/json"
	"fmt"

	"rollcall/pkg/contact"
)

// eraseTags deletes those of a person's tags that an import made and that nobody else
// has: they identify the person.
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
func (db *DB) Erase(ctx context.Context, phone string, dryRun bool) (contact.Erased, error) {
	e := contact.Erased{DryRun: dryRun}
	if err := db.ready(ctx); err != nil {
		return e, err
	}
	number := hidden(phone)
	if number == nil {
		return e, fmt.Errorf("erasing a contact: %q is not a number in E.164 form", phone)
	}
	err := db.change(ctx, statements(ctx, func(q *transaction) {
		q.lockImports()
		q.awaitInDoubt(db)
		e.PowerlistEntries = q.exec("delete from powerlist_contacts where phone = "+hiddenPhone("$1"), number)
		e.UndoRecords = q.exec("delete from import_changes where phone = "+hiddenPhone("$1"), number)
		e.EvidenceRows = q.eraseEvidence(phone)
		tags := q.texts("select distinct unnest(tags) from contacts where phone = "+hiddenPhone("$1"), number)
		e.Contacts = q.exec("delete from contacts where phone = "+hiddenPhone("$1"), number)
		e.OtherContacts = q.eraseOther(phone)
		q.eraseTags(tags)
		q.query("select true from suppressions where phone = "+hiddenPhone("$1"), []any{number}, &e.Suppressed)
		if e.Contacts > 0 || e.PowerlistEntries > 0 {
			text, _ := json.Marshal(EraseEvent{"erase", phone, e.Contacts, e.PowerlistEntries, e.Suppressed}) // always has a JSON form
			q.notify(text)
		}
		if q.err == nil && dryRun {
			q.err = errDryRun
		}
	}))
	if err != nil && err != errDryRun {
		return e, fmt.Errorf("erasing a contact: %w", err)
	}
	return e, nil
}
