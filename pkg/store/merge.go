package store

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"rollcall/pkg/store/internal/extsort"
	"rollcall/pkg/store/internal/pgcopy"
	"slices"

	"github.com/jackc/pgx/v5"
)

// mergeMemory is the memory for one sort or hash of a merge on the server.
const mergeMemory = "'64MB'"

// Merge waits for other imports that merge, and does everything but commit.
// What it returns is exact. After an error only Close is left.
func (im *Import) Merge(ctx context.Context, f Final) (Outcome, error) {
	im.final = f
	if want := f.Counts.Rows - f.Counts.Skipped.Total(); want != im.accepted {
		return Outcome{}, fmt.Errorf("%d rows were accepted, but %d arrived", want, im.accepted)
	}
	err := im.mergeInTurn(ctx)
	if err != nil {
		return Outcome{}, fmt.Errorf("merging: %w", cancelled(ctx, ofTimeout(ctx, err)))
	}
	return im.outcome, nil
}

// mergeInTurn merges under a savepoint, and again if the server asks for that.
func (im *Import) mergeInTurn(ctx context.Context) error {
	if err := im.gather(ctx); err != nil {
		return err
	}
	return retry(ctx, func() error {
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
	im.rows.Seal()
	im.refusals.Seal()
	m := im.merge(ctx, im.txn)
	m.exec("set local work_mem = " + mergeMemory)
	m.joinByHash()
	m.settleRefusals()
	if m.err == nil {
		m.err = im.others.gather(&im.rows)
	}
	if !m.stagesBeside() && m.mustCompare() {
		m.stageCandidates()
	}
	im.compared, im.numbers = m.compared, m.numbers
	return m.err
}

// merge is one attempt at a merge.
type merge struct {
	transaction
	im *Import
	// seen is what lookUp found, as a hash; loaded says that contacts have been
	// made of it.
	seen   maphash.Hash
	loaded bool
	// compared: there is a table candidates, of so many numbers.
	compared bool
	numbers  int64
	// candidates is the name of that table where it is compared with others: on Citus
	// it is beside them.
	candidates string
	// knownNumbers is how many of them a contact has already, updates how many
	// contacts the table updates has something for.
	knownNumbers, updates int64
	// blockedNumbers is how many of them must not be called.
	blockedNumbers int64
	// lists are the names of the lists that bind, in order.
	lists []string
	list  listing
	// ids are those of the contacts that are made.
	ids *ids
	// places are those of the contacts that are made.
	places places
	// number counts the merges of this database.
	number int64
	// rowsDone is how many rows of the phase are done, and rowsReported how many
	// were done at the last progress report.
	rowsDone, rowsReported int64
}

// progressEvery is the number of rows between two progress reports.
const progressEvery = 4096

// phase begins a phase of the merge.
func (m *merge) phase(name string, rows int64) {
	m.rowsDone, m.rowsReported = 0, 0
	if m.im.Progress != nil && m.err == nil {
		m.im.Progress.Phase(name, rows)
	}
}

// advance reports rows that are done.
func (m *merge) advance(rows int64) {
	if m.rowsDone += rows; m.rowsDone-m.rowsReported >= progressEvery && m.im.Progress != nil {
		m.rowsReported = m.rowsDone
		m.im.Progress.Step(m.rowsDone)
	}
}

// copySorted copies what fill makes of a sorter's records into a table.
func (m *merge) copySorted(s *extsort.Sorter, into string, fill func(t *pgcopy.Row, key uint64, record []byte)) int64 {
	if m.err != nil {
		return 0
	}
	s.Seal()
	c, err := s.Read()
	if err != nil {
		m.err = err
		return 0
	}
	return m.copy(into, func(t *pgcopy.Row) (bool, error) {
		key, record, ok := c.Peek()
		if !ok {
			return false, nil
		}
		fill(t, key, record)
		m.advance(1)
		return true, c.Next()
	})
}

// merge begins an attempt.
func (im *Import) merge(ctx context.Context, tx pgx.Tx) *merge {
	return &merge{im: im, transaction: transaction{ctx: ctx, tx: tx}, compared: im.compared, numbers: im.numbers}
}

// run merges.
func (m *merge) run() error {
	m.im.outcome = Outcome{ImportID: m.im.id, Counts: m.im.final.Counts, SuppressedBy: map[string]int64{}}
	m.im.rejects.Reset()
	m.im.entries.Reset()
	m.im.evidence.Reset()
	m.query("select clock_timestamp()", nil, &m.im.at)
	if m.loadsEarly() {
		m.loadEarly()
	} else {
		m.lock()
		m.writeFirst(m.im.db)
		m.lookUp()
		m.stageUpdates()
	}
	m.refuseRepeat(&m.im.spec, m.im.final.SHA256)
	m.recordRefusals()
	m.touch()
	if !m.loaded {
		m.load()
	}
	if o := &m.im.outcome; o.Created+o.Updated > 0 {
		m.makeFields()
		m.useTags()
	} else {
		o.Tags = []string{}
	}
	if o := &m.im.outcome; o.Created+o.Updated+m.noteIncluded() > 0 {
		m.makePowerlist()
		m.fillPowerlist()
	}
	m.notePlaces(m.places) // under the lock: imports share them
	m.check()
	m.clearBeside(m.im.db)
	m.record()
	return m.err
}

// lock waits for other imports, undos and changes of the do-not-call list, and
// lets none begin until the transaction ends.
func (m *merge) lock() {
	m.phase("waiting for other imports", -1)
	m.number = m.lockImports()
	m.awaitInDoubt(m.im.db)
	if m.im.moved > 1 {
		// Others change contacts faster than this import. Let them wait once, until
		// the merge is done; readers need not wait.
		m.exec("lock table contacts in share row exclusive mode")
	}
}

// loadsEarly reports whether contacts are made before the lock is taken, so that
// nobody waits while they are sent to the server. An import that was overtaken once
// does not do that again.
func (m *merge) loadsEarly() bool {
	return !m.im.overtaken && m.im.moved == 0 && !m.im.db.distributed
}

// loadEarly makes contacts, and then takes the lock. What was found without the lock
// still holds if nobody else had it meanwhile, or if a second look-up finds the same.
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

// check makes sure that no row is lost.
func (m *merge) check() {
	o := &m.im.outcome
	if m.err == nil && o.Rows != o.Created+o.Updated+o.Merged+o.Skipped.Total() {
		m.err = fmt.Errorf("%d rows came to %d created, %d updated, %d merged and %d skipped",
			o.Rows, o.Created, o.Updated, o.Merged, o.Skipped.Total())
	}
}

// useTags puts the tags that are used into the table of tags.
func (m *merge) useTags() {
	m.im.outcome.NewTags = m.texts(`insert into tags (name, import_id, created_at)
		select u.name, $2, $3::timestamptz from unnest($1::text[]) u(name) order by u.name
		on conflict (name) do nothing returning name`, m.im.outcome.Tags, m.im.id, m.im.at)
	slices.Sort(m.im.outcome.NewTags)
}

// record completes the import's row in the table imports.
func (m *merge) record() {
	if m.err != nil {
		return
	}
	o, l := &m.im.outcome, &m.list
	var id, first, last *int64
	var name *string
	if o.Powerlist != nil {
		id, name, first, last = &o.Powerlist.ID, &o.Powerlist.Name, &l.first, &l.last
	}
	m.exec(`update imports set status = $2, file_sha256 = $3, file_size = $4, rows = $5, created = $6,
			updated = $7, merged = $8, skipped = $9::jsonb, opt_outs = $10, new_tags = $11, new_fields = $12,
			powerlist_id = $13, powerlist = $14, powerlist_first = $15, powerlist_last = $16,
			tags = $17, finished_at = clock_timestamp(), merge_number = $18,
			duplicates_known = $19, duplicates_repeated = $20, contacts_first = $21, contacts_last = $22
		where id = $1`,
		m.im.id, statusDone, hexHash(&m.im.final.SHA256), m.im.final.FileSize, o.Rows, o.Created,
		o.Updated, o.Merged, skippedJSON(o.Skipped), o.OptOuts, nonNil(o.NewTags), nonNil(o.NewFields),
		id, name, first, last, o.Tags, m.number, o.DuplicateRows.Known, o.DuplicateRows.Repeated, m.ids.first, m.ids.last)
}
