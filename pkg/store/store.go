// Package store keeps contacts in PostgreSQL: the schema, imports, look-ups for
// reviews, history, undo and the do-not-call lists. It knows nothing of files,
// mappings and flags.
//
// An import goes this way:
//
//	Begin    imports: a row that says "running", committed
//	         transaction begins, and with it the import's sign of life
//	Write    the program sorts the rows by phone, in memory and in nameless
//	         temporary files; nothing is locked
//	Merge    only the numbers go to the server; what is known, suppressed or
//	         listed comes back; new contacts go sorted straight into their table;
//	         the lock on import_lock, and a second look-up if another had it
//	         meanwhile; changes by a temporary table; exact counts
//	Commit   imports: "done"; NOTIFY rollcall; the transaction ends
//
// Every statement runs inside a transaction that first sets its search_path,
// and none is prepared by name, so that poolers in transaction mode work.
package store

import (
	"context"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// oldestServer is the lowest server_version_num that works.
const oldestServer = 130000

// maxConnections is the greatest number of connections of a DB, unless the URL has
// pool_max_conns. One is enough: nothing waits for a connection while it has another.
const maxConnections = 4

// DB is a database, and in it the schema that search_path selects. Several goroutines can
// use it.
type DB struct {
	pool   *pgxpool.Pool
	dialer *dialer
	// searchPath is what the user set, or empty for the server's default.
	searchPath string
	// schema is the first existing schema of the search path. Statements see no other, so
	// that businesses that share a database are separate.
	schema        string
	serverVersion int
	// encoding is that of the database, or nil if that can hold any text.
	encoding *Encoding
	// citus: the database has that extension. distributed: the contacts are
	// spread over its nodes. beside: the role can write to that table.
	citus, distributed, beside bool
	// sorterMemory is the memory of an import's sorters, and byIndex looks up numbers by
	// the index in tables of any size, both for tests.
	sorterMemory int
	byIndex      bool
	// grace is closeGrace, or less in tests.
	grace time.Duration
}

// closeGrace is the limit for Close, and for finding out about a lost commit.
const closeGrace = 15 * time.Second

// Open connects to the database that url names, as libpq reads URLs,
// key=value strings and the PG* variables; an empty url means only the
// variables. Its errors never have a password. Where check is not nil, it must accept
// each connection before anything is sent. Close closes the DB.
func Open(ctx context.Context, url string, check func(net.Conn) error) (*DB, error) {
	config, dialer, err := configure(url)
	if err != nil {
		return nil, err
	}
	dialer.check = check
	db := &DB{searchPath: takeSearchPath(config.ConnConfig.RuntimeParams), dialer: dialer, grace: closeGrace}
	if db.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, redact(err)
	}
	soon, cancel := context.WithTimeout(ctx, answerTime(config.ConnConfig))
	defer cancel()
	if err := db.detectServer(soon); err != nil {
		db.Close()
		return nil, connectError(ctx, config.ConnConfig, err)
	}
	return db, nil
}

// Close closes the connections. It does not wait for a server that does not answer.
func (db *DB) Close() {
	if db.dialer != nil {
		defer time.AfterFunc(lastWords, db.dialer.close).Stop()
	}
	db.pool.Close()
}

// detectServer finds out about the server and the schema.
func (db *DB) detectServer(ctx context.Context) error {
	return pgx.BeginTxFunc(ctx, db.pool, txOptions(pgx.ReadOnly), func(tx pgx.Tx) error {
		if db.searchPath != "" {
			if _, err := tx.Exec(ctx, "select pg_catalog.set_config('search_path', $1, true)", db.searchPath); err != nil {
				return err
			}
		}
		// The user's path may have pg_catalog last, after functions of others.
		var schema *string
		var encoding string
		err := tx.QueryRow(ctx, "select pg_catalog.current_schema(), pg_catalog.current_setting('server_version_num')::pg_catalog.int4, pg_catalog.getdatabaseencoding()::pg_catalog.text").
			Scan(&schema, &db.serverVersion, &encoding)
		db.encoding = newEncoding(encoding)
		switch {
		case err != nil:
			return err
		case db.serverVersion < oldestServer:
			return ErrServerTooOld
		case schema == nil && namedSchema(db.searchPath) != "":
			return schemaError(ctx, tx, namedSchema(db.searchPath))
		case schema == nil, strings.HasPrefix(*schema, "pg_"), *schema == "information_schema":
			return ErrNoSchema // the system's own, or a temporary one, which ends with the connection
		}
		if named := namedSchema(db.searchPath); named != "" && named != *schema {
			return schemaError(ctx, tx, named) // not another one that happens to be there
		}
		db.schema = *schema
		err = tx.QueryRow(ctx, `select exists (
			select from pg_catalog.pg_extension where extname operator(pg_catalog.=) 'citus')`).Scan(&db.citus)
		if err != nil || !db.citus {
			return err
		}
		return refuseWorker(ctx, tx)
	})
}

