package main

import "context"

// openExisting opens the database as openDatabase does, but for a private one
// that does not exist yet, of which nothing is known: that one is not made just
// to look into it, and the database is nil.
func openExisting(ctx context.Context, s Streams, globals *globalOptions) (*database, error) {
	if _, named := databaseURL(s, globals); !named && !privateDataExists(s) {
		return nil, nil
	}
	return openDatabase(ctx, s, globals)
}
