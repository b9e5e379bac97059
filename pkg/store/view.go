package store

import (
	"context"
	"fmt"
	"hash/maphash"
	"slices"
	"sync"

	"rollcall/pkg/contact"
)

// View answers the questions of a review. It only reads, so a replica or a role without
// rights to write suffices, and without tables it answers that nothing is known. Several
// goroutines can use it.
type View struct {
	db *DB
	// empty: there are no tables yet.
	empty bool
	// powerlist is the id of the powerlist of PhoneStatus.Listed, or 0.
	powerlist int64
	// listed are hashes of the contacts on it, in order, read at the first Lookup: there
	// is no index from numbers to places, and a long file looks up many times. They take
	// eight bytes a contact.
	listed []uint64
	seed   maphash.Seed
	mu     sync.Mutex
	// noContacts and noSuppressions avoid look-ups in empty tables.
	noContacts, noSuppressions bool
	// lists are the do-not-call lists that apply, other than the internal one.
	lists listNames
	// stages: the role may make temporary tables here.
	stages bool
}

// asking begins the errors of a View.
const asking = "asking the database"

// View returns the view for a review. Tables of another version are ErrSchemaOld or
// ErrSchemaNew. powerlist is the name of the powerlist of PhoneStatus.Listed; if it is
// empty, nothing is Listed.
func (db *DB) View(ctx context.Context, powerlist string) (*View, error) {
	if err := db.encoding.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", asking, err)
	}
	version, err := db.Version(ctx)
	if err != nil {
		return nil, err
	}
	if err := db.awaitSettled(ctx); err != nil {
		return nil, err
	}
	v := &View{db: db, empty: version.Have == 0, seed: maphash.MakeSeed()}
	if v.empty {
		return v, db.refuseForeign(ctx)
	}
	if err := version.Check(); err != nil {
		return nil, err
	}
	err = db.reading(ctx, asking, func(q *transaction) {
		if q.err = haveRights(ctx, q.tx, readRights, nil); q.err != nil {
			return
		}
		v.lists = q.bindingLists(nil)
		v.stages = db.mayStage(q)
		q.query(`select coalesce((select id from powerlists where name = $1), 0),
			not exists (select 1 from contacts limit 1), not exists (select 1 from suppressions limit 1)`, []any{storable(powerlist)},
			&v.powerlist, &v.noContacts, &v.noSuppressions)
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// Encoding returns what the database can hold, or nil if that is any text.
func (v *View) Encoding() *Encoding { return v.db.encoding }

// reading runs the statements of do as DB.reading does, if there are tables.
func (v *View) reading(ctx context.Context, doing string, do func(q *transaction)) error {
	if v.empty {
		return nil
	}
	return v.db.reading(ctx, doing, do)
}

// refuseForeign refuses a schema that was never set up but has a table with a name of
// ours, as the set-up would.
func (db *DB) refuseForeign(ctx context.Context) error {
	var foreign bool
	err := db.reading(ctx, asking, func(q *transaction) {
		q.query(`select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = current_schema() and c.relname in ('contacts', 'contact_fields', 'tags', 'powerlists',
				'powerlist_contacts', 'suppressions', 'imports'))`, nil, &foreign)
	})
	if err == nil && foreign {
		err = ErrForeignTables
	}
	return err
}

// Together returns the least number of numbers that Lookup should get at once, so that
// they share the fixed cost of a look-up. On Citus, with COPYs and statements for each
// of 32 shards, that is as high as the cost of thousands of numbers.
func (v *View) Together() int {
	if v.db.distributed {
		return 1 << 16
	}
	return 1 << 14
}

// Lookup returns the status of each of phones, in their order; they are in
// E.164 form and may repeat. Listed is about the contact that an update would
// change: the oldest with that number.
func (v *View) Lookup(ctx context.Context, phones []string) ([]contact.PhoneStatus, error) {
	out := make([]contact.PhoneStatus, len(phones))
	if v.empty || v.noContacts && v.noSuppressions && len(v.lists.ids) == 0 || len(phones) == 0 {
		return out, nil
	}
	known := map[string]contact.PhoneStatus{}
	if err := v.readListed(ctx); err != nil {
		return nil, err
	}
	err := v.db.ask(ctx, v.stages, phones, func(q *transaction, asked question) {
		v.lookUpContacts(q, asked, known)
		v.lookUpSuppressions(q, asked, known)
		v.lookUpLists(q, asked, known)
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", asking, err)
	}
	for i, p := range phones {
		out[i] = known[p]
	}
	return out, nil
}

func (v *View) lookUpContacts(q *transaction, asked question, into map[string]contact.PhoneStatus) {
	if v.noContacts {
		return
	}
	query := "select distinct c.phone, 0::bigint from " + asked.in("contacts c", "c.phone")
	if v.powerlist != 0 {
		query = "select distinct on (c.phone) c.phone, c.id from " + asked.in("contacts c", "c.phone, c.id, c.created_at") + " order by c.phone, c.created_at, c.id"
	}
	var phone string
	var id int64
	q.each(query, asked.args, []any{&phone, &id}, func() error {
		_, listed := slices.BinarySearch(v.listed, v.hash(phone, id))
		into[phone] = contact.PhoneStatus{Known: true, Listed: listed}
		return nil
	})
}

// readListed reads once which contacts are on the powerlist.
func (v *View) readListed(ctx context.Context) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.powerlist == 0 || v.noContacts || v.listed != nil {
		return nil
	}
	listed := []uint64{}
	err := v.db.reading(ctx, "reading the powerlist", func(q *transaction) {
		q.exec("set local work_mem = " + mergeMemory)
		q.joinByHash()
		var phone string
		var id int64
		q.each(`select c.phone, c.id from powerlist_contacts e
			join contacts c on c.phone = e.phone and c.id = e.contact_id
			where e.powerlist_id = $1`, []any{v.powerlist}, []any{&phone, &id}, func() error {
			listed = append(listed, v.hash(phone, id))
			return nil
		})
	})
	if err != nil {
		return err
	}
	slices.Sort(listed)
	v.listed = listed
	return nil
}

// hash identifies a contact. Its id does not suffice: other programs may have given the
// same id to contacts of several numbers.
func (v *View) hash(phone string, id int64) uint64 {
	return maphash.Comparable(v.seed, struct {
		phone string
		id    int64
	}{phone, id})
}

func (v *View) lookUpSuppressions(q *transaction, asked question, into map[string]contact.PhoneStatus) {
	if v.noSuppressions {
		return
	}
	for _, phone := range q.texts("select c.phone from "+asked.in("suppressions c", "c.phone"), asked.args...) {
		s := into[phone]
		s.List = contact.InternalList
		into[phone] = s
	}
}

// Fields returns the types of the custom fields that exist, by key.
func (v *View) Fields(ctx context.Context) (fields map[string]contact.Type, err error) {
	fields = map[string]contact.Type{}
	err = v.reading(ctx, "reading the custom fields", func(q *transaction) { fields = q.customFields() })
	return fields, err
}

// Tags returns the tags that exist, in alphabetical order, at most limit of them.
func (v *View) Tags(ctx context.Context, limit int) ([]string, error) {
	return v.texts(ctx, "reading the tags", "select name from tags order by name limit $1", limit)
}

// KnownTags returns the names that exist as tags.
func (v *View) KnownTags(ctx context.Context, names []string) ([]string, error) {
	if len(names) == 0 {
		return nil, nil
	}
	return v.texts(ctx, "reading the tags", "select name from tags where name = any($1::text[])", names)
}

// texts reads one column of texts, if there are tables.
func (v *View) texts(ctx context.Context, doing, sql string, args ...any) (all []string, err error) {
	err = v.reading(ctx, doing, func(q *transaction) { all = q.texts(sql, args...) })
	return all, err
}

// Check refuses what Begin would refuse: fields, the powerlist, and under
// Create a file that was imported before, where the Spec has its hash. It returns the
// keys of the new fields that an import would make.
func (v *View) Check(ctx context.Context, given *Spec) (newFields []string, err error) {
	spec := given.storable()
	if err := v.db.encoding.checkSpec(&spec); err != nil {
		return nil, err
	}
	if v.empty {
		missing, err := missingFields(&spec, nil)
		return keysOf(missing), err
	}
	err = v.db.reading(ctx, "checking against the database", func(q *transaction) {
		newFields = keysOf(q.check(&spec))
	})
	return newFields, err
}

// Imported returns the last import of a file with that hash that was not undone,
// or 0.
func (v *View) Imported(ctx context.Context, hash [32]byte) (id int64, err error) {
	if v.empty {
		return 0, nil
	}
	err = v.db.read(ctx, statements(ctx, func(q *transaction) { id = q.importOf(hash, 0) }))
	return id, err
}

// Imported returns the last import of a file with that hash that was not undone, except
// this one, or 0. It can be called between Merge and Commit.
func (im *Import) Imported(ctx context.Context, hash [32]byte) (id int64, err error) {
	q := transaction{ctx: ctx, tx: im.txn}
	id = q.importOf(hash, im.id)
	return id, q.err
}

func keysOf(fields []NewField) []string {
	var keys []string
	for _, f := range fields {
		keys = append(keys, f.Key)
	}
	return keys
}