// schemaError explains why a schema that was named cannot be used: it does not exist,
// or the role may not use it.
func schemaError(ctx context.Context, tx pgx.Tx, name string) error {
	lacks := &RightsError{err: ErrRights, Missing: []string{"usage on the schema"}, Grants: []string{""}}
	err := tx.QueryRow(ctx, `select pg_catalog.format('grant usage on schema %I to %I', nspname, current_user)
		from pg_catalog.pg_namespace where nspname operator(pg_catalog.=) $1`, name).Scan(&lacks.Grants[0])
	switch {
	case err == pgx.ErrNoRows, strings.HasPrefix(name, "pg_"), name == "information_schema":
		return ErrNoSchema
	case err != nil:
		return err
	}
	return lacks
}

// takeSearchPath removes search_path from a connection's start-up parameters, which a
// pooler may refuse, and returns it. It is there by itself or in options, as "-c
// search_path=…".
func takeSearchPath(params map[string]string) string {
	path := params["search_path"]
	delete(params, "search_path")
	var rest []string
	words := splitOptions(params["options"])
	for i := 0; i < len(words); i++ {
		setting, ok := strings.CutPrefix(words[i], "--")
		if !ok {
			if setting, ok = strings.CutPrefix(words[i], "-c"); ok && setting == "" && i+1 < len(words) {
				i++
				setting = words[i]
			}
		}
		name, value, isSetting := strings.Cut(setting, "=")
		name = strings.ReplaceAll(name, "-", "_")
		switch {
		case !ok || !isSetting:
			rest = append(rest, words[i])
		case name == "search_path":
			path = value
		default:
			rest = append(rest, "-c", name+"="+value)
		}
	}
	if len(words) > 0 {
		delete(params, "options")
		if len(rest) > 0 {
			for i, w := range rest {
				rest[i] = optionEscaper.Replace(w)
			}
			params["options"] = strings.Join(rest, " ")
		}
	}
	return path
}

var optionEscaper = strings.NewReplacer(`\`, `\\`, " ", `\ `)

// splitOptions splits the options parameter as the server does: at spaces that
// no backslash escapes.
func splitOptions(options string) []string {
	var words []string
	var word strings.Builder
	escaped := false
	for _, r := range options {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == ' ' || r == '\t' || r == '\n':
			if word.Len() > 0 {
				words = append(words, word.String())
				word.Reset()
			}
		default:
			word.WriteRune(r)
		}
	}
	if word.Len() > 0 {
		words = append(words, word.String())
	}
	return words
}

// write runs do in a transaction that can write, and commits it.
func (db *DB) write(ctx context.Context, do func(tx pgx.Tx) error) error {
	return db.within(ctx, pgx.ReadWrite, do)
}

// read runs do in a read-only transaction, which a replica allows.
func (db *DB) read(ctx context.Context, do func(tx pgx.Tx) error) error {
	return db.within(ctx, pgx.ReadOnly, do)
}

// reading runs the statements of do in such a transaction. Its error begins with what is
// being done.
func (db *DB) reading(ctx context.Context, doing string, do func(q *transaction)) error {
	if err := db.read(ctx, statements(ctx, do)); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}

func (db *DB) within(ctx context.Context, mode pgx.TxAccessMode, do func(tx pgx.Tx) error) error {
	err := pgx.BeginTxFunc(ctx, db.pool, txOptions(mode), func(tx pgx.Tx) error {
		if err := db.setSearchPath(ctx, tx); err != nil {
			return err
		}
		return do(tx)
	})
	return db.ofRights(ctx, ofTimeout(ctx, ofStandby(err)))
}

// txOptions are the options of every transaction: each statement sees what was committed
// before it, whatever the role's default is, since a merge must see what is there after
// it got its lock.
func txOptions(mode pgx.TxAccessMode) pgx.TxOptions {
	return pgx.TxOptions{IsoLevel: pgx.ReadCommitted, AccessMode: mode}
}

// setSearchPath makes a transaction see only our schema, and turns JIT off.
func (db *DB) setSearchPath(ctx context.Context, tx pgx.Tx) error {
	// pg_catalog comes first unless it is named; pg_temp would come even before it, and a
	// pooled connection may have left tables there.
	// The server compiles statements that it expects to be expensive, which can be wrong
	// for each of many short ones.
	// A policy of row-level security that hides rows would hide who must not be
	// called: with it off, the server refuses the statement.
	_, err := tx.Exec(ctx, "select pg_catalog.set_config('search_path', $1, true), pg_catalog.set_config('jit', 'off', true), pg_catalog.set_config('row_security', 'off', true)",
		pgx.Identifier{db.schema}.Sanitize()+", pg_temp")
	if err != nil {
		return err
	}
	return db.tellNodes(ctx, tx)
}
