package rollcall

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"rollcall/pkg/contact"
	"rollcall/pkg/dryrun"
	"rollcall/pkg/mapping"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
	"rollcall/pkg/store"
)

// target is the database that a review consults, if any.
type target struct {
	db   *conn       // nil where no database is consulted
	view *store.View // nil where no database is consulted
}

// openTarget opens the database that an import would write to, unless it is a private
// one that does not exist yet.
func openTarget(ctx context.Context, l *load) (*target, error) {
	db, err := l.env.openExisting(ctx)
	if db == nil {
		return &target{}, err
	}
	t := &target{db: db}
	name := ""
	// Only known contacts may be on a powerlist already.
	if p := l.mapping.Powerlist; p != nil && (l.mapping.Duplicates == contact.Update || p.IncludeKnown) {
		name = p.Name
	}
	if t.view, err = db.View(ctx, name); err == nil {
		err = t.view.Except(ctx, l.mapping.Except)
	}
	if err != nil {
		t.Close()
		return nil, err
	}
	return t, nil
}

// Close closes the database.
func (t *target) Close() { t.db.Close() }

// dryRunView returns the view that the dry run consults, or nil.
func (t *target) dryRunView() dryrun.View {
	if t.view == nil {
		return nil
	}
	return t.view
}

// together is the least number of numbers that the dry run looks up at once.
func (t *target) together() int {
	if t.view == nil {
		return 0
	}
	return t.view.Together()
}

// check refuses what an import would refuse before its first row, and returns the
// custom fields that it would create.
func (t *target) check(ctx context.Context, l *load) ([]string, error) {
	spec := l.spec()
	if t.view != nil {
		if err := checkFields(ctx, t.view, l.mapping); err != nil {
			return nil, err
		}
		return t.view.Check(ctx, &spec)
	}
	var keys []string
	has := map[string]bool{} // two columns may fill one field
	for _, f := range spec.NewFields {
		if !has[f.Key] {
			has[f.Key] = true
			keys = append(keys, f.Key)
		}
	}
	return keys, nil
}

// newTags returns those of tags that do not exist yet.
func (t *target) newTags(ctx context.Context, tags []string) ([]string, error) {
	if t.view == nil {
		return tags, nil
	}
	known, err := t.view.KnownTags(ctx, tags)
	if err != nil {
		return nil, err
	}
	exists := make(map[string]bool, len(known))
	for _, name := range known {
		exists[name] = true
	}
	var added []string
	for _, name := range tags {
		if !exists[name] {
			added = append(added, name)
		}
	}
	return added, nil
}

// powerlist is the powerlist of a review, or nil.
func (t *target) powerlist(ctx context.Context, l *load, r *report.Result, outcome *dryrun.Outcome) (*contact.Powerlist, error) {
	p := l.spec().Powerlist
	if p == nil || r.Created+r.Updated+outcome.Included == 0 {
		return nil, nil
	}
	list := &contact.Powerlist{Name: p.Name, DialMode: cmp.Or(p.DialMode, "manual"), Contacts: outcome.Listed}
	if t.view == nil {
		return list, nil
	}
	var err error
	list.DialMode, err = t.view.DialMode(ctx, p)
	return list, err
}

// checkFields refuses a mapping with custom fields that the database does not have,
// or has with another type.
func checkFields(ctx context.Context, view *store.View, m *mapping.Mapping) error {
	known, err := view.Fields(ctx)
	if err != nil {
		return err
	}
	var wrong mapping.Errors
	add := func(c *mapping.Column, code, message, hint string) {
		wrong.Problems = append(wrong.Problems, mapping.Problem{File: m.Name,
			Problem: source.Problem{Code: code, Message: message, Hint: hint, Line: int64(c.Line), Column: c.Col}})
	}
	for i := range m.Columns {
		c := &m.Columns[i]
		has, exists := known[c.Key]
		if c.Target == mapping.NewCustom && exists && has != c.Type {
			add(c, "field_type", fmt.Sprintf("the database's custom field %q is of type %s, not %s", report.Cell(c.Key), has, c.Type),
				fmt.Sprintf("write type: %s, or give the field another key", has))
		}
		if c.Target != mapping.Custom || exists {
			continue
		}
		hint := "write {new_field: " + c.Key + "} to make it"
		if near, ok := mapping.Nearest(c.Key, slices.Sorted(maps.Keys(known))); ok {
			hint = fmt.Sprintf("did you mean %q? Else %s", near, hint)
		}
		add(c, "unknown_field", fmt.Sprintf("the database has no custom field %q", report.Cell(c.Key)), hint)
	}
	if len(wrong.Problems) > 0 {
		return &wrong
	}
	return nil
}

// warnOfRepeat warns of a file whose hash was imported before, as imported reports.
// Except under create, only a file with known numbers can be one.
func (l *load) warnOfRepeat(ctx context.Context, r *report.Result, imported func(ctx context.Context, hash [32]byte) (int64, error)) error {
	creates := l.mapping.Duplicates == contact.Create
	if !creates && r.DuplicateRows.Known+r.Updated == 0 || creates && l.command == "import" {
		return nil
	}
	hash := l.reader.SHA256()
	if l.unhashed {
		sum := l.fileHash(ctx)
		if sum == nil {
			return nil
		}
		hash = *sum
	}
	id, err := imported(ctx, hash)
	if err != nil || id == 0 {
		return err
	}
	message := fmt.Sprintf("this file was imported before, as import %d", id)
	if creates {
		message += ": under create, import refuses it without --again"
	}
	r.Warnings = append(r.Warnings, report.Warning{Code: "imported_before", Count: 1, Message: message})
	return nil
}
