package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Examination is what would fail an import into a database, or mislead its dialer.
type Examination struct {
	// Server is the server's version as it reports it: "15.4 (Debian …)".
	Server string
	// Role, Database and Schema are those of the connection.
	Role, Database, Schema string
	// Standby is ErrStandby, Encoding ErrEncoding, Trust ErrNotTrusted or nil.
	Standby, Encoding, Trust error
	// Held is the encoding of a database that cannot hold every name, else nil.
	Held *Encoding
	// Version is how far the schema has come, as far as the role may read that: else
	// Import says so. SetUp, Temporary, Import and Others
	// are a *RightsError or nil: to set up or migrate the tables where that is
	// needed, to make temporary ones, to import, and to undo, suppress and erase.
	Version                          Version
	SetUp, Temporary, Import, Others error
	// Triggers are those that somebody else put on our tables, and Policies the
	// tables whose row-level security binds the role.
	Triggers, Policies []string
	// ClockAhead is by how much the server's clock is ahead of the program's, give
	// or take ClockError.
	ClockAhead, ClockError time.Duration
	// CallingRules is the version of the rules, holidays and clocks in the database,
	// and CallingCurrent says that it is the program's, or a later one. They are read
	// where the rights to import are there.
	CallingRules   string
	CallingCurrent bool
	// Citus says that the contacts are spread over nodes, TwoPhase is ErrNoTwoPhase or ErrNodeSilent
	// or nil.
	Citus    bool
	TwoPhase error
}

// Examine looks a database over, and writes nothing.
func (db *DB) Examine(ctx context.Context) (*Examination, error) {
	e := &Examination{}
	err := db.read(ctx, func(tx pgx.Tx) error { return db.examine(ctx, tx, e) })
	if err == nil && e.Version.Check() == nil {
		if err = db.findDistribution(ctx); err == nil {
			err = db.examineTables(ctx, e)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("checking the database: %w", err)
	}
	return e, nil
}

func (db *DB) examine(ctx context.Context, tx pgx.Tx, e *Examination) error {
	var standby bool
	var clock time.Time
	asked := time.Now()
	err := tx.QueryRow(ctx, `select clock_timestamp(), current_setting('server_version'), current_user, current_database(), pg_is_in_recovery()`).
		Scan(&clock, &e.Server, &e.Role, &e.Database, &standby)
	if err != nil {
		return err
	}
	e.ClockError = time.Since(asked) / 2
	e.ClockAhead = clock.Sub(asked.Add(e.ClockError))
	e.Schema, e.Held = db.schema, db.encoding
	if standby {
		e.Standby = ErrStandby
	}
	if e.Version, err = schemaVersion(ctx, tx); errors.Is(err, ErrRights) {
		e.Import = err
	} else if err != nil {
		return err
	}
	return examination{
		{ErrEncoding, &e.Encoding, db.encoding.check},
		{ErrNotTrusted, &e.Trust, func() error { return db.checkTrust(ctx, tx) }},
		{ErrNoTemporary, &e.Temporary, func() error { return mayUseTemporary(ctx, tx) }},
		{ErrRights, &e.SetUp, func() error {
			if e.Import != nil || e.Version.Have >= e.Version.Want {
				return nil
			}
			return maySetUp(ctx, tx, e.Version.Have)
		}},
	}.run()
}

// examination is checks whose errors of a kind are noted.
type examination []struct {
	kind  error
	to    *error
	check func() error
}

// run returns the first error of another kind.
func (e examination) run() error {
	for _, c := range e {
		if *c.to = c.check(); *c.to != nil && !errors.Is(*c.to, c.kind) {
			return *c.to
		}
	}
	return nil
}

// examineTables looks at tables of this program's version.
func (db *DB) examineTables(ctx context.Context, e *Examination) error {
	return db.read(ctx, func(tx pgx.Tx) error {
		all := append(rights[:len(rights):len(rights)], [2]string{"contacts", "update"})
		err := examination{
			{ErrRights, &e.Import, func() error { return haveRights(ctx, tx, rights, ownIDs) }},
			{ErrRights, &e.Others, func() error { return haveRights(ctx, tx, append(all, moreRights...), nil) }},
		}.run()
		if err != nil {
			return err
		}
		err = tx.QueryRow(ctx, `select
			coalesce((select array_agg(format('%s on %s', t.tgname, c.relname) order by c.relname, t.tgname)
				from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
				where n.nspname = current_schema() and c.relname = any($1::text[]) and not t.tgisinternal
				and t.tgname not like 'truncate_trigger%'), '{}'),
			coalesce((select array_agg(t.tablename::text order by t.tablename) from pg_tables t
				where t.schemaname = current_schema() and t.tablename = any($1::text[])
				and row_security_active(format('%I.%I', t.schemaname, t.tablename)::regclass)), '{}')`, ownTables).
			Scan(&e.Triggers, &e.Policies)
		if err != nil || e.Import != nil {
			return err
		}
		q := transaction{ctx: ctx, tx: tx}
		e.CallingCurrent = q.callingCurrent()
		q.query("select coalesce(max(version), '') from calling_data", nil, &e.CallingRules)
		if e.Citus = db.distributed; e.Citus {
			e.TwoPhase = q.askNodes().twoPhase()
		}
		return q.err
	})
}
