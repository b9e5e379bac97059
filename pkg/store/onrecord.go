package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"rollcall/pkg/contact"
)

// OnRecord returns everything that is stored about a number, in E.164 form. A database
// without tables has nothing.
func (db *DB) OnRecord(ctx context.Context, phone string) (all contact.OnRecord, err error) {
	all = contact.NothingOnRecord(phone)
	if ready, err := db.readyOrEmpty(ctx); err != nil || !ready {
		return all, err
	}
	const doing = "looking up a number"
	imports := map[int64]*contact.NumberImport{}
	named := func(id int64) *contact.NumberImport {
		if imports[id] == nil {
			imports[id] = &contact.NumberImport{ID: id, Rows: []contact.EvidenceRow{}, Changes: []contact.ValueChange{}}
		}
		return imports[id]
	}
	err = db.reading(ctx, doing, func(q *transaction) {
		callable := q.callableAt(phone)
		q.readContacts(phone, callable, &all)
		q.readOtherOf(phone, &all)
		q.readPlaces(phone, callable, &all)
		for id, rows := range q.evidenceOf(phone) {
			named(id).Rows = rows
		}
		q.readChanges(phone, named)
		q.readLog(phone, &all)
	})
	if err != nil {
		return all, err
	}
	for _, c := range all.Contacts {
		if c.ImportID != nil {
			named(*c.ImportID).Created = true
		}
	}
	if err := db.readImports(ctx, imports, &all); err != nil {
		return all, fmt.Errorf("%s: %w", doing, err)
	}
	for i := range all.Contacts {
		if all.Contacts[i].OtherPhones, err = db.unlisted(ctx, all.Contacts[i].OtherPhones); err != nil {
			return all, err
		}
	}
	lists, err := db.ListsOf(ctx, []string{phone})
	if err != nil {
		return all, err
	}
	err = db.reading(ctx, doing, func(q *transaction) {
		for _, l := range lists[0] {
			all.Lists = append(all.Lists, q.whoListed(phone, l))
		}
	})
	return all, err
}

// unlisted returns the numbers to which no do-not-call list applies.
func (db *DB) unlisted(ctx context.Context, phones []string) ([]string, error) {
	if len(phones) == 0 {
		return phones, nil
	}
	lists, err := db.ListsOf(ctx, phones)
	left := []string{}
	for i, on := range lists {
		if !slices.ContainsFunc(on, func(l contact.NumberList) bool { return !l.Expired }) {
			left = append(left, phones[i])
		}
	}
	return left, err
}

// whoListed completes a list that a number is on.
func (s *transaction) whoListed(phone string, l contact.NumberList) contact.RecordedList {
	on := contact.RecordedList{NumberList: l}
	if l.List == contact.InternalList {
		// A change is recorded with the same instant as its numbers. It is looked up
		// separately, since the nodes of Citus have no part of the log.
		var at time.Time
		if s.query("select source, created_at from suppressions where phone = "+hiddenPhone("$1"), []any{hidden(phone)}, &on.Source, &at) {
			s.query(`select done_by from suppression_log where list = $1 and action in ('add', 'opt_out') and created_at = $2
				order by id desc limit 1`, []any{contact.InternalList, at}, &on.By)
		}
		return on
	}
	s.query("select source, done_by from suppression_log where list = $1 and action <> 'remove' order by id desc limit 1",
		[]any{l.List}, &on.Source, &on.By)
	return on
}

// callablePlace is a contact on a powerlist, or on none: 0.
type callablePlace struct{ contact, powerlist int64 }

// callableAt returns the rows of callable_now for a number.
func (s *transaction) callableAt(phone string) map[callablePlace]bool {
	callable := map[callablePlace]bool{}
	var p callablePlace
	s.each("select contact_id, coalesce(powerlist_id, 0) from callable_now where phone = "+hiddenPhone("$1"), []any{hidden(phone)},
		[]any{&p.contact, &p.powerlist}, func() error {
			callable[p] = true
			return nil
		})
	return callable
}

func (s *transaction) readContacts(phone string, callable map[callablePlace]bool, all *contact.OnRecord) {
	var c contact.KnownContact
	var fields []byte
	s.each(`select id, phone, phone_ext, coalesce(string_to_array(other_phones, ' '), '{}'), first_name, last_name, email, address, city, state, zip,
			fields, tags, time_zone, nullif(time_zones, ''), nullif(time_zone_from, ''), consent_date, consent_source, import_id, created_at, updated_at, coalesce(calling_states, '')
		from contacts where phone = `+hiddenPhone("$1")+` order by created_at, id`, []any{hidden(phone)},
		[]any{&c.ID, &c.Phone, &c.PhoneExt, &c.OtherPhones, &c.FirstName, &c.LastName, &c.Email, &c.Address, &c.City, &c.State, &c.Zip,
			&fields, &c.Tags, &c.TimeZone, &c.TimeZones, &c.TimeZoneFrom, &c.ConsentDate, &c.ConsentSource, &c.ImportID, &c.CreatedAt, &c.UpdatedAt, &c.CallingStates},
		func() error {
			c.CallableNow = callable[callablePlace{c.ID, 0}]
			if c.Fields = (map[string]any{}); json.Unmarshal(fields, &c.Fields) != nil {
				c.Fields = map[string]any{} // the table has only objects
			}
			all.Contacts = append(all.Contacts, c)
			c = contact.KnownContact{} // the next one's slices are its own
			return nil
		})
}

