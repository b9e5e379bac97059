package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// ownTables are the tables that contacts and do-not-call lists go into.
var ownTables = []string{"contacts", "contact_fields", "tags", "powerlists", "powerlist_contacts", "suppressions",
	"suppression_log", "lists", "list_blocks", "list_parts", "imports", "import_changes", "import_evidence", "import_lock", "rollcall_version",
	"calling_data", "calling_rules", "calling_days", "calling_zones", "calling_places", "calling_areas"}

// ownViews are the views that dialers take contacts from.
var ownViews = []string{"dialable", "callable_now"}

// untrusted selects one object of a role that is not trusted, by which that role could
// have our statements run its code, or write or hide who may be called: the schema, one
// of our tables or views, or a table that inherits from one; a function, operator or
// type that one of these calls, in the condition of a trigger say, for which the right
// to make triggers is enough; a table with a foreign key to ours, whose triggers run in
// a transaction of ours; a function or operator in the schema, which may fit a call
// better than the one of pg_catalog. It also selects the right to create in the schema,
// if another role that can connect has it, and any rule on our tables: a rule belongs to
// the table, whoever made it, and can redirect what is written.
//
// Trusted are superusers, the owner of the database, that of the schema unless it has the
// name of the role itself, where "$user" leads whoever made it, the role itself and those
// that it is a member of.
const untrusted = `with recursive own as ( -- not pg_has_role, by which a superuser is a member of all
		select r.oid from pg_catalog.pg_roles r where r.rolname = current_user
		union select m.roleid from pg_catalog.pg_auth_members m join own on own.oid = m.member
	), trusted as (
		select o.oid from own o
		union select r.oid from pg_catalog.pg_roles r where r.rolsuper
		union select d.datdba from pg_catalog.pg_database d where d.datname = pg_catalog.current_database()
		union select n.nspowner from pg_catalog.pg_namespace n where n.nspname = $1 and n.nspname <> current_user
	), family as ( -- our tables, and those that inherit from them: what a statement says of the one, it says of the others
		select c.oid, c.relowner, c.relname::text as name, 0 as depth, case when c.relkind = 'v' then 'view' else 'table' end as kind
		from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
		where n.nspname = $1 and c.relname operator(pg_catalog.=) any ($2::text[])
		union all
		select c.oid, c.relowner, pg_catalog.format('%I.%I', n.nspname, c.relname), f.depth + 1, 'table'
		from family f join pg_catalog.pg_inherits i on i.inhparent = f.oid
		join pg_catalog.pg_class c on c.oid = i.inhrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
		where f.depth < 100
	), parts as ( -- what belongs to a table, and may call things of others
		select f.name, p.class, p.oid from family f join ( -- all class numbers are of one type, which only pg_catalog's operators compare
			select t.tgrelid as of, 'pg_catalog.pg_trigger'::pg_catalog.regclass::pg_catalog.oid as class, t.oid from pg_catalog.pg_trigger t where not t.tgisinternal
			union all select c.conrelid, 'pg_catalog.pg_constraint'::pg_catalog.regclass::pg_catalog.oid, c.oid from pg_catalog.pg_constraint c
			union all select d.adrelid, 'pg_catalog.pg_attrdef'::pg_catalog.regclass::pg_catalog.oid, d.oid from pg_catalog.pg_attrdef d
			union all select i.indrelid, 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid, i.indexrelid from pg_catalog.pg_index i
			union all select s.stxrelid, 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass::pg_catalog.oid, s.oid from pg_catalog.pg_statistic_ext s
			union all select l.polrelid, 'pg_catalog.pg_policy'::pg_catalog.regclass::pg_catalog.oid, l.oid from pg_catalog.pg_policy l
			union all select r.ev_class, 'pg_catalog.pg_rewrite'::pg_catalog.regclass::pg_catalog.oid, r.oid from pg_catalog.pg_rewrite r
			union all select c.oid, 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid, c.oid from pg_catalog.pg_class c
		) p on p.of = f.oid
	), things as (
		select 'schema' as kind, pg_catalog.quote_ident(n.nspname) as what, n.nspowner as owner from pg_catalog.pg_namespace n where n.nspname = $1
		union all
		select f.kind, pg_catalog.format(case when f.depth > 0 then '%s (which inherits from one of ours)' else '%s' end, f.name), f.relowner
		from family f
		union all
		select 'rule', pg_catalog.format('%I on %s', r.rulename, f.name), null
		from pg_catalog.pg_rewrite r join family f on f.oid = r.ev_class where f.kind = 'table'
		union all -- a superuser's things have no such entry
		select case d.refclassid when 'pg_catalog.pg_proc'::pg_catalog.regclass::pg_catalog.oid then 'function' when 'pg_catalog.pg_operator'::pg_catalog.regclass::pg_catalog.oid then 'operator' else 'type' end,
			pg_catalog.format('%s (which %s calls)', (pg_catalog.pg_identify_object(d.refclassid, d.refobjid, 0)).identity, p.name), o.refobjid
		from parts p join pg_catalog.pg_depend d on d.classid = p.class and d.objid = p.oid
		join pg_catalog.pg_shdepend o on o.classid = d.refclassid and o.objid = d.refobjid and o.deptype = 'o'
		join pg_catalog.pg_database b on b.oid = o.dbid and b.datname = pg_catalog.current_database()
		where d.refclassid in ('pg_catalog.pg_proc'::pg_catalog.regclass::pg_catalog.oid, 'pg_catalog.pg_operator'::pg_catalog.regclass::pg_catalog.oid, 'pg_catalog.pg_type'::pg_catalog.regclass::pg_catalog.oid)
		union all
		select 'table', pg_catalog.format('%s (which has a foreign key to %s)', c.conrelid::pg_catalog.regclass, f.name), t.relowner
		from family f join pg_catalog.pg_constraint c on c.confrelid = f.oid join pg_catalog.pg_class t on t.oid = c.conrelid
		union all
		select 'function', p.proname::pg_catalog.text, p.proowner
		from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace where n.nspname = $1
		union all
		select 'operator', o.oprname::pg_catalog.text, o.oprowner
		from pg_catalog.pg_operator o join pg_catalog.pg_namespace n on n.oid = o.oprnamespace where n.nspname = $1
		union all -- by name or as a member; a member of a role that is trusted can do what that one can
		select 'right', case when x.grantee = 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(x.grantee)) end, r.oid
		from pg_catalog.pg_namespace n, pg_catalog.aclexplode(n.nspacl) x, pg_catalog.pg_roles r
		where n.nspname = $1 and x.privilege_type = 'CREATE' and r.rolcanlogin and (x.grantee = 0 or pg_catalog.pg_has_role(r.oid, x.grantee, 'member'))
		and pg_catalog.has_database_privilege(r.oid, pg_catalog.current_database()::pg_catalog.text, 'connect')
		and not exists (select from trusted t where pg_catalog.pg_has_role(r.oid, t.oid, 'member'))
	)
	select x.kind, x.what, coalesce(pg_catalog.pg_get_userbyid(x.owner), '') from things x
	where x.owner is null or x.owner not in (select t.oid from trusted t) order by x.kind = 'right', x.kind, x.what limit 1`

// checkTrust refuses a schema in which a role that need not be trusted could have our
// statements run its code, or redirect what they read and write.
func (db *DB) checkTrust(ctx context.Context, tx pgx.Tx) error {
	var what, owner, kind string
	err := tx.QueryRow(ctx, untrusted, db.schema, slices.Concat(ownTables, ownViews, []string{beside})).Scan(&kind, &what, &owner)
	if err == pgx.ErrNoRows {
		return nil
	}
	if err != nil {
		return err
	}
	if owner == "" {
		return fmt.Errorf("%w: the rule %s in schema %s may redirect what is written there: drop it (drop rule %s)", ErrNotTrusted, what, db.schema, what)
	}
	if kind == "right" {
		return fmt.Errorf("%w: %s may create functions in schema %s, which our statements could call: revoke create on schema %[3]s from %s, or use a schema in which nobody else may create objects",
			ErrNotTrusted, owner, db.schema, what)
	}
	return fmt.Errorf("%w: for schema %s, %s %s belongs to %s: drop it, give it to a role you trust (alter %[3]s … owner to), or use a schema in which nobody else may create objects",
		ErrNotTrusted, db.schema, kind, what, owner)
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
