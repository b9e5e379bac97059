package store

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"rollcall/pkg/contact"
)

// checkServer refuses a server that cannot take an import, before its file is
// read: a standby, and, as for a review, a database of which it is not known what it
// can hold.
func (db *DB) checkServer(ctx context.Context) error {
	if err := db.encoding.check(); err != nil {
		return fmt.Errorf("preparing the import: %w", err)
	}
	return db.reading(ctx, "preparing the import", func(q *transaction) {
		var standby bool
		if q.query("select pg_is_in_recovery()", nil, &standby); standby {
			q.err = ErrStandby
		}
	})
}

// rights are what an import needs in addition to updates of contacts.
var rights = [][2]string{
	{"rollcall_version", "select"},
	{"contacts", "select"}, {"contacts", "insert"},
	{"contact_fields", "select"}, {"contact_fields", "insert"},
	{"tags", "select"}, {"tags", "insert"},
	{"powerlists", "select"}, {"powerlists", "insert"}, {"powerlists", "update"},
	{"powerlist_contacts", "select"}, {"powerlist_contacts", "insert"},
	{"suppressions", "select"}, {"suppressions", "insert"}, {"suppression_log", "insert"},
	{"lists", "select"}, {"list_blocks", "select"},
	{"imports", "select"}, {"imports", "insert"}, {"imports", "update"},
	{"import_changes", "insert"}, {"import_evidence", "insert"},
	{"import_lock", "select"}, {"import_lock", "update"},
	{"calling_places", "select"}, {"calling_places", "insert"}, {"calling_zones", "select"}, {"calling_zones", "update"},
}

// moreRights are what undo, suppress and erase need in addition.
var moreRights = [][2]string{
	{"contacts", "update"}, {"contacts", "delete"}, {"contact_fields", "delete"}, {"tags", "delete"},
	{"powerlists", "delete"}, {"powerlist_contacts", "delete"},
	{"suppressions", "delete"}, {"suppression_log", "select"}, {"suppression_log", "update"},
	{"lists", "insert"}, {"lists", "update"}, {"lists", "delete"},
	{"list_blocks", "insert"}, {"list_blocks", "delete"},
	{"list_parts", "select"}, {"list_parts", "insert"}, {"list_parts", "update"}, {"list_parts", "delete"},
	{"import_changes", "select"}, {"import_changes", "update"}, {"import_changes", "delete"},
	{"import_evidence", "select"}, {"import_evidence", "delete"},
}

// undoRights are what an undo needs, checked before it begins.
var undoRights = [][2]string{
	{"contacts", "select"}, {"contacts", "update"}, {"contacts", "delete"},
	{"import_changes", "select"}, {"import_changes", "update"}, {"import_changes", "delete"},
	{"powerlist_contacts", "select"}, {"powerlist_contacts", "delete"}, {"powerlists", "select"}, {"powerlists", "delete"},
	{"contact_fields", "select"}, {"contact_fields", "delete"}, {"tags", "select"}, {"tags", "delete"},
	{"imports", "select"}, {"imports", "update"}, {"import_lock", "select"}, {"import_lock", "update"},
}

// readRights are what every review needs.
var readRights = [][2]string{
	{"contacts", "select"}, {"contact_fields", "select"}, {"powerlists", "select"}, {"suppressions", "select"}, {"lists", "select"},
}

// RightsError reports which rights a role lacks. It wraps ErrRights or
// ErrNoTemporary.
type RightsError struct {
	// Missing are the rights: "insert on contacts".
	Missing []string
	// Grants are the statements that give them.
	Grants []string
	err    error
}

// Error names the rights that the role lacks.
func (e *RightsError) Error() string {
	if len(e.Missing) == 0 {
		return e.err.Error()
	}
	return e.err.Error() + ": " + strings.Join(e.Missing, ", ")
}

// Unwrap returns ErrRights or ErrNoTemporary.
func (e *RightsError) Unwrap() error { return e.err }

// Hint returns what to do about it.
func (e *RightsError) Hint() string { return "Let the owner run: " + strings.Join(e.Grants, "; ") }

// checkRights refuses a role that lacks rights for the merge, and names all of them.
func checkRights(ctx context.Context, tx pgx.Tx, spec *Spec) error {
	needed := rights
	if spec.Duplicates == contact.Update {
		needed = append(needed[:len(needed):len(needed)], [2]string{"contacts", "update"})
	}
	return haveRights(ctx, tx, needed, ownIDs)
}

// ownIDs are the tables whose ids an import takes itself; those of others are identity
// columns, which take no right to their sequences.
var ownIDs = []string{"contacts"}

