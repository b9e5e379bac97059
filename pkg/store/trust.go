package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// ownTables are the tables that contacts and do-not-call lists go into.
var ownTables = []string{"contacts", "contact_fields", "tags", "powerlists", "powerlist_contacts", "suppressions",
	"suppression_log", "lists", "list_blocks", "list_parts", "imports", "import_changes", "import_evidence", "import_lock", "rollcall_version",
	"calling_data", "calling_rules", "calling_days", "calling_zones", "calling_places"}

// ownViews are the views that dialers take contacts from.
var ownViews = []string{"dialable", "callable_now"}

// checkTrust refuses a schema in which a role that need not be trusted could have
// statements of ours run its code or write into its tables: where it owns one of
// our tables that the role writes to, a table that inherits from one of ours, or of those and the views by which somebody may be called, or the function of a trigger on them, or a function or operator in
// the schema, which may fit a call better than the one of pg_catalog. Superusers
// are trusted, the owners of the database and the schema, the role itself and
// those that it is a member of. A rule on one of our tables is refused whoever made
// it: it belongs to the table, and what is written there may end elsewhere.
func (db *DB) checkTrust(ctx context.Context, tx pgx.Tx) error {
	var what, owner string
	err := tx.QueryRow(ctx, `with recursive own as ( -- not pg_has_role, by which a superuser is a member of all
			select r.oid from pg_catalog.pg_roles r where r.rolname = current_user
			union select m.roleid from pg_catalog.pg_auth_members m join own on own.oid = m.member
		), trusted as (
			select o.oid from own o
			union select r.oid from pg_catalog.pg_roles r where r.rolsuper
			union select d.datdba from pg_catalog.pg_database d where d.datname = pg_catalog.current_database()
			union select n.nspowner from pg_catalog.pg_namespace n where n.nspname = $1
		), family as ( -- our tables, and those that inherit from them: what a statement says of the one, it says of the others
			select c.oid, c.relowner, c.relname::text as name, 0 as depth,
				pg_catalog.has_table_privilege(c.oid, 'insert') or c.relname operator(pg_catalog.~~) 'calling%' as used
			from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
			where n.nspname = $1 and c.relname operator(pg_catalog.=) any ($2::text[])
			union all
			select c.oid, c.relowner, pg_catalog.format('%I.%I', n.nspname, c.relname), f.depth + 1, true
			from family f join pg_catalog.pg_inherits i on i.inhparent = f.oid
			join pg_catalog.pg_class c on c.oid = i.inhrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
			where f.depth < 100
		), things as (
			select 'table ' || f.name || case when f.depth > 0 then ' (which inherits from one of ours)' else '' end as what, f.relowner as owner
			from family f where f.used
			union all
			select 'view ' || c.relname, c.relowner
			from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
			where n.nspname = $1 and c.relname operator(pg_catalog.=) any ($3::text[])
			union all
			select 'rule ' || r.rulename || ' on ' || f.name, null
			from pg_catalog.pg_rewrite r join family f on f.oid = r.ev_class
			union all
			select 'trigger ' || t.tgname || ' on ' || f.name, p.proowner
			from pg_catalog.pg_trigger t join family f on f.oid = t.tgrelid join pg_catalog.pg_proc p on p.oid = t.tgfoid
			where not t.tgisinternal
			union all
			select 'function ' || p.proname, p.proowner
			from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace where n.nspname = $1
			union all
			select 'operator ' || o.oprname, o.oprowner
			from pg_catalog.pg_operator o join pg_catalog.pg_namespace n on n.oid = o.oprnamespace where n.nspname = $1
		)
		select x.what, coalesce(pg_catalog.pg_get_userbyid(x.owner), '') from things x
		where x.owner is null or x.owner not in (select t.oid from trusted t) order by x.what limit 1`, db.schema, ownTables, ownViews).Scan(&what, &owner)
	if err == pgx.ErrNoRows {
		return nil
	}
	if err != nil {
		return err
	}
	if owner == "" {
		return fmt.Errorf("%w: the %s in schema %s may redirect what is written there: drop it (drop %s)", ErrNotTrusted, what, db.schema, what)
	}
	return fmt.Errorf("%w: %s in schema %s belongs to %s: drop it, give it to a role you trust (alter %s … owner to), or use a schema in which nobody else may create objects",
		ErrNotTrusted, what, db.schema, owner, strings.Fields(what)[0])
}

// namedSchema returns the first schema of a search path as it is written, or "" if
// it stands for the user's own.
func namedSchema(path string) string {
	first, _, _ := strings.Cut(path, ",")
	first = strings.TrimSpace(first)
	if quoted, ok := strings.CutPrefix(first, `"`); ok {
		first = strings.ReplaceAll(strings.TrimSuffix(quoted, `"`), `""`, `"`)
	} else {
		first = strings.ToLower(first)
	}
	if first == "$user" {
		return ""
	}
	return first
}
