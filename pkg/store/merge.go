package store

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
)

// columns are the standard fields as columns of contacts, in the order of
// contact.Field, with time_zones and time_zone_from behind them, which go with
// time_zone.
var columns = func() []string {
	var all []string
	for i := range contact.NumFields {
		all = append(all, contact.Field(i).String())
	}
	return append(all, "time_zones", "time_zone_from")
}()

// policy is what the import does to the i-th of columns under Update.
func (s *Spec) policy(i int) contact.Policy {
	if i >= contact.NumFields {
		return s.Policies[contact.TimeZone]
	}
	return s.Policies[i]
}

// list writes columns, each through format, in which %[1]s is the column.
func list(format string) string {
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = fmt.Sprintf(format, c)
	}
	return strings.Join(parts, ", ")
}

// mergeMemory is what one sort or hash of a merge may take on the server.
const mergeMemory = "64MB"

// Merge waits for other imports that merge, and does everything but commit.
// What it returns is exact. After an error only Close is left.
func (im *Import) Merge(ctx context.Context, f Final) (Outcome, error) {
	im.final = f
	if want := f.Counts.Rows - f.Counts.SkippedTotal(); want != im.accepted {
		return Outcome{}, fmt.Errorf("%d rows were accepted, but %d arrived", want, im.accepted)
	}
	err := im.retry(ctx)
	if err != nil {
		return Outcome{}, fmt.Errorf("merging: %w", cancelled(ctx, err))
	}
	return im.outcome, nil
}

// retry merges under a savepoint, again where the server asks for it.
func (im *Import) retry(ctx context.Context) error {
	if err := im.gather(ctx); err != nil {
		return err
	}
	return persist(ctx, func() error {
		err := pgx.BeginFunc(ctx, im.txn, func(tx pgx.Tx) error {
			return im.merge(ctx, tx).run()
		})
		if errors.Is(err, errMoved) {
			im.moved++
		}
		im.overtaken = im.overtaken || errors.Is(err, errOvertaken)
		return err
	})
}

// gather does what needs no lock.
func (im *Import) gather(ctx context.Context) error {
	im.rows.seal()
	im.refusals.seal()
	m := im.merge(ctx, im.txn)
	m.exec("select set_config('work_mem', $1, true), set_config('jit', 'off', true)", mergeMemory)
	m.settleRefusals()
	if m.mustCompare() {
		m.stageCandidates()
	}
	im.compared, im.numbers = m.compared, m.numbers
	return m.err
}

// mustCompare says whether there is anything that the list's numbers must be
// compared with.
func (m *merge) mustCompare() (must bool) {
	if m.suppressFile {
		return true
	}
	m.query("select exists (select 1 from suppressions limit 1) or $1 and exists (select 1 from contacts limit 1)",
		[]any{m.spec.Duplicates != contact.Create}, &must)
	return must
}

// stageCandidates makes the table candidates of the list's numbers, each once and in
// order, with their place among them.
func (m *merge) stageCandidates() {
	m.exec(`create temporary table candidates (nth bigint not null, phone text collate "C" not null) on commit drop`)
	m.compared, m.numbers = true, 0
	var last []byte
	m.copySorted(&m.rows, "pg_temp.candidates (nth, phone)", func(t *tuple, _ uint64, row []byte) {
		if phone := phoneOf(row); m.numbers == 0 || !bytes.Equal(phone, last) {
			last = append(last[:0], phone...)
			t.begin(2)
			t.bigint(m.numbers)
			t.text(phone)
			m.numbers++
		}
	})
	m.exec("analyze pg_temp.candidates")
}

// merge is one attempt at a merge.
type merge struct {
	*Import
	transaction
	// seen is what lookUp found, as a hash; loaded says that contacts have been
	// made of it.
	seen   maphash.Hash
	loaded bool
	// compared: there is a table candidates, of so many numbers.
	compared bool
	numbers  int64
	// knownNumbers is how many of them a contact has already, updates how many
	// contacts the table updates has something for.
	knownNumbers, updates int64
	list                  listing
	// number counts the merges of this database.
	number int64
}