// haveRights returns a *RightsError if the role lacks one of the rights on existing
// tables, or on the sequence of an id of one of the others.
func haveRights(ctx context.Context, tx pgx.Tx, needed [][2]string, sequences []string) error {
	var tables, privileges []string
	for _, r := range needed {
		tables, privileges = append(tables, r[0]), append(privileges, r[1])
	}
	lacks := &RightsError{err: ErrRights}
	err := tx.QueryRow(ctx, `with missing as (
			select r.privilege, 'on ' || r.name as thing, format('on %I.%I', current_schema(), r.name) as exact, r.nth
			from (select name, privilege, min(nth) as nth from unnest($1::text[], $2::text[]) with ordinality u(name, privilege, nth) group by 1, 2) r
			where case when to_regclass(r.name) is not null then not has_table_privilege(r.name, r.privilege) end
			union all
			select 'usage', 'on sequence ' || s.sequence, 'on sequence ' || s.sequence, 1000
			from (select pg_get_serial_sequence(t.name, 'id') as sequence from unnest($3::text[]) t(name)) s
			where not has_sequence_privilege(s.sequence, 'usage')
		), grants as (
			select format('grant %s %s to %I', string_agg(privilege, ', ' order by nth), exact, current_user) as text, min(nth) as nth
			from missing group by exact
		)
		select coalesce((select array_agg(privilege || ' ' || thing order by nth, thing) from missing), '{}'),
			coalesce((select array_agg(text order by nth, text) from grants), '{}')`,
		tables, privileges, nonNil(sequences)).Scan(&lacks.Missing, &lacks.Grants)
	if err == nil && len(lacks.Missing) > 0 {
		err = lacks
	}
	return err
}

// ofRights adds to an error the right that was lacking, and the statement that grants
// it: the server names only the table, in its language. The transaction has ended.
func (db *DB) ofRights(ctx context.Context, err error) error {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) || pg.Code != codeInsufficient || errors.Is(err, ErrRights) {
		return err
	}
	var needed [][2]string
	for _, table := range slices.Concat(ownTables, ownViews) {
		needed = append(needed, [2]string{table, "select"})
	}
	needed = slices.DeleteFunc(slices.Concat(needed, rights, moreRights), func(r [2]string) bool { return !namesRelation(pg.Message, r[0]) })
	var sequences []string // of the only ids that are taken apart from rows
	if namesRelation(pg.Message, "contacts_id_seq") {
		sequences = []string{"contacts"}
	}
	var lacks *RightsError
	asked := pgx.BeginTxFunc(ctx, db.pool, txOptions(pgx.ReadOnly), func(tx pgx.Tx) error {
		if err := db.setSearchPath(ctx, tx); err != nil {
			return err
		}
		return haveRights(ctx, tx, needed, sequences)
	})
	if errors.As(asked, &lacks) {
		return lacks
	}
	return err
}

// namesRelation reports whether a message of the server speaks of a table, view or sequence.
func namesRelation(message, name string) bool {
	return regexp.MustCompile(`\b` + name + `\b`).MatchString(message)
}

// mayUseTemporary returns a *RightsError if the role may not make temporary tables, a
// right that all roles have unless it was revoked. It is better to know this at the
// beginning than at the end of a long file.
func mayUseTemporary(ctx context.Context, tx pgx.Tx) error {
	var may bool
	lacks := &RightsError{err: ErrNoTemporary, Grants: []string{""}}
	err := tx.QueryRow(ctx, `select has_database_privilege(current_database(), 'TEMPORARY'),
		format('grant temporary on database %I to %I', current_database(), current_user)`).Scan(&may, &lacks.Grants[0])
	if err == nil && !may {
		err = lacks
	}
	return err
}

// maySetUp returns a *RightsError if the role may not make tables in the
// schema, as in public since PostgreSQL 15, or does not own those that a
// migration alters.
func maySetUp(ctx context.Context, tx pgx.Tx, have int) error {
	var may bool
	var grant string
	err := tx.QueryRow(ctx, `select has_schema_privilege(current_schema(), 'create'),
		format('grant create on schema %I to %I', current_schema(), current_user)`).Scan(&may, &grant)
	if err != nil {
		return err
	}
	if !may {
		return &RightsError{[]string{"create on the schema, to set up the tables"},
			[]string{grant + ", or create a schema of its own and name it in the URL with ?options=-csearch_path%3DNAME"}, ErrRights}
	}
	if have == 0 {
		return nil
	}
	var owner *string
	err = tx.QueryRow(ctx, `select min(tableowner) from pg_tables where schemaname = current_schema() and tablename = any($1::text[])
		and not pg_has_role(tableowner, 'usage')`, ownTables).Scan(&owner)
	if err == nil && owner != nil {
		err = &RightsError{[]string{"to alter the tables, which belong to " + *owner}, []string{"rollcall db migrate, as the role " + *owner}, ErrRights}
	}
	return err
}
