package store

import (
	"context"
	"encoding/json"
	"slices"

	"rollcall/pkg/contact"
)

// noticeLimit is the longest payload that NOTIFY takes, in bytes.
const noticeLimit = 7999

// ImportEvent is the payload of NOTIFY rollcall for an import.
type ImportEvent struct {
	Event     string       `json:"event"`
	ID        int64        `json:"id"`
	ImportID  int64        `json:"import_id"` // the same, by the name that results have for it
	File      string       `json:"file"`
	Tags      []string     `json:"tags"`
	NewTags   []string     `json:"new_tags"`
	Powerlist *ListOutcome `json:"powerlist"`
	contact.Counts
	// Cut: not all tags are named, for lack of room.
	Cut bool `json:"cut,omitempty"`
}

// notice writes the payload, with as many tags as there is room for.
func (im *Import) notice() string {
	o := &im.outcome
	n := ImportEvent{Event: "import", ID: im.id, ImportID: im.id, File: cut(im.spec.FileName), Tags: nonNil(o.Tags), NewTags: nonNil(o.NewTags),
		Counts: o.Counts}
	if p := o.Powerlist; p != nil {
		list := *p
		list.Name = cut(p.Name)
		n.Powerlist = &list
	}
	return string(payload(&n, func() {
		n.Cut = true
		n.Tags, n.NewTags = n.Tags[:len(n.Tags)/2], n.NewTags[:len(n.NewTags)/2]
	}))
}

// payload returns the JSON form of an event, which is cut until there is room for it.
func payload(event any, cut func()) []byte {
	for {
		text, _ := json.Marshal(event) // always has a JSON form
		if len(text) <= noticeLimit {
			return text
		}
		cut()
	}
}

// mostName is how many characters of a name go into an event.
const mostName = 255

// cut shortens a name to mostName characters.
func cut(s string) string {
	n := mostName
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// SuppressEvent is the payload of NOTIFY rollcall for a change of a do-not-call list.
type SuppressEvent struct {
	Event  string `json:"event"`
	List   string `json:"list"`
	Action string `json:"action"`
	// Phone is the number, where a single one was given.
	Phone *string `json:"phone,omitempty"`
	// Numbers is how many a named list has now.
	Numbers *int64 `json:"numbers,omitempty"`
	Added   int64  `json:"added"`
	Removed int64  `json:"removed"`
	// Powerlists are those that have the numbers; Cut: not all are named, for lack of
	// room.
	Powerlists []contact.SuppressedPlaces `json:"powerlists,omitempty"`
	Cut        bool                       `json:"cut,omitempty"`
}

// notifyList sends, with the commit, an event that makes a dialer drop somebody.
func (s *transaction) notifyList(n SuppressEvent) {
	n.Event, n.List = "suppress", cut(n.List)
	s.notify(payload(&n, func() { n.Cut, n.Powerlists = true, n.Powerlists[:len(n.Powerlists)/2] }))
}

// placesOf returns the powerlists that have numbers of a table.
func (s *transaction) placesOf(table string) (places []contact.SuppressedPlaces) {
	var p contact.SuppressedPlaces
	s.each(`select l.id, l.name, count(*) from powerlist_contacts e join powerlists l on l.id = e.powerlist_id
		where e.phone in (select a.phone from `+table+` a) group by l.id, l.name order by l.name`, nil,
		[]any{&p.ID, &p.Name, &p.Contacts}, func() error {
			places = append(places, p)
			return nil
		})
	return places
}

// PlacesOnList returns the powerlists that have numbers of a do-not-call list which
// applies to them.
func (db *DB) PlacesOnList(ctx context.Context, list string) (places []contact.SuppressedPlaces, err error) {
	err = db.reading(ctx, "looking up powerlists", func(q *transaction) {
		// In three questions, since Citus takes them as one only where all tables are
		// spread over its nodes.
		var id int64
		if !q.query("select id from lists where name = $1 and (expires is null or expires > now())", []any{list}, &id) {
			return
		}
		at := map[int64]int{}
		var p contact.SuppressedPlaces
		q.each("select id, name from powerlists where $1 <> all (suppress_except) order by name", []any{list}, []any{&p.ID, &p.Name}, func() error {
			at[p.ID] = len(places)
			places = append(places, p)
			return nil
		})
		q.each("select e.powerlist_id, count(*) from powerlist_contacts e where "+onBlock("e.phone", "b.list_id = $1")+" group by 1",
			[]any{id}, []any{&p.ID, &p.Contacts}, func() error {
				if i, ok := at[p.ID]; ok {
					places[i].Contacts = p.Contacts
				}
				return nil
			})
		places = slices.DeleteFunc(places, func(p contact.SuppressedPlaces) bool { return p.Contacts == 0 })
	})
	return places, err
}

// UndoEvent is the payload of NOTIFY rollcall for an undo.
type UndoEvent struct {
	Event    string   `json:"event"`
	ID       int64    `json:"id"`
	ImportID int64    `json:"import_id"`
	File     string   `json:"file"`
	Tags     []string `json:"tags"`
	contact.UndoCounts
	// Cut: not all tags are named, for lack of room.
	Cut bool `json:"cut,omitempty"`
}

// notify announces the undo, with its commit.
func (u *undo) notify() {
	n := UndoEvent{Event: "undo", ID: u.ImportID, ImportID: u.ImportID, UndoCounts: u.UndoCounts}
	u.query("select file_name, tags from imports where id = $1", []any{u.ImportID}, &n.File, &n.Tags)
	n.File = cut(n.File)
	if u.Powerlist != nil {
		name := cut(*u.Powerlist)
		n.Powerlist = &name
	}
	u.transaction.notify(payload(&n, func() { n.Cut, n.Tags = true, n.Tags[:len(n.Tags)/2] }))
}

// EraseEvent is the payload of NOTIFY rollcall for an erasure: programs that copied
// the person must forget the number, too.
type EraseEvent struct {
	Event            string `json:"event"`
	Phone            string `json:"phone"`
	Contacts         int64  `json:"contacts"`
	PowerlistEntries int64  `json:"powerlist_entries"`
	Suppressed       bool   `json:"suppressed"`
}

// notify sends a payload with the commit.
func (s *transaction) notify(payload []byte) {
	// As bytes, for it may have a number, and the log of a server the parameters of
	// slow statements.
	s.exec("select pg_notify('rollcall', convert_from($1::bytea, 'UTF8'))", payload)
}
