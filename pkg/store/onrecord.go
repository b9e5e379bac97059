package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
)

// OnRecord is all that the database holds about a number.
type OnRecord struct {
	Contacts []KnownContact
	// OtherOf are the contacts that have it among their further numbers.
	OtherOf []OtherOf
	Places  []NumberPlace
	Imports []NumberImport
	// Lists are the do-not-call lists that the number stands on, Log the changes of
	// lists that named it alone, in their order.
	Lists []NumberList
	Log   []ListEvent
}

// KnownContact is a contact as its table has it.
type KnownContact struct {
	ID    int64
	Phone string
	// OtherPhones are those of its further numbers that are on no do-not-call list.
	OtherPhones []string
	Values      [contact.NumFields]string
	// TimeZones, ZoneFrom and CallingStates go with the value TimeZone.
	TimeZones, ZoneFrom, CallingStates string
	// Fields is a JSON object.
	Fields   json.RawMessage
	Tags     []string
	ImportID *int64
	Created  time.Time
	Updated  time.Time
	// CallableNow: callable_now has the contact, on no powerlist.
	CallableNow bool
}

// OtherOf is a contact that has a number among its further ones.
type OtherOf struct {
	ContactID int64
	Phone     string
}

// NumberPlace is a place of a contact on a powerlist.
type NumberPlace struct {
	PowerlistID int64
	Powerlist   string
	DialMode    string
	CallWindow  string
	// CallingRules is "state" or "federal".
	CallingRules string
	// Except are the do-not-call lists that do not bind it.
	Except    []string
	Position  int64
	ContactID int64
	// CallableNow: callable_now has the place.
	CallableNow bool
}

// NumberImport is an import that has to do with a number.
type NumberImport struct {
	Record
	// Columns are the headers of the columns that Evidence has the cells of.
	Columns  []string
	Evidence []EvidenceRow
	// Created: contacts of today were made by it. Changes are what it changed of
	// contacts that were there, as long as it can be undone.
	Created bool
	Changes []ValueChange
}

// ValueChange is what an import did to one value of a contact. Empty texts are no
// value.
type ValueChange struct {
	ContactID     int64
	Field         string
	Before, After string
}

// NumberList is a do-not-call list that a number stands on, and what put it there:
// of a list other than the internal one, what changed the list last.
type NumberList struct {
	OnList
	Source, By string
}

// ListEvent is a change of a do-not-call list that is on record.
type ListEvent struct {
	Action, List, Reason, Source, By string
	At                               time.Time
}

