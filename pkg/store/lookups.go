package store

import (
	"bytes"
	"fmt"
	"hash/maphash"

	"rollcall/pkg/contact"
	"rollcall/pkg/store/internal/pgcopy"
)

// lookUp finds what the database knows of the list's numbers, but for what this
// merge itself has put there.
func (m *merge) lookUp() {
	m.seen.Reset()
	if m.loaded {
		m.exec("drop table if exists pg_temp.blocked, pg_temp.known")
	}
	for _, matches := range []*matches{&m.im.blocked, &m.im.known, &m.im.listed} {
		matches.all.Reset()
	}
	staged := m.compared
	if !staged && m.mustCompare() {
		m.stageCandidates() // what was empty before is not any more
	}
	m.candidates = "pg_temp.candidates"
	switch {
	case m.stagesBeside() && !staged:
		m.candidates = beside
	case m.compared:
		m.candidates = m.copyBeside(m.im.db, m.candidates, "nth, phone")
	}
	m.findBlocked()
	m.findKnown()
	m.findListed()
	m.findBarredOthers()
}

// mustCompare reports whether there is anything that the list's numbers must be
// compared with.
func (m *merge) mustCompare() (must bool) {
	if m.im.suppressFile {
		return true
	}
	m.query("select exists (select 1 from suppressions limit 1) or $1 and exists (select 1 from contacts limit 1)",
		[]any{m.im.spec.Duplicates != contact.Create}, &must)
	return must
}

// stagesBeside reports whether the list's numbers go from here to where the contacts
// are, and to no table of the coordinator's.
func (m *merge) stagesBeside() bool { return m.im.db.puts() && !m.im.suppressFile }

// stageCandidates makes the table candidates of the list's numbers, each once and in
// order, with their place among them.
func (m *merge) stageCandidates() {
	table := beside
	if !m.stagesBeside() {
		table = "pg_temp.candidates"
		m.exec(`create temporary table candidates (nth bigint not null, phone text collate "C" not null) on commit drop`)
	}
	m.compared, m.numbers = true, 0
	m.phase("sending numbers", m.im.accepted)
	var last []byte
	m.copySorted(&m.im.rows, table+" (nth, phone)", func(t *pgcopy.Row, _ uint64, row []byte) {
		if phone := phoneOf(row); m.numbers == 0 || !bytes.Equal(phone, last) {
			last = append(last[:0], phone...)
			t.Begin(2)
			t.Bigint(m.numbers)
			t.Text(phone)
			m.numbers++
		}
	})
	m.phase("looking numbers up", -1)
	if table != beside {
		m.exec("analyze pg_temp.candidates")
	}
}

// findBlocked finds the numbers that must not be called.
func (m *merge) findBlocked() {
	m.blockedNumbers, m.lists = 0, nil
	if !m.compared {
		m.findOnLists()
		return
	}
	n := m.exec(`create temporary table blocked on commit drop as
		select f.nth, 'internal' as why from ` + m.matching(m.candidates+" f", m.numbers, "suppressions c", "f.phone = c.phone"))
	for _, inFile := range m.im.inSuppressFile("pg_temp.candidates") {
		n += m.exec(`insert into pg_temp.blocked
			select f.nth, 'file' from (` + inFile + `) f
			where not exists (select from pg_temp.blocked b where b.nth = f.nth)`)
	}
	m.blockedNumbers = n
	if n > 0 {
		m.match(&m.im.blocked, "select nth, why from pg_temp.blocked order by nth")
	}
	m.findOnLists()
}

// findKnown finds the oldest contact of each of the list's numbers.
func (m *merge) findKnown() {
	if !m.compared || m.im.spec.Duplicates == contact.Create {
		return
	}
	others := ""
	if m.loaded {
		others = fmt.Sprintf(" where c.import_id is distinct from %d", m.im.id)
	}
	contacts := m.matching(m.candidates+" f", m.numbers, "contacts c", "f.phone = c.phone")
	// Of the nodes each has all contacts of a number, and none of them waits for what
	// another finds; the sorter orders it.
	one, order := "f.nth", " order by nth"
	if m.im.db.distributed {
		one, order = "f.phone, f.nth", ""
	}
	known := "(select distinct on (" + one + ") f.nth, c.phone, c.id from " + contacts + others + " order by " + one + ", c.created_at, c.id) k"
	list := m.im.spec.Powerlist
	switch {
	case m.im.spec.includesKnown() || m.im.spec.Duplicates == contact.Update && list != nil && list.Append: // noteIncluded and findListed ask for it
		m.exec("create temporary table known on commit drop as select nth, phone, id from " + known)
		m.knownNumbers = m.match(&m.im.known, "select nth, id::text from pg_temp.known"+order)
	case m.im.spec.Duplicates == contact.Skip:
		m.knownNumbers = m.match(&m.im.known, "select nth, '0' from (select distinct "+one+" from "+contacts+others+") k"+order)
	default:
		m.knownNumbers = m.match(&m.im.known, "select nth, id::text from "+known+order)
	}
}

// matching is joining without a lock.
func (m *merge) matching(list string, n int64, table, on string) string {
	return m.joining(m.im.db, list, n, table, on, "")
}

// match reads matches, places of numbers in their order and a text, and returns how many.
func (m *merge) match(into *matches, sql string) (n int64) {
	var nth int64
	var match string
	m.each(sql, nil, []any{&nth, &match}, func() error {
		maphash.WriteComparable(&m.seen, struct {
			nth   int64
			match string
		}{nth, match})
		n++
		return into.all.Add(uint64(nth), []byte(match))
	})
	return n
}