func (s *transaction) readOtherOf(phone string, all *contact.OnRecord) {
	var of contact.OtherOf
	s.each(`select id, phone from contacts where string_to_array(other_phones, ' ') @> array[`+hiddenPhone("$1")+`]
		and other_phones is not null order by id`, []any{hidden(phone)}, []any{&of.ContactID, &of.Phone}, func() error {
		all.OtherOf = append(all.OtherOf, of)
		return nil
	})
}

func (s *transaction) readPlaces(phone string, callable map[callablePlace]bool, all *contact.OnRecord) {
	var p contact.NumberPlace
	s.each(`with e as materialized (select powerlist_id, position, contact_id from powerlist_contacts where phone = `+hiddenPhone("$1")+`)
		select l.id, l.name, l.dial_mode, coalesce(l.call_window, ''), l.calling_rules, l.suppress_except, e.position, e.contact_id
		from e join powerlists l on l.id = e.powerlist_id order by l.name, e.position`,
		[]any{hidden(phone)}, []any{&p.ID, &p.Name, &p.DialMode, &p.CallWindow, &p.CallingRules, &p.Except, &p.Position, &p.ContactID},
		func() error {
			p.CallableNow = callable[callablePlace{p.ContactID, p.ID}]
			p.Except = slices.Clone(p.Except)
			all.Places = append(all.Places, p)
			return nil
		})
}

// readChanges reads what is kept for undo.
func (s *transaction) readChanges(phone string, named func(int64) *contact.NumberImport) {
	var id, person int64
	var claimed, unchanged int
	var before, after []*string
	var fieldsBefore, fieldsAfter map[string]json.RawMessage
	var tags, removed []string
	// By the index, which leads from an import to the number.
	s.exec("select set_config('enable_seqscan', 'off', true)")
	ids := column[int64](s, "select id from imports where status = $1 and pruned_at is null", statusDone)
	s.each(`select import_id, contact_id, claimed, unchanged, before, after, fields_before, fields_after, tags_added, coalesce(tags_removed, '{}')
		from import_changes where import_id = any($2::bigint[]) and phone = `+hiddenPhone("$1")+`
		order by 1, 2`, []any{hidden(phone), ids},
		[]any{&id, &person, &claimed, &unchanged, &before, &after, &fieldsBefore, &fieldsAfter, &tags, &removed}, func() error {
			im := named(id)
			add := func(field, was, is string) {
				if was != is {
					im.Changes = append(im.Changes, contact.ValueChange{ContactID: person, Field: field, Before: textOrNull(was), After: textOrNull(is)})
				}
			}
			for i, column := range columns {
				if claimed&^unchanged&(1<<i) != 0 && i < len(before) && i < len(after) {
					add(column, textOr(before[i]), textOr(after[i]))
				}
			}
			for _, key := range slices.Sorted(maps.Keys(fieldsAfter)) {
				add(CustomColumn(key), plainJSON(fieldsBefore[key]), plainJSON(fieldsAfter[key]))
			}
			for _, tag := range removed {
				add("tags", tag, "")
			}
			for _, tag := range tags {
				add("tags", "", tag)
			}
			fieldsBefore, fieldsAfter = nil, nil // else the next row's keys join them
			return nil
		})
}

// plainJSON returns a value of a custom field as text.
func plainJSON(value json.RawMessage) string {
	var text string
	switch {
	case len(value) == 0, string(value) == "null":
		return ""
	case json.Unmarshal(value, &text) == nil:
		return text
	}
	return string(value)
}

func (s *transaction) readLog(phone string, all *contact.OnRecord) {
	var e contact.ListEvent
	s.each(`select action, list, reason, source, done_by, created_at from suppression_log where phone = `+hiddenPhone("$1")+` order by id`,
		[]any{hidden(phone)}, []any{&e.Action, &e.List, &e.Reason, &e.Source, &e.By, &e.At}, func() error {
			all.Log = append(all.Log, e)
			return nil
		})
}

// readImports completes the imports with what the table imports has.
func (db *DB) readImports(ctx context.Context, imports map[int64]*contact.NumberImport, all *contact.OnRecord) error {
	if len(imports) == 0 {
		return nil
	}
	if err := db.markInterrupted(ctx); err != nil {
		return err
	}
	return db.read(ctx, statements(ctx, func(q *transaction) {
		var r contact.NumberImport
		var consented *time.Time
		var headers []string
		q.each(`select id, status, file_name, file_sha256, consent_statement, consent_version, consent_by, consent_host, consent_note, consent_at,
				powerlist, started_at, finished_at, undone_at, nullif(undone_by, ''), version, consent_columns
			from imports where id = any($1::bigint[]) order by id`, []any{slices.Sorted(maps.Keys(imports))},
			[]any{&r.ID, &r.Status, &r.FileName, &r.FileSHA256, &r.Statement, &r.Consent.Version, &r.By, &r.Host, &r.Note, &consented,
				&r.Powerlist, &r.StartedAt, &r.FinishedAt, &r.UndoneAt, &r.UndoneBy, &r.Version, &headers}, func() error {
				im := imports[r.ID]
				r.Rows, r.Created, r.Changes = im.Rows, im.Created, im.Changes
				if consented != nil {
					r.At = *consented
				}
				for i := range r.Rows {
					r.Rows[i].Consent = underHeaders(r.Rows[i].Consent, headers)
				}
				all.Imports = append(all.Imports, r)
				r = contact.NumberImport{}
				return nil
			})
	}))
}

// underHeaders returns a row's cells, one for each of its columns.
func underHeaders(cells []contact.EvidenceCell, headers []string) []contact.EvidenceCell {
	all := make([]contact.EvidenceCell, len(headers))
	for i, header := range headers {
		if all[i].Column = header; i < len(cells) {
			all[i].Cell = cells[i].Cell
		}
	}
	return all
}
