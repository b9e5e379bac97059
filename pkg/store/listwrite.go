package store

import (
	"iter"
	"strconv"
	"time"

	"rollcall/pkg/store/internal/pgcopy"
)

// listWriter writes a change of a list.
type listWriter struct {
	transaction
	change *ListChange
	runs   *listRuns
	at     time.Time
	asOf   time.Time
	id     int64
	// before is how many numbers the list had, was of when it was.
	before int64
	was    time.Time
	parts  map[string]*partChange
	done   ListChanged
}

// partChange is what happens to an area code of a list.
type partChange struct {
	had    int64     // numbers before
	asOf   time.Time // before
	file   int64     // numbers of the file
	added  int64
	remove int64
}

func (w *listWriter) run() {
	c := w.change
	w.done.Read = w.runs.read
	found := w.query("select id, numbers, as_of from lists where name = $1 for update", []any{c.Name}, &w.id, &w.before, &w.was)
	if w.err == nil && !found {
		if c.Action == TakeFromList {
			w.err = ErrNoList
			return
		}
		if c.Action == AddToList && w.runs.read == 0 {
			return // a list that nothing goes on is none
		}
		w.query(`insert into lists (name, kind, region, as_of, created_at, updated_at)
			values ($1, $2, $3, $4, $5, $5) returning id`, []any{c.Name, c.Kind, c.Region, w.asOf, w.at}, &w.id)
	}
	w.readParts()
	if w.err == nil && c.Action == ReplaceList {
		w.refuseOlder()
	}
	if w.err != nil {
		return
	}
	if c.Action == ReplaceList && found {
		w.done.Removed = w.before
		w.exec("delete from list_blocks where list_id = $1", w.id)
		for _, p := range w.parts {
			p.had = 0
		}
	}
	if c.Action == ReplaceList || !found || w.before == 0 {
		w.load()
	} else {
		w.merge()
	}
	w.record()
}

// refuseOlder refuses to put an older file in the place of the list, or to take off
// what it deletes, by the day: what was added since would be lost.
func (w *listWriter) refuseOlder() {
	const day = 24 * time.Hour
	for _, p := range w.parts {
		if p.had > 0 && !w.change.Shrink && w.asOf.UTC().Truncate(day).Before(p.asOf.UTC().Truncate(day)) {
			w.err = &OlderError{w.change.Name, p.asOf, w.asOf}
		}
	}
}

func (w *listWriter) readParts() {
	var name string
	var p partChange
	w.each("select part, numbers, as_of from list_parts where list_id = $1", []any{w.id}, []any{&name, &p.had, &p.asOf}, func() error {
		one := p
		w.parts[name] = &one
		return nil
	})
}

// part is the area code of a group.
func (w *listWriter) part(group uint64) *partChange {
	name := ""
	if n := group * groupSize; n >= 1e10 && n < 2e10 {
		name = strconv.FormatUint(n/1e7%1000, 10)
	}
	p := w.parts[name]
	if p == nil {
		p = &partChange{}
		w.parts[name] = p
	}
	return p
}

// load writes the blocks of a list that has none.
func (w *listWriter) load() {
	next, stop := iter.Pull2(w.runs.groups())
	defer stop()
	w.copy("list_blocks (list_id, block, numbers, bits, few)", func(t *pgcopy.Row) (bool, error) {
		g, err, ok := next()
		if err != nil || !ok {
			return false, err
		}
		n := int64(g.on.total())
		p := w.part(g.on.first)
		p.file += n
		p.added += n
		w.done.Added += n
		g.on.write(t, w.id)
		return true, w.ctx.Err()
	})
}

// mergeGroups is how many groups are read and written at a time.
const mergeGroups = 256

// merge changes the blocks of a list that has some.
func (w *listWriter) merge() {
	var batch []changedGroup
	for g, err := range w.runs.groups() {
		if err != nil {
			w.err = err
			return
		}
		batch = append(batch, *g)
		if len(batch) == mergeGroups {
			w.mergeBatch(batch)
			batch = batch[:0]
		}
		if w.err != nil {
			return
		}
	}
	w.mergeBatch(batch)
}