// merge begins an attempt.
func (im *Import) merge(ctx context.Context, tx pgx.Tx) *merge {
	return &merge{Import: im, transaction: transaction{ctx: ctx, tx: tx}, compared: im.compared, numbers: im.numbers}
}

// run merges.
func (m *merge) run() error {
	m.outcome = Outcome{ImportID: m.id, Counts: m.final.Counts}
	m.rejects.reset()
	m.entries.reset()
	m.query("select clock_timestamp()", nil, &m.at)
	if m.loadsEarly() {
		m.loadEarly()
	} else {
		m.lock()
		m.lookUp()
		m.stageUpdates()
	}
	m.refuseRepeat()
	m.recordRefusals()
	m.makeFields()
	m.makePowerlist()
	m.touch()
	if !m.loaded {
		m.load()
	}
	m.useTags()
	m.fillPowerlist()
	m.check()
	m.record()
	return m.err
}

// lock waits for other imports, undos and changes of the do-not-call list, and
// lets none begin until the transaction ends.
func (m *merge) lock() {
	m.number = m.lockImports()
	if m.moved > 1 {
		// Others change contacts faster than we do. They wait once, for as long
		// as a merge takes; readers do not.
		m.exec("lock table contacts in share row exclusive mode")
	}
}

// loadsEarly says whether contacts are made before the lock is taken, so that
// nobody waits while the list crosses the network. An import that was overtaken
// once does so no more.
func (m *merge) loadsEarly() bool {
	return !m.overtaken && m.moved == 0 && !m.db.distributed
}

// errOvertaken: another import, say, changed what contacts were made of before
// the lock was taken. The merge is tried again under the lock.
var errOvertaken = errors.New("another import came in between")

// loadEarly makes contacts, and takes the lock then. What was seen without the
// lock still holds if nobody else had it since, and else if another look sees
// the same.
func (m *merge) loadEarly() {
	var merges int64
	m.query("select merges from import_lock", nil, &merges)
	m.lookUp()
	m.stageUpdates()
	m.load()
	m.loaded = true
	m.lock()
	if m.err != nil || m.number == merges+1 {
		return
	}
	was := m.seen.Sum64()
	if m.lookUp(); m.err == nil && m.seen.Sum64() != was {
		m.err = errOvertaken
	}
}

// lookUp finds what the database knows of the list's numbers, but for what this
// merge itself has put there.
func (m *merge) lookUp() {
	m.seen.Reset()
	if m.loaded {
		m.exec("drop table if exists pg_temp.blocked, pg_temp.known")
	}
	for _, matches := range []*matches{&m.blocked, &m.known, &m.listed} {
		matches.all.reset()
	}
	if !m.compared && m.mustCompare() {
		m.stageCandidates() // what was empty before is not any more
	}
	m.findBlocked()
	m.findKnown()
	m.findListed()
}

// refuseRepeat keeps Create from importing a file twice by mistake.
func (m *merge) refuseRepeat() {
	if m.err == nil {
		m.err = refuseRepeat(m.ctx, m.tx, &m.spec, m.final.SHA256)
	}
}

// findBlocked finds the numbers that must not be called.
func (m *merge) findBlocked() {
	if !m.compared {
		return
	}
	m.planFor("suppressions", m.numbers)
	n := m.exec(`create temporary table blocked on commit drop as
		select distinct f.nth, 'list' as why from suppressions d join pg_temp.candidates f on f.phone = d.phone`)
	m.plan(false)
	if m.suppressFile {
		n += m.exec(`insert into pg_temp.blocked
			select distinct f.nth, 'file' from pg_temp.suppress_file d join pg_temp.candidates f on f.phone = d.phone
			where not exists (select from pg_temp.blocked b where b.nth = f.nth)`)
	}
	if n > 0 {
		m.match(&m.blocked, "select nth, why from pg_temp.blocked order by nth")
	}
}

