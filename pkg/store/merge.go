package store

import (
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
)

// columns are the standard fields as columns of contacts, in the order of
// contact.Field, with time_zones behind them, which goes with time_zone.
var columns = func() []string {
	var all []string
	for i := range contact.NumFields {
		all = append(all, contact.Field(i).String())
	}
	return append(all, "time_zones")
}()

// policy is what the import does to the i-th of columns under Update.
func (s *Spec) policy(i int) contact.Policy {
	if i == contact.NumFields {
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

// createStaging makes the table that takes the rows as they come.
func createStaging() string {
	return `create temporary table staging (line bigint not null, phone text collate "C" not null,
		opt_out boolean not null, ` + list("%s text") + `, fields jsonb, tags text[], raw bytea) on commit drop`
}

// mergeMemory is what one sort or hash of a merge may take on the server.
const mergeMemory = "64MB"

// Merge ends the COPY, waits for other imports that merge, and does everything
// but commit. What it returns is exact. After an error only Close is left.
func (im *Import) Merge(ctx context.Context, f Final) (Outcome, error) {
	im.final = f
	if err := im.finishCopy(ctx, f); err != nil {
		return Outcome{}, err
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
		return pgx.BeginFunc(ctx, im.txn, func(tx pgx.Tx) error {
			m := merge{Import: im, script: script{ctx: ctx, tx: tx}}
			return m.run()
		})
	})
}

// gather does what needs no lock: it makes of the rows in staging the table
// candidates, one row for each contact that may come of them, in order of
// phone, with the id that the contact gets if it is a new one.
func (im *Import) gather(ctx context.Context) error {
	m := script{ctx: ctx, tx: im.txn}
	m.exec("select set_config('work_mem', $1, true)", mergeMemory)
	m.exec("analyze pg_temp.staging (line, phone, opt_out)")
	rows := "select line, phone, " + list("%s") + ", fields, tags from pg_temp.staging where not opt_out order by phone, line"
	switch im.spec.Duplicates {
	case contact.Skip:
		rows = strings.Replace(rows, "select", "select distinct on (phone)", 1)
	case contact.Update:
		if m.exec(`create temporary table repeated on commit drop as
			select phone from pg_temp.staging where not opt_out group by phone having count(*) > 1`) > 0 {
			rows = foldRepeated()
		}
	}
	var sequence string
	m.query("select pg_get_serial_sequence('contacts', 'id')", nil, &sequence)
	m.exec(`create temporary table candidates on commit drop as
		select nextval(` + quote(sequence) + `::regclass) as id, r.* from (` + rows + `) r`)
	m.exec("analyze pg_temp.candidates (id, line, phone)")
	return m.err
}

// foldRepeated selects the rows of staging with those of one number folded
// into one: of each field the last that says something, tags in the order in
// which they first appear.
func foldRepeated() string {
	last := list("(array_agg(s.%[1]s order by s.line desc) filter (where s.%[1]s is not null))[1] as %[1]s")
	return `
		select line, phone, ` + list("%s") + `, fields, tags from pg_temp.staging s
		where not opt_out and not exists (select from pg_temp.repeated r where r.phone = s.phone)
		union all
		select g.line, g.phone, ` + list("g.%s") + `, f.fields, t.tags
		from (
			select min(s.line) as line, s.phone, ` + last + `
			from pg_temp.staging s join pg_temp.repeated r on r.phone = s.phone
			where not s.opt_out
			group by s.phone
		) g
		left join (
			select s.phone, jsonb_object_agg(e.key, e.value order by s.line) as fields
			from pg_temp.staging s join pg_temp.repeated r on r.phone = s.phone
			cross join jsonb_each(s.fields) e
			where not s.opt_out
			group by s.phone
		) f on f.phone = g.phone
		left join (
			select phone, array_agg(tag order by line, nth) as tags
			from (
				select distinct on (s.phone, u.tag) s.phone, u.tag, s.line, u.nth
				from pg_temp.staging s join pg_temp.repeated r on r.phone = s.phone
				cross join unnest(s.tags) with ordinality u(tag, nth)
				where not s.opt_out
				order by s.phone, u.tag, s.line, u.nth
			) first
			group by phone
		) t on t.phone = g.phone
		order by phone`
}

// merge is one attempt at a merge.
type merge struct {
	*Import
	script
	// known is how many candidates have a contact already.
	known int64
	list  listing
	// number counts the merges of this database.
	number int64
}

// run merges. Tables that Citus keeps on one node are written before those
// that it spreads.
func (m *merge) run() error {
	m.outcome = Outcome{ImportID: m.id, Counts: m.final.Counts}
	m.query("update import_lock set merges = merges + 1 returning merges", nil, &m.number)
	m.query("select clock_timestamp()", nil, &m.at)
	m.refuseRepeat()
	m.makeFields()
	m.findBlocked()
	m.findKnown()
	m.useTags()
	m.makePowerlist()
	m.touch()
	m.create()
	m.count()
	m.fillPowerlist()
	m.record()
	return m.err
}

// refuseRepeat keeps Create from importing a file twice by mistake.
func (m *merge) refuseRepeat() {
	if m.err == nil {
		m.err = refuseRepeat(m.ctx, m.tx, &m.spec, m.final.SHA256)
	}
}

// findBlocked records the opt-outs, and makes the table blocked of the
// candidates that must not be called.
func (m *merge) findBlocked() {
	m.outcome.OptOuts = m.exec(`insert into suppressions (phone, reason, source, created_at)
		select distinct phone, 'opted out', $1, $2::timestamptz from pg_temp.staging where opt_out order by phone
		on conflict (phone) do nothing`, fmt.Sprintf("import %d", m.id), m.at)
	n := m.exec(`create temporary table blocked on commit drop as
		select distinct f.phone, true as listed from suppressions d join pg_temp.candidates f on f.phone = d.phone`)
	if m.suppressFile {
		n += m.exec(`insert into pg_temp.blocked
			select distinct f.phone, false from pg_temp.suppress_file d join pg_temp.candidates f on f.phone = d.phone
			where not exists (select from pg_temp.blocked b where b.phone = f.phone)`)
	}
	m.blocked = n > 0
	if m.blocked {
		m.exec("analyze pg_temp.blocked")
	}
}

// findKnown makes the table known of the oldest contact of each candidate's
// number.
func (m *merge) findKnown() {
	m.known = 0
	switch m.spec.Duplicates {
	case contact.Create:
		return
	case contact.Skip:
		m.known = m.exec(`create temporary table known on commit drop as
			select distinct f.phone from contacts c join pg_temp.candidates f on f.phone = c.phone`)
	case contact.Update:
		m.known = m.exec(`create temporary table known on commit drop as
			select distinct on (c.phone) c.phone, c.id
			from contacts c join pg_temp.candidates f on f.phone = c.phone
			order by c.phone, c.created_at, c.id`)
	}
	m.exec("analyze pg_temp.known")
}

// The conditions on a candidate f, as SQL that follows a where clause; empty
// where they hold for all.
func (m *merge) notBlocked() string {
	if !m.blocked {
		return ""
	}
	return " and not exists (select from pg_temp.blocked b where b.phone = f.phone)"
}

func (m *merge) notKnown() string {
	if m.known == 0 {
		return ""
	}
	return " and not exists (select from pg_temp.known k where k.phone = f.phone)"
}

// imported holds for candidates of which a contact is made or updated.
func (m *merge) imported() string {
	if m.spec.Duplicates == contact.Update {
		return m.notBlocked()
	}
	return m.notBlocked() + m.notKnown()
}

// useTags puts the tags that are used into the table of tags.
func (m *merge) useTags() {
	used := slices.Clone(m.spec.Tags)
	if m.rowTags {
		used = append(used, m.texts(`select distinct u.tag from pg_temp.candidates f
			cross join unnest(f.tags) u(tag) where not u.tag = any($1::text[])`+m.imported(), m.spec.Tags)...)
	}
	fresh := m.texts(`insert into tags (name, import_id, created_at)
		select u.name, $2, $3::timestamptz from unnest($1::text[]) u(name) order by u.name
		on conflict (name) do nothing returning name`, used, m.id, m.at)
	slices.Sort(used)
	slices.Sort(fresh)
	m.outcome.Tags, m.outcome.NewTags = used, fresh
}

// digest computes, over the columns of the table alias a, what tells whether a
// contact is still as its import made it.
func digest(a string) string {
	return "(hash_array_extended(array[" + list(a+".%s") + "], 0) # jsonb_hash_extended(" + a + ".fields, 0)" +
		" # hash_array_extended(" + a + ".tags, 0))"
}

// create makes the new contacts.
func (m *merge) create() {
	values, fields := list("f.%s"), "coalesce(f.fields, '{}')"
	if m.clears {
		values, fields = list("nullif(f.%[1]s, '') as %[1]s"), "jsonb_strip_nulls("+fields+")"
	}
	m.outcome.Created = m.exec(`insert into contacts (id, phone, `+list("%s")+`, fields, tags,
			import_id, import_digest, created_at, updated_at)
		select n.id, n.phone, `+list("n.%s")+`, n.fields, n.tags, $1, `+digest("n")+`, $2::timestamptz, $2::timestamptz
		from (
			select f.id, f.phone, `+values+`, `+fields+` as fields, coalesce(f.tags, $3::text[]) as tags
			from pg_temp.candidates f where true`+m.notBlocked()+m.notKnown()+`
		) n`, m.id, m.at, m.spec.Tags)
}

// count works out what became of the rows that made no contact of their own.
func (m *merge) count() {
	o := &m.outcome
	if m.blocked {
		m.query(`select count(*) from pg_temp.staging s
			where not s.opt_out and exists (select from pg_temp.blocked b where b.phone = s.phone)`,
			nil, &o.Skipped[contact.Suppressed])
	}
	rest := m.staged - o.Skipped[contact.Suppressed] - o.Created - o.Updated
	switch m.spec.Duplicates {
	case contact.Skip:
		o.Skipped[contact.Duplicate] = rest
	case contact.Update:
		o.Merged = rest
	case contact.Create:
		if rest != 0 && m.err == nil {
			m.err = fmt.Errorf("%d rows are unaccounted for", rest)
		}
	}
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
			tags = $17, finished_at = $18, merge_number = $19
		where id = $1`,
		m.id, statusDone, hexHash(&m.final.SHA256), m.final.FileSize, o.Rows, o.Created,
		o.Updated, o.Merged, skippedJSON(o.Counts), o.OptOuts, nonNil(o.NewTags), nonNil(o.NewFields),
		id, name, first, last, o.Tags, m.at, m.number)
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
