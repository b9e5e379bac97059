package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
)

// checkServer refuses a server that cannot take an import, before its file is
// read: a standby, and, as for a review, a database that cannot hold every name.
func (db *DB) checkServer(ctx context.Context) error {
	err := db.read(ctx, func(tx pgx.Tx) error {
		var standby bool
		if err := tx.QueryRow(ctx, "select pg_is_in_recovery()").Scan(&standby); err != nil {
			return err
		}
		if standby {
			return ErrStandby
		}
		return checkEncoding(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("preparing the import: %w", err)
	}
	return nil
}

// checkEncoding refuses a database in an encoding that cannot hold all of Unicode.
func checkEncoding(ctx context.Context, tx pgx.Tx) error {
	var encoding string
	if err := tx.QueryRow(ctx, "select getdatabaseencoding()").Scan(&encoding); err != nil {
		return err
	}
	if encoding != "UTF8" && encoding != "SQL_ASCII" { // the latter keeps bytes as they are
		return fmt.Errorf("%w: it is in %s", ErrEncoding, encoding)
	}
	return nil
}

// rights are what an import needs, beside updates of contacts.
var rights = [][2]string{
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

// checkRights refuses a role that lacks a right which the merge will need, and
// names all of these.
func checkRights(ctx context.Context, tx pgx.Tx, spec *Spec) error {
	needed := rights
	if spec.Duplicates == contact.Update {
		needed = append(needed[:len(needed):len(needed)], [2]string{"contacts", "update"})
	}
	var tables, privileges []string
	for _, r := range needed {
		tables, privileges = append(tables, r[0]), append(privileges, r[1])
	}
	var missing string
	err := tx.QueryRow(ctx, `select coalesce(string_agg(m.what, ', ' order by m.nth), '') from (
			select r.privilege || ' on ' || r.name as what, r.nth
			from unnest($1::text[], $2::text[]) with ordinality r(name, privilege, nth)
			where not has_table_privilege(r.name, r.privilege)
			union all
			select 'usage on sequence ' || s.sequence, 1000
			from (select pg_get_serial_sequence(t.name, 'id') as sequence
				from unnest(array['contacts', 'powerlists', 'imports', 'suppression_log']) t(name)) s
			where not has_sequence_privilege(s.sequence, 'usage')
		) m`, tables, privileges).Scan(&missing)
	if err == nil && missing != "" {
		err = fmt.Errorf("%w: %s", ErrRights, missing)
	}
	return err
}
