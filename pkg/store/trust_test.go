package store

import (
	"slices"
	"testing"
)

// Whoever owns one of our tables could have code of theirs run, or say who may be
// called.
func TestOwnTablesAreAll(t *testing.T) {
	db := open(t)
	tables := table(t, db, "select relname from pg_class where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace order by 1")
	own := slices.Sorted(slices.Values(ownTables))
	for i, name := range own {
		own[i] = "(" + name + ")"
	}
	same(t, "tables", tables, own)
	views := table(t, db, "select relname from pg_class where relkind = 'v' and relnamespace = current_schema()::regnamespace order by 1 desc")
	own = slices.Clone(ownViews)
	for i, name := range own {
		own[i] = "(" + name + ")"
	}
	same(t, "views", views, own)
}