func (w *listWriter) mergeBatch(batch []changedGroup) {
	if len(batch) == 0 || w.err != nil {
		return
	}
	var keys []int64
	index := map[uint64]int{}
	for i := range batch {
		keys = batch[i].on.keys(keys)
		index[batch[i].on.first] = i
	}
	have := make([]numberGroup, len(batch))
	for i := range have {
		have[i].first = batch[i].on.first
	}
	var key int64
	var bitmap []byte
	var few []int16
	w.each("delete from list_blocks where list_id = $1 and block = any($2::bigint[]) returning block, bits, few", []any{w.id, keys},
		[]any{&key, &bitmap, &few}, func() error {
			have[index[groupOf(key)]].take(key, bitmap, few)
			return nil
		})
	if w.err != nil {
		return
	}
	for i := range batch {
		p := w.part(have[i].first)
		removed := int64(have[i].subtract(&batch[i].off))
		added := int64(have[i].union(&batch[i].on))
		p.file += int64(batch[i].on.total())
		p.added += added
		p.remove += removed
		w.done.Added += added
		w.done.Removed += removed
	}
	at := 0
	w.copy("list_blocks (list_id, block, numbers, bits, few)", func(t *pgcopy.Row) (bool, error) {
		if at == len(have) {
			return false, nil
		}
		have[at].write(t, w.id)
		at++
		return true, nil
	})
}

// record writes what is known of the list and its parts, and the record of the
// change.
func (w *listWriter) record() {
	if w.err != nil {
		return
	}
	c := w.change
	if c.Action == ChangeList && w.done.Removed > 0 {
		if w.refuseOlder(); w.err != nil {
			return
		}
	}
	after := w.before + w.done.Added - w.done.Removed
	shrinks := c.Action != TakeFromList && w.before >= leastGuarded && after*2 < w.before
	empties := c.Action == ReplaceList && w.before > 0 && after == 0
	if !c.Shrink && (shrinks || empties) {
		w.err = &ShrinkError{c.Name, w.before, after}
		return
	}
	asOf := time.Time{}
	for name, p := range w.parts {
		n := p.had + p.added - p.remove
		if n == 0 {
			w.exec("delete from list_parts where list_id = $1 and part = $2", w.id, name)
			continue
		}
		w.exec(`insert into list_parts (list_id, part, numbers, as_of) values ($1, $2, $3, $4)
			on conflict (list_id, part) do update set numbers = excluded.numbers, as_of = excluded.as_of`,
			w.id, name, n, w.partAsOf(p))
		w.done.Numbers += n
		if at := w.partAsOf(p); asOf.IsZero() || at.Before(asOf) {
			asOf = at
		}
	}
	switch {
	case asOf.IsZero() && c.Action == TakeFromList:
		asOf = w.was // nothing is left, and nothing was obtained
	case asOf.IsZero():
		asOf = w.asOf
	}
	w.done.AsOf = asOf
	var expires *time.Time
	if !c.Expires.IsZero() {
		expires = &c.Expires
	}
	w.exec(`update lists set numbers = $2, as_of = $3, updated_at = $4, expires = coalesce($5::timestamptz, expires),
			kind = coalesce(nullif($6, ''), kind), region = coalesce(nullif($7, ''), region)
		where id = $1`, w.id, w.done.Numbers, asOf, w.at, expires, c.Kind, c.Region)
	var single *string
	var phone []byte
	if w.done.Read == 1 && !c.List {
		one := "+" + strconv.FormatUint(w.runs.first, 10)
		single, phone = &one, hidden(one)
	}
	w.exec(`insert into suppression_log (action, phone, numbers, added, removed, source, reason, done_by, is_file, as_of, list, sha256, created_at)
		values ($1, `+hiddenPhone("$2")+`, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		string(c.Action), phone, w.done.Read, w.done.Added, w.done.Removed, c.Source, c.Reason, c.By, c.List, w.asOf, c.Name, c.SHA256, w.at)
	w.notifyList(SuppressEvent{List: c.Name, Action: string(c.Action), Phone: single, Numbers: &w.done.Numbers, Added: w.done.Added, Removed: w.done.Removed})
}

// renewal is the share of a part's numbers, in tenths, that a file must have to
// count as that part obtained anew: a few numbers of today make an old list no
// younger.
const renewal = 9

// partAsOf is of when a part is after the change.
func (w *listWriter) partAsOf(p *partChange) time.Time {
	switch {
	case p.had == 0 || w.change.Action == ReplaceList:
		return w.asOf
	case w.change.Action == ChangeList:
		return laterOf(p.asOf, w.asOf) // it brings the list up to date
	case w.change.Action == TakeFromList || p.file == 0:
		return p.asOf
	case (p.file-p.added)*10 >= p.had*renewal:
		return laterOf(p.asOf, w.asOf)
	case w.asOf.Before(p.asOf):
		return w.asOf
	}
	return p.asOf
}

func laterOf(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