// findKnown finds the oldest contact of each of the list's numbers.
func (m *merge) findKnown() {
	if !m.compared || m.spec.Duplicates == contact.Create {
		return
	}
	others := ""
	if m.loaded {
		others = fmt.Sprintf(" where c.import_id is distinct from %d", m.id)
	}
	m.planFor("contacts", m.numbers)
	if m.spec.Duplicates == contact.Skip {
		m.knownNumbers = m.exec(`create temporary table known on commit drop as
			select distinct f.nth, 0 as id from contacts c join pg_temp.candidates f on f.phone = c.phone` + others)
	} else {
		m.knownNumbers = m.exec(`create temporary table known on commit drop as
			select distinct on (f.nth) f.nth, c.phone, c.id
			from contacts c join pg_temp.candidates f on f.phone = c.phone` + others + `
			order by f.nth, c.created_at, c.id`)
	}
	m.plan(false)
	if m.knownNumbers > 0 {
		m.match(&m.known, "select nth, id::text from pg_temp.known order by nth")
	}
}

// planFor has the statements that follow look so many numbers up in the index of
// a table that is much larger than the list, one after the other and in their
// order, instead of reading all of the table. The server would rather read it,
// for it takes every look for a visit to the disk.
func (m *merge) planFor(table string, numbers int64) {
	var large bool
	m.query("select pg_relation_size(to_regclass($1)) > $2::bigint * 400", []any{table, numbers}, &large)
	m.plan(large)
}

func (m *merge) plan(byIndex bool) {
	m.exec("select set_config('enable_hashjoin', $1, true), set_config('enable_mergejoin', $1, true)",
		map[bool]string{true: "off", false: "on"}[byIndex])
}

// match reads matches: places of numbers in their order, and a text.
func (m *merge) match(into *matches, sql string) {
	if m.err != nil {
		return
	}
	rows, err := m.tx.Query(m.ctx, sql)
	if err != nil {
		m.err = err
		return
	}
	var nth int64
	var match string
	_, m.err = pgx.ForEachRow(rows, []any{&nth, &match}, func() error {
		maphash.WriteComparable(&m.seen, struct {
			nth   int64
			match string
		}{nth, match})
		return into.all.add(uint64(nth), []byte(match))
	})
}

// check makes sure that no row is lost.
func (m *merge) check() {
	o := &m.outcome
	if m.err == nil && o.Rows != o.Created+o.Updated+o.Merged+o.SkippedTotal() {
		m.err = fmt.Errorf("%d rows came to %d created, %d updated, %d merged and %d skipped",
			o.Rows, o.Created, o.Updated, o.Merged, o.SkippedTotal())
	}
}

// useTags puts the tags that are used into the table of tags.
func (m *merge) useTags() {
	m.outcome.NewTags = m.texts(`insert into tags (name, import_id, created_at)
		select u.name, $2, $3::timestamptz from unnest($1::text[]) u(name) order by u.name
		on conflict (name) do nothing returning name`, m.outcome.Tags, m.id, m.at)
	slices.Sort(m.outcome.NewTags)
}

// record completes the import's row in the table imports.
func (m *merge) record() {
	o, l := &m.outcome, &m.list
	var id, first, last *int64
	var name *string
	if o.Powerlist != nil {
		id, name, first, last = &o.Powerlist.ID, &o.Powerlist.Name, &l.first, &l.last
	}
	m.exec(`update imports set status = $2, file_sha256 = $3, file_size = $4, rows = $5, created = $6,
			updated = $7, merged = $8, skipped = $9::jsonb, opt_outs = $10, new_tags = $11, new_fields = $12,
			powerlist_id = $13, powerlist = $14, powerlist_first = $15, powerlist_last = $16,
			tags = $17, finished_at = clock_timestamp(), merge_number = $18,
			duplicates_known = $19, duplicates_repeated = $20
		where id = $1`,
		m.id, statusDone, hexHash(&m.final.SHA256), m.final.FileSize, o.Rows, o.Created,
		o.Updated, o.Merged, skippedJSON(o.Counts), o.OptOuts, nonNil(o.NewTags), nonNil(o.NewFields),
		id, name, first, last, o.Tags, m.number, o.DuplicateRows.Known, o.DuplicateRows.Repeated)
}

// hexHash is a hash as the table imports has it, or nil.
func hexHash(hash *[32]byte) *string {
	if hash == nil {
		return nil
	}
	text := hex.EncodeToString(hash[:])
	return &text
}

func nonNil(all []string) []string {
	if all == nil {
		return []string{}
	}
	return all
}

// quote makes a literal of a name that the server gave.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
