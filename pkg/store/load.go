package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"rollcall/pkg/contact"
)

// contactColumns are those of contacts that an import fills, in the order in
// which loadContacts writes them.
var contactColumns = "id, phone, " + list("%s") + ", fields, tags, import_id, import_digest, created_at, updated_at"

// numberOfColumns is how many contactColumns there are.
var numberOfColumns = len(columns) + 8

// ids hands out the ids of new contacts in ascending order.
type ids struct {
	ranges []idRange
	// more gives further ranges, as another connection takes them while rows are
	// loaded; nil where there are none.
	more <-chan []idRange
	stop func() error
}

// idRange are the ids from first on, so many.
type idRange struct{ first, n int64 }

func (i *ids) next() (int64, error) {
	for len(i.ranges) == 0 || i.ranges[0].n == 0 {
		if len(i.ranges) > 0 {
			i.ranges = i.ranges[1:]
			continue
		}
		var ok bool
		if i.ranges, ok = <-i.more; !ok {
			return 0, cmp.Or(i.close(), errNoIDs)
		}
	}
	r := &i.ranges[0]
	r.first++
	r.n--
	return r.first - 1, nil
}

// close ends the taking of further ids, and tells why it failed if it did.
func (i *ids) close() error {
	if i.stop == nil {
		return nil
	}
	stop := i.stop
	i.stop = nil
	return stop()
}

var errNoIDs = errors.New("there are more new contacts than ids were taken for")

// idSlice is how many ids are taken at once.
const idSlice = 1 << 16

// reserve takes up to n ids from the sequence of contacts. Many are taken by
// another connection while rows are loaded, which costs a twentieth of an import
// else; where the server has no second connection to spare, all are taken
// before.
func (m *merge) reserve(n int64) *ids {
	i := &ids{}
	var sequence string
	m.query("select pg_get_serial_sequence('contacts', 'id')", nil, &sequence)
	if m.err != nil || n == 0 {
		return i
	}
	now := n
	var conn *pgxpool.Conn
	if n > idSlice && m.db.pool.Config().MaxConns > 1 {
		var err error
		if conn, err = m.db.pool.Acquire(m.ctx); err == nil {
			now = idSlice
		}
	}
	i.ranges, m.err = takeIDs(m.ctx, m.tx, sequence, now)
	if conn != nil {
		i.takeMore(m.ctx, conn, sequence, n-now) // not sooner, so that ids ascend
	}
	return i
}

// takeMore takes n ids in slices, one ahead of what is used, and has the
// connection.
func (i *ids) takeMore(ctx context.Context, conn *pgxpool.Conn, sequence string, n int64) {
	more, enough := make(chan []idRange, 1), make(chan struct{})
	var failed error // settled when more is closed
	i.more = more
	i.stop = func() error {
		close(enough)
		for range more {
		}
		return failed
	}
	go func() {
		defer close(more)
		defer conn.Release()
		for ; n > 0; n -= idSlice {
			var ranges []idRange
			if ranges, failed = takeIDs(ctx, conn, sequence, min(n, idSlice)); failed != nil {
				return
			}
			select {
			case more <- ranges:
			case <-enough:
				return
			}
		}
	}()
}

// takeIDs takes n ids. Others may take some at the same time, so they need not
// follow one another.
func takeIDs(ctx context.Context, db interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}, sequence string, n int64) ([]idRange, error) {
	rows, err := db.Query(ctx, `select min(v.id), count(*) from (
			select nextval(`+quote(sequence)+`::regclass) as id, g.n from generate_series(1, $1::bigint) g(n)
		) v group by v.id - v.n order by 1`, n)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (r idRange, err error) {
		return r, row.Scan(&r.first, &r.n)
	})
}

// mostContacts is how many contacts the import creates at most.
func (m *merge) mostContacts() int64 {
	if m.spec.Duplicates == contact.Create || !m.compared {
		return m.accepted
	}
	return m.numbers - m.knownNumbers
}

// copySorted copies what fill makes of a sorter's records into a table.
func (m *merge) copySorted(s *sorter, into string, fill func(t *tuple, key uint64, record []byte)) int64 {
	if m.err != nil {
		return 0
	}
	s.seal()
	c, err := s.read()
	if err != nil {
		m.err = err
		return 0
	}
	n, err := copyRows(m.ctx, m.tx.Conn().PgConn(), into, func(t *tuple) (bool, error) {
		key, record, ok := c.peek()
		if !ok {
			return false, nil
		}
		fill(t, key, record)
		return true, c.next()
	})
	m.err = err
	return n
}

// copyGroups copies what fill makes of the groups into a table; refused takes
// refused rows that lie between folded ones, or is nil.
func (m *merge) copyGroups(into string, refused func(*group) error, fill func(t *tuple, g *group) error) int64 {
	if m.err != nil {
		return 0
	}
	all, err := m.walk(refused)
	if err != nil {
		m.err = err
		return 0
	}
	n, err := copyRows(m.ctx, m.tx.Conn().PgConn(), into, func(t *tuple) (bool, error) {
		g, err := all.next()
		if g == nil || err != nil {
			return false, err
		}
		return true, fill(t, g)
	})
	m.err = err
	return n
}

