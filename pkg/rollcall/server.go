package rollcall

import (
	"cmp"
	"context"
	"errors"

	"rollcall/pkg/localserver"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// StartServer starts the private server, after setting it up if needed, and leaves
// it running until StopServer.
func StartServer(ctx context.Context, env Env) (*report.ServerStatus, error) {
	server, err := env.Database.startServer(ctx, true)
	if err != nil {
		return nil, err
	}
	if err := server.Close(); err != nil {
		return nil, err
	}
	return ServerStatus(ctx, env)
}

// StopServer stops the private server. If it is in use, it stops with the last of its
// users, and StopServer returns localserver.ErrInUse with the status.
func StopServer(ctx context.Context, env Env) (*report.ServerStatus, error) {
	if err := env.Database.checkDir(); err != nil {
		return nil, err
	}
	stopped := localserver.Stop(ctx, env.Database.Dir)
	if stopped != nil && !errors.Is(stopped, localserver.ErrInUse) {
		return nil, stopped
	}
	status, err := ServerStatus(ctx, env)
	return status, cmp.Or(err, stopped)
}

// ServerStatus returns the state of the private server, and starts nothing.
func ServerStatus(ctx context.Context, env Env) (*report.ServerStatus, error) {
	d := &env.Database
	if err := d.checkDir(); err != nil {
		return nil, err
	}
	st, err := localserver.Status(ctx, d.Dir)
	if err != nil {
		return nil, err
	}
	return &report.ServerStatus{Private: true, Running: st.Running, Kept: st.Kept, InUse: st.InUse, PID: st.PID,
		Version: st.Version, URL: st.URL, DataDir: d.Dir}, nil
}

// URL returns the database's address, without a password. A private server that
// is not kept running is started, and kept; started reports that.
func URL(ctx context.Context, env Env) (address string, started bool, err error) {
	d := &env.Database
	if !d.Named {
		status, err := ServerStatus(ctx, env)
		if started = err == nil && !(status.Running && status.Kept); started {
			status, err = StartServer(ctx, env)
		}
		if err != nil {
			return "", false, err
		}
		return status.URL, started, nil
	}
	if d.URL == "" {
		return "postgres://", false, nil // libpq and pgx fill in the PG* variables
	}
	if address = WithoutPassword(d.URL); address == "" {
		return "", false, store.ErrURL
	}
	return address, false, nil
}

// Status returns which database was named and the version of its schema.
func Status(ctx context.Context, env Env) (*report.DatabaseStatus, error) {
	db, err := env.open(ctx)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	e, err := db.Examine(ctx)
	if err != nil {
		return nil, err
	}
	return &report.DatabaseStatus{Running: true, Version: firstWord(e.Server), URL: cmp.Or(WithoutPassword(env.Database.URL), "postgres://"),
		Database: e.Database, Role: e.Role, Standby: e.Standby != nil, Schema: e.Schema,
		SchemaVersion: e.Version.Have, SchemaWanted: e.Version.Want}, nil
}

// MigrateOptions are the options of Migrate.
type MigrateOptions struct {
	Env
	// Distribute spreads the tables over the nodes of Citus, by phone number.
	Distribute bool
}

// Migrate sets up the schema, or brings it up to date.
func Migrate(ctx context.Context, o MigrateOptions) (*report.Migrated, error) {
	db, err := o.open(ctx)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	migrate := db.Migrate
	if o.Distribute {
		migrate = db.Distribute
	}
	v, err := migrate(ctx)
	if err != nil {
		return nil, err
	}
	return &report.Migrated{From: v.Have, To: v.Want}, nil
}
