package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"github.com/jackc/pgx/v5"
)

// migrations are the steps that make the schema, in the order of their names: the n-th
// leads to version n. A released step is never changed.
//
//go:embed migrations/*.sql
var migrations embed.FS

// A version table of the schema's own, so that several businesses in one
// database can be at different versions.
const createVersion = `create table if not exists rollcall_version (
    version    integer primary key,
    applied_at timestamptz not null default now()
)`

// setupLock is held while tables are set up; the number is arbitrary. Unlike the import
// lock it does not need any table.
const setupLock = 7267013542

// steps are the migrations' statements.
func steps() ([]string, error) {
	entries, err := fs.ReadDir(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	var out []string
	for i, e := range entries {
		if !strings.HasPrefix(e.Name(), fmt.Sprintf("%03d_", i+1)) {
			return nil, fmt.Errorf("migration %s is out of order", e.Name())
		}
		text, err := migrations.ReadFile("migrations/" + e.Name())
		if err != nil {
			return nil, err
		}
		out = append(out, string(text))
	}
	return out, nil
}

// callingSchema is the version of the schema from which on contacts have
// calling_states.
const callingSchema = 9

// Version is the version of a schema.
type Version struct {
	// Have is the version of the tables; 0 where there are none.
	Have int
	// Want is the version that this program works with.
	Want int
}

// Check returns an error if the program cannot use the tables: ErrSchemaMissing,
// ErrSchemaOld or ErrSchemaNew.
func (v Version) Check() error {
	switch {
	case v.Have == 0:
		return ErrSchemaMissing
	case v.Have < v.Want:
		return ErrSchemaOld
	case v.Have > v.Want:
		return ErrSchemaNew
	}
	return nil
}

// Version returns the version of the schema, and writes nothing.
func (db *DB) Version(ctx context.Context) (Version, error) {
	var v Version
	err := db.read(ctx, func(tx pgx.Tx) (err error) {
		v, err = db.version(ctx, tx)
		return err
	})
	if err != nil {
		return v, fmt.Errorf("looking up the database's version: %w", err)
	}
	return v, nil
}

func (db *DB) version(ctx context.Context, tx pgx.Tx) (Version, error) {
	if err := db.checkTrust(ctx, tx); err != nil {
		return Version{}, err
	}
	return schemaVersion(ctx, tx)
}

func schemaVersion(ctx context.Context, tx pgx.Tx) (Version, error) {
	all, err := steps()
	if err != nil {
		return Version{}, err
	}
	v := Version{Want: len(all)}
	var exists bool
	// Not to_regclass: after a wait for setupLock it may answer from a cache.
	err = tx.QueryRow(ctx, `select exists (select from pg_tables
		where schemaname = current_schema() and tablename = 'rollcall_version')`).Scan(&exists)
	if err != nil || !exists {
		return v, err
	}
	var may bool
	if err := tx.QueryRow(ctx, "select has_table_privilege('rollcall_version', 'select')").Scan(&may); err != nil {
		return v, err
	}
	if !may {
		return v, haveRights(ctx, tx, rights, nil) // name everything that is missing
	}
	err = tx.QueryRow(ctx, "select coalesce(max(version), 0) from rollcall_version").Scan(&v.Have)
	return v, err
}

// Migrate brings the tables to this program's version, all steps or none, and returns
// the version before. A newer schema is ErrSchemaNew.
func (db *DB) Migrate(ctx context.Context) (Version, error) {
	var v Version
	if err := db.findDistribution(ctx); err != nil {
		return v, fmt.Errorf("setting up the tables: %w", err)
	}
	err := db.change(ctx, func(tx pgx.Tx) (err error) {
		if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock($1)", int64(setupLock)); err != nil {
			return err
		}
		if v, err = db.version(ctx, tx); err != nil {
			return err
		}
		if v.Have > v.Want {
			return ErrSchemaNew
		}
		return db.migrate(ctx, tx, v)
	})
	if err != nil {
		return v, fmt.Errorf("setting up the tables: %w", err)
	}
	return v, nil
}

func (db *DB) migrate(ctx context.Context, tx pgx.Tx, v Version) error {
	q := transaction{ctx: ctx, tx: tx}
	if v.Have == v.Want {
		q.fillCalling()
		return q.err
	}
	if err := maySetUp(ctx, tx, v.Have); err != nil {
		return err
	}
	all, err := steps()
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, createVersion); err != nil {
		return err
	}
	for i := v.Have; i < len(all); i++ {
		_, err := tx.Exec(ctx, all[i])
		if hasCode(err, codeDuplicateTable) && v.Have == 0 {
			return fmt.Errorf("%w (%w)", ErrForeignTables, err)
		}
		if err != nil {
			return fmt.Errorf("migration %d: %w", i+1, err)
		}
		if _, err := tx.Exec(ctx, "insert into rollcall_version (version) values ($1)", i+1); err != nil {
			return err
		}
	}
	if db.distributed {
		q.exec(nodesSQL)
	}
	q.fillCalling()
	if v.Have > 0 && v.Have < callingSchema {
		q.locateAll()
	}
	return q.err
}

// ensureSchema checks the schema before a change, as ready does, but sets up an empty
// one.
func (db *DB) ensureSchema(ctx context.Context) error {
	v, err := db.Version(ctx)
	if err != nil {
		return err
	}
	if v.Have == 0 {
		_, err = db.Migrate(ctx)
		return err
	}
	if err := v.Check(); err != nil {
		return err
	}
	if err := db.findDistribution(ctx); err != nil {
		return err
	}
	return db.refreshCalling(ctx)
}
