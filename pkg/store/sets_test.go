package store

import (
	"fmt"
	"testing"

	"rollcall/pkg/contact"
)

func TestSets(t *testing.T) {
	db := open(t)
	big := "array(select 'x' || n from generate_series(1, 100) n)"
	for _, c := range []struct{ sql, want string }{
		{minus("array['c','a','b']", "array['a','d']"), "{c,b}"},
		{minus("'{}'::text[]", "array['a']"), "{}"},
		{minus("array['a',null,'b']", "array['b']"), "{a,NULL}"},
		{"cardinality(" + minus(big, "array(select 'x' || n from generate_series(1, 100, 2) n)") + ")", "50"},
		{minus("(array['b','a'] || "+big+")", big), "{b,a}"},
		{overlap("array['a']", "array['b','a']"), "t"},
		{overlap(big, "(array['y'] || "+big+")"), "t"},
		{overlap(big, "array(select 'y' || n from generate_series(1, 100) n)"), "f"},
		{patched(`'{"a": 1, "b": null}'::jsonb`, `'{"c": 2}'::jsonb`), `{"a": 1, "b": null, "c": 2}`},
		{patched(`'{"a": 1, "b": null}'::jsonb`, `'{"a": null, "c": 2}'::jsonb`), `{"b": null, "c": 2}`},
		{patched(`'{"a": 1}'::jsonb`, `'{"a": null}'::jsonb`), `{}`},
	} {
		same(t, c.sql, table(t, db, "select format('%s', "+c.sql+") as x")[0], table(t, db, "select '"+c.want+"'::text as x")[0])
	}
}

// TestManyTags updates and undoes contacts with more tags and fields than can be
// compared one by one within the time that a statement has here.
func TestManyTags(t *testing.T) {
	const many = 60_000
	db := open(t)
	limited := reopen(t, with(t, db.pool.Config().ConnString(), "options", "-c statement_timeout=30s"))
	// names are tags or keys that two imports share in half.
	names := func(from int) []string {
		all := make([]string, many)
		for i := range all {
			all[i] = fmt.Sprintf("own_%06d", from+i)
		}
		return all
	}
	spec := func(n int) Spec {
		s := Spec{FileName: fmt.Sprint(n), Duplicates: contact.Update}
		for _, k := range names(n * many / 2)[:many/20] {
			s.NewFields = append(s.NewFields, NewField{Key: k})
		}
		return s
	}
	list := func(n int) []contact.Row {
		all := names(n * many / 2)
		rows := []contact.Row{row("+12065550000", tags(all...))}
		for i := 0; i < many; i += many / 50 {
			rows = append(rows, row(fmt.Sprintf("+1206556%04d", i/(many/50)), tags(all[i:i+many/50]...)))
		}
		for _, f := range spec(n).NewFields {
			custom(f.Key, contact.Text, "x")(&rows[0].Contact)
		}
		return rows
	}
	run(t, db, Spec{}, row("+12065550000"))
	before := table(t, db, "select phone, tags, fields from contacts")
	for n := range 2 {
		run(t, limited, spec(n), list(n)...) // whose contacts are the same
	}
	u, err := limited.Undo(t.Context(), 2, "", false)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "undone", []int{len(u.TagsRemoved), len(u.FieldsRemoved)}, []int{0, many / 20}) // its new contacts stay as those of the next
	u, err = limited.Undo(t.Context(), 3, "", false)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "undone", []int{len(u.TagsRemoved), len(u.FieldsRemoved)}, []int{many + many/2, many / 20})
	same(t, "contacts", table(t, db, "select phone, tags, fields from contacts"), before)
}
