package store

// places returns the condition, followed by "and", that the contact c is at one of the
// places of a table's rows for which the condition holds, for n contacts; it is empty if it
// is better to read all contacts.
func (u *undo) places(table, condition string, n int64) string {
	if !u.isLarge(u.db, "contacts", n) {
		return ""
	}
	return "c.ctid = any(array(select place from " + table + " where " + condition + ")) and "
}

// takeFromPowerlist takes the import's contacts off its powerlist, except those that
// later imports wanted there and found there: the first of these owns the place from now
// on.
func (u *undo) takeFromPowerlist() {
	if u.list == nil {
		return
	}
	heirs := column[int64](&u.transaction, `select id from imports where id = any($1::bigint[]) and powerlist_id = $2
		order by merge_number`, u.later, *u.list)
	unwanted := ""
	args := []any{u.ImportID, *u.list, *u.first, *u.last}
	if len(heirs) > 0 {
		u.passPlacesOn(heirs)
		unwanted = ` and not exists (select from import_changes x
			where x.import_id = any($5::bigint[]) and x.phone = e.phone and x.contact_id = e.contact_id)`
		args = append(args, heirs)
	}
	own := "contacts c where " + u.ownContacts()
	if !u.db.distributed {
		own = created + " c where c.own and $1::bigint is not null"
	}
	u.PowerlistEntries = u.exec(`delete from powerlist_contacts e
		where e.powerlist_id = $2 and e.position between $3 and $4 and exists (
			select from `+own+` and c.phone = e.phone and c.id = e.contact_id)`+unwanted, args...)
	if u.updated > 0 || u.included {
		changed := `select from import_changes m where m.import_id = $1 and m.phone = e.phone and m.contact_id = e.contact_id`
		places := `e.position between $3 and $4 and exists (` + changed + `)`
		if u.holdsPlaces() { // anywhere on the list, so all of it is read
			places = `exists (` + changed + ` and (m.holds_place or e.position between $3 and $4))`
		}
		u.PowerlistEntries += u.exec(`delete from powerlist_contacts e where e.powerlist_id = $2 and `+places+unwanted, args...)
	}
}

// holdsPlaces reports whether the import has places of imports that were undone.
func (u *undo) holdsPlaces() (holds bool) {
	u.query("select exists (select 1 from import_changes where import_id = $1 and holds_place limit 1)", []any{u.ImportID}, &holds)
	return holds
}

// passPlacesOn returns the import's places on its powerlist to the first of heirs
// that changed the contact, too.
func (u *undo) passPlacesOn(heirs []int64) {
	own := "join contacts c on c.phone = e.phone and c.id = e.contact_id"
	made := "c.import_id = $1"
	if !u.db.distributed {
		own, made = "left join "+created+" c on c.own and c.phone = e.phone and c.id = e.contact_id", "c.id is not null"
	}
	which := "e.position between $3 and $4 and (" + made + " or m.import_id is not null)"
	if u.holdsPlaces() {
		which = "(m.holds_place or " + which + ")"
	}
	u.exec(`create temporary table heirs on commit drop as
		select x.phone, x.contact_id, x.import_id
		from powerlist_contacts e
		`+own+`
		join import_changes x on x.phone = e.phone and x.contact_id = e.contact_id and x.import_id = any($5::bigint[])
		left join import_changes m on m.phone = e.phone and m.contact_id = e.contact_id and m.import_id = $1
		where e.powerlist_id = $2 and `+which,
		u.ImportID, *u.list, *u.first, *u.last, heirs)
	u.exec(`create temporary table inherited_places on commit drop as
		select distinct on (h.phone, h.contact_id) h.phone, h.contact_id, h.import_id
		from pg_temp.heirs h join imports i on i.id = h.import_id
		order by h.phone, h.contact_id, i.merge_number`)
	u.exec(`update import_changes x set holds_place = true from pg_temp.inherited_places h
		where h.phone = x.phone and h.contact_id = x.contact_id and h.import_id = x.import_id`)
}

// removePowerlist removes the powerlist if it is empty and no remaining import made it.
func (u *undo) removePowerlist() {
	if u.list == nil {
		return
	}
	var filled bool
	u.query("select exists (select 1 from powerlist_contacts where powerlist_id = $1 limit 1)", []any{*u.list}, &filled)
	if filled {
		return
	}
	// Later imports need the list even if they appended nothing.
	var wanted bool
	u.query("select exists (select from imports where powerlist_id = $1 and status = $2)", []any{*u.list, statusDone}, &wanted)
	if wanted {
		return
	}
	u.PowerlistRemoved = u.exec(`delete from powerlists where id = $1
		and import_id in (select id from imports where status = $2)`, *u.list, statusUndone) > 0
}