// loader makes contacts of groups.
type loader struct {
	*merge
	ids    *ids
	common [][]byte // the import's own tags
	tags   [][]byte
	fields []byte
	digest digester
	used   map[string]bool // the rows' own tags
	zones  zoneCounts
	entry  []byte
}

// load makes the new contacts, and counts and notes on the way what becomes of
// the rows: which are skipped, which contacts go on the powerlist, which tags
// are used.
func (m *merge) load() {
	if m.err != nil {
		return
	}
	if m.err = m.listed.rewind(); m.err != nil {
		return
	}
	l := &loader{merge: m, ids: m.reserve(m.mostContacts()), common: m.commonTags(), used: map[string]bool{}, zones: zoneCounts{}}
	n := m.copyGroups("contacts ("+contactColumns+")", l.reject, l.take)
	l.ids.close() // what comes too late is not needed
	if m.err == nil && n != m.outcome.Created {
		m.err = fmt.Errorf("%d contacts were to be created, but %d were", m.outcome.Created, n)
	}
	for _, t := range m.spec.Tags {
		l.used[t] = true
	}
	m.outcome.Zones = l.zones.zones()
	m.outcome.Tags = nonNil(slices.Sorted(maps.Keys(l.used)))
}

// take decides about a group and makes a contact of it, if that is decided.
func (l *loader) take(t *tuple, g *group) error {
	o := &l.outcome
	decision := l.spec.Duplicates.Decide(g.facts)
	if decision.Reason() != contact.Accepted {
		return l.reject(g)
	}
	o.Add(decision, 1)
	o.Add(contact.Merged, g.rows-1)
	l.zones.add(g.item)
	for _, tag := range g.item.tags {
		if !l.used[string(tag)] {
			l.used[string(tag)] = true
		}
	}
	id := g.id
	if decision == contact.Updated {
		if _, listed, err := l.listed.at(g.nth); listed || err != nil {
			return err // it is on the powerlist already
		}
	} else {
		var err error
		if id, err = l.ids.next(); err != nil {
			return err
		}
		l.contact(t, g.item, id)
	}
	if l.spec.Powerlist == nil {
		return nil
	}
	l.entry = binary.LittleEndian.AppendUint64(l.entry[:0], uint64(id))
	l.entry = append(l.entry, g.item.phone...)
	return l.entries.add(g.item.line, l.entry)
}

// commonTags are the import's own tags.
func (m *merge) commonTags() [][]byte {
	tags := make([][]byte, len(m.spec.Tags))
	for i, t := range m.spec.Tags {
		tags[i] = []byte(t)
	}
	return tags
}

// contact writes a new contact.
func (l *loader) contact(t *tuple, it *item, id int64) {
	l.tags = joinTags(append(l.tags[:0], l.common...), it.tags)
	l.fields = appendObject(l.fields[:0], it.customs, false)
	t.begin(numberOfColumns)
	t.bigint(id)
	t.text(it.phone)
	for _, v := range it.columns {
		t.filled(v)
	}
	t.jsonb(l.fields)
	t.texts(l.tags)
	t.bigint(l.id)
	t.bigint(l.digest.sum(it.columns, l.fields, l.tags))
	t.timestamp(l.at)
	t.timestamp(l.at)
}

// joinTags appends those of more that are not there yet.
func joinTags(tags, more [][]byte) [][]byte {
	const few = 64 // as many as are compared one by one
	if len(tags)+len(more) <= few {
		for _, t := range more {
			if !slices.ContainsFunc(tags, func(o []byte) bool { return bytes.Equal(o, t) }) {
				tags = append(tags, t)
			}
		}
		return tags
	}
	have := make(map[string]bool, len(tags)+len(more))
	for _, t := range tags {
		have[string(t)] = true
	}
	for _, t := range more {
		if !have[string(t)] {
			have[string(t)] = true
			tags = append(tags, t)
		}
	}
	return tags
}

// reject counts a row that is skipped, and keeps it where such rows are asked
// for.
func (l *loader) reject(g *group) error {
	decision := l.spec.Duplicates.Decide(g.facts)
	l.outcome.Add(decision, 1)
	if l.spec.Raw == nil {
		return nil
	}
	line, words := g.first, []byte(nil)
	if g.refusal != nil && decision == contact.Refused {
		line, words = int64(g.refusal.line), g.refusal.words
	}
	l.entry = append(l.entry[:0], byte(decision))
	l.entry = binary.AppendUvarint(l.entry, uint64(line))
	l.entry = append(appendBytes(l.entry, words), g.item.raw...)
	return l.rejects.add(g.item.line, l.entry)
}
