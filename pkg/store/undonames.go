package store

import "slices"

// removeTags removes the tags that were made by imports that are undone and
// that neither contacts nor imports use.
func (u *undo) removeTags() {
	made := u.texts(`select t.name from tags t join imports i on i.id = t.import_id where i.status = $1
		except select unnest(o.tags) from imports o where o.status = $2`, statusUndone, statusDone)
	if len(made) == 0 {
		return
	}
	used := u.usedTags(made)
	u.TagsRemoved = u.texts("delete from tags where name = any($1::text[]) returning name", without(made, used))
	slices.Sort(u.TagsRemoved)
}

// fewTags is the greatest number of tags that are looked up in the index of contacts,
// which compares each with its pending entries; more are compared with the tags of all
// contacts at once.
const fewTags = 64

// usedTags returns the tags that contacts have.
func (s *transaction) usedTags(names []string) (used []string) {
	if len(names) > fewTags {
		return s.usedOf("unnest(c.tags)", "cardinality(c.tags) > 0", names)
	}
	s.byIndex(func() {
		used = s.texts(`select distinct t.name
			from (select unnest(c.tags) as name from contacts c where c.tags && $1::text[]) t
			where t.name = any($1::text[])`, names)
	})
	return used
}

// usedOf returns those of names that the rows of each have, an expression over
// contacts c, where the condition holds.
func (s *transaction) usedOf(each, condition string, names []string) []string {
	return s.texts(`select distinct t.name
		from (select `+each+` as name from contacts c where `+condition+`) t
		join (select unnest($1::text[]) as name) n on n.name = t.name`, names)
}

// removeFields does the same with custom fields.
func (u *undo) removeFields() {
	made := u.texts(`select f.key from contact_fields f join imports i on i.id = f.import_id where i.status = $1
		except select unnest(o.fields) from imports o where o.status = $2`, statusUndone, statusDone)
	if len(made) == 0 {
		return
	}
	used := u.usedOf("jsonb_object_keys(c.fields)", "c.fields ?| $1::text[]", made)
	u.FieldsRemoved = u.texts("delete from contact_fields where key = any($1::text[]) returning key", without(made, used))
	slices.Sort(u.FieldsRemoved)
}

// without returns the elements of all that are not in some.
func without(all, some []string) []string {
	drop := make(map[string]bool, len(some))
	for _, s := range some {
		drop[s] = true
	}
	return slices.DeleteFunc(all, func(s string) bool { return drop[s] })
}
