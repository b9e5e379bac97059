package main

import (
	"context"

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
	if p := l.mapping.Powerlist; p != nil {
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
		return k.dir.Check(ctx, &spec)
	}
	var keys []string
	for _, f := range spec.NewFields {
		keys = append(keys, f.Key)
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
func listed(p *mapping.Powerlist, contacts int64) *report.Powerlist {
	if p == nil {
		return nil
	}
	return &report.Powerlist{Name: p.Name, DialMode: p.DialMode, Contacts: contacts}
}
