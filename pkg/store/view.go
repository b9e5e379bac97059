package store

import (
	"context"
	"fmt"
	"hash/maphash"
	"slices"
	"sync"

	"github.com/jackc/pgx/v5"

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
	listed  []uint64
	seed    maphash.Seed
	reading sync.Mutex
	// noContacts and noSuppressions avoid look-ups in empty tables.
	noContacts, noSuppressions bool
	// lists are the do-not-call lists that apply, other than the internal one.
	lists listNames
	// stages: the role may make temporary tables here.
	stages bool
}

// View returns the view for a review. Tables of another version are ErrSchemaOld or
// ErrSchemaNew. powerlist is the name of the powerlist of PhoneStatus.Listed; if it is
// empty, nothing is Listed.
func (db *DB) View(ctx context.Context, powerlist string) (*View, error) {
	if err := db.read(ctx, func(tx pgx.Tx) error { return checkEncoding(ctx, tx) }); err != nil {
		return nil, fmt.Errorf("asking the database: %w", err)
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
	err = db.read(ctx, func(tx pgx.Tx) error {
		if err := haveRights(ctx, tx, readRights, nil); err != nil {
			return err
		}
		q := transaction{ctx: ctx, tx: tx}
		if v.lists = q.bindingLists(nil); q.err != nil {
			return q.err
		}
		if v.stages, err = db.mayStage(ctx, tx); err != nil {
			return err
		}
		return tx.QueryRow(ctx, `select coalesce((select id from powerlists where name = $1), 0),
			not exists (select 1 from contacts limit 1), not exists (select 1 from suppressions limit 1)`, storable(powerlist)).
			Scan(&v.powerlist, &v.noContacts, &v.noSuppressions)
	})
	if err != nil {
		return nil, fmt.Errorf("asking the database: %w", err)
	}
	return v, nil
}

// refuseForeign refuses a schema that was never set up but has a table with a name of
// ours, as the set-up would.
func (db *DB) refuseForeign(ctx context.Context) error {
	var foreign bool
	err := db.read(ctx, func(tx pgx.Tx) error {
		return tx.QueryRow(ctx, `select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = current_schema() and c.relname in ('contacts', 'contact_fields', 'tags', 'powerlists',
				'powerlist_contacts', 'suppressions', 'imports'))`).Scan(&foreign)
	})
	switch {
	case err != nil:
		return fmt.Errorf("asking the database: %w", err)
	case foreign:
		return ErrForeignTables
	}
	return nil
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
	err := v.readListed(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the powerlist: %w", err)
	}
	err = v.db.ask(ctx, v.stages, phones, func(tx pgx.Tx, asked question) error {
		if err := v.lookUpContacts(ctx, tx, asked, known); err != nil {
			return err
		}
		if err := v.lookUpSuppressions(ctx, tx, asked, known); err != nil {
			return err
		}
		return v.lookUpLists(ctx, tx, asked, known)
	})
	if err != nil {
		return nil, fmt.Errorf("asking the database: %w", err)
	}
	for i, p := range phones {
		out[i] = known[p]
	}
	return out, nil
}

func (v *View) lookUpContacts(ctx context.Context, tx pgx.Tx, asked question, into map[string]contact.PhoneStatus) error {
	if v.noContacts {
		return nil
	}
	query := "select distinct c.phone, 0::bigint from " + asked.in("contacts c", "c.phone")
	if v.powerlist != 0 {
		query = "select distinct on (c.phone) c.phone, c.id from " + asked.in("contacts c", "c.phone, c.id, c.created_at") + " order by c.phone, c.created_at, c.id"
	}
	rows, err := tx.Query(ctx, query, asked.args...)
	if err != nil {
		return err
	}
	var phone string
	var id int64
	_, err = pgx.ForEachRow(rows, []any{&phone, &id}, func() error {
		_, listed := slices.BinarySearch(v.listed, v.hash(phone, id))
		into[phone] = contact.PhoneStatus{Known: true, Listed: listed}
		return nil
	})
	return err
}

// readListed reads once which contacts are on the powerlist.
func (v *View) readListed(ctx context.Context) error {
	v.reading.Lock()
	defer v.reading.Unlock()
	if v.powerlist == 0 || v.noContacts || v.listed != nil {
		return nil
	}
	listed := []uint64{}
	err := v.db.read(ctx, func(tx pgx.Tx) error {
		for _, setting := range []string{"work_mem = " + mergeMemory, "enable_nestloop = off"} {
			if _, err := tx.Exec(ctx, "set local "+setting); err != nil {
				return err
			}
		}
		rows, err := tx.Query(ctx, `select c.phone, c.id from powerlist_contacts e
			join contacts c on c.phone = e.phone and c.id = e.contact_id
			where e.powerlist_id = $1`, v.powerlist)
		if err != nil {
			return err
		}
		var phone string
		var id int64
		_, err = pgx.ForEachRow(rows, []any{&phone, &id}, func() error {
			listed = append(listed, v.hash(phone, id))
			return nil
		})
		return err
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

func (v *View) lookUpSuppressions(ctx context.Context, tx pgx.Tx, asked question, into map[string]contact.PhoneStatus) error {
	if v.noSuppressions {
		return nil
	}
	rows, err := tx.Query(ctx, "select c.phone from "+asked.in("suppressions c", "c.phone"), asked.args...)
	if err != nil {
		return err
	}
	var phone string
	_, err = pgx.ForEachRow(rows, []any{&phone}, func() error {
		s := into[phone]
		s.List = contact.InternalList
		into[phone] = s
		return nil
	})
	return err
}

// Fields returns the types of the custom fields that exist, by key.
func (v *View) Fields(ctx context.Context) (fields map[string]contact.Type, err error) {
	if v.empty {
		return map[string]contact.Type{}, nil
	}
	err = v.db.read(ctx, func(tx pgx.Tx) error {
		fields, err = readFields(ctx, tx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the custom fields: %w", err)
	}
	return fields, nil
}

// Tags returns the tags that exist, in alphabetical order, at most limit of them.
func (v *View) Tags(ctx context.Context, limit int) ([]string, error) {
	return v.tags(ctx, "select name from tags order by name limit $1", limit)
}

// KnownTags returns the names that exist as tags.
func (v *View) KnownTags(ctx context.Context, names []string) ([]string, error) {
	if len(names) == 0 {
		return nil, nil
	}
	return v.tags(ctx, "select name from tags where name = any($1::text[])", names)
}

func (v *View) tags(ctx context.Context, sql string, arg any) (tags []string, err error) {
	if v.empty {
		return nil, nil
	}
	err = v.db.read(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, sql, arg)
		if err != nil {
			return err
		}
		tags, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the tags: %w", err)
	}
	return tags, nil
}

// Check refuses what Begin would refuse: fields, the powerlist, and under
// Create a file that was imported before, where the Spec has its hash. It returns the
// keys of the new fields that an import would make.
func (v *View) Check(ctx context.Context, given *Spec) (newFields []string, err error) {
	spec := given.storable()
	if v.empty {
		missing, err := missingFields(&spec, nil)
		return keysOf(missing), err
	}
	err = v.db.read(ctx, func(tx pgx.Tx) error {
		have, err := readFields(ctx, tx)
		if err != nil {
			return err
		}
		missing, err := missingFields(&spec, have)
		if err != nil {
			return err
		}
		newFields = keysOf(missing)
		return check(ctx, tx, &spec)
	})
	if err != nil {
		return nil, fmt.Errorf("checking against the database: %w", err)
	}
	return newFields, nil
}

// Imported returns the last import of a file with that hash that was not undone,
// or 0.
func (v *View) Imported(ctx context.Context, hash [32]byte) (id int64, err error) {
	if v.empty {
		return 0, nil
	}
	err = v.db.read(ctx, func(tx pgx.Tx) error {
		id, err = importOf(ctx, tx, hash, 0)
		return err
	})
	return id, err
}

// Imported returns the last import of a file with that hash that was not undone, except
// this one, or 0. It can be called between Merge and Commit.
func (im *Import) Imported(ctx context.Context, hash [32]byte) (id int64, err error) {
	return importOf(ctx, im.txn, hash, im.id)
}

func keysOf(fields []NewField) []string {
	var keys []string
	for _, f := range fields {
		keys = append(keys, f.Key)
	}
	return keys
}
