package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/rehearsal"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// knowledge is what a review can ask: a database, or nothing at all.
type knowledge struct {
	db  *database
	dir *store.Directory // nil where no database is consulted
}

// openKnowledge opens the database that an import would write to, unless that
// is a private one which does not exist yet, of which nothing is known.
func openKnowledge(ctx context.Context, s Streams, globals *globalOptions, l *load) (*knowledge, error) {
	if _, named := databaseURL(s, globals); !named && !privateDataExists(s) {
		return &knowledge{}, nil
	}
	db, err := openDatabase(ctx, s, globals)
	if err != nil {
		return nil, err
	}
	k := &knowledge{db: db}
	name := ""
	// Only an update puts contacts on a powerlist that may stand there already.
	if p := l.mapping.Powerlist; p != nil && l.mapping.Duplicates == contact.Update {
		name = p.Name
	}
	if k.dir, err = db.Directory(ctx, name); err != nil {
		k.Close()
		return nil, err
	}
	return k, nil
}

// Close gives the database up.
func (k *knowledge) Close() {
	if k.db != nil {
		k.db.Close()
	}
}

// directory is what the rehearsal asks, or nil.
func (k *knowledge) directory() rehearsal.Directory {
	if k.dir == nil {
		return nil
	}
	return k.dir
}

// open gives the store's directory, or nil.
func (k *knowledge) open() (*store.Directory, error) { return k.dir, nil }

// check refuses what an import would refuse before its first row, and gives
// the custom fields that it would make.
func (k *knowledge) check(ctx context.Context, l *load) ([]string, error) {
	spec := l.spec()
	if k.dir != nil {
		if err := checkFields(ctx, k.dir, l.mapping); err != nil {
			return nil, err
		}
		return k.dir.Check(ctx, &spec)
	}
	var keys []string
	for _, f := range spec.NewFields {
		if !slices.Contains(keys, f.Key) { // two columns may fill one field
			keys = append(keys, f.Key)
		}
	}
	return keys, nil
}

// newTags gives those of tags that do not exist yet.
func (k *knowledge) newTags(ctx context.Context, tags []string) ([]string, error) {
	if k.dir == nil {
		return tags, nil
	}
	known, err := k.dir.KnownTags(ctx, tags)
	if err != nil {
		return nil, err
	}
	exists := make(map[string]bool, len(known))
	for _, t := range known {
		exists[t] = true
	}
	var added []string
	for _, t := range tags {
		if !exists[t] {
			added = append(added, t)
		}
	}
	return added, nil
}

// listed is the powerlist of a review, or nil.
func (k *knowledge) listed(ctx context.Context, l *load, contacts int64) (*report.Powerlist, error) {
	p := l.spec().Powerlist
	if p == nil {
		return nil, nil
	}
	list := &report.Powerlist{Name: p.Name, DialMode: cmp.Or(p.DialMode, "manual"), Contacts: contacts}
	if k.dir == nil {
		return list, nil
	}
	var err error
	list.DialMode, err = k.dir.DialMode(ctx, p)
	return list, err
}

// checkFields refuses a mapping that names custom fields which the database
// does not have, or has with another type.
func checkFields(ctx context.Context, dir *store.Directory, m *mapping.Mapping) error {
	known, err := dir.Fields(ctx)
	if err != nil {
		return err
	}
	var wrong mapping.Errors
	for i := range m.Columns {
		c := &m.Columns[i]
		has, exists := known[c.Key]
		if c.Target == mapping.NewCustom && exists && has != c.Type {
			wrong.Problems = append(wrong.Problems, mapping.Problem{
				File: m.Name, Line: c.Line, Column: c.Col, Code: "field_type",
				Hint:    fmt.Sprintf("write type: %s, or give the field another key", has),
				Message: fmt.Sprintf("the database's custom field %q is of type %s, not %s", report.Cell(c.Key), has, c.Type),
			})
		}
		if c.Target != mapping.Custom || exists {
			continue
		}
		hint := "write {new_field: " + c.Key + "} to make it"
		if near, ok := mapping.Nearest(c.Key, slices.Sorted(maps.Keys(known))); ok {
			hint = fmt.Sprintf("did you mean %q? Else %s", near, hint)
		}
		wrong.Problems = append(wrong.Problems, mapping.Problem{
			File: m.Name, Line: c.Line, Column: c.Col, Code: "unknown_field", Hint: hint,
			Message: fmt.Sprintf("the database has no custom field %q", report.Cell(c.Key)),
		})
	}
	if len(wrong.Problems) > 0 {
		return &wrong
	}
	return nil
}

// importedBefore warns of a file that an import under create would refuse, or
// is nil.
func (k *knowledge) importedBefore(ctx context.Context, l *load) (*report.Warning, error) {
	if k.dir == nil || l.mapping.Duplicates != contact.Create {
		return nil, nil
	}
	id, err := k.dir.Imported(ctx, l.reader.SHA256())
	if err != nil || id == 0 {
		return nil, err
	}
	return &report.Warning{Code: "imported_before", Count: 1,
		Message: fmt.Sprintf("this file was imported before, as import %d: under create, import refuses it without --again", id)}, nil
}
