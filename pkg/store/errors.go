package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// The errors that callers distinguish, with errors.Is. Their text says what a user
// can do.
var (
	// ErrURL: the database URL or the PG* variables cannot be read.
	ErrURL = errors.New("not a database URL that PostgreSQL's libraries understand")
	// ErrServerTooOld: the server is older than PostgreSQL 13.
	ErrServerTooOld = errors.New("the server is older than PostgreSQL 13")
	// ErrNoSchema: search_path names no schema that exists.
	ErrNoSchema = errors.New("the schema that search_path names does not exist: create it first")
	// ErrNotTrusted: the schema has objects of a role that need not be trusted.
	ErrNotTrusted = errors.New("the schema cannot be trusted")
	// ErrForeignTables: the schema has tables of these names that are not ours.
	ErrForeignTables = errors.New("the schema holds tables of another program: choose another with search_path")
	// ErrSchemaMissing: the schema has no tables of rollcall yet.
	ErrSchemaMissing = errors.New("the database has no rollcall tables yet: run rollcall db migrate, or import something")
	// ErrSchemaOld: the tables were made by an older version.
	ErrSchemaOld = errors.New("the database's tables are of an older version: run rollcall db migrate")
	// ErrSchemaNew: the tables were made by a newer version.
	ErrSchemaNew = errors.New("the database's tables are of a newer version: use a newer rollcall")
	// ErrStandby: the server is a standby, which only reads.
	ErrStandby = errors.New("the server is a standby, where nothing can be written: name the primary (review, export, lookup and history work on a standby, too)")
	// ErrEncoding: the database is in an encoding that cannot hold a text, or of which it is
	// not known what it can hold.
	ErrEncoding = errors.New("the database's encoding cannot store every name: create a database with encoding UTF8")
	// ErrRights: the role lacks rights. A *RightsError names them.
	ErrRights = errors.New("the role lacks the necessary rights")
	// ErrTimeout: a time limit of the server ended a statement, the transaction or the wait
	// for a lock.
	ErrTimeout = errors.New("the server broke it off")
	// ErrNoTemporary: the role may not make temporary tables.
	ErrNoTemporary = errors.New("this role may not create temporary tables, which hold the file's numbers while they are compared")

	// ErrUnknownField: a custom field that must exist does not.
	ErrUnknownField = errors.New("no such custom field")
	// ErrFieldType: a new field exists already with another type.
	ErrFieldType = errors.New("the custom field exists with another type")
	// ErrPowerlistExists: there is a powerlist of that name.
	ErrPowerlistExists = errors.New("the powerlist exists already: choose another name, or add to it with --append (if_exists: append)")
	// ErrPowerlistDiffers: a powerlist that is to be appended to has another
	// dial mode or call window.
	ErrPowerlistDiffers = errors.New("the powerlist exists with other settings")
	// ErrImportedBefore: the same file was imported and not undone.
	ErrImportedBefore = errors.New("this file was imported before: --again imports it once more")

	// ErrNoPowerlist: there is no powerlist of that name.
	ErrNoPowerlist = errors.New("no such powerlist")
	// ErrNoImport: there is no import of that number.
	ErrNoImport = errors.New("no such import")
	// ErrNotUndoable: the import's status does not let it be undone.
	ErrNotUndoable = errors.New("the import cannot be undone")
	// ErrCommitUnknown: the connection broke during the commit and the
	// database cannot be asked whether it happened.
	ErrCommitUnknown = errors.New("the connection was lost during the commit, and it is unknown whether it succeeded: check once the database is back (rollcall history, rollcall suppress check)")
	// ErrInDoubt: nodes of Citus hold transactions that were committed and are
	// not finished there.
	ErrInDoubt = errors.New("a node of Citus has not finished an earlier transaction that was committed: Citus does so within a minute once the node is back, or select recover_prepared_transactions() as its owner")
	// ErrNodeSilent: a node of Citus does not answer.
	ErrNodeSilent = errors.New("a node of Citus does not answer: run it again once it is back (select * from citus_check_cluster_node_health() names the nodes)")
	// ErrNoTwoPhase: a node of Citus has no prepared transactions.
	ErrNoTwoPhase = errors.New("a node of Citus has max_prepared_transactions = 0, and would lose its part of an import when it stops in the middle of a commit: set it to at least max_connections, and restart the node")
)