// OnRecord returns all that is held about a number, in E.164 form. A database
// without tables holds nothing.
func (db *DB) OnRecord(ctx context.Context, phone string) (all OnRecord, err error) {
	v, err := db.Version(ctx)
	if err != nil || v.Have == 0 {
		return all, err
	}
	if err := v.Check(); err != nil {
		return all, err
	}
	imports := map[int64]*NumberImport{}
	named := func(id int64) *NumberImport {
		if imports[id] == nil {
			imports[id] = &NumberImport{}
		}
		return imports[id]
	}
	err = db.read(ctx, func(tx pgx.Tx) error {
		q := transaction{ctx: ctx, tx: tx}
		callable := q.callableAt(phone)
		q.readContacts(phone, callable, &all)
		q.readOtherOf(phone, &all)
		q.readPlaces(phone, callable, &all)
		for id, rows := range q.evidenceOf(phone) {
			named(id).Evidence = rows
		}
		q.readChanges(phone, named)
		q.readLog(phone, &all)
		return q.err
	})
	if err == nil {
		for _, c := range all.Contacts {
			if c.ImportID != nil {
				named(*c.ImportID).Created = true
			}
		}
		err = db.readImports(ctx, v, imports, &all)
	}
	if err != nil {
		return all, fmt.Errorf("looking up a number: %w", err)
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
	err = db.read(ctx, func(tx pgx.Tx) error {
		q := transaction{ctx: ctx, tx: tx}
		for _, l := range lists[0] {
			all.Lists = append(all.Lists, q.whoListed(phone, l))
		}
		return q.err
	})
	if err != nil {
		return all, fmt.Errorf("looking up a number: %w", err)
	}
	return all, nil
}

// unlisted returns those of some numbers that no do-not-call list binds.
func (db *DB) unlisted(ctx context.Context, phones []string) ([]string, error) {
	if len(phones) == 0 {
		return phones, nil
	}
	lists, err := db.ListsOf(ctx, phones)
	left := []string{}
	for i, on := range lists {
		if !slices.ContainsFunc(on, func(l OnList) bool { return !l.Expired }) {
			left = append(left, phones[i])
		}
	}
	return left, err
}

// whoListed completes a list that a number stands on.
func (s *transaction) whoListed(phone string, l OnList) NumberList {
	on := NumberList{OnList: l}
	if l.List == InternalList {
		// A change goes on record at the very instant that its numbers have. Asked for apart:
		// the nodes of Citus have no part of the log.
		var at time.Time
		if s.query("select source, created_at from suppressions where phone = "+hiddenPhone("$1"), []any{hidden(phone)}, &on.Source, &at) {
			s.query(`select done_by from suppression_log where list = $1 and action in ('add', 'opt_out') and created_at = $2
				order by id desc limit 1`, []any{InternalList, at}, &on.By)
		}
		return on
	}
	s.query("select source, done_by from suppression_log where list = $1 and action <> 'remove' order by id desc limit 1",
		[]any{l.List}, &on.Source, &on.By)
	return on
}

func (s *transaction) each(sql string, args []any, into []any, take func() error) {
	if s.err != nil {
		return
	}
	rows, err := s.tx.Query(s.ctx, sql, args...)
	if err == nil {
		_, err = pgx.ForEachRow(rows, into, take)
	}
	s.err = err
}

// callablePlace is a contact on a powerlist, or on none: 0.
type callablePlace struct{ contact, powerlist int64 }

// callableAt returns what callable_now has of a number.
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

func (s *transaction) readContacts(phone string, callable map[callablePlace]bool, all *OnRecord) {
	var c KnownContact
	into := []any{&c.ID, &c.Phone, &c.OtherPhones, &c.TimeZones, &c.ZoneFrom, &c.CallingStates, &c.Fields, &c.Tags, &c.ImportID, &c.Created, &c.Updated}
	sql := "select c.id, c.phone, coalesce(string_to_array(c.other_phones, ' '), '{}'), coalesce(c.time_zones, ''), coalesce(c.time_zone_from, ''), coalesce(c.calling_states, ''), c.fields, c.tags, c.import_id, c.created_at, c.updated_at"
	for i := range contact.NumFields {
		sql += ", coalesce(c." + contact.Field(i).String() + ", '')"
		into = append(into, &c.Values[i])
	}
	s.each(sql+" from contacts c where c.phone = "+hiddenPhone("$1")+" order by c.created_at, c.id", []any{hidden(phone)}, into, func() error {
		kept := c
		kept.CallableNow = callable[callablePlace{c.ID, 0}]
		kept.Fields, kept.Tags, kept.OtherPhones = slices.Clone(c.Fields), slices.Clone(c.Tags), slices.Clone(c.OtherPhones)
		if c.ImportID != nil {
			id := *c.ImportID
			kept.ImportID = &id
		}
		all.Contacts = append(all.Contacts, kept)
		return nil
	})
}

func (s *transaction) readOtherOf(phone string, all *OnRecord) {
	var of OtherOf
	s.each(`select id, phone from contacts where string_to_array(other_phones, ' ') @> array[`+hiddenPhone("$1")+`]
		and other_phones is not null order by id`, []any{hidden(phone)}, []any{&of.ContactID, &of.Phone}, func() error {
		all.OtherOf = append(all.OtherOf, of)
		return nil
	})
}

func (s *transaction) readPlaces(phone string, callable map[callablePlace]bool, all *OnRecord) {
	var p NumberPlace
	s.each(`select l.id, l.name, l.dial_mode, coalesce(l.call_window, ''), l.calling_rules, l.suppress_except, e.position, e.contact_id
		from powerlist_contacts e join powerlists l on l.id = e.powerlist_id where e.phone = `+hiddenPhone("$1")+` order by l.name, e.position`,
		[]any{hidden(phone)}, []any{&p.PowerlistID, &p.Powerlist, &p.DialMode, &p.CallWindow, &p.CallingRules, &p.Except, &p.Position, &p.ContactID},
		func() error {
			p.CallableNow = callable[callablePlace{p.ContactID, p.PowerlistID}]
			p.Except = slices.Clone(p.Except)
			all.Places = append(all.Places, p)
			return nil
		})
}

// readChanges reads what is kept for undo.
func (s *transaction) readChanges(phone string, named func(int64) *NumberImport) {
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
					im.Changes = append(im.Changes, ValueChange{person, field, was, is})
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

func textOr(s *string) string {
	if s == nil {
		return ""
	}
	return *s
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

func (s *transaction) readLog(phone string, all *OnRecord) {
	var e ListEvent
	s.each(`select action, list, reason, source, done_by, created_at from suppression_log where phone = `+hiddenPhone("$1")+` order by id`,
		[]any{hidden(phone)}, []any{&e.Action, &e.List, &e.Reason, &e.Source, &e.By, &e.At}, func() error {
			all.Log = append(all.Log, e)
			return nil
		})
}

// readImports completes imports of which something is known.
func (db *DB) readImports(ctx context.Context, v Version, imports map[int64]*NumberImport, all *OnRecord) error {
	if len(imports) == 0 {
		return nil
	}
	ids := slices.Sorted(maps.Keys(imports))
	records, err := db.records(ctx, v, "'' as mapping", "where id = any($1::bigint[]) order by id", ids)
	if err != nil {
		return err
	}
	err = db.read(ctx, func(tx pgx.Tx) error {
		q := transaction{ctx: ctx, tx: tx}
		var id int64
		var headers []string
		q.each("select id, consent_columns from imports where id = any($1::bigint[])", []any{ids}, []any{&id, &headers}, func() error {
			imports[id].Columns = slices.Clone(headers)
			return nil
		})
		return q.err
	})
	for i := range records {
		im := imports[records[i].ID]
		im.Record = records[i]
		all.Imports = append(all.Imports, *im)
	}
	return err
}