// The SQLSTATE codes that are distinguished.
const (
	codeReadOnly        = "25006"
	codeNotSupported    = "0A000"
	codeInsufficient    = "42501"
	codeSerialization   = "40001"
	codeDeadlock        = "40P01"
	codeDuplicateTable  = "42P07"
	codeUnique          = "23505"
	codeInvalidValue    = "22023"
	codeQueryCanceled   = "57014"
	codeTransactionTime = "25P04"
	codeLock            = "55P03"
	codeUntranslatable  = "22P05"
)

// hasCode reports whether err is an error of the server with one of codes.
func hasCode(err error, codes ...string) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && slices.Contains(codes, pg.Code)
}

// ofStandby makes ErrStandby of a standby's answer to a transaction that may write.
func ofStandby(err error) error {
	var pg *pgconn.PgError
	// Not by its text, which is in the language of the server.
	if errors.As(err, &pg) && pg.Code == codeNotSupported && pg.Routine == "call_bool_check_hook" {
		return ErrStandby
	}
	return err
}

// limits are the settings that end what runs too long, by the code of the server's answer,
// and what is said of them.
var limits = map[string][2]string{
	codeQueryCanceled:   {"statement_timeout", "after statement_timeout, or because somebody cancelled it"},
	codeTransactionTime: {"transaction_timeout", "after transaction_timeout"},
	codeLock:            {"lock_timeout", "after lock_timeout, since another session holds a lock: try again once that is done"},
}

// ofTimeout makes ErrTimeout of what the server itself broke off, and ErrEncoding of what
// it cannot hold. What the URL sets takes precedence over what is set for the role, the
// database or the server.
func ofTimeout(ctx context.Context, err error) error {
	var pg *pgconn.PgError
	if ctx.Err() != nil || errors.Is(err, ErrTimeout) || !errors.As(err, &pg) {
		return err
	}
	if pg.Code == codeUntranslatable && !errors.Is(err, ErrEncoding) {
		return fmt.Errorf("%w (%w)", ErrEncoding, err)
	}
	if limit, ok := limits[pg.Code]; ok {
		return fmt.Errorf("%w %s; ?options=-c%s%%3D0 in the URL lifts the limit, wherever it was set (%w)", ErrTimeout, limit[1], limit[0], err)
	}
	return err
}

// cancelled returns the context's error if that is why the server stopped.
func cancelled(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// redact keeps the connection string, which may hold a password, out of the
// error that reading it gave.
func redact(err error) error {
	var parse *pgconn.ParseConfigError
	if !errors.As(err, &parse) {
		return ErrURL
	}
	// The text is "cannot parse `…`: reason (cause)". The cause of a wrong URL
	// quotes it; the reason does not.
	text := parse.Error()
	_, text, _ = strings.Cut(text, "`: ")
	reason, _, _ := strings.Cut(text, " (")
	if reason == "" || strings.ContainsAny(reason, "@`") {
		return ErrURL
	}
	return fmt.Errorf("%w: %s", ErrURL, reason)
}

// errMoved: contacts were changed or deleted after they were read and before they
// were updated. The second try locks them all when it reads them; the third lets
// nobody change any until it is done.
var errMoved = errors.New("contacts are being changed while they are updated")

// errOvertaken: what contacts were made of has changed, for example by another
// import, before the lock was taken. The merge is tried again under the lock.
var errOvertaken = errors.New("another import came in between")

// errDryRun rolls a dry run back.
var errDryRun = errors.New("dry run")
